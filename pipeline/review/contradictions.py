"""Which decisions contradict each other, by what they say alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..schema.nouns import Action
from ..text.table import Mistake
from .decision import Decision

_NOT_WITH_REJECT = (Action.MERGE, Action.EDIT, Action.PREFER)
_NOT_WITH_MERGE = (Action.EDIT, Action.PREFER)


def contradictions(decisions: Sequence[Decision]) -> Iterator[Mistake]:
    """Yield the decisions that cannot hold together with one above them."""
    by_id: dict[str, list[Decision]] = {}
    for decision in sorted(decisions, key=lambda each: (each.line, each)):
        for above in by_id.get(decision.id, []):
            if why := _contradicts(above, decision):
                yield _mistake(decision, above, why)
        by_id.setdefault(decision.id, []).append(decision)
    yield from _of_two_pairs(decisions)


def _mistake(one: Decision, other: Decision, why: str) -> Mistake:
    later, above = max(one, other, key=_line), min(one, other, key=_line)
    return Mistake(later.line, f"contradicts line {above.line}: {why}")


def _line(decision: Decision) -> int:
    return decision.line


def _contradicts(one: Decision, other: Decision) -> str:
    """Why two decisions about one pair cannot both hold; empty if they can."""
    actions = {one.action, other.action}
    if Action.REJECT in actions and not actions.isdisjoint(_NOT_WITH_REJECT):
        return f"{one.id} is rejected in one and not in the other"
    if Action.MERGE in actions and not actions.isdisjoint(_NOT_WITH_MERGE):
        return f"{one.id} is merged into another pair in one and kept in the other"
    if actions == {Action.MERGE} and one.other != other.other:
        return f"{one.id} cannot be merged into both {one.other} and {other.other}"
    if actions == {Action.EDIT} and one.field == other.field and one.value != other.value:
        return f"the {one.field} of {one.id} cannot have both values"
    if actions == {Action.FLAG, Action.UNFLAG} and one.value == other.value:
        return f"the flag {one.value} of {one.id} is set in one and taken away in the other"
    return ""


def _of_two_pairs(decisions: Sequence[Decision]) -> Iterator[Mistake]:
    """Those about the pairs that others are merged into."""
    rejected = {each.id: each for each in decisions if each.action == Action.REJECT}
    apart = {frozenset((each.id, each.other)): each for each in decisions if each.action == Action.KEEP_APART}
    merges = [each for each in decisions if each.action == Action.MERGE]
    for merge in merges:
        if merge.other in rejected:
            yield _mistake(merge, rejected[merge.other], f"{merge.other} is rejected, and {merge.id} merged into it")
        if kept := apart.get(frozenset((merge.id, merge.other))):
            yield _mistake(merge, kept, f"{merge.id} and {merge.other} are merged in one and kept apart in the other")
    yield from _circles(merges)


def _circles(merges: Iterable[Decision]) -> Iterator[Mistake]:
    """Merges that come back to where they began, told once, at their last line."""
    into = {merge.id: merge for merge in merges}
    told: set[str] = set()
    for start in sorted(into):
        way: list[Decision] = []
        at = start
        while at in into and at not in told and all(at != step.id for step in way):
            way.append(into[at])
            at = into[at].other
        told.update(step.id for step in way)
        if circle := _from(way, at):
            last = max(circle, key=_line)
            yield Mistake(last.line, f"merges come back to {at}: {' into '.join(step.id for step in circle)} into {at}")


def _from(way: Sequence[Decision], id: str) -> Sequence[Decision]:
    start = next((place for place, step in enumerate(way) if step.id == id), len(way))
    return way[start:]
