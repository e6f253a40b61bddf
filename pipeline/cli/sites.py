"""`qamill site`: a release as a folder of static pages."""

from __future__ import annotations

from pathlib import Path

import click

from ..text.counted import count_of
from .arguments import OUT_ANYWHERE, RAWS_ANYWHERE
from .completion import complete_version
from .group import JSON, main
from .output import print_json, say, words_stream
from .reports import at_hand


@main.command()
@click.argument("version", default="latest", shell_complete=complete_version)
@click.option("-o", "--output", metavar="FOLDER", default="site", show_default=True, help="The folder of the pages.")
@OUT_ANYWHERE
@click.option("--workers", type=click.IntRange(min=1), help="Processes.  [default: one per core]")
@RAWS_ANYWHERE
@JSON
@click.pass_obj
def site(
    volume: int,
    version: str,
    output: str,
    out: Path | str,
    workers: int | None,
    raw: tuple[Path | str, ...],
    as_json: bool,
) -> None:
    """Write a release as a folder of static pages: one for each question, lists, a search, and its report.

    \b
    Example: qamill site 1.0.0 -o public
    """
    from ..audit.site.site import write_site
    from .progress import progress

    with progress(words_stream(), hidden=volume == 0 or as_json) as report:
        made = write_site(version, output, out, workers, report, at_hand(raw))
    if as_json:
        print_json({**made._asdict(), "folder": str(made.folder)})
    written = f"{count_of(made.questions, 'question')} of release {made.version} in {count_of(made.files, 'file')}"
    say(volume, f"Wrote {written}. Open {made.folder / 'index.html'}")
