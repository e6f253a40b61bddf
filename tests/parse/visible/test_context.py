"""What the page and its sections say around a piece of text."""

from __future__ import annotations

from pipeline.ingest.documents import make_document
from pipeline.parse.decode import decode
from pipeline.parse.page import Page
from pipeline.parse.visible.context import context
from pipeline.parse.visible.flat import flat
from pipeline.run.page import parse


def test_the_section_of_what_only_looks_like_a_heading_ends_at_the_next_heading() -> None:
    page = decode(make_document("page.html", b"<!doctype html><p>Why?</p><p>So.</p><h2>More</h2><p>Of it.</p>"))
    assert isinstance(page, Page)
    [heading] = flat(page).levels
    assert 0 < heading == context(page).end_of_section(0)
    assert context(page).end_of_section(heading) == len(flat(page).nodes)


SECTION = "<h2>FAQ</h2><h3>Is it far?</h3><p>No.</p><h3>Is it cold?</h3><p>As wells are.</p>"
ABOUT = "<h2>Get in touch</h2><p>Our team answers each letter.</p><h2>Find us</h2><p>Behind the mill.</p>"
ASKED = {"Is it far?": "No.", "Is it cold?": "As wells are."}


def read_at(address: str, body: str) -> dict[str, str]:
    found = parse(f"<title>The well</title><body>{body}</body>", url=address, media_type="text/html").records
    return {each.question: each.answer for each in found}


def test_the_address_of_a_page_says_no_more_than_its_sections_that_ask() -> None:
    assert read_at("https://www.example.org/faq", ABOUT + SECTION) == ASKED


def test_a_title_of_the_rank_of_the_questions_holds_none_of_them() -> None:
    lines = "".join(f"<h2>{asked}</h2><p>{told}</p>" for asked, told in (*ASKED.items(), ("It leaks", "Call us.")))
    assert read_at("https://www.example.org/faq", f"<h2>FAQ</h2>{lines}") == ASKED | {"It leaks": "Call us."}
