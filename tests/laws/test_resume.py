"""A run that is killed, or loses a worker: the same bytes come out in the end, and nothing is done twice."""

from __future__ import annotations

import gzip
import os
import random
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Pair, Project

KILLS = 30
STAGES = {"read", "dedup", "arrange"}
PAGES = 60
WORDS = (
    "therapist client message privacy record phone email consent rule answer state law care plan note family".split()
)

# A run in many small tasks, slowed down so that kills find it everywhere.
RUN = """
import sys, time
from functools import partial
from pathlib import Path
import pipeline
from pipeline.ingest import files
from pipeline.run import raw_files, settings

raw_files._TASK_FILES, settings._BUCKET_BYTES, files._FEW = 5, 16_000, 0
raw_files.warc.shards = partial(raw_files.warc.shards, size=2_000)
raw, out, slow = Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3])
told = {}

def tell(stage, done, total):
    told.setdefault(stage, (done, total))
    print(stage, done, total, flush=True)
    time.sleep(slow)

outcome = pipeline.curate(raw, out, workers=2, progress=tell)
print("known", outcome.known, told)
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Pages with exact and near duplicates, and what an uninterrupted run makes of them in `curated`."""
    project = Project(tmp_path_factory.mktemp("pages"))
    draw = random.Random(7)
    for number in range(PAGES):
        pairs = []
        for _ in range(6):
            about = draw.randrange(200)
            words = [WORDS[(about * 3 + i * i) % len(WORDS)] for i in range(30)]
            words[draw.randrange(30)] = draw.choice(WORDS)
            pairs.append(Pair(f"What is the {WORDS[about % 16]} of it?", f"{' '.join(words).capitalize()}."))
        project.page(f"page-{number:03d}.txt", *pairs)
    _run(project.raw, project.out)
    return project


def _command(raw: Path, out: Path, slow: float) -> list[str]:
    return [sys.executable, "-c", RUN, str(raw), str(out), str(slow)]


def _run(raw: Path, out: Path) -> list[str]:
    run = subprocess.run(_command(raw, out, 0), check=True, capture_output=True, text=True, timeout=300)
    return run.stdout.splitlines()


def _released(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((out / "1.0.0").iterdir())}


@pytest.fixture
def out(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "curated"
    shutil.rmtree(tmp_path)


# A process that has imported everything forks runs and kills them at random moments; what each told goes to a file.
KILLER = """
import os, random, shutil, signal, sys, time
from pathlib import Path
import pipeline
from pipeline.ingest import files
from pipeline.run import raw_files, settings

raw_files._TASK_FILES, settings._BUCKET_BYTES, files._FEW = 5, 16_000, 0
raw, out, log, kills = *map(Path, sys.argv[1:4]), int(sys.argv[4])
pipeline.curate(raw, out.with_name("warm"), workers=1, dry_run=True)  # so that all that is imported late is there

def run(name):
    with (log / name).open("w", buffering=1) as told:
        pipeline.curate(raw, out, workers=1, progress=lambda *state: (print(*state, file=told), time.sleep(0.005)))

def wait_for(name, lines, child):
    while not (log / name).exists() or (log / name).read_text().count("\\n") < lines:
        if os.waitpid(child, os.WNOHANG)[0]:
            return False
        time.sleep(0.002)
    return True

draw = random.Random(kills)
whole = done = 0
while done < kills:
    name = f"{whole:02d}-{done:02d}"
    child = os.fork()
    if not child:
        run(name)
        os._exit(0)
    if wait_for(name, draw.randrange(40), child):
        time.sleep(draw.uniform(0, 0.02))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        done += 1
    else:  # it came to its end before the kill: begin anew
        shutil.rmtree(out)
        whole += 1
run(f"{whole:02d}-{done:02d}")
"""


@pytest.mark.slow("starts and kills 30 runs")
def test_a_run_that_is_killed_30_times_at_any_moment_ends_with_the_same_bytes(pages: Project, out: Path) -> None:
    log = out.with_name("log")
    log.mkdir()
    command = [sys.executable, "-c", KILLER, str(pages.raw), str(out), str(log), str(KILLS)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    assert _released(out) == _released(pages.out)
    interrupted = Counter[str]()
    done: dict[tuple[str, str], int] = {}  # how far each stage was in a series of runs that begins with nothing
    for told in sorted(log.iterdir()):
        series = told.name.partition("-")[0]
        states = [line.split() for line in told.read_text().splitlines() if line.count(" ") == 2]
        interrupted[states[-1][0] if states else ""] += 1
        first = {stage: int(number) for stage, number, _ in reversed(states)}
        for stage in first.keys() & {"dedup", "arrange"}:
            assert first[stage] >= done.get((series, stage), 0), "a finished task was done again"
        done |= {(series, stage): int(number) for stage, number, _ in states}
    assert {"hash", "read", "dedup", "arrange"} <= interrupted.keys()


def test_finished_tasks_are_not_done_again(pages: Project, out: Path) -> None:
    """Killed while it reads, the run goes on with the pages that were not read."""
    with subprocess.Popen(
        _command(pages.raw, out, 0.05), stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as run:
        assert run.stdout
        for line in run.stdout:
            if line.startswith("read 25 "):
                run.kill()
    [last] = [line for line in _run(pages.raw, out) if line.startswith("known")]
    assert 25 <= int(last.split()[1]) < PAGES
    assert _released(out) == _released(pages.out)


@pytest.mark.slow("reads and kills for a while")
def test_a_large_archive_is_not_begun_anew(tmp_path: Path) -> None:
    """It is read in parts, and those that were read before the kill are not read again."""
    raw, whole, out = (tmp_path / name for name in ("raw", "whole", "curated"))
    raw.mkdir()
    members = []
    for number in range(200):
        page = (
            f"<details><summary>What is page {number}?</summary><p>It is the page with number {number}.</p></details>"
        )
        http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}".encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/{number}\r\n"
            f"WARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n"
            f"Content-Type: application/http;msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        members.append(gzip.compress(head.encode() + http + b"\r\n\r\n", mtime=0))
    (raw / "crawl.warc.gz").write_bytes(b"".join(members))
    _run(raw, whole)
    with subprocess.Popen(_command(raw, out, 0.05), stdout=subprocess.PIPE, text=True, start_new_session=True) as run:
        assert run.stdout
        for line in run.stdout:
            if line.startswith("read 15 "):
                run.kill()
    [last] = [line for line in _run(raw, out) if line.startswith("known")]
    assert int(last.split()[1]) >= 15
    assert _released(out) == _released(whole)


def test_a_worker_that_is_killed_in_any_stage_costs_nothing_but_its_task(pages: Project, out: Path) -> None:
    with subprocess.Popen(
        _command(pages.raw, out, 0.05), stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as run:
        assert run.stdout
        killed = Counter[str]()
        for line in run.stdout:
            stage = line.split()[0]
            if stage in STAGES and killed[stage] < 3:
                for worker in _workers_of(run.pid)[:1]:
                    os.kill(worker, signal.SIGKILL)
                    killed[stage] += 1
    assert run.returncode == 0
    assert killed.keys() == STAGES
    assert _released(out) == _released(pages.out)


def _workers_of(pid: int) -> list[int]:
    """The processes that a run has started to work for it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]
