"""The search index: which questions have a word, in pieces that a page loads as it needs them.

A piece is a script that calls one function of the page with JSON: a page that was opened from a disk may load scripts,
but may not fetch. Questions go by number, in the order of their ids. A posting is twice the number of a question, and
one more where the word stands in the question itself; a list of them holds differences.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import orjson
import pyarrow as pa

from .files import write_page
from .layout import piece_path
from .questions import Question
from .words import words_of

_PIECE = 40_000  # characters of a piece of words, chosen: what a slow phone loads in a moment
_SHOWN = 50  # questions of a piece that is shown, chosen: a page of results takes a few pieces
_COMMON = 8  # a word that more than one question of so many has tells little, chosen
_FEWEST = 2_000  # postings that are kept of a common word, chosen: those where it is asked come first
_POSTINGS = pa.schema([("word", pa.string()), ("postings", pa.list_(pa.int32()))])
_BATCH = 2_000  # words that are read at a time


class Postings:
    """Which of some questions have a word; the questions are numbered in the order in which they are added."""

    def __init__(self) -> None:
        self._lists: defaultdict[str, list[int]] = defaultdict(list)
        self._count = 0

    def add(self, question: Question) -> None:
        """Add the next question, with all its wordings and answers."""
        number = 2 * self._count
        self._count += 1
        asked = set[str]().union(*map(words_of, (question.text, *question.also)))
        answered = set[str]().union(*(words_of(answer.row["answer"]) for answer in question.answers))
        lists = self._lists
        for word in asked:
            lists[word].append(number + 1)
        for word in answered - asked:
            lists[word].append(number)

    def write(self, file: Path) -> None:
        """Write the words in order, each with its postings."""
        words = sorted(self._lists, key=_order)
        with pa.OSFile(str(file), "wb") as sink, pa.ipc.new_file(sink, _POSTINGS) as writer:
            for start in range(0, len(words), _BATCH):
                some = words[start : start + _BATCH]
                columns = [pa.array(some), pa.array([self._lists[word] for word in some], pa.list_(pa.int32()))]
                writer.write_batch(pa.record_batch(columns, schema=_POSTINGS))


class Part(NamedTuple):
    """The postings of a range of questions."""

    file: Path
    first: int
    """The number of its first question among all."""


def write_words(parts: Sequence[Part], questions: int, target: Path) -> int:
    """Write the pieces of the words of all parts, and what a search starts with; return the number of pieces."""
    most = max(questions // _COMMON, _FEWEST)
    firsts: list[str] = []
    for number, piece in enumerate(_pieces(_all_postings(parts), most)):
        _write_piece(target, "words", number, [[each.word, each.questions, each.postings] for each in piece])
        firsts.append(piece[0].word)
    _write_piece(target, "start", 0, {"questions": questions, "shown": _SHOWN, "firsts": firsts})
    return len(firsts)


def write_shown(rows: Iterable[Sequence[object]], target: Path) -> None:
    """Write the pieces of what the results of a search show of each question, all in the order of their numbers."""
    piece: list[Sequence[object]] = []
    number = 0
    for row in rows:
        piece.append(row)
        if len(piece) == _SHOWN:
            _write_piece(target, "shown", number, piece)
            number, piece = number + 1, []
    if piece:
        _write_piece(target, "shown", number, piece)


class _Word(NamedTuple):
    word: str
    questions: int
    """How many questions have it; of a common word there are fewer postings."""
    postings: list[int]
    """Differences."""


def _all_postings(parts: Sequence[Part]) -> Iterator[tuple[str, Any]]:
    """The words of all parts in order, each once, with its postings."""
    merged = merge(*(_postings_of(part) for part in parts), key=lambda each: (_order(each[0]), each[1]))
    for word, found in groupby(merged, key=lambda each: each[0]):
        yield word, np.concatenate([postings for _, _, postings in found])


def _postings_of(part: Part) -> Iterator[tuple[str, int, Any]]:
    with pa.memory_map(str(part.file)) as source, pa.ipc.open_file(source) as reader:
        for number in range(reader.num_record_batches):
            batch = reader.get_batch(number)
            lists = batch.column("postings")
            ends, values = lists.offsets.to_numpy(), lists.values.to_numpy() + 2 * part.first
            for row, word in enumerate(batch.column("word").to_pylist()):
                yield word, part.first, values[ends[row] : ends[row + 1]]


def _pieces(words: Iterable[tuple[str, Any]], most: int) -> Iterator[list[_Word]]:
    piece: list[_Word] = []
    size = 0
    for word, postings in words:
        kept = postings if len(postings) <= most else _foremost(postings)
        differences = kept.copy()  # np.diff takes longer to begin than most lists have numbers
        differences[1:] -= kept[:-1]
        length = len(word) + 3 * len(kept)
        if piece and size + length > _PIECE:
            yield piece
            piece, size = [], 0
        piece.append(_Word(word, len(postings), differences.tolist()))
        size += length
    if piece:
        yield piece


def _foremost(postings: Any) -> Any:
    """Those postings of a common word that tell most, in order."""
    is_asked = postings & 1
    first = np.argsort(1 - is_asked, kind="stable")[:_FEWEST]
    return postings[np.sort(first)]


def _write_piece(target: Path, kind: str, number: int, value: object) -> None:
    content = b'qamill("%s",%d,%s)\n' % (kind.encode(), number, orjson.dumps(value))
    write_page(target, piece_path(kind, number), content)


def _order(word: str) -> bytes:
    """The order of words in a script, where a letter beyond the first 65,536 counts as two."""
    return word.encode("utf-16-be")
