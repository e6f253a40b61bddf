"""What a page, a name or an argument says reaches the terminal as words and never as a command."""

from __future__ import annotations

import ast
import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import REPOSITORY, examples, syntax
from conftest import EMAIL, QAMILL, TEXTING, Project, Run
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.cli.output import escaped, escaped_cell, to_json

UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What must not be printed: all control characters but the line end, and what turns the direction of a line."""
ATTACK = "\x1b]0;own\x07\x1b[31m\x9b5m\x7f\x85\u061c\u200f\u202e\u2067\u2028"
FORGED = f"{ATTACK}\nFORGED: all is well [red]"
NOUNS = ("an epsilon", "a zeta function", "an eta", "a theta")
KEPT = "क्\u200dष می\u200cشود \u2060 ё 😀 a\u0301"
TEXTS = st.text(alphabet=st.one_of(st.characters(), st.sampled_from(f"{FORGED}\r\t\\'\"{KEPT}\udcff")))


@settings(max_examples=examples(400))
@given(TEXTS)
@example(FORGED)
def test_an_escaped_text_is_one_line_that_steers_nothing(text: str) -> None:
    assert UNSAFE.search(escaped(text)) is None
    assert "\n" not in escaped(text)


@settings(max_examples=examples(400))
@given(TEXTS)
@example("\\x1b \x1b \\\x1b")
def test_an_escaped_cell_steers_nothing_and_can_be_read_back(text: str) -> None:
    cell = escaped_cell(text)
    assert UNSAFE.search(cell) is None
    assert "\n" not in cell
    assert _read_back(cell) == text


@settings(max_examples=examples(400))
@given(st.recursive(TEXTS, lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner), max_leaves=5))
@example({FORGED: [FORGED, "\udcff"]})
def test_json_steers_nothing_and_says_the_same(value: object) -> None:
    for indent in (None, 2):
        text = to_json(value, indent)
        assert UNSAFE.search(text) is None
        assert json.loads(text) == value


def test_what_languages_are_written_with_stays() -> None:
    assert escaped(KEPT) == KEPT
    assert json.dumps(KEPT, ensure_ascii=False) == to_json(KEPT)


def test_nothing_is_lost_of_what_is_escaped() -> None:
    assert escaped("\x1b[31m\x9b\u202e\udcff\r\n\t") == r"\x1b[31m\x9b\u202e\udcff\r\n\t"


# --- one place prints ------------------------------------------------------------------------

_PRINTS = {"print", "input", "breakpoint"}
_STREAMS = {"stdout", "stderr", "__stdout__", "__stderr__", "echo", "secho", "print_exc", "print_exception"}
_PLACE = "pipeline/cli/output.py"


def _printing(tree: ast.AST) -> list[str]:
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _PRINTS:
            found.append(node.func.id)
        if isinstance(node, ast.Attribute) and node.attr in _STREAMS:
            found.append(node.attr)
        if isinstance(node, ast.ImportFrom) and {alias.name for alias in node.names} & _STREAMS:
            found.append(str(node.module))
    return found


@pytest.mark.parametrize("file", sorted((REPOSITORY / "pipeline").rglob("*.py")), ids=lambda file: str(file.name))
def test_one_module_alone_prints(file: Path) -> None:
    found = _printing(syntax(file))
    assert (found != []) == (file == REPOSITORY / _PLACE), found


# --- every command, on a terminal, in a pipe, as JSON ------------------------------------------

RUN_ALL = """
import json, sys
from pipeline.cli.commands import main
for arguments in json.load(open("commands.json")):
    try:
        main(arguments)
    except SystemExit:
        pass
"""


def _attacked(project: Project) -> list[list[str]]:
    """Write an attack wherever a foreign text can stand; return the commands that show it."""
    raw, root = project.raw, project.root
    raw.mkdir()
    reference = "&#27;[31m&#155;5m&#127;&#8238;&#8295;&#10;FORGED"
    page = f"<link rel=canonical href='https://example.org/x{reference}'><div id='p\x1b[31m\u202e'>"
    items = "".join(f"<h2>What is {word} in {ATTACK}?</h2><p>It is {reference} a {word}.</p>" for word in NOUNS)
    (raw / "a.html").write_text(f"{page}{items}</div>", encoding="utf-8")
    asked = {
        FORGED: {"@type": "Question", "name": f"Is it {FORGED}?", "acceptedAnswer": {"@type": "Answer", "text": FORGED}}
    }
    (raw / "b.html").write_text(f'<script type="application/ld+json">{json.dumps(asked)}</script>', encoding="utf-8")
    text = f"What is {ATTACK} gamma?\n\nA {ATTACK} letter.\nView complete answer on example.org\n"
    for name in (f"c{FORGED.replace('/', '')}.txt", "d\udcff\x1b[31m.txt"):
        (raw / name).write_text(text, encoding="utf-8")
    (raw / f"e{ATTACK}.bak").write_bytes(b"\x00\x01")
    project.page("twice.txt", TEXTING)
    project.curate()
    project.page("twice.txt", TEXTING._replace(answer=f"Many use {ATTACK} texting."), EMAIL)
    project.curate()
    release = project.out / "1.1.0" if (project.out / "1.1.0").is_dir() else project.out / "2.0.0"
    ids = [line.partition(",")[0] for line in (release / "records.csv").read_text(encoding="utf-8").splitlines()]
    ids = [id for id in ids if re.fullmatch("[0-9a-f]{16}", id)]
    assert len(ids) > len(NOUNS)
    recipes = root / f"recipes{ATTACK}"
    recipes.mkdir()
    (recipes / f"x{ATTACK}.toml").write_text('"\\u001b[31m\\nFORGED" = "\\u202e"\n', encoding="utf-8")
    (root / "tampered").mkdir()
    _tamper(release, root / "tampered" / release.name)
    (root / "tampered" / "LATEST").write_text(FORGED, encoding="utf-8")
    odd = f"{root}/odd{ATTACK}"
    shown = [["explain", id] for id in ids] + [["explain", id, "--json"] for id in ids]
    parsed = [["-v", "parse", str(file)] for file in sorted(raw.iterdir())]
    return [
        *shown,
        *parsed,
        ["curate", "--workers", "1"],
        ["-v", "curate", "--no-cache", "--dry-run", "--workers", "1"],
        ["versions"],
        ["versions", "--json"],
        ["diff", "1.0.0"],
        ["diff", "1.0.0", "--json"],
        ["stats"],
        ["stats", "--json"],
        ["verify"],
        ["verify", "--json"],
        ["stats", release.name, "--out", "tampered"],
        ["stats", release.name, "--out", "tampered", "--json"],
        ["stats", "--out", "tampered"],
        ["verify", release.name, "--out", "tampered"],
        ["verify", "--out", "tampered"],
        ["verify", "--out", "tampered", "--json"],
        ["versions", "--out", "tampered"],
        ["curate", "--recipes", str(recipes)],
        ["--debug", "curate", "--recipes", str(recipes)],
        ["parse", "raw/a.html", "--recipe", str(next(recipes.iterdir()))],
        ["add", "raw/a.html", "--name", f"n{ATTACK}.html", "--raw", odd],
        ["add", "raw/a.html", "--url", FORGED],
        ["add", "raw/a.html", "--retrieved-at", FORGED],
        ["add", f"raw/{FORGED}"],
        ["parse", f"raw/{FORGED}"],
        ["parse", "raw/a.html", "--charset", FORGED],
        ["parse", "raw/a.html", "--format", FORGED],
        ["parse", "raw/a.html", "--mode", FORGED],
        ["curate", FORGED],
        ["curate", odd, "--out", odd],
        ["--debug", "curate", FORGED],
        ["curate", "--workers", FORGED],
        ["curate", f"--{FORGED}"],
        [FORGED],
        ["explain", FORGED],
        ["diff", FORGED, FORGED],
        ["stats", FORGED],
        ["verify", FORGED, "--raw", FORGED],
        ["versions", "--out", FORGED],
        ["explain", ids[0], "--raw", odd],
        *([command, option, "\udcff\x1b[31m"] for command, option in _OPTIONS),
    ]  # fmt: skip


_OPTIONS = [("parse", "--url"), ("add", "--note"), ("stats", "--out")]


def _tamper(release: Path, copy: Path) -> None:
    """Copy a release, with attacks in what it says of itself."""
    copy.mkdir()
    for file in release.iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    manifest = json.loads((copy / "manifest.json").read_text(encoding="utf-8"))
    manifest["rejected"] = {FORGED: 1}
    manifest["counts"][FORGED] = 1
    (copy / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (copy / f"more{ATTACK}").write_bytes(b"")
    (copy / "SHA256SUMS").write_text(f"0  {ATTACK}\n", encoding="utf-8")


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, list[list[str]]]:
    """A project full of attacks, and commands that show them."""
    project = Project(tmp_path_factory.mktemp("attacked"))
    commands = _attacked(project)
    (project.root / "commands.json").write_text(json.dumps(commands), encoding="ascii")
    return project, commands


def _assert_harmless(shown: str) -> None:
    assert [line for line in shown.split("\n") if UNSAFE.search(line)] == []
    assert [line for line in shown.split("\n") if line.lstrip().startswith("FORGED")] == []
    assert "Traceback" not in re.sub(r"Traceback \(most recent call last\):\n(?:  File \"[^\"]*pipeline/)", "", shown)
    assert "A mistake in qamill itself" not in shown


def test_no_foreign_text_steers_a_terminal(attacked: tuple[Project, list[list[str]]]) -> None:
    controller, terminal = pty.openpty()
    env = {**os.environ, "TERM": "dumb", "COLUMNS": "4000"}  # a dumb terminal gets no colours of ours
    with subprocess.Popen(
        [sys.executable, "-c", RUN_ALL],
        cwd=attacked[0].root,
        stdin=subprocess.DEVNULL,
        stdout=terminal,
        stderr=terminal,
        env=env,
    ):
        os.close(terminal)
        shown = b""
        while piece := _read(controller):
            shown += piece
    os.close(controller)
    text = shown.decode("utf-8", "surrogateescape").replace("\r\n", "\n")
    assert r"\x1b[31m" in text
    _assert_harmless(text)


def _read(controller: int) -> bytes:
    try:
        return os.read(controller, 65536)
    except OSError:  # Linux says so when the other end is closed
        return b""


def test_no_foreign_text_steers_what_reads_a_pipe(attacked: tuple[Project, list[list[str]]], qamill: Run) -> None:
    project, commands = attacked
    for command in commands:
        run = qamill(project, *command)
        _assert_harmless(run.stdout.replace("\t", " ") + run.stderr)  # the tabs between columns are ours
        assert run.exit_code in (0, 1, 2)


# --- where nothing can be printed ----------------------------------------------------------------

LOST: list[tuple[str, int, str]] = [
    ("stats >&-", 1, "qamill: Standard output cannot be written: it is closed. What was printed is not complete.\n"),
    ("stats > /dev/full", 1, "qamill: Standard output cannot be written: No space left on device. What was"),
    ("--help > /dev/full", 1, "qamill: Standard output cannot be written: No space left on device."),
    ("--version >&-", 1, "qamill: Standard output cannot be written: it is closed."),
    ("verify 2> /dev/full", 0, ""),
    ("verify 9.9.9 2> /dev/full", 2, ""),
    ("verify 9.9.9 >&- 2>&-", 2, ""),
    ("curate --workers 1 >&- 2>&-", 0, ""),
    ("curate --json > /dev/full", 1, "qamill: Standard output cannot be written"),
    ("parse - <&-", 2, "standard input is closed"),
    ("nonsense 2> /dev/full", 2, ""),
    ("stats | true", 0, ""),
]
LOST_TOO: list[tuple[str, int, str]] = [
    ("stats --json > /dev/full", 1, "qamill: Standard output cannot be written: No space left on device. What was"),
    ("explain 0000 >&-", 2, "qamill: Release 1.0.0 has no record '0000'."),
    ("stats 2>&- > /dev/null", 0, ""),
    ("stats 2> /dev/full > /dev/null", 0, ""),
    ("verify 2>&-", 0, ""),
    ("curate --no-cache --workers 1 2> /dev/full", 0, ""),
    ("--help | true", 0, ""),
    ("verify 2>&1 > /dev/null | true", 0, ""),
]
"""Other commands in the same ways."""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="NOT RUN: there is no /dev/full here")
@pytest.mark.parametrize(
    ("command", "code", "words"),
    [
        *(pytest.param(*row, id=row[0]) for row in LOST),
        *(pytest.param(*row, id=row[0], marks=pytest.mark.slow("starts commands again and again")) for row in LOST_TOO),
    ],
)
def test_where_it_cannot_print_the_command_says_so_by_a_sentence_and_its_exit_code(
    seed: Project, command: str, code: int, words: str
) -> None:
    script = f"{QAMILL} {command}; exit ${{PIPESTATUS[0]}}"
    run = subprocess.run(
        ["bash", "-c", script], cwd=seed.root, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
    )
    assert (run.returncode, run.stderr[: len(words)] if words else run.stderr) == (code, words) or words in run.stderr
    assert run.returncode == code
    assert "Traceback" not in run.stderr
    assert "Exception ignored" not in run.stderr


# --- options that all commands share ------------------------------------------------------------------

SAID: list[tuple[str, Callable[[str], bool]]] = [
    ("curate", lambda words: "Nothing changed" in words),
    ("-q curate", lambda words: words == ""),
    ("curate -q", lambda words: words == ""),
    ("-v curate -q", lambda words: words == ""),
    ("-q curate -v", lambda words: "Nothing changed" in words),
    ("--json verify -q", lambda words: words == ""),
    ("curate nowhere --debug", lambda words: "Traceback" in words),
    ("--debug curate nowhere", lambda words: "Traceback" in words),
]


@pytest.mark.parametrize(("command", "holds"), SAID, ids=[command for command, _ in SAID])
def test_shared_options_stand_before_a_command_or_after_it(
    seed: Project, qamill: Run, command: str, holds: Callable[[str], bool]
) -> None:
    assert holds(qamill(seed, *command.split()).stderr)


@pytest.mark.parametrize("command", ["--json stats", "stats --json", "--json -q versions", "--json curate"])
def test_json_is_asked_for_before_a_command_or_after_it(seed: Project, qamill: Run, command: str) -> None:
    assert json.loads(qamill(seed, *command.split()).stdout)


def _read_back(cell: str) -> str:
    """What a cell was made of, by the escapes that it may hold."""
    return re.sub(
        r"\\(?:([\\nrt])|x([0-9a-f]{2})|u([0-9a-f]{4}))",
        lambda found: {"\\": "\\", "n": "\n", "r": "\r", "t": "\t"}.get(found[1]) or chr(int(found[2] or found[3], 16)),
        cell,
    )
