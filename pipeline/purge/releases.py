"""A release -> the same version without what was taken down, in its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from ..audit.reread import pii_of
from ..audit.takedowns import telling_columns
from ..buckets import bucket_range
from ..companions import companions
from ..emit.draft import described, write_manifest
from ..emit.errors import CountsDoNotAddUp
from ..emit.parts import facts_of, make_places, write_parts
from ..emit.tables_on_disk import TablesOnDisk
from ..emit.tally import Tally
from ..release.changes import count_changes
from ..release.layout import KEYS_OF_PARTS
from ..release.page_states import newest_day
from ..release.read import columns_in, read_pieces, read_table
from ..release.versions import Release, name_of, numbers_of, read_release, released, successor_of
from ..schema import SCHEMA_VERSION
from ..schema.counts import Counts
from ..schema.dataset import Dataset
from ..schema.manifest import Manifest
from ..schema.tables import ADDED_LATER, TABLES, TABLES_IF_ANY, key_column, tables_in
from ..takedown.rule import Kind
from ..takedown.screen import Screen
from .blank import Words
from .concerned import are_told, concerned, rows_of, with_rows
from .pages import Pages
from .rows import Raw, purged

_OF_WORDS = ("records", "merged")
_AT_THE_END = ("documents", "conflicts", "changes")


class Touched(NamedTuple):
    """What of a release is to be purged."""

    rows: int
    """How many rows hold what was taken down."""
    documents: int
    """How many pages of it have other bytes now, or none."""


def touched(release: Release, screen: Screen, pages: Pages) -> Touched:
    """Return what of a release is to be purged."""
    rows = sum(
        int(are_told(screen, table, piece).sum())
        for table in tables_in(release.manifest.schema_version, release.manifest.content)
        for piece in read_pieces(release, table, telling_columns(table, columns_in(release, table).names))
    )
    key = key_column(release.manifest.schema_version)
    columns = [*dict.fromkeys((key, "sha256", "path", "url", "media_type", "retrieved_at", *_READ))]
    is_changed = pc.field("sha256").isin(pa.array([*pages.changed], pa.string()))
    documents = read_table(release, "documents", columns, is_changed).to_pylist()
    return Touched(rows, sum(pages.moved({"key": row[key], **row}) is not None for row in documents))


_READ = ("encoding", "encoding_from", "reader", "boilerplate")


def words_of(release: Release, screen: Screen) -> Iterator[Words]:
    """Yield the pairs that a release has and that were taken down by what they say."""
    for table in _OF_WORDS:
        for batch in read_pieces(release, table, ["id", "question", "answer"]):
            for row in batch.to_pylist():
                rule = screen.pair(row["id"], row["question"], row["answer"])
                if rule and rule.kind not in (Kind.URL, Kind.DOMAIN):
                    yield Words(row["question"], row["answer"])


def is_readable(release: Release) -> bool:
    """Whether a release can be written again: it has the columns of now."""
    return release.manifest.schema_version == SCHEMA_VERSION


def write_purged(release: Release, screen: Screen, pages: Pages, raw: Sequence[Path], work: Path) -> Path | None:
    """Write a release without what was taken down into the work folder; return its folder, None where all may stay.

    Raises CountsDoNotAddUp, DamagedRelease.
    """
    manifest = release.manifest
    before = {name: _whole(release, name) for name in tables_in(manifest.schema_version, manifest.content)}
    chosen = concerned(before, screen, pages.changed)
    pii = pii_of(release)
    done = purged(
        {name: rows_of(name, before[name], chosen[name]) for name in before},
        screen,
        Raw(pages.moved, partial(pages.still_says, pii), partial(pages.still_shows, pii)),
    )
    if not done.is_changed:
        return None
    tables = {
        name: with_rows(name, before.pop(name, None), chosen.get(name), done.tables.pop(name))  # both are let go
        for name in [*done.tables]
    }
    tables["rejected"] = _sorted(tables["rejected"], "document")  # the order within a document stays
    for name, table in tables.items():
        if left := int(are_told(screen, name, table).sum()):
            raise CountsDoNotAddUp([f"rows of {name} that were taken down: {left} is not 0"])
    *numbers, times = numbers_of(release.version)
    folder = work / name_of((*numbers, times + 1))
    folder.mkdir()
    _write(release, tables, folder, raw)
    return folder


def _whole(release: Release, name: str) -> pa.Table:
    """A table with all columns of now."""
    table = read_table(release, name)
    for column in (column for column in ADDED_LATER.get(name, ()) if column not in table.column_names):
        table = table.append_column(column, pa.nulls(table.num_rows, pa.string()))
    schema = {**TABLES, **TABLES_IF_ANY}[name]
    return table.select(schema.names).cast(schema)


def _sorted(table: pa.Table, column: str) -> pa.Table:
    keys = table.column(column).to_pylist()
    return table.take(pa.array(sorted(range(len(keys)), key=keys.__getitem__), pa.int64()))


def _write(release: Release, tables: Mapping[str, pa.Table], folder: Path, raw: Sequence[Path]) -> None:
    before = release.manifest
    dataset = Dataset.of(before.settings)
    tally = _tallied(tables)
    counts = _counts(tally, before)
    with TablesOnDisk(folder, int(before.settings.get("shard_rows") or 0)) as writers, ThreadPoolExecutor() as threads:
        writers.write({name: table for name, table in tables.items() if name not in _AT_THE_END}, threads)
        for name in _AT_THE_END:
            writers.add(name, tables[name])
        writers.close(dataset)
    files = writers.facts()
    if writers.parts:
        files |= _parts(tables, writers.parts, folder, dataset)
    known = released(release.folder.parent)
    previous = before.previous and (successor_of(before.previous, known) or before.previous)
    manifest = replace(
        before,
        version=folder.name,
        previous=previous,
        counts=counts.as_dict(),
        rejected=dict(sorted(tally.reasons.items())),
        change=count_changes(tables["changes"])._asdict() if before.previous else before.change,
        content=writers.content(),
        newest_page=newest_day(tables["documents"]) if before.newest_page else None,
        files=dict(sorted(files.items())),
    )
    earlier = read_release(release.folder.parent / previous) if previous in known else None
    wanted = {name: say for name, say in companions(earlier, raw).items() if name in before.files}
    write_manifest(folder, described(Release(folder, manifest), wanted))


def _counts(tally: Tally, before: Manifest) -> Counts:
    """The counts of what is left. Raises CountsDoNotAddUp."""
    counts = tally.counts(before.counts["raw_files"])
    counts = replace(counts, crowded_questions=before.counts.get("crowded_questions", 0))
    if broken := [*counts.broken_laws(), *(law for law in tally.broken_laws(0) if law.startswith("each"))]:
        raise CountsDoNotAddUp(broken)
    return counts


def _tallied(tables: Mapping[str, pa.Table]) -> Tally:
    tally = Tally()
    tally.add(tables)
    tally.add_conflicts(tables["conflicts"], [])
    return tally


def _parts(tables: Mapping[str, pa.Table], count: int, folder: Path, dataset: Dataset) -> dict[str, Any]:
    """Write the large tables in parts."""
    places = make_places(folder)
    receipts = []
    for number in range(count):
        start, stop = bucket_range(number, count)
        piece = {name: _between(tables[name], key, start * (number > 0), stop) for name, key in KEYS_OF_PARTS.items()}
        receipts.append(write_parts(number, [piece], places, dataset))
    facts = facts_of(receipts, folder)
    places.unfinished.rmdir()
    return facts


def _between(table: pa.Table, column: str, start: str, stop: str) -> pa.Table:
    keys = table.column(column)
    return table.filter(pc.and_(pc.greater_equal(keys, start), pc.less(keys, stop)))
