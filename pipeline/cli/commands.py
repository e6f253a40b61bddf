"""The commands, one function each; what a command needs is imported when it runs."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from io import FileIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ..schema.manifest import Change
from ..schema.rows import LATER_VERSION, SOURCES_DISAGREE
from ..text.counted import count_of
from . import doctor, exports, fetching, help, look, lookups, reports, reviews, sites, takedowns
from .completion import complete_id, complete_version
from .group import (
    JSON,
    MODE,
    OUT,
    OUT_ANYWHERE,
    PAGE_FILE,
    PAGE_FILE_TYPE,
    RAW,
    RAWS,
    RECIPES,
    VERSION_OPTION,
    main,
    read_page_file,
    wants_json,
)
from .output import is_terminal, print_json, print_line, say, say_json, words_stream

if TYPE_CHECKING:
    from datetime import datetime

    from ..ingest.named import Named
    from ..parse.recipes import Recipe
    from ..run.page import PageResult

__all__ = [
    "doctor",
    "exports",
    "fetching",
    "help",
    "look",
    "lookups",
    "main",
    "reports",
    "reviews",
    "sites",
    "takedowns",
]
_RECIPES = Path("recipes")
KINDS_OF_CHANGES = Change._fields
RELATIONS = (SOURCES_DISAGREE, LATER_VERSION)


@main.command()
@click.argument("raw", nargs=-1)
@click.option("--out", default="curated", show_default=True, help="The releases: a folder, or s3://bucket/folder.")
@MODE
@click.option("--recipes", "folder", type=RECIPES, help="The recipes.  [default: recipes, if there]")
@click.option(
    "--similarity",
    default=0.8,
    show_default=True,
    type=click.FloatRange(0, 1, min_open=True),
    help="How much of two pairs must be the same for them to be one.",
)
@click.option("--shard-rows", default=5_000_000, show_default=True, help="Rows of a table beyond which it is in parts.")
@click.option("--complete-snippets", is_flag=True, help="Release cut answers as what the pages that they cite show.")
@click.option(
    "--pii",
    default="flag",
    show_default=True,
    type=click.Choice(["flag", "mask", "reject"]),
    help="What becomes of personal data.",
)
@click.option(
    "--obey", type=click.Choice(["record", "flag", "exclude"]), default="record", show_default=True,
    help="What to do about pages that reserve their use.",
)  # fmt: skip
@click.option("--workers", type=click.IntRange(min=1), help="Processes.  [default: one per core]")
@click.option("--memory", type=click.IntRange(min=300), help="Megabytes that the run may take, about.")
@click.option("--spark", metavar="MASTER", help="Work on a Spark cluster instead: local[2], spark://HOST:7077 ...")
@click.option("--no-cache", is_flag=True, help="Read every page again, and keep nothing for the next run.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")
@click.option("--follow-links", is_flag=True, help="Read what links in RAW lead to outside of it, too.")
@click.option("--allow-loss", is_flag=True, help="Release although much of the release before would be lost.")
@click.option("--page-seconds", default=10.0, show_default=True, help="Processor time that one page may take.")
@click.option("--page-megabytes", default=1000, show_default=True, help="Memory that one page may take.")
@JSON
@click.pass_obj
def curate(
    volume: int, raw: tuple[str, ...], out: str, mode: str, folder: str | None, similarity: float,
    workers: int | None, memory: int | None, spark: str | None, no_cache: bool, dry_run: bool, allow_loss: bool,
    page_seconds: float, page_megabytes: int, follow_links: bool, shard_rows: int, complete_snippets: bool,
    pii: str, obey: str, as_json: bool,
) -> None:  # fmt: skip
    """Read the pages below RAW (default: raw; folders, files, or s3://bucket/folder) and release what they hold.

    \b
    Example: qamill curate raw --dry-run
    """
    from .. import curate
    from ..engine.limits import Limits
    from . import show
    from .progress import progress

    recipes: tuple[Recipe, ...] = ()
    if folder or any(_RECIPES.glob("*.toml")):
        from ..parse.recipes import load_all

        recipes = load_all(Path(folder) if folder else _RECIPES)
    with progress(words_stream(), hidden=volume == 0 or as_json) as report:
        outcome = curate(
            raw or ("raw",), out, mode=mode, recipes=recipes, similarity=similarity, workers=workers, memory=memory,
            spark=spark, cache=not no_cache, dry_run=dry_run, progress=report, allow_loss=allow_loss,
            limits=Limits(page_seconds, page_megabytes), follow_links=follow_links, shard_rows=shard_rows,
            complete_snippets=complete_snippets, pii=pii, obey=obey,
            waiting=lambda: say(volume, f"Another run is publishing to {out}; waiting for it to finish."),
        )  # fmt: skip
    if as_json:
        print_json(show.outcome_json(outcome))
    for line in (*show.outcome(outcome), *(show.without_pairs(outcome) if volume > 1 else ())):
        say(volume, line)
    if outcome.is_new and not outcome.manifest.counts["records"]:
        sys.exit(1)


@main.command()
@PAGE_FILE
@click.option("--url", help="The address the page was read at.")
@click.option("--charset", help="The page's encoding, if the page does not say it.")
@click.option("--format", "format", help="Read it as this format only.")
@MODE
@click.option("--recipe", "recipe_path", type=RECIPES, help="Try this recipe on it.")
@click.pass_obj
def parse(
    volume: int, file: Any, url: str | None, charset: str | None, format: str | None, mode: str,
    recipe_path: str | None,
) -> None:  # fmt: skip
    """Print the pairs of one page (a file, or - for standard input), or of those in a file.

    On a terminal as cards, elsewhere and with --json as JSON lines. What was rejected goes to standard error; with -v
    boilerplate as well.

    \b
    Example: pbpaste | qamill parse -
    """
    from ..parse import recipes
    from ..run.contents import is_packed, results_of
    from ..run.guarded import parse_guarded
    from ..schema import HTML

    recipe_file = Path(recipe_path) if recipe_path else None
    tried = [recipes.load(recipe_file)] if recipe_file else []
    content = read_page_file(file)
    if not tried and is_packed(_name_of(file) or ""):
        options = {"format": format, "mode": mode}
        _print_results(volume, list(results_of(_name_of(file) or "", content, url, charset, **options)))
        return
    media_type = HTML if tried else _stated_type(_name_of(file), content)
    result = parse_guarded(
        content, url=url, charset=charset, media_type=media_type, format=format, mode=mode, recipes=tried
    )
    if recipe_file and result.page and not recipes.recipes_for(result.page, tried):
        raise recipes.RecipeElsewhere(recipe_file, tried[0], result.page.address)
    _print_results(volume, [result], is_end=False)
    locators = [sighting.locator for sighting in result.sightings] + [r.locator for r in result.rejected]
    if recipe_file and not any(locator.startswith("recipe=") for locator in locators):
        say(volume, f"{recipe_file} found no block {tried[0].block!r} on the page.")
    if result.page is None and result.rejected:
        sys.exit(1)


def _print_results(volume: int, results: list[PageResult], is_end: bool = True) -> None:
    """Print the pairs of some pages, and what was rejected; end with 1 if none could be read."""
    from . import show

    if is_terminal() and not wants_json():
        _show_results(volume, results)
    else:
        for result in results:
            for pair in show.pairs_json(result):
                print_json(pair, indent=None)
            for rejected in show.rejected_json(result, boilerplate=volume > 1) if volume else ():
                say_json(rejected)
    if not any(result.pairs or result.rejected for result in results):
        say(volume, f"No question with an answer was found on {'this page' if len(results) == 1 else 'these pages'}.")
    if is_end and not any(result.page for result in results):
        sys.exit(1)


def _show_results(volume: int, results: list[PageResult]) -> None:
    """Show the pairs of some pages to a person, and what was rejected."""
    from . import show

    number = show.print_pairs(results)
    for result in results:
        for line in show.rejected_words(result):
            say(volume, line)
        for boilerplate in show.boilerplate_json(result) if volume > 1 else ():
            say(volume, f"Boilerplate, {boilerplate['boilerplate']}: {' '.join(boilerplate['text'].split())}")
    if number:
        say(volume, f"{count_of(number, 'pair')}. --json prints them for programs.")


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--url", help="The address the page was read at.")
@click.option("--name", help="What to call it in raw/.  [default: the file's name]")
@click.option("--charset", help="The page's encoding, if the page does not say it.")
@click.option("--retrieved-at", "when", help="When it was read, like 2026-01-31T12:00:00Z.")
@click.option("--note", help="Anything worth keeping, for instance who may use it.")
@click.option("--contact", help="For an address: the mail address or page by which its site can reach you.")
@click.option("--allow-private", is_flag=True, help="For an address: reach this machine and private networks, too.")
@RAW
@JSON
@click.pass_context
def add(
    ctx: click.Context, files: tuple[str, ...], url: str | None, name: str | None, charset: str | None,
    when: str | None, note: str | None, contact: str | None, allow_private: bool, raw: Path, as_json: bool,
) -> None:  # fmt: skip
    """Put pages (files, folders, patterns, or - for standard input) into raw/ with what is known about them.

    An address is fetched, as `qamill fetch` does.

    \b
    Example: pbpaste | qamill add - --url https://example.org/page
    """
    from ..ingest.add import BadPage
    from ..ingest.index import parse_time
    from ..ingest.named import named_files

    if any(map(_is_of_the_web, files)):
        said_of_files = {"--url": url, "--name": name, "--charset": charset, "--retrieved-at": when, "--note": note}
        _check_addresses(files, said_of_files)
        ctx.invoke(fetching.fetch, urls=files, raw=raw, contact=contact, allow_private=allow_private, as_json=as_json)
        return
    retrieved_at = parse_time(when) if when else None
    if when and retrieved_at is None:
        raise click.BadParameter(f"{when!r} is no time like 2026-01-31T12:00:00Z", param_hint="--retrieved-at")
    named = list(named_files(files, raw))
    if not named:
        raise BadPage(f"There is no page in {', '.join(files)} that could be added.")
    said = {"charset": charset, "retrieved_at": retrieved_at, "note": note, "raw": raw}
    if len(named) == 1 and not named[0].below and not named[0].why_not:
        one = _added(ctx, named[0], {**said, "url": url}, name)
        if as_json:
            print_json([one._asdict()])
        say(ctx.obj, f"{one.sentence()}. Next: qamill curate")
        return
    for option, value in (("--url", url), ("--name", name)):
        if value is not None:
            why = "is for one page; add them one by one, or write them into raw/index.csv"
            raise click.BadParameter(why, param_hint=option)
    tried = [_added_or_not(ctx, each, said) for each in named]
    if as_json:
        print_json([each._asdict() for each in tried])
    added = [each.pairs for each in tried if not each.why_not]
    of_all = f" of {len(named):,}" if len(added) < len(named) else ""
    total = f"{count_of(len(added), 'file')}{of_all}, {count_of(sum(added), 'question/answer pair')}"
    say(ctx.obj, f"{total}. Next: qamill curate")
    if len(added) < len(named):
        sys.exit(1)


def _is_of_the_web(file: str) -> bool:
    return file.lower().startswith(("http://", "https://"))


def _check_addresses(files: Sequence[str], said: Mapping[str, str | None]) -> None:
    """Raises UsageError where files are among addresses, BadParameter for what is said of files alone."""
    if not all(map(_is_of_the_web, files)):
        raise click.UsageError("Add files or addresses, not both at once.")
    for option, value in said.items():
        if value is not None:
            raise click.BadParameter("is for files; a page that is fetched says it itself", param_hint=option)


class _Added(NamedTuple):
    """What became of a file that was to be added."""

    file: str
    path: str | None = None
    """Where it lies below raw/; None where it was not added."""
    is_new: bool = False
    pages: int = 0
    pairs: int = 0
    rejected: int = 0
    """How many pages of an archive, or pieces of a page, were rejected."""
    is_container: bool = False
    why_not: str | None = None

    def sentence(self) -> str:
        """Return what was added, in words."""
        verb = "Added" if self.is_new else "Already there:"
        line = f"{verb} {self.path}, {count_of(self.pairs, 'question/answer pair')}"
        if self.is_container:
            line += f" in {count_of(self.pages, 'page')}"
            line += f", {self.rejected} rejected" * bool(self.rejected)
        return line


def _added_or_not(ctx: click.Context, named: Named, said: dict[str, Any]) -> _Added:
    """Put one of several pages into raw/, say what it gave or why not, and return that."""
    from ..ingest.add import BadPage

    try:
        if named.why_not:
            raise BadPage(f"{named.location} cannot be read: {named.why_not}.")
        added = _added(ctx, named, said, None)
    except (BadPage, click.BadParameter) as error:
        why_not = error.format_message() if isinstance(error, click.BadParameter) else str(error)
        say(ctx.obj, f"Not added: {why_not}")
        return _Added(named.location, why_not=why_not)
    say(ctx.obj, f"{added.sentence()}.")
    return added


def _added(ctx: click.Context, named: Named, said: dict[str, Any], name: str | None) -> _Added:
    """Put one page into raw/ and return what it gave. Raises BadPage."""
    from ..ingest.add import BadPage, add
    from ..run.contents import contents_of

    file = PAGE_FILE_TYPE.convert(named.location, None, ctx)
    content, own_name = read_page_file(file), name or _name_of(file)
    if isinstance(file, FileIO):
        file.close()  # there may be more of them than can be open at once
    held = contents_of(own_name, content, said.get("url"), said["charset"])
    if not held.pages:
        why = held.rejected[0].reason if held.rejected else "it holds no page"
        raise BadPage(f"{own_name or 'This'} is no page that qamill could read: {why}.")
    added = add(content, own_name, below=named.below, **said)
    return _Added(
        named.location, str(added.path), added.is_new, held.pages, held.pairs, len(held.rejected), held.is_container
    )


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
    from . import show

    manifests = manifests_of(out)
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
        show.table(show.VERSIONS_HEAD, show.version_rows(manifests, latest(out), withdrawn))
    if not manifests:
        say(1, f"qamill: Nothing is released in {location(out)} yet: run qamill curate.")


@main.command()
@click.argument("version", shell_complete=complete_version)
@click.option("--reason", required=True, help="Why; the changelog says it.")
@click.option("--date", "on", type=click.DateTime(["%Y-%m-%d"]), help="The day, like 2026-01-31.  [default: today]")
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

    pruned = prune(keep, out, dry_run=dry_run)
    if as_json:
        print_json({**pruned._asdict(), "dry_run": dry_run})
    for version, why in pruned.left.items():
        say(volume, f"{out}/{version} stays: {why}.")
    if pruned.removed:
        verb = "Would remove" if dry_run else "Removed"
        say(volume, f"{verb} {', '.join(pruned.removed)}: who pins one of them gets an error.")
    else:
        say(volume, "Nothing to remove.")


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
    from . import show
    from .progress import progress

    with progress(words_stream(), hidden=volume == 0 or as_json) as report:
        pulled = pull(
            address, version, out, progress=report,
            waiting=lambda: say(volume, f"Another run is publishing to {out}; waiting for it to finish."),
        )  # fmt: skip
    problems = verify(pulled.version, out, None, quick=True).problems
    if as_json:
        found = {**pulled._asdict(), "folder": str(pulled.folder), "problems": [p._asdict() for p in problems]}
        print_json(found)
    else:
        for problem in problems:
            print_line(f"{problem.file}: {problem.what}")
    say(volume, show.pulled(pulled))
    if problems:
        say(volume, f"{pulled.folder} is not as it was released: {count_of(len(problems), 'problem')}.")
        sys.exit(1)


@main.command()
@click.argument("before", shell_complete=complete_version)
@click.argument("after", default="latest", shell_complete=complete_version)
@click.option("--only", multiple=True, type=click.Choice(KINDS_OF_CHANGES), help="Changes of this kind alone.")
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
    kinds = only or KINDS_OF_CHANGES
    changes = only_kinds(compared(*releases), kinds)
    counts = {kind: number for kind, number in count_changes(changes)._asdict().items() if kind in kinds}
    shown = changes if as_json else show.first_of_each(changes, markdown)
    records = changed_records(shown, *releases)
    if as_json:
        for record in records:
            print_json(show.as_json(record), indent=None)
    else:
        printing = show.print_markdown if markdown else show.print_records
        printing(title, records, counts)
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
    volume: int,
    version: str,
    out: Path | str,
    raw: tuple[Path, ...],
    no_raw: bool,
    quick: bool,
    workers: int | None,
    as_json: bool,
) -> None:
    """Check that a release is whole and that its evidence holds. Exit code 1 if it does not, or if pages are missing.

    \b
    Example: qamill verify 1.0.0
    """
    from ..audit.verify import verify
    from ..release.location import location
    from ..text.counted import count_of
    from . import show
    from .progress import progress

    pages = None if no_raw else _checked(raw)
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
    if verdict.problems:
        found = count_of(len(verdict.problems), "problem")
        say(volume, f"{where} is not as it was released: {found}, see above.")
        sys.exit(1)
    say(volume, f"{where} is whole{' by its files' * quick}; {show.evidence(verdict, no_raw, quick)}.")
    if verdict.missing:
        sys.exit(1)


@main.command()
@click.argument("id", shell_complete=complete_id)
@VERSION_OPTION
@OUT
@RAWS
@JSON
def explain(id: str, version: str, out: Path, raw: tuple[Path, ...], as_json: bool) -> None:
    """Show a record, the raw lines it was read from, and what was merged into it.

    \b
    Example: qamill explain 19b8b7e92d4fa4d9
    """
    from ..audit.explain import explain
    from . import show

    explanation = explain(id, version, out, _checked(raw))
    if as_json:
        print_json(show.explanation_json(explanation))
    else:
        show.explanation(explanation)


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
@click.option("--only", type=click.Choice(RELATIONS), help="Conflicts of this relation alone.")
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


@main.command()
@click.argument("version", default="latest", shell_complete=complete_version)
@OUT_ANYWHERE
@JSON
def stats(version: str, out: Path | str, as_json: bool) -> None:
    """Count what a release holds.

    \b
    Example: qamill stats 1.0.0
    """
    from ..release.stats import measure, stats
    from ..schema.counts import named_counts
    from . import show

    manifest, counted = stats(version, out)
    measured = measure(version, out)
    if as_json:
        counts = {"counts": named_counts(manifest), "rejected": manifest.rejected}
        print_json({"version": manifest.version, **counts, **counted, **measured})
    else:
        show.stats(manifest, counted, measured)


def _checked(raw: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return the raw folders. Raises NoRawFolder for one that was named and is not there."""
    from click.core import ParameterSource

    from ..ingest.errors import NoRawFolder

    is_named = click.get_current_context().get_parameter_source("raw") is not ParameterSource.DEFAULT
    for folder in raw if is_named else ():
        if not folder.exists():
            raise NoRawFolder(folder)
    return raw


def _stated_type(name: str | None, content: bytes) -> str | None:
    """Return the media type of a page by its name and bytes; None where neither tells."""
    from ..ingest.documents import type_of
    from ..schema import CONTAINERS

    stated = type_of(name or "", content)
    return None if stated in CONTAINERS else stated


def _name_of(file: Any) -> str | None:
    """Return the name of an open file; None for standard input and pipes, which have none of their own."""
    is_file = isinstance(file, FileIO) and os.path.isfile(file.name)
    return os.path.basename(file.name) if is_file else None
