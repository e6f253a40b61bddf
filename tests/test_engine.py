"""Tasks on this machine's processes: the same tables whatever runs them, and no waiting for the dead."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pyarrow as pa
import pytest
from conftest import Pair, Project

from pipeline.engine import Engine
from pipeline.engine.local import Local
from pipeline.errors import BadPageIndex, ChangedWhileReading, CountsDoNotAddUp, QamillError, WorkerDied
from pipeline.tables import bucket_range, buckets_of

Told = list[tuple[str, int, int]]
NUMBERS = pa.schema([("bucket", pa.int32()), ("number", pa.int64())])


@contextmanager
def local(folder: Path, workers: int, told: Told | None = None) -> Iterator[Local]:
    engine = Local(folder, workers, lambda *state: (told if told is not None else []).append(state))
    try:
        yield engine
    finally:
        engine.close()


def spread(table: pa.Table, buckets: int) -> pa.Table:
    """Number by number into buckets."""
    numbers = table.column("number").to_pylist()
    return pa.table([[n % buckets for n in numbers], numbers], schema=NUMBERS)


def summed(table: pa.Table) -> pa.Table:
    return pa.table({"bucket": table.column("bucket")[:1], "sum": [sum(table.column("number").to_pylist())]})


def killed(table: pa.Table, folder: Path) -> pa.Table:
    """Die as out of memory does it, unless this is the process of the test."""
    if not (folder / str(os.getpid())).exists():
        os.kill(os.getpid(), signal.SIGKILL)
    return table


def _numbers(*parts: Sequence[int]) -> list[pa.Table]:
    return [pa.table({"number": pa.array(part, pa.int64())}) for part in parts]


def _sums(engine: Engine, tables: list[pa.Table], buckets: int) -> list[dict[str, int]]:
    found = engine.map("spread", partial(spread, buckets=buckets), tables)
    return [row for table in engine.collect(engine.reduce("sum", summed, found, buckets)) for row in table.to_pylist()]


@pytest.mark.parametrize("workers", [1, 2])
def test_each_bucket_is_reduced_with_all_its_rows(tmp_path: Path, workers: int) -> None:
    with local(tmp_path, workers) as engine:
        found = _sums(engine, _numbers(range(10), [], range(10, 20)), 3)
    assert found == [{"bucket": b, "sum": sum(range(b, 20, 3))} for b in range(3)]


def test_a_bucket_without_rows_is_reduced_too(tmp_path: Path) -> None:
    told: Told = []
    with local(tmp_path, 1, told) as engine:
        found = engine.map("spread", partial(spread, buckets=4), _numbers([0, 4], [3]))
        tables = list(engine.collect(engine.reduce("same", _same, found, 4)))
    assert [table.column("number").to_pylist() for table in tables] == [[0, 4], [], [], [3]]
    assert told[-1] == ("same", 4, 4)


def _same(table: pa.Table) -> pa.Table:
    return table


def test_progress_is_told_of_every_task(tmp_path: Path) -> None:
    told: Told = []
    with local(tmp_path, 1, told) as engine:
        _sums(engine, _numbers([1], [2], [3]), 2)
    assert told == [*(("spread", n, 3) for n in range(4)), *(("sum", n, 2) for n in range(3))]


def test_a_worker_that_is_killed_ends_the_run_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / str(os.getpid())).touch()
    with local(tmp_path, 2) as engine, pytest.raises(WorkerDied, match=r"died at the stage 'count'.*--workers 1"):
        engine.map("count", partial(killed, folder=tmp_path), _numbers([1], [2], [3]))


@pytest.mark.parametrize(
    "error",
    [
        ChangedWhileReading("page.txt"),
        BadPageIndex(Path("raw/index.csv"), 3, "no path"),
        CountsDoNotAddUp(["records: 1 is not 2"]),
        WorkerDied("read"),
        QamillError("As it is."),
    ],
)
def test_an_error_keeps_its_words_on_the_way_out_of_a_worker(error: QamillError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert str(again) == str(error)


def test_bucket_order_is_key_order_and_ranges_hold_their_keys() -> None:
    keys = [f"{n * 2654435761 % 2**32:08x}" for n in range(500)] + ["00000000", "ffffffff"]
    for buckets in (1, 2, 3, 7, 64):
        placed = buckets_of(keys, buckets).to_pylist()
        assert [b for _, b in sorted(zip(keys, placed, strict=True))] == sorted(placed)
        for key, bucket in zip(keys, placed, strict=True):
            low, high = bucket_range(bucket, buckets)
            assert low <= key < high


SCRIPT = """
import pipeline.tasks, sys
pipeline.tasks._TASK_FILES = 1
outcome = pipeline.curate(workers=2, progress=lambda *told: print(*told, flush=True))
print(outcome.manifest.version)
"""


@pytest.fixture
def two_tasks(project: Project) -> Project:
    """A project whose pages are read by two workers."""
    for name in ("a", "b", "c", "d"):
        project.page(f"{name}.txt", Pair(f"What is {name}?", f"A letter, {name}."))
    (project.root / "script.py").write_text(SCRIPT)
    return project


def test_a_script_without_a_main_guard_can_curate(two_tasks: Project) -> None:
    run = subprocess.run(
        [sys.executable, "script.py"], cwd=two_tasks.root, capture_output=True, text=True, timeout=60, check=False
    )
    assert (run.stderr, run.stdout.splitlines()[-1]) == ("", "1.0.0")
    assert run.stdout.count("read 4 4") == 1


def test_workers_do_not_outlive_a_killed_run(two_tasks: Project) -> None:
    with subprocess.Popen(
        [sys.executable, "script.py"], cwd=two_tasks.root, stdout=subprocess.PIPE, start_new_session=True
    ) as run:
        assert run.stdout
        while not run.stdout.readline().startswith(b"hash 1"):
            assert run.poll() is None
        workers = _members(run.pid) - {run.pid}
        assert workers
        run.kill()
        run.wait()
        _until(lambda: not _members(run.pid))


def _members(session: int) -> set[int]:
    """The processes of a session, zombies aside."""
    found = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] != "Z" and int(fields[3]) == session:
            found.add(int(status.parent.name))
    return found


def _until(done: Callable[[], bool]) -> None:
    for _ in range(200):
        if done():
            return
        time.sleep(0.05)
    pytest.fail("it never came to it")
