"""What a release says of itself."""

from __future__ import annotations

from typing import NamedTuple

from pydantic import BaseModel, ConfigDict


class Manifest(BaseModel):
    """What a release holds, where it came from, and how to check it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    version: str
    previous: str | None
    schema_version: int
    counts: dict[str, int]
    """What came in and what became of it; see `tables.sums` for the sums that must hold."""
    rejected: dict[str, int]
    """Rows of the rejected table by reason."""
    change: dict[str, int]
    """Records added, removed and changed against the release before."""
    content: dict[str, str]
    """A hash per table over its values alone, the same whichever library wrote the file."""
    inputs: str
    """A hash over the path, sha256 and index line of every raw file."""
    package: dict[str, str]
    """Name, version and code fingerprint of what made the release."""
    settings: dict[str, str]
    files: dict[str, FileFacts]


class FileFacts(BaseModel):
    """What the manifest says of one released file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sha256: str
    bytes: int
    rows: int | None = None


class Change(NamedTuple):
    """How many records came, went and changed between two releases."""

    added: int
    removed: int
    changed: int
    moved: int
    """Those that are folded into another record now."""


Manifest.model_rebuild()
