"""Where two answers to one question contradict each other: one says `3` and the other `5` between the same words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from ..text.patterns import pattern
from .amounts import is_same_amount, is_same_number
from .near.compared import compare_answer
from .near.guards import marks_of
from .near.lexicon import INTERCHANGEABLE, LETTER_NOUNS, MODALS, OPPOSITE_SIDES, REPLIES
from .near.similar import Shingles, jaccard
from .near.words import WordCache, plain_forms, shingles

_LEAST_ALIKE = 0.45  # (measured on labelled answers) with less in common, two answers tell of different things
_NEAR, _WIDE = 6, 10  # words (chosen): what is near a place in one answer is looked for a little wider in the other
_LEAST_WORDS = 5  # (chosen) of a sentence that is compared by itself; `It takes 3 days.` may be about anything
_SENTENCE_END = pattern(r"(?<=[.!?;])\s+|(?<=[\u3002\uff01\uff1f])|\n+")
_RANGE = frozenset("to bis \u00e0 a tot till until".split())  # `from 2 to 3` is `2-3`
_EDGE = ("", "")  # before the first word and after the last
_RUN = 3  # numbers in a row: a telephone number, a table
_REPLY = pattern(r"[\W_]*([^\W\d_]+)[\W_]*?(?:[.,;:!\u2013\u2014-]|\Z)")
_PLAIN_NUMBER = pattern(r"-?[\d.,:/]{1,12}|[^\W\d_]")
_MOST_DIGITS = 6  # of a number that measures something; more are a telephone number or a code
_MASKS = {"number": "#number", "unit": "#unit", "modal": "#modal"}
_SAME_MODAL = {"can": "may", "shall": "must"}  # `you can enter` permits what `you may enter` permits
_FORBID_WITH_NOT = {"may", "can", "must", "shall"}
_POUNDS = {"pound", "lb", "\u00a3"}
_YEAR = pattern(r"(?:19|20)\d\d")


class Difference(NamedTuple):
    """What one answer says, and what the other says in its place."""

    kind: str
    """`number`, `unit`, `negation`, `opposite` or `modal`."""
    word: str
    other_word: str
    """Either is empty where one answer says `not` and the other does not."""


class _Word(NamedTuple):
    """A word of an answer as it is compared."""

    mask: str
    """What must be the same in both answers: the word itself, or what kind of mark it is."""
    kind: str
    """The kind of difference that it can make; empty for most words."""
    form: str


_mask_of, _kind_of = itemgetter(0), itemgetter(1)
_BESIDE_OTHERS = {"negation", "number"}
"""The kinds of words that are read with those around them."""


class Answer:
    """An answer, as it is compared with others to the same question."""

    def __init__(self, answer: str) -> None:
        self.reply, self._rest = _split_reply(answer)
        words = [*chain.from_iterable(map(_WORDS.__getitem__, compare_answer(self._rest).words))]
        self.words: list[_Word] = []
        self.negations: dict[int, str] = {}
        """By the position of the word that they come before."""
        if _BESIDE_OTHERS.isdisjoint(map(_kind_of, words)):
            self.words = words
        else:
            for word in words:
                self._add(word)
        self.masks = tuple(map(_mask_of, self.words))

    def _add(self, word: _Word) -> None:
        if word.kind == "negation":
            self.negations.setdefault(len(self.words), word.form)
            return
        if word.kind == "number" and self._ends_in_range() and len(self.words) not in self.negations:
            self.words.pop()
        self.words.append(word)

    def _ends_in_range(self) -> bool:
        return len(self.words) > 1 and self.words[-1].form in _RANGE and self.words[-2].kind == "number"

    @cached_property
    def sentences(self) -> dict[tuple[str, ...], Answer]:
        """Those that can differ from one of the same words, by what must be the same; none that is there twice."""
        found = [Answer(sentence) for sentence in _SENTENCE_END.split(self._rest)]
        times = Counter(each.masks for each in found)
        return {
            each.masks: each
            for each in found
            if times[each.masks] == 1 and each.marked and len(each.masks) >= _LEAST_WORDS
        }

    @cached_property
    def shingles(self) -> Shingles:
        """The pairs of neighbouring words, where any number is like any other, and so with all that can differ."""
        return shingles(self.masks)

    @cached_property
    def places(self) -> dict[tuple[int, tuple[str, ...]], int]:
        """The positions by four words around them, one or two before; only where no other position has them."""
        padded = (*_EDGE, *self.masks, *_EDGE)
        around = [
            ((2 - shift, padded[at + shift : at + shift + 4]), at)
            for shift in (0, 1)
            for at in range(len(self.masks) + 1)
        ]
        times = Counter(words for words, _ in around)
        return {words: at for words, at in around if times[words] == 1}

    @cached_property
    def marked(self) -> set[int]:
        """The positions of words that can differ, and of those with a negation before them."""
        return {at for at, word in enumerate(self.words) if word.kind} | self.negations.keys()

    @cached_property
    def marked_places(self) -> set[tuple[int, tuple[str, ...]]]:
        """Those of the `places` that are such positions."""
        return {words for words, at in self.places.items() if at in self.marked}

    def near(self, at: int, reach: int) -> set[str]:
        """Return the words around a position, without those that can differ."""
        return {word.mask for word in self.words[max(0, at - reach) : at + reach] if not word.kind}

    def negations_near(self, at: int) -> int:
        """Return how many negations are around a position: `not` may have moved, as in `no dogs are allowed`."""
        return sum(at - _NEAR <= each < at + _NEAR for each in self.negations)

    def amount(self, at: int) -> tuple[str, str]:
        """Return the number and the unit that a word is one of; either is empty where it is missing."""
        words = [
            word if word.kind in ("number", "unit") else _NONE for word in (*self.words[at : at + 2], _NONE, _NONE)
        ]
        if words[0].kind == "number":
            return words[0].form, words[1].form if words[1].kind == "unit" else ""
        before = self.words[at - 1] if at else _NONE
        return (before.form if before.kind == "number" else ""), words[0].form


_NONE = _Word("", "", "")


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
    if (one.words, one.negations) == (other.words, other.negations):
        return found
    if not _are_alike(one, other):
        return found or [each for pair in _same_sentences(one, other) for each in differences(*pair)]
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


def _are_alike(one: Answer, other: Answer) -> bool:
    """Whether two answers have so much in common that they tell of one thing; most differ too much in length."""
    least, most = sorted((len(one.shingles), len(other.shingles)))
    return least / most >= _LEAST_ALIKE and likeness(one, other) >= _LEAST_ALIKE


def _same_sentences(one: Answer, other: Answer) -> list[tuple[Answer, Answer]]:
    """The sentences that both answers have, but for what can differ, in the order of the first."""
    if not (one.marked and other.marked) or one.sentences.keys().isdisjoint(other.sentences):
        return []
    return [(mine, other.sentences[masks]) for masks, mine in one.sentences.items() if masks in other.sentences]


def _is_said_alike(one: Answer, at: int, other: Answer, other_at: int, found: Difference) -> bool:
    """Whether both answers say or both deny that in which they differ: `8 euros with a card` is not `9 without`."""
    is_of_negations = found.kind in ("negation", "opposite")
    return is_of_negations or one.negations_near(at) == other.negations_near(other_at)


def _is_condition(answer: Answer, at: int, found: Difference) -> bool:
    """Whether a difference can say where or when what else differs is so: `12 in the north`, `4 in zone 1`."""
    if found.kind == "unit":
        return not answer.amount(at)[0]
    before = answer.words[at - 1].form if at else ""
    is_name = found.kind == "number" and (before in LETTER_NOUNS or bool(_YEAR.fullmatch(found.word)))
    return found.kind == "opposite" or is_name


def _split_reply(answer: str) -> tuple[str, str]:
    """`yes` or `no` where an answer opens with it and a mark, and the rest of the answer."""
    found = _REPLY.match(answer)
    reply = REPLIES.get(found[1].casefold(), "") if found else ""
    return (reply, answer[found.end() :]) if found and reply else ("", answer)


def _words_of(word: str) -> tuple[_Word, ...]:
    if word in INTERCHANGEABLE:
        return ()
    marks = {form: kind for kind, form in marks_of(word)}
    return tuple(_word(form, marks) for form in plain_forms(word) if form not in INTERCHANGEABLE)


def _word(form: str, marks: dict[str, str]) -> _Word:
    kind = marks.get(form, "")
    if side := OPPOSITE_SIDES.get(form):
        return _Word(f"#{side.group}", "opposite", form)
    if form in MODALS:
        return _Word(_MASKS["modal"], "modal", MODALS[form])
    if kind == "negation":
        return _Word("", kind, form)
    is_amount = kind == "unit" or (kind == "number" and _is_plain_number(form))
    return _Word(_MASKS[kind], kind, form) if is_amount else _Word(form, "", form)


def _is_plain_number(form: str) -> bool:
    return bool(_PLAIN_NUMBER.fullmatch(form)) and sum(map(str.isdigit, form)) <= _MOST_DIGITS


_WORDS = WordCache(_words_of)


def _places(one: Answer, other: Answer) -> Iterator[tuple[int, int]]:
    """The positions of both answers where they can differ and have the same words around, in the order of the first.

    Where the words before a position lead to one place of the other answer and those after it to another, it is the
    first of the two.
    """
    if one.masks == other.masks:
        yield from ((at, at) for at in sorted(one.marked | other.marked))
        return
    marked = one.marked_places | other.marked_places
    pairs = {(one.places[each], other.places[each]) for each in marked if each in one.places and each in other.places}
    yield from sorted(dict(sorted(pairs, reverse=True)).items())


def _is_about_the_same(one: Answer, at: int, other: Answer, other_at: int) -> bool:
    """Whether one answer has words more near a place, if any: other words in their place tell of something else.

    A single letter is a name, as in `car park B`.
    """
    mine, others = one.near(at, _NEAR) - other.near(other_at, _WIDE), other.near(other_at, _NEAR) - one.near(at, _WIDE)
    more = mine or others
    return not (mine and others) and not any(len(word) == 1 and word.isascii() for word in more)


def _at(one: Answer, at: int, other: Answer, other_at: int) -> Iterator[Difference]:
    """The difference between the words at a position of each answer, and between the negations before them."""
    word, other_word = (
        answer.words[i] if i < len(answer.words) else _NONE for answer, i in ((one, at), (other, other_at))
    )
    no, other_no = one.negations.get(at, ""), other.negations.get(other_at, "")
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
    around = "".join("#" if word.kind == "number" else " " for word in answer.words[max(0, at - _RUN + 1) : at + _RUN])
    return "#" * _RUN in around


def _is_same_unit(one: Answer, at: int, other: Answer, other_at: int) -> bool:
    left, right = one.amount(at), other.amount(other_at)
    return {left[1], right[1]} <= _POUNDS or is_same_amount(left, right)


def _is_same_modal(one: Answer, at: int, other: Answer, other_at: int) -> bool:
    left, right = one.words[at].form, other.words[other_at].form
    if one.negations.get(at + 1) and other.negations.get(other_at + 1):
        return {left, right} <= _FORBID_WITH_NOT
    return _SAME_MODAL.get(left, left) == _SAME_MODAL.get(right, right)


_SAME: dict[str, Callable[[Answer, int, Answer, int], bool]] = {
    "number": _is_same_number,
    "unit": _is_same_unit,
    "modal": _is_same_modal,
}
"""Whether two words of a kind say the same though they are not the same."""
