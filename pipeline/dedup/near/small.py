"""Small blocks, many of them at once: which of their records are similar is found on columns.

Records that have no similar one in their block never become objects.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .blocks import taken
from .guards import ANSWER_GUARDS, has_marks, is_read_with_others, read, values
from .keep import Kept
from .member import GUARDS_IN_A_BLOCK, Member
from .numbered import NumberedTexts, ShingleSets
from .similar import Threshold, jaccard
from .substitution import is_numbered_substitution
from .texts import Texts

_AT_ONCE = 1 << 22  # bytes of the answers that are columns of numbers at one time, some 100 MB; chosen
FEW = 24
"""So many records of a block, of which any two are compared (chosen)."""


class SmallBlock(NamedTuple):
    """Those records of a block that may be merged, or have another merged into them."""

    members: Sequence[Member]
    similar: Kept | None


class _Pairs(NamedTuple):
    """Pairs of records of one block, by their rows, and how similar they are."""

    left: np.ndarray
    right: np.ndarray
    similarity: np.ndarray


def read_small(pairs: pa.Table, rows_of: Sequence[np.ndarray], threshold: Threshold) -> Iterator[SmallBlock]:
    """Read blocks of few records, given by their rows in what `in_one_piece` returned."""
    if rows_of:
        sizes = np.array([len(rows) for rows in rows_of])
        some = taken(pairs, np.concatenate(rows_of))
        letters = np.cumsum(pc.binary_length(some.column("answer")).to_numpy())[np.cumsum(sizes) - 1]
        for piece in np.split(sizes, np.flatnonzero(np.diff(letters // _AT_ONCE)) + 1):
            yield from _read_piece(some.slice(0, piece.sum()), piece, threshold)
            some = some.slice(piece.sum())


def _read_piece(some: pa.Table, sizes: np.ndarray, threshold: Threshold) -> Iterator[SmallBlock]:
    """Read blocks of some sizes, which come one after the other."""
    ids, questions, answers, flags = (some.column(name).to_pylist() for name in ("id", "question", "answer", "flags"))
    seen, outdated = (some.column(name).cast(pa.int64()).to_pylist() for name in ("retrieved_at", "outdated_at"))
    texts = Texts(questions, answers)
    similar = _find_similar(texts, sizes, threshold)
    kept = _KeptSimilar(texts, ids, similar)
    is_met = {*similar.left.tolist(), *similar.right.tolist()}
    for start, end in pairwise(accumulate(sizes.tolist(), initial=0)):
        some_truncated = not texts.beginnings.keys().isdisjoint(range(start, end))
        members = [
            Member(ids[row], questions[row], answers[row], flags[row], seen[row], outdated[row], texts.answer(row))
            for row in range(start, end)
            if some_truncated or row in is_met
        ]
        yield SmallBlock(members, kept)


class _KeptSimilar:
    """The kept records of blocks, of which it is known already which ones are similar."""

    def __init__(self, texts: Texts, ids: Sequence[str], similar: _Pairs) -> None:
        self._words = texts.words
        self._row_of = {id: row for row, id in enumerate(ids)}
        self._similar: defaultdict[str, dict[str, float]] = defaultdict(dict)
        self._equal: set[tuple[str, str]] = set()
        """Those that have the same words in their answers."""
        are_equal = texts.words.are_equal(similar.left, similar.right)
        columns = [column.tolist() for column in (*similar, are_equal)]
        for left, right, similarity, is_equal in zip(*columns, strict=True):
            one, other = ids[left], ids[right]
            self._similar[one][other] = self._similar[other][one] = similarity
            if is_equal:
                self._equal.update([(one, other), (other, one)])
        self._at: dict[str, int] = {}

    def add(self, position: int, member: Member) -> None:
        self._at[member.id] = position

    def all_like(self, member: Member) -> Sequence[int]:
        similar = self._similar.get(member.id)
        return sorted(self._at[id] for id in similar if id in self._at) if similar else ()

    def is_substitution(self, member: Member, kept: Member) -> bool:
        if (kept.id, member.id) in self._equal:
            return False
        left, right = (self._words.numbers(self._row_of[id]).tolist() for id in (kept.id, member.id))
        return is_numbered_substitution(left, right, self._words.vocabulary)

    def similarity(self, member: Member, kept: Member) -> float:
        known = self._similar.get(member.id, {}).get(kept.id)
        return jaccard(member.shingles, kept.shingles) if known is None else known


def _find_similar(texts: Texts, sizes: np.ndarray, threshold: Threshold) -> _Pairs:
    """The pairs of records of one block that are similar as a whole and in their answers, and agree."""
    left, right = _all_pairs(sizes)
    is_similar, _ = _compare(texts.shingles, left, right, threshold)
    left, right = left[is_similar], right[is_similar]
    agree = _agree(texts, left, right)
    left, right = left[agree], right[agree]
    rows, places = np.unique(np.concatenate([left, right]), return_inverse=True)
    wholes = texts.words.shingles(texts.questions[rows], rows)
    is_similar, similarity = _compare(wholes, places[: len(left)], places[len(left) :], threshold)
    return _Pairs(left[is_similar], right[is_similar], similarity)


def _all_pairs(sizes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """All pairs of members of blocks of such sizes, by their rows."""
    starts = np.cumsum(sizes) - sizes
    pairs = [
        np.stack(np.triu_indices(size, 1), axis=1)[None] + starts[sizes == size, None, None]
        for size in np.unique(sizes).tolist()
    ]
    left, right = np.concatenate([of_size.reshape(-1, 2) for of_size in pairs]).T
    return left, right


def _compare(
    sets: ShingleSets, left: np.ndarray, right: np.ndarray, threshold: Threshold
) -> tuple[np.ndarray, np.ndarray]:
    """Which pairs of texts are similar, by their places, and how similar these are."""
    sizes = sets.sizes[left], sets.sizes[right]
    needed = threshold.needed_each(*sizes)
    can_be = np.flatnonzero(needed <= np.minimum(*sizes))
    shared = sets.count_shared(left[can_be], right[can_be])
    enough = shared >= needed[can_be]
    similar, shared = can_be[enough], shared[enough]
    return similar, shared / (sizes[0][similar] + sizes[1][similar] - shared)


def _agree(texts: Texts, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Which pairs have the same values of guards, in their answers and in their questions."""
    words = texts.words
    question_guards = cache(lambda question: values(read(words.words(question)), GUARDS_IN_A_BLOCK))
    guards = _answer_guards(words, np.concatenate([left, right]))
    agree: np.ndarray = guards[: len(left)] == guards[len(left) :]
    asked = zip(texts.questions[left].tolist(), texts.questions[right].tolist(), strict=True)
    for at, (one, other) in enumerate(asked):
        if one != other and agree[at]:
            agree[at] = question_guards(one) == question_guards(other)
    return agree


def _answer_guards(words: NumberedTexts, answers: np.ndarray) -> np.ndarray:
    """A number for each of some answers, equal where the values of their guards are."""
    different, places = np.unique(answers, return_inverse=True)
    numbers: dict[object, int] = {}
    guards_of = cache(lambda marked: values(read(marked), ANSWER_GUARDS))
    of_each = (guards_of(tuple(marked)) for marked in _marked(words, different))
    found = np.fromiter((numbers.setdefault(value, len(numbers)) for value in of_each), np.int64, len(different))
    of_answers: np.ndarray = found[places]
    return of_answers


def _marked(words: NumberedTexts, answers: np.ndarray) -> Iterator[Iterable[str]]:
    """The words of each answer that guards look at, or all where it is not these alone that decide."""
    flat = words.of(answers)
    answer_of = flat.rows()
    is_marked, is_whole = (words.of_numbers(kind)[flat.numbers] > 0 for kind in (has_marks, is_read_with_others))
    whole = set(answer_of[is_whole].tolist())
    marks = flat.numbers[is_marked].tolist()
    ends = np.cumsum(np.bincount(answer_of[is_marked], minlength=len(answers))).tolist()
    for at, (start, end) in enumerate(pairwise([0, *ends])):
        yield words.words(answers[at]) if at in whole else map(words.vocabulary.__getitem__, marks[start:end])
