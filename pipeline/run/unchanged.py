"""Whether a run has anything to do, decided from hashes and manifests before anything is imported that reads pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..emit.publish import is_tidy
from ..ingest.files import RawFile, is_hashed
from ..release.versions import Release, newest
from ..schema.manifest import Manifest
from ..storage import is_address
from . import provenance
from .settings import Settings


def find_unchanged(files: Sequence[RawFile], settings: Settings, out: Path | str) -> Manifest | None:
    """Return the manifest of the newest release in a folder if it was made from these files in the same way.

    None where finding out takes more work: the files are not hashed yet, an earlier run left something
    to clear up, or `out` is an address.
    """
    if is_address(out) or not is_hashed(files) or not is_tidy(Path(out)):
        return None
    return manifest_of(newest(out), files, settings)


def manifest_of(release: Release | None, files: Sequence[RawFile], settings: Settings) -> Manifest | None:
    """Return the manifest of a release if it was made from these files, with these settings, by this code."""
    if release is None or release.manifest.settings != settings.for_manifest():
        return None
    if release.manifest.inputs != provenance.inputs(files) or release.manifest.package != provenance.package():
        return None
    return release.manifest
