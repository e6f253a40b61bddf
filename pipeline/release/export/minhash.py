"""Keys that near copies of a record share (MinHash with bands; Broder 1997).

Two records are near copies where at least 0.8 of the word pairs of their questions and answers are the same (Jaccard),
as for duplicates. Of those that are just so near, 99 of 100 share a key; above 0.95 all but one of a million do. Of
those that are only half the same one in five does: too much is left out then, which does less harm than too little.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ...text.fingerprint import fingerprint

BANDS, _ROWS = 16, 6
_HASHES = BANDS * _ROWS
_RANDOM = np.frombuffer(hashlib.shake_256(b"the hashes of near copies").digest(_HASHES * 16), np.uint64).reshape(2, -1)
_ADDED, _FACTORS = _RANDOM[0], _RANDOM[1] | np.uint64(1)
_MIX = np.uint64(0x9E3779B97F4A7C15)
_BETWEEN = ""
"""Stands between the words of two records."""


def near_keys(questions: Sequence[str], answers: Sequence[str]) -> Iterator[np.ndarray]:
    """Yield, for each band, the key of each record."""
    if not len(questions):
        return
    words, starts = _words_of(questions, answers)
    pairs = _pairs(words)
    for band in range(BANDS):
        key = np.full(len(starts), np.uint64(band))
        for number in range(band * _ROWS, (band + 1) * _ROWS):
            least = np.minimum.reduceat(_hashed(pairs, number), starts)
            key = (key ^ least.astype(np.uint64)) * _MIX
            key ^= key >> np.uint64(29)
        yield key


def _hashed(pairs: np.ndarray, number: int) -> np.ndarray:
    found: np.ndarray = (((pairs ^ _ADDED[number]) * _FACTORS[number]) >> np.uint64(32)).astype(np.uint32)
    return found


def _words_of(questions: Sequence[str], answers: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """The hashes of the words of all records, an empty one after each record's, and where each record begins."""
    words: list[str] = []
    starts: list[int] = []
    for question, answer in zip(questions, answers, strict=True):
        starts.append(len(words))
        words += f"{fingerprint(question)} {fingerprint(answer)}".split()
        words.append(_BETWEEN)
    coded = pc.dictionary_encode(pa.array(words, pa.large_string()))
    hashes = np.array([_hash(word) for word in coded.dictionary.to_pylist()], np.uint64)
    return hashes[coded.indices.to_numpy(zero_copy_only=False)], np.array(starts)


def _pairs(words: np.ndarray) -> np.ndarray:
    """A hash for each two words that follow each other; the last word of a record is followed by none.

    What begins with the sign between two records is a copy of the pair before it, which changes no minimum.
    """
    found: np.ndarray = words * _MIX ^ np.append(words[1:], np.uint64(0))
    found ^= found >> np.uint64(31)
    is_between = words == np.uint64(_hash(_BETWEEN))
    is_between[0] = False
    found[is_between] = found[np.flatnonzero(is_between) - 1]
    return found


def _hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest())
