"""Bringing a release from elsewhere into a folder of releases, whole or not at all."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from warnings import warn

from ..arguments import check
from ..engine import Progress
from ..release.errors import NewerRelease
from ..release.layout import INDEX, LATEST, MANIFEST, SUMS, sha256_of
from ..release.versions import Release, is_version, read_release, released, releases, successor_of, unknown
from ..release.withdrawn import WITHDRAWN, Withdrawal, WithdrawnRelease, read_withdrawn, to_json, withdrawals_in
from ..schema import SCHEMA_VERSION
from ..schema.manifest import Manifest
from ..storage import Unreachable, flush, local_folder
from ..text.patterns import pattern
from .errors import NoRoom, OtherRelease
from .origin import BadOrigin, Interrupted, NoReleaseThere, Origin, open_origin, read_small
from .publish import announce, publisher, remove_superseded

_NAME = pattern(r"(?:[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}/)?[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}")
"""What a file of a release may be called: nothing leads out of its folder, and nothing is hidden."""
_SUM = pattern(r"([0-9a-f]{64})  (.+)")
_MOST_OF_TEXT = 50_000_000  # bytes of an index or a manifest, chosen: a thousand times what they have
_MOST_OF_OTHERS = 200_000_000  # bytes of a file whose size the manifest does not state, such as a report
_ATTEMPTS = 4  # at a file that breaks off, each from where the one before came
_MEGABYTE = 1_000_000


class Pulled(NamedTuple):
    """What was brought."""

    version: str
    folder: Path
    fetched: list[str]
    """The files that came from there."""
    copied: list[str]
    """Those that a release of this folder has with the same bytes."""
    bytes: int
    """How many came from there."""
    was_there: bool
    """Whether the folder had the release already."""
    purged: dict[str, str]
    """Which releases of this folder were purged there, and as what they can be brought."""


class _Wanted(NamedTuple):
    """A release where it is brought from."""

    version: str
    text: bytes
    """Of its manifest."""
    manifest: Manifest
    files: dict[str, str]
    """The sha256 of each file but the checksums themselves, by name."""
    sums: bytes
    """The text of its checksums."""
    marks: dict[str, Withdrawal]
    """All that were withdrawn there."""
    digests: dict[str, str]
    """The sha256 of the manifest of each version that is there; empty where no index says it."""


def pull(
    address: Path | str,
    version: str = "latest",
    out: Path | str = "curated",
    *,
    waiting: Callable[[], None] = lambda: None,
    progress: Progress = lambda stage, done, total: None,
) -> Pulled:
    """Bring a release from a folder of releases, an address (`s3://...`) or a static host (`https://...`) into `out`.

    Files that a release of `out` has with the same bytes are copied from there. Every file is checked against the
    hashes of the manifest before the release gets its name; `LATEST`, the changelog and the index then say what there
    is. A release that was purged there takes the place of what it was before. Those of `out` that were withdrawn there
    are marked here, too, with a warning. Raises BadAddress, Unreachable, BadOrigin, UnknownVersion, OtherRelease,
    NewerRelease, NoRoom, NotLocal, and what publishing raises.
    """
    check(address=address, version=version, out=out, waiting=waiting, progress=progress)
    folder, origin = local_folder(out), open_origin(address)
    wanted = _find(origin, version)
    with publisher(folder, waiting, undone="brought") as work:
        mine = {release.version: release for release in releases(folder)}
        if successor_of(wanted.version, mine):
            raise unknown(wanted.version, [*mine], folder)
        _check_before(mine.values(), wanted)
        if wanted.version in mine:
            _check_same(mine[wanted.version], wanted)
            pulled = Pulled(wanted.version, folder / wanted.version, [], [], 0, was_there=True, purged={})
        else:
            pulled = _bring(origin, wanted, folder, work, _files_of([*mine.values()]), progress)
        marked = _mark_withdrawn(folder, work, wanted)
        if not pulled.was_there:
            (work / wanted.version).rename(folder / wanted.version)
            flush(folder)
            remove_superseded(folder)
        announce(folder, work)
    for withdrawn in sorted({*marked, wanted.version} & wanted.marks.keys()):
        warn(WithdrawnRelease(folder / withdrawn, wanted.marks[withdrawn]), stacklevel=2)
    there = [*filter(is_version, wanted.digests)]
    left = {version: successor_of(version, there) for version in released(folder)}
    return pulled._replace(purged={version: now for version, now in left.items() if now})


# --- what is there ---------------------------------------------------------------------------


def _find(origin: Origin, version: str) -> _Wanted:
    """What is there of a version, with all that its files must be. Raises UnknownVersion, BadOrigin, Unreachable."""
    index = _index(origin)
    named = (index.latest or _latest(origin)) if version == "latest" else version
    if index.versions and named not in index.versions:
        raise unknown(named, [*index.versions], origin.name)
    text = read_small(origin, f"{named}/{MANIFEST}", _MOST_OF_TEXT) if is_version(named) else None
    if text is None:
        raise NoReleaseThere(origin.name) if not named else BadOrigin(origin.name, f"has no release {named!r}")
    where = f"{origin.name}/{named}"
    if index.versions.get(named, digest := hashlib.sha256(text).hexdigest()) != digest:
        raise BadOrigin(f"{where}/{MANIFEST}", f"is not the file that {INDEX} names")
    manifest = _manifest(where, named, text)
    sums = read_small(origin, f"{named}/{SUMS}", _MOST_OF_TEXT) or b""
    files = _checked_files(where, manifest, sums, digest)
    return _Wanted(named, text, manifest, files, sums, index.marks, index.versions)


def _latest(origin: Origin) -> str:
    return (read_small(origin, LATEST, 1_000) or b"").decode("ascii", "replace").strip()


class _Index(NamedTuple):
    latest: str
    versions: dict[str, str]
    """The sha256 of the manifest of each; empty where there is no index."""
    marks: dict[str, Withdrawal]


def _index(origin: Origin) -> _Index:
    """What the index says, or, where there is none, which releases were withdrawn."""
    text = read_small(origin, INDEX, _MOST_OF_TEXT)
    try:
        if text is None:
            listed = read_small(origin, WITHDRAWN, _MOST_OF_TEXT)
            return _Index("", {}, withdrawals_in(listed) if listed is not None else {})
        read: Any = json.loads(text)
        entries = {str(entry["version"]): entry for entry in read["releases"]}
        marks = json.dumps({name: entry["withdrawn"] for name, entry in entries.items() if entry["withdrawn"]})
        return _Index(
            str(read["latest"]),
            {name: str(entry["manifest"]) for name, entry in entries.items()},
            withdrawals_in(marks.encode()),
        )
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError) as error:
        raise BadOrigin(f"{origin.name}/{INDEX if text is not None else WITHDRAWN}", "cannot be read") from error


def _manifest(where: str, version: str, text: bytes) -> Manifest:
    try:
        manifest = Manifest.from_json(text)
    except (ValueError, RecursionError) as error:
        raise BadOrigin(f"{where}/{MANIFEST}", "cannot be read") from error
    if manifest.version != version:
        raise BadOrigin(f"{where}/{MANIFEST}", f"is that of {manifest.version}")
    if not 1 <= manifest.schema_version <= SCHEMA_VERSION:
        raise NewerRelease(where, manifest.schema_version)
    return manifest


def _checked_files(where: str, manifest: Manifest, sums: bytes, manifest_digest: str) -> dict[str, str]:
    """The files that the checksums name, all with fit names, and those of the manifest as it states them."""
    lines = [_SUM.fullmatch(line) for line in sums.decode("utf-8", "replace").splitlines()]
    files = {line[2]: line[1] for line in lines if line}
    stated = {name: facts.sha256 for name, facts in manifest.files.items()} | {MANIFEST: manifest_digest}
    strange = [name for name in (*files, *stated) if not _NAME.fullmatch(name) or name == SUMS]
    if strange:
        raise BadOrigin(where, f"names a file {strange[0]!r}, which no file of a release is called")
    wrong = [name for name, digest in stated.items() if files.get(name) != digest]
    if wrong or not all(lines):
        raise BadOrigin(f"{where}/{SUMS}", f"does not say what {MANIFEST} says of {min(wrong, default='its files')}")
    return files


def _check_same(mine: Release, wanted: _Wanted) -> None:
    if mine.manifest.content_hash != wanted.manifest.content_hash:
        raise OtherRelease(mine.folder, mine.manifest.content_hash, wanted.manifest.content_hash)


def _check_before(mine: Iterable[Release], wanted: _Wanted) -> None:
    """Check that what a purged release would take the place of was made of the same pages. Raises OtherRelease."""
    for release in mine:
        if successor_of(release.version, [wanted.version]) and release.manifest.inputs != wanted.manifest.inputs:
            raise OtherRelease(release.folder, release.manifest.content_hash, wanted.manifest.content_hash)


# --- bringing it -----------------------------------------------------------------------------


def _bring(
    origin: Origin, wanted: _Wanted, folder: Path, work: Path, here: Mapping[str, Path], progress: Progress
) -> Pulled:
    """Write all files of a release into the work folder and check them."""
    stage = work / wanted.version
    stage.mkdir()
    (stage / MANIFEST).write_bytes(wanted.text)
    (stage / SUMS).write_bytes(wanted.sums)
    others = {name: digest for name, digest in wanted.files.items() if name != MANIFEST}
    copied = [name for name, digest in others.items() if _copy(here.get(digest), stage / name, digest)]
    fetched = [name for name in others if name not in copied]
    sizes = {name: facts.bytes for name, facts in wanted.manifest.files.items()}
    total = sum(sizes.get(name, 0) for name in fetched)
    _check_room(folder, total)
    came = 0
    progress("pull", 0, -(-total // _MEGABYTE))
    for name in fetched:
        for count in _fetch(origin, f"{wanted.version}/{name}", stage / name, sizes.get(name), wanted.files[name]):
            came += count
            progress("pull", min(came, total) // _MEGABYTE, -(-total // _MEGABYTE))
    for path in (*stage.rglob("*"), stage):
        flush(path)
    read_release(stage)
    return Pulled(wanted.version, folder / wanted.version, fetched, copied, came, was_there=False, purged={})


def _files_of(mine: list[Release]) -> dict[str, Path]:
    """The files of some releases by their sha256."""
    return {
        facts.sha256: release.file(name)
        for release in mine
        for name, facts in release.manifest.files.items()
        if _NAME.fullmatch(name)
    }


def _copy(source: Path | None, file: Path, digest: str) -> bool:
    """Copy a file that is here already; False where it is not, or no longer what its release says."""
    file.parent.mkdir(exist_ok=True)
    if source is None or not source.is_file():
        return False
    shutil.copyfile(source, file)
    if sha256_of(file) == digest:
        return True
    file.unlink()
    return False


def _fetch(origin: Origin, path: str, file: Path, size: int | None, digest: str) -> Iterator[int]:
    """Fetch a file, and yield how many bytes came, again and again. Raises BadOrigin, Unreachable."""
    where = f"{origin.name}/{path}"
    with file.open("xb") as sink:
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                for chunk in origin.chunks(path, sink.tell()):
                    if sink.tell() + len(chunk) > (_MOST_OF_OTHERS if size is None else size):
                        raise BadOrigin(where, "is larger than its release says")
                    sink.write(chunk)
                    yield len(chunk)
                if size is None or sink.tell() == size:
                    break
                raise Interrupted(f"{path} breaks off after {sink.tell():,} of {size:,} bytes")
            except FileNotFoundError as error:
                raise BadOrigin(where, "is missing") from error
            except Interrupted as error:
                if attempt == _ATTEMPTS:
                    raise Unreachable(origin.name, str(error)) from error
    if sha256_of(file) != digest:
        raise BadOrigin(where, "does not have the checksum that its release states")


def _check_room(folder: Path, needed: int) -> None:
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise NoRoom(folder, needed, free)


def _mark_withdrawn(folder: Path, work: Path, wanted: _Wanted) -> list[str]:
    """Mark as withdrawn what is here and was withdrawn there; return what was not marked yet."""
    withdrawn = read_withdrawn(folder)
    here = {wanted.version} | {version for version in wanted.marks if _is_here(folder, version, wanted.digests)}
    new = {version: mark for version, mark in wanted.marks.items() if version in here - withdrawn.keys()}
    if new:
        (work / WITHDRAWN).write_text(to_json(withdrawn | new), encoding="utf-8", newline="\n")
        flush(work / WITHDRAWN)
        (work / WITHDRAWN).replace(folder / WITHDRAWN)
    return [*new]


def _is_here(folder: Path, version: str, digests: Mapping[str, str]) -> bool:
    """Whether a folder has the release that an index names, and not another one of its version."""
    manifest = folder / version / MANIFEST
    return is_version(version) and manifest.is_file() and sha256_of(manifest) == digests.get(version)
