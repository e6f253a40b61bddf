"""The commands that write pages for people."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from .arguments import OUT_ANYWHERE, RAWS_ANYWHERE
from .completion import complete_version
from .group import main
from .output import print_line


@main.command()
@click.argument("version", default="latest", shell_complete=complete_version)
@click.option(
    "-o", "to", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False), help="[default: report-VERSION.html]"
)
@click.option("--open", "is_opened", is_flag=True, help="Open it in the browser.")
@OUT_ANYWHERE
@RAWS_ANYWHERE
def report(version: str, to: Path | None, is_opened: bool, out: Path | str, raw: tuple[Path | str, ...]) -> None:
    """Write a page that shows a release: what came out, what was lost and why, and records with their evidence.

    It is one file without any connection to a network, and the same as report.html in the release if the pages in
    RAW are as they were.

    \b
    Example: qamill report 1.0.0 -o report.html
    """
    from ..audit.report.make import report

    path = report(version, out, at_hand(raw), to)
    print_line(str(path))
    if is_opened:
        click.launch(path.absolute().as_uri())


def at_hand(raw: Iterable[Path | str]) -> list[Path | str]:
    """Return those raw folders that are there, and the addresses."""
    return [folder for folder in raw if isinstance(folder, str) or folder.is_dir()]
