"""Pruning: old releases are removed where somebody asks for it, each whole in one step."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from ..release.errors import DamagedRelease
from ..release.layout import MANIFEST, SUMS
from ..release.versions import latest, read_release, versions
from ..release.withdrawn import read_withdrawn
from ..storage import local_folder
from .publish import announce, flush, publisher


class Pruned(NamedTuple):
    """What was pruned, or would be."""

    removed: list[str]
    """The versions that are gone, oldest first: whoever pins one gets an error now."""
    kept: list[str]
    left: dict[str, str]
    """Old versions that were left alone, with the reason."""


def prune(
    keep: int, out: Path | str = "curated", *, dry_run: bool = False, waiting: Callable[[], None] = lambda: None
) -> Pruned:
    """Remove all releases older than the newest `keep` ones, withdrawn ones not counted.

    The one that `LATEST` names is never removed, nor a folder that is a link, is damaged, or holds files that are not
    of the release. Raises NotLocal, BadWithdrawals, and what publishing raises.
    """
    folder = local_folder(out)
    planned = _planned(folder, max(1, keep))
    if dry_run or not planned.removed:
        return planned
    with publisher(folder, waiting) as work:
        planned = _planned(folder, max(1, keep))
        for version in planned.removed:
            (folder / version).rename(work / version)  # so that no reader sees half of it
        flush(folder)
        announce(folder, work)
        for version in planned.removed:
            shutil.rmtree(work / version)
    return planned


def _planned(folder: Path, keep: int) -> Pruned:
    known, withdrawn = versions(folder), read_withdrawn(folder)
    good = [version for version in known if version not in withdrawn]
    first = known.index(good[-keep:][0]) if good else 0
    old = [version for version in known[:first] if version != latest(folder)]
    left = {version: why for version in old if (why := _why_not(folder / version))}
    removed = [version for version in old if version not in left]
    return Pruned(removed, [version for version in known if version not in removed], left)


def _why_not(folder: Path) -> str:
    """Why a release is not removed; empty where it may be."""
    if folder.is_symlink():
        return "it is a link"
    try:
        own = {MANIFEST, SUMS, *read_release(folder).manifest.files}
    except DamagedRelease as error:
        return error.why
    others = sorted(path.name for path in folder.iterdir() if path.name not in own or not path.is_file())
    return f"{others[0]} in it is not qamill's" if others else ""
