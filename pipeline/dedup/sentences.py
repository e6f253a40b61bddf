"""The sentences of an answer, each with a sign that it shares with all that have the same words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from itertools import chain
from operator import add, or_
from typing import NamedTuple

from ..text.patterns import pattern
from ..text.stamps import STAMP_WORDS
from .answer_words import RANGE, WORDS
from .near.compared import NUMBER_FORMS, unstamped_words
from .near.lexicon import NUMBERS, REPLIES, SHORT_UNITS, UNITS
from .near.words import WordCache, answer_fingerprint, has_digits, split_words
from .near.written import in_one_way

_SENTENCE_END = pattern(r"(?<=[.!?;])\s+|(?<=[\u3002\uff01\uff1f])|\n+")
_ASCII_SENTENCE_END = pattern(r"([.!?;\n])(?:(?<=\n)\n*|\s+)")  # the same where all is ASCII, with the mark before it
_REPLY = pattern(r"[\W_]*([^\W\d_]+)[\W_]*?(?:[.,;:!\u2013\u2014-]|\Z)")
_SIGN_BITS = 240  # chosen: sentences of a dozen words that differ in one of these seldom have the same bits
_CAN_DIFFER, _HAS_DIGITS, _MAY_BE_STAMP = 1, 2, 4  # what words say besides, in the first bits, while a sign is made
_FLAGS = _CAN_DIFFER | _HAS_DIGITS | _MAY_BE_STAMP

LEAST_WORDS = 5
"""Chosen: of a sentence that is compared by itself; `It takes 3 days.` may be about anything."""
Sign = int
"""A bit for each word of a sentence that says the same whatever is around it."""


class Sentence(NamedTuple):
    """A sentence of an answer."""

    place: int
    """How many sentences come before it."""
    text: str


def signed_sentences(answer: str) -> dict[Sign, list[Sentence]]:
    """Return the sentences by their signs, without signs of which no sentence has anything that can differ.

    Two sentences that are the same but for what can differ have one sign. To work it out takes a fraction of what it
    takes to read the sentence.
    """
    found: defaultdict[Sign, list[Sentence]] = defaultdict(list)
    can_differ: set[Sign] = set()
    for place, sentence in enumerate(_sentences(answer)):
        rest = split_reply(sentence)[1]
        words = split_words(answer_fingerprint(rest))
        bits = _bits(words)
        if bits & _HAS_DIGITS and (rewritten := in_one_way(rest)) != rest:
            words = split_words(answer_fingerprint(rewritten))
            bits = _bits(words)
        if len(words) * 2 < LEAST_WORDS:
            continue
        if bits & _HAS_DIGITS and bits & _MAY_BE_STAMP:
            words = unstamped_words(rest)
            bits = _bits(words) | _HAS_DIGITS
        if len(words) * (2 if bits & _HAS_DIGITS else 1) < LEAST_WORDS:  # `5mg` are two words
            continue
        sign = bits & ~_FLAGS
        found[sign].append(Sentence(place, sentence))
        if bits & _CAN_DIFFER:
            can_differ.add(sign)
    return {sign: sentences for sign, sentences in found.items() if sign in can_differ}


def _sentences(answer: str) -> Iterable[str]:
    if not answer.isascii():
        return _SENTENCE_END.split(answer)
    parts = _ASCII_SENTENCE_END.split(answer)
    return map(add, parts[::2], [*parts[1::2], ""])


def split_reply(answer: str) -> tuple[str, str]:
    """Return `yes` or `no` where an answer opens with it and a mark, and the rest of the answer.

    >>> split_reply("Yes, it is."), split_reply("It is.")
    (('yes', ' it is.'), ('', 'It is.'))
    """
    found = _REPLY.match(answer)
    reply = REPLIES.get(found[1].casefold(), "") if found else ""
    return (reply, answer[found.end() :]) if found and reply else ("", answer)


def _bits(words: Iterable[str]) -> int:
    """The bits of words for a sign, with what they say besides."""
    return reduce(or_, map(_SIGNS.__getitem__, words), 0)


def _sign_of(word: str) -> Sign:
    """What a word adds to a sign: nothing that it may say, or leave out, only because of a number beside it."""
    forms = NUMBER_FORMS[word] or (word,)
    sign = 0 if SHORT_UNITS.keys().isdisjoint(forms) else _CAN_DIFFER
    sign |= (_HAS_DIGITS if has_digits(word) else 0) | (_MAY_BE_STAMP if word in STAMP_WORDS else 0)
    for mask, kind, _ in chain.from_iterable(map(WORDS.__getitem__, forms)):
        has_letter = any(map(str.isalpha, mask))
        if kind or not has_letter:
            sign |= _CAN_DIFFER
        if has_letter and (plain := mask.lstrip("-")) not in _OF_NUMBERS:
            sign |= _FLAGS + 1 << hash(plain) % _SIGN_BITS
    return sign


_SIGNS = WordCache(_sign_of)
_OF_NUMBERS = frozenset(
    mask
    for forms in (NUMBERS.values(), UNITS.values(), SHORT_UNITS, SHORT_UNITS.values(), RANGE, ("a", "p", "am", "pm"))
    for form in forms
    for mask, _, _ in WORDS[form]
)
