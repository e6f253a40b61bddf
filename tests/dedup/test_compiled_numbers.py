"""The compiled numbers of words, and what sets of numbers have in common, are those of Arrow and numpy."""

from __future__ import annotations

from unittest.mock import patch

import numpy as np
import pytest
from builders import examples
from compiled import compiled
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.dedup.near import uncompiled

part = compiled("dedup.near._numbered")

TEXTS = st.lists(
    st.text(st.characters(exclude_categories=["Cs"])) | st.text("ab \x00\u00e9\u6771") | st.sampled_from(["", " ", "a"])
)
SETS = st.lists(st.frozensets(st.integers(0, 1 << 40) | st.integers(0, 9), min_size=1), min_size=1)


@given(TEXTS)
@example([])
@example([" ".join(map(str, range(5000))), " ".join(map(str, range(4999, -1, -1)))])
@settings(max_examples=examples(200), deadline=None)
def test_words_have_the_numbers_that_arrow_gives_them(texts: list[str]) -> None:
    assert part.number(texts) == uncompiled.number(texts)


@given(SETS, st.data(), st.sampled_from([1, 40, uncompiled.AT_ONCE]))
@settings(max_examples=examples(200), deadline=None)
def test_sets_have_in_common_what_numpy_counts(sets: list[frozenset[int]], data: st.DataObject, at_once: int) -> None:
    numbers = np.array([number for each in sets for number in sorted(each)], np.int64)
    ends = np.cumsum([0, *map(len, sets)])
    pairs = data.draw(st.lists(st.tuples(*[st.integers(0, len(sets) - 1)] * 2)))
    left, right = np.array(pairs, np.int64).reshape(-1, 2).T.copy()
    counts, wanted = np.zeros((2, len(pairs)), np.int64)
    part.count_shared(numbers, ends, left, right, counts)
    with patch.object(uncompiled, "AT_ONCE", at_once):
        uncompiled.count_shared(numbers, ends, left, right, wanted)
    assert counts.tolist() == wanted.tolist() == [len(sets[one] & sets[other]) for one, other in pairs]


@pytest.mark.parametrize("texts", [("a",), "a", None, [b"a"], ["a", 1]])
def test_what_is_no_list_of_texts_is_refused(texts: object) -> None:
    with pytest.raises(TypeError):
        part.number(texts)


def test_half_a_character_is_refused() -> None:
    with pytest.raises(UnicodeEncodeError):
        part.number(["\ud800"])


@pytest.mark.parametrize(
    ("ends", "left", "right"),
    [
        ([0, 2], [1], [0]),
        ([0, 2], [0], [-1]),
        ([0, 9], [0], [0]),
        ([2, 0], [0], [0]),
        ([-1, 2], [0], [0]),
        ([], [0], [0]),
        ([0, 2], [0], []),
    ],
)
def test_sets_that_are_not_there_are_refused(ends: list[int], left: list[int], right: list[int]) -> None:
    columns = [np.array(column, np.int64) for column in ([1, 2], ends, left, right, [0])]
    with pytest.raises(ValueError, match="no such sets"):
        part.count_shared(*columns)


def test_numbers_between_two_places_of_memory_are_refused() -> None:
    column = np.zeros(3, np.int64)
    between = memoryview(bytearray(25))[1:]
    with pytest.raises(ValueError, match="no such sets"):
        part.count_shared(between, column, column, column, np.zeros(3, np.int64))


@pytest.mark.parametrize("arguments", [(), ([1], [1], [1], [1], [1]), (b"", b"", b"", b"", b"")])
def test_what_is_no_column_is_refused(arguments: tuple[object, ...]) -> None:
    with pytest.raises((TypeError, BufferError)):
        part.count_shared(*arguments)
