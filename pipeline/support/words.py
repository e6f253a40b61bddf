"""A text as the words that are compared, each with its place, and where its sentences begin."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise

from ..text.fingerprint import UNSPACED_LETTER, fingerprint
from ..text.labels import answer_label_end
from ..text.lists import LIST_ITEM
from ..text.marks import END_MARKS
from ..text.patterns import pattern

_ITEM = pattern(rf"^[ \t]*(?:{LIST_ITEM.pattern})", re.MULTILINE)
_FOOTNOTE = pattern(r"(?<=[.!?\u3002])(?:\[\d{1,3}\]|[\u00b9\u00b2\u00b3\u2070-\u2079])+(?!\w)")
_LETTER = UNSPACED_LETTER.pattern
_APART = "()\\[\\]{}\u201c\u201d\u201e\u00ab\u00bb\u2026|\u3000-\u3004\u3008-\u3020\uff01\uff0c\uff0e\uff1a-\uff1f"
_PIECE = pattern(rf"{_LETTER}|[^\s{_LETTER[1:-1]}{_APART}]+")
_AROUND = pattern(r"(?:\.{2,}|[\"'*_\u2018\u2019\u00bf\u00a1,;:!?])+")
_AFTER = f".,;:!?\"'*_\u2018\u2019\u0589\u0964\u06d4\u1362{END_MARKS}"
_PARAGRAPH = pattern(r"\n\s*\n")
_ENDS = frozenset(f".!\u0589\u0964\u06d4\u1362{END_MARKS}")
"""The marks that end a sentence where a space comes after them, or after other marks."""
_MARKS = pattern(r"[^\w\s]+(\s?)")
_SENTENCE_GAP = pattern(r"\u2026\s|[\u3002\uff01\uff1f\uff61]|[.!?][\"'\u2019\u201d)\]]*[(\[\u201c]")
_LONGEST_LABEL = 12  # characters (chosen): `Answer: `
_MOST_PLACES = 200  # of the same words on a page (chosen) that are looked at


@lru_cache(maxsize=1 << 16)
def _words_in(piece: str) -> tuple[str, ...]:
    return tuple(fingerprint(piece).split())


class Words:
    """A text as words in one form for comparing; the numbers and bullets of lists, and footnote marks, are none."""

    def __init__(self, text: str, shown: str | None = None) -> None:
        """`shown` is the text as readers see it, of the same length, where another is compared."""
        self.text = text
        self.shown = text if shown is None else shown
        self.plain, self._numbers = _without_marks(text)
        self.words: list[str] = []
        self.starts: list[int] = []
        """Where the piece of text begins that each word is in."""
        self.ends: list[int] = []
        for match in _PIECE.finditer(self.plain):
            start, end = _trimmed(self.plain, *match.span())
            for word in _words_in(self.plain[start:end]):
                self.words.append(word)
                self.starts.append(start)
                self.ends.append(end)

    def __len__(self) -> int:
        return len(self.words)

    def word(self, at: int) -> str:
        """Return a word; empty after the last."""
        return self.words[at] if at < len(self) else ""

    def gap_before(self, at: int) -> str:
        """Return what stands between a word and the one before; after the last word, all that follows."""
        start = self.ends[at - 1] if at else 0
        return self.text[start : self.starts[at] if at < len(self) else len(self.text)]

    def begins(self, at: int) -> bool:
        """Whether a sentence, a paragraph, an item or a cell begins with a word; also the end of the text does."""
        if at in (0, len(self)):
            return True
        if self.starts[at] < self.ends[at - 1]:
            return False
        gap, start = self.gap_before(at), self.starts[at]
        if "|" in gap or _PARAGRAPH.search(gap) or gap != self.plain[self.ends[at - 1] : start]:
            return True
        first = self.text[start]
        if first.islower():
            return False
        is_apart = UNSPACED_LETTER.match(first) is not None and any(map(str.isspace, gap))
        return is_apart or "\n" in gap or _ends_sentence(gap) or self._is_labelled(start)

    def asks(self, stop: int) -> bool:
        """Whether what ends before a word ends with a question mark."""
        return any(mark in self.gap_before(stop).split("\n")[0] for mark in END_MARKS)

    def number_before(self, at: int) -> tuple[str, bool]:
        """Return the number of the item that begins with a word, empty without one; and whether it is one of a list."""
        return self._numbers.get(self.starts[at], ("", False))

    def places_of(self, words: Sequence[str]) -> Iterator[int]:
        """Yield where these words stand one after the other."""
        sought = f" {' '.join(words)} "
        found = self._joined.find(sought)
        for _ in range(_MOST_PLACES):
            if found < 0:
                return
            yield bisect_left(self._offsets, found)
            found = self._joined.find(sought, found + 1)

    @cached_property
    def positions(self) -> defaultdict[str, list[int]]:
        """Where each word stands."""
        positions: defaultdict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self.words):
            positions[word].append(at)
        return positions

    @cached_property
    def _joined(self) -> str:
        return f" {' '.join(self.words)} "

    @cached_property
    def _offsets(self) -> list[int]:
        return [0, *accumulate(len(word) + 1 for word in self.words)]

    def _is_labelled(self, start: int) -> bool:
        """Whether `A:` or its like opens the line before a place."""
        line = self.text.rfind("\n", 0, start) + 1
        return 0 < start - line <= _LONGEST_LABEL and answer_label_end(self.text[line : start + 1]) == start - line


def _ends_sentence(gap: str) -> bool:
    """Whether what stands between two words ends a sentence."""
    is_ended = any(marks[1] and not _ENDS.isdisjoint(marks[0]) for marks in _MARKS.finditer(gap))
    return is_ended or _SENTENCE_GAP.search(gap) is not None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A piece without the punctuation around it."""
    before = _AROUND.match(text, start, end)
    start = before.end() if before else start
    return start, start + len(text[start:end].rstrip(_AFTER))


def _without_marks(text: str) -> tuple[str, dict[int, tuple[str, bool]]]:
    """A text of the same length without the marks of items and footnotes; the number of the item at each place."""
    items = [(match.end(), match["number"]) for match in _ITEM.finditer(text) if match["number"]]
    in_series = {
        place
        for (start, number), (following, next_number) in pairwise(items)
        if int(next_number) == int(number) + 1
        for place in (start, following)
    }
    plain = _FOOTNOTE.sub(_blank, _ITEM.sub(_blank, text))
    return plain, {place: (number, place in in_series) for place, number in items}


def _blank(match: re.Match[str]) -> str:
    return "".join("\n" if char == "\n" else " " for char in match[0])
