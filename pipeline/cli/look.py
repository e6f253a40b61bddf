"""`qamill show`, `search`, `sql` and `rejected`: the rows of a release, chosen and asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple

import click

from ..schema.reasons import Reason
from ..text.counted import count_of
from .arguments import OUT_ANYWHERE, VERSION_OPTION, OneOf
from .completion import complete_columns
from .group import JSON, main
from .output import is_terminal, say

_ON_A_SCREEN = 20  # rows, chosen to fit one
_MOST, _MOST_FOUND = 10**12, 10_000  # chosen: more than there will be; more than anybody reads
_SHOWN = ("id", "question", "answer", "source")
_Option = Callable[[Callable[..., None]], Callable[..., None]]
_OF_RECORDS = "language = 'en'"
_SHOWN_OF_REJECTED = ("reason", "text", "path")
ROWS = click.option(
    "-n",
    "rows",
    type=click.IntRange(0, _MOST),
    help=f"At most so many; 0: all.  [default: {_ON_A_SCREEN}; in a pipe: all]",
)


class _From(NamedTuple):
    """The release that is looked at, and how what is found is told."""

    version: str
    out: Path | str
    as_json: bool
    volume: int


class _Chosen(NamedTuple):
    """Which rows of a table are wanted."""

    where: tuple[str, ...]
    columns: str | None
    rows: int | None


def _where(example: str) -> _Option:
    """The option of a condition, with an example of the table that it is about."""
    said = f'Only rows for which this is true, like "{example}".'
    return click.option("--where", multiple=True, metavar="CONDITION", help=said)


def _columns(example: str) -> _Option:
    said = f"These columns alone, like {example}."
    return click.option("--columns", metavar="NAMES", shell_complete=complete_columns, help=said)


def _of_release(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of a release, which it gets as one value."""

    @wraps(command)
    def run(version: str, out: Path | str, as_json: bool, **options: Any) -> None:
        command(_From(version, out, as_json, click.get_current_context().obj), **options)

    return VERSION_OPTION(OUT_ANYWHERE(JSON(run)))


def _with_choice(where: str, columns: str) -> _Option:
    """Give a command the options that choose rows of a table of a release, which it gets as two values.

    Their help has a condition and names of columns of that table for examples.
    """
    of_rows, of_columns = _where(where), _columns(columns)

    def give(command: Callable[..., None]) -> Callable[..., None]:
        def run(looked_at: _From, where: tuple[str, ...], columns: str | None, rows: int | None, **others: Any) -> None:
            command(looked_at, _Chosen(where, columns, rows), **others)

        return of_rows(of_columns(ROWS(_of_release(wraps(command)(run)))))

    return give


@main.command()
@_with_choice(_OF_RECORDS, "question,answer")
def show(looked_at: _From, chosen: _Chosen) -> None:
    """Show records, all or those for which a condition in SQL is true.

    \b
    Example: qamill show --where "question_type = 'yes_no'" --columns question,source
    """
    _print_chosen("records", chosen, _SHOWN, looked_at)


@main.command()
@click.option(
    "--reason", "reasons", multiple=True, metavar="WORD", type=OneOf([reason.value for reason in Reason]),
    help="What was rejected for this reason alone.",
)  # fmt: skip
@_with_choice("stage = 'parse'", "reason,text")
def rejected(looked_at: _From, chosen: _Chosen, reasons: tuple[str, ...]) -> None:
    """Show what was read and is no record, and why.

    \b
    Example: qamill rejected --reason no_answer
    """
    named = " OR ".join(f"reason = '{reason}'" for reason in reasons)
    if named:
        chosen = chosen._replace(where=(*chosen.where, named))
    _print_chosen("rejected", chosen, _SHOWN_OF_REJECTED, looked_at)


@main.command()
@click.argument("query")
@ROWS
@_of_release
def sql(looked_at: _From, query: str, rows: int | None) -> None:
    """Ask the tables of a release in SQL: one SELECT; nothing is changed, and no file is in reach.

    \b
    Example: qamill sql "select language, count(*) from records group by all"
    """
    from ..release.database import open_database
    from ..release.versions import open_release
    from .found_rows import print_answer

    as_json = looked_at.as_json
    with open_database(open_release(looked_at.out, looked_at.version)) as database:
        printed, is_all = print_answer(database.ask(query), _limit(rows, as_json), as_json)
    if not is_all:
        say(looked_at.volume, f"{count_of(printed, 'row')} of more; -n 0 shows all.")


@main.command()
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@_where(_OF_RECORDS)
@click.option("-n", "rows", default=10, show_default=True, type=click.IntRange(1, _MOST_FOUND), help="At most so many.")
@_of_release
def search(looked_at: _From, words: tuple[str, ...], where: tuple[str, ...], rows: int) -> None:
    """Find the records that say all of some words, the best first; put a "phrase" into double quotes.

    \b
    Example: qamill search therapist text
    """
    from ..release.database import open_database
    from ..release.search import search
    from ..release.versions import open_release
    from .hits import print_hits

    with open_database(open_release(looked_at.out, looked_at.version)) as database:
        found = search(database, words, where, rows)
        print_hits(found, database, words, looked_at.as_json)
    say(looked_at.volume, _told(len(found.hits), found.total, found.has_all))


def _told(shown: int, total: int, has_all: bool) -> str:
    if not total:
        return "No record says that."
    said = f"{count_of(total, 'record')} found" + ("" if has_all else "; none says all of these words")
    return (
        f"{said}; the best {shown:,} are shown (-n {min(total, 10 * shown)} shows more)." * (shown < total)
        or f"{said}."
    )


def _names(columns: str | None) -> list[str] | None:
    return None if columns is None else [name.strip() for name in columns.split(",") if name.strip()]


def _limit(rows: int | None, as_json: bool) -> int:
    """How many rows are printed; 0: all of them."""
    return rows if rows is not None else _ON_A_SCREEN if is_terminal() and not as_json else 0


def _print_chosen(table: str, chosen: _Chosen, on_a_screen: Sequence[str], looked_at: _From) -> None:
    """Print the rows of a table that are wanted, and say how many more there are."""
    from ..release.database import open_database
    from ..release.versions import open_release
    from .found_rows import print_answer

    as_json, columns = looked_at.as_json, _names(chosen.columns)
    if columns is None and is_terminal() and not as_json:
        columns = list(on_a_screen)
    with open_database(open_release(looked_at.out, looked_at.version)) as database:
        limit = _limit(chosen.rows, as_json)
        printed, is_all = print_answer(database.select(table, chosen.where, columns), limit, as_json)
        total = printed if is_all else database.count(table, chosen.where)
    if not total:
        is_chosen = bool(chosen.where)
        say(looked_at.volume, f"No row of the table {table} fits." if is_chosen else f"The table {table} has no rows.")
    elif printed < total:
        say(looked_at.volume, f"{printed:,} of {total:,} rows; -n 0 shows all.")
