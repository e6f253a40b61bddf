"""What the page and its sections say around a piece of text."""

from __future__ import annotations

from pipeline.ingest.documents import make_document
from pipeline.parse.decode import decode
from pipeline.parse.page import Page
from pipeline.parse.visible.context import context
from pipeline.parse.visible.flat import flat


def test_the_section_of_what_only_looks_like_a_heading_ends_at_the_next_heading() -> None:
    page = decode(make_document("page.html", b"<!doctype html><p>Why?</p><p>So.</p><h2>More</h2><p>Of it.</p>"))
    assert isinstance(page, Page)
    [heading] = flat(page).levels
    assert 0 < heading == context(page).end_of_section(0)
    assert context(page).end_of_section(heading) == len(flat(page).nodes)
