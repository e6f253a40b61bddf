"""A history comes to the same in any order, in steps or at once, and to exactly what was planted in it."""

from __future__ import annotations

import random
import sys
from functools import partial
from itertools import count
from pathlib import Path

import pyarrow as pa
import pytest
from builders import REPOSITORY, examples
from conftest import Project
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(REPOSITORY / "benchmarks"))

from history import DATES, QUESTIONS_A_PAGE, History, found_in, make_history, write

from pipeline import curate, load
from pipeline.engine import Step
from pipeline.engine.local import Local
from pipeline.ingest import files as ingest
from pipeline.ingest.listing import list_raw
from pipeline.run import provenance, raw_files, reading, tasks
from pipeline.run.rows import untagged
from pipeline.run.steps import arranged

PAGES = 4
TABLES = ("records", "sightings", "merged", "documents")


@pytest.fixture(scope="module")
def planted() -> History:
    return make_history(PAGES)


@pytest.fixture(scope="module")
def whole(planted: History, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The history, released at once; tests only read it."""
    project = Project(tmp_path_factory.mktemp("history"))
    write(planted, project.raw)
    project.curate()
    return project


def test_every_record_comes_to_what_was_planted(planted: History, whole: Project) -> None:
    assert found_in(whole.out) == planted.expected
    counts = whole.release().manifest.counts
    assert counts["records"] == counts["current"] + counts["superseded"] + counts["gone"]
    assert len(planted.planted) == PAGES
    assert counts["records"] > PAGES * QUESTIONS_A_PAGE


def test_one_worker_and_several_give_the_same_release(
    planted: History, whole: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = Project(tmp_path)
    write(planted, project.raw)
    monkeypatch.setattr("pipeline.run.settings._BUCKET_BYTES", 20_000)
    monkeypatch.setattr("pipeline.run.raw_files._TASK_BYTES", 5_000)
    project.curate(workers=2)
    assert project.released() == whole.released()


def _released_in_steps(project: Project, states: list[tuple[str, str, str, str]], stops: set[int]) -> dict[str, str]:
    """The content of the release of some states, added one after another, with a run at some of them."""
    project.raw.mkdir()
    lines = ["path,url,retrieved_at"]
    for number, (path, url, date, html) in enumerate(states):
        (project.raw / path).write_text(html, encoding="utf-8")
        lines.append(f"{path},{url},{date}")
        if number in stops or number == len(states) - 1:
            (project.raw / "index.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
            curate(project.raw, project.out, workers=1, allow_loss=True)
    return {name: project.release().manifest.content[name] for name in TABLES}


FOLDERS = count()


@given(data=st.data())
@settings(max_examples=examples(12), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_states_that_are_added_in_any_order_and_in_steps_give_what_all_at_once_give(
    planted: History, whole: Project, tmp_path: Path, data: st.DataObject
) -> None:
    states = data.draw(st.permutations([*planted.states()]))
    stops = data.draw(st.sets(st.integers(0, len(states) - 1), max_size=2))
    root = tmp_path / str(next(FOLDERS))
    root.mkdir()
    content = whole.release().manifest.content
    assert _released_in_steps(Project(root), states, stops) == {name: content[name] for name in TABLES}


@pytest.mark.parametrize("at", range(len(DATES)))
def test_a_day_shows_what_a_release_of_that_day_would_call_current(
    planted: History, whole: Project, tmp_path: Path, at: int
) -> None:
    then = Project(tmp_path)
    _released_in_steps(then, [state for state in planted.states() if state[2] <= DATES[at]], set())
    today, past = (
        set(load(out=out, engine="arrow", columns=["question", "answer"], **options).column("question").to_pylist())
        for out, options in ((whole.out, {"as_of": DATES[at]}), (then.out, {"current": True}))
    )
    assert today == past


@pytest.fixture(scope="module")
def rows(whole: Project) -> pa.Table:
    """What is read of all pages."""
    listed = [ingest.hash_file(file) for file in list_raw([whole.raw], whole.out)]
    [task] = raw_files.split([file._replace(key=provenance.key(file, ())) for file in listed])
    return pa.concat_tables(reading.read_files(task))


@given(draw=st.randoms(use_true_random=False), shards=st.integers(1, 6), buckets=st.integers(1, 9))
@settings(max_examples=examples(12), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_shards_and_buckets_in_any_number_and_order_give_the_same_records(
    whole: Project, rows: pa.Table, tmp_path: Path, draw: random.Random, shards: int, buckets: int
) -> None:
    shuffled = rows.take(draw.sample(range(rows.num_rows), rows.num_rows))
    size = -(-rows.num_rows // shards)
    tables = [shuffled.slice(i * size, size) for i in range(shards)]
    engine = Local(tmp_path / str(next(FOLDERS)), 1, lambda *state: None)
    dedup = Step("dedup", partial(tasks.dedup, similarity=0.8, removed=pa.array([], pa.string())), reads_pieces=True)
    found = arranged(engine, [engine.reduce(dedup, [engine.scan(tables)], buckets)], buckets)
    records = pa.concat_tables([untagged(table, "records") for table in engine.collect(found)])
    released = load(out=whole.out, engine="arrow")
    assert records.combine_chunks().equals(released.replace_schema_metadata().combine_chunks())
