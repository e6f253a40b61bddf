"""Answers in outline: of most that do not contradict each other it is seen at once, without comparing their words."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable
from functools import reduce
from operator import or_
from typing import NamedTuple

_BITS = 1 << 10  # chosen: of the pairs of words of a usual answer few have a bit in common
_BIT = [1 << at for at in range(_BITS)]
_ROUNDED = 1e-9  # by how much more than a fraction of two floats can be


class Outline(NamedTuple):
    """An answer in outline. Its bits differ from process to process, as hashes of texts do; what follows does not.

    Sets are the bits of a number (in databases: a superimposed signature): two that share a value share a bit.
    """

    reply: str
    """`yes`, `no` or nothing."""
    pairs: int
    """The pairs of neighbouring words."""
    size: int
    """How many pairs there are."""
    hidden: int
    """How many more pairs than bits: two answers have at most so many more pairs in common than bits."""
    sentences: int
    """The signs of the sentences."""


def outline(reply: str, pairs: Collection[Hashable], signs: Iterable[Hashable]) -> Outline:
    """Return the outline of an answer from its reply, its pairs of words, and the signs of its sentences."""
    bits = _bits(pairs)
    return Outline(reply, bits, len(pairs), len(pairs) - bits.bit_count(), _bits(signs))


def _bits(values: Iterable[Hashable]) -> int:
    return reduce(or_, [_BIT[value % _BITS] for value in map(hash, values)], 0)


def may_contradict(one: Outline, others: Iterable[Outline], least: float) -> list[int]:
    """Return the places of the answers that are opposite replies, may be so much alike, or may share a sentence.

    >>> yes, no, other = (outline(reply, {*pairs}, ()) for reply, pairs in (("yes", "ab"), ("no", "cd"), ("", "bc")))
    >>> may_contradict(yes, [yes, no, other], 0.5)
    [0, 1]
    """
    reply, pairs, size, hidden, sentences = one
    least_shared = least / (1 + least) - _ROUNDED  # of the pairs of both, for a Jaccard similarity that is not less
    return [
        at
        for at, (other_reply, other_pairs, other_size, _, other_sentences) in enumerate(others)
        if (pairs & other_pairs).bit_count() + hidden >= least_shared * (size + other_size)
        or sentences & other_sentences
        or (reply and other_reply and reply != other_reply)
    ]
