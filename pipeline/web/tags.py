"""Which less-than signs of a text open a tag: those before a known name. `if p<x` and `Dear <name>` are text."""

from __future__ import annotations

import re

from ..text.patterns import pattern

ELEMENTS = "|".join(
    (
        "a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink blockquote"
        " body br button canvas caption center cite code col colgroup data datalist dd del details dfn dialog"
        " dir div dl dt em embed fieldset figcaption figure font footer form frame frameset h[1-6] head header"
        " hgroup hr html i iframe img input ins kbd label legend li link main map mark marquee math menu meta"
        " meter nav nobr noframes noscript object ol optgroup option output p param path picture pre progress"
        " q rb rp rt rtc ruby s samp script search section select slot small source span strike strong style"
        " sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var"
        " video wbr m(?:frac|i|n|o|row|sub|sup|text|over|under|sqrt|root|table|tr|td) g circle rect"
        r" (?:o|v|w|x|m|st1):\w+"  # the last are a word processor's
    ).split()
)
"""The names of elements, as a regular expression."""
_BARE = "hidden|disabled|checked|controls|open|reversed|nowrap|noshade|compact|itemscope|allowfullscreen|download"
"""Attributes that need no value."""
_AFTER_NAME = (
    r"(?:[\s/\"'\u201c\u201d]*+>"
    rf"|(?:\s|/)++(?:(?:{_BARE}|async|defer|data-[\w-]++)\b|[\w:@.-]++\s*+=))"
)
"""The end of the tag, or an attribute."""
_NO_TAG = pattern(
    rf"<(?!(?:{ELEMENTS}){_AFTER_NAME}|/(?:{ELEMENTS})(?:[\s>]|\Z)|!|\?)"
    r"(?P<own>/?[a-z][a-z0-9]*+-[a-z0-9-]*+(?=[\s/>]))?",
    re.IGNORECASE,
)
_OWN_END = pattern(r"</([a-z][a-z0-9]*+-[a-z0-9-]*+)")


def with_signs(markup: str) -> str:
    """Return markup in which a less-than sign that opens no tag is the entity of one.

    A name with a hyphen is that of an element which a page has made up, where its end tag is there, too.

    >>> with_signs("<p>If p<x, <name>, stop.</p>")
    '<p>If p&lt;x, &lt;name>, stop.</p>'
    """
    ended = {*_OWN_END.findall(markup.lower())} if "</" in markup else set()

    def written(sign: re.Match[str]) -> str:
        own = sign["own"] or ""
        return sign[0] if own.lower().removeprefix("/") in ended else f"&lt;{own}"

    return _NO_TAG.sub(written, markup)
