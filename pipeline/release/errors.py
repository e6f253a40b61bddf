"""What can be wrong with a release that is to be read."""

from __future__ import annotations

from pathlib import Path, PurePath

from ..errors import QamillError


class UnknownVersion(QamillError):
    """A version that was asked for has not been released."""

    def __init__(self, version: str, known: list[str], out: Path) -> None:
        there = f"There are: {', '.join(known)}." if known else "Nothing is released yet: make curate."
        super().__init__(f"{out} has no release {version!r}. {there}")


class NoLatest(QamillError):
    """There are releases, but nothing says which is the latest."""

    exit_code = 1

    def __init__(self, known: list[str], out: Path) -> None:
        super().__init__(
            f"{out}/LATEST is missing. qamill curate writes it again; or name a version: {', '.join(known)}."
        )


class NotARelease(QamillError):
    """A folder is not what `qamill curate` writes."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"{path} is not a release ({why}). Name the folder that `qamill curate` writes to: --out curated"
        )


class DamagedRelease(QamillError):
    """A release is not as it was published."""

    exit_code = 1

    def __init__(self, folder: Path | str, why: str) -> None:
        self.folder, self.why = PurePath(folder), why
        super().__init__(
            f"{folder} is damaged: {why}. Put the folder back from a copy;"
            f" qamill verify {self.folder.name} names the files that are not as they were released."
        )


class UnknownId(QamillError):
    """No record, merged pair or sighting carries an id."""

    def __init__(self, wanted: str, version: str) -> None:
        super().__init__(
            f"Release {version} has no record {wanted!r}. Ids are 16 hex digits, in the first"
            f" column of records.csv; the first four or more will do where only one fits."
        )
