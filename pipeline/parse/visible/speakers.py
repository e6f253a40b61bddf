"""The speakers of an interview: names before a colon that open line after line, and which of them asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ...text.marks import END_MARKS
from .flat import Flat
from .labels import is_answer_label, is_question_label

_LONGEST_NAME = 40  # characters (chosen)
_MOST_WORDS = 5
_FEWEST_TURNS = 2  # of a speaker (chosen): a word before a colon that comes once is a topic
_MOST_SPEAKERS = 8
_COLONS = (":", "\uff1a")


class Speakers:
    """The names that open the lines of a page."""

    def __init__(self, shown: Flat) -> None:
        turns: Counter[str] = Counter()
        asked: Counter[str] = Counter()
        for name, asks in _turns(shown):
            turns[name] += 1
            asked[name] += asks
        names = [name for name, count in turns.items() if count >= _FEWEST_TURNS]
        asking = [name for name in names if asked[name] >= _FEWEST_TURNS and 2 * asked[name] >= turns[name]]
        is_interview = 2 <= len(names) <= _MOST_SPEAKERS and len(asking) == 1
        self.names = frozenset(names) if is_interview else frozenset()
        """All who speak, as the page writes them; nobody where it is no interview."""
        self.asker = asking[0] if is_interview else None
        """Who asks."""


def _turns(shown: Flat) -> Iterator[tuple[str, bool]]:
    """Yield the name that opens a line in an element of its own, and whether the line asks."""
    for first, end in zip(shown.starts, shown.starts[1:], strict=False):
        if first + 1 < end and shown.shows_only(shown.holders[first], first, first + 1) and _is_name(shown, first):
            yield shown.texts[first], shown.texts[end - 1].endswith(tuple(END_MARKS))


def _is_name(shown: Flat, piece: int) -> bool:
    text = shown.texts[piece]
    if not text.endswith(_COLONS) or len(text) > _LONGEST_NAME or text.count(" ") > _MOST_WORDS:
        return False
    return text[:1].isalpha() and not is_question_label(text) and not is_answer_label(text)
