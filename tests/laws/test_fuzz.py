"""Mutated pages and archives are contained: none raises, and each released pair is where its locator says."""

from __future__ import annotations

import sys

import pytest
from builders import REPOSITORY

sys.path.insert(0, str(REPOSITORY / "benchmarks"))
from fuzz import failures_of
from mutated import KINDS, make

SOME, MANY = 150, 3_000
"""Inputs of each kind in `make test`, and in `make check`; `python benchmarks/fuzz.py` tries as many as one likes."""


@pytest.mark.parametrize("kind", KINDS)
def test_every_pair_of_a_mutated_page_is_at_its_locator(kind: str) -> None:
    assert_no_failures(kind, range(SOME))


@pytest.mark.slow("tries thousands of mutated pages")
@pytest.mark.parametrize("kind", KINDS)
def test_every_pair_of_very_many_mutated_pages_is_at_its_locator(kind: str) -> None:
    assert_no_failures(kind, range(SOME, MANY))


def assert_no_failures(kind: str, numbers: range) -> None:
    found = {number: failures_of(kind, number) for number in numbers}
    assert {number: each.failures for number, each in found.items() if each.failures} == {}
    assert sum(each.pairs for each in found.values()) > len(numbers) / 2  # most inputs still hold some


@pytest.mark.parametrize("kind", KINDS)
def test_an_input_is_the_same_each_time_it_is_made(kind: str) -> None:
    assert [make(kind, number) for number in range(20)] == [make(kind, number) for number in range(20)]
