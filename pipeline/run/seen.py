"""Pairs of pages -> rows of SEEN, with the file that they were read from."""

from __future__ import annotations

import pyarrow as pa

from ..dedup.near.match import blocks_of
from ..schema.pairs import Pairs
from ..schema.tables import Columns
from .rows import SEEN, TAGGED

SEEN_IN_FILES = pa.schema([*SEEN, TAGGED.field("file")])
"""The columns of SEEN, and the file that each row was read from."""


class Seen(Columns):
    """The rows of pairs while they are read."""

    def __init__(self) -> None:
        super().__init__(SEEN_IN_FILES, {"block": blocks_of})

    def add(self, pairs: Pairs, file: str) -> None:
        """Add the pairs of a page; `file` is the key of the raw file."""
        asked = pairs.columns["question_fingerprint"]
        self.extend({**pairs.columns, "block": asked, "file": [file] * len(pairs)})
