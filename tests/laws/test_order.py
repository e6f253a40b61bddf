"""What the verbs are given is pure and blind: rows, shards and buckets in any number and order give the same tables."""

from __future__ import annotations

import random
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pytest
from builders import ALL_TESTS
from conftest import Pair, Project

from pipeline.engine import Step
from pipeline.engine.local import Local
from pipeline.ingest import files as ingest
from pipeline.ingest.listing import list_raw
from pipeline.run import provenance, raw_files, reading, tasks
from pipeline.run.rows import untagged
from pipeline.run.steps import arranged

KINDS = ("records", "merged", "sightings", "rejected", "documents", "decisions")
WORDS = (
    "therapist client message privacy record phone email consent rule answer state law care plan note family".split()
)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[ingest.RawFile]:
    """Pages with exact and near duplicates, cut copies, rejections, and some HTML that says a pair in two ways."""
    project = Project(tmp_path_factory.mktemp("pages"))
    draw = random.Random(3)
    for number in range(30):
        pairs = [_pair(draw) for _ in range(5)]
        project.page(f"page-{number}.txt", *pairs, "A heading that belongs to nobody\n")
    for number in range(4):
        question, answer = f"What is the {WORDS[number]}?", " ".join(draw.choices(WORDS, k=12)).capitalize()
        markup = f'{{"@type": "Question", "name": "{question}", "acceptedAnswer": {{"text": "{answer}."}}}}'
        script = f'<script type="application/ld+json">{{"@type": "FAQPage", "mainEntity": [{markup}]}}</script>'
        project.page(f"{number}.html", f"<link rel=canonical href=https://example.org/{number}>{script}")
    listed = [ingest.hash_file(file) for file in list_raw([project.raw], project.out)]
    return [file._replace(key=provenance.key(file, ())) for file in listed]


def _pair(draw: random.Random) -> Pair:
    about = draw.randrange(6)
    words = [WORDS[(about * 3 + i * i) % len(WORDS)] for i in range(30)]
    words[draw.randrange(30)] = draw.choice(WORDS)
    answer = " ".join(words[: draw.choice([30, 30, 15])]).capitalize()
    return Pair(f"What is the {WORDS[about]} of it?", answer + ("." if answer.count(" ") > 20 else " ..."))


def same(table: pa.Table) -> pa.Table:
    return table


def _settled(folder: Path, shards: list[pa.Table], laid: int, buckets: int) -> dict[str, pa.Table]:
    """What a run comes to that reads some shards, shuffled as they are, and reduces them to some buckets."""
    engine = Local(folder, 1, lambda *state: None)
    found = engine.map(Step("shuffle", same), engine.scan(shards), laid)
    dedup = Step("dedup", partial(tasks.dedup, similarity=0.8, removed=pa.array([], pa.string())), reads_pieces=True)
    settled = arranged(engine, [engine.reduce(dedup, [found], buckets)], buckets)
    tables = list(engine.collect(settled))
    return {kind: pa.concat_tables([untagged(table, kind) for table in tables]).combine_chunks() for kind in KINDS}


@pytest.fixture(scope="module")
def expected(files: list[ingest.RawFile], tmp_path_factory: pytest.TempPathFactory) -> dict[str, pa.Table]:
    whole = pa.concat_tables(reading.read_files(raw_files.split(files)[0]))
    return _settled(tmp_path_factory.mktemp("expected"), [whole], 1, 1)


def test_the_pages_of_this_test_have_all_kinds_of_duplicates(expected: dict[str, pa.Table]) -> None:
    assert set(expected["merged"].column("method").to_pylist()) >= {"exact", "near", "truncated"}
    assert all(table.num_rows > 3 for table in expected.values())


class Way(NamedTuple):
    """How the rows get through a run."""

    buckets: int
    """Of the steps that reduce."""
    shards: int
    laid: int
    """Buckets for which the shards are stored."""


WAYS = [Way(3, 9, 5), Way(8, 1, 31), Way(31, 4, 2)]
MORE = [Way(3, 1, 1), Way(8, 8, 64), Way(31, 6, 31)]


@pytest.mark.parametrize("way", [*WAYS, *(MORE if ALL_TESTS else [])], ids=str)
def test_rows_shards_and_buckets_in_any_number_and_order_give_the_same_tables(
    files: list[ingest.RawFile],
    expected: dict[str, pa.Table],
    tmp_path_factory: pytest.TempPathFactory,
    way: Way,
) -> None:
    draw = random.Random(str(way))
    shuffled = draw.sample(files, len(files))
    tasks_of = [raw_files.split(shuffled[i :: way.shards])[0] for i in range(way.shards)]
    tables = [pa.concat_tables(reading.read_files(task)) for task in tasks_of]
    rows = [table.take(draw.sample(range(table.num_rows), table.num_rows)) for table in tables]
    found = _settled(tmp_path_factory.mktemp("found"), rows, way.laid, way.buckets)
    for kind in KINDS:
        ordered = [found[kind].sort_by("path"), expected[kind].sort_by("path")] if kind == "documents" else None
        left, right = ordered or (found[kind], expected[kind])
        assert left.equals(right), kind
