"""The nouns of the project: what one stage hands to the next."""

from .nouns import (
    HTML,
    SCHEMA_VERSION,
    TEXT,
    Boilerplate,
    Candidate,
    Document,
    Findings,
    Merge,
    Pair,
    Passed,
    Rejected,
    Sighting,
)
from .reasons import Reason, Stage

__all__ = [
    "HTML",
    "SCHEMA_VERSION",
    "TEXT",
    "Boilerplate",
    "Candidate",
    "Document",
    "Findings",
    "Merge",
    "Pair",
    "Passed",
    "Reason",
    "Rejected",
    "Sighting",
    "Stage",
]
