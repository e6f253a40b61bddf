"""Pairs that people keep apart, however similar they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

Apart = Mapping[str, frozenset[str]]
"""The ids that each id is kept apart from; who is in it once is in it both ways."""
NOT_APART: Apart = MappingProxyType({})


def keep_apart(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Return which ids are kept apart, from pairs of two.

    >>> keep_apart([("a", "b")])
    {'a': frozenset({'b'}), 'b': frozenset({'a'})}
    """
    found: dict[str, frozenset[str]] = {}
    for one, other in pairs:
        found[one] = found.get(one, frozenset()) | {other}
        found[other] = found.get(other, frozenset()) | {one}
    return found
