"""What was taken down goes from all releases that are there, from `raw/` and from the cache."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from ..emit.publish import announce, publish_instead, publisher
from ..engine import own_folder
from ..errors import QamillError
from ..fetch.fetched import FetchRuns
from ..ingest.folder import FETCHED
from ..ingest.index import INDEX, PageAbout, index_without
from ..ingest.names import unshown
from ..release.versions import Release, releases
from ..release.withdrawn import WITHDRAWN, Withdrawal, read_withdrawn, to_json
from ..review.file import reviews_beside
from ..run.session import CACHE
from ..storage import flush, local_folder
from ..storage.kept import alone
from ..takedown.beside import Takedowns
from ..takedown.remembered import RememberingScreen
from ..takedown.screen import Screen
from .files import all_files, clear_temporary, replace_whole
from .held import find_held
from .journal import Journal, Moved, is_unfinished
from .pages import Pages
from .raw import Change, Purger
from .releases import Touched, is_readable, touched, words_of, write_purged
from .sweep import Sought
from .tables import without_rows

_NOT_SAID = "(taken down)"
"""The reason of a withdrawal in the place of one that repeats what was taken down."""
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_NAMED = "its name says what was taken down; rename it, also in index.csv, and remove releases that name it so"
_OLD = "it was made with columns of before, and cannot be written again; remove it with qamill prune, or its folder"


class Purged(NamedTuple):
    """What was purged, or would be."""

    files: list[Change]
    """The files of `raw/` and beside it."""
    releases: dict[str, str]
    """The versions that were written again, each with what it is called now; in a dry run with an empty name."""
    is_cache_removed: bool
    left: list[str]
    """What only a person can do, in sentences."""


class Unpurged(QamillError):
    """Nothing was purged, because nothing was taken down."""

    def __init__(self) -> None:
        super().__init__("Nothing was taken down, so there is nothing to purge. See `qamill help takedowns`.")


class Interrupted(QamillError):
    """The disk refused, and some of it is purged already."""

    exit_code = 1

    def __init__(self, out: Path, error: OSError) -> None:
        name = error.filename2 or error.filename
        about = os.fsdecode(name) if isinstance(name, str | bytes) else out
        super().__init__(
            f"Could not write to {about}: {error.strerror or error}. What is purged until then stays so, and each file"
            " and each release is whole. Make room or give the right to write, then run the purge again: it goes on."
        )


def purge(
    takedowns: Takedowns,
    raw: Sequence[Path],
    out: Path | str = "curated",
    *,
    dry_run: bool = False,
    waiting: Callable[[], None] = lambda: None,
) -> Purged:
    """Purge what was taken down from the raw folders, the releases and the cache of a dataset.

    One that was killed is finished by the next. A dry run writes nothing. Raises Unpurged, Interrupted, NotLocal,
    FetchRuns, DamagedRelease, CountsDoNotAddUp, and what listing and publishing raise.
    """
    folder = local_folder(out)
    if not takedowns.rules:
        raise Unpurged
    screen = RememberingScreen(takedowns.rules, takedowns.key)
    if dry_run:
        return _found(takedowns, screen, raw, folder)
    with publisher(folder, waiting, undone="purged") as work, _no_fetch(raw):
        try:
            clear_temporary(raw, folder)
            return _purged(takedowns, screen, raw, folder, work)
        except OSError as error:
            raise Interrupted(folder, error) from error


def _found(takedowns: Takedowns, screen: Screen, raw: Sequence[Path], out: Path) -> Purged:
    """What a purge would do."""
    known = releases(out)
    changes, moved = _purge_files(screen, raw, out, known, None)
    pages = Pages(raw, moved, takedowns.rules, is_done=False)
    found = [(release, touched(release, screen, pages)) for release in known]
    meant = {release.version: "" for release, about in found if any(about) and is_readable(release)}
    left = [*_left(changes), *_old(found), *_named(screen, raw, out)]
    return Purged(changes, meant, bool(meant or changes) and _is_cache(out), left)


def _purged(takedowns: Takedowns, screen: Screen, raw: Sequence[Path], out: Path, work: Path) -> Purged:
    journal = Journal(out)
    known = releases(out)
    _finish_removals(journal, screen, raw)
    changes, _ = _purge_files(screen, raw, out, known, journal)
    changes += _purge_tables(screen, raw, journal.removals())
    changes += _purge_withdrawn(screen, out, work)
    pages = Pages(raw, journal.moved, takedowns.rules, is_done=True)
    done: dict[str, str] = {}
    found = [(release, touched(release, screen, pages)) for release in known]
    for release, about in found:
        if any(about) and is_readable(release) and (now := _write_again(release, screen, pages, raw, out, work)):
            done[release.version] = now
    is_cache = bool(changes or done or is_unfinished(out)) and _remove_cache(out)
    left = [*_left(changes), *_old(found), *_named(screen, raw, out), *_strange_cache(out, bool(changes or done))]
    journal.close()
    return Purged(changes, done, is_cache, left)


def _purge_files(
    screen: Screen, raw: Sequence[Path], out: Path, known: Sequence[Release], journal: Journal | None
) -> tuple[list[Change], dict[str, Moved]]:
    """Purge the pages: first the copies in files that are no pages, as the pages say what is to be looked for."""
    held = find_held(raw, out, screen)
    words = {words for each in held for words in each.everywhere}
    words |= {words for release in known for words in words_of(release, screen)}
    purger = Purger(raw, screen, Sought(sorted(words)), journal)
    changes = [*purger.sweep(out, held), *map(purger.purge, held)]
    return changes, purger.moved


def _finish_removals(journal: Journal, screen: Screen, raw: Sequence[Path]) -> None:
    """Remove the files that a killed purge was about to remove, and their lines in the index, which name pages."""
    for path in journal.removals():
        path.unlink(missing_ok=True)
    if journal.removals():
        _purge_tables(screen, raw, journal.removals())


def _purge_tables(screen: Screen, raw: Sequence[Path], removed: Sequence[Path]) -> list[Change]:
    """Take the lines out of the tables that people and fetch keep, which say what was taken down."""
    gone = {os.path.realpath(path) for path in removed}
    changes = []
    for folder in raw:
        index, fetched = folder / INDEX, folder / FETCHED

        def is_out(page: str, about: PageAbout, folder: Path = folder) -> bool:
            place = os.path.realpath(os.path.join(os.fsencode(folder), unshown(page)))
            return os.fsdecode(place) in gone or screen.address([about.url]) is not None

        if index.is_file() and (now := index_without(index, is_out)) is not None:
            changes.append(_put(index, now))
        if fetched.is_file() and (now := without_rows(fetched, "url", lambda row: bool(screen.address(row)))):
            changes.append(_put(fetched, now))
    for place in map(Path, reviews_beside(raw)):
        if place.is_file():
            with alone(place):
                if now := without_rows(place, "action", lambda row: any(map(screen.holds, filter(None, row)))):
                    changes.append(_put(place, now))
    return changes


def _purge_withdrawn(screen: Screen, out: Path, work: Path) -> list[Change]:
    """Take the words out of the reasons for which releases were withdrawn."""
    withdrawn = read_withdrawn(out)
    said = {
        version: each._replace(reason=_NOT_SAID) for version, each in withdrawn.items() if screen.rejection(each.reason)
    }
    if not said:
        return []
    _write_withdrawn(withdrawn | said, out, work)
    announce(out, work)
    return [Change(str(out / WITHDRAWN), "reasons removed")]


def _write_withdrawn(withdrawn: Mapping[str, Withdrawal], out: Path, work: Path) -> None:
    (work / WITHDRAWN).write_text(to_json(withdrawn), "utf-8")
    flush(work / WITHDRAWN)
    (work / WITHDRAWN).replace(out / WITHDRAWN)


def _put(path: Path, content: bytes) -> Change:
    replace_whole(Path(os.path.realpath(path)), content)
    return Change(str(path), "lines removed")


def _write_again(
    release: Release, screen: Screen, pages: Pages, raw: Sequence[Path], out: Path, work: Path
) -> str | None:
    """Put a release without what was taken down into its place; return its version, None where nothing changed."""
    drafted = write_purged(release, screen, pages, raw, work)
    if drafted is None:
        return None
    withdrawn = read_withdrawn(out)
    if release.version in withdrawn:
        _write_withdrawn(withdrawn | {drafted.name: withdrawn[release.version]}, out, work)
    publish_instead(drafted, release.folder, out)
    return drafted.name


def _is_cache(out: Path) -> bool:
    return own_folder.is_marked(out / CACHE)


def _remove_cache(out: Path) -> bool:
    """Remove the results of runs, which hold what they have read; the next run reads all pages."""
    if not _is_cache(out):
        return False
    shutil.rmtree(out / CACHE)
    return True


def _strange_cache(out: Path, is_needed: bool) -> Iterator[str]:
    if is_needed and os.path.lexists(out / CACHE):
        yield f"{out / CACHE} is not qamill's, and was left alone: look whether it holds what was taken down."


def _left(changes: Sequence[Change]) -> list[str]:
    return [f"{change.path}: {change.why}." for change in changes if change.how == "left"]


def _named(screen: Screen, raw: Sequence[Path], out: Path) -> Iterator[str]:
    """The files whose names say it, as those do that are named after the question on them."""
    for path in all_files(raw, out):
        if screen.rejection(_BETWEEN_WORDS.sub(" ", path.stem)):
            yield f"{path}: {_NAMED}."


def _old(found: Sequence[tuple[Release, Touched]]) -> Iterator[str]:
    for release, about in found:
        if any(about) and not is_readable(release):
            yield f"{release.folder}: {_OLD}."


@contextmanager
def _no_fetch(raw: Sequence[Path]) -> Iterator[None]:
    """Keep `qamill fetch` out of the raw folders. Raises FetchRuns."""
    opened = [os.open(folder / FETCHED, os.O_RDONLY) for folder in raw if (folder / FETCHED).is_file()]
    try:
        for descriptor in opened:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise FetchRuns(raw[0]) from error
        yield
    finally:
        for descriptor in opened:
            os.close(descriptor)
