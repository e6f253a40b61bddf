"""Twice the page takes about twice the time, whatever the page is made of."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator

import pytest
from builders import ALL_TESTS
from shapes import TEXT, page

from pipeline import parse

_MOST = 2.6
"""Times the processor time of a page that one of twice the length may take: 2 if it is linear, 4 if it is quadratic."""
_ROUNDS = 15
"""A machine that is busy makes a measurement longer, never shorter: the least of some is the truest."""
_LONGEST = 256_000
"""Of a page that is read so fast that the caches of a busy machine would count more than its length."""
_LEAST = 0.03 if ALL_TESTS else 0.015
"""Seconds that the shorter page takes at least; the shorter it is, the less shows what grows with the square."""

QUADRATIC_BEFORE = (
    *("headings", "called", "bold_runs", "bold_not_asking", "bold_inline", "bold_list", "terms_one_answer"),
    *("terms_no_answer", "details_nested"),
    *("summary_nested", "terms_long_answer", "terms_many_nodes", "buttons_one_panel", "buttons_in_panel"),
    *("buttons_no_panel", "buttons_long_panel", "labels_one_box", "called_nested", "backticks_in_pre", "itemref"),
    "windows_long_panel",
    *("itemref_chain", "itemrefs_to_one", "itemrefs_to_long", "itemrefs_to_many", "json_one_long_answer"),
    *("rdfa_nested", "rdfa_prefixes", "rdfa_prefix_each", "rdfa_prefixes_around", "same_question_two_formats"),
    *("combining_marks_mixed", "text_wrapped", "text_one_line", "text_combining"),
    *("plain_long_answer", "plain_turn_long", "pre_nested_each"),
)
"""Shapes that took, or could take, the square of their length; `benchmarks/growth.py` measures all."""


@pytest.fixture(autouse=True)
def without_collector() -> Iterator[None]:
    """Keep Python from collecting garbage in between: that takes the longer, the more there is from other tests."""
    gc.disable()
    yield
    gc.enable()


def seconds(shape: str, n: int) -> float:
    """Return the processor time of reading a page."""
    content = page(shape, n).encode("utf-8", "surrogatepass")
    media_type = "text/plain" if shape in TEXT else "text/html"
    gc.collect()  # what earlier pages left behind takes room in the caches
    before = time.process_time()
    parse(content, media_type=media_type, url="https://example.org/page")
    return time.process_time() - before


def growth(shape: str, least: float) -> tuple[int, float, float]:
    """Return a length at which a page takes some time, and the times of that length and of twice that."""
    seconds(shape, 10)  # imports, and patterns that are compiled when they are first used
    n = 1000
    while (one := seconds(shape, n)) < least and n < _LONGEST:
        n *= 2
    two = seconds(shape, 2 * n)
    for _ in range(_ROUNDS):
        if two <= _MOST * one:
            break
        one, two = min(one, seconds(shape, n)), min(two, seconds(shape, 2 * n))
    return n, one, two


@pytest.mark.parametrize("shape", QUADRATIC_BEFORE)
def test_twice_the_page_takes_about_twice_the_time(shape: str) -> None:
    n, one, two = growth(shape, _LEAST)
    if two > _MOST * one:  # caches that others fill may cost one length much, but not what grows with the square less
        n, one, two = growth(shape, 2 * one)
    assert two <= _MOST * one, f"{n}: {one:.3f} s, {2 * n}: {two:.3f} s"
