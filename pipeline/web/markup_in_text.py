"""A string that may be HTML, plain text, or HTML escaped once or twice -> what a reader sees of it."""

from __future__ import annotations

import html
import re

import turbohtml

from ..text.patterns import pattern
from .lost_backslashes import with_backslashes
from .render import text_of
from .tags import with_signs

_ENTITY = pattern(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
# What nobody writes about and many escape twice; `&amp;lt;` in HTML may well be meant.
_TYPOGRAPHY = pattern(r"&(?:#\d{2,6}|#x[0-9a-f]{2,5}|nbsp|[lr][sd]quo|[nm]dash|hellip);", re.IGNORECASE)
# JSON's escapes, escaped once more: < > & quotes, blanks, dashes, curly quotes.
_JSON_ESCAPE = pattern(r"\\u(00(?:3[ce]|2[267]|a0)|20[0-3][0-9a-f])", re.IGNORECASE)
# Formatting that opens and closes: text that holds it was HTML; `use <div> here` was not.
_FORMATTED = pattern(
    r"<(p|br|b|strong|i|em|u|a|ul|ol|li|span|div|h[1-6]|table|tr|td|th|tbody|dl|dt|dd|blockquote|sup|sub|figure|img|hr"
    r"|code|pre|font|small|big|center|mark|section|article|cite|q|del|ins|s|strike|abbr|kbd|samp|var)\b[^<>]*>",
    re.IGNORECASE,
)
_UNPAIRED = frozenset("br img hr p li".split())
_BREAKS = pattern(r"<(?:p|br|div|ul|ol|li|dl|dd|table|tr|h[1-6]|pre|blockquote|hr|section|article)\b", re.IGNORECASE)
_MOST_ESCAPES = 3  # times (seen on real pages): a page that escapes twice is common, three times was seen once


def text_of_html(fragment: str) -> str:
    """Return what a reader sees of a string that may be HTML, plain text, or HTML escaped once or twice.

    Line ends of HTML that has only inline elements are meant as such.

    >>> text_of_html("&lt;p&gt;4 &amp;lt; 5&lt;/p&gt;"), text_of_html("use <div> here"), text_of_html("a & b")
    ('4 < 5', 'use <div> here', 'a & b')
    """
    text = with_backslashes(fragment)
    if "\\u" in text:
        text = _JSON_ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    for _ in range(_MOST_ESCAPES):
        if _is_html(text):
            markup = text if _BREAKS.search(text) else text.replace("\r\n", "\n").replace("\n", "<br>")
            shown = text_of(turbohtml.parse_fragment(with_signs(markup), positions=False).children)
            return _TYPOGRAPHY.sub(lambda match: html.unescape(match[0]), shown)
        if not _ENTITY.search(text):
            break
        text = html.unescape(text)
    return text


def _is_html(text: str) -> bool:
    if "<" not in text:
        return False
    if "<!--" in text and "-->" in text:
        return True
    tags = {tag.lower() for tag in _FORMATTED.findall(text)}
    if not tags:
        return False
    lower = text.lower()
    return any(tag in _UNPAIRED or f"</{tag}" in lower for tag in tags)
