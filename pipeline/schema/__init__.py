"""The nouns of the project: what one stage hands to the next."""

from .nouns import (
    ARCHIVE,
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
    document_key,
)
from .reasons import OF_A_PART, Reason, Stage

__all__ = [
    "ARCHIVE",
    "HTML",
    "OF_A_PART",
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
    "document_key",
]
