"""A long pasted text -> the rows of its pairs, window by window: no more of either is in memory.

The result is that of `read_document`. A text that was not pasted, or whose encoding or layout only the whole shows, is
left to that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

import pyarrow as pa

from ..engine.spool import Spool
from ..ingest.files import RawFile, read_start, why_not
from ..parse.decode import SAMPLE, page_in_utf8, utf8_pieces
from ..parse.extract import with_unlisted_host
from ..parse.formats.attribution.windows import Found, NeedsWhole, OtherGap, read_windows
from ..parse.page import Page
from ..parse.rights import Rights, rights_of
from ..schema import TEXT, Document, Rejected, Removed
from ..web.optouts import site_file
from .page import Totals, check_all, with_rights
from .screening import screened, screened_rights
from .seen import SEEN_IN_FILES, Seen
from .settings import Rules

LEAST_BYTES = 4_000_000
"""Of a long text (chosen): to read a shorter one takes less memory than a run does later."""
WINDOW_BYTES = 500_000
"""Of a window (chosen), or a few more: some 1,200 pairs, a twentieth of a second of work, and 10 MB."""


Pieces = Callable[[int], Iterable[bytes]]
"""Gives the bytes of a text in pieces of a size, as often as it is called."""


def is_long(document: Document) -> bool:
    """Whether a document is a text that is read window by window, if it was pasted."""
    return document.media_type == TEXT and len(document.content) >= LEAST_BYTES and not document.is_truncated


def start_of_long(file: RawFile) -> Document | None:
    """Return a file that holds such a text as a document with its first bytes alone; None for any other file.

    Raises ChangedWhileReading.
    """
    if not file.sha256 or file.size < LEAST_BYTES or not file.is_plain_text or why_not(file):
        return None
    start = read_start(file, SAMPLE)
    return None if site_file(start.url) else start


def pieces_of(content: bytes) -> Pieces:
    """Return the bytes of a text in pieces."""
    return lambda size: (content[at : at + size] for at in range(0, len(content), size))


def read_long_text(
    document: Document, pieces: Pieces, rules: Rules, file: str, beat: Callable[[], object]
) -> LongText | None:
    """Return what a long text holds; None where it was not pasted, or must be read as a whole.

    `pieces` are its bytes; the document need not have more than the first of them. `file` is the key of its raw file.
    `beat` is called after each window: the limits of a page are for a window.
    """
    page = page_in_utf8(document)
    wide_gap: int | None = None
    while page:
        text = LongText(page, rules, file)
        try:
            for found in read_windows(utf8_pieces(pieces(WINDOW_BYTES)), wide_gap):
                text.add(found)
                beat()
            return text
        except OtherGap as other:
            wide_gap = other.wide_gap
        except (NeedsWhole, UnicodeDecodeError, MemoryError):
            return None
    return None


class LongText:
    """What was read of a long text so far; the rows of its first pairs are on the disk."""

    def __init__(self, page: Page, rules: Rules, file: str) -> None:
        self.removed: list[Removed] = []
        self._seen = Seen()
        self._before: Spool | None = None
        self._page, self._rules, self._file = page, rules, file
        self._rights = screened_rights(rights_of(page), rules.screen)
        self._rejected: tuple[list[Rejected], ...] = ([], [], [])
        self._boilerplate: Counter[str] = Counter()
        self._candidates = self._pairs = 0

    def add(self, found: Found) -> None:
        """Add what was found in the next window. Its pairs are of one format, which gives no pair in two ways."""
        candidates = with_unlisted_host(found.candidates, self._page)
        unread = screened(found.rejected, self._rules.screen, self.removed)
        checked = check_all(candidates, self._page.document, self._rules, self.removed)
        self._seen.add(with_rights(checked.pairs, self._rights), self._file)
        for rows in self._seen.take_packed():
            self._before = self._before or Spool(SEEN_IN_FILES)
            self._before.write(rows)
        for all, new in zip(self._rejected, (unread, checked.rejected, checked.refused), strict=True):
            all.extend(new)
        self._boilerplate.update(found.boilerplate)
        self._candidates += len(candidates)
        self._pairs += len(checked.pairs)

    def seen(self) -> Iterator[pa.Table]:
        """Yield the rows of its pairs in pieces, the last of them once."""
        yield from self._before.read() if self._before else ()
        yield self._seen.finish()

    @property
    def rejected(self) -> list[Rejected]:
        """What was rejected, in the order of a page that is read as a whole: by the format, and then by each check."""
        return [each for rejected in self._rejected for each in rejected]

    @property
    def totals(self) -> Totals:
        """How much it holds."""
        rights = self._rights if self._candidates else Rights()
        return Totals(self._page, self._candidates, self._pairs, len(self.rejected), self._boilerplate, rights)
