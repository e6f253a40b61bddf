"""`qamill show`, `search`, `sql` and `rejected`, in a pipe and on a terminal."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import COST, EMAIL, QAMILL, TEXTING, Pair, Project, Run, id_of

from pipeline.cli.completion import ids_that_begin


def on_terminal(project: Project, *arguments: str, columns: int = 80) -> str:
    """Return what the command shows on a terminal of so many columns, without its colours."""
    ours, theirs = pty.openpty()
    env = {**os.environ, "COLUMNS": str(columns), "NO_COLOR": "1", "TERM": "xterm"}
    process = subprocess.Popen([QAMILL, *arguments], cwd=project.root, env=env, stdout=theirs, stderr=theirs)
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 65536):
            shown += piece
    except OSError:  # Linux: the other side is closed
        pass
    os.close(ours)
    assert process.wait() == 0
    return "".join(
        part.partition("m")[2] if number else part for number, part in enumerate(shown.decode().split("\x1b["))
    )


def cells(printed: str) -> list[list[str]]:
    return [line.split("\t") for line in printed.splitlines()]


def test_show_prints_all_columns_of_all_records_in_a_pipe(history: Project, qamill: Run) -> None:
    head, *rows = cells(qamill(history, "show").stdout)
    assert (head[:3], len(rows)) == (["id", "question", "answer"], 3)
    assert "edited_from" in head


def test_show_prints_the_columns_that_are_named(history: Project, qamill: Run) -> None:
    result = qamill(history, "show", "--columns", "source, id", "--where", "source = 'example.com'")
    assert cells(result.stdout) == [["source", "id"], ["example.com", id_of(EMAIL)]]


@pytest.mark.parametrize("command", ["show", "rejected"])
def test_the_examples_of_the_help_are_of_the_table_that_is_shown(history: Project, qamill: Run, command: str) -> None:
    said = " ".join(qamill(history, command, "-h").stdout.split())
    condition, columns = re.search(r'true, like "(.*?)"\. .* alone, like (\S+)\. ', said).groups()  # type: ignore[union-attr]
    result = qamill(history, command, "--where", condition, "--columns", columns)
    assert (result.exit_code, result.stdout.splitlines()[0]) == (0, columns.replace(",", "\t"))


def test_show_says_how_many_more_there_are(history: Project, qamill: Run) -> None:
    result = qamill(history, "show", "-n", "1")
    assert (len(cells(result.stdout)), result.stderr) == (2, "1 of 3 rows; -n 0 shows all.\n")


def test_show_of_an_older_release(history: Project, qamill: Run) -> None:
    assert len(cells(qamill(history, "show", "--version", "1.0.0").stdout)) == 3


def test_json_is_an_object_a_line(history: Project, qamill: Run) -> None:
    found = [json.loads(line) for line in qamill(history, "show", "--json").stdout.splitlines()]
    assert {row["id"] for row in found} == set(map(id_of, (TEXTING, EMAIL, COST)))
    assert {row["first_seen"] for row in found} == {"2026-01-31T12:00:00", None}


def test_a_condition_that_is_none_is_told_with_exit_code_2(history: Project, qamill: Run) -> None:
    result = qamill(history, "show", "--where", "langauge = 'en'")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "langauge" in result.stderr


def test_sql_answers_with_typed_values(history: Project, qamill: Run) -> None:
    query = (
        "select count(*) n, sum(times_seen) s, 1.5 x, 1 n, 'nan'::double f, true b, [date '2026-01-31'] d from records"
    )
    result = qamill(history, "sql", query, "--json")
    assert json.loads(result.stdout) == {
        "n": 3, "s": 4, "x": 1.5, "n_2": 1, "f": None, "b": True, "d": ["2026-01-31"],
    }  # fmt: skip
    assert cells(qamill(history, "sql", query).stdout)[1] == ["3", "4", "1.5", "1", "", "true", '["2026-01-31"]']


def test_sql_refuses_what_is_no_question(history: Project, qamill: Run) -> None:
    before = history.files()
    for query in ("COPY records TO 'x.csv'", "SELECT * FROM read_csv('/etc/passwd')", "SET memory_limit = '1GB'", ""):
        result = qamill(history, "sql", query)
        assert (result.exit_code, result.stdout) == (2, ""), query
        assert len(result.stderr.splitlines()) == 1
    assert history.files() == before


def test_search_prints_the_best_first(history: Project, qamill: Run) -> None:
    result = qamill(history, "search", "therapists", "text")
    head, first = cells(result.stdout)
    assert (head[:2], first[1]) == (["score", "id"], id_of(TEXTING))
    assert result.stderr == "1 record found.\n"


def test_search_says_that_nothing_has_all_the_words(history: Project, qamill: Run) -> None:
    result = qamill(history, "search", "text month", "--json")
    assert {json.loads(line)["id"] for line in result.stdout.splitlines()} == {id_of(TEXTING), id_of(COST)}
    assert result.stderr == "2 records found; none says all of these words.\n"
    assert qamill(history, "search", "zebra").stderr == "No record says that.\n"


def test_a_table_without_rows_is_told_from_one_of_which_none_fits(project: Project, qamill: Run) -> None:
    project.page("page.txt", TEXTING)
    project.curate()
    assert qamill(project, "rejected").stderr == "The table rejected has no rows.\n"
    assert qamill(project, "show", "--where", "language = 'xx'").stderr == "No row of the table records fits.\n"


def test_rejected_shows_what_has_a_reason(history: Project, qamill: Run) -> None:
    assert qamill(history, "rejected", "--reason", "bad_source").stderr == "No row of the table rejected fits.\n"
    rows = cells(qamill(history, "rejected", "--columns", "reason,path").stdout)[1:]
    reasons = {reason for reason, path in rows}
    assert rows
    for reason in reasons:
        assert len(cells(qamill(history, "rejected", "--reason", reason).stdout)[1:]) == len(
            [row for row in rows if row[0] == reason]
        )
    assert qamill(history, "rejected", "--reason", "zebra").exit_code == 2


def test_a_terminal_shows_a_table_that_fits(history: Project) -> None:
    for arguments in (["show"], ["show", "--columns", "question"], ["sql", "from records"], ["rejected"]):
        lines = on_terminal(history, *arguments).splitlines()
        assert lines
        assert arguments[0] == "sql" or max(map(len, lines)) <= 80


def test_a_terminal_shows_what_was_found_as_cards(history: Project) -> None:
    shown = on_terminal(history, "search", "texting")
    assert TEXTING.question in shown
    assert f"{id_of(TEXTING)} · a.example.org" in shown


def test_no_cell_steers_the_terminal(project: Project) -> None:
    project.page("page.txt", Pair("Is it\x1b[31m red?", "It is\x9b2J not, and \u202eit never was, whoever says so."))
    project.curate()
    for arguments in (["show"], ["search", "red"], ["sql", "select chr(27) || '[31m' as x"], ["sql", "from records"]):
        shown = on_terminal(project, *arguments)
        assert "\x1b" not in shown
        assert "\x9b" not in shown
        assert "\u202e" not in shown


def test_parse_shows_cards_on_a_terminal_and_json_lines_where_they_are_wanted(history: Project) -> None:
    shown = on_terminal(history, "parse", "raw/first.txt")
    assert TEXTING.question in shown
    assert not any(line.startswith("{") for line in shown.splitlines())
    assert "2 pairs." in shown
    for arguments in (["--json", "parse", "raw/first.txt"], ["parse", "raw/first.txt", "--json"]):
        assert on_terminal(history, *arguments, columns=1000).startswith('{"id": ')


def test_stats_tell_lengths_and_yields(history: Project, qamill: Run) -> None:
    told = json.loads(qamill(history, "stats", "--json").stdout)
    lengths = sorted(len(pair.answer) for pair in (TEXTING, EMAIL, COST))
    assert told["answer_length"] == {
        "least": lengths[0],
        "median": lengths[1],
        "nine_in_ten": lengths[1],
        "most": lengths[2],
    }
    assert told["pairs_of_a_page"] == {"least": 2, "median": 2, "nine_in_ten": 2, "most": 2}
    assert ["answer_length", "most", str(lengths[2])] in cells(qamill(history, "stats").stdout)


def test_stats_have_plain_names_on_a_terminal(history: Project) -> None:
    shown = on_terminal(history, "stats")
    assert "records that are current" in shown
    assert "pairs_of_documents" not in shown


def completed(project: Project, *words: str) -> list[str]:
    """Return what a shell would offer after some words."""
    line = " ".join(["qamill", *words])
    env = {**os.environ, "_QAMILL_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(len(words))}
    run = subprocess.run([QAMILL], cwd=project.root, env=env, capture_output=True, text=True, check=True)
    return [item.partition(",")[2] for item in run.stdout.splitlines() if item]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["verify", "1.0"], ["1.0.0"]),
        (["stats", "l"], ["latest"]),
        (["show", "--version", "1.1"], ["1.1.1", "1.1.0"]),
        (["explain", id_of(TEXTING)[:3]], [id_of(TEXTING)]),
        (["history", "zz"], []),
        (["show", "--columns", "id,question_"], ["id,question_id", "id,question_type"]),
        (["rejected", "--reason", "no_an"], ["no_answer"]),
    ],
)
def test_the_shell_completes_what_a_release_has(history: Project, words: list[str], offered: Sequence[str]) -> None:
    assert completed(history, *words) == [*offered]


def test_every_id_is_found_by_each_of_its_beginnings(tmp_path: Path) -> None:
    ids = sorted(f"{number * 0x9E3779B97F4A7C15 % 2**64:016x}" for number in range(1, 300))
    file = tmp_path / "records.csv"
    file.write_text(
        "id,question\n" + "".join(f'{id},"Why?\n\n{"so " * (number % 90)}"\n' for number, id in enumerate(ids))
    )
    for id in ids:
        for digits in (1, 2, 5, 16):
            begun = id[:digits]
            assert ids_that_begin(file, begun) == [each for each in ids if each.startswith(begun)][:50]
    assert ids_that_begin(file, "") == ids[:50]
    assert ids_that_begin(file, "g") == []
