"""Decisions on a terminal: what deserves a look is shown, and one key decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import click

from ..audit.to_review import Candidate
from ..review.decision import Decision
from ..review.errors import BadReviews
from ..review.write import add, take_back
from ..schema.nouns import Action
from ..text.counted import count_of
from .output import print_line, say
from .times import written_day

_SECOND = "2"
"""The key that decides about the second of two pairs; any other is about the first."""
_SKIP, _BACK, _QUIT = "s", "b", "q"
_ALWAYS = {_SKIP: "skip", _BACK: "back", _QUIT: "quit"}
_NORMAL = 1  # how much is said: what a terminal is asked is said even where little is


class Keys(NamedTuple):
    """What the keys decide, for one kind of candidates."""

    actions: Mapping[str, Action]
    flag: str = ""
    """What is taken away by `unflag`."""


KEYS = Keys({"r": Action.REJECT})
KEYS_NEAR = Keys({"a": Action.KEEP_APART})
KEYS_CONFLICTS = Keys({"1": Action.PREFER, _SECOND: Action.PREFER, "r": Action.REJECT})


def keys_of_flag(flag: str) -> Keys:
    """Return what the keys decide about records with a flag."""
    return Keys({"r": Action.REJECT, "u": Action.UNFLAG}, flag)


def print_candidate(each: Candidate) -> None:
    """Print a pair that deserves a look, and the one that it may be compared to."""
    print_line(f"{each.id} ({each.why})")
    _print_pair(each.question, each.answer)
    if each.other:
        print_line(f"{each.beside} {each.other}")
        _print_pair(each.other_question, each.other_answer)
    print_line("")


def _print_pair(question: str, answer: str) -> None:
    for line in (question, *answer.split("\n")):
        print_line(f"  {line}")


def decide_by_key(found: Iterable[Candidate], keys: Keys, by: str, path: Path) -> int:
    """Show each candidate and write what its key decides, until one quits; return how many were shown.

    Raises BadReviews, CannotWrite.
    """
    coming = iter(found)
    shown: list[Candidate] = []
    written: list[Decision | None] = []  # of each that was passed; the next one is at hand
    while True:
        if len(written) == len(shown) and (fresh := next(coming, None)):
            shown.append(fresh)
        if len(written) == len(shown):
            break
        each = shown[len(written)]
        print_candidate(each)
        key = _key(keys, can_go_back=bool(written))
        if key == _QUIT:
            break
        if key == _BACK:
            _take_back(written.pop(), path)
        elif key == _SKIP:
            written.append(None)
        elif decision := _write(_decision(each, key, keys, by), path):
            written.append(decision)
    if count := sum(decision is not None for decision in written):
        say(_NORMAL, f"Wrote {count_of(count, 'decision')} to {path}. Next: qamill curate")
    return len(shown)


def _key(keys: Keys, can_go_back: bool) -> str:
    """The key that is pressed, of those that mean something here; any other is told."""
    meant = {**keys.actions, **{key: word for key, word in _ALWAYS.items() if can_go_back or key != _BACK}}
    choices = ", ".join(f"{key} {word}" for key, word in meant.items())
    say(_NORMAL, choices)
    while (key := _pressed()) not in meant:
        say(_NORMAL, f"{key!r} is no key here, only {choices}.")
    return key


def _pressed() -> str:
    """The key that is pressed, as a small letter; the one that quits where the keyboard is gone."""
    try:
        return click.getchar().lower()
    except EOFError:
        return _QUIT


def _decision(each: Candidate, key: str, keys: Keys, by: str) -> Decision:
    action = keys.actions[key]
    return Decision(
        action.value,
        id=each.other if key == _SECOND else each.id,
        other=each.other if action == Action.KEEP_APART else "",
        value=keys.flag if action == Action.UNFLAG else "",
        reason=f"looked at ({each.why})",
        by=by,
        date=written_day(None),
    )


def _write(decision: Decision, path: Path) -> Decision | None:
    """Write a decision, or say why it cannot be; the candidate is then asked about again."""
    try:
        add([decision], path)
    except BadReviews as error:
        say(_NORMAL, str(error))
        return None
    say(_NORMAL, f"{decision.action} {decision.id}")
    return decision


def _take_back(decision: Decision | None, path: Path) -> None:
    if decision:
        take_back(decision, path)
        say(_NORMAL, f"Took back: {decision.action} {decision.id}")
