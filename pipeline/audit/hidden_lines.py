"""The lines of a page without the personal data that its release does not have."""

from __future__ import annotations

from collections.abc import Sequence
from html import unescape

from ..text.patterns import pattern
from ..validate.personal_data.find import MASK, find
from ..validate.personal_data.kinds import Treatment
from ..validate.personal_data.masks import mask
from .shown_lines import Line

_TAG = pattern(r"<[^<>]*>")


def released_lines(lines: Sequence[Line], pii: str, question: str, answer: str) -> list[Line]:
    """Return the lines of a pair as its release may show them: masked as its words are, or none.

    There are none where markup, or the end of a line, hides from the rules what they found in the words.
    """
    if pii == Treatment.FLAG:
        return [*lines]
    masked = [line._replace(text=text) for line, text in zip(lines, mask(*(line.text for line in lines)), strict=True)]
    whole = unescape(" ".join(line.text for line in masked))
    masks = sum(len(MASK.findall(line.text)) for line in masked if line.is_evidence)
    is_sure = masks >= len(MASK.findall(f"{question} {answer}"))
    return masked if is_sure and not find(whole) and not find(_TAG.sub("", whole)) else []
