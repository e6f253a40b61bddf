"""What is written beside the pages while a run reads them is not passed over in silence."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import COST, TEXTING, Project, Run, decide, id_of, rows
from filelock import FileLock
from test_takedowns import SECRET, WHY, takedown

from pipeline.curate import Outcome, curate
from pipeline.release.versions import versions
from pipeline.takedown.errors import ChangedTakedowns


def curate_while(project: Project, act: Callable[[], object]) -> Outcome:
    """Curate, and do something as soon as the pages are being read."""
    done: list[str] = []

    def progress(stage: str, _done: int, _total: int) -> None:
        if stage == "read" and not done:
            done.append(stage)
            act()

    outcome = curate(project.raw, project.out, workers=1, progress=progress)
    assert done
    return outcome


@pytest.mark.parametrize("before", [True, False])
def test_a_takedown_stops_a_run_that_began_before_it(project: Project, qamill: Run, before: bool) -> None:
    project.page("page.txt", TEXTING)
    if before:
        project.curate()
    project.page("other.txt", SECRET)
    with pytest.raises(ChangedTakedowns, match="Nothing was released"):
        curate_while(project, lambda: takedown(qamill, project, "add", "--domain", SECRET.host, *WHY))
    assert versions(project.out) == ["1.0.0"][: int(before)]
    project.curate()
    assert [row["question"] for row in rows(project, "records")] == [TEXTING.question]


def test_a_takedown_that_is_lifted_stops_a_run_as_well(project: Project, qamill: Run) -> None:
    project.page("page.txt", TEXTING, SECRET)
    takedown(qamill, project, "add", "--domain", SECRET.host, *WHY)
    with pytest.raises(ChangedTakedowns):
        curate_while(project, lambda: takedown(qamill, project, "remove", "1"))


def test_a_takedown_that_comes_while_another_publisher_is_waited_for_stops_the_run(
    project: Project, qamill: Run
) -> None:
    project.page("page.txt", TEXTING, SECRET)
    project.curate()
    project.page("other.txt", COST)
    lock = FileLock(project.out / ".lock")
    lock.acquire()

    def waiting() -> None:
        takedown(qamill, project, "add", "--domain", SECRET.host, *WHY)
        lock.release()

    with pytest.raises(ChangedTakedowns):
        curate(project.raw, project.out, workers=1, waiting=waiting)


def write_index(project: Project) -> None:
    project.index("page.txt,https://example.org/page,,,")


def write_decision(project: Project) -> None:
    decide(project, {"action": "reject", "id": id_of(TEXTING)})


@pytest.mark.parametrize(("name", "write"), [("reviews.csv", write_decision), ("raw/index.csv", write_index)])
def test_a_decision_or_an_address_that_comes_during_a_run_is_told(
    project: Project, name: str, write: Callable[[Project], None]
) -> None:
    project.page("page.txt", TEXTING)
    project.curate()
    project.page("other.txt", COST)
    told = [note for note in curate_while(project, lambda: write(project)).notes if "was changed while" in note]
    assert [note.split(" was ")[0] for note in told] == [str(project.root / name)]
    assert not [note for note in project.curate(allow_loss=True).notes if "was changed while" in note]
