"""What deserves a look: records with flags, merged near copies and contradictions, about which nobody has decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pyarrow.compute as pc

from ..release.read import read_table
from ..release.versions import Release
from ..review.decision import Decision
from ..schema.rows import Row
from .conflicts import conflicts_of

_NEAR = ("near", "truncated")
_SETTLING = ("prefer", "reject")


class Candidate(NamedTuple):
    """A pair that deserves a look, with the one that it may be compared to."""

    id: str
    question: str
    answer: str
    why: str
    """In words."""
    other: str = ""
    """The record that it is merged into, or that contradicts it; empty where there is none."""
    other_question: str = ""
    other_answer: str = ""
    beside: str = "is merged into"
    """How it stands to the other."""


def flagged(release: Release, flag: str, decisions: Iterable[Decision]) -> Iterator[Candidate]:
    """Yield the records with a flag, or with any if it is empty, in the order of their ids."""
    decided = {decision.id for decision in decisions}
    columns = ["id", "question", "answer", "flags", "edited_from"]
    for row in read_table(release, "records", columns, pc.field("flags") != "").to_pylist():
        is_meant = not flag or flag in row["flags"].split()
        if is_meant and decided.isdisjoint((row["id"], row["edited_from"])):
            yield Candidate(row["id"], row["question"], row["answer"], f"flags: {row['flags']}")


def flags_in(release: Release) -> list[str]:
    """Return the flags that records of a release have."""
    said = read_table(release, "records", ["flags"], pc.field("flags") != "").column("flags").unique().to_pylist()
    return sorted({flag for flags in said for flag in flags.split()})


def merged_near(release: Release, decisions: Iterable[Decision]) -> Iterator[Candidate]:
    """Yield the near and truncated copies that were merged, the least alike first."""
    told = {frozenset((decision.id, decision.other)) for decision in decisions}
    merged = read_table(release, "merged", filters=pc.field("method").isin([*_NEAR]))
    kept = read_table(release, "records", ["id", "question", "answer"], pc.field("id").isin(merged["kept_id"].unique()))
    records = {row["id"]: row for row in kept.to_pylist()}
    for row in sorted(merged.to_pylist(), key=lambda row: (row["similarity"], row["id"], row["document"])):
        pair = frozenset((row["id"], row["kept_id"]))
        if pair not in told:
            told.add(pair)
            yield _with_other(row, records[row["kept_id"]])


def _with_other(row: Row, kept: Row) -> Candidate:
    why = f"{row['method']}: {row['similarity']:.0%} the same"
    return Candidate(row["id"], row["question"], row["answer"], why, kept["id"], kept["question"], kept["answer"])


def contradicting(release: Release, decisions: Iterable[Decision]) -> Iterator[Candidate]:
    """Yield the records that contradict another, where nobody prefers one of the two or has rejected one."""
    decided = {decision.id for decision in decisions if decision.action in _SETTLING}
    for found in conflicts_of(release):
        row = found.row
        if not found.settled and decided.isdisjoint((row.id, row.other_id)):
            why = f"{row.differs}: {row.word} / {row.other_word}"
            one, other = (given.answer for given in found.answers)
            yield Candidate(row.id, found.question, one, why, row.other_id, found.question, other, "contradicts")
