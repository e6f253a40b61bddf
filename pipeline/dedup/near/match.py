"""Near-duplicates: which records say the same in nearly the same words, and which of them is kept.

Two records are near-duplicates if their questions and answers share enough of their pairs of neighbouring words,
and if no guard tells them apart; or if one is a truncated copy of the other.

Only records of one block are compared. A block holds the records whose questions have the same content words
(record linkage calls their name, `block_of`, a blocking key).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from operator import itemgetter

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ...schema.tables import DECISIONS
from ...text.fingerprint import fingerprint
from .apart import NOT_APART, Apart
from .blocks import PAIRS, TEXTS, Blocks, digest_blocks, find_blocks, in_one_piece, taken
from .compared import compare_answer, compared_text
from .guards import ANSWER_GUARDS, QUESTION_GUARDS
from .keep import Longest, Merged, merge_block
from .member import Member
from .similar import Threshold, jaccard
from .small import FEW, merge_small
from .split import split
from .texts import compare_answers
from .words import block_of, blocks_of, shingles, split_words

__all__ = [
    "ANSWER_GUARDS",
    "DECISIONS",
    "PAIRS",
    "QUESTION_GUARDS",
    "TEXTS",
    "block_of",
    "blocks_of",
    "match",
    "measure_similarity",
]

_PIECE = 1 << 14  # records that are Python objects at one time, in whole blocks; chosen
_LARGE = 1 << 10  # records of a block that is compared part by part; chosen
_AT_ONCE = 1 << 12  # records of a large block that are read at one time as it is divided; chosen

Row = tuple[str, str, str | None, str | None, str | None, float | None]


def match(pairs: pa.Table, known: pa.Table | None = None, threshold: float = 0.8, apart: Apart = NOT_APART) -> pa.Table:
    """Return what is decided about each block of two records or more, ordered by block and id.

    `pairs` has the columns of PAIRS, each id once; of each block it has all records or none. `known` has the columns
    of DECISIONS: what earlier calls returned, in any order. A block with the same members, of which people keep the
    same ones `apart`, and the same threshold is not compared again. The result has the columns of DECISIONS. It depends
    on the rows of `pairs`, whatever their order, on what is kept apart, and on the threshold (0 to 1) alone.
    """
    limit = Threshold(threshold)
    pairs = in_one_piece(pairs)
    blocks = find_blocks(pairs)
    names = pa.table({"block": blocks.names, "digest": digest_blocks(pairs, blocks, threshold, apart)})
    reused, is_new = _reuse(names, known)
    rows = [
        row
        for piece in _pieces(blocks, np.flatnonzero(is_new))
        for row in _decide(pairs, blocks, names, piece, limit, apart)
    ]
    columns = zip(*rows, strict=True) if rows else [()] * len(DECISIONS)
    decided = pa.table(
        [pa.array(values, field.type) for values, field in zip(columns, DECISIONS, strict=True)], DECISIONS
    )
    return pa.concat_tables([reused, decided]).combine_chunks().sort_by([("block", "ascending"), ("id", "ascending")])


def measure_similarity(question: str, answer: str, other_question: str, other_answer: str) -> float:
    """Return the share of pairs of neighbouring words that two records have in common (Jaccard), from 0 to 1.

    >>> measure_similarity("Is it safe?", "Yes, it is.", "Is it safe", "Yes it is!")
    1.0
    """
    left, right = (
        shingles([*split_words(fingerprint(q)), *compare_answer(a).words])
        for q, a in ((question, answer), (other_question, other_answer))
    )
    return jaccard(left, right)


def _reuse(names: pa.Table, known: pa.Table | None) -> tuple[pa.Table, np.ndarray]:
    """The decisions about blocks that are known already, and which of the blocks are not."""
    if known is None or not known.num_rows:
        return DECISIONS.empty_table(), np.ones(names.num_rows, dtype=bool)
    wanted, had = _keys(names), _keys(known)
    is_new = pc.invert(pc.is_in(wanted, had)).to_numpy(zero_copy_only=False)
    reused = known.select(DECISIONS.names).cast(DECISIONS).filter(pc.is_in(had, wanted))
    return reused.group_by(DECISIONS.names, use_threads=False).aggregate([]).cast(DECISIONS), is_new


def _keys(table: pa.Table) -> pa.Array:
    joined = pc.binary_join_element_wise(table.column("block"), table.column("digest"), "")
    return joined.combine_chunks() if isinstance(joined, pa.ChunkedArray) else joined


def _pieces(blocks: Blocks, numbers: np.ndarray) -> Iterator[np.ndarray]:
    """The numbers of some blocks, divided into pieces of some thousand records or one large block."""
    sizes = blocks.starts[numbers + 1] - blocks.starts[numbers]
    piece_of, is_large = np.cumsum(sizes) // _PIECE, sizes > _LARGE
    ends = (np.diff(piece_of) > 0) | is_large[1:] | is_large[:-1]
    yield from np.split(numbers, np.flatnonzero(ends) + 1) if len(numbers) else []


def _decide(
    pairs: pa.Table, blocks: Blocks, names: pa.Table, piece: np.ndarray, limit: Threshold, apart: Apart
) -> Iterator[Row]:
    """The decisions about some blocks: rows of DECISIONS."""
    rows_of = [blocks.members[blocks.starts[n] : blocks.starts[n + 1]] for n in piece]
    is_large = len(piece) == 1 and len(rows_of[0]) > _LARGE
    merged = [_merge_large(pairs, rows_of[0], limit, apart)] if is_large else _merge_each(pairs, rows_of, limit, apart)
    named = (names.column(name).take(pa.array(piece)).to_pylist() for name in names.column_names)
    for found, block, digest in zip(merged, *named, strict=True):
        yield from _rows(block, digest, [*found])


def _merge_each(
    pairs: pa.Table, rows_of: Sequence[np.ndarray], limit: Threshold, apart: Apart, longest: Longest | None = None
) -> Iterator[Iterable[Merged]]:
    """Merge blocks, or parts of one, by their rows."""
    small = merge_small(pairs, [rows for rows in rows_of if len(rows) <= FEW], limit, apart, longest)
    for rows in rows_of:
        yield next(small) if len(rows) <= FEW else merge_block([*_members(pairs, rows)], limit, apart, longest)


def _members(pairs: pa.Table, rows: np.ndarray) -> Iterator[Member]:
    """Read some rows, their answers together, as columns."""
    some = taken(pairs, rows)
    columns = [some.column(name).to_pylist() for name in ("id", "question", "answer", "flags")]
    times = [some.column(name).cast(pa.int64()).to_pylist() for name in ("retrieved_at", "outdated_at")]
    return map(Member, *columns, *times, compare_answers(columns[2]))


def _merge_large(pairs: pa.Table, rows: np.ndarray, limit: Threshold, apart: Apart) -> Iterator[Merged]:
    """Merge a large block as any other, with no more of its members in memory than those that may be alike."""
    in_order = [rows[at : at + _AT_ONCE] for at in range(0, len(rows), _AT_ONCE)]
    members = chain.from_iterable(_members(pairs, some) for some in in_order)
    answers = chain.from_iterable(taken(pairs, some).column("answer").to_pylist() for some in in_order)
    parts, longest = split(members, map(compared_text, answers), limit)
    ends = np.cumsum([len(part) for part in parts]) // _PIECE
    for _, piece in groupby(zip(ends.tolist(), parts, strict=True), key=itemgetter(0)):
        yield from chain.from_iterable(_merge_each(pairs, [rows[part] for _, part in piece], limit, apart, longest))


def _rows(block: str, digest: str, found: list[Merged]) -> list[Row]:
    return [(block, digest, *merged) for merged in found] or [(block, digest, None, None, None, None)]
