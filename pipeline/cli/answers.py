"""The history of a question for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..text.counted import count_of
from ..text.word_changes import marked
from .output import print_line
from .times import json_times, span, times_seen

if TYPE_CHECKING:
    from ..audit.answer_history import Answer, History

_BECAME = {"superseded": "superseded by {}", "merged": "merged into {}"}


def print_history(history: History) -> None:
    """Print the answers to a question, the earliest first; of one that follows another, what its words change."""
    for question in history.questions:
        print_line(question)
    for answer in history.answers:
        print_line("")
        for line in _lines(answer, history):
            print_line(line)


def history_json(history: History) -> Iterator[dict[str, Any]]:
    """Yield each answer to a question, for programs."""
    for answer in history.answers:
        yield {
            **json_times(answer._asdict()),
            "seen": [{"first": first.isoformat(), "last": last.isoformat()} for first, last in answer.seen],
            "page_dates": [date.isoformat() for date in answer.page_dates],
            "changes": [piece._asdict() for piece in answer.changes],
        }


def _lines(answer: Answer, history: History) -> Iterator[str]:
    became = _BECAME.get(answer.status, answer.status).format(answer.by)
    reworded = f", the question reworded: {answer.reworded}" if answer.reworded else ""
    where = f", last in {answer.release}" if answer.release != history.version else ""
    yield f"{times_seen(answer.seen)}  {answer.id}  {became}{reworded}{where}"
    yield f"  {', '.join(answer.sources)}; {_listed(answer.pages)}"
    if answer.page_dates:
        yield f"  dated by the page itself: {span(answer.page_dates[0], answer.page_dates[-1])}"
    if len(history.questions) > 1:
        yield f"  asked: {answer.question}"
    if answer.changes:
        yield f"  beside {answer.before}:"
    text = marked(answer.changes) or answer.answer
    yield from (f"    {line}" for line in text.split("\n"))


def _listed(pages: tuple[str, ...]) -> str:
    more = f" and {count_of(len(pages) - 2, 'page')} more" if len(pages) > 2 else ""
    return ", ".join(pages[:2]) + more
