"""All files that describe a release beside its tables, each by what it says of a release."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from .emit.draft import Companions
from .release.metadata import STANDARDS
from .release.versions import Release


def companions(previous: Release | None, raw: Sequence[Path | str]) -> Companions:
    """Return the files that describe the release after `previous`, whose pages lie in the folders `raw`.

    What a file says must depend on the release, the one before and the pages alone. Its name is one of COMPANIONS in
    `release/layout.py`.
    """
    return {**STANDARDS, "report.html": lambda draft: _report(draft, previous, raw)}


def _report(draft: Release, previous: Release | None, raw: Sequence[Path | str]) -> str:
    from .audit.report.write import write_report  # its templates and readers take a while to import

    return write_report(draft, previous, raw)
