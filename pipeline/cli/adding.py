"""`qamill add`: pages are put into `raw/`, with what is known about them."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from io import FileIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ..text.counted import count_of
from . import fetching
from .arguments import PAGE_FILE_TYPE, RAW, name_of, read_page_file
from .group import JSON, main
from .output import print_json, say

if TYPE_CHECKING:
    from datetime import datetime

    from ..ingest.named import Named
    from ..schema import Rejected


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
    from ..ingest.named import named_files

    if any(map(_is_of_the_web, files)):
        if not all(map(_is_of_the_web, files)):
            raise click.UsageError("Add files or addresses, not both at once.")
        said_of_files = {"--url": url, "--name": name, "--charset": charset, "--retrieved-at": when, "--note": note}
        _refuse("is for files; a page that is fetched says it itself", said_of_files)
        ctx.invoke(fetching.fetch, urls=files, raw=raw, contact=contact, allow_private=allow_private, as_json=as_json)
        return
    named = list(named_files(files, raw))
    if not named:
        raise BadPage(f"There is no page in {', '.join(files)} that could be added.")
    said = {"charset": charset, "retrieved_at": _time(when), "note": note, "raw": raw}
    if len(named) == 1 and not named[0].below and not named[0].why_not:
        tried = [_added(ctx, named[0], {**said, "url": url}, name)]
        total = tried[0].sentence()
    else:
        _refuse(
            "is for one page; add them one by one, or write them into raw/index.csv", {"--url": url, "--name": name}
        )
        tried = [_added_or_not(ctx, each, said) for each in named]
        total = _total(tried)
    if as_json:
        print_json([each._asdict() for each in tried])
    say(ctx.obj, f"{total}.{' Next: qamill curate' if any(each.path for each in tried) else ''}")
    if any(each.why_not for each in tried):
        sys.exit(1)


def _time(when: str | None) -> datetime | None:
    from ..ingest.times import parse_time

    time = parse_time(when) if when else None
    if when and time is None:
        raise click.BadParameter(f"{when!r} is no time like 2026-01-31T12:00:00Z", param_hint="--retrieved-at")
    return time


def _is_of_the_web(file: str) -> bool:
    return file.lower().startswith(("http://", "https://"))


def _refuse(why: str, options: Mapping[str, str | None]) -> None:
    """Raise BadParameter for the first option that was given."""
    for option, value in options.items():
        if value is not None:
            raise click.BadParameter(why, param_hint=option)


class _Added(NamedTuple):
    """What became of a file that was to be added."""

    file: str
    path: str | None = None
    """Where it lies below raw/; None where it was not added."""
    is_new: bool = False
    noted: tuple[str, ...] = ()
    """The columns of index.csv that now say more of a file that was there."""
    pages: int = 0
    pairs: int = 0
    rejected: int = 0
    """How many pages of an archive, or pieces of a page, were rejected."""
    no_source: int = 0
    """How many pairs were rejected because the page's own address is not known."""
    is_container: bool = False
    why_not: str | None = None

    def sentence(self) -> str:
        """Return what was added, in words."""
        verb = "Added" if self.is_new else "Already there:"
        line = f"{verb} {self.path}, {count_of(self.pairs, 'question/answer pair')}"
        if self.is_container:
            line += f" in {count_of(self.pages, 'page')}"
            line += f", {self.rejected} rejected" * bool(self.rejected)
        elif self.no_source:
            more = "more " * bool(self.pairs)
            verb = "has" if self.no_source == 1 else "have"
            line += f"; {self.no_source:,} {more}{verb} no source (add it again with --url https://...)"
        if self.noted:
            line += f"; noted in index.csv: {', '.join(self.noted)}"
        return line


def _total(tried: Sequence[_Added]) -> str:
    added = [each.pairs for each in tried if not each.why_not]
    of_all = f" of {len(tried):,}" if len(added) < len(tried) else ""
    return f"{count_of(len(added), 'file')}{of_all}, {count_of(sum(added), 'question/answer pair')}"


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
    from ..ingest.documents import type_of
    from ..run.contents import contents_of

    file = PAGE_FILE_TYPE.convert(named.location, None, ctx)
    content, own_name = read_page_file(file), name or name_of(file)
    if isinstance(file, FileIO):
        file.close()  # there may be more of them than can be open at once
    if named.is_found and type_of(own_name or "", content) is None:
        raise BadPage(f"{own_name} is no page by its name. To add it as text, name it alone.")
    held = contents_of(own_name, content, said.get("url"), said["charset"])
    if not held.pages:
        why = held.rejected[0].reason if held.rejected else "it holds no page"
        raise BadPage(f"{own_name or 'This'} is no page that qamill could read: {why}.")
    added = add(content, own_name, below=named.below, **said)
    if added.url and not said.get("url"):  # as it was said before
        held = contents_of(own_name, content, added.url, said["charset"])
    return _Added(
        named.location, str(added.path), added.is_new, () if added.is_new else added.noted, held.pages, held.pairs,
        len(held.rejected if held.is_container else held.pieces), sum(map(_lacks_address, held.pieces)),
        held.is_container,
    )  # fmt: skip


def _lacks_address(rejected: Rejected) -> bool:
    """Whether a pair was rejected because its page has no address; pasted text has its sources in itself."""
    from ..schema import Reason, Stage

    return (rejected.reason, rejected.stage) == (Reason.NO_SOURCE, Stage.VALIDATE)
