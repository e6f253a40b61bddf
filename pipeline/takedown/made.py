"""What somebody wants taken down -> the rule that says so."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from ..dedup.near.words import split_words
from ..text.clean import clean
from ..text.fingerprint import fingerprint
from ..text.questions import ends_with_mark, opens_as_question
from .errors import NotTakenDown
from .key import name_of
from .likeness import Sketcher
from .rule import Kind, Rule, plain_domain, plain_url

FEWEST_WORDS = 3  # of a passage, chosen: fewer are in too many answers
_BLANK_LINE = re.compile(r"\n\s*\n")
Make = Callable[[bytes], Rule]
"""Makes a rule, still without its number, with the key."""


class Request(NamedTuple):
    """What is said of a takedown besides what it is about."""

    reason: str
    date: str
    requested_by: str = ""


def of_address(kind: Kind, written: str, request: Request) -> Make:
    """Return the rule about a page, a domain or a pattern. Raises NotTakenDown."""
    plain = {Kind.URL: plain_url, Kind.DOMAIN: plain_domain}.get(kind, str)
    what = plain(written)
    if not what:
        raise NotTakenDown(f"{written!r} is no {'address of a page' if kind == Kind.URL else 'domain'}.")
    return lambda key: Rule(0, kind, what, "", "", "", *_said(request))


def of_pair(id: str, question: str, answer: str, request: Request) -> Make:
    """Return the rule about a pair with an id, or, without one, about a question and its answer."""

    def make(key: bytes) -> Rule:
        sketcher = Sketcher(key)
        asked = sketcher.sketch(question, sketcher.question(question)).written()
        answered = sketcher.sketch(answer, sketcher.answer(answer)).written()
        return Rule(0, Kind.ID if id else Kind.TEXT, id, asked, answered, name_of(key), *_said(request))

    return make


def is_short(passage: str) -> bool:
    """Whether a passage has too few words to be told from others by them."""
    return len(split_words(fingerprint(passage))) < FEWEST_WORDS


def of_passage(passage: str, request: Request) -> Make:
    """Return the rule about a passage, wherever it stands. Raises NotTakenDown for one of too few words."""
    if is_short(passage):
        raise NotTakenDown(
            f"A passage of fewer than {FEWEST_WORDS} words stands in too many answers; use --pattern, or give the"
            " question, a blank line, and the answer."
        )

    def make(key: bytes) -> Rule:
        sketcher = Sketcher(key)
        text = sketcher.sketch(passage, sketcher.question(passage)).written()
        return Rule(0, Kind.TEXT, "", "", text, name_of(key), *_said(request))

    return make


def of_text(content: str, request: Request) -> Make:
    """Return the rule about what a file says: a question, a blank line and an answer, or else a passage.

    Raises NotTakenDown.
    """
    question, answer = split_text(content)
    return of_pair("", question, answer, request) if question else of_passage(answer, request)


def split_text(content: str) -> tuple[str, str]:
    """Return the question and the answer that a text holds; an empty question where it is a passage.

    >>> split_text("Why?\\n\\nBecause."), split_text("One.\\n\\nTwo.")
    (('Why?', 'Because.'), ('', 'One.\\n\\nTwo.'))
    """
    content = clean(content.replace("\r\n", "\n")).strip()
    first, *rest = _BLANK_LINE.split(content, 1)
    is_question = "\n" not in first and (ends_with_mark(first) or opens_as_question(first))
    has_both = bool(rest) and is_question and bool(fingerprint(first)) and bool(fingerprint(rest[0]))
    return (first.strip(), rest[0].strip()) if has_both else ("", content)


def _said(request: Request) -> tuple[str, str, str]:
    return request.reason.strip(), request.requested_by.strip(), request.date
