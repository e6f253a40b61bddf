"""Every answer that a question ever had: when, where, and what its words changed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from conftest import Project, Run

from pipeline.audit.answer_history import UnknownQuestion, history

RELEASES = Path(__file__).parents[1] / "releases"
OPENS_IN_MAY, REBUILT, SLIDE = "cb1ec9bbe41c269a", "cafabbf70182e41e", "8cf56fc19986b052"
LONG = (
    "You can get it at the town pharmacy, at the clinic in the {} harbour, at the market hall on Saturdays, and at"
    " every school nurse's office in the week, without any appointment{}."
)
OLD, NEW = LONG.format("old", " at all"), LONG.format("new", "")


def faq(answer: str) -> str:
    asked = "".join(
        f"<details><summary>{question}</summary><p>{said}</p></details>"
        for question, said in (("Where can I get it?", answer), ("Is it free?", "Yes, for all who live here."))
    )
    return f"<!DOCTYPE html><html lang=en><title>FAQ</title><body><h1>FAQ</h1>{asked}</body></html>"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A page whose answer was reworded and then replaced, in two releases; tests only read it."""
    project = Project(tmp_path_factory.mktemp("town"))
    index = []
    for when, answer in (
        ("2026-01-10", OLD),
        ("2026-03-10", NEW),
        ("2026-05-10", "Nowhere: it is not given any more."),
    ):
        project.page(f"{when}.html", faq(answer))
        index.append(f"{when}.html,https://town.example.org/faq,{when},,")
    project.index(*index)
    project.curate()
    project.page("other.html", faq("Ask your doctor."))
    project.index(*index, "other.html,https://other.example.net/faq,2026-02-01,,")
    project.curate()
    (project.raw / "other.html").unlink()
    project.index(*index)
    project.curate(allow_loss=True)
    return project


def test_all_wordings_are_there_with_what_became_of_them(town: Project) -> None:
    found = history("where can I get it", out=town.out)
    [old, removed, new, last] = found.answers
    assert found.questions == ("Where can I get it?",)
    assert [(a.answer, a.status) for a in (old, new)] == [(OLD, "merged"), (NEW, "superseded")]
    assert (removed.answer, removed.status, removed.release) == ("Ask your doctor.", "removed", "1.1.0")
    assert (old.by, new.by, last.by, last.status) == (new.id, last.id, None, "current")
    assert [f"{a.first_seen:%m}-{a.last_seen:%m}" for a in (old, new, last) if a.first_seen and a.last_seen] == [
        "01-01",
        "03-03",
        "05-05",
    ]
    assert new.pages == ("https://town.example.org/faq",)


def test_an_answer_stands_beside_the_one_before_it_on_its_page(town: Project) -> None:
    [old, removed, new, last] = history("Where can I get it?", out=town.out).answers
    assert (old.before, removed.before, new.before, last.before) == (None, None, old.id, new.id)
    assert {(piece.kind, piece.text) for piece in new.changes} >= {("old", "old"), ("new", "new")}
    assert "".join(piece.text for piece in new.changes if piece.kind != "old") == NEW


@pytest.mark.parametrize("wanted", [OPENS_IN_MAY, REBUILT[:6], "When does the pool open?", " WHEN does the pool open"])
@pytest.mark.parametrize("schema_version", [3])
def test_a_question_is_found_by_its_words_or_by_the_id_of_any_answer(wanted: str, schema_version: int) -> None:
    found = history(wanted, out=RELEASES / f"version_{schema_version}" / "curated")
    assert [(answer.id, answer.status, answer.by) for answer in found.answers] == [
        (OPENS_IN_MAY, "superseded", REBUILT),
        (REBUILT, "current", None),
    ]


@pytest.mark.parametrize("schema_version", [1, 2])
def test_releases_of_older_schema_versions_are_looked_into(tmp_path: Path, schema_version: int) -> None:
    project = Project(tmp_path / "project")
    shutil.copytree(RELEASES / f"version_{schema_version}", project.root)
    id, question = [
        ("", ""),
        ("7bb1961fb731df2f", "Do the bees sting?"),
        (SLIDE, "Is there a slide?"),
    ][schema_version]
    for page in project.raw.glob("*.html"):
        page.unlink()
    (project.raw / "index.csv").unlink()
    project.curate(allow_loss=True)
    [answer] = history(question, out=project.out).answers
    assert (answer.id, answer.status, answer.release) == (id, "removed", "1.0.0")


@pytest.mark.parametrize("wanted", ["Who knows?", "0" * 16, "cb", ""])
def test_what_no_release_has_is_told(town: Project, wanted: str) -> None:
    with pytest.raises(UnknownQuestion, match="have no record with the id or the question"):
        history(wanted, out=town.out)


def test_the_command_shows_dates_sources_and_changed_words(town: Project, qamill: Run) -> None:
    told = qamill(town, "history", "Where can I get it?")
    assert told.exit_code == 0
    assert "2026-01-10" in told.stdout
    assert "merged into" in told.stdout
    assert "in the [-old-]{+new+} harbour" in told.stdout
    assert "town.example.org; https://town.example.org/faq" in told.stdout
    assert "removed, last in 1.1.0" in told.stdout
    rows = [json.loads(line) for line in qamill(town, "history", "Where can I get it?", "--json").stdout.splitlines()]
    assert [row["status"] for row in rows] == ["merged", "removed", "superseded", "current"]
    assert rows[0]["first_seen"] == "2026-01-10T00:00:00"
    assert qamill(town, "history", "Who knows?").exit_code == 2
