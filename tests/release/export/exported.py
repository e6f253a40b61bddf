"""What the tests of exports share: a release of hostile texts, a release of records that a test makes up."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from builders import record
from conftest import Pair, Project

from pipeline.release.versions import Release, open_release
from pipeline.schema.tables import RECORDS, TABLES, rows_to_table
from pipeline.text.digest import digest

ANSWERS = [
    "=1+1",
    "007",
    "-1",
    "+49 30 1234",
    "@SUM(A1)",
    "'tis so",
    "NA",
    "TRUE",
    "1/2",
    "5 May 2020",
    "1e5",
    "10:30",
    "2020-01-01T10:00:00Z",
    '=HYPERLINK("http://example.org","y")',
    'A comma, a "quote"; a semicolon\n\nand a second paragraph',
    "- one\n- two",
    "_x0041_ stays",
    "Five is < 6 & > 4",
    "\U0001f600 and \u05e9\u05dc\u05d5\u05dd",
    "A long answer. " + "and so on, " * 18_000,
    "\U0001f600x" * 20_000,
]
"""What spreadsheets, CSV, XML and JSON are known to change."""
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def release_hostile(project: Project) -> Project:
    """Release the hostile answers, each to a question of its own from a domain of its own."""
    pairs = (
        Pair(f"What is the value of the {LETTERS[number]} in the table?", answer, f"{LETTERS[number]}.example.org")
        for number, answer in enumerate(ANSWERS)
    )
    project.page("page.txt", *pairs)
    project.curate()
    return project


Row = dict[str, Any]


def made_up(
    seed: Project,
    folder: Path,
    records: Sequence[Row],
    sightings: Iterable[Row] = (),
    merged: Iterable[Row] = (),
    group: int = 100_000,
) -> Release:
    """Return a release that holds some records, made from one of the seed page."""
    made = sorted((dict(record(**_named(row))) for row in records), key=lambda row: str(row["id"]))
    tables = {"records": made, "sightings": [*sightings], "merged": [*merged], "conflicts": []}
    (folder / "1.0.0").mkdir(parents=True)
    for name, rows in tables.items():
        columns = RECORDS if name == "records" else TABLES[name]
        filled = [{**dict.fromkeys(columns.names, None), **_zeros(name), **row} for row in rows]
        pq.write_table(rows_to_table(filled, columns), folder / "1.0.0" / f"{name}.parquet", row_group_size=group)
    manifest = open_release(seed.out).manifest
    counts = {**manifest.counts, "records": len(made)}
    return Release(folder / "1.0.0", dataclasses.replace(manifest, counts=counts))


def _named(row: Row) -> Row:
    """A row with the ids that its texts have, unless it has others."""
    question, answer = row["question"], row["answer"]
    return {"id": digest(question, answer), "question_id": digest(question), **row}


def _zeros(table: str) -> Row:
    kinds = {"string": "", "int64": 0, "double": 0.0}
    return {field.name: kinds[str(field.type)] for field in TABLES[table] if not field.nullable}


def json_lines(path: Path) -> list[Row]:
    """Return what the lines of a file say."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n")[:-1]]
