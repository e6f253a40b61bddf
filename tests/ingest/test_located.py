"""Where and when a page was read: by web archives' addresses and by the comments of whoever saved it."""

from __future__ import annotations

import json
from datetime import datetime

import pyarrow.parquet as pq
import pytest
from conftest import Project, Run

from pipeline.audit.verify import verify
from pipeline.run.page import parse
from pipeline.web.captures import unwrap
from pipeline.web.saved_from import saved_from

DAY = datetime(2021, 7, 14, 8, 30, 15)
MILL = "https://mill.example.org/faq?a=1"
CAPTURES = {
    # an address: the page, and when it was captured
    f"https://web.archive.org/web/20210714083015/{MILL}": (MILL, DAY),
    f"http://web.archive.org/web/20210714083015id_/{MILL}": (MILL, DAY),
    f"https://web.archive.org/web/20210714083015if_/{MILL}#top": (f"{MILL}#top", DAY),
    f"https://web.archive.org/web/20210714*/{MILL}": (MILL, datetime(2021, 7, 14)),
    f"https://web.archive.org/web/2021/{MILL}": (MILL, None),
    "https://web.archive.org/web/20210714083015/mill.example.org/faq": ("http://mill.example.org/faq", DAY),
    "https://web.archive.org/web/20210714083015/http:/mill.example.org/": ("http://mill.example.org/", DAY),
    "https://web.archive.org/web/20210714083015/https%3A%2F%2Fmill.example.org%2Ffaq": (
        "https://mill.example.org/faq",
        DAY,
    ),
    "https://web.archive.org/web/20210714083015/https://mill.example.org/a b": ("https://mill.example.org/a%20b", DAY),
    "https://web.archive.org/web/20210714083015/http://intranet/faq": ("http://intranet/faq", DAY),
    f"https://web.archive.org/web/2*/{MILL}": (MILL, None),
    f"https://web.archive.org/web/*/{MILL}": (MILL, None),
    f"https://archive.ph/newest/{MILL}": (MILL, None),
    f"https://archive.ph/2021.07.14-083015/{MILL}": (MILL, DAY),
    f"https://webarchive.example.gov.uk/ukgwa/20210714083015/{MILL}": (MILL, DAY),
    f"https://wayback.archive-it.org/4711/20210714083015/{MILL}": (MILL, DAY),
    f"http://localhost:8080/my-web/20210714083015mp_/{MILL}": (MILL, DAY),
}  # fmt: skip
NO_CAPTURES = [
    MILL,
    "https://web.archive.org/",
    "https://web.archive.org/web/20210714083015/",
    "https://web.archive.org/save/",
    "https://news.example.org/20210714/https://mill.example.org/",
    "https://news.example.org/20211399083015/https://mill.example.org/",
    "https://news.example.org/20210714083015/mill.example.org",
    "https://go.example.org/?to=https://mill.example.org/",
    "https://archive.org/details/mill",
    f"https://news.example.org/newest/{MILL}",
    f"https://news.example.org/7/{MILL}",
]


@pytest.mark.parametrize("address", CAPTURES)
def test_the_address_of_a_web_archive_stands_for_the_page(address: str) -> None:
    assert unwrap(address) == CAPTURES[address]


@pytest.mark.parametrize("address", NO_CAPTURES)
def test_another_address_stands_for_itself(address: str) -> None:
    assert unwrap(address) == (address, None)


SAVED = {
    "Chrome": (f"<!-- saved from url=(0032){MILL} -->", MILL, None),
    "another browser": (f"<!-- Saved from URL={MILL} -->", MILL, None),
    "monolith": (f"<!-- Saved from {MILL} at 2021-07-14T08:30:15Z using monolith v2.7.0 -->", MILL, DAY),
    "SingleFile": (
        f"<!--\n Page saved with SingleFile \n url: {MILL} \n saved date: Wed Jul 14 2021 10:30:15 GMT+0200 (X)\n-->",
        MILL,
        DAY,
    ),
    "SingleFile in the west": (
        f"<!--\n Page saved with SingleFile \n url: {MILL} \n saved date: Wed Jul 14 2021 03:00:15 GMT-0530\n-->",
        MILL,
        DAY,
    ),
    "SingleFile without a date": (f"<!-- Page saved with SingleFile\n url: {MILL} -->", MILL, None),
    "HTTrack": (
        "<!-- Mirrored from mill.example.org/faq.html by HTTrack Website Copier/3.x [XR&CO'2014],"
        " Wed, 14 Jul 2021 08:30:15 GMT -->",
        "http://mill.example.org/faq.html",
        DAY,
    ),
    "no address": ("<!-- saved from url=(0014)about:internet -->", None, None),
    "the address of nothing": ("<!-- saved from url=(0022)http://internet.e-mail -->", None, None),
    "a file": ("<!-- saved from url=(0019)file:///C:/faq.html -->", None, None),
    "a day that is none": (
        f"<!-- Page saved with SingleFile\n url: {MILL}\n saved date: Wed Jul 34 2021 08:30:15 GMT+0000 -->",
        MILL,
        None,
    ),
    "a comment that speaks of it": (f"<!-- this was saved from url=(0032){MILL} -->", None, None),
    "text that speaks of it": (f"<p>saved from url=(0032){MILL}</p>", None, None),
    "a comment that never ends": (f"<!-- saved from url=(0032){MILL}", None, None),
}
PAGE = "<details><summary>When does the mill turn?</summary>On windy days.</details>"


@pytest.mark.parametrize("what", SAVED)
def test_the_comment_of_whoever_saved_a_page_says_where_and_when(what: str) -> None:
    comment, address, time = SAVED[what]
    for page in (f"<!doctype html>\n{comment}\n{PAGE}", f"<html lang=en>{comment}{PAGE}"):
        assert saved_from(page.encode()) == (address, time)
        records = parse(page).records
        assert [(r.source_url, r.page_url, r.first_seen) for r in records] == [(address, address, time)] * bool(address)


def test_what_is_known_of_a_page_comes_before_what_was_saved() -> None:
    comment, _, time = SAVED["SingleFile"]
    [record] = parse(f"<html>{comment}{PAGE}", url="https://other.example.org/").records
    assert (record.source, record.first_seen) == ("other.example.org", time)
    [record] = parse(f'<html>{comment}<link rel="canonical" href="https://own.example.org/">{PAGE}').records
    assert (record.source, record.page_url) == ("own.example.org", MILL)


@pytest.mark.parametrize("prefix", ["https://web.archive.org/web/20210714083015/", "/web/20210714083015/"])
def test_a_canonical_link_that_an_archive_has_rewritten_is_the_pages_own(prefix: str) -> None:
    page = f'<html><link rel="canonical" href="{prefix}{MILL}">{PAGE}'
    [record] = parse(page, url="https://web.archive.org/web/20210714083015/http://mill.example.org/").records
    assert (record.source, record.source_url, record.first_seen) == ("mill.example.org", MILL, DAY)


def test_captures_and_saved_pages_are_released_and_verified(project: Project, qamill: Run) -> None:
    capture = next(iter(CAPTURES))
    project.page("captured.html", f"<html>{PAGE}")
    project.page("dated.html", f"<html>{PAGE}again")
    project.page("saved.html", f"<html>{SAVED['SingleFile'][0]}{PAGE.replace('mill', 'new mill')}")
    project.index(f"captured.html,{capture},,,", f"dated.html,{capture},2024-01-01,,")
    project.curate()
    rows = pq.read_table(project.release().table("documents")).to_pylist()
    dated = datetime(2024, 1, 1)
    assert [(r["path"], r["url"], r["retrieved_at"]) for r in sorted(rows, key=lambda row: str(row["path"]))] == [
        ("captured.html", MILL, DAY), ("dated.html", MILL, dated), ("saved.html", MILL, DAY),
    ]  # fmt: skip
    verdict = verify("latest", project.out, [project.raw])
    assert not verdict.problems
    assert not verdict.missing
    added = json.loads(qamill(project, "parse", "raw/saved.html").stdout)
    assert added["page_url"] == MILL
