"""One look at a question and its answer: which rules may raise a flag. It spares most pairs most rules."""

from __future__ import annotations

from ..text.signs import look_for
from . import leftovers
from .personal_data import find as personal_data

__all__ = ["BITS", "RULES", "look", "look_for_signs"]

RULES = (
    *("leftover_markup", "list_marker", "needs_context", "no_question_mark", "placeholder_answer", "question_inside"),
    *("repeats_itself", "replacement_character", "snippet_title", "truncated"),
    *("control_characters", "mojibake", "personal_data"),
)
"""The flags, and those of personal data as one, in the order of their bits."""
BITS = {rule: 1 << number for number, rule in enumerate(RULES)}
_ALL = (1 << len(RULES)) - 1
_RARE_SIGNS = look_for(leftovers.SIGNS + personal_data.SIGNS)
_OF_DATA_ALONE = "".join({*personal_data.SIGNS} - {*leftovers.SIGNS}).encode()
_OF_MARKUP_ALONE = "".join({*leftovers.SIGNS} - {*personal_data.SIGNS}).encode()


def look_for_signs(question: str, answer: str, _raw: str, /) -> int:
    """Return the bits of all rules, but those for markup and personal data only where there is some sign of either."""
    text = f"{question}\n{answer}"
    signs = _RARE_SIGNS(text)
    found = _ALL
    if not (signs.strip(_OF_DATA_ALONE) or leftovers.holds_escape(text)):
        found &= ~BITS["leftover_markup"]
    if not (signs.strip(_OF_MARKUP_ALONE) or personal_data.may_hold_any_without_signs(text)):
        found &= ~BITS["personal_data"]
    return found


try:
    from ._look import look
except ImportError:  # it was installed where there was no compiler
    look = look_for_signs
