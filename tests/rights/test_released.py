"""What pages say of reuse, from `raw/` to the release and back: archives, saved pages and pasted text."""

from __future__ import annotations

import pytest
from conftest import TEXTING, Project, rows
from crawl import BODY, FIRST, RESPONSE, SEVEN, URL, WHEN, Said, archive, record, response

from pipeline import curate
from pipeline.audit.verify import verify

_BY = "https://creativecommons.org/licenses/by/4.0/"


def test_what_a_server_says_is_on_the_document_and_the_record(project: Project) -> None:
    archive(
        project, response(URL, "X-Robots-Tag: otherbot: noindex", "X-ROBOTS-TAG: noai", f"Link: <{_BY}>; rel=license")
    )
    project.curate()
    [document] = [row for row in rows(project, "documents") if row["pairs"]]
    assert document["rights"] == f"x-robots-tag: noai\nlink: {_BY}"
    assert (document["licence"], document["usage"]) == ("CC-BY-4.0", "noai")
    [found] = rows(project, "records")
    assert (found["question"], found["answer"]) == (WHEN, SEVEN)
    assert (found["licence"], found["usage"]) == ("CC-BY-4.0", "noai")
    assert not verify("latest", project.out, project.raw).problems


def test_what_says_nothing_is_unknown(project: Project) -> None:
    archive(project, record(RESPONSE))
    project.page("page.txt", TEXTING)
    project.curate()
    for table in ("records", "documents"):
        assert {(row["licence"], row["usage"]) for row in rows(project, table)} == {(None, None)}


def test_a_record_of_several_pages_has_what_all_of_them_say_of_use(project: Project) -> None:
    archive(
        project,
        response("https://a.example.org/faq", "TDM-Reservation: 1"),
        response("https://b.example.org/faq", "X-Robots-Tag: noai"),
        response("https://c.example.org/faq"),
    )
    project.curate()
    [found] = rows(project, "records")
    assert found["usage"] == "noai tdm_reserved"


def test_the_licence_is_that_of_the_page_that_the_record_was_taken_from(project: Project) -> None:
    archive(
        project,
        response("https://a.example.org/faq"),
        response("https://b.example.org/faq", f"Link: <{_BY}>; rel=license"),
    )
    project.curate()
    [found] = rows(project, "records")
    sightings = {row["page_url"]: row["licence"] for row in rows(project, "sightings")}
    assert sightings == {"https://a.example.org/faq": None, "https://b.example.org/faq": "CC-BY-4.0"}
    assert found["licence"] == sightings[found["page_url"]]


def test_a_page_that_is_as_before_is_as_it_was_reserved_before(project: Project) -> None:
    archive(project, response(URL, "X-Robots-Tag: noai"), record(Said(fields=_REFERS)))
    project.curate()
    documents = [row for row in rows(project, "documents") if row["pairs"]]
    assert [row["usage"] for row in documents] == ["noai", "noai"]


_REFERS = (("WARC-Refers-To-Target-URI", URL), ("WARC-Refers-To-Date", FIRST))


def test_the_address_for_takedowns_is_kept_with_the_sighting(project: Project) -> None:
    page = str(TEXTING).replace("Takedown request", "[Takedown request](https://paa.example.com/t?id=4)")
    project.page("page.txt", page)
    project.curate()
    [sighting] = rows(project, "sightings")
    assert sighting["takedown_url"] == "https://paa.example.com/t?id=4"
    assert not verify("latest", project.out, project.raw).problems


@pytest.mark.parametrize("workers", [1, 2])
def test_any_number_of_workers_gives_the_same(project: Project, workers: int) -> None:
    for number in range(6):
        fields = (f"X-Robots-Tag: {'noai' if number % 2 else 'noindex'}", f"Link: <{_BY}>; rel=license")
        body = BODY.replace(b"pool", b"pool number %d" % number)
        url = f"https://{number}.example.org/faq"
        archive(project, response(url, *fields, body=body), name=f"{number}.warc.gz")
    curate(project.raw, project.out, workers=workers)
    first = project.released()
    curate(project.raw, project.root / "again", workers=1)
    again = project.root / "again" / "1.0.0"
    assert {name: (again / name).read_bytes() for name in first} == first
