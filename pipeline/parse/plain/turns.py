"""Chats and interviews: lines that open with the name of who speaks, and which of the speakers asks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from ...text.clean import ends_sentence
from ...text.questions import asks_by_words, ends_with_mark, inline_question, says_more
from ...text.speakers import FEWEST_ANSWERS, Turn, exchanges, short_names, without_places
from ...text.stamps import is_day
from ..locators import Span
from .lines import Line
from .openings import COLON, NAME_FIRST, TIME_ALONE, TIMED, Opening, is_time, turns

_FEWEST_TURNS = 2  # of a speaker (chosen): a word before a colon that comes once is a topic


class _Said(NamedTuple):
    """What a turn says, without the name before it."""

    turn: Turn
    spans: list[Span]


class Dialogue(NamedTuple):
    """The questions of who asks, and what the others answer."""

    pairs: list[tuple[list[Span], list[Span]]]


def dialogue_of(lines: Sequence[Line]) -> Dialogue | None:
    """Return the questions and answers of a chat or an interview; None for anything else."""
    said = _said(lines)
    found = exchanges([each.turn for each in said])
    spans = [each.spans for each in said]
    return Dialogue([(_joined(spans, each.question), _joined(spans, each.answer)) for each in found]) if found else None


def _joined(spans: Sequence[list[Span]], turns: Sequence[int]) -> list[Span]:
    return [span for turn in turns for span in spans[turn]]


def turns_of(lines: Sequence[Line]) -> list[Opening]:
    """Return the lines that open the turns of a chat or an interview, and those with a time or a note and no name."""
    return _alike(list(turns(lines)))


def _alike(openings: Sequence[Opening], callers: Set[str] = frozenset()) -> list[Opening]:
    """Those whose names come again, in a note, too, or are those of callers, and those without one.

    A head in the form of most may have a name that comes once, unless only a colon makes it one. Where that form has a
    time, all have one.
    """
    counts = Counter(each.name or each.form[-1] for each in openings)
    again = Counter(each.form for each in openings if each.name and counts[each.name] >= _FEWEST_TURNS)
    usual = max(again, key=again.__getitem__, default=COLON)
    are_timed = usual[0] == TIMED

    def is_turn(each: Opening) -> bool:
        if not each.name:
            return each.form != TIME_ALONE or (are_timed and usual[-1] not in NAME_FIRST)
        is_sure = counts[each.name] >= _FEWEST_TURNS or each.form == usual != COLON or each.name in callers
        if not are_timed:
            return is_sure
        return each.form[0] == TIMED and (is_sure or each.form[-1] not in NAME_FIRST)

    return list(filter(is_turn, openings))


def _said(lines: Sequence[Line]) -> list[_Said]:
    """The turns of a text, those without a name, as notes of who comes and goes, among them."""
    openings = list(turns(lines))
    names = [each.name for each in openings]
    short = short_names(names) | without_places(names)
    openings = [each._replace(name=short.get(each.name, each.name)) for each in openings]
    openings = _alike(openings, _callers(lines, openings))
    ends = [*(each.line for each in openings[1:]), len(lines)][: len(openings)]
    found = []
    if ends and not any(line.gap for line in _inside(lines, openings[:-1], ends)):
        ends[-1] = next((at for at in range(openings[-1].line + 1, len(lines)) if lines[at].gap), len(lines))
    for opening, end in zip(openings, ends, strict=True):
        own = _own(lines, opening, end)
        found.append(_Said(_turn(opening.name, [lines[at].text for at in own]), _spans(lines, own, opening.start)))
    return found


def _callers(lines: Sequence[Line], openings: Sequence[Opening]) -> set[str]:
    """The names that come once, each above a question, which one and the same speaker answers right below.

    The answers differ: below the fields of a form may be the same words again and again.
    """
    counts = Counter(each.name for each in openings)
    callers: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for caller, other in pairwise(openings):
        if counts[caller.name] == 1 and counts[other.name] >= FEWEST_ANSWERS and _asks(lines[other.line - 1].text):
            callers[other.name][lines[other.line].text] = caller.name
    return {name for answered in callers.values() if len(answered) >= FEWEST_ANSWERS for name in answered.values()}


def _turn(name: str, said: Sequence[str]) -> Turn:
    if not said:
        return Turn(name, asks=False, may_ask=False)
    return Turn(name, _asks(said[-1]), asks_by_words(said[-1]), says_more("\n".join(said)))


def _own(lines: Sequence[Line], opening: Opening, end: int) -> list[int]:
    """The lines of a turn that say something behind its head, without those that say only when, if others do more."""
    shown = [at for at in range(opening.line, end) if not lines[at].is_rule and lines[at].end > opening.start]
    return [at for at in shown if not _says_when(lines[at], opening)] or shown


def _says_when(line: Line, opening: Opening) -> bool:
    """Whether a line says only when, or, in a chat with times, on which day."""
    return is_time(line) or (opening.form[0] == TIMED and is_day(line.text))


def _inside(lines: Sequence[Line], openings: Sequence[Opening], ends: Sequence[int]) -> Iterator[Line]:
    """The lines of some turns but the first two of each, which a blank line may part: the name may stand alone."""
    for opening, end in zip(openings, ends, strict=False):
        yield from lines[opening.line + 2 : end]


def _asks(line: str) -> bool:
    return ends_with_mark(line) or (not ends_sentence(line) and inline_question(line) is not None)


def _spans(lines: Sequence[Line], own: Sequence[int], start: int) -> list[Span]:
    """The stretches of the lines of a turn between others; `start` is where its head ends."""
    spans: list[Span] = []
    for number, at in enumerate(own):
        if number and own[number - 1] == at - 1:
            spans[-1] = spans[-1][0], lines[at].end
        else:
            spans.append((max(start, lines[at].start), lines[at].end))
    return spans
