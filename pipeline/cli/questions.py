"""`qamill history` and `conflicts`: several answers to one question, one after the other and side by side."""

from __future__ import annotations

from pathlib import Path

import click

from ..schema.rows import LATER_VERSION, SOURCES_DISAGREE
from .arguments import OUT_ANYWHERE, OneOf
from .completion import complete_id, complete_version
from .group import JSON, main
from .output import print_json, say

_RELATIONS = (SOURCES_DISAGREE, LATER_VERSION)


@main.command()
@click.argument("wanted", metavar="ID|QUESTION", shell_complete=complete_id)
@click.option(
    "--version", default="latest", show_default=True, shell_complete=complete_version,
    help="The release to look in, and in those before it.",
)  # fmt: skip
@OUT_ANYWHERE
@JSON
def history(wanted: str, version: str, out: Path | str, as_json: bool) -> None:
    """Show every answer that was ever given to a question: when, where, and what replaced what.

    \b
    Example: qamill history "When does the pool open?"
    """
    from ..audit.answer_history import history
    from .answers import history_json, print_history

    found = history(wanted, version, out)
    if as_json:
        for row in history_json(found):
            print_json(row, indent=None)
    else:
        print_history(found)


@main.command()
@click.argument("version", default="latest", shell_complete=complete_version)
@click.option("--only", type=OneOf(_RELATIONS), help="Conflicts of this relation alone.")
@click.option("--open", "unsettled", is_flag=True, help="Only those of which a person prefers neither answer.")
@OUT_ANYWHERE
@JSON
@click.pass_obj
def conflicts(volume: int, version: str, only: str | None, unsettled: bool, out: Path | str, as_json: bool) -> None:
    """Show the answers to one question that contradict each other, side by side.

    \b
    Example: qamill conflicts --only sources_disagree
    """
    from ..audit.conflicts import conflicts
    from .conflicts import conflicts_json, print_conflicts

    found = conflicts(version, out, only)
    if unsettled:
        found = (each for each in found if not each.settled)
    if as_json:
        for row in conflicts_json(found):
            print_json(row, indent=None)
    else:
        say(volume, print_conflicts(found))
