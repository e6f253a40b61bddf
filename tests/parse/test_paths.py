"""A locator is tried when it is made: one that leads elsewhere is a rejection, and odd names lead back."""

from __future__ import annotations

import json

import pytest
from turbohtml import Element

from pipeline.audit.reread import resolve
from pipeline.parse import items, paths
from pipeline.parse.locators import NothingThere
from pipeline.parse.paths import element_at, path_of
from pipeline.parse.visible import locators
from pipeline.run.page import PageResult, parse
from pipeline.text.clean import clean, clean_line

ADDRESS = "https://example.org/page"
DETAILS = "<details><summary>How tall is the box?</summary><p>Five inches.</p></details>"
MICRODATA = (
    "<div itemscope itemtype='https://schema.org/Question'><b itemprop=name>How tall is the box?</b>"
    "<div itemprop=acceptedAnswer itemscope><p itemprop=text>Five inches.</p></div></div>"
)
NAMES = [
    "faq;1",
    "a,b",
    "a[1:2]",
    "a=b",
    "a>b",
    "a\\",
    "a\nb",
    "a\tb",
    "1a",
    "-",
    "--",
    "é",
    "日本",
    "\x01",
    "\x7f",
    "a:b",
    "#",
    "",
]


def read(html: str) -> PageResult:
    return parse(html, url=ADDRESS, media_type="text/html")


def assert_read_again(result: PageResult) -> None:
    assert result.page is not None
    for record, sighting in zip(result.records, result.sightings, strict=True):
        question, answer = resolve(result.page, sighting.locator)
        assert (clean_line(question), clean(answer)) == (record.question, record.answer)


@pytest.mark.parametrize("pair", [DETAILS, MICRODATA], ids=["details", "microdata"])
@pytest.mark.parametrize("name", [*NAMES, "'"])
def test_an_odd_id_does_not_break_a_locator(name: str, pair: str) -> None:
    result = read(f'<div id="{name}"><p>Before.</p>{pair}</div><div id="{name}">{DETAILS}</div>')
    assert {record.question for record in result.records} == {"How tall is the box?"}
    assert_read_again(result)


@pytest.mark.parametrize("name", [*NAMES, "a{2}", "a]"])
def test_an_odd_id_of_what_asks_does_not_break_a_locator(name: str) -> None:
    result = read(
        f'<h1>Questions and answers</h1><h2 id="{name}">Is it ripe?</h2><p id="{name}x">It is ripe in June.</p>'
        f'<details><summary id="{name}y">Is it late?</summary><p id="{name}z">It comes in August.</p></details>'
    )
    assert {record.question for record in result.records} == {"Is it ripe?", "Is it late?"}
    assert_read_again(result)


@pytest.mark.parametrize("name", [*NAMES, "a{2}", "a]"])
def test_what_asks_is_found_by_its_locator_whatever_its_id(name: str) -> None:
    """Its language and its licence are looked for around it."""
    result = read(f'<details><summary id="{name}">Is it ripe?</summary><p>It is ripe in June.</p></details>')
    assert result.page is not None
    (sighting,) = result.sightings
    assert locators.asking_element(result.page, sighting.locator).tag == "summary"


@pytest.mark.parametrize("tag", ["x;y", "x,y", "x[1]", "x:y", "x\\", "xé", "x\x01"])
def test_an_odd_tag_does_not_break_a_locator(tag: str) -> None:
    result = read(f"<{tag}>{DETAILS}{MICRODATA}</{tag}>")
    assert result.records
    assert_read_again(result)


def test_a_path_leads_to_its_element_and_to_no_other() -> None:
    result = read(
        f"<div id=a>{DETAILS}</div><div id=a>{DETAILS}</div><svg><a id=b></a></svg><math><mi>x</math><p id=B>x"
    )
    assert result.page is not None
    for element in result.page.dom.select("*"):
        assert element_at(result.page, path_of(result.page, element)) == element


HOLDERS = {"details": DETAILS, "microdata": MICRODATA}


@pytest.mark.parametrize("holder", HOLDERS)
def test_a_pair_that_cannot_be_named_is_rejected(holder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(_: object, element: Element) -> str:
        raise NothingThere(element.tag)

    monkeypatch.setattr(items if holder == "microdata" else locators, "path_of", nowhere)
    result = parse(HOLDERS[holder], url=ADDRESS, media_type="text/html", format=holder)
    assert result.records == []
    [rejected] = result.rejected
    assert (rejected.reason, rejected.text) == ("no_evidence", "How tall is the box?\n\nFive inches.")


def test_a_path_that_leads_elsewhere_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    result = read(DETAILS)
    assert result.page is not None
    first, second = result.page.dom.select("summary, p")
    monkeypatch.setattr(paths, "element_at", lambda page, path: second)
    with pytest.raises(NothingThere):
        path_of(result.page, first)


@pytest.mark.parametrize(
    "answer",
    [
        {"@type": "Question", "name": "Answer", "text": "Two pounds."},
        [{"@type": "Question", "text": "Two pounds."}, {"@type": "Question", "text": "Three."}],
        {"@type": "Question", "name": "Two pounds.", "acceptedAnswer": {"@type": "Question", "text": "Or three."}},
        "Two pounds.",
    ],
)
def test_an_answer_that_calls_itself_a_question_is_read_again(answer: object) -> None:
    node = {"@type": "Question", "name": "How heavy is it?", "acceptedAnswer": answer}
    for root in (node, [node], {"@graph": [node]}, {"mainEntity": node}):
        result = read(f"<script type=application/ld+json>{json.dumps(root)}</script>")
        assert ("How heavy is it?", "Two pounds.") in {(record.question, record.answer) for record in result.records}
        assert_read_again(result)
