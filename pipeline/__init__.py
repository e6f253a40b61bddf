"""qamill: question-and-answer web pages in, a dataset people can trust out."""

from pipeline.curate import Outcome, curate
from pipeline.errors import QamillError
from pipeline.load import load
from pipeline.pages import Triples, parse
from pipeline.release import diff, versions
from pipeline.schema import Candidate, Document, Manifest, Reason, Record, Rejected, Sighting

__all__ = [
    "Candidate",
    "Document",
    "Manifest",
    "Outcome",
    "QamillError",
    "Reason",
    "Record",
    "Rejected",
    "Sighting",
    "Triples",
    "curate",
    "diff",
    "load",
    "parse",
    "versions",
]
