"""What an answer looks like."""

from __future__ import annotations

import re
from string import ascii_uppercase

from ..text.fingerprint import UNSPACED_LETTER
from ..text.lists import LIST_FRAGMENT, LIST_ITEM, LIST_NUMBER
from ..text.patterns import pattern

ANSWER_TYPES = ("short", "paragraph", "list", "steps", "table", "code")

_SHORT_WORDS = 8  # words; an answer of fewer is short; chosen
_ENOUGH = 80  # characters, in which most answers have more words than a short one
_UNSPACED_WORD = 2  # letters that count as a word, in scripts without blanks
# Lines that prose does not have: `import duties are high` and `two eggs;` are prose.
_CODE = pattern(
    r"(?:async )?def \w+\(|class \w+[(:{]|import [\w.]+(?: as \w+)?;?$|from [\w.]+ import\b|#include\b"
    r"|SELECT\b.+\bFROM\b|function\b.*[({]|<\?php|\$ \w|>>> |```|return\b.*;$"
)
_CODE_SIGN = pattern(r"[=(){}\[\]]")
_CODE_FIRST, _CODE_LAST = frozenset("adcifrS$#<>`"), frozenset("{};")
"""What a line of code begins or ends with; most lines of prose do with neither."""
_STEP = pattern(r"step \d+\b", re.IGNORECASE)
_STEP_FIRST = frozenset("sS\u017f")
_CAPITALS = frozenset(ascii_uppercase)
"""With which no item begins."""


def classify_answer(answer: str, asked: str) -> str:
    """Return one of ANSWER_TYPES: what an answer looks like. `asked` is the question's type.

    `steps` is a numbered list that answers a how-question, or lines that call themselves steps.
    """
    if "\n" not in answer:
        return "short" if _is_short(answer) else "paragraph"
    lines = answer.split("\n")
    if "|" in answer and sum("|" in line for line in lines) > len(lines) / 2:
        return "table"
    if sum(map(_is_code, lines)) >= 2:
        return "code"
    numbered = sum(map(_is_step, lines))
    if numbered >= 2 and (asked == "how" or answer[:5].lower() == "step "):
        return "steps"
    return "list" if sum(map(_is_item, lines)) >= 2 else "paragraph"


def _is_code(line: str) -> bool:
    if line[-1:] in _CODE_LAST and (line[-1] != ";" or _CODE_SIGN.search(line)):
        return True
    return line[:1] in _CODE_FIRST and _CODE.match(line) is not None


def _is_step(line: str) -> bool:
    if line[:1] in _STEP_FIRST:
        return _STEP.match(line) is not None
    return line[:1].isdecimal() and LIST_NUMBER.match(line) is not None


def _is_item(line: str) -> bool:
    return line[:1] not in _CAPITALS and (LIST_ITEM.match(line) or LIST_FRAGMENT.match(line)) is not None


def _is_short(line: str) -> bool:
    if line.count(" ", 0, _ENOUGH) >= _SHORT_WORDS:
        return False
    words = line.count(" ")
    if words < _SHORT_WORDS and not line.isascii():
        words += len(UNSPACED_LETTER.findall(line)) // _UNSPACED_WORD
    return words < _SHORT_WORDS
