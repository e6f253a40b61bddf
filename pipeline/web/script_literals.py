"""The objects and lists that a script writes out, found in one pass, without running it."""

from __future__ import annotations

import base64
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from ..text.patterns import pattern

_TOKEN = pattern(
    r"""(?P<string>"(?:[^"\\\n]|\\.)*+"?|'(?:[^'\\\n]|\\.)*+'?|`(?:[^`\\]|\\.)*+`?)"""
    r"""|(?P<expression>(?:(?<=[(,=:!&|?;{}\[])|(?<=[(,=:!&|?;{}\[]\s))/(?![/*])"""
    r"""(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.){0,99}+\]){1,99}+/\w{0,9}+)"""
    r"""|(?P<word>[-+!]?[\w$.]+)|(?P<open>[{\[(])|(?P<close>[}\])])|(?P<end>[,;])|(?P<sign>[^\s/]|/(?![/*]))"""
    r"""|//[^\n]*+|/\*(?:[^*]|\*(?!/))*+(?:\*/)?|\s++""",
    re.DOTALL,
)
_ESCAPE = pattern(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|u\{0*([0-9a-fA-F]{1,5})\}|(\r?\n)|(.))", re.DOTALL)
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}
_SURROGATE = pattern("[\ud800-\udfff]")
_NUMBER = pattern(r"[-+]?\d{1,15}(?:\.\d{1,15})?")
_PLAIN = {"true": True, "false": False, "!0": True, "!1": False, "null": None, "undefined": None}
_MOST_OPEN = 500  # brackets in brackets (chosen); code has some twenty
_CLOSING = {"{": "}", "[": "]", "(": ")", "": ""}


class _Name(NamedTuple):
    """A word of the script: it stands for a value that is given elsewhere."""

    text: str


class _Value(NamedTuple):
    """A value that is written out."""

    value: Any
    has_names: bool = False
    """Whether it has names without quotes: it is then no JSON."""


class _Group(NamedTuple):
    """The values between round brackets."""

    values: list[Any]


class _Given(NamedTuple):
    """What code gives to a property of a name: `a.question = "..."`."""

    name: str
    key: str
    value: Any
    is_plain: bool
    """Whether it may be JSON, or what a function gives."""


class _Code(NamedTuple):
    """A block of code: what it returns, and what it gives to properties of names."""

    returned: Any
    given: list[_Given]


def literals(script: str) -> list[Any]:
    """Return the objects and lists that a script hands to functions or returns, and what such a function gives.

    What is no plain value in them is no text. What code gives to a name, in JavaScript that is no JSON, is left where
    the script does not say the name again.

    >>> literals("start({question: 'Why?', open: !0}); faq = {question: 'How?'}")
    [{'question': 'Why?', 'open': True}]
    >>> literals("faq = [{question: 'How?'}]; faq.map(show)")
    [[{'question': 'How?'}]]
    >>> literals("x = (function(a){return {question: a}}('Why?'))")
    [{'question': 'Why?'}]
    """
    found: list[Any] = []
    named: list[tuple[str, Any]] = []
    words: list[str] = []
    open_brackets = [_Bracket("", found, named)]
    for token in _TOKEN.finditer(script):
        inner = open_brackets[-1]
        if token.lastgroup == "open":
            if len(open_brackets) > _MOST_OPEN:
                break
            open_brackets.append(_Bracket(token[0], found, named))
        elif token.lastgroup == "close":
            if token[0] == _CLOSING[inner.opening]:
                open_brackets.pop()
                inner.end("")
                open_brackets[-1].add(inner)
        elif token.lastgroup == "end":
            inner.end(token[0])
        elif token.lastgroup:
            inner.parts.append(_part(token))
            if token.lastgroup == "word":
                words.append(token[0])
    for inner in open_brackets:
        inner.end_code()
    return [*found, *_said_again(named, words)] if named else found


def _said_again(named: list[tuple[str, Any]], words: list[str]) -> Iterator[Any]:
    """What is given to names that a script says again, as one does that uses it."""
    names = (word.lstrip("-+!").split(".")[:2] for word in words)
    times = Counter(name for parts in names for name in {parts[0], ".".join(parts)})
    return (value for name, value in named if value and times[name] > 1)


class _Bracket:
    """What was read after an opening bracket."""

    def __init__(self, opening: str, found: list[Any], named: list[tuple[str, Any]]) -> None:
        self.opening = opening
        self.found, self.found_before = found, len(found)
        """What is written out and is part of no other value."""
        self.named = named
        """What code gives to names, and is no JSON."""
        self.is_code = opening == ""
        self.parts: list[Any] = []
        """Of the value that is being read."""
        self.values: list[Any] = []
        self.entries: dict[str, Any] = {}
        self.has_names = False
        self.returned: Any = None
        self.given: list[_Given] = []

    def add(self, inner: _Bracket) -> None:
        """Take what was read in brackets as a part."""
        if inner.opening == "(":
            self.parts.append(_Group(inner.values))
        elif inner.opening == "[":
            self.parts.append(_Value(inner.values, inner.has_names))
        elif inner.is_code or (not inner.entries and len(self.found) > inner.found_before):
            self.parts.append(_Code(inner.returned, inner.given))
        else:
            self.parts.append(_Value(inner.entries, inner.has_names))
        self.has_names |= inner.has_names

    def end(self, sign: str) -> None:
        """End a value, or a statement."""
        parts, self.parts = self.parts, []
        if not parts and sign != ";":
            return
        if self.opening in ("[", "("):
            self.values.append(self._value(parts))
            return
        if not self.is_code and (sign == ";" or not self._takes_entry(parts)):
            self.is_code = True
            self._keep([_Value(value) for value in self.entries.values()])
        if self.is_code:
            self._statement(parts)

    def end_code(self) -> None:
        """End what nothing closes."""
        self.end(";")
        self._keep([_Code(self.returned, self.given)])

    def _takes_entry(self, parts: list[Any]) -> bool:
        """Whether parts are an entry of an object, which is then in it: `name: value`, `name`, `name() {...}`."""
        key = _key(parts[0])
        if key is None:
            return False
        self.has_names |= isinstance(parts[0], _Name)
        if len(parts) > 2 and parts[1] == ":":
            self.entries[key] = self._value(parts[2:])
        elif len(parts) == 1 and isinstance(parts[0], _Name):
            self.entries[key] = parts[0]
        elif len(parts) > 2 and isinstance(parts[-2], _Group) and isinstance(parts[-1], _Code):
            self._keep(parts)
        else:
            return False
        return True

    def _statement(self, parts: list[Any]) -> None:
        if len(parts) > 1 and parts[0] == _Name("return"):
            self.returned = self._value(parts[1:])
        elif "=" not in parts:
            self._keep(parts)
        else:
            sign = parts.index("=")
            values = parts[sign + 1 :]
            is_plain = not (len(values) == 1 and isinstance(values[0], _Value) and values[0].has_names)
            value = self._value(values)
            if not is_plain and isinstance(name := parts[sign - 1], _Name):
                self.named.append((name.text, value))
            if of := _property(parts[:sign]):
                self.given.append(_Given(*of, value, is_plain))
            elif is_plain:
                self._keep([_Value(value)])

    def _value(self, parts: list[Any]) -> Any:
        """The value that parts are; where they are none, what is written out in them is kept apart."""
        value = _evaluated(parts)
        if value is None:
            self._keep(parts)
            return None
        return value.value if isinstance(value, _Value) else value

    def _keep(self, parts: list[Any]) -> None:
        for part in parts:
            if isinstance(part, _Value):
                self.found += [part.value] if isinstance(part.value, dict | list) and part.value else []
            elif isinstance(part, _Group):
                self._keep([_Value(value) for value in part.values])
            elif isinstance(part, _Code):
                self._keep([_Value(part.returned), *(_Value(each.value) for each in part.given if each.is_plain)])


def _part(token: re.Match[str]) -> Any:
    text = token[0]
    if token.lastgroup == "sign":
        return text
    if token.lastgroup == "string":
        return _Name(text) if text[0] == "`" and "${" in text else _Value(_text(text))
    if text in _PLAIN:
        return _Value(_PLAIN[text])
    return _Value(float(text) if "." in text else int(text)) if _NUMBER.fullmatch(text) else _Name(text)


def _text(written: str) -> str:
    """The text that a string in quotes stands for."""
    text = written[1:-1] if len(written) > 1 and written[-1] == written[0] else written[1:]
    if "\\" not in text:
        return text
    text = _ESCAPE.sub(_character, text)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass") if _SURROGATE.search(text) else text


def _character(escape: re.Match[str]) -> str:
    if code := escape[1] or escape[2] or escape[3]:
        return chr(int(code, 16))
    return "" if escape[4] else _LETTERS.get(escape[5], escape[5])


def _key(part: Any) -> str | None:
    """What an object calls a value by it."""
    if isinstance(part, _Name):
        return part.text
    return str(part.value) if isinstance(part, _Value) and isinstance(part.value, str | int) else None


# --- what several parts are together ---------------------------------------------------------------


def _evaluated(parts: list[Any]) -> _Value | _Name | None:
    """The value that parts are, or the name of it; None where they are code."""
    match parts:
        case [_Value() | _Name() as value]:
            return value
        case [_Group([value])]:
            return _Value(value)
        case [_Name(name), _Group([value])]:
            return _calculated(name.rpartition(".")[2], value)
        case [_Name("function"), _Group() as names, _Code() as code, _Group() as values]:
            return _Value(_returned(code, names, values))
        case [_Value(str()), "+", *_]:
            return _joined(parts)
    return None


def _joined(parts: list[Any]) -> _Value | None:
    """Strings that are joined by plus signs."""
    texts = [each.value for each in parts[::2] if isinstance(each, _Value) and isinstance(each.value, str)]
    is_sum = len(texts) == len(parts[::2]) and all(sign == "+" for sign in parts[1::2])
    return _Value("".join(texts)) if is_sum else None


def _calculated(function: str, value: Any) -> _Value | None:
    """What one of the functions gives by which pages pack their data; None for any other."""
    if function not in _FUNCTIONS or not isinstance(value, str):
        return None
    try:
        return _Value(_FUNCTIONS[function](value))
    except (ValueError, RecursionError):
        return None


def _decoded(text: str) -> str:
    data = base64.b64decode(text)
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


_FUNCTIONS: dict[str, Callable[[str], Any]] = {
    "parse": lambda text: json.loads(text, strict=False),
    "decodeURIComponent": unquote,
    "decodeURI": unquote,
    "unescape": unquote,
    "escape": quote,
    "atob": _decoded,
}


def _property(parts: list[Any]) -> tuple[str, str] | None:
    """The name of an object and of its property: `a.question`, `a["question"]`, `a[0]`."""
    match parts:
        case [_Name(name)] if "." in name:
            holder, _, key = name.rpartition(".")
            return holder, key
        case [_Name(name), _Value([str() | int() as key])]:
            return name, str(key)
    return None


def _returned(code: _Code, names: _Group, values: _Group) -> Any:
    """What a function returns that is called with values for its names."""
    texts = [name.text for name in names.values if isinstance(name, _Name)]
    known: dict[str, Any] = dict(zip(texts, values.values, strict=False))
    for each in code.given:
        holder = known.get(each.name)
        if isinstance(holder, list):
            holder.append(each.value)
        elif isinstance(holder, dict):
            holder[each.key] = each.value
    try:
        return _with_values(code.returned, known, set())
    except RecursionError:
        return code.returned


def _with_values(value: Any, known: dict[str, Any], placed: set[str]) -> Any:
    """A value with what its names stand for; an object or list has one place, so that none holds itself."""
    if isinstance(value, _Name):
        name = value.text
        if name in placed or name not in known:
            return None
        value = known[name]
        if isinstance(value, dict | list):
            placed.add(name)
    if isinstance(value, dict):
        return {key: _with_values(each, known, placed) for key, each in value.items()}
    if isinstance(value, list):
        return [_with_values(each, known, placed) for each in value]
    return value
