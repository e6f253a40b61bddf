"""schema.org Questions in JSON-LD scripts."""

from .licence import licences, licences_at
from .reader import NAME, extract, resolve
from .script_tags import scripts

__all__ = ["NAME", "extract", "licences", "licences_at", "resolve", "scripts"]
