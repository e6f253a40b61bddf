"""What frameworks do to the JSON that they send with a page: escapes of their own, references, JSON inside strings."""

from __future__ import annotations

import json
from typing import Any

from ..text.patterns import pattern

_ESCAPES = {"&q;": '"', "&s;": "'", "&a;": "&", "&l;": "<", "&g;": ">"}
_ESCAPE = pattern("&[qsalg];")
_ESCAPED = pattern(r"\s*(?:[{\[]\s*)+&q;")


def without_escapes(text: str) -> str:
    """Return the JSON that Angular wrote with escapes of its own.

    >>> without_escapes("{&q;a&q;:&q;R&a;D&q;}"), without_escapes('{"a":"&q;"}')
    ('{"a":"R&D"}', '{"a":"&q;"}')
    """
    if not _ESCAPED.match(text):
        return text
    return _ESCAPE.sub(lambda escape: _ESCAPES[escape[0]], text)


def with_texts(data: Any) -> Any:
    """Return a list of values, as Nuxt sends them, with the texts in its objects that these name by their place.

    >>> with_texts([{"question": 1, "answer": 2}, "Why?", "So."])[0]
    {'question': 'Why?', 'answer': 'So.'}
    """
    if not isinstance(data, list):
        return data
    texts = {place: value for place, value in enumerate(data) if isinstance(value, str)}
    return [
        {key: texts.get(value, value) if type(value) is int else value for key, value in node.items()}
        if isinstance(node, dict)
        else node
        for node in data
    ]


def opened(value: Any) -> Any:
    """Return what a string of JSON holds; any other value as it is.

    >>> opened('{"a": 1}'), opened("{a}"), opened([1])
    ({'a': 1}, '{a}', [1])
    """
    if not isinstance(value, str) or value[:1] not in ("{", "[") or value[-1] not in ("}", "]"):
        return value
    try:
        return json.loads(value, strict=False)
    except (ValueError, RecursionError):
        return value
