"""Commands that the docs name exist with their options, and what the docs show of Python runs."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from builders import REPOSITORY
from conftest import Project

from pipeline.cli.commands import main

PAGES = [REPOSITORY / "README.md", REPOSITORY / "CONTRIBUTING.md", *sorted((REPOSITORY / "docs").glob("*.md"))]
_IN_A_LINE = re.compile(r"`(qamill [a-z-][^`\n]*)`")
_LINE = re.compile(r"^(?:    |\$ )(qamill [^\n]+)$", re.MULTILINE)
_BLOCK = re.compile(r"^```(?:sh|console)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_END = re.compile(r"\s+(?:[|>&;]|# ).*|\s+\.\.\.$| \\$")
"""What follows a command: another one, a file, a comment."""


def named(text: str) -> Iterator[str]:
    """Yield each command of ours that a page names, up to where another one begins."""
    in_blocks = [line.removeprefix("$ ") for block in _BLOCK.findall(text) for line in block.splitlines()]
    found = [*_IN_A_LINE.findall(text), *_LINE.findall(text), *(line for line in in_blocks if line[:7] == "qamill ")]
    yield from (_END.sub("", command) for command in found)


def fault(command: str) -> str:
    """Return which word of a command is none, or no option of it; empty where all are."""
    _, *words = (word.strip("[]") for word in shlex.split(command))
    called: click.Command = main
    while isinstance(called, click.Group):
        words = words[next((at for at, word in enumerate(words) if word[:1] != "-"), len(words)) :]
        if not words:
            return ""
        name, *words = words
        if name not in called.commands:
            return name
        called = called.commands[name]
    options = {option for parameter in called.params for option in (*parameter.opts, *parameter.secondary_opts)}
    given = (word.partition("=")[0] for word in words if word[:1] == "-" and len(word) > 1)
    return next((option for option in given if option not in options), "")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.name))
def test_every_command_that_a_page_names_is_there_with_its_options(page: Path) -> None:
    assert {command: why for command in named(page.read_text(encoding="utf-8")) if (why := fault(command))} == {}


def test_the_pages_name_many_commands() -> None:
    assert sum(len([*named(page.read_text(encoding="utf-8"))]) for page in PAGES) > 200


def test_a_command_or_an_option_that_is_none_is_found() -> None:
    assert [*named("See `qamill shwo -n 3`, and\n\n    qamill show --colums x | head\n")] == [
        "qamill shwo -n 3",
        "qamill show --colums x",
    ]
    assert [fault(command) for command in named("`qamill shwo` `qamill show --colums x` `qamill -q show -n 3`")] == [
        "shwo",
        "--colums",
        "",
    ]


@pytest.mark.parametrize("name", ["history.md", "releases.md"])
def test_the_python_of_a_page_runs(seed: Project, name: str) -> None:
    text = (REPOSITORY / "docs" / name).read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert blocks
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(blocks)], cwd=seed.root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
