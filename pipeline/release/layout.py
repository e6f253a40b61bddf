"""The files of a release folder and of the folder around it: their names and their text."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from ..schema.manifest import Change, Manifest

LATEST = "LATEST"
MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"


CHANGELOG = "CHANGELOG.md"


LICENCE = "The texts belong to the sites that are cited: see each record's source."


def changelog(manifests: Sequence[Manifest]) -> str:
    """Return the text of `CHANGELOG.md`: what each release says of itself, newest first."""
    lines = ["# Releases", ""]
    for manifest in reversed(manifests):
        change = manifest.change
        news = [f"{change[word]:,} {word}" for word in Change._fields if change.get(word)]
        if manifest.previous is None:
            news = ["the first release"]
        lines += [
            f"## {manifest.version}",
            "",
            f"{_many(manifest.counts['records'], 'record')} from {_many(manifest.counts['documents'], 'document')}:"
            f" {', '.join(news) or 'the records as before, other tables changed'}.",
            "",
        ]
    return "\n".join(lines)


def checksums(digests: Mapping[str, str]) -> str:
    """Return the text of `SHA256SUMS` for the sha256 of each file of a release."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items()))


def sha256_of(path: Path) -> str:
    """Return the sha256 of a file, 64 hex digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def announcement(manifests: Sequence[Manifest]) -> dict[str, str]:
    """Return the text of `LATEST` and of the changelog, for releases from the oldest to the newest."""
    return {LATEST: f"{manifests[-1].version}\n", CHANGELOG: changelog(manifests)}


def _many(number: int, word: str) -> str:
    return f"{number:,} {word}" + ("" if number == 1 else "s")


LATEST = "LATEST"


MANIFEST = "manifest.json"
