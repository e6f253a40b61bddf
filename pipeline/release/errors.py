"""What can be wrong with a release that is to be read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from ..errors import QamillError, QamillWarning
from ..schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from .location import Location


class UnknownVersion(QamillError):
    """A version that was asked for has not been released."""

    def __init__(self, version: str, known: list[str], out: Location | str) -> None:
        super().__init__(
            f"{out} has no release {version!r}. There are: {', '.join(known)}."
            if known
            else f"Nothing is released in {out} yet: run qamill curate."
        )


class WrongLatest(UnknownVersion):
    """The version that `LATEST` names has not been released, and no other was asked for."""

    def __init__(self, version: str, known: list[str], out: Location | str) -> None:
        super().__init__(version, known, out)
        self.args = (
            f"{out}/LATEST names {version!r}, and there is none. There are: {', '.join(known)}. `qamill doctor` says"
            " what to do.",
        )


class PurgedVersion(UnknownVersion):
    """A version that was asked for is not there any more, since what was taken down was purged from it."""

    def __init__(self, version: str, successor: str, known: list[str], out: Location | str) -> None:
        super().__init__(version, known, out)
        self.successor = successor
        self.args = (
            f"{out} has no release {version!r} any more: what was taken down was purged from it. Its successor is"
            f" {successor}.",
        )


class NoLatest(QamillWarning):
    """There are releases, but nothing says yet, or any more, which is the latest; the newest one is read."""

    def __init__(self, version: str, out: Location) -> None:
        super().__init__(
            f"{out}/LATEST is missing, as it is for a moment while a first release is published; this is {version}, the"
            " newest one. If it stays missing, qamill curate writes it again."
        )


class NotARelease(QamillError):
    """A folder is not what `qamill curate` writes."""

    def __init__(self, path: Location, why: str) -> None:
        super().__init__(
            f"{path} is not a release ({why}). Name the folder that `qamill curate` writes to: --out curated"
        )


def _local_name(folder: Location | str) -> PurePath:
    """A path with the name of a release's folder."""
    return PurePath(folder if isinstance(folder, str | Path) else folder.name)


class DamagedRelease(QamillError):
    """A release is not as it was published."""

    exit_code = 1

    def __init__(self, folder: Location | str, why: str) -> None:
        self.folder, self.why = _local_name(folder), why
        super().__init__(
            f"{folder} is damaged: {why}. Put the folder back from a copy;"
            f" qamill verify {self.folder.name} names the files that are not as they were released."
        )


class Misplaced(DamagedRelease):
    """The folder of a version holds another one: it was copied, renamed or edited."""

    def __init__(self, folder: Location | str, version: str) -> None:
        super().__init__(
            folder, f"its manifest.json says version {version} in the folder of {_local_name(folder).name}"
        )
        self.args = (
            f"{folder} is no release of its own: {self.why}. Give the folder its name back, or move it elsewhere.",
        )


class NewerRelease(DamagedRelease):
    """A release has columns that this version of qamill does not know."""

    def __init__(self, folder: Location | str, schema_version: int) -> None:
        super().__init__(folder, f"its manifest.json states schema version {schema_version}, which is not known")
        self.args = (
            f"{folder} has schema version {schema_version}, and this qamill knows those up to {SCHEMA_VERSION}."
            f" Install the version that made it.",
        )


class OtherContent(QamillError):
    """A release has the version that was asked for, and other data: versions are counted in each folder by itself."""

    exit_code = 1

    def __init__(self, folder: Location, content: str, wanted: str) -> None:
        super().__init__(
            f"{folder} holds other data than was asked for: its content hash is {content}, not {wanted}..."
            f" Two folders can both have a {folder.name}; qamill versions shows the content hash of each release."
        )


class NoHistory(QamillError):
    """A release does not say which of its records are current."""

    def __init__(self, version: str, schema_version: int) -> None:
        super().__init__(
            f"Release {version} has schema version {schema_version}, which does not say which records are current."
            f" Load a later release; qamill curate makes one from the same pages."
        )


class UnknownId(QamillError):
    """No record, merged pair or sighting carries an id."""

    def __init__(self, wanted: str, version: str, is_ambiguous: bool = False) -> None:
        self.is_ambiguous = is_ambiguous
        super().__init__(
            f"Release {version} has no record {wanted!r}. Ids are 16 hex digits, in the first"
            f" column of records.csv; the first four or more will do where only one fits."
        )


class InNoRelease(UnknownId):
    """No release has a pair with an id, which must be a whole one."""

    def __init__(self, wanted: str) -> None:
        super().__init__(wanted, "")
        self.args = (f"No release has a pair with the id {wanted!r}. Give all of its 16 hex digits.",)


class DecidedAway(UnknownId):
    """People decided that a pair is no record."""

    def __init__(self, id: str, version: str, decided: Sequence[str]) -> None:
        super().__init__(id, version)
        self.args = (f"Release {version} has no record {id!r}. {' '.join(decided)}",)


class TakenDownId(UnknownId):
    """A pair was taken down; what older releases say of it is not shown."""

    def __init__(self, id: str, version: str, sentence: str) -> None:
        super().__init__(id, version)
        self.args = (sentence,)


class RemovedId(UnknownId):
    """It is known where a record went, but the releases that had it were pruned."""

    def __init__(self, id: str, version: str, steps: Sequence[str]) -> None:
        super().__init__(id, version)
        self.args = (f"{' '.join(steps)} No release that is left has the record itself.",)
