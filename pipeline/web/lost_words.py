"""What a repair of JSON left out: the words that stand in the text and not in its data."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..text.patterns import pattern

_ALIKE = 3  # words (chosen) in a row that must be alike before what stands between is taken for lost
_ESCAPE = pattern(r"\\(?:u([0-9a-fA-F]{4})|([bfnrt])|(.))", re.DOTALL)
_WORD = pattern(r"\w+")


def lost_words(text: str, data: object) -> list[str]:
    """Return each stretch of a JSON text whose words are not in the data that a repair made of it.

    Both are read word by word; where they part, the text goes on at the next place that is like the data.
    """
    plain = _ESCAPE.sub(_unescaped, text)
    spans = [match.span() for match in _WORD.finditer(plain)]
    words = [plain[start:end] for start, end in spans]
    places = _places(words)
    lost = []
    position = 0
    kept = list(_words_of(data))
    for number, word in enumerate(kept):
        if words[position : position + 1] != [word]:
            following = places.get(tuple(kept[number : number + _ALIKE]), [])
            found = bisect_left(following, position)
            if found == len(following):
                continue  # a word that the repair made, or moved
            lost.append(plain[spans[position][0] : spans[following[found] - 1][1]])
            position = following[found]
        position += 1
    if position < len(words):
        lost.append(plain[spans[position][0] :].strip())
    return lost


def _places(words: Sequence[str]) -> Mapping[tuple[str, ...], list[int]]:
    """Where each run of _ALIKE words begins."""
    places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number in range(len(words)):
        places[tuple(words[number : number + _ALIKE])].append(number)
    return places


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
            yield from _WORD.findall(value if isinstance(value, str) else json.dumps(value))
