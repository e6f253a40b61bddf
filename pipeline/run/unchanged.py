"""Whether a run has anything to do, decided from hashes and manifests before anything is imported that reads pages."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from ..emit.publish import is_tidy
from ..ingest.files import RawFile, is_hashed
from ..release.layout import PARQUET
from ..release.versions import Release, good_versions, releases
from ..review.decision import Decision
from ..schema.manifest import Manifest
from ..schema.reasons import OF_THE_MACHINE
from ..storage import is_address
from . import provenance
from .settings import Settings


def find_unchanged(
    files: Sequence[RawFile], settings: Settings, out: Path | str, decisions: Sequence[Decision] = ()
) -> Manifest | None:
    """Return the manifest of the newest release in a folder if it was made from these files in the same way.

    None where finding out takes more work: the files are not hashed yet, an earlier run left something
    to clear up, the release is damaged, or `out` is an address.
    """
    if is_address(out) or not is_hashed(files):
        return None
    released = releases(out)
    if not released or not is_tidy(Path(out), released):
        return None
    newest = good_versions(out)[-1]
    [last] = [release for release in released if release.version == newest]
    is_same = is_made_of(last.manifest, files, settings, decisions)
    return last.manifest if is_same and not find_damage(last) else None


def find_damage(release: Release) -> str:
    """Return which table of a release is missing or has another size than its manifest states; empty where none is.

    Only sizes are compared, which costs nothing; `verify` reads the bytes.
    """
    for name, facts in release.manifest.files.items():
        if name.endswith(f".{PARQUET}"):
            try:
                size = os.stat(release.file(name)).st_size
            except OSError:
                return f"{name} is missing"
            if size != facts.bytes:
                return f"{name} has {size:,} bytes and not {facts.bytes:,}, as it was released"
    return ""


def is_made_of(
    release: Manifest, files: Sequence[RawFile], settings: Settings, decisions: Sequence[Decision] = ()
) -> bool:
    """Whether a release was made from these files and decisions, with these settings, by this code, and nothing failed.

    One on whose pages the machine failed is to be made again: another run may read them.
    """
    return (
        release.settings == settings.for_manifest()
        and release.inputs == provenance.inputs(files, decisions, settings.takedowns.digest)
        and release.package == provenance.package()
        and not _has_failures(release)
    )


def _has_failures(release: Manifest) -> bool:
    """Whether a page was rejected, or read leniently, for a reason that may lie with the machine."""
    return bool(release.counts.get("lenient")) or any(reason in release.rejected for reason in OF_THE_MACHINE)
