"""Words that were taken down -> where else they stand word for word: in notes, in records and members of no page."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterable

from ahocorasick_rs import MATCHKIND_STANDARD, AhoCorasick

from ..ingest.documents import is_gzip, media_type_of, unpacked
from ..ingest.warc.body import decode_body
from ..ingest.warc.head import read_head
from ..schema import CONTAINERS, HTML, PRINTED, Rejected
from ..text.patterns import pattern
from .blank import Words, blank, fold

_LONG = 24  # letters and digits (chosen) of words that are looked for in all files, whatever they are
_HEAD_BYTES = 1 << 16  # chosen: the HTTP head of a response must end within them
_OF_NO_WORDS = pattern(rb"^content-type:[ \t]*(?:image|audio|video|font)/", re.IGNORECASE | re.MULTILINE)
_MARKED = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
"""How a text begins that says that it is UTF-16."""

Kept = Callable[[], Iterable[str]]
"""Returns the questions and answers that stay, where a file is a page."""


class Sought:
    """Words that were taken down, to be looked for in whatever may repeat them."""

    def __init__(self, words: Iterable[Words] = ()) -> None:
        self._by_answer: dict[str, list[Words]] = {}
        for each in words:
            if len(answer := fold(each.answer)) >= _LONG:
                self._by_answer.setdefault(answer, []).append(each)
        self._answers = [*self._by_answer]
        self._finder = AhoCorasick(self._answers, matchkind=MATCHKIND_STANDARD)

    def __bool__(self) -> bool:
        return bool(self._answers)

    def within(self, text: str) -> list[Words]:
        """Return those that stand in a text word for word: the answer, or the passage."""
        found = self._finder.find_matches_as_indexes(fold(text), overlapping=True) if self else []
        return [
            words
            for number in dict.fromkeys(at for at, _, _ in found)
            for words in self._by_answer[self._answers[number]]
        ]

    def are_in(self, read: Callable[[], bytes]) -> bool:
        """Whether a record of an archive holds any: an HTTP response, or something else."""
        block = read() if self else b""
        if _OF_NO_WORDS.search(block[:_HEAD_BYTES]):
            return False
        head = read_head(block[:_HEAD_BYTES]) if block.startswith(b"HTTP/") else None
        body = decode_body(block[head.length :], head.codings).content if head else block
        return bool(self.within(_text(body)[0]))


def swept(name: str, content: bytes, sought: Sought, kept: Kept = tuple) -> bytes:
    """Return the bytes of a file of some name with what it repeats blacked out; the same where it repeats nothing."""
    page = unpacked(name, content)
    if isinstance(page, Rejected) or media_type_of(name) in (*CONTAINERS, *PRINTED):
        return content
    text, encoding = _text(page)
    words = sought.within(text)
    if not words:
        return content
    now = blank(text, words, [*kept()], HTML).encode(encoding, "surrogateescape")
    return gzip.compress(now, mtime=0) if is_gzip(name) else now


def _text(content: bytes) -> tuple[str, str]:
    """Some bytes as text, whatever they are, and the encoding that gives them again."""
    encoding = next((encoding for mark, encoding in _MARKED if content.startswith(mark)), "utf-8")
    text = content.decode(encoding, "surrogateescape" if encoding == "utf-8" else "surrogatepass")
    return text, encoding
