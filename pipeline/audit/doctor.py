"""What is wrong with the machine, the folders and the files beside them, and what to do about it."""

from __future__ import annotations

import json
import os
import resource
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib import metadata
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from ..emit.publish import unannounced
from ..errors import QamillError
from ..ingest.errors import CannotList, NoInput
from ..ingest.index import INDEX, read_index
from ..ingest.listing import list_raw
from ..project import PROJECT, beside, contact_of, read_dataset, read_project
from ..release.announcement import INDEX_KEYS
from ..release.errors import DamagedRelease
from ..release.layout import INDEX as RELEASES
from ..release.layout import LATEST
from ..release.versions import latest, read_release, releases, versions
from ..release.withdrawn import read_withdrawn
from ..review.file import read_reviews, reviews_beside
from ..run.unchanged import find_damage
from ..storage import read_local
from ..storage.folders import walk
from ..takedown.beside import places, read_takedowns
from ..takedown.file import read_rules
from ..text.counted import count_of
from ..text.patterns import pattern
from ..version import NAME

_PYTHON = (3, 11)
_LEAST_FREE = 1_000_000_000  # bytes, chosen: a run of some ten thousand pages
_LEAST_FILES = 256  # open at once, chosen: what workers and their pipes take, with room
_MOST_NAMED = 5  # files of one kind, chosen
_STAGING = ".staging-*"
_COMPILED = (
    "text._digest",
    "text._words",
    "dedup.near._numbered",
    "parse.formats.attribution._ordinary",
    "parse.visible._walk",
    "validate._look",
    "validate._model",
)
"""As in setup.py."""
_REQUIRED = pattern(r"([\w.-]+)[^;]*(;.*extra.*)?")


class Finding(NamedTuple):
    """What was found of one thing."""

    about: str
    what: str
    advice: str = ""
    """What to do; empty where all is well."""


def doctor(raw: Path, out: Path) -> Iterator[Finding]:
    """Yield what was found of the environment, the folders and the files that people write; nothing is changed."""
    for check in (_python, _libraries, _compiled_parts, _cores, _open_files):
        yield from check()
    yield from _disk(out)
    yield from _raw(raw)
    yield from _file_of_people(INDEX, raw / INDEX, lambda: _lines_about_pages(raw, out))
    for place in reviews_beside([raw]):
        yield from _file_of_people(place, Path(place), lambda place=place: len(read_reviews(place)))  # type: ignore[misc]
    yield from _takedowns(raw)
    yield from _releases(out)


def _takedowns(raw: Path) -> Iterator[Finding]:
    [(place, key)] = places([raw])
    yield from _file_of_people(place, Path(place), lambda: len(read_rules(place)))
    yield from _failure(key, lambda: read_takedowns([raw]))
    if os.path.exists(key) and os.stat(key).st_mode & 0o077:
        yield Finding(key, "others can read it, and with it guess what was taken down", f"Run: chmod 600 {key}")


def dataset_findings(raw: Path) -> Iterator[Finding]:
    """Yield what is wrong with what `qamill.toml` says of dataset and contact, or with where it says it."""
    (beside_raw,) = beside([raw], PROJECT)
    yield from _failure(PROJECT, lambda: (read_dataset([raw]), contact_of(raw)))
    if os.path.exists(PROJECT) and not (os.path.exists(beside_raw) and os.path.samefile(PROJECT, beside_raw)):
        with suppress(QamillError):
            if read_project().get("dataset"):
                what = f"its [dataset] does not count for {raw}"
                yield Finding(PROJECT, what, f"Move the table [dataset] into {beside_raw}, which is beside {raw}.")


def _python() -> Iterator[Finding]:
    found = ".".join(map(str, sys.version_info[:3]))
    wanted = ".".join(map(str, _PYTHON))
    yield Finding("Python", found, "" if sys.version_info >= _PYTHON else f"Install Python {wanted} or newer.")


def _libraries() -> Iterator[Finding]:
    try:
        required = metadata.requires(NAME) or []
    except metadata.PackageNotFoundError:
        advice = "Install the wheel, or run make curate in the checkout."
        yield Finding("libraries", f"{NAME} itself is not installed here", advice)
        return
    names = {found[1]: bool(found[2]) for text in required if (found := _REQUIRED.match(text))}
    missing = {name: is_extra for name, is_extra in names.items() if not _is_installed(name)}
    needed = [name for name, is_extra in missing.items() if not is_extra]
    advice = f"Install {', '.join(needed)}: python -m pip install {' '.join(needed)}" if needed else ""
    there = sum(not is_extra for is_extra in names.values()) - len(needed)
    yield Finding("libraries", f"{there} of {there + len(needed)} that are needed", advice)


def _compiled_parts() -> Iterator[Finding]:
    package = __name__.partition(".")[0]
    there = sum(find_spec(f"{package}.{part}") is not None for part in _COMPILED)
    how = "" if there == len(_COMPILED) else "; reading takes longer, with the same results"
    yield Finding("compiled parts", f"{there} of {len(_COMPILED)}{how}")


def _is_installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def _cores() -> Iterator[Finding]:
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    yield Finding("cores", f"{usable}, of which curate uses all unless --workers says otherwise")


def _open_files() -> Iterator[Finding]:
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    is_enough = soft == resource.RLIM_INFINITY or soft >= _LEAST_FILES
    shown = "any number" if soft == resource.RLIM_INFINITY else f"{soft:,}"
    yield Finding("open files", f"{shown} at once", "" if is_enough else f"Run: ulimit -n {4 * _LEAST_FILES}")


def _disk(out: Path) -> Iterator[Finding]:
    folder = next(path for path in (out.absolute(), *out.absolute().parents) if path.is_dir())
    free = shutil.disk_usage(folder).free
    advice = f"Free some space; qamill prune removes old releases of {out}." if free < _LEAST_FREE else ""
    yield Finding("free disk", f"{free / 1e9:,.1f} GB at {folder}", advice)


def _raw(raw: Path) -> Iterator[Finding]:
    if not raw.is_dir():
        why = "is no folder" if raw.exists() else "is not there"
        yield Finding("raw", f"{raw} {why}", f"Create the folder {raw} and drop pages into it, or name it: --raw.")
        return
    if not os.access(raw, os.R_OK | os.X_OK):
        yield Finding("raw", f"{raw} cannot be read", f"Give yourself permission: chmod u+rx {raw}")
        return
    files = [Path(folder) / name for folder, _, names in walk(raw) for name in names]
    pages = [file for file in files if file.name != INDEX and not file.name.startswith(".")]
    yield Finding(
        "raw", f"{raw}, {count_of(len(pages), 'file')}", "" if pages else "Drop pages into it: qamill add FILE"
    )
    unreadable = (file for file in pages if not os.access(file, os.R_OK))
    for file in islice(unreadable, _MOST_NAMED):
        is_lost = file.is_symlink() and not file.exists()
        advice = "Remove the link, or put back what it leads to." if is_lost else f"Run: chmod u+r {file}"
        yield Finding("raw", f"{file} {'is a link that leads nowhere' if is_lost else 'cannot be read'}", advice)


def _lines_about_pages(raw: Path, out: Path) -> int:
    """How many lines the index has. Raises BadPageIndex, also where a line is about no page, as a run does."""
    count = len(read_index(raw / INDEX))
    with suppress(NoInput, CannotList):  # which is told of the folder itself
        list_raw([raw], out)
    return count


def _file_of_people(about: str, path: Path, count: Callable[[], int]) -> Iterator[Finding]:
    """What is found of a file of lines that people write; it need not be there."""
    if not os.path.lexists(path):
        yield Finding(about, "not there, and need not be")
        return
    try:
        yield Finding(about, count_of(count(), "line"))
    except (QamillError, OSError) as error:
        yield Finding(about, f"{path} cannot be used", str(error))


def _releases(out: Path) -> Iterator[Finding]:
    if not out.exists():
        yield Finding("releases", f"{out} is not there; qamill curate makes it")
        return
    if not out.is_dir() or not os.access(out, os.R_OK | os.W_OK | os.X_OK):
        why, advice = ("cannot be read and written", f"Run: chmod u+rwx {out}") if out.is_dir() else (
            "is no folder", "Move it away, or name another: --out.")  # fmt: skip
        yield Finding("releases", f"{out} {why}", advice)
        return
    known = versions(out)
    yield Finding("releases", f"{out}, {count_of(len(known), 'version')}")
    for version in known:
        yield from _failure(f"{out}/{version}", lambda version=version: _whole(out / version))  # type: ignore[misc]
    yield from _failure("withdrawn releases", lambda: read_withdrawn(out))
    yield from _latest(out, known)
    yield from _index(out, known)
    for left in sorted(out.glob(_STAGING)):
        yield Finding("releases", f"{left} is left of a run", "If no run is at work, qamill curate removes it.")


def _whole(folder: Path) -> None:
    """Read what a release says of itself. Raises DamagedRelease, also for a table of another size than that."""
    if damage := find_damage(read_release(folder)):
        raise DamagedRelease(folder, damage)


def _index(out: Path, known: list[str]) -> Iterator[Finding]:
    """What is wrong with the index of the releases, which is made from them."""
    path = out / RELEASES
    if not os.path.lexists(path):
        yield Finding(RELEASES, "not there; the next release writes it" if known else "not there, and need not be")
        return
    wrong = _wrong_index(out, known)
    advice = f"Move {path} away; qamill curate writes it again." if wrong else ""
    yield Finding(RELEASES, wrong or count_of(len(known), "version"), advice)


def _wrong_index(out: Path, known: list[str]) -> str:
    try:
        stated = json.loads(read_local(out / RELEASES))
        strange = [*stated.keys() - {"latest", "releases"}]
        strange += sorted({key for entry in stated["releases"] for key in entry} - {*INDEX_KEYS})
        named = [entry["version"] for entry in stated["releases"]]
    except (OSError, ValueError, TypeError, AttributeError, KeyError) as error:
        return f"{out}/{RELEASES} cannot be read as an index: {error}"
    if strange:
        return f"has the key {strange[0]!r}, which no index has"
    if left := [version for version in named if version not in known]:
        return f"names {left[0]}, which is not there"
    if missing := [version for version in known if version not in named]:
        return f"does not name {missing[0]}, which is there"
    with suppress(QamillError, OSError):  # which is told of the release itself
        if RELEASES in unannounced(out, releases(out)):
            return "does not say what the releases say"
    return ""


def _failure(about: str, read: Callable[[], object]) -> Iterator[Finding]:
    try:
        read()
    except (QamillError, OSError) as error:
        yield Finding(about, "cannot be used", str(error))


def _latest(out: Path, known: list[str]) -> Iterator[Finding]:
    named = latest(out)
    if named is None and known:
        yield Finding(LATEST, f"{out}/{LATEST} is missing", "qamill curate writes it again.")
    elif named and named not in known:
        advice = f"Remove {out}/{LATEST}; qamill curate writes it again." if known else "Put the releases back."
        yield Finding(LATEST, f"names {named}, which is not there", advice)
    elif named:
        yield Finding(LATEST, named)
