"""Which line asks a question, and where inside a line a question ends."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .clean import ends_sentence
from .languages import ENGLISH, LANGUAGES, all_words
from .marks import ASKING_MARKS, QUESTION_END, START_MARKS, has_mark_at_end
from .patterns import pattern

_AFTER_MARK = "\"'\u201d\u2019)]\u00bb*_ \u00b6!\uff01\u2757\u203c"
LONGEST_QUESTION = 500  # characters; the longest of 20,000 real questions seen had 290
_MOST_WORDS_UNMARKED = 20  # words of a question that has no question mark; chosen

OPENERS = all_words([ENGLISH.openers, ENGLISH.be, ENGLISH.auxiliaries, ENGLISH.auxiliaries_first])
"""How an English question opens. Without a question mark it takes one of these to be sure."""
OPENERS_ELSEWHERE = all_words(language.openers for language in LANGUAGES if language is not ENGLISH)
"""The same for other languages; read only where a page's structure asks, too."""


def _one_of(words: Iterable[str]) -> str:
    """A regular expression for any of some words."""
    return "|".join(sorted(words)).replace("'", "['\u2019]")


# What follows a question word where the order of the words asks: "Why is ...", not "What you need".
_ORDERED = pattern(
    rf"(?:(?:{_one_of(all_words([ENGLISH.order_words]))})"
    rf"(?:['\u2019]s| (?:\w+ ){{0,2}}?(?:{_one_of(all_words([ENGLISH.be, ENGLISH.auxiliaries]))})\b)|why not) ",
    re.IGNORECASE,
)
_PARTICLE = pattern(_one_of(all_words(language.particles for language in LANGUAGES)))
_PREPOSITIONS = all_words(language.prepositions for language in LANGUAGES)
_OPENER_ENDS = tuple(sorted(all_words(language.opener_ends for language in LANGUAGES)))
_ASKING_WORDS = all_words(language.asking_words for language in LANGUAGES)
_ALL_ENDS = all_words(language.asking_ends for language in LANGUAGES)
_ASKING_LAST_WORDS = frozenset(end for end in _ALL_ENDS if end != end.upper())
_ASKING_ENDS = tuple(sorted(_ALL_ENDS - _ASKING_LAST_WORDS))
_AROUND_WORD = (
    "\"'\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb\u2039\u203a\u300c\u300d()[].,:!\u2026\u3002\uff01\u060c"
    f"{START_MARKS}{ASKING_MARKS}"
)
_FIRST_WORD = pattern(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")
_QUESTION_WORDS = all_words(language.question_labels for language in LANGUAGES)
_ANSWER_WORDS = all_words(language.answer_labels for language in LANGUAGES)
_LIST_NUMBERS = all_words(language.list_numbers for language in LANGUAGES)
_LABEL = pattern(
    r"(?:#{1,6}[ \t]+|[-*\u2022\u25cf+\u00b6][ \t]+|(?P<mark>\*\*|__)(?=[^\n]+(?P=mark)\W*$)|"
    rf"(?:q|{_one_of(_QUESTION_WORDS)})[ \t]*\d{{0,3}}[ \t]*[.:)\uff1a\uff0e][ \t]*|"
    rf"\(?\d{{1,3}}[.):]-?[ \t]+|0\d[ \t]+|[{''.join(sorted(_LIST_NUMBERS))}]{{1,3}}\u3001)+(?=\S)",
    re.IGNORECASE,
)
_ANSWER_LABEL = pattern(
    rf"(?:a|{_one_of(_ANSWER_WORDS)})[ \t]*+(?:\d{{1,3}}[ \t]*+)?[:\uff1a][ \t]*+(?=\S)", re.IGNORECASE
)
# Only the pair of a `Q.`; else an item of a list.
_ANSWER_LETTER = pattern(r"[aA](?:[.)\uff0e]|\d{1,3}[.)])[ \t]+(?=\S)")
# What a label may start with: a look at one character spares most lines the pattern.
_LABEL_LETTERS, _ANSWER_LETTERS = (
    frozenset(letter for word in words for letter in (word[0], word[0].upper()))
    for words in ({"q"} | _QUESTION_WORDS | _LIST_NUMBERS, {"a"} | _ANSWER_WORDS)
)
_BARE_ANSWER_LABEL = pattern(r"(?:a|answer)[ \t]*+(?:\d{1,3}[ \t]*+)?:|a\d{1,3}[.)]?", re.IGNORECASE)
_MARK_INSIDE = pattern(f"{QUESTION_END}[{re.escape(_AFTER_MARK.strip())}]*(?=\\s|[\u3000-\u9fff]|$)")
_SENTENCE_BREAK = pattern(r"[.!\u2026][\"'\u201d\u2019)\]]*\s+(?=[\"'\u201c\u2018(]?[^\W\d_])")


def ends_with_mark(line: str) -> bool:
    """Whether a line ends with a question mark and is no longer than a question can be."""
    return len(line) <= LONGEST_QUESTION and has_mark_at_end(line.rstrip(_AFTER_MARK))


def opens_like_question(line: str) -> bool:
    """Whether a line's first word is one that English questions open with."""
    word = _FIRST_WORD.match(line, label_end(line))
    return word is not None and word.group().lower().replace("\u2019", "'") in OPENERS


def opens_like_question_elsewhere(line: str) -> bool:
    """Whether a line opens or ends like a question of another language than English, or holds a word that asks.

    >>> opens_like_question_elsewhere("¿Cómo cancelo?"), opens_like_question_elsewhere("如何退货")
    (True, True)
    >>> opens_like_question_elsewhere("予約は必要ですか"), opens_like_question_elsewhere("Bilet iade edilir mi")
    (True, True)
    """
    words = [word.strip(_AROUND_WORD).lower() for word in line[label_end(line) if line else 0 :].split()]
    words = [word for word in words if word]
    if not words:
        return False
    return _first_words_ask(words) or _some_word_asks(line, words) or _last_word_asks(words[-1])


def _first_words_ask(words: list[str]) -> bool:
    first, second = (*words, "")[:2]
    first, second = first.replace("\u2019", "'"), second.replace("\u2019", "'")
    return (
        first in OPENERS_ELSEWHERE
        or f"{first}_{second}" in OPENERS_ELSEWHERE
        or first.endswith(_OPENER_ENDS)
        or (first in _PREPOSITIONS and second in OPENERS_ELSEWHERE)
    )


def _some_word_asks(line: str, words: list[str]) -> bool:
    return not _ASKING_WORDS.isdisjoint(words) or _PARTICLE.search(line) is not None


def _last_word_asks(word: str) -> bool:
    """Whether a line ends like a question: with the whole last word, or, in scripts without letter case, its end."""
    return word in _ASKING_LAST_WORDS or (word.endswith(_ASKING_ENDS) and word not in _ASKING_ENDS)


def asks_unmarked(line: str) -> bool:
    """Whether a line asks although its question mark is missing: `How to text a client`."""
    return (
        len(line) <= LONGEST_QUESTION
        and not ends_sentence(line)
        and line.count(" ") < _MOST_WORDS_UNMARKED
        and opens_like_question(line)
    )


def asks_by_order(line: str) -> bool:
    """Whether the order of its words makes a line a question, whatever mark it ends with.

    >>> asks_by_order("Why is it so low-level."), asks_by_order("What you need")
    (True, False)
    """
    return len(line) <= LONGEST_QUESTION and _ORDERED.match(line, label_end(line) if line else 0) is not None


def may_be_question(line: str) -> bool:
    """Whether a line could be a question in form: short, and no finished statement."""
    return len(line) <= LONGEST_QUESTION and not line.endswith((".", "\u3002", ":", ";", ","))


def continues_question(first: str, second: str) -> bool:
    """Whether the second of two lines continues the question that the first began."""
    if ends_sentence(first) or not ends_with_mark(second):
        return False
    if second[0].islower():
        return True
    return opens_like_question(first) and not opens_like_question(second) and not label_end(second)


def label_end(line: str) -> int:
    """Return where the text of a question starts after its number, bullet, heading mark or `Q:`."""
    if line[0].isalpha() and line[0] not in _LABEL_LETTERS:
        return 0
    match = _LABEL.match(line)
    return match.end() if match else 0


def is_bare_answer_label(line: str) -> bool:
    """Whether a line is only the label of the answer below it: `Answer:`, `A3`."""
    return line[0] in "aA" and _BARE_ANSWER_LABEL.fullmatch(line) is not None


def answer_label_end(line: str, is_labelled: bool = False) -> int:
    """Return where the text of an answer starts after `A:` or `Answer:`, or after `A.` if its question has a `Q.`"""
    if line[0] not in _ANSWER_LETTERS:
        return 0
    match = _ANSWER_LABEL.match(line) or (_ANSWER_LETTER.match(line) if is_labelled else None)
    return match.end() if match else 0


def unlabelled_question(text: str) -> str:
    """Return a question without its number, bullet, heading mark or `Q:`."""
    return text[label_end(text) :] if text else ""


def unlabelled_answer(text: str, is_labelled: bool = False) -> str:
    """Return an answer without its `A:`, or its `A.` if its question has a `Q.`"""
    return text[answer_label_end(text, is_labelled) :] if text else ""


def has_letter(question: str) -> bool:
    """Whether a question opens with `Q.`, `Q:` or `Question 1:`."""
    return question[:1] in _LABEL_LETTERS and label_end(question) > 0


def inline_question(line: str) -> tuple[int, int] | None:
    """Return start and end of the question that a line opens with before it answers it, or None.

    The question ends at the first question mark after which no sentence goes on. It starts at
    the line's start, or after another sentence if what follows that opens like a question.

    >>> inline_question("Breaking news! Can I text? Yes.")
    (15, 26)
    """
    for mark in _MARK_INSIDE.finditer(line, 0, 2 * LONGEST_QUESTION):
        rest = line[mark.end() : mark.end() + 40].lstrip()
        if rest[:1].islower() and not rest.startswith(("e.g.", "i.e.")):
            continue  # What does "Why?" mean?
        start = label_end(line)
        for end_of_sentence in _SENTENCE_BREAK.finditer(line, start, mark.start()):
            if opens_like_question(line[end_of_sentence.end() : mark.start()].lstrip("\"'\u201c\u2018(") or "."):
                start = end_of_sentence.end()
        return (start, mark.end()) if mark.end() - start <= LONGEST_QUESTION else None
    return None
