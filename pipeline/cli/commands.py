"""All commands: importing a module makes its commands known to `main`. What one needs is imported when it runs."""

from __future__ import annotations

from . import (
    adding,
    counts,
    curating,
    doctor,
    explaining,
    exports,
    fetching,
    help,
    look,
    lookups,
    parsing,
    questions,
    releases,
    reports,
    reviews,
    sites,
    takedowns,
)
from .group import main

__all__ = [
    "adding",
    "counts",
    "curating",
    "doctor",
    "explaining",
    "exports",
    "fetching",
    "help",
    "look",
    "lookups",
    "main",
    "parsing",
    "questions",
    "releases",
    "reports",
    "reviews",
    "sites",
    "takedowns",
]
