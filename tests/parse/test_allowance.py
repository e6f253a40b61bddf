"""A text that would be the answer to very many questions is not copied for each of them."""

from __future__ import annotations

from collections import Counter

import pytest
from shapes import page

from pipeline import parse
from pipeline.schema import Reason

SHARED = [
    "terms_long_answer",
    "buttons_long_panel",
    "itemrefs_to_long",
    "json_one_long_answer",
    "details_nested_closed",
]


@pytest.mark.parametrize("shape", SHARED)
def test_answers_that_together_are_many_times_their_page_are_rejected_with_the_reason(shape: str) -> None:
    content = page(shape, 3000)
    result = parse(content, url="https://example.org/page")
    assert result.pairs
    assert sum(len(pair.record.answer) for pair in result.pairs) < 200_000 + 10 * len(content)
    assert Counter(item.reason for item in result.rejected)[Reason.REPEATED_ANSWER] > 100


@pytest.mark.parametrize("shape", SHARED)
def test_a_short_answer_may_be_shared(shape: str) -> None:
    result = parse(page(shape, 20), url="https://example.org/page")
    assert Reason.REPEATED_ANSWER not in {item.reason for item in result.rejected}
