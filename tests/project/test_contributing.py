"""The example of CONTRIBUTING.md does what it says."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import types
from pathlib import Path

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


def test_the_walk_through_passes_the_tests_that_it_names(tmp_path: Path) -> None:
    for part in ("pipeline", "tests", "pyproject.toml"):
        source = REPOSITORY / part
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, tmp_path / part)
    (module,), (page, lookalike), (expected,) = map(blocks, ("python", "html", "json"))
    write(tmp_path, "pipeline/parse/formats/faqitem.py", module)
    write(tmp_path, "tests/pages/faqitem/tickets.html", page)
    write(tmp_path, "tests/pages/faqitem/tickets.json", expected)
    write(tmp_path, "tests/pages/faqitem/lookalike-topics.html", lookalike)
    formats = tmp_path / "pipeline/parse/formats/__init__.py"
    text = formats.read_text("utf-8")
    (rdfa,) = re.findall(r'^ +Format\("rdfa",.*\n', text, re.MULTILINE)
    (line,) = re.findall(r"^    (Format\(.*\),)$", TEXT, re.MULTILINE)
    formats.write_text(text.replace(rdfa, f"{rdfa}        {line}\n"), "utf-8")
    tests = re.findall(r'make test ARGS="(tests/parse/\S+)"', TEXT)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "0", *tests, "tests/parse/test_extract.py"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path), "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]


def write(folder: Path, name: str, text: str) -> None:
    """Write a file of the walk-through."""
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, "utf-8")
