"""Releases that were withdrawn: which, when and why. The mark lies beside them, so that a release is never touched."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ..errors import QamillError, QamillWarning
from ..storage import open_file
from .location import Location

WITHDRAWN = "withdrawn.json"


class Withdrawal(NamedTuple):
    """That a release was found to be bad."""

    date: str
    """Like 2026-01-31."""
    reason: str


class WithdrawnRelease(QamillWarning):
    """A release that is read was withdrawn."""

    def __init__(self, folder: Location, withdrawal: Withdrawal) -> None:
        super().__init__(f"{folder} was withdrawn on {withdrawal.date}: {withdrawal.reason}")


class BadWithdrawals(QamillError):
    """The list of withdrawn releases is not what qamill wrote."""

    exit_code = 1

    def __init__(self, path: Location, why: str) -> None:
        super().__init__(
            f"{path} cannot be read: {why}. Put it back from a copy, or correct it; see `qamill help releases`."
        )


def read_withdrawn(out: Location) -> dict[str, Withdrawal]:
    """Return the withdrawn releases of a folder by version. Raises BadWithdrawals, Unreachable."""
    path = out / WITHDRAWN
    if not (os.path.lexists(path) if isinstance(path, Path) else path.is_file()):
        return {}
    try:
        return withdrawals_in(_content(path))
    except (OSError, ValueError, RecursionError, KeyError, TypeError, AttributeError) as error:
        raise BadWithdrawals(path, getattr(error, "strerror", None) or str(error)) from error


def withdrawals_in(content: bytes) -> dict[str, Withdrawal]:
    """Return the withdrawn releases that a list names. Raises ValueError, KeyError, TypeError, AttributeError."""
    listed = json.loads(content)
    found = {version: Withdrawal(str(about["date"]), str(about["reason"])) for version, about in listed.items()}
    for version, (day, why) in found.items():
        if not is_plain(day + why):
            raise ValueError(f"the reason of {version} holds control characters")
    return found


def is_plain(text: str) -> bool:
    """Whether a text can stand in a line of the changelog, and be printed: no control character, and no half one."""
    from ..text.clean import has_controls, is_damaged  # not before: most folders have no list

    return len(text.splitlines()) < 2 and not has_controls(text) and not is_damaged(text)


def _content(path: Location) -> bytes:
    """The bytes of a list. Raises OSError for all that is no regular file: a withdrawal would be missed in silence."""
    if not isinstance(path, Path):
        return path.read_bytes()
    if path.is_symlink():
        raise OSError(errno.ELOOP, "it is a link")
    with open_file(os.fsencode(path)) as file:
        return file.read()


def to_json(withdrawn: Mapping[str, Withdrawal]) -> str:
    """Return the text of the list of withdrawn releases."""
    listed = {version: about._asdict() for version, about in withdrawn.items()}
    return json.dumps(listed, indent=2, ensure_ascii=False) + "\n"
