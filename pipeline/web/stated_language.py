"""The language that a page of HTML states for itself."""

from __future__ import annotations

import re

from ..text.patterns import pattern
from .head_tags import attributes
from .inert import inert_end

_FIRST = 16_384  # bytes (chosen) in which a page begins
_HTML = pattern(rb"<html\b([^<>]*)", re.IGNORECASE)
_TAG = pattern(r"([a-z]{2,3})(?:[-_][a-z0-9]{1,8})*", re.IGNORECASE)
# Tags that pages use for a language whose tag is another one today, or whose parts are told apart.
_TODAY = {"in": "id", "iw": "he", "ji": "yi", "no": "nb", "tl": "fil", "mo": "ro"}


def stated_language(markup: bytes) -> str:
    """Return the language in the `lang` or `xml:lang` of `<html>`, without its region; empty where there is none.

    >>> stated_language(b'<html lang="pt-BR">'), stated_language(b"<html lang=x-default>")
    ('pt', '')
    """
    head = markup[:_FIRST]
    for tag in _HTML.finditer(head):
        if inert_end(head, 0, tag.start()):
            continue
        found = attributes(tag[1].decode("utf-8", "replace"))
        return language_tag(found.get("lang") or found.get("xml:lang") or "")
    return ""


def language_tag(written: str) -> str:
    """Return the language of a `lang` attribute, as it is called today; empty where it names none.

    >>> language_tag("de-AT"), language_tag("iw"), language_tag("x-klingon")
    ('de', 'he', '')
    """
    stated = _TAG.fullmatch(written.strip())
    return _TODAY.get(stated[1].lower(), stated[1].lower()) if stated else ""
