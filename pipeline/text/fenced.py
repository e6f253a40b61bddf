"""Fenced code in Markdown and pasted text: what is between two lines that open with three backticks or tildes."""

from __future__ import annotations

import re
from typing import AnyStr

from .patterns import pattern

_FENCED = r"^ {0,3}(```|~~~).*?^ {0,3}\1[`~]*"
_IN_TEXT = pattern(_FENCED, re.MULTILINE | re.DOTALL)
_IN_BYTES = pattern(_FENCED.encode(), re.MULTILINE | re.DOTALL)


def without_fenced(text: AnyStr) -> AnyStr:
    """Return a text, or its bytes, without the fenced code in it.

    >>> without_fenced("Like this:\\n```\\nQ: Is it?\\n```\\nor so.")
    'Like this:\\n\\nor so.'
    """
    return _IN_TEXT.sub("", text) if isinstance(text, str) else _IN_BYTES.sub(b"", text)
