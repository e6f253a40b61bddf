"""What stands in a page where a purge took words out."""

from __future__ import annotations

from .patterns import pattern

FILLER = "·"
"""What takes the place of a character: a mark, so that no pair is read from it, and no blank, so that what is shown
keeps its length."""
FILLER_OF_OTHERS = "."
"""The same in encodings that have no such character, or are guessed by how often each is there."""
_FILLERS = pattern(rf"[{FILLER}{FILLER_OF_OTHERS}]{{3}}")
_LETTER = pattern(r"[^\W_]")


def is_blacked_out(text: str) -> bool:
    """Whether nothing is left of a text but what a purge put in its place.

    >>> is_blacked_out("·········?"), is_blacked_out("What is ···?"), is_blacked_out("?")
    (True, False, False)
    """
    return _FILLERS.search(text) is not None and _LETTER.search(text) is None
