"""A zip of pages, or of web archives (WACZ) -> its documents. Nothing is unpacked to the disk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterator

from ...schema import ARCHIVE, CONTAINERS, MHTML, WACZ, Document, Reason, Refused, Rejected
from ...text.patterns import pattern
from ...text.steering import STEERING
from ..documents import media_type_of, refuse
from ..errors import BadPageIndex
from ..files import RawFile, document_of
from ..folder import is_page
from ..index import INDEX, PageAbout, PageIndex, match, parse_index
from ..names import Names, shown
from ..warc import read as warc
from ..warc.codec import Bytes
from . import mhtml
from .zip_members import FAULTS, Fault, Member, opened_archive, read_members, unpack

_OF_MACS = "__MACOSX/"
_UNSAFE = pattern(r"/|[A-Za-z]:")  # at the start of a name: the root, or a drive
_STEERING = pattern(f"[{STEERING}]")


def documents(archive: Bytes, file: RawFile, counts: Counter[str]) -> Iterator[Document | Refused | Rejected]:
    """Yield a document or a rejection for each file in a zip; `counts` gets those that a folder would pass over.

    The rules are those of a folder: `README` and hidden files are no pages, and an `index.csv` at the top says what is
    known of the pages. Raises OSError where the disk fails.
    """
    try:
        members = read_members(archive)
    except FAULTS as error:
        if isinstance(error, OSError) and error.errno:
            raise
        yield refuse(Reason.UNSUPPORTED_FORMAT, f"{file.path}: no zip, or damaged ({error})")
        return
    top = _top_folder(members)
    known = yield from _known(archive, file, members, top)
    is_web_archives = media_type_of(file.path) == WACZ
    seen: set[str] = set()
    for member in members:
        fault = _name_fault(member)
        if fault:
            yield _refused(_as_file(file, member), fault)
        elif not is_page(member.name.removeprefix(top)) or (is_web_archives and media_type_of(member.name) != ARCHIVE):
            counts["ignored"] += member.name != top + INDEX
        elif member.name in seen:
            why = "another file of the zip has this name, and was read"
            yield _refused(_as_file(file, member), Fault(Reason.UNSAFE_NAME, why))
        else:
            seen.add(member.name)
            about = known.get(shown(member.name), PageAbout())
            yield from _read(archive, _as_file(file, member, about), member, counts)


def _top_folder(members: list[Member]) -> str:
    """The folder that was packed, `site/`, where all files but hidden ones lie in one; else nothing."""
    tops = {member.name.partition("/")[:2] for member in members if not member.name.startswith((".", _OF_MACS))}
    return "".join(*tops) if len(tops) == 1 and all(slash for _, slash in tops) else ""


def _known(archive: Bytes, file: RawFile, members: list[Member], top: str) -> Generator[Refused, None, PageIndex]:
    """Return what an index in a zip says of the other files, by their names as they are shown."""
    member = next((member for member in members if member.name == top + INDEX), None)
    if member is None:
        return {}
    content = unpack(archive, member)
    own = _as_file(file, member)
    if isinstance(content, Fault):
        yield _refused(own, content)
        return {}
    names = Names(shown(each.name.removeprefix(top)) for each in members if each.name.startswith(top))
    try:
        found = match(parse_index(own.path, content), names.find, lambda written: f"there is no {written}")
        if found.mistakes:
            first, *more = found.mistakes
            raise BadPageIndex(own.path, *first, *more)
    except BadPageIndex as error:
        yield _refused(own, Fault(Reason.BAD_INDEX, str(error)))
        return {}
    return {f"{shown(top)}{name}": about for name, about in found.about.items()}


def _read(
    archive: Bytes, file: RawFile, member: Member, counts: Counter[str]
) -> Iterator[Document | Refused | Rejected]:
    """Read a file in a zip as it would be read by itself."""
    media_type = media_type_of(file.path)
    if media_type == ARCHIVE:
        inner = opened_archive(archive, member)
        if isinstance(inner, Fault):
            yield _refused(file, inner)
        else:
            yield from warc.pages_in(inner, file._replace(size=inner.size), counts)
        return
    content = unpack(archive, member)
    if isinstance(content, Fault):
        yield _refused(file, content)
    elif media_type == MHTML:
        yield from mhtml.documents(file, content)
    elif media_type in CONTAINERS:
        yield _refused(file, Fault(Reason.UNSUPPORTED_FORMAT, "a zip in a zip is not opened; unpack the outer one"))
    else:
        found = document_of(file, content)
        yield Refused(_without_bytes(file), found) if isinstance(found, Rejected) else found


def _name_fault(member: Member) -> Fault | None:
    is_unsafe = _UNSAFE.match(member.name) or _STEERING.search(member.name) or ".." in member.name.split("/")
    if is_unsafe:
        return Fault(Reason.UNSAFE_NAME, "a name that leads out of the zip, or would steer a screen")
    return None


def _as_file(file: RawFile, member: Member, about: PageAbout = PageAbout()) -> RawFile:  # noqa: B008  a frozen value
    """A member as if it were a file; what is not said of it is what is said of the zip, but for the address."""
    return file._replace(
        path=f"{file.path}#{shown(member.name)}",
        size=max(0, member.info.file_size),
        url=about.url,
        charset=about.charset or file.charset,
        retrieved_at=about.retrieved_at or file.retrieved_at,
        pieces=b"",
        columns=about.columns,
    )


def _refused(file: RawFile, fault: Fault) -> Refused:
    return Refused(_without_bytes(file), refuse(fault.reason, f"{file.path}: {fault.why}"))


def _without_bytes(file: RawFile) -> Document:
    media_type = media_type_of(file.path) or "application/octet-stream"
    return Document(file.path, b"", "", file.url, file.charset, file.retrieved_at, media_type)
