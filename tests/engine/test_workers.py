"""Workers that die, hang or eat memory are replaced, and their task is run again with what is known."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from pipeline.engine import heartbeat as watch
from pipeline.engine.errors import WorkerDied
from pipeline.engine.limits import Limits
from pipeline.engine.workers import CRASH, MEMORY, TIMEOUT, Crew, Job

LIMITS = Limits(seconds=1.0, megabytes=200)
PATIENT = LIMITS._replace(seconds=60.0)  # for what has nothing to do with time, on a busy machine too
ITEMS = 3


@contextmanager
def crew(workers: int = 2, limits: Limits = LIMITS) -> Iterator[Crew]:
    with closing(Crew(workers, limits)) as some:
        yield some


# What a worker does with item 1; at top level, so that a worker can import it.


def hang() -> None:
    time.sleep(60)


def eat() -> None:
    blocks = []
    while True:
        blocks.append(bytearray(os.urandom(1) * 20_000_000))
        time.sleep(0.02)


def crash() -> None:
    signal.signal(signal.SIGSEGV, signal.SIG_DFL)
    os.kill(os.getpid(), signal.SIGSEGV)


def vanish() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def work(folder: Path, deed: Callable[[], None], until: int) -> int:
    """Do three items, and count them; at item 1 do the deed until that has brought `until` troubles."""
    for item in range(ITEMS):
        troubles = watch.begin(item)
        with (folder / f"item-{item}").open("a") as log:
            log.write(" ".join(troubles) + "\n")
        if item == 1 and len(troubles) < until:
            deed()
        watch.end()
    return ITEMS


def vanish_once(folder: Path) -> None:
    watch.begin(0)
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


@pytest.mark.parametrize(("deed", "word"), [(hang, TIMEOUT), (eat, MEMORY), (crash, CRASH)])
def test_an_item_that_brings_its_worker_down_is_tried_again_with_the_word_for_it(
    tmp_path: Path, deed: Callable[[], None], word: str
) -> None:
    with crew(limits=LIMITS if deed is hang else PATIENT) as some:
        assert list(some.run("test", [Job(work, (tmp_path, deed, 2))])) == [(0, ITEMS)]
    assert tries(tmp_path, 1) == ["", word, f"{word} {word}"]
    assert tries(tmp_path, 0) == tries(tmp_path, 2) * 3 == ["", "", ""]


def test_a_worker_that_somebody_killed_is_no_items_fault(tmp_path: Path) -> None:
    with crew() as some:
        assert list(some.run("test", [Job(vanish_once, (tmp_path,))])) == [(0, None)]


def test_an_item_at_which_workers_vanish_twice_is_at_fault(tmp_path: Path) -> None:
    with crew() as some:
        assert list(some.run("test", [Job(work, (tmp_path, vanish, 1))])) == [(0, ITEMS)]
    assert tries(tmp_path, 1) == ["", "", CRASH]


def test_a_task_that_always_loses_its_worker_ends_the_run_with_a_word() -> None:
    with crew() as some, pytest.raises(WorkerDied, match="'test'"):
        list(some.run("test", [Job(vanish_always, ())]))


def test_other_tasks_go_on_beside_one_in_trouble(tmp_path: Path) -> None:
    files = [tmp_path / f"done-{n}" for n in range(20)]
    jobs = [Job(work, (tmp_path, crash, 1)), *(Job(touch, (file,)) for file in files)]
    with crew() as some:
        assert sorted(number for number, _ in some.run("test", jobs)) == list(range(21))
    assert all(file.exists() for file in files)


def test_what_a_task_raises_reaches_the_caller() -> None:
    with crew() as some, pytest.raises(ValueError, match="it failed"):
        list(some.run("test", [Job(fail, ())]))


def test_a_crew_is_used_again_for_the_next_stage(tmp_path: Path) -> None:
    with crew(workers=1) as some:
        for n in range(2):
            assert list(some.run("test", [Job(touch, (tmp_path / str(n),))])) == [(0, None)]
    assert sorted(os.listdir(tmp_path)) == ["0", "1"]
