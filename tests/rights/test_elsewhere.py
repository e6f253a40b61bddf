"""What an archive says of its pages beside them: the files of their site, and what `qamill fetch` noted."""

from __future__ import annotations

import gzip
import json

import pytest
from conftest import Project, rows
from crawl import BODY, FIRST, LATER, URL, Said, archive, record, response

from pipeline import curate
from pipeline.audit.verify import verify

_SITE = "https://pool.example.org"
_ROBOTS = "User-agent: *\nAllow: /\nContent-Usage: train-ai=n\n"


def file(path: str, content: str | bytes, media_type: str, date: str = FIRST, site: str = _SITE) -> bytes:
    """Return a record of a file of the site."""
    body = content if isinstance(content, bytes) else content.encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\n\r\n".encode()
    return record(Said("response", f"{site}{path}", date, head + body))


def tdmrep(location: str, value: int, date: str = FIRST) -> bytes:
    rules = json.dumps([{"location": location, "tdm-reservation": value}])
    return file("/.well-known/tdmrep.json", rules, "application/json", date)


def robots(text: str, date: str = FIRST, media_type: str = "text/plain", site: str = _SITE) -> bytes:
    return file("/robots.txt", text, media_type, date, site)


def signal(words: str, url: str = URL, date: str = FIRST) -> bytes:
    """Return a record as `qamill fetch` writes it of a page that it stored in spite of a signal."""
    body = f"signal: {words}\r\n".encode()
    head = f"WARC/1.1\r\nWARC-Type: metadata\r\nWARC-Target-URI: {url}\r\nWARC-Date: {date}\r\n"
    head += f"Content-Type: application/warc-fields\r\nContent-Length: {len(body)}\r\n\r\n"
    return gzip.compress(head.encode() + body + b"\r\n\r\n", mtime=0)


@pytest.mark.parametrize(
    ("beside", "usage"),
    [
        ([tdmrep("/", 1)], "tdm_reserved"),
        ([tdmrep("/faq", 1)], "tdm_reserved"),
        ([tdmrep("/other", 1)], None),
        ([tdmrep("/", 1), tdmrep("/", 0, LATER)], "tdm_not_reserved"),
        ([file("/.well-known/tdmrep.json", "<html>", "application/json")], None),
        ([robots(_ROBOTS)], "train-ai=n"),
        ([robots(_ROBOTS, media_type="application/octet-stream")], "train-ai=n"),
        ([robots("User-agent: *\nDisallow: /faq\n")], "robots_disallow"),
        ([robots("User-agent: otherbot\nDisallow: /\n")], None),
        ([robots("User-agent: *\nDisallow: /\n", site="https://lake.example.org")], None),
        ([file("/ai.txt", "User-Agent: *\nDisallow: /\n", "text/plain")], "ai_txt_disallow"),
        ([signal("x-robots-tag: noai")], "noai"),
        ([signal("/.well-known/tdmrep.json: 1")], "tdm_reserved"),
        ([signal("robots.txt content-usage: train-ai=n")], "train-ai=n"),
        ([signal("ai.txt: disallow")], "ai_txt_disallow"),
        ([signal("x-robots-tag: noai", date=LATER)], None),
        ([signal("x-robots-tag: noai", url=f"{_SITE}/other")], None),
        ([signal("signal: signal: signal: noai")], None),
        ([robots(_ROBOTS), tdmrep("/", 1), signal("meta robots: noai")], "noai tdm_reserved train-ai=n"),
    ],
)
def test_what_is_said_beside_a_page_counts(project: Project, beside: list[bytes], usage: str | None) -> None:
    for number, records in enumerate(([*beside, response()], [response(), *beside])):
        archive(project, *records)
        out = project.root / f"out{number}"
        curate(project.raw, out, workers=1)
        [found] = _records(project, number)
        assert found["usage"] == usage
        assert not verify("latest", out, project.raw).problems


def _records(project: Project, number: int) -> list[dict[str, object]]:
    from pipeline import load

    rows: list[dict[str, object]] = load(out=project.root / f"out{number}", engine="arrow").to_pylist()
    return rows


def test_the_page_itself_comes_before_the_file_of_its_site(project: Project) -> None:
    archive(project, response(URL, "TDM-Reservation: 0"), tdmrep("/", 1))
    project.curate()
    [document] = [row for row in rows(project, "documents") if row["pairs"]]
    assert document["usage"] == "tdm_not_reserved"
    assert document["rights"] == "tdm-reservation: 0\n/.well-known/tdmrep.json: 1"


def test_another_archive_says_nothing_of_a_page(project: Project) -> None:
    archive(project, response())
    archive(project, tdmrep("/", 1), name="other.warc.gz")
    project.curate()
    assert [row["usage"] for row in rows(project, "records")] == [None]


def test_what_is_no_page_still_counts_as_passed_over(project: Project) -> None:
    archive(project, response(), tdmrep("/", 1), signal("x-robots-tag: noai"))
    project.curate()
    [whole] = [row for row in rows(project, "documents") if row["path"] == "crawl.warc.gz"]
    assert whole["boilerplate"] == "metadata=1 not_html=1"


def test_pages_are_left_out_for_what_is_said_beside_them(project: Project) -> None:
    archive(project, tdmrep("/faq", 1), response(), response(f"{_SITE}/hours", body=BODY.replace(b"pool", b"sauna")))
    curate(project.raw, project.out, workers=2, obey="exclude")
    assert [row["page_url"] for row in rows(project, "records")] == [f"{_SITE}/hours"]
    [rejected] = [row for row in rows(project, "rejected") if row["reason"] == "reserved"]
    assert rejected["text"] == "/.well-known/tdmrep.json: 1"
    assert not curate(project.raw, project.out, workers=1, obey="exclude").is_new


def test_what_was_said_goes_with_its_archive(project: Project) -> None:
    archive(project, tdmrep("/", 1), response())
    project.curate()
    archive(project, response())
    project.curate()
    assert [row["usage"] for row in rows(project, "records")] == [None]
