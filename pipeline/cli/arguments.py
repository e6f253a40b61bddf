"""The arguments and options that several commands have."""

from __future__ import annotations

import os
import sys
from io import FileIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click
from click.core import ParameterSource

from ..arguments import check, did_you_mean
from .completion import complete_version

if TYPE_CHECKING:
    _Choice = click.Choice[str]
else:
    _Choice = click.Choice  # which takes no type in click 8.1


class OneOf(_Choice):
    """One of some words. Raises BadParameter, which names the word that was probably meant, or else all of them."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        near = did_you_mean(value, self.choices) if value not in self.choices else ""
        return self.fail(f"{value!r} is not known.{near}", param, ctx) if near else super().convert(value, param, ctx)

    def get_missing_message(self, *_: Any, **__: Any) -> str:
        """Return what may be given where nothing was, in one line; click 8.1 calls it otherwise than later ones."""
        return f"Choose from {', '.join(self.choices)}."


class _Checked(click.Path):
    """A path that is checked as an argument of the public functions is. Raises BadSetting."""

    def __init__(self, argument: str) -> None:
        super().__init__()
        self.argument = argument

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ARG002
        check(**{self.argument: [value] if self.argument == "raw" else value})
        return value


class _Folder(_Checked):
    """A folder, whether it exists or not. An address raises NotLocal."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        from ..storage import local_folder

        return local_folder(super().convert(value, param, ctx))


class _Anywhere(_Checked):
    """A folder, whether it exists or not, or the address of one."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path | str:
        from ..storage import is_address, local_folder

        found: str = super().convert(value, param, ctx)
        return found if is_address(found) else local_folder(found)


class _PageFile(click.File):
    """A file, or - for standard input, opened for reading bytes."""

    name = "file"

    def __init__(self) -> None:
        super().__init__("rb")

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "-" and sys.stdin is None:
            self.fail("standard input is closed", param, ctx)
        if "://" in str(value):
            self.fail(f"{value!r} is an address. Fetch the page first: qamill fetch {value}", param, ctx)
        if value == "-":
            return super().convert(value, param, ctx)
        from ..storage import open_named

        try:
            file = open_named(value)
        except (OSError, ValueError) as error:
            self.fail(f"{value!r} cannot be read: {getattr(error, 'strerror', None) or error}", param, ctx)
        if ctx:
            ctx.call_on_close(file.close)
        return file


PAGE_FILE_TYPE = _PageFile()
PAGE_FILE = click.argument("file", type=PAGE_FILE_TYPE)
OUT = click.option("--out", default="curated", show_default=True, type=_Folder("out"), help="The releases.")
OUT_ANYWHERE = click.option(
    "--out", default="curated", show_default=True, type=_Anywhere("out"),
    help="The releases: a folder, or s3://bucket/folder.",
)  # fmt: skip
RAW = click.option("--raw", default="raw", show_default=True, type=_Folder("raw"), help="The raw pages.")
RAWS = click.option(
    "--raw", default=["raw"], show_default=True, multiple=True, type=_Folder("raw"),
    help="The raw pages; once for each folder.",
)  # fmt: skip
RAWS_ANYWHERE = click.option(
    "--raw", default=["raw"], show_default=True, multiple=True, type=_Anywhere("raw"),
    help="The raw pages, a folder or s3://bucket/folder; once for each.",
)  # fmt: skip
VERSION_OPTION = click.option(
    "--version", default="latest", show_default=True, shell_complete=complete_version, help="The release to look in."
)
DATE = click.option(
    "--date", "on", type=click.DateTime(["%Y-%m-%d"]), help="The day, like 2026-01-31.  [default: today]"
)
RECIPES = _Checked("recipe")
MODE = click.option(
    "--mode", default="full", show_default=True, type=OneOf(["full", "markup"]),
    help="markup: read only what pages themselves mark as questions, for whole crawls.",
)  # fmt: skip


def read_page_file(file: BinaryIO) -> bytes:
    """Return what is in a file. Raises OSError, which names it."""
    try:
        return file.read()
    except OSError as error:
        raise OSError(error.errno, error.strerror, file.name) from error


def name_of(file: Any) -> str | None:
    """Return the name of an open file; None for standard input and pipes, which have none of their own."""
    is_file = isinstance(file, FileIO) and os.path.isfile(file.name)
    return os.path.basename(file.name) if is_file else None


def checked_raws(raw: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return the raw folders. Raises NoRawFolder for one that was named and is not there."""
    from ..ingest.errors import NoRawFolder

    is_named = click.get_current_context().get_parameter_source("raw") is not ParameterSource.DEFAULT
    for folder in raw if is_named else ():
        if not folder.exists():
            raise NoRawFolder(folder, "Name the folder of the pages with --raw.")
    return raw


def checked_out(out: Path | str) -> Path | str:
    """Return the folder of the releases. Raises UnknownVersion for one that was named and is not there."""
    from ..release.errors import UnknownVersion

    is_named = click.get_current_context().get_parameter_source("out") is not ParameterSource.DEFAULT
    if is_named and isinstance(out, Path) and not out.exists():
        raise UnknownVersion("latest", [], out)
    return out
