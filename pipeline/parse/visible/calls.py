"""What sites ask their readers instead of answering, in the words of each language that `text/languages.py` knows."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from ...text.languages import LANGUAGES, Language, all_words
from ...text.marks import END_MARKS, START_MARKS
from ...text.patterns import pattern

_MARKS = f"{START_MARKS}{END_MARKS};!\u2026. "
_MARK = pattern(f"[{END_MARKS}]")
_LONGEST = 200  # characters; no pattern of the table is for more
_OTHER_LETTER = pattern("[\u0370-\u1fff\u3040-\uffff]")
_BETWEEN_LINKS = pattern(r"(?:[|\u00b7\u2022\][]|/(?!\d))+")  # [Top] | [Next]
_OWNED = "\u00a9"
_LONGEST_OWNER = 5  # words (chosen)
_ARROWS = " .!\u2026[]()\u00bb\u203a\u2192\u2191>^-\u2013|:#\u25b2\u25b6"


class _Known(NamedTuple):
    """What is known of the languages in Latin letters, and of the others. It is in lower case, which is faster."""

    latin: re.Pattern[str]
    others: re.Pattern[str]

    def __contains__(self, text: object) -> bool:
        """Whether a text is one of those as a whole; letter case does not count."""
        if not isinstance(text, str) or len(text) > _LONGEST:
            return False
        text = text.lower()
        return self.latin.fullmatch(text) is not None or (
            _OTHER_LETTER.search(text) is not None and self.others.fullmatch(text) is not None
        )


def _is_latin(language: Language) -> bool:
    return any(letter.isascii() and letter.isalpha() for letter in language.openers)


def _known(of: Callable[[Language], tuple[str, ...]]) -> _Known:
    latin, others = (
        pattern("|".join(chain.from_iterable(of(row) for row in LANGUAGES if _is_latin(row) is is_latin)) or r"(?!)")
        for is_latin in (True, False)
    )
    return _Known(latin, others)


_CALL = _known(lambda language: (*language.calls, *language.what_next))
_NEXT = _known(lambda language: language.what_next)
_REQUEST = _known(lambda language: tuple(f"(?:{start}).*" for start in language.requests))
_OFFER = _known(lambda language: language.offers)
_TIP = _known(lambda language: language.tips)
_READ_MORE = _known(lambda language: language.read_more)
_SEE_ALSO = _known(lambda language: tuple(f"(?:{start}).*" for start in language.see_also))
_TAIL = _known(lambda language: language.tails)
_CLOSE = all_words(language.close for language in LANGUAGES)
_CLOSING = _known(lambda language: tuple(f"(?:{start}).*" for start in language.closings))


@lru_cache(maxsize=1024)  # asked for by each format of a page
def is_call(question: str) -> bool:
    """Whether a site asks for its readers' questions, opinion or next click.

    >>> is_call("Was this article helpful?"), is_call("Was this bridge open in 1900?")
    (True, False)
    """
    return question.strip(_MARKS) in _CALL


def asks_what_is_next(question: str) -> bool:
    """Whether a call is in words that an interview may ask in: `What comes next?`"""
    return question.strip(_MARKS) in _NEXT


def is_request(line: str) -> bool:
    """Whether a line asks without a question, as who interviews does: `Tell us about the gallery.`"""
    return line.strip(_MARKS) in _REQUEST


def is_offer(question: str) -> bool:
    """Whether half a sentence opens an offer: `Ready to cook?`."""
    return question.strip(_MARKS) in _OFFER


def is_tip(question: str) -> bool:
    """Whether a condition opens a tip: `No grill?`."""
    return question.strip(_MARKS) in _TIP


def leads_on(line: str) -> bool:
    """Whether a line is no more than the link from a teaser to its article: `Read more »`."""
    return line.strip(_ARROWS) in _READ_MORE


def is_closing(line: str) -> bool:
    """Whether the line that ends a list of questions says where to ask others: `If you have more, write to us.`"""
    return line.strip(_MARKS) in _CLOSING


def closes_panel(line: str) -> bool:
    """Whether a link says that it closes a panel: `[x] Close`."""
    return line.strip(f"{_ARROWS}\u00d7xX").lower() in _CLOSE


def leads_to_other(line: str) -> bool:
    """Whether a line leads to another article: `Read also: How to forge a gate`."""
    return ":" in line and line.strip(_MARKS) in _SEE_ALSO


def _says_whose(line: str) -> bool:
    """Whether a line is the name of who owns a page, behind the sign for it: `\u00a9 Harbour Museum`."""
    owner = line[1:].strip()
    return (
        line.startswith(_OWNED)
        and len(owner.split()) <= _LONGEST_OWNER
        and owner[:1].isalpha()
        and not owner[0].islower()
    )


@lru_cache(maxsize=1024)  # asked for the last line of each answer from several sides
def is_tail(line: str) -> bool:
    """Whether a line closes a section without being part of it: `[Top] [Next]`, `Was this helpful? Yes No`.

    So does `Read also: ...`.
    """
    if leads_to_other(line) or _says_whose(line):
        return True
    asked, *choice = _MARK.split(line, maxsplit=1)
    if choice and len(choice[0]) < 30 and is_call(asked):
        return True
    pieces = [piece.strip(_ARROWS) for piece in _BETWEEN_LINKS.split(line)]
    shown = [piece for piece in pieces if piece]
    return bool(shown) and all(piece in _TAIL for piece in shown)
