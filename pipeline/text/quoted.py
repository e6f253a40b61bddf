"""Text that a mail program quoted: `>` before each of its lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from .patterns import pattern

Span = tuple[int, int]
_MARKS = pattern(r"^[ \t]*>(?:[ \t]?>)*[ \t]?", re.MULTILINE)
_SHOWN_LINE = pattern(r"^[^\n]*\S", re.MULTILINE)
_MOSTLY = 0.7  # share of the lines (chosen) from which on `>` means a quoted mail


def quote_marks(text: str) -> list[Span]:
    """Return where lines begin with `>`, blanks around it included; line ends must be folded."""
    return [match.span() for match in _MARKS.finditer(text)] if ">" in text else []


def are_most(marks: Sequence[Span], text: str) -> bool:
    """Whether most lines of a text have such a mark."""
    return len(marks) > _MOSTLY * sum(1 for _ in _SHOWN_LINE.finditer(text))


def without_marks(text: str) -> str:
    """Return a text of the same length with blanks for its marks."""
    return _MARKS.sub(lambda match: " " * len(match.group()), text)


def trimmed(marks: Iterable[Span], text: str) -> list[Span]:
    """Return the marks without the blanks around them."""
    return [
        (start + len(text[start:end]) - len(text[start:end].lstrip()), start + len(text[start:end].rstrip()))
        for start, end in marks
    ]


def marks_outside(marks: Iterable[Span], spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the marks that are in none of the spans of a text, which do not overlap.

    >>> list(marks_outside([(0, 1), (10, 11)], [(8, 20), (2, 8)]))
    [(0, 1)]
    """
    ordered = sorted(spans)
    starts = [start for start, _ in ordered]
    for start, end in marks:
        before = bisect_right(starts, start) - 1
        if before < 0 or ordered[before][1] <= start:
            yield start, end
