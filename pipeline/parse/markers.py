"""Markers: byte strings without which a format finds nothing on a page, and whether one is meant where it was found."""

from __future__ import annotations

import re

from ..text.patterns import pattern

QUESTION_TYPE = (b"Question",)
"""The type of a schema.org question."""
ANSWER_OF_QUESTION = (b"acceptedAnswer", b"suggestedAnswer")
"""What a schema.org question has, also one that does not say its type."""
ANSWER_LINK = (b"nswer", b"NSWER")
"""Part of `View complete answer on`, in any letter case: "Answer", "answer" and "ANSWER" end with one of these."""
_COMPLETE_ANSWER = pattern(rb"complete[\s\x80-\xff]+answer", re.IGNORECASE)
_REACH = 200  # bytes before a marker; on real pages an attribute's name is some 60 bytes before the end of its value


def is_whole_word(content: bytes, _: int, end: int) -> bool:
    """Whether no letter follows the marker: "Question" is a type, "Questions" is none."""
    return end < len(content) and not content[end : end + 1].isalpha()


def is_itemtype(content: bytes, start: int, _: int) -> bool:
    """Whether the marker is near the microdata attribute that names types."""
    return b"itemtype" in content[max(0, start - _REACH) : start].lower()


def is_typeof(content: bytes, start: int, _: int) -> bool:
    """Whether the marker is near the RDFa attribute that names types."""
    return b"typeof" in content[max(0, start - _REACH) : start].lower()


def is_answer_link(content: bytes, start: int, end: int) -> bool:
    """Whether the marker is the end of "complete answer"; "complete" is rare, so it is looked for first."""
    around = content[max(0, start - _REACH) : end + 1]
    return b"complete" in around.lower() and _COMPLETE_ANSWER.search(around) is not None
