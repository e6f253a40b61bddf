"""The compiled short names of things are those that hashlib gives."""

from __future__ import annotations

import hashlib

import pytest
from compiled import compiled
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.text.digest import digest_by_hashlib, digests, short_by_hashlib

part = compiled("text._digest")
TEXTS = st.text(st.characters(codec=None)) | st.builds(lambda length: "a" * length, st.integers(0, 300))


@given(st.lists(TEXTS, max_size=4))
@example(["a" * 4_000, "b" * 5_000, "\ud800"])
def test_a_digest_is_that_of_hashlib(texts: list[str]) -> None:
    assert part.digest(*texts) == digest_by_hashlib(*texts)


@pytest.mark.parametrize("length", [*range(200), *range(4_000, 4_100), 100_000])
def test_bytes_of_any_length_have_the_name_that_hashlib_gives(length: int) -> None:
    content = bytes(number * 7 % 256 for number in range(length))
    assert part.short_sha256(content) == short_by_hashlib(content) == hashlib.sha256(content).hexdigest()[:16]


def test_a_column_has_a_name_for_each_row() -> None:
    assert digests(["a b", "a"], ["c", "b c"]) == [digest_by_hashlib("a b", "c"), digest_by_hashlib("a", "b c")]
    assert digests([]) == []


def test_only_texts_have_a_digest_and_only_bytes_a_sha256() -> None:
    with pytest.raises(TypeError):
        part.digest("a", b"b")
    with pytest.raises(TypeError):
        part.short_sha256("a")
