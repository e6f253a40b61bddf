"""Changed records for people: in colours on a terminal, elsewhere with marks (`[-old-]{+new+}`), or as Markdown."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ..release.diff import ChangedRecord, Text, first_records
from ..text.word_changes import KEPT, NEW, OLD, Piece, marked, word_changes
from .output import escaped, has_colours, is_terminal, print_drawn, print_line

if TYPE_CHECKING:
    import pyarrow as pa

_MOST_SHOWN = 50  # records of a kind on a terminal and in Markdown, chosen
_CONTEXT = 80  # characters shown around a change, chosen
_LONGEST = 400  # characters shown of a text without a change, chosen
_INDENT = 4  # columns
_MARKDOWN_COLUMNS = 100  # after which a line of Markdown is wrapped, chosen
_COLOURS = {KEPT: "", OLD: "red strike", NEW: "green"}
_HEADINGS = {
    "reworded": "Reworded",
    "changed": "Changed",
    "superseded": "Superseded by a later answer of their page",
    "merged": "Merged into another record",
    "removed": "Removed",
    "added": "Added",
}

Line = Sequence[Piece]


def first_of_each(changes: pa.Table, markdown: bool) -> pa.Table:
    """Return the changes of the records that are shown: the first of each kind, in a pipe all."""
    return first_records(changes, _MOST_SHOWN) if markdown or is_terminal() else changes


def as_json(record: ChangedRecord) -> dict[str, Any]:
    """Return a changed record, for programs."""
    texts = {side: text._asdict() if text else None for side, text in zip(_SIDES, record[3:5], strict=True)}
    columns = {name: dict(zip(_SIDES, values, strict=True)) for name, values in record.columns.items()}
    return {"change": record.change, "id": record.id, "into": record.into, **texts, "columns": columns}


_SIDES = ("before", "after")


def print_records(records: Iterable[ChangedRecord], counts: Mapping[str, int]) -> None:
    """Print changed records by their kinds."""
    for kind, group in groupby(records, key=lambda record: record.change):
        print_line(f"{_HEADINGS[kind]} ({counts[kind]:,})")
        left = counts[kind]
        for record in group:
            left -= 1
            print_line(f"  {_name(record)}")
            for line in _lines(record):
                _print_pieces(line)
        _print_rest(left)
        print_line("")


def print_markdown(title: str, records: Iterable[ChangedRecord], counts: Mapping[str, int]) -> None:
    """Print changed records as Markdown; whatever a page says stands in a block of code, where nothing is a command."""
    print_line(f"## {title}")
    print_line("")
    print_line(", ".join(f"{number:,} {kind}" for kind, number in counts.items() if number) or "No record differs.")
    for kind, group in groupby(records, key=lambda record: record.change):
        print_line("")
        print_line(f"### {_HEADINGS[kind]} ({counts[kind]:,})")
        left = counts[kind]
        for record in group:
            left -= 1
            print_line("")
            for line in _fenced([_name(record), *map(marked, _lines(record))]):
                print_line(line)
        print_line("")
        _print_rest(left)


def _print_rest(count: int) -> None:
    if count > 0:
        print_line(f"... and {count:,} more: --json prints them all")


def _fenced(lines: Iterable[str]) -> Iterator[str]:
    """Lines in a block of code, whose fence is longer than any that they could close it with."""
    wrapped = [part for line in lines for part in _wrapped(escaped(line))]
    longest = max((len(run) for line in wrapped for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    yield from (f"{fence}text", *wrapped, fence)


def _wrapped(line: str) -> list[str]:
    return textwrap.wrap(line, _MARKDOWN_COLUMNS, subsequent_indent="   ", break_on_hyphens=False) or [""]


def _name(record: ChangedRecord) -> str:
    text = record.after or record.before
    ids = f"{record.id} -> {record.into}" if record.into else record.id
    return f"{ids}  {text.source}" if text else ids


def _lines(record: ChangedRecord) -> Iterator[Line]:
    """The lines of a record: its question, its answer, and what else changed."""
    one, other = record.before or record.after, record.after or record.before
    if one is None:
        yield [Piece(KEPT, "taken down")]
        return
    for label, name in (("Q: ", "question"), ("A: ", "answer")):
        before, after = (getattr(text, name, "") for text in (one, other))
        yield from _indented(label, _split_lines(_shortened(word_changes(before, after))))
    others = {**_other_source(record, one, other), **record.columns}
    for name, values in others.items():
        yield [Piece(KEPT, f"{name}: "), *_changed_value(name, *(value or "" for value in values))]


def _changed_value(name: str, before: str, after: str) -> list[Piece]:
    """What a column said and says; of what was or is nothing, nothing is shown. Flags are words, other values one."""
    if name == "flags":
        return word_changes(before, after)
    if name in _TIMES:
        before, after = (value.removesuffix(".000000").removesuffix("T00:00:00") for value in (before, after))
    return [piece for piece in (Piece(OLD, before), Piece(NEW, after)) if piece.text]


_TIMES = ("first_seen", "last_seen", "retrieved_at")
"""The columns of times; what is nothing but zeros is not shown."""


def _other_source(record: ChangedRecord, one: Text | None, other: Text | None) -> dict[str, tuple[str, str]]:
    is_other = record.before and record.after and one and other and one.source != other.source
    return {"source": (one.source, other.source)} if is_other and one and other else {}


def _indented(label: str, lines: Iterable[Line]) -> Iterator[Line]:
    for number, line in enumerate(lines):
        yield [Piece(KEPT, " " * len(label) if number else label), *line]


def _shortened(pieces: Sequence[Piece]) -> list[Piece]:
    """Leave out what is far from any change."""
    if len(pieces) == 1:
        return [piece._replace(text=_start(piece.text, _LONGEST)) for piece in pieces]
    last = len(pieces) - 1
    return [
        piece._replace(text=_around(piece.text, number == 0, number == last)) if piece.kind == KEPT else piece
        for number, piece in enumerate(pieces)
    ]


def _around(text: str, is_first: bool, is_last: bool) -> str:
    """What is shown of a stretch before, between or after changes."""
    if len(text) <= _CONTEXT * (1 if is_first or is_last else 2) + 5:
        return text
    start = "" if is_first else _start(text, _CONTEXT)[: -len(_LEFT_OUT)]
    end = "" if is_last else text[-_CONTEXT:].partition(" ")[2] or text[-_CONTEXT:]
    return f"{start}{_LEFT_OUT}{' ' * bool(end)}{end}"


_LEFT_OUT = " ..."


def _start(text: str, most: int) -> str:
    return text if len(text) <= most + 5 else f"{text[:most].rpartition(' ')[0] or text[:most]}{_LEFT_OUT}"


def _split_lines(pieces: Iterable[Piece]) -> list[Line]:
    """The pieces line by line, so that no text can open a line of its own."""
    lines: list[list[Piece]] = [[]]
    for kind, text in pieces:
        first, *more = text.split("\n")
        lines[-1].append(Piece(kind, first))
        lines += [[Piece(kind, part)] for part in more]
    return [[piece for piece in line if piece.text] for line in lines]


def _print_pieces(line: Line) -> None:
    """Print a line below its record; where it is wrapped, all of it stands there."""
    if not has_colours():
        print_line(" " * _INDENT + marked(line))
        return
    from rich.padding import Padding
    from rich.text import Text as Drawn

    drawn = Drawn.assemble(*((escaped(text), _COLOURS[kind]) for kind, text in line))
    print_drawn(Padding(drawn, (0, 0, 0, _INDENT), expand=False))
