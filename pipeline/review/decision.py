"""A decision of a person, and what each kind of decision needs to be one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..schema import GONE
from ..schema.nouns import COMPLETED, Action
from ..text.clean import clean, has_controls, is_damaged
from ..text.days import is_day
from ..text.patterns import pattern

_ID = pattern(r"[0-9a-f]{16}\Z")
_FLAG = pattern(r"[a-z][a-z0-9_]*\Z")
PREFERRED = "preferred"
"""The flag of the answer that a person prefers among those to its question."""
_OF_THE_RUN = {
    GONE: "only the dates of pages say that",
    COMPLETED: "only a run with --complete-snippets says that",
    PREFERRED: "the action prefer says that",
}
"""Flags that no person sets by name, and why."""
EDITABLE = ("question", "answer", "source")
"""The columns that a person may edit."""


class Decision(NamedTuple):
    """A line of `reviews.csv`."""

    action: str
    id: str
    """The pair that it is about, by the id of its own words: so it is bound to what the person has read."""
    other: str = ""
    field: str = ""
    value: str = ""
    reason: str = ""
    by: str = ""
    date: str = ""
    """Like 2026-01-31."""
    note: str = ""
    line: int = 0
    """Where it stands, from 1; neither this nor the file is a part of the decision."""
    path: str = ""

    @property
    def said(self) -> tuple[str, ...]:
        """All but the line and the file: what does not depend on where it stands."""
        return self[:-2]


COLUMNS = Decision._fields[:8]
NOTE = "note"
"""A column that the table may have, and need not."""

_NEEDED: dict[str, tuple[str, ...]] = {
    Action.REJECT: ("reason",),
    Action.MERGE: ("other",),
    Action.KEEP_APART: ("other",),
    Action.EDIT: ("field", "value"),
    Action.FLAG: ("value",),
    Action.UNFLAG: ("value",),
    Action.PREFER: (),
}
_EMPTY: dict[str, tuple[str, ...]] = {
    Action.REJECT: ("other", "field", "value"),
    Action.MERGE: ("field", "value"),
    Action.KEEP_APART: ("field", "value"),
    Action.EDIT: ("other",),
    Action.FLAG: ("other", "field"),
    Action.UNFLAG: ("other", "field"),
    Action.PREFER: ("other", "field", "value"),
}
"""The columns that an action needs besides `id`, and those that mean nothing to it."""


def faults(decision: Decision) -> Iterator[str]:
    """Yield what is wrong with a decision by itself."""
    if decision.action not in _NEEDED:
        actions = ", ".join(Action)
        yield f"there is no action {decision.action!r}, only {actions}" if decision.action else "the action is missing"
        return
    yield from (why for find in _FAULTS if (why := find(decision)))


def _wrong_ids(decision: Decision) -> str:
    for name, written in (("id", decision.id), ("other", decision.other)):
        if (written or name == "id") and not _ID.match(written):
            hint = "; a spreadsheet takes some ids for numbers: give the column the format text"
            return f"{name} must be the 16 hex digits of a pair, not {written!r}{hint}"
    return f"{decision.action} needs two pairs, and other is id" if decision.id == decision.other else ""


def _missing(decision: Decision) -> str:
    missing = next((name for name in _NEEDED[decision.action] if not getattr(decision, name)), "")
    return f"{decision.action} needs the column {missing}" if missing else ""


def _too_much(decision: Decision) -> str:
    name = next((name for name in _EMPTY[decision.action] if getattr(decision, name)), "")
    is_flags = name == "field" and decision.field == "flags" and decision.action in (Action.FLAG, Action.UNFLAG)
    return f"{decision.action} says nothing with the column {name}; leave it empty" if name and not is_flags else ""


def _wrong_edit(decision: Decision) -> str:
    if decision.action != Action.EDIT or not decision.value:
        return ""
    if decision.field not in EDITABLE:
        return f"field must be one of {', '.join(EDITABLE)}, not {decision.field!r}" if decision.field else ""
    from ..text.fingerprint import fingerprint  # not before: a run that finds nothing changed needs neither
    from ..web.addresses import names_user
    from ..web.hosts import host_of, named_host

    if decision.field == "source" and names_user(decision.value):
        return "the source holds a user name or a password, which would be released; give it without"
    if decision.field == "source":
        is_host = host_of(decision.value) or named_host(decision.value)
        return "" if is_host else f"{decision.value!r} is no host such as example.org"
    return "" if fingerprint(clean(decision.value)) else f"the {decision.field} has no word: {decision.value!r}"


def _wrong_flag(decision: Decision) -> str:
    word = decision.value
    if decision.action not in (Action.FLAG, Action.UNFLAG) or not word:
        return ""
    if word in _OF_THE_RUN:
        return f"{word} cannot be set or taken away: {_OF_THE_RUN[word]}"
    return "" if _FLAG.match(word) else f"a flag is one word such as out_of_date, not {word!r}"


def _wrong_date(decision: Decision) -> str:
    return "" if not decision.date or is_day(decision.date) else f"date must be like 2026-01-31, not {decision.date!r}"


def _wrong_text(decision: Decision) -> str:
    damaged = next((name for name in Decision._fields[:-2] if is_damaged(getattr(decision, name))), "")
    steering = next((name for name in ("reason", "by", "note") if has_controls(getattr(decision, name))), "")
    return f"the {damaged or steering} holds control characters" if damaged or steering else ""


_FAULTS: tuple[Callable[[Decision], str], ...] = (
    _wrong_ids, _missing, _too_much, _wrong_edit, _wrong_flag, _wrong_date, _wrong_text,
)  # fmt: skip
