"""An id that only an older release has is explained: where it went, and what the record was."""

from __future__ import annotations

import json
from datetime import date

import pytest
from conftest import CONTACT, COST, EMAIL, TEXTING, Pair, Project, Run

from pipeline import load, versions
from pipeline.audit.explain import explain
from pipeline.emit.prune import prune
from pipeline.emit.withdraw import withdraw
from pipeline.release.errors import UnknownId

LONG = "It is a gently sloping tunnel that brings groundwater from the hills to the fields without any pump at all"


def _id(project: Project, question: str) -> str:
    records = load(out=project.out, engine="arrow").to_pylist()
    return next(str(row["id"]) for row in records if row["question"] == question)


def test_a_removed_record_is_shown_as_it_was_with_the_version_that_removed_it(project: Project, qamill: Run) -> None:
    project.page("page.txt", TEXTING, EMAIL)
    project.page("gone.txt", COST)
    project.curate()
    id = _id(project, COST.question)
    (project.raw / "gone.txt").unlink()
    project.curate(allow_loss=True)
    explanation = explain(id[:6], out=project.out, raw=project.raw)
    assert (explanation.version, explanation.record["answer"]) == ("1.0.0", COST.answer)
    assert explanation.gone == [f"{id} was removed in 2.0.0."]
    shown = qamill(project, "explain", id)
    assert shown.exit_code == 0
    assert f"{id} was removed in 2.0.0." in shown.stdout
    assert COST.answer in shown.stdout
    assert json.loads(qamill(project, "explain", id, "--json").stdout)["gone"] == explanation.gone
    with pytest.raises(UnknownId):
        explain("0123456789abcdef", out=project.out)


def test_a_merged_record_is_followed_to_its_end(project: Project) -> None:
    short = Pair("What is a qanat?", f"{LONG}.")
    project.page("first.txt", short)
    project.curate()
    before = _id(project, short.question)
    project.page("second.txt", short._replace(answer=f"{LONG}, as everybody there knows."))
    project.curate()
    after = _id(project, short.question)
    assert explain(before, out=project.out, raw=project.raw).gone == ()  # the release itself says where it is
    project.page("third.txt", TEXTING)
    for name in ("first.txt", "second.txt"):
        (project.raw / name).unlink()
    project.curate(allow_loss=True)
    explanation = explain(before, out=project.out, raw=project.raw)
    assert explanation.gone == [f"{before} was merged into {after} in 2.0.0.", f"{after} was removed in 3.0.0."]
    prune(1, project.out)
    with pytest.raises(UnknownId):
        explain(before, out=project.out, raw=project.raw)


def test_a_record_of_a_withdrawn_release_alone_is_shown_with_why_it_was_withdrawn(project: Project) -> None:
    project.page("page.txt", TEXTING, EMAIL)
    project.curate()
    project.page("bad.txt", COST)
    project.curate()
    id = _id(project, COST.question)
    withdraw("1.1.0", "Wrong prices", project.out, on=date(2026, 1, 31))
    said = [f"{id} is only in 1.1.0, which was withdrawn on 2026-01-31: Wrong prices."]
    assert explain(id, out=project.out, raw=project.raw).gone == said  # LATEST names an older one
    project.page("bad.txt", CONTACT)
    assert project.curate().manifest.version == "2.0.0"
    explanation = explain(id, out=project.out, raw=project.raw)
    assert (explanation.version, explanation.record["answer"]) == ("1.1.0", COST.answer)
    assert explanation.gone == said


def test_what_a_later_good_release_has_is_not_said_to_be_withdrawn(project: Project) -> None:
    project.page("page.txt", TEXTING)
    project.curate()
    project.page("more.txt", COST)
    project.curate()
    id = _id(project, COST.question)
    project.page("other.txt", EMAIL)
    project.curate()
    withdraw("1.2.0", "By mistake", project.out, on=date(2026, 1, 31))
    with pytest.raises(UnknownId):
        explain(id, "1.0.0", out=project.out)


def test_a_removal_is_known_where_all_releases_with_the_record_were_pruned(project: Project, qamill: Run) -> None:
    project.page("page.txt", TEXTING, EMAIL)
    project.curate()
    project.page("gone.txt", COST)
    project.curate()
    id = _id(project, COST.question)
    (project.raw / "gone.txt").unlink()
    project.curate(allow_loss=True)
    project.page("more.txt", CONTACT)
    project.curate()
    prune(2, project.out)
    assert versions(project.out) == ["2.0.0", "2.1.0"]
    with pytest.raises(
        UnknownId, match=rf"^{id} was removed in 2\.0\.0\. No release that is left has the record itself"
    ):
        explain(id[:6], out=project.out, raw=project.raw)
    run = qamill(project, "explain", id)
    assert (run.exit_code, f"{id} was removed in 2.0.0." in run.stderr) == (2, True)
