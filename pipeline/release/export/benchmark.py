"""The questions of a benchmark, which a training set must not hold."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ...storage import open_named
from ...text.fingerprint import fingerprint
from ...text.table import longest_field
from .errors import BadBenchmark

COLUMNS = ("question", "query", "prompt", "text", "input", "messages")
"""Where a line of a benchmark has its question; the first of these that is there."""
ALIKE = 0.8
"""The share of their words that two questions have in common (Jaccard), from which on they are taken for one."""
_LONGEST_FIELD = 10_000_000  # characters of a field of a CSV file; chosen


class Benchmark:
    """Questions, and whether another one is nearly one of them."""

    def __init__(self, questions: Iterable[str]) -> None:
        self._all: list[frozenset[str]] = []
        self._fingerprints: set[str] = set()
        self._by_word: dict[str, list[int]] = {}
        for question in questions:
            self._add(fingerprint(question))

    def has(self, question: str) -> bool:
        """Whether a question is one of these, or has at least ALIKE of its words in common with one."""
        asked = fingerprint(question)
        if asked in self._fingerprints:
            return True
        words = frozenset(asked.split())
        near = {at for word in _first(words) for at in self._by_word.get(word, ())}
        return any(_alike(words, self._all[at]) for at in near)

    def __len__(self) -> int:
        return len(self._fingerprints)

    def _add(self, asked: str) -> None:
        if not asked or asked in self._fingerprints:
            return
        self._fingerprints.add(asked)
        words = frozenset(asked.split())
        self._all.append(words)
        for word in _first(words):
            self._by_word.setdefault(word, []).append(len(self._all) - 1)


def read_benchmark(path: Path) -> Benchmark:
    """Return the questions of a file: .txt, .jsonl, .json, .csv or .tsv. Raises BadBenchmark, OSError."""
    read = _READERS.get(path.suffix.lower())
    if read is None:
        raise BadBenchmark(path, f"{path.suffix or 'a name without an ending'} is none of {', '.join(_READERS)}")
    try:
        with open_named(str(path)) as file:
            text = file.read().decode("utf-8-sig")
        found = Benchmark(read(text))
    except (ValueError, csv.Error, RecursionError) as error:
        raise BadBenchmark(path, str(error)) from error
    if not len(found):
        raise BadBenchmark(path, "there is none in it")
    return found


def _first(words: frozenset[str]) -> list[str]:
    """Some words of a question, of which any question that is alike has at least one among its own (prefix filter).

    The longest words come first, since they are the rarest.
    """
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return ordered[: len(ordered) - _least_shared(len(ordered)) + 1]


def _least_shared(size: int) -> int:
    return -(-4 * size // 5)  # ALIKE of them, rounded up


def _alike(left: frozenset[str], right: frozenset[str]) -> bool:
    shared = len(left & right)
    return 5 * shared >= 4 * (len(left) + len(right) - shared)


def _lines(text: str) -> Iterator[str]:
    yield from text.splitlines()


def _json_lines(text: str) -> Iterator[str]:
    yield from _of_rows(json.loads(line) for line in text.split("\n") if line.strip())


def _json(text: str) -> Iterator[str]:
    rows = json.loads(text)
    if not isinstance(rows, list):
        raise ValueError("it is no list")
    yield from _of_rows(rows)


def _table(delimiter: str) -> Callable[[str], Iterator[str]]:
    def read(text: str) -> Iterator[str]:
        with longest_field(_LONGEST_FIELD):
            rows = list(csv.DictReader(text.splitlines(keepends=True), delimiter=delimiter))
        yield from _of_rows(rows)

    return read


def _of_rows(rows: Iterable[Any]) -> Iterator[str]:
    for row in rows:
        yield row if isinstance(row, str) else _question_of(row)


def _question_of(row: Mapping[str, Any]) -> str:
    if isinstance(row, Mapping):
        for name in COLUMNS:
            value = row.get(name)
            if name == "messages" and isinstance(value, list):
                value = next((each.get("content") for each in value if each.get("role") == "user"), None)
            if isinstance(value, str):
                return value
    raise ValueError(f"a row has none of {', '.join(COLUMNS)}")


_READERS: dict[str, Callable[[str], Iterator[str]]] = {
    ".txt": _lines,
    ".jsonl": _json_lines,
    ".json": _json,
    ".csv": _table(","),
    ".tsv": _table("\t"),
}
