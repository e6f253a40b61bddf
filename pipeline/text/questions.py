"""Which line asks a question, and where inside a line a question ends."""

from __future__ import annotations

import re
from functools import lru_cache

from .clean import CLEANING, ends_sentence
from .labels import label_end
from .languages import ENGLISH, LANGUAGES, all_words
from .marks import END_MARKS, QUESTION_END, has_mark_at_end
from .openers import AROUND_WORD, OPENERS, first_words_ask
from .patterns import one_of, pattern

_AFTER_MARK = "\"'\u201d\u2019)]\u00bb*_ \u00b6!\uff01\u2757\u203c" + CLEANING["bidi_controls"][0]
LONGEST_QUESTION = 500  # characters; the longest of 20,000 real questions seen had 290
_MOST_WORDS_UNMARKED = 20  # words of a question that has no question mark; chosen
_HALF_SENTENCE = 4  # words (chosen): `Tired of slow paperwork?`
_HALF_LINE = 12  # characters (chosen) of the same in a script without blanks
_FULL_STOPS = (".", "\u3002")
_SUBJECTS = "i|you|we|they|he|she|it"
# What follows a question word where the order of the words asks: "Why is ...", not "What you need", "Why it is good".
_ORDERED = pattern(
    rf"(?:(?:{one_of(all_words([ENGLISH.order_words]))})"
    rf"(?:['\u2019]s| (?:(?!(?:{_SUBJECTS}) )\w+ ){{0,2}}?"
    rf"(?:{one_of(all_words([ENGLISH.be, ENGLISH.auxiliaries]))})\b)|why not) ",
    re.IGNORECASE,
)
_PARTICLE = pattern(one_of(all_words(language.particles for language in LANGUAGES)))
_INVERTED_ENDS = tuple(sorted(all_words(language.inverted_ends for language in LANGUAGES)))
_ASKING_WORDS = all_words(language.asking_words for language in LANGUAGES)
_WHO = all_words(language.who for language in LANGUAGES)
_WHO_IN = {language.tag: all_words([language.who]) for language in LANGUAGES if language.who}
_WHEN = all_words(language.when for language in LANGUAGES)
# Of `be`, only what opens the question: `How is it planned?` and `What is ahead?` may be answered with days.
_LASTING = pattern(
    rf"(?:{one_of(all_words(language.lasting for language in LANGUAGES))})(?![\w-])|how to\b"
    rf"|(?:why|where|what|which \w+|how(?: long| often| far)?) (?!(?:{one_of(all_words([ENGLISH.be]))})\b)"
    rf"(?:{one_of(all_words([ENGLISH.lasting]))})\b",
    re.IGNORECASE,
)
_HAS_YEAR = pattern(r"(?<!\d)20\d\d(?!\d)")
_ALL_ENDS = all_words(language.asking_ends for language in LANGUAGES)
_ASKING_LAST_WORDS = frozenset(end for end in _ALL_ENDS if end != end.upper())
_ASKING_ENDS = tuple(sorted(_ALL_ENDS - _ASKING_LAST_WORDS))
_NO_SIGNS = str.maketrans(dict.fromkeys("?\u00bf!,.'\u2019\"()", " "))
_FIRST_WORD = pattern(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")
_MARK_INSIDE = pattern(f"{QUESTION_END}[{re.escape(_AFTER_MARK.strip())}]*(?=\\s|[\u3000-\u9fff]|$)")
_SENTENCE_END = pattern(r"[.!?\u2026\u3002\uff01\uff1f]")
_STATED = pattern(r"[.!:\u2026](?=\s+\S)|[\u3002\uff01](?=\S)|(?<![.!:\u2026])\n")
_SENTENCE_BREAK = pattern(r"[.!\u2026][\"'\u201d\u2019)\]]*\s+(?=[\"'\u201c\u2018(]?[^\W\d_])")


def ends_with_mark(line: str) -> bool:
    """Whether a line ends with a question mark and is no longer than a question can be."""
    return len(line) <= LONGEST_QUESTION and has_mark_at_end(line.rstrip(_AFTER_MARK))


def is_half_sentence(line: str) -> bool:
    """Whether a line has few words and opens like no question, as a hook does.

    >>> is_half_sentence("Tired of paperwork ?"), is_half_sentence("Why us?")
    (True, False)
    """
    words = [word for word in line.split() if word not in END_MARKS]
    if len(words) == 1 and not line.isascii():
        return len(words[0]) <= _HALF_LINE and not opens_as_question(line)
    return len(words) <= _HALF_SENTENCE and not opens_as_question(line)


def opens_like_question(line: str) -> bool:
    """Whether a line's first word is one that English questions open with."""
    return _opens_in_english(line, label_end(line))


def opens_like_question_elsewhere(line: str) -> bool:
    """Whether a line opens or ends like a question of another language than English, or holds a word that asks.

    Where it ends with a full stop, such a word inside it may say anything: `không` is also `not`.

    >>> opens_like_question_elsewhere("¿Cómo cancelo?"), opens_like_question_elsewhere("如何退货")
    (True, True)
    >>> opens_like_question_elsewhere("予約は必要ですか"), opens_like_question_elsewhere("Bilet iade edilir mi")
    (True, True)
    """
    return bool(line) and _opens_elsewhere(line, label_end(line))


@lru_cache(maxsize=1024)  # asked for by each format of a page, and by what judges them
def opens_as_question(line: str) -> bool:
    """Whether a line opens like a question, in English or one of the other languages."""
    if not line:
        return False
    start = label_end(line)
    return _opens_in_english(line, start) or _opens_elsewhere(line, start)


def _opens_in_english(line: str, start: int) -> bool:
    word = _FIRST_WORD.match(line, start)
    return word is not None and word.group().lower().replace("\u2019", "'") in OPENERS


def _opens_elsewhere(line: str, start: int) -> bool:
    words = line[start:].lower().split()
    if not any(word.strip(AROUND_WORD) for word in words):
        return False
    last = words[-1].strip(AROUND_WORD)
    if first_words_ask(words) or _last_word_asks(last):
        return True
    return not line.endswith(_FULL_STOPS) and _some_word_asks(line, [*words, last])


def _some_word_asks(line: str, words: list[str]) -> bool:
    return (
        not _ASKING_WORDS.isdisjoint(words)
        or ("-" in line and any(word.endswith(_INVERTED_ENDS) for word in words))
        or (not line.isascii() and _PARTICLE.search(line) is not None)
    )


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

    >>> asks_by_order("Why is it so low-level."), asks_by_order("What you need"), asks_by_order("What you will need")
    (True, False, False)
    """
    return len(line) <= LONGEST_QUESTION and _ORDERED.match(line, label_end(line) if line else 0) is not None


def asks_by_words(line: str) -> bool:
    """Whether the last sentence of a line asks by its words alone, in a language that often leaves out the mark.

    >>> asks_by_words("大変ですね。休みはいつですか。"), asks_by_words("休みはありません。")
    (True, False)
    """
    if line.isascii() or len(line) > LONGEST_QUESTION:
        return False
    last = _SENTENCE_END.split(line.rstrip(AROUND_WORD))[-1]
    return last.endswith(_ASKING_ENDS) or _PARTICLE.search(last) is not None


def says_more(text: str) -> bool:
    """Whether a text says several sentences or lines before its last one, as who answers does and then asks back.

    >>> says_more("It is old. It is dear. Shall we go?"), says_more("It is old. Shall we go?")
    (True, False)
    """
    return sum(1 for _ in _STATED.finditer(text)) > 1


def may_be_question(line: str) -> bool:
    """Whether a line could be a question in form: short, and no finished statement.

    Where its last word asks, a full stop may stand for the question mark.

    >>> may_be_question("Opening hours"), may_be_question("We open at ten."), may_be_question("何時に開きますか。")
    (True, False, True)
    """
    if len(line) > LONGEST_QUESTION:
        return False
    if line.endswith(_FULL_STOPS):
        return _last_word_asks(line.rstrip("".join(_FULL_STOPS)).rpartition(" ")[2].lower())
    return not line.endswith((":", ";", ","))


def continues_question(first: str, second: str) -> bool:
    """Whether the second of two lines continues the question that the first began."""
    if ends_sentence(first) or not ends_with_mark(second):
        return False
    if second[0].islower():
        return True
    return opens_like_question(first) and not opens_like_question(second) and not label_end(second)


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
        if mark.start() < start:
            continue  # ? Is it old
        for end_of_sentence in _SENTENCE_BREAK.finditer(line, start, mark.start()):
            if opens_like_question(line[end_of_sentence.end() : mark.start()].lstrip("\"'\u201c\u2018(") or "."):
                start = end_of_sentence.end()
        return (start, mark.end()) if mark.end() - start <= LONGEST_QUESTION else None
    return None


def asks_who(question: str, language: str = "") -> bool:
    """Whether a question asks for a person: in its language, if that is known to be one that we know.

    >>> asks_who("By whom was it written?"), asks_who("When was it written?")
    (True, False)
    >>> asks_who("Wie schreef het?", "nl"), asks_who("Wie alt ist es?", "de")
    (True, False)
    """
    return not _WHO_IN.get(language, _WHO).isdisjoint(
        question.lower().replace("\u2019", "'").strip("?\u00bf! ").split()
    )


def asks_of_any_day(question: str) -> bool:
    """Whether a question asks what may be done, or is so, on any day: no event can answer it, and no day.

    >>> asks_of_any_day("May I keep bees?"), asks_of_any_day("How do bees sleep?"), asks_of_any_day("What comes next?")
    (True, True, False)
    >>> asks_of_any_day("What do bees eat?"), asks_of_any_day("How did it end?"), asks_of_any_day("Can I go next?")
    (True, False, False)
    """
    asked = question.replace("\u2019", "'").lstrip(AROUND_WORD)
    return (
        _LASTING.match(asked) is not None
        and _HAS_YEAR.search(asked) is None
        and _WHEN.isdisjoint(asked.lower().translate(_NO_SIGNS).split())
    )
