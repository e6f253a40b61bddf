"""`qamill review`: a line is written as a spreadsheet would leave it, and every line is told what it did."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import termios
import time
from pathlib import Path

import pytest
from conftest import COST, EMAIL, QAMILL, TEXTING, CopyOf, Pair, Project, Run, id_of

from pipeline import load
from pipeline.review.file import read_reviews

WHY = ("--reason", "read", "--by", "Ada", "--date", "2026-03-01")

DISAGREEING = (
    Pair("How long is the hall open?", "The hall is open for 9 hours on each day of the week.", "hall.org"),
    Pair("How long is the hall open?", "The hall is open for 7 hours on each day of the week.", "town.org"),
)


def _released(project: Project) -> None:
    project.page("page.txt", TEXTING, EMAIL, COST)
    project.curate()


@pytest.fixture
def released(copy_of: CopyOf) -> Project:
    return copy_of(_released)


def reviews(project: Project) -> Path:
    return project.root / "reviews.csv"


def test_a_decision_is_written_and_the_next_run_does_it(released: Project, qamill: Run) -> None:
    result = qamill(released, "review", "add", "reject", id_of(COST)[:6], *WHY)
    assert result.stderr == "Wrote 1 line to reviews.csv. Next: qamill curate\n"
    assert reviews(released).read_bytes() == (
        f"action,id,other,field,value,reason,by,date\nreject,{id_of(COST)},,,,read,Ada,2026-03-01\n".encode()
    )
    assert qamill(released, "review", "add", "reject", id_of(COST), *WHY).stderr == "reviews.csv says so already.\n"
    assert qamill(released, "curate").exit_code == 0
    assert id_of(COST) not in set(load(out=released.out)["id"])
    assert qamill(released, "review", "check").exit_code == 0


def test_an_edit_of_two_columns_is_two_lines(released: Project, qamill: Run) -> None:
    words = ("--question", "What is the price?", "--answer", "It costs $5, a month.")
    assert qamill(released, "review", "add", "edit", id_of(COST), *words, *WHY).exit_code == 0
    found = [(each.field, each.value) for each in read_reviews(reviews(released))]
    assert found == [("question", "What is the price?"), ("answer", "It costs $5, a month.")]


def test_a_line_is_added_in_the_manner_of_the_file(released: Project, qamill: Run) -> None:
    before = f"\ufeffid;action;reason\r\n{id_of(EMAIL)};reject;old"
    reviews(released).write_bytes(before.encode())
    words = ("--flag", "price", "--note", "a;b")
    assert qamill(released, "review", "add", "flag", id_of(COST), *words, *WHY).exit_code == 0
    head, *lines = reviews(released).read_bytes().decode().split("\r\n")
    assert head == "\ufeffid;action;reason;value;by;date;note"
    assert len(read_reviews(reviews(released))) == 2
    assert read_reviews(reviews(released))[1].note == "a;b"
    assert lines[0] == f"{id_of(EMAIL)};reject;old"


REFUSED = {
    "a contradiction": (("edit", COST, "--answer", "Yes."), "contradicts line 2"),
    "an unknown pair": (("reject", Pair("Who?", "Nobody.")), "has no record"),
    "another option": (("reject", EMAIL, "--flag", "x"), "--flag is for flag and unflag, not for reject"),
    "another edit": (("prefer", EMAIL, "--answer", "x"), "--answer is for edit, not for prefer"),
    "no edit": (("edit", EMAIL), "edit needs --question, --answer or --source"),
    "no flag": (("flag", EMAIL), "flag needs --flag"),
    "no other": (("merge", EMAIL), "merge needs OTHER, the id of the other pair"),
    "two words": (("flag", EMAIL, "--flag", "two words"), "a flag is one word"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_meant_is_refused_and_nothing_is_written(released: Project, qamill: Run, name: str) -> None:
    qamill(released, "review", "add", "reject", id_of(COST), *WHY)
    before = reviews(released).read_bytes()
    words, why = REFUSED[name]
    result = qamill(released, "review", "add", *(id_of(w) if isinstance(w, Pair) else w for w in words), *WHY)
    assert result.exit_code == 2
    assert why in result.stderr
    assert reviews(released).read_bytes() == before


def test_check_says_what_became_of_a_pair_that_is_not_there_any_more(released: Project, qamill: Run) -> None:
    qamill(released, "review", "add", "flag", id_of(COST), "--flag", "price", *WHY)
    assert "1 decision is in no release yet" in qamill(released, "review", "check").stderr
    assert qamill(released, "curate").exit_code == 0
    released.page("page.txt", TEXTING, EMAIL, COST._replace(answer="It costs $9 a month."))
    assert "1 decision of reviews.csv meets no record: qamill review check" in qamill(released, "curate").stderr
    result = qamill(released, "review", "check")
    assert result.exit_code == 1
    assert result.stdout.startswith(f"reviews.csv, line 2: flag {id_of(COST)}: no page gives it any more. ")
    assert id_of(COST._replace(answer="It costs $9 a month.")) in result.stdout


def test_check_counts_decisions_about_rejected_records_apart(released: Project, qamill: Run) -> None:
    qamill(released, "review", "add", "flag", id_of(COST), "--flag", "price", *WHY)
    qamill(released, "review", "add", "reject", id_of(COST), *WHY)
    qamill(released, "curate", "--allow-loss")
    result = qamill(released, "review", "check")
    assert result.stderr == "1 decision applied, 1 about rejected records, 0 of no effect.\n"
    assert result.exit_code == 0


def test_lists_without_a_line_say_so(released: Project, qamill: Run) -> None:
    assert qamill(released, "review", "list").stderr == "There are no decisions for raw.\n"
    assert qamill(released, "takedown", "list").stderr == "There are no takedowns for raw.\n"


def test_list_shows_each_line_with_what_it_did(released: Project, qamill: Run) -> None:
    qamill(released, "review", "add", "merge", id_of(COST), id_of(EMAIL), *WHY)
    qamill(released, "curate")
    [line] = qamill(released, "review", "list", "--json").stdout.splitlines()
    found = json.loads(line)
    assert (found["action"], found["effect"], found["became"]) == ("merge", "applied", id_of(EMAIL))
    assert qamill(released, "review", "list").stdout.splitlines()[1].split("\t")[-2:] == ["applied", id_of(EMAIL)]


def test_a_decision_can_be_written_before_there_is_a_release(project: Project, qamill: Run) -> None:
    project.page("page.txt", TEXTING)
    assert qamill(project, "review", "add", "reject", id_of(TEXTING), *WHY).exit_code == 0
    assert qamill(project, "review", "list").exit_code == 0


LONG = "An answer that goes on for quite a while, about the keeping of tea in a dry and dark place, far from the stove"
NEAR = Pair("How is tea kept?", f"{LONG} and the window."), Pair("How is tea kept?", f"{LONG}.")


def _near(project: Project) -> None:
    project.page("near.txt", *NEAR, COST)
    project.curate()


@pytest.fixture
def near(copy_of: CopyOf) -> Project:
    return copy_of(_near)


def shown(project: Project, qamill: Run, *options: str) -> list[str]:
    lines = qamill(project, "review", "next", "--json", *options).stdout.splitlines()
    return [json.loads(line)["id"] for line in lines]


def test_next_shows_what_nobody_has_decided_about(near: Project, qamill: Run) -> None:
    assert shown(near, qamill) == shown(near, qamill, "--flag", "needs_context") == [id_of(COST)]
    assert shown(near, qamill, "--flag", "truncated") == []
    assert shown(near, qamill, "--near") == [id_of(NEAR[1])]
    qamill(near, "review", "add", "unflag", id_of(COST), "--flag", "needs_context", *WHY)
    qamill(near, "review", "add", "keep_apart", id_of(NEAR[0]), id_of(NEAR[1]), *WHY)
    assert shown(near, qamill) == shown(near, qamill, "--near") == []


def test_next_shows_answers_that_contradict_each_other(
    project: Project, qamill: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = DISAGREEING
    project.page("first.txt", first)
    project.page("second.txt", second)
    project.curate()
    [line] = qamill(project, "review", "next", "--conflicts", "--json").stdout.splitlines()
    found = json.loads(line)
    assert {found["id"], found["other"]} == {id_of(first), id_of(second)}
    assert "contradicts" in qamill(project, "review", "next", "--conflicts").stdout
    monkeypatch.setattr("pipeline.cli.reviews.is_terminal", lambda: True)
    assert qamill(project, "review", "next", "--conflicts", "--by", "Ada", stdin=b"2").exit_code == 0
    assert [(each.action, each.id) for each in read_reviews(reviews(project))] == [("prefer", found["other"])]
    assert shown(project, qamill, "--conflicts") == []


@pytest.mark.parametrize(
    ("options", "keys", "decided"),
    [
        ((), b"xr", ("reject", COST, "")),
        (("--flag", "needs_context"), b"u", ("unflag", COST, "needs_context")),
        (("--near",), b"a", ("keep_apart", NEAR[1], "")),
        ((), b"s", None),
        ((), b"q", None),
    ],
)
def test_on_a_terminal_one_key_is_one_decision(
    near: Project,
    qamill: Run,
    monkeypatch: pytest.MonkeyPatch,
    options: tuple[str, ...],
    keys: bytes,
    decided: tuple[str, Pair, str] | None,
) -> None:
    monkeypatch.setattr("pipeline.cli.reviews.is_terminal", lambda: True)
    assert qamill(near, "review", "next", "--by", "Ada", *options, stdin=keys).exit_code == 0
    found = [(each.action, each.id, each.value) for each in read_reviews(reviews(near))]
    assert found == ([(decided[0], id_of(decided[1]), decided[2])] if decided else [])


def test_without_a_terminal_nothing_is_decided(near: Project, qamill: Run) -> None:
    result = qamill(near, "review", "next", "--near", "--by", "Ada", stdin=b"a")
    assert "is merged into" in result.stdout
    assert not reviews(near).exists()


# --- on a real terminal ---------------------------------------------------------------------------------------------


def on_terminal(project: Project, keys: str, *options: str) -> tuple[int, str]:
    """Press keys, each when the command asks for one, on a terminal; the exit code and all that it showed."""
    controller, terminal = pty.openpty()
    command = [str(QAMILL), "review", "next", "--by", "Ada", *options]
    with subprocess.Popen(command, cwd=project.root, stdin=terminal, stdout=terminal, stderr=terminal) as run:
        os.close(terminal)
        shown, waiting = b"", [*keys]
        while True:
            try:
                shown += os.read(controller, 4096)
            except OSError:  # Linux says so when the other end is closed
                break
            if waiting and shown.endswith((b" quit\r\n", b" quit.\r\n")):
                while termios.tcgetattr(controller)[3] & termios.ECHO:  # what comes before it reads keys is discarded
                    time.sleep(0.005)
                os.write(controller, waiting.pop(0).encode())
    os.close(controller)
    return run.returncode, shown.decode()


def decided(project: Project) -> list[tuple[str, str]]:
    return [(each.action, each.id) for each in read_reviews(reviews(project))]


def test_a_terminal_is_asked_key_by_key_and_a_stray_key_is_told(near: Project) -> None:
    code, shown = on_terminal(near, "xR", "--flag", "needs_context")
    assert (code, decided(near)) == (0, [("reject", id_of(COST))])
    assert "r reject, u unflag, s skip, q quit" in shown
    assert "'x' is no key here, only r reject" in shown
    assert f"reject {id_of(COST)}" in shown
    assert "Wrote 1 decision to reviews.csv. Next: qamill curate" in shown
    assert "Nothing is left" in on_terminal(near, "", "--flag", "needs_context")[1]


def test_what_was_decided_last_can_be_taken_back(project: Project) -> None:
    for number in (1, 2):
        for pair in DISAGREEING:
            project.page(f"{number}{pair.host}.txt", pair._replace(question=f"How long is hall {number} open?"))
    project.curate()
    head = "action,id,reason,by,date\r\n"
    reviews(project).write_bytes(head.encode())
    code, shown = on_terminal(project, "1bsb2\x7fq", "--conflicts")
    assert code == 0
    assert shown.count("contradicts") == 6
    assert "Took back: prefer" in shown
    assert r"'\x7f' is no key here" in shown
    first, second = (line.split()[1] for line in shown.splitlines() if line.startswith("prefer "))
    assert first != second
    assert decided(project) == [("prefer", second)]
    assert reviews(project).read_bytes().startswith(head.encode() + b"prefer,")


def test_a_key_that_contradicts_another_line_is_told_and_asked_again(project: Project, qamill: Run) -> None:
    for pair in DISAGREEING:
        project.page(f"{pair.host}.txt", pair)
    project.curate()
    for pair in DISAGREEING:
        qamill(project, "review", "add", "edit", id_of(pair), "--answer", "It is open by day.", *WHY)
    before = decided(project)
    code, shown = on_terminal(project, "rs", "--conflicts")
    assert (code, decided(project)) == (0, before)
    assert "is rejected in one and not in the other" in shown


def test_where_the_keyboard_is_gone_it_quits(near: Project) -> None:
    code, _ = on_terminal(near, "\x03")
    assert code == 130
    assert not reviews(near).exists()
