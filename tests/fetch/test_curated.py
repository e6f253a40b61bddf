"""What `curate` makes of the archives that a fetch wrote: pages that are as they were, gone, and back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from conftest import Project, Row, check_sound
from small_site import page

from pipeline import load
from pipeline.audit.answer_history import history
from pipeline.audit.explain import explain
from pipeline.cli.curating import sentences
from pipeline.fetch.archive import Archive
from pipeline.fetch.exchange import Exchange
from pipeline.fetch.warc import Earlier, Stored, page_records, revisit_records
from pipeline.release.stats import measure

TABLES = ("records", "sightings", "documents")
URL = "https://pool.example.org/faq"
WHEN = "When does the pool open?"
OLD, NEW = "It opens at seven in the morning on weekdays.", "It opens at nine in the morning on every day."


def exchange(day: int, answer: str = OLD, status: int = 200, url: str = URL) -> Exchange:
    """Return what a server says on a day in January."""
    when = datetime(2026, 1, day, 12, tzinfo=UTC)
    body = page((WHEN, answer)).body if status == 200 else b""
    head = f"HTTP/1.1 {status} OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
    request = b"GET /faq HTTP/1.1\r\n\r\n"
    return Exchange(url, "192.0.2.1", when, 0.1, request, head.encode() + body, status, (), body)


def earlier(stored: Stored, said: Exchange) -> Earlier:
    return Earlier("<urn:uuid:0>", said.url, f"{said.fetched_at:%Y-%m-%dT%H:%M:%SZ}", stored, "sha256:X")


@pytest.fixture
def stored(project: Project) -> Stored:
    """The page as it was on the first of January, in an archive of its own."""
    return write(project, exchange(1))


def write(project: Project, said: Exchange, asked: str = "") -> Stored:
    project.raw.mkdir(exist_ok=True)
    archive = Archive(project.raw, "qamill")
    stored = archive.write(page_records(said, asked))
    archive.close()
    return stored


def write_revisit(project: Project, said: Exchange, of: Earlier) -> Stored:
    archive = Archive(project.raw, "qamill")
    stored = archive.write(revisit_records(said, of))
    archive.close()
    return stored


def records(project: Project) -> dict[str, Row]:
    """The records of a release by their answers."""
    return {row["answer"]: row for row in load(out=project.out, engine="arrow").to_pylist()}


def days(row: Row) -> tuple[int, int]:
    return row["first_seen"].day, row["last_seen"].day


def documents(project: Project) -> dict[str, Row]:
    rows: list[Row] = load(table="documents", out=project.out, engine="arrow").to_pylist()
    return {row["path"]: row for row in rows}


def test_what_a_page_gave_that_is_gone_is_gone_and_what_was_replaced_stays_superseded(
    project: Project, stored: Stored
) -> None:
    write(project, exchange(2, NEW))
    project.curate()
    assert records(project)[NEW]["flags"] == ""
    gone = write(project, exchange(3, status=410))
    project.curate()
    found = records(project)
    assert found[NEW]["flags"] == "gone"
    assert found[NEW]["superseded_by"] is None
    assert found[OLD]["superseded_by"] == found[NEW]["id"]
    row = documents(project)[str(gone)]
    assert (row["url"], row["boilerplate"], row["pairs"], row["bytes"]) == (URL, "gone=1 status_410=1", 0, 0)
    assert str(stored) in documents(project)
    check_sound(project, TABLES)


def test_a_page_that_leads_to_one_that_is_gone_is_gone_too(project: Project, stored: Stored) -> None:
    gone = write(project, exchange(2, status=404, url="https://pool.example.org/moved"), asked=URL)
    project.curate()
    assert records(project)[OLD]["flags"] == "gone"
    rows = [
        row for row in load(table="documents", out=project.out, engine="arrow").to_pylist() if row["path"] == str(gone)
    ]
    assert sorted(row["url"] for row in rows) == [URL, "https://pool.example.org/moved"]
    assert [row["boilerplate"] for row in rows] == ["gone=1 status_404=1"] * 2
    check_sound(project, TABLES)
    write(project, exchange(3))
    project.curate()
    assert records(project)[OLD]["flags"] == ""
    assert stored.offset > 0


def test_a_page_that_leads_to_the_same_one_in_another_spelling_is_gone_once(project: Project, stored: Stored) -> None:
    gone = write(project, exchange(2, status=404, url=f"{URL}/"), asked=URL)
    project.curate()
    assert records(project)[OLD]["flags"] == "gone"
    assert project.release().manifest.counts["documents_gone"] == 1
    assert gone.offset > 0 < stored.offset


def test_pages_that_are_gone_are_told_as_gone_and_not_as_pages_without_pairs(project: Project, stored: Stored) -> None:
    write(project, exchange(2, status=404))
    never = write(project, exchange(3, status=410, url=f"{URL}/never"))
    outcome = project.curate()
    counts = outcome.manifest.counts
    assert (counts["documents_gone"], counts["documents_without_pairs"]) == (2, 0)
    assert outcome.without_pairs == []
    assert "2 pages were gone: the server answered 404 or 410." in [*sentences(outcome)]
    assert documents(project)[str(never)]["boilerplate"] == "gone=1 status_410=1"
    assert measure(out=project.out)["pairs_of_a_page"]["least"] == 1
    assert stored.offset > 0


def test_a_page_that_is_gone_is_explained_by_its_status_and_day(project: Project, stored: Stored) -> None:
    write(project, exchange(2, status=410))
    project.curate()
    id = records(project)[OLD]["id"]
    [sentence] = explain(id, out=project.out, raw=project.raw).later
    assert sentence == (
        f"{id}, which was last seen 2026-01-01, is gone: its page is gone (status 410 on 2026-01-02), and no page"
        " gives this answer to it."
    )
    write(project, exchange(3, url=f"{URL}/{stored.offset}"))
    write(project, exchange(4, status=404, url=f"{URL}/{stored.offset}"))
    project.curate()
    [sentence] = explain(id, out=project.out, raw=project.raw).later
    assert "its pages are gone (status 410 on 2026-01-02, status 404 on 2026-01-04)" in sentence


def test_what_another_page_still_gives_is_current(project: Project, stored: Stored) -> None:
    write(project, exchange(2, url=f"{URL}/other"))
    write(project, exchange(3, status=404))
    project.curate()
    assert records(project)[OLD]["flags"] == ""
    assert stored.archive == "web-20260101-001.warc.gz"


@pytest.mark.parametrize("days", [(1, 3, 2), (3, 1, 2)])
def test_an_answer_of_gone_that_is_older_than_the_newest_state_takes_nothing_away(
    project: Project, days: tuple[int, int, int]
) -> None:
    for day in days[:2]:
        write(project, exchange(day))
    write(project, exchange(days[2], status=404))
    project.curate()
    assert records(project)[OLD]["flags"] == ""


@pytest.mark.parametrize("status", [401, 403, 429, 451, 500, 502, 503])
def test_other_answers_of_a_server_say_nothing_of_a_page(project: Project, stored: Stored, status: int) -> None:
    write(project, exchange(2, status=status))
    project.curate()
    assert records(project)[OLD]["flags"] == ""
    assert [*documents(project)] == ["web-20260101-001.warc.gz", str(stored), "web-20260102-002.warc.gz"]


def test_a_page_that_is_back_gives_its_answers_again(project: Project, stored: Stored) -> None:
    write(project, exchange(2, status=404))
    project.curate()
    assert records(project)[OLD]["flags"] == "gone"
    write(project, exchange(3))
    project.curate()
    assert records(project)[OLD]["flags"] == ""
    assert [(span.first.day, span.last.day) for span in history(WHEN, out=project.out).answers[0].seen] == [
        (1, 1),
        (3, 3),
    ]
    as_of = [len(load(out=project.out, engine="arrow", as_of=f"2026-01-0{day}")) for day in (1, 2, 3)]
    assert as_of == [1, 0, 1]
    assert stored.offset > 0
    check_sound(project, TABLES)


def test_a_page_that_is_as_it_was_was_seen_again(project: Project, stored: Stored) -> None:
    project.curate()
    revisit = write_revisit(project, exchange(4, status=304), earlier(stored, exchange(1)))
    project.curate()
    assert days(records(project)[OLD]) == (1, 4)
    found = documents(project)
    assert found[str(revisit)]["retrieved_at"].day == 4
    assert found[str(revisit)]["sha256"] == found[str(stored)]["sha256"]
    assert "revisit" not in found[revisit.archive]["boilerplate"]
    check_sound(project, TABLES)


def test_a_revisit_in_the_archive_of_its_response_is_read(project: Project) -> None:
    project.raw.mkdir()
    archive = Archive(project.raw, "qamill")
    stored = archive.write(page_records(exchange(1)))
    archive.write(page_records(exchange(2, NEW)))
    archive.write(revisit_records(exchange(4, status=304), earlier(stored, exchange(1))))
    archive.close()
    project.curate()
    found = records(project)
    assert days(found[OLD]) == (1, 4)
    assert found[NEW]["superseded_by"] == found[OLD]["id"]
    check_sound(project, TABLES)


def _nowhere(stored: Stored) -> list[Stored]:
    return [
        stored._replace(archive="web-20260101-009.warc.gz"),
        stored._replace(archive="crawl.warc.gz"),
        stored._replace(archive="../raw/web-20260101-001.warc.gz"),
        stored._replace(offset=stored.offset - 1),
        stored._replace(offset=0),
        stored._replace(offset=10**9),
    ]


@pytest.mark.parametrize("number", range(6))
def test_a_revisit_whose_response_is_not_where_it_says_is_found_by_address_and_time(
    project: Project, stored: Stored, number: int
) -> None:
    of = earlier(_nowhere(stored)[number], exchange(1))
    revisit = write_revisit(project, exchange(4, status=304), of)
    project.curate()
    assert days(records(project)[OLD]) == (1, 4)
    assert documents(project)[revisit.archive]["boilerplate"] == "request=1 warcinfo=1"


@pytest.mark.parametrize("said", [exchange(2), exchange(1, url=f"{URL}/other")])
def test_a_revisit_of_a_response_that_is_nowhere_is_rejected(project: Project, stored: Stored, said: Exchange) -> None:
    revisit = write_revisit(project, exchange(4, status=304), earlier(stored, said))
    project.curate()
    assert documents(project)[str(revisit)]["rejected"] == 1
    assert project.release().manifest.rejected == {"nothing_revisited": 1}


def test_when_the_response_of_a_revisit_is_taken_away_so_is_what_it_gave(project: Project, stored: Stored) -> None:
    write_revisit(project, exchange(4, status=304), earlier(stored, exchange(1)))
    write(project, exchange(2, NEW, url=f"{URL}/other"))
    project.curate()
    (project.raw / stored.archive).unlink()
    project.curate(allow_loss=True)
    assert [*records(project)] == [NEW]
    check_sound(project, TABLES)


def test_a_link_among_the_archives_is_not_followed(project: Project, stored: Stored, tmp_path: Path) -> None:
    write_revisit(project, exchange(4, status=304), earlier(stored, exchange(1)))
    write(project, exchange(2, NEW, url=f"{URL}/other"))
    away = tmp_path / "elsewhere.warc.gz"
    (project.raw / stored.archive).rename(away)
    (project.raw / stored.archive).symlink_to(away)
    project.curate()
    assert [*records(project)] == [NEW]
