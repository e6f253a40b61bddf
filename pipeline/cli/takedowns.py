"""`qamill takedown`: what somebody wants removed is taken down, and stays so."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..text.counted import count_of
from .arguments import DATE, OUT, PAGE_FILE, PAGE_FILE_TYPE, RAW, RAWS, read_page_file
from .completion import complete_version
from .group import JSON, main
from .letters import as_letter
from .output import print_json, print_line, say, waiting_for
from .times import written_day

if TYPE_CHECKING:
    from datetime import datetime
    from io import FileIO

    from ..purge.purge import Purged
    from ..takedown.made import Make, Request
    from ..takedown.rule import Rule

_SHOWN = ("number", "kind", "what", "reason", "requested_by", "date")


@main.group(cls=type(main))
def takedown() -> None:
    """Take down what somebody wants removed: it is in no release from then on.

    \b
    Example: qamill takedown add --domain example.org --reason "the site asked"
    """


@takedown.command()
@click.option("--id", "id", help="A pair, by its id.")
@click.option("--url", help="A page, by its address.")
@click.option("--domain", help="A site, by its domain.")
@click.option(
    "--text",
    "file",
    type=PAGE_FILE_TYPE,
    help="A file with a question, a blank line and an answer, or with a passage.",
)
@click.option("--pattern", help="A regular expression that is found in question or answer.")
@click.option("--reason", required=True, help="Why; releases state it, so it must not repeat what is taken down.")
@click.option("--requested-by", default="", help="Who asks for it; no release states this.")
@DATE
@RAW
@OUT
@click.pass_obj
def add(
    volume: int, id: str | None, url: str | None, domain: str | None, file: FileIO | None, pattern: str | None,
    reason: str, requested_by: str, on: datetime | None, raw: Path, out: Path,
) -> None:  # fmt: skip
    """Write a takedown into takedowns.csv, beside RAW. The next run of curate releases nothing that it is about.

    \b
    Example: qamill takedown add --id 19b8b7e92d4fa4d9 --reason "asked by its author"
    """
    from ..takedown.beside import places
    from ..takedown.file import add as write
    from ..takedown.made import Request

    given = {"id": id, "url": url, "domain": domain, "text": file, "pattern": pattern}
    if sum(each is not None for each in given.values()) != 1:
        raise click.UsageError("Give one of --id, --url, --domain, --text and --pattern.")
    request = Request(reason, written_day(on), requested_by)
    [(path, key)] = places([raw])
    has_key = Path(key).exists()
    for make in _asked(given, request, out):
        rule, is_new = write(Path(path), make)
        if not is_new:
            say(volume, f"Takedown {rule.number} of {path} says so already.")
            continue
        if not has_key:
            has_key = True
            say(volume, f"Made {key}: keep a copy of it, and give it to nobody who may not know what was taken down.")
        say(volume, f"Wrote takedown {rule.number} to {path}. Next: qamill curate, then qamill takedown purge")


def _asked(given: dict[str, Any], request: Request, out: Path) -> list[Make]:
    """What makes the rules that an option asks for."""
    from ..takedown.made import of_address, of_pair, of_text
    from ..takedown.rule import Kind

    [(kind, value)] = [(name, value) for name, value in given.items() if value is not None]
    if kind == "id":
        from ..audit.takedowns import pairs_of

        return [of_pair(*pair, request) for pair in pairs_of(out, value.lower())]
    if kind == "text":
        return [of_text(_letter(value), request)]
    return [of_address(Kind(kind), value, request)]


def _letter(file: FileIO) -> str:
    """What a file says. Raises UsageError for what is no text."""
    return as_letter(read_page_file(file), str(getattr(file, "name", "standard input")))


@takedown.command("list")
@RAW
@JSON
@click.pass_obj
def list_all(volume: int, raw: Path, as_json: bool) -> None:
    """List the takedowns.

    \b
    Example: qamill takedown list --json
    """
    from ..takedown.beside import places
    from ..takedown.file import read_rules
    from .tables import print_table

    rules = read_rules(places([raw])[0][0])
    if as_json:
        for rule in rules:
            print_json({name: getattr(rule, name) for name in _SHOWN}, indent=None)
    else:
        print_table(_SHOWN, ([getattr(rule, name) for name in _SHOWN] for rule in rules))
    if not rules:
        say(volume, f"There are no takedowns for {raw}.")


@takedown.command()
@click.argument("number", type=int)
@RAW
@click.pass_obj
def remove(volume: int, number: int, raw: Path) -> None:
    """Lift takedown NUMBER: the next run of curate releases again what only this one kept out.

    \b
    Example: qamill takedown remove 3
    """
    from ..takedown.beside import places
    from ..takedown.file import lift

    path = places([raw])[0][0]
    rule = lift(Path(path), number)
    say(volume, f"Lifted takedown {number} ({rule.kind}) in {path}. Next: qamill curate")


@takedown.command()
@PAGE_FILE
@RAW
@JSON
def check(file: FileIO, raw: Path, as_json: bool) -> None:
    """Say whether a takedown keeps out what FILE says. Exit code 1 if none does.

    FILE holds a question, a blank line and an answer, or a passage; - is standard input.

    \b
    Example: qamill takedown check letter.txt
    """
    from ..takedown.beside import read_takedowns
    from ..takedown.made import split_text

    screen = read_takedowns([raw]).screen()
    question, answer = split_text(_letter(file))
    rule = screen.words(question, answer) if screen else None
    if as_json:
        print_json({"is_taken_down": rule is not None, "rule": rule.number if rule else None})
    else:
        print_line(_keeps_out(rule) if rule else "No takedown is about this.")
    sys.exit(0 if rule else 1)


def _keeps_out(rule: Rule) -> str:
    return f"Takedown {rule.number} ({rule.kind}, {rule.date}: {rule.reason}) keeps this out."


@takedown.command()
@click.argument("version", default="latest", shell_complete=complete_version)
@OUT
@JSON
@click.pass_obj
def sheet(volume: int, version: str, out: Path, as_json: bool) -> None:
    """Print as CSV which records of earlier releases VERSION no longer has, so that copies can be cleaned.

    \b
    Example: qamill takedown sheet 2.0.0
    """
    from ..audit.takedowns import Gone
    from ..audit.takedowns import sheet as went
    from ..release.versions import open_release
    from ..text.table import csv_line

    rows = went(open_release(out, version))
    if as_json:
        for row in rows:
            print_json(row._asdict(), indent=None)
    else:
        for fields in (Gone._fields, *rows):
            print_line(csv_line(map(str, fields), ",", ""))
    say(volume, f"{count_of(len(rows), 'record')} taken down.")


@takedown.command()
@RAWS
@OUT
@click.option("--dry-run", is_flag=True, help="Only say what would be purged.")
@click.option("--yes", is_flag=True, help="Do not ask; needed where nobody can be asked.")
@JSON
@click.pass_obj
def purge(volume: int, raw: tuple[Path, ...], out: Path, dry_run: bool, yes: bool, as_json: bool) -> None:
    """Purge what was taken down from old releases, from RAW and from the cache. This changes RAW, and is for good.

    Exit code 1 if something is left that only a person can purge.

    \b
    Example: qamill takedown purge --dry-run
    """
    from ..purge.purge import purge as act
    from ..takedown.beside import read_takedowns

    if not (dry_run or yes):
        _ask(raw, out)
    done = act(read_takedowns(raw), raw, out, dry_run=dry_run, waiting=waiting_for(volume, out))
    if as_json:
        print_json({**done._asdict(), "files": [each._asdict() for each in done.files], "dry_run": dry_run})
    else:
        for line in _purged(done, dry_run):
            print_line(line)
    for sentence in done.left:
        say(volume, f"Left: {sentence}")
    sys.exit(1 if done.left else 0)


def _purged(done: Purged, is_dry: bool) -> Iterator[str]:
    """Yield what was purged, or would be, line by line."""
    verb = "would be " if is_dry else ""
    for change in done.files:
        has = "would have " if is_dry and change.how == "records removed" else verb
        if change.how != "left":
            yield f"{change.path}: {has}{change.how}"
    for version, now in done.releases.items():
        yield f"{version}: {verb}written again" + (f" as {now}" if now else "")
    if done.is_cache_removed:
        yield f"The cache: {verb}removed"
    if not (done.files or done.releases):
        yield "Nothing to purge."


def _ask(raw: tuple[Path, ...], out: Path) -> None:
    """Ask whether a purge is meant. Raises UsageError where nobody can be asked."""
    places = ", ".join(map(str, raw))
    if not (sys.stdin and sys.stdin.isatty()):
        raise click.UsageError(f"A purge changes the pages in {places}, for good; say --yes if that is meant.")
    click.confirm(f"This changes pages in {places} and releases in {out}, for good. Purge?", abort=True, err=True)


@takedown.command()
@click.argument("version", default="latest", shell_complete=complete_version)
@RAW
@OUT
@JSON
@click.pass_obj
def prove(volume: int, version: str, raw: Path, out: Path, as_json: bool) -> None:
    """Look at every row of VERSION for what was taken down. Exit code 1 if something is left.

    \b
    Example: qamill takedown prove 2.0.0
    """
    from ..audit.takedowns import prove as look
    from ..takedown.beside import read_takedowns

    takedowns = read_takedowns([raw])
    proof = look(takedowns, out, version)
    if as_json:
        left = [{"table": each.table, "id": each.id, "rule": each.rule.number} for each in proof.left]
        print_json({"rules": len(takedowns.rules), "rows": dict(proof.rows), "left": left})
    else:
        for each in proof.left:
            print_line(f"{each.table} {each.id}: takedown {each.rule.number} ({each.rule.kind})")
        rows = count_of(proof.rows.total(), "row")
        rules = count_of(len(takedowns.rules), "takedown")
        say(volume, f"{rows} looked at for {rules}: {len(proof.left) or 'nothing'} left.")
    sys.exit(1 if proof.left else 0)
