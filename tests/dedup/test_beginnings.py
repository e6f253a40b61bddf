"""Kept answers that begin as a truncated one does are found the same way, however they are looked up."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dedup.near import beginnings
from pipeline.dedup.near.beginnings import KeptBeginnings
from pipeline.dedup.near.similar import Threshold
from pipeline.dedup.near.words import shingles

THRESHOLD = Threshold(0.8)
TEXT = st.lists(st.sampled_from("open all day and at night for".split()), min_size=6, max_size=14)
SOUGHT = "open all day and at night for all at night".split()


def pairs_of(words: list[str]) -> tuple[list[str], frozenset[tuple[str, ...]]]:
    """Words and their pairs."""
    return words, shingles(words)


@given(st.lists(TEXT, min_size=25, max_size=60), TEXT)
@pytest.mark.parametrize("looked_at", [0, 10_000])
def test_those_that_share_enough_are_found(looked_at: int, kept: list[list[str]], sought: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(beginnings, "_LOOKED_AT", looked_at)
        found = KeptBeginnings(THRESHOLD, 20)
        for position, words in enumerate([*kept, SOUGHT, sought]):
            found.add(2 * position, partial(pairs_of, words))
        wanted = shingles(sought)
        least = THRESHOLD.least(len(wanted))
        shared = [len(wanted & shingles(words)) for words in [*kept, SOUGHT, sought]]
        assert [*found._sharing_enough(wanted)] == [2 * at for at, count in enumerate(shared) if count >= least]
