"""What can be wrong with the raw pages and what is said about them."""

from __future__ import annotations

from pathlib import Path

from ..errors import QamillError
from ..text.counted import count_of

_MOST_MISTAKES = 5  # named after the first; chosen to fit a screen


class NoInput(QamillError):
    """There is nothing to read."""


class NoRawFolder(NoInput):
    """A raw folder or file that was named is not there."""

    def __init__(
        self,
        path: Path | str,
        advice: str = "Create the folder and drop pages into it, or name another: qamill curate PATH",
    ) -> None:
        super().__init__(f"There is no {str(path) or 'folder without a name'}. {advice}")


class CannotList(QamillError):
    """A raw folder cannot be listed."""

    exit_code = 1

    def __init__(self, path: Path | str, error: OSError) -> None:
        super().__init__(
            f"{path} cannot be listed: {error.strerror or error}. Give the right to read it, then run again;"
            f" nothing was released."
        )


class EmptyRawFolder(NoInput):
    """A raw folder holds no page."""

    def __init__(self, path: Path | str) -> None:
        self.path = path
        super().__init__(
            f"{path} holds no page. Drop pages into it (text, HTML, web archives ...: `qamill help raw`), or pipe one"
            " in: qamill add - --url https://..."
        )


class PagesGone(NoInput):
    """A raw folder holds no page any more, and there is a release that was made of some."""

    def __init__(self, path: Path | str, version: str, records: int) -> None:
        super().__init__(
            f"{path} holds no page, and {version} has {count_of(records, 'record')}. Nothing was released, and that"
            " release stays. Put the pages back, or name the folder that they lie in: qamill curate PATH"
        )


class SharedFolder(NoInput):
    """Pages and releases were to lie in one folder."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(
            f"{path} cannot hold pages and releases both. Name another folder for the releases:"
            f" qamill curate {path} --out PATH"
        )


class BadPageIndex(QamillError):
    """`raw/index.csv` is not the table it should be."""

    def __init__(
        self,
        path: Path | str,
        line: int,
        why: str,
        *more: tuple[int, str],
        advice: str = "See `qamill help raw` for its columns.",
    ) -> None:
        shown = "".join(f"; line {line}: {why}" for line, why in more[:_MOST_MISTAKES])
        left = len(more) - _MOST_MISTAKES
        shown += f"; and {left} more mistakes" * (left > 0)
        super().__init__(f"{path}, line {line}: {why}{shown}. {advice}")


class ChangedWhileReading(QamillError):
    """A raw page was written to during the run."""

    exit_code = 1

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} changed while it was read. Run again when nothing writes to it.")
