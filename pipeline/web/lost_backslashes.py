r"""JSON escapes whose backslashes a page has lost (`fu00fcnf`, `u003cbru003e`), repaired where that is certain."""

from __future__ import annotations

import re

from ..text.patterns import pattern
from .tags import ELEMENTS

_MAY_BE_ONE = pattern("u[0-9a-fA-F]{4}")
_ESCAPES = pattern(r"(?:\\?u[0-9a-fA-F]{4})+")
_ESCAPE = pattern(r"\\?u([0-9a-fA-F]{4})")
_TAG = pattern(rf"u003[cC]/?(?:{ELEMENTS})(?=[\s/]|u003[eE])")
_HEX_TAG = pattern(rf"x3[cC]/?(?:{ELEMENTS})(?=[\s/]|x3[eE])")
_HEX = pattern("x(?=(?:2[267]|3[cCeE]))")
_BREAKS = pattern(r"(?<=[.!?:;])(?:rn)+(?=[A-Z\u00c0-\u00de\u0400-\u042f])")
_LETTER = pattern("[\u00c0-\u024f\u1e00-\u1eff\u2019]")
"""What stands alone among ASCII letters."""
_WORD_OF_ONE = pattern("[\u00c0-\u024f\u0370-\u1fff\u2019]")
"""What may be a word by itself where the text has other escapes: `u042f`. Not what models are called: `u4000`."""
_ASCII = pattern("[\\x00-\\x9f]")
_SIGN = pattern("[\"&'<>\u00a0-\u00bf\u2010-\u203a\u20ac\u2122]")
_WORD = pattern(r"\w*")
_REACH = 24  # characters (chosen) of a word that are looked at: what has digits there is a code


def with_backslashes(text: str) -> str:
    r"""Return the text with its escapes resolved, where some of them can be nothing else.

    That is certain of one inside a word, of several in a row that are letters, and of the start of a tag; then single
    letters and signs are meant, too.

    >>> with_backslashes("Sie dauert fu00fcnf Minuten fu00fcr 5 u20ac.")
    'Sie dauert fünf Minuten für 5 €.'
    >>> with_backslashes("The code U0026, the hash bu00e9f3 and u20ac alone stay.")
    'The code U0026, the hash bu00e9f3 and u20ac alone stay.'
    """
    if "rn" in text:
        text = _BREAKS.sub(lambda breaks: "\n" * (len(breaks[0]) // 2), text)
    if _HEX_TAG.search(text):
        text = _HEX.sub("u00", text)
    if not _MAY_BE_ONE.search(text):
        return text
    has_tag = _TAG.search(text) is not None
    if not has_tag and not any(map(_is_certain, _ESCAPES.finditer(text))):
        return text
    return _ESCAPES.sub(lambda found: _resolved(found, has_tag), text)


def _resolved(found: re.Match[str], has_tag: bool) -> str:
    letters = _letters_of(found)
    is_sign = all(map(_SIGN.match, letters)) and (has_tag or not letters.isascii() or not _has_word(found))
    is_alone = len(letters) == 1 and not _has_word(found)
    return letters if is_sign or _is_certain(found) or (is_alone and _WORD_OF_ONE.match(letters)) else found[0]


def _letters_of(found: re.Match[str]) -> str:
    units = _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), found[0])
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _is_certain(found: re.Match[str]) -> bool:
    """Whether escapes are within a word, which has no digits, or are a word."""
    letters = _letters_of(found)
    before, after = _around(found)
    if any(map(str.isdigit, before + after)) or "\ufffd" in letters:
        return False
    if max(letters) > "\uffff" or (len(letters) > 1 and any(map(str.isalpha, letters)) and not _ASCII.search(letters)):
        return True
    is_within = bool(before and after) if letters == "\u2019" or letters >= "\u0100" else bool(before or after)
    return len(letters) == 1 and is_within and _LETTER.match(letters) is not None


def _around(found: re.Match[str]) -> tuple[str, str]:
    """What a word has before and after its escapes, further escapes aside."""
    text = found.string
    before = _WORD.match(text[max(0, found.start() - _REACH) : found.start()][::-1])
    after = _WORD.match(text, found.end(), found.end() + _REACH)
    return _ESCAPE.sub("", before[0][::-1] if before else ""), _ESCAPE.sub("", after[0] if after else "")


def _has_word(found: re.Match[str]) -> bool:
    return any(_around(found))
