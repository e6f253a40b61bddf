"""Whether an answer says a text twice, as pages do that show a short and a full form of it, or list it two times."""

from __future__ import annotations

from string import ascii_lowercase, ascii_uppercase

from ..text.clean import FENCE
from ..text.fingerprint import UNSPACED_LETTER
from ..text.patterns import pattern

_SENTENCE_END = pattern("[.!?\u2026\u3002\uff01\uff1f\u061f\u0964\u06d4\n]")
_WORD = pattern(r"\w+(?:['\u2019]\w+)*")
_LEAST_WORDS = 8  # of a sentence that is said again anywhere (chosen): `Press Enter.` may come twice
_LEAST_NEXT = 4  # of one that is said again at once, and of an answer of two halves: not `New York, New York`
_LEAST_LETTERS = 12  # of the same: `Na na na na, na na na na`
_BEGINNING = 8  # characters (chosen): of a text that is there twice, they come again
_UNSPACED_WORD = 2  # letters that count as a word, in scripts without blanks
_LEVELLED = bytes.maketrans(b"!?\n\x1c\x1d\x1e\x1f" + ascii_uppercase.encode(), b"...    " + ascii_lowercase.encode())
"""Letters without their case, the ends of sentences as full stops, and what Python takes for blanks as blanks."""

_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalnum() and chr(code) != "_")


def repeats_itself(answer: str) -> bool:
    """Whether a sentence or a paragraph of the answer comes a second time, or all of it does.

    >>> repeats_itself("The ride takes two minutes. The ride takes two minutes."), repeats_itself("Bora Bora")
    (True, False)
    """
    return _may_repeat(answer) and _repeats(answer.casefold())


def _may_repeat(answer: str) -> bool:
    """Whether an answer may say something twice, by a quick look: in most none of ASCII does."""
    if not answer.isascii() or FENCE in answer:
        return True
    prose = answer.encode("ascii").translate(_LEVELLED)
    if prose.find(prose[:_BEGINNING], _BEGINNING) >= 0 and _is_two_halves(prose.translate(None, _NO_LETTERS)):
        return True
    pieces = [*filter(None, map(bytes.strip, prose.split(b".")))]
    return len({*pieces}) < len(pieces)


def _repeats(prose: str) -> bool:
    if FENCE in prose:
        prose = "\n".join(prose.split(FENCE)[::2])  # code may say a line again
    if prose.find(prose[:_BEGINNING], _BEGINNING) >= 0 and _is_doubled(prose):
        return True
    pieces = [shown for piece in _sentences(prose) if (shown := piece.strip())]
    if len({*pieces}) == len(pieces):
        return False
    seen: set[str] = set()
    for last, piece in zip(["", *pieces], pieces, strict=False):
        if _is_long(piece, _LEAST_NEXT if piece == last else _LEAST_WORDS) and piece in seen:
            return True
        seen.add(piece)
    return False


def _sentences(text: str) -> list[str]:
    if text.isascii():  # three times as fast as the pattern
        return text.replace("!", ".").replace("?", ".").replace("\n", ".").split(".")
    return _SENTENCE_END.split(text)


def _is_doubled(answer: str) -> bool:
    """Whether the answer is a text and the same text once more, whatever is between the two."""
    return _is_two_halves("".join(_WORD.findall(answer))) and _is_long(answer, 2 * _LEAST_NEXT)


def _is_two_halves(text: str | bytes) -> bool:
    half = len(text) // 2
    return len(text) == 2 * half and text[:half] == text[half:]


def _is_long(text: str, words: int) -> bool:
    """Whether a text has at least so many words, and letters for half as many."""
    unspaced = len(UNSPACED_LETTER.findall(text))
    if unspaced:
        return unspaced >= _UNSPACED_WORD * words
    found = _WORD.findall(text)
    return len(found) >= words and sum(map(len, found)) >= _LEAST_LETTERS * words // _LEAST_NEXT
