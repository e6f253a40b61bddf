"""The sides of a split, such as `train` and `test`, and what would be on both of them.

The side of a record is a hash of its `source_domain`, so it never changes as the data grows. A record is left out of
both sides where the other side has its question, a near copy of it, or a copy that was merged into it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ...text.fingerprint import fingerprint, question_id
from ...text.patterns import pattern
from ...web.hosts import registrable_domain
from ..read import read_pieces
from .errors import BadShares
from .ids import numbers_of
from .minhash import near_keys
from .rows import Rows
from .shared_keys import SharedKeys, are_several

_NAME = pattern(r"[a-z][a-z0-9_-]{0,30}")
_MOST = 8
"""Sides of a split: a bit each in one byte."""
_DOMINATES = Fraction(1, 5)
"""The share of all records from which on it is said that one domain has it; chosen."""


class Shares(NamedTuple):
    """The sides of a split and how much of the data each gets, about."""

    names: tuple[str, ...]
    ends: tuple[Fraction, ...]
    """Up to which part of all hashes a side goes."""

    def side_of(self, domain: str) -> int:
        """Return the number of the side that a domain is on, whatever else there is."""
        place = Fraction(int.from_bytes(hashlib.sha256(domain.encode()).digest()[:8]), 1 << 64)
        return next(number for number, end in enumerate(self.ends) if place < end)


class Split(NamedTuple):
    """The side of each record of a release, and what was left out."""

    sides: np.ndarray
    """By its place in the release."""
    kept: np.ndarray
    """Whether it is on one side alone."""
    left_out: Mapping[str, int]
    """How many of those that were asked for are not, by why."""
    dominating: tuple[str, float] | None
    """The domain that has more of the records than `_DOMINATES`, and its share."""


def shares_of(written: str) -> Shares:
    """Return the shares that were written as train=0.9,test=0.1. Raises BadShares."""
    sides: dict[str, Fraction] = {}
    for part in written.split(","):
        name, _, share = part.strip().partition("=")
        if not _NAME.fullmatch(name):
            raise BadShares(written, f"{name!r} is no name of small letters, digits, - and _")
        if name in sides:
            raise BadShares(written, f"{name} is there twice")
        sides[name] = _share(written, share)
    if not 2 <= len(sides) <= _MOST:
        raise BadShares(written, f"it has {len(sides)} sides, and a split has 2 to {_MOST}")
    if sum(sides.values()) != 1:
        raise BadShares(written, f"the shares come to {float(sum(sides.values())):g} and not to 1")
    ends = tuple(sum(list(sides.values())[: number + 1], Fraction()) for number in range(len(sides)))
    return Shares(tuple(sides), ends)


def _share(written: str, share: str) -> Fraction:
    try:
        found = Fraction(share)
    except (ValueError, ZeroDivisionError):
        raise BadShares(written, f"{share!r} is no number") from None
    if not 0 < found < 1:
        raise BadShares(written, f"{share} is not between 0 and 1")
    return found


def split(rows: Rows, shares: Shares, folder: Path) -> Split:
    """Return the side of each record; what the sides share is worked out in a folder. Raises DamagedRelease."""
    kept = np.ones(rows.release.manifest.counts["records"], bool) if rows.kept is None else rows.kept
    own = _own_sides(rows, shares)
    seen = _bits(own.sides) | _copied_to(rows, own.ids, shares)
    why = {
        "a merged copy": are_several(seen),
        "its question": _shared(rows, seen, kept, own.ids, folder, questions=True),
        "a near copy": _shared(rows, seen, kept, own.ids, folder, questions=False),
    }
    left_out, on_one = {}, kept.copy()
    for word, mask in why.items():
        left_out[word] = int((on_one & mask).sum())
        on_one &= ~mask
    return Split(own.sides, on_one, left_out, _dominating(rows))


class _Own(NamedTuple):
    ids: np.ndarray
    """The id of each record as a number, ascending."""
    sides: np.ndarray


def _own_sides(rows: Rows, shares: Shares) -> _Own:
    ids, sides = [], []
    for piece in read_pieces(rows.release, "records", ["id", "source_domain"]):
        ids.append(numbers_of(piece.column("id")))
        sides.append(_sides_of(piece.column("source_domain"), shares))
    return _Own(np.concatenate(ids), np.concatenate(sides))


def _sides_of(domains: pa.ChunkedArray, shares: Shares) -> np.ndarray:
    coded = pc.dictionary_encode(domains.combine_chunks())
    of_each = np.array([shares.side_of(domain) for domain in coded.dictionary.to_pylist()], np.int8)
    found: np.ndarray = of_each[coded.indices.to_numpy(zero_copy_only=False)] if len(coded) else of_each
    return found


def _copied_to(rows: Rows, ids: np.ndarray, shares: Shares) -> np.ndarray:
    """The sides on which a record was seen, as bits: each place where it was read cites a source."""
    found = np.zeros(len(ids), np.uint8)
    for piece in read_pieces(rows.release, "sightings", ["id", "source"]):
        if piece.num_rows:
            coded = pc.dictionary_encode(piece.column("source").combine_chunks())
            domains = pa.chunked_array([pa.array(map(registrable_domain, coded.dictionary.to_pylist()), pa.string())])
            sides = _sides_of(domains, shares)[coded.indices.to_numpy(zero_copy_only=False)]
            np.bitwise_or.at(found, np.searchsorted(ids, numbers_of(piece.column("id"))), _bits(sides))
    return found


def _shared(
    rows: Rows, seen: np.ndarray, kept: np.ndarray, ids: np.ndarray, folder: Path, *, questions: bool
) -> np.ndarray:
    """Which records share a key with one on another side."""
    keys = SharedKeys(folder)
    for places, some in _question_keys(rows, ids) if questions else _near_keys(rows):
        wanted = kept[places]
        keys.add(some[wanted], places[wanted], seen[places[wanted]])
    found = np.zeros(len(ids), bool)
    for places in keys.on_several_sides():
        found[places] = True
    return found


def _question_keys(rows: Rows, ids: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """The question of each record, and those of what was merged into it."""
    start = 0
    for piece in read_pieces(rows.release, "records", ["question_id"]):
        yield np.arange(start, start + piece.num_rows), numbers_of(piece.column("question_id"))
        start += piece.num_rows
    for piece in read_pieces(rows.release, "merged", ["question", "kept_id"]):
        asked = [question_id(fingerprint(text)) for text in piece.column("question").to_pylist()]
        places = np.searchsorted(ids, numbers_of(piece.column("kept_id")))
        yield places, numbers_of(pa.chunked_array([pa.array(asked, pa.string())]))


def _near_keys(rows: Rows) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    start = 0
    for piece in read_pieces(rows.release, "records", ["question", "answer"]):
        places = np.arange(start, start + piece.num_rows)
        for keys in near_keys(piece.column("question").to_pylist(), piece.column("answer").to_pylist()):
            yield places, keys
        start += piece.num_rows


def _dominating(rows: Rows) -> tuple[str, float] | None:
    counts: Counter[str] = Counter()
    for piece in rows.pieces(["source_domain"]):
        counts.update({each["values"]: each["counts"] for each in piece.column(0).value_counts().to_pylist()})
    total = counts.total()
    domain, most = max(counts.items(), key=lambda each: (each[1], each[0]), default=("", 0))
    return (domain, most / total) if total and most > _DOMINATES * total else None


def _bits(sides: np.ndarray) -> np.ndarray:
    found: np.ndarray = np.left_shift(np.uint8(1), sides.astype(np.uint8))
    return found
