"""`raw/` -> the same without what was taken down: pages blacked out, records filled with nothing, files removed."""

from __future__ import annotations

import gzip
import hashlib
import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

from ..ingest.containers import zip_members
from ..ingest.documents import is_gzip, media_type_of, unpacked
from ..ingest.errors import ChangedWhileReading
from ..ingest.files import RawFile, document_of
from ..ingest.warc.codec import Bytes
from ..ingest.warc.members import open_bytes
from ..release.layout import sha256_of
from ..schema import ARCHIVE, CONTAINERS, MHTML, Document, Rejected
from ..storage import flush, open_page
from ..takedown.screen import Screen
from .cleaner import Cleaner
from .examine import examine
from .files import TEMPORARY, all_files, put_in_place, replace_whole
from .fillers import CannotFill
from .held import Held, documents
from .journal import Journal, Moved
from .saved import GoesAsAWhole, without
from .sweep import Sought, swept
from .zips import repeats, write_zip


class Change(NamedTuple):
    """What is to become of a file of `raw/`."""

    path: str
    how: str
    """`blacked out`, `records removed`, `removed`, or `left` where nobody but a person can do it."""
    why: str = ""


class Purger:
    """Takes what was taken down out of files, one after the other, each in one step."""

    def __init__(self, roots: Sequence[Path], screen: Screen, sought: Sought, journal: Journal | None) -> None:
        """Without a journal nothing is written: a dry run."""
        self._roots = roots
        self._screen = screen
        self._sought = sought
        self._journal = journal
        self.moved: dict[str, Moved] = dict(journal.moved) if journal else {}

    def sweep(self, out: Path, but: Iterable[Held]) -> list[Change]:
        """Take what is sought out of all other files below the roots than some, whatever they are."""
        known = {os.fsdecode(held.file.location) for held in but}
        found = (self._swept(path) for path in all_files(self._roots, out) if str(path) not in known)
        return [change for change in found if change]

    def _swept(self, path: Path) -> Change | None:
        try:
            if media_type_of(path.name) in CONTAINERS:
                file = RawFile(os.fsencode(path), path.name, path.stat().st_size, None, None, None)
                return self._purge_container(str(path), file, 0, frozenset()) if self._repeats(file) else None
            content = path.read_bytes()
        except OSError as error:
            return Change(str(path), "left", f"it cannot be read ({error.strerror})")
        now = swept(path.name, content, self._sought, partial(_kept, path, content, self._screen))
        if now == content:
            return None
        was, page = (unpacked(path.name, each) for each in (content, now))
        self._replace(
            path, now, [] if isinstance(was, Rejected) or isinstance(page, Rejected) else [_moved(was, page, 0)]
        )
        return Change(str(path), "blacked out")

    def _repeats(self, file: RawFile) -> bool:
        """Whether a file of several pages, none of which holds anything, repeats what is sought in something else.

        Of a damaged one only the pages are known.
        """
        try:
            with open_page(file.location) as stream:
                return self._is_repeated(file, open_bytes(stream, stream.size))
        except (CannotFill, *zip_members.FAULTS) as error:
            if getattr(error, "errno", None):
                raise
            return False

    def _is_repeated(self, file: RawFile, archive: Bytes) -> bool:
        if media_type_of(file.path) == ARCHIVE:
            return self._cleaner().repeats(file.path, archive)
        if media_type_of(file.path) == MHTML:
            content = archive.read(0, archive.size)
            return without(file.path, content, {}, self._cleaner()) != content
        return repeats(file.path, archive, self._cleaner())

    def purge(self, held: Held) -> Change:
        """Take what was taken down out of a file."""
        if media_type_of(held.file.path) in CONTAINERS:
            return self._purge_container(held.file.path, held.file, held.rule.number, held.pages)
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
        return None if isinstance(document, Rejected) else self._cleaner().page(document)

    def _purge_container(self, name: str, file: RawFile, rule: int, held: frozenset[str]) -> Change:
        """Write a file of several pages again, and look whether nothing is left in it before it takes its place."""
        before = {document.path: document.sha256 for document in documents(file)}
        path = Path(os.fsdecode(file.location))
        folder = path.parent if self._journal is not None else Path(mkdtemp(prefix="qamill-"))
        temporary = folder / f"{TEMPORARY}{os.urandom(8).hex()}"
        try:
            was = sha256_of(path)
            self._write(file, temporary, held)
            after = self._after(file, temporary, before, held)
            now = [(sha256, after.get(page, "")) for page, sha256 in before.items() if sha256]
            moved = [Moved(old, new, rule) for old, new in sorted({*now}) if old != new]
            self._put(temporary, path, [*moved, Moved(was, sha256_of(temporary), rule)])
        except GoesAsAWhole:
            gone = [Moved(sha256, "", rule, str(path)) for sha256 in [*before.values(), was] if sha256]
            self._remove(path, gone)
            return Change(name, "removed")
        except (CannotFill, ChangedWhileReading) as error:
            return Change(name, "left", f"it holds what was taken down, and {error}; take it out by hand")
        finally:
            temporary.unlink(missing_ok=True)
            if self._journal is None:
                folder.rmdir()
        return Change(name, "records removed" if media_type_of(file.path) == ARCHIVE else "blacked out")

    def _write(self, file: RawFile, copy: Path, held: frozenset[str]) -> None:
        """Write a file of several pages again without what was taken down. Raises CannotFill."""
        cleaner = self._cleaner(held)
        with open_page(file.location) as stream, copy.open("x+b") as target:
            archive = open_bytes(stream, stream.size)
            if media_type_of(file.path) == ARCHIVE:
                target.writelines(cleaner.archive(file.path, archive))
            elif media_type_of(file.path) == MHTML:
                target.write(without(file.path, archive.read(0, archive.size), self._pages(file, held), cleaner))
            else:
                write_zip(file.path, archive, self._pages(file, held), target, cleaner)

    def _pages(self, file: RawFile, held: frozenset[str]) -> dict[str, Document]:
        return {document.path: document for document in documents(file) if document.path in held}

    def _after(self, file: RawFile, copy: Path, before: Mapping[str, str], held: frozenset[str]) -> dict[str, str]:
        """The documents of a file that was written again, with their sha256. Raises CannotFill where one holds more."""
        again = file._replace(location=os.fsencode(os.path.realpath(copy)), size=copy.stat().st_size)
        after = {}
        for document in documents(again):
            after[document.path] = document.sha256
            is_as_before = before.get(document.path) == document.sha256 and document.path not in held
            if not is_as_before and examine(document, self._screen).rule is not None:
                raise CannotFill("something is left in it that no page of it holds")
        return after

    def _cleaner(self, held: Collection[str] = ()) -> Cleaner:
        return Cleaner(self._screen, self._sought, held)

    def _replace(self, path: Path, content: bytes, moved: Sequence[Moved]) -> None:
        self._note(moved)
        if self._journal is not None:
            replace_whole(path, content)

    def _put(self, temporary: Path, path: Path, moved: Sequence[Moved]) -> None:
        """Put a file into the place of another in one step, after what becomes of its bytes was written down."""
        self._note(moved)
        if self._journal is not None:
            put_in_place(temporary, path)

    def _remove(self, path: Path, moved: Sequence[Moved]) -> None:
        self._note(moved)
        if self._journal is not None:
            path.unlink(missing_ok=True)
            flush(path.parent)

    def _note(self, moved: Sequence[Moved]) -> None:
        self.moved |= {each.was: each for each in moved}
        if self._journal is not None:
            self._journal.add(moved)


def _kept(path: Path, content: bytes, screen: Screen) -> tuple[str, ...]:
    """The questions and answers of a file, if it is a page, that were not taken down."""
    document = document_of(RawFile(os.fsencode(path), path.name, len(content), None, None, None), content)
    return () if isinstance(document, Rejected) else examine(document, screen).kept


def _content(file: RawFile) -> bytes:
    with open_page(file.location) as stream:
        return stream.readall()


def _moved(was: bytes, now: bytes, rule: int) -> Moved:
    return Moved(_sha256(was), _sha256(now), rule)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
