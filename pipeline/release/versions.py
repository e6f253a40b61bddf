"""Released versions: which there are, what is in one, how two differ."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.errors import DamagedRelease, NoLatest, NotARelease, UnknownVersion
from pipeline.schema import SCHEMA_VERSION, Manifest
from pipeline.schema.tables import CHANGES, RECORDS, bucket_range
from pipeline.storage import local_folder

LATEST = "LATEST"
MANIFEST = "manifest.json"
_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
_COUNTS = frozenset(
    "candidates documents documents_rejected merged raw_files records rejected rejected_before"
    " rejected_candidates sightings times_seen".split()
)
_ROWS_AT_ONCE = 200_000


class Release(NamedTuple):
    """A released version."""

    folder: Path
    manifest: Manifest

    @property
    def version(self) -> str:
        """MAJOR.MINOR.PATCH."""
        return self.manifest.version

    def file(self, name: str) -> Path:
        """Return the path of a released file."""
        return self.folder / name

    def table(self, name: str) -> Path:
        """Return the Parquet file of a table."""
        return self.file(f"{name}.parquet")


class Change(NamedTuple):
    """How many records came, went and changed between two releases."""

    added: int
    removed: int
    changed: int
    moved: int
    """Those that are folded into another record now."""


def versions(out: Path | str = "curated") -> list[str]:
    """Return the released versions, oldest first. Raises NotLocal."""
    folder = local_folder(out)
    if not folder.is_dir():
        return []
    names = [path.name for path in folder.iterdir() if _VERSION.fullmatch(path.name) and path.is_dir()]
    return sorted(names, key=_numbers)


def latest(out: Path | str = "curated") -> str | None:
    """Return the version that `LATEST` names, or None before the first release."""
    try:
        return (Path(out) / LATEST).read_text(encoding="ascii", errors="replace").strip() or None
    except FileNotFoundError:
        return None


def newest(out: Path | str = "curated") -> Release | None:
    """Return the newest release, announced or not; None before the first. Raises DamagedRelease."""
    known = versions(out)
    return read_release(Path(out) / known[-1]) if known else None


def is_version(name: str) -> bool:
    """Return whether a name is one that a release may have."""
    return _VERSION.fullmatch(name) is not None


def open_release(out: Path | str = "curated", version: str = "latest") -> Release:
    """Return a release. Raises UnknownVersion, NoLatest, NotARelease, DamagedRelease, NotLocal."""
    folder = local_folder(out)
    wanted = latest(folder) or "latest" if version == "latest" else version
    if wanted == "latest" and versions(folder):
        raise NoLatest(versions(folder), folder)
    place = folder / wanted
    if not _VERSION.fullmatch(wanted) or not place.is_dir():
        if folder.is_dir() and not versions(folder) and _has_strange_files(folder):
            raise NotARelease(folder, "no version in it")
        raise UnknownVersion(wanted, versions(folder), folder)
    return read_release(place)


def read_release(folder: Path) -> Release:
    """Return the release in a version's folder. Raises DamagedRelease."""
    try:
        manifest = Manifest.model_validate(json.loads((folder / MANIFEST).read_bytes()))
    except FileNotFoundError:
        raise DamagedRelease(folder, f"it has no {MANIFEST}") from None
    except (ValueError, RecursionError) as error:
        raise DamagedRelease(folder, f"its {MANIFEST} cannot be read ({' '.join(str(error).split()[:12])})") from None
    missing = _COUNTS - manifest.counts.keys()
    if missing:
        raise DamagedRelease(folder, f"its {MANIFEST} does not count {min(missing)}")
    return Release(folder, manifest)


def manifests(out: Path | str = "curated") -> list[Manifest]:
    """Return the manifest of each release, oldest first. Raises DamagedRelease."""
    return [read_release(Path(out) / version).manifest for version in versions(out)]


def read_table(release: Release, name: str, columns: list[str] | None = None, filters: Any = None) -> pa.Table:
    """Return rows of a release's table, its page checksums verified. Raises DamagedRelease."""
    try:
        return pq.read_table(release.table(name), columns=columns, filters=filters, page_checksum_verification=True)
    except (OSError, pa.ArrowException) as error:
        why = f"{name}.parquet cannot be read ({str(error).splitlines()[0]})"
        raise DamagedRelease(release.folder, why) from error


def diff(before: str, after: str = "latest", out: Path | str = "curated") -> pa.Table:
    """Return what changed between two versions, as an Arrow table with the columns of `changes`.

    One row per record added, removed or folded into another (`moved`), one per changed column of a record that
    stayed; ordered by id. Raises UnknownVersion.
    """
    old, new = open_release(out, before), open_release(out, after)
    pieces = max(1, -(-max(old.manifest.counts["records"], new.manifest.counts["records"]) // _ROWS_AT_ONCE))
    ranges = [bucket_range(i, pieces) for i in range(pieces)]
    return pa.concat_tables(
        changes_between(read_range(old, *ids), read_range(new, *ids), read_range(new, *ids, table="merged"))
        for ids in ranges
    )


def read_range(release: Release, low: str, high: str, table: str = "records") -> pa.Table:
    """Return the rows of a table with `low <= id < high`; row groups outside the range are not read."""
    return read_table(release, table, filters=[("id", ">=", low), ("id", "<", high)])


def changes_between(before: pa.Table, after: pa.Table, merged: pa.Table) -> pa.Table:
    """Return the changes from one set of records to another, ordered by id, change and column.

    `merged` tells which of the ids that are gone were folded into which.
    """
    old, new = before.column("id"), after.column("id")
    gone = old.filter(pc.invert(pc.is_in(old, value_set=new)))
    places = pc.index_in(gone, value_set=merged.column("id"))
    is_moved = pc.is_valid(places)
    moved = gone.filter(is_moved)
    parts = [
        _whole("added", new.filter(pc.invert(pc.is_in(new, value_set=old)))),
        _whole("removed", gone.filter(pc.invert(is_moved))),
        _change_table("moved", moved, "id", moved, merged.column("kept_id").take(places.filter(is_moved))),
    ]
    places = pc.index_in(new, value_set=old)
    stayed = pc.is_valid(places)
    left, right = before.take(places.filter(stayed)), after.filter(stayed)
    parts += [_changed(left, right, name) for name in RECORDS.names if name != "id"]
    table = pa.concat_tables(parts)
    return table.sort_by([("id", "ascending"), ("change", "ascending"), ("column", "ascending")])


def count_changes(changes: pa.Table) -> Change:
    """Count the records in a table of changes."""
    kinds = changes.column("change")
    changed = changes.filter(pc.equal(kinds, "changed")).column("id")
    added, removed, moved = (pc.sum(pc.equal(kinds, kind)).as_py() or 0 for kind in ("added", "removed", "moved"))
    return Change(added, removed, pc.count_distinct(changed).as_py(), moved)


def next_version(previous: Manifest | None, change: Change) -> str:
    """Return the version that a change asks for, by semantic versioning for data.

    MAJOR where columns break or rows are removed or folded into others, MINOR where rows are added, PATCH otherwise.
    """
    if previous is None:
        return "1.0.0"
    major, minor, patch = _numbers(previous.version)
    if change.removed or change.moved or previous.schema_version != SCHEMA_VERSION:
        return f"{major + 1}.0.0"
    if change.added:
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + 1}"


def _numbers(version: str) -> tuple[int, int, int]:
    major, minor, patch = version.split(".")
    return int(major), int(minor), int(patch)


def _whole(change: str, ids: pa.ChunkedArray) -> pa.Table:
    return _change_table(change, ids, None, None, None)


def _changed(before: pa.Table, after: pa.Table, name: str) -> pa.Table:
    left, right = _as_text(before.column(name)), _as_text(after.column(name))
    differ = pc.or_(pc.fill_null(pc.not_equal(left, right), False), pc.xor(pc.is_null(left), pc.is_null(right)))
    return _change_table("changed", after.column("id").filter(differ), name, left.filter(differ), right.filter(differ))


def _change_table(
    change: str, ids: pa.ChunkedArray, column: str | None, before: pa.Array | None, after: pa.Array | None
) -> pa.Table:
    rows = len(ids)
    missing = pa.nulls(rows, pa.string())
    columns = [
        ids,
        pa.repeat(change, rows),
        missing if column is None else pa.repeat(column, rows),
        missing if before is None else before,
        missing if after is None else after,
    ]
    return pa.table(columns, schema=CHANGES)


def _as_text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_timestamp(column.type):
        return pc.strftime(column, "%Y-%m-%dT%H:%M:%S")
    return column.cast(pa.string())


def _has_strange_files(folder: Path) -> bool:
    return any(not path.name.startswith(".") for path in folder.iterdir())
