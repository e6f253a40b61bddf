"""Names of speakers: the full one that comes first, and the shorter one under which the same person goes on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, combinations

from .patterns import pattern

_WORD = pattern(r"[^\W_]+")
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


def _shorter(name: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield what may be left of a name: some of its words, or their first letters; a single letter is a label."""
    if 1 < len(name) <= _MOST_WORDS:
        some = chain.from_iterable(combinations(name, count) for count in range(len(name) - 1, 0, -1))
        yield from (words for words in some if len("".join(words)) > 1)
        letters = tuple(word[0] for word in name)
        yield from (letters, ("".join(letters),))
