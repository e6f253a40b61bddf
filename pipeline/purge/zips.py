"""A zip or a WACZ -> the same without what was taken down, and with what it says of its members as they are now."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import posixpath
import zipfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import partial
from typing import IO, Any, NamedTuple

from ..ingest.containers import zip_members
from ..ingest.documents import is_gzip, media_type_of
from ..ingest.errors import BadPageIndex
from ..ingest.index import INDEX, PageAbout, index_of_others
from ..ingest.names import shown
from ..ingest.warc.codec import Bytes
from ..schema import ARCHIVE, WACZ, ZIP, Document
from .cleaner import Cleaner
from .fillers import CannotFill

_LEVELS = 3  # chosen: of zips in zips that are looked into
_LARGE = 1 << 30  # bytes (chosen) from which on a member is written with long lengths
_PACKAGE, _DIGEST = "datapackage.json", "datapackage-digest.json"
_INDEXES = "indexes/"
"""Where a WACZ keeps where its records are; whoever replays it can make them again."""
_PAGES = ".jsonl"
"""The ending of the tables of a WACZ that have a line for each page."""


def write_zip(
    name: str, archive: Bytes, pages: Mapping[str, Document], target: IO[bytes], cleaner: Cleaner, levels: int = _LEVELS
) -> None:
    """Write a zip again without what was taken down; `pages` are those in it, by their paths. Raises CannotFill.

    So many levels of zips in it are looked into.
    """
    with zipfile.ZipFile(target, "w") as written:
        _Zip(name, archive, pages, cleaner, levels).write(written)


def repeats(name: str, archive: Bytes, cleaner: Cleaner) -> bool:
    """Whether a zip none of whose pages holds anything repeats it elsewhere. Raises CannotFill."""
    return _Zip(name, archive, {}, cleaner, _LEVELS).repeats()


class _Zip:
    def __init__(self, name: str, archive: Bytes, pages: Mapping[str, Document], cleaner: Cleaner, levels: int) -> None:
        self._levels = levels
        self._name = name
        self._archive = archive
        self._pages = pages
        self._cleaner = cleaner
        self._is_wacz = media_type_of(name) == WACZ
        self._gone: set[str] = set()
        """The names of the members that went."""
        self._facts: dict[str, _Facts] = {}
        """Of each member that was written, by its name."""

    def write(self, target: zipfile.ZipFile) -> None:
        for member in sorted(zip_members.read_members(self._archive), key=_order):
            pieces = self._member(member)
            if pieces is None:
                self._gone.add(member.name)
                continue
            with target.open(_told(member.info), "w", force_zip64=member.info.file_size > _LARGE) as stream:
                self._facts[member.name] = _written(stream, pieces)

    def repeats(self) -> bool:
        """Whether any member but those that tell of others would be changed."""
        return any(map(self._is_changed, zip_members.read_members(self._archive)))

    def _is_changed(self, member: zip_members.Member) -> bool:
        if media_type_of(member.name) == ARCHIVE and (inner := zip_members.archive_in(self._archive, member)):
            return self._cleaner.repeats(f"{self._name}#{shown(member.name)}", inner)
        content = None if self._is_wacz and self._tells(member.name) else zip_members.content_of(self._archive, member)
        return content is not None and self._other(member.name, content) != content

    def _tells(self, name: str) -> bool:
        """Whether a member of a WACZ tells of others."""
        return name.startswith(_INDEXES) or posixpath.basename(name) in (_PACKAGE, _DIGEST)

    def _member(self, member: zip_members.Member) -> Iterable[bytes] | None:
        """The bytes of a member without what was taken down; None where it goes."""
        path = f"{self._name}#{shown(member.name)}"
        if media_type_of(member.name) == ARCHIVE and (inner := zip_members.archive_in(self._archive, member)):
            return self._cleaner.archive(path, inner)
        content = zip_members.content_of(self._archive, member)
        if content is None:
            raise CannotFill(f"{shown(member.name)} in it cannot be read")
        now = self._page(member.name, content, path) if path in self._pages else self._other(member.name, content)
        return None if now is None else [now]

    def _page(self, name: str, content: bytes, path: str) -> bytes | None:
        document = self._pages[path]
        now = self._cleaner.page(document)
        if now is None:
            return None
        if now == document.content:
            return content
        return gzip.compress(now, mtime=0) if is_gzip(name) else now

    def _other(self, name: str, content: bytes) -> bytes | None:
        """A member that is no page."""
        base = posixpath.basename(name)
        if self._is_wacz and name.startswith(_INDEXES):
            return None
        if self._is_wacz and base in (_PACKAGE, _DIGEST):
            return self._package(content) if base == _PACKAGE else self._digest()
        if self._is_wacz and base.endswith(_PAGES):
            lines = content.splitlines(keepends=True)
            content = b"".join(line for line in lines if not self._is_taken(line))
        if base == INDEX:
            with suppress(BadPageIndex):  # then it says nothing of any page
                content = index_of_others(name, content, partial(self._is_out, name)) or content
        if media_type_of(name) == ZIP:
            return self._zip_within(name, content)
        return self._cleaner.other(name, content)

    def _is_out(self, index: str, page: str, about: PageAbout) -> bool:
        """Whether a line of an index goes."""
        is_gone = posixpath.join(posixpath.dirname(index), page) in self._gone
        return is_gone or (about.url is not None and self._cleaner.says(about.url))

    def _is_taken(self, line: bytes) -> bool:
        """Whether a line of the table of pages says what was taken down."""
        try:
            said = json.loads(line)
        except ValueError:
            return False
        return isinstance(said, dict) and any(
            self._cleaner.says(each) for each in said.values() if isinstance(each, str)
        )

    def _zip_within(self, name: str, content: bytes) -> bytes:
        """A zip in the zip, whose pages are not read, so that only copies are looked for."""
        if not self._levels:
            raise CannotFill(f"{shown(name)} in it is not looked into")
        inner = Bytes(lambda at, count: content[at : at + count], len(content))
        target = io.BytesIO()
        try:
            write_zip(name, inner, {}, target, self._cleaner, self._levels - 1)
        except zipfile.BadZipFile as error:
            raise CannotFill(f"{shown(name)} in it cannot be read") from error
        return target.getvalue() if _contents(target.getvalue()) != _contents(content) else content

    def _package(self, content: bytes) -> bytes:
        """What a WACZ says of its members, as they are now."""
        try:
            package: dict[str, Any] = json.loads(content)
            listed = [each for each in package["resources"] if each["path"] in self._facts]
            resources = [{**each, **self._facts[each["path"]]._asdict()} for each in listed]
        except (KeyError, TypeError, ValueError) as error:
            raise CannotFill(f"{_PACKAGE} in it cannot be read") from error
        return json.dumps({**package, "resources": resources}, ensure_ascii=False, indent=2).encode()

    def _digest(self) -> bytes:
        """The checksum of that, without what signed the old one."""
        return json.dumps({"path": _PACKAGE, "hash": self._facts[_PACKAGE].hash}, indent=2).encode()


class _Facts(NamedTuple):
    """What `datapackage.json` says of a member."""

    hash: str
    bytes: int


def _order(member: zip_members.Member) -> tuple[bool, ...]:
    """What tells of other members comes after them."""
    base = posixpath.basename(member.name)
    return base == _DIGEST, base == _PACKAGE, base == INDEX


def _written(stream: IO[bytes], pieces: Iterable[bytes]) -> _Facts:
    digest, size = hashlib.sha256(), 0
    for piece in pieces:
        stream.write(piece)
        digest.update(piece)
        size += len(piece)
    return _Facts(f"sha256:{digest.hexdigest()}", size)


def _contents(content: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [archive.read(info) for info in archive.infolist()]


def _told(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """What a zip says of a file, without where and how large it was."""
    told = zipfile.ZipInfo(info.filename, info.date_time)
    told.compress_type, told.external_attr, told.create_system = (
        info.compress_type,
        info.external_attr,
        info.create_system,
    )
    return told
