"""Titles that happen to ask, told by what is beside all of them: who made a work, when, how long it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from ...text.bylines import BY
from ...text.clean import ends_sentence
from ...text.patterns import pattern
from ...text.questions import ends_with_mark
from ...text.stamps import AGES, LABEL, may_hold_stamp
from ..page import Page
from .flat import flat
from .pairs import ShownPair

_FEWEST = 2  # entries (chosen): one alone has nothing to be like
_LONGEST_CREDIT = 90  # characters (chosen) of a line that names an author, a place, a length
_DIGITS = pattern(r"\d+")
_HOURS = pattern(r"\W*\d{1,2}[:.h]\d\d\b(?!\d)")
_HOUR = pattern(r"(?<!\d)\d{1,2}(?:[:.h]\d\d\b(?!\d)|(?:[:.]\d\d)? ?[ap]\.?m\b)", re.IGNORECASE)
_LESSON = pattern(r"(?:- |\d{1,3}\. )(?:\D|\d(?!\d?:\d))+(?P<length>(?:\d{1,2}:)?\d{1,2}:\d\d)\)?")
_OF_TIMETABLE = pattern(r"\d{1,2}[:.h]\d[05](?: ?\W ?\d{1,2}[:.h]\d[05])?(?: [^\W\d]{1,4})?")
"""`09:30`, `9.30 - 10.15 Uhr`."""
_ROUND = ("0", "5")
"""How hours of timetables end, mostly; of several lengths some do not."""
_MOST_PHRASES = 2 / 3  # share of phrases (chosen) whose translation asks, too; others do not in both languages
_DATE = pattern(
    r"(?:[^\W\d]{2,10}\W{1,2})?\d{1,2}(?:\.|st|nd|rd|th)? (?:(?:de|of) )?[^\W\d]{3,12}\.?,? (?:de )?\d{4}\b"
    r"|[^\W\d]{3,12}\.? \d{1,2},? \d{4}\b|\d{4}[-/.\u5e74]\d{1,2}[-/.\u6708]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}"
)
_PARTS = pattern(r"[,;\u00b7\u2022|\u3001]\s*|\. ")
_AUTHOR = pattern(rf"(?:(?i:{BY})):? (?:[^\W\d_a-z]\S*[ .,]+){{2}}|(?:{BY}):? \w\. ?\w+")
_NAMED = pattern(rf"(?i:{BY}):? (?:[^\W\d_a-z]\S* ?){{2,4}}")
_WHEN = pattern(AGES, re.IGNORECASE)
_STAMPED = pattern(rf"(?:{LABEL}):? ", re.IGNORECASE)
_COUNTED = pattern(r"(?P<word>[^\W\d_]{1,15})\W{0,2}(?P<number>\d{1,3})(?![\d:.,]\d)")
_MOST_ALIKE = 3  # letters (chosen) of a word that has other ends for one and for several: `Week 1`, `Weeks 2 and 3`
_FEWEST_COUNTED = 3  # entries (chosen): `About 1 day` and `About 2 days` may answer
_FIELDS = pattern(r"(?<!\s)\s++[|\u00b7\u2022\u2013\u2014/-]\s+|,\s+|(?:(?<!\s)\s++)?[|\u00b7\u2022]\s*")
_MOST_NAME = 4  # words (chosen) of a name or a section that stands beside an age: `Town news`


def are_works(series: Sequence[ShownPair]) -> bool:
    """Whether the answers say alike by whom a work is, when or how long: `By T. Moss. 180 pages.`, `3:10 Ann Lee`.

    So do parts of a course or a series: `Week 1`, `Weeks 2 and 3`.
    """
    if len(series) < _FEWEST:
        return False
    lines = [pair.answer.partition("\n")[0] for pair in series]
    alike = any(all(map(test, lines)) for test in (_HOURS.match, _DATE.match, _AUTHOR.match))
    return alike or _end_alike(lines) or _are_counted(lines) or _are_lessons(series)


def _are_counted(lines: Sequence[str]) -> bool:
    """Whether all lines open with the same word and numbers that count up from one."""
    found = [match for line in lines if (match := _COUNTED.match(line))]
    if len(found) < max(_FEWEST_COUNTED, len(lines)):
        return False
    numbers = [int(match["number"]) for match in found]
    words = {match["word"][:_MOST_ALIKE].casefold() for match in found}
    return len(words) == 1 and numbers[0] == 1 and all(one < other for one, other in pairwise(numbers))


def _end_alike(lines: Sequence[str]) -> bool:
    """Whether all lines have several parts and a number, and the same last word: `Bo Dahl, 2019, 98 min`."""
    if any(len(line) > _LONGEST_CREDIT or not _DIGITS.search(line) or not _PARTS.search(line) for line in lines):
        return False
    return len({_DIGITS.sub("0", line.split()[-1]) for line in lines}) == 1


def _are_lessons(series: Sequence[ShownPair]) -> bool:
    """Whether the answers are lists of nothing but titles with their lengths: `- Major and minor 07:02`."""
    lines = (line for pair in series for line in pair.answer.split("\n") if line)
    lengths = []
    for line in lines:
        lesson = _LESSON.fullmatch(line)
        if lesson is None:
            return False
        lengths.append(lesson["length"])
    return not all(length.endswith(_ROUND) for length in lengths)


def are_in_programme(page: Page, series: Sequence[ShownPair]) -> bool:
    """Whether a line with an hour is right above each title, and below no sentence but who speaks or what is shown.

    In a timetable the first line below says so, another one for each title, and more may follow.
    """
    if len(series) < _FEWEST or any(pair.found.stands_alone for pair in series):
        return False
    above = [_above(page, pair) for pair in series]
    if not all(map(_says_hour, above)):
        return False
    below = [pair.answer.split("\n") for pair in series]
    if len({lines[0] for lines in below}) == len(below) and all(map(_OF_TIMETABLE.fullmatch, above)):
        below = [lines[:1] for lines in below]
    return not any(map(ends_sentence, chain.from_iterable(below)))


def _says_hour(line: str) -> bool:
    """Whether a line that is no sentence says an hour: `Saturday, 10:00 – 11:00`."""
    return len(line) <= _LONGEST_CREDIT and _HOUR.search(line) is not None and not ends_sentence(line)


def _above(page: Page, pair: ShownPair) -> str:
    """The piece of text before a title."""
    shown = flat(page)
    number = shown.numbers.get(pair.found.element)
    return shown.texts[shown.first[number] - 1] if number is not None and shown.first[number] else ""


def is_name(line: str) -> bool:
    """Whether a line is a few words that all begin with a capital: `Ada Brenn`."""
    words = line.split(" ")
    return 1 < len(words) <= _MOST_NAME and all(word[:1].isupper() for word in words) and not ends_sentence(line)


def are_phrases(series: Sequence[ShownPair]) -> bool:
    """Whether most answers are a question each, as where phrases are translated: `Where is the harbour?`"""
    asking = sum(_asks_back(pair.answer) for pair in series)
    return asking >= _FEWEST and asking >= _MOST_PHRASES * len(series)


def _asks_back(answer: str) -> bool:
    """Whether an answer is a line that asks, with what may be in brackets behind it, and no sentence below."""
    first, _, rest = answer.partition("\n")
    return ends_with_mark(first.partition(" (")[0]) and not any(map(ends_sentence, rest.split("\n")))


def headlines(series: Sequence[ShownPair]) -> list[ShownPair]:
    """Those with nothing below them but how old an article is, how long it takes to read and who wrote it."""
    found = [pair for pair in series if all(map(_is_byline, filter(None, pair.answer.split("\n"))))]
    has_age = any(_WHEN.fullmatch(part) for pair in found for part in _parts(pair.answer))
    return found if len(found) >= _FEWEST and has_age else []


def _is_byline(line: str) -> bool:
    """Whether a line says how old an article is, how long it is or whose: `Jane Roe, 3 hours ago`.

    The first part that says something else decides, which spares most answers the rest.
    """
    is_told = False
    for part in _parts(line):
        if _WHEN.fullmatch(part) or _NAMED.fullmatch(part):
            is_told = True
        elif not _DATE.fullmatch(part) and (len(part.split()) > _MOST_NAME or not part[0].isupper()):
            return False
    return is_told


def _parts(text: str) -> Iterator[str]:
    """Yield the parts of some lines, without what says that a time is one: `Updated`."""
    for line in text.split("\n"):
        start = 0
        for field in _FIELDS.finditer(line):
            yield from _said(line[start : field.start()])
            start = field.end()
        yield from _said(line[start:])


def _said(part: str) -> Iterator[str]:
    """Yield a part of a line without what says that a time is one, where that leaves something."""
    said = part.strip(" .()")
    if may_hold_stamp(said):
        said = _STAMPED.sub("", said, count=1)
    if said:
        yield said
