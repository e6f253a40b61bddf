"""The docs say what the code does: columns, reasons, words; what they point to is there."""

from __future__ import annotations

import re
from dataclasses import fields
from importlib import import_module
from pathlib import Path

import pyarrow as pa
import pytest
from builders import REPOSITORY

import pipeline
from pipeline.schema import GONE, Reason, Stage
from pipeline.schema.counts import Counts
from pipeline.schema.descriptions import COLUMN_MEANINGS, TABLE_MEANINGS
from pipeline.schema.nouns import COMPLETED, PERSONAL_DATA_FLAGS, RESERVED
from pipeline.schema.record import Record
from pipeline.schema.tables import TABLES as ALWAYS
from pipeline.schema.tables import TABLES_IF_ANY
from pipeline.text.clean import CLEANING
from pipeline.text.fingerprint import fingerprint
from pipeline.validate.answer_type import ANSWER_TYPES
from pipeline.validate.flags import FLAGS, FORMAT_FLAGS, RAW_FLAGS
from pipeline.validate.question_type import QUESTION_TYPES, classify_question

TABLES = {**ALWAYS, **TABLES_IF_ANY}
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


def test_every_count_is_described() -> None:
    assert words(sections("releases.md")["Counts"]) == [field.name for field in fields(Counts)]


@pytest.mark.parametrize("table", TABLES)
def test_every_column_has_a_meaning(table: str) -> None:
    assert all(len(row) == 3 and row[2].endswith(".") for row in rows(sections("schema.md")[table]))


_REFERENCE = re.compile(r" \((?:`docs/\w+\.md`|\[[^\]]+\]\([^)]+\))\)| See `docs/\w+\.md`\.")


@pytest.mark.parametrize("table", TABLES)
def test_the_docs_give_each_column_the_meaning_that_its_file_states(table: str) -> None:
    meanings = {row[0].strip("`"): _REFERENCE.sub("", row[2]) for row in rows(sections("schema.md")[table])}
    assert meanings == COLUMN_MEANINGS[table]
    assert TABLE_MEANINGS.keys() == COLUMN_MEANINGS.keys() == TABLES.keys()


@pytest.mark.parametrize("column", Record.model_fields)
def test_the_docs_describe_a_record_as_the_code_does(column: str) -> None:
    meanings = {row[0].strip("`"): row[2] for row in rows(sections("schema.md")["records"])}
    assert meanings[column] == Record.model_fields[column].description


@pytest.mark.parametrize(
    ("column", "used"),
    [
        ("question_type", {*QUESTION_TYPES, "other"}),
        ("answer_type", {*ANSWER_TYPES}),
        ("flags", {*FLAGS, *FORMAT_FLAGS, *RAW_FLAGS, *PERSONAL_DATA_FLAGS, GONE, COMPLETED, RESERVED}),
    ],
)
def test_every_word_of_a_column_is_explained(column: str, used: set[str]) -> None:
    explained = words(sections("schema.md", level=3)[column])
    assert len(explained) == len(set(explained))
    assert set(explained) == used


@pytest.mark.parametrize("row", rows(sections("schema.md", level=3)["question_type"]), ids=lambda row: str(row[0]))
def test_the_examples_of_question_types_are_of_that_type(row: list[str]) -> None:
    examples = re.findall(r"[^?]+\??", row[2])
    assert [classify_question(example.strip(), "en") for example in examples] == [row[0].strip("`")] * len(examples)


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


PAGES = sorted(DOCS.glob("*.md"))
LINK = re.compile(r"\[[^\]]+\]\(([^)\s#]*)(?:#([^)\s]+))?\)")


def slug(heading: str) -> str:
    """Return a heading's anchor, made as GitHub makes it."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def slugs(page: Path) -> set[str]:
    """Return the anchors of a page's headings."""
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return {slug(heading) for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.name))
def test_every_link_leads_to_a_page_and_a_heading_that_are_there(page: Path) -> None:
    for target, anchor in LINK.findall(page.read_text(encoding="utf-8")):
        if "://" in target:
            continue
        linked = page.parent / target if target else page
        assert linked.is_file(), target
        assert not anchor or anchor in slugs(linked), f"{target}#{anchor}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.name))
def test_every_file_of_the_code_that_the_docs_name_is_there(page: Path) -> None:
    named = re.findall(r"`((?:pipeline|tests|benchmarks)/[\w/.-]*)", page.read_text(encoding="utf-8"))
    assert [name for name in named if not (REPOSITORY / name).exists()] == []


def test_the_list_of_pages_names_each_page_once() -> None:
    listed = re.findall(r"^- \[([\w-]+\.md)\]", (DOCS / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(listed) == [page.name for page in PAGES if page.name != "README.md"]


def test_the_contents_of_the_decisions_list_its_headings_in_order() -> None:
    text = (DOCS / "decisions.md").read_text(encoding="utf-8")
    listed = [anchor for _, anchor in LINK.findall(text.partition("\n## ")[0]) if anchor]
    headings = re.findall(r"^##+ (.+)$", text, re.MULTILINE)
    assert listed == [slug(heading) for heading in headings]
    assert len(listed) == len(set(listed))


def terms() -> list[str]:
    """Return what the glossary explains, in its order: each term, with what tells it from another of that name."""
    glossary = (DOCS / "glossary.md").read_text(encoding="utf-8")
    return [term + clarified for term, clarified in re.findall(r"^\*\*(.+?)\*\*([^:]*):", glossary, re.MULTILINE)]


def test_the_glossary_explains_each_term_once_in_alphabetical_order() -> None:
    assert len(terms()) > 50
    assert len(terms()) == len(set(terms()))
    assert [term.lower().partition(" (")[0] for term in terms()] == sorted(
        term.lower().partition(" (")[0] for term in terms()
    )


def test_every_term_of_the_glossary_leads_to_a_page_that_says_more() -> None:
    lines = re.findall(r"^\*\*.+$", (DOCS / "glossary.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert [line for line in lines if not LINK.search(line)] == []


def test_the_docs_promise_no_installation_from_an_index() -> None:
    texts = {page.name: page.read_text(encoding="utf-8") for page in PAGES}
    assert [name for name, text in texts.items() if re.search(r"pip install '?qamill", text)] == []


def test_the_reference_names_every_public_name_where_it_lives() -> None:
    shown = re.findall(r"^::: ([\w.]+)$", (DOCS / "reference.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(path.rpartition(".")[2] for path in shown) == sorted(pipeline.__all__)
    for path in shown:
        module, _, name = path.rpartition(".")
        assert getattr(import_module(module), name) is getattr(pipeline, name)


def test_the_site_of_the_docs_lists_every_page() -> None:
    listed = re.findall(
        r"^ +- [^:\n]+: (\S+\.md)$", (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert {path.name for path in DOCS.glob("*.md")} <= {*listed}
    assert len(listed) == len({*listed})
