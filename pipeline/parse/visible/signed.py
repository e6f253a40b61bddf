"""Names of who asks below the questions of an FAQ, in italics or behind a dash, and answers below: `Ann, Leeds`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...text.questions import asks_who
from .asker import Asker, Form
from .askers import Askers
from .flat import Flat
from .heads import is_short, may_be_name
from .offers import replies
from .place import Place

_SIGNING = frozenset("em i cite small".split())
_DASHES = "-\u2013\u2014 "
_ARROWS = frozenset("> >> -> \u2192 \u203a \u00bb".split())
_DASHES_OPEN = ("- ", "\u2013 ", "\u2014 ")
_TWO_WORDS = 1 / 3  # share of the names (chosen)
_MANY = 3  # questions (chosen) with names
_LONGEST_NAME = 5  # words (chosen) of a name with a place or a profession


def behind_names(lines: Askers, places: Sequence[Place]) -> dict[int, int]:
    """Return where answers start behind names, by the first pieces of their questions: in series of which all have one.

    Some have two words as names have them, and none says yes or no. What asks for names is answered by them, as may be
    what opens with the same word each time: `Where is the inn?`
    """
    series: defaultdict[Form, list[Asker]] = defaultdict(list)
    for place in places if lines.is_faq else ():
        series[place.series.form].append(place.asker)
    return {start: end for askers in series.values() for start, end in _names(lines.flat, askers)}


def _names(shown: Flat, askers: Sequence[Asker]) -> Iterator[tuple[int, int]]:
    """Yield where each question of a series starts, and where the name below it ends; none where one has no name."""
    starts = [asker.answer_start for asker in askers]
    if len(starts) < _MANY or not all(_may_sign(shown, start) for start in starts):
        return
    ends = [shown.line_end(start) for start in starts]
    names = [shown.text(*name) for name in zip(starts, ends, strict=True)]
    asking = sum(asks_who(asker.text) for asker in askers)
    are_names = all(map(_may_be_name, names)) and sum(map(may_be_name, names)) >= _TWO_WORDS * len(names)
    are_varied = len({asker.text.split(maxsplit=1)[0] for asker in askers}) > 1
    if are_names and are_varied and len(names) > 2 * asking and not any(_may_sign(shown, end) for end in ends):
        yield from zip((asker.first for asker in askers), ends, strict=True)


def _may_be_name(line: str) -> bool:
    """Whether a line is as short as a name with a place, and its first word does not say yes or no.

    At most half of several words open with a small letter: `Ann from Leeds`, but not `For guests with a dog`. Arrows
    make a path through menus of it: `File > Print`.
    """
    words = line.lstrip(_DASHES).split()
    if (
        not 0 < len(words) <= _LONGEST_NAME
        or not _ARROWS.isdisjoint(words)
        or not is_short(line)
        or replies(f"{words[0].rstrip(',')},")
    ):
        return False
    return len(words) == 1 or 2 * sum(word[0].islower() for word in words) <= len(words)


def _may_sign(shown: Flat, line: int) -> bool:
    """Whether the line that begins with a piece is in italics or small as a whole, or opens with a dash."""
    holders = shown.holders[line : shown.line_end(line)] if line < len(shown.nodes) else []
    return bool(holders) and (
        shown.texts[line].startswith(_DASHES_OPEN) or all(shown.tags[holder] in _SIGNING for holder in holders)
    )
