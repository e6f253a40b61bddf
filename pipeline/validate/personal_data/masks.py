"""Masks in the place of personal data: typed, and the same for the same value of a record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from .find import MASK, find
from .kinds import Found, Kind


class _Numbers:
    """Which number each value of a record has; the first of a kind is 1, or follows those that are there already."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._known: dict[tuple[Kind, str], int] = {}
        self._last = dict.fromkeys(Kind, 0)
        for text in texts:
            for name, number in MASK.findall(text) if "_" in text else ():
                kind = Kind(name.lower())
                self._last[kind] = max(self._last[kind], int(number))

    def mask(self, found: Found) -> str:
        """Return the mask of a piece."""
        key = found.kind, found.value
        if key not in self._known:
            self._last[found.kind] += 1
            self._known[key] = self._last[found.kind]
        return f"[{found.kind.upper()}_{self._known[key]}]"


def mask(*texts: str) -> tuple[str, ...]:
    """Return texts of one record with masks in the place of their personal data. Masking twice is masking once.

    >>> mask("Is ana@tea-house.org right?", "Yes: ana@tea-house.org, or bo@tea-house.org.")
    ('Is [EMAIL_1] right?', 'Yes: [EMAIL_1], or [EMAIL_2].')
    """
    pieces = [find(text) for text in texts]
    numbers = _Numbers(texts) if any(pieces) else None
    while numbers and any(pieces):  # again: what stood beside a piece may be one without it
        texts = tuple(_masked(text, found, numbers) for text, found in zip(texts, pieces, strict=True))
        pieces = [find(text) for text in texts]
    return texts


def mask_one(text: str) -> str:
    """Return one text with masks in the place of its personal data."""
    return mask(text)[0]


def _masked(text: str, found: Iterable[Found], numbers: _Numbers) -> str:
    parts, last = [], 0
    for piece in found:
        parts += [text[last : piece.start], numbers.mask(piece)]
        last = piece.end
    return "".join([*parts, text[last:]])


class _Span(NamedTuple):
    kind: Kind
    start: int
    end: int


def levelled(text: str) -> str:
    """Return a text of the same length that has the word of its kind in the place of each piece, masked or not.

    So what a page says is compared with what a record says of it, masked. What is left of each place is filled with
    soft hyphens, which are no part of a word where texts are compared.

    >>> [levelled(text).replace("\u00ad", "") for text in ("Ask [EMAIL_1].", "Ask bo@tea.org.")]
    ['Ask email.', 'Ask email.']
    """
    spans = [_Span(piece.kind, piece.start, piece.end) for piece in find(text)]
    spans += (_Span(Kind(match[1].lower()), *match.span()) for match in MASK.finditer(text) if "_" in text)
    for kind, start, end in sorted(spans, key=lambda span: span.start):
        text = text[:start] + _WORDS[kind].ljust(end - start, "\u00ad") + text[end:]
    return text


_WORDS = {**{kind: str(kind) for kind in Kind}, Kind.COORDINATES: "place"}
"""Each is shorter than any piece of its kind, and than a mask."""
