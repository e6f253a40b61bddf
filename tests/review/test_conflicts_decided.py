"""Conflicts after decisions of people: they are those of the records as people left them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Pair, Project, Row, Run, decide, id_of, rows

ASKED = "How long does the ferry to the islands take?"
TAKES = "The ferry to the islands takes {} hours by day and calls at every pier."


def takes(hours: object, host: str, question: str = ASKED) -> Pair:
    return Pair(question, TAKES.format(hours), host)


NORTH, SOUTH, WEST = takes(3, "north.example.org"), takes(5, "south.example.com"), takes(3, "west.example.net")


@pytest.fixture
def ferries(project: Project) -> Project:
    """Two pages that contradict each other, and one with another question."""
    project.page("north.txt", NORTH)
    project.page("south.txt", SOUTH)
    project.page("other.txt", Pair("Do dogs travel free?", "Dogs travel free on every boat.", "north.example.org"))
    return project


def conflicting(project: Project) -> set[frozenset[str]]:
    return {frozenset((row["id"], row["other_id"])) for row in rows(project, "conflicts")}


def edit(pair: Pair, **fields: str) -> Row:
    [(field, value)] = fields.items()
    return {"action": "edit", "id": id_of(pair), "field": field, "value": value}


def test_an_edit_that_takes_a_contradiction_away_takes_the_conflict_away(ferries: Project) -> None:
    ferries.curate()
    assert conflicting(ferries) == {frozenset((id_of(NORTH), id_of(SOUTH)))}
    decide(ferries, edit(SOUTH, answer="The ferry to the islands takes three hours by day and calls at each pier."))
    ferries.curate()
    assert conflicting(ferries) == set()
    assert ferries.release().manifest.counts["conflicts"] == 0


def test_an_edit_that_contradicts_another_answer_makes_a_conflict(ferries: Project) -> None:
    agreeing = SOUTH._replace(answer="The ferry to the islands takes three hours by day and calls at each pier.")
    ferries.page("south.txt", agreeing)
    decide(ferries, edit(agreeing, answer=SOUTH.answer))
    ferries.curate()
    assert conflicting(ferries) == {frozenset((id_of(NORTH), id_of(SOUTH)))}


def test_an_edited_question_is_compared_with_the_answers_to_the_new_one(ferries: Project) -> None:
    elsewhere = takes(8, "east.example.org", "How long is the ferry to the mainland?")
    ferries.page("east.txt", elsewhere)
    decide(ferries, edit(elsewhere, question=ASKED), edit(SOUTH, question="How long is the ferry to the south?"))
    ferries.curate()
    assert conflicting(ferries) == {frozenset((id_of(NORTH), id_of(elsewhere._replace(question=ASKED))))}


@pytest.mark.parametrize(
    "decision",
    [{"action": "reject", "id": id_of(SOUTH)}, {"action": "merge", "id": id_of(SOUTH), "other": id_of(NORTH)}],
    ids=["rejected", "merged"],
)
def test_what_is_no_record_any_more_is_in_no_conflict(ferries: Project, decision: Row) -> None:
    third = takes(7, "east.example.org")
    ferries.page("east.txt", third)
    decide(ferries, decision)
    ferries.curate()
    assert conflicting(ferries) == {frozenset((id_of(NORTH), id_of(third)))}


def test_the_conflicts_of_edited_records_are_those_of_pages_that_say_so(ferries: Project, tmp_path: Path) -> None:
    new = takes(4, SOUTH.host)
    ferries.page("west.txt", takes(9, "west.example.net"))
    decide(ferries, edit(SOUTH, answer=new.answer))
    ferries.curate()
    said = Project(tmp_path / "said")
    for page in ferries.raw.iterdir():
        said.page(page.name, page.read_text().replace(SOUTH.answer, new.answer))
    said.curate()
    assert len(conflicting(ferries)) == 3
    assert rows(ferries, "conflicts") == rows(said, "conflicts")


def test_a_question_is_crowded_no_more_when_enough_answers_are_rejected(project: Project) -> None:
    answers = [takes(hours, f"h{hours}.example.org") for hours in range(2, 24)]
    for number, pair in enumerate(answers):
        project.page(f"{number}.txt", pair)
    project.curate()
    assert project.release().manifest.counts["crowded_questions"] == 1
    decide(project, {"action": "reject", "id": id_of(answers[0])})
    project.curate()
    assert project.release().manifest.counts["crowded_questions"] == 0
    assert len(conflicting(project)) == 21 * 20 // 2


def test_a_conflict_with_a_preferred_answer_is_settled_and_not_offered_again(ferries: Project, qamill: Run) -> None:
    decide(ferries, {"action": "prefer", "id": id_of(SOUTH)})
    ferries.curate()
    shown = qamill(ferries, "conflicts")
    number = next(n for n, row in enumerate(rows(ferries, "conflicts")[0].values()) if row == id_of(SOUTH))
    assert f"settled, the {('first', 'second')[number]} is preferred" in shown.stdout
    assert "1 conflict, 1 of them settled." in shown.stderr
    [told] = map(json.loads, qamill(ferries, "conflicts", "--json").stdout.splitlines())
    assert told["settled"]
    assert [each["id"] for each in told["answers"] if each["preferred"]] == [id_of(SOUTH)]
    assert qamill(ferries, "conflicts", "--open", "--json").stdout == ""
    (ferries.root / "reviews.csv").unlink()
    assert qamill(ferries, "review", "next", "--conflicts", "--json").stdout == ""


def test_a_conflict_is_not_offered_again_when_its_answer_was_edited_too(ferries: Project, qamill: Run) -> None:
    decide(ferries, edit(SOUTH, answer=TAKES.format(6)), {"action": "prefer", "id": id_of(SOUTH)})
    ferries.curate()
    assert len(conflicting(ferries)) == 1
    assert qamill(ferries, "review", "next", "--conflicts", "--json").stdout == ""
