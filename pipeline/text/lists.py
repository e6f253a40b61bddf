"""The numbers, letters and bullets that open the items of a list."""

from __future__ import annotations

import re

from .patterns import pattern

_BULLETS = r"-*\u2022\u2023\u25aa\u25cf\u25e6\u2043\u00b7"
_ORDINAL = r"\(?(?:[a-z]|[ivx]{1,4}|\d{1,3})[.)]"
"""`b)`, `(iv)`, `12.`"""

LIST_ITEM = pattern(rf"(?:(?P<number>\d{{1,3}})[.)]|[{_BULLETS}])\s+(?=\S)")
"""What opens an item as pages write it: `1)`, a bullet."""
LIST_FRAGMENT = pattern(rf"{_ORDINAL}\s")
"""What opens an item that may be a piece of a list: `d. A counselor ...`"""
LONE_MARKER = pattern(rf"{_ORDINAL}|[-*\u2022]")
"""A whole line that is nothing but the number or bullet of the next."""
LIST_NUMBER = pattern(r"^(\d{1,3})\. ", re.MULTILINE)
"""The number of an item as cleaning writes it."""
