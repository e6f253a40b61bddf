"""A locator gives its question and answer again, or says with one error that nothing is there."""

from __future__ import annotations

import pytest
from builders import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import parse
from pipeline.audit.reread import resolve, source_at
from pipeline.parse.locators import NothingThere, RawPair
from pipeline.parse.page import Page
from pipeline.schema import Document

HTML = """<html><body><h2 id=why>Why?</h2><p>Because.</p>
<script type="application/ld+json">{"@type": "Question", "name": "Who?", "acceptedAnswer": {"text": "We."}}</script>"""


def page(text: str = HTML, media_type: str = "text/html") -> Page:
    return Page(Document("", text.encode(), "", media_type=media_type), text, "utf-8", "utf-8")


@pytest.mark.parametrize(
    ("locator", "pair"),
    [
        ("headings=#why;html > body[1:2]", RawPair("Why?", "Because.")),
        ("jsonld=0#/acceptedAnswer", RawPair("Who?", "We.")),
    ],
)
def test_a_locator_gives_its_question_and_answer(locator: str, pair: RawPair) -> None:
    assert resolve(page(), locator) == pair


@pytest.mark.parametrize(
    "locator",
    [
        "",
        "nope=1",
        "chars=1",
        "chars=a-b,c-d",
        "attribution=0-1,2-3",
        "aggregator=0-1",
        "jsonld=7#/a",
        "jsonld=x#",
        "jsonld=0#/x",
        "jsonld=0#/name/x",
        "microdata=#a,#b",
        "rdfa=[,",
        "headings=",
        "headings=#nope;body[0:1]",
        "headings=#why;body",
        "headings=#why;body[a:b]",
        "bold=[[",
        "recipe=h9;body[0:1]",
    ],
)
def test_one_error_says_that_nothing_is_there(locator: str) -> None:
    with pytest.raises(NothingThere):
        resolve(page(), locator)


PIECES = {
    "text/plain": (
        "Can therapists text clients?\n\n", "Many do.\n", "1. ", "Takedown request | ", "Related questions\n", "\n\n\n",
        "View complete answer on a.example.org\n", "View complete answer on\n", "View complete answer on en.\n",
        "[View complete answer on www.c.example.com](https://www.c.example.com/x)\n", "How much is it?\n", "It is 4. ",
    ),
    "text/html": (
        "<p>Why?</p>", "<p>Because.</p>", "<h2>How much is it?</h2>", "<div>It is 4.</div>", "<br>", "Takedown ",
        "<a href='https://x.example.org/q'>View complete answer on x.example.org</a>",
        "<a href='/rel'>View complete answer on y.example.org</a>",
        "<details><summary>Who?</summary>We.</details>", "<link rel=canonical href='https://own.example.com/'>",
    ),
}  # fmt: skip


@settings(max_examples=examples(400))
@given(st.data())
def test_a_locator_gives_the_source_that_was_released(data: st.DataObject) -> None:
    media_type = data.draw(st.sampled_from(sorted(PIECES)))
    text = "".join(data.draw(st.lists(st.sampled_from(PIECES[media_type]), min_size=3, max_size=15)))
    result = parse(text.encode(), url="https://page.example.org/x", media_type=media_type)
    for sighting in result.sightings:
        assert result.page
        assert source_at(result.page, sighting.locator) == (sighting.source, sighting.source_url)
