"""Releases are listed, compared, checked, brought, withdrawn and removed."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..schema.manifest import Change
from ..text.counted import count_of
from .arguments import DATE, OUT, OUT_ANYWHERE, RAWS, OneOf, checked_out, checked_raws
from .completion import complete_version
from .group import JSON, main
from .output import print_json, print_line, say, waiting_for, words_stream

if TYPE_CHECKING:
    from datetime import datetime

    from ..audit.verify import Verdict
    from ..emit.pull import Pulled
    from ..release.withdrawn import Withdrawal
    from ..schema.manifest import Manifest

_KINDS_OF_CHANGES = Change._fields
_VERSIONS_HEAD = ("version", "records", *_KINDS_OF_CHANGES, "documents", "content", "")
_CONTENT_DIGITS = 12  # of a content hash on the screen, chosen; 8 are enough to pin a release


@main.command()
@OUT_ANYWHERE
@JSON
def versions(out: Path | str, as_json: bool) -> None:
    """List the releases, oldest first.

    \b
    Example: qamill versions --json
    """
    from ..release.location import location
    from ..release.versions import latest
    from ..release.versions import manifests as manifests_of
    from ..release.withdrawn import read_withdrawn
    from ..schema.counts import named_counts
    from .tables import print_table

    manifests = manifests_of(checked_out(out))
    withdrawn = read_withdrawn(location(out))
    if as_json:
        print_json([
            {
                "version": m.version, "previous": m.previous, "content": m.content_hash, "counts": named_counts(m),
                "withdrawn": withdrawn[m.version]._asdict() if m.version in withdrawn else None,
            }
            for m in manifests
        ])  # fmt: skip
    else:
        print_table(_VERSIONS_HEAD, _version_rows(manifests, latest(out), withdrawn))
    if not manifests:
        say(1, f"qamill: Nothing is released in {location(out)} yet: run qamill curate.")


def _version_rows(
    manifests: Sequence[Manifest], latest: str | None, withdrawn: Mapping[str, Withdrawal]
) -> Iterator[Sequence[object]]:
    for manifest in manifests:
        mark = f"withdrawn: {withdrawn[manifest.version].reason}" if manifest.version in withdrawn else ""
        change = [number if manifest.previous else "" for number in manifest.changes]
        yield (
            manifest.version,
            manifest.counts["records"],
            *change,
            manifest.counts["documents"],
            manifest.content_hash[:_CONTENT_DIGITS],
            "latest" if manifest.version == latest else mark,
        )


@main.command()
@click.argument("before", shell_complete=complete_version)
@click.argument("after", default="latest", shell_complete=complete_version)
@click.option("--only", multiple=True, type=OneOf(_KINDS_OF_CHANGES), help="Changes of this kind alone.")
@click.option("--markdown", is_flag=True, help="Print Markdown, for a pull request.")
@OUT_ANYWHERE
@JSON
@click.pass_obj
def diff(
    volume: int, before: str, after: str, only: tuple[str, ...], markdown: bool, out: Path | str, as_json: bool
) -> None:
    """Show which records differ between two releases, and in which words. Exit code 1 if any of the kinds shown does.

    \b
    Example: qamill diff 1.0.0 1.1.0 --only reworded
    """
    from ..release.changes import count_changes, only_kinds
    from ..release.diff import changed_records, compared
    from ..release.versions import open_release
    from . import changes as show

    if as_json and markdown:
        raise click.UsageError("Only one of --json and --markdown can be given.")
    releases = [open_release(out, version) for version in (before, after)]
    title = " to ".join(release.version for release in releases)
    kinds = only or _KINDS_OF_CHANGES
    changes = only_kinds(compared(*releases), kinds)
    counts = {kind: number for kind, number in count_changes(changes)._asdict().items() if kind in kinds}
    shown = changes if as_json else show.first_of_each(changes, markdown)
    records = changed_records(shown, *releases)
    if as_json:
        for record in records:
            print_json(show.as_json(record), indent=None)
    elif markdown:
        show.print_markdown(title, records, counts)
    else:
        show.print_records(records, counts)
    say(volume, f"{title}: " + ", ".join(f"{n:,} {word}" for word, n in counts.items()))
    sys.exit(1 if changes.num_rows else 0)


@main.command()
@click.argument("version", default="latest", shell_complete=complete_version)
@OUT_ANYWHERE
@RAWS
@click.option("--no-raw", is_flag=True, help="Check the tables of the release alone, without the pages.")
@click.option("--quick", is_flag=True, help="Check the files alone: checksums, sizes and numbers of rows.")
@click.option("--workers", type=click.IntRange(min=1), help="Processes for a large release.  [default: one per core]")
@JSON
@click.pass_obj
def verify(
    volume: int, version: str, out: Path | str, raw: tuple[Path, ...], no_raw: bool, quick: bool, workers: int | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Check that a release is whole and that its evidence holds. Exit code 1 if it does not, or if pages are missing.

    \b
    Example: qamill verify 1.0.0
    """
    from ..audit.verify import verify
    from ..release.location import location
    from .progress import progress

    pages = None if no_raw else checked_raws(raw)
    with progress(words_stream(), hidden=volume == 0 or as_json) as report:
        verdict = verify(version, out, pages, quick=quick, workers=workers, progress=report)
    if as_json:
        print_json({**verdict._asdict(), "problems": [p._asdict() for p in verdict.problems]})
    else:
        for problem in verdict.problems:
            print_line(f"{problem.file}: {problem.what}")
    where = location(out) / verdict.version
    for note in verdict.notes:
        say(volume, f"Note: {note}.")
    for page in verdict.missing if volume > 1 else ():
        say(volume, f"Not as it was read: {page}")
    if verdict.problems:
        found = count_of(len(verdict.problems), "problem")
        say(volume, f"{where} is not as it was released: {found}, see above.")
        sys.exit(1)
    say(volume, f"{where} is whole{' by its files' * quick}; {_evidence(verdict, no_raw, quick)}.")
    if verdict.missing:
        if not any(folder.exists() for folder in raw):
            gone = " or ".join(map(str, raw))
            say(volume, f"There is no {gone}. Name the folder of the pages with --raw, or leave them out: --no-raw.")
        sys.exit(1)


def _evidence(verdict: Verdict, no_raw: bool, quick: bool) -> str:
    """Return how much of a release's evidence was read again, in words."""
    if quick:
        return "no table and no page was read"
    if no_raw:
        return "no page was looked at"
    if verdict.missing:
        return f"but only {verdict.locators:,} of {verdict.sightings:,} locators could be read again"
    whose = "its pair" if verdict.locators == 1 else "their pairs"
    return f"{count_of(verdict.locators, 'locator')} gave {whose} again" if verdict.sightings else "it has no pairs"


@main.command()
@click.argument("address")
@click.argument("version", default="latest")
@OUT
@JSON
@click.pass_obj
def pull(volume: int, address: str, version: str, out: Path, as_json: bool) -> None:
    """Bring a release from ADDRESS (a folder of releases, s3://... or https://...) and check it.

    \b
    Example: qamill pull https://example.org/curated 1.1.0
    """
    from ..audit.verify import verify
    from ..emit.pull import pull
    from .progress import progress

    with progress(words_stream(), hidden=volume == 0 or as_json) as report:
        pulled = pull(address, version, out, progress=report, waiting=waiting_for(volume, out))
    problems = verify(pulled.version, out, None, quick=True).problems
    if as_json:
        print_json({**pulled._asdict(), "folder": str(pulled.folder), "problems": [p._asdict() for p in problems]})
    else:
        for problem in problems:
            print_line(f"{problem.file}: {problem.what}")
    say(volume, _brought(pulled))
    for before, now in pulled.purged.items():
        say(volume, f"{before} holds what was taken down there since. Next: qamill pull {address} {now}")
    if problems:
        say(volume, f"{pulled.folder} is not as it was released: {count_of(len(problems), 'problem')}.")
        sys.exit(1)


def _brought(pulled: Pulled) -> str:
    if pulled.was_there:
        return f"{pulled.folder} is there already, and nothing was brought."
    files = f"{count_of(len(pulled.fetched), 'file')} of {pulled.bytes / 1e6:,.1f} MB"
    here = f", {len(pulled.copied)} more from releases that are here" if pulled.copied else ""
    return f"Brought {pulled.folder}: {files}{here}."


@main.command()
@click.argument("version", shell_complete=complete_version)
@click.option("--reason", required=True, help="Why; the changelog says it.")
@DATE
@OUT
@JSON
@click.pass_obj
def withdraw(volume: int, version: str, reason: str, on: datetime | None, out: Path, as_json: bool) -> None:
    """Mark a bad release as withdrawn; LATEST then names the newest one that is not.

    \b
    Example: qamill withdraw 1.1.0 --reason "The prices are wrong"
    """
    from ..emit.withdraw import version_of, withdraw
    from ..release.withdrawn import read_withdrawn

    version = version_of(version, out)
    named = withdraw(version, reason, out, on=on.date() if on else None)
    if as_json:
        print_json({"version": version, **read_withdrawn(out)[version]._asdict(), "latest": named})
    say(volume, f"Withdrew {version}. LATEST names {named}.")


@main.command()
@click.option("--keep", type=click.IntRange(min=1), required=True, help="How many of the newest releases stay.")
@click.option("--dry-run", is_flag=True, help="Say what would be removed, and remove nothing.")
@OUT
@JSON
@click.pass_obj
def prune(volume: int, keep: int, dry_run: bool, out: Path, as_json: bool) -> None:
    """Remove old releases, never the one that LATEST names.

    \b
    Example: qamill prune --keep 10 --dry-run
    """
    from ..emit.prune import prune

    pruned = prune(keep, checked_out(out), dry_run=dry_run)
    if as_json:
        print_json({**pruned._asdict(), "dry_run": dry_run})
    for version, why in pruned.left.items():
        say(volume, f"{out}/{version} stays: {why}.")
    if pruned.removed:
        verb = "Would remove" if dry_run else "Removed"
        say(volume, f"{verb} {', '.join(pruned.removed)}: who pins one of them gets an error.")
    else:
        say(volume, "Nothing to remove.")
