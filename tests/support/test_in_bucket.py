"""Cited pages that lie in a bucket."""

from __future__ import annotations

import pytest
from buckets import Bucket, bucket, client
from conftest import Project
from test_states import OTHER, visit, visit_again
from test_supported import cite, paste

from pipeline import curate

__all__ = ["bucket", "client"]
pytestmark = pytest.mark.slow("starts a server of S3")
TABLES = ("records", "support", "documents")


def test_cited_pages_of_a_bucket_say_what_those_of_a_folder_do(bucket: Bucket, project: Project) -> None:
    cite(project)
    bucket.send(project.raw, "cited/")
    content = project.release().manifest.content
    for workers in (1, 2):
        made = curate(f"{bucket.address}/cited", project.root / f"out{workers}", workers=workers).manifest
        assert {name: made.content[name] for name in TABLES} == {name: content[name] for name in TABLES}


def test_a_revisit_in_an_archive_of_a_bucket_is_read_again(bucket: Bucket, project: Project) -> None:
    paste(project)
    stored = visit(project, 1)
    visit(project, 2, OTHER)
    visit_again(project, 3, stored)
    project.curate()
    bucket.send(project.raw, "cited/")
    made = curate(f"{bucket.address}/cited", project.root / "out", workers=1).manifest
    assert made.counts["support_found"] == 1
    assert {name: made.content[name] for name in TABLES} == {
        name: project.release().manifest.content[name] for name in TABLES
    }


def test_a_page_in_a_bucket_is_read_for_an_answer_in_a_folder(bucket: Bucket, project: Project) -> None:
    paste(project)
    visit(project, 1)
    [archive] = project.raw.glob("*.warc.gz")
    bucket.put(f"web/{archive.name}", archive.read_bytes())
    archive.unlink()
    made = curate([project.raw, f"{bucket.address}/web"], project.root / "out", workers=1).manifest
    assert made.counts["support_found"] == 1
