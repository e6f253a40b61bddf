"""What a page has at the place of a pair, with the words of question and answer marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, NamedTuple

from ...engine import heartbeat
from ...engine.errors import WorkerDied
from ...engine.limits import Limits
from ...engine.worker import Job
from ...engine.workers import WorkerPool
from ...ingest.names import path_of, places_of
from ...parse.locators import NothingThere
from ...parse.page import Page
from ...run.guarded import is_harmless
from ...schema import TEXT
from ...text.patterns import pattern
from ...validate.personal_data.kinds import Treatment
from ..hidden_lines import released_lines
from ..reread import reread_document
from ..shown_lines import Line
from ..source_lines import source_lines
from .at_hand import is_small

_LONGEST_PAGE = 300_000  # characters of a page that is read again for a report, chosen: a larger one takes seconds
_MOST_OF_A_PAGE = 30  # pairs of a page that are looked up, chosen: each reads the page once more
_LIMITS = Limits(seconds=5.0)  # of a page, chosen: one that is read again takes some 5 ms for each pair
_MOST_ENDED = 5  # pages that took longer, chosen: then the report waits no more
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


class Asked(NamedTuple):
    """A pair whose lines are looked for, in the words of its page."""

    document: str
    locator: str
    question: str
    answer: str


class _Wanted(NamedTuple):
    """A page, and which of the pairs are on it."""

    row: Mapping[str, Any]
    """Of the table `documents`."""
    numbers: list[int]
    pairs: list[Asked]


def snippets(
    folders: Sequence[Path],
    documents: Mapping[str, Mapping[str, Any]],
    asked: Sequence[Asked],
    pii: str = Treatment.FLAG,
) -> list[list[Shown]]:
    """Return the lines of each pair: none where its page is not there, is too large, or was asked for too often.

    `documents` has the row of each document by its key. A page that may take long is read in a worker, which is ended
    when it does: then it has no lines. After some such pages no more of them are read. `pii` says what became of
    personal data.
    """
    found: list[list[Shown]] = [[] for _ in asked]
    pages = [page for page in _pages(asked, documents) if is_small(folders, page.row["path"])]
    here = [page for page in pages if _is_harmless(folders, page.row)]
    read = [(page, _lines_of_page(folders, page, pii)) for page in here]
    for page, lines in (*read, *_guarded(folders, [page for page in pages if page not in here], pii)):
        for number, shown in zip(page.numbers, lines, strict=True):
            found[number] = shown
    return found


def _pages(asked: Sequence[Asked], documents: Mapping[str, Mapping[str, Any]]) -> Iterable[_Wanted]:
    pages: dict[str, _Wanted] = {}
    for number, pair in enumerate(asked):
        if pair.document in documents:
            page = pages.setdefault(pair.document, _Wanted(documents[pair.document], [], []))
            if len(page.numbers) < _MOST_OF_A_PAGE:
                page.numbers.append(number)
                page.pairs.append(pair)
    return pages.values()


def _is_harmless(folders: Sequence[Path], row: Mapping[str, Any]) -> bool:
    """Whether a page is read in no time: a short text in a file of its own."""
    files = [path_of(place.folder, row["path"]) for place in places_of(folders, row["path"])]
    return row["media_type"] == TEXT and any(
        file.is_file() and is_harmless(file.stat().st_size, _LIMITS) for file in files
    )


def _guarded(
    folders: Sequence[Path], pages: Sequence[_Wanted], pii: str
) -> Iterator[tuple[_Wanted, list[list[Shown]]]]:
    """Yield pages with their lines as a worker reads them, without those for which it had to be ended."""
    if not pages:
        return
    ended = 0
    jobs = [Job(_in_worker, (folders, page, pii)) for page in pages]
    with closing(WorkerPool(1, _LIMITS)) as pool, suppress(WorkerDied):  # no page may stop a release
        for number, lines in pool.run("report", jobs):
            if isinstance(lines, list):
                yield pages[number], lines
            elif (ended := ended + 1) == _MOST_ENDED:
                return


def _in_worker(folders: Sequence[Path], page: _Wanted, pii: str) -> list[list[Shown]] | None:
    return None if heartbeat.start_item(0) else _lines_of_page(folders, page, pii)


def _lines_of_page(folders: Sequence[Path], wanted: _Wanted, pii: str) -> list[list[Shown]]:
    page = reread_document(folders, wanted.row)
    if not isinstance(page, Page) or len(page.text) > _LONGEST_PAGE:
        return [[] for _ in wanted.pairs]
    return [_lines_of_pair(page, pair, pii) for pair in wanted.pairs]


def _lines_of_pair(page: Page, pair: Asked, pii: str) -> list[Shown]:
    try:
        lines = released_lines(source_lines(page, pair.locator), pii, pair.question, pair.answer)
        return list(_shown(lines, pair.question, pair.answer))
    except (NothingThere, LookupError, ValueError, TypeError, RecursionError):  # no page may stop a release
        return []


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
