"""Labels that stand before a question or an answer in an element or on a line of their own: `Q`, `1.2`, an arrow."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from ...text.clean import ends_sentence
from ...text.labels import behind_signs
from ...text.languages import ENGLISH, LANGUAGES, all_phrases, all_words
from ...text.patterns import LETTER, pattern

_QUESTION_WORDS = all_phrases(language.question_labels for language in LANGUAGES) | {"q"}
_ANSWER_WORDS = (
    all_phrases(language.answer_labels for language in LANGUAGES)
    | all_words(language.short_answer_labels for language in LANGUAGES)
    | {"a"}
)
_LETTER = pattern(
    rf"(?P<number>\d{{1,3}}[.)] )?[\[(]?(?P<word>{LETTER}{{1,12}}(?: {LETTER}{{1,12}})?)[ \t]?\d{{0,3}}[\])]?[ \t]?"
    r"[.:)\uff1a\uff0e\-\u2013\u2014]?"
)
_NUMBER = pattern(r"[#(\[]?\d{1,3}(?:[.\-]\d{1,3}){0,4}[.:)\]]{0,2}-?")
_COUNTED = pattern(r"\(?(?P<number>\d{1,3}(?:\.\d{1,3}){0,4})[.:)]{0,2}-?[ \t]+(?=\S)")
_ICON_NAME = pattern(
    r"expand_(?:more|less)|keyboard_arrow_\w+|chevron_\w+|arrow_\w+|add|remove|toggle|expand|collapse|open|close|show|hide",
    re.IGNORECASE,
)
_MEANT = "\u00a9\u00ae$%?!\uff1f\u061f"
SHORT = 20  # characters: no label is longer
_ANSWERING = all_words(language.answering for language in LANGUAGES)
_ANSWERING_FIRST = _ANSWERING - set(ENGLISH.answering.split())
"""Those that come before a name as well: `Risponde Maria Rossi:`, but not `Answers to Part A:`."""
_QUESTION_NOUNS = frozenset(word for word in _QUESTION_WORDS if len(word) > 1)
_ANSWER_NOUNS = frozenset(word for word in _ANSWER_WORDS if len(word) > 1)
_ORDERS = frozenset("answer antwoord jawab svar".split())
"""Those that are verbs, too: `Answer these questions:`."""
_BY = all_words(language.by_words for language in LANGUAGES)
_CONTRACTED = frozenset("del du des der do da dos das della delle vom".split())
"""Articles of who answers, with or without a preposition: `Respuesta del abogado`."""
_BEFORE_GENITIVE = pattern(
    r"(?:ответ|адказ) \w{3,}[аяыи]|відповідь \w{3,}(?:[яи]|(?<![нв])а)"
    r"|(?:odpowiedź|odpověď|odpoveď) \w{3,}(?:[uy]|(?<![mncw])[ai]|(?<!t)e)"
)
"""An answer and an ending that says whose it is, `Odpowiedź redakcji`, and not how: `Ответ отрицательный`."""
_OF = _BY | _CONTRACTED | {"from", "of"}
_STARTS_OF_TITLES = tuple(sorted(_ANSWER_NOUNS))
_SOLUTIONS = all_words(language.solution_labels for language in LANGUAGES)
LONGEST_LABEL = 50  # characters (chosen) of what says who answers
_MOST_WORDS = 5  # (chosen) of the same
_FEW = 5  # words (chosen) of what opens an answer: `Click to see the answer`
COLONS = (":", "\uff1a")
"""What announces what comes next."""
_OPENERS = tuple(sorted(_QUESTION_WORDS | all_words(language.list_numbers for language in LANGUAGES)))
_LONGEST_OPENER = 2 + max(map(len, _OPENERS))  # with the brackets before it
_STARTS_OF_OPENERS = frozenset(word[:length] for word in _OPENERS for length in range(len(word) + 1))
_FIRST_LETTERS = frozenset("[(").union(*({word[0], word[0].upper()} for word in _OPENERS))
_OPENER = pattern(rf"[\[(]*+(?:{'|'.join(_OPENERS)})(?![a-z])", re.IGNORECASE)


class _Labels:
    """Labels that are one of some words, with a number and signs."""

    def __init__(self, words: frozenset[str] | set[str]) -> None:
        self._words = words
        self._first = frozenset("[(0123456789").union(word[0] for word in words)
        """What they begin with, in lower case."""

    def may_be(self, text: str) -> bool:
        """Whether a text is short and begins like one; a look before it is read."""
        return len(text) <= SHORT and text[behind_signs(text) :][:1].lower()[:1] in self._first

    def are(self, text: str) -> bool:
        """Whether a text is one."""
        match = _LETTER.fullmatch(text, behind_signs(text)) if self.may_be(text) else None
        if match is None or match["word"].lower() not in self._words:
            return False
        return match["number"] is None or len(match["word"]) > 1  # `3. A` is a choice


_OPENED = _ANSWER_WORDS | _SOLUTIONS
_OF_QUESTIONS, _OF_ANSWERS = _Labels(_QUESTION_WORDS), _Labels(_ANSWER_WORDS)
_OF_SOLUTIONS = _Labels(_SOLUTIONS)


@lru_cache(maxsize=4096)
def is_bare_label(text: str) -> bool:
    """Whether a piece of text is only a label, a number or a picture before a question."""
    if len(text) > SHORT:
        return False
    return is_question_label(text) or is_number(text) or is_picture(text)


def is_number(text: str) -> bool:
    """Whether a text is only a number before a question: `3.`, `(2)`, `1.2`."""
    return len(text) <= SHORT and _NUMBER.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def is_question_label(text: str) -> bool:
    """Whether a text is only the label of a question: `Q.`, `Question 3:`."""
    return _OF_QUESTIONS.are(text)


def may_be_question_label(text: str) -> bool:
    """Whether a text is short and begins like the label of a question; a look before it is read as one."""
    return _OF_QUESTIONS.may_be(text)


def may_open_labels(texts: Iterable[str]) -> bool:
    """Whether the label of a question may open one of some texts; a look that is faster than to find out."""
    likely = (text for text in texts if text[:1] in _FIRST_LETTERS or not text[:1].isascii())
    return any(map(_OPENER.match, likely))


def may_begin_label(text: str) -> bool:
    """Whether a piece of text may be the beginning of the label of a question: `[Qu`."""
    return len(text) < _LONGEST_OPENER and text.lstrip("[(").lower() in _STARTS_OF_OPENERS


def may_be_answer_label(text: str) -> bool:
    """Whether a text begins like the label of an answer, or announces one; a look before it is read as one."""
    return _OF_ANSWERS.may_be(text) or text.endswith(COLONS) or text.lower().startswith(_STARTS_OF_TITLES)


@lru_cache(maxsize=4096)
def is_answer_label(text: str) -> bool:
    """Whether a text is only the label of an answer: `A:`, `Ruth replies:`, `Solution:`."""
    if _OF_ANSWERS.are(text) or says_who_answers(text):
        return True
    return (text.endswith(COLONS) and _OF_SOLUTIONS.are(text)) or titles_answer(text)


def titles_answer(text: str) -> bool:
    """Whether a text is the title of what somebody answers: `Answer by Dr. Ruth Lind`, `Ответ юриста`."""
    if len(text) > LONGEST_LABEL or ends_sentence(text):
        return False
    words = text.lower().split(maxsplit=2)
    if len(words) == 2:
        return _BEFORE_GENITIVE.fullmatch(" ".join(words)) is not None
    return len(words) > 2 and words[0] in _ANSWER_NOUNS and words[1] in _BY | _CONTRACTED


def counts_answers(text: str) -> bool:
    """Whether a text says how many answers there are, and nothing else: `2 answers`."""
    number, _, noun = text.partition(" ")
    return number.isdigit() and " " not in noun and noun.lower().startswith(_STARTS_OF_TITLES)


def opens_with_question(text: str) -> bool:
    """Whether a text opens with the word for a question: `Question 310`, `Question for written answer`."""
    return text.lower().split(maxsplit=1)[0] in _QUESTION_NOUNS


def opens_with_answer(text: str) -> bool:
    """Whether a text opens with the word for an answer, and says whose or to what: `Answer from us to question 3`."""
    words = text.lower().replace(",", "").split()
    is_named = any(word[0].isupper() for word in text.split()[1:])
    if len(words) < 2 or words[0] not in _ANSWER_NOUNS:
        return words[0] in _ANSWERING_FIRST and is_named
    if words[1] in _OF or not _QUESTION_NOUNS.isdisjoint(words):
        return True
    return is_named and not (words[0] in _ORDERS and _OF.isdisjoint(words[2:3]))


def says_who_answers(text: str) -> bool:
    """Whether a text says only who answers, and announces it: `Ruth replies:`, `Answer of the vet:`."""
    if not text.endswith(COLONS) or len(text) > LONGEST_LABEL:
        return False
    shown = text.rstrip("".join(COLONS)).split()
    words = [word.lower() for word in shown]
    if not 1 < len(words) <= _MOST_WORDS:
        return False
    replies = words[0] in _ANSWERING_FIRST and any(word[0].isupper() for word in shown[1:])
    return replies or words[-1] in _ANSWERING or _names_whose_answer(words)


def _names_whose_answer(words: Sequence[str]) -> bool:
    """Whether some words are `answer` and whose it is: `Answer by Ruth`, `Risposta del medico`, `The vet's answer`."""
    if words[-1] in _ANSWER_NOUNS:
        return words[-2].endswith("s")
    return words[0] in _ANSWER_NOUNS and (words[1] in _OF or words[0] not in _ORDERS)


def names_answer_in_words(text: str) -> bool:
    """Whether a few words say that an answer is what they open: `Show answer`, `Antwort zeigen`, `Solution`."""
    words = text.lower().split() if "?" not in text else []
    return len(text) <= 2 * SHORT and len(words) <= _FEW and any(len(word) > 1 and word in _OPENED for word in words)


def is_picture(text: str) -> bool:
    """Whether a text holds no letter and no digit, only signs: an arrow, an emoji, a bullet."""
    return all(unicodedata.category(char)[0] in "SPCMZ" and char not in _MEANT for char in text)


@lru_cache(maxsize=4096)
def is_icon(text: str) -> bool:
    """Whether a text shows a sign or names an icon: `+`, `expand_more`."""
    return is_picture(text) or _ICON_NAME.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def numbering(text: str) -> str:
    """Return `1.1` for a text with a number of several parts before it, empty for any other."""
    match = _COUNTED.match(text)
    return "" if match is None else "1.1" if "." in match["number"] else ""
