"""Where the JSON-LD scripts of a page are, found without building a tree."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import NamedTuple

from ahocorasick_rs import MATCHKIND_LEFTMOST_FIRST, BytesAhoCorasick

from ....text.patterns import pattern
from ....web.inert import inert_end

_SCHEME = "jsonld="
_LONGEST_TAG = 2_000  # bytes of a script's start tag (chosen)
_SCRIPT_START = b"<script"
_SCRIPTS = (
    pattern(rb"""<script\b((?:[^>"']++|"[^"]*+"|'[^']*+')*+)>""", re.IGNORECASE),
    pattern(rb"<script\b([^>]*+)>", re.IGNORECASE),
)
"""The start tag of a script, as a browser reads it, and up to its first `>`, for one whose quotes are not closed."""
_SCRIPT_END = pattern(rb"</script[\s/>]", re.IGNORECASE)
_TYPE = pattern(rb"""(?<![\w-])type\s*=\s*(?:\\?["'])*+([^"'>]{1,200}+)(?!>)""", re.IGNORECASE)
# Also as it is written wrongly: the plus lost or escaped, the slash escaped, other quotes around it.
_IS_LD = pattern(r"[\W_]*+(?:(?:application|text)[\W_]++)?(?:ld(?:[\W_]|%2b){0,3}json|json\+ld)\b", re.IGNORECASE)
_JSON = [b"+" + bytes(letters) for letters in product(*zip(b"json", b"JSON", strict=True))]
_OTHERWISE = [b" json", b" JSON", b" Json", b"json+ld", b"JSON+LD", b"ldjson", b"ld-json", b"ld_json"]
_ESCAPED_PLUS = [
    *(b"2" + b + json for b in (b"b", b"B") for json in (b"json", b"JSON")),
    b"&plus;",
    *(f"&#{zeros}43".encode() for zeros in ("", "0", "00")),
    *(f"&#{x}{zeros}2{b}".encode() for x in "xX" for zeros in ("", "0", "00") for b in "bB"),
]


class Script(NamedTuple):
    """A JSON-LD script of a page."""

    number: int
    start: int
    end: int

    @property
    def locator(self) -> str:
        """The locator of all that it holds; that of a part of it goes on with a JSON pointer."""
        return f"{_SCHEME}{self.number}#"

    def content(self, markup: bytes) -> str:
        """Return what it holds, of the page that it was found on."""
        return markup[self.start : self.end].decode("utf-8", "surrogatepass")


def number_and_pointer(locator: str) -> tuple[int, str]:
    """Return the number of the script and the JSON pointer in it that a locator names. Raises ValueError.

    >>> number_and_pointer("jsonld=2#/mainEntity/0")
    (2, '/mainEntity/0')
    """
    number, _, pointer = locator.removeprefix(_SCHEME).partition("#")
    return int(number), pointer


def scripts(markup: bytes) -> Iterator[Script]:
    """Yield where the JSON-LD scripts of a page in UTF-8 are.

    A script inside a comment or inside another script is none.
    """
    number = end = 0
    for _, word, _ in _finder().find_matches_as_indexes(markup):
        before = max(end, word - _LONGEST_TAG)
        tag = before + markup[before:word].lower().rfind(_SCRIPT_START)
        opening = _opening(markup, tag, word) if tag >= before else None
        if not opening:
            continue
        inert = inert_end(markup, end, tag)
        if inert:
            end = inert
            continue
        ending = _SCRIPT_END.search(markup, opening.end())
        end = ending.start() if ending else len(markup)
        yield Script(number, opening.end(), end)
        number += 1


def _opening(markup: bytes, tag: int, word: int) -> re.Match[bytes] | None:
    """Return the start tag at an index, around a word, if it says that its script holds JSON-LD."""
    for form in _SCRIPTS:
        opening = form.match(markup, tag, word + _LONGEST_TAG)
        kind = _TYPE.search(opening[1]) if opening and opening.end() > word else None
        if kind and is_json_ld(kind[1].decode("utf-8", "replace")):
            return opening
    return None


def is_json_ld(kind: str) -> bool:
    """Whether the type of a script says JSON-LD, however it is written.

    >>> is_json_ld("application/ld json"), is_json_ld("application/json")
    (True, False)
    """
    return _IS_LD.match(html.unescape(kind)) is not None


@cache
def _finder() -> BytesAhoCorasick:
    return BytesAhoCorasick([*_JSON, *_OTHERWISE, *_ESCAPED_PLUS], matchkind=MATCHKIND_LEFTMOST_FIRST)
