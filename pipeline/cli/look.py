"""`qamill show`, `search`, `sql` and `rejected`: the rows of a release, chosen and asked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from ..schema.reasons import Reason
from ..text.counted import count_of
from .completion import complete_columns
from .group import JSON, OUT_ANYWHERE, VERSION_OPTION, main
from .output import is_terminal, say

_ON_A_SCREEN = 20  # rows, chosen to fit one
_MOST, _MOST_FOUND = 10**12, 10_000  # chosen: more than there will be; more than anybody reads
_SHOWN = ("id", "question", "answer", "source")
_SHOWN_OF_REJECTED = ("reason", "text", "path")
WHERE = click.option(
    "--where", multiple=True, metavar="CONDITION", help="Only rows for which this is true, like \"language = 'en'\"."
)
COLUMNS = click.option(
    "--columns", metavar="NAMES", shell_complete=complete_columns, help="These columns alone, like question,answer."
)
ROWS = click.option(
    "-n",
    "rows",
    type=click.IntRange(0, _MOST),
    help=f"At most so many; 0: all.  [default: {_ON_A_SCREEN}; in a pipe: all]",
)


@main.command()
@WHERE
@COLUMNS
@ROWS
@VERSION_OPTION
@OUT_ANYWHERE
@JSON
@click.pass_obj
def show(
    volume: int,
    where: tuple[str, ...],
    columns: str | None,
    rows: int | None,
    version: str,
    out: Path | str,
    as_json: bool,
) -> None:
    """Show records, all or those for which a condition in SQL is true.

    \b
    Example: qamill show --where "question_type = 'yes_no'" --columns question,source
    """
    _print_chosen("records", where, _names(columns), _SHOWN, rows, (volume, version, out, as_json))


@main.command()
@click.option(
    "--reason", "reasons", multiple=True, metavar="WORD", type=click.Choice([reason.value for reason in Reason]),
    help="What was rejected for this reason alone.",
)  # fmt: skip
@WHERE
@COLUMNS
@ROWS
@VERSION_OPTION
@OUT_ANYWHERE
@JSON
@click.pass_obj
def rejected(
    volume: int, reasons: tuple[str, ...], where: tuple[str, ...], columns: str | None, rows: int | None, version: str,
    out: Path | str, as_json: bool,
) -> None:  # fmt: skip
    """Show what was read and is no record, and why.

    \b
    Example: qamill rejected --reason no_answer
    """
    named = " OR ".join(f"reason = '{reason}'" for reason in reasons)
    conditions = (*where, named) if named else where
    _print_chosen("rejected", conditions, _names(columns), _SHOWN_OF_REJECTED, rows, (volume, version, out, as_json))


@main.command()
@click.argument("query")
@ROWS
@VERSION_OPTION
@OUT_ANYWHERE
@JSON
@click.pass_obj
def sql(volume: int, query: str, rows: int | None, version: str, out: Path | str, as_json: bool) -> None:
    """Ask the tables of a release in SQL: one SELECT; nothing is changed, and no file is in reach.

    \b
    Example: qamill sql "select language, count(*) from records group by all"
    """
    from ..release.database import open_database
    from ..release.versions import open_release
    from .found_rows import print_answer

    with open_database(open_release(out, version)) as database:
        printed, is_all = print_answer(database.ask(query), _limit(rows, as_json), as_json)
    if not is_all:
        say(volume, f"{count_of(printed, 'row')} of more; -n 0 shows all.")


@main.command()
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@WHERE
@click.option("-n", "rows", default=10, show_default=True, type=click.IntRange(1, _MOST_FOUND), help="At most so many.")
@VERSION_OPTION
@OUT_ANYWHERE
@JSON
@click.pass_obj
def search(
    volume: int, words: tuple[str, ...], where: tuple[str, ...], rows: int, version: str, out: Path | str, as_json: bool
) -> None:
    """Find the records that say all of some words, the best first; put a "phrase" into double quotes.

    \b
    Example: qamill search therapist text
    """
    from ..release.database import open_database
    from ..release.search import search
    from ..release.versions import open_release
    from .hits import print_hits

    with open_database(open_release(out, version)) as database:
        found = search(database, words, where, rows)
        print_hits(found, database, words, as_json)
    say(volume, _told(len(found.hits), found.total, found.has_all))


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


def _print_chosen(
    table: str, where: Sequence[str], columns: list[str] | None, on_a_screen: Sequence[str], rows: int | None,
    common: tuple[int, str, Path | str, bool],
) -> None:  # fmt: skip
    """Print the rows of a table that fulfil conditions, and say how many more there are."""
    from ..release.database import open_database
    from ..release.versions import open_release
    from .found_rows import print_answer

    volume, version, out, as_json = common
    if columns is None and is_terminal() and not as_json:
        columns = list(on_a_screen)
    limit = _limit(rows, as_json)
    with open_database(open_release(out, version)) as database:
        printed, is_all = print_answer(database.select(table, where, columns), limit, as_json)
        total = printed if is_all else database.count(table, where)
    if not total:
        say(volume, f"No row of the table {table} fits.")
    elif printed < total:
        say(volume, f"{printed:,} of {total:,} rows; -n 0 shows all.")
