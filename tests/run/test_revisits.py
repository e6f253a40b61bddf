"""Archives of other crawlers: a page that was as before is the page that is meant, wherever its response lies."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from conftest import Project, check_sound, rows
from crawl import BODY, BY_DATE, BY_DIGEST, FIRST, HEAD, LATER, RESPONSE, SEVEN, URL, Said, record

from pipeline.audit.explain import explain
from pipeline.audit.verify import verify

TABLES = ("records", "sightings", "documents", "rejected")


def write(project: Project, name: str, *said: Said) -> Path:
    project.raw.mkdir(exist_ok=True)
    path = project.raw / name
    path.write_bytes(b"".join(map(record, said)))
    return path


def seen(project: Project) -> tuple[int, int]:
    [row] = rows(project, "records")
    return row["first_seen"].day, row["last_seen"].day


@pytest.mark.parametrize("names", list(itertools.permutations(["a.warc.gz", "b.warc.gz"])))
@pytest.mark.parametrize(
    "said",
    [
        BY_DATE,
        BY_DIGEST,
        BY_DATE._replace(fields=(*BY_DATE.fields, *BY_DIGEST.fields)),
        BY_DATE._replace(url=f"{URL}?from=menu"),
        BY_DIGEST._replace(block=HEAD),
        BY_DATE._replace(block=b"HTTP/1.1 304 Not Modified\r\n\r\n"),
        BY_DATE._replace(fields=(*BY_DATE.fields, ("WARC-Refers-To-Filename", "lost.warc.gz"),
                                 ("WARC-Refers-To-File-Offset", "17"))),
        BY_DIGEST._replace(fields=(("WARC-Refers-To-Target-URI", URL), ("WARC-Refers-To-Date", "2020-01-01T00:00:00Z"),
                                   *BY_DIGEST.fields)),
    ],
)  # fmt: skip
def test_a_page_that_was_as_before_is_found_in_any_archive(
    project: Project, names: tuple[str, str], said: Said
) -> None:
    write(project, names[0], RESPONSE)
    revisit = write(project, names[1], said)
    project.curate()
    assert seen(project) == (1, 4)
    [row] = [row for row in rows(project, "documents") if row["path"] == f"{revisit.name}#0"]
    assert (row["url"], row["pairs"], row["bytes"], row["retrieved_at"].day) == (said.url, 1, len(BODY), 4)
    assert rows(project, "rejected") == []


def test_what_was_found_elsewhere_can_be_verified_and_explained(project: Project) -> None:
    write(project, "b.warc.gz", RESPONSE)
    write(project, "a.warc.gz", BY_DATE, BY_DIGEST._replace(date="2026-01-07T12:00:00Z"))
    project.curate()
    assert seen(project) == (1, 7)
    [row] = rows(project, "records")
    evidence = explain(row["id"], out=project.out, raw=project.raw).evidence
    assert len(evidence) == 3
    assert all(each.lines for each in evidence)
    check_sound(project, TABLES)


@pytest.mark.parametrize("raw", ["raw", "./raw", "link"])
def test_what_was_found_elsewhere_is_verified_whatever_leads_to_its_folder(
    project: Project, raw: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(project, "a.warc.gz", RESPONSE, BY_DATE)
    project.curate()
    monkeypatch.chdir(project.root)
    Path("link").symlink_to(project.raw)
    verdict = verify(out=project.out, raw=raw)
    assert (verdict.missing, verdict.locators) == ((), verdict.sightings)


@pytest.mark.parametrize(
    "said",
    [
        Said(),
        BY_DATE._replace(fields=(("WARC-Refers-To-Target-URI", URL), ("WARC-Refers-To-Date", LATER))),
        BY_DATE._replace(fields=(("WARC-Refers-To-Target-URI", f"{URL}/x"), ("WARC-Refers-To-Date", FIRST))),
        BY_DIGEST._replace(fields=(("WARC-Payload-Digest", "sha1:OTHER"),)),
        BY_DIGEST._replace(url=f"{URL}/x"),
    ],
)
def test_a_revisit_of_what_is_not_there_is_rejected_with_its_reason(project: Project, said: Said) -> None:
    write(project, "a.warc.gz", RESPONSE)
    write(project, "b.warc.gz", said)
    project.curate()
    assert seen(project) == (1, 1)
    [row] = rows(project, "rejected")
    assert (row["reason"], row["path"], row["page_url"]) == ("nothing_revisited", "b.warc.gz#0", said.url)
    check_sound(project, TABLES)


@pytest.mark.parametrize(
    "said",
    [
        BY_DIGEST._replace(block=b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n"),
        BY_DIGEST._replace(block=b"HTTP/1.1 301 Moved\r\nLocation: /\r\n\r\n"),
        BY_DIGEST._replace(block=b"HTTP/1.1 503 Busy\r\n\r\n"),
        BY_DIGEST._replace(date="yesterday"),
        BY_DIGEST._replace(url="dns:pool.example.org"),
    ],
)
def test_a_revisit_of_what_is_no_page_is_counted(project: Project, said: Said) -> None:
    write(project, "a.warc.gz", RESPONSE, said)
    project.curate()
    [row] = [row for row in rows(project, "documents") if row["path"] == "a.warc.gz"]
    assert row["boilerplate"] == "revisit=1"
    assert seen(project) == (1, 1)
    assert rows(project, "rejected") == []


@pytest.mark.parametrize("status", [404, 410])
def test_a_revisit_of_an_answer_that_there_is_no_such_page_says_so(project: Project, status: int) -> None:
    write(project, "a.warc.gz", RESPONSE, BY_DIGEST._replace(block=f"HTTP/1.1 {status} No\r\n\r\n".encode()))
    project.curate()
    [row] = rows(project, "records")
    assert row["flags"] == "gone"


def test_when_the_archive_of_the_response_comes_later_the_page_is_read_then(project: Project) -> None:
    write(project, "a.warc.gz", BY_DATE)
    project.page("other.txt", "What is asked?\n\nSomething.\nView complete answer on example.org")
    project.curate()
    assert [row["reason"] for row in rows(project, "rejected")] == ["nothing_revisited"]
    response = write(project, "b.warc.gz", RESPONSE)
    project.curate()
    assert rows(project, "rejected") == []
    check_all = verify("latest", project.out, project.raw)
    assert check_all.problems == []
    response.unlink()
    project.curate(allow_loss=True)
    assert [row["reason"] for row in rows(project, "rejected")] == ["nothing_revisited"]


def test_of_two_times_in_one_second_the_digest_decides(project: Project) -> None:
    other = RESPONSE._replace(
        block=HEAD + BODY.replace(b"seven", b"eight"), fields=(("WARC-Payload-Digest", "sha1:A"),)
    )
    write(project, "a.warc.gz", other, RESPONSE, BY_DATE._replace(fields=(*BY_DATE.fields, *BY_DIGEST.fields)))
    project.curate()
    assert {row["answer"]: row["last_seen"].day for row in rows(project, "records")}[SEVEN] == 4
