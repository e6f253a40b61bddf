"""All files below a folder are found, however deep they lie."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import Project

from pipeline.cli.commands import main
from pipeline.purge.files import all_files
from pipeline.storage.folders import walk

DEEP = 1_200  # levels; Python calls itself 1,000 times at most
PASTED = "Why is it so deep?\n\nBecause somebody nested folders.\nView complete answer on deep.example.org\n"


@pytest.fixture
def nested(tmp_path: Path) -> Path:
    """A folder with some folders, a link to one of them and one in a circle."""
    for name in ("a/b/c", "a/d", "e"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("top.txt", "a/one.txt", "a/b/two.txt", "e/three.txt"):
        (tmp_path / name).write_text(name)
    (tmp_path / "a/link").symlink_to(tmp_path / "e")
    (tmp_path / "e/circle").symlink_to(tmp_path)
    (tmp_path / "e/nowhere").symlink_to(tmp_path / "lost")
    return tmp_path


def test_a_walk_gives_what_that_of_python_gives(nested: Path) -> None:
    assert [*walk(nested)] == [*os.walk(nested)]


def test_a_walk_leaves_out_the_folders_that_are_taken_from_the_list(nested: Path) -> None:
    seen = []
    for folder, folders, _ in walk(nested):
        seen.append(Path(folder).name)
        folders[:] = sorted(set(folders) - {"b"}, reverse=True)
    assert seen == [nested.name, "e", "a", "d"]


def test_a_folder_that_is_not_there_is_passed_over(tmp_path: Path) -> None:
    assert [*walk(tmp_path / "nowhere")] == [*os.walk(tmp_path / "nowhere")] == []


@pytest.fixture
def deep(project: Project) -> Iterator[Project]:
    """A project with a page in folders so deep that Python cannot remove them by calling itself."""
    project.page("top.txt", PASTED)
    here = os.open(project.raw, os.O_RDONLY)
    for _ in range(DEEP):
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    page = os.open("deep.txt", os.O_CREAT | os.O_WRONLY, dir_fd=here)
    os.write(page, PASTED.encode())
    os.close(page)
    os.close(here)
    yield project
    for folder, _, names in [*walk(project.raw)][::-1]:
        for name in names:
            os.unlink(os.path.join(folder, name))
        os.rmdir(folder)


def test_a_page_in_deep_folders_is_found_by_every_command(deep: Project) -> None:
    assert sorted(path.name for path in all_files([deep.raw], deep.out)) == ["deep.txt", "top.txt"]
    assert len([*walk(deep.raw)]) == DEEP + 1
    out = ["--out", str(deep.out)]
    for arguments in (["curate", str(deep.raw), *out], ["doctor", "--raw", str(deep.raw), *out]):
        result = CliRunner().invoke(main, arguments)
        assert "mistake in qamill" not in result.output
        assert result.exception is None or isinstance(result.exception, SystemExit)
