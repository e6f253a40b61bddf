"""What can go wrong when a page's tree is built."""

from __future__ import annotations


class ParserTruncated(ValueError):
    """A parser lost the end of a page, and so did the lenient reader."""
