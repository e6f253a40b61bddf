"""JSON as web pages write it -> data: read strictly, then repaired by the first repair that gives some; says which."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import orjson

from ..text.patterns import pattern
from .lost_words import lost_words

_TYPE = "@type"
_LONGEST_REPAIRED = 2_000_000  # characters (chosen); real scripts are below 100,000, repairs read a text some ten times
_LONGEST_REPAIRED_BY_LIBRARY = 500_000  # characters (chosen); the library slows down with the length
_UNREADABLE = "this JSON-LD cannot be read"
_MOST_SHARED = 10_000  # values (chosen) that are copied from one to the others where an object is several
_MOST_OPEN = 100  # brackets that nothing closes (chosen): the library takes 52 s for 8,000 of them

_OPENING = pattern(r"<!--//--><!\[CDATA\[//><!--|<!--|(?://|/\*)?\s*<!\[CDATA\[(?:\s*\*/)?|//(?=\s*\n)")
_CLOSING = pattern(r"(?://--><!\]\]>|-->|(?://|/\*)?\s*\]\]>(?:\s*\*/)?|(?<=[}\]])[\s;]*;)\Z")
_CLOSING_LENGTH = 60  # characters (chosen) from the end in which the closing is looked for
_STRING = r'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)'
_STRINGS = pattern(f"({_STRING})", re.DOTALL)
_COMMENT_OR_STRING = pattern(rf"{_STRING}|//[^\n]*|/\*(?:[^*]|\*(?!/)){{0,2000}}+\*/", re.DOTALL)
_WHOLE_STRING = pattern(r'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_KEY_END = pattern(r'"\s*:')
_LINE_TAG = pattern(r"</?(?:br|p)\s*/?>", re.IGNORECASE)
_TRAILING_COMMA = pattern(r",(\s*[}\]])")
_MISSING_COMMA = pattern(r"([}\]])(\s*)(?=[{\[])")
_MISSING_COMMA_BEFORE_STRING = pattern(r"[}\]]\s*\Z")
_MISSING_COMMA_AFTER_STRING = pattern(r"\s*[{\[]")
_ESCAPE = pattern(r"\\(?:(?P<valid>[\\\"/bfnrt]|u[0-9a-fA-F]{4})|(?P<apostrophe>'))?")
_PATH = pattern(r"\b[A-Za-z]:(?:\\(?![\\\"])[\w.()$%~+-]*(?: [\w.()-]+(?=\\\w))*)+")
# A quote closes a value where the next property, the end of the object, or the next item follows.
_VALUE = pattern(
    r'(?P<start>[,{]\s*+"[^"\\:]{1,60}"\s*+:\s*+")'
    r'(?P<text>(?:[^"\\]++|\\.|"(?!\s*+(?:(?:,\s*+)?"[^"\\:]{1,60}"\s*+:|[}\]]\s*+(?:[,}\]]|\Z)|,\s*+[{\[])))*+)(?=")',
    re.DOTALL,
)
_INNER_QUOTE = pattern(r'\\.|"', re.DOTALL)
_DOUBLE_QUOTES = str.maketrans(dict.fromkeys("“”„‟″«»", '"'))


class NotJson(ValueError):
    """A text is no JSON and could not be repaired."""


class Loaded(NamedTuple):
    """Data, and whether the text had to be repaired to give it."""

    value: Any
    repaired: bool
    cut: bool = False
    """Whether the text ends inside a string, or with a key alone: this is then the last string in the data."""
    lost: Sequence[str] = ()
    """What the repair left out of the data."""
    is_guess: bool = False
    """Whether the repair may have put words where they do not belong: one that decides where texts end."""


def load(text: str) -> Loaded:
    """Return the data of a JSON text; several values one after the other come as a list.

    An object that says a key more than once becomes a list of objects that say each key once.
    Raises NotJson where it is broken beyond repair, or nested deeper than a reader should follow.

    >>> load('{"name": "strict"}')[:2]
    ({'name': 'strict'}, False)
    >>> load('{"name": "repaired",};')[:2]
    ({'name': 'repaired'}, True)
    >>> load('{"type": "item", "name": "first", "name": "second"}').value
    [{'name': 'first', 'type': 'item'}, {'name': 'second', 'type': 'item'}]
    """
    try:
        value = _strict(text)
    except (ValueError, RecursionError):
        return _repaired(text)
    if isinstance(value, str) and value.lstrip().startswith(("{", "[")):  # JSON that was escaped as a string
        return load(value)._replace(repaired=True)
    return _with_every_value(text, value) if _says_a_key_twice(text, value) else Loaded(value, False)


def _strict(text: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        if text.isascii():
            raise
    return json.loads(text, parse_constant=_refuse)  # lone surrogates are damage of the bytes, not of the JSON


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


def _repaired(text: str) -> Loaded:
    """The data by the first repair that gives some."""
    if len(text) <= _LONGEST_REPAIRED:
        bare = _unwrapped(text)
        for repair in _REPAIRS:
            try:
                value = repair(bare)
            except (ValueError, RecursionError):
                continue
            if isinstance(value, dict | list) and value:
                return _loaded(bare, repair, value)
    raise NotJson(_UNREADABLE)


def _loaded(text: str, repair: Callable[[str], Any], value: Any) -> Loaded:
    if repair is _repaired_by_library:
        return Loaded(value, True, _is_cut(text), lost_words(text, value), is_guess=True)
    return Loaded(value, True, is_guess=repair is _with_inner_quotes)


def _unwrapped(text: str) -> str:
    """The text without what hides scripts from old browsers, and without a trailing semicolon."""
    text = text.replace("\ufeff", "").strip()
    for _ in range(3):
        opening = _OPENING.match(text)
        if opening:
            text = text[opening.end() :].lstrip()
        closing = _CLOSING.search(text, max(0, len(text) - _CLOSING_LENGTH))
        if closing:
            text = text[: closing.start()].rstrip()
    return text


def _lenient(text: str) -> Any:
    """Values one after the other; control characters may be inside strings."""
    decoder = json.JSONDecoder(strict=False, object_pairs_hook=_object)
    values, position = [], 0
    while position < len(text):
        value, position = decoder.raw_decode(text, position)
        values += _flat([value])
        while position < len(text) and text[position] in " \t\r\n,;":
            position += 1
    return values[0] if len(values) == 1 else values


def _says_a_key_twice(text: str, value: Any) -> bool:
    """Whether an object may say a key twice, by counting: of such a key a reader of JSON keeps the last value."""
    found = 0
    waiting = [value]
    while waiting:
        holder = waiting.pop()
        if isinstance(holder, dict):
            found += len(holder)
            waiting += holder.values()
        elif isinstance(holder, list):
            waiting += holder
    return len(_KEY_END.findall(text)) > found


def _with_every_value(text: str, value: Any) -> Loaded:
    """The data of sound JSON, with every value of a key that is said twice. Raises NotJson."""
    try:
        several = _flat([json.loads(text, object_pairs_hook=_object)])
        whole = several[0] if len(several) == 1 else several
        return Loaded(whole, whole != value)
    except (ValueError, RecursionError) as error:
        raise NotJson(_UNREADABLE) from error


class _Several(list[dict[str, Any]]):
    """The objects that one was meant to be, which said its keys more than once."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any] | _Several:
    """An object, or one for each time that its keys begin again, with the texts and names that the others give."""
    pairs = [(key, _flat(value)) for key, value in pairs]
    whole = dict(pairs)
    if len(whole) == len(pairs):
        return whole
    types = list(dict.fromkeys(_types(pairs)))
    if len(types) > 1 and sum(key != _TYPE for key, _ in pairs) == len(whole) - 1:
        return {**whole, _TYPE: types}  # of several types, as JSON-LD writes it
    objects: list[dict[str, Any]] = [{}]
    for key, value in pairs:
        if objects[-1].get(key, value) != value:
            objects.append({})
        objects[-1][key] = value
    if len(objects) == 1:
        return whole
    shared = {key: value for key, value in reversed(pairs) if not isinstance(value, dict | list)}
    if len(shared) * len(objects) > _MOST_SHARED:
        return _Several(objects)
    return _Several({**shared, **each} for each in objects)


def _types(pairs: list[tuple[str, Any]]) -> Iterator[str]:
    for key, value in pairs:
        if key == _TYPE:
            yield from (kind for kind in (value if isinstance(value, list) else [value]) if isinstance(kind, str))


def _flat(value: Any) -> Any:
    """A value; if it is a list, with the objects in it that became several one after the other."""
    if not isinstance(value, list) or isinstance(value, _Several) or not any(isinstance(i, _Several) for i in value):
        return value
    return [each for item in value for each in (item if isinstance(item, _Several) else [item])]


def _is_cut(text: str) -> bool:
    """Whether the text ends inside a string, or with a key that has no value."""
    strings = [*_STRINGS.finditer(text)]
    if not strings or strings[-1].end() < len(text):
        return False
    last = strings[-1]
    return _WHOLE_STRING.fullmatch(last[0]) is None or text[: last.start()].rstrip().endswith(("{", ","))


def _unescaped(text: str) -> Any:
    """The whole script was escaped for HTML: its quotes are `&quot;`."""
    if '"' in text or ("&quot;" not in text and "&#34;" not in text):
        raise ValueError
    return load(html.unescape(text)).value


def _with_straight_quotes(text: str) -> Any:
    """A word processor curled the quotes that JSON needs: only where no straight one is left."""
    straight = text.translate(_DOUBLE_QUOTES)
    if '"' in text or '"' not in straight:
        raise ValueError
    return load(straight).value


def _unquoted(text: str) -> Any:
    r"""The script was escaped as a string is, without the quotes of one: `{\"name\": ...`."""
    if not re.match(r'[\[{][\s\\nrt]*\\"', text):
        raise ValueError
    return load(json.loads(f'"{text}"', strict=False)).value


def _with_commas(text: str) -> Any:
    return _lenient(_comma_corrected(text))


def _with_escapes(text: str) -> Any:
    return _lenient(_comma_corrected(_escape_corrected(text)))


def _with_inner_quotes(text: str) -> Any:
    """Quotes inside a text were not escaped: `"He said "yes", and left."`"""
    escaped = _VALUE.sub(
        lambda value: value["start"] + _INNER_QUOTE.sub(lambda m: '\\"' if m[0] == '"' else m[0], value["text"]), text
    )
    return _lenient(_comma_corrected(_escape_corrected(escaped)))


def _comma_corrected(text: str) -> str:
    """The text without comments, trailing commas and tags that editors put at line ends, and with missing commas.

    Strings stay as they are.
    """
    text = _COMMENT_OR_STRING.sub(lambda match: match[0] if match[0][0] == '"' else " ", text)
    pieces = _STRINGS.split(text)
    for i in range(0, len(pieces), 2):  # what is between the strings
        piece = _LINE_TAG.sub(" ", pieces[i]) if "<" in pieces[i] else pieces[i]
        piece = _MISSING_COMMA.sub(r"\1,\2", _TRAILING_COMMA.sub(r"\1", piece))
        is_between, is_after, is_before = 0 < i < len(pieces) - 1, i > 0, i < len(pieces) - 1
        if (
            (is_between and "\n" in piece and not piece.strip())
            or (is_after and _MISSING_COMMA_AFTER_STRING.match(piece))
            or (is_before and _MISSING_COMMA_BEFORE_STRING.search(piece))
        ):
            piece = _with_comma(piece)
        pieces[i] = piece
    return "".join(pieces).strip()


def _with_comma(piece: str) -> str:
    """A piece with a comma after its closing brackets, or else at its start."""
    end = max(piece.rfind("}"), piece.rfind("]")) + 1
    return f"{piece[:end]},{piece[end:]}"


def _escape_corrected(text: str) -> str:
    r"""Backslashes that escape nothing are meant (`C:\Users`), except before an apostrophe."""
    return _ESCAPE.sub(_escape, _PATH.sub(lambda path: path[0].replace("\\", "\\\\"), text))


def _escape(match: re.Match[str]) -> str:
    if match["apostrophe"]:
        return "'"
    return match[0] if match["valid"] else "\\\\"


def _repaired_by_library(text: str) -> Any:
    opened = text.count("{") + text.count("[") - text.count("}") - text.count("]")
    if len(text) > _LONGEST_REPAIRED_BY_LIBRARY or opened > _MOST_OPEN:
        raise ValueError
    from json_repair import loads

    return loads(text)


_REPAIRS: tuple[Callable[[str], Any], ...] = (
    _lenient,
    _unescaped,
    _with_straight_quotes,
    _unquoted,
    _with_commas,
    _with_escapes,
    _with_inner_quotes,
    _repaired_by_library,
)
