"""Decisions written into `reviews.csv`; what is there stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from ..storage import read_local
from ..storage.kept import alone, replace_file
from ..text.table import MARK, Mistake, csv_line, plain, read_rows, separator_of, split_lines
from .contradictions import contradictions
from .decision import COLUMNS, NOTE, Decision, faults
from .errors import BadReviews
from .file import parse_reviews, read_reviews


def add(decisions: Sequence[Decision], path: Path) -> list[Decision]:
    """Write decisions at the end of a file, which is made if it is missing, and return those that were not there.

    Nothing is written if one is malformed or contradicts one that is there; who else adds at the same time waits.
    Raises BadReviews, CannotWrite.
    """
    with alone(path):
        return _add(decisions, path)


def take_back(decision: Decision, path: Path) -> None:
    """Take the last line that says what a decision says out of a file. Raises BadReviews, CannotWrite."""
    with alone(path):
        content = read_local(path)
        lines = split_lines(content.decode("utf-8-sig"))
        last = max((each.line for each in parse_reviews(path, content) if each.said == decision.said), default=None)
        rows = read_rows("".join(lines), separator_of("".join(lines), "action"))
        if row := next((row for row in rows if row.line == last), None):
            kept = [*lines[: row.line - 1], *lines[row.end - 1 :]]
            replace_file(path, (_mark(content) + "".join(kept)).encode())


def _add(decisions: Sequence[Decision], path: Path) -> list[Decision]:
    there = read_reviews(path)
    last = max((decision.line for decision in there), default=1)
    known = {decision.said for decision in there}
    new = [each for each in decisions if each.said not in known]
    placed = [each._replace(line=last + number, path=str(path)) for number, each in enumerate(new, 1)]
    mistakes = [Mistake(each.line, f"(to be written) {why}") for each in placed for why in faults(each)]
    if mistakes := mistakes or [*contradictions([*there, *placed])]:
        raise BadReviews(path, mistakes, undone="written")
    if new:
        replace_file(path, _with_rows(read_local(path) if path.exists() else b"", new))
    return new


def _with_rows(content: bytes, decisions: Iterable[Decision]) -> bytes:
    """The content of a file with some more rows, in its own manner."""
    decisions = [*decisions]
    text = content.decode("utf-8-sig")
    lines = split_lines(text)
    separator = separator_of(text, "action")
    header = next((row for row in read_rows(text, separator) if any(map(str.strip, row.fields))), None)
    end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    names = header.fields if header else [*COLUMNS]
    missing = [name for name in (*COLUMNS, NOTE) if name not in map(plain, names) and _is_said(name, decisions)]
    if header is None or missing:
        names = [*names, *missing]
        before, after = (lines[: header.line - 1], lines[header.end - 1 :]) if header else (lines, [])
        lines = [*before, csv_line(names, separator, end), *after]
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines.append(end)
    rows = (csv_line([getattr(each, plain(name), "") for name in names], separator, end) for each in decisions)
    return (_mark(content) + "".join([*lines, *rows])).encode()


def _mark(content: bytes) -> str:
    return MARK if content.startswith(MARK.encode()) else ""


def _is_said(name: str, decisions: Iterable[Decision]) -> bool:
    return any(getattr(decision, name) for decision in decisions)
