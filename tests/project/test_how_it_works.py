"""docs/how-it-works.md is true: its page gives the values shown, its folders and layers are those of the code."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from builders import REPOSITORY

TEXT = (REPOSITORY / "docs" / "how-it-works.md").read_text(encoding="utf-8")
PACKAGE = REPOSITORY / "pipeline"
COMMANDS = re.findall(r"^```sh\n(.*?)^```\n```text\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
EXAMPLES = re.findall(r"^```python\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
RUN_EXAMPLES = "import doctest, sys; sys.exit(doctest.testfile('examples.txt', module_relative=False).failed)"


def run(command: list[str], folder: Path) -> str:
    """Run a command as a reader would, and return what it printed."""
    paths = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, "PATH": paths}, encoding="utf-8", check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    return done.stdout


def words(text: str) -> list[list[str]]:
    """Return the words of each line that has some: how wide a table is drawn is no promise."""
    return [line.split() for line in text.splitlines() if line.strip()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an empty folder for the page."""
    return tmp_path_factory.mktemp("tour")


@pytest.fixture(scope="module")
def printed(folder: Path) -> list[str]:
    """Run the commands of the page one after the other, and return what each printed."""
    return [run(["sh", "-c", command], folder) for command, _ in COMMANDS]


def test_the_commands_print_what_is_shown(printed: list[str]) -> None:
    assert len(printed) == len(re.findall(r"^```sh$", TEXT, re.MULTILINE))
    for (command, shown), said in zip(COMMANDS, printed, strict=True):
        assert words(said) == words(shown), command


@pytest.mark.usefixtures("printed")
def test_the_values_of_the_page_are_those_shown(folder: Path) -> None:
    (folder / "examples.txt").write_text("\n".join(EXAMPLES), encoding="utf-8")
    run([sys.executable, "-c", RUN_EXAMPLES], folder)
    assert len(EXAMPLES) > 10


def test_the_layers_are_those_that_are_checked() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = project["tool"]["importlinter"]["contracts"]
    assert re.findall(r'\blayer\d+\["(.+?)"\]', TEXT) == contract["layers"]


def test_every_folder_of_the_package_is_described_once() -> None:
    described = re.findall(r"^\| `([\w/]+)/` \|", TEXT, re.MULTILINE)
    folders = {file.parent.relative_to(PACKAGE).as_posix() for file in PACKAGE.rglob("*.py")} - {"."}
    assert sorted(described) == sorted(folders)


def test_every_module_that_lies_in_no_folder_is_described() -> None:
    (paragraph,) = re.findall(r"^Directly in `pipeline/`:(.*?)\n\n", TEXT, re.MULTILINE | re.DOTALL)
    assert set(re.findall(r"`(\w+\.py)`", paragraph)) == {file.name for file in PACKAGE.glob("*.py")}


def test_the_files_to_read_first_are_there() -> None:
    named = re.findall(r"`([\w/]+\.py)`", TEXT)
    missing = [name for name in named if not ((PACKAGE / name).is_file() or (REPOSITORY / name).is_file())]
    assert missing == []
