"""Whether a text looks as if its bytes were read in the wrong encoding."""

from __future__ import annotations

from .patterns import pattern

_LEAST = 8  # characters (chosen) that are not ASCII: fewer show nothing
_MOST_STRANGE = 0.5  # share (chosen) of them that may stand where no language has them
_ACCENTED = "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_LATIN = f"a-zA-Z{_ACCENTED}"
_OTHER = "\u0370-\u1dff"  # letters of other alphabets
_SIGN = (
    "\u0080-\u00a9\u00ab\u00ac\u00ae-\u00b1\u00b3\u00b4\u00b6\u00b8\u00bb-\u00bf\u00d7\u00f7"
    "\u02c6\u02dc\u201a\u201e\u2020-\u2026\u2030\u2039\u203a\u20ac\u2116\u2122"
)
# Three accented letters in a row; a letter of another alphabet beside a Latin one; a sign inside a word.
_STRANGE = pattern(
    f"[{_ACCENTED}]{{3,}}|(?<=[{_LATIN}])[{_OTHER}]+|[{_OTHER}](?=[{_LATIN}])"
    f"|(?<=[{_LATIN}{_OTHER}])[{_SIGN}]+(?=[{_LATIN}{_OTHER}{_SIGN}])"
)
_TURNED = pattern("(?<![\u0400-\u045f])[\u0430-\u044f][\u0410-\u042f]{2,}(?![\u0430-\u044f])")
"""A Cyrillic word with capitals behind its first letter: KOI8 has small letters where Windows has capitals."""
_LEAST_TURNED = 2  # words (chosen): one may be a name
_MAY_BE_MOJIBAKE = pattern("[^\x00-\x7f]{2}")
_NOT_ASCII = pattern("[^\x00-\x7f\u00a0\u00ad\u2010-\u2019\u201c\u201d]")


def looks_misread(text: str) -> bool:
    """Return whether most of what is not ASCII stands where no language has it.

    >>> looks_misread("Ñêîëüêî ñòîèò áèëåò?"), looks_misread("Où est l'été à Nîmes, Zoé, à la fête ?")
    (True, False)
    """
    shown = len(_NOT_ASCII.findall(text))
    if shown < _LEAST:
        return False
    strange = sum(len(_NOT_ASCII.findall(found[0])) for found in _STRANGE.finditer(text))
    return strange > _MOST_STRANGE * shown


def holds_mojibake(text: str) -> bool:
    """Return whether some of the text was read in the wrong encoding before it came here: `CafÃ©` for `Café`.

    >>> holds_mojibake("It’s a cafÃ©."), holds_mojibake("It’s a café.")
    (True, False)
    """
    if text.isascii() or not _MAY_BE_MOJIBAKE.search(text):
        return False
    if looks_misread(text) or len(_TURNED.findall(text)) >= _LEAST_TURNED:
        return True
    from ftfy.badness import is_bad  # takes a tenth of a second to import, and most texts never come here

    return is_bad(text)
