"""qamill: question-and-answer web pages in, a dataset people can trust out."""

from pipeline.curate import Outcome, curate
from pipeline.errors import QamillError
from pipeline.release.load import load
from pipeline.release.versions import diff, versions
from pipeline.run.page import Triples, parse
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
