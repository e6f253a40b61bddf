"""A byte that cannot be decoded, wherever it is in a page, loses no other pair and stops no run."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import REPOSITORY
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audit.reread import resolve
from pipeline.run.page import PageResult, parse
from pipeline.text.clean import clean, clean_line
from pipeline.web.json_pointer import key_of, token

PAGES = sorted(page for page in (REPOSITORY / "tests" / "pages").glob("*/*") if page.suffix != ".json")
BAD = b"\xb1"
STEP = 61  # bytes between the places that are tried; a prime, so that they fall on everything


def name(page: Path) -> str:
    return f"{page.parent.name}/{page.stem}"


def assert_can_be_written(result: PageResult) -> None:
    """Each row of a page must be text, and each locator must give its pair again."""
    assert result.page is not None
    for record, sighting in zip(result.records, result.sightings, strict=True):
        record.model_dump_json().encode()
        sighting.locator.encode()
        question, answer = resolve(result.page, sighting.locator)
        assert (clean_line(question), clean(answer)) == (record.question, record.answer)
    for rejected in result.rejected:
        rejected.locator.encode()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_bad_byte_anywhere_leaves_rows_that_can_be_written(page: Path) -> None:
    content = page.read_bytes()
    for place in range(0, len(content), STEP):
        result = parse(content[:place] + BAD + content[place:], url="https://example.org/page")
        if result.page is not None:
            assert_can_be_written(result)


PAIR = "<summary>Is it a page?</summary><p>Yes, it is a page.</p>"
IN_NAMES = {
    "a tag": f"<met\udcb1><details>{PAIR}</details></met\udcb1>",
    "a key": '<script type="application/ld+json">{"@context":"https://schema.org","a\udcb1~/":{"@type":"Question",'
    '"name":"Is it a page?","acceptedAnswer":{"@type":"Answer","text":"Yes, it is a page."}}}</script>',
    "an id": f"<div id='a\udcb1'><details>{PAIR}</details></div>",
}


@pytest.mark.parametrize("name", IN_NAMES)
def test_a_pair_below_a_damaged_name_is_read_and_found_again(name: str) -> None:
    html = f"<!doctype html><html><head><meta charset=utf-8><h1>FAQ</h1>{IN_NAMES[name]}"
    result = parse(html.encode("utf-8", "surrogateescape"), url="https://example.org/page")
    assert [record.answer for record in result.records] == ["Yes, it is a page."]
    assert_can_be_written(result)


@given(st.text(st.characters(exclude_categories=[]) | st.sampled_from("~/u01d\udcb1\ud800")))
def test_any_key_is_a_token_that_can_be_written(key: str) -> None:
    token(key).encode()
    assert key_of(token(key)) == key
