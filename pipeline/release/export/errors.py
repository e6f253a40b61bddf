"""What can be wrong with a call of `qamill export`."""

from __future__ import annotations

from pathlib import Path

from ...errors import QamillError


class FileThere(QamillError):
    """What would be written is there already."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is there already. Name another file with -o, or replace this one with --force.")


class NotOurs(QamillError):
    """A folder that would be replaced holds what no export has written."""

    def __init__(self, path: Path, name: str) -> None:
        super().__init__(
            f"{path} is not replaced: {name} in it is none of the files of an export. Name another folder."
        )


class NotReplaced(QamillError):
    """What would be replaced is none of the files that an export may replace."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path} is not replaced: {why}. Name another file with -o.")


class InRelease(QamillError):
    """An export would be written among the releases, which nobody changes."""

    def __init__(self, path: Path, out: Path) -> None:
        super().__init__(f"{path} lies in {out}, where releases are and nothing else. Name a file elsewhere with -o.")


class BadShares(QamillError):
    """The shares of a split cannot be used."""

    def __init__(self, written: str, why: str) -> None:
        super().__init__(f"--split {written!r} cannot be used: {why}. Write it like train=0.9,test=0.1")


class BadBenchmark(QamillError):
    """A file of a benchmark's questions cannot be read."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"{path} holds no questions that can be read: {why}. Give a .txt file with a question a line, or a .jsonl,"
            " .csv or .tsv file with a column question (query, prompt or text)."
        )
