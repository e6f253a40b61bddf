"""The words of a text: those that are compared, and the content words of a question."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from itertools import chain, pairwise
from typing import Any, TypeVar

from ...text.digest import ID_DIGITS
from ...text.fingerprint import UNSPACED_LETTER, fingerprint
from ...text.lists import LIST_NUMBER
from ...text.patterns import pattern
from .lexicon import (
    FUNCTION_WORDS,
    LETTER_NOUNS,
    NEGATIONS,
    NO_PLURALS,
    NUMBERS,
    SAME,
    SHORT_UNITS,
    UNITS,
)

try:
    from ...text._words import content as _compiled_content
except ImportError:  # it was installed where there was no compiler

    def _compiled_content(
        _text: str, _forms_of: Mapping[str, tuple[str, ...]], _nouns: frozenset[str], /
    ) -> str | None:
        return None


Shingle = tuple[str, ...]
T = TypeVar("T")

_NO_NAME = hashlib.blake2b(digest_size=ID_DIGITS // 2)  # to set one up takes as long as to hash a question
_KNOWN_WORDS = 1 << 17  # words; the usual ones of some languages, and names, in 20 MB
_LETTER = UNSPACED_LETTER.pattern
_WORD = pattern(rf"{_LETTER}|(?:(?!{_LETTER})\S)+")
_THOUSANDS = pattern(r"-?[1-9]\d{0,2}(?:,\d{3}|'\d{3})+(?:\.\d+)?")
_MEASURE = pattern(r"(-?\.?\d[\d.,/]*)(\D+[23]?)")
_ENDING = pattern(r"'(?:s|re|ve|ll|d|m)\Z")
_DIGIT = pattern(r"\d")
_ASCII_DIGITS = b"0123456789"
_OFTEN_PLAIN = {"\u0451": "\u0435", "\u0401": "\u0415", "œ": "oe", "Œ": "OE", "\u064b": ""}
"""What many leave out or write in a plain way: the dots of the Russian `yo`, a ligature, the Arabic fathatan."""


def split_words(fingerprint: str) -> list[str]:
    """Return the words of a fingerprint; a letter of a script without blanks is a word of its own.

    >>> split_words("how old is 東京")
    ['how', 'old', 'is', '東', '京']
    """
    if fingerprint.isascii() or not UNSPACED_LETTER.search(fingerprint):
        return fingerprint.split()
    return _WORD.findall(fingerprint)


def has_digits(text: str) -> bool:
    """Whether digits are in a text, or in a word."""
    if text.isascii():
        return len(text.encode().translate(None, _ASCII_DIGITS)) < len(text)  # some times faster than a pattern
    return _DIGIT.search(text) is not None


def in_plain_letters(text: str) -> str:
    """Return a text with the letters that many write in a plain way written so.

    >>> in_plain_letters("Deux œufs")
    'Deux oeufs'
    """
    if not text.isascii():
        for letter, plain in _OFTEN_PLAIN.items():
            text = text.replace(letter, plain)
    return text


def answer_fingerprint(answer: str) -> str:
    """Return the fingerprint of an answer without the numbers of its list items.

    >>> answer_fingerprint("1. Wash.\\n2. Dry 2 hours."), answer_fingerprint("100. No more.")
    ('wash dry 2 hours', '100 no more')
    """
    may_have_list = answer[:1].isdigit() or "\n" in answer
    if may_have_list and _is_count([int(number) for number in LIST_NUMBER.findall(answer)]):
        answer = LIST_NUMBER.sub("", answer)
    return fingerprint(answer)


def _is_count(numbers: list[int]) -> bool:
    """Whether numbers go up by one, or are all 1 as in a list whose items the reader's program numbers.

    A single number belongs to a list if it is 1; else it may be the answer to "How many?".
    """
    if len(numbers) < 2:
        return numbers == [1]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) or set(numbers) == {1}


def half_words(words: Sequence[str]) -> int:
    """Return the length of a text in half words: a letter of a script without blanks is one, any other word two."""
    if "".join(words).isascii():
        return 2 * len(words)
    return sum(1 if UNSPACED_LETTER.match(word) else 2 for word in words)


def shingles(words: Sequence[T]) -> frozenset[tuple[T, ...]]:
    """Return the pairs of neighbouring words of a text, each once; a text of one word has that word.

    >>> sorted(shingles("to be or not to be".split()))
    [('be', 'or'), ('not', 'to'), ('or', 'not'), ('to', 'be')]
    """
    return frozenset(pairwise(words)) if len(words) > 1 else frozenset({tuple(words)})


def with_words_before(
    words: Sequence[str], text: Sequence[str], shingles_of_text: frozenset[Shingle]
) -> frozenset[Shingle]:
    """Return the shingles of some words and a text after them, from those of the text.

    >>> with_words_before(["why"], ["it", "is"], shingles(["it", "is"])) == shingles(["why", "it", "is"])
    True
    """
    if len(text) < 2:
        return shingles([*words, *text])
    return shingles_of_text.union(pairwise([*words, text[0]]))


_CACHES: list[WordCache[Any]] = []


def forget_words() -> None:
    """Give back the memory of all words that were met."""
    for words in _CACHES:
        words.clear()


class WordCache(dict[str, T]):
    """What a function returns for each word, worked out when it is first met; emptied when there are too many."""

    def __init__(self, function: Callable[[str], T]) -> None:
        self._function = function
        _CACHES.append(self)

    def __missing__(self, word: str) -> T:
        if len(self) >= _KNOWN_WORDS:
            self.clear()
        self[word] = found = self._function(word)
        return found


def plain_forms(word: str) -> tuple[str, ...]:
    """Return what a word says, in plain words: `isn't` is `is not`, `5mg` is `5 mg`, `clients` is `client`.

    >>> [" ".join(plain_forms(word)) for word in "isn't 5mg clients boss's two yrs 1,000 he".split()]
    ['is not', '5 mg', 'client', 'boss', '2', 'year', '1000', 'he']
    """
    if word.isalpha() and word != "cannot":
        return (_PLAIN.get(word) or _singular(word),)
    if word == "cannot" or word.endswith("n't"):
        return (*plain_forms({"ca": "can", "wo": "will", "can": "can"}.get(word[:-3], word[:-3])), "not")
    if word.startswith("n'"):
        return ("ne", *plain_forms(word[2:]))
    if "'" in word:
        word = _ENDING.sub("", word)
    if word in _PLAIN:
        return (_PLAIN[word],)
    if word[-1:].isdigit():
        return (word.replace(",", "").replace("'", ""),) if _THOUSANDS.fullmatch(word) else _measure(word) or (word,)
    return _measure(word) or (_singular(word),)


_PLAIN = {**SAME, **NEGATIONS, **UNITS, **NUMBERS}


def _measure(word: str) -> tuple[str, ...]:
    """`5` and `mg` for `5mg`; nothing for a number with anything but a unit (`1st`, `2x`)."""
    parts = _MEASURE.fullmatch(word)
    unit = parts and (UNITS.get(parts[2]) or SHORT_UNITS.get(parts[2]))
    return (*plain_forms(parts[1]), unit) if parts and unit else ()


def _singular(word: str) -> str:
    word = in_plain_letters(word)
    is_plural = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if is_plural and word not in NO_PLURALS else word


def content_words(words: Sequence[str]) -> list[str]:
    """Return the content words of a question in their order, without function words, plural and possessive s.

    In a question of function words alone, all are content. `a` and `i` are content where they name something: `a` at
    the end of a question, or either after a word like `vitamin`.

    >>> content_words("what is the therapist's income".split()), content_words("what is hepatitis a".split())
    (['therapist', 'income'], ['hepatitis', 'a'])
    """
    found = [*chain.from_iterable(map(_CONTENT.__getitem__, words))]
    if words and (words[-1] == "a" or not LETTER_NOUNS.isdisjoint(words)) and (letters := _named_letters(words)):
        found = [form for i, word in enumerate(words) for form in (word if i in letters else _CONTENT[word])]
    return found or list(words)


def _content_of(word: str) -> tuple[str, ...]:
    forms = plain_forms(word)
    return forms if FUNCTION_WORDS.isdisjoint(forms) else tuple(form for form in forms if form not in FUNCTION_WORDS)


_CONTENT = WordCache(_content_of)


def _named_letters(words: Sequence[str]) -> set[int]:
    """The positions of `a` and `i` where they are the name of something."""
    named = {i for i in range(1, len(words)) if words[i] in ("a", "i") and words[i - 1] in LETTER_NOUNS}
    return named | ({len(words) - 1} if words[-1] == "a" else set())


def block_of(question_fingerprint: str) -> str:
    """Return the name of a question's block (in record linkage: its blocking key), 16 hex digits.

    Only records of one block can be near-duplicates. A block is named by a hash of the content words of its
    questions, whatever their order.

    >>> block_of("what is a client") == block_of("what are clients") != block_of("what are patients")
    True
    """
    content = _compiled_content(question_fingerprint, _CONTENT, LETTER_NOUNS)
    content = content or " ".join(sorted({*content_words(split_words(question_fingerprint))}))
    name = _NO_NAME.copy()
    name.update(content.encode())
    return name.hexdigest()


def blocks_of(question_fingerprints: Sequence[str]) -> list[str]:
    """Return the names of the blocks of some questions, for equal ones worked out once.

    >>> blocks_of(["what is a client", "why"]) == [block_of("what is a client"), block_of("why")]
    True
    """
    names = {text: block_of(text) for text in dict.fromkeys(question_fingerprints)}
    return [*map(names.__getitem__, question_fingerprints)]
