"""Whether a text holds a question mark: looked at before anything slower is."""

from __future__ import annotations

from collections.abc import Sequence

from ...text.marks import ASKING_MARKS, has_mark_at_end
from ...text.patterns import pattern

_MARK = pattern(f"[{ASKING_MARKS}]")
_PLAIN_MARKS = ASKING_MARKS.replace(";", "")
LONGEST_QUESTION = 300  # characters; the longest of 529 pairs read on real pages has 163
_MOST_BLANKS = 3  # times as long as its text may be a question's markup, indented as it is (chosen)


def may_ask(text: str) -> bool:
    """Whether a text holds a question mark and is no longer than a question; looked at before anything slower is."""
    return len(text) < _MOST_BLANKS * LONGEST_QUESTION and holds_mark(text)


def holds_mark(text: str) -> bool:
    """Whether a text holds a question mark, or a semicolon among letters that are not ASCII."""
    return "?" in text or (not text.isascii() and _MARK.search(text) is not None)


def show_mark(texts: Sequence[str]) -> bool:
    """Whether some texts hold a question mark, which may follow the letter before it in a text of its own."""
    whole = "".join(texts)
    if "?" in whole or whole.isascii():
        return "?" in whole
    if any(mark in whole for mark in _PLAIN_MARKS):
        return True
    return any(has_mark_at_end(f"{before[-1:]};") for before in whole.split(";")[:-1])
