"""A draft: all files of a release, written into a work folder and counted; not published yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from ..buckets import bucket_range
from ..release.changes import Comparison, Side, count_changes
from ..release.conflicts import join_sides
from ..release.diff import SAID, next_version, read_side
from ..release.layout import MANIFEST, SUMS, checksums, sha256_of
from ..release.page_states import newest_day
from ..release.removals import went
from ..release.same import differences
from ..release.versions import Release, versions
from ..schema import EDITED, SCHEMA_VERSION
from ..schema.dataset import Dataset
from ..schema.manifest import FileFacts, Manifest
from ..schema.tables import REMOVALS, TABLES
from .errors import CountsDoNotAddUp
from .page_notes import page_notes
from .parts import Places, facts_of, make_places
from .publish import Draft
from .tables_on_disk import TablesOnDisk
from .tally import Tally

_WRITTEN_AT_THE_END = ("documents", "conflicts", "crowded")
"""Documents are ordered by path, while the buckets are ordered by hash; of a conflict two buckets have a side each."""
_WORDS = ("question", "answer", "source_url", "page_url")
"""The columns of a record that may hold personal data."""

DRAFT = "release"
"""The name of a draft's folder in the work folder."""
Tables = Mapping[str, pa.Table]
"""Tables of a bucket by name: `records`, `sightings`, `merged`, `rejected`, `documents`, `conflicts` (each from either
side) and `crowded`."""
Companions = Mapping[str, Callable[[Release], str]]
"""The files that describe a release, by name: what each says of the tables and the manifest, and of nothing else."""


class Sharding(NamedTuple):
    """When tables are written in parts, and by whom."""

    rows: int = 0
    """The most rows that a part may have, about; a release is in parts where a table has more. 0 for never."""
    write: Callable[[Places, int], Iterable[pa.Table]] = lambda places, count: ()
    """Writes so many parts of all that the buckets hold; returns what `write_parts` returned of each."""


class Inputs(NamedTuple):
    """What a release is made from, as its manifest states it."""

    digest: str
    """A hash over every raw file's path, bytes and index line."""
    raw_files: int
    settings: dict[str, str]
    package: dict[str, str]
    """Name, version and fingerprint of the code."""
    is_taken_down: Callable[[str], bool] | None = None
    """Whether an address or a text was taken down, so that `changes` must not say that it was there before."""
    hide: Callable[[str], str] | None = None
    """What makes of a text one that may be released, so that `changes` does not say what was masked since."""


def write_draft(
    buckets: Iterable[Tables],
    count: int,
    work: Path,
    previous: Release | None,
    inputs: Inputs,
    companions: Companions,
    sharding: Sharding = Sharding(),  # noqa: B008  a frozen value
) -> Draft:
    """Write the files of a release below `work`.

    `buckets` are the tables of each of `count` buckets, in the order of the ids; those of TABLES_IF_ANY may be
    missing. `companions` describe what was written. A large release is written in parts, as `sharding` says.
    Raises CountsDoNotAddUp rather than draft a release that lost or doubled something.
    """
    folder = work / DRAFT
    folder.mkdir()
    before = previous.manifest if previous else None
    with ExitStack() as stack:
        tables = stack.enter_context(TablesOnDisk(folder, sharding.rows))
        comparison = stack.enter_context(Comparison(work))
        tally = _write_tables(tables, buckets, count, previous, comparison, inputs)
        if broken := tally.broken_laws(inputs.raw_files):
            raise CountsDoNotAddUp(broken)
        newest = versions(previous.folder.parent)[-1] if previous else None
        version = next_version(before, tally.change, newest, tally.rows_went)
        tables.close(Dataset.of(inputs.settings))
    files = tables.facts()
    if parts := tables.parts:
        places = make_places(folder)
        files |= facts_of(sharding.write(places, parts), folder)
        if lost := tables.lost_in_parts(files):
            raise CountsDoNotAddUp(lost)
    manifest = _manifest(version, before, tally, tables.content(), files, inputs)
    manifest = described(Release(folder, manifest), companions)
    write_manifest(folder, manifest)
    is_new = before is None or bool(differences(before, manifest))
    return Draft(folder, manifest, is_new, tally.without_pairs(), tally.notes)


def _write_tables(
    writers: TablesOnDisk,
    buckets: Iterable[Tables],
    count: int,
    previous: Release | None,
    comparison: Comparison,
    inputs: Inputs,
) -> Tally:
    tally = Tally()
    waiting: dict[str, list[pa.Table]] = {name: [] for name in _WRITTEN_AT_THE_END}
    removed = [REMOVALS.empty_table()]
    with ThreadPoolExecutor() as threads:
        numbers = iter(range(count))  # `enumerate` would hold a bucket until the next is read
        for found in buckets:
            tables, number = dict(found), next(numbers)
            if previous:
                comparison.add(read_side(previous, *bucket_range(number, count)), _side(tables))
            tally.add(tables)
            removed += filter(None, [tables.get("removals")])
            for name in _WRITTEN_AT_THE_END:
                waiting[name].append(tables.pop(name))
            writers.write(tables, threads)
            del found, tables  # before row groups are written and the next bucket is read
            writers.write_full_groups()
    if previous:
        changes = comparison.changes()
        tally.change = count_changes(changes)
        tally.rows_went = went(previous, pa.concat_tables(removed))
        if inputs.is_taken_down or inputs.hide:
            changes = _silent(changes, inputs)
        writers.add("changes", changes)
    by_path = ["path", *(name for name in TABLES["documents"].names if name != "path")]
    conflicts = join_sides(waiting["conflicts"])
    writers.add("conflicts", conflicts)
    tally.add_conflicts(conflicts, waiting["crowded"])
    whole = pa.concat_tables(waiting["documents"]).sort_by([(name, "ascending") for name in by_path])
    writers.add("documents", whole)
    tally.notes += page_notes(whole)
    tally.newest_page = newest_day(whole)
    return tally


def _silent(changes: pa.Table, inputs: Inputs) -> pa.Table:
    """Changes that do not say how a column was before if that was taken down, nor what is masked since.

    Where anything was taken down they say of no words how they were before: the same record may have had those of a
    page that was taken down, which no rule about the page can tell.
    """
    is_taken_down, hide = inputs.is_taken_down, inputs.hide or str
    at = changes.schema.get_field_index("before")
    said = zip(changes.column("column").to_pylist(), changes.column(at).to_pylist(), strict=True)

    def told(column: str | None, text: str | None) -> str | None:
        text = hide(text) if text and column in _WORDS else text
        is_out = is_taken_down is not None and (column in SAID or (text and is_taken_down(text)))
        return None if is_out else text

    before = [told(column, text) for column, text in said]
    return changes.set_column(at, changes.schema.field(at), pa.array(before, changes.schema.field(at).type))


def _side(tables: Tables) -> Side:
    merged = tables["merged"].filter(pc.not_equal(tables["merged"].column("method"), EDITED))  # as in `read_side`
    return Side(tables["records"], merged, lambda: tables["sightings"])


def _manifest(
    version: str,
    before: Manifest | None,
    tally: Tally,
    content: dict[str, str],
    files: Mapping[str, FileFacts],
    inputs: Inputs,
) -> Manifest:
    return Manifest(
        name=inputs.package["name"],
        version=version,
        previous=before.version if before else None,
        schema_version=SCHEMA_VERSION,
        counts=tally.counts(inputs.raw_files).as_dict(),
        rejected=dict(sorted(tally.reasons.items())),
        change=tally.change._asdict(),
        content=content,
        inputs=inputs.digest,
        package=inputs.package,
        settings=inputs.settings,
        newest_page=tally.newest_page,
        files=dict(sorted(files.items())),
    )


def described(draft: Release, companions: Companions) -> Manifest:
    """Write the files that describe a draft; return its manifest with them."""
    facts = {}
    for name, describe in companions.items():
        draft.file(name).write_text(describe(draft), encoding="utf-8", newline="\n")
        facts[name] = FileFacts(sha256=sha256_of(draft.file(name)), bytes=draft.file(name).stat().st_size)
    return replace(draft.manifest, files=dict(sorted({**draft.manifest.files, **facts}.items())))


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest and the checksums of all files, its own among them."""
    (folder / MANIFEST).write_text(manifest.to_json(), encoding="utf-8", newline="\n")
    digests = {name: facts.sha256 for name, facts in manifest.files.items()}
    digests[MANIFEST] = sha256_of(folder / MANIFEST)
    (folder / SUMS).write_text(checksums(digests), encoding="utf-8", newline="\n")
