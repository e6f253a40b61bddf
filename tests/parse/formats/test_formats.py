"""Every page format reads its page and leaves its look-alike; the pages are found below tests/pages/."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from builders import REPOSITORY

from pipeline.audit.reread import resolve
from pipeline.parse.formats import FORMATS
from pipeline.parse.prefilter import groups
from pipeline.run.page import parse
from pipeline.text.clean import clean, clean_line

ADDRESS = "https://example.org/page"
PAGES = REPOSITORY / "tests" / "pages"
EXPECTED = sorted(PAGES.glob("*/*.json"))
LOOKALIKES = sorted(PAGES.glob("*/lookalike*"))


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def page_of(expectation: Path) -> Path:
    """The page that an expectation speaks of: the same name, another ending."""
    (page,) = (path for path in expectation.parent.glob(f"{expectation.stem}.*") if path != expectation)
    return page


@pytest.mark.parametrize("expectation", EXPECTED, ids=name)
def test_a_format_reads_its_page(expectation: Path) -> None:
    expected = json.loads(expectation.read_text(encoding="utf-8"))
    page = page_of(expectation)
    triples = parse(page.read_bytes(), url=ADDRESS, format=page.parent.name)
    assert len(triples.records) == len(expected["pairs"])
    for record, (question, answer_start, source) in zip(triples.records, expected["pairs"], strict=True):
        assert record.question == question
        assert record.answer.startswith(answer_start)
        assert record.source == source
    assert sorted(rejected.reason for rejected in triples.rejected) == sorted(expected["rejected"])


@pytest.mark.parametrize("page", LOOKALIKES, ids=name)
def test_a_format_leaves_its_look_alike(page: Path) -> None:
    assert parse(page.read_bytes(), url=ADDRESS, format=page.parent.name).records == []


def test_every_format_has_a_page_and_a_look_alike() -> None:
    assert {path.parent.name for path in EXPECTED} == set(FORMATS)
    assert {path.parent.name for path in LOOKALIKES} == set(FORMATS)


@pytest.mark.parametrize("expectation", EXPECTED, ids=name)
def test_every_locator_gives_its_pair_again(expectation: Path) -> None:
    page = page_of(expectation)
    triples = parse(page.read_bytes(), url=ADDRESS, format=page.parent.name)
    assert triples.page is not None
    for record, sighting in zip(triples.records, triples.sightings, strict=True):
        question, answer = resolve(triples.page, sighting.locator)
        assert (clean_line(question), clean(answer)) == (record.question, record.answer)


def test_a_script_that_is_one_question_is_read_again() -> None:
    node = {"@type": "Question", "name": "Why?", "acceptedAnswer": {"@type": "Answer", "text": "Because."}}
    triples = parse(
        f"<script type=application/ld+json>{json.dumps(node)}</script>", url=ADDRESS, media_type="text/html"
    )
    assert triples.page is not None
    assert resolve(triples.page, triples.sightings[0].locator) == ("Why?", "Because.")


def test_all_markers_are_found_in_quick_searches() -> None:
    """One for more than 64 of them takes three times as long."""
    markers = {marker for format in FORMATS.values() for marker in format.markers}
    assert all(len(group) <= 64 for group in groups(tuple(markers)))
