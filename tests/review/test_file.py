"""`reviews.csv`: what a spreadsheet makes of it is read, and what cannot be meant is told with its line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import COST, TEXTING, Project, Run
from hypothesis import given
from hypothesis import strategies as st

from pipeline.review.decision import Decision
from pipeline.review.errors import BadReviews, DoubledReviews
from pipeline.review.file import digest_of, parse_reviews, read_all, read_reviews, reviews_beside
from pipeline.review.write import add
from pipeline.schema.nouns import Action
from pipeline.storage import CannotWrite

HEAD = "action,id,other,field,value,reason,by,date\n"
A, B, C = "a" * 16, "b" * 16, "c" * 16
REJECT = f"reject,{A},,,,out of date,Ada,2026-03-01\n"


def parse(text: str | bytes) -> list[Decision]:
    return parse_reviews("reviews.csv", text if isinstance(text, bytes) else text.encode())


def test_a_line_is_a_decision() -> None:
    [decision] = parse(HEAD + REJECT)
    assert decision == Decision(
        "reject", A, reason="out of date", by="Ada", date="2026-03-01", line=2, path="reviews.csv"
    )


@pytest.mark.parametrize(
    "text",
    [
        b"\xef\xbb\xbf" + (HEAD + REJECT).encode(),
        (HEAD + REJECT).replace("\n", "\r\n").encode(),
        (HEAD + ",,,,,,,\n\n" + REJECT + ",,,,,,,\n").encode(),
        (HEAD + REJECT).replace(",", ";").encode(),
        ("\n" + HEAD.upper() + REJECT.replace(A, A.upper())).encode(),
        f"id,action,reason,by,date,note\n{A},reject,out of date,Ada,2026-03-01,\n".encode(),
    ],
    ids=["a mark", "CRLF", "blank rows", "semicolons", "capitals", "other columns"],
)
def test_what_a_spreadsheet_makes_of_it_says_the_same(text: bytes) -> None:
    assert digest_of(parse(text)) == digest_of(parse(HEAD + REJECT))


def test_an_empty_file_decides_nothing() -> None:
    assert parse("") == parse(HEAD) == parse(",,,\r\n") == []
    assert digest_of([]) == ""


MALFORMED = {
    "an action that there is not": (f"delete,{A},,,,x,Ada,\n", "there is no action 'delete'"),
    "no action": (f",{A},,,,x,Ada,\n", "the action is missing"),
    "no id": ("reject,,,,,x,Ada,\n", "id must be the 16 hex digits of a pair, not ''"),
    "a number of a spreadsheet": ("reject,1.23E+15,,,,x,Ada,\n", "a spreadsheet takes some ids for numbers"),
    "no reason": (f"reject,{A},,,,,Ada,\n", "reject needs the column reason"),
    "no other": (f"merge,{A},,,,x,Ada,\n", "merge needs the column other"),
    "itself": (f"keep_apart,{A},{A},,,x,Ada,\n", "keep_apart needs two pairs"),
    "another column": (f"edit,{A},,language,de,x,Ada,\n", "field must be one of question, answer, source"),
    "no value": (f"edit,{A},,answer,,x,Ada,\n", "edit needs the column value"),
    "no word": (f"edit,{A},,answer,??,x,Ada,\n", "the answer has no word"),
    "no host": (f"edit,{A},,source,somewhere,x,Ada,\n", "is no host such as example.org"),
    "a user in the source": (
        f"edit,{A},,source,https://me:secret@example.org/x,x,Ada,\n",
        "holds a user name or a password",
    ),
    "a script as source": (f"edit,{A},,source,javascript:alert(1),x,Ada,\n", "is no host such as example.org"),
    "a formula as id": (f'reject,="{A}",,,,x,Ada,\n', "id must be the 16 hex digits of a pair"),
    "a formula as flag": (f"flag,{A},,,=1+1,x,Ada,\n", "a flag is one word"),
    "flags with a comma": (f'flag,{A},,,"old,odd",x,Ada,\n', "a flag is one word"),
    "what steers a terminal": (f"reject,{A},,,,x\x1b[31m,Ada,\n", "the reason holds control characters"),
    "a NUL": (f"reject,{A},,,,x\0,Ada,\n", "it holds a NUL byte"),
    "an endless field": (f"reject,{A},,,,{'x' * 140_000},Ada,\n", "a field is longer than"),
    "two words": (f"flag,{A},,,two words,x,Ada,\n", "a flag is one word"),
    "a flag of the run": (f"flag,{A},,,gone,x,Ada,\n", "only the dates of pages say that"),
    "a value too many": (f"prefer,{A},,,yes,x,Ada,\n", "prefer says nothing with the column value"),
    "a day of a spreadsheet": (f"reject,{A},,,,x,Ada,3/1/2026\n", "date must be like 2026-01-31"),
    "a field too many": (f"reject,{A},,,,x,Ada,2026-03-01,,no\n", "more fields than the first line"),
    "an open quote": (f'reject,{A},,,,"x,Ada,\n', "a quote opens here"),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_line_is_told_with_its_number(name: str) -> None:
    line, why = MALFORMED[name]
    with pytest.raises(BadReviews, match=r"reviews\.csv, line 3: ") as error:
        parse(HEAD + f"reject,{B},,,,x,Ada,\n" + line)
    assert why in str(error.value)


@pytest.mark.parametrize(
    ("header", "why"),
    [
        ("action;id;other;who\n", "there is no column 'who'"),
        ("id,reason\n", "must name the columns action,id"),
        ("action,id,id\n", "the column id is there 2 times"),
        ("sep=;\n" + HEAD.replace(",", ";"), "the first line must name the columns"),
    ],
)
def test_a_wrong_header_is_told(header: str, why: str) -> None:
    with pytest.raises(BadReviews, match=rf"reviews\.csv, line 1: .*{why}"):
        parse(header + REJECT)


@pytest.mark.parametrize(("charset", "line"), [("utf-16", 1), ("latin-1", 2)])
def test_another_charset_is_told_with_the_line_where_it_shows(charset: str, line: int) -> None:
    with pytest.raises(BadReviews, match=rf"reviews\.csv, line {line}: not a CSV file in UTF-8"):
        parse((HEAD + REJECT.replace("out of date", "größer")).encode(charset))


CONTRADICTIONS = {
    "rejected and edited": (f"reject,{A},,,,x,,\n", f"edit,{A},,answer,Yes.,,,\n"),
    "rejected and preferred": (f"reject,{A},,,,x,,\n", f"prefer,{A},,,,,,\n"),
    "rejected and merged": (f"reject,{A},,,,x,,\n", f"merge,{A},{B},,,,,\n"),
    "into a rejected one": (f"reject,{B},,,,x,,\n", f"merge,{A},{B},,,,,\n"),
    "into two": (f"merge,{A},{C},,,,,\n", f"merge,{A},{B},,,,,\n"),
    "merged and edited": (f"merge,{A},{B},,,,,\n", f"edit,{A},,answer,Yes.,,,\n"),
    "merged and apart": (f"merge,{A},{B},,,,,\n", f"keep_apart,{B},{A},,,,,\n"),
    "in a circle": (f"merge,{A},{B},,,,,\n", f"merge,{B},{A},,,,,\n"),
    "two values": (f"edit,{A},,answer,No.,,,\n", f"edit,{A},,answer,Yes.,,,\n"),
    "a flag and none": (f"flag,{A},,,old,,,\n", f"unflag,{A},,,old,,,\n"),
}


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_two_lines_that_contradict_each_other_are_told(name: str) -> None:
    for lines in (CONTRADICTIONS[name], CONTRADICTIONS[name][::-1]):
        with pytest.raises(BadReviews, match=r"reviews\.csv, line 3: "):
            parse(HEAD + "".join(lines))


def test_the_same_decision_twice_is_no_contradiction() -> None:
    assert len(parse(HEAD + REJECT + REJECT)) == 2


def test_decisions_beside_two_raw_folders_hold_together(tmp_path: Path) -> None:
    for name, line in (("one", f"merge,{A},{B},,,,,\n"), ("two", f"reject,{A},,,,x,,\n")):
        (tmp_path / name / "raw").mkdir(parents=True)
        (tmp_path / name / "reviews.csv").write_text(HEAD + line)
    with pytest.raises(DoubledReviews, match="is rejected in one and not in the other"):
        read_all([tmp_path / "one" / "raw", tmp_path / "two" / "raw"])


def test_they_lie_beside_the_folder_of_a_named_file_too(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    page = tmp_path / "raw" / "page.txt"
    page.touch()
    assert reviews_beside([page, tmp_path / "raw"]) == [str(tmp_path / "reviews.csv")]


def test_a_malformed_file_stops_the_run_before_anything_is_published(project: Project, qamill: Run) -> None:
    project.page("page.txt", TEXTING, COST)
    (project.root / "reviews.csv").write_text(HEAD + "delete,x,,,,,,\n")
    result = qamill(project, "curate")
    assert result.exit_code == 2
    assert "reviews.csv, line 2: there is no action 'delete'" in result.stderr
    assert not (project.out / "LATEST").exists()


ADDING = """
import sys
from pathlib import Path
from pipeline.review.decision import Decision
from pipeline.review.write import add
for number in range(15):
    add([Decision("flag", "a" * 16, value=f"flag_{sys.argv[1]}_{number}")], Path("reviews.csv"))
"""


@pytest.mark.parametrize("there", ["", "\ufeff" + (HEAD + REJECT.strip()).replace("\n", "\r\n")], ids=["new", "no end"])
def test_of_decisions_that_are_written_at_one_moment_none_is_lost(tmp_path: Path, there: str) -> None:
    if there:
        (tmp_path / "reviews.csv").write_bytes(there.replace(A, B).encode())
    names = "xyz"
    adding = [subprocess.Popen([sys.executable, "-c", ADDING, name], cwd=tmp_path) for name in names]
    assert [process.wait(timeout=60) for process in adding] == [0] * len(names)
    values = [each.value for each in read_reviews(tmp_path / "reviews.csv") if each.action == Action.FLAG]
    assert sorted(values) == sorted(f"flag_{name}_{number}" for name in names for number in range(15))


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(
        CannotWrite, match=r"Could not write to .*nowhere: No such file or directory\. Nothing was written"
    ):
        add([Decision("flag", A, value="x")], tmp_path / "nowhere" / "reviews.csv")


@given(st.text())
def test_no_text_is_read_with_another_error(text: str) -> None:
    for content in (text, HEAD + text, HEAD + f"reject,{A},,,,{text},,\n"):
        try:
            assert {decision.action for decision in parse(content.encode("utf-8", "replace"))} <= {*Action}
        except BadReviews:
            continue


def test_what_a_killed_writer_left_is_taken_by_the_next_one(tmp_path: Path) -> None:
    """Killed where its file is written and does not have its name yet."""
    kill = "os.kill(os.getpid(), 9)"
    decide = "add([Decision('reject', 'a' * 16, reason='x', by='Ada')], Path('reviews.csv'))"
    code = f"""
import os
from pathlib import Path
from pipeline.review.decision import Decision
from pipeline.review.write import add
Path.replace = lambda *_: {kill}
{decide}
"""
    killed = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=False)
    assert killed.returncode == -9
    assert read_reviews(tmp_path / "reviews.csv") == []
    add([Decision("reject", A, reason="x", by="Ada")], tmp_path / "reviews.csv")
    assert {path.name for path in tmp_path.iterdir()} == {"reviews.csv", ".reviews.csv.lock"}
