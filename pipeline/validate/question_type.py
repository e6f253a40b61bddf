"""What a question asks for, by a table of rules."""

from __future__ import annotations

import re
from functools import lru_cache

from ..text.languages import ENGLISH, all_words
from ..text.patterns import pattern
from .language import UNDETERMINED


def _one_of(*lists: str) -> str:
    """A regular expression for any word of some lists."""
    return f"(?:{'|'.join(sorted(all_words(lists)))})"


_BE = _one_of(ENGLISH.be, "ain't")
AUXILIARY = _one_of(ENGLISH.be, ENGLISH.auxiliaries, ENGLISH.auxiliaries_first, ENGLISH.auxiliaries_of_types)
"""A regular expression for a verb that opens a yes-or-no question."""
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
    "yes_no": rf"{AUXILIARY}\b(?!-)",
}
_QUESTION_RULES = pattern("|".join(f"(?P<{name}>{rule})" for name, rule in QUESTION_TYPES.items()), re.IGNORECASE)
_DECIDING_WITH_NEXT = frozenset(["how", "what"])
_DECIDING = (
    all_words([ENGLISH.auxiliaries, ENGLISH.auxiliaries_first, ENGLISH.auxiliaries_of_types])
    | _DECIDING_WITH_NEXT.union("why when where who whom whose".split())
) - all_words([ENGLISH.be, "ain't"])
"""The words that decide, alone or with the next one, where a question opens with one: no rule for what follows has them
at its start."""
_DECIDING_WITHOUT_OR = all_words([ENGLISH.be])
"""Those that only a choice may follow."""
_OR = pattern(r"\bor\b", re.IGNORECASE)
# What may come before the word that decides: quotes, a number, `So`, `In the US,`.
_OPENING = pattern(r"[\W\d]*(?:(?:so|and|but|or|then|also|now|ok|okay|well|please|hi|hello)\b,? )?", re.IGNORECASE)
_CLAUSE = pattern(r"[^,?!.]{1,80}, ")


def classify_question(question: str, language: str) -> str:
    """Return what a question asks for: a key of QUESTION_TYPES, or `other`.

    >>> classify_question("Can I text?", "en"), classify_question("Warum?", "de")
    ('yes_no', 'other')
    """
    if language not in ("en", UNDETERMINED):
        return "other"
    question = question.replace("\u2019", "'")
    first, _, rest = question.partition(" ")
    word = first.lower()
    if word in _DECIDING or (word in _DECIDING_WITHOUT_OR and not _holds_or(question)):
        return _of_opening(f"{first} {rest.partition(' ')[0]}" if word in _DECIDING_WITH_NEXT else first)
    return _of_whole(question)


def _holds_or(question: str) -> bool:
    return "or" in question.lower() and _OR.search(question) is not None


@lru_cache(maxsize=10_000)  # openings; most questions share some dozens
def _of_opening(opening: str) -> str:
    return _of_whole(opening)


def _of_whole(question: str) -> str:
    match = _QUESTION_RULES.match(question) or _match_later(question)
    return match.lastgroup or "other" if match else "other"


def _match_later(question: str) -> re.Match[str] | None:
    """Look after what opens a question, then after its first clause: `If I move, do I ...?`"""
    opening = _OPENING.match(question)
    start = opening.end() if opening else 0
    match = _QUESTION_RULES.match(question, start)
    clause = None if match else _CLAUSE.match(question, start)
    return _QUESTION_RULES.match(question, clause.end()) if clause else match
