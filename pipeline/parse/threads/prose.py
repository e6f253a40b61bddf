"""What stands between a title that asks and the first of some blocks: sentences, labels, counts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from ...text.marks import FULL_STOPS
from ...text.patterns import pattern
from ..visible.flat import Flat
from . import names
from .blocks import Block, is_link

_SHORTEST_PROSE = 25  # characters (chosen) of a line that says something
_SENTENCE_ENDS = (*FULL_STOPS, "!", "\uff01")
_SHORTEST_DENSE_PROSE = 12  # the same in scripts without blanks
_DENSE = pattern("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_NUMBER = pattern(r"\d")
_MOST_LEVELS = 12  # (chosen) of elements around a block by which it may be called


def are_comments_of_article(shown: Flat, asked_end: int, first: Block) -> bool:
    """Whether sentences stand between a title and the first of some blocks, and nothing calls these answers.

    It is a look at what most pages with a title that asks are, before their comments are read.
    """
    around = (first.top, *islice(shown.ancestors(first.top), _MOST_LEVELS))
    if names.names_answer(" ".join(shown.classes[each] for each in around)):
        return False
    return has_prose(shown, asked_end, first.first) and not _counts_answers(shown, asked_end, first.first)


def _counts_answers(shown: Flat, first: int, end: int) -> bool:
    """Whether a short line of some pieces, or a piece with a number, speaks of answers: `2 answers`."""
    counts = filter(_NUMBER.search, shown.texts[first:end])
    labels = (text for text in chain(_lines_between(shown, first, end), counts) if len(text) <= names.LONGEST_SIGN)
    return any(map(names.says_answer, labels))


def has_prose(shown: Flat, first: int, end: int) -> bool:
    """Whether sentences are among some pieces."""
    return any(map(_is_prose, _lines_between(shown, first, end)))


def _lines_between(shown: Flat, first: int, end: int) -> Iterator[str]:
    """Yield what each line of some pieces says from the first of these on that is no link, the last line first."""
    while first < end:
        start = max(first, shown.line_start(end - 1))
        own = next((piece for piece in range(start, end) if not is_link(shown, piece)), None)
        if own is not None:
            yield shown.rest_of_line(own)
        end = start


def _is_prose(line: str) -> bool:
    if line.endswith(_SENTENCE_ENDS):
        return True
    if len(line) <= names.LONGEST_SIGN and _NUMBER.search(line):  # `2 answers, 312 views`
        return False
    shortest = _SHORTEST_DENSE_PROSE if _DENSE.search(line) else _SHORTEST_PROSE
    return len(line) >= shortest
