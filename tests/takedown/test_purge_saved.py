"""What was taken down goes from a page that a browser saved as MHTML, in whatever encoding its parts are."""

from __future__ import annotations

import base64
import quopri
from collections.abc import Callable

import pytest
from conftest import COST, Pair, Project
from test_purge_zips import by_domain, by_id, purged
from test_takedowns import CANARY, SECRET

from pipeline.ingest.containers import mhtml
from pipeline.ingest.containers.read import documents_in
from pipeline.run.page import read_document
from pipeline.schema import Document

CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "quoted-printable": quopri.encodestring,
    "base64": base64.encodebytes,
    "8bit": bytes,
}


def _saved(coding: str, url: str = "https://example.org/faq") -> bytes:
    sections = "".join(f"<h2>{pair.question}</h2><p>{pair.answer}</p>" for pair in (SECRET, COST))
    page = CODINGS[coding](f"<!doctype html><html><body>{sections}</body></html>".encode())
    style = CODINGS[coding](f"/* {SECRET.answer} */ p {{ color: red }}".encode())
    head = (
        f"From: <Saved by a browser>\r\nSnapshot-Content-Location: {url}\r\n"
        f"Subject: =?utf-8?Q?{SECRET.question.replace(' ', '_')}?=\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
    )
    parts = (("text/html; charset=utf-8", url, page), ("text/css", "https://example.org/style.css", style))
    return head.encode() + b"".join(
        f"--b\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {coding}\r\nContent-Location: {at}\r\n\r\n".encode()
        + body + b"\r\n"
        for kind, at, body in parts
    ) + b"--b--\r\n"  # fmt: skip


def _read(content: bytes) -> list[str]:
    found = documents_in("page.mhtml", content)
    return [record.question for each in found if isinstance(each, Document) for record in read_document(each).records]


@pytest.mark.parametrize("coding", CODINGS)
def test_its_page_its_parts_and_its_title_are_blacked_out(project: Project, coding: str) -> None:
    project.raw.mkdir()
    path = project.raw / "page.mhtml"
    path.write_bytes(_saved(coding))
    assert _read(path.read_bytes()) == [SECRET.question, COST.question]
    assert purged(project, by_id()) == ["blacked out"]
    assert _read(path.read_bytes()) == [COST.question]
    bodies = [mhtml.body_of(part) for _, part in mhtml.parts(path.read_bytes())]
    assert all(CANARY not in each.decode().casefold() for each in (path.read_bytes(), *bodies))
    assert b"Subject: -\r\nMIME-Version: 1.0" in path.read_bytes()
    assert purged(project, by_id()) == []


def test_one_of_a_site_that_was_taken_down_goes(project: Project) -> None:
    project.raw.mkdir()
    (project.raw / "page.mhtml").write_bytes(_saved("8bit", "https://zoo.org/faq"))
    assert purged(project, by_domain()) == ["removed"]
    assert not [*project.raw.iterdir()]


def test_one_that_only_repeats_it_elsewhere_is_cleaned_as_well(project: Project) -> None:
    project.page("page.txt", SECRET, COST)
    content = _saved("8bit").replace(SECRET.answer.encode(), b"No.", 1).replace(b"quagga live?<", b"horse live?<")
    (project.raw / "page.mhtml").write_bytes(content)
    assert purged(project, by_id()) == ["blacked out"] * 2
    assert CANARY not in (project.raw / "page.mhtml").read_text().casefold()


def test_one_that_holds_nothing_stays_as_it_is(project: Project) -> None:
    project.page("page.txt", SECRET, COST)
    other = Pair("Where is it?", "It is not here, but elsewhere.")
    content = (
        _saved("8bit").partition(b"--b\r\n")[0].replace(b"quagga", b"horse") + b"--b\r\nContent-Type: text/html\r\n\r\n"
    )
    content += f"<h2>{other.question}</h2><p>{other.answer}</p>\r\n--b--\r\n".encode()
    (project.raw / "page.mhtml").write_bytes(content)
    assert purged(project, by_id()) == ["blacked out"]
    assert (project.raw / "page.mhtml").read_bytes() == content
