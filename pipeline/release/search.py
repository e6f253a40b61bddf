"""Records that say some words, the best first.

No index is kept: DuckDB looks through the texts of a million records in some seconds, and what it finds is whole and
up to date for every release, in a folder that nobody may write to as well.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from ..text.patterns import pattern
from .database import BadQuery, Database

_SATURATION, _LENGTH = 1.2, 0.75  # of BM25; the usual ones
_IN_QUESTION = 3  # how often a word in the question counts; chosen: a question is about its words
_MOST_WORDS = 20  # chosen: each costs a look through all texts
_ASKED = pattern(r'"([^"]+)"|([^\s"]+)')
_PART = pattern(r"[^\W_]+")
_BESIDE = r"[^\pL\pN]"  # what no word has; of RE2, which knows \b for ASCII alone
_UNSPACED = pattern(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Letters of languages that set no space between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""
_MARKED = range(0xC0, 0x2000)  # where letters with marks stand, of Latin, Greek and Cyrillic


class Term(NamedTuple):
    """A word or a phrase that is searched."""

    begins: str
    """The regular expression of RE2 for a place where it, or a longer word that begins with it, stands."""
    whole: str
    """The one for a place where it stands whole."""
    said: str
    """The one of Python for the letters of `begins` alone."""


class Hit(NamedTuple):
    """A record that was found."""

    id: str
    score: float


class Found(NamedTuple):
    """What a search found."""

    hits: list[Hit]
    """The best, at most as many as were wanted; ids in order where equal."""
    total: int
    """How many there are."""
    has_all: bool
    """Whether they have all of the words; they have some where no record has all."""


def terms_of(words: Sequence[str]) -> list[Term]:
    """Return the words and the phrases (in double quotes) of what a person typed. Raises BadQuery where there is none.

    >>> len(terms_of(['text "former clients"', "fee?"]))
    3
    """
    asked = [quoted or word for text in words for quoted, word in _ASKED.findall(unicodedata.normalize("NFC", text))]
    parts = [found for found in map(_PART.findall, map(_unmarked, asked)) if found]
    if not parts:
        raise BadQuery("There is no word to search for: give letters or digits.")
    if len(parts) > _MOST_WORDS:
        raise BadQuery(f"{len(parts)} words are too many to search for: at most {_MOST_WORDS}.")
    return [_term(found) for found in dict.fromkeys(map(tuple, parts))]


def search(database: Database, words: Sequence[str], where: Sequence[str] = (), limit: int = 10) -> Found:
    """Return the records that have all of some words, the best first; those that have some where none has all.

    A word is found in question and answer where a word begins with it, whatever its case and its accents.
    Whole words and words of the question count more; rare words and short records do, too (BM25). Raises BadQuery.
    """
    terms = terms_of(words)
    rows = list(database.ask_chosen(_query(terms, database.records, limit), where).rows())
    hits = [Hit(id, score) for id, score, *_ in rows]
    _, _, complete, found = rows[0] if rows else ("", 0.0, 0, 0)
    return Found(hits, complete or found, bool(complete))


def highlight(words: Sequence[str]) -> str:
    """Return the regular expression of Python, for any case, that a search found in a text. Raises BadQuery."""
    return "|".join(term.said.replace(_BESIDE, r"[\W_]") for term in terms_of(words))


def _query(terms: Sequence[Term], records: int, limit: int) -> str:
    """The best rows: id, score, how many records have all the terms, and how many have some."""
    numbers = range(len(terms))
    all_of, some_of = (word.join(f"n{number} > 0" for number in numbers) for word in (" AND ", " OR "))
    counts = ", ".join(f"{_weight(term)} AS n{number}" for number, term in enumerate(terms))
    having = ", ".join(f"count(*) FILTER (n{number} > 0) AS with{number}" for number in numbers)
    score = " + ".join(_score(number, records) for number in numbers)
    return f"""
        WITH weighed AS (SELECT id, length(question) + length(answer) AS size, {counts} FROM chosen),
        said AS MATERIALIZED (SELECT * FROM weighed WHERE {some_of}),
        facts AS (
            SELECT avg(size) AS average, count(*) AS found, count(*) FILTER ({all_of}) AS complete, {having} FROM said
        )
        SELECT id, round({score}, 6) AS score, complete, found FROM said, facts
        WHERE complete = 0 OR ({all_of}) ORDER BY score DESC, id LIMIT {limit}
    """


def _weight(term: Term) -> str:
    """How much a record says a term; only whether, not how often, since to count takes five times as long."""
    return " + ".join(
        f"CASE WHEN {_says(column, term.begins)} THEN {weight} + {weight} * {_says(column, term.whole)}::INT ELSE 0 END"
        for column, weight in (("question", _IN_QUESTION), ("answer", 1))
    )


def _says(column: str, expression: str) -> str:
    return f"regexp_matches({column}, '{expression}')"  # of letters and digits: it holds no quote


def _score(number: int, records: int) -> str:
    """BM25 of one term; the average length is that of the records that say one of them."""
    rarity = f"ln(1 + ({records} - with{number} + 0.5) / (with{number} + 0.5))"
    slowed = f"{_SATURATION} * ({1 - _LENGTH} + {_LENGTH} * size / average)"
    return f"{rarity} * n{number} * {_SATURATION + 1} / (n{number} + {slowed})"


def _term(parts: Sequence[str]) -> Term:
    said = f"{_BESIDE}{{1,3}}".join("".join(map(_any_form, part)) for part in parts)
    if _UNSPACED.match(parts[0]):
        return Term(f"(?i){said}", f"(?i){said}", said)
    begins = f"(?i)(?:^|{_BESIDE}){said}"
    return Term(begins, f"{begins}(?:{_BESIDE}|$)", rf"(?<![^\W_]){said}")


def _unmarked(text: str) -> str:
    """Return a text without accents on its letters, in lower case."""
    return "".join(_letter(character) for character in text.lower())


def _letter(character: str) -> str:
    base, *marks = list(unicodedata.normalize("NFD", character))
    is_marked = bool(marks) and ord(character) in _MARKED and all(map(unicodedata.combining, marks))
    return base if is_marked else character


def _any_form(letter: str) -> str:
    forms = _marked_forms().get(letter)
    return f"[{letter}{forms}]" if forms else letter


@cache
def _marked_forms() -> dict[str, str]:
    """Each letter that may carry marks, and it with each of them."""
    forms: dict[str, str] = {}
    for number in _MARKED:
        base = _letter(chr(number))
        if base != chr(number) and chr(number).islower():
            forms[base] = forms.get(base, "") + chr(number)
    return forms
