"""The charset that a page of HTML states for itself, read from its bytes."""

from __future__ import annotations

from ..text.patterns import pattern
from .head_tags import Tag, tags

_FIRST = 65_536  # bytes (chosen): browsers look at the first kilobyte, and pages put scripts before the charset
_IN_CONTENT = pattern(r"\bcharset\s*=\s*[\"']?([^\s\"';,]+)")
_IN_XML = pattern(rb"\s*+<\?xml\s[^<>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")


def stated_charset(content: bytes) -> str | None:
    """Return the charset that a page states: in a `<meta>` outside of comments and scripts, or in its XML declaration.

    >>> stated_charset(b'<META http-equiv=Content-Type content="text/html; Charset=ISO-8859-2">')
    'iso-8859-2'
    """
    head = content[:_FIRST].lower()
    for tag in tags(head, b"charset"):
        charset = _charset_of(tag)
        if charset:
            return charset
    declaration = _IN_XML.match(head)
    return declaration[1].decode() if declaration else None


def _charset_of(tag: Tag) -> str | None:
    if tag.name != "meta":  # the charset of a link is that of what it leads to
        return None
    named = _IN_CONTENT.search(tag.attributes.get("content", ""))
    return tag.attributes.get("charset") or (named[1] if named else None)
