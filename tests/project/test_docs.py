"""The docs say what the code does: columns, reasons, words."""

from __future__ import annotations

import re

import pyarrow as pa
import pytest
from builders import REPOSITORY

from pipeline.schema import Reason, Stage
from pipeline.schema.record import Record
from pipeline.schema.tables import TABLES
from pipeline.text.clean import CLEANING
from pipeline.text.fingerprint import fingerprint
from pipeline.validate.answer_type import ANSWER_TYPES
from pipeline.validate.flags import FLAGS, FORMAT_FLAGS, RAW_FLAGS
from pipeline.validate.question_type import QUESTION_TYPES, question_type

DOCS = REPOSITORY / "docs"
_TYPES = {"string": "string", "int64": "int64", "double": "float64", "timestamp[us]": "timestamp(us)"}


def sections(name: str, level: int = 2) -> dict[str, str]:
    """Return the sections of a page of the docs by their heading."""
    parts = re.split(rf"^{'#' * level} (.+)$", (DOCS / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {heading: text.strip() for heading, text in zip(parts[1::2], parts[2::2], strict=True)}


def rows(section: str) -> list[list[str]]:
    """Return the rows of a section's first table, without its head."""
    table = re.search(r"(?:^\|.*\n?)+", section, re.MULTILINE)
    lines = table.group().splitlines()[2:] if table else []
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def words(section: str) -> list[str]:
    """Return the first column of a section's first table."""
    return [row[0].strip("`") for row in rows(section)]


def test_every_table_has_its_section_in_order() -> None:
    assert list(sections("schema.md")) == list(TABLES)


def described_type(field: pa.Field) -> str:
    """Return how the docs write a column's type."""
    return _TYPES[str(field.type)] + (", nullable" if field.nullable else "")


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_described_with_its_type(table: str) -> None:
    described = [row[:2] for row in rows(sections("schema.md")[table])]
    assert described == [[f"`{field.name}`", described_type(field)] for field in TABLES[table]]


@pytest.mark.parametrize("table", TABLES)
def test_every_column_has_a_meaning(table: str) -> None:
    assert all(len(row) == 3 and row[2].endswith(".") for row in rows(sections("schema.md")[table]))


@pytest.mark.parametrize("column", Record.model_fields)
def test_the_docs_describe_a_record_as_the_code_does(column: str) -> None:
    meanings = {row[0].strip("`"): row[2] for row in rows(sections("schema.md")["records"])}
    assert meanings[column] == Record.model_fields[column].description


@pytest.mark.parametrize(
    ("column", "used"),
    [
        ("question_type", {*QUESTION_TYPES, "other"}),
        ("answer_type", {*ANSWER_TYPES}),
        ("flags", {*FLAGS, *FORMAT_FLAGS, *RAW_FLAGS}),
    ],
)
def test_every_word_of_a_column_is_explained(column: str, used: set[str]) -> None:
    explained = words(sections("schema.md", level=3)[column])
    assert len(explained) == len(set(explained))
    assert set(explained) == used


@pytest.mark.parametrize("row", rows(sections("schema.md", level=3)["question_type"]), ids=lambda row: str(row[0]))
def test_the_examples_of_question_types_are_of_that_type(row: list[str]) -> None:
    examples = re.findall(r"[^?]+\??", row[2])
    assert [question_type(example.strip(), "en") for example in examples] == [row[0].strip("`")] * len(examples)


def test_every_reason_is_explained_once() -> None:
    assert list(sections("reasons.md", level=3)) == [reason.value for reason in Reason]


@pytest.mark.parametrize("reason", list(Reason))
def test_an_explanation_of_a_reason_is_more_than_its_name(reason: Reason) -> None:
    explanation = sections("reasons.md", level=3)[reason].split("\n## ")[0]
    assert len(explanation.split()) >= 10


def test_every_stage_is_named() -> None:
    stages = next(row[2] for row in rows(sections("schema.md")["rejected"]) if row[0] == "`stage`")
    assert re.findall(r"`(\w+)`", stages) == [stage.value for stage in Stage]


def test_every_cleaning_rule_is_explained_in_order() -> None:
    assert words(sections("cleaning.md")["For readers"]) == list(CLEANING)


def test_the_pairs_that_the_docs_call_different_or_the_same_are() -> None:
    different, same = sections("cleaning.md")["For comparing"].split("| does not count")
    pairs = re.compile(r"`([^`|]+)` and `([^`|]+)`")
    for one, other in pairs.findall(different):
        assert fingerprint(one) != fingerprint(other), (one, other)
    for one, other in pairs.findall(same):
        assert fingerprint(one) == fingerprint(other), (one, other)
    assert len(pairs.findall(different)) > 10
    assert len(pairs.findall(same)) > 5
