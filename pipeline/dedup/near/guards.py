"""What must not differ between near-duplicates: a table of named rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, groupby
from typing import NamedTuple

from ...text.fingerprint import UNSPACED_LETTER
from ...text.patterns import pattern
from .lexicon import (
    DIRECTIONS,
    LIMITS,
    MODALS,
    NEGATED,
    NEGATIONS,
    NUMBER_LETTERS,
    NUMBERS,
    OPPOSITES,
    SHORT_UNITS,
    UNITS,
)
from .words import WordCache, content_words, plain_forms, split_words

Value = tuple[str, ...]


class Text(NamedTuple):
    """The words of a question or of an answer, and those that guards look at."""

    words: Sequence[str]
    marks: Mapping[str, Sequence[str]]
    """The plain forms of each kind of mark that it has (number, unit, modal verb ...), in their order."""


Guard = Callable[[Text], Value]
Marks = tuple[tuple[str, str], ...]


def read(words: Sequence[str]) -> Text:
    """Return a text as the guards read it."""
    marks: dict[str, list[str]] = {}
    for kind, form in chain.from_iterable(filter(None, map(_MARKS.__getitem__, words))):
        marks.setdefault(kind, []).append(form)
    if marks.pop("short", ()) and (units := _with_short_units(list(map(_MARKS.__getitem__, words)))):
        marks["unit"] = units
    if marks.pop("phrase", ()):
        for kind, form in _said_in_phrases(words):
            marks.setdefault(kind, []).append(form)
    return Text(words, marks)


def _with_short_units(of_words: Sequence[Marks]) -> list[str]:
    """The units of some words, the short ones right after a number among them."""
    found = [(i, of_word) for i, of_word in enumerate(of_words) if of_word]
    after_number = {i + 1 for i, of_word in found if of_word[-1][0] == "number" or of_word[-1][1] == "degree"}
    return [
        form
        for i, of_word in found
        for kind, form in of_word
        if kind == "unit" or (kind == "short" and i in after_number)
    ]


def _kinds() -> dict[str, tuple[str, ...]]:
    """The kinds of mark of the plain forms that the lexicon has, but for numbers."""
    tables: dict[str, Iterable[str]] = {
        "negation": NEGATIONS.values(),
        "unit": UNITS.values(),
        "opposite": OPPOSITES,
        "sign": "=≠<>≤≥¬^+±∧∨∗∕⊖∼",
    }
    found: dict[str, tuple[str, ...]] = {}
    for kind, forms in tables.items():
        for form in {*forms}:
            found[form] = (*found.get(form, ()), kind)
    return found


_KINDS = _kinds()


class _Phrase(NamedTuple):
    """Words that say something together: `up to`, and what says no in a script without blanks."""

    words: tuple[str, ...]
    at: int
    """Which of them it is looked for by."""
    kind: str
    form: str


def _phrases() -> dict[str, list[_Phrase]]:
    """The phrases of the lexicon by their longest word."""
    found: dict[str, list[_Phrase]] = {}
    for kind, table in (("negation", NEGATIONS), ("limit", LIMITS)):
        for text, form in table.items():
            words = tuple(split_words(text.replace("_", " ")))
            if len(words) > 1:
                longest = max(words, key=len)
                found.setdefault(longest, []).append(_Phrase(words, words.index(longest), kind, form))
    return found


_PHRASES = _phrases()
_NEGATED = pattern("|".join(f"(?:{form})" for form in NEGATED))


def _said_in_phrases(words: Sequence[str]) -> list[tuple[str, str]]:
    """The kind and the form of each phrase among some words."""
    return [
        (phrase.kind, phrase.form)
        for at, word in enumerate(words)
        for phrase in _PHRASES.get(word, ())
        if at >= phrase.at and tuple(words[at - phrase.at : at - phrase.at + len(phrase.words)]) == phrase.words
    ]


def _marks_of(word: str) -> Marks:
    if word.isascii() and word.isalpha() and _MARKED.isdisjoint((word, *plain_forms(word))) and not _is_negated(word):
        return ()
    if word in SHORT_UNITS and word not in UNITS and not _is_number(word):
        return (("short", SHORT_UNITS[word]),)
    forms = plain_forms(word)
    marks = _other_marks_of(word)
    marks += [(kind, form) for form in forms for kind in _kinds_of(form)]
    marks += [("modal", MODALS[form]) for form in forms if form in MODALS]
    return tuple(marks)


def _kinds_of(form: str) -> Sequence[str]:
    """What kinds of mark a plain form is."""
    kinds = _KINDS.get(form, ())
    return (*kinds, "number") if _is_number(form) else kinds


def _is_number(form: str) -> bool:
    """Whether a form has digits, be it only a name such as `m2`."""
    return form in NUMBER_LETTERS or (not form.isalpha() and any(map(str.isdigit, form)))


def _other_marks_of(word: str) -> list[tuple[str, str]]:
    """What a word says by its form, or with others."""
    marks = [("negation", "not")] if _is_negated(word) else []
    if word in LIMITS:
        marks.append(("limit", LIMITS[word]))
    if word in _PHRASES:
        marks.append(("phrase", word))
    return marks


def _is_negated(word: str) -> bool:
    """Whether a word has a form that says no; in ASCII each of these has an `m` or a `z`, as in `gelmez`."""
    return bool(not (word.isascii() and _NEGATED_LETTERS.isdisjoint(word)) and _NEGATED.fullmatch(word))


_NEGATED_LETTERS = frozenset("mz")
_MARKED = frozenset().union(_KINDS, _PHRASES, LIMITS, MODALS, NUMBERS, NUMBER_LETTERS, SHORT_UNITS)
"""The words of letters alone that are marks, and the plain forms of those that are."""
_MARKS = WordCache(_marks_of)


def marks_of(word: str) -> Marks:
    """Return the kind and the plain form of all that a word says which guards look at."""
    return _MARKS[word]


def _how_read(word: str) -> int:
    marks = _marks_of(word)  # most have none, which need not be kept
    return (2 if any(kind in ("short", "phrase") for kind, _ in marks) else 1) if marks else 0


HOW_READ = WordCache(_how_read)
"""0 for a word that guards do not look at, 2 for one that needs the words beside it, 1 for any other."""


def _of_kind(text: Text, kind: str) -> Value:
    return tuple(text.marks[kind]) if kind in text.marks else ()


def values(text: Text, guards: Mapping[str, Guard]) -> tuple[Value, ...]:
    """Return the value of each guard for a text; two texts agree if all values are equal."""
    return tuple([guard(text) for guard in guards.values()])


def _order(text: Text) -> Value:
    """The content words in their order, where a word like `to` or `than` makes the order count.

    It counts, too, in scripts where every letter is taken for a word: else any texts of the same letters would agree.
    """
    counts = not DIRECTIONS.isdisjoint(text.words) or any(
        not word.isascii() and UNSPACED_LETTER.match(word) for word in text.words
    )
    return tuple(content_words(text.words)) if counts else ()


def _modals(text: Text) -> Value:
    """The modal verbs in their order, those once that come again before another."""
    modals = _of_kind(text, "modal")
    return modals if len(modals) < 2 else tuple(form for form, _ in groupby(modals))


ANSWER_GUARDS: dict[str, Guard] = {
    "number": lambda text: _of_kind(text, "number"),
    "unit": lambda text: _of_kind(text, "unit"),
    "negation": lambda text: _of_kind(text, "negation"),
    "opposite": lambda text: _of_kind(text, "opposite"),
    "modal": _modals,
    "limit": lambda text: tuple(sorted(_of_kind(text, "limit"))),
    "sign": lambda text: _of_kind(text, "sign"),
}
"""What two answers must agree in. These look at marks alone, since of many answers only marked words are read."""

QUESTION_GUARDS: dict[str, Guard] = {
    **ANSWER_GUARDS,
    "content_word": lambda text: tuple(sorted(set(content_words(text.words)))),
    "order": _order,
}
"""What two questions must agree in."""
