"""Workers that die, hang or use too much memory are replaced, and their task is run again with the known failures."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import accumulate
from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from typing import Any, cast

import pytest

from pipeline.allocator import ALLOCATOR
from pipeline.engine import heartbeat
from pipeline.engine import workers as watched
from pipeline.engine.errors import WorkerDied
from pipeline.engine.limits import Limits
from pipeline.engine.worker import CRASH, MEMORY, TIMEOUT, Job, Worker
from pipeline.engine.workers import WorkerPool, _Clock

LIMITS = Limits(seconds=60.0, megabytes=200)  # generous: a loaded machine must not run into it
ITEMS = 3
ARROW = next(iter(ALLOCATOR))


@contextmanager
def pool(workers: int = 2, limits: Limits = LIMITS) -> Iterator[WorkerPool]:
    with closing(WorkerPool(workers, limits)) as made:
        yield made


# What a worker does with item 1; at top level, so that a worker can import it.


def hang() -> None:
    while True:
        pass


def wait() -> None:
    time.sleep(600)


def use_memory() -> None:
    blocks = []
    while True:
        blocks.append(bytearray(os.urandom(1) * 20_000_000))
        time.sleep(0.02)


def crash() -> None:
    signal.signal(signal.SIGSEGV, signal.SIG_DFL)
    os.kill(os.getpid(), signal.SIGSEGV)


def vanish() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def work(folder: Path, action: Callable[[], None], until: int) -> int:
    """Do three items, and count them; at item 1 do the action until it has failed `until` times."""
    for item in range(ITEMS):
        failures = heartbeat.start_item(item)
        with (folder / f"item-{item}").open("a") as log:
            log.write(" ".join(failures) + "\n")
        if item == 1 and len(failures) < until:
            action()
        heartbeat.finish_item()
    return ITEMS


def vanish_once(folder: Path) -> None:
    heartbeat.start_item(0)
    marker = folder / "was-here"
    if not marker.exists():
        marker.touch()
        vanish()


def vanish_always() -> None:
    vanish()


def fail() -> None:
    raise ValueError("it failed")


def touch(path: Path) -> None:
    path.touch()


def tries(folder: Path, item: int) -> list[str]:
    return (folder / f"item-{item}").read_text().split("\n")[:-1]


SHORT = {hang: Limits(seconds=0.3, megabytes=200), wait: Limits(seconds=0.03, megabytes=200)}


@pytest.mark.parametrize(("action", "word"), [(hang, TIMEOUT), (wait, TIMEOUT), (use_memory, MEMORY), (crash, CRASH)])
def test_an_item_that_kills_its_worker_is_tried_again_with_the_word_for_how(
    tmp_path: Path, action: Callable[[], None], word: str
) -> None:
    with pool(limits=SHORT.get(action, LIMITS)) as workers:
        assert list(workers.run("test", [Job(work, (tmp_path, action, 2))])) == [(0, ITEMS)]
    assert tries(tmp_path, 1) == ["", word, f"{word} {word}"]
    assert tries(tmp_path, 0) == tries(tmp_path, 2) * 3 == ["", "", ""]


def test_a_worker_that_somebody_killed_is_no_items_fault(tmp_path: Path) -> None:
    with pool() as workers:
        assert list(workers.run("test", [Job(vanish_once, (tmp_path,))])) == [(0, None)]


def test_an_item_at_which_workers_vanish_twice_is_at_fault(tmp_path: Path) -> None:
    with pool() as workers:
        assert list(workers.run("test", [Job(work, (tmp_path, vanish, 1))])) == [(0, ITEMS)]
    assert tries(tmp_path, 1) == ["", "", CRASH]


def test_a_task_that_always_loses_its_worker_ends_the_run_with_a_word() -> None:
    with pool() as workers, pytest.raises(WorkerDied, match="'test'"):
        list(workers.run("test", [Job(vanish_always, ())]))


def test_other_tasks_continue_while_one_fails(tmp_path: Path) -> None:
    files = [tmp_path / f"done-{n}" for n in range(20)]
    jobs = [Job(work, (tmp_path, crash, 1)), *(Job(touch, (file,)) for file in files)]
    with pool() as workers:
        assert sorted(number for number, _ in workers.run("test", jobs)) == list(range(21))
    assert all(file.exists() for file in files)


def test_what_a_task_raises_reaches_the_caller() -> None:
    with pool() as workers, pytest.raises(ValueError, match="it failed"):
        list(workers.run("test", [Job(fail, ())]))


def test_a_pool_is_used_again_for_the_next_stage(tmp_path: Path) -> None:
    with pool(workers=1) as workers:
        for n in range(2):
            assert list(workers.run("test", [Job(touch, (tmp_path / str(n),))])) == [(0, None)]
    assert sorted(os.listdir(tmp_path)) == ["0", "1"]


@pytest.mark.parametrize(("most", "goes_on"), [(1 << 40, True), (1, False)])
def test_a_worker_goes_on_with_the_next_stage_unless_it_is_large(
    monkeypatch: pytest.MonkeyPatch, most: int, goes_on: bool
) -> None:
    monkeypatch.setattr(watched, "_LARGE", most)
    monkeypatch.setattr(watched, "resident_bytes", lambda pid: 1_000 * pid)
    with pool(workers=1) as workers:
        [(_, before)] = workers.run("test", [Job(os.getpid, ())])
        workers.stop_large()
        [(_, after)] = workers.run("test", [Job(os.getpid, ())])
    assert (before == after) is goes_on


_HELD: list[bytearray] = []


def hold_memory_between_items(path: Path) -> None:
    """Take memory that belongs to no item, then work on one long enough to be looked at."""
    path.touch()
    _HELD.append(bytearray(os.urandom(1) * 300_000_000))
    heartbeat.start_item(0)
    time.sleep(0.5)
    heartbeat.finish_item()


def test_an_item_is_not_charged_for_what_its_worker_held_before(tmp_path: Path) -> None:
    jobs = [Job(hold_memory_between_items, (tmp_path / str(number),)) for number in range(2)]
    with pool(workers=1) as workers:
        assert sorted(number for number, _ in workers.run("test", jobs)) == [0, 1]


def compute_while_stopped(folder: Path) -> int:
    """Compute for a short while; who watches stops this process in the middle."""
    heartbeat.start_item(0)
    (folder / "pid").write_text(str(os.getpid()))
    began = time.process_time()
    while time.process_time() - began < 0.4:
        pass
    heartbeat.finish_item()
    return 1


def stop_for(seconds: float, file: Path) -> None:
    while not (file.exists() and file.read_text()):
        time.sleep(0.01)
    pid = int(file.read_text())
    os.kill(pid, signal.SIGSTOP)
    time.sleep(seconds)
    os.kill(pid, signal.SIGCONT)


def test_an_item_whose_worker_is_stopped_and_goes_on_is_not_charged_for_the_pause(tmp_path: Path) -> None:
    stopper = Thread(target=stop_for, args=(1.5, tmp_path / "pid"))
    stopper.start()
    with pool(limits=Limits(seconds=1.0, megabytes=200)) as workers:
        assert list(workers.run("test", [Job(compute_while_stopped, (tmp_path,))])) == [(0, 1)]
    stopper.join()


@pytest.mark.parametrize(
    ("what", "passed", "counted"),
    [
        ("checks that follow each other", [0.1, 0.2, 0.1], 0.4),
        ("a pause of the run", [0.1, 3600.0, 0.1], 0.2),
        ("several pauses", [0.1, 6.0, 0.1, 6.0, 6.0, 0.1, 2.5], 0.3),
    ],
)
def test_time_in_which_the_run_was_stopped_counts_for_no_item(
    monkeypatch: pytest.MonkeyPatch, what: str, passed: list[float], counted: float
) -> None:
    moments = accumulate(passed, initial=1000.0)
    monkeypatch.setattr("pipeline.engine.workers.time.monotonic", lambda: next(moments))
    clock = _Clock()
    assert [clock.tick() for _ in passed][-1] == pytest.approx(counted), what


@pytest.mark.parametrize("began_another", [True, False])
def test_what_a_worker_did_while_the_run_was_stopped_is_not_charged_to_one_item(
    monkeypatch: pytest.MonkeyPatch, began_another: bool
) -> None:
    killed: list[bool] = []
    worker = Worker.__new__(Worker)
    worker.process = cast(Any, SimpleNamespace(pid=1, kill=lambda: killed.append(True)))
    worker.slot, worker.killed_for, worker._item = cast(Any, [4, 0]), None, (4, 0)
    worker._seen_at, worker._bytes_at_start = 0.0, 0

    def stopped_while_it_looks(_: int) -> float:
        worker.slot[0] = 9 if began_another else 4
        return 60.0

    monkeypatch.setattr("pipeline.engine.worker._processor_seconds", stopped_while_it_looks)
    monkeypatch.setattr("pipeline.engine.worker.resident_bytes", lambda _: 0)
    worker.enforce(Limits(), 0.1)
    assert killed == ([] if began_another else [True])


def test_a_file_in_the_current_folder_that_is_called_like_a_module_of_python_stops_no_worker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("signal", "types", "random"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('this is not Python's own')\n")
    monkeypatch.chdir(tmp_path)
    with pool(workers=1) as workers:
        assert list(workers.run("test", [Job(touch, (tmp_path / "done",))])) == [(0, None)]


def report_allocator() -> str:
    import pyarrow as pa

    return str(pa.default_memory_pool().backend_name)


@pytest.mark.parametrize(("chosen", "used"), [(None, "system"), ("mimalloc", "mimalloc")])
def test_workers_give_freed_memory_back_unless_told_otherwise(
    chosen: str | None, used: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(ARROW, raising=False)
    if chosen:
        monkeypatch.setenv(ARROW, chosen)
    with pool(1) as workers:
        assert [*workers.run("step", [Job(report_allocator, ())])] == [(0, used)]
    assert os.environ.get(ARROW) == chosen  # of this process, as before
