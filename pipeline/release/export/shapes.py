"""The shapes that records are exported in, in one table; a new one is a module and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from .json_lines import Json, write_lines
from .rows import Rows


class Shape(NamedTuple):
    """A shape."""

    what: str
    """In a few words."""
    suffix: str
    """How its files are called; nothing for a folder."""
    module: str
    """The module of this package that writes it, which is imported when it is needed."""
    lines: str = ""
    """The function that yields the values of its lines, where it is lines of JSON."""
    is_by_side: bool = False
    """Whether each side of a split gets a file of its own; else a column says the side."""
    holds: tuple[str, ...] = ()
    """The names of what is in its folder."""

    def write(self, rows: Rows, path: Path) -> None:
        """Write records to a path where nothing is yet."""
        if self.lines:
            write_lines(self.values(rows), path)
        else:
            import_module(f".{self.module}", __package__).write(rows, path)

    def values(self, rows: Rows) -> Iterator[Json]:
        """Yield what its lines say."""
        lines: Callable[[Rows], Iterator[Json]] = getattr(import_module(f".{self.module}", __package__), self.lines)
        return lines(rows)


SHAPES: dict[str, Shape] = {
    "jsonl": Shape("records as JSON lines", ".jsonl", "lines", "records", is_by_side=True),
    "chat": Shape(
        "conversations for fine-tuning, with the source cited", ".chat.jsonl", "lines", "chats", is_by_side=True
    ),
    "prompt": Shape("prompts and completions", ".prompt.jsonl", "lines", "prompts", is_by_side=True),
    "rag": Shape("passages for retrieval", ".rag.jsonl", "rag", "passages", is_by_side=True),
    "faqpage": Shape("a page with schema.org markup", ".html", "faqpage", is_by_side=True),
    "xlsx": Shape("a workbook of text", ".xlsx", "xlsx"),
    "csv-excel": Shape("CSV for a double click", ".excel.csv", "csv_excel"),
    "csv.gz": Shape("CSV, packed", ".csv.gz", "csv_gz"),
    "sqlite": Shape("a SQLite database with full-text search", ".sqlite", "sqlite"),
    "duckdb": Shape("a DuckDB database", ".duckdb", "duck"),
    "beir": Shape(
        "a retrieval benchmark, a folder",
        ".beir",
        "beir",
        holds=("about.json", "corpus.jsonl", "queries.jsonl", "qrels"),
    ),
}
"""The shapes by the names that `qamill export` takes."""
