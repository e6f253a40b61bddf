"""Markdown -> HTML: CommonMark with tables, definition lists, front matter, and `???` blocks that open."""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from ...text.patterns import pattern

_BLOCK = pattern(r"^([ \t]*(?:\?\?\?\+?|!!!))[ \t]+(?=\")", re.MULTILINE)  # a block without a kind
_ATTRIBUTES = pattern(r"^(#{1,6}[ \t][^\n{]*)\{[:#.][^{}\n]*\}[ \t]*$", re.MULTILINE)  # `## Title {#anchor}`
_NO_TEXT = pattern(
    r"^[ \t]*(?:\{%[^\n]*%\}|\{:[^\n]*\}|(?:import|export)[ \t][^\n'\"]*['\"][^\n'\"]*['\"];?)[ \t]*$", re.MULTILINE
)
"""Lines of Jekyll, kramdown and MDX that show nothing."""
_CALLOUT = pattern(r"^>[ \t]*\[!(\w+)\][+-]?[ \t]*", re.MULTILINE)
_OPENS = "is-collapsible"
_ASKING_KINDS = frozenset("question faq help".split())


def to_html(text: str) -> str:
    """Return Markdown as HTML; what stands in it as HTML stays."""
    text = _BLOCK.sub(r"\1 note ", text)
    text = _ATTRIBUTES.sub(r"\1", text)
    text = _NO_TEXT.sub("", text)
    html: str = _reader().render(_CALLOUT.sub("> ", text))
    return html


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    reader = reader.use(front_matter_plugin).use(deflist_plugin).use(admon_plugin)
    reader.core.ruler.push("details", _open_blocks)
    return reader


def _open_blocks(state: StateCore) -> None:
    """Make a block that opens, or that is called a question, what it is in HTML."""
    opened: list[str] = []
    for token in state.tokens:
        if token.type == "admonition_open":
            opened.append("details" if _is_question(token) else token.tag)
        if token.type.startswith("admonition") and opened and opened[-1] == "details":
            token.tag = "summary" if "title" in token.type else "details"
        if token.type == "admonition_close":
            opened.pop()


def _is_question(token: Token) -> bool:
    names = str(token.attrs.get("class", "")).split()
    return _OPENS in names or not _ASKING_KINDS.isdisjoint(names)
