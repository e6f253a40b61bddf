"""Questions with their answers as cards, for people: what is asked, what is answered, and where from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .output import escaped, print_drawn

_LONGEST = 600  # characters of an answer, as `qamill conflicts` shows them
_BEFORE = 80  # characters before the first word that was found, chosen: a line of text


class Card(NamedTuple):
    """A question with its answer as it is shown."""

    question: str
    answer: str
    notes: Sequence[str]
    """Where it is from and what is known about it, each note a word or a few; empty ones are left out."""


def print_card(number: int, card: Card, marked: str = "") -> None:
    """Draw a card; `marked` is a regular expression for words that are set off in it."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    lines = shortened(card.answer, marked).split("\n")
    answer = Text("\n".join(map(escaped, lines)))
    question = Text(f"{number:>2}  ", style="dim").append(Text(escaped(card.question), style="bold not dim"))
    if marked:
        import re

        for text in (question, answer):
            text.highlight_regex(re.compile(marked, re.IGNORECASE), "underline")
    notes = Text(" · ".join(map(escaped, filter(None, card.notes))), style="dim")
    print_drawn(Group(question, Padding(answer, (0, 0, 0, 4)), Padding(notes, (0, 0, 1, 4))))


def shortened(text: str, marked: str = "") -> str:
    """Return the beginning of a long text, or the part around the first words that are marked; `...` for the rest."""
    if len(text) <= _LONGEST:
        return text
    start = _start(text, marked)
    end = start + _LONGEST
    kept = text[start:end] if end >= len(text) else text[start:end].rsplit(None, 1)[0]
    more = len(text) - start - len(kept)
    return ("... " if start else "") + kept + (f" ... ({more:,} characters more)" if more else "")


def _start(text: str, marked: str) -> int:
    import re

    found = re.search(marked, text, re.IGNORECASE) if marked else None
    if not found or found.start() <= _LONGEST - _BEFORE:
        return 0
    return text.rfind(" ", 0, found.start() - _BEFORE) + 1
