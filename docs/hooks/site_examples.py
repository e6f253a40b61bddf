"""An extension of griffe: the examples of docstrings are shown as code."""

from __future__ import annotations

import re
from typing import Any

import griffe

_EXAMPLE = re.compile(r"(?:\A|(?<=\n\n))>>> .*?(?=\n\n|\Z)", re.DOTALL)


class Examples(griffe.Extension):
    """Put each paragraph of a docstring that begins with a prompt into a block of code."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Change the docstring of an object that was read."""
        if obj.docstring:
            obj.docstring.value = _EXAMPLE.sub(lambda example: f"```pycon\n{example[0]}\n```", obj.docstring.value)
