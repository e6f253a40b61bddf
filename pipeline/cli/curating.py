"""`qamill curate`: the pages in `raw/` become a release, and what came of them is said in sentences."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..schema.reasons import Reason
from ..schema.rows import SUPPORT_STATES
from ..text.counted import count_of
from .arguments import MODE, RECIPES, OneOf
from .group import JSON, main
from .output import print_json, say, waiting_for, words_stream

if TYPE_CHECKING:
    from ..curate import Outcome
    from ..parse.recipes import Recipe
    from ..schema.manifest import Manifest

_MENDABLE = (Reason.MISSING_LIBRARY, Reason.NO_SOURCE)
"""What whoever runs it can often put right."""
_RECIPES = Path("recipes")
_WHY = "The table rejected.parquet says why; `qamill help reasons` explains."
_NOTHING = (
    "Nothing was rejected: no question was found on them. What an archive holds that is no page is counted"
    " in the column boilerplate of documents.parquet."
)


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
    type=OneOf(["flag", "mask", "reject"]),
    help="What becomes of personal data.",
)
@click.option(
    "--obey", type=OneOf(["record", "flag", "exclude"]), default="record", show_default=True,
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
    from .progress import progress

    recipes = _recipes(folder)
    with progress(words_stream(), hidden=volume == 0 or as_json) as report:
        outcome = curate(
            raw or ("raw",), out, mode=mode, recipes=recipes, similarity=similarity, workers=workers, memory=memory,
            spark=spark, cache=not no_cache, dry_run=dry_run, progress=report, allow_loss=allow_loss,
            limits=Limits(page_seconds, page_megabytes), follow_links=follow_links, shard_rows=shard_rows,
            complete_snippets=complete_snippets, pii=pii, obey=obey, waiting=waiting_for(volume, out),
        )  # fmt: skip
    if as_json:
        print_json(_as_json(outcome))
    for line in (*sentences(outcome), *(_without_pairs(outcome) if volume > 1 else ())):
        say(volume, line)
    if outcome.is_new and not outcome.manifest.counts["records"]:
        sys.exit(1)


def _recipes(folder: str | None) -> tuple[Recipe, ...]:
    if not folder and not any(_RECIPES.glob("*.toml")):
        return ()
    from ..parse.recipes import load_all

    return load_all(Path(folder) if folder else _RECIPES)


def sentences(outcome: Outcome) -> Iterator[str]:
    """Yield the outcome of a run, in sentences."""
    yield from outcome.notes
    counts = outcome.manifest.counts
    if not outcome.is_new:
        yield f"Nothing changed: {outcome.folder} is up to date, {count_of(counts['records'], 'record')}."
        return
    if outcome.known:
        yield f"{count_of(outcome.known, 'file')} had been read by an earlier run."
    yield from _read(outcome.manifest)
    yield from _of_records(counts)
    yield from _of_pages(counts)
    yield _released(outcome)
    if not counts["records"]:
        yield f"No record came out of these pages. {_WHY if counts['rejected'] else _NOTHING}"


def _read(manifest: Manifest) -> Iterator[str]:
    counts = manifest.counts
    yield (
        f"Read {count_of(counts['documents'], 'page')}: {count_of(counts['candidates'], 'pair')} found,"
        f" {count_of(counts['records'], 'record')}, {counts['merged']:,} merged{_rejected(manifest)}."
    )
    if words := [word for word in _MENDABLE if word in manifest.rejected]:
        number = sum(manifest.rejected[word] for word in words)
        pages = " and ".join(f"`qamill help {word}`" for word in words)
        yield f"What to do about {number:,} of the rejected: {pages}."


def _rejected(manifest: Manifest) -> str:
    """What was rejected, and why: pairs (which are among those found), whole pages, and pieces that are neither."""
    counts = manifest.counts
    pairs, pages = counts["rejected_candidates"], counts["documents_rejected"]
    pieces = counts["rejected_before"] - pages
    said = [
        *([count_of(pairs, "pair")] if pairs else []),
        *([count_of(pages, "whole page")] if pages else []),
        *([f"{count_of(pieces, 'piece')} that gave no pair"] if pieces > 0 else []),
    ]
    return f"; rejected {', '.join(said)} ({_listed(manifest.rejected)})" if said else ", 0 rejected"


def _of_records(counts: Mapping[str, int]) -> Iterator[str]:
    if counts.get("superseded") or counts.get("gone"):
        past = f"{counts['superseded']:,} superseded and {counts['gone']:,} gone"
        verb = "is" if counts["current"] == 1 else "are"
        yield f"Of the records {counts['current']:,} {verb} current, {past} (`qamill help history`)."
    if states := {state: number for state in SUPPORT_STATES if (number := counts.get(f"support_{state}"))}:
        what = count_of(sum(states.values()), "answer")
        said = ", ".join(f"{state} {number:,}" for state, number in states.items())
        completed = f"; {number:,} completed from it" if (number := counts.get("completed")) else ""
        yield f"The cited page of {what} was read, too: {said}{completed} (`qamill help fetching`)."
    if reserved := counts.get("reserved"):
        verb = "is shown by a page that reserves its" if reserved == 1 else "are shown by pages that reserve their"
        yield f"{count_of(reserved, 'record')} {verb} use (`qamill help rights`)."
    if conflicts := counts.get("conflicts"):
        yield f"Answers to one question contradict each other in {count_of(conflicts, 'pair')}: qamill conflicts."


def _of_pages(counts: Mapping[str, int]) -> Iterator[str]:
    if gone := counts.get("documents_gone"):
        yield f"{count_of(gone, 'page')} {'was' if gone == 1 else 'were'} gone: the server answered 404 or 410."
    if nothing := counts.get("documents_without_pairs"):
        verb = "it has" if nothing == 1 else "they have"
        yield f"{count_of(nothing, 'page')} gave no pair; in the table documents {verb} pairs = 0."


def _released(outcome: Outcome) -> str:
    manifest = outcome.manifest
    verb = f"Released {outcome.folder}" if outcome.folder else f"Would release {manifest.version}"
    if manifest.previous is None:
        return f"{verb}, the first release."
    change = {word: number for word, number in manifest.change.items() if number}
    return f"{verb}; since {manifest.previous}: {_listed(change) or _besides(outcome)}."


def _besides(outcome: Outcome) -> str:
    """What changed where no record did, and why."""
    why = f" ({'; '.join(outcome.causes)})" if outcome.causes else ""
    return f"no record changed, but {' and '.join(outcome.differences)} did{why}"


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number:,} {word}" for word, number in counts.items())


def _without_pairs(outcome: Outcome) -> Iterator[str]:
    """Yield the pages that gave no pair, a line each, also where nothing changed since the release was made."""
    paths = outcome.without_pairs
    if not outcome.is_new and isinstance(outcome.folder, Path):
        from ..release.stats import pages_without_pairs

        paths = pages_without_pairs(outcome.folder)
    yield from (f"No pair in {path}" for path in paths)


def _as_json(outcome: Outcome) -> dict[str, object]:
    return {
        "version": outcome.manifest.version,
        "is_new": outcome.is_new,
        "folder": str(outcome.folder) if outcome.folder else None,
        "counts": outcome.manifest.counts,
        "rejected": outcome.manifest.rejected,
        "change": outcome.manifest.change,
        "differences": list(outcome.differences),
        "causes": list(outcome.causes),
        "known": outcome.known,
        "notes": list(outcome.notes),
    }
