"""Which formats read a page, and what a run does not load for those it does not need."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest
from builders import REPOSITORY

from pipeline.parse import prefilter
from pipeline.parse.formats import FORMATS, VISIBLE, Format
from pipeline.parse.prefilter import formats_for, groups
from pipeline.schema import HTML, Document

PASTED = "Why?\\n\\nBecause.\\nView complete answer on example.org"


def loaded_by(code: str) -> set[str]:
    """Return the modules that a fresh Python has loaded after some code."""
    code = f"import sys\n{code}\nprint(*sys.modules, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_pasted_text_is_read_without_an_html_parser_or_an_html_format() -> None:
    loaded = loaded_by(f'from pipeline import parse\nassert parse("{PASTED}").records')
    assert not loaded & {"turbohtml", "bs4", "pipeline.web.render", "pipeline.parse.recipes"}
    assert {name for name in FORMATS if f"pipeline.parse.formats.{name}" in loaded} == {"attribution", "plain"}


@pytest.mark.parametrize("module", ["pipeline.parse.extract", "pipeline.parse.formats", "pipeline.parse.prefilter"])
def test_asking_which_formats_there_are_loads_none(module: str) -> None:
    loaded = loaded_by(f"import {module}")
    assert not loaded & {"turbohtml", "pydantic", *(f"pipeline.parse.formats.{name}" for name in FORMATS)}


def test_each_format_is_named_like_its_module() -> None:
    for name, format in FORMATS.items():
        assert name == format.name
        if name not in VISIBLE:
            assert name == import_module(f"pipeline.parse.formats.{name}").NAME


def test_markers_are_few_enough_to_be_found_fast() -> None:
    """From 65 on a search takes three times as long."""
    markers = {marker for format in FORMATS.values() if format.reads(HTML) for marker in format.markers}
    assert all(len(group) <= 64 for group in groups(tuple(markers)))


@pytest.mark.parametrize("count", [1, 63, 64, 65, 128, 129, 500])
def test_any_number_of_markers_is_found_in_groups_of_about_one_size(count: int) -> None:
    markers = tuple(f"<marker-{number}>".encode() for number in range(count))
    sizes = [len(group) for group in groups(markers)]
    assert sorted(marker for group in groups(markers) for marker in group) == sorted(markers)
    assert max(sizes) <= 64
    assert max(sizes) - min(sizes) <= 1


def test_a_marker_beyond_those_of_one_search_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    more = [Format(f"more{number}", (HTML,), is_markup=True, markers=(b"<more-%d>" % number,)) for number in range(70)]
    for format in more:
        monkeypatch.setitem(FORMATS, format.name, format)
    for each in (prefilter._fitting, prefilter._markers):
        each.cache_clear()
        monkeypatch.setattr(prefilter, each.__name__, each.__wrapped__)
    page = Document("page.html", b"<p>Why?</p><more-3><more-69>", "", media_type=HTML)
    assert [name for name in formats_for(page) if name.startswith("more")] == ["more3", "more69"]


@pytest.mark.parametrize(
    ("page", "is_meant"),
    [
        ("<p>The answer is four. Answers vary.</p>", False),
        ('<script type="application/ld+json">{"@type": "Answer"}</script>', False),
        ("<div class=answer-text>Four.</div>", True),
        ('<div class="answer">Four.</div>', True),
        ('<div class="post answer">Four.</div>', True),
        ("<div class=bestAnswer>Four.</div>", True),
        ("<div class=AnswerItem>Four.</div>", True),
    ],
)
def test_a_thread_is_looked_for_where_something_is_called_an_answer(page: str, is_meant: bool) -> None:
    document = Document("page.html", page.encode(), "", media_type=HTML)
    assert ("thread" in formats_for(document)) == is_meant
