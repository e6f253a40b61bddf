"""Rows of CSV and objects of JSON that hold a question, an answer and perhaps a source, or the messages of a chat."""

from .items import NAME
from .reader import extract, resolve, source_at
from .spans import spans_of

__all__ = ["NAME", "extract", "resolve", "source_at", "spans_of"]
