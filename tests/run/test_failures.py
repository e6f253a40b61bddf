"""What failed for a reason that lies with the machine is tried again by the next run."""

from __future__ import annotations

import os
import signal
from contextlib import closing
from functools import partial
from pathlib import Path

import pyarrow as pa
import pytest
from conftest import COST, EMAIL, Project

from pipeline.engine import Step, heartbeat
from pipeline.engine.local import Local
from pipeline.run import page


def fail(*_: object, **__: object) -> object:
    raise MemoryError


@pytest.fixture
def unlucky(project: Project) -> Project:
    """A project whose only release was made while no page could be read."""
    project.page("page.txt", EMAIL)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page, "read_page", fail)
        assert project.curate().manifest.rejected == {"parser_memory": 1}
    return project


def test_the_next_run_reads_a_page_that_failed(unlucky: Project) -> None:
    outcome = unlucky.curate()
    assert (outcome.is_new, outcome.known, outcome.manifest.counts["records"]) == (True, 0, 1)
    assert not unlucky.curate().is_new


def test_a_page_that_fails_again_changes_nothing(unlucky: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "read_page", fail)
    assert not unlucky.curate().is_new


def test_a_page_that_was_read_leniently_is_tried_again(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.page("page.txt", COST)
    read = page.read_page
    with monkeypatch.context() as patch:
        patch.setattr(page, "read_page", lambda found, *more: read(found, *more) if found.is_lenient else fail())
        assert project.curate().manifest.counts["records"] == 1
    assert project.curate().known == 0


def crash_once(table: pa.Table, marker: Path) -> pa.Table:
    """Return the table with a column of hashes; kill the worker at the first attempt."""
    failures = heartbeat.start_item(0)
    if not failures:
        signal.signal(signal.SIGSEGV, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGSEGV)
    heartbeat.finish_item()
    marker.touch()
    return table.append_column("key_hash", pa.array([0] * table.num_rows, pa.int64()))


def same(table: pa.Table) -> pa.Table:
    return table


def test_a_result_after_a_crash_and_what_is_made_of_it_are_for_one_run_alone(tmp_path: Path) -> None:
    table = pa.table({"number": [1, 2]})
    for _ in range(2):
        with closing(Local(tmp_path / "cache", 1, lambda *_: None)) as engine:
            step = Step("read", partial(crash_once, marker=tmp_path / "marker"), "1", is_guarded=True)
            read = engine.map(step, engine.scan([table]))
            [result] = engine.collect(engine.reduce(Step("same", same, "1"), [read], 1))
            assert result.num_rows == 2
            assert engine.reused == 0
            assert (tmp_path / "marker").exists()
            assert not list(engine.earlier_results("read"))
        (tmp_path / "marker").unlink()
