"""A page of HTML with a mark before each word that says where in the file the word stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from turbohtml import Token, TokenType, tokenize

from ..parse.formats.jsonld.script_tags import is_json_ld
from ..parse.formats.pagedata import gives_data
from ..parse.locators import Span
from ..text.patterns import pattern

# A mark is two characters of the planes that Unicode leaves to private use, from a range that the page does not use.
_RADIX = 0x1000
_RANGES = tuple(base for plane in (0x100000, 0xF0000) for base in range(plane, plane + 0xE000, 2 * _RADIX))
_WORD, _WORD_IN_JSON = pattern(r"\S+"), pattern(r"[^\s>]+")  # HTML in JSON: a word may follow a tag
_CONTENT = pattern(r"""\bcontent\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_JSON_STRING = pattern(r'"((?:[^"\\]++|\\.)*+)(?:"|\\?\Z)(?P<key>\s*+:)?+', re.DOTALL)
_SAYS = pattern(
    r"(?:name|text|headline|description|answer|question|title|content|html|value|@value|@list|@set)\Z", re.IGNORECASE
)
_JSON_MARKUP = pattern(r"<[^<>]*>|\\u[0-9a-fA-F]{4}|\\.|&#?\w{1,8};")
_DATA = "application/json"
_UNREAD = ("json", "script", "style")
_NAMING = ("class", "style", "rel", "itemtype", "itemprop", "typeof", "property", "prefix", "vocab", "sizes")
"""Attributes that hold several words and say nothing to a reader."""
_LONGEST_TAG = 200  # characters (chosen) of a tag that is shown with its words


class Marked(NamedTuple):
    """A page of HTML and its words."""

    source: str
    text: str
    """The source with a mark before each word."""
    words: list[Span]
    """Where each word stands in the source, by the number that its mark says."""
    marks: int
    """The first character of the marks."""
    bare: str
    """The source with blanks for its tags, but not for those that may say something in an attribute."""

    def places(self, text: str) -> list[Span]:
        """Return where the marked words of a text stand in the source."""
        low = self.marks + _RADIX
        found = _mark_pattern(self.marks).findall(text)
        numbers = [(ord(mark[0]) - self.marks) * _RADIX + ord(mark[1]) - low for mark in found]
        return [self.words[number] for number in numbers if number < len(self.words)]

    def unmarked(self, text: str) -> str:
        """Return a text without marks."""
        return _mark_pattern(self.marks).sub("", text)

    def words_of(self, text: str) -> list[str]:
        """Return the words of a marked text; a mark that a tag or a blank parted from its word is with it again."""
        words = []
        parted = ""
        for word in text.split():
            if self.unmarked(word):
                words.append(parted + word)
                parted = ""
            else:
                parted += word
        return words


@cache
def _mark_pattern(marks: int) -> re.Pattern[str]:
    low, end = marks + _RADIX, marks + 2 * _RADIX
    return re.compile(f"[{chr(marks)}-{chr(low - 1)}][{chr(low)}-{chr(end - 1)}]")


def _unused_range(source: str) -> int | None:
    """The first character of a range for marks that a page does not use; None if it uses all."""
    used = {ord(c) for c in set(source) if ord(c) >= min(_RANGES)}
    return next((base for base in _RANGES if not any(base <= c < base + 2 * _RADIX for c in used)), None)


def mark_words(source: str) -> Marked | None:
    """Return a page with its words marked; None for one that uses characters of every range for marks itself."""
    marks = _unused_range(source)
    if marks is None:
        return None
    words: list[Span] = []
    pieces: list[str] = []
    bare: list[str] = []
    script = ""
    for token, start, end in _tokens(source):
        text = source[start:end]
        if script == "script" and token.type is TokenType.TEXT and gives_data(text):
            script = "json"
        spans = list(_words(token, text, script))
        position = 0
        for first, last in spans:
            pieces += [text[position:first], _mark(marks, len(words))]
            words.append((start + first, start + last))
            position = first
        pieces.append(text[position:])
        bare.append(_bare(token, text, script))
        if token.type is TokenType.START_TAG:
            script = _script(token)
        elif token.type is TokenType.END_TAG:
            script = ""
    return Marked(source, "".join(pieces), words, marks, "".join(bare))


def _tokens(source: str) -> Iterator[tuple[Token, int, int]]:
    """Yield the tokens of a page, each with where it starts and ends."""
    starts = [0, *(match.end() for match in re.finditer("\n", source))]
    before: tuple[Token, int] | None = None
    for token in tokenize(source):
        start = starts[token.line - 1] + token.col
        if before:
            yield *before, start
        before = token, start
    if before:
        yield *before, len(source)


def _mark(marks: int, number: int) -> str:
    return chr(marks + number // _RADIX) + chr(marks + _RADIX + number % _RADIX)


def _words(token: Token, text: str, script: str) -> Iterator[Span]:
    """Where the words of a token are that a format may read."""
    if token.type is TokenType.START_TAG:
        for match in _CONTENT.finditer(text):
            yield from _words_between(text, *match.span(match.lastindex or 0))
    elif token.type is TokenType.TEXT and script == "json":
        yield from _words_of_json(text)
    elif token.type is TokenType.TEXT and script not in _UNREAD:
        yield from _words_between(text, 0, len(text))


def _words_between(text: str, start: int, end: int) -> Iterator[Span]:
    return (match.span() for match in _WORD.finditer(text, start, end))


def _words_of_json(text: str) -> Iterator[Span]:
    """Where the words of the strings are; of strings of one word, of those that are no type, id or address."""
    key = ""
    for string in _JSON_STRING.finditer(text):
        if string["key"]:
            key = string[1]
            continue
        words = [match.span() for match in _WORD_IN_JSON.finditer(text, *string.span(1))]
        if len(words) > 1 or _SAYS.search(key):
            yield from words


def _script(token: Token) -> str:
    """What kind of script or style a tag opens."""
    if token.tag == "script":
        kind = next((value for name, value in token.attrs or [] if name == "type"), "")
        return "json" if is_json_ld(kind or "") or kind == _DATA else "script"
    return "style" if token.tag == "style" else ""


def _bare(token: Token, text: str, script: str) -> str:
    """The text of a token, with a blank for each character of a tag that says nothing."""
    if token.type is TokenType.TEXT:
        return _JSON_MARKUP.sub(lambda match: " " * len(match[0]), text) if script == "json" else text
    says = len(text) > _LONGEST_TAG or token.type not in (TokenType.START_TAG, TokenType.END_TAG)
    says = says or any(" " in (value or "").strip() for name, value in token.attrs or [] if name not in _NAMING)
    return text if says else re.sub(r"[^\n]", " ", text)
