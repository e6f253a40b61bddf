"""Fetching again: what changed since the last visit, and what `curate` makes of it without any other work."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from click.testing import Result
from conftest import Project, Run
from fastwarc.warc import ArchiveIterator, WarcRecordType
from faulty_server import playing_by_path
from small_site import Answer, Asked, Site, page, serving

from pipeline import load
from pipeline.audit.verify import verify
from pipeline.fetch.again import CHANGES, Past, change_of
from pipeline.fetch.fetched import COLUMNS, FINAL, RESULTS, Visit, read_visits
from pipeline.ingest.folder import FETCHED

WHEN, WHERE, COST = "When does the pool open?", "Where do I park my bicycle?", "What does the pool cost?"
SEVEN, NINE = "It opens at seven in the morning on weekdays.", "It opens at nine in the morning on every day."
BEHIND, FOUR = "You can park it behind the hall.", "It costs four coins for grown people."


def tagged(tag: str, answer: Answer) -> Any:
    """A page whose server knows whether it changed."""
    known = answer._replace(fields=(*answer.fields, ("ETag", tag)))

    def said(request: Asked) -> Answer:
        return Answer(status=304) if request.fields.get("if-none-match") == tag else known

    return said


@pytest.fixture
def site() -> Iterator[Site]:
    with serving({
        "/same": tagged('"1"', page((COST, FOUR))),
        "/untagged": page((COST, FOUR)),
        "/changes": page((WHEN, SEVEN)),
        "/goes": tagged('"2"', page((WHERE, BEHIND))),
    }) as running:  # fmt: skip
        yield running


@pytest.fixture
def fetched(project: Project, site: Site, qamill: Run) -> Project:
    """A project that has all pages of the site, last visited on the first of January."""
    fetch(qamill, project, *(site.url + path for path in site.pages))
    long_ago(project)
    return project


def fetch(qamill: Run, project: Project, *arguments: str) -> Result:
    options = ["--contact", "me@example.org", "--delay", "0", "--allow-private", "--raw", str(project.raw)]
    return qamill(project, "fetch", *options, *arguments)


def long_ago(project: Project) -> None:
    """Make all visits so far visits of the first of January, in the index and in the archives."""
    day = f"{datetime.now(UTC):%Y-%m-%d}"
    index = project.raw / FETCHED
    index.write_text(index.read_text().replace(f'"{day}T', '"2026-01-01T').replace(f",{day}T", ",2026-01-01T"))


def changes(result: Result) -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads(result.stdout)["changes"]
    assert [*found] == [*CHANGES]
    return {word: [url.rpartition("/")[2] for url in urls] for word, urls in found.items() if urls}


def test_all_that_was_fetched_is_visited_again_and_what_changed_is_told(
    fetched: Project, site: Site, qamill: Run
) -> None:
    site.pages["/changes"] = page((WHEN, NINE))
    del site.pages["/goes"]
    del site.asked[:]
    found = changes(fetch(qamill, fetched, "--again", "--json"))
    assert found == {"changed": ["changes"], "unchanged": ["same", "untagged"], "gone": ["goes"]}
    assert [visit.result for visit in read_visits(fetched.raw)][4:] == [
        "not_modified", "not_modified", "stored", "gone",
    ]  # fmt: skip
    [same] = [each for each in site.asked if each.path == "/same"]
    assert same.fields["if-none-match"] == '"1"'
    newest = max(fetched.raw.glob("web-*.warc.gz"))
    with newest.open("rb") as file:
        profiles = [
            record.headers["WARC-Profile"].rpartition("/")[2]
            for record in ArchiveIterator(file, record_types=WarcRecordType.revisit)
        ]
    assert profiles == ["server-not-modified", "identical-payload-digest"]


def test_a_page_that_comes_in_other_chunks_is_as_it_was(project: Project, qamill: Run) -> None:
    body = page((COST, FOUR)).body
    sizes = iter([10, 17, 17])

    def chunked(_: Asked) -> Answer:
        size = next(sizes)
        parts = [body[at : at + size] for at in range(0, len(body), size)]
        lines = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in [*parts, b""])
        return Answer(lines, fields=(("Content-Type", "text/html"), ("Transfer-Encoding", "chunked")))

    with serving({"/chunked": chunked}) as site:
        fetch(qamill, project, f"{site.url}/chunked")
        assert changes(fetch(qamill, project, "--again", "--json")) == {"unchanged": ["chunked"]}
    assert [visit.result for visit in read_visits(project.raw)] == ["stored", "not_modified"]


def test_a_page_that_was_gone_is_back(fetched: Project, site: Site, qamill: Run) -> None:
    there = site.pages.pop("/goes")
    assert changes(fetch(qamill, fetched, "--again", "--json"))["gone"] == ["goes"]
    found = changes(fetch(qamill, fetched, "--again", "--json"))
    assert found == {"unchanged": ["changes", "goes", "same", "untagged"]}
    site.pages["/goes"] = there
    assert changes(fetch(qamill, fetched, "--again", "--json"))["back"] == ["goes"]
    site.pages["/goes"] = Answer(b"no", 500)
    assert changes(fetch(qamill, fetched, "--again", "--json"))["failed"] == ["goes"]


@pytest.mark.parametrize(
    ("results", "word"),
    [
        (("", "stored"), "new"),
        (("gone", "stored"), "new"),
        (("not_a_page", "stored"), "new"),
        (("timeout", "stored"), "new"),
        (("", "gone"), "gone"),
        (("stored", "not_a_page", "stored"), "back"),
        (("stored", "not_a_page", "not_modified"), "back"),
        (("stored", "gone", "not_modified"), "back"),
        (("stored", "gone", "timeout", "stored"), "back"),
        (("stored", "gone", "timeout", "gone"), "unchanged"),
        (("stored", "timeout", "not_modified"), "unchanged"),
        (("stored", "timeout", "stored"), "changed"),
        (("stored", "gone", "stored", "stored"), "changed"),
        (("not_modified", "gone"), "gone"),
        (("stored", "not_a_page"), "failed"),
        (("gone", "not_a_page"), "failed"),
        *((("stored", result), "failed") for result in RESULTS if result not in FINAL),
    ],
)
def test_what_a_visit_found_is_told_by_all_visits_before_it(
    project: Project, results: tuple[str, ...], word: str
) -> None:
    lines = enumerate(results, 1)
    visits = [Visit("https://example.org/", f"2026-01-0{day}T12:00:00Z", result=result) for day, result in lines]
    *before, last = visits
    index = [",".join(COLUMNS), *(",".join(visit) for visit in before if visit.result)]
    project.page(FETCHED, "\n".join(index) + "\n")
    past = Past(project.raw)
    assert change_of(past.settled.get(last.url), last, last.url in past.pages) == word


def test_the_numbers_of_the_report_are_those_of_the_addresses_that_were_asked_for(
    fetched: Project, site: Site, qamill: Run
) -> None:
    del site.pages["/goes"]
    site.pages["/same"] = Answer(b"%PDF", fields=(("Content-Type", "application/pdf"),))
    site.pages["/untagged"] = Answer(b"oh", 500)
    site.pages["/more"] = page((COST, FOUR))
    urls = [f"{site.url}/{name}" for name in ("same", "untagged", "changes", "goes", "more", "never")]
    told = json.loads(fetch(qamill, fetched, "--again", "--json", *urls).stdout)
    assert {word: len(found) for word, found in told["changes"].items()} == {
        "new": 1, "changed": 0, "unchanged": 1, "gone": 2, "back": 0, "failed": 2,
    }  # fmt: skip
    assert sum(told["results"].values()) == len(told["visits"]) == 6


def test_the_report_names_what_changed_and_counts_the_rest(fetched: Project, site: Site, qamill: Run) -> None:
    site.pages["/changes"] = page((WHEN, NINE))
    del site.pages["/goes"]
    result = fetch(qamill, fetched, "--again")
    assert f"changed: {site.url}/changes\ngone: {site.url}/goes\n" in result.stderr
    assert "Since the last visit: 1 changed, 2 unchanged, 1 gone.\nNext: qamill curate\n" in result.stderr


def test_only_the_addresses_that_are_named_are_visited(fetched: Project, site: Site, qamill: Run) -> None:
    assert changes(fetch(qamill, fetched, "--again", "--json", f"{site.url}/same")) == {"unchanged": ["same"]}


@pytest.mark.parametrize(
    ("options", "are_due"),
    [
        (["--since", "2026-01-01"], False),
        (["--since", "2026-01-02"], True),
        (["--max-age", "1d"], True),
        (["--max-age", "99999w"], False),
        (["--max-age", "999999w"], False),
        (["--max-age", "1d", "--since", "2026-01-01"], False),
        (["--max-age", "1h", "--again"], True),
    ],
)
def test_only_what_was_not_visited_lately_is_due(
    fetched: Project, qamill: Run, options: list[str], are_due: bool
) -> None:
    result = json.loads(fetch(qamill, fetched, "--json", *options).stdout)
    assert (len(result["visits"]), result["there"]) == ((4, 0) if are_due else (0, 4))


@pytest.mark.parametrize("options", [["--since", "yesterday"], ["--max-age", "30"], ["--max-age", "-1d"]])
def test_a_time_that_is_none_is_answered(fetched: Project, qamill: Run, options: list[str]) -> None:
    result = fetch(qamill, fetched, *options)
    assert result.exit_code == 2
    assert options[1] in result.stderr


def test_where_nothing_was_fetched_nothing_can_be_visited_again(project: Project, qamill: Run) -> None:
    result = fetch(qamill, project, "--again")
    assert result.exit_code == 2
    assert "Nothing was fetched" in result.stderr


def test_addresses_that_were_none_are_not_asked_for_again(project: Project, qamill: Run) -> None:
    project.page(FETCHED, f"{','.join(COLUMNS)}\nftp://example.org/,2026-01-01T00:00:00Z,,bad_address,,\n")
    assert fetch(qamill, project, "--again").exit_code == 2


def test_a_site_that_changes_becomes_history_without_any_other_work(
    project: Project, site: Site, qamill: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_day(monkeypatch, 1)
    fetch(qamill, project, *(site.url + path for path in site.pages))
    project.curate()
    on_day(monkeypatch, 2)
    site.pages["/changes"] = page((WHEN, NINE))
    there = site.pages.pop("/goes")
    fetch(qamill, project, "--again")
    assert project.curate().is_new
    found = {row["answer"]: row for row in load(out=project.out, engine="arrow").to_pylist()}
    assert found[SEVEN]["superseded_by"] == found[NINE]["id"]
    assert "gone" in found[BEHIND]["flags"].split()
    assert (found[FOUR]["first_seen"].day, found[FOUR]["last_seen"].day) == (1, 2)
    assert verify("latest", project.out, project.raw).problems == []
    on_day(monkeypatch, 3)
    site.pages["/goes"] = there
    fetch(qamill, project, "--again")
    project.curate()
    found = {row["answer"]: row for row in load(out=project.out, engine="arrow").to_pylist()}
    assert "gone" not in found[BEHIND]["flags"].split()
    assert found[BEHIND]["last_seen"].day == 3
    assert verify("latest", project.out, project.raw).problems == []


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/robots.txt", Answer(b"User-agent: *\nDisallow: /\n", fields=(("Content-Type", "text/plain"),))),
        ("/goes", Answer(b"no", 403)),
        ("/goes", Answer(b"oh", 500)),
    ],
)
def test_what_a_site_forbids_or_cannot_give_now_takes_nothing_away(
    project: Project, site: Site, qamill: Run, monkeypatch: pytest.MonkeyPatch, path: str, answer: Answer
) -> None:
    on_day(monkeypatch, 1)
    fetch(qamill, project, f"{site.url}/goes")
    on_day(monkeypatch, 2)
    site.pages[path] = answer
    assert changes(fetch(qamill, project, "--again", "--json")) == {"failed": ["goes"]}
    project.curate()
    [row] = load(out=project.out, engine="arrow").to_pylist()
    assert (row["answer"], row["last_seen"].day) == (BEHIND, 1)
    assert "gone" not in row["flags"].split()


def on_day(monkeypatch: pytest.MonkeyPatch, day: int) -> None:
    """Let requests be sent on a day in January."""

    class Then(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Then:
            return cls(2026, 1, day, 12, tzinfo=tz)

    monkeypatch.setattr("pipeline.fetch.client.datetime", Then)
    monkeypatch.setattr("pipeline.fetch.fetched.datetime", Then)


# --- qamill add URL -------------------------------------------------------------------------------


def test_an_address_that_is_added_is_fetched(project: Project, site: Site, qamill: Run) -> None:
    options = ["--contact", "me@example.org", "--allow-private", "--raw", str(project.raw)]
    result = qamill(project, "add", *options, f"{site.url}/same")
    assert result.exit_code == 0, result.stderr
    assert "Next: qamill curate" in result.stderr
    assert [visit.result for visit in read_visits(project.raw)] == ["stored"]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["https://example.org/", "faq.txt"], "not both at once"),
        (["https://example.org/", "--note", "mine"], "is for files"),
        (["https://example.org/"], "--contact"),
    ],
)
def test_what_does_not_go_with_an_address_is_answered(
    project: Project, qamill: Run, arguments: list[str], why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("QAMILL_CONTACT", raising=False)
    result = qamill(project, "add", "--raw", str(project.raw), *arguments)
    assert result.exit_code == 2
    assert why in result.stderr


@pytest.mark.parametrize("tag", ['"\xe4\u20ac"', '"a\rb"', '"' + "x" * 5_000 + '"'])
def test_what_cannot_be_sent_back_is_not_and_the_page_is_asked_for_all_the_same(
    tag: str, project: Project, qamill: Run
) -> None:
    answer = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\nETag: " + tag.encode() + b"\r\n\r\nhello"
    )
    with playing_by_path({"/page": (answer,)}) as served:
        for again in ((), ("--again",)):
            fetch(qamill, project, served.url, *again)
    assert [visit.result for visit in read_visits(project.raw)] == ["stored", "not_modified"]


def test_a_304_that_nobody_asked_for_settles_nothing(project: Project, qamill: Run) -> None:
    with serving({"/page": Answer(status=304)}) as running:
        result = fetch(qamill, project, running.url + "/page")
    assert [visit.result for visit in read_visits(project.raw)] == ["http_error"]
    assert result.exit_code == 1


@pytest.mark.parametrize(
    "file", ["{}#1", "{}#{}".format("{}", "9" * 30), "{}#" + "9" * 5_000, "{}#²", "../raw/{}#0", "x" * 300 + "/{}#0"]
)
def test_an_index_that_names_no_record_asks_for_the_page_anew(file: str, project: Project, qamill: Run) -> None:
    with serving({"/a": page((COST, FOUR)), "/b": page((WHEN, SEVEN))}) as running:
        for path in ("/a", "/b"):
            fetch(qamill, project, running.url + path)
        index = project.raw / FETCHED
        first = next(read_visits(project.raw)).file
        index.write_text(index.read_text().replace(first, file.format(first.partition("#")[0])))
        fetch(qamill, project, running.url + "/a", "--again")
    assert [visit.result for visit in read_visits(project.raw)] == ["stored", "stored", "stored"]


def test_a_record_of_another_page_says_nothing_of_this_one(project: Project, qamill: Run) -> None:
    with serving({"/a": tagged('"1"', page((COST, FOUR))), "/b": tagged('"1"', page((WHEN, SEVEN)))}) as running:
        for path in ("/a", "/b"):
            fetch(qamill, project, running.url + path)
        first, second = (visit.file for visit in read_visits(project.raw))
        index = project.raw / FETCHED
        index.write_text(index.read_text().replace(first, second))
        fetch(qamill, project, running.url + "/a", "--again")
    assert [visit.result for visit in read_visits(project.raw)][-1] == "stored"
