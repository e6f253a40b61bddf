"""How far a run is, told on a terminal and elsewhere."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable

import pytest
from builders import REPOSITORY

from pipeline.cli.fetch_progress import fetch_progress
from pipeline.cli.progress import STAGES, progress
from pipeline.fetch.fetch import Outcome
from pipeline.fetch.fetched import Visit


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_elsewhere_than_on_a_terminal_a_line_tells_now_and_then_how_far_a_run_is() -> None:
    stream = io.StringIO()
    with progress(stream, hidden=False, seconds=0.05) as tell:
        tell("read", 2_000, 5_000)
        time.sleep(0.02)
        tell("read", 2_010, 5_000)
        _until(lambda: "2,010" in stream.getvalue())
        tell("dedup", 0, 3)
        _until(lambda: "Merging" in stream.getvalue())
    lines = stream.getvalue().splitlines()
    line = next(line for line in lines if line.startswith("Reading pages: 2,010 of 5,000 pages, "))
    assert line.endswith(" left")
    assert "Merging duplicates: 0 of 3 parts" in lines


def test_lines_tell_pages_of_archives_beside_the_files_that_hold_them() -> None:
    stream = io.StringIO()
    with progress(stream, hidden=False, seconds=0.01) as tell:
        tell("read", 12, 40)
        tell("pages", 23_456, 23_456)
        _until(lambda: "Reading pages: 23,456 pages in 12 of 40 files\n" in stream.getvalue())


def test_a_short_run_says_nothing_of_its_progress() -> None:
    stream = io.StringIO()
    with progress(stream, hidden=False) as tell:
        tell("read", 1, 1)
    assert stream.getvalue() == ""


def test_on_a_terminal_there_is_a_bar_with_its_stage_and_count() -> None:
    stream = Terminal()
    with progress(stream, hidden=False) as tell:
        tell("read", 0, 5_678)
        tell("read", 1_234, 5_678)
    assert "Reading pages" in stream.getvalue()
    assert "1,234 of 5,678 pages" in stream.getvalue()


def test_pages_of_archives_are_told_beside_the_files_that_hold_them() -> None:
    stream = Terminal()
    with progress(stream, hidden=False) as tell:
        tell("read", 12, 40)
        tell("pages", 23_456, 23_456)
    assert "23,456 pages in 12 of 40 files" in stream.getvalue()
    assert stream.getvalue().splitlines()[-1].count("Reading") <= 1


@pytest.mark.parametrize("stream", [io.StringIO(), Terminal()])
def test_a_quiet_run_shows_none(stream: io.StringIO) -> None:
    with progress(stream, hidden=True, seconds=0.001) as tell:
        tell("read", 1, 2)
        time.sleep(0.01)
    assert stream.getvalue() == ""


def _outcome(number: int, result: str) -> Outcome:
    return Outcome(Visit(f"https://a.org/{number}", "2026-01-31T12:00:00Z", result=result))


def test_elsewhere_than_on_a_terminal_a_line_tells_now_and_then_how_far_a_fetch_is() -> None:
    stream = io.StringIO()
    with fetch_progress(stream, hidden=False, seconds=0.05) as watch:
        watch.expect(5_000)
        time.sleep(0.02)
        for number in range(1_200):
            watch.tell(_outcome(number, "robots" if number % 4 == 0 else "stored"))
        _until(lambda: "1,200" in stream.getvalue())
    lines = stream.getvalue().splitlines()
    line = next(line for line in lines if line.startswith("Fetching pages: 1,200 of 5,000 pages, "))
    assert line.endswith(" left; 900 stored, 300 robots")


def test_a_fetch_that_waits_for_its_first_page_says_so() -> None:
    stream = io.StringIO()
    with fetch_progress(stream, hidden=False, seconds=0.01) as watch:
        watch.expect(12)
        _until(lambda: "Fetching pages: 0 of 12 pages\n" in stream.getvalue())


def test_a_fetch_says_that_it_looks_for_addresses_while_it_knows_none() -> None:
    stream = io.StringIO()
    with fetch_progress(stream, hidden=False, seconds=0.01) as watch:
        _until(lambda: "Fetching pages: looking for addresses\n" in stream.getvalue())
        watch.expect(0)


@pytest.mark.parametrize("hidden", [True, False])
def test_a_quiet_or_short_fetch_says_nothing_of_its_progress(hidden: bool) -> None:
    stream = io.StringIO()
    with fetch_progress(stream, hidden, seconds=0.001 if hidden else 30) as watch:
        watch.expect(1)
        watch.tell(_outcome(1, "stored"))
        time.sleep(0.01)
    assert stream.getvalue() == ""


def test_on_a_terminal_a_fetch_shows_a_table_of_hosts_and_how_far_it_is() -> None:
    stream = Terminal()
    with fetch_progress(stream, hidden=False) as watch:
        watch.expect(3)
        watch.tell(_outcome(1, "stored"))
        watch.tell(Outcome(Visit("https://b.org/", "2026-01-31T12:00:00Z", result="timeout")))
    assert "a.org" in stream.getvalue()
    assert "2 of 3" in stream.getvalue()


def _until(is_so: Callable[[], bool]) -> None:
    for _ in range(200):
        if is_so():
            return
        time.sleep(0.01)
    pytest.fail("it never came to it")


def test_every_step_of_a_run_has_words() -> None:
    sources = (path.read_text(encoding="utf-8") for path in (REPOSITORY / "pipeline" / "run").glob("*.py"))
    steps = {name for text in sources for name in re.findall(r'\bStep\(\s*"(\w+)"', text)}
    assert len(steps) > 20
    assert steps - STAGES.keys() == set()
