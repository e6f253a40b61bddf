"""Whether an answer only holds the place of one: `TBD`, `Lorem ipsum ...`, `Your answer here`, `Read more`."""

from __future__ import annotations

import re
from functools import cache

from ahocorasick_rs import MATCHKIND_LEFTMOST_FIRST, BytesAhoCorasick

from ..text.languages import LANGUAGES, all_words
from ..text.patterns import pattern
from .placeholder_words import FILLER, NOT_YET, PLACEHOLDERS

_LONGEST = 120  # characters; longer answers are read for filler text alone
_AROUND = (
    "\"'\u201c\u201d\u2018\u2019\u00ab\u00bb()[]{}<>*_~|#.,:;!?\u2026\u203a\u2192\u2794\u279c\u25b8\u25b6\u3002\uff01\u3001"
    "+-\u2013\u2014/= \t\n"
)

_WHEN = pattern(
    r"\b(?:when|how soon|wann|quand|cuándo|cuando|quando|wanneer|när|hvornår|når|milloin|kiedy|kdy|kedy|mikor|când"
    r"|когда|коли|ne zaman|πότε|متى|מתי|کی|kapan|khi nào)\b|कब|เมื่อไ|いつ|언제|什么时候|何时|什麼時候|何時",
    re.IGNORECASE,
)
_ABOUT_WORDS = pattern(
    r"\b(?:tbd|tba|tbc|to-?do|n/a|stands? for|means?|meaning|definition|abbreviations?|acronyms?|words?|label"
    r"|button|buttons"
    r"|how (?:do|would) (?:you|i) say|translate|bedeutet|wort|heißt|signifie|veut dire|mot|significa|palabra"
    r"|palavra|parola|betekent|woord|betyder|означает|слово"
    r"|oznacza|anlamı)\b|意味|意思|뜻",
    re.IGNORECASE,
)
"""A question for the word itself."""
_VALUES = frozenset("undefined null nan".split())
"""What programs print where there is no text: right where a question is about them."""
_ABOUT_VALUES = pattern(
    r"\b(?:undefined|null|nan|values?|variables?|returns?|javascript|java|python|sql|type(?:of)?|code"
    r"|function|method|object|keyword"
    r"|operator|console|program\w*)\b",
    re.IGNORECASE,
)
_ABOUT_FILLER = pattern(
    r"lorem|ipsum|dolor|placeholder|filler|dummy|blindtext|platzhalter|typeset|cicero", re.IGNORECASE
)
_OPENING = 12  # characters (chosen) in which an answer opens that is filler text
_PLAIN = str.maketrans(dict.fromkeys(".,:;!?\u2026\u2019'\"", " "))
_PLACEHOLDER = pattern("|".join(PLACEHOLDERS.values()))
_NOT_YET = pattern(NOT_YET)
_NUMBERED = pattern(
    rf"(?:{'|'.join(sorted(all_words(language.answer_labels for language in LANGUAGES)))})"
    r"(?: (?:text|number|no|nr|to question|zu frage))?\s?#?\s?\d{1,3}|answer|object object"
)


def is_placeholder(question: str, answer: str) -> bool:
    """Whether the answer only holds the place of one.

    >>> is_placeholder("How wide is it?", "Your answer goes here..."), is_placeholder("Is it red?", "Read more books.")
    (True, False)
    """
    lower = answer.casefold()
    return (len(answer) <= _LONGEST and _is_empty(question, lower)) or _is_filler(question, lower)


def _is_empty(question: str, answer: str) -> bool:
    words = " ".join(answer.translate(_PLAIN).split()).strip(_AROUND)
    if not words:
        return answer.isascii()  # signs alone; an emoji may answer
    if words in _VALUES:
        return not _ABOUT_VALUES.search(question)
    if _NOT_YET.fullmatch(words):
        return not _WHEN.search(question)
    if _PLACEHOLDER.fullmatch(words) or _NUMBERED.fullmatch(words):
        return not _ABOUT_WORDS.search(question)
    return False


def _is_filler(question: str, answer: str) -> bool:
    """Whether the answer is text that shows how a page will look, and the question is not about that."""
    if not _may_hold_filler(answer):
        return False
    found = [at for phrase in FILLER if (at := answer.find(phrase)) >= 0]
    return bool(found) and (min(found) < _OPENING or len(found) > 1) and not _ABOUT_FILLER.search(question)


def _may_hold_filler(answer: str) -> bool:
    return bool(_finder().find_matches_as_indexes(answer.encode("utf-8", "surrogatepass")))


@cache
def _finder() -> BytesAhoCorasick:
    """Looks for all phrases at once; in bytes, and so that the first one counts, it takes a third of the time."""
    return BytesAhoCorasick([phrase.encode() for phrase in FILLER], matchkind=MATCHKIND_LEFTMOST_FIRST)
