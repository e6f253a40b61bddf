"""Which formats may find something in a document, by a look at its bytes."""

from __future__ import annotations

from functools import cache

from ahocorasick_rs import MATCHKIND_LEFTMOST_FIRST, BytesAhoCorasick

from ..schema import Document
from .formats import FORMATS, Format

_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
"""Byte order marks of UTF-16 and UTF-32."""
_MOST_AT_ONCE = 64  # markers of one search: with one more it takes three times as long, and two searches once as long
_SAMPLE = 4_096  # bytes (chosen) in which UTF-16 and UTF-32 without a mark show a NUL


def formats_for(document: Document, mode: str = "full") -> list[str]:
    """Return the names of the formats that may find something in a document; no tree is built for that."""
    fitting = _fitting(document.media_type, mode)
    found = _find_markers(document.content, _markers(document.media_type, mode))
    return [format.name for format in fitting if found is None or _may_hold(document.content, format, found)]


@cache
def _fitting(media_type: str, mode: str) -> tuple[Format, ...]:
    """The formats that read documents of a media type."""
    return tuple(
        format for format in FORMATS.values() if format.reads(media_type) and (mode == "full" or format.is_markup)
    )


@cache
def _markers(media_type: str, mode: str) -> tuple[bytes, ...]:
    """All markers of these formats, each once."""
    return tuple(dict.fromkeys(marker for format in _fitting(media_type, mode) for marker in format.markers))


def _find_markers(content: bytes, markers: tuple[bytes, ...]) -> dict[bytes, list[int]] | None:
    """Where each marker starts; None where bytes cannot tell: in UTF-16 and UTF-32 letters are more than a byte."""
    if not markers or content.startswith(_BYTE_ORDER_MARKS) or b"\0" in content[:_SAMPLE]:
        return None
    found: dict[bytes, list[int]] = {marker: [] for marker in markers}
    for group in groups(markers):
        for number, start, _ in _finder(group).find_matches_as_indexes(content):
            found[group[number]].append(start)
    return found


@cache
def groups(markers: tuple[bytes, ...]) -> tuple[tuple[bytes, ...], ...]:
    """Return markers in as few groups as can be searched for fast, all about as large: a small one takes as long."""
    count = -(-len(markers) // _MOST_AT_ONCE)
    return tuple(markers[number::count] for number in range(count))


@cache
def _finder(markers: tuple[bytes, ...]) -> BytesAhoCorasick:
    # The kind of match decides the speed: this one is found eight bytes at a time, the default ten times slower.
    return BytesAhoCorasick(markers, matchkind=MATCHKIND_LEFTMOST_FIRST)


def _may_hold(content: bytes, format: Format, found: dict[bytes, list[int]]) -> bool:
    return not format.markers or any(
        format.is_meant(content, start, start + len(marker)) for marker in format.markers for start in found[marker]
    )
