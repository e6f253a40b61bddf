"""Where a record went that an older release had: removed, or merged into another, and in which version."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pyarrow.compute as pc

from .errors import DamagedRelease
from .read import read_table
from .versions import Release, numbers_of, read_release, versions


class Gone(NamedTuple):
    """A record that a release no longer has."""

    id: str
    last: Release
    """The last release before it that has the record."""
    steps: list[str]
    """What became of it, in sentences, one after the other."""


def find_gone(out: Path, release: Release, start: str) -> Gone | None:
    """Return the record of an older release whose id begins so, and where it went; None where there is not just one.

    Releases that are damaged or were pruned are passed over. Raises DamagedRelease where what comes after is damaged.
    """
    known = versions(out)
    older = [version for version in known if numbers_of(version) < numbers_of(release.version)]
    for version in reversed(older):
        try:
            last = read_release(out / version)
            found = read_table(last, "records", ["id"], [("id", ">=", start), ("id", "<", start + "g")])
        except DamagedRelease:
            continue
        if found.num_rows == 1:
            id = str(found.column("id")[0])
            after = [v for v in known if numbers_of(version) < numbers_of(v) <= numbers_of(release.version)]
            return Gone(id, last, _steps(out, id, after))
    return None


def _steps(out: Path, id: str, after: list[str]) -> list[str]:
    """What became of a record in some versions, in their order; of the one that it was merged into as well."""
    steps: list[str] = []
    for version in after:
        rows = read_table(
            read_release(out / version), "changes", ["change", "after"],
            (pc.field("id") == id) & pc.field("change").isin(["removed", "moved"]),
        ).to_pylist()  # fmt: skip
        for row in rows:
            if row["change"] == "removed":
                return [*steps, f"{id} was removed in {version}."]
            steps.append(f"{id} was merged into {row['after']} in {version}.")
            id = row["after"]
    return steps or [f"{id} is not in {after[-1]}, and no release that is left says when it went."]
