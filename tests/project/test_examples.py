"""The scripts in `examples/` run as they are, on the release of the first page."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from builders import REPOSITORY
from conftest import Project

EXAMPLES = REPOSITORY / "examples"


def run(name: str, folder: Path) -> str:
    """Return what an example prints."""
    command = [sys.executable, str(EXAMPLES / name)]
    done = subprocess.run(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def test_the_analyst_sees_sources_lengths_and_what_was_rejected(seed: Project) -> None:
    said = run("analyst.py", seed.root)
    assert said.startswith("24 records, 22 of them with a whole answer\n")
    assert "    4 goodtherapy.org\n" in said
    assert "  no_answer: Therapist Secrets: What Your Therapist REALLY Thinks About YOU!\n" in said


def test_passages_come_with_their_citation(seed: Project) -> None:
    said = run("passages.py", seed.root)
    assert said.startswith("Can my therapist text me?\n\n")
    assert said.count("\n  ") == 3


def test_the_maintainer_sees_an_answer_replaced_a_decision_and_what_changed(tmp_path: Path) -> None:
    said = run("maintainer.py", tmp_path)
    for word in ("{+12", "Released curated/1.1.0", "checked", "is whole"):
        assert word in said
    assert list(tmp_path.iterdir()) == []


def test_the_table_of_the_examples_names_each_of_them() -> None:
    table = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert all(f"`{path.name}`" in table for path in EXAMPLES.glob("*.py"))
