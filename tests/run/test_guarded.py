"""Large pages of any kind are read in a worker, by `parse` and `add` too; small ones start no process."""

from __future__ import annotations

import pytest
from conftest import Project, Run
from shapes import page

from pipeline.engine.limits import Limits
from pipeline.engine.workers import WorkerPool
from pipeline.run.guarded import is_harmless, parse_guarded
from pipeline.run.page import parse

LIMITS = Limits()
LARGE = page("text_pairs", 3_000).encode()


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The stages for which workers are started."""
    stages: list[str] = []
    run = WorkerPool.run

    def recorded(pool: WorkerPool, stage: str, *more: object) -> object:
        stages.append(stage)
        return run(pool, stage, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(WorkerPool, "run", recorded)
    return stages


def test_a_large_text_is_read_under_guard_and_a_small_one_in_this_process(project: Project, started: list[str]) -> None:
    project.page("small.txt", page("text_pairs", 10))
    project.curate()
    assert started == []
    project.page("large.txt", LARGE.decode())
    assert project.curate().manifest.counts["candidates"] == 3_010
    assert "read" in started


def test_the_guard_changes_no_result(started: list[str]) -> None:
    guarded, plain = parse_guarded(LARGE), parse(LARGE)
    assert started == ["parse"]
    assert (guarded.pairs, guarded.rejected, guarded.boilerplate) == (plain.pairs, plain.rejected, plain.boilerplate)


@pytest.mark.parametrize(
    "content", [page("text_pairs", 20_000).encode(), page("headings", 5_000).encode()], ids=["text", "html"]
)
def test_a_page_that_takes_too_much_is_rejected_with_the_reason(content: bytes) -> None:
    result = parse_guarded(content, Limits(seconds=0.02))
    assert [item.reason for item in result.rejected] == ["parser_timeout"]


def test_parse_and_add_read_a_large_page_under_guard(project: Project, qamill: Run, started: list[str]) -> None:
    (project.root / "large.txt").write_bytes(LARGE)
    assert qamill(project, "-q", "parse", "large.txt", "--url", "https://example.org/").exit_code == 0
    assert qamill(project, "-q", "add", "large.txt", "--url", "https://example.org/").exit_code == 0
    assert started == ["parse", "parse"]


@pytest.mark.parametrize(
    ("size", "limits", "expected"),
    [
        (100_000, LIMITS, True),
        (100_001, LIMITS, False),
        (1_000, Limits(seconds=0.05), False),
        (10_000, Limits(megabytes=5), False),
    ],
)
def test_a_page_is_harmless_if_its_size_cannot_exceed_the_limits(size: int, limits: Limits, expected: bool) -> None:
    assert is_harmless(size, limits) is expected
