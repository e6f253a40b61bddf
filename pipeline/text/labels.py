"""What stands before a question or an answer and is no part of it: `Q:`, a number, a bullet, a sign, quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from .languages import LANGUAGES, all_phrases, all_words
from .marks import START_MARKS, has_mark_at_end
from .openers import AROUND_WORD, OPENERS, first_words_ask
from .patterns import one_of, pattern
from .worth import without_worth

_LONGEST_WORDS = 60  # characters that hold two words; chosen
_QUESTION_WORDS = all_phrases(language.question_labels for language in LANGUAGES)
_SHORT_ANSWER_WORDS = all_words(language.short_answer_labels for language in LANGUAGES)
_ANSWER_WORDS = all_phrases(language.answer_labels for language in LANGUAGES) | _SHORT_ANSWER_WORDS
_LIST_NUMBERS = all_words(language.list_numbers for language in LANGUAGES)
_NO_CASE = "\u0590-\u109f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_NO_LATIN = "\u0370-\u1fff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
# Signs that pages set before a question: arrows, shapes, numbers in circles, pictographs. Not the technical ones, which
# are keys of a keyboard. Ranges, because what Python calls a symbol depends on its version.
_SIGNS = (
    "\u2190-\u21e6\u231a\u231b\u23e9-\u23fa\u2460-\u24ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff"
    "\U0001f000-\U0001faff\u200d\ufe0e\ufe0f"
)
_BULLETS = "\u00b6\u2022\u2023\u2043"
_OTHER_LETTERS = "BCDEFbcdef"  # of rows (chosen): `B<tab>fair` below `A<tab>good`
_SHORTEST_BARE = 4  # letters (chosen) of a word that is a label without a sign after it
_LEVELS = r"\d{1,3}(?:\.\d{1,3}){0,3}"
_SIGN = r"(?:n\.?[o\u00b0\u00bar]\.?|n\.|\u2116|\u010d\.|#)[ \t]*"  # n° Nr. n. № č.
_COUNTED = rf"(?:{_SIGN})?{_LEVELS}"
_ROMAN = "IVX"
_QUESTION = rf"(?:q|{one_of(_QUESTION_WORDS)})"
_SIGNS_BEFORE = pattern(rf"[{_SIGNS}]++[ \t]*+(?=\S)")
_LABEL = pattern(
    r"(?:#{1,6}[ \t]+|[-*\u2022\u2023\u2043\u25cf+\u00b6][ \t]+|(?P<mark>\*\*|__)(?=[^\n]+(?P=mark)\W*$)|"
    # Q.1 Q.No. 1.
    rf"{_QUESTION}\.(?:{_SIGN})?\d{{1,3}}(?:[.:)]*[ \t]+|[.:)]+)|"
    # Que.1 Qn. 1) and the first question of a section with a letter of its own, Qi1:
    r"(?-i:Que|QUE|Qn|QN)\.[ \t]?\d{1,3}[.:)]*[ \t]+|(?-i:Q[a-z])\d{1,3}:[ \t]+|"
    # Q: Q. Q1) Question 1: Q0.1. Q01 Q1、
    rf"(?:{_QUESTION}[ \t]*(?:{_COUNTED})?|faq[ \t]*{_COUNTED})[ \t]*[.:)\uff1a\uff0e\u3001][ \t]*|q0\d{{1,2}}[ \t]+|"
    # Q(1) 第1问：
    rf"{_QUESTION}[ \t]?\(\d{{1,3}}\)[.:]?[ \t]+|\u7b2c\d{{1,3}}{_QUESTION}[\uff1a:\uff0e.\u3001][ \t]*|"
    # सवाल- आपने but not the Frage- of `Frage- und Antwortspiel`
    rf"{_QUESTION}[ \t]*\d{{0,3}}[-\u2013\u2014][ \t]+(?=[{_NO_CASE}])|"
    # [Q] (Question 3) 【Q1】 [3]
    rf"[\[(\u3010\uff08](?:{_QUESTION}[ \t]*\d{{0,3}}|\d{{1,3}})[\])\u3011\uff09][.:\uff1a]?[ \t]*|"
    # 1. (1) 1-) 1.1) 01 1: and 1.1. but not the 24.12. of a date
    r"\(?(?:\d{1,3}(?:-?\)|[.:\uff0e])|\d{1,3}(?:\.\d{1,3}){1,3}(?:[):]|\.(?![ \t]*(?-i:[a-z\u2013-]))))-?[ \t]+|"
    r"0\d[ \t]*[-\u2013\u2014|/]?[ \t]+|"
    # A.1.2. A01. but not the H.264. of `H.264. or newer?`
    r"(?-i:[A-Z])(?:(?:\.\d{1,3}){1,3}|0\d)\.[ \t]+"
    rf"(?=[\"'\u00ab\u00bf\u201c\u201e]|(?-i:[A-Z])|[{_NO_LATIN}\u00c0-\u00de])|"
    # 1.How 1)如何 but not 1.FC
    rf"\(?{_LEVELS}[.)\uff0e](?=\u00bf|(?-i:[A-Z][a-z\u2019'])|[{_NO_LATIN}])|\d{{1,3}}\u3001[ \t]*|"
    rf"[{''.join(sorted(_LIST_NUMBERS))}]{{1,3}}\u3001|"
    # Q如何 問 如何 問1 如何
    rf"(?:q[ \t]*|{_QUESTION}\d{{0,3}}[ \t]+)(?=[\u3040-\u30ff\u3400-\u9fff])|q[ \t]*(?=[\uac00-\ud7af])|"
    # 1️⃣ → ❓ ① ? but not the ❤️ of `❤️ or 💛?`
    rf"(?:(?:[0-9]\ufe0f?\u20e3|[{_SIGNS}{_BULLETS}])++[ \t]*+|\?[ \t]+)"
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
_ANSWER = rf"(?:a|{one_of(_ANSWER_WORDS)})"
_SHORT_ANSWER = rf"(?:{one_of(_SHORT_ANSWER_WORDS)})"
# Ans. Ans.- Ans.1) Ans 1. Ans) Ans - but not the file ans.txt
_AFTER_SHORT = r"(?:[ \t]?\d{1,3})?(?:\.(?:\d{1,3}[.)])?[:-]?(?=[ \t]|(?-i:[A-Z]))|[:)]|[ \t]?[-\u2013\u2014](?=[ \t]))"
_ANSWER_LABEL = pattern(
    rf"(?:{_ANSWER}[ \t]*+(?:\d{{1,3}}[ \t]*+)?[:\uff1a]|{_SHORT_ANSWER}{_AFTER_SHORT}"
    rf"|[\[\u3010]{_ANSWER}[ \t]*+\d{{0,3}}[\]\u3011][:\uff1a]?)[ \t]*+(?=\S)",
    re.IGNORECASE,
)
# Only the pair of a `Q.`; else an item of a list.
_ANSWER_LETTER = pattern(
    r"[aA\uff21\uff41](?:[.)\uff0e\u3001]|\d{1,3}[.)\uff0e])(?:[ \t]+|(?<=[\uff0e\u3001])|(?=[\u3040-\uffff]))(?=\S)"
    r"|[aA]\t+(?=\S[^\t\n]*$)|[aA]\d{1,3}[.)](?=[A-Z])|[aA][ \t]*\d{0,3}[ \t]*[-\u2013\u2014][ \t]+(?=\S)"
    # Sol. Soln. 2)
    r"|(?i:soln?)\.[ \t]?(?:\d{1,3}[.:)]*)?[ \t]+(?=\S)"
    # Answer. Answer 1) Answer - A.1
    rf"|(?i:{one_of(_ANSWER_WORDS)})[ \t]?\d{{0,3}}(?:[.)]|[ \t]?[-\u2013\u2014])[ \t]+(?=\S)"
    r"|[aA]\.\d{1,3}[.:)]?[ \t]+(?=\S)|A[a-z]\d{1,3}:[ \t]*(?=\S)"
    r"|[aA]\d{0,3}[ \t]+(?=[\u3040-\u30ff\u3400-\u9fff])|[\uff21\uff41]\d{0,3}[ \t]+(?=\S)"
)
# What a label may start with: a look at it spares most lines the pattern.
_NUMBER_SIGNS = "nr no. n\u00b0 n\u00ba n.o n.\u00ba \u010d. \u7b2c".split()
_LABEL_WORDS = ("q", "faq", *_NUMBER_SIGNS, *sorted(_QUESTION_WORDS | _LIST_NUMBERS))
LABEL_OPENINGS = (
    # `n` after one letter as in `QNo. 1:`; patterns that ignore case find `YANIT:`, too, as a label with `\u0131`
    *((word if len(word) > 1 else f"{word}n").replace("\u0131", "i") for word in (*_LABEL_WORDS, *_ANSWER_WORDS)),
    *(first + second for first in _ROMAN for second in _ROMAN),
)
"""What the label of a question or an answer begins with where it begins with two letters."""
_LONGEST_LABEL = max(map(len, _LABEL_WORDS))
_AFTER_LETTER = (".", "0")  # of `A.1.2.` and `A01.`
_LABELS_BY_LETTER = {word[0]: tuple(each for each in _LABEL_WORDS if each[0] == word[0]) for word in _LABEL_WORDS}
_ANSWER_LETTERS = frozenset(
    letter for word in {"a", "s", "[", "\u3010"} | _ANSWER_WORDS for letter in (word[0], word[0].upper())
)
_BARE_ANSWER_LABEL = pattern(
    rf"{_ANSWER}[ \t]*+(?:\d{{1,3}}[ \t]*+)?[:\uff1a]|{_SHORT_ANSWER}(?:\.[:-]?|[)-])|a\d{{1,3}}[.)]?"
    r"|(?-i:A[a-z])\d{1,3}:",
    re.IGNORECASE,
)
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
    return words[0].replace("\u2019", "'").strip(AROUND_WORD) in OPENERS or first_words_ask(words)


def behind_signs(line: str) -> int:
    """Return where a line goes on behind the arrows and pictographs that open it.

    >>> behind_signs("\u2705 Answer: Yes."), behind_signs("Answer: Yes.")
    (2, 0)
    """
    match = None if line[:1].isascii() or line[0].isalpha() else _SIGNS_BEFORE.match(line)
    return match.end() if match else 0


def is_bare_answer_label(line: str) -> bool:
    """Whether a line is only the label of the answer below it: `Answer:`, `A3`."""
    line = line[behind_signs(line) :]
    return line[0] in _ANSWER_LETTERS and _BARE_ANSWER_LABEL.fullmatch(line) is not None


def labels_answer_below(line: str) -> bool:
    """Whether a line is the label of the answer below it, with a sign after it or as a whole word: `Answer`."""
    line = line[behind_signs(line) :]
    return is_bare_answer_label(line) or (
        len(line) >= _SHORTEST_BARE and line[0] in _ANSWER_LETTERS and line.lower() in _ANSWER_WORDS
    )


def any_lettered_row(lines: Iterable[str]) -> bool:
    """Whether any line opens with another letter than `A` and a tab: then `A` and a tab is a row, too, and no label."""
    return any(line[1:2] == "\t" and line[0] in _OTHER_LETTERS for line in lines)


def answer_label_end(line: str, is_labelled: bool = False) -> int:
    """Return where the text of an answer starts after `A:` or `Answer:`, or after `A.` if its question has a `Q.`"""
    start = behind_signs(line)
    if line[start] not in _ANSWER_LETTERS:
        return 0
    line = line.replace("\u3000", " ")
    match = _ANSWER_LABEL.match(line, start) or (_ANSWER_LETTER.match(line, start) if is_labelled else None)
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
        text = _unquoted(_without_signs_after(without_worth(text[label_end(text) :])))
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
