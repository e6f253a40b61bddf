"""Small blocks, many of them at once: which of their records are similar is found on columns.

Only records that people keep apart from others become objects, and those of many of which some are truncated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, islice, pairwise
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .apart import NOT_APART, Apart
from .beginnings import begins_alike, begins_otherwise
from .blocks import taken
from .guards import ANSWER_GUARDS, HOW_READ, read, values
from .keep import MOST_COMPARED, Longest, Merged, merge_block
from .member import Member, Rank, mars, rank
from .numbered import NumberedTexts, ShingleSets
from .similar import Threshold
from .substitution import is_numbered_substitution
from .texts import Texts

_AT_ONCE = 1 << 21  # bytes of the answers that are columns of numbers at one time, in some 40 MB; chosen
_BYTES_OF_PAIR = 16  # of these bytes, for each two records that may be compared; chosen
_TEXTS = ("id", "question", "answer", "flags")
FEW = 256
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
        load = letters + np.cumsum(_BYTES_OF_PAIR * sizes * (sizes - 1) // 2)
        for piece in np.split(sizes, np.flatnonzero(np.diff(load // _AT_ONCE)) + 1):
            blocks = _SmallBlocks(some.slice(0, piece.sum()), piece, threshold)
            for start, end in pairwise(accumulate(piece.tolist(), initial=0)):
                yield blocks.merge(range(start, end), apart, longest)
            some = some.slice(piece.sum())


class _SmallBlocks:
    """Blocks of some sizes, which come one after the other."""

    def __init__(self, some: pa.Table, sizes: np.ndarray, threshold: Threshold) -> None:
        self._threshold = threshold
        ids, questions, answers, flags = (some.column(name).to_pylist() for name in _TEXTS)
        times = (some.column(name).cast(pa.int64()).to_pylist() for name in ("retrieved_at", "outdated_at"))
        self._ids, self._columns = ids, (ids, questions, answers, flags, *times)
        self._texts = Texts(questions, answers)
        self._ranks = self._rank_all()
        found = _find_similar(self._texts, sizes, threshold)
        self._similar: dict[int, dict[int, float]] = {}
        """The records that each is similar to, and how similar, by their rows."""
        for left, right, similarity in zip(*(column.tolist() for column in found), strict=True):
            self._similar.setdefault(left, {})[right] = similarity
            self._similar.setdefault(right, {})[left] = similarity

    def merge(self, rows: range, apart: Apart, longest: Longest | None) -> Iterable[Merged]:
        """Return the records of a block that are not kept."""
        is_whole = self._texts.beginnings.keys().isdisjoint(rows)
        is_apart = apart and not apart.keys().isdisjoint(self._ids[rows.start : rows.stop])
        if is_apart or (len(rows) > MOST_COMPARED and not is_whole):  # `KeptBeginnings` chooses the best so many
            members = map(Member, *(column[rows.start : rows.stop] for column in self._columns))
            return merge_block([*members], self._threshold, apart, longest)
        return self._merge_rows([row for row in rows if row in self._similar] if is_whole else rows)

    def _merge_rows(self, rows: Iterable[int]) -> list[Merged]:
        """Merge records of which none is kept apart from any."""
        kept: list[int] = []
        merged = []
        for row in sorted(rows, key=self._ranks.__getitem__):
            found = self._merged_into_one(row, kept) if kept else None
            if found:
                merged.append(found)
            else:
                kept.append(row)
        return merged

    def _merged_into_one(self, row: int, kept: Sequence[int]) -> Merged | None:
        """What becomes of a record that is merged into one of those kept so far, best first; None if it is not."""
        begun = self._texts.begun(row)
        longer = self._first_longer(row, begun, kept)
        near = self._first_near(row, begun, kept[:longer])
        if near is not None:
            return self._merged(row, near, "near")
        return None if longer is None else self._merged(row, kept[longer], "truncated")

    def _first_longer(self, row: int, begun: Sequence[str], kept: Sequence[int]) -> int | None:
        """The place of the first kept record that a truncated one is a copy of, word for word or nearly so."""
        if row not in self._texts.beginnings:
            return None
        return next((at for at, other in enumerate(kept) if self._is_longer(other, row, begun)), None)

    def _is_longer(self, kept: int, row: int, begun: Sequence[str]) -> bool:
        texts = self._texts
        if not texts.ask_alike(row, kept):
            return False
        return texts.begins_as(kept, row) or bool(
            begun and begins_alike(texts.words.words(kept), begun, self._threshold)
        )

    def _first_near(self, row: int, begun: Sequence[str], kept: Sequence[int]) -> int | None:
        """The first kept record that one is similar to, and more than another choice of words."""
        similar = self._similar.get(row, {})
        few = islice(filter(similar.__contains__, kept), MOST_COMPARED)
        return next((at for at in few if not self._is_substitution(row, begun, at)), None)

    def _is_substitution(self, row: int, begun: Sequence[str], kept: int) -> bool:
        """Whether a record and a kept one differ only in words put in the place of others."""
        words = self._texts.words
        if begun and begins_otherwise(words.words(kept), begun, self._threshold):
            return True
        left, right = words.numbers(kept), words.numbers(row)
        return left != right and is_numbered_substitution(left, right, words.vocabulary)

    def _merged(self, row: int, kept: int, method: str) -> Merged:
        similarity = self._similar.get(row, {}).get(kept)
        if similarity is None:
            similarity = self._texts.similarity(row, kept)
        return Merged(self._ids[row], self._ids[kept], method, similarity)

    def _rank_all(self) -> list[Rank]:
        """By what the records are sorted."""
        ids, _, _, flags, retrieved_at, outdated_at = self._columns
        truncated = self._texts.beginnings
        are_truncated = [row in truncated or "truncated" in words for row, words in enumerate(flags)]
        are_marred = map(mars, flags)
        return [*map(rank, are_truncated, outdated_at, *self._texts.measures, are_marred, retrieved_at, ids)]


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
    agree = _answers_agree(texts.words, left, right)
    for at in np.flatnonzero(agree & (texts.questions[left] != texts.questions[right])).tolist():
        agree[at] = texts.ask_alike(left[at], right[at])
    return agree


def _answers_agree(words: NumberedTexts, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Which pairs of answers have the same values of guards: nearly all that do have the same marked words."""
    answers, places = np.unique(np.concatenate([left, right]), return_inverse=True)
    numbers: dict[tuple[int, ...], int] = {}
    of_each = (numbers.setdefault(tuple(marked), len(numbers)) for marked in _marked(words, answers))
    one, other = np.fromiter(of_each, np.int64, len(answers))[places].reshape(2, -1)
    agree: np.ndarray = one == other
    all_marked = [*numbers]
    guards_of = cache(lambda number: values(read([words.vocabulary[n] for n in all_marked[number]]), ANSWER_GUARDS))
    for at in np.flatnonzero(~agree).tolist():
        agree[at] = guards_of(int(one[at])) == guards_of(int(other[at]))
    return agree


def _marked(words: NumberedTexts, answers: np.ndarray) -> Iterator[Sequence[int]]:
    """The numbers of the words of each answer that guards look at, or of all where these alone do not decide."""
    flat = words.of(answers)
    answer_of = flat.rows()
    how = words.of_numbers(HOW_READ.__getitem__)[flat.numbers]
    is_marked, whole = how > 0, set(answer_of[how > 1].tolist())
    marks = flat.numbers[is_marked].tolist()
    ends = np.cumsum(np.bincount(answer_of[is_marked], minlength=len(answers))).tolist()
    for at, (start, end) in enumerate(pairwise([0, *ends])):
        yield words.numbers(answers[at]) if at in whole else marks[start:end]
