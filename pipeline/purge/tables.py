"""A table that people or fetch keep -> the same without some of its lines; all others stay byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from ..text.table import BadTable, decoded, read_rows, separator_of, split_lines


def without_rows(path: Path, column: str, is_out: Callable[[Sequence[str]], bool]) -> bytes | None:
    """Return the bytes of a table without the rows whose fields are out; None where it has none, or is no table.

    `column` is one that it has.
    """
    content = path.read_bytes()
    try:
        text = decoded(content)
        rows = [row for row in list(read_rows(text, separator_of(text, column)))[1:] if is_out(row.fields)]
    except BadTable:
        return None
    if not rows:
        return None
    out = {number for row in rows for number in range(row.line - 1, row.end - 1)}
    mark = content[: len(content) - len(text.encode())] if content.endswith(text.encode()) else b""
    return mark + "".join(line for number, line in enumerate(split_lines(text)) if number not in out).encode()
