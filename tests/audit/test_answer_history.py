"""Every answer that a question ever had: when, where, and what its words changed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from conftest import Project, Run

from pipeline import load
from pipeline.audit.answer_history import UnknownQuestion, history
from pipeline.audit.explain import explain

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


# --- answers that come back, questions in other words, dates of pages ----------------------------

TOWN = "https://town.example.org/library"
OPEN, CLOSED = "On every day but Sunday.", "Not at all: the roof is being mended."
REST = ("Is there a reading room?", "Yes, on the second floor.")
SENTENCE = "You bring a letter that shows where you live, and the desk gives you a card at once, free of charge."


def library(*pairs: tuple[str, str], head: str = "") -> str:
    told = "".join(f"<details><summary>{asked}</summary><p>{said}</p></details>" for asked, said in pairs)
    return f"<!DOCTYPE html><html lang=en><title>FAQ</title>{head}<body><h1>FAQ</h1>{told}</body></html>"


def released(project: Project, *states: tuple[str, str, str]) -> Project:
    """Release the states of pages: their addresses, when they were read, and their HTML."""
    for number, (_, _, html) in enumerate(states):
        project.page(f"{number}.html", html)
    project.index(*(f"{number}.html,{url},{when},," for number, (url, when, _) in enumerate(states)))
    project.curate()
    return project


def reverted(project: Project) -> Project:
    """An answer that was replaced for a while."""
    asked = "When can I borrow books?"
    days = {"2026-01-10": OPEN, "2026-02-10": OPEN, "2026-03-10": CLOSED, "2026-05-10": OPEN}
    return released(project, *((TOWN, when, library((asked, said), REST)) for when, said in days.items()))


def test_an_answer_that_came_back_was_not_seen_in_between(project: Project, qamill: Run) -> None:
    [opened, closed] = history("When can I borrow books?", out=reverted(project).out).answers
    assert [(f"{first:%m}", f"{last:%m}") for first, last in opened.seen] == [("01", "02"), ("05", "05")]
    assert (opened.status, closed.status, closed.by, closed.before) == ("current", "superseded", opened.id, opened.id)
    told = qamill(project, "history", "When can I borrow books?").stdout
    assert f"2026-01-10 to 2026-02-10, again 2026-05-10  {opened.id}  current" in told
    assert f"2026-03-10  {closed.id}  superseded by {opened.id}" in told
    [row, _] = map(json.loads, qamill(project, "history", opened.id, "--json").stdout.splitlines())
    assert row["seen"][1] == {"first": "2026-05-10T00:00:00", "last": "2026-05-10T00:00:00"}


def test_explain_says_of_an_answer_that_came_back_what_was_in_between(project: Project) -> None:
    [opened, closed] = history("When can I borrow books?", out=reverted(project).out).answers
    [back] = explain(opened.id, out=project.out, raw=project.raw).later
    assert "was seen 2026-01-10 to 2026-02-10, again 2026-05-10: its page gave it again." in back
    assert back.endswith(f"In between it gave {closed.id}: {CLOSED}")
    [replaced] = explain(closed.id, out=project.out, raw=project.raw).later
    assert f"by {opened.id} (seen 2026-01-10 to 2026-02-10, again 2026-05-10): {OPEN}" in replaced


@pytest.mark.parametrize(
    ("day", "answer"), [("2026-02-28", OPEN), ("2026-03-10", CLOSED), ("2026-05-09", CLOSED), ("2026-05-10", OPEN)]
)
def test_on_a_day_before_an_answer_came_back_it_was_not_current(project: Project, day: str, answer: str) -> None:
    rows = load(out=reverted(project).out, as_of=day, engine="arrow").column("answer").to_pylist()
    assert {OPEN, CLOSED} & set(rows) == {answer}


def test_two_pages_that_give_one_answer_in_turn_never_took_it_back(project: Project) -> None:
    asked = "When can I borrow books?"
    days = {"2026-01-10": TOWN, "2026-03-10": "https://read.example.net/faq", "2026-05-10": TOWN}
    released(project, *((url, when, library((asked, OPEN), REST)) for when, url in days.items()))
    [answer] = history(asked, out=project.out).answers
    assert [(f"{first:%m}", f"{last:%m}") for first, last in answer.seen] == [("01", "05")]


ASKED = ("How do I get a library card?", "What must I bring to become a reader?")


def test_a_question_in_other_words_has_one_history_whichever_is_asked_for(project: Project) -> None:
    answers = (SENTENCE, SENTENCE.replace("at once", "on the same day"))
    states = zip(("2026-01-10", "2026-03-10"), ASKED, answers, strict=True)
    released(project, *((TOWN, when, library((asked, said), REST)) for when, asked, said in states))
    found = [history(wanted, out=project.out) for wanted in ASKED]
    [old, new] = found[0].answers
    assert found[0] == found[1]
    assert found[0].questions == ASKED
    assert (old.status, old.by, old.reworded) == ("gone", None, new.id)
    assert (new.status, new.reworded, new.before) == ("current", None, old.id)
    sentences = explain(old.id, out=project.out, raw=project.raw).later
    assert sentences[1] == f'Its page asks it in other words, "{ASKED[1]}", and the answer is {new.id}: {answers[1]}'


def test_another_question_at_the_same_place_is_no_part_of_the_history(project: Project) -> None:
    other = ("Where is the nearest bakery?", "Go past the mill, then left: it smells of bread from far away.")
    states = {"2026-01-10": (ASKED[0], SENTENCE), "2026-03-10": other}
    released(project, *((TOWN, when, library(pair, REST)) for when, pair in states.items()))
    [answer] = history(ASKED[0], out=project.out).answers
    assert (answer.status, answer.reworded) == ("gone", None)
    assert len(explain(answer.id, out=project.out, raw=project.raw).later) == 1


def test_what_a_page_says_of_its_date_is_no_sighting(project: Project, qamill: Run) -> None:
    asked = "When can I borrow books?"
    days = {"2026-01-10": OPEN, "2026-03-10": CLOSED}
    meta = '<meta property="article:modified_time" content="{}T08:00:00Z">'
    released(
        project, *((TOWN, "", library((asked, said), REST, head=meta.format(when))) for when, said in days.items())
    )
    [opened, closed] = history(asked, out=project.out).answers
    assert (opened.first_seen, opened.seen, opened.by, closed.before) == (None, (), closed.id, opened.id)
    assert [f"{date:%m-%d}" for date in opened.page_dates] == ["01-10"]
    told = qamill(project, "history", asked).stdout
    assert f"no date  {opened.id}" in told
    assert "dated by the page itself: 2026-01-10" in told


def test_a_page_of_one_question_has_one_history_through_all_its_wordings(project: Project) -> None:
    asked = (*ASKED, "How can I join the library?")
    urls = (
        "http://town.example.org/faq/card",
        "https://town.example.org/faq/card/",
        "https://www.town.example.org/faq/card",
    )
    days = ("2024-05-01", "2025-05-01", "2026-05-01")
    page = "<!DOCTYPE html><html lang=en><title>Help</title><body><article><h1>{}</h1><p>{}</p></article>"
    states = zip(urls, days, [page.format(question, SENTENCE) for question in asked], strict=True)
    released(project, *states)
    [first, second, third] = history(asked[0], out=project.out).answers
    assert (
        history(asked[1], out=project.out) == history(third.id, out=project.out) == history(asked[0], out=project.out)
    )
    assert [answer.question for answer in (first, second, third)] == list(asked)
    assert (first.reworded, second.reworded, third.status) == (second.id, third.id, "current")
