"""The words that questions open with."""

from __future__ import annotations

from .languages import ENGLISH, LANGUAGES, all_words
from .marks import ASKING_MARKS, START_MARKS

OPENERS = all_words([ENGLISH.openers, ENGLISH.be, ENGLISH.auxiliaries, ENGLISH.auxiliaries_first])
"""How an English question opens. Without a question mark it takes one of these to be sure."""
OPENERS_ELSEWHERE = all_words(language.openers for language in LANGUAGES if language is not ENGLISH)
"""The same for other languages; read only where a page's structure asks, too."""
_PREPOSITIONS = all_words(language.prepositions for language in LANGUAGES)
_OPENER_ENDS = tuple(sorted(all_words(language.opener_ends for language in LANGUAGES)))
AROUND_WORD = (
    "\"'\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb\u2039\u203a\u300c\u300d()[].,:!\u2026\u3002\uff01\u060c"
    f"{START_MARKS}{ASKING_MARKS}"
)
"""Signs that may stand right before or behind a word."""

_LANGUAGES = frozenset(language.tag for language in LANGUAGES) | {"", "nn", "bs"}
"""Of which question words are known; most pages that state none are in one of them, too."""


def are_openers_known(language: str) -> bool:
    """Whether half sentences can be told from questions in the language of a tag: some of its question words are known.

    >>> are_openers_known("de"), are_openers_known(""), are_openers_known("eu")
    (True, True, False)
    """
    return language in _LANGUAGES


def first_words_ask(words: list[str]) -> bool:
    """Whether the first of some words in lower case open a question in another language than English."""
    first, second = (word.replace("\u2019", "'").strip(AROUND_WORD) for word in (*words[:2], "")[:2])
    return (
        first in OPENERS_ELSEWHERE
        or f"{first}_{second}" in OPENERS_ELSEWHERE
        or (bool(second) and first.endswith(_OPENER_ENDS))  # `Abonnez-vous` alone is an order
        or (first in _PREPOSITIONS and second in OPENERS_ELSEWHERE)
    )
