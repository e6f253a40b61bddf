"""An answer, as it is compared with others to the same question: its words, what can differ in it, and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain, compress, repeat
from operator import itemgetter

from .answer_words import RANGE, WORDS, PlainWord, Word
from .near.compared import compared_words
from .near.similar import Shingles
from .near.words import shingles
from .outlines import Outline, outline
from .sentences import LEAST_WORDS, Sentence, Sign, signed_sentences, split_reply

NEAR = 6  # words (chosen) on either side of a place that are near it
Window = tuple[str, ...]
Told = tuple[str, str]  # a word, and the negation before it
SEVERAL: Told = ("", "several")  # where the same words are around places that do not tell the same
_EDGE = ("", "")  # before the first word and after the last
_kind_of, _form_of = itemgetter(1), itemgetter(2)
_BESIDE_OTHERS = {"negation", "number"}
"""The kinds of words that are read with those around them."""
_NONE = Word("", "", "")


class Answer:
    """An answer, as it is compared with others to the same question."""

    def __init__(self, answer: str) -> None:
        self.reply, self._rest = split_reply(answer)
        self.negations: dict[int, str] = {}
        """By the position of the word that they come before."""
        words = [*chain.from_iterable(map(WORDS.__getitem__, compared_words(self._rest)))]
        self.masks, self.kinds, self.forms = _columns(words)
        if "negation" in self.kinds or self.kinds.count("number") > 1:  # else there is no range
            self.masks, self.kinds, self.forms = _columns(self._without_negations(words))
        self._read: dict[Sign, dict[tuple[str, ...], tuple[int, Answer]]] = {}

    def _without_negations(self, words: list[PlainWord]) -> list[PlainWord]:
        """Words without those between the two numbers of a range, and without negations, which are noted."""
        found: list[PlainWord] = []
        done = 0
        for at in compress(range(len(words)), map(_BESIDE_OTHERS.__contains__, map(_kind_of, words))):
            found += words[done:at]
            done = at + 1
            if _kind_of(words[at]) == "negation":
                self.negations.setdefault(len(found), _form_of(words[at]))
                continue
            if len(found) not in self.negations and _ends_in_range(found):
                found.pop()
            found.append(words[at])
        return found + words[done:] if done else words

    @property
    def said(self) -> tuple[object, ...]:
        """All that it says, but for its reply."""
        return self.forms, self.kinds, self.masks, self.negations

    def word(self, at: int) -> Word:
        """Return a word; after the last come words of nothing."""
        return Word(self.masks[at], self.kinds[at], self.forms[at]) if at < len(self.masks) else _NONE

    @cached_property
    def sentences(self) -> dict[Sign, list[Sentence]]:
        """Those that another answer may have, but for what can differ, by their signs."""
        return signed_sentences(self._rest) if self.marked else {}

    def read(self, sign: Sign) -> dict[tuple[str, ...], tuple[int, Answer]]:
        """Return the sentences of a sign that can differ from one of the same words, each with its place.

        They go by what must be the same; none is among them that is there twice.
        """
        if sign not in self._read:
            found = [(each.place, Answer(each.text)) for each in self.sentences[sign]]
            times = Counter(each.masks for _, each in found)
            self._read[sign] = {
                each.masks: (place, each)
                for place, each in found
                if times[each.masks] == 1 and each.marked and len(each.masks) >= LEAST_WORDS
            }
        return self._read[sign]

    @cached_property
    def shingles(self) -> Shingles:
        """The pairs of neighbouring words, where any number is like any other, and so with all that can differ."""
        return shingles(self.masks)

    @cached_property
    def outline(self) -> Outline:
        """What is looked at first."""
        return outline(self.reply, self.shingles, zip(self.sentences, strict=True))  # tuples have spread hashes

    @cached_property
    def marked(self) -> set[int]:
        """The positions of words that can differ, and of those with a negation before them."""
        return {*compress(range(len(self.kinds)), self.kinds), *self.negations}

    @cached_property
    def _padded(self) -> tuple[str, ...]:
        return (*_EDGE, *self.masks, *_EDGE)

    @cached_property
    def places(self) -> tuple[dict[Window, int], dict[Window, int]]:
        """The positions by four words around them, two before and then one; only where no other position has them."""
        words = self._padded
        windows = [*zip(words, words[1:], words[2:], words[3:], strict=False), words[-3:]]
        return _only_places(windows[:-1]), _only_places(windows[1:])

    @cached_property
    def marked_places(self) -> tuple[list[Window], list[Window]]:
        """The words around the positions that can differ, as in `places`."""
        words = self._padded
        return [words[at : at + 4] for at in self.marked], [words[at + 1 : at + 5] for at in self.marked]

    @cached_property
    def told(self) -> dict[Window, Told]:
        """What it says at the positions that can differ, by the word and its neighbours."""
        words, forms, no = self._padded, (*self.forms, ""), self.negations
        return _by_words((words[at + 1 : at + 4], (forms[at], no.get(at, ""))) for at in self.marked)

    @cached_property
    def all_told(self) -> dict[Window, Told]:
        """The same of all positions."""
        words, no = self._padded, self.negations
        told = zip((*self.forms, ""), map(no.get, range(len(self.forms) + 1), repeat("")), strict=True)
        return _by_words(zip(zip(words[1:], words[2:], words[3:], strict=False), told, strict=True))

    def near(self, at: int, reach: int) -> set[str]:
        """Return the words around a position, without those that can differ."""
        around = slice(max(0, at - reach), at + reach)
        return {mask for mask, kind in zip(self.masks[around], self.kinds[around], strict=True) if not kind}

    def negations_near(self, at: int) -> int:
        """Return how many negations are around a position: `not` may have moved, as in `no dogs are allowed`."""
        return sum(at - NEAR <= each < at + NEAR for each in self.negations)

    def amount(self, at: int) -> tuple[str, str]:
        """Return the number and the unit that a word is one of; either is empty where it is missing."""
        word, after = (
            each if each.kind in ("number", "unit") else _NONE for each in (self.word(at), self.word(at + 1))
        )
        if word.kind == "number":
            return word.form, after.form if after.kind == "unit" else ""
        before = self.word(at - 1) if at else _NONE
        return (before.form if before.kind == "number" else ""), word.form


def _columns(words: list[PlainWord]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    masks, kinds, forms = zip(*words, strict=True) if words else ((), (), ())
    return masks, kinds, forms


def _ends_in_range(words: Sequence[PlainWord]) -> bool:
    return len(words) > 1 and _form_of(words[-1]) in RANGE and _kind_of(words[-2]) == "number"


def _by_words(told: Iterable[tuple[Window, Told]]) -> dict[Window, Told]:
    found: dict[Window, Told] = {}
    for words, each in told:
        if found.setdefault(words, each) != each:
            found[words] = SEVERAL
    return found


def _only_places(windows: list[Window]) -> dict[Window, int]:
    """The place of each that is there once."""
    found = {words: at for at, words in enumerate(windows)}
    if len(found) < len(windows):
        times = Counter(windows)
        found = {words: at for words, at in found.items() if times[words] == 1}
    return found
