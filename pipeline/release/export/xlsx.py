"""A workbook in which every cell is text. It is written row by row; the same rows give the same bytes.

We write the XML ourselves: no library both keeps its memory bounded and leaves the time of the run out of the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pyarrow as pa
import pyarrow.compute as pc

from ...text.patterns import pattern
from ..content_hash import text_bytes
from .about import facts
from .rows import Rows
from .texts import cells_of, in_cells, restored

MOST_ROWS = 1_048_576
"""Rows of a sheet, the head included: what Excel can open."""
_MOST_BYTES = 1_900_000_000
"""Of the XML of a sheet: above 2 GiB a zip takes a form of which Excel says that it must be repaired."""
_LEVEL = 3  # of packing: a tenth larger than 6 and twice as fast, measured
_DATE = (1980, 1, 1, 0, 0, 0)  # the first that a zip can state
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TEXT, _HEAD = 1, 2  # styles, by their numbers in `cellXfs`
_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)
_OPEN = f'<c t="inlineStr" s="{_TEXT}"><is><t xml:space="preserve">'
_CLOSE = "</t></is></c>"
_WIDTHS = {
    "id": 18,
    "question": 50,
    "answer": 90,
    "source": 24,
    "source_url": 40,
    "page_url": 40,
    "first_seen": 27,
    "last_seen": 27,
    "value": 90,
}
"""Of columns, in characters."""
_NARROW = 16
# What XML cannot hold, and a carriage return, which it makes a line feed, are written as a spreadsheet writes them.
_ESCAPED = r"[\x00-\x08\x0b-\x1f\x{fffe}\x{ffff}]|_x[0-9A-Fa-f]{4}_"
_TO_ESCAPE = pattern("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_IS_ESCAPE = pattern("_x([0-9A-Fa-f]{4})_")
_SHEET = "records"
_CELLS = "Every cell is text. What is too long for a cell goes on in the next column (answer, answer_2)."


class _Sheet(NamedTuple):
    name: str
    file: str


def write(rows: Rows, path: Path) -> None:
    """Write a workbook; records that one sheet cannot hold go on in a further sheet."""
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as book:
        sheets = [*_write_records(rows, book), _write_about(rows, book)]
        for name, xml in _frame(sheets).items():
            book.writestr(_member(name), xml)


def read(path: Path | str) -> pa.Table:
    """Return the records of such a workbook as they were exported. Needs openpyxl."""
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True)
    lines = [line for sheet in book.worksheets if sheet.title.startswith(_SHEET) for line in _lines_of(sheet)]
    book.close()
    head = lines[0]
    body = [line for line in lines if line != head]
    return restored({name: [line[at] for line in body] for at, name in enumerate(head)})


def _lines_of(sheet: Any) -> Iterator[list[str]]:
    for row in sheet.iter_rows(values_only=True):
        yield [_plain(value or "") for value in row]


def _plain(text: str) -> str:
    return _IS_ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


def _write_records(rows: Rows, book: ZipFile) -> Iterator[_Sheet]:
    cells = cells_of(rows)
    names = list(in_cells(rows.schema.empty_table(), cells))
    left = rows.pieces()
    coming = next(left, None)
    number = 0
    while coming is not None or number == 0:
        number += 1
        sheet = _Sheet(_SHEET if number == 1 else f"{_SHEET} {number}", f"sheet{number}.xml")
        with book.open(_member(f"xl/worksheets/{sheet.file}"), "w") as file:
            size = file.write(_sheet_start(names).encode())
            room = MOST_ROWS - 1
            while coming is not None and room and size < _MOST_BYTES:
                part = coming.slice(0, room)
                size += file.write(_rows_xml(list(in_cells(part, cells).values())))
                room -= part.num_rows
                coming = coming.slice(part.num_rows) if part.num_rows < coming.num_rows else next(left, None)
            file.write(_sheet_end(len(names), MOST_ROWS - room).encode())
        yield sheet


def _write_about(rows: Rows, book: ZipFile) -> _Sheet:
    about = {**facts(rows), "cells": _CELLS}
    names, values = [*about], [*about.values()]
    xml = _sheet_start(["about", "value"]) + _rows_xml([pa.chunked_array([names]), pa.chunked_array([values])]).decode()
    book.writestr(_member("xl/worksheets/about.xml"), f"{xml}{_sheet_end(2, len(about) + 1)}")
    return _Sheet("about", "about.xml")


def _rows_xml(columns: Sequence[pa.ChunkedArray]) -> bytes:
    """The rows of a table of texts."""
    cells = [_cells_xml(column) for column in columns]
    ended = pc.binary_join_element_wise(cells[-1], "", "</row>")
    lines = pc.binary_join_element_wise("<row>", *cells[:-1], ended, "")
    return b"".join(text_bytes(chunk) for chunk in lines.chunks)


def _cells_xml(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    if pc.any(pc.match_substring_regex(texts, _ESCAPED)).as_py():
        texts = pa.chunked_array([pa.array([_in_xml(text) for text in texts.to_pylist()], pa.string())])
    for char, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        texts = pc.replace_substring(texts, char, written)
    full = pc.binary_join_element_wise(_OPEN, texts, _CLOSE, "")
    return pc.if_else(pc.equal(texts, ""), "<c/>", full)


def _in_xml(text: str) -> str:
    return _TO_ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def _sheet_start(names: Sequence[str]) -> str:
    widths = (
        f'<col min="{at}" max="{at}" width="{_WIDTHS.get(name, _NARROW)}" style="{_TEXT}" customWidth="1"/>'
        for at, name in enumerate(names, 1)
    )
    head = "".join(f'<c t="inlineStr" s="{_HEAD}"><is><t>{escape(name)}</t></is></c>' for name in names)
    frozen = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    return (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">{frozen}</sheetView></sheetViews>'
        f"<cols>{''.join(widths)}</cols><sheetData><row>{head}</row>"
    )


def _sheet_end(columns: int, rows: int) -> str:
    """What ends a sheet of so many columns and rows, the head included, by which people filter it."""
    return f'</sheetData><autoFilter ref="A1:{_letters(columns)}{rows}"/></worksheet>'


def _letters(column: int) -> str:
    """Return the name of a column by its number, as spreadsheets have it.

    >>> [_letters(column) for column in (1, 26, 27, 703)]
    ['A', 'Z', 'AA', 'AAA']
    """
    before, letter = divmod(column - 1, 26)
    return (_letters(before) if before else "") + chr(ord("A") + letter)


def _frame(sheets: Sequence[_Sheet]) -> dict[str, str]:
    """The files of a workbook that name its sheets."""
    listed = "".join(
        f'<sheet name="{sheet.name}" sheetId="{number}" r:id="rId{number}"/>' for number, sheet in enumerate(sheets, 1)
    )
    parts = "".join(
        f'<Override PartName="/xl/worksheets/{sheet.file}" ContentType="{_TYPE}.worksheet+xml"/>' for sheet in sheets
    )
    targets = [(f"worksheets/{sheet.file}", "worksheet") for sheet in sheets] + [("styles.xml", "styles")]
    return {
        "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>{parts}</Types>',
        "_rels/.rels": _relations([("xl/workbook.xml", "officeDocument")]),
        "xl/workbook.xml": f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(targets),
        "xl/styles.xml": _STYLES,
    }


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (target, kind) in enumerate(targets, 1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _member(name: str) -> ZipInfo:
    """A file in the zip, without the time of the run."""
    member = ZipInfo(name, _DATE)
    member.compress_type = ZIP_DEFLATED
    member._compresslevel = _LEVEL  # type: ignore[attr-defined]  # ZipInfo has no other way before Python 3.13
    return member
