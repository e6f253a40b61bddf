"""Where a record went that an older release had: removed, reworded, or merged into another, and in which version."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pyarrow.compute as pc

from .errors import DamagedRelease, RemovedId
from .read import id_begins, read_table
from .removals import removal_of
from .versions import Release, numbers_of, read_release, versions
from .withdrawn import Withdrawal, read_withdrawn

_WENT_INTO = {"merged": "merged into", "moved": "merged into", "reworded": "reworded as"}
"""What became of a record whose id is another one now; `moved` is `merged` up to schema version 2."""
_IS_GONE = pc.field("change").isin(["removed", *_WENT_INTO])


class Gone(NamedTuple):
    """A record that a release no longer has."""

    id: str
    last: Release
    """The last release before it that has the record."""
    steps: list[str]
    """What became of it, in sentences, one after the other."""


def find_gone(out: Path, release: Release, start: str) -> Gone | None:
    """Return the record of another release whose id begins so, and where it went; None where there is not just one.

    That is an older release, or else one that was withdrawn. Releases that are damaged or were pruned are passed over.
    Raises RemovedId where only the removal is known, DamagedRelease where what comes after is damaged, BadWithdrawals.
    """
    known, withdrawn = versions(out), read_withdrawn(out)
    good = [version for version in known if version not in withdrawn]
    older = [version for version in good if numbers_of(version) < numbers_of(release.version)]
    if last := _newest_with(out, start, older):
        return Gone(last.id, last.release, _steps(out, last.id, _between(known, last.release, release)))
    if _newest_with(out, start, good):
        return None
    if bad := _newest_with(out, start, list(withdrawn.keys() & known)):
        return Gone(bad.id, bad.release, [_why_withdrawn(bad, withdrawn[bad.release.version])])
    _refuse_removed(out, start, [*older, release.version])
    return None


class _Found(NamedTuple):
    id: str
    release: Release


def _newest_with(out: Path, start: str, among: Sequence[str]) -> _Found | None:
    """The newest of some releases that has just one record whose id begins so."""
    for version in sorted(among, key=numbers_of, reverse=True):
        if (id := _only_id(out, version, "records", id_begins(start))) is not None:
            return _Found(id, read_release(out / version))
    return None


def _only_id(out: Path, version: str, table: str, filters: pc.Expression) -> str | None:
    """The one id that some rows of a table have; None where there is not just one, or the release is damaged."""
    try:
        ids = read_table(read_release(out / version), table, ["id"], filters).column("id").unique().to_pylist()
    except DamagedRelease:
        return None
    return str(ids[0]) if len(ids) == 1 else None


def _between(known: Sequence[str], last: Release, release: Release) -> list[str]:
    first, end = numbers_of(last.version), numbers_of(release.version)
    return [version for version in known if first < numbers_of(version) <= end]


def _why_withdrawn(found: _Found, withdrawal: Withdrawal) -> str:
    why = withdrawal.reason.rstrip(".")
    return f"{found.id} is only in {found.release.version}, which was withdrawn on {withdrawal.date}: {why}."


def _refuse_removed(out: Path, start: str, known: Sequence[str]) -> None:
    """Raise RemovedId where a release says that such a record was removed or merged, though none has it any more."""
    for number, version in enumerate(known):
        if (id := _only_id(out, version, "changes", id_begins(start) & _IS_GONE)) is not None:
            raise RemovedId(id, version, _steps(out, id, known[number:]))


def _steps(out: Path, id: str, after: Sequence[str]) -> list[str]:
    """What became of a record in some versions, in their order; of the one that it was merged into as well."""
    steps: list[str] = []
    for version in after:
        which = (pc.field("id") == id) & _IS_GONE
        rows = read_table(read_release(out / version), "changes", ["change", "after"], which).to_pylist()
        for row in rows:
            if row["change"] == "removed":
                removal = removal_of(read_release(out / version), id)
                return [*steps, removal.sentence(version) if removal else f"{id} was removed in {version}."]
            steps.append(f"{id} was {_WENT_INTO[row['change']]} {row['after']} in {version}.")
            id = row["after"]
    return steps or [f"{id} is not in {after[-1]}, and no release that is left says when it went."]
