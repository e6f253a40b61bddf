"""The states of a page: all of them, however its address was written, in the order of time."""

from __future__ import annotations

from datetime import datetime

import pytest
from conftest import Project

from pipeline.audit.pages_over_time import Span, State, spans, states_of
from pipeline.web.addresses import page_of

HTML = (
    "<!DOCTYPE html><html lang=en><title>FAQ</title><body><h1>FAQ</h1><details><summary>{}</summary><p>{}</p></details>"
)
SPELLINGS = (
    "https://ex.org/a~b/f%C3%A4q",
    "http://www.EX.org:80/a%7Eb/f\u00e4q/",
    "https://ex.org/a~b/f%c3%a4q?utm_source=x#top",
    "https://ex.org\\a~b\\f%c3%a4q",
    "https://ex.org.:/x/../a~b/./f%C3%A4q",
)
DAYS = [datetime(2026, month, 1) for month in range(1, 6)]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A page that was read at four dates under four spellings, and pages beside it; tests only read it."""
    project = Project(tmp_path_factory.mktemp("spellings"))
    lines = [f"{number}.html,{url},{DAYS[number]:%Y-%m-%d},," for number, url in enumerate(SPELLINGS)]
    lines += ["other.html,https://ex.org/a~b,2026-01-15,,", "undated.html,https://ex.org/a~b/f%C3%A4q,,,"]
    for line in lines:
        project.page(line.partition(",")[0], HTML.format("Is it open?", f"Yes, says {line.partition('.')[0]}."))
    project.index(*lines)
    project.curate()
    return project


@pytest.mark.parametrize("address", SPELLINGS)
def test_all_states_of_a_page_are_found_by_any_of_its_addresses(project: Project, address: str) -> None:
    found = states_of(project.release(), [address])
    assert {page: [state.time for state in states] for page, states in found.items()} == {page_of(SPELLINGS[0]): DAYS}


def test_a_span_ends_where_the_page_did_not_give_the_answer() -> None:
    page = "https://ex.org/faq"
    pages = {page: [State(day, frozenset()) for day in DAYS]}
    seen = [{"page_url": "http://ex.org/faq/", "retrieved_at": DAYS[at]} for at in (0, 1, 3)]
    assert spans(seen, pages) == [Span(DAYS[0], DAYS[1]), Span(DAYS[3], DAYS[3])]
    elsewhere = {"page_url": "https://ex.net/", "retrieved_at": DAYS[2]}
    assert spans([*seen, elsewhere], pages) == [Span(DAYS[0], DAYS[3])]
    assert spans([{"page_url": None, "retrieved_at": None}], pages) == []
