"""What frameworks do to the JSON that they send with a page: escapes of their own, references, JSON inside strings."""

from __future__ import annotations

import json
from typing import Any

from ..text.patterns import pattern

_ESCAPES = {"&q;": '"', "&s;": "'", "&a;": "&", "&l;": "<", "&g;": ">"}
_ESCAPE = pattern("&[qsalg];")
_ESCAPED = pattern(r"\s*(?:[{\[]\s*)+&q;")
_KEY = pattern(r"_\d{1,9}")
_LIST = 1
_ROOT = "ROOT_QUERY"
_DEEPEST_CACHE = 4  # objects (chosen) around a cache: `props.pageProps.initialApolloState`
_LINE_NAME = pattern(r"[A-Z]\d{1,9}:")


def without_escapes(text: str) -> str:
    """Return the JSON that Angular wrote with escapes of its own.

    >>> without_escapes("{&q;a&q;:&q;R&a;D&q;}"), without_escapes('{"a":"&q;"}')
    ('{"a":"R&D"}', '{"a":"&q;"}')
    """
    if not _ESCAPED.match(text):
        return text
    return _ESCAPE.sub(lambda escape: _ESCAPES[escape[0]], text)


def with_references(data: Any) -> Any:
    """Return a list of values that name each other by their places, as Nuxt and React Router send it, with the values.

    An object or list is at its own place and in the first one that names it, so that none holds itself.

    >>> with_references([{"faq": 1}, [2], {"question": 3}, "Why?"])[0]
    {'faq': [{'question': 'Why?'}]}
    >>> with_references([{"_1": 2}, "question", "Why?"])[0]
    {'question': 'Why?'}
    >>> with_references([{"n": 1}, {"n": "one"}])
    [{'n': 1}, {'n': 'one'}]
    """
    if not isinstance(data, list) or not all(map(_names_places, data)):
        return data
    values: list[Any] = [type(each)() if isinstance(each, dict | list) else each for each in data]
    placed = {0}

    def value_at(place: Any) -> Any:
        if type(place) is not int or not 0 <= place < len(data) or place in placed:
            return None
        if isinstance(data[place], dict | list):
            placed.add(place)
        return values[place]

    for each, value in zip(data, values, strict=True):
        if isinstance(each, dict):
            value.update({_name(key, data): value_at(place) for key, place in each.items()})
        elif isinstance(each, list):
            value.extend(value_at(place) for place in each if type(place) is int)
    return values


def _names_places(value: Any) -> bool:
    """Whether a value holds nothing but places; a list may say what it is first: `["Reactive", 1]`."""
    if isinstance(value, dict):
        return all(type(place) is int for place in value.values())
    if not isinstance(value, list) or (value and isinstance(value[0], str)):
        return True
    return all(type(place) is int for place in value)


def _name(key: str, data: list[Any]) -> str:
    """The name of a value, which React Router gives by its place: `_7`."""
    place = int(key[1:]) if _KEY.fullmatch(key) else len(data)
    return data[place] if place < len(data) and isinstance(data[place], str) else key


def streamed(text: str) -> Any:
    """Return the values that React Router sends in lines, with those that they name.

    >>> streamed('[{"_1":2},"question","Why?",["P",4]]\\nP4:[{"_1":5},"So?"]\\n')[4]
    {'question': 'So?'}
    """
    values: list[Any] = []
    for line in text.split("\n"):
        try:
            value = json.loads(line[name.end() if (name := _LINE_NAME.match(line)) else 0 :], strict=False)
        except (ValueError, RecursionError):
            continue
        values += value if isinstance(value, list) else []
    return with_references(values)


def without_kinds(data: Any) -> Any:
    """Return the properties that Astro gives to an island, each written as the number of a kind and itself.

    >>> without_kinds({"items": [1, [[0, {"question": [0, "Why?"]}]]], "open": [0, False]})
    {'items': [{'question': 'Why?'}], 'open': False}
    >>> without_kinds({"items": ["Why?"]})
    {'items': ['Why?']}
    """
    if not isinstance(data, dict) or not data or not all(map(_has_kind, data.values())):
        return data
    try:
        return {name: _of_kind(value) for name, value in data.items()}
    except RecursionError:
        return data


def _has_kind(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and type(value[0]) is int


def _of_kind(written: Any) -> Any:
    if not _has_kind(written):
        return written
    kind, value = written
    if isinstance(value, list) and kind == _LIST:
        return [_of_kind(each) for each in value]
    return {name: _of_kind(each) for name, each in value.items()} if isinstance(value, dict) else value


def with_entities(data: Any) -> Any:
    """Return data in which a cache of Apollo has its texts where it names them; it keeps every object apart.

    >>> with_entities({"ROOT_QUERY": {}, "Faq:1": {"answer": {"__ref": "Text:2"}}, "Text:2": {"html": "So."}})["Faq:1"]
    {'answer': {'html': 'So.'}}
    """
    waiting = [(data, 0)]
    while waiting:
        node, depth = waiting.pop()
        if not isinstance(node, dict):
            continue
        if _ROOT in node:
            return _replaced(data, node)
        if depth < _DEEPEST_CACHE:
            waiting += [(each, depth + 1) for each in node.values()]
    return data


def _replaced(data: Any, cache: dict[str, Any]) -> Any:
    for entity in cache.values():
        for name, value in entity.items() if isinstance(entity, dict) else ():
            place = (value.get("__ref") or value.get("id")) if isinstance(value, dict) else None
            text = cache.get(place) if isinstance(place, str) else None
            if isinstance(text, dict) and not any(isinstance(each, dict | list) for each in text.values()):
                entity[name] = text
    return data


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
