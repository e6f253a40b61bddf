"""Bylines: lines that say who wrote or checked a text and when, which say nothing about what it answers."""

from __future__ import annotations

import re
from functools import lru_cache

from .languages import LANGUAGES, all_words
from .patterns import pattern
from .stamps import AGES, COLON, LABEL, ON_WORD, WEEKDAYS, WHEN

LONGEST_BYLINE = 100
"""Characters (chosen): a longer line is none. To look through it would take the square of its length."""
_MOST_FIELDS = 6  # of a line (chosen), so that a list of names is looked at for a short time only


def _any_of(phrases: frozenset[str]) -> str:
    return "|".join(
        re.escape(phrase.replace("_", " ")) for phrase in sorted(phrases, key=lambda each: (-len(each), each))
    )


_CREDIT = _any_of(all_words(language.credits for language in LANGUAGES))
BY = _any_of(all_words(language.by_words for language in LANGUAGES))
"""A regular expression for what comes before the name of an author: `by`."""
_WORD = r"[^\W\d_a-z][\w.'\u2019-]*"
_NEXT = rf"(?: (?:(?:d[aeiou]s?|van|von|der|den|la|le|bin|al|el|y) )?{_WORD})"
_NAME = rf"{_WORD}{_NEXT}{{0,3}}"
_DEGREES = r"(?:, ?[A-Z][A-Za-z.]{1,5}){0,2}"
_ROLE = r"(?: \([^()\d]{2,25}\))?"  # Pan House (seller)
_CREDITED = rf"(?i:{_CREDIT})(?: ?[:\uff1a] ?| ){_NAME}{_DEGREES}"
_SIGNED = rf"(?i:{BY}):? {_WORD}{_NEXT}{{1,3}}{_DEGREES}{_ROLE}"
_AGE = rf"(?i:(?:(?:{LABEL}):? )?(?:{AGES}))"
_STAMPED = rf"(?i:(?:{LABEL}){COLON} {WHEN})"
_DATED = rf"(?i:{BY}):? (?:[^\W\d_]{{3,15}} )?(?!(?i:{WEEKDAYS})\b){_WORD}{_ROLE}(?i:(?= {ON_WORD} ) {WHEN})"
_DAY = r"(?:[^\W\d_]{3,12}\.? \d{1,2}|\d{1,2}\.? [^\W\d_]{3,12}\.?)"
_TELLING = rf"(?:{_CREDITED}|{_AGE}|{_STAMPED} {_SIGNED}|{_STAMPED}|{_DATED}|{_SIGNED})"
_FIELD = rf"(?:{_TELLING}|(?i:{WHEN})|{_DAY}|{_NAME})"
_BETWEEN = r"(?:\s*[|\u00b7\u2022\u2013\u2014,]\s*|\s+-\s+|\s+)"
_LINE = pattern(rf"{_FIELD}(?:{_BETWEEN}{_FIELD}){{0,{_MOST_FIELDS - 1}}}\.?")
_TELLS = pattern(
    rf"(?<!\w)(?:{_CREDITED}|{_AGE}|{_STAMPED}|{_DATED}"
    rf"|{_SIGNED}.*(?:(?i:{WHEN})|{_DAY})|(?:(?i:{WHEN})|{_DAY}).*{_SIGNED})(?!\w)"
)


@lru_cache(maxsize=1024)  # the lines around an answer are asked for from several sides
def is_byline(line: str) -> bool:
    """Whether a line says who wrote or checked a text, and when, and nothing else.

    >>> is_byline("By Sian Hart | 6 May 2026"), is_byline("Reviewed by Ann Bee, MD"), is_byline("By Royal Mail")
    (True, True, False)
    """
    return len(line) <= LONGEST_BYLINE and _TELLS.search(line) is not None and _LINE.fullmatch(line) is not None
