"""Which line asks a question, and where inside a line a question ends."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from .clean import ends_sentence
from .languages import ENGLISH, LANGUAGES, all_phrases, all_words
from .marks import ASKING_MARKS, QUESTION_END, START_MARKS, has_mark_at_end
from .patterns import pattern

_AFTER_MARK = "\"'\u201d\u2019)]\u00bb*_ \u00b6!\uff01\u2757\u203c"
LONGEST_QUESTION = 500  # characters; the longest of 20,000 real questions seen had 290
_LONGEST_WORDS = 60  # characters that hold two words; chosen
_MOST_WORDS_UNMARKED = 20  # words of a question that has no question mark; chosen

OPENERS = all_words([ENGLISH.openers, ENGLISH.be, ENGLISH.auxiliaries, ENGLISH.auxiliaries_first])
"""How an English question opens. Without a question mark it takes one of these to be sure."""
OPENERS_ELSEWHERE = all_words(language.openers for language in LANGUAGES if language is not ENGLISH)
"""The same for other languages; read only where a page's structure asks, too."""


def _one_of(words: Iterable[str]) -> str:
    """A regular expression for any of some words."""
    return "|".join(sorted(words)).replace("'", "['\u2019]")


_SUBJECTS = "i|you|we|they|he|she|it"
# What follows a question word where the order of the words asks: "Why is ...", not "What you need", "Why it is good".
_ORDERED = pattern(
    rf"(?:(?:{_one_of(all_words([ENGLISH.order_words]))})"
    rf"(?:['\u2019]s| (?:(?!(?:{_SUBJECTS}) )\w+ ){{0,2}}?"
    rf"(?:{_one_of(all_words([ENGLISH.be, ENGLISH.auxiliaries]))})\b)|why not) ",
    re.IGNORECASE,
)
_PARTICLE = pattern(_one_of(all_words(language.particles for language in LANGUAGES)))
_PREPOSITIONS = all_words(language.prepositions for language in LANGUAGES)
_OPENER_ENDS = tuple(sorted(all_words(language.opener_ends for language in LANGUAGES)))
_INVERTED_ENDS = tuple(sorted(all_words(language.inverted_ends for language in LANGUAGES)))
_ASKING_WORDS = all_words(language.asking_words for language in LANGUAGES)
_WHO = all_words(language.who for language in LANGUAGES)
_WHEN = all_words(language.when for language in LANGUAGES)
# Of `be`, only what opens the question: `How is it planned?` and `What is ahead?` may be answered with days.
_LASTING = pattern(
    rf"(?:{_one_of(all_words(language.lasting for language in LANGUAGES))})(?![\w-])|how to\b"
    rf"|(?:why|where|what|which \w+|how(?: long| often| far)?) (?!(?:{_one_of(all_words([ENGLISH.be]))})\b)"
    rf"(?:{_one_of(all_words([ENGLISH.lasting]))})\b",
    re.IGNORECASE,
)
_HAS_YEAR = pattern(r"(?<!\d)20\d\d(?!\d)")
_ALL_ENDS = all_words(language.asking_ends for language in LANGUAGES)
_ASKING_LAST_WORDS = frozenset(end for end in _ALL_ENDS if end != end.upper())
_ASKING_ENDS = tuple(sorted(_ALL_ENDS - _ASKING_LAST_WORDS))
_NO_SIGNS = str.maketrans(dict.fromkeys("?\u00bf!,.'\u2019\"()", " "))
_AROUND_WORD = (
    "\"'\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb\u2039\u203a\u300c\u300d()[].,:!\u2026\u3002\uff01\u060c"
    f"{START_MARKS}{ASKING_MARKS}"
)
_FIRST_WORD = pattern(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")
_QUESTION_WORDS = all_words(language.question_labels for language in LANGUAGES)
_ANSWER_WORDS = all_phrases(language.answer_labels for language in LANGUAGES)
_LIST_NUMBERS = all_words(language.list_numbers for language in LANGUAGES)
_NO_LATIN = "\u0370-\u1fff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
# Signs that pages set before a question: arrows, shapes, numbers in circles, pictographs. Not the technical ones, which
# are keys of a keyboard. Ranges, because what Python calls a symbol depends on its version.
_SIGNS = (
    "\u00b6\u2022\u2190-\u21e6\u231a\u231b\u23e9-\u23fa\u2460-\u24ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff"
    "\U0001f000-\U0001faff\u200d\ufe0e\ufe0f"
)
_OTHER_LETTERS = "BCDEFbcdef"  # of rows (chosen): `B<tab>fair` below `A<tab>good`
_SHORTEST_BARE = 4  # letters (chosen) of a word that is a label without a sign after it
_LEVELS = r"\d{1,3}(?:\.\d{1,3}){0,3}"
_SIGN = r"(?:n\.?[o\u00b0\u00bar]\.?|\u2116|\u010d\.|#)[ \t]*"  # n° Nr. № č.
_COUNTED = rf"(?:{_SIGN})?{_LEVELS}"
_ROMAN = "IVX"
_QUESTION = rf"(?:q|{_one_of(_QUESTION_WORDS)})"
_LABEL = pattern(
    r"(?:#{1,6}[ \t]+|[-*\u2022\u25cf+\u00b6][ \t]+|(?P<mark>\*\*|__)(?=[^\n]+(?P=mark)\W*$)|"
    # Q: Q. Q1) Question 1: Q0.1. Q01 Q1、
    rf"(?:{_QUESTION}[ \t]*(?:{_COUNTED})?|faq[ \t]*{_COUNTED})[ \t]*[.:)\uff1a\uff0e\u3001][ \t]*|q0\d{{1,2}}[ \t]+|"
    # Q(1) 第1问：
    rf"{_QUESTION}[ \t]?\(\d{{1,3}}\)[.:]?[ \t]+|\u7b2c\d{{1,3}}{_QUESTION}[\uff1a:\uff0e.\u3001][ \t]*|"
    # [Q] (Question 3) 【Q1】 [3]
    rf"[\[(\u3010\uff08](?:{_QUESTION}[ \t]*\d{{0,3}}|\d{{1,3}})[\])\u3011\uff09][.:\uff1a]?[ \t]*|"
    # 1. (1) 1.1) 01 1: and 1.1. but not the 24.12. of a date
    rf"\(?(?:\d{{1,3}}[.):\uff0e]|\d{{1,3}}(?:\.\d{{1,3}}){{1,3}}(?:[):]|\.(?![ \t]*(?-i:[a-z\u2013-]))))-?[ \t]+|"
    r"0\d[ \t]*[-\u2013\u2014|/]?[ \t]+|"
    # A.1.2. A01. but not the H.264. of `H.264. or newer?`
    r"(?-i:[A-Z])(?:(?:\.\d{1,3}){1,3}|0\d)\.[ \t]+"
    rf"(?=[\"'\u00ab\u00bf\u201c\u201e]|(?-i:[A-Z])|[{_NO_LATIN}\u00c0-\u00de])|"
    # 1.How 1)如何 but not 1.FC
    rf"\(?{_LEVELS}[.)\uff0e](?=\u00bf|(?-i:[A-Z][a-z\u2019'])|[{_NO_LATIN}])|\d{{1,3}}\u3001[ \t]*|"
    rf"[{''.join(sorted(_LIST_NUMBERS))}]{{1,3}}\u3001|"
    # Q如何 問 如何 問1 如何
    rf"(?:q[ \t]*|{_QUESTION}\d{{0,3}}[ \t]+)(?=[\u3040-\u30ff\u3400-\u9fff])|q[ \t]*(?=[\uac00-\ud7af])|"
    # 1️⃣ → ❓ ① but not the ❤️ of `❤️ or 💛?`
    rf"(?:[0-9]\ufe0f?\u20e3|[{_SIGNS}])++[ \t]*+"
    rf"(?=[\d#\"'\u00ab\u00bf\u201c]|(?-i:[A-Z])|[{_NO_LATIN}\u00c0-\u00de]))+"
    r"(?=\S)",
    re.IGNORECASE,
)
# Numbers and letters that are labels only if a word follows that questions open with: `Q What`, `1.3 When`, `IV. How`.
_LOOSE_LABEL = pattern(
    rf"(?:(?:{_QUESTION}(?:[ \t]*{_COUNTED})?|(?:faq[ \t]*)?{_COUNTED})(?:[ \t]*[-\u2013\u2014|/][ \t]*|[ \t]+)"
    rf"|(?-i:[{_ROMAN}]{{1,5}})[.)][ \t]+)(?=[^\W\d_]|\u00bf)",
    re.IGNORECASE,
)
_ANSWER = rf"(?:ans|a|{_one_of(_ANSWER_WORDS)})"
_ANSWER_LABEL = pattern(
    rf"(?:{_ANSWER}[ \t]*+(?:\d{{1,3}}[ \t]*+)?[:\uff1a]"
    rf"|[\[\u3010]{_ANSWER}[ \t]*+\d{{0,3}}[\]\u3011][:\uff1a]?)[ \t]*+(?=\S)",
    re.IGNORECASE,
)
# Only the pair of a `Q.`; else an item of a list.
_ANSWER_LETTER = pattern(
    r"[aA\uff21\uff41](?:[.)\uff0e\u3001]|\d{1,3}[.)\uff0e])(?:[ \t]+|(?<=[\uff0e\u3001])|(?=[\u3040-\uffff]))(?=\S)"
    r"|[aA]\t+(?=\S[^\t\n]*$)|[aA]\d{1,3}[.)](?=[A-Z])|[aA][ \t]*\d{0,3}[ \t]*[-\u2013\u2014][ \t]+(?=\S)"
    r"|[aA]\d{0,3}[ \t]+(?=[\u3040-\u30ff\u3400-\u9fff])|[\uff21\uff41]\d{0,3}[ \t]+(?=\S)"
)
# What a label may start with: a look at it spares most lines the pattern.
_NUMBER_SIGNS = "nr no. n\u00b0 n\u00ba n.o n.\u00ba \u010d. \u7b2c".split()
_LABEL_WORDS = ("q", "faq", *_NUMBER_SIGNS, *sorted(_QUESTION_WORDS | _LIST_NUMBERS))
LABEL_OPENINGS = (
    # `n` after one letter as in `QNo. 1:`; patterns that ignore case find `YANIT:`, too, as a label with `\u0131`
    *((word if len(word) > 1 else f"{word}n").replace("\u0131", "i") for word in (*_LABEL_WORDS, *_ANSWER_WORDS)),
    *("ans", *(first + second for first in _ROMAN for second in _ROMAN)),
)
"""What the label of a question or an answer begins with where it begins with two letters."""
_LONGEST_LABEL = max(map(len, _LABEL_WORDS))
_AFTER_LETTER = (".", "0")  # of `A.1.2.` and `A01.`
_LABELS_BY_LETTER = {word[0]: tuple(each for each in _LABEL_WORDS if each[0] == word[0]) for word in _LABEL_WORDS}
_ANSWER_LETTERS = frozenset(
    letter for word in {"a", "[", "\u3010"} | _ANSWER_WORDS for letter in (word[0], word[0].upper())
)
_BARE_ANSWER_LABEL = pattern(rf"{_ANSWER}[ \t]*+(?:\d{{1,3}}[ \t]*+)?[:\uff1a]|a\d{{1,3}}[.)]?", re.IGNORECASE)
_QUOTES = {
    '"': '"', "'": "'", "\u201c": "\u201d\u201c", "\u201d": "\u201d", "\u201e": "\u201c\u201d",
    "\u2018": "\u2019\u2018", "\u2019": "\u2019",
    "\u201a": "\u2018\u2019", "\u00ab": "\u00bb", "\u00bb": "\u00ab\u00bb", "\u2039": "\u203a",
    "\u203a": "\u2039", "\u300c": "\u300d", "\u300e": "\u300f", "\u300a": "\u300b", "\u3008": "\u3009",
    "\uff02": "\uff02", "\u275d": "\u275e",
}  # fmt: skip
"""What closes the quotation that a sign opens."""
_APOSTROPHE = pattern(r"(?<=\w)['\u2019](?=\w)")
_SIGNS_AFTER = frozenset("\u00b6#\u2190\u2191\u2192\u2193\u25b2\u25b6\u25b8\u25ba\u25bc\u25be\u25c0\u25c4\ufe0e\ufe0f")
_SIGNS_AND_BLANKS = f"{''.join(sorted(_SIGNS_AFTER))} \t"
_MARK_INSIDE = pattern(f"{QUESTION_END}[{re.escape(_AFTER_MARK.strip())}]*(?=\\s|[\u3000-\u9fff]|$)")
_SENTENCE_BREAK = pattern(r"[.!\u2026][\"'\u201d\u2019)\]]*\s+(?=[\"'\u201c\u2018(]?[^\W\d_])")


def ends_with_mark(line: str) -> bool:
    """Whether a line ends with a question mark and is no longer than a question can be."""
    return len(line) <= LONGEST_QUESTION and has_mark_at_end(line.rstrip(_AFTER_MARK))


def opens_like_question(line: str) -> bool:
    """Whether a line's first word is one that English questions open with."""
    return _opens_in_english(line, label_end(line))


def opens_like_question_elsewhere(line: str) -> bool:
    """Whether a line opens or ends like a question of another language than English, or holds a word that asks.

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
    if not any(word.strip(_AROUND_WORD) for word in words):
        return False
    last = words[-1].strip(_AROUND_WORD)
    return _first_words_ask(words) or _some_word_asks(line, [*words, last]) or _last_word_asks(last)


def _first_words_ask(words: list[str]) -> bool:
    first, second = (word.replace("\u2019", "'").strip(_AROUND_WORD) for word in (*words[:2], "")[:2])
    return (
        first in OPENERS_ELSEWHERE
        or f"{first}_{second}" in OPENERS_ELSEWHERE
        or first.endswith(_OPENER_ENDS)
        or (first in _PREPOSITIONS and second in OPENERS_ELSEWHERE)
    )


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


@lru_cache(maxsize=1024)
def label_end(line: str) -> int:
    """Return where the text of a question starts after its number, bullet, heading mark, pictograph or `Q:`."""
    if not line.isascii():
        line = line.replace("\u3000", " ")
    first = line[0]
    if first.isalpha():
        words = _LABELS_BY_LETTER.get(first.lower()[0])
        is_label = words is not None and line[:_LONGEST_LABEL].lower().startswith(words)
        is_counted = line[1:2] in _AFTER_LETTER or (first in _ROMAN and line.lstrip(_ROMAN).startswith((".", ")")))
        if not is_label and not is_counted:
            return 0
    match = _LABEL.match(line)
    end = match.end() if match else 0
    loose = _LOOSE_LABEL.match(line, end)
    return loose.end() if loose and _is_opener(line, loose.end()) else end


def _is_opener(line: str, start: int) -> bool:
    """Whether a question opens there: with a capital, or in a script that has none."""
    if line[start] in START_MARKS:
        return True
    first = line[start : start + _LONGEST_WORDS].split()
    if not first or line[start].islower():
        return False
    words = [word.lower() for word in first[:2]]
    return words[0].replace("\u2019", "'").strip(_AROUND_WORD) in OPENERS or _first_words_ask(words)


def is_bare_answer_label(line: str) -> bool:
    """Whether a line is only the label of the answer below it: `Answer:`, `A3`."""
    return line[0] in _ANSWER_LETTERS and _BARE_ANSWER_LABEL.fullmatch(line) is not None


def labels_answer_below(line: str) -> bool:
    """Whether a line is the label of the answer below it, with a sign after it or as a whole word: `Answer`."""
    return is_bare_answer_label(line) or (
        len(line) >= _SHORTEST_BARE and line[0] in _ANSWER_LETTERS and line.lower() in _ANSWER_WORDS
    )


def any_lettered_row(lines: Iterable[str]) -> bool:
    """Whether any line opens with another letter than `A` and a tab: then `A` and a tab is a row, too, and no label."""
    return any(line[1:2] == "\t" and line[0] in _OTHER_LETTERS for line in lines)


def answer_label_end(line: str, is_labelled: bool = False) -> int:
    """Return where the text of an answer starts after `A:` or `Answer:`, or after `A.` if its question has a `Q.`"""
    if line[0] not in _ANSWER_LETTERS:
        return 0
    line = line.replace("\u3000", " ")
    match = _ANSWER_LABEL.match(line) or (_ANSWER_LETTER.match(line) if is_labelled else None)
    return match.end() if match else 0


@lru_cache(maxsize=1024)
def unlabelled_question(text: str) -> str:
    """Return a question without its number, bullet, heading mark or `Q:`, and without quotes around the whole.

    >>> unlabelled_question("1.1. How deep?"), unlabelled_question("❓ « Où ? »"), unlabelled_question("5.0 vs 4.2?")
    ('How deep?', 'Où ?', '5.0 vs 4.2?')
    """
    before = None
    while text and text != before:
        before = text
        text = _unquoted(_without_signs_after(text[label_end(text) :]))
    return text


def _without_signs_after(text: str) -> str:
    """Take off a pilcrow, and what opens or closes the answer after the question mark; not the sign of `C#`."""
    if text[-1:] not in _SIGNS_AFTER:
        return text
    shown = text.rstrip(_SIGNS_AND_BLANKS)
    return shown if text[-1] == "\u00b6" or has_mark_at_end(shown) else text


def _unquoted(text: str) -> str:
    """Take off quotes that open and close the whole, with none of their kind inside."""
    closing = _QUOTES.get(text[:1])
    if text[-1:] in ("\u00ab", "\u2039") and closing is None:
        is_open = any(quote in text for quote in "\u00bb\u203a\u201e\u201a")  # What is »it«
        return text if is_open else text[:-1].rstrip()  # as below
    if closing is None or len(text) < 3:
        return text
    if text[0] in "\u00ab\u2039" and closing not in text:
        return text[1:].lstrip()  # the other one was taken for an arrow
    if text[-1] not in closing:
        return text
    inner = _APOSTROPHE.sub("", text[1:-1])
    if any(quote in inner for quote in (text[0], text[-1])):
        return text
    return text[1:-1].strip() or text


def unlabelled_answer(text: str, is_labelled: bool = False) -> str:
    """Return an answer without its `A:`, or its `A.` if its question has a `Q.`"""
    return text[answer_label_end(text, is_labelled) :] if text else ""


def has_letter(question: str) -> bool:
    """Whether a question opens with `Q.`, `Q:`, `[Q]` or `Question 1:`."""
    end = label_end(question) if question else 0
    return end > 0 and any(char.isalpha() for char in question[:end])


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


def asks_who(question: str) -> bool:
    """Whether a question asks for a person, in any language.

    >>> asks_who("By whom was it written?"), asks_who("When was it written?")
    (True, False)
    """
    return not _WHO.isdisjoint(question.lower().replace("\u2019", "'").strip("?\u00bf! ").split())


def asks_of_any_day(question: str) -> bool:
    """Whether a question asks what may be done, or is so, on any day: no event can answer it, and no day.

    >>> asks_of_any_day("May I keep bees?"), asks_of_any_day("How do bees sleep?"), asks_of_any_day("What comes next?")
    (True, True, False)
    >>> asks_of_any_day("What do bees eat?"), asks_of_any_day("How did it end?"), asks_of_any_day("Can I go next?")
    (True, False, False)
    """
    asked = question.replace("\u2019", "'").lstrip(_AROUND_WORD)
    return (
        _LASTING.match(asked) is not None
        and _HAS_YEAR.search(asked) is None
        and _WHEN.isdisjoint(asked.lower().translate(_NO_SIGNS).split())
    )
