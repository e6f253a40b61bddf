"""What became of decisions in the newest release, and which pairs there are to decide about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import pyarrow.compute as pc

from ..release.errors import RemovedId, UnknownId
from ..release.history import find_gone
from ..release.read import read_table
from ..release.versions import Release
from ..review.decision import Decision
from ..schema.rows import Row
from ..text.digest import ID_DIGITS
from .decisions import reviews_of
from .explain import whole_id


class Checked(NamedTuple):
    """A decision, and what the newest release says of it."""

    decision: Decision
    effect: str
    """As the table `reviews` says it; empty where the release was made without it."""
    became: str | None
    steps: list[str]
    """What became of a pair that the decision does not meet, in sentences."""


def check(release: Release | None, decisions: Iterable[Decision]) -> list[Checked]:
    """Return what a release says of each decision."""
    known = {_said(row): row for row in reviews_of(release)} if release else {}
    return [_checked(release, decision, known.get(decision.said)) for decision in decisions]


def _said(row: Row) -> tuple[str, ...]:
    return tuple(str(row[name] or "") for name in Decision._fields[:-2])


def _checked(release: Release | None, decision: Decision, row: Row | None) -> Checked:
    if row is None or release is None:
        return Checked(decision, "", None, [])
    steps = _steps(release, decision) if row["effect"] == "not_found" else []
    return Checked(decision, row["effect"], row["became"], steps)


def _steps(release: Release, decision: Decision) -> list[str]:
    """Where the pairs that a decision names and the release does not have went."""
    return [step for id in (decision.id, decision.other) if id for step in _went(release, id)]


def _went(release: Release, id: str) -> list[str]:
    if is_known(release, id):
        return []
    try:
        gone = find_gone(release.folder.parent, release, id)
    except RemovedId as error:
        return [str(error)]
    return [*gone.steps] if gone else [f"No release that is left has {id}."]


def known_id(release: Release | None, start: str) -> str:
    """Return the id of a pair by its first digits, four or more. Raises UnknownId where the release has none such."""
    if release is None or (len(start) == ID_DIGITS and is_known(release, start)):
        return start
    if len(start) == ID_DIGITS:
        raise UnknownId(start, release.version)
    return whole_id(release, start)


def is_known(release: Release, id: str) -> bool:
    """Whether a pair is a record, was merged into one or edited, or was decided about."""
    if any(id in (row["id"], row["became"]) and row["effect"] != "not_found" for row in reviews_of(release)):
        return True
    same = pc.field("id") == id
    return any(read_table(release, table, ["id"], same).num_rows for table in ("records", "merged"))
