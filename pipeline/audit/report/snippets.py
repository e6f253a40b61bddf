"""What a page has at the place of a pair, with the words of question and answer marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ...parse.locators import NothingThere
from ...parse.page import Page
from ...text.patterns import pattern
from ..reread import reread_document
from ..source_lines import Line, source_lines
from .at_hand import is_small

_LONGEST_PAGE = 300_000  # characters of a page that is read again for a report, chosen: a larger one takes seconds
_MOST_OF_A_PAGE = 30  # pairs of a page that are looked up, chosen: each reads the page once more
_LONGEST_LINE = 700  # characters shown of a line, chosen
_LONGEST = 1_500  # characters shown of a pair, chosen: a screen
_AHEAD = 4  # words of a pair that the page may have otherwise, before the search gives up on the next one
_TOKEN = pattern(r"<[^<>]*>|&#?\w{1,8};|\w+")
_PLAIN, QUESTION, ANSWER = "", "q", "a"

Part = tuple[str, str]
"""`q` for the question, `a` for the answer or nothing, and the text."""


class Shown(NamedTuple):
    """A line of a page's file."""

    number: int | None
    parts: list[Part]


class Raw:
    """The raw pages of a release, as far as they are there as they were read."""

    def __init__(self, folders: Sequence[Path], documents: Mapping[str, Mapping[str, Any]]) -> None:
        """Take the folders and, by its key, the row of each document that will be asked for."""
        self._folders = folders
        self._documents = documents
        self._page: tuple[str, Page | None] = ("", None)
        self._times: dict[str, int] = {}

    def snippet(self, sighting: Mapping[str, Any], question: str, answer: str) -> list[Shown]:
        """Return the lines of a pair; none where the page is not there, is too large, or was asked for too often."""
        key = str(sighting["document"])
        self._times[key] = self._times.get(key, 0) + 1
        if self._times[key] > _MOST_OF_A_PAGE:
            return []
        page = self._read(key)
        if page is None or len(page.text) > _LONGEST_PAGE:
            return []
        try:
            return list(_shown(source_lines(page, sighting["locator"]), question, answer))
        except (NothingThere, LookupError, ValueError, RecursionError):  # no page may stop a release
            return []

    def _read(self, key: str) -> Page | None:
        if self._page[0] != key:
            row = self._documents.get(key)
            found = reread_document(self._folders, row) if row and is_small(self._folders, row["path"]) else None
            self._page = (key, found if isinstance(found, Page) else None)
        return self._page[1]


def _shown(lines: Sequence[Line], question: str, answer: str) -> Iterator[Shown]:
    """The lines of a pair, as many as a screen shows, with its words marked."""
    words = _Words(question, answer)
    left = _LONGEST
    for line in lines:
        text = line.text if len(line.text) <= _LONGEST_LINE else line.text[:_LONGEST_LINE].rstrip() + " …"
        yield Shown(line.number, words.mark(text) if line.is_evidence else [(_PLAIN, text)])
        left -= len(text)
        if left < 0:
            yield Shown(None, [(_PLAIN, "…")])
            return


class _Words:
    """The words of a question and its answer, looked for on a page in their order."""

    def __init__(self, question: str, answer: str) -> None:
        sides = ((QUESTION, question), (ANSWER, answer))
        self._words = [(side, word) for side, text in sides for word in _TOKEN.findall(text.casefold())]
        self._at = 0

    def mark(self, line: str) -> list[Part]:
        """Return a line in parts: from the first to the last word of the question, and of the answer."""
        places: dict[str, list[int]] = {}
        for token in _TOKEN.finditer(line):
            if not token.group().startswith(("<", "&")) and (side := self._side(token.group().casefold())):
                places.setdefault(side, [token.start(), token.end()])[1] = token.end()
        return list(_cut(line, sorted((start, end, side) for side, (start, end) in places.items())))

    def _side(self, word: str) -> str:
        """Whether a word of the page is the next one of the question or of the answer."""
        for ahead in range(self._at, min(self._at + _AHEAD, len(self._words))):
            if self._words[ahead][1] == word:
                self._at = ahead + 1
                return self._words[ahead][0]
        return _PLAIN


def _cut(line: str, places: Sequence[tuple[int, int, str]]) -> Iterator[Part]:
    last = 0
    for start, end, side in places:
        start = max(start, last)
        end = max(_closed(line, end), start)
        yield from ((kind, text) for kind, text in ((_PLAIN, line[last:start]), (side, line[start:end])) if text)
        last = end
    if line[last:]:
        yield _PLAIN, line[last:]


def _closed(line: str, end: int) -> int:
    """The end of a sentence whose last word ends here: its sign is part of it."""
    while end < len(line) and line[end] in "?!.…。？！\"'”’)":
        end += 1
    return end
