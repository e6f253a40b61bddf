"""Answers that were cut, released as the full passages of the pages that they cite."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from builders import record
from conftest import CopyOf, Project, Run, decide, rows
from test_supported import KEEPING, cite, paste

from pipeline import curate, load
from pipeline.audit.completed import wrong_completed
from pipeline.audit.verify import verify
from pipeline.run.settings import Settings
from pipeline.schema import Reason
from pipeline.schema.tables import RECORDS
from pipeline.validate.completed import complete

QUESTION = "How long does tea keep?"
CUT = "About a year, if it is kept dry and dark. After that it ..."
FULL = "About a year, if it is kept dry and dark. After that it loses its taste. Throw it away."
STAYS = ("id", "question", "question_id", "source", "source_url", "support", "times_seen", "first_seen")


def complete_all(project: Project) -> None:
    cite(project)
    curate(project.raw, project.out, complete_snippets=True, workers=1)


def record_of(project: Project, question: str = QUESTION) -> dict[str, Any]:
    [found] = [row for row in rows(project, "records") if row["question"] == question]
    return found


def test_a_cut_answer_is_released_as_the_passage_that_its_page_shows(copy_of: CopyOf) -> None:
    project = copy_of(complete_all)
    before, after = (load(version, out=project.out, engine="arrow").to_pylist() for version in ("1.0.0", "latest"))
    [was], [now] = ([row for row in some if row["question"] == QUESTION] for some in (before, after))
    assert (was["answer"], now["answer"]) == (CUT, FULL)
    assert (was["flags"], now["flags"]) == ("truncated", "completed")
    assert [now[name] for name in STAYS] == [was[name] for name in STAYS]
    assert [row for row in after if row not in before] == [now]


def test_its_evidence_is_read_again_and_the_release_says_what_was_read(copy_of: CopyOf) -> None:
    project = copy_of(complete_all)
    assert verify(out=project.out, raw=project.raw)[1:5] == ([], [], 4, 4)
    [whole] = [row for row in rows(project, "support") if row["full_answer"]]
    assert (whole["text"], whole["full_answer"], whole["id"]) == (CUT, FULL, record_of(project)["id"])
    assert project.release().manifest.settings["complete_snippets"] == "true"
    assert project.release().manifest.counts["completed"] == 1


def test_without_the_setting_nothing_is_different(copy_of: CopyOf) -> None:
    project = copy_of(cite)
    assert "complete_snippets" not in project.release().manifest.settings
    assert Settings().for_manifest() == replace(Settings(), complete_snippets=False).for_manifest()


def test_a_run_with_the_setting_is_another_run(copy_of: CopyOf) -> None:
    project = copy_of(cite)
    assert not curate(project.raw, project.out, workers=1).is_new
    assert curate(project.raw, project.out, workers=1, complete_snippets=True).is_new
    assert not curate(project.raw, project.out, workers=1, complete_snippets=True).is_new
    assert curate(project.raw, project.out, workers=1).is_new
    assert record_of(project)["answer"] == CUT


@pytest.mark.parametrize("name", ["complete-snippets", "complete_snippets"])
def test_the_file_beside_raw_sets_it(copy_of: CopyOf, qamill: Run, name: str) -> None:
    project = copy_of(cite)
    (project.root / "qamill.toml").write_text(f"[options.curate]\n{name} = true\n")
    assert qamill(project, "curate", "--workers", "1").exit_code == 0
    assert record_of(project)["answer"] == FULL


def test_explain_says_what_was_read_and_from_where_it_was_completed(copy_of: CopyOf, qamill: Run) -> None:
    project = copy_of(complete_all)
    id = record_of(project)["id"]
    shown = qamill(project, "explain", id).stdout
    assert "Its answer was cut, and completed from the cited page, keeping.html, https://tea.example.org/keep" in shown
    assert f"as it was read: {CUT}" in shown
    assert f"full answer: {FULL}" in shown
    assert "completed" not in qamill(project, "explain", id, "--version", "1.0.0").stdout


def test_an_answer_that_would_be_a_copy_of_another_stays_as_it_was_read(project: Project) -> None:
    paste(
        project,
        {
            QUESTION: ("About a year, if it is kept ... loses its taste. Throw it ...", "tea.example.org/keeping"),
            "Does green tea keep?": ("About a year, if it is kept dry and ...", "tea.example.org/keeping"),
        },
    )
    paste(project, {QUESTION: (FULL, "rum.example.org/who")}, "whole.txt")
    project.page("keeping.html", KEEPING)
    project.index("keeping.html,https://tea.example.org/keeping,2026-01-31,,")
    curate(project.raw, project.out, complete_snippets=True, workers=1)
    answers = load(out=project.out)
    assert not answers.duplicated(["question", "answer"]).any()
    assert sorted(answers["flags"]) == ["", "completed", "truncated"]
    assert verify(out=project.out, raw=project.raw).problems == []


def test_of_two_that_come_to_the_same_words_one_is_completed(project: Project) -> None:
    first, second = (
        "About a year, if it is kept ... loses its taste. Throw it ...",
        "About a year, if it is kept dry and dark. After ... Throw it ...",
    )
    paste(project, {QUESTION: (first, "tea.example.org/keeping")})
    paste(project, {QUESTION: (second, "tea.example.org/keeping")}, "other.txt")
    project.page("keeping.html", KEEPING)
    project.index("keeping.html,https://tea.example.org/keeping,2026-01-31,,")
    curate(project.raw, project.out, complete_snippets=True, workers=1)
    found = load(out=project.out)
    assert sorted(found["flags"]) in (["completed", "truncated"], ["completed"])
    assert list(found["answer"]).count(FULL) == 1


def test_what_a_person_edited_stays_as_they_wrote_it(copy_of: CopyOf) -> None:
    project = copy_of(cite)
    edited = "About a year, if it is kept dry and dark. After that it loses ..."
    decide(project, {"action": "edit", "id": record_of(project)["id"], "field": "answer", "value": edited})
    curate(project.raw, project.out, complete_snippets=True, workers=1)
    assert (record_of(project)["answer"], record_of(project)["support"]) == (edited, "found")
    assert verify(out=project.out, raw=project.raw).problems == []


def test_flags_of_people_stay_on_a_completed_answer(copy_of: CopyOf) -> None:
    project = copy_of(cite)
    decide(project, {"action": "flag", "id": record_of(project)["id"], "value": "doubtful"})
    curate(project.raw, project.out, complete_snippets=True, workers=1)
    assert record_of(project)["flags"] == "completed doubtful"


@pytest.mark.parametrize("change", [{"answer": "Two years."}, {"id": "0" * 16}, {"question": "Why?"}])
def test_a_completed_answer_without_its_evidence_is_told(copy_of: CopyOf, change: dict[str, str]) -> None:
    project = copy_of(complete_all)
    release = project.release()
    assert not [*wrong_completed(release)]
    found = [{**row, **(change if row["flags"] == "completed" else {})} for row in rows(project, "records")]
    pq.write_table(pa.Table.from_pylist(found, RECORDS), release.table("records"))
    assert [*wrong_completed(release)]


def test_a_passage_that_can_be_no_answer_completes_nothing() -> None:
    assert complete(record(answer=CUT, flags="truncated"), "...") is Reason.EMPTY_ANSWER


@pytest.mark.parametrize("bucket_bytes", [10**9, 500])
def test_any_number_of_workers_and_buckets_completes_the_same(
    project: Project, monkeypatch: pytest.MonkeyPatch, bucket_bytes: int
) -> None:
    cite(project)
    for workers in (1, 2):
        monkeypatch.setattr("pipeline.run.settings._BUCKET_BYTES", 10**9 if workers == 1 else bucket_bytes)
        curate(project.raw, project.root / f"out{workers}", complete_snippets=True, workers=workers)
    one, two = (
        {path.name: path.read_bytes() for path in sorted((project.root / f"out{workers}" / "1.0.0").iterdir())}
        for workers in (1, 2)
    )
    assert one == two


def test_an_answer_is_not_completed_with_what_was_taken_down(copy_of: CopyOf, qamill: Run) -> None:
    project = copy_of(cite)
    why = ("--reason", "its author asked", "--date", "2026-11-26")
    assert qamill(project, "takedown", "add", "--pattern", "(?i)throw it away", *why).exit_code == 0
    curate(project.raw, project.out, workers=1, complete_snippets=True)
    assert (record_of(project)["answer"], record_of(project)["support"]) == (CUT, None)
    assert "hrow it away" not in str([rows(project, table) for table in ("records", "support", "merged", "rejected")])
    assert not verify("latest", project.out, project.raw).problems
