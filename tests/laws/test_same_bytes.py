"""The same pages give the same bytes, wherever, however and by however many they are read."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from builders import ALL_TESTS
from conftest import COST, TEXTING, Pair, Project

from pipeline import curate
from pipeline.run.session import CACHE

WORDS = (
    "therapist client session message privacy record phone email consent rule answer question state law care plan note"
    " family friend doctor practice service secure Größe été naïve “quoted” 4.50 $6 7 % — … NA null 007"
).split()
_RUN = """
import sys
from pathlib import Path
import pipeline
from pipeline.run import raw_files, settings

raw, out, more = map(Path, sys.argv[1:4])
workers, *sizes = map(int, sys.argv[4:])
settings._BUCKET_BYTES, raw_files._TASK_BYTES, raw_files._TASK_FILES = sizes
pipeline.curate(raw, out, workers=workers)
(raw / "page.odt").unlink()
more.rename(raw / "later.txt")
pipeline.curate(raw, out, workers=workers)
"""
# Bytes behind a bucket, bytes and files in a task: some ten of each in `make check`, some five in `make test`.
MANY = ("9000", "4000", "2") if ALL_TESTS else ("20000", "8000", "4")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Pages with duplicates in one and across many, rejections, copies, dates and addresses; and some more to add."""
    project = Project(tmp_path_factory.mktemp("pages"))
    draw = random.Random(2)
    pairs = [_pair(draw, i) for i in range(300)]
    index = []
    for number in range(24):
        chosen = [
            pair._replace(host=draw.choice(["a.example.org", "example.com", "b.example.net", "en."]))
            for pair in draw.choices(pairs, k=15)
        ]
        name = f"{draw.choice(['', 'x/', 'y/z/'])}page-{number:02d}.txt"
        project.page(name, *chosen, COST, "A heading that belongs to nobody\n")
        if number % 3:
            index.append(f"{name},https://example.org/{number},2026-0{1 + number % 9}-01T12:00:00+02:00,,")
    for name in ("x/copied.txt", "y/copy.txt"):
        project.page(name, TEXTING)
    project.page("page.odt", TEXTING)
    (project.raw / "latin.txt").write_bytes(
        str(COST._replace(answer="C'est très, très cher, même l'été.")).encode("cp1252")
    )
    project.index(*index)
    (project.raw / "missing.txt").symlink_to("gone.txt")
    return project


def _pair(draw: random.Random, number: int) -> Pair:
    question = " ".join(draw.choices(WORDS, k=6))
    return Pair(f"What is {question} {number}?", " ".join(draw.choices(WORDS, k=30)).capitalize() + ".")


def _outputs(out: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name != ".lock" and CACHE not in path.parts
    }


def _released(
    pages: Project, out: Path, workers: int, sizes: tuple[str, ...], cwd: Path, **env: str
) -> dict[str, bytes]:
    """Release the pages, change some, release again, in a process of its own."""
    raw, more = out.with_name("raw"), out.with_name("more.txt")
    shutil.copytree(pages.raw, raw, symlinks=True)
    more.write_text("".join(map(str, [*(_pair(random.Random(9), i) for i in range(5)), TEXTING, COST])))
    places = [os.path.relpath(path, cwd) for path in (raw, out, more)]
    command = [sys.executable, "-c", _RUN, *places, str(workers), *sizes]
    subprocess.run(command, cwd=cwd, env={**os.environ, **env}, check=True, timeout=300)
    return _outputs(out)


@pytest.fixture(scope="module")
def expected(pages: Project, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What one process makes of the pages in one task and one bucket."""
    folder = tmp_path_factory.mktemp("expected")
    return _released(pages, folder / "out", 1, ("64000000", "4000000", "1000"), folder)


VARIATIONS: dict[str, tuple[int, tuple[str, ...], dict[str, str]]] = {
    "one process, many tasks and buckets, another time zone and locale": (
        1,
        MANY,
        {"TZ": "Pacific/Chatham", "PYTHONHASHSEED": "1", "LC_ALL": "tr_TR.UTF-8"},
    ),
    "two processes, other sizes, the C locale": (
        2,
        ("20000", "8000", "3"),
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TZ": "America/New_York", "PYTHONHASHSEED": "2"},
    ),
}


@pytest.mark.parametrize("what", VARIATIONS)
def test_the_same_pages_give_the_same_bytes(
    pages: Project, expected: dict[str, bytes], tmp_path: Path, what: str
) -> None:
    workers, sizes, env = VARIATIONS[what]
    cwd = tmp_path / "somewhere" / "else"
    cwd.mkdir(parents=True)
    found = _released(pages, tmp_path / "out", workers, sizes, cwd, **env)
    assert found.keys() == expected.keys()
    assert [name for name in expected if found[name] != expected[name]] == []


def test_the_pages_of_this_test_exercise_every_table(expected: dict[str, bytes]) -> None:
    changelog = expected["CHANGELOG.md"].decode()
    assert "## 1.1.0" in changelog
    assert "## 1.0.0" in changelog
    manifest = json.loads(expected["1.1.0/manifest.json"])
    assert (
        min(manifest["counts"][name] for name in ("records", "merged", "rejected_candidates", "rejected_before")) > 20
    )
    assert manifest["change"]["changed"] > 0
    assert sorted(json.loads(expected["1.0.0/manifest.json"])["rejected"]) == [
        "bad_source",
        "duplicate_document",
        "no_answer",
        "unreadable_file",
        "unsupported_format",
    ]


def test_a_call_from_python_gives_the_bytes_of_the_command(seed: Project, tmp_path: Path) -> None:
    copy = Project(tmp_path)
    shutil.copytree(seed.raw, copy.raw)
    run = copy.run("curate", "raw", "--workers", "2", "--out", "by-command")
    assert run.returncode == 0, run.stderr
    curate(str(copy.raw), str(copy.out))
    assert _outputs(copy.out) == _outputs(copy.root / "by-command") == _outputs(seed.out)


def test_the_order_and_the_times_of_files_decide_nothing(tmp_path: Path) -> None:
    projects = [Project(tmp_path / name) for name in ("forth", "back")]
    names = [f"{letter}.txt" for letter in "abcdefgh"]
    for project, order in zip(projects, (names, names[::-1]), strict=True):
        for number, name in enumerate(order):
            os.utime(project.page(name, TEXTING._replace(host=f"{name[0]}.example.org"), COST), (number, number))
        project.curate()
    assert _outputs(projects[0].out) == _outputs(projects[1].out)


def test_folders_may_be_named_in_any_order_and_overlap(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.page("a/one.txt", TEXTING)
    project.page("b/two.txt", COST)
    a, b = project.raw / "a", project.raw / "b"
    curate([a, b], tmp_path / "ab", workers=1)
    curate([b, a, b / ".", b / "two.txt"], tmp_path / "ba", workers=1)
    assert _outputs(tmp_path / "ab") == _outputs(tmp_path / "ba")
