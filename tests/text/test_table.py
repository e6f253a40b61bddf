"""What holds for every table that people keep as CSV, whatever else runs in the process."""

from __future__ import annotations

import csv

import pytest

from pipeline.text.table import BadTable, read_rows


@pytest.mark.parametrize("limit", [10, 10_000_000])
def test_the_longest_field_is_no_matter_of_what_a_library_in_the_process_allows(limit: int) -> None:
    before = csv.field_size_limit(limit)
    try:
        assert [len(row.fields[1]) for row in read_rows("a," + "x" * 130_000 + "\n", ",")] == [130_000]
        with pytest.raises(BadTable, match="a field is longer than 131,072 characters"):
            list(read_rows("a," + "x" * 132_000 + "\n", ","))
        assert csv.field_size_limit() == limit
    finally:
        csv.field_size_limit(before)
