"""Values as lines of JSON that can be printed as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from ...text.patterns import pattern
from ...text.steering import STEERING

Json = Mapping[str, Any]
_STEERING = pattern(f"[{STEERING}]")
_ASCII_TO_ESCAPE = "\x7f"  # the others below it are escaped by JSON itself


def json_line(value: Json) -> str:
    """Return a value as JSON on one line, without a character that could steer a terminal.

    >>> json_line({"text": "a\\u202eb"})
    '{"text":"a\\\\u202eb"}'
    """
    text = orjson.dumps(value).decode()
    if text.isascii() and _ASCII_TO_ESCAPE not in text:
        return text
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def write_lines(values: Iterable[Json], path: Path) -> None:
    """Write a line for each value."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_ended(map(json_line, values)))


def _ended(lines: Iterable[str]) -> Iterator[str]:
    return (f"{line}\n" for line in lines)
