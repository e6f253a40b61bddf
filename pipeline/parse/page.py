"""A document as text, with its tree and its address, each worked out when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from ..schema import HTML, SHOWN_AS_HTML, TABLES_OF_PAIRS, TEXT, Document

if TYPE_CHECKING:
    from turbohtml import Document as HtmlDocument

    from ..web.dom import Tree

_Made = TypeVar("_Made")
_WITHOUT_TREE = (TEXT, *TABLES_OF_PAIRS)
_MOST_ANSWERS = 10  # times its own length (chosen) that the answers of a page may have together; ordinary ones have one
_LEAST_ALLOWANCE = 200_000  # characters (chosen): a short page may say anything a few times


class Allowance:
    """How much text the answers of one page may have together.

    Nested elements, a panel that many titles open and a node that many items name make one text the answer to each
    of many questions: all of them together would take the square of the page.
    """

    def __init__(self, length: int) -> None:
        self._left = _LEAST_ALLOWANCE + _MOST_ANSWERS * length

    @property
    def is_spent(self) -> bool:
        """Whether the answers so far were too much."""
        return self._left < 0

    def spend(self, length: int) -> bool:
        """Count one more answer; return whether it is still allowed."""
        self._left -= length
        return not self.is_spent


@dataclass(frozen=True)
class Page:
    """A document as text: what the formats read."""

    document: Document
    text: str
    """The decoded text, untouched: every `chars=` locator counts its characters from 0."""
    encoding: str
    encoding_from: str
    """How the encoding was found: `bom`, `utf-8`, `declared`, `stated`, `doubted`, `detected`, `utf-8-damaged`, or
    `given` where the caller handed over text."""
    is_lenient: bool = False
    """Whether the tree is built by the lenient reader, because the first parser cannot take the page."""
    source: str | None = None
    """The decoded text of a page in a markup language, empty for a document whose bytes are no text; `text` is then the
    HTML that it is shown as."""

    may_hold: tuple[str, ...] | None = None
    """Of all formats, those that a look at the bytes of the document leaves; None where nobody looked for all."""

    @property
    def is_encoding_guessed(self) -> bool:
        """Whether letters may be wrong: the bytes fit several encodings, and nothing sure says which one it is."""
        is_sure = self.encoding.startswith(("utf", "iso2022"))  # their bytes fit nothing else
        return self.encoding_from in ("detected", "doubted") and not is_sure

    @property
    def reader(self) -> str:
        """What read the page: `text`, `html` (a tree as browsers build it) or `lenient`."""
        if self.document.media_type in _WITHOUT_TREE:
            return "text"
        return "lenient" if self.is_lenient else "html"

    @cached_property
    def utf8(self) -> bytes:
        """The text in UTF-8: words are found in bytes ten times as fast (`ahocorasick_rs`) as in text."""
        if self.encoding_from == "utf-8" and self.source is None:
            return self.document.content
        return self.text.encode("utf-8", "surrogatepass")

    @property
    def dom(self) -> HtmlDocument:
        """The tree that a browser builds of the text; built when it is first asked for."""
        return self._tree.document

    @property
    def misses_end(self) -> bool:
        """Whether a tree was built that does not hold the end of the page."""
        return "_tree" in self.__dict__ and not self._tree.is_whole

    @cached_property
    def _tree(self) -> Tree:
        from ..web.dom import Tree, parse, parse_leniently
        from ..web.occurrences import holds
        from ..web.shadow import MARKER, open_shadow_roots

        tree = Tree(parse_leniently(self.text)) if self.is_lenient else parse(self.text)
        if holds(MARKER, self.utf8):
            open_shadow_roots(tree.document)
        return tree

    def once(self, make: Callable[[Page], _Made]) -> _Made:
        """Return what a function makes of the page: it is made once, and kept with the tree."""
        if make not in self._made:
            self._made[make] = make(self)
        made: _Made = self._made[make]
        return made

    @cached_property
    def _made(self) -> dict[Callable[[Page], Any], Any]:
        return {}

    def forget_tree(self) -> None:
        """Free the tree and what was made with it, at once: they refer to each other, and to the page."""
        if "_tree" in self.__dict__:
            from ..web.page_cache import forget_nodes

            forget_nodes()
        for name in ("_tree", "_made", "allowance"):
            self.__dict__.pop(name, None)

    @cached_property
    def allowance(self) -> Allowance:
        """How much text its answers may still have."""
        return Allowance(len(self.text))

    @cached_property
    def language(self) -> str:
        """The language that the page states for itself; empty where it states none."""
        if self.document.media_type != HTML:
            return ""
        from ..web.stated_language import stated_language

        return stated_language(self.utf8)

    @cached_property
    def date(self) -> datetime | None:
        """When the page says that it was last changed, UTC, naive; None where it does not say just one time."""
        if self.document.media_type != HTML:
            return None
        from ..web.page_date import page_date

        return page_date(self.utf8)

    @cached_property
    def address(self) -> str | None:
        """The address that the page gives itself (its canonical link), or else where it was read; None if unknown."""
        if self.document.media_type in (*_WITHOUT_TREE, *SHOWN_AS_HTML):  # whose words are about anything
            return self.document.url
        from ..web.canonical import address_of

        return address_of(self.utf8, self.document.url)
