"""Withdrawing a release: it stays as it is, is marked beside it, and `LATEST` points back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from ..release.versions import latest, unknown, versions
from ..release.withdrawn import WITHDRAWN, Withdrawal, is_plain, read_withdrawn, to_json
from ..storage import flush, local_folder
from .errors import AlreadyWithdrawn, LastRelease, NoReason, UnfitReason, WithdrawnUnannounced
from .publish import announce, publisher


def version_of(version: str, out: Path | str = "curated") -> str:
    """Return the number of a version, which may be called `latest`. Raises NotLocal."""
    return (latest(local_folder(out)) or version) if version == "latest" else version


def withdraw(
    version: str,
    reason: str,
    out: Path | str = "curated",
    *,
    on: date | None = None,
    waiting: Callable[[], None] = lambda: None,
) -> str | None:
    """Mark a release as withdrawn, on a day (by default today); return the version that `LATEST` names then.

    The changelog says it, and whoever reads the release gets a warning. Raises UnknownVersion, NoReason,
    UnfitReason, AlreadyWithdrawn, LastRelease, WithdrawnUnannounced, BadWithdrawals, NotLocal,
    and what publishing raises.
    """
    folder = local_folder(out)
    version = version_of(version, folder)
    why = " ".join(reason.split())
    if not why:
        raise NoReason
    if not is_plain(why):
        raise UnfitReason
    if version not in (known := versions(folder)):
        raise unknown(version, known, folder)
    with publisher(folder, waiting, undone="withdrawn") as work:
        withdrawn = read_withdrawn(folder)
        if version in withdrawn:
            raise AlreadyWithdrawn(folder / version, withdrawn[version])
        withdrawn |= {version: Withdrawal((on or date.today()).isoformat(), why)}
        if withdrawn.keys() >= {*versions(folder)}:
            raise LastRelease(folder / version)
        (work / WITHDRAWN).write_text(to_json(withdrawn), encoding="utf-8", newline="\n")
        flush(work / WITHDRAWN)
        (work / WITHDRAWN).replace(folder / WITHDRAWN)
        try:
            announce(folder, work)
        except OSError as error:
            raise WithdrawnUnannounced(folder / version, latest(folder), error) from error
    return latest(folder)
