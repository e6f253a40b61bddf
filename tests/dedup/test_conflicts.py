"""Which answers of a release are conflicts, how they stand to each other, and what bounds the work."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from builders import record
from conftest import Project, Run

from pipeline import load
from pipeline.audit.conflicts import Conflict, Given, wrong_conflicts
from pipeline.audit.verify import verify
from pipeline.cli.conflicts import print_conflicts
from pipeline.dedup import conflicts, given
from pipeline.dedup.answer import Answer
from pipeline.dedup.conflicts import MOST_COMPARED, find_conflicts
from pipeline.dedup.differences import Difference
from pipeline.release.conflicts import join_sides
from pipeline.schema.rows import ConflictRow
from pipeline.schema.tables import CONFLICTS, RECORDS, SIGHTINGS, rows_to_table

ASKED = "How long does the ferry to the islands take?"
TAKES = "The ferry to the islands takes {} by day and calls at every pier."


def faq(pairs: Mapping[str, str]) -> str:
    """Return a page that answers some questions."""
    entries = [
        {"@type": "Question", "name": question, "acceptedAnswer": {"@type": "Answer", "text": answer}}
        for question, answer in pairs.items()
    ]
    data = json.dumps({"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": entries})
    return f'<html lang="en"><head><script type="application/ld+json">{data}</script></head></html>'


def released(project: Project, pages: list[tuple[str, str, str]], workers: int = 1) -> Project:
    """Release pages: what each says of the ferry, its address and the day it was read (empty: not known)."""
    project.raw.mkdir(parents=True, exist_ok=True)
    lines = ["path,url,retrieved_at"]
    for number, (takes, url, day) in enumerate(pages):
        (project.raw / f"{number}.html").write_text(faq({ASKED: TAKES.format(takes)}), encoding="utf-8")
        lines.append(f"{number}.html,{url},{day}")
    (project.raw / "index.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    project.curate(workers=workers)
    return project


def rows(project: Project) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = load(table="conflicts", engine="arrow", out=project.out).to_pylist()
    return found


NORTH, SOUTH = "https://north.example.org/faq", "https://south.example.com/faq"


def test_current_answers_of_two_pages_are_sources_that_disagree(project: Project) -> None:
    [row] = rows(released(project, [("3 hours", NORTH, ""), ("five hours", SOUTH, "")]))
    assert row["id"] < row["other_id"]
    assert {row["word"], row["other_word"]} == {"3", "5"}
    assert (row["relation"], row["differs"], row["places"]) == ("sources_disagree", "number", 1)
    assert row["similarity"] == 1.0


def test_an_answer_and_the_one_that_took_its_place_are_a_later_version(project: Project) -> None:
    released(project, [("3 hours", NORTH, "2026-01-01"), ("5 hours", NORTH, "2026-03-01")])
    [row] = rows(project)
    answers = {each["id"]: each for each in load(engine="arrow", out=project.out).to_pylist()}
    assert (row["relation"], row["word"], row["other_word"]) == ("later_version", "3", "5")
    assert answers[row["id"]]["superseded_by"] == row["other_id"]
    counts = project.release().manifest.counts
    assert (counts["conflicts"], counts["later_version"], counts["sources_disagree"]) == (1, 1, 0)


def test_what_was_replaced_disagrees_with_no_other_source(project: Project) -> None:
    pages = [("3 hours", NORTH, "2026-01-01"), ("5 hours", NORTH, "2026-03-01"), ("5 hours", SOUTH, "2026-02-01")]
    assert [row["relation"] for row in rows(released(project, pages))] == ["later_version"]


def test_two_states_of_a_page_without_dates_are_no_conflict(project: Project) -> None:
    assert rows(released(project, [("3 hours", NORTH, ""), ("5 hours", NORTH, "")])) == []


@pytest.mark.parametrize("takes", ["3 hours", "180 minutes", "three hours"])
def test_answers_that_say_the_same_are_no_conflict(project: Project, takes: str) -> None:
    assert rows(released(project, [("3 hours", NORTH, ""), (takes, SOUTH, "")])) == []


def test_conflicts_are_the_same_in_any_number_of_buckets_and_in_any_order(project: Project, tmp_path: Path) -> None:
    pages = [(f"{n} hours", f"https://{n}.example.org/faq", "2026-01-01") for n in range(2, 9)]
    pages += [("12 hours", "https://3.example.org/faq", "2026-05-01")]
    content = released(project, pages).release().manifest.content["conflicts"]
    other = Project(tmp_path / "other")
    released(other, pages[::-1], workers=2)
    assert other.release().manifest.content["conflicts"] == content
    assert len(rows(project)) == 7 * 6 // 2 + 1


def table(count: int) -> tuple[pa.Table, pa.Table]:
    """The records and sightings of answers to one question, each of another page."""
    records = [
        {**record(id=f"{n:016x}", answer=TAKES.format(f"{n + 2} hours"), question_id="a" * 16).model_dump()}
        for n in range(count)
    ]
    sightings = [
        {**dict.fromkeys(SIGHTINGS.names), "id": row["id"], "document": f"{n}", "source": f"{n}.example.org"}
        for n, row in enumerate(records)
    ]
    nullable = pa.schema([field.with_nullable(True) for field in SIGHTINGS])
    return rows_to_table(records, RECORDS), rows_to_table(sightings, nullable)


def test_all_answers_of_a_question_are_compared_up_to_a_bound() -> None:
    found = find_conflicts(*table(MOST_COMPARED + 1))
    assert found.crowded.num_rows == 0
    assert found.conflicts.num_rows == (MOST_COMPARED + 1) * MOST_COMPARED


def test_beyond_the_bound_the_work_grows_with_the_answers_and_the_question_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared = []

    def count(one: Answer, other: Answer) -> list[Difference]:
        compared.append((one, other))
        return []

    monkeypatch.setattr(conflicts, "differences", count)
    found = find_conflicts(*table(300))
    assert found.crowded.to_pylist() == [{"question_id": "a" * 16, "answers": 300}]
    assert len(compared) < 300 * MOST_COMPARED


def test_a_crowded_question_is_counted_and_said(project: Project) -> None:
    pages = [(f"{n} hours", f"https://{n}.example.org/faq", "") for n in range(2, MOST_COMPARED + 5)]
    released(project, pages)
    assert project.release().manifest.counts["crowded_questions"] == 1


def test_conflicts_do_not_depend_on_the_order_of_rows() -> None:
    records, sightings = table(40)
    turned = find_conflicts(records.take(list(range(39, -1, -1))), sightings.take(list(range(39, -1, -1))))
    assert join_sides([turned.conflicts]) == join_sides([find_conflicts(records, sightings).conflicts])


@pytest.mark.parametrize("start", [0, 3, 64])
def test_many_answers_are_compared_as_few_are(monkeypatch: pytest.MonkeyPatch, start: int) -> None:
    records, sightings = table(300)
    found = find_conflicts(records, sightings)
    monkeypatch.setattr(conflicts, "_FEW", 1)
    monkeypatch.setattr(conflicts, "_MEMORY", 0)
    monkeypatch.setattr(conflicts, "_START", start)
    monkeypatch.setattr(given, "_PIECE", 7)
    assert find_conflicts(records, sightings).conflicts.equals(found.conflicts)
    assert found.conflicts.num_rows > 300


@pytest.mark.parametrize(("memory", "times"), [(0, 2), (1 << 30, 1)])
def test_many_answers_are_read_once_where_memory_has_room(
    monkeypatch: pytest.MonkeyPatch, memory: int, times: int
) -> None:
    read: list[str] = []

    def count(text: str) -> Answer:
        read.append(text)
        return Answer(text)

    monkeypatch.setattr(given, "Answer", count)
    monkeypatch.setattr(conflicts, "_FEW", 1)
    monkeypatch.setattr(conflicts, "_MEMORY", memory)
    assert find_conflicts(*table(300)).conflicts.num_rows > 300
    assert 300 * times <= len(read) <= 300 * (2 * times - 1)


def test_a_side_that_is_not_current_makes_no_disagreement() -> None:
    row: dict[str, object] = {
        "id": "a",
        "other_id": "b",
        "relation": "sources_disagree",
        "differs": "number",
        "word": "3",
    }
    row |= {"other_word": "5", "places": 1, "similarity": 1.0}
    one = rows_to_table([row], CONFLICTS)
    other = rows_to_table([{**row, "id": "b", "other_id": "a", "word": "5", "other_word": "3"}], CONFLICTS)
    assert join_sides([one]).num_rows == 0
    assert join_sides([other, one]).to_pylist() == join_sides([one, other]).to_pylist() == [row]


def test_conflicts_are_shown_side_by_side_on_80_columns(project: Project, qamill: Run) -> None:
    released(project, [("3 hours", NORTH, "2026-01-01"), ("5 hours", SOUTH, "2026-02-01")])
    shown = qamill(project, "conflicts").stdout
    assert ASKED in shown
    assert "Sources disagree: number" in shown
    assert all(len(line) <= 80 for line in shown.splitlines())
    assert any("2026-01-01" in line and "2026-02-01" in line for line in shown.splitlines())
    assert any("north.example.org" in line and "south.example.com" in line for line in shown.splitlines())


def test_what_a_page_says_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    given = Given("a" * 16, "3\x1b[31m hours\n\u202eby day", ("north.example.org",), (NORTH + "\x1b[2J",), None, None)
    row = ConflictRow("a" * 16, "b" * 16, "sources_disagree", "number", "\x1b", "5", 2, 0.8)
    assert print_conflicts([Conflict("Why\x1b?", row, (given, given))]) == "1 conflict."
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert r"3\x1b[31m hours" in shown
    assert 'number "\\x1b" / "5" and in 1 place more; 80% alike otherwise' in shown


def test_conflicts_are_one_json_object_a_line_for_programs(project: Project, qamill: Run) -> None:
    released(project, [("3 hours", NORTH, "2026-01-01"), ("5 hours", SOUTH, "")])
    [line] = qamill(project, "conflicts", "--json").stdout.splitlines()
    told = json.loads(line)
    assert (told["question"], told["relation"], told["differs"]) == (ASKED, "sources_disagree", "number")
    assert sorted(answer["sources"][0] for answer in told["answers"]) == ["north.example.org", "south.example.com"]
    assert {answer["first_seen"] for answer in told["answers"]} == {"2026-01-01T00:00:00", None}
    assert qamill(project, "conflicts", "--only", "later_version", "--json").stdout == ""


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"other_id": "f" * 16}, "is not of two records"),
        ({"relation": "later_version"}, "is no later_version"),
    ],
)
def test_verify_follows_both_answers_of_a_conflict(project: Project, changes: dict[str, str], said: str) -> None:
    released(project, [("3 hours", NORTH, ""), ("5 hours", SOUTH, "")])
    assert verify(out=project.out, raw=project.raw).problems == []
    release = project.release()
    path = release.table("conflicts")
    pq.write_table(rows_to_table([{**row, **changes} for row in rows(project)], CONFLICTS), path)
    [wrong] = wrong_conflicts(release)
    assert said in wrong
