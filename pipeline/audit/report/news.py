"""What changed since the release before, with examples in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from ...release.diff import ChangedRecord, Text, changed_records, first_records
from ...release.removals import taken_down
from ...release.versions import Release
from ...schema.manifest import Change
from ...schema.tables import CHANGES
from ...text.word_changes import Piece, word_changes
from ...validate.personal_data.treat import treat_text
from ..pages.environment import shortened
from ..reread import pii_of
from .pieces import pieces

_EXAMPLES = 3  # of each kind, chosen
_LONGEST = 600  # characters of an answer in an example, chosen
_MIDNIGHT = "T00:00:00.000000"
"""How the times of days end in `changes`; it says nothing to a reader."""


class Example(NamedTuple):
    """A record that changed."""

    kind: str
    id: str
    into: str | None
    before: Text | None
    after: Text | None
    columns: dict[str, tuple[str, str]]
    question: list[Piece]
    """What the question said and says, where both are known."""
    answer: list[Piece]


class News(NamedTuple):
    """What changed since a release."""

    previous: str | None
    counts: list[tuple[str, int]]
    examples: list[Example]


def news(release: Release, previous: Release | None) -> News:
    """Return what changed; examples where the release before is at hand. Raises DamagedRelease."""
    manifest = release.manifest
    counts = list(manifest.changes._asdict().items())
    if previous is None or previous.version != manifest.previous:
        return News(manifest.previous, counts, [])
    return News(manifest.previous, counts, list(_examples(release, previous)))


def _examples(release: Release, previous: Release) -> Iterator[Example]:
    kept: dict[str, list[Any]] = {kind: [] for kind in Change._fields}
    gone = pa.array(taken_down(release, previous), pa.string())
    for piece in pieces(release, "changes", CHANGES.names):
        piece = piece.filter(pc.invert(pc.is_in(piece.column("id"), value_set=gone)))
        for kind, found in kept.items():
            rows = piece.filter(pc.equal(piece.column("change"), kind))
            ids = rows.column("id").unique()[: _EXAMPLES - len({row["id"] for row in found})]
            found += rows.filter(pc.is_in(rows.column("id"), value_set=ids)).to_pylist()
    few = first_records(pa.Table.from_pylist([row for found in kept.values() for row in found], CHANGES), _EXAMPLES)
    pii = pii_of(release)
    for record in changed_records(few, previous, release):
        yield _example(record._replace(before=_released(record.before, pii)))


def _released(text: Text | None, pii: str) -> Text | None:
    """What the release before said, as this one may say it."""
    return Text(*(treat_text(part, pii) for part in text)) if text else None


def _example(record: ChangedRecord) -> Example:
    before, after = _short(record.before), _short(record.after)
    question = word_changes(before.question, after.question) if before and after else []
    answer = word_changes(before.answer, after.answer) if before and after else []
    columns = {name: (_value(old), _value(new)) for name, (old, new) in record.columns.items()}
    return Example(record.change, record.id, record.into, before, after, columns, question, answer)


def _value(text: str | None) -> str:
    return shortened(text.removesuffix(_MIDNIGHT), _LONGEST) if text else "nothing"


def _short(text: Text | None) -> Text | None:
    return Text(*(shortened(part, _LONGEST) for part in text)) if text else None
