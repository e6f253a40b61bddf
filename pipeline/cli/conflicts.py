"""Conflicts for people, both answers side by side, and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ..text.counted import count_of
from .output import escaped, print_drawn, print_line
from .times import json_times, span

if TYPE_CHECKING:
    from ..audit.conflicts import Conflict, Given

_MOST_LETTERS = 600  # of an answer on the screen (chosen): half of 80 columns, some twenty lines
_RELATIONS = {"sources_disagree": "Sources disagree", "later_version": "The second took the place of the first"}


def print_conflicts(conflicts: Iterable[Conflict]) -> str:
    """Print conflicts, both answers side by side; return in words how many there are."""
    count = settled = 0
    for count, conflict in enumerate(conflicts, 1):  # noqa: B007
        settled += conflict.settled
        print_line(conflict.question)
        print_line(f"{_RELATIONS[conflict.row.relation]}: {_differs(conflict)}{_settled(conflict)}.")
        _print_beside(conflict)
        print_line("")
    return (
        f"{count_of(count, 'conflict')}, {settled} of them settled." if settled else f"{count_of(count, 'conflict')}."
    )


def _settled(conflict: Conflict) -> str:
    preferred = next((n for n, given in enumerate(conflict.answers) if given.preferred), None)
    return "" if preferred is None else f"; settled, the {('first', 'second')[preferred]} is preferred"


def conflicts_json(conflicts: Iterable[Conflict]) -> Iterator[dict[str, Any]]:
    """Yield each conflict, for programs."""
    for conflict in conflicts:
        row = conflict.row._asdict()
        del row["id"], row["other_id"]
        yield {
            "question": conflict.question,
            **row,
            "settled": conflict.settled,
            "answers": [json_times(given._asdict()) for given in conflict.answers],
        }


def _differs(conflict: Conflict) -> str:
    row = conflict.row
    words = " / ".join(f'"{word}"' if word else "(nothing)" for word in (row.word, row.other_word))
    more = f" and in {count_of(row.places - 1, 'place')} more" if row.places > 1 else ""
    return f"{row.differs} {words}{more}; {row.similarity:.0%} alike otherwise"


def _print_beside(conflict: Conflict) -> None:
    from rich.table import Table
    from rich.text import Text

    drawn = Table.grid(padding=(0, 2, 0, 0), expand=True)
    cells = [list(_lines(given)) for given in conflict.answers]
    for _ in cells:
        drawn.add_column(ratio=1, overflow="fold")
    for row in zip(*cells, strict=True):
        drawn.add_row(*(Text("\n".join(map(escaped, cell.split("\n")))) for cell in row))
    print_drawn(drawn)


def _lines(given: Given) -> Iterator[str]:
    yield f"{given.id}, {span(given.first_seen, given.last_seen)}"
    yield ", ".join(given.sources)
    more = f" and {count_of(len(given.pages) - 1, 'page')} more" if len(given.pages) > 1 else ""
    yield f"{given.pages[0]}{more}" if given.pages else ""
    is_long = len(given.answer) > _MOST_LETTERS
    yield f"{given.answer[:_MOST_LETTERS]} ... (qamill explain shows all)" if is_long else given.answer
