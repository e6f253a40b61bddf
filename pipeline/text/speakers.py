"""Names of speakers: which are short for others, and who asks where one speaker answers several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, combinations, groupby, pairwise, takewhile
from operator import itemgetter
from typing import NamedTuple

from .patterns import pattern

_WORD = pattern(r"[^\W_]+")
FEWEST_ANSWERS = 3  # of one speaker to others (chosen)
_FEWEST_QUESTIONS = 3  # (chosen): fewer come in any dialogue
_MOST_SPEAKERS = 8
_ASKS = 1 / 2  # share of the turns (chosen) of who asks
_ASKED_BACK = 1 / 4  # share of the turns (chosen) in which the others ask back
_ANSWERED = 2 / 3  # share of the questions, and of the turns of who answers (chosen)
_MOST_WORDS = 5  # of a name (chosen): each more doubles what may be left of it


def short_names(names: Sequence[str]) -> dict[str, str]:
    """Return the names that come only once, each with the shorter one that comes after it.

    >>> short_names(["Times", "Ruth Lind", "Times", "Lind", "Times", "Lind"])
    {'Ruth Lind': 'Lind'}
    """
    counts = Counter(names)
    later: dict[tuple[str, ...], str] = {}
    short: dict[str, str] = {}
    for name in reversed(dict.fromkeys(names)):
        words = tuple(_WORD.findall(name.casefold()))
        parts = _shorter(words) if counts[name] == 1 else ()
        found = next((later[part] for part in parts if part in later), None)
        if found is not None:
            short[name] = short.get(found, found)
        later[words] = name
    return short


def salutations(names: Sequence[str]) -> dict[str, str]:
    """Return the names that come only once and open like one that comes again, each with what they open with.

    >>> salutations(["Dear Nan", "Dear Awake", "Dear Nan", "Dear Host"])
    {'Dear Awake': 'Dear', 'Dear Host': 'Dear'}
    """
    counts = Counter(names)
    again = {name.split()[0] for name, count in counts.items() if count > 1 and " " in name}
    return {name: first for name, count in counts.items() if count == 1 and (first := name.split()[0]) in again}


def without_places(names: Sequence[str]) -> dict[str, str]:
    """Return the names that come only once and have something in brackets behind them, each with what is before that.

    >>> without_places(["Caller (York)", "Ruth (vet)", "Caller (Hull)", "Ruth (vet)"])
    {'Caller (York)': 'Caller', 'Caller (Hull)': 'Caller'}
    """
    counts = Counter(names)
    return {name: name.partition(" (")[0] for name, count in counts.items() if count == 1 and name.endswith(")")}


def _shorter(name: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield what may be left of a name: some of its words, or their first letters; a single letter is a label."""
    if 1 < len(name) <= _MOST_WORDS:
        some = chain.from_iterable(combinations(name, count) for count in range(len(name) - 1, 0, -1))
        yield from (words for words in some if len("".join(words)) > 1)
        letters = tuple(word[0] for word in name)
        yield from (letters, ("".join(letters),))


def asked_by_several(turns: Sequence[tuple[str, bool]]) -> tuple[set[str], set[str]]:
    """Return the names of those who ask where one speaker answers several others, and all names; none elsewhere.

    A turn is who speaks, and whether that asks.

    >>> asking, names = asked_by_several([("mo", True), ("baker", False), ("pim", True), ("baker", False)] * 2)
    >>> sorted(asking), sorted(names)
    (['mo', 'pim'], ['baker', 'mo', 'pim'])
    """
    runs = [(name, any(asks for _, asks in run)) for name, run in groupby(turns, key=itemgetter(0))]
    answers = [(one, other) for (one, asks), (other, _) in pairwise(runs) if asks]
    for expert, count in Counter(other for _, other in answers).most_common(1):
        own = [asks for name, asks in runs if name == expert]
        asking = {one for one, other in answers if other == expert}
        asked = sum(asks for _, asks in runs)
        if count >= FEWEST_ANSWERS and len(asking) > 1 and not any(own) and count >= _ANSWERED * max(asked, len(own)):
            return asking, {*asking, expert}
    return set(), set()


class Turn(NamedTuple):
    """What somebody says without a break."""

    name: str
    """Who speaks; empty for a note of the program."""
    asks: bool
    """Whether it ends with a question mark."""
    may_ask: bool
    """Whether its words ask, where a language often leaves out the mark."""
    says_more: bool = False
    """Whether it says much before it asks, as an answer does that asks back."""


class Exchange(NamedTuple):
    """The turns, by their numbers, that are a question and its answer."""

    question: list[int]
    answer: list[int]


def exchanges(turns: Sequence[Turn]) -> list[Exchange]:
    """Return the questions of a talk, each with what is said behind it; nothing where nobody is the one who asks.

    None answers where another one asks before an answer comes.
    """
    worded = [turn._replace(asks=turn.asks or turn.may_ask) for turn in turns]
    roles = _roles(turns) or _roles(worded)
    if roles is None:
        return []
    found: list[Exchange] = []
    is_open = False
    asker = before = ""
    for number, turn in enumerate(worded):
        is_unanswered = is_open and not found[-1].answer
        if turn.name not in roles.asking:
            if is_open and turn.name in roles.answering:
                found[-1].answer.append(number)
        elif not turn.asks:
            is_open = is_unanswered and before == turn.name
        elif is_unanswered and before == turn.name:
            found[-1].question.append(number)
        else:
            found.append(Exchange([number], []))
            is_open = not is_unanswered or asker == turn.name
            asker = turn.name
        before = turn.name
    return _without_closing(turns, found)


def _without_closing(turns: Sequence[Turn], found: list[Exchange]) -> list[Exchange]:
    """The same without what the host of a programme says at the end, who opened it and answers nothing else."""
    if len(found) < _FEWEST_QUESTIONS or not found[-1].answer:
        return found
    first, *others = found[-1].answer
    hosts = {turn.name for turn in turns[: found[0].question[0]]}
    hosts -= {turns[number].name for exchange in found[:-1] for number in exchange.answer}
    own = takewhile(lambda number: turns[number].name not in hosts, others)
    return [*found[:-1], found[-1]._replace(answer=[first, *own])]


class _Roles(NamedTuple):
    """Who asks, and who answers."""

    asking: set[str]
    answering: set[str]


def _roles(turns: Sequence[Turn]) -> _Roles | None:
    """Who asks and who answers: one asks and all others answer, or one answers several others."""
    named = [turn for turn in turns if turn.name]
    asker = _asker(named)
    if asker:
        return _Roles({asker}, {turn.name for turn in named} - {asker})
    asking, speaking = asked_by_several([(turn.name, turn.asks) for turn in named])
    return _Roles(asking, speaking - asking) if asking else None


def _asker(turns: Sequence[Turn]) -> str | None:
    """Who mostly asks, where the others mostly answer."""
    spoken = Counter(turn.name for turn in turns)
    asking = Counter(turn.name for turn in turns if turn.asks)
    if not 2 <= len(spoken) <= _MOST_SPEAKERS:
        return None
    name, questions = max(asking.items(), key=lambda item: item[1], default=("", 0))
    others = spoken.total() - spoken[name]
    asked_back = sum(turn.asks and not turn.says_more for turn in turns if turn.name != name)
    is_asker = questions >= _FEWEST_QUESTIONS and questions >= _ASKS * spoken[name]
    return name if is_asker and others and asked_back <= _ASKED_BACK * others else None
