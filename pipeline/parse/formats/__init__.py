"""The page formats, one module each; a new one gets one line here."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ...schema import Document, Findings
from ..locators import RawPair
from ..page import Page
from ..prefilter import _LINK, _TYPE, _is_itemtype, _is_link, _is_term, _is_typeof, _needles
from . import (
    accordion,
    aggregator,
    attribution,
    bold,
    deflist,
    details,
    headings,
    jsonld,
    labelled,
    microdata,
    rdfa,
)

TEXT, HTML = "text/plain", "text/html"


class Format(NamedTuple):
    """How a format is read."""

    extract: Callable[[Page], Findings]
    resolve: Callable[[Page, str], RawPair]
    """The question and answer at a locator; raises a LookupError, ValueError or TypeError where there are none."""
    media_type: str
    is_markup: bool
    """Whether the page itself says what is a question: read also in `markup` mode, for whole crawls."""
    needles: tuple[bytes, ...] = ()
    """Of these a page must hold one, or the format finds nothing on it; with none it is always asked."""
    is_meant: Callable[[bytes, int, int], bool] = lambda content, start, end: True
    """And this must hold for one, by the page's bytes and where the needle starts and ends."""


FORMATS: dict[str, Format] = {
    "attribution": Format(attribution.extract, attribution.resolve, TEXT, is_markup=True),
    "aggregator": Format(aggregator.extract, aggregator.resolve, HTML, True, _LINK, _is_link),
    "jsonld": Format(jsonld.extract, jsonld.resolve, HTML, True, _TYPE, _is_term),
    "microdata": Format(microdata.extract, microdata.resolve, HTML, True, _TYPE, _is_itemtype),
    "rdfa": Format(rdfa.extract, rdfa.resolve, HTML, True, _TYPE, _is_typeof),
    "details": Format(details.extract, details.resolve, HTML, is_markup=False),
    "deflist": Format(deflist.extract, deflist.resolve, HTML, is_markup=False),
    "accordion": Format(accordion.extract, accordion.resolve, HTML, is_markup=False),
    "labelled": Format(labelled.extract, labelled.resolve, HTML, is_markup=False),
    "headings": Format(headings.extract, headings.resolve, HTML, is_markup=False),
    "bold": Format(bold.extract, bold.resolve, HTML, is_markup=False),
}


def formats_for(document: Document, mode: str = "full") -> list[str]:
    """Return the names of the formats that may find something in a document, by a look at its bytes."""
    fitting = {
        name: format
        for name, format in FORMATS.items()
        if format.media_type == document.media_type and (mode == "full" or format.is_markup)
    }
    found = _needles(document.content) if any(format.needles for format in fitting.values()) else None
    return [name for name, format in fitting.items() if found is None or _may_hold(document.content, format, found)]


def _may_hold(content: bytes, format: Format, found: dict[bytes, list[int]]) -> bool:
    if not format.needles:
        return True
    return any(
        format.is_meant(content, start, start + len(needle)) for needle in format.needles for start in found[needle]
    )
