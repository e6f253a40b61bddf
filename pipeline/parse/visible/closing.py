"""What closes a section at the end of an answer: a note, a caption, a control, a link up the page."""

from __future__ import annotations

import re
from collections.abc import Callable

from turbohtml import Element, Node, Text

from ...text.clean import ends_sentence
from ...text.patterns import pattern
from ...text.stamps import holds_date, is_date
from ...web.hosts import host_of
from .calls import closes_panel, is_call, is_tail
from .elements import LONGEST_CONTROL, bare, leads_nowhere, names_button
from .nodes import is_blank, is_called, names_with

_LONGEST_TAIL = 200  # characters (chosen) of a paragraph that closes a section, or says when it was written
WHOLE = ("ul", "ol", "table", "pre", "dl")
"""Elements that are never taken for the words that close a section."""
_names_way_up = names_with(
    pattern(r"^(?:(?:back|go|scroll|return)[-_]?)?(?:to[-_]?)?top\d?(?:[-_]link)?$", re.IGNORECASE)
)
_FIRST_PAGE = pattern(r"(?:\.{0,2}/)*(?:(?:index|home|default|main)\.\w{2,5})?", re.IGNORECASE)
_LONGEST_WAY_HOME = 12  # characters (chosen) of a link to the first page of a site: `Home`, `[back]` in any language
_UPWARDS = "\u2191\u21e7\u21d1\u2b06\u25b2\u25b4\u2303"
_names_date = names_with(pattern(r"(?:^|[-_])(?:date|meta|time|timestamp|posted)(?:$|[-_])", re.IGNORECASE))
_CAPTIONS = "figcaption, .wp-caption-text"
_names_caption = names_with(pattern(r"(?:^|[-_])caption(?:$|[-_])", re.IGNORECASE))
_names_meta = names_with(pattern(r"(?:^|[-_])meta(?:$|[-_])", re.IGNORECASE))
_NUMBERED = pattern(r"[^\d:]{2,40}:[\d/ .-]{1,10}")
_LINE_END = "br"
_BLOCKS = ("p", "div", "dd", "section", "article")


def closes(node: Node, is_note: Callable[[str], bool]) -> bool:
    """Return whether a node closes a section: a note, a caption, a control, `Was this helpful? Yes No`."""
    if isinstance(node, Element) and node.tag in WHOLE:
        return False
    line = short_line(node)
    is_about = is_note(line) or _is_called_date(node, line) or _is_caption(node)
    return is_about or is_tail(line) or _is_control(node, line)


def _is_caption(node: Node) -> bool:
    """Whether a block shows nothing but a picture and its caption."""
    if not isinstance(node, Element) or not (node.tag == "figure" or is_called(node, _names_caption)):
        return False
    caption = node.select_one(_CAPTIONS)
    return caption is not None and bare(caption.text) == bare(node.text)


def _is_called_date(node: Node, line: str) -> bool:
    """Whether a block is called a date, and says no more: `<div class=meta>Jan 1, 2020</div>`.

    What is called `meta` may say who wrote it, too: `The shop, Jan 1, 2020 | Report`, or its number: `Advice no.: 88`.
    """
    if not isinstance(node, Element) or not is_called(node, _names_date):
        return False
    if is_date(line):
        return True
    is_meta = is_called(node, _names_meta) and not ends_sentence(line)
    return is_meta and (holds_date(line) or _NUMBERED.fullmatch(line) is not None)


def _is_control(node: Node, line: str) -> bool:
    """Whether a block is only a button or a link that leads up the page, closes a panel, runs a script or calls.

    So it is where all its links run scripts: `Report | Helpful (2)`.
    """
    if not isinstance(node, Element) or not line or len(line) > LONGEST_CONTROL or not _is_on_own_line(node):
        return False
    links = [node] if node.tag == "a" else node.select("a[href]")
    if not links or bare(line) != "".join(bare(link.text) for link in links):
        return False
    if all(map(leads_nowhere, links)):
        return True
    return len(links) == 1 and (_leads_up(links[0], line) or names_button(links[0].attr("class") or ""))


def _leads_up(link: Element, line: str) -> bool:
    """Whether a link leads up the page or to the first page of the site, closes a panel or calls."""
    address = (link.attr("href") or "").strip()
    if not address.startswith("#"):
        is_way_home = len(line) <= _LONGEST_WAY_HOME and _FIRST_PAGE.fullmatch(address) is not None
        return is_call(line) or (is_way_home and host_of(line) is None)
    return _is_called_way_up(link) or closes_panel(line)


def _is_called_way_up(link: Element) -> bool:
    """Whether the names of a link within the page, or of the place that it leads to, say that it is the top."""
    return is_called(link, _names_way_up) or _names_way_up((link.attr("href") or "").strip()[1:])


def _is_on_own_line(node: Element) -> bool:
    """Whether an element begins a line: it is a block, or one comes before it."""
    if node.tag in _BLOCKS:
        return True
    before = node.previous_sibling
    while before is not None and is_blank(before) and not _is_line_end(before):
        before = before.previous_sibling
    return isinstance(before, Element) and before.tag in (*_BLOCKS, *WHOLE, _LINE_END)


def _is_line_end(node: Node) -> bool:
    return isinstance(node, Element) and node.tag == _LINE_END


def is_way_up(block: Element) -> bool:
    """Return whether a block is a link up the page and nothing else: what follows it is of the next section."""
    line = short_line(block)
    links = block.select("a[href^='#']") if block.tag in _BLOCKS and 0 < len(line) <= LONGEST_CONTROL else []
    if len(links) != 1 or bare(links[0].text) != bare(line):
        return False
    return line[0] in _UPWARDS or is_called(block, _names_way_up) or _is_called_way_up(links[0])


def short_line(node: Node) -> str:
    """Return what a node says, on one line; nothing if that is longer than what opens or closes an answer."""
    text = node.data if isinstance(node, Text) else node.text if isinstance(node, Element) else ""
    return " ".join(text.split()) if len(text) < _LONGEST_TAIL else ""
