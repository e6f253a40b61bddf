"""The example of CONTRIBUTING.md does what it says."""

from __future__ import annotations

import json
import re
import types

from builders import REPOSITORY

from pipeline.parse import formats
from pipeline.parse.page import Page
from pipeline.run.page import parse
from pipeline.schema import Findings

TEXT = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """Return the blocks of code in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


def example() -> types.ModuleType:
    """Return the module that the walk-through writes."""
    (code,) = blocks("python")
    module = types.ModuleType("pipeline.parse.formats.faqitem")
    module.__package__ = "pipeline.parse.formats"
    exec(compile(code, "CONTRIBUTING.md", "exec"), vars(module))
    return module


def test_the_example_line_makes_a_format_of_the_module() -> None:
    (line,) = re.findall(r"^    (Format\(.*\)),$", TEXT, re.MULTILINE)
    format: formats.Format = eval(line, vars(formats))
    assert format.name == example().NAME
    assert format == formats.Format(
        "faqitem", ("text/html",), is_markup=True, markers=(b"<faq-item",), is_meant=format.is_meant
    )


def findings(html: str) -> tuple[Page, Findings]:
    page = parse(html, media_type="text/html").page
    assert page is not None
    found: Findings = example().extract(page)
    return page, found


def test_the_example_reads_its_page_and_leaves_its_look_alike() -> None:
    html, lookalike = blocks("html")
    (expected,) = map(json.loads, blocks("json"))
    _, found = findings(html)
    for candidate, (question, start, source) in zip(found.candidates, expected["pairs"], strict=True):
        assert candidate.question == question
        assert candidate.answer.startswith(start)
        assert source in str(candidate.source)
    assert [rejected.reason for rejected in found.rejected] == expected["rejected"]
    assert findings(lookalike)[1].candidates == []


def test_the_example_finds_its_pairs_again() -> None:
    page, found = findings(blocks("html")[0])
    again = [example().resolve(page, candidate.locator) for candidate in found.candidates]
    assert again == [(candidate.question, candidate.answer) for candidate in found.candidates]
