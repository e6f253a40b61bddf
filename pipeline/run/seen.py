"""Pairs of pages -> rows of SEEN, with the file that they were read from."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from ..dedup.near.match import blocks_of
from ..schema import Pair
from ..schema.tables import RECORDS, SIGHTINGS, Columns
from .rows import SEEN, TAGGED

_OF_RECORDS = [name for name in SEEN.names if name in RECORDS.names]
_OF_SIGHTINGS = [name for name in SEEN.names if name in SIGHTINGS.names and name not in RECORDS.names]
_OF_MERGES = ["kept_id", "method", "similarity"]


SEEN_IN_FILES = pa.schema([*SEEN, TAGGED.field("file")])
"""The columns of SEEN, and the file that each row was read from."""


class Seen(Columns):
    """The rows of pairs while they are read."""

    def __init__(self) -> None:
        super().__init__(SEEN_IN_FILES)

    def add(self, pairs: Sequence[Pair], file: str) -> None:
        """Add the pairs of a page; `file` is the key of the raw file."""
        records = [pair.record.__dict__ for pair in pairs]
        sightings = [pair.sighting for pair in pairs]
        merges = [pair.merge for pair in pairs]
        self.extend(
            {
                **{name: [record[name] for record in records] for name in _OF_RECORDS},
                **{name: [getattr(sighting, name) for sighting in sightings] for name in _OF_SIGHTINGS},
                **{name: [getattr(merge, name) for merge in merges] for name in _OF_MERGES},
                "block": blocks_of([pair.question_fingerprint for pair in pairs]),
                "file": [file] * len(pairs),
            }
        )
