"""The aggregator's own `Takedown request` address: kept with the sighting, cleaned, read again, never followed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import parse
from pipeline.audit.reread import takedown_at
from pipeline.parse.formats.attribution.links import may_link

_VIEW = "[View complete answer on tea.example.org](https://tea.example.org/green)"
_AT = "https://paa.example.com/takedown?q=5"


def _taken(page: str, url: str | None = None, media_type: str | None = None) -> list[str | None]:
    result = parse(page, url=url, media_type=media_type)
    assert result.page is not None
    found = [sighting.takedown_url for sighting in result.sightings]
    assert [takedown_at(result.page, sighting.locator) for sighting in result.sightings] == found
    return found


def _block(takedown: str) -> str:
    return f"Why is tea green?\n\nIt is not left to wither.\n{takedown} | {_VIEW}\n\n\n"


@pytest.mark.parametrize(
    ("takedown", "address"),
    [
        (f"[Takedown request]({_AT})", _AT),
        (f"[TAKEDOWN REQUEST]({_AT})", _AT),
        (f"[**Takedown request**]({_AT})", _AT),
        (f'[Takedown request]({_AT} "Ask")', _AT),
        ("[Takedown request](https://me:secret@paa.example.com/a)", "https://paa.example.com/a"),
        ("[Takedown request](javascript:alert(1))", None),
        ("[Takedown request](mailto:me@example.com)", None),
        ("[Takedown request](/takedown)", None),
        ("Takedown request", None),
    ],
)
def test_the_address_is_that_of_the_link(takedown: str, address: str | None) -> None:
    assert _taken(_block(takedown)) == [address]


def test_each_answer_has_its_own_address() -> None:
    other = _block("[Takedown request](https://paa.example.com/6)").replace("green", "black")
    assert _taken(
        _block(f"[Takedown request]({_AT})") + other + _block("Takedown request").replace("green", "red")
    ) == [
        _AT,
        "https://paa.example.com/6",
        None,
    ]


def _html(*addresses: str) -> str:
    blocks = (
        f"<h2>Why is tea number {number} green?</h2><p>It is not left to wither for {number} days.</p>"
        f"<p><a href='{address}'>Takedown  request</a> | "
        f"<a href='https://tea.example.org/{number}'>View complete answer on tea.example.org</a></p>"
        for number, address in enumerate(addresses)
    )
    return f"<!doctype html><html><body>{''.join(blocks)}</body></html>"


def test_a_saved_page_gives_the_addresses_of_its_links() -> None:
    page = _html("/takedown?id=1", "https://other.example.com/t", "javascript:alert(1)", "http://[")
    result = parse(page, url="https://paa.example.com/search")
    assert {sighting.format for sighting in result.sightings} >= {"aggregator"}
    assert _taken(page, "https://paa.example.com/search")[:4] == [
        "https://paa.example.com/takedown?id=1",
        "https://other.example.com/t",
        None,
        None,
    ]


def test_the_characters_that_locators_count_stay_what_they_were() -> None:
    url = "https://paa.example.com/search"
    with_links = parse(_html("/t/0", "/t/1"), url=url)
    without = parse(_html("/t/0", "/t/1").replace("<a href='/t/0'>", "").replace("<a href='/t/1'>", ""), url=url)
    assert [each.locator for each in with_links.sightings] == [each.locator for each in without.sightings]


def _sources() -> Iterator[tuple[Path, str]]:
    for file in sorted(Path(parse.__code__.co_filename).parent.parent.rglob("*.py")):
        yield file, file.read_text(encoding="utf-8")


def test_nothing_that_fetches_knows_of_the_address() -> None:
    knowing = {file.parent.name for file, text in _sources() if "takedown_url" in text or "takedown_at" in text}
    assert knowing
    assert "fetch" not in knowing


@pytest.mark.parametrize(
    ("text", "may"),
    [("", False), ("Dr. [Last Name]", False), ("[1] (see [2])", False), ("] ](", True), ("[a](b)", True), ("<", True)],
)
def test_a_text_may_hold_a_link_where_signs_of_one_are(text: str, may: bool) -> None:
    assert may_link(text) is may
