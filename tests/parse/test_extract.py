"""Which formats read a page, and what a run does not load for those it does not need."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest
from builders import REPOSITORY

from pipeline.parse.formats import FORMATS, VISIBLE
from pipeline.parse.prefilter import formats_for
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
    markers = {marker for format in FORMATS.values() if format.reads(HTML) for marker in format.markers}
    assert len(markers) <= 64  # from 65 on the search takes two and a half times as long


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
