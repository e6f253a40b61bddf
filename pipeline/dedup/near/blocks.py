"""Which blocks of a table have more than one record, and whether an earlier run has decided them."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .apart import NOT_APART, Apart

PAIRS = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("block", pa.string(), nullable=False),
        pa.field("question", pa.string(), nullable=False),
        pa.field("answer", pa.string(), nullable=False),
        pa.field("flags", pa.string(), nullable=False),
        ("retrieved_at", pa.timestamp("us")),
        ("outdated_at", pa.timestamp("us")),
    ]
)
"""The columns of records to be matched: one row per id, texts cleaned, `block` by `block_of`. `outdated_at` is when its
pages last showed it, where each has a later state by now. Texts may be dictionary-encoded, so that they are shared."""

TEXTS = ("question", "answer")
"""Those of the columns that are long."""
_NUL = pa.scalar(b"\0", pa.large_binary())
_PIECE = 1 << 14  # rows whose texts are Python objects at one time, some 20 MB
_IN_ONE_PIECE = pa.schema([field.with_type(pa.large_string()) if field.name in TEXTS else field for field in PAIRS])


def in_one_piece(pairs: pa.Table) -> pa.Table:
    """Return a table with the columns of PAIRS as one chunk, from which `taken` takes rows quickly."""
    columns = pairs.select(PAIRS.names).combine_chunks()
    are_shared = pa.types.is_dictionary(columns.schema.field("answer").type)
    return columns if are_shared else columns.cast(_IN_ONE_PIECE)


def taken(pairs: pa.Table, rows: np.ndarray) -> pa.Table:
    """Return some rows of what `in_one_piece` returned, their texts with 64-bit offsets."""
    return pairs.take(pa.array(rows)).cast(_IN_ONE_PIECE)


class Blocks(NamedTuple):
    """The blocks of a table with two members or more, by name."""

    names: pa.Array
    members: np.ndarray
    """The rows of the table that they have, block by block."""
    starts: np.ndarray
    """Where each block's members begin, and the end of the last."""


def find_blocks(pairs: pa.Table) -> Blocks:
    """Return the blocks with two members or more of a table with the columns of PAIRS."""
    coded = pc.dictionary_encode(pairs.column("block").combine_chunks())
    codes = coded.indices.to_numpy(zero_copy_only=False)
    sizes = np.bincount(codes, minlength=len(coded.dictionary))
    shared = pc.array_take(coded.dictionary, pa.array(np.flatnonzero(sizes > 1)))
    by_name = pc.array_sort_indices(shared).to_numpy(zero_copy_only=False)
    rank = np.full(len(sizes), -1)
    rank[np.flatnonzero(sizes > 1)[by_name]] = np.arange(len(by_name))
    rows = np.flatnonzero(rank[codes] >= 0)
    members = rows[np.argsort(rank[codes[rows]], kind="stable")]
    starts = np.append(0, np.cumsum(np.bincount(rank[codes[rows]], minlength=len(by_name))))
    return Blocks(pc.array_take(shared, pa.array(by_name)), members, starts)


def digest_blocks(pairs: pa.Table, blocks: Blocks, threshold: float, apart: Apart = NOT_APART) -> pa.Array:
    """Return a digest of what the decision about each block depends on, 32 hex digits; `pairs` has columns of PAIRS.

    That is the threshold and every member's id, texts, flags and times, and what people keep it apart from, in any
    order: the hashes of the members are added up. A block whose digest an earlier run has seen is decided as it was
    then.
    """
    if not len(blocks.names):
        return pa.array([], pa.string())
    member = np.vstack(
        [_row_hashes(pairs, blocks.members[at : at + _PIECE]) for at in range(0, len(blocks.members), _PIECE)]
    )
    member += _apart_hashes(pairs, blocks.members, apart)
    sums = np.add.reduceat(member, blocks.starts[:-1], axis=0) + _hash(f"threshold {threshold}".encode())
    digits = sums.astype(">u8").tobytes().hex()
    return pa.array([digits[at : at + 32] for at in range(0, len(digits), 32)], pa.string())


def _apart_hashes(pairs: pa.Table, rows: np.ndarray, apart: Apart) -> np.ndarray:
    """Two 64-bit numbers for each row: 0 for those that are kept apart from nothing."""
    found = np.zeros((len(rows), 2), np.uint64)
    if apart:
        ids = pairs.column("id").take(pa.array(rows))
        for at in np.flatnonzero(pc.is_in(ids, value_set=pa.array([*apart], pa.string()))):
            found[at] = _hash(f"apart {' '.join(sorted(apart[ids[at].as_py()]))}".encode())
    return found


def _row_hashes(pairs: pa.Table, rows: np.ndarray) -> np.ndarray:
    """Two 64-bit numbers for each row, from all its columns."""
    some = taken(pairs, rows)
    times = [some.column(name).cast(pa.int64()).cast(pa.string()) for name in ("retrieved_at", "outdated_at")]
    known = [pc.fill_null(time, "") for time in times]
    columns = [*known, *(some.column(name) for name in ("id", "flags", "question", "answer"))]
    texts = pc.binary_join_element_wise(*(column.cast(pa.large_binary()) for column in columns), _NUL)
    return np.frombuffer(b"".join(_digest(text) for text in texts.to_pylist()), np.uint64).reshape(-1, 2)


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=16).digest()


def _hash(content: bytes) -> np.ndarray:
    return np.frombuffer(_digest(content), np.uint64)
