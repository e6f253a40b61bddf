"""`raw/` -> the same without what was taken down: pages blacked out, records filled with nothing, files removed."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

from ..ingest.containers import read as containers
from ..ingest.containers import zipped
from ..ingest.documents import is_gzip, media_type_of, unpacked
from ..ingest.errors import ChangedWhileReading
from ..ingest.files import RawFile, document_of
from ..ingest.listing import list_raw
from ..ingest.names import shown
from ..ingest.warc.members import open_bytes
from ..parse.decode import decode
from ..parse.page import Page
from ..schema import ARCHIVE, CONTAINERS, HTML, PRINTED, ZIP, Document, Refused, Rejected
from ..storage import flush, open_page
from ..takedown.rule import Rule
from ..takedown.screen import Screen
from .archives import CannotFill, Place, patches, places_of
from .blank import Words, blank, filler_for, fold
from .examine import Finding, examine
from .journal import Journal, Moved

TEMPORARY = ".purging-"
"""How the names of files begin that are not in their place yet; such files are no pages."""
_ROUNDS = 4  # chosen: what is left after one is looked for again
_LONG = 24  # letters and digits (chosen) of words that are looked for in all files, whatever they are
_NAME = "#"
_OF_OTHERS = (".git", ".hg", ".svn", ".dvc")
"""Folders in which version controls keep what they keep."""
_ARC = re.compile(r"\.arc(\.gz)?\Z", re.IGNORECASE)


Write = Callable[[RawFile, Path, Screen], None]
"""Writes a file again, elsewhere, without what was taken down. Raises CannotFill."""


class Held(NamedTuple):
    """A file of `raw/` that holds something that was taken down."""

    file: RawFile
    rule: Rule
    everywhere: tuple[str, ...]
    """What of it is to be looked for in all other files, too."""


class Change(NamedTuple):
    """What is to become of a file of `raw/`."""

    path: str
    how: str
    """`blacked out`, `records removed`, `removed`, or `left` where nobody but a person can do it."""
    why: str = ""


def find_held(roots: Sequence[Path], out: Path, screen: Screen) -> list[Held]:
    """Return the files that hold something that was taken down. Raises what listing raises."""
    found = ((file, _held(file, screen)) for file in list_raw(roots, out) if not file.refused)
    return [Held(file, held.rule, held.everywhere) for file, held in found if held.rule is not None]


def _held(file: RawFile, screen: Screen) -> Finding:
    """What all documents of a file hold."""
    first: Rule | None = None
    everywhere: list[str] = []
    for document in _documents(file):
        finding = examine(document, screen)
        first = first or finding.rule
        everywhere += finding.everywhere
    if media_type_of(file.path) not in CONTAINERS:
        first = first or screen.address([file.url])
    return Finding(first, everywhere=tuple(everywhere))


def _documents(file: RawFile) -> Iterator[Document]:
    for found in containers.documents(file):
        if isinstance(found, Document):
            yield found
        elif isinstance(found, Refused):
            yield found.document


class Purger:
    """Takes what was taken down out of files, one after the other, each in one step."""

    def __init__(self, roots: Sequence[Path], screen: Screen, journal: Journal | None) -> None:
        """Without a journal nothing is written: a dry run."""
        self._roots = roots
        self._screen = screen
        self._journal = journal
        self.moved: dict[str, Moved] = dict(journal.moved) if journal else {}

    def sweep(self, texts: Iterable[str], out: Path, but: Iterable[Held]) -> list[Change]:
        """Black out texts in all other files below the roots than some, whatever they are."""
        wanted = {Words("", text) for text in texts if len(fold(text)) >= _LONG}
        known = {os.fsdecode(held.file.location) for held in but}
        if not wanted:
            return []
        found = (self._swept(path, wanted) for path in _all_files(self._roots, out) if str(path) not in known)
        return [change for change in found if change]

    def _swept(self, path: Path, wanted: set[Words]) -> Change | None:
        name = path.name
        try:
            content = path.read_bytes()
        except OSError as error:
            return Change(str(path), "left", f"it cannot be read ({error.strerror})")
        page = unpacked(name, content)
        if isinstance(page, Rejected) or media_type_of(name) in (*CONTAINERS, *PRINTED):
            return None
        text = page.decode("utf-8", "surrogateescape")
        folded = fold(text)
        words = [each for each in wanted if fold(each.answer) in folded] if folded else []
        kept = _kept(path, content, self._screen) if words else ()
        now = blank(text, words, kept, HTML).encode("utf-8", "surrogateescape") if words else page
        if now == page:
            return None
        self._replace(path, gzip.compress(now, mtime=0) if is_gzip(name) else now, [_moved(page, now, 0)])
        return Change(str(path), "blacked out")

    def purge(self, held: Held) -> Change:
        """Take what was taken down out of a file."""
        kind = media_type_of(held.file.path)
        if kind == ARCHIVE:
            return self._purge_container(held, "records removed", _write_archive)
        if kind == ZIP:
            return self._purge_container(held, "blacked out", _write_zip)
        if kind in CONTAINERS:
            why = "it holds what was taken down, and qamill cannot rewrite such a file; take it out by hand"
            return Change(held.file.path, "left", why)
        return self._purge_page(held)

    def _purge_page(self, held: Held) -> Change:
        file = held.file
        content = _content(file)
        page = unpacked(file.path, content)
        now = None if isinstance(page, Rejected) else self._blacked_out(file, content)
        path = Path(os.fsdecode(file.location))
        if now is None or isinstance(page, Rejected):
            before = content if isinstance(page, Rejected) else page
            self._remove(path, [Moved(_sha256(before), "", held.rule.number, str(path))])
            return Change(file.path, "removed")
        packed = gzip.compress(now, mtime=0) if is_gzip(file.path) else now
        self._replace(path, packed, [_moved(page, now, held.rule.number), _moved(content, packed, held.rule.number)])
        return Change(file.path, "blacked out")

    def _blacked_out(self, file: RawFile, content: bytes) -> bytes | None:
        """A page without what was taken down, unpacked; None where only the whole file can go."""
        document = document_of(file, content)
        return None if isinstance(document, Rejected) else _clean(document, self._screen)

    def _purge_container(self, held: Held, how: str, write: Write) -> Change:
        """Write a file of several pages again, and look whether nothing is left in it before it takes its place."""
        file = held.file
        before = {document.path: document.sha256 for document in _documents(file)}
        path = Path(os.fsdecode(file.location))
        folder = path.parent if self._journal is not None else Path(mkdtemp(prefix="qamill-"))
        temporary = folder / f"{TEMPORARY}{os.urandom(8).hex()}"
        try:
            was = _digest_of(path)
            write(file, temporary, self._screen)
            again = file._replace(location=os.fsencode(os.path.realpath(temporary)), size=temporary.stat().st_size)
            if _held(again, self._screen).rule is not None:
                raise CannotFill("something is left in it that no page of it holds")
            after = {document.path: document.sha256 for document in _documents(again)}
            now = [(sha256, after.get(name, "")) for name, sha256 in before.items() if sha256]
            moved = [Moved(old, new, held.rule.number) for old, new in sorted({*now}) if old != new]
            self._put(temporary, path, [*moved, Moved(was, _digest_of(temporary), held.rule.number)])
        except (CannotFill, ChangedWhileReading) as error:
            return Change(file.path, "left", f"it holds what was taken down, and {error}; take it out by hand")
        finally:
            temporary.unlink(missing_ok=True)
            if self._journal is None:
                folder.rmdir()
        return Change(file.path, how)

    def _replace(self, path: Path, content: bytes, moved: Sequence[Moved]) -> None:
        if self._journal is None:
            self._note(moved)
            return
        self._note(moved)
        replace_whole(path, content)

    def _put(self, temporary: Path, path: Path, moved: Sequence[Moved]) -> None:
        """Put a file into the place of another in one step, after what becomes of its bytes was written down."""
        self._note(moved)
        if self._journal is not None:
            _put(temporary, path)

    def _remove(self, path: Path, moved: Sequence[Moved]) -> None:
        self._note(moved)
        if self._journal is not None:
            path.unlink(missing_ok=True)
            flush(path.parent)

    def _note(self, moved: Sequence[Moved]) -> None:
        self.moved |= {each.was: each for each in moved}
        if self._journal is not None:
            self._journal.add(moved)


def replace_whole(path: Path, content: bytes) -> None:
    """Replace a file in one step; a kill leaves the old one or the new one. Raises OSError."""
    temporary = path.with_name(f"{TEMPORARY}{os.urandom(8).hex()}")
    try:
        with temporary.open("xb") as stream:
            stream.write(content)
        _put(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _put(temporary: Path, path: Path) -> None:
    shutil.copymode(path, temporary)
    flush(temporary)
    temporary.replace(path)
    flush(path.parent)


def _kept(path: Path, content: bytes, screen: Screen) -> tuple[str, ...]:
    """The questions and answers of a file, if it is a page, that were not taken down."""
    document = document_of(RawFile(os.fsencode(path), path.name, len(content), None, None, None), content)
    return () if isinstance(document, Rejected) else examine(document, screen).kept


def _without(document: Document, finding: Finding) -> bytes | None:
    """The bytes of a page without some words; None where its text does not give its bytes again."""
    page = decode(document)
    for encoding in dict.fromkeys([page.encoding if isinstance(page, Page) else "utf-8", "utf-8", "latin-1"]):
        try:
            text = document.content.decode(encoding, "surrogateescape")
            if text.encode(encoding, "surrogateescape") != document.content:
                continue
            now = blank(text, finding.words, finding.kept, document.media_type, filler_for(encoding))
            return now.encode(encoding, "surrogateescape")
        except (UnicodeError, LookupError):
            continue
    return None


def _clean(document: Document, screen: Screen) -> bytes | None:
    """The bytes of a page without what was taken down; None where only all of it can go."""
    for _ in range(_ROUNDS):
        finding = examine(document, screen)
        if finding.rule is None:
            return document.content
        is_fixed = finding.is_whole or document.media_type in PRINTED
        now = None if is_fixed else _without(document, finding)
        if now is None or now == document.content:
            return None
        document = document._replace(content=now, sha256=_sha256(now))
    return None


def _write_archive(file: RawFile, copy: Path, screen: Screen) -> None:
    """Write an archive again whose records are filled that hold what was taken down. Raises CannotFill."""
    if _ARC.search(file.path):
        raise CannotFill("records of an ARC file cannot be taken out")
    gone = {_place_of(document.path) for document in _documents(file) if examine(document, screen).rule is not None}
    with open_page(file.location) as stream:
        archive = open_bytes(stream, stream.size)
        gone |= places_of(archive, lambda record: screen.address([record.headers.get("WARC-Target-URI")]) is not None)
        done = patches(archive, gone)
    shutil.copyfile(os.fsdecode(file.location), copy)
    with copy.open("r+b") as target:
        for patch in done:
            target.seek(patch.start)
            target.write(patch.content)
            if len(patch.content) < patch.stop - patch.start:
                target.truncate(patch.start + len(patch.content))


def _write_zip(file: RawFile, copy: Path, screen: Screen) -> None:
    """Write a zip again whose pages are blacked out that hold what was taken down. Raises CannotFill."""
    pages = {document.path: document for document in _documents(file)}
    with open_page(file.location) as stream, zipfile.ZipFile(copy, "x") as target:
        archive = open_bytes(stream, stream.size)
        for member in zipped.read_members(archive):
            content = zipped.content_of(archive, member)
            if content is None:
                raise CannotFill(f"{shown(member.name)} in it cannot be read")
            document = pages.get(f"{file.path}#{shown(member.name)}")
            now = _clean(document, screen) if document and document.content else None
            if document and document.content and now is None:
                raise CannotFill(f"{shown(member.name)} in it can only go as a whole")
            if document and now is not None and now != document.content:
                content = gzip.compress(now, mtime=0) if is_gzip(member.name) else now
            target.writestr(_told(member.info), content)


def _told(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """What a zip says of a file, without where and how large it was."""
    told = zipfile.ZipInfo(info.filename, info.date_time)
    told.compress_type, told.external_attr, told.create_system = (
        info.compress_type,
        info.external_attr,
        info.create_system,
    )
    return told


def _place_of(path: str) -> Place:
    member, _, nth = path.rpartition(_NAME)[2].partition(".")
    return Place(int(member), int(nth or 0))


def _content(file: RawFile) -> bytes:
    with open_page(file.location) as stream:
        return stream.readall()


def _all_files(roots: Sequence[Path], out: Path) -> Iterator[Path]:
    """All files below some folders, whatever they are, but for the releases; no link is followed."""
    seen: set[str] = set()
    apart = os.path.realpath(out)
    for root in roots:
        for folder, folders, names in os.walk(os.path.realpath(root)):
            folders[:] = sorted(
                name for name in folders if os.path.join(folder, name) != apart and name not in _OF_OTHERS
            )
            for path in (os.path.join(folder, name) for name in sorted(names)):
                if path not in seen and not os.path.islink(path) and os.path.isfile(path):
                    seen.add(path)
                    yield Path(path)


def clear_temporary(roots: Sequence[Path], out: Path) -> None:
    """Remove what a killed purge left in the raw folders."""
    for path in [path for path in _all_files(roots, out) if path.name.startswith(TEMPORARY)]:
        path.unlink()


def _moved(was: bytes, now: bytes, rule: int) -> Moved:
    return Moved(_sha256(was), _sha256(now), rule)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _digest_of(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
