"""Whether bytes are a page of HTML, by how they start, whatever their file is called."""

from __future__ import annotations

import re

from ..text.patterns import pattern

FIRST = 65_536
"""Bytes (chosen) from the start that tell what a file is."""
_BLANK = b" \t\r\n\f\xef\xbb\xbf"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
_PASSED_OVER = (  # what may stand before the first tag, and how that ends
    (b"<!--", b"-->"),
    (b"<?", b">"),
    (b"<%", b"%>"),
    (b"---", b"\n---"),
)
_PAGE = pattern(rb"<(?:!doctype\s+html|(?:html|head|body|title|meta|base|frameset)[\s/>])", re.IGNORECASE)
_ELEMENT = pattern(
    rb"<(?:a|abbr|address|article|aside|b|bdi|bdo|big|blockquote|br|button|caption|center|cite|code|d[dltv]|del|details"
    rb"|dfn|dialog|div|em|fieldset|figure|font|footer|form|h[1-6]|header|hgroup|hr|i|iframe|img|input|ins|kbd|label"
    rb"|legend|li|link|main|map|mark|menu|nav|noscript|ol|p|picture|pre|q|s|samp|script|search|section|select|small"
    rb"|span|strike|strong|style|sub|summary|sup|table|tbody|td|template|tfoot|th|thead|time|tr|tt|u|ul|var|video"
    rb"|[a-z][a-z0-9]*+-[a-z0-9-]*+)[\s/>]",
    re.IGNORECASE,
)
# A text may speak of a tag at its start; in a page more of them follow, and close.
_MORE = pattern(rb"</[a-z]|\n[ \t]*+<[a-z]|<(?:br|p|li|d[dt]|t[dhr]|hr|img)[\s/>]", re.IGNORECASE)
_CLOSED = pattern(rb"</(?:p|div|li|h[1-6]|dd|dt|td|tr|section)>[ \t]*(?:[\r\n]|\Z)")
_LINES_OF_PAIR = 3  # question, answer and attribution: in a piece of a page each ends its element
_PASTED, _LINK = b"complete answer on", b"<a"


def starts_like_html(content: bytes) -> bool:
    """Return whether bytes start like HTML: like a page, or like a piece of one with some tags.

    >>> starts_like_html(b"<!-- made by hand --><ul><li>Why?</ul>"), starts_like_html(b"<div> or <span>: which?")
    (True, False)
    """
    head = _plain(content)
    start = _first_tag(head)
    if _PAGE.match(head, start):
        return True
    is_piece = _ELEMENT.match(head, start) and _MORE.search(head, start + 1)
    return is_piece is not None and not _is_pasted(head)


def starts_like_page(content: bytes) -> bool:
    """Return whether bytes start like a whole page of HTML; Markdown, for one, may start like a piece of it."""
    head = _plain(content)
    return _PAGE.match(head, _first_tag(head)) is not None


def _plain(content: bytes) -> bytes:
    """The first bytes; of UTF-16 and UTF-32 those that are ASCII."""
    head = content[:FIRST]
    return head.replace(b"\0", b"").lstrip(b"\xff\xfe") if head.startswith(_WIDE_MARKS) or b"\0" in head[:4] else head


def _first_tag(head: bytes) -> int:
    """Where the first tag is, if nothing but comments and the like stands before it."""
    start = _after_blank(head, 0)
    while found := next((end for begin, end in _PASSED_OVER if head.startswith(begin, start)), None):
        end = head.find(found, start + 2)
        if end < 0:
            break
        start = _after_blank(head, end + len(found))
    return start


def _after_blank(head: bytes, start: int) -> int:
    return len(head) - len(head[start:].lstrip(_BLANK))


def _is_pasted(head: bytes) -> bool:
    """Whether it is text of the "people also ask" kind: attributions, no link in them, and no lines in tags."""
    head = head.lower()
    attributions = head.count(_PASTED)
    return attributions > 0 and _LINK not in head and len(_CLOSED.findall(head)) < _LINES_OF_PAIR * attributions
