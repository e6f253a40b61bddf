"""Lines of a file as they are shown: whole, or what of them belongs to some spans."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ..parse.locators import Span
from ..text.patterns import pattern

WIDEST = 400  # characters of such a line that are shown; chosen: five lines of a terminal
_GAP = "..."
_OPENED = pattern(r"<[a-zA-Z][^<>]*>\s*\Z")
_CLOSED = pattern(r"\s*</[a-zA-Z][^<>]*>")
_NOTHING_SAID = pattern(r"[\W_]*")


class Line(NamedTuple):
    """A line of a file, or the part of it that belongs to a pair."""

    number: int | None
    """From 1, as an editor counts; None where the place is not known: then the text is what was read."""
    text: str
    is_evidence: bool
    """Whether it is part of the pair; other lines of a text are shown around it."""


def numbers_of(text: str, spans: Iterable[Span]) -> Iterator[int]:
    """Yield the numbers of the lines on which some characters stand."""
    starts = _line_starts(text)
    for start, end in spans:
        yield from range(bisect_right(starts, start), bisect_right(starts, max(start, end - 1)) + 1)


@lru_cache(maxsize=2)
def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]


def shortened(line: str) -> str:
    """Return a line as it is shown: whole, or the beginning of a long one."""
    return line[:WIDEST].rstrip() + _GAP * (len(line) > WIDEST)


def lines_at(source: str, bare: str, spans: Iterable[Span]) -> Iterator[Line]:
    """Yield each line that holds some of the spans: the whole line, or what of it is in them and between."""
    starts = _line_starts(source)
    by_line: defaultdict[int, list[Span]] = defaultdict(list)
    for start, end in spans:
        for number in numbers_of(source, [(start, end)]):
            by_line[number].append((max(start, starts[number - 1]), end))
    for number in sorted(by_line):
        stop = source.find("\n", starts[number - 1])
        line = (starts[number - 1], stop if stop >= 0 else len(source))
        pieces = _joined(sorted((start, min(end, line[1])) for start, end in by_line[number]), bare)
        yield Line(number, _shown(source, bare, line, pieces), True)


def _joined(spans: Sequence[Span], bare: str) -> list[Span]:
    """Spans as one where nothing is said between them."""
    pieces = [spans[0]]
    for start, end in spans[1:]:
        before = pieces[-1]
        if start <= before[1] or _NOTHING_SAID.fullmatch(bare, before[1], start):
            pieces[-1] = (before[0], max(before[1], end))
        else:
            pieces.append((start, end))
    return pieces


def _shown(source: str, bare: str, line: Span, pieces: Sequence[Span]) -> str:
    """A line as it is, or where it says more, the pieces of it with their tags."""
    edges = [line[0], *(edge for piece in pieces for edge in piece), line[1]]
    if all(not bare[start:end].strip() for start, end in zip(edges[::2], edges[1::2], strict=True)):
        return source[line[0] : line[1]].rstrip()
    whole = [_with_tags(source, bare, line, piece) for piece in pieces]
    text = _GAP.join(source[start:end] for start, end in whole)
    before, after = source[line[0] : whole[0][0]].strip(), source[whole[-1][1] : line[1]].strip()
    return _GAP * bool(before) + text + _GAP * bool(after)


def _with_tags(source: str, bare: str, line: Span, piece: Span) -> Span:
    """A piece with the tags that open before it and close after it, if they say nothing else."""
    start, end = piece
    before, after = _OPENED.search(source, line[0], start), _CLOSED.match(source, end, line[1])
    if before and not bare[before.start() : start].strip():
        start = before.start()
    if after and not bare[end : after.end()].strip():
        end = after.end()
    return start, end
