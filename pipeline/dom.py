"""A page's text -> the tree that a browser builds of it."""

from __future__ import annotations

import turbohtml
from turbohtml import Document


def parse(text: str) -> Document:
    """Return the document tree of the WHATWG algorithm."""
    return turbohtml.parse(text, positions=False)
