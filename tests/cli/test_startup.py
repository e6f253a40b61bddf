"""A command that has nothing to do decides so before anything heavy is imported."""

from __future__ import annotations

import os
import platform
import subprocess
import sys

import pytest
from conftest import TEXTING, Project

HEAVY = {"bs4", "fastwarc", "filelock", "numpy", "pandas", "pyarrow", "pydantic", "rich", "turbohtml"}
CODE = """
import sys
from pipeline.cli.commands import main
main({arguments!r}, standalone_mode=False)
heavy = {heavy!r} & sys.modules.keys()
print(sorted(heavy | {{name for name in sys.modules if name.startswith("pipeline.parse.formats")}}))
"""


def imported_by(project: Project, *arguments: str) -> str:
    """Return the heavy modules that a command has imported, as they are printed."""
    code = CODE.format(arguments=list(arguments), heavy=HEAVY)
    run = subprocess.run([sys.executable, "-c", code], cwd=project.root, capture_output=True, text=True, check=True)
    return run.stdout.splitlines()[-1]


READ_ALL = """
import sys
from contextlib import suppress
from pipeline.cli.commands import main
from pipeline.release.read import read_table
from pipeline.release.versions import open_release
first = read_table(open_release("curated"), "records", ["id"]).column("id")[0].as_py()
for command in (["stats"], ["diff", "1.0.0", "1.1.0"], ["explain", first], ["verify"]):
    with suppress(SystemExit):  # two releases differ
        main(command, standalone_mode=False)
    assert "pandas" not in sys.modules, command
"""


def test_no_command_imports_pandas_to_show_a_release(history: Project) -> None:
    run = subprocess.run(
        [sys.executable, "-c", READ_ALL], cwd=history.root, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert "1.0.0 to 1.1.0" in run.stdout + run.stderr


@pytest.mark.parametrize("arguments", [("curate", "--help"), ("--version",), ("--help",)])
def test_words_about_the_command_import_nothing_heavy(project: Project, arguments: tuple[str, ...]) -> None:
    assert imported_by(project, *arguments) == "[]"


def test_a_run_that_finds_nothing_to_do_imports_nothing_heavy(project: Project) -> None:
    project.page("page.txt", TEXTING)
    project.page("page.html", "<details><summary>Is it a page?</summary><p>Yes, it is.</p></details>")
    project.curate()
    before = project.files()
    assert imported_by(project, "curate") == "[]"
    assert project.files() == before


def test_what_a_killed_publisher_left_is_something_to_do(project: Project) -> None:
    project.page("page.txt", TEXTING)
    project.curate()
    before = project.files()
    (project.out / "LATEST").unlink()
    (project.out / ".staging-1-0123abcd").mkdir()
    assert imported_by(project, "curate") != "[]"
    assert project.files() == before
    assert not list(project.out.glob(".staging-*"))


def test_the_command_takes_memory_that_is_given_back(project: Project) -> None:
    code = (
        "from pipeline.cli.commands import main; main(['--version'], standalone_mode=False); "
        "import pyarrow; print(pyarrow.default_memory_pool().backend_name)"
    )
    for chosen, used in (({}, "system"), ({"ARROW_DEFAULT_MEMORY_POOL": "mimalloc"}, "mimalloc")):
        environment = {name: value for name, value in os.environ.items() if name != "ARROW_DEFAULT_MEMORY_POOL"}
        environment |= chosen
        printed = subprocess.check_output([sys.executable, "-c", code], cwd=project.root, env=environment, text=True)
        assert printed.splitlines()[-1] == used


_ARENAS_IN_USE = """
import ctypes, threading
from pipeline.allocator import choose_allocator
choose_allocator()
all_there = threading.Barrier(4)
def take_memory(): all_there.wait(); held = [bytearray(1_000) for _ in range(100)]; all_there.wait()
threads = [threading.Thread(target=take_memory) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
ctypes.CDLL(None).malloc_stats()
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library has no arenas")
@pytest.mark.parametrize(("chosen", "are_shared"), [({}, True), ({"MALLOC_ARENA_MAX": "9"}, False)])
def test_what_one_thread_of_the_command_gives_back_serves_the_others(
    project: Project, chosen: dict[str, str], are_shared: bool
) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "MALLOC_ARENA_MAX"} | chosen
    command = [sys.executable, "-c", _ARENAS_IN_USE]
    run = subprocess.run(command, cwd=project.root, env=environment, capture_output=True, text=True, check=True)
    assert (run.stderr.count("Arena ") == 1) is are_shared
