"""The words of an answer, each with the kind of difference that it can make."""

from __future__ import annotations

from typing import NamedTuple

from ..text.patterns import pattern
from .near.guards import marks_of
from .near.lexicon import INTERCHANGEABLE, MODALS, OPPOSITE_SIDES
from .near.words import WordCache, plain_forms

_PLAIN_NUMBER = pattern(r"-?[\d.,:/]{1,12}|[^\W\d_]")
_MOST_DIGITS = 6  # of a number that measures something, before its last noughts; more are a telephone number or a code
_MASKS = {"number": "#number", "unit": "#unit", "modal": "#modal"}

RANGE = frozenset("to bis \u00e0 a tot till until".split())
"""Between two numbers, what makes a range of them: `from 2 to 3` is `2-3`."""


class Word(NamedTuple):
    """A word of an answer as it is compared."""

    mask: str
    """What must be the same in both answers: the word itself, or what kind of mark it is."""
    kind: str
    """The kind of difference that it can make; empty for most words."""
    form: str


PlainWord = tuple[str, str, str]
"""What a `Word` holds. Words that are kept are plain tuples, which the garbage collector passes over."""


def _words_of(word: str) -> tuple[PlainWord, ...]:
    if word in INTERCHANGEABLE:
        return ()
    kinds = {form: kind for kind, form in marks_of(word)}
    return tuple([_word(form, kinds.get(form, "")) for form in plain_forms(word) if form not in INTERCHANGEABLE])


def _word(form: str, kind: str) -> PlainWord:
    if side := OPPOSITE_SIDES.get(form):
        return f"#{side.group}", "opposite", form
    if form in MODALS:
        return _MASKS["modal"], "modal", MODALS[form]
    if kind == "negation":
        return "", kind, form
    is_amount = kind == "unit" or (kind == "number" and _is_plain_number(form))
    return (_MASKS[kind], kind, form) if is_amount else (form, "", form)


def _is_plain_number(form: str) -> bool:
    return bool(_PLAIN_NUMBER.fullmatch(form)) and sum(map(str.isdigit, form.rstrip("0"))) <= _MOST_DIGITS


WORDS = WordCache(_words_of)
"""What each word says as it is compared; nothing of what can stand for anything else."""
