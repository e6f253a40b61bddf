"""Each document has a key of its own, and every row that speaks of a document finds exactly that one."""

from __future__ import annotations

import gzip
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from conftest import COST, EMAIL, TEXTING, Project
from hypothesis import given
from hypothesis import strategies as st

from pipeline import curate, load
from pipeline.emit.tally import Tally
from pipeline.schema import document_key
from pipeline.schema.tables import DOCUMENTS, TABLES, rows_to_table

DETAILS = "<details><summary>What is a sluice?</summary><p>A gate that lets water through.</p></details>"
RECORD = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nWARC-Date: 2026-01-31T12:00:00Z\r\n"
    b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
)


def _archive() -> bytes:
    """The same page twice under one address, once under another, and a record that is cut off."""
    response = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + DETAILS.encode()
    addresses = (b"https://a.example.org/", b"https://a.example.org/", b"https://b.example.org/")
    whole = [gzip.compress(RECORD % (address, len(response), response)) for address in addresses]
    return b"".join([*whole, whole[0][:60]])


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """One release of every kind of document: read, copied, without pairs, refused, missing, in an archive."""
    project = Project(tmp_path_factory.mktemp("documents"))
    project.page("page.txt", TEXTING, TEXTING._replace(host="b.example.net"), "A heading that belongs to nobody\n")
    project.page("copy.txt", TEXTING, TEXTING._replace(host="b.example.net"), "A heading that belongs to nobody\n")
    for name in ("a.html", "b.html", "c.html", "d.html"):
        project.page(name, DETAILS)
    project.page("empty.txt")
    project.page("nothing.txt", "Nothing is asked here.\n")
    project.page("picture.png", "no page\n")
    project.page("more/page.txt", COST, EMAIL)
    (project.raw / "crawl.warc.gz").write_bytes(_archive())
    (project.raw / "broken.txt").symlink_to("nowhere.txt")
    project.index(
        "a.html,https://dams.example.org/faq,,,",
        "b.html,https://water.example.com/faq,,,",
        "c.html,https://dams.example.org/faq,2026-01-31T12:00:00Z,,",
        "d.html,https://dams.example.org/faq,2026-01-31T12:00:00Z,,",
    )
    project.curate()
    return project


def _rows(project: Project, table: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = load(table=table, engine="arrow", out=project.out).to_pylist()
    return rows


def test_every_key_is_there_once_and_made_of_what_its_row_says(released: Project) -> None:
    documents = _rows(released, "documents")
    assert len({row["key"] for row in documents}) == len(documents) == 15
    for row in documents:
        assert row["key"] == document_key(row["sha256"], row["path"], row["url"], row["retrieved_at"])


@pytest.mark.parametrize("table", ["sightings", "merged", "rejected"])
def test_no_join_with_the_documents_loses_or_doubles_a_row(released: Project, table: str) -> None:
    documents = {row["key"]: row for row in _rows(released, "documents")}
    rows = _rows(released, table)
    assert rows
    for row in rows:
        document = documents[row["document"]]
        assert (row["path"], row["page_url"]) == (document["path"], document["url"])


def test_each_document_says_how_many_rows_it_has(released: Project) -> None:
    documents = _rows(released, "documents")
    for table, column in (("sightings", "pairs"), ("rejected", "rejected")):
        found = Counter(row["document"] for row in _rows(released, table))
        assert {row["key"]: row[column] for row in documents if row[column]} == found
    unsound = Counter(row["document"] for row in _rows(released, "rejected") if row["stage"] == "validate")
    assert all(row["candidates"] == row["pairs"] + unsound[row["key"]] for row in documents)


def test_a_file_that_was_not_read_has_a_document_as_well(released: Project) -> None:
    refused = {row["path"]: row["reason"] for row in _rows(released, "rejected") if not row["locator"]}
    assert refused == {
        "broken.txt": "unreadable_file",
        "crawl.warc.gz": "truncated_archive",
        "d.html": "duplicate_document",
        "empty.txt": "empty_document",
        "page.txt": "duplicate_document",
        "picture.png": "unsupported_format",
    }


def test_documents_are_counted_by_what_became_of_them(released: Project) -> None:
    counts = released.release().manifest.counts
    assert (counts["documents"], counts["raw_files"], counts["archive_parts"]) == (15, 12, 3)
    assert counts["documents_without_pairs"] == 1
    assert counts["documents_rejected"] == 5
    assert counts["rejected_of_documents"] == counts["rejected"]
    assert counts["pairs_of_documents"] == counts["sightings"]


def test_the_keys_do_not_depend_on_the_folder_or_the_number_of_workers(released: Project, tmp_path: Path) -> None:
    other = Project(tmp_path)
    (tmp_path / "raw").symlink_to(released.raw)
    other.curate(workers=2)
    assert other.released() == released.released()


FACTS = st.tuples(
    st.text("0ab", max_size=2),
    st.text("0ab", max_size=2),
    st.one_of(st.none(), st.text("0ab", min_size=1, max_size=2)),
    st.one_of(st.none(), st.datetimes(datetime(2026, 1, 1), datetime(2026, 1, 2))),
)


@given(FACTS, FACTS)
def test_documents_that_differ_in_anything_have_different_keys(one: Any, other: Any) -> None:
    assert (document_key(*one) == document_key(*other)) == (one == other)


def test_a_release_in_which_two_documents_share_a_key_is_refused() -> None:
    tally = Tally()
    row = {"key": "a" * 16, "path": "page.txt", "media_type": "text/plain", "reader": "text", "candidates": 0}
    documents = [row | dict.fromkeys(("pairs", "rejected", "bytes"), 0)] * 2
    schemas = {name: TABLES[name].empty_table() for name in TABLES}
    unknown = dict.fromkeys(("url", "retrieved_at", "page_date"))
    filled = [dict.fromkeys(DOCUMENTS.names, "") | unknown | one for one in documents]
    tally.add({**schemas, "documents": rows_to_table(filled, DOCUMENTS)})
    assert tally.broken_laws(raw_files=2) == ["each document has its own key: 1 do not"]


def test_the_same_page_in_two_folders_is_two_documents(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        Project(tmp_path / folder).page("page.txt", TEXTING)
    curate([tmp_path / "a" / "raw", tmp_path / "b" / "raw"], tmp_path / "curated", workers=1)
    documents = load(table="documents", engine="arrow", out=tmp_path / "curated").to_pylist()
    assert len({row["key"] for row in documents}) == 2
    assert sorted(row["pairs"] for row in documents) == [0, 1]
