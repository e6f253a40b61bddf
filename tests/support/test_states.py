"""Cited pages that were visited again: as they were, in other words, gone, and back."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from builders import examples
from conftest import Project, Run, rows
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_supported import KEEPING, PASTED, paste, support_of

from pipeline import curate
from pipeline.audit.support import reread_support
from pipeline.audit.verify import verify
from pipeline.fetch.archive import Archive
from pipeline.fetch.exchange import Exchange
from pipeline.fetch.warc import Earlier, Stored, page_records, revisit_records
from pipeline.schema.tables import SUPPORT

URL = "https://tea.example.org/keeping"
QUESTION = "How long does tea keep?"
OTHER = "<!doctype html><html><body><p>About two years, if it is kept dry and dark. No more.</p></body></html>"
SAME = "same"
VISITS: dict[str, tuple[str, int]] = {"found": (KEEPING, 200), "changed": (OTHER, 200), "absent": ("", 404)}
"""What a visit finds, by what the page then says of the answer."""
FOLDERS = count()


def visit(
    project: Project, day: int, html: str = KEEPING, status: int = 200, asked: str = "", url: str = URL
) -> Stored:
    """Write what a visit found into an archive of its own."""
    archive = Archive(project.raw, "qamill")
    place = archive.write(page_records(_exchange(day, html, status, url), asked))
    archive.close()
    return place


def visit_again(project: Project, day: int, of: Stored, of_day: int = 1) -> None:
    """Write that a visit found what an earlier one had found."""
    archive = Archive(project.raw, "qamill")
    said = f"2026-01-{of_day:02}T12:00:00Z"
    archive.write(revisit_records(_exchange(day, "", 304, URL), Earlier("<urn:uuid:0>", URL, said, of, "sha256:X")))
    archive.close()


def _exchange(day: int, html: str, status: int, url: str) -> Exchange:
    body = html.encode() if status == 200 else b""
    head = f"HTTP/1.1 {status} OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
    when = datetime(2026, 1, day, 12, tzinfo=UTC)
    request = b"GET /keeping HTTP/1.1\r\n\r\n"
    return Exchange(url, "192.0.2.1", when, 0.1, request, head.encode() + body, status, (), body)


@pytest.fixture
def stored(project: Project) -> Stored:
    """Pasted answers, and the page that they cite as it was on the first of January."""
    paste(project)
    return visit(project, 1)


def check(project: Project) -> None:
    """The evidence holds, and many buckets make the same of it."""
    assert verify(out=project.out, raw=project.raw)[1:3] == ([], [])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.run.settings._BUCKET_BYTES", 500)
        again = curate(project.raw, project.root / "again", workers=1).manifest
    content = project.release().manifest.content
    assert [again.content[name] for name in ("records", "support")] == [
        content[name] for name in ("records", "support")
    ]


@given(found=st.lists(st.sampled_from(["found", "changed", "absent", SAME]), min_size=1, max_size=5))
@settings(max_examples=examples(8), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_last_visit_says_what_the_page_says(tmp_path: Path, found: list[str]) -> None:
    project = Project(tmp_path / str(next(FOLDERS)))
    project.root.mkdir()
    paste(project)
    stored: tuple[Stored, int, str] | None = None
    state: str | None = None
    for day, what in enumerate(found, 1):
        if what == SAME:
            if stored:
                visit_again(project, day, *stored[:2])
            state = stored[2] if stored else state
        else:
            place = visit(project, day, *VISITS[what])
            stored = stored if what == "absent" else (place, day, what)
            state = what
    project.curate()
    assert support_of(project)[QUESTION] == state


@pytest.mark.parametrize("status", [404, 410])
def test_what_a_page_that_is_gone_said_is_absent(project: Project, stored: Stored, qamill: Run, status: int) -> None:
    visit(project, 2, status=status)
    project.curate()
    assert [support_of(project)[question] for question in [*PASTED][:3]] == ["absent"] * 3
    found = rows(project, "support")
    assert {(row["state"], row["locator"], row["similarity"], row["passage"]) for row in found} == {
        ("absent", f"gone={status}", 0.0, None)
    }
    [gone] = {row["document"] for row in found}
    [document] = [row for row in rows(project, "documents") if row["key"] == gone]
    assert (document["boilerplate"], document["retrieved_at"].day) == (f"gone=1 status_{status}=1", 2)
    id = next(row["id"] for row in found)
    shown = qamill(project, "explain", id).stdout
    assert f"Its answer is absent on the cited page, which was gone (status {status}), web-" in shown
    assert stored.offset > 0
    check(project)


def test_a_page_that_leads_to_one_that_is_gone_is_gone(project: Project, stored: Stored) -> None:
    visit(project, 2, status=404, url="https://tea.example.org/moved", asked=URL)
    project.curate()
    assert support_of(project)[QUESTION] == "absent"
    assert stored.offset > 0
    check(project)


def test_a_page_that_came_back_counts_again(project: Project, stored: Stored) -> None:
    visit(project, 2, status=404)
    visit(project, 3)
    project.curate()
    assert support_of(project)[QUESTION] == "found"
    assert stored.offset > 0
    check(project)


def test_a_page_that_is_as_it_was_says_so_at_its_last_visit(project: Project, stored: Stored) -> None:
    visit_again(project, 3, stored)
    project.curate()
    assert support_of(project)[QUESTION] == "found"
    [document] = {row["document"] for row in rows(project, "support")}
    [row] = [row for row in rows(project, "documents") if row["key"] == document]
    assert row["retrieved_at"].day == 3
    check(project)


def test_a_visit_that_confirms_an_earlier_state_counts_after_another_state(project: Project, stored: Stored) -> None:
    visit(project, 2, OTHER)
    project.curate()
    assert support_of(project)[QUESTION] == "changed"
    visit_again(project, 3, stored)
    project.curate()
    assert support_of(project)[QUESTION] == "found"
    visit(project, 4, status=410)
    project.curate()
    assert support_of(project)[QUESTION] == "absent"
    check(project)


def test_a_page_that_was_never_read_and_is_gone_says_absent(project: Project) -> None:
    paste(project)
    visit(project, 2, status=404)
    project.curate()
    assert support_of(project)[QUESTION] == "absent"
    check(project)


def test_a_status_that_the_page_did_not_have_is_told(project: Project, stored: Stored) -> None:
    visit(project, 2, status=404)
    project.curate()
    release = project.release()
    found = [{**row, "locator": "gone=410"} for row in rows(project, "support")]
    pq.write_table(pa.Table.from_pylist(found, SUPPORT), release.table("support"))
    problems = reread_support(release, [project.raw], 1, lambda *_: None).problems
    assert len(problems) == len(found)
    assert stored.offset > 0
