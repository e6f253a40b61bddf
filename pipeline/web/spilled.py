"""Where the syntax of JSON stands in its keys and texts: signs that a repair took two values for one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..text.patterns import pattern
from .json_pointer import token

_NAMES = r"(?:type|id|context|name|text|headline|mainEntity|(?:accepted|suggested)Answer)"
_SYNTAX = pattern(
    rf'"\s*:\s*["{{\[]|"@?{_NAMES}"?[\s:,{{}}]{{1,4}}["{{\[:]|\w"\s*:\s*"|"@type|&?quot;\s*[{{:,]'
    r"|\A(?:@?type|@id|(?:accepted|suggested)Answer)\Z"
)
"""A colon between quotes, a key of schema.org before a value or as one, an entity where a quote was meant."""
_NAME = pattern(r"[@\w:$-]*")


def spilled(data: object) -> list[str]:
    """Return the JSON pointers of the objects that have syntax in a key or in a text of their own, in their order.

    >>> spilled([{"name": "What is it?"}, {"type": 'Question, "name": "What is it?'}])
    ['/1']
    """
    found: dict[str, None] = {}
    waiting: list[tuple[str, str, Any]] = [("", "", data)]
    while waiting:
        pointer, holder, value = waiting.pop()
        if isinstance(value, dict):
            if any('"' in str(key) for key in value):
                found[pointer] = None
            waiting += reversed([(f"{pointer}/{token(key)}", pointer, child) for key, child in value.items()])
        elif isinstance(value, list):
            waiting += reversed([(f"{pointer}/{number}", holder, child) for number, child in enumerate(value)])
        elif isinstance(value, str) and _SYNTAX.search(value):
            found[holder] = None
    return list(found)


def texts_of(value: object) -> Iterator[str]:
    """Yield the texts within a value, and the keys that are no names."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            for key, child in reversed(each.items()):
                waiting += [child] if _NAME.fullmatch(str(key)) else [child, str(key)]
        elif isinstance(each, list):
            waiting += reversed(each)
        elif isinstance(each, str):
            yield each
