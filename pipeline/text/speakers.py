"""Names of speakers: which are short for others, and who asks where one speaker answers several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, combinations, groupby, pairwise
from operator import itemgetter

from .patterns import pattern

_WORD = pattern(r"[^\W_]+")
FEWEST_ANSWERS = 3  # of one speaker to others (chosen)
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
