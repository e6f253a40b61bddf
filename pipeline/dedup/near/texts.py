"""The questions and answers of many records as columns: what `compare_answer` says of each, without reading each.

Most words are compared as they stand or in one other form, whatever is beside them; that is looked up once for each
different word. An answer with any other word, or with an amount to be written in another way, is read by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate, groupby
from operator import itemgetter

import numpy as np

from ...text.fingerprint import fingerprint
from .compared import LOOKS, PASSAGE, ComparedAnswer, Look, compare_answer, form_of
from .guards import Value, read, values
from .member import GUARDS_IN_A_BLOCK, begun
from .numbered import FlatWords, NumberedTexts
from .similar import jaccard
from .truncated import Beginning, begins_with, find_beginning, may_be_truncated
from .words import answer_fingerprint, shingles, split_words
from .written import as_shown, in_one_way

_AT_ONCE = 1 << 21  # characters of the answers that are columns of numbers at one time, in some 40 MB; chosen


def compare_answers(answers: Sequence[str]) -> Iterator[ComparedAnswer]:
    """Return each of some answers as it is compared: in a fraction of the time that `compare_answer` takes for each."""
    loads = accumulate(map(len, answers))
    for _, piece in groupby(zip((load // _AT_ONCE for load in loads), answers, strict=True), key=itemgetter(0)):
        some = [answer for _, answer in piece]
        yield from map(Texts([], some).compared, range(len(some)))


class Texts:
    """The questions and answers of some records, as they are compared."""

    def __init__(self, questions: Sequence[str], answers: Sequence[str]) -> None:
        fingerprints = [*map(fingerprint, questions)]
        numbers = {text: number for number, text in enumerate(dict.fromkeys(fingerprints), len(answers))}
        self.questions = np.fromiter(map(numbers.__getitem__, fingerprints), np.int64, len(questions))
        """The number of each record's question: equal ones have one."""
        self._question_guards: dict[int, tuple[Value, ...]] = {}
        self._answers = [*map(as_shown, answers)]
        self._texts = [*map(answer_fingerprint, self._answers), *numbers]
        self.words = NumberedTexts(self._texts)
        """The words of the answers, and after them those of the questions, by their numbers."""
        self._read: dict[int, ComparedAnswer] = {}
        self._read_words()
        self.shingles = self.words.shingles(np.arange(len(answers)))
        """Those of the answers."""
        self._leave_out_repeats()
        self.beginnings = self._find_beginnings()
        """What is left of the answers that are truncated."""
        self._lengths = self._measure()

    def _read_words(self) -> None:
        end = len(self._answers)
        looks = self.words.of_numbers(LOOKS.__getitem__)
        words = self.words.of(np.arange(len(self._texts)))
        rewritten = (text for text in _with_digits(words, looks) if text < end and self._is_rewritten(text))
        alone = sorted({*_alone(words, looks), *rewritten})
        self.words.respell(form_of, looks & Look.OTHER_FORM != 0, end)
        self.words.replace({text: split_words(self._texts[text]) for text in alone if text >= end})
        self._read_alone(text for text in alone if text < end)

    def _is_rewritten(self, answer: int) -> bool:
        text = self._answers[answer]
        return in_one_way(text) != text

    def _leave_out_repeats(self) -> None:
        """Read by themselves the answers with a passage of eight words that says again so many pairs of words."""
        all_answers = np.arange(len(self._answers))
        may_repeat = np.flatnonzero(self.shingles.sizes <= self.words.sizes[all_answers] - PASSAGE).tolist()
        if self._read_alone(answer for answer in may_repeat if answer not in self._read):
            self.shingles = self.words.shingles(all_answers)

    def _read_alone(self, answers: Iterable[int]) -> bool:
        """Read some answers by themselves, and return whether any says a passage again."""
        read = {answer: compare_answer(self._answers[answer]) for answer in answers}
        self.words.replace({answer: compared.words for answer, compared in read.items()})
        self._read.update(read)
        return any(compared.repeated for compared in read.values())

    def _find_beginnings(self) -> dict[int, Beginning]:
        found = {
            row: self._read[row].beginning if row in self._read else find_beginning(answer, self._texts[row])
            for row, answer in enumerate(self._answers)
            if may_be_truncated(answer)
        }
        return {row: beginning for row, beginning in found.items() if beginning}

    def _measure(self) -> list[int]:
        """How many letters and signs the words of each answer have, with a blank between."""
        words = self.words.of(np.arange(len(self._answers)))
        ends = np.cumsum(words.sizes)
        before = np.append(0, np.cumsum(self.words.of_numbers(len)[words.numbers] + 1))
        lengths: list[int] = np.maximum(before[ends] - before[ends - words.sizes] - 1, 0).tolist()
        return lengths

    def ask_alike(self, row: int, other: int) -> bool:
        """Whether the questions of two records agree in what must not differ in a block."""
        one, two = int(self.questions[row]), int(self.questions[other])
        return one == two or self._guards_of(one) == self._guards_of(two)

    def _guards_of(self, question: int) -> tuple[Value, ...]:
        if question not in self._question_guards:
            self._question_guards[question] = values(read(self.words.words(question)), GUARDS_IN_A_BLOCK)
        return self._question_guards[question]

    def begins_as(self, row: int, truncated: int) -> bool:
        """Whether an answer begins as a truncated one does, letter for letter."""
        return begins_with(self.text(row), self.beginnings[truncated])

    def text(self, row: int) -> str:
        """Return the text of an answer as it is compared."""
        return self._read[row].text if row in self._read else self._texts[row]

    def compared(self, row: int) -> ComparedAnswer:
        """Return an answer as it is compared."""
        if row in self._read:
            return self._read[row]
        words = partial(self.words.words, row)
        return ComparedAnswer(self._texts[row], words, self._lengths[row], 0, self.beginnings.get(row))

    def begun(self, row: int) -> Sequence[str]:
        """Return the whole words of an answer if it is truncated, and if they are enough to find others by."""
        return begun(self.words.words(row), self.beginnings[row]) if row in self.beginnings else ()

    def similarity(self, row: int, other: int) -> float:
        """Return how similar two records are."""
        numbers = self.words.numbers
        one, two = (shingles([*numbers(int(self.questions[at])), *numbers(at)]) for at in (row, other))
        return jaccard(one, two)

    @property
    def measures(self) -> tuple[list[int], list[int]]:
        """How long each answer is, and how many words of it were left out because it has said them before."""
        repeated = [0] * len(self._lengths)
        for row, compared in self._read.items():
            repeated[row] = compared.repeated
        return self._lengths, repeated


def _alone(words: FlatWords, looks: np.ndarray) -> list[int]:
    """The texts with words of which those beside them decide how they are compared."""
    look, text_of = looks[words.numbers], words.rows()
    one, two, three = look[:-1], look[1:], np.append(look[2:], 0)
    is_unit = (two & Look.AFTER != 0) | (two & Look.OPENS != 0) & (three & Look.GOES_ON != 0)
    decides = (one & Look.NUMBER != 0) & is_unit | (one & Look.BEFORE != 0) & (two & Look.NUMBER != 0)
    is_pair = decides & (text_of[:-1] == text_of[1:])
    stamped = np.intersect1d(text_of[look & Look.STAMP != 0], text_of[look & Look.DIGIT != 0])
    found = np.concatenate([text_of[look & Look.ALONE != 0], text_of[:-1][is_pair], stamped])
    texts: list[int] = np.unique(found).tolist()
    return texts


def _with_digits(words: FlatWords, looks: np.ndarray) -> list[int]:
    """The texts with digits."""
    texts: list[int] = np.unique(words.rows()[looks[words.numbers] & Look.DIGIT != 0]).tolist()
    return texts
