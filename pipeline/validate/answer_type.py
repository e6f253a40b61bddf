"""What an answer looks like."""

from __future__ import annotations

import re

from ..text.fingerprint import UNSPACED_LETTER
from ..text.lists import LIST_FRAGMENT, LIST_ITEM, LIST_NUMBER
from ..text.patterns import pattern

ANSWER_TYPES = ("short", "paragraph", "list", "steps", "table", "code")

_SHORT_WORDS = 8  # words; an answer of fewer is short; chosen
_UNSPACED_WORD = 2  # letters that count as a word, in scripts without blanks
# Lines that prose does not have: `import duties are high` and `two eggs;` are prose.
_CODE = pattern(
    r"(?:async )?def \w+\(|class \w+[(:{]|import [\w.]+(?: as \w+)?;?$|from [\w.]+ import\b|#include\b"
    r"|SELECT\b.+\bFROM\b|function\b.*[({]|<\?php|\$ \w|>>> |```|return\b.*;$"
)
_CODE_SIGN = pattern(r"[=(){}\[\]]")
_STEP = pattern(r"step \d+\b", re.IGNORECASE)


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
    numbered = sum((_STEP.match(line) or LIST_NUMBER.match(line)) is not None for line in lines)
    if numbered >= 2 and (asked == "how" or answer[:5].lower() == "step "):
        return "steps"
    items = sum((LIST_ITEM.match(line) or LIST_FRAGMENT.match(line)) is not None for line in lines)
    return "list" if items >= 2 else "paragraph"


def _is_code(line: str) -> bool:
    if line.endswith(";") and _CODE_SIGN.search(line):
        return True
    return line.endswith(("{", "}")) or _CODE.match(line) is not None


def _is_short(line: str) -> bool:
    words = line.count(" ")
    if words < _SHORT_WORDS and not line.isascii():
        words += len(UNSPACED_LETTER.findall(line)) // _UNSPACED_WORD
    return words < _SHORT_WORDS
