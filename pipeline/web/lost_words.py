"""What a repair of JSON left out: the words that stand in the text and not in its data."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from ..text.patterns import pattern

_ALIKE = 3  # words (chosen) in a row that must be alike before what stands between is taken for lost
_ESCAPE = pattern(r"\\(?:u([0-9a-fA-F]{4})|([bfnrt])|(.))", re.DOTALL)
_WORD = pattern(r"\w+")
_CONSTANTS = {True: "true", False: "false", None: "null"}


def lost_words(text: str, data: object) -> list[str]:
    """Return each stretch of a JSON text whose words are not in the data that a repair made of it.

    Both are read word by word; where they part, the text goes on at the next place that is like the data.
    """
    plain = _ESCAPE.sub(_unescaped, text)
    spans = [match.span() for match in _WORD.finditer(plain)]
    words = [plain[start:end] for start, end in spans]
    places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number in range(len(words)):
        places[tuple(words[number : number + _ALIKE])].append(number)
    lost = []
    position = 0
    kept = list(_words_of(data))
    for number, word in enumerate(kept):
        if position < len(words) and words[position] == word:
            position += 1
            continue
        following = places.get(tuple(kept[number : number + _ALIKE]), [])
        found = bisect_left(following, position)
        if found == len(following):
            continue  # a word that the repair made, or moved
        start, position = position, following[found]
        lost.append(plain[spans[start][0] : spans[position - 1][1]])
        position += 1
    if position < len(words):
        lost.append(plain[spans[position][0] :].strip())
    return lost


def _unescaped(escape: re.Match[str]) -> str:
    if escape[1]:
        return chr(int(escape[1], 16))
    return " " if escape[2] else escape[3]


def _words_of(data: object) -> Iterator[str]:
    """The words of keys and values in their order."""
    waiting: list[Any] = [data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += reversed([part for key, child in value.items() for part in (str(key), child)])
        elif isinstance(value, list):
            waiting += reversed(value)
        else:
            yield from _WORD.findall(
                _CONSTANTS.get(value, "") if value is None or value is True or value is False else str(value)
            )
