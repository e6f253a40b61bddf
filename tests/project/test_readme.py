"""What the README and docs/commands.md say is true: every block is run, every command is named."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import click
import pyarrow.parquet as pq
import pytest
from builders import REPOSITORY, write_seed
from small_site import Answer, page, serving

from pipeline.cli.commands import main

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
COMMANDS = (REPOSITORY / "docs" / "commands.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(sh|python)\n(.*?)^```\n(?:```text\n(.*?)^```\n)?", re.MULTILINE | re.DOTALL)
R_BLOCK = re.compile(r"^```r\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXIT_CODE = re.compile(r"# exit code (\d)")
MAKE = re.compile(r"^make +(\w+)", re.MULTILINE)


class Block(NamedTuple):
    """A fenced block and the output that the README shows below it."""

    language: str
    code: str
    shown: str

    @property
    def exit_code(self) -> int:
        stated = EXIT_CODE.search(self.code)
        return int(stated[1]) if stated else 0

    @property
    def needs_java(self) -> bool:
        return "--spark" in self.code


BLOCKS = [Block(*match) for match in BLOCK.findall(README)]


def words(text: str) -> str:
    """Return a text without blank lines and with one blank between words: a table's widths are no promise."""
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


def matches(shown: str, printed: str) -> bool:
    """Whether a text was printed as shown; `...` stands for anything."""
    pattern = ".*".join(map(re.escape, words(shown).split("...")))
    return re.fullmatch(pattern, words(printed), re.DOTALL) is not None


_PROGRESS = re.compile(r"^[A-Z][a-z ]+: .* of .*, about .* left\n", re.MULTILINE)
"""A line that a run prints off a terminal where a busy machine takes half a minute for it."""


def run(block: Block, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a block as a reader would; setting up is left out, `make curate` runs its command."""
    code = re.sub(r"^make curate$", "qamill curate", block.code, flags=re.MULTILINE)
    code = re.sub(r"^make .*$", "true", code, flags=re.MULTILINE)
    done = _run_on_a_site(code, folder) if "qamill fetch" in code else _run(code, block.language, folder)
    done.stdout = _PROGRESS.sub("", done.stdout)
    return done


def _run_on_a_site(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a block that fetches, on a site of this machine in place of that of the README."""
    rain, snow = ("Why does it rain?", "Because clouds are full."), ("Why does it snow?", "Because it is cold.")
    rules = Answer(b"User-agent: *\nDisallow: /private/\n")
    with serving({"/faq": page(rain, snow), "/robots.txt": rules}) as site:
        here = code.replace("https://example.org", site.url).replace("qamill fetch", "qamill fetch --allow-private")
        done = _run(here, "sh", folder)
    done.stdout = done.stdout.replace(site.url, "https://example.org")
    return done


def _run(code: str, language: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code] if language == "python" else ["sh", "-c", code]
    paths = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return subprocess.run(
        command, cwd=folder, env={**os.environ, "PATH": paths}, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip


def check(block: Block, folder: Path) -> None:
    """Run a block and compare what it printed with what the README shows."""
    done = run(block, folder)
    assert done.returncode == block.exit_code, f"{block.code}\n{done.stdout}"
    assert not block.shown or matches(block.shown, done.stdout), f"{block.code}\nprinted:\n{done.stdout}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which all blocks were run, one after the other, but for those that need Java."""
    folder = tmp_path_factory.mktemp("reader")
    write_seed(folder / "raw")
    for block in BLOCKS:
        if not block.needs_java:
            check(block, folder)
    return folder


def test_every_block_of_the_readme_runs_and_prints_what_is_shown(folder: Path) -> None:
    assert len(BLOCKS) == len(re.findall(r"^```(?:sh|python)$", README, re.MULTILINE))
    assert set(re.findall(r"^```(\w+)$", README, re.MULTILINE)) == {"sh", "python", "text", "r"}
    assert (folder / "records.xlsx").is_file()


@pytest.mark.slow("needs Java and starts Spark")
def test_the_blocks_for_a_cluster_run_and_print_what_is_shown(tmp_path: Path) -> None:
    write_seed(tmp_path / "raw")
    (block,) = [block for block in BLOCKS if block.needs_java]
    check(block, tmp_path)


def test_the_file_and_the_columns_that_the_block_for_r_uses_are_there(folder: Path) -> None:
    (code,) = R_BLOCK.findall(README)
    (file,) = re.findall(r'read_parquet\("(.+?)"\)', code)
    names = re.findall(r"\w+\$(\w+)", code) + re.findall(r'"(\w+)"', re.findall(r"c\((.+?)\)", code)[0])
    assert {"question_type", "question", "source"} == {*names}
    assert {*names} <= {*pq.read_schema(folder / file).names}


def test_a_shown_text_matches_only_what_it_shows() -> None:
    assert matches("a  b\n...\nd", "a b\nc\nd\n")
    assert not matches("a b", "a c")
    assert not matches("a ...", "b a c")


def test_every_make_target_that_the_docs_name_exists() -> None:
    targets = set(re.findall(r"^(\w+):", (REPOSITORY / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    contributing = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = set(MAKE.findall("\n".join(block.code for block in BLOCKS)))
    named |= set(re.findall(r"^ {4}make (\w+)", contributing, re.MULTILINE))
    assert {"curate", "test", "check"} <= named <= targets


def test_the_docs_that_the_readme_points_to_are_there() -> None:
    paths = re.findall(r"\]\(([^)#:]+)\)", README)
    assert len(paths) > 10
    assert [path for path in paths if not (REPOSITORY / path).is_file()] == []


def section(command: str) -> str:
    """Return what docs/commands.md says of a command."""
    return COMMANDS.partition(f"\n## qamill {command}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_is_documented_with_all_its_options_and_no_others(command: str) -> None:
    text = section(command)
    assert f"`qamill {command}" in text
    documented = set(re.findall(r"^\| `(--[\w-]+)`", text, re.MULTILINE))
    shared = {name for option in main.params for name in option.opts} - {"--version", "--json"}  # not of all
    asked = main.commands[command]
    verbs = [*asked.commands.values()] if isinstance(asked, click.Group) else [asked]
    shown = [option for verb in verbs for option in verb.params if not getattr(option, "hidden", False)]
    options = {name for option in shown for name in option.opts if name.startswith("--")}
    assert documented == options - shared


def test_no_command_is_documented_that_does_not_exist() -> None:
    assert set(re.findall(r"^## qamill (\w+)$", COMMANDS, re.MULTILINE)) == set(main.commands)


def test_the_options_before_the_command_are_documented() -> None:
    before = COMMANDS.partition("\n## ")[0]
    for option in main.params:
        assert isinstance(option, click.Option)
        for name in option.opts:
            assert f"`{name}`" in before, name
