"""All files that describe a release beside its tables, each by what it says of a release."""

from __future__ import annotations

from .emit.draft import Companions
from .release.metadata import STANDARDS

COMPANIONS: Companions = {**STANDARDS}
