"""`qamill doctor`: what is wrong here is told with what to do about it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import TEXTING, CopyOf, Project, Run

CanBreak = Callable[[Project], object]


def _sound(project: Project) -> None:
    project.page("page.txt", TEXTING)
    project.index("page.txt,https://example.org/page,2026-01-31T12:00:00Z,,")
    project.curate()


@pytest.fixture
def sound(copy_of: CopyOf) -> Project:
    return copy_of(_sound)


def test_where_nothing_is_wrong_the_exit_code_is_zero(sound: Project, qamill: Run) -> None:
    before = sound.files()
    result = qamill(sound, "doctor")
    assert (result.exit_code, result.stderr) == (0, "No problem found.\n"), result.stdout
    assert "ok\traw\traw, 1 file\t" in result.stdout.splitlines()
    assert "ok\treleases\tcurated, 1 version\t" in result.stdout.splitlines()
    assert sound.files() == before


def test_a_folder_without_anything_has_one_problem(project: Project, qamill: Run) -> None:
    result = qamill(project, "doctor", "--json")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert [each["about"] for each in found if each["is_problem"]] == ["raw"]


def _make_private(folder: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    folder.chmod(0)


def _index(project: Project) -> Path:
    return project.out / "index.json"


def _edit(project: Project, old: str, new: str) -> None:
    text = _index(project).read_text(encoding="utf-8")
    assert old in text
    _index(project).write_text(text.replace(old, new), encoding="utf-8")


def test_what_is_said_of_a_dataset_beside_no_raw_folder_is_told(sound: Project, qamill: Run) -> None:
    (sound.root / "data").mkdir()
    sound.raw.rename(sound.root / "data" / "raw")
    (sound.root / "qamill.toml").write_text('[dataset]\ntitle = "Tea"\n')
    result = qamill(sound, "doctor", "--raw", "data/raw")
    assert "Move the table [dataset] into data/qamill.toml" in result.stdout
    assert result.exit_code == 1


def test_a_folder_without_an_index_is_no_problem(sound: Project, qamill: Run) -> None:
    _index(sound).unlink()
    assert qamill(sound, "doctor").exit_code == 0


@pytest.mark.parametrize(
    ("break_it", "said"),
    [
        (lambda project: (project.raw / "index.csv").write_text("path,adress\n"), "index.csv cannot be used"),
        (lambda project: (project.raw / "index.csv").write_text("path\ngone.html\n"), "there is no gone.html"),
        (lambda project: (project.root / "reviews.csv").write_text("nonsense\n"), "reviews.csv cannot be used"),
        (lambda project: (project.root / "qamill.toml").write_text("[options]\nuot = 1\n"), "did you mean 'out'?"),
        (lambda project: (project.root / "qamill.toml").write_text("[options.show]\nx = 1\n"), "qamill.toml, line 2"),
        (lambda project: (project.root / "qamill.toml").write_text("[dataset]\ntitel = 'Tea'\n"), "`title`"),
        (lambda project: (project.root / "qamill.toml").write_text("[dataset]\ntitle = 3\n"), "must be a text"),
        (lambda project: (project.root / "qamill.toml").write_text("[datasets]\n"), "Did you mean `dataset`"),
        (lambda project: _index(project).write_text("{"), "cannot be read as an index"),
        (lambda project: _index(project).write_text("[]"), "cannot be read as an index"),
        (lambda project: _edit(project, '"bytes"', '"octets"'), "has the key 'octets', which no index has"),
        (lambda project: _edit(project, '"1.0.0"', '"9.9.9"'), "names 9.9.9, which is not there"),
        (lambda project: _index(project).write_text('{"latest": "", "releases": []}'), "does not name 1.0.0"),
        (lambda project: _edit(project, '"records": 1', '"records": 2'), "does not say what the releases say"),
        (lambda project: (project.out / "LATEST").unlink(), "LATEST is missing"),
        (lambda project: (project.out / "LATEST").write_text("9.9.9\n"), "names 9.9.9, which is not there"),
        (lambda project: (project.out / ".staging-1-0123abcd").mkdir(), "is left of a run"),
        (lambda project: (project.out / "1.0.0" / "manifest.json").unlink(), "it has no manifest.json"),
        (
            lambda project: (project.out / "1.0.0" / "records.parquet").write_bytes(b"PAR1"),
            "records.parquet has 4 bytes",
        ),
        (lambda project: (project.raw / "lost.txt").symlink_to("nowhere"), "is a link that leads nowhere"),
        (lambda project: _make_private(project.raw), "chmod u+rx"),
        (lambda project: _make_private(project.raw / "page.txt"), "chmod u+r "),
        (lambda project: _make_private(project.out), "chmod u+rwx"),
    ],
)
def test_each_problem_is_told_with_what_to_do(sound: Project, qamill: Run, break_it: CanBreak, said: str) -> None:
    break_it(sound)
    result = qamill(sound, "doctor")
    problems = [line for line in result.stdout.splitlines() if line.startswith("problem\t")]
    assert result.exit_code == 1
    assert len(problems) == 1
    assert said in problems[0]
    assert problems[0].split("\t")[3]
    assert result.stderr == "1 problem found.\n"
