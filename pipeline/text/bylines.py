"""Bylines: lines that say who wrote or checked a text and when, which say nothing about what it answers."""

from __future__ import annotations

import re

from .languages import LANGUAGES, all_words
from .patterns import pattern
from .stamps import LABEL, WHEN

_MOST_FIELDS = 6  # chosen: of a line, so that a long list of names is looked at for a short time only


def _any_of(phrases: frozenset[str]) -> str:
    return "|".join(
        re.escape(phrase.replace("_", " ")) for phrase in sorted(phrases, key=lambda each: (-len(each), each))
    )


_CREDIT = _any_of(all_words(language.credits for language in LANGUAGES))
_BY = _any_of(all_words(language.by_words for language in LANGUAGES))
_WORD = r"[^\W\d_a-z][\w.'\u2019-]*"
_NAME = rf"{_WORD}(?: (?:(?:d[aeiou]s?|van|von|der|den|la|le|bin|al|el|y) )?{_WORD}){{0,3}}"
_DEGREES = r"(?:, ?[A-Z][A-Za-z.]{1,5}){0,2}"
_CREDITED = rf"(?i:{_CREDIT}):? {_NAME}{_DEGREES}"
_SIGNED = rf"(?i:{_BY}):? {_NAME.replace('{0,3}', '{1,3}')}{_DEGREES}"
_AGE = rf"(?i:(?:(?:{LABEL}):? )?(?:{'|'.join(line for language in LANGUAGES for line in language.bylines)}))"
_STAMPED = rf"(?i:(?:{LABEL}):? {WHEN})"
_DAY = r"(?:[^\W\d_]{3,12}\.? \d{1,2}|\d{1,2}\.? [^\W\d_]{3,12}\.?)"
_TELLING = rf"(?:{_CREDITED}|{_AGE}|{_STAMPED} {_SIGNED}|{_STAMPED}|{_SIGNED})"
_FIELD = rf"(?:{_TELLING}|(?i:{WHEN})|{_DAY}|{_NAME})"
_BETWEEN = r"(?:\s*[|\u00b7\u2022\u2013\u2014,]\s*|\s+-\s+|\s+)"
_LINE = pattern(rf"{_FIELD}(?:{_BETWEEN}{_FIELD}){{0,{_MOST_FIELDS - 1}}}\.?")
_TELLS = pattern(
    rf"(?<!\w)(?:{_CREDITED}|{_AGE}|{_STAMPED}|{_SIGNED}.*(?:(?i:{WHEN})|{_DAY})|(?:(?i:{WHEN})|{_DAY}).*{_SIGNED})(?!\w)"
)


def is_byline(line: str) -> bool:
    """Whether a line says who wrote or checked a text, and when, and nothing else.

    >>> is_byline("By Sian Hart | 6 May 2026"), is_byline("Reviewed by Ann Bee, MD"), is_byline("By Royal Mail")
    (True, True, False)
    """
    return _TELLS.search(line) is not None and _LINE.fullmatch(line) is not None
