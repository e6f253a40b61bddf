"""The sentences of an answer, each with a sign that it shares with all that have the same words."""

from __future__ import annotations

from collections import defaultdict
from functools import reduce
from itertools import chain
from operator import or_
from typing import NamedTuple

from ..text.patterns import pattern
from .answer_words import RANGE, WORDS
from .near.compared import NUMBER_FORMS, unstamped_words
from .near.lexicon import NUMBERS, REPLIES, SHORT_UNITS, UNITS
from .near.words import WordCache

_SENTENCE_END = pattern(r"(?<=[.!?;])\s+|(?<=[\u3002\uff01\uff1f])|\n+")
_ASCII_SENTENCE_END = pattern(r"\s(?<=[.!?;]\s)\s*|\n+")  # the same where all is ASCII, but looked for by its blanks
_REPLY = pattern(r"[\W_]*([^\W\d_]+)[\W_]*?(?:[.,;:!\u2013\u2014-]|\Z)")
_SIGN_BITS = 240  # chosen: sentences of a dozen words that differ in one of these seldom have the same bits
_CAN_DIFFER = 1  # the first bit of a sign, in which it is said while the sign is made

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
    for place, sentence in enumerate((_ASCII_SENTENCE_END if answer.isascii() else _SENTENCE_END).split(answer)):
        words, has_digits = unstamped_words(split_reply(sentence)[1])
        if len(words) * (2 if has_digits else 1) < LEAST_WORDS:  # `5mg` are two words
            continue
        bits = reduce(or_, map(_SIGNS.__getitem__, words))
        sign = bits | _CAN_DIFFER
        found[sign].append(Sentence(place, sentence))
        if bits == sign:
            can_differ.add(sign)
    return {sign: sentences for sign, sentences in found.items() if sign in can_differ}


def split_reply(answer: str) -> tuple[str, str]:
    """Return `yes` or `no` where an answer opens with it and a mark, and the rest of the answer.

    >>> split_reply("Yes, it is."), split_reply("It is.")
    (('yes', ' it is.'), ('', 'It is.'))
    """
    found = _REPLY.match(answer)
    reply = REPLIES.get(found[1].casefold(), "") if found else ""
    return (reply, answer[found.end() :]) if found and reply else ("", answer)


def _sign_of(word: str) -> Sign:
    """What a word adds to a sign: nothing that it may say, or leave out, only because of a number beside it."""
    forms = NUMBER_FORMS[word] or (word,)
    sign = 0 if SHORT_UNITS.keys().isdisjoint(forms) else _CAN_DIFFER
    for mask, kind, _ in chain.from_iterable(map(WORDS.__getitem__, forms)):
        has_letter = any(map(str.isalpha, mask))
        if kind or not has_letter:
            sign |= _CAN_DIFFER
        if has_letter and (plain := mask.lstrip("-")) not in _OF_NUMBERS:
            sign |= 2 << hash(plain) % _SIGN_BITS
    return sign


_SIGNS = WordCache(_sign_of)
_OF_NUMBERS = frozenset(
    mask
    for forms in (NUMBERS.values(), UNITS.values(), SHORT_UNITS, SHORT_UNITS.values(), RANGE, ("a", "p", "am", "pm"))
    for form in forms
    for mask, _, _ in WORDS[form]
)
