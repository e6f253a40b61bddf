"""How far a run is, told on a terminal and elsewhere."""

from __future__ import annotations

import io
import time
from collections.abc import Callable

import pytest

from pipeline.cli.progress import progress


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


def _until(is_so: Callable[[], bool]) -> None:
    for _ in range(200):
        if is_so():
            return
        time.sleep(0.01)
    pytest.fail("it never came to it")
