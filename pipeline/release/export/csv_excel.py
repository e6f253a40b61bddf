"""CSV that a double click opens in Excel or LibreOffice: each cell is text there, and none is taken for a formula.

A cell that a spreadsheet would take for a formula, a number, a date or a truth value gets an apostrophe in front of it,
and so does one that has an apostrophe there already. Whoever reads the file back takes one apostrophe away.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..csv_rows import csv_rows
from .rows import Rows
from .texts import Cells, cells_of, in_cells, restored

MARK = "'"
"""Stands before a cell that would not be taken for text."""
_BOM = b"\xef\xbb\xbf"
"""Without it Excel guesses an encoding."""
_BLANKS = r"[\s\x00-\x20\x{a0}\x{feff}]*"
_OPENS = rf"^{_BLANKS}[\"\x{{201c}}]*{_BLANKS}[=+@'|%\x{{2212}}\x{{ff0b}}\x{{ff0d}}\x{{ff1d}}\x{{ff20}}-]"
_NUMBER = r"^[\s\d.,:/%'()eE+\pS\p{Zs}-]*\d[\s\d.,:/%'()eE+\pS\p{Zs}-]*$"
_MONTH = r"(?:\pL\pL\pL+|[AaPp]\.?[Mm]?|[TtZz]|[Dd]e|st|nd|rd|th)"
_DATE = rf"^[^\pL]*(?:{_MONTH}[^\pL]*){{1,4}}$"  # without limits, which take 0.1 s to compile
_WORDS = "true|false|wahr|falsch|vrai|faux|verdadero|falso|vero|verdadeiro|waar|onwaar|sant|falskt"
_TRUTH = rf"(?i)^{_BLANKS}(?:{_WORDS}){_BLANKS}$"
_SHORT = 60
"""Characters of a cell that may be a number or a date; chosen."""


def write(rows: Rows, path: Path) -> None:
    """Write records for a double click."""
    cells = cells_of(rows)
    with path.open("wb") as file:
        file.write(_BOM + _lines(_header(rows, cells)))
        for piece in rows.pieces():
            columns = in_cells(piece, cells)
            file.write(_lines(pa.table({name: marked(column) for name, column in columns.items()})))


def read(path: Path | str) -> pa.Table:
    """Return the records of such a file as they were exported, marks taken away and types as they were."""
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        head, *lines = csv.reader(file)
    columns = {name: [line[at].removeprefix(MARK) for line in lines] for at, name in enumerate(head)}
    return restored(columns)


def marked(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return texts with a mark in front of those that a spreadsheet would not take for text."""
    is_short = pc.less_equal(pc.utf8_length(texts), _SHORT)
    strange = np.array(pc.match_substring_regex(texts, _OPENS))
    short = pc.dictionary_encode(texts.filter(is_short).combine_chunks())
    strange[np.array(is_short)] |= _are_values(short.dictionary)[short.indices.to_numpy()]
    return pc.if_else(pa.array(strange), pc.binary_join_element_wise(MARK, texts, ""), texts)


def _are_values(texts: pa.Array) -> np.ndarray:
    """Whether each text may be a number, a date or a truth value."""
    has_digit = pc.match_substring_regex(texts, r"\d")
    found = np.array(pc.match_substring_regex(texts, _TRUTH))
    found[np.array(has_digit)] |= np.array(pc.match_substring_regex(texts.filter(has_digit), f"{_NUMBER}|{_DATE}"))
    return found


def _header(rows: Rows, cells: Cells) -> pa.Table:
    names = in_cells(rows.schema.empty_table(), cells)
    return pa.table({name: [name] for name in names})


def _lines(table: pa.Table) -> bytes:
    return csv_rows(table, end="\r\n")
