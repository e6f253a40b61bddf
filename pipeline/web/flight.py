"""Data that is sent to a page in pieces: of Next.js (`__next_f.push([1,"..."])`), rows of JSON and of long texts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from ..text.patterns import pattern

_PUSH = pattern(r'(?:__next_f\.push\(\[1,|treamController\.enqueue\()\s*+(?=")')
_ROW = pattern(rb"([0-9a-f]{1,8}):(?:T([0-9a-f]{1,8}),)?")
_DECODER = json.JSONDecoder(strict=False)


def pieces_of(script: str) -> Iterator[str]:
    """Yield the pieces of the data that a script pushes.

    >>> list(pieces_of('self.__next_f.push([1,"0:[1]"])'))
    ['0:[1]']
    """
    for match in _PUSH.finditer(script):
        try:
            yield _DECODER.raw_decode(script, match.end())[0]
        except ValueError:
            return


def rows_of(pieces: Iterable[str]) -> dict[str, Any]:
    """Return the JSON of the rows by their names, with the long texts where it refers to them.

    >>> rows_of(['1:{"a":"$2","b":"$x"}', '\\n2:T4,Yes.3:[1]'])
    {'1': {'a': 'Yes.', 'b': '$x'}, '3': [1]}
    """
    texts: dict[str, str] = {}
    written: dict[str, bytes] = {}
    for name, is_text, content in _rows("".join(pieces).encode("utf-8", "surrogatepass")):
        if is_text:
            texts[f"${name}"] = content.decode("utf-8", "replace")
        else:
            written[name] = content
    read = json.JSONDecoder(
        object_hook=lambda node: {
            key: texts.get(value, value) if isinstance(value, str) else value for key, value in node.items()
        }
    )
    return {name: value for name, content in written.items() if (value := _read(read, content)) is not None}


def _rows(data: bytes) -> Iterator[tuple[str, bool, bytes]]:
    """The name of each row, whether it is a text, and what it holds: a text ends after its length, JSON at its line."""
    position = 0
    while row := _ROW.match(data, position):
        start = row.end()
        if row[2]:
            position = start + int(row[2], 16)
            yield row[1].decode(), True, data[start:position]
        else:
            end = data.find(b"\n", start)
            position = end + 1 if end >= 0 else len(data)
            yield row[1].decode(), False, data[start : end if end >= 0 else None]
        while data[position : position + 1] == b"\n":
            position += 1


def _read(decoder: json.JSONDecoder, content: bytes) -> Any:
    """The data of a row; None where it is none: a hint or a module to load."""
    if content[:1] not in (b"[", b"{"):
        return None
    try:
        return decoder.decode(content.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        return None
