"""What lies beside the releases and is made from them: `LATEST`, the changelog and the index."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from ..schema.counts import named_counts
from .layout import CHANGELOG, INDEX, INDEX_HEAD, LATEST, MANIFEST, changelog, sha256_of
from .versions import Release
from .withdrawn import Withdrawal

INDEX_KEYS = (
    *("version", "previous", "content", "newest_page", "manifest", "bytes", "schema_version", "withdrawn", "counts"),
)
"""What the index says of each release."""


def announcement(releases: Sequence[Release], withdrawn: Mapping[str, Withdrawal]) -> dict[str, str]:
    """Return the text of `LATEST`, of the changelog and of the index, for releases from the oldest to the newest.

    `LATEST` names the newest one that was not withdrawn, or the newest where all were.
    """
    good = [release for release in releases if release.version not in withdrawn]
    latest = (good or releases)[-1].version
    return {
        LATEST: f"{latest}\n",
        CHANGELOG: changelog([release.manifest for release in releases], withdrawn),
        INDEX: _index(latest, releases, withdrawn),
    }


def _index(latest: str, releases: Sequence[Release], withdrawn: Mapping[str, Withdrawal]) -> str:
    """The text of `index.json`: a line for each release, so that a difference between two indexes is read at once."""
    entries = (_entry(release, withdrawn.get(release.version)) for release in releases)
    lines = ",\n    ".join(json.dumps(entry, ensure_ascii=False) for entry in entries)
    return f'{INDEX_HEAD}{json.dumps(latest)},\n  "releases": [\n    {lines}\n  ]\n}}\n'


def _entry(release: Release, withdrawal: Withdrawal | None) -> dict[str, object]:
    manifest = release.manifest
    return {
        "version": manifest.version,
        "previous": manifest.previous,
        "content": manifest.content_hash,
        "newest_page": manifest.newest_page,
        "manifest": sha256_of(release.location / MANIFEST),
        "bytes": sum(facts.bytes for facts in manifest.files.values()),
        "schema_version": manifest.schema_version,
        "withdrawn": withdrawal._asdict() if withdrawal else None,
        "counts": named_counts(manifest),
    }
