"""Which column of a table asks and which answers: `Topic | Question | Response`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from turbohtml import Element

from ...text.languages import LANGUAGES, all_words
from ...text.questions import ends_with_mark
from ...web.page_cache import page_cache
from .nodes import nodes_of

_QUESTION = (
    all_words(row.question_labels for row in LANGUAGES)
    | all_words(row.question_names for row in LANGUAGES)
    | {"questions"}
)
_ANSWER = (
    all_words(row.answer_labels for row in LANGUAGES)
    | all_words(row.answer_names for row in LANGUAGES)
    | all_words(["answers response responses reply replies"])
)
_HEADS = 3  # rows (chosen) at the top of a table of which one may be its header: a title may be above it
_ALONE = 2  # columns of a table that has no other: then the answers may come first
_LONGEST = 40  # characters (chosen) of the name of a column


class Columns(NamedTuple):
    """The cells of a row that ask and answer, counted from its end: cells that span several rows are before them."""

    question: int
    answer: int
    cells: int
    """How many cells the header has."""


def columns_of(rows: Sequence[Element]) -> tuple[Columns, Sequence[Element]] | None:
    """Return which columns of a table ask and answer, and the rows below its header; None where no header says so."""
    for at, row in enumerate(rows[:_HEADS]):
        names = [_name(cell) for cell in cells_of(row)]
        questions = [i for i, name in enumerate(names) if name in _QUESTION]
        answers = [i for i, name in enumerate(names) if name in _ANSWER]
        if len(questions) == len(answers) == 1 and (questions < answers or len(names) == _ALONE):
            count = len(names)
            return Columns(questions[0] - count, answers[0] - count, count), rows[at + 1 :]
    return None


def cells_of(row: Element) -> list[Element]:
    """Return the cells of a row, empty ones as well."""
    return [node for node in nodes_of(row) if isinstance(node, Element) and node.tag in ("td", "th")]


def asking_cell(row: Element) -> Element | None:
    """Return the cell of a row in which those around it ask, as on boards: `3 | Delivery | When is it here?`"""
    cells, holder = cells_of(row), row.parent
    column = _asking_column(holder) if isinstance(holder, Element) and len(cells) > 1 else None
    return cells[column.question] if column and column.cells == len(cells) else None


class _Asking(NamedTuple):
    """The only cell of a row that asks, counted from its start."""

    question: int
    cells: int


@page_cache(4)  # asked for each row of one table, one after the other
def _asking_column(holder: Element) -> _Asking | None:
    """Which cell asks in most rows of those in which one does."""
    rows = (cells_of(node) for node in nodes_of(holder) if isinstance(node, Element) and node.tag == "tr")
    asking = Counter(_Asking(found[0], len(cells)) for cells in rows if len(found := _asking_cells(cells)) == 1)
    return asking.most_common(1)[0][0] if asking else None


def _asking_cells(cells: Sequence[Element]) -> list[int]:
    return [at for at, cell in enumerate(cells) if ends_with_mark(" ".join(cell.text.split()))]


def _name(cell: Element) -> str:
    """The last word of what a column is called, which says what is in it: `Vendor question`, but `Question no.`"""
    text = " ".join(cell.text.split()).strip(" :*").lower()
    return text.rpartition(" ")[2] if len(text) <= _LONGEST else ""
