"""The index of what was fetched: whole lines on the disk, whatever happens meanwhile."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from builders import REPOSITORY

from pipeline.fetch.again import CHANGES
from pipeline.fetch.fetched import COLUMNS, RESULTS, BadIndex, Visit, Visits, read_visits
from pipeline.ingest.folder import FETCHED

_VISITS = [
    Visit("https://a.org/x?a=1,2", "2026-01-31T12:00:00Z", "200", "stored", "", "web-20260131-001.warc.gz#400"),
    Visit("https://a.org/y", "2026-01-31T12:00:02Z", "200", "reserved", 'meta robots: "noai"', ""),
    Visit("https://b.org/", "2026-01-31T12:00:03Z", "", "timeout"),
]


def _write(raw: Path, visits: list[Visit]) -> None:
    index = Visits(raw)
    index.add(visits)
    index.close()


def test_what_is_added_is_read_again(tmp_path: Path) -> None:
    _write(tmp_path, _VISITS[:2])
    _write(tmp_path, _VISITS[2:])
    assert list(read_visits(tmp_path)) == _VISITS
    assert (tmp_path / FETCHED).read_text().startswith(",".join(COLUMNS) + '\n"https://a.org/x')
    assert {visit.result for visit in _VISITS} <= set(RESULTS)


@pytest.mark.parametrize("left", range(1, 60, 7))
def test_half_a_line_is_passed_over_and_taken_away(tmp_path: Path, left: int) -> None:
    _write(tmp_path, _VISITS)
    path = tmp_path / FETCHED
    path.write_bytes(path.read_bytes()[:-left])
    kept = list(read_visits(tmp_path))
    assert kept == _VISITS[: len(kept)]
    _write(tmp_path, _VISITS)
    assert list(read_visits(tmp_path)) == [*kept, *_VISITS]


def test_a_link_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("somebody else's")
    (tmp_path / FETCHED).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic link"):
        Visits(tmp_path)
    assert (tmp_path / "elsewhere").read_text() == "somebody else's"


def test_there_is_no_index_where_nothing_was_fetched(tmp_path: Path) -> None:
    assert list(read_visits(tmp_path)) == []


def test_every_result_is_documented() -> None:
    text = (REPOSITORY / "docs" / "fetching.md").read_text(encoding="utf-8")
    assert dict(re.findall(r"^\| `(\w+)` \| ([A-Z].*) \|$", text, re.MULTILINE)) == RESULTS | CHANGES


def test_a_line_of_the_file_is_a_line_of_the_table_whatever_an_address_holds(tmp_path: Path) -> None:
    index = Visits(tmp_path)
    index.add([Visit("https://a.org/\r\nx\x1b[31m\udcff", "2026-01-31T12:00:00Z", result="bad_address")])
    index.close()
    assert (tmp_path / "fetched.csv").read_text().splitlines()[1:] == [
        "https://a.org/ x [31m?,2026-01-31T12:00:00Z,,bad_address,,"
    ]


def test_an_index_that_somebody_has_broken_is_told(tmp_path: Path) -> None:
    (tmp_path / "fetched.csv").write_text('url,fetched_at,status,result,signal,file\n"a,b\n')
    with pytest.raises(BadIndex, match=r"fetched\.csv: line 2: "):
        list(read_visits(tmp_path))
