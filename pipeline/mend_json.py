"""JSON as web pages write it -> data: strict first, then a small cleaner, then a general repair; says which."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from typing import Any, NamedTuple

import orjson

_MOST_REPAIRED = 2_000_000  # characters; the general repair is slow, and real blocks are below 100,000
_WRAPPERS = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*$"
)
_LINE_COMMENT = re.compile(r"^\s*//[^\n]*$", re.MULTILINE)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_MISSING_COMMA = re.compile(r"([}\]\"])(\s*\n\s*)(?=[{\[\"])")
_BAD_ESCAPE = re.compile(r"\\(\\|[\"/bfnrt]|u[0-9a-fA-F]{4})|\\")
_DOUBLE_QUOTES = str.maketrans(dict.fromkeys("“”„‟″«»", '"'))


class NotJson(ValueError):
    """A text is no JSON and could not be repaired."""


class Loaded(NamedTuple):
    """Data, and whether the text had to be repaired to give it."""

    value: Any
    repaired: bool


def load(text: str) -> Loaded:
    """Return the data of a JSON text; several values one after the other come as a list.

    Raises NotJson where it is broken beyond repair, or nested deeper than a reader should follow.
    """
    try:
        return Loaded(orjson.loads(text), False)
    except orjson.JSONDecodeError:
        pass
    for mend in _MENDS:
        try:
            value = mend(text)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict | list) and value:
            return Loaded(value, True)
    raise NotJson("this JSON-LD cannot be read")


def _unwrapped(text: str) -> str:
    """The text without what hides scripts from old browsers, and without a trailing semicolon."""
    text = text.replace("\ufeff", "").strip()
    for _ in range(2):
        text = _WRAPPERS.sub("", text).strip()
    return _LINE_COMMENT.sub("", text).strip().rstrip(";").rstrip()


def _lenient(text: str) -> Any:
    """Values one after the other; control characters may stand inside strings."""
    decoder = json.JSONDecoder(strict=False)
    values, position = [], 0
    while position < len(text):
        value, position = decoder.raw_decode(text, position)
        values.append(value)
        while position < len(text) and text[position] in " \t\r\n,;":
            position += 1
    return values[0] if len(values) == 1 else values


def _as_written(text: str) -> Any:
    return _lenient(_unwrapped(text))


def _with_commas(text: str) -> Any:
    return _lenient(_MISSING_COMMA.sub(r"\1,\2", _TRAILING_COMMA.sub(r"\1", _unwrapped(text))))


def _with_escapes(text: str) -> Any:
    r"""Backslashes that escape nothing are meant (`C:\Users`), except before an apostrophe."""
    mended = _BAD_ESCAPE.sub(lambda m: m.group() if m[1] else "\\\\", _unwrapped(text).replace("\\'", "'"))
    return _lenient(_MISSING_COMMA.sub(r"\1,\2", _TRAILING_COMMA.sub(r"\1", mended)))


def _unescaped(text: str) -> Any:
    """The whole script was escaped for HTML: its quotes are `&quot;`."""
    if '"' in _unwrapped(text) or ("&quot;" not in text and "&#34;" not in text):
        raise ValueError
    return _lenient(html.unescape(_unwrapped(text)))


def _with_straight_quotes(text: str) -> Any:
    """A word processor curled the quotes that JSON needs: only where no straight one is left."""
    if '"' in text:
        raise ValueError
    return _lenient(_unwrapped(text).translate(_DOUBLE_QUOTES))


def _repaired(text: str) -> Any:
    if len(text) > _MOST_REPAIRED:
        raise ValueError
    from json_repair import loads

    return loads(_unwrapped(text))


_MENDS: tuple[Callable[[str], Any], ...] = (
    _as_written,
    _unescaped,
    _with_straight_quotes,
    _with_commas,
    _with_escapes,
    _repaired,
)
