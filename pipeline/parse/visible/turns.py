"""Where an answer of a talk ends that no question ends: where somebody else speaks, and before a note in italics."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise, takewhile

from ...text.clean import ends_sentence
from ...text.patterns import pattern
from .asker import Asker, are_italic
from .askers import Askers
from .calls import is_tail
from .flat import Flat
from .labels import COLONS

_LONGEST = 20  # lines (chosen) of an answer in court
_SPEAKER = pattern(
    r"(?:BY )?(?:(?:MR|MRS|MS|MISS|DR)\b\.? ?[A-Z][A-Z .'\u2019-]{1,40}"
    r"|THE (?:COURT|JUDGE|CLERK|BAILIFF|REPORTER|COURT REPORTER|INTERPRETER|WITNESS|DEFENDANT)):"
)
"""Who else speaks in the record of a court: `MR. DALE: No further questions.`, `THE COURT: Sustained.`"""


def _lines(shown: Flat, start: int, stop: int) -> list[tuple[int, int]]:
    """The first pieces of the lines of an answer behind its first one, and the pieces after them."""
    line = bisect_right(shown.starts, start)
    return [*pairwise(shown.starts[line : bisect_left(shown.starts, stop) + 1])]


def next_turn(lines: Askers, asker: Asker, start: int, stop: int, is_last: bool) -> int:
    """Return where an answer [start, stop) ends: where who asks in bold lines speaks again.

    What says no sentence is a title within the answer, unless it is the only one of the last answer. That
    ends before a note in italics, too.
    """
    alike = [piece for piece, _ in _lines(lines.flat, start, stop) if _speaks(lines, asker, piece)]
    turns = [piece for piece in alike if _is_said(lines.flat, piece) or (is_last and _closes(lines.flat, alike))]
    end = turns[0] if turns else stop
    return start_of_note(lines.flat, start, end) if is_last else end


def start_of_note(shown: Flat, start: int, stop: int) -> int:
    """Return where the last answer ends: before a note in italics below which nothing is said.

    `Ida Holm, 50, is a smith.`
    """
    line_end = shown.line_end(start) if start < stop else stop
    if line_end >= stop or are_italic(shown, start, line_end):
        return stop
    below = _lines(shown, start, stop)
    notes = [first for first, end in below if are_italic(shown, first, end)]
    said = (first for first, _ in below if first not in notes and _is_said(shown, first))
    return _first_after(notes, max(said, default=0), stop)


def _first_after(pieces: Iterable[int], piece: int, default: int) -> int:
    return next((each for each in pieces if each > piece), default)


def start_of_proceedings(shown: Flat, start: int, stop: int) -> int:
    """Return where an answer ends in the record of a court: where somebody else than the witness speaks."""
    line = bisect_right(shown.starts, start)
    below = takewhile(lambda first: first < stop, shown.starts[line : line + _LONGEST])
    return next((first for first in below if _SPEAKER.match(shown.texts[first])), stop)


def _closes(shown: Flat, alike: Sequence[int]) -> bool:
    """Whether a line is the only one of its form and announces nothing: `About Ida Holm`."""
    return len(alike) == 1 and not shown.rest_of_line(alike[0]).endswith(COLONS)


def _speaks(lines: Askers, asker: Asker, piece: int) -> bool:
    """Whether a line has the form of a question: the one who asks has said it, or it is a title."""
    said = lines.at(piece)
    return said is not None and said.plain_form == asker.plain_form and not (said.is_inline or is_tail(said.text))


def _is_said(shown: Flat, piece: int) -> bool:
    """Whether a line says a sentence, and is no numbered step and announces nothing."""
    text = shown.rest_of_line(piece)
    return ends_sentence(text) and not text[:1].isdigit() and not text.endswith(COLONS)
