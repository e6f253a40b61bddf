"""What stands between a title that asks and the first of some blocks: sentences, labels, counts."""

from __future__ import annotations

from itertools import islice

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
    lines = _lines_between(shown, asked_end, first.first)
    counts = filter(_NUMBER.search, shown.texts[asked_end : first.first])
    labels = (text for text in (*lines, *counts) if len(text) <= names.LONGEST_SIGN)
    around = (first.top, *islice(shown.ancestors(first.top), _MOST_LEVELS))
    return (
        any(map(_is_prose, lines))
        and not any(map(names.says_answer, labels))
        and not names.names_answer(" ".join(shown.classes[each] for each in around))
    )


def has_prose(shown: Flat, first: int, end: int) -> bool:
    """Whether sentences are among some pieces."""
    return any(map(_is_prose, _lines_between(shown, first, end)))


def _lines_between(shown: Flat, first: int, end: int) -> list[str]:
    """What each line of some pieces says from the first of these on that is no link, the last line first."""
    pieces = {shown.line_of[at]: at for at in reversed(range(first, end)) if not is_link(shown, at)}
    return [*map(shown.rest_of_line, pieces.values())]


def _is_prose(line: str) -> bool:
    if line.endswith(_SENTENCE_ENDS):
        return True
    if len(line) <= names.LONGEST_SIGN and _NUMBER.search(line):  # `2 answers, 312 views`
        return False
    shortest = _SHORTEST_DENSE_PROSE if _DENSE.search(line) else _SHORTEST_PROSE
    return len(line) >= shortest
