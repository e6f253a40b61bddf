"""How far a run is, told on a terminal and elsewhere."""

from __future__ import annotations

import io

from pipeline.cli.progress import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_elsewhere_than_on_a_terminal_nothing_is_told() -> None:
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


def test_a_quiet_run_shows_none() -> None:
    stream = Terminal()
    with progress(stream, hidden=True) as tell:
        tell("read", 1, 2)
    assert stream.getvalue() == ""
