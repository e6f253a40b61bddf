"""Who speaks on a page: names or letters that open line after line, and which of them asks.

So read interviews (`Times: ...?`, `Lind: ...`), and labels in any language (`P: ...?`, `R: ...`); a letter may also
open the answers alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, takewhile
from re import Match

from ...text.marks import has_mark_at_end
from ...text.patterns import LETTER, pattern
from ...text.speakers import FEWEST_ANSWERS, asked_by_several, salutations, short_names
from .flat import Flat
from .labels import COLONS, is_answer_label, is_question_label, names_answer_in_words

_SURNAME = r"[^\W\d_a-z]\S{0,20} ?"
_INITIAL = rf"{LETTER}(?=\.\s(?!(?:{_SURNAME}){{1,2}}[:\uff1a]))"
"""The letter before `R. Twenty euros.`; in `J. Moss: ...` it is one of a name."""
_WORDS = rf"{LETTER}{{1,20}}(?:[ ,'\u2019.-]{{1,2}}{LETTER}{{1,20}}){{0,3}}"
_HOUR = r"[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?"
_TIME = pattern(_HOUR)
_MOST_PIECES = 3  # of a line with a name and a time: `Ida (`, the time as a link, `):`
_TIMED_HEAD = pattern(rf"(?P<name>{_WORDS}) [\[(]{_HOUR}[\])]:?")
_ENDS_TIMED_HEAD = (")", "]", "):", "]:")
_OPENS_TIME = frozenset("[(0123456789")
_NUMBER = r"\d{1,3}(?:[.)]| ?[-\u2013\u2014])"
"""The number of a question before its letter, as in a catechism."""
_NAME = pattern(
    rf"(?:{_HOUR} +|{_NUMBER} )?"
    rf"[\[(]?(?P<name>{_INITIAL}|{_WORDS})\.?"
    r"(?: \([^()]{1,25}\))?"
    r"(?: ?(?:n[o\u00b0\u00ba]\.?|\u2116|#) ?)?[ .-]?\d{0,3} ?[\])]?"
    r" ?(?:[:\uff1a.)>/]|[-\u2013\u2014](?= )){1,2}(?:(?P<text>\s+(?=\S))|$)"
)
"""`Times:`, `Le Courrier :`, `P:`, `Ms Adler (North):`, `[00:12] Ida:`, `Question n° 1 -`, `7. D.`, before a text."""
_ENDS_NAME = pattern("[:\uff1a.)>/\u2013\u2014-]")
"""What ends such a name; a line without any has none."""
_TITLES = frozenset("dt th h2 h3 h4 h5 h6 b strong cite".split())
"""Elements in which a name stands alone above what is said."""
_ANSWERING = pattern(rf"(?P<name>{_WORDS}) ?[:\uff1a](?:\s|$)")
_FEWEST_LETTERS = 3  # answers (chosen) that one letter or name opens, where none opens the questions
LONGEST_NAME = 50  # characters (chosen) of a name with what follows it
_FEWEST_TURNS = 2  # of a speaker (chosen): a word before a colon that comes once is a topic
_MOST_SPEAKERS = 8
_MOST = 2 / 3  # share of questions (chosen) that another speaker answers before the next one


class Speakers:
    """The names and letters that open the lines of a page where one asks and others answer; none on other pages."""

    def __init__(self, shown: Flat) -> None:
        turns = list(_turns(shown)) if _some_name_asks(shown) else []
        called = [name for name, _ in turns]
        short = salutations(called) | short_names(called)
        turns = [(short.get(name, name), asks) for name, asks in turns]
        counts = Counter(name for name, _ in turns)
        asked = Counter(name for name, asks in turns if asks)
        names = {name for name, count in counts.items() if count >= _FEWEST_TURNS}
        asking = {name for name in names if asked[name] >= _FEWEST_TURNS and 2 * asked[name] >= counts[name]}
        answering = {other for (one, asks), (other, _) in pairwise(turns) if asks and one in asking}
        if answering & (names - asking):
            names |= answering  # a guest may speak only once
        is_talk = 2 <= len(names) <= _MOST_SPEAKERS and _are_answered(turns, asking, names)
        if not is_talk:
            asking, names = asked_by_several(turns)
        self._shown = shown
        self._names = _with_full(names, short) or _answering(shown)
        self._asking = _with_full(asking, short) if names else set()
        self._hosts = set() if is_talk else _before_first(turns, asking) - names

    @property
    def are_known(self) -> bool:
        """Whether there are any."""
        return bool(self._names)

    def words(self, piece: int) -> int:
        """Return how many words the name has that opens a line with a piece of text: 0 where no speaker does."""
        found = _opening(self._shown, piece) if self._names else None
        return found[1] if found and found[0] in self._names else 0

    def asks(self, piece: int) -> bool:
        """Whether a speaker who asks opens a line with a piece of text."""
        found = _opening(self._shown, piece) if self._asking else None
        return found is not None and found[0] in self._asking

    def is_alone(self, piece: int) -> bool:
        """Whether the name of a speaker, and a time, is all that the line of a piece says."""
        found = _opening(self._shown, piece) if self._names else None
        return found is not None and found[0] in self._names and not found[2]

    def start_of_host(self, start: int, stop: int) -> int:
        """Return where some pieces end: before a line of a host, who also speaks before all those who ask."""
        shown = self._shown
        lines = range(shown.line_of[start] + 1, shown.line_of[stop - 1] + 1) if self._hosts and start < stop else ()
        opened = ((shown.starts[line], _opening(shown, shown.starts[line])) for line in lines)
        return next((first for first, found in opened if found and found[0] in self._hosts), stop)

    def interviews(self, piece: int) -> bool:
        """Whether a speaker with a name, not a `Q`, opens a line with a piece of text and asks."""
        return self.asks(piece) and not is_question_label(self._shown.texts[piece].partition(":")[0])


def _before_first(turns: Sequence[tuple[str, bool]], asking: set[str]) -> set[str]:
    """The names of those who speak before the first one who asks, and again."""
    counts = Counter(name for name, _ in turns)
    opening = takewhile(lambda turn: turn[0] not in asking, turns if asking else ())
    return {name for name, _ in opening if counts[name] >= _FEWEST_TURNS}


def _with_full(names: set[str], short: Mapping[str, str]) -> set[str]:
    """Some names, with the full ones that these are short for."""
    return names | {full for full, name in short.items() if name in names}


def _some_name_asks(shown: Flat) -> bool:
    """Whether names open several lines that end with a question mark: so they do on few pages."""
    asking = (line for line, end in enumerate(shown.starts[1:]) if _asks(shown, end - 1))
    names = Counter(found[0] for line in asking if (found := _opening_of_turn(shown, line)))
    return max(names.values(), default=0) >= _FEWEST_TURNS or names.total() >= FEWEST_ANSWERS


def _asks(shown: Flat, piece: int) -> bool:
    """Whether a piece of text ends with a question mark."""
    return shown.marked[piece] and has_mark_at_end(shown.texts[piece])


def _opening_of_turn(shown: Flat, line: int) -> tuple[str, int, bool] | None:
    """The name that opens a line, or else the one that is the title above it."""
    found = _opening(shown, shown.starts[line])
    if found is not None or not line or not _is_title(shown, line - 1):
        return found
    return _opening(shown, shown.starts[line - 1])


def _is_title(shown: Flat, line: int) -> bool:
    """Whether a line is one piece in an element of a title, with a time behind it or not, or a name with its time."""
    first, end = shown.starts[line], shown.starts[line + 1]
    if shown.tags[shown.holders[first]] in _TITLES:
        return end == first + 1 or (end == first + 2 and _is_time(shown, end - 1))
    return _timed_head(shown, first, end) is not None


def _timed_head(shown: Flat, first: int, end: int) -> Match[str] | None:
    """The name and the time that are all of a line: `Ida Holm (00:37):`."""
    is_likely = end - first <= _MOST_PIECES and shown.texts[end - 1].endswith(_ENDS_TIMED_HEAD)
    return _TIMED_HEAD.fullmatch(shown.text(first, end)) if is_likely else None


def _titles_ask(shown: Flat) -> bool:
    """Whether several titles ask that no title comes before: those within their answers are no names of speakers."""
    lines = range(1, len(shown.starts) - 1)
    titles = (line for line in lines if _asks(shown, shown.starts[line]) and _is_title(shown, line))
    return sum(not _is_title(shown, line - 1) for line in titles) >= _FEWEST_TURNS


def _answering(shown: Flat) -> set[str]:
    """The letter or the name that opens line after line, mostly right below a question mark; empty where none does.

    Where others open answers as well, these are choices of a quiz (`B: Rome`) or topics. A name answers half of what
    is asked; a letter may be the label of some answers.
    """
    asked = [first for first in shown.starts[1:-1] if _asks(shown, first - 1)]
    below = Counter(filter(None, (_answerer(shown, first) for first in asked)))
    if max(below.values(), default=0) < _FEWEST_LETTERS:
        return set()
    lines = Counter(_answerer(shown, first) for first in shown.starts[1:-1])
    least = max(_FEWEST_LETTERS, _MOST * below.total())
    often = (name for name, count in below.items() if count >= max(least, _MOST * lines[name]))
    return {name for name in often if len(name) == 1 or 2 * below[name] >= len(asked)}


def _answerer(shown: Flat, first: int) -> str:
    """The letter before a colon that a line begins with; or the name, which is before words and none for `answer`."""
    text = shown.texts[first]
    if len(text) <= LONGEST_NAME and shown.is_followed_by(first, COLONS):
        text = shown.text(first, first + 2)
    match = None if text[0].islower() else _ANSWERING.match(text[:LONGEST_NAME])
    if match is None:
        return ""
    name, end = match["name"], match.end()
    is_label = names_answer_in_words(name) or is_answer_label(f"{name}:")
    is_name = len(shown.rest_of_line(first)) > end and not is_label
    return name.casefold() if is_name or len(name) == 1 else ""


def _turns(shown: Flat) -> Iterator[tuple[str, bool]]:
    """Yield the name that opens a line, or is the title above it, and whether the line asks."""
    may_be_title = not _titles_ask(shown)
    for line, (first, end) in enumerate(pairwise(shown.starts)):
        found = _opening(shown, first)
        if found and found[2]:
            yield found[0], has_mark_at_end(shown.texts[end - 1])
        elif found and may_be_title and end < len(shown.texts) and _is_title(shown, line):
            yield found[0], has_mark_at_end(shown.texts[shown.starts[line + 2] - 1])


def _opening(shown: Flat, first: int) -> tuple[str, int, bool] | None:
    """The name that opens a line, how many words it has with its number, and whether more follows."""
    text, end = shown.texts[first], first + 1
    if head := _timed_head(shown, first, shown.line_end(first)):
        return head["name"].casefold(), len(head[0].split()), False
    if _is_time(shown, first):
        return _timed(shown, first)
    if len(text) <= LONGEST_NAME and shown.is_followed_by(first, COLONS):
        end += 1
        text = shown.text(first, end)  # <b>Times</b>: ...
    match = _NAME.match(text[:LONGEST_NAME]) if _ENDS_NAME.search(text, 0, LONGEST_NAME) else None
    if match is None and _is_title(shown, shown.line_of[first]):
        match = _NAME.fullmatch(f"{text[:LONGEST_NAME]}:")
    if match is None:
        return None
    line_end = shown.line_end(first)
    end += end < line_end and _is_time(shown, end)
    return match["name"].casefold(), len(match[0].split()), match["text"] is not None or end < line_end


def _timed(shown: Flat, piece: int) -> tuple[str, int, bool] | None:
    """The name that comes before or behind a time on its line: `<a>[00:37]</a> <b>Ida:</b> ...`."""
    line = range(shown.line_start(piece), shown.line_end(piece))
    beside = (each for each in (piece - 1, piece + 1) if each in line and not _is_time(shown, each))
    found = next(filter(None, (_opening(shown, each) for each in beside)), None)
    return found and (found[0], 1, True)


def _is_time(shown: Flat, piece: int) -> bool:
    text = shown.texts[piece]
    return text[0] in _OPENS_TIME and _TIME.fullmatch(text) is not None


def _are_answered(turns: Sequence[tuple[str, bool]], asking: set[str], names: set[str]) -> bool:
    """Whether only one asks and begins, and others mostly speak between two of the turns.

    What leads to a question of the same speaker is one turn with it: `Ida: Welcome.`, `Ida: Where shall we start?`
    """
    spoken = [(name, asks) for name, asks in turns if name in names]
    own = [one for (one, asks), (other, _) in pairwise([*spoken, ("", False)]) if asks or one != other]
    asked = sum(name in asking for name in own)
    answered = sum(one in asking and one != other for one, other in pairwise(own))
    is_answered = len(asking) == 1 and own[0] in asking and answered >= _MOST * asked
    return is_answered and not _is_dialogue(turns, asking, names - asking)


def _is_dialogue(turns: Sequence[tuple[str, bool]], asking: set[str], others: set[str]) -> bool:
    """Whether those who do not mostly ask do so half as often, and one of them answers: on a stage all may ask."""
    questions = sum(asks and name in asking for name, asks in turns)
    asked_back = sum(
        asks and one not in asking and other in others - {one} for (one, asks), (other, _) in pairwise(turns)
    )
    return 2 * asked_back >= questions
