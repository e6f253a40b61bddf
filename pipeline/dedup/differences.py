"""Where two answers to one question contradict each other: one says `3` and the other `5` between the same words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from ..text.patterns import pattern
from .amounts import is_same_amount, is_same_number
from .answer import NEAR, SEVERAL, Answer, Told, Window
from .near.lexicon import DOLLARS, LETTER_NOUNS, OPPOSITE_SIDES
from .near.similar import jaccard
from .outlines import Outline, may_contradict

_LEAST_ALIKE = 0.45  # (measured on labelled answers) with less in common, two answers tell of different things
_WIDE = 10  # words (chosen): what is near a place in one answer is looked for a little wider in the other
_RUN = 3  # numbers in a row: a telephone number, a table
_SAME_MODAL = {"can": "may", "shall": "must"}  # `you can enter` permits what `you may enter` permits
_FORBID_WITH_NOT = {"may", "can", "must", "shall"}
_MAY_BE_SAME = (
    {"pound", "\u00a3"},
    {"degree", "celsius"},
    {"degree", "fahrenheit"},
    {"ounce", "fluid_ounce"},
    {"day", "business_day"},
    {"hour", "business_hour"},
    {"foot", "minute"},  # of `10'`
    {"inch", "second"},
    *({"$", dollar} for dollar in DOLLARS),
)
"""Units of which one says less than the other: `$5` may be `A$5`, `20 degrees` may be `20 \u00b0C`."""
_YEAR = pattern(r"(?:19|20)\d\d")


class Difference(NamedTuple):
    """What one answer says, and what the other says in its place."""

    kind: str
    """`number`, `unit`, `negation`, `opposite` or `modal`."""
    word: str
    other_word: str
    """Either is empty where one answer says `not` and the other does not."""


def likeness(one: Answer, other: Answer) -> float:
    """Return how alike two answers are but for their numbers, negations and the like, 0 to 1."""
    return jaccard(one.shingles, other.shingles)


def differences(one: Answer, other: Answer) -> list[Difference]:
    """Return in what two answers contradict each other.

    >>> differences(Answer("It takes 3 days."), Answer("It takes five days."))
    [Difference(kind='number', word='3', other_word='5')]
    >>> differences(Answer("Adults pay 3 euros."), Answer("Children pay 5 euros."))
    []
    """
    found = [Difference("negation", one.reply, other.reply)] if {one.reply, other.reply} == {"yes", "no"} else []
    if likeness(one, other) < _LEAST_ALIKE:
        return found or [each for pair in _same_sentences(one, other) for each in differences(*pair)]
    if one.said == other.said if one.masks == other.masks else _tell_the_same(one, other):
        return found
    told = [
        (at, other_at, each)
        for at, other_at in _places(one, other)
        for each in _at(one, at, other, other_at)
        if _is_about_the_same(one, at, other, other_at)
    ]
    conditions = [_is_condition(one, at, each) for at, _, each in told]
    if any(conditions) and not all(conditions):
        return found
    return found + [each for at, other_at, each in told if _is_said_alike(one, at, other, other_at, each)]


def rivals(one: Outline, others: Iterable[Outline]) -> list[int]:
    """Return the places of the answers that may contradict one, by their outlines; all others do not."""
    return may_contradict(one, others, _LEAST_ALIKE)


def _tell_the_same(one: Answer, other: Answer) -> bool:
    """Whether it is seen at once that two answers say the same wherever one can differ between the same words."""
    if one.negations or other.negations:  # what one denies is nothing that can differ where the other does not
        return _agree(one.told, other.all_told) and _agree(other.told, one.all_told)
    return _agree(one.told, other.told)


def _agree(one: dict[Window, Told], other: dict[Window, Told]) -> bool:
    both = one.keys() & other.keys()
    told = [*map(one.get, both)]
    return told == [*map(other.get, both)] and SEVERAL not in told


def _same_sentences(one: Answer, other: Answer) -> list[tuple[Answer, Answer]]:
    """The sentences that both answers have, but for what can differ, in the order of the first."""
    both = [
        (place, mine, other.read(sign)[masks][1])
        for sign in one.sentences.keys() & other.sentences.keys()
        for masks, (place, mine) in one.read(sign).items()
        if masks in other.read(sign)
    ]
    return [(mine, others) for _, mine, others in sorted(both, key=itemgetter(0))]


def _is_said_alike(one: Answer, at: int, other: Answer, other_at: int, found: Difference) -> bool:
    """Whether both answers say or both deny that in which they differ: `8 euros with a card` is not `9 without`."""
    is_of_negations = found.kind in ("negation", "opposite")
    return is_of_negations or one.negations_near(at) == other.negations_near(other_at)


def _is_condition(answer: Answer, at: int, found: Difference) -> bool:
    """Whether a difference can say where or when what else differs is so: `12 in the north`, `4 in zone 1`."""
    if found.kind == "unit":
        return not answer.amount(at)[0]
    before = answer.forms[at - 1] if at else ""
    is_name = found.kind == "number" and (before in LETTER_NOUNS or bool(_YEAR.fullmatch(found.word)))
    return found.kind == "opposite" or is_name


def _places(one: Answer, other: Answer) -> Iterator[tuple[int, int]]:
    """The positions of both answers where they can differ and have the same words around, in the order of the first.

    Where the words before a position lead to one place of the other answer and those after it to another, it is the
    first of the two.
    """
    if not one.marked and not other.marked:
        return
    if one.masks == other.masks:
        yield from ((at, at) for at in sorted(one.marked | other.marked))
        return
    pairs = {
        (mine[words], others[words])
        for mine, others, *marked in zip(one.places, other.places, one.marked_places, other.marked_places, strict=True)
        for words in chain.from_iterable(marked)
        if words in mine and words in others
    }
    yield from sorted(dict(sorted(pairs, reverse=True)).items())


def _is_about_the_same(one: Answer, at: int, other: Answer, other_at: int) -> bool:
    """Whether one answer has words more near a place, if any: other words in their place tell of something else.

    A single letter is a name, as in `car park B`.
    """
    mine, others = one.near(at, NEAR) - other.near(other_at, _WIDE), other.near(other_at, NEAR) - one.near(at, _WIDE)
    more = mine or others
    return not (mine and others) and not any(len(word) == 1 and word.isascii() for word in more)


def _at(one: Answer, at: int, other: Answer, other_at: int) -> Iterator[Difference]:
    """The difference between the words at a position of each answer, and between the negations before them."""
    no, other_no = one.negations.get(at, ""), other.negations.get(other_at, "")
    word, other_word = one.word(at), other.word(other_at)
    if word == other_word and not no and not other_no:
        return
    is_denied = bool(no) != bool(other_no) and one.negations_near(at) != other.negations_near(other_at)
    if word.kind == "opposite":
        if is_denied ^ (OPPOSITE_SIDES[word.form] != OPPOSITE_SIDES[other_word.form]):
            yield _opposite(word.form, no, other_word.form, other_no)
        return
    if is_denied:
        yield Difference("negation", no, other_no)
    if word.kind and word.form != other_word.form and not _SAME[word.kind](one, at, other, other_at):
        yield Difference(word.kind, word.form, other_word.form)


def _opposite(word: str, no: str, other_word: str, other_no: str) -> Difference:
    if word == other_word:
        return Difference("negation", no, other_no)
    return Difference("opposite", f"{no} {word}".strip(), f"{other_no} {other_word}".strip())


def _is_same_number(one: Answer, at: int, other: Answer, other_at: int) -> bool:
    if _is_in_a_run(one, at) or _is_in_a_run(other, other_at):
        return True
    left, right = one.amount(at), other.amount(other_at)
    return is_same_amount(left, right) if left[1] != right[1] else is_same_number(left[0], right[0])


def _is_in_a_run(answer: Answer, at: int) -> bool:
    """Whether a number is one of several in a row: a telephone number, or a line of a table."""
    around = "".join("#" if kind == "number" else " " for kind in answer.kinds[max(0, at - _RUN + 1) : at + _RUN])
    return "#" * _RUN in around


def _is_same_unit(one: Answer, at: int, other: Answer, other_at: int) -> bool:
    left, right = one.amount(at), other.amount(other_at)
    return any({left[1], right[1]} <= units for units in _MAY_BE_SAME) or is_same_amount(left, right)


def _is_same_modal(one: Answer, at: int, other: Answer, other_at: int) -> bool:
    left, right = one.forms[at], other.forms[other_at]
    if one.negations.get(at + 1) and other.negations.get(other_at + 1):
        return {left, right} <= _FORBID_WITH_NOT
    return _SAME_MODAL.get(left, left) == _SAME_MODAL.get(right, right)


_SAME: dict[str, Callable[[Answer, int, Answer, int], bool]] = {
    "number": _is_same_number,
    "unit": _is_same_unit,
    "modal": _is_same_modal,
}
"""Whether two words of a kind say the same though they are not the same."""
