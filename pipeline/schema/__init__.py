"""The nouns of the project: what one stage hands to the next."""

from .nouns import (
    SCHEMA_VERSION,
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
    "SCHEMA_VERSION",
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
