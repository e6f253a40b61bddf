"""What a release says of itself: `manifest.json`, read and written without any library, so that it is read at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from typing import Any, NamedTuple


class Change(NamedTuple):
    """How many records came, went and changed between two releases."""

    added: int
    removed: int
    changed: int
    """Those that are still there, with another value in some column."""
    reworded: int = 0
    """Those in whose place another one is now: the same question and answer in other words."""
    superseded: int = 0
    """Those that are still there, and that a later answer of their page has taken the place of."""
    merged: int = 0
    """Those that are merged into another record now."""


@dataclass(frozen=True)
class FileFacts:
    """What the manifest says of one released file."""

    sha256: str
    """64 hex digits."""
    bytes: int
    rows: int | None = None


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What a release holds, where it came from, and how to check it."""

    name: str
    version: str
    """MAJOR.MINOR.PATCH, with `+purged.N` where what was taken down was purged from it."""
    previous: str | None
    """The version before; None for the first release."""
    schema_version: int
    counts: dict[str, int]
    """What came in and what became of it; see `Counts` for the laws that must hold."""
    rejected: dict[str, int]
    """Rows of the table `rejected` by reason."""
    change: dict[str, int]
    """How many records changed since the release before, and how; see `Change`."""
    content: dict[str, str]
    """A hash of each table over its values alone, the same whichever library wrote the file."""
    inputs: str
    """A hash over the path, sha256 and index line of every raw file."""
    package: dict[str, str]
    """Name, version and code fingerprint of what made the release."""
    settings: dict[str, str]
    """What the result depends on besides the pages."""
    files: dict[str, FileFacts]
    newest_page: str | None = None
    """The day of the newest page, like 2026-01-31: the latest on which one was retrieved, or, of a page of which that
    is not known, its own date. None where no page has a date, or the release was made before this was stated."""

    @property
    def changes(self) -> Change:
        """How many records changed since the release before, in the words of today.

        Up to schema version 2 `merged` was called `moved`, and what is `reworded` was one `removed` and one `added`.
        """
        stated = {"merged": self.change.get("moved", 0), **self.change}
        return Change(*(stated.get(kind, 0) for kind in Change._fields))

    @property
    def tables(self) -> dict[str, str]:
        """The digests of all tables by name, sorted, but for `changes`, which only describes the way to them."""
        return {name: digest for name, digest in sorted(self.content.items()) if name != "changes"}

    @property
    def content_hash(self) -> str:
        """A hash over the values of all tables but `changes`; 64 hex digits."""
        lines = "".join(f"{name}:{digest}\n" for name, digest in self.tables.items())
        return hashlib.sha256(lines.encode()).hexdigest()

    def to_json(self) -> str:
        """Return the text of `manifest.json`."""
        return json.dumps(asdict(self), indent=2, ensure_ascii=False) + "\n"

    @classmethod
    def from_json(cls, content: bytes) -> Manifest:
        """Return the manifest that a file holds. Raises ValueError, which says what is wrong."""
        read = _object("manifest", json.loads(content))
        json.dumps(read, ensure_ascii=False).encode()  # a lone surrogate could neither be printed nor written again
        files = _object("files", read.get("files"))
        facts = {name: _checked(FileFacts, _object(name, about)) for name, about in files.items()}
        manifest: Manifest = _checked(cls, {**read, "files": facts})
        return manifest


def _checked(kind: type[Any], values: dict[str, Any]) -> Any:
    """Return the dataclass of some values. Raises ValueError where one is missing, unknown or of another type."""
    known = {field.name: str(field.type) for field in fields(kind)}
    strange = [name for name in values if name not in known]
    if strange:
        raise ValueError(f"{strange[0]!r} is not known")
    for name, value in values.items():
        if not _TYPES[known[name]](value):
            raise ValueError(f"{name!r} is not of the type {known[name]}")
    try:
        return kind(**values)
    except TypeError as error:
        raise ValueError(str(error).partition(") ")[2]) from None


def _object(name: str, value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f"{name!r} is no JSON object")
    return value


_MOST = (1 << 63) - 1  # as a column of Arrow can count


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST


def _is_text(value: object) -> bool:
    return isinstance(value, str)


_TYPES: dict[str, Callable[[Any], bool]] = {
    "str": _is_text,
    "str | None": lambda value: value is None or _is_text(value),
    "int": _is_count,
    "int | None": lambda value: value is None or _is_count(value),
    "dict[str, int]": lambda value: isinstance(value, dict) and all(map(_is_count, value.values())),
    "dict[str, str]": lambda value: isinstance(value, dict) and all(map(_is_text, value.values())),
    "dict[str, FileFacts]": lambda value: isinstance(value, dict),
}
"""Whether a value is of a type, by the type as it is written in the dataclasses above."""
