"""Tables of results: drawn on a terminal so that they can be read and copied, whole in a pipe."""

from __future__ import annotations

import pytest

from pipeline.audit.to_review import Candidate
from pipeline.cli import tables
from pipeline.cli.by_key import print_candidate

HEAD = ("line", "id", "other", "times", "reason")
ID, WHY = "1d7f8f790023805d", "said otherwise by the page that it cites, and by all others that were read"


def printed(capsys: pytest.CaptureFixture[str], *rows: tuple[object, ...]) -> list[str]:
    tables.print_table(HEAD, rows)
    return [line.rstrip() for line in capsys.readouterr().out.splitlines()]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "is_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "60")


def test_a_pipe_gets_every_column(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, (2, ID, None, 0, WHY)) == ["\t".join(HEAD), f"2\t{ID}\t\t0\t{WHY}"]


@pytest.mark.usefixtures("terminal")
def test_on_a_terminal_a_column_that_says_nothing_is_left_out_and_no_id_is_broken(
    capsys: pytest.CaptureFixture[str],
) -> None:
    head, first, *_ = printed(capsys, (2, ID, None, 0, WHY), (3, ID[::-1], "", 0, WHY))
    assert head.split() == ["line", "id", "reason"]
    assert first.split()[:2] == ["2", ID]


@pytest.mark.usefixtures("terminal")
def test_without_room_each_row_is_a_block_of_lines_and_no_id_is_broken(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    lines = printed(capsys, (2, ID, "", 1, "so"), (3, ID, ID, 1, ""))
    first = ["line    2", f"id      {ID}", "times   1", "reason  so"]
    assert lines == [*first, "", "line    3", f"id      {ID}", f"other   {ID}", "times   1"]


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize(
    ("word", "shown"), [("\u54a8" * 24, "\u54a8"), ("\x1b" * 24, "\\x1b")], ids=["Chinese", "escapes"]
)
def test_words_that_are_wider_than_their_letters_are_broken_and_none_is_lost(
    word: str, shown: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = printed(capsys, (2, ID, "", 0, word))
    assert ID in lines[1]
    assert "".join(lines).replace(" ", "").count(shown) == len(word)


@pytest.mark.usefixtures("terminal")
def test_a_table_without_rows_shows_its_columns(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys)[0].split() == [*HEAD]


def test_what_deserves_a_look_is_shown_line_by_line(capsys: pytest.CaptureFixture[str]) -> None:
    print_candidate(Candidate(ID, "Who?", "They.\n\nAll of them.", "near", "0" * 16, "Who?", "They."))
    assert capsys.readouterr().out == (
        f"{ID} (near)\n  Who?\n  They.\n  \n  All of them.\nis merged into {'0' * 16}\n  Who?\n  They.\n\n"
    )
