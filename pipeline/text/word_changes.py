"""How two texts differ, word by word, and how much of them is the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from .fingerprint import UNSPACED_LETTER
from .patterns import pattern

_LETTER = UNSPACED_LETTER.pattern
_SIGNS = r"\x00-$&-/:-@\[-^`{-\x7f\u00a1\u00ab\u00bb\u00bf\u2000-\u206f\u3000-\u3004\u3008-\u3020\uff01-\uff0f"
_INNER = rf"(?:(?!{_LETTER})[^\s{_SIGNS}])"  # not \w: in many scripts a word has marks that are no letters
_WORD = pattern(rf"{_LETTER}|{_INNER}+(?:['\u2019.,:/@-]{_INNER}+)*|\n|[^\S\n]+|.")
_WORD_ALONE = pattern(rf"{_LETTER}|{_INNER}+(?:['\u2019.,:/@-]{_INNER}+)*")
_MOST_WORDS = 3_000  # of a stretch that is compared word by word, chosen: the time grows with its square

KEPT, OLD, NEW = "kept", "old", "new"


class Piece(NamedTuple):
    """A stretch of text that both have (`kept`), or only the one before (`old`) or the one after (`new`)."""

    kind: str
    text: str


_MARKS = {KEPT: "{}", OLD: "[-{}-]", NEW: "{{+{}+}}"}


def marked(pieces: Iterable[Piece]) -> str:
    """Return pieces as one text, with marks around those that only one of the two texts has.

    >>> marked([Piece(KEPT, "Open at "), Piece(OLD, "nine"), Piece(NEW, "ten")])
    'Open at [-nine-]{+ten+}'
    """
    return "".join(_MARKS[kind].format(text) for kind, text in pieces)


def split(text: str) -> list[str]:
    """Return a text in words, blanks and other signs, which joined are the text again.

    >>> split("It's 4.50 $, 東京.")
    ["It's", ' ', '4.50', ' ', '$', ',', ' ', '東', '京', '.']
    """
    return _WORD.findall(text)


def word_changes(before: str, after: str) -> list[Piece]:
    """Return the stretches of two texts in the order in which they are read, what went before what came.

    >>> [tuple(piece) for piece in word_changes("It costs $4 a month.", "It costs $5 a month.")]
    [('kept', 'It costs $'), ('old', '4'), ('new', '5'), ('kept', ' a month.')]
    """
    if before == after:
        return [Piece(KEPT, before)] if before else []
    old, new = split(before), split(after)
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    middle = _compared(old[start : len(old) - end], new[start : len(new) - end])
    return _joined([Piece(KEPT, "".join(old[:start])), *middle, Piece(KEPT, "".join(old[len(old) - end :]))])


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of the words of two texts that both have, 0 to 1 (Dice of their counts).

    >>> likeness(words_of("How do I recieve it?"), words_of("How do I receive it?"))
    0.8
    """
    total = one.total() + other.total()
    if len(other) < len(one):
        one, other = other, one
    return 2 * sum(min(count, other[word]) for word, count in one.items() if word in other) / total if total else 1.0


def words_of(text: str) -> Counter[str]:
    """Return how often each word stands in a text, whatever its case; signs are no words."""
    return Counter(_WORD_ALONE.findall(text.casefold()))


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words at the start of two texts are the same."""
    least = min(len(one), len(other))
    return next((i for i in range(least) if one[i] != other[i]), least)


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    if max(len(old), len(new)) > _MOST_WORDS:
        yield from (Piece(OLD, "".join(old)), Piece(NEW, "".join(new)))
        return
    for what, start, stop, new_start, new_stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            yield Piece(KEPT, "".join(old[start:stop]))
        else:
            yield from (Piece(OLD, "".join(old[start:stop])), Piece(NEW, "".join(new[new_start:new_stop])))


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Put neighbours together: lone blanks between two changes are part of them, and what is empty is left out."""
    found: list[Piece] = []
    old = new = ""
    for number, piece in enumerate(pieces):
        is_between = (old or new) and piece.kind == KEPT and piece.text.isspace() and "\n" not in piece.text
        if is_between and any(later.text and later.kind != KEPT for later in pieces[number + 1 : number + 3]):
            old, new = old + piece.text, new + piece.text
        elif piece.kind == KEPT and piece.text:
            found += [Piece(OLD, old), Piece(NEW, new), piece]
            old = new = ""
        else:
            old += piece.text * (piece.kind == OLD)
            new += piece.text * (piece.kind == NEW)
    return [piece for piece in [*found, Piece(OLD, old), Piece(NEW, new)] if piece.text]
