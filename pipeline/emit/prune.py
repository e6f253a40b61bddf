"""Pruning: old releases are removed where somebody asks for it, each whole in one step."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ..release.layout import MANIFEST, SUMS, files_below
from ..release.versions import latest, manifests
from ..release.withdrawn import read_withdrawn
from ..schema.manifest import Manifest
from ..storage import flush, local_folder
from .errors import PrunedInPart
from .publish import announce, publisher


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

    The one that `LATEST` names is never removed, nor a folder that is a link or holds files that are not of the
    release. Raises NotLocal, DamagedRelease, BadWithdrawals, PrunedInPart, and what publishing raises.
    """
    folder = local_folder(out)
    named = latest(folder)  # before the publisher corrects what somebody wrote into it
    planned = _planned(folder, max(1, keep), named)
    if dry_run or not planned.removed:
        return planned
    with publisher(folder, waiting, undone="removed") as work:  # which is deleted at the end, with all in it
        planned = _planned(folder, max(1, keep), named)
        _move(planned.removed, folder, work)
    return planned


def _move(removed: Sequence[str], folder: Path, work: Path) -> None:
    """Move releases into the work folder, so that no reader sees half of one: all, or none and the error is raised."""
    try:
        for version in removed:
            (folder / version).rename(work / version)
        flush(folder)
        announce(folder, work)
    except BaseException as error:  # Ctrl-C as well
        _put_back(removed, folder, work)
        if gone := [version for version in removed if not os.path.lexists(folder / version)]:
            raise PrunedInPart(folder, gone, error) from error
        raise


def _put_back(removed: Sequence[str], folder: Path, work: Path) -> None:
    for version in removed:
        if os.path.lexists(work / version):
            with suppress(OSError):
                (work / version).rename(folder / version)
    with suppress(OSError):  # the next run announces what is there
        announce(folder, work)


def _planned(folder: Path, keep: int, named: str | None) -> Pruned:
    found = {manifest.version: manifest for manifest in manifests(folder)}  # all: the changelog is made from them
    known, withdrawn = [*found], read_withdrawn(folder)
    good = [version for version in known if version not in withdrawn]
    first = known.index(good[-keep:][0]) if good else 0
    old = [version for version in known[:first] if version not in (named, latest(folder))]
    left = {version: why for version in old if (why := _why_not(folder / version, found[version]))}
    removed = [version for version in old if version not in left]
    return Pruned(removed, [version for version in known if version not in removed], left)


def _why_not(folder: Path, manifest: Manifest) -> str:
    """Why a release is not removed; empty where it may be."""
    if folder.is_symlink():
        return "it is a link"
    own = {MANIFEST, SUMS, *manifest.files}
    others = sorted(name for name, path in files_below(folder) if name not in own or not path.is_file())
    return f"{others[0]} in it is not qamill's" if others else ""
