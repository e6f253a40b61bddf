"""A piece of HTML as a reader sees it: text with paragraphs, lists, tables and code."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable

import turbohtml
from turbohtml import Element, Node, Text

_DROPPED = frozenset(
    "script style noscript template svg iframe object embed video audio canvas button select option textarea input"
    " head link meta title nav ins map dialog progress meter source track".split()
)
_BLOCKS = frozenset(
    "p div section article header footer main aside ul ol dl dt dd table caption thead tbody tfoot blockquote pre figure"
    " figcaption h1 h2 h3 h4 h5 h6 hr address form fieldset legend details summary center body html".split()
)
# Class names of what sits inside answers and says nothing: shares, ads, text for screen readers only.
_NOISE = re.compile(
    r"(?:^|[-_])(?:ad|ads|advert\w*|adsbygoogle|adthrive\w*|mediavine\w*|sponsor\w*|share|sharing|shared\w*|social|addtoany"
    r"|screen-reader-text|sr-only|visually-?hidden|visuallyhidden|noprint|tooltip|permalink|anchor-?link|headerlink|footnote-backref)"
    r"(?:$|[-_])",
    re.IGNORECASE,
)
_PERMALINKS = frozenset("\u00b6 # \u00a7 \U0001f517 \u2693".split())
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
# Formatting that opens and closes: text that holds it was HTML; `use <div> here` was not.
_FORMATTED = re.compile(
    r"<(p|br|b|strong|i|em|u|a|ul|ol|li|span|div|h[1-6]|table|tr|td|blockquote|sup|sub|figure|img|hr|code|pre)\b[^<>]*>",
    re.IGNORECASE,
)
_MOST_ESCAPES = 3  # a page that escapes twice is common, three times was seen once
FENCE = "```"


def text_of(nodes: Iterable[Node], link: Callable[[Element], str | None] = lambda element: None) -> str:
    """Return what a reader sees of some nodes, one after the other.

    Paragraphs are split by a blank line; list items stand one per line behind `- ` or `1. `; table rows
    are lines with ` | ` between cells; preformatted code stands between lines of three backticks; links are their text.
    Scripts, forms, ads, share buttons and text hidden from everybody are left out.
    `link` may say how a link is written instead.
    """
    writer = _Writer(link)
    for node in nodes:
        writer.write(node)
    return writer.text()


def text_of_html(fragment: str) -> str:
    """Return what a reader sees of a string that may be HTML, plain text, or HTML escaped once or twice.

    >>> text_of_html("&lt;p&gt;4 &amp;lt; 5&lt;/p&gt;"), text_of_html("use <div> here"), text_of_html("a & b")
    ('4 < 5', 'use <div> here', 'a & b')
    """
    text = fragment
    for _ in range(_MOST_ESCAPES):
        if _is_html(text):
            return text_of(turbohtml.parse_fragment(text, positions=False).children)
        if not _ENTITY.search(text):
            break
        text = html.unescape(text)
    return text


def _is_html(text: str) -> bool:
    if "<" not in text:
        return False
    tags = _FORMATTED.findall(text)
    if not tags:
        return False
    lower = text.lower()
    return any(tag.lower() in ("br", "img", "hr", "p", "li") or f"</{tag.lower()}" in lower for tag in tags)


class _Writer:
    """Collects text and remembers what break is due before the next word."""

    def __init__(self, link: Callable[[Element], str | None]) -> None:
        self._link = link
        self._parts: list[str] = []
        self._break = ""
        self._space = False
        self._prefix = ""
        self._lists: list[list[int]] = []

    def text(self) -> str:
        return "".join(self._parts).strip()

    def write(self, root: Node) -> None:
        """Walk a tree without recursion: hostile pages nest deeper than Python's stack."""
        stack: list[tuple[Node, bool]] = [(root, False)]
        while stack:
            node, is_end = stack.pop()
            if isinstance(node, Text):
                self._words(node.data)
            elif isinstance(node, Element):
                if is_end:
                    self._close(node)
                elif node.tag == "a" and (written := self._link(node)):
                    self._words(written)
                elif not is_noise(node):
                    if node.tag == "pre":
                        self._code(node)
                        continue
                    self._open(node)
                    stack.append((node, True))
                    stack.extend((child, False) for child in reversed(node.children))
            elif not hasattr(node, "data"):
                stack.extend((child, False) for child in reversed(node.children))

    def _words(self, data: str) -> None:
        words = " ".join(data.split())
        if not words:
            self._space = self._space or bool(data)
            return
        if self._break:
            if self._parts:
                self._parts.append(self._break)
        elif (self._space or data[0].isspace()) and self._parts and not self._prefix:
            self._parts.append(" ")
        self._parts += [self._prefix, words]
        self._break = self._prefix = ""
        self._space = data[-1].isspace()

    def _due(self, line_ends: str) -> None:
        if len(line_ends) > len(self._break) and not self._prefix:
            self._break = line_ends
        self._space = False

    def _open(self, node: Element) -> None:
        tag = node.tag
        if tag == "br":
            self._due("\n")
        elif tag in ("ul", "ol"):
            self._due("\n" if self._lists else "\n\n")
            self._lists.append([_start(node), tag == "ol"])
        elif tag == "li":
            self._prefix = ""
            self._due("\n")
            self._prefix = self._item()
        elif tag == "tr":
            self._due("\n")
        elif tag in ("td", "th"):
            if self._parts and not self._break and node.previous_sibling is not None:
                self._parts.append(" |")
                self._space = True
        elif tag in _BLOCKS:
            self._due("\n" if self._lists else "\n\n")

    def _close(self, node: Element) -> None:
        tag = node.tag
        if tag in ("ul", "ol"):
            self._lists.pop()
            self._prefix = ""
            self._due("\n" if self._lists else "\n\n")
        elif tag == "li":
            self._prefix = ""
            self._due("\n")
        elif tag == "tr":
            self._due("\n")
        elif tag in _BLOCKS:
            self._due("\n" if self._lists else "\n\n")

    def _item(self) -> str:
        if not self._lists or not self._lists[-1][1]:
            return "- "
        number = self._lists[-1][0]
        self._lists[-1][0] += 1
        return f"{number}. "

    def _code(self, node: Element) -> None:
        code = "".join(child.data for child in node.descendants if isinstance(child, Text)).strip("\n")
        if code.strip():
            if self._parts:
                self._parts.append("\n\n")
            self._parts += [f"{FENCE}\n{code}\n{FENCE}"]
            self._break, self._prefix, self._space = "\n\n", "", False


def is_noise(node: Element) -> bool:
    """Whether an element says nothing to a reader: code, forms, ads, share buttons, hidden text, permalinks."""
    tag = node.tag
    if tag in _DROPPED:
        return True
    attributes = node.attrs
    if not attributes:
        return False
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    for token in _tokens(attributes.get("class")):
        if _NOISE.search(token):
            return True
    return tag == "a" and node.text.strip() in _PERMALINKS


def _tokens(value: str | list[str] | None) -> list[str]:
    if not value:
        return []
    return value.split() if isinstance(value, str) else value


def _start(node: Element) -> int:
    try:
        return int(str(node.attrs.get("start") or 1))
    except ValueError:
        return 1
