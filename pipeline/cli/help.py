"""`qamill help`: the pages of the docs, which are installed with the command."""

from __future__ import annotations

import click

from .completion import complete_topic
from .group import JSON, main
from .output import is_terminal, print_drawn, print_json, print_line


@main.command("help")
@click.argument("topic", nargs=-1, metavar="[TOPIC]", shell_complete=complete_topic)
@JSON
def show_help(topic: tuple[str, ...], as_json: bool) -> None:
    """Show a page of the docs, or what they say of a command, a reason, a table or another heading.

    \b
    Example: qamill help no_answer
    """
    if topic:
        _show(" ".join(topic), as_json)
    else:
        _list(as_json)


def _list(as_json: bool) -> None:
    from .manual import topics
    from .tables import print_table

    if as_json:
        print_json([{"topic": name, "what": what} for name, what in topics().items()])
    else:
        print_table(("topic", "what it says"), topics().items())


def _show(topic: str, as_json: bool) -> None:
    from .manual import parts_about, without_links

    parts = parts_about(topic)
    if as_json:
        print_json([part._asdict() for part in parts])
    elif is_terminal():
        from rich.markdown import Markdown

        for part in parts:
            print_drawn(Markdown(without_links(part.text)))
    else:
        for part in parts:
            for line in part.text.rstrip("\n").split("\n"):
                print_line(line)
