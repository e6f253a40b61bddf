"""Keyed sketches: how alike two texts are can be told from them, but what they say cannot, without the key.

A sketch holds an HMAC of a text's letters, and the smallest of its keyed shingle hashes (bottom-k MinHash: Broder
1997, "On the resemblance and containment of documents").
"""

from __future__ import annotations

import hmac
import re
import struct
from base64 import b64decode, b64encode
from binascii import Error as NoBase64
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from typing import NamedTuple

from ..dedup.near.words import answer_fingerprint, split_words
from .shapes import as_prose, in_one_script, unmarked, with_letters

_MOST = 512
"""Hashes that a sketch keeps: all of a text of about so many words, a sample of a longer one."""
_MOST_WORDS = 200_000  # that are remembered, about 30 MB
_DIGITS = 32  # hex digits of the two HMACs: 64 bits each
_IS_CUT = re.compile(r"(?:\.\s?\.\s?\.|\u2026)\W*\Z")
_ONE, _TWO = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F  # odd, so that nothing is lost
_END = (1 << 64) - 1

Hashes = frozenset[int]
"""Of pairs of neighbouring words, 64 bits each."""


class Sketch(NamedTuple):
    """What is kept of a text."""

    exact: str
    """The HMAC of its letters, and that of its words in any order, in hex, one after the other."""
    hashes: Hashes
    """The smallest of its hashes."""
    end: int
    """The hash up to which these are all."""

    @property
    def exacts(self) -> tuple[str, str]:
        """Both parts of `exact`."""
        return self.exact[: _DIGITS // 2], self.exact[_DIGITS // 2 :]

    def written(self) -> str:
        """Return the sketch as a field of a table."""
        form = "whole" if self.end == _END else "part"
        kept = struct.pack(f"<{len(self.hashes)}Q", *sorted(self.hashes))
        return f"{self.exact}:{form}:{b64encode(kept).decode()}"

    @classmethod
    def read(cls, written: str) -> Sketch:
        """Return what `written` wrote. Raises ValueError."""
        exact, form, kept = written.split(":")
        content = b64decode(kept, validate=True)
        if len(exact) != _DIGITS or form not in ("whole", "part") or len(content) % 8 or not content:
            raise ValueError("it is not as it was written")
        hashes = struct.unpack(f"<{len(content) // 8}Q", content)
        return cls(exact, frozenset(hashes), _END if form == "whole" else max(hashes))


def damage_of(written: str) -> str:
    """Return why a field is no sketch; empty if it is one."""
    try:
        Sketch.read(written)
    except (ValueError, NoBase64) as error:
        return str(error)
    return ""


class Sketcher:
    """Makes sketches with a key. The same words in other letter case, punctuation, blanks or look-alike letters give
    the same sketch."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._words: dict[str, int] = {}

    def question(self, text: str) -> Hashes:
        """Return the hashes of a question's pairs of neighbouring words, or of its only word."""
        return _pairs(self._keyed(text))

    def answer(self, text: str) -> Hashes:
        """Return the same of an answer, and the hash of its first word: it may be cut off after that."""
        keyed = self._answered(text)
        return _pairs(keyed) | _pairs(keyed[:1])

    def pair(self, question: str, answer: str) -> tuple[Hashes, Hashes, Hashes]:
        """Return the hashes of a question, of an answer, and of both as one text."""
        asked, answered = self._keyed(question), self._answered(answer)
        of_question, of_answer = _pairs(asked), _pairs(answered)
        # In a text by itself an answer of one word may stand anywhere.
        alone: Hashes = frozenset() if asked else frozenset().union(*(_pairs([word]) for word in answered))
        return (
            of_question,
            of_answer | _pairs(answered[:1]),
            of_question | of_answer | _pairs(asked[-1:] + answered[:1]) | alone,
        )

    def _answered(self, text: str) -> list[int]:
        """The keyed hash of each word of an answer, without the rest of a word where it says that it is cut."""
        keyed = self._keyed(text)
        return keyed[:-1] if len(keyed) > 2 and _IS_CUT.search(text) else keyed

    def sketch(self, text: str, hashes: Hashes) -> Sketch:
        """Return the sketch of a text that has these hashes, at least one."""
        if len(hashes) <= _MOST:
            return Sketch("".join(self.exact(text)), hashes, _END)
        smallest = sorted(hashes)[:_MOST]
        return Sketch("".join(self.exact(text)), frozenset(smallest), smallest[-1])

    def exact(self, text: str) -> tuple[str, str]:
        """Return the HMAC of the letters of a text, whatever parts them, and that of its words in any order."""
        words = _words_of(text)
        return self._hmac("".join(words)), self._hmac(" ".join(sorted(words)))

    def _hmac(self, text: str) -> str:
        return hmac.digest(self._key, text.encode("utf-8", "surrogatepass"), "sha256").hex()[: _DIGITS // 2]

    def _keyed(self, text: str) -> list[int]:
        """The keyed hash of each word."""
        return [*map(self._word, _words_of(text))]

    def _word(self, word: str) -> int:
        found = self._words.get(word)
        if found is None:
            if len(self._words) > _MOST_WORDS:
                self._words.clear()
            digest = blake2b(word.encode("utf-8", "surrogatepass"), key=self._key, digest_size=8).digest()
            found = self._words[word] = int.from_bytes(digest, "little")
        return found


@lru_cache(maxsize=8)  # a pair is looked up by its letters, and then by its hashes
def _words_of(text: str) -> Sequence[str]:
    """The words of a text in the form in which they are compared."""
    return split_words(with_letters(answer_fingerprint(as_prose(in_one_script(unmarked(text))))))


def _pairs(words: list[int]) -> Hashes:
    """One hash of each two neighbours, whose order counts, or of the only word."""
    neighbours = pairwise(words) if len(words) > 1 else zip(words, words, strict=True)
    return frozenset([_spread(first * _ONE + (second ^ second >> 31) * _TWO) for first, second in neighbours])


def _spread(number: int) -> int:
    """64 bits of which each depends on all of a number."""
    number = (number ^ number >> 32) * _ONE & _END
    return number ^ number >> 29


class Likeness(NamedTuple):
    """What a text has in common with one of which there is a sketch."""

    shared: int
    """Hashes that both have."""
    of_sketch: float
    """The share of the sketched text that is in the other one, 0 to 1."""
    of_text: float
    """The share of the other text that is in the sketched one, 0 to 1."""


def likeness(sketch: Sketch, hashes: Hashes) -> Likeness:
    """Return how alike a text with some hashes is to a sketched one, as far as the sketch knows it."""
    shared = len(sketch.hashes & hashes)
    known = len(hashes) if sketch.end == _END else sum(each <= sketch.end for each in hashes)
    return Likeness(shared, shared / len(sketch.hashes), shared / known if known else 0.0)
