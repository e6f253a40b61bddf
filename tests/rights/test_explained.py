"""`explain` shows what was said of the reuse of a page, and where it was read."""

from __future__ import annotations

from conftest import Project, Run, rows
from crawl import BODY, FIRST, URL, Said, archive, record, response

from pipeline.audit.rights import evidence_of_rights
from pipeline.parse.page import Page

_SITE = URL.rpartition("/")[0]
_HEAD = b"""<head>
<meta name=description content="noindex is a word">
<meta name="robots" content="noindex, follow">
<link rel="license" href="/terms&amp;more">
</head>
"""


def test_each_statement_is_shown_with_its_place(project: Project, qamill: Run) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"
    robots = record(Said("response", f"{_SITE}/robots.txt", FIRST, head + b"User-agent: *\nDisallow: /\n"))
    archive(project, response(URL, "X-Robots-Tag: noai", body=BODY.replace(b"<body>", _HEAD + b"<body>")), robots)
    project.curate()
    shown = qamill(project, "explain", rows(project, "records")[0]["id"]).output
    [path] = {row["path"].rpartition("#")[0] for row in rows(project, "documents") if row["url"] == URL}
    assert "Said of its reuse:" in shown
    assert f"  x-robots-tag: noai (header field of the response in {path})" in shown
    assert "  meta robots: noindex, follow (line 3 of the page)" in shown
    assert "(line 4 of the page)" in shown
    assert f"  robots.txt: disallow ({_SITE}/robots.txt in {path})" in shown


def test_what_fetch_noted_and_pages_that_are_gone_have_a_place_too() -> None:
    gone: Page | None = None
    lines = "signal: x-robots-tag: noai\nmeta robots: noindex\n/.well-known/tdmrep.json: 1"
    assert evidence_of_rights(lines, "fetched/a.warc.gz#7", "https://tea.org/faq", gone) == [
        "signal: x-robots-tag: noai (noted by qamill fetch in fetched/a.warc.gz)",
        "meta robots: noindex (in the page)",
        "/.well-known/tdmrep.json: 1 (https://tea.org/.well-known/tdmrep.json in fetched/a.warc.gz)",
    ]
