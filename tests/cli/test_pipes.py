"""A pipe that nobody writes to, or reads from, in the place of a file stops no command for ever."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from conftest import TEXTING, CopyOf, Project

from pipeline.storage import write_named


def _released(project: Project) -> None:
    project.page("page.txt", TEXTING)
    project.curate()


@pytest.fixture
def released(copy_of: CopyOf) -> Project:
    return copy_of(_released)


RECORDS = "curated/1.0.0/records.parquet"


@pytest.mark.parametrize(
    ("file", "command"),
    [
        ("recipes/site.toml", "curate"),
        ("pipe", "curate --recipes pipe"),
        ("pipe", "parse raw/page.txt --recipe pipe"),
        ("pipe", "report -o pipe"),
        (".gitignore", "takedown add --domain example.org --reason asked"),
        ("curated/index.json", "doctor"),
        ("raw/fetched.csv", "fetch --contact me@example.org https://example.org/"),
        (RECORDS, "report"),
        (RECORDS, "site -o new"),
        (RECORDS, "export jsonl -o -"),
        (RECORDS, "lookup example.org"),
        (RECORDS, "verify"),
    ],
)
def test_a_pipe_is_told_and_not_waited_for(released: Project, file: str, command: str) -> None:
    path = released.root / file
    _put_pipe(path)
    done = released.run(*command.split())
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr
    assert path.name in done.stdout + done.stderr


def test_a_purge_does_not_wait_for_a_pipe(released: Project) -> None:
    added = released.run("takedown", "add", "--domain", TEXTING.host, "--reason", "asked")
    assert added.returncode == 0, added.stderr
    _put_pipe(released.root / RECORDS)
    done = released.run("takedown", "purge", "--yes")
    assert done.returncode == 1
    assert "records.parquet cannot be read" in done.stderr


def test_what_a_person_wants_written_goes_into_a_pipe_that_is_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="No such device"):
        write_named(pipe, b"said")
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_named(pipe, b"said")
        assert os.read(reading, 10) == b"said"
    finally:
        os.close(reading)


def _put_pipe(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    os.mkfifo(path)
