"""Which formats may find something in a document, by a look at its bytes."""

from __future__ import annotations

import re
from functools import cache

from ahocorasick_rs import MATCHKIND_LEFTMOST_FIRST, BytesAhoCorasick

_TYPE, _LINK = (b"Question",), (b"nswer", b"NSWER")


_COMPLETE = re.compile(rb"complete[\s\x80-\xff]+answer", re.IGNORECASE)


_REACH = 200  # bytes before a needle: an attribute's name stands some 60 before its value's end


def _is_term(content: bytes, _: int, end: int) -> bool:
    """Whether a word ends with a needle, and goes on: "Question" is a type, "Questions" is none."""
    return end < len(content) and not content[end : end + 1].isalpha()


def _is_itemtype(content: bytes, start: int, _: int) -> bool:
    return b"itemtype" in content[max(0, start - _REACH) : start].lower()


def _is_typeof(content: bytes, start: int, _: int) -> bool:
    return b"typeof" in content[max(0, start - _REACH) : start].lower()


def _is_link(content: bytes, start: int, end: int) -> bool:
    """Whether "complete answer" stands there: the first word, which is seldom, is looked for first."""
    around = content[max(0, start - _REACH) : end + 1]
    return b"complete" in around.lower() and _COMPLETE.search(around) is not None


_NEEDLES = (*_TYPE, *_LINK)


_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")


_SAMPLE = 4_096


@cache
def _finder() -> BytesAhoCorasick:
    # The kind of match decides the speed: this one is found eight bytes at a time, the default ten times slower.
    return BytesAhoCorasick(_NEEDLES, matchkind=MATCHKIND_LEFTMOST_FIRST)


def _needles(content: bytes) -> dict[bytes, list[int]] | None:
    """Where the needles of all formats stand; None for UTF-16 and UTF-32, where letters are no bytes."""
    if content.startswith(_WIDE_MARKS) or b"\0" in content[:_SAMPLE]:
        return None
    found: dict[bytes, list[int]] = {needle: [] for needle in _NEEDLES}
    for number, start, _ in _finder().find_matches_as_indexes(content):
        found[_NEEDLES[number]].append(start)
    return found
