"""The local engine: the same tables for any number of workers, and an end even when workers die."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pyarrow as pa
import pytest
from conftest import Pair, Project
from processes import of_session, wait_until

from pipeline.buckets import KEY_HASHES, bucket_of, bucket_range, key_hash_range, key_hashes
from pipeline.emit.errors import CountsDoNotAddUp
from pipeline.engine import Engine, Step
from pipeline.engine.checkpoints import Checkpoints
from pipeline.engine.errors import WorkerDied
from pipeline.engine.local import Local
from pipeline.errors import QamillError
from pipeline.ingest.errors import BadPageIndex, ChangedWhileReading

Reports = list[tuple[str, int, int]]
NUMBERS = pa.schema([("key_hash", pa.int64()), ("number", pa.int64())])
MOST = 20  # numbers are below; each has a key hash of its own


@contextmanager
def local(folder: Path, workers: int, reports: Reports | None = None) -> Iterator[Local]:
    engine = Local(folder, workers, lambda *state: (reports if reports is not None else []).append(state))
    try:
        yield engine
    finally:
        engine.close()


def spread(table: pa.Table) -> pa.Table:
    """Give each number its key hash, small numbers first."""
    numbers = table.column("number").to_pylist()
    return pa.table([[n * KEY_HASHES // MOST for n in numbers], numbers], schema=NUMBERS)


def summed(table: pa.Table) -> pa.Table:
    return pa.table({"sum": [sum(table.column("number").to_pylist())]})


def same(table: pa.Table) -> pa.Table:
    return table


def killed(table: pa.Table, folder: Path) -> pa.Table:
    """Die as out of memory does it, unless this is the process of the test."""
    if not (folder / str(os.getpid())).exists():
        os.kill(os.getpid(), signal.SIGKILL)
    return table


def _numbers(*parts: Sequence[int]) -> list[pa.Table]:
    return [pa.table({"number": pa.array(part, pa.int64())}) for part in parts]


def _sums(engine: Engine, tables: list[pa.Table], stored: int, buckets: int, version: str = "") -> list[int]:
    found = engine.map(Step("spread", spread, version), engine.scan(tables), stored)
    return [table.column("sum")[0].as_py() for table in engine.collect(engine.reduce(SUM, [found], buckets))]


SUM = Step("sum", summed)


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[int, Local]]:
    """Engines of one worker and of two, which stay: to start a worker costs more than most tests."""
    with local(tmp_path_factory.mktemp("one"), 1) as one, local(tmp_path_factory.mktemp("two"), 2) as two:
        yield {1: one, 2: two}


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("stored", [1, 3, 7])
@pytest.mark.parametrize("buckets", [1, 3, 8, 31])
def test_each_bucket_is_reduced_with_all_its_rows_however_they_were_stored(
    engines: dict[int, Local], workers: int, stored: int, buckets: int
) -> None:
    found = _sums(engines[workers], _numbers(range(10), [], range(10, 20)), stored, buckets, f"{stored} to {buckets}")
    ranges = [key_hash_range(bucket, buckets) for bucket in range(buckets)]
    hashes = {n: n * KEY_HASHES // MOST for n in range(MOST)}
    assert found == [sum(n for n, key_hash in hashes.items() if low <= key_hash < high) for low, high in ranges]


def test_a_bucket_without_rows_is_reduced_too(tmp_path: Path) -> None:
    reports: Reports = []
    with local(tmp_path, 1, reports) as engine:
        found = engine.map(Step("spread", spread), engine.scan(_numbers([0, 4], [19])), 4)
        tables = list(engine.collect(engine.reduce(Step("same", same), [found], 4)))
    assert [table.column("number").to_pylist() for table in tables] == [[0, 4], [], [], [19]]
    assert reports[-1] == ("same", 4, 4)


def test_rows_of_several_results_are_reduced_together(tmp_path: Path) -> None:
    with local(tmp_path, 1) as engine:
        parts = [engine.map(Step("spread", spread), engine.scan(_numbers(part))) for part in ([1], [2, 3])]
        [table] = engine.collect(engine.reduce(SUM, parts, 1))
    assert table.column("sum").to_pylist() == [6]


def test_progress_is_reported_for_every_task(tmp_path: Path) -> None:
    reports: Reports = []
    with local(tmp_path, 1, reports) as engine:
        _sums(engine, _numbers([1], [2], [3]), 2, 2)
    assert reports == [*(("spread", n, 3) for n in range(4)), *(("sum", n, 2) for n in range(3))]


def test_a_finished_task_is_not_run_again_unless_its_result_is_damaged(tmp_path: Path) -> None:
    tables = _numbers([1], [2], [3])
    with local(tmp_path, 1) as engine:
        before = _sums(engine, tables, 2, 2)
    [first, *_] = [path for path in tmp_path.iterdir() if path.name.startswith("spread-")]
    content = bytearray(first.read_bytes())
    content[len(content) // 2] ^= 1
    first.write_bytes(content)
    reports: Reports = []
    with local(tmp_path, 1, reports) as engine:
        assert _sums(engine, tables, 2, 2) == before
    assert reports == [("spread", 2, 3), ("spread", 3, 3), ("sum", 2, 2)]


def test_another_version_of_a_step_is_run_again(tmp_path: Path) -> None:
    reports: Reports = []
    with local(tmp_path, 1, reports) as engine:
        for version in ("1", "2", "1"):
            engine.map(Step("spread", spread, version), engine.scan(_numbers([1])))
    assert reports == [("spread", 0, 1), ("spread", 1, 1)] * 2 + [("spread", 1, 1)]


def test_a_journal_that_ends_in_mid_line_costs_that_line_alone(tmp_path: Path) -> None:
    with local(tmp_path, 1) as engine:
        before = _sums(engine, _numbers([1], [2]), 2, 2)
    journal = tmp_path / "journal.jsonl"
    journal.write_bytes(journal.read_bytes()[:-20])
    reports: Reports = []
    with local(tmp_path, 1, reports) as engine:
        assert _sums(engine, _numbers([1], [2]), 2, 2) == before
    assert reports == [("spread", 2, 2), ("sum", 1, 2), ("sum", 2, 2)]
    assert all(line.endswith("]") for line in journal.read_text().splitlines())


@pytest.mark.parametrize("line", ["[1, 2]", '[["a"], "b"]', "[null, null, null]", '"ab"', "{}", "[" * 100_000])
def test_a_journal_line_that_is_no_entry_counts_for_nothing(tmp_path: Path, line: str) -> None:
    (tmp_path / "journal.jsonl").write_text(f"{line}\n", encoding="utf-8")
    files = Checkpoints(tmp_path)
    assert files.entries("read") == []
    files.keep([])


def test_only_what_is_kept_stays_in_the_folder(tmp_path: Path) -> None:
    with local(tmp_path, 1) as engine:
        found = engine.map(Step("spread", spread), engine.scan(_numbers([1], [2])))
        engine.collect(engine.reduce(SUM, [found], 2))
        (tmp_path / f"spread-{'0' * 32}.{'1' * 32}").touch()  # what a killed task was writing
        engine.keep([found[:1]])
        [(table, kept)] = engine.earlier_results("spread")
        assert (table.column("number").to_pylist(), kept) == ([1], found[:1])
    assert sorted(path.name.partition("-")[0] for path in tmp_path.iterdir()) == ["journal.jsonl", "scan", "spread"]
    with local(tmp_path, 1) as engine:
        engine.drop(found[:1])
        assert list(engine.earlier_results("spread")) == []
    assert [path.name for path in tmp_path.iterdir()] == ["journal.jsonl"]


@pytest.mark.slow("starts a worker again and again")
def test_a_worker_that_is_killed_ends_the_run_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / str(os.getpid())).touch()
    with local(tmp_path, 2) as engine, pytest.raises(WorkerDied, match=r"died at the stage 'count'.*--workers 1"):
        engine.map(Step("count", partial(killed, folder=tmp_path)), engine.scan(_numbers([1], [2], [3])))


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
        placed = [bucket_of(key_hash, buckets) for key_hash in key_hashes(keys).to_pylist()]
        assert [b for _, b in sorted(zip(keys, placed, strict=True))] == sorted(placed)
        for key, bucket in zip(keys, placed, strict=True):
            low, high = bucket_range(bucket, buckets)
            assert low <= key < high


SCRIPT = """
import pipeline.run.raw_files, sys
pipeline.run.raw_files._TASK_FILES = 1
outcome = pipeline.curate(workers=2, progress=lambda *report: print(*report, flush=True))
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
        [sys.executable, "script.py"], cwd=two_tasks.root, capture_output=True, text=True, timeout=300, check=False
    )
    assert (run.stderr, run.stdout.splitlines()[-1]) == ("", "1.0.0")
    assert run.stdout.count("read 4 4") == 1


def test_workers_do_not_outlive_a_killed_run(two_tasks: Project) -> None:
    with subprocess.Popen(
        [sys.executable, "script.py"], cwd=two_tasks.root, stdout=subprocess.PIPE, start_new_session=True
    ) as run:
        assert run.stdout
        while not run.stdout.readline().startswith(b"read 1"):
            assert run.poll() is None
        workers = of_session(run.pid) - {run.pid}
        assert workers
        run.kill()
        run.wait()
        wait_until(lambda: not of_session(run.pid))
