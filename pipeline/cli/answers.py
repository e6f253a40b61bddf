"""The history of a question for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..text.counted import count_of
from ..text.word_changes import marked
from .output import print_line
from .times import json_times, span

if TYPE_CHECKING:
    from ..audit.answer_history import Answer, History

_BECAME = {"superseded": "superseded by {}", "merged": "merged into {}"}


def print_history(history: History) -> None:
    """Print the answers to a question, the earliest first; of one that follows another, what its words change."""
    for question in history.questions:
        print_line(question)
    for answer in history.answers:
        print_line("")
        for line in _lines(answer, history.version):
            print_line(line)


def history_json(history: History) -> Iterator[dict[str, Any]]:
    """Yield each answer to a question, for programs."""
    for answer in history.answers:
        yield {**json_times(answer._asdict()), "changes": [piece._asdict() for piece in answer.changes]}


def _lines(answer: Answer, version: str) -> Iterator[str]:
    became = _BECAME.get(answer.status, answer.status).format(answer.by)
    where = f", last in {answer.release}" if answer.release != version else ""
    yield f"{span(answer.first_seen, answer.last_seen)}  {answer.id}  {became}{where}"
    yield f"  {', '.join(answer.sources)}; {_listed(answer.pages)}"
    if answer.changes:
        yield f"  beside {answer.before}:"
    text = marked(answer.changes) or answer.answer
    yield from (f"    {line}" for line in text.split("\n"))


def _listed(pages: tuple[str, ...]) -> str:
    more = f" and {count_of(len(pages) - 2, 'page')} more" if len(pages) > 2 else ""
    return ", ".join(pages[:2]) + more
