"""qamill: question-and-answer web pages in, a dataset people can trust out."""

from pipeline.curate import Outcome, curate
from pipeline.errors import QamillError
from pipeline.release.diff import diff
from pipeline.release.load import load
from pipeline.release.versions import versions
from pipeline.run.page import Triples, parse
from pipeline.schema import Candidate, Document, Reason, Rejected, Sighting
from pipeline.schema.manifest import Manifest
from pipeline.schema.record import Record

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
