"""Date stamps: the day on which a text was written or changed, which says nothing about what it answers."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from operator import itemgetter

from ahocorasick_rs import MATCHKIND_LEFTMOST_FIRST, BytesAhoCorasick

from .languages import LANGUAGES, all_phrases, all_words
from .patterns import pattern

_YEAR = r"(?:19|20)\d\d"
_MONTH_NUMBER = r"(?:0?[1-9]|1[0-2])"
_MONTH = r"[^\W\d_]{3,12}\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|\.|\u00ba)?"
_EASTERN_DAY = rf"{_YEAR}(?:[\u5e74\ub144]|\.(?= )) ?\d{{1,2}}(?:[\u6708\uc6d4]|\.(?= )) ?\d{{1,2}}[\u65e5\uc77c.]"
"""In Chinese, Japanese and Korean: `2015\u5e743\u67084\u65e5`, `2015. 3. 4.`"""
DAY_OF_YEAR = (
    rf"(?:{_YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}[-/.] ?\d{{1,2}}[-/.] ?(?:{_YEAR}|\d\d)"
    rf"|{_DAY} (?:de |of )?{_MONTH},? (?:de )?{_YEAR}(?: \u0433\.)?|{_MONTH} {_DAY},? {_YEAR}|{_YEAR}\. {_MONTH} {_DAY}"
    rf"|{_EASTERN_DAY})"
)
"""A regular expression for a day."""
_DATE = rf"(?:{DAY_OF_YEAR}|{_MONTH} {_YEAR}|{_MONTH_NUMBER}[/.]{_YEAR}|{_YEAR}-{_MONTH_NUMBER}(?!\d))"
_ZONE = r"(?:(?: ?(?:[ap]\.?m\b\.?|(?:uhr|utc|gmt|cet|cest|est|edt|pst|pdt|bst)\b))|z\b|[+-]\d\d:?\d\d)?"
_AT = r"(?:at |um |klo? |kl\. |om |[\u00e0v\u0432\u043e] |[\u00e0a]s |(?:alle )?(?:ore )?|a las |(?:o )?(?:godz\. )?)"
_CLOCK = r"\d{1,2}(?:[:.h]\d\d(?::\d\d)?|[\u65f6\u6642]\d\d\u5206|\uc2dc \d\d\ubd84)"
_TIME = rf"(?:[,t]? ?{_AT}{_CLOCK}{_ZONE})?"
_STAMPS = all_phrases(language.stamps for language in LANGUAGES)
LABEL = "|".join(  # by their first letters, each of which is looked at once
    f"{first}(?:{'|'.join(re.escape(label[1:]) for label in sorted(labels, key=len, reverse=True))})"
    for first, labels in groupby(sorted(_STAMPS), key=itemgetter(0))
)
"""A regular expression for the words before a date: `updated`."""
ON_WORD = (
    r"(?:on the|on|am|vom|le|el|il|op|den|em|del|in|la|pada|dnia|dne|d\u0148a|\u043d\u0430|\u03c3\u03c4\u03b9\u03c2"
    r"|\u0641\u064a|ng\u00e0y)"
)
"""A regular expression for what a date may follow."""
_ON = rf"(?:{ON_WORD} )?"
WEEKDAYS = "|".join(sorted(all_words(language.weekdays for language in LANGUAGES), key=len, reverse=True))
_WEEKDAY = rf"(?:(?:{WEEKDAYS})\.?, )?"
COLON = rf"(?:(?: {ON_WORD})? ?[:\uff1a])?"
"""A regular expression for what parts such words from the date: `Modified on: 3 May 2026`."""
_START = r"(?:(?<=\n)|\A|(?<=[.!?] )|(?<=[.!?\u3002]))"
WHEN = rf"{_ON}{_WEEKDAY}{_DATE}{_TIME}"
"""A regular expression for a day, with its time."""
AGES = "|".join(line for language in LANGUAGES for line in language.bylines)
"""A regular expression for how old a text is, or how long it takes to read: `3 hours ago`."""
_CLOSE = r"[\])*_]{0,2}"
# Without a colon only a sentence or a line that is nothing but the stamp is one: `Updated March 2026 rules hold`.
_ALONE = rf"(?={_CLOSE}[.;]?(?:\s*\Z|\n)|{_CLOSE}[.;] |[\])*_]{{1,2}} )"
_STAMP = pattern(
    rf"{_START}[\[(*_]{{0,2}}(?:{LABEL})"
    rf"(?:(?: {ON_WORD})? ?[:\uff1a] ?{WHEN}| ?(?:{WHEN}|[:\uff1a]? ?(?:{AGES})){_ALONE})"
    rf"{_CLOSE}[.;]?(?=\s|\Z)\s*",
    re.IGNORECASE,
)
_MOMENT = pattern(rf"(?:{_CLOCK},? )?{WHEN}", re.IGNORECASE)
_DAY_WITHIN = pattern(rf"(?<!\w){_DATE}(?!\w)", re.IGNORECASE)
_WORD = pattern(r"[^\W\d_]+")
_WEEKDAY_WORDS = all_words(language.weekdays for language in LANGUAGES)
_LONGEST_MOMENT = 60  # characters (chosen)
STAMP_WORDS = frozenset(label.split(" ")[-1] for label in _STAMPS)
"""A text without any of these words has no stamp."""


def may_hold_stamp(text: str) -> bool:
    """Whether a text holds one of the words that stand before a date; a look that spares most texts the patterns."""
    return bool(_finder().find_matches_as_indexes(text.lower().encode("utf-8", "surrogatepass")))


@cache
def _finder() -> BytesAhoCorasick:
    return BytesAhoCorasick(sorted(map(str.encode, STAMP_WORDS)), matchkind=MATCHKIND_LEFTMOST_FIRST)


def without_stamps(text: str) -> str:
    """Return a text without the sentences that say only when it was written or changed; all of it if nothing is left.

    >>> without_stamps("Updated: 2026-03-24 10:17. It is open.")
    'It is open.'
    >>> without_stamps("It was updated: 24 March 2026 brought new rules.")
    'It was updated: 24 March 2026 brought new rules.'
    """
    rest: str = _STAMP.sub("", text) if may_hold_stamp(text) else text
    return rest if rest.strip() else text


def is_stamp(text: str) -> bool:
    """Whether a text says only when something was written or changed.

    >>> is_stamp("Updated: 24 March 2026"), is_stamp("Updated: 24 March 2026. It is open."), is_stamp("Updated daily.")
    (True, False, False)
    """
    return may_hold_stamp(text) and not _STAMP.sub("", text).strip()


def is_moment(text: str) -> bool:
    """Whether a text is a day with the time of day, as a post has it: `2015/3/4 12:10`.

    >>> is_moment("2015/3/4 12:10"), is_moment("12:10 04.03.2015"), is_moment("On 4 March 2015 at 9:00 it opens.")
    (True, True, False)
    """
    return ":" in text and is_date(text)


def is_date(text: str) -> bool:
    """Whether a text is a day, with or without the time of day, and nothing else."""
    return len(text) <= _LONGEST_MOMENT and _MOMENT.fullmatch(text) is not None


def is_day(line: str) -> bool:
    """Whether a line says only a day, as between the messages of a chat: with a weekday, and signs around it.

    >>> is_day("----- 12 March 2024, Tuesday -----"), is_day("2024/03/12(火)"), is_day("Since 12 March 2024")
    (True, True, False)
    """
    if len(line) > _LONGEST_MOMENT or not holds_date(line):
        return False
    rest = _WORD.findall(_DAY_WITHIN.sub(" ", line).lower())
    return all(len(word) == 1 or word in _WEEKDAY_WORDS for word in rest)


def holds_date(line: str) -> bool:
    """Whether a line says a day, with year and month."""
    return _DAY_WITHIN.search(line) is not None


def without_dates(line: str) -> str:
    """Return a line with a zero for each day that it says.

    >>> without_dates("The shop, 3 May 2024")
    'The shop, 0'
    """
    return _DAY_WITHIN.sub("0", line)
