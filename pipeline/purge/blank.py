"""What was taken down -> the text of a page with it blacked out; all else stays at its place."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ..schema import TEXT
from ..schema.nouns import CSV
from ..text.blacked_out import FILLER, FILLER_OF_OTHERS
from ..text.patterns import pattern

_FEW = 12  # letters and digits (chosen): a text of fewer stands in too many others
_NEAR = 4_000  # letters and digits (chosen) between an answer and its question
_FIRST, _LAST = 0, -1
_TAG = pattern(r"<(?:!--.*?--|/?[A-Za-z][^<>]*|![^<>]*)>", re.DOTALL)
_SCRIPT = pattern(r"<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_ENTITY = pattern(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ESCAPE = pattern(r"\\u[0-9A-Fa-f]{4}|\\[bfnrt/\"\\]|%[0-9A-Fa-f]{2}")
"""What scripts and addresses write in the place of a character."""
_SIGNS = frozenset("\"'<>{}[]:,;=&|\t")
"""What the form of a page may hang on; in plain text it is none."""
_QUESTION_MARKS = frozenset("?？؟¿")
"""They stay, so that a page whose other questions are told by those around them is read as before."""
_ONE_BLANK = pattern(r"(?<=\S) (?=\S)")
_END = pattern(r"\n+|(?<=[.!?])\s+")


class Words(NamedTuple):
    """A question and its answer that were taken down, as a page has them; or a passage, without a question."""

    question: str
    answer: str


class _Staying(NamedTuple):
    """The questions and answers that stay, without marks and blanks."""

    each: frozenset[str]
    text: str
    """All of them, apart from each other."""

    @classmethod
    def of(cls, kept: Iterable[str]) -> _Staying:
        """Return what stays."""
        folded = [*map(fold, kept)]
        return cls(frozenset(folded), "\n".join(folded))


class _View(NamedTuple):
    """What a text comes to once its escapes are read, and which characters of it each one is."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


Step = Callable[[_View], _View]


def fold(text: str) -> str:
    """Return the letters and digits of a text alone, so that neither marks nor blanks nor their case count.

    >>> fold("It’s Über-5!")
    'itsuber5'
    """
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKD", text).casefold())


def blank(text: str, words: Iterable[Words], kept: Collection[str], media_type: str, filler: str = FILLER) -> str:
    """Return a text without some words, each character of which is replaced by one that says nothing.

    `kept` are questions and answers that stay: what one of them says, too, is only blacked out beside the answer or
    question that it belongs to.
    """
    is_marked_up = media_type not in (TEXT, CSV)
    wanted = [*dict.fromkeys(words)]
    staying = _Staying.of(kept)
    spans: set[tuple[int, int]] = set()
    for view in _views(text, is_marked_up):
        spans.update(_found(view, wanted, staying))
    paint = _Paint(spans, is_marked_up, media_type != TEXT, filler)
    return paint.over(text, 0, _joined(spans))


def without_markup(text: str) -> str:
    """Return a text without tags, each of which ends a line, and without scripts.

    >>> without_markup("<p>Tea &amp; milk</p>").split()
    ['Tea', '&', 'milk']
    """
    return html.unescape(_TAG.sub("\n", _SCRIPT.sub("\n", text)))


def filler_for(encoding: str) -> str:
    """Return what blacks out in an encoding."""
    return FILLER if encoding.lower().startswith("utf") else FILLER_OF_OTHERS


def _views(text: str, is_marked_up: bool) -> Iterator[_View]:
    """The text as it may have to be read: as it is; without tags; with what scripts and attributes escape."""
    positions = range(len(text))
    plain = _View(text, positions, range(1, len(text) + 1))
    yield plain
    if is_marked_up:
        told = _read(plain, _ESCAPE, _escape)
        yield _read(_read(plain, _TAG, _nothing), _ENTITY, _entity)
        yield _read(told, _ENTITY, _entity)
        yield _read(_read(_read(told, _TAG, _nothing), _ENTITY, _entity), _TAG, _nothing)


def _read(view: _View, what: re.Pattern[str], decode: Callable[[str], str]) -> _View:
    """A view with what a pattern finds in the place of which stands what it means."""
    texts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for found in what.finditer(view.text):
        meant = decode(found[0])
        texts += (view.text[at : found.start()], meant)
        starts += view.starts[at : found.start()]
        ends += view.ends[at : found.start()]
        starts += [view.starts[found.start()]] * len(meant)
        ends += [view.ends[found.end() - 1]] * len(meant)
        at = found.end()
    texts.append(view.text[at:])
    starts += view.starts[at:]
    ends += view.ends[at:]
    return _View("".join(texts), starts, ends)


def _nothing(_: str) -> str:
    return " "


def _entity(written: str) -> str:
    return html.unescape(written)


def _escape(written: str) -> str:
    if written.startswith("%"):
        return chr(int(written[1:], 16))
    meant: str = json.loads(f'"{written}"')
    return meant


class _Folded(NamedTuple):
    """The letters and digits of a view, and the place of each in it."""

    text: str
    places: list[int]


def _folded(view: _View) -> _Folded:
    letters = [*map(_fold_one, view.text)]
    places = [place for place, folded in enumerate(letters) for _ in folded]
    return _Folded("".join(letters), places)


_fold_one = lru_cache(maxsize=1 << 16)(fold)


def _found(view: _View, wanted: Sequence[Words], kept: _Staying) -> Iterator[tuple[int, int]]:
    """The spans of the text where some words stand."""
    folded = _folded(view)
    for each in wanted:
        question, answer = fold(each.question), fold(each.answer)
        found = _places(folded, question, answer, kept) if question else _passages(view, folded, answer)
        for start, stop in found or _of_pieces(folded, each, kept):
            yield view.starts[folded.places[start]], view.ends[folded.places[stop - 1]]


def _passages(view: _View, folded: _Folded, passage: str) -> list[tuple[int, int]]:
    """Where a passage stands; one of a few letters only where it is no part of other words."""
    return [
        span for span in _occurrences(folded.text, passage) if len(passage) >= _FEW or _is_apart(view, folded, span)
    ]


def _is_apart(view: _View, folded: _Folded, span: tuple[int, int]) -> bool:
    start, stop = folded.places[span[0]], folded.places[span[1] - 1] + 1
    return not (view.text[start - 1 : start].isalnum() or view.text[stop : stop + 1].isalnum())


def _places(folded: _Folded, question: str, answer: str, kept: _Staying) -> list[tuple[int, int]]:
    """Where a question and its answer stand in folded text."""
    asked = _occurrences(folded.text, question)
    answered = _occurrences(folded.text, answer)
    near = [pair for span in answered for pair in _beside(span, asked)]
    alone = [span for spans, words in ((asked, question), (answered, answer)) if _is_own(words, kept) for span in spans]
    is_shared = bool(question) and question in kept.each
    return [*alone, *(span for pair in near for span in (pair[:1] if is_shared else pair))]


def _is_own(words: str, kept: _Staying) -> bool:
    return len(words) >= _FEW and words not in kept.text


def _beside(answer: tuple[int, int], asked: Sequence[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], ...]]:
    """An answer and the nearest of its questions, if one is near: the last before it, or else the first after it."""
    before = [span for span in asked if span[1] <= answer[0] <= span[1] + _NEAR]
    after = [span for span in asked if answer[1] <= span[0] <= answer[1] + _NEAR]
    if before:
        yield answer, before[_LAST]
    elif after:
        yield answer, after[_FIRST]


def _of_pieces(folded: _Folded, words: Words, kept: _Staying) -> list[tuple[int, int]]:
    """Where the sentences of words stand that a page does not have in one piece."""
    pieces = [fold(piece) for text in words for piece in _END.split(text)]
    return [span for piece in pieces if _is_own(piece, kept) for span in _occurrences(folded.text, piece)]


def _occurrences(text: str, wanted: str) -> list[tuple[int, int]]:
    found = []
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        found.append((at, at + len(wanted)))
        at = text.find(wanted, at + len(wanted))
    return found


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in their order, those that overlap as one."""
    joined: list[tuple[int, int]] = []
    for start, stop in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(stop, joined[-1][1])
        else:
            joined.append((start, stop))
    return joined


class _Paint:
    """Blacks out."""

    def __init__(self, spans: Collection[tuple[int, int]], is_marked_up: bool, has_signs: bool, filler: str) -> None:
        self._spans = sorted(spans)
        self._is_marked_up = is_marked_up
        self._signs = _QUESTION_MARKS | _SIGNS if has_signs else _QUESTION_MARKS
        self._filler = filler

    def over(self, text: str, at: int, spans: Sequence[tuple[int, int]]) -> str:
        """Return a text that begins at a position of the page with some spans of the page blacked out."""
        edges = [at, *(edge for span in spans for edge in span), at + len(text)]
        pieces = [(start, text[start - at : stop - at]) for start, stop in pairwise(edges)]
        return "".join(
            self._black(piece, start) if number % 2 else piece for number, (start, piece) in enumerate(pieces)
        )

    def _black(self, piece: str, start: int) -> str:
        """A piece with all that says something blacked out: line ends, wider gaps, and what tags do not repeat stay."""
        done: list[str] = []
        at = 0
        for tag in _TAG.finditer(piece) if self._is_marked_up else ():
            begin, end = start + tag.start(), start + tag.end()
            inside = self._spans[bisect_left(self._spans, (begin, begin)) : bisect_left(self._spans, (end, end))]
            within = _joined(span for span in inside if span[1] < end)
            done += (self._black_out(piece[at : tag.start()]), self.over(tag[0], begin, within))
            at = tag.end()
        return "".join([*done, self._black_out(piece[at:])])

    def _black_out(self, piece: str) -> str:
        if self._is_marked_up:
            piece = _ENTITY.sub(self._filler, _ESCAPE.sub(self._filler, piece))
        piece = _ONE_BLANK.sub(self._filler, piece)
        return "".join(each if each.isspace() or each in self._signs else self._filler for each in piece)
