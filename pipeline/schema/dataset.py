"""What people say of their dataset: title, licence, contact, description."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

_MARK = "dataset."
"""What begins the names of these facts among the settings of a manifest."""
NOT_SET = "not set"
"""What files that leave no place empty state of what nobody said."""
_LONGEST = {"title": 200, "licence": 1_000, "contact": 1_000, "description": 10_000}
"""Characters, chosen: a title is a line of a list, a description a page."""


class Dataset(NamedTuple):
    """What people say of their dataset; what nobody said is empty."""

    title: str = ""
    licence: str = ""
    """Of the collection: an SPDX identifier, an address, or a sentence."""
    contact: str = ""
    """Whom to ask: an address of mail or of a page."""
    description: str = ""
    """What it is for, in Markdown."""

    def for_manifest(self) -> dict[str, str]:
        """Return what is said, as the settings of a manifest state it."""
        return {_MARK + name: value for name, value in self._asdict().items() if value}

    def stated(self) -> dict[str, str]:
        """Return what is said, and of the rest that nobody has set it.

        >>> Dataset("Tea").stated()["licence"]
        'not set'
        """
        return {name: value or NOT_SET for name, value in self._asdict().items()}

    @classmethod
    def of(cls, settings: Mapping[str, str]) -> Dataset:
        """Return what the settings of a manifest state.

        >>> Dataset.of({"mode": "full", "dataset.title": "Tea"})
        Dataset(title='Tea', licence='', contact='', description='')
        """
        return cls(**{name: settings.get(_MARK + name, "") for name in cls._fields})


def fault(name: str, value: object) -> str:
    """Return why a value cannot be said of a dataset; empty where it can.

    >>> fault("title", "Tea"), fault("title", "Tea\\nand more")
    ('', 'must be one line')
    """
    if not isinstance(value, str):
        return f"must be a text in quotes, not {value!r}"
    text = value.strip()
    if len(text) > _LONGEST[name]:
        return f"must have at most {_LONGEST[name]:,} characters"
    if name != "description" and len(text.splitlines()) > 1:
        return "must be one line"
    from ..text.clean import has_controls, is_damaged  # not before: most runs have nothing to check

    if is_damaged(text) or has_controls(text.replace("\n", "").replace("\t", "")):
        return "must not hold control characters"
    return ""
