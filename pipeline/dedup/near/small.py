"""Small blocks, many of them at once: which of their records are similar is found on columns.

Records that have no similar one in their block never become objects.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .apart import NOT_APART, Apart
from .blocks import taken
from .guards import ANSWER_GUARDS, how_read, read, values
from .keep import Longest, Merged, merge_block
from .member import GUARDS_IN_A_BLOCK, Member, Rank, rank
from .numbered import NumberedTexts, ShingleSets
from .similar import Threshold, jaccard
from .substitution import is_numbered_substitution
from .texts import Texts

_AT_ONCE = 1 << 20  # bytes of the answers that are columns of numbers at one time, in some 35 MB; chosen
_TEXTS = ("id", "question", "answer", "flags")
FEW = 24
"""So many records of a block, of which any two are compared (chosen)."""


class _Pairs(NamedTuple):
    """Pairs of records of one block, by their rows, and how similar they are."""

    left: np.ndarray
    right: np.ndarray
    similarity: np.ndarray


def merge_small(
    pairs: pa.Table,
    rows_of: Sequence[np.ndarray],
    threshold: Threshold,
    apart: Apart = NOT_APART,
    longest: Longest | None = None,
) -> Iterator[Iterable[Merged]]:
    """Return for each of some blocks of few records what `merge_block` says of it.

    The blocks are given by their rows in what `in_one_piece` returned.
    """
    if rows_of:
        sizes = np.array([len(rows) for rows in rows_of])
        some = taken(pairs, np.concatenate(rows_of))
        letters = np.cumsum(pc.binary_length(some.column("answer")).to_numpy())[np.cumsum(sizes) - 1]
        for piece in np.split(sizes, np.flatnonzero(np.diff(letters // _AT_ONCE)) + 1):
            blocks = _SmallBlocks(some.slice(0, piece.sum()), piece, threshold)
            for start, end in pairwise(accumulate(piece.tolist(), initial=0)):
                yield blocks.merge(range(start, end), apart, longest)
            some = some.slice(piece.sum())


class _SmallBlocks:
    """Blocks of some sizes, which come one after the other."""

    def __init__(self, some: pa.Table, sizes: np.ndarray, threshold: Threshold) -> None:
        self._threshold = threshold
        self.ids, questions, answers, flags = (some.column(name).to_pylist() for name in _TEXTS)
        times = (some.column(name).cast(pa.int64()).to_pylist() for name in ("retrieved_at", "outdated_at"))
        self._columns = (self.ids, questions, answers, flags, *times)
        self._texts = Texts(questions, answers)
        found = _find_similar(self._texts, sizes, threshold)
        are_equal = self._texts.words.are_equal(found.left, found.right)
        self._similar: dict[int, dict[int, float]] = {}
        """The records that each is similar to, and how similar, by their rows."""
        self._equal = {*zip(found.left[are_equal].tolist(), found.right[are_equal].tolist(), strict=True)}
        """Those that have the same words in their answers."""
        for left, right, similarity in zip(*(column.tolist() for column in found), strict=True):
            self._similar.setdefault(left, {})[right] = similarity
            self._similar.setdefault(right, {})[left] = similarity

    def merge(self, rows: range, apart: Apart, longest: Longest | None) -> Iterable[Merged]:
        """Return the records of a block that are not kept."""
        merged = None
        if not apart or apart.keys().isdisjoint(self.ids[rows.start : rows.stop]):
            is_whole = self._texts.beginnings.keys().isdisjoint(rows)
            merged = self._merge_rows([row for row in rows if row in self._similar] if is_whole else [*rows])
        if merged is None:
            columns = (column[rows.start : rows.stop] for column in self._columns)
            members = [*map(Member, *columns, map(self._texts.answer, rows))]
            return merge_block(members, self._threshold, apart, longest, _KeptSimilar(self, rows))
        return merged

    def _merge_rows(self, rows: list[int]) -> list[Merged] | None:
        """Merge records of which none is kept apart from any.

        None where one is truncated and not a copy of the best one, letter for letter: it takes more to find it another.
        """
        rows.sort(key=self._rank)
        kept: list[int] = []
        merged = []
        for row in rows:
            if kept and row in self._texts.beginnings:
                if not self._texts.is_cut_copy(row, kept[0]):
                    return None
                merged.append(self._merged(row, kept[0], "truncated"))
                continue
            similar = self.similar_to(row)
            best = next((other for other in kept if other in similar and not self.is_substitution(other, row)), None)
            if best is None:
                kept.append(row)
            else:
                merged.append(self._merged(row, best, "near"))
        return merged

    def _merged(self, row: int, kept: int, method: str) -> Merged:
        similarity = self.similar_to(row).get(kept)
        if similarity is None:
            similarity = self._texts.similarity(row, kept)
        return Merged(self.ids[row], self.ids[kept], method, similarity)

    def _rank(self, row: int) -> Rank:
        ids, _, _, flags, retrieved_at, outdated_at = self._columns
        is_truncated = row in self._texts.beginnings or "truncated" in flags[row]
        return rank(is_truncated, outdated_at[row], *self._texts.measures(row), retrieved_at[row], ids[row])

    def similar_to(self, row: int) -> Mapping[int, float]:
        """Return the records that one is similar to, and how similar."""
        return self._similar.get(row, {})

    def is_substitution(self, row: int, other: int) -> bool:
        """Whether the answer of a record and one after it in rank differ only in words put in the place of others."""
        if (row, other) in self._equal or (other, row) in self._equal:
            return False
        words = self._texts.words
        return is_numbered_substitution(words.numbers(row), words.numbers(other), words.vocabulary)


class _KeptSimilar:
    """The kept records of a block, of which it is known already which ones are similar."""

    def __init__(self, blocks: _SmallBlocks, rows: range) -> None:
        self._blocks = blocks
        self._row_of = {blocks.ids[row]: row for row in rows}
        self._at: dict[int, int] = {}

    def add(self, position: int, member: Member) -> None:
        self._at[self._row_of[member.id]] = position

    def all_like(self, member: Member) -> Sequence[int]:
        similar = self._blocks.similar_to(self._row_of[member.id])
        return sorted(self._at[row] for row in similar if row in self._at)

    def is_substitution(self, member: Member, kept: Member) -> bool:
        return self._blocks.is_substitution(self._row_of[kept.id], self._row_of[member.id])

    def similarity(self, member: Member, kept: Member) -> float:
        known = self._blocks.similar_to(self._row_of[member.id]).get(self._row_of[kept.id])
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
    how = words.of_numbers(how_read)[flat.numbers]
    is_marked, whole = how > 0, set(answer_of[how > 1].tolist())
    marks = flat.numbers[is_marked].tolist()
    ends = np.cumsum(np.bincount(answer_of[is_marked], minlength=len(answers))).tolist()
    for at, (start, end) in enumerate(pairwise([0, *ends])):
        if at in whole:
            yield words.words(answers[at])
        else:
            yield map(words.vocabulary.__getitem__, marks[start:end]) if start < end else ()
