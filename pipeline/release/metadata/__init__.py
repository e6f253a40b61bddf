"""The files that describe a release for other tools, by what each says of a release."""

from __future__ import annotations

from collections.abc import Callable

from ..versions import Release
from . import card, croissant, datapackage, prov

STANDARDS: dict[str, Callable[[Release], str]] = {
    "README.md": card.describe,
    "croissant.json": croissant.describe,
    "datapackage.json": datapackage.describe,
    "prov.jsonld": prov.describe,
}
"""Each is a function of the tables, the manifest and the settings alone: no clock, no path, no environment."""
