"""Decisions of people: what each does to a release, and that nothing else changes."""

from __future__ import annotations

import random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from builders import examples
from conftest import CONTACT, COST, EMAIL, TEXTING, Pair, Project, Row, Run, decide, id_of, rows
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import load
from pipeline.audit.decisions import wrong_edits
from pipeline.audit.explain import explain
from pipeline.audit.verify import verify
from pipeline.release.errors import UnknownId
from pipeline.review.errors import BadReviews
from pipeline.schema.tables import REVIEWS

WORDS = " ".join(f"word{n}" for n in range(40))
LONG, SHORT, THIRD = (Pair("What is long?", f"{WORDS}{end}.") for end in (" as people say", "", " as people"))


def records(project: Project) -> dict[str, Row]:
    return {row["id"]: row for row in rows(project, "records")}


def effects(project: Project) -> list[tuple[str, str, str | None]]:
    return [(row["action"], row["effect"], row["became"]) for row in rows(project, "reviews")]


@pytest.fixture
def pages(project: Project) -> Project:
    project.page("first.txt", TEXTING, EMAIL, COST)
    project.page("second.txt", TEXTING._replace(host="b.example.net"), CONTACT)
    return project


def assert_whole(project: Project) -> None:
    found = verify("latest", project.out, project.raw)
    assert not found.problems
    assert found.locators == found.sightings > 0


def test_a_rejected_pair_is_no_record_and_its_texts_are_kept_with_the_reason(pages: Project) -> None:
    decide(pages, {"action": "reject", "id": id_of(TEXTING), "reason": "out of date"})
    pages.curate()
    assert set(records(pages)) == {id_of(EMAIL), id_of(COST), id_of(CONTACT)}
    rejected = [row for row in rows(pages, "rejected") if row["reason"] == "rejected_by_person"]
    assert sorted(row["path"] for row in rejected) == ["first.txt", "second.txt"]
    assert {row["text"] for row in rejected} == {f"{TEXTING.question}\n\n{TEXTING.answer}"}
    assert [(row["pairs"], row["rejected"]) for row in rows(pages, "documents")] == [(2, 1), (1, 1)]
    assert effects(pages) == [("reject", "applied", None)]
    assert [row["reason"] for row in rows(pages, "reviews")] == ["out of date"]
    assert_whole(pages)


def test_what_was_merged_into_a_rejected_pair_does_not_come_back(pages: Project) -> None:
    near = LONG, SHORT
    pages.page("near.txt", *near)
    pages.curate()
    [kept] = {row["kept_id"] for row in rows(pages, "merged") if row["method"] == "near"}
    decide(pages, {"action": "reject", "id": kept})
    pages.curate()
    texts = {row["text"] for row in rows(pages, "rejected") if row["reason"] == "rejected_by_person"}
    assert texts == {f"{pair.question}\n\n{pair.answer}" for pair in near}
    assert len(records(pages)) == 4


def test_an_edited_pair_has_the_new_words_and_keeps_the_id_that_it_had(pages: Project) -> None:
    decide(
        pages, {"action": "edit", "id": id_of(TEXTING), "field": "answer", "value": "Only for appointments, in 2026."}
    )
    pages.curate()
    new = id_of(TEXTING._replace(answer="Only for appointments, in 2026."))
    record = records(pages)[new]
    assert (record["answer"], record["edited_from"]) == ("Only for appointments, in 2026.", id_of(TEXTING))
    assert record["times_seen"] == 2
    assert id_of(TEXTING) not in records(pages)
    merged = [row for row in rows(pages, "merged") if row["kept_id"] == new]
    assert {(row["id"], row["answer"], row["method"]) for row in merged} == {(id_of(TEXTING), TEXTING.answer, "edited")}
    assert {row["id"] for row in rows(pages, "sightings")} == set(records(pages))
    assert effects(pages) == [("edit", "applied", new)]
    assert_whole(pages)


def test_an_edited_question_and_source_are_described_again(pages: Project) -> None:
    pair = {"action": "edit", "id": id_of(COST)}
    decide(
        pages,
        {**pair, "field": "question", "value": "What  does it cost?"},
        {**pair, "field": "source", "value": "https://Prices.example.org/now"},
    )
    pages.curate()
    record = records(pages)[id_of(COST._replace(question="What does it cost?"))]
    assert (record["question"], record["source"]) == ("What does it cost?", "prices.example.org")
    assert (record["source_url"], record["source_domain"]) == ("https://Prices.example.org/now", "example.org")
    assert record["question_id"] not in {row["question_id"] for row in records(pages).values() if row != record}
    assert_whole(pages)


def test_an_edit_that_a_page_makes_too_becomes_one_record(pages: Project) -> None:
    typo = Pair("Wat is tea?", "A drink of leaves.")
    pages.page("typo.txt", typo)
    pages.page("right.txt", typo._replace(question="What is tea?"))
    decide(pages, {"action": "edit", "id": id_of(typo), "field": "question", "value": "What is tea?"})
    pages.curate()
    record = records(pages)[id_of(typo._replace(question="What is tea?"))]
    assert (record["times_seen"], record["edited_from"]) == (2, None)
    assert_whole(pages)


def test_an_edited_pair_may_be_edited_again(pages: Project) -> None:
    once = COST._replace(answer="It costs $5 a month.")
    decide(
        pages,
        {"action": "edit", "id": id_of(COST), "field": "answer", "value": once.answer},
        {"action": "edit", "id": id_of(once), "field": "answer", "value": "It costs $6 a month."},
        {"action": "flag", "id": id_of(once), "value": "check_price"},
    )
    pages.curate()
    record = records(pages)[id_of(COST._replace(answer="It costs $6 a month."))]
    assert (record["edited_from"], record["flags"]) == (id_of(COST), "check_price needs_context")
    assert_whole(pages)


def test_flags_are_set_and_taken_away(pages: Project) -> None:
    cut = Pair("What is cut?", "It goes on and on ...")
    pages.page("cut.txt", cut)
    decide(
        pages,
        {"action": "unflag", "id": id_of(cut), "value": "truncated"},
        {"action": "flag", "id": id_of(cut), "value": "reviewed"},
        {"action": "flag", "id": id_of(EMAIL), "field": "flags", "value": "legal"},
    )
    pages.curate()
    assert records(pages)[id_of(cut)]["flags"] == "reviewed"
    assert records(pages)[id_of(EMAIL)]["flags"] == "legal"
    assert {effect for _, effect, _ in effects(pages)} == {"applied"}


def test_a_pair_that_a_person_merges_is_a_merged_pair_of_the_other(pages: Project) -> None:
    decide(pages, {"action": "merge", "id": id_of(COST), "other": id_of(EMAIL)})
    pages.curate()
    assert id_of(COST) not in records(pages)
    record = records(pages)[id_of(EMAIL)]
    assert (record["question"], record["times_seen"], record["sources_seen"]) == (EMAIL.question, 1, 2)
    [row] = [row for row in rows(pages, "merged") if row["id"] == id_of(COST)]
    assert (row["method"], row["kept_id"], row["differs"]) == ("review", id_of(EMAIL), "question answer source")
    assert effects(pages) == [("merge", "applied", id_of(EMAIL))]
    assert_whole(pages)


def test_the_preferred_of_several_answers_says_so(pages: Project) -> None:
    other = COST._replace(answer="It is free for members.")
    pages.page("other.txt", other)
    decide(pages, {"action": "prefer", "id": id_of(other)})
    pages.curate()
    assert records(pages)[id_of(other)]["flags"] == "needs_context preferred"
    decide(pages, {"action": "prefer", "id": id_of(other)}, {"action": "prefer", "id": id_of(COST)})
    with pytest.raises(BadReviews, match=r"reviews\.csv, line [23]: .* an answer to the same question, is preferred"):
        pages.curate()


def test_a_decision_about_a_pair_that_is_not_there_is_told(pages: Project) -> None:
    decide(pages, {"action": "reject", "id": "0" * 16})
    outcome = pages.curate()
    assert effects(pages) == [("reject", "not_found", None)]
    assert any("1 decision of reviews.csv meets no record: qamill review check" in note for note in outcome.notes)


def test_decisions_are_no_loss_and_a_changed_file_parses_no_page(pages: Project) -> None:
    pages.curate()
    decide(pages, *({"action": "reject", "id": id_of(pair)} for pair in (TEXTING, EMAIL, COST)))
    outcome = pages.curate()
    assert outcome.known == 2
    assert set(records(pages)) == {id_of(CONTACT)}
    assert not pages.curate().is_new
    (pages.root / "reviews.csv").unlink()
    assert pages.curate().manifest.counts["records"] == 4
    assert not (pages.release().folder / "reviews.parquet").exists()


def test_a_release_without_decisions_has_an_empty_table(pages: Project) -> None:
    pages.curate()
    assert load(table="reviews", engine="arrow", out=pages.out).num_rows == 0


def test_explain_tells_what_people_decided(pages: Project) -> None:
    decide(
        pages,
        {"action": "edit", "id": id_of(COST), "field": "answer", "value": "It costs $5 a month."},
        {"action": "reject", "id": id_of(TEXTING), "reason": "out of date"},
    )
    pages.curate()
    found = explain(id_of(COST), out=pages.out, raw=pages.raw)
    assert found.record["answer"] == "It costs $5 a month."
    assert found.decisions == ["Ada edited the answer on 2026-03-01: read."]
    with pytest.raises(UnknownId, match="Ada rejected it on 2026-03-01: out of date"):
        explain(id_of(TEXTING), out=pages.out, raw=pages.raw)


def test_an_edited_source_is_verified_against_the_source_of_the_page(pages: Project) -> None:
    decide(pages, {"action": "edit", "id": id_of(COST), "field": "source", "value": "prices.example.org"})
    pages.curate()
    assert records(pages)[id_of(COST)]["edited_from"] == id_of(COST)
    assert [row["source"] for row in rows(pages, "sightings") if row["id"] == id_of(COST)] == [COST.host]
    assert_whole(pages)


def test_a_record_that_is_not_what_the_decision_makes_of_the_page_is_found(pages: Project) -> None:
    decide(pages, {"action": "edit", "id": id_of(COST), "field": "answer", "value": "It costs $5 a month."})
    pages.curate()
    release = pages.release()
    assert not [*wrong_edits(release)]
    edited = [row["id"] for row in rows(pages, "records") if row["edited_from"]]
    for change in ({"value": "It costs $7."}, {"id": id_of(EMAIL)}):
        told = pa.Table.from_pylist([{**row, **change} for row in rows(pages, "reviews")], REVIEWS)
        pq.write_table(told, release.table("reviews"))
        [problem] = wrong_edits(release)
        assert problem.startswith(f"{edited[0]} is not what the decisions make of")


def test_the_diff_shows_an_edit_as_one_reworded_record(pages: Project, qamill: Run) -> None:
    pages.curate()
    decide(pages, {"action": "edit", "id": id_of(COST), "field": "answer", "value": "It costs $4.50 each month."})
    pages.curate()
    assert [row["change"] for row in rows(pages, "changes")] == ["reworded"]
    assert "1 reworded" in qamill(pages, "diff", "1.0.0").stderr


# --- pairs that are kept apart --------------------------------------------------------------------------------------


def test_two_pairs_that_people_keep_apart_are_two_records(project: Project) -> None:
    project.page("near.txt", LONG, SHORT)
    project.curate()
    assert len(records(project)) == 1
    for one, other in ((LONG, SHORT), (SHORT, LONG)):
        decide(project, {"action": "keep_apart", "id": id_of(one), "other": id_of(other)})
        assert project.curate().known == 1
        assert set(records(project)) == {id_of(LONG), id_of(SHORT)}
        assert effects(project) == [("keep_apart", "applied", id_of(one))]
    (project.root / "reviews.csv").unlink()
    project.curate()
    assert len(records(project)) == 1


def test_what_is_kept_apart_is_not_merged_by_way_of_a_third(project: Project) -> None:
    project.page("near.txt", LONG, SHORT, THIRD)
    decide(project, {"action": "keep_apart", "id": id_of(SHORT), "other": id_of(THIRD)})
    project.curate()
    assert id_of(LONG) in records(project)
    assert len(records(project)) == 2
    assert_whole(project)


TOGETHER = {
    "by a chain": [
        {"action": "merge", "id": id_of(one), "other": id_of(other)} for one, other in ((COST, EMAIL), (EMAIL, TEXTING))
    ],
    "into a third": [{"action": "merge", "id": id_of(each), "other": id_of(EMAIL)} for each in (COST, TEXTING)],
    "by an edit": [
        {"action": "edit", "id": id_of(COST), "field": field, "value": getattr(TEXTING, field)}
        for field in ("question", "answer")
    ],
}


@pytest.mark.parametrize("way", TOGETHER)
def test_pairs_that_are_kept_apart_and_end_in_one_record_stop_the_run(pages: Project, way: str) -> None:
    decide(pages, *TOGETHER[way], {"action": "keep_apart", "id": id_of(COST), "other": id_of(TEXTING)})
    with pytest.raises(BadReviews, match=r"reviews\.csv, line 4: .* are kept apart here, and both become"):
        pages.curate()
    assert not (pages.out / "LATEST").exists()


def test_merges_follow_each_other_to_the_last_record(pages: Project) -> None:
    decide(pages, *TOGETHER["by a chain"])
    pages.curate()
    assert set(records(pages)) == {id_of(TEXTING), id_of(CONTACT)}
    assert {became for _, _, became in effects(pages)} == {id_of(TEXTING)}
    assert_whole(pages)


def test_a_cut_copy_that_people_keep_apart_is_a_record(project: Project) -> None:
    cut = LONG._replace(answer=" ".join(WORDS.split()[:20]) + " ...")
    project.page("cut.txt", LONG, cut)
    project.curate()
    assert len(records(project)) == 1
    decide(project, {"action": "keep_apart", "id": id_of(cut), "other": id_of(LONG)})
    project.curate()
    assert len(records(project)) == 2


def test_two_ways_in_which_a_page_says_it_may_be_kept_apart(project: Project) -> None:
    answer = "Take one tablet with a glass of water each morning and rest well afterwards."
    shown = "Take one tablet with a glass of water every morning and rest well afterwards."
    markup = f'{{"@type": "Question", "name": "How?", "acceptedAnswer": {{"text": "{answer}"}}}}'
    script = f'<script type="application/ld+json">{{"@type": "FAQPage", "mainEntity": [{markup}]}}</script>'
    page = f"<title>FAQ</title>{script}<details><summary>How?</summary><p>{shown}</p></details>"
    project.page("page.html", page)
    project.index("page.html,https://example.org/faq,,,")
    project.curate()
    [row] = rows(project, "merged")
    assert row["method"] == "same_page"
    decide(project, {"action": "keep_apart", "id": row["id"], "other": row["kept_id"]})
    project.curate()
    assert set(records(project)) == {row["id"], row["kept_id"]}


# --- laws -----------------------------------------------------------------------------------------------------------

ALL = [TEXTING, EMAIL, COST, CONTACT, LONG, SHORT, THIRD]
SOME = st.sampled_from([id_of(pair) for pair in ALL] + ["0" * 16])
DECISIONS = st.one_of(
    st.fixed_dictionaries({"action": st.just("reject"), "id": SOME}),
    st.fixed_dictionaries({"action": st.sampled_from(["merge", "keep_apart"]), "id": SOME, "other": SOME}),
    st.fixed_dictionaries(
        {
            "action": st.just("edit"),
            "id": SOME,
            "field": st.just("answer"),
            "value": st.sampled_from([COST.answer, "Yes.", EMAIL.answer]),
        }
    ),
    st.fixed_dictionaries({"action": st.sampled_from(["flag", "unflag"]), "id": SOME, "value": st.just("word")}),
    st.fixed_dictionaries({"action": st.just("prefer"), "id": SOME}),
)


def _content(project: Project) -> dict[str, str] | str:
    try:
        project.curate()
    except BadReviews:
        return "contradictory"
    content = project.release().manifest.content
    return {name: digest for name, digest in content.items() if name != "changes"}


@settings(max_examples=examples(20), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(decisions=st.lists(DECISIONS, max_size=6), seed=st.integers(0, 99))
def test_neither_the_order_of_lines_nor_of_runs_changes_what_decisions_do(
    tmp_path_factory: pytest.TempPathFactory, decisions: list[Row], seed: int
) -> None:
    at_once, in_steps = (Project(tmp_path_factory.mktemp("decisions")) for _ in "ab")
    for project in (at_once, in_steps):
        project.page("a.txt", TEXTING, EMAIL, SHORT)
    in_steps.curate()
    decide(in_steps, *random.Random(seed).sample(decisions, len(decisions)))
    _content(in_steps)
    decide(at_once, *decisions)
    for project in (at_once, in_steps):
        project.page("b.txt", COST, TEXTING, CONTACT, LONG, THIRD)
    assert _content(at_once) == _content(in_steps)
    if isinstance(_content(at_once), dict):
        assert verify("latest", at_once.out, at_once.raw).problems == []
