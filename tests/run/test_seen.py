"""The rows of pairs while they are read: packed or not, each row is that of its pair."""

from __future__ import annotations

import pyarrow as pa
import pytest

from pipeline import parse
from pipeline.dedup.near.match import block_of
from pipeline.run.seen import Seen
from pipeline.schema import tables


def _page(*questions: str) -> str:
    return "\n\n\n".join(f"{asked}\n\nSo it is.\nView complete answer on a.example.org" for asked in questions)


@pytest.mark.parametrize("at_once", [1, 3, 1 << 12])
def test_each_pair_has_the_block_of_its_question(monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    monkeypatch.setattr(tables, "_ROWS_AT_ONCE", at_once)
    seen = Seen()
    pages = (_page("What is tea?", "Who drinks it?"), _page("What are teas?"), _page("Why?", "What is tea?"))
    for number, page in enumerate(pages):
        seen.add(parse(page).pairs, str(number))
    rows = pa.concat_tables([*seen.take_packed(), seen.finish()]).select(["question", "file", "block"]).to_pylist()
    prints = ["what is tea", "who drinks it", "what are teas", "why", "what is tea"]
    assert [row["block"] for row in rows] == [*map(block_of, prints)]
    assert [row["file"] for row in rows] == ["0", "0", "1", "2", "2"]
    assert rows[0]["block"] == rows[2]["block"] != rows[1]["block"]
