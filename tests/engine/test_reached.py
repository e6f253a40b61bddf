"""How far a step is, in the items of its tables."""

from __future__ import annotations

import pyarrow as pa
from conftest import Pair, Project

from pipeline import curate
from pipeline.engine import Contents, Step
from pipeline.engine.reached import Reached

States = list[tuple[str, int, int]]


def reached(step: Step) -> tuple[Reached, States]:
    told: States = []
    return Reached(step, 3, lambda *state: told.append(state)), told


def read(table: pa.Table) -> pa.Table:
    return table


def test_each_table_counts_for_the_items_that_it_holds() -> None:
    far, told = reached(Step("read", read, sizes=[10, 200, 3_000]))
    far.finish([1])
    far.go_on([0, 2], 0.5)
    far.finish([0, 2])
    assert told == [("read", 200, 3_210), ("read", 1_705, 3_210), ("read", 3_210, 3_210)]


def test_tables_of_unknown_size_count_as_one_each() -> None:
    far, told = reached(Step("dedup", read))
    far.finish([])
    far.finish([2])
    assert told == [("dedup", 0, 3), ("dedup", 1, 3)]


def test_what_turned_out_to_be_in_the_items_is_told_where_it_is_more() -> None:
    far, told = reached(Step("read", read, sizes=[1, 1, 1], contents=Contents("pages", len)))
    far.finish([0], 1)
    far.finish([1], 500)
    assert told == [("read", 1, 3), ("read", 2, 3), ("pages", 501, 501)]


def test_nothing_is_told_twice() -> None:
    far, told = reached(Step("read", read))
    far.go_on([0], 0.1)
    far.go_on([0], 0.2)
    assert told == [("read", 0, 3)]


def test_a_run_tells_pages_and_not_tasks(project: Project) -> None:
    for number in range(7):
        project.page(f"{number}.txt", Pair(f"What is number {number}?", "A page."))
    told: States = []
    curate(project.raw, project.out, workers=1, progress=lambda *state: told.append(state))
    assert [state for state in told if state[0] in ("read", "pages")] == [("read", 0, 7), ("read", 7, 7)]
