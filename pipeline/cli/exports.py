"""`qamill export`: records in the shapes that other programs read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..text.counted import count_of
from .arguments import OUT_ANYWHERE, VERSION_OPTION, OneOf
from .group import JSON, main
from .output import print_json, print_line, say

if TYPE_CHECKING:
    from ..release.export.run import Exported

SHAPES = "jsonl chat prompt rag faqpage xlsx csv-excel csv.gz sqlite duckdb beir".split()
"""The shapes, as `release/export/shapes.py` has them; that module is imported when a command runs."""
_THERE = ("csv", "parquet")
_STDOUT = "-"


class _Shape(OneOf):
    """A shape. Raises BadParameter; for a format that each release has as a file, it says where that file is."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value in _THERE:
            self.fail(f"each release has it already: curated/VERSION/records.{value}", param, ctx)
        return super().convert(value, param, ctx)


@main.command()
@click.argument("shape", metavar="SHAPE", type=_Shape(SHAPES))
@VERSION_OPTION
@click.option("-o", "--output", metavar="FILE", help="The file; - prints lines.  [default: records-VERSION...]")
@click.option("--where", multiple=True, help="A condition on the columns, as in SQL; all of them must hold.")
@click.option("--current", is_flag=True, help="Records that a page may still give, alone.")
@click.option("--language", "languages", multiple=True, help="Records in this language; en for en-GB, too.")
@click.option("--source", "sources", multiple=True, help="Records from this host or domain.")
@click.option("--min-length", default=0, type=click.IntRange(min=0), help="Characters of the answer, at least.")
@click.option("--split", "shares", metavar="SHARES", help="Sides by domain, such as train=0.9,test=0.1.")
@click.option(
    "--not-in", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Leave out what this benchmark asks."
)
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@OUT_ANYWHERE
@JSON
@click.pass_obj
def export(
    volume: int, shape: str, version: str, output: str | None, where: tuple[str, ...], current: bool,
    languages: tuple[str, ...], sources: tuple[str, ...], min_length: int, shares: str | None, not_in: Path | None,
    force: bool, out: Path | str, as_json: bool,
) -> None:  # fmt: skip
    """Write the records of a release as SHAPE, with id, source and version in each.

    The shapes are jsonl, chat, prompt, rag, faqpage, xlsx, csv-excel, csv.gz, sqlite, duckdb and beir.

    \b
    Example: qamill export chat --current --split train=0.9,test=0.1
    """
    from ..release.export.run import export, lines
    from ..release.export.selection import Selection

    selection = Selection(where, current, languages, sources, min_length)
    if output == _STDOUT:
        if shares:
            raise click.UsageError("--split writes a file for each side; name one with -o.")
        for line in lines(shape, version, out, selection=selection, not_in=not_in):
            print_line(line)
        return
    done = export(
        shape, Path(output) if output else None, version, out,
        selection=selection, shares=shares, not_in=not_in, force=force,
    )  # fmt: skip
    if as_json:
        print_json(_as_json(done))
    for sentence in _sentences(done):
        say(volume, sentence)


def _as_json(done: Exported) -> dict[str, Any]:
    domain, share = done.dominating or (None, None)
    return {
        **done._asdict(),
        "files": [str(file) for file in done.files],
        "dominating": {"domain": domain, "share": share} if domain else None,
    }


def _sentences(done: Exported) -> Iterator[str]:
    names = ", ".join(str(file) for file in done.files)
    yield f"Wrote {count_of(done.records, 'record')} of release {done.version} to {names}."
    if done.in_benchmark:
        yield f"Left out {count_of(done.in_benchmark, 'record')} whose question the benchmark asks, or nearly."
    if done.sides:
        total = max(done.records, 1)
        yield (
            "Sides: " + ", ".join(f"{name} {count:,} ({count / total:.1%})" for name, count in done.sides.items()) + "."
        )
    for what, count in done.left_out.items():
        if count:
            yield f"Left out {count_of(count, 'record')}: {what} is on another side."
    if done.dominating:
        domain, share = done.dominating
        yield f"{domain} has {share:.0%} of the records and is on one side: the shares are far from those asked for."
