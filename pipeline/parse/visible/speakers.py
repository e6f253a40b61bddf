"""Who speaks on a page: names or letters that open line after line, and which of them asks.

So read interviews (`Times: ...?`, `Lind: ...`), and labels in any language (`P: ...?`, `R: ...`); a letter may also
open the answers alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...text.marks import has_mark_at_end
from ...text.patterns import LETTER, pattern
from .flat import Flat

_NAME = pattern(
    r"(?:[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]? +)?"
    rf"[\[(]?(?P<name>{LETTER}{{1,20}}(?:[ '\u2019.-]{{1,2}}{LETTER}{{1,20}}){{0,3}})\.?"
    r"(?: ?(?:n[o\u00b0\u00ba]\.?|\u2116|#) ?)?[ .-]?\d{0,3} ?[\])]?"
    r" ?(?:[:\uff1a.)>/]|[-\u2013\u2014](?= )){1,2}(?:(?P<text>\s+(?=\S))|$)"
)
"""`Times:`, `Le Courrier :`, `P:`, `[00:12] Ida:`, `Question n° 1 -`, at the start of a line."""
_ANSWERING = pattern(r"([^\W\d_]) ?[:\uff1a](?:\s|$)")
_FEWEST_LETTERS = 3  # answers (chosen) that one letter opens, where none opens the questions
LONGEST_NAME = 50  # characters (chosen) of a name with what follows it
_FEWEST_TURNS = 2  # of a speaker (chosen): a word before a colon that comes once is a topic
_MOST_SPEAKERS = 8
_MOST = 2 / 3  # share of questions (chosen) that another speaker answers before the next one


class Speakers:
    """The names and letters that open the lines of a page where one asks and others answer; none on other pages."""

    def __init__(self, shown: Flat) -> None:
        turns = list(_turns(shown)) if _some_name_asks(shown) else []
        counts = Counter(name for name, _ in turns)
        asked = Counter(name for name, asks in turns if asks)
        names = {name for name, count in counts.items() if count >= _FEWEST_TURNS}
        asking = [name for name in names if asked[name] >= _FEWEST_TURNS and 2 * asked[name] >= counts[name]]
        is_talk = 2 <= len(names) <= _MOST_SPEAKERS and len(asking) == 1 and _are_answered(turns, asking[0], names)
        self._names = names if is_talk else _answering(shown)
        self._asker = asking[0] if is_talk else None

    def words(self, text: str) -> int:
        """Return how many words the name has that opens a text: 0 where no speaker does."""
        found = _opening(text) if self._names else None
        return found[1] if found and found[0] in self._names else 0

    def asks(self, text: str) -> bool:
        """Whether the speaker who asks opens a text."""
        found = _opening(text) if self._names else None
        return found is not None and found[0] == self._asker


def _some_name_asks(shown: Flat) -> bool:
    """Whether one name opens several lines that end with a question mark: so it is on few pages."""
    asking = (shown.texts[first] for first, end in pairwise(shown.starts) if has_mark_at_end(shown.texts[end - 1]))
    names = Counter(found[0] for text in asking if (found := _opening(text)))
    return max(names.values(), default=0) >= _FEWEST_TURNS


def _answering(shown: Flat) -> set[str]:
    """The letter that opens line after line, mostly right below a question mark: `R: ...`; empty where none does.

    Where other letters open answers as well, these are choices of a quiz: `B: Rome`.
    """
    letters: Counter[str] = Counter()
    below: Counter[str] = Counter()
    for first in shown.starts[1:-1]:
        if match := _ANSWERING.match(shown.texts[first]):
            letter = match[1].casefold()
            letters[letter] += 1
            below[letter] += has_mark_at_end(shown.texts[first - 1])
    least = _MOST * below.total()
    return {
        letter
        for letter, count in letters.items()
        if count >= _FEWEST_LETTERS and below[letter] >= max(_MOST * count, least)
    }


def _turns(shown: Flat) -> Iterator[tuple[str, bool]]:
    """Yield the name that opens a line, and whether the line asks."""
    for first, end in pairwise(shown.starts):
        found = _opening(shown.texts[first])
        if found and (end > first + 1 or found[2]):
            yield found[0], has_mark_at_end(shown.texts[end - 1])


def _opening(text: str) -> tuple[str, int, bool] | None:
    """The name that opens a text, how many words it has with its number, and whether more follows."""
    match = _NAME.match(text[:LONGEST_NAME])
    if match is None:
        return None
    return match["name"].casefold(), len(match[0].split()), match["text"] is not None


def _are_answered(turns: Sequence[tuple[str, bool]], asker: str, names: set[str]) -> bool:
    """Whether others mostly speak between two turns of the one who asks."""
    own = [name for name, _ in turns if name in names]
    asked = sum(name == asker for name in own)
    answered = sum(one == asker != other for one, other in pairwise(own))
    return answered >= _MOST * asked
