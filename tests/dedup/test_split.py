"""A large block, which is compared part by part, comes out as if it were compared at once."""

from __future__ import annotations

import random
from contextlib import ExitStack
from unittest.mock import patch

import numpy as np
import pytest
from builders import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from test_near import PAIR_LISTS, THRESHOLDS, Pair, table

from pipeline.dedup.near import links, split
from pipeline.dedup.near import match as matching
from pipeline.dedup.near.match import match
from pipeline.dedup.near.member import Member
from pipeline.dedup.near.similar import Threshold


@given(PAIR_LISTS, THRESHOLDS, st.sampled_from([1, 2, 256]), st.sampled_from([1, 3, 256]))
@settings(max_examples=examples(300), deadline=None)
def test_in_parts_as_at_once(pairs: list[Pair], threshold: float, most: int, chunk: int) -> None:
    whole = match(table(pairs), threshold=threshold)
    with ExitStack() as stack:
        stack.enter_context(patch.object(matching, "_LARGE", 1))
        for module in (links, split):
            stack.enter_context(patch.object(module, "_MOST", most))
            stack.enter_context(patch.object(module, "CHUNK", chunk))
        assert match(table(pairs), threshold=threshold).equals(whole)


def answers(count: int) -> list[str]:
    """Answers of which many are nearly one, begin alike, or are cut."""
    draw = random.Random(count)
    words = [f"{one}{other}o" for one in "bcdfghjklm" for other in "aeiou"]
    made = [" ".join(draw.choices(words, k=draw.randint(9, 30))) for _ in range(count // 4)]
    while len(made) < count:
        text = draw.choice(made).removesuffix(" ...").split()
        text[draw.randrange(len(text))] = draw.choice(words)
        is_cut = len(text) > 10 and draw.random() < 0.3
        made.append(" ".join([*text[: draw.randint(6, len(text))], "..."] if is_cut else text))
    return made


@pytest.mark.parametrize("most", [1, 3, 256])
def test_many_answers_in_parts_as_at_once(most: int) -> None:
    pairs = table([Pair(f"{n:04}", answer) for n, answer in enumerate(answers(600))])
    with patch.object(matching, "_LARGE", 1_000):
        whole = match(pairs)
    with ExitStack() as stack:
        stack.enter_context(patch.object(matching, "_LARGE", 100))
        for module in (links, split):
            stack.enter_context(patch.object(module, "_MOST", most))
        assert match(pairs).equals(whole)
    assert len(whole) > 50
    assert {"near", "truncated"} <= {*whole.column("method").to_pylist()}


def test_what_is_linked_through_others_has_one_least_row() -> None:
    keys = links.Keys(np.array([0, 5, 5, 3, 3, 2, 4, 7, 6]), np.array([9, 9, 8, 8, 7, 7, 6, 6, 5]))
    assert links.linked(keys, 9).tolist() == [0, 1, 0, 0, 4, 0, 6, 4, 8]


def test_different_answers_are_in_no_part() -> None:
    own = [" ".join(f"{chr(97 + n % 26)}{chr(97 + n // 26)}{letter}" for letter in "abcdef") for n in range(300)]
    members = (Member(f"{n:04}", "Is it so?", text, "", None, None) for n, text in enumerate(own))
    assert split.split(members, own, Threshold(0.8)).parts == []
