"""A locator gives its question and answer again, or says with one error that nothing is there."""

from __future__ import annotations

import pytest

from pipeline.audit.reread import resolve
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
