"""What replaced what on a page that was read at several times."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

import pytest
from conftest import Project
from hypothesis import given
from hypothesis import strategies as st

from pipeline import load
from pipeline.dedup.history import find_outdated
from pipeline.run.rows import ANSWERS
from pipeline.schema.tables import rows_to_table

JANUARY, MARCH, MAY = datetime(2026, 1, 10), datetime(2026, 3, 10), datetime(2026, 5, 10)
FAQ, HELP = "https://pool.example.org/faq", "https://pool.example.org/help"


class Shown(NamedTuple):
    """A record that a state of a page shows."""

    id: str
    time: datetime | None
    question_id: str = "q"
    page_url: str = FAQ
    page_date: datetime | None = None


def outdated(*shown: Shown) -> set[tuple[str, str, str | None]]:
    """Return which answers pages no longer give: the record, the page, and what took its place."""
    rows = [{**answer._asdict(), "key_hash": 0, "retrieved_at": answer.time} for answer in shown]
    found = find_outdated(rows_to_table(rows, ANSWERS)).to_pylist()
    assert len(found) == len({(row["id"], row["page_url"]) for row in found})
    return {(row["id"], row["page_url"], row["superseded_by"]) for row in found}


CASES: dict[str, tuple[Sequence[Shown], set[tuple[str, str, str | None]]]] = {
    "a later answer takes the place of the earlier one": (
        [Shown("a", JANUARY), Shown("b", MARCH)],
        {("a", FAQ, "b")},
    ),
    "the newest answer takes the place of all before it": (
        [Shown("a", JANUARY), Shown("b", MARCH), Shown("c", MAY)],
        {("a", FAQ, "c"), ("b", FAQ, "c")},
    ),
    "an answer that came back is current": (
        [Shown("a", JANUARY), Shown("b", MARCH), Shown("a", MAY)],
        {("b", FAQ, "a")},
    ),
    "several answers at one time are all current": ([Shown("a", MARCH), Shown("b", MARCH)], set()),
    "of several later answers the one with the smallest id is named": (
        [Shown("a", JANUARY), Shown("c", MARCH), Shown("b", MARCH)],
        {("a", FAQ, "b")},
    ),
    "a page that is gone gives nothing any more": (
        [Shown("a", JANUARY), Shown("b", MARCH), Shown("c", JANUARY, "r"), Shown("", MAY, "")],
        {("a", FAQ, "b"), ("b", FAQ, None), ("c", FAQ, None)},
    ),
    "a page that came back gives what it gives": (
        [Shown("a", JANUARY), Shown("", MARCH, ""), Shown("a", MAY)],
        set(),
    ),
    "another page that is gone takes nothing away": ([Shown("a", JANUARY), Shown("", MAY, "", HELP)], set()),
    "a page that is gone and there at the same time is there": ([Shown("a", MAY), Shown("", MAY, "")], set()),
    "an answer stays beside a new one that joins it": (
        [Shown("a", JANUARY), Shown("a", MARCH), Shown("b", MARCH)],
        set(),
    ),
    "a question that the page dropped has gone": (
        [Shown("a", JANUARY), Shown("x", MARCH, "other")],
        {("a", FAQ, None)},
    ),
    "what was replaced before the question was dropped is replaced all the same": (
        [Shown("a", JANUARY), Shown("b", MARCH), Shown("x", MAY, "other")],
        {("a", FAQ, "b"), ("b", FAQ, None)},
    ),
    "pages have nothing to do with each other": ([Shown("a", JANUARY), Shown("b", MARCH, page_url=HELP)], set()),
    "without a time there is no order": ([Shown("a", None), Shown("b", None)], set()),
    "a state without a time neither replaces nor is replaced": (
        [Shown("a", JANUARY), Shown("b", None), Shown("c", MARCH)],
        {("a", FAQ, "c")},
    ),
    "what a state without a time shows may still be there": (
        [Shown("a", JANUARY), Shown("a", None), Shown("c", MARCH)],
        set(),
    ),
    "the date that a page gives itself orders states without retrievals": (
        [Shown("a", None, page_date=JANUARY), Shown("b", None, page_date=MARCH)],
        {("a", FAQ, "b")},
    ),
    "the date that a page gives itself says nothing beside a retrieval": (
        [Shown("a", JANUARY, page_date=MAY), Shown("b", None, page_date=MAY), Shown("c", MARCH, page_date=JANUARY)],
        {("a", FAQ, "c")},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_a_page_no_longer_gives(case: str) -> None:
    shown, expected = CASES[case]
    assert outdated(*shown) == outdated(*reversed(shown)) == expected


TIMES = st.sampled_from([None, JANUARY, MARCH, MAY])
SHOWN = st.builds(
    Shown,
    id=st.sampled_from(["a", "b", "c", "x", "y", ""]),
    time=TIMES,
    page_url=st.sampled_from([FAQ, HELP]),
    page_date=TIMES,
).map(lambda shown: shown._replace(question_id={"x": "r", "y": "r", "": ""}.get(shown.id, "q")))


@given(st.lists(SHOWN, max_size=10).flatmap(lambda shown: st.tuples(st.just(shown), st.permutations(shown))))
def test_the_order_of_sightings_decides_nothing(both: tuple[list[Shown], list[Shown]]) -> None:
    assert outdated(*both[0]) == outdated(*both[1])


@given(st.lists(SHOWN, max_size=10))
def test_what_took_the_place_of_an_answer_is_not_replaced_on_that_page(shown: list[Shown]) -> None:
    found = outdated(*shown)
    replaced = {(id, page) for id, page, superseded_by in found if superseded_by}
    assert not any((superseded_by, page) in replaced for _, page, superseded_by in found)


@given(st.lists(SHOWN, max_size=10))
def test_each_page_is_decided_by_itself(shown: list[Shown]) -> None:
    apart: set[tuple[str, str, str | None]] = set()
    for page in (FAQ, HELP):
        apart |= outdated(*(answer for answer in shown if answer.page_url == page))
    assert outdated(*shown) == apart


# --- whole runs ---------------------------------------------------------------------------------

LONG = "You can get it at the town pharmacy, at the clinic in the old harbour, at the market hall on Saturdays, and at"


def faq(*pairs: tuple[str, str]) -> str:
    """A page of questions and answers."""
    told = "".join(f"<details><summary>{asked}</summary><p>{said}</p></details>" for asked, said in pairs)
    return f"<!DOCTYPE html><html lang=en><title>FAQ</title><body><h1>FAQ</h1>{told}</body></html>"


class Read(NamedTuple):
    """A page that was read at a time."""

    path: str
    url: str
    when: str
    pairs: tuple[tuple[str, str], ...]


def released(project: Project, *reads: Read) -> dict[str, dict[str, Any]]:
    """Release some pages and return the records by their answers."""
    for read in reads:
        project.page(read.path, faq(*read.pairs))
    project.index(*(f"{read.path},{read.url},{read.when},," for read in reads))
    project.curate()
    rows: list[dict[str, Any]] = load(engine="arrow", out=project.out).to_pylist()
    return {row["answer"]: row for row in rows}


OPENS = ("When does the pool open?", "On the first warm day of May.")
CLOSED = ("When does the pool open?", "Not this year: the basin is being rebuilt.")
SLIDE = ("Is there a slide?", "Yes, a long one for big swimmers.")
BASIN = ("Is it deep?", "Two metres at the most.")


def test_the_newest_answer_is_current_and_the_older_one_names_it(project: Project) -> None:
    records = released(
        project,
        Read("a.html", FAQ, "2026-01-10", (OPENS, SLIDE)),
        Read("b.html", FAQ, "2026-03-10", (CLOSED, SLIDE)),
    )
    old, new, slide = (records[answer] for _, answer in (OPENS, CLOSED, SLIDE))
    assert (old["superseded_by"], new["superseded_by"], slide["superseded_by"]) == (new["id"], None, None)
    assert (slide["first_seen"], slide["last_seen"]) == (JANUARY, MARCH)
    counts = project.release().manifest.counts
    assert (counts["current"], counts["superseded"], counts["gone"]) == (2, 1, 0)


@pytest.mark.parametrize(
    "address",
    [
        "https://Pool.example.org/faq",
        f"{FAQ}#fees",
        "HTTPS://pool.example.org:443/faq",
        "http://pool.example.org/faq",
        "http://www.pool.example.org/faq/",
        f"{FAQ}/?utm_source=letter",
    ],
)
def test_a_page_is_the_same_however_its_address_is_written(project: Project, address: str) -> None:
    asked = "What does it cost?"
    first = Read("a.html", address, "2026-01-10", ((asked, "Nine crowns a day."),))
    records = released(project, first, Read("b.html", FAQ, "2026-03-10", ((asked, "Nothing, since the spring."),)))
    assert records["Nine crowns a day."]["superseded_by"] == records["Nothing, since the spring."]["id"]


def test_the_address_that_a_page_was_read_at_stays_as_it_was_read(project: Project) -> None:
    old, new = "http://pool.example.org/faq", f"{FAQ}/"
    records = released(
        project, Read("a.html", old, "2026-01-10", (OPENS,)), Read("b.html", new, "2026-03-10", (CLOSED,))
    )
    assert [records[answer]["source_url"] for _, answer in (OPENS, CLOSED)] == [old, new]
    assert records[OPENS[1]]["superseded_by"] == records[CLOSED[1]]["id"]


def test_pages_that_all_name_the_home_page_as_canonical_are_not_one(project: Project) -> None:
    home = '<link rel="canonical" href="https://pool.example.org/"><title>'
    pages = {"?page=faq": ("2026-01-10", (OPENS, SLIDE)), "?page=help": ("2026-03-10", (CLOSED, BASIN))}
    for name, (_, pairs) in pages.items():
        project.page(f"{name[6:]}.html", faq(*pairs).replace("<title>", home))
    project.index(*(f"{name[6:]}.html,https://pool.example.org/{name},{when},," for name, (when, _) in pages.items()))
    project.curate()
    rows = load(engine="arrow", out=project.out).to_pylist()
    assert len(rows) == 4
    assert [row["superseded_by"] for row in rows] == [None] * 4
    assert not any("gone" in row["flags"] for row in rows)


def test_what_any_other_page_still_gives_is_current(project: Project) -> None:
    records = released(
        project,
        Read("a.html", FAQ, "2026-01-10", (OPENS, SLIDE)),
        Read("b.html", FAQ, "2026-03-10", (CLOSED,)),
        Read("c.html", HELP, "2026-02-01", (OPENS, SLIDE)),
    )
    assert [row["superseded_by"] for row in records.values()] == [None] * 3
    assert not any("gone" in row["flags"] for row in records.values())


def test_what_one_page_replaced_and_another_dropped_is_gone_and_points_nowhere(project: Project) -> None:
    records = released(
        project,
        Read("a.html", FAQ, "2026-01-10", (OPENS, SLIDE)),
        Read("b.html", FAQ, "2026-03-10", (CLOSED, SLIDE)),
        Read("c.html", FAQ, "2026-05-10", (SLIDE, ("Is it deep?", "Two metres at the most."))),
        Read("d.html", HELP, "2026-01-10", (CLOSED, SLIDE)),
        Read("e.html", HELP, "2026-03-10", (OPENS, SLIDE)),
        Read("f.html", HELP, "2026-05-10", (SLIDE, ("Is it deep?", "Two metres at the most."))),
    )
    for _, answer in (OPENS, CLOSED):
        assert records[answer]["superseded_by"] is None
        assert records[answer]["flags"].split() == ["gone"]


def test_a_state_that_gave_no_pair_takes_nothing_away(project: Project) -> None:
    records = released(
        project,
        Read("a.html", FAQ, "2026-01-10", (OPENS, SLIDE)),
        Read("b.html", FAQ, "2026-03-10", ()),
    )
    assert not any("gone" in row["flags"] for row in records.values())


@pytest.mark.parametrize("order", [("2026-01-10", "2026-06-10"), ("2026-06-10", "2026-01-10")])
def test_of_near_copies_of_one_page_the_newer_wording_is_kept(project: Project, order: tuple[str, str]) -> None:
    asked = "Where can I get it?"
    wordings = {
        order[0]: f"{LONG} every school nurse's office in the week, without any appointment at all.",
        order[1]: f"{LONG} every school nurse's office in the week, without any appointment.",
    }
    records = released(
        project, *(Read(f"{when}.html", FAQ, when, ((asked, said), SLIDE)) for when, said in wordings.items())
    )
    assert wordings["2026-06-10"] in records
    assert wordings["2026-01-10"] not in records
    assert records[wordings["2026-06-10"]]["times_seen"] == 2


def test_across_pages_the_most_complete_wording_is_kept_whatever_the_time(project: Project) -> None:
    asked = "Where can I get it?"
    long = f"{LONG} every school nurse's office in the week, without any appointment at all."
    short = f"{LONG} every school nurse's office in the week, without any appointment."
    records = released(
        project,
        Read("a.html", FAQ, "2026-01-10", ((asked, long), SLIDE)),
        Read("b.html", HELP, "2026-03-10", ((asked, short), SLIDE)),
    )
    assert long in records
    assert short not in records


def test_of_exact_copies_of_one_page_the_newer_letters_are_kept(project: Project) -> None:
    records = released(
        project,
        Read("a.html", FAQ, "2026-01-10", (("Is it free?", "Yes, it is free for all who live here !!"), SLIDE)),
        Read("b.html", FAQ, "2026-03-10", (("Is it free?", "Yes, it is free for all who live here."), SLIDE)),
    )
    assert "Yes, it is free for all who live here." in records


def test_the_date_that_pages_give_themselves_orders_them_where_no_retrieval_does(project: Project) -> None:
    for path, pair, date in (("a.html", OPENS, "2026-03-10"), ("b.html", CLOSED, "2026-01-10")):
        meta = f'<meta property="article:modified_time" content="{date}T08:00:00Z">'
        project.page(path, faq(pair, SLIDE).replace("<title>", f"{meta}<title>"))
    project.index(f"a.html,{FAQ},,,", f"b.html,{FAQ},,,")
    project.curate()
    rows = {row["answer"]: row for row in load(engine="arrow", out=project.out).to_pylist()}
    assert rows[CLOSED[1]]["superseded_by"] == rows[OPENS[1]]["id"]
    assert rows[CLOSED[1]]["first_seen"] is None
    [date] = {row["page_date"] for row in load(table="documents", engine="arrow", out=project.out).to_pylist()} - {
        datetime(2026, 1, 10, 8)
    }
    assert date == datetime(2026, 3, 10, 8)
