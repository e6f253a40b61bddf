"""The files of a release folder and of the folder around it: their names and their text."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from ..schema.manifest import Change, Manifest
from ..storage import is_address, join
from ..text.counted import count_of
from .location import Location
from .withdrawn import Withdrawal

LATEST = "LATEST"
MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
CHANGELOG = "CHANGELOG.md"
INDEX = "index.json"
INDEX_HEAD = '{\n  "latest": '
CHANGELOG_HEAD = "# Releases\n"
COMPANIONS = ("README.md", "croissant.json", "datapackage.json", "prov.jsonld", "report.html")
"""The files that describe a release beside its tables, for people and for other tools; older releases have none."""
_MOVED = "moved"  # what `merged` was called up to schema version 2
RIGHTS = "The texts belong to the sites that are cited: see each record's source."


def location_of(out: Path | str, version: str) -> Path | str:
    """Return where a version lies in a folder or at an address of releases."""
    return join(str(out), version) if is_address(out) else Path(out) / version


def changelog(manifests: Sequence[Manifest], withdrawn: Mapping[str, Withdrawal]) -> str:
    """Return the text of `CHANGELOG.md`: what each release says of itself, newest first, and which were withdrawn."""
    lines = [CHANGELOG_HEAD]
    said = {manifest.version: manifest for manifest in manifests}
    for manifest in reversed(manifests):
        change, counts = manifest.change, manifest.counts
        news = [f"{change[word]:,} {word}" for word in (*Change._fields, _MOVED) if change.get(word)]
        if manifest.previous is None:
            news = ["the first release"]
        lines += [
            f"## {manifest.version}",
            "",
            *_mark(withdrawn.get(manifest.version)),
            f"{count_of(counts['records'], 'record')} from {count_of(counts['documents'], 'document')}:"
            f" {', '.join(news) or _other_news(manifest, said.get(manifest.previous or ''))}.",
            "",
        ]
    return "\n".join(lines)


def _other_news(manifest: Manifest, before: Manifest | None) -> str:
    """What is new where no record is."""
    if before is None:  # it was pruned
        return "the records as before"
    if before.content_hash == manifest.content_hash:
        return "the tables as before, what is said of the dataset changed"
    return "the records as before, other tables changed"


def _mark(withdrawal: Withdrawal | None) -> list[str]:
    return [f"**Withdrawn** on {withdrawal.date}: {withdrawal.reason}", ""] if withdrawal else []


def checksums(digests: Mapping[str, str]) -> str:
    """Return the text of `SHA256SUMS` for the sha256 of each file of a release."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items()))


def sha256_of(path: Location) -> str:
    """Return the sha256 of a file, 64 hex digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
