"""How a page or a section calls itself a list of questions and answers, in the languages that `languages.py` knows."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from .languages import ENGLISH, LANGUAGES, Language
from .marks import has_mark_at_end
from .patterns import pattern
from .questions import opens_like_question

_LONGEST_TITLE = 200  # characters (chosen)
_AROUND = " \t\r\n\"'\u00ab\u00bb\u201c\u201d.:!#*-\u2013\u2014|>\u203a\u00b6"
_ACCENTS = pattern("[\u0300-\u036f]")
_ESCAPE = pattern(r"\\(?:u[0-9a-f]{4}|.)")


def _without_accents(text: str) -> str:
    """Titles in capitals go without their accents: `ΣΥΧΝΕΣ ΕΡΩΤΗΣΕΙΣ`."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", text)))


def _any_of(languages: Iterable[Language]) -> str:
    return "|".join(_without_accents(title) for language in languages for title in language.faq_titles)


def _has_ascii_letters(language: Language) -> bool:
    """Whether titles in a language may have no other letters: those in Cyrillic, Greek or Arabic letters never do."""
    return any(char.isascii() and char.isalpha() for char in _ESCAPE.sub("", _any_of([language])))


# Looked for at the start of words only, which takes a fifth of the time; particles show a script without blanks.
_TITLE = pattern(rf"\b(?:{_any_of(LANGUAGES)})")
_TITLE_IN_ASCII = pattern(rf"\b(?:{_any_of(row for row in LANGUAGES if _has_ascii_letters(row))})")
_TITLE_WITHOUT_BLANKS = pattern(_any_of([ENGLISH, *(row for row in LANGUAGES if row.particles)]))


_VERBS = (_without_accents(row.answering.split()[0]) for row in LANGUAGES if row.answering and row is not ENGLISH)
_SOMEBODY_ANSWERS = pattern(
    rf"(?:[^\W\d][\w.'\u2019-]* ){{1,3}}(?:{'|'.join(sorted(_VERBS))})(?=$|:| [|\u2013\u2014-])"
)
"""How columns are called in which an expert answers readers: `Lääkäri vastaa`; in English the verb is a noun, too."""


@lru_cache(maxsize=1024)  # the pages of one site have the same titles
def is_faq_title(text: str) -> bool:
    """Whether a title says that questions and answers follow.

    >>> is_faq_title("Veelgestelde vragen over fietsen"), is_faq_title("What is an FAQ?"), is_faq_title("Prices")
    (True, False, False)
    """
    text = " ".join(text.split()).strip(_AROUND)
    if len(text) > _LONGEST_TITLE or (has_mark_at_end(text) and opens_like_question(text)):
        return False
    title = _without_accents(text.lower())
    if _SOMEBODY_ANSWERS.match(title) is not None:
        return True
    if title.isascii():
        return _TITLE_IN_ASCII.search(title) is not None
    return _TITLE.search(title) is not None or _TITLE_WITHOUT_BLANKS.search(title) is not None
