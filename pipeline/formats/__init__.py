"""The page formats, one module each; a new one gets one line here."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from pipeline.formats import (
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
from pipeline.schema import Findings, Page

TEXT, HTML = "text/plain", "text/html"


class Format(NamedTuple):
    """How a format is read."""

    extract: Callable[[Page], Findings]
    read_again: Callable[[Page, str], tuple[str, str]]
    """The raw question and answer at a locator; raises ValueError, KeyError or IndexError where there are none."""
    media_type: str
    is_markup: bool
    """Whether the page itself says what is a question: read also in `markup` mode, for whole crawls."""


FORMATS: dict[str, Format] = {
    "attribution": Format(attribution.extract, attribution.read_again, TEXT, is_markup=True),
    "aggregator": Format(aggregator.extract, aggregator.read_again, HTML, is_markup=True),
    "jsonld": Format(jsonld.extract, jsonld.read_again, HTML, is_markup=True),
    "microdata": Format(microdata.extract, microdata.read_again, HTML, is_markup=True),
    "rdfa": Format(rdfa.extract, rdfa.read_again, HTML, is_markup=True),
    "details": Format(details.extract, details.read_again, HTML, is_markup=False),
    "deflist": Format(deflist.extract, deflist.read_again, HTML, is_markup=False),
    "accordion": Format(accordion.extract, accordion.read_again, HTML, is_markup=False),
    "labelled": Format(labelled.extract, labelled.read_again, HTML, is_markup=False),
    "headings": Format(headings.extract, headings.read_again, HTML, is_markup=False),
    "bold": Format(bold.extract, bold.read_again, HTML, is_markup=False),
}


def formats_for(media_type: str, mode: str = "full") -> list[str]:
    """Return the names of the formats that a page of some media type is read by."""
    return [
        name
        for name, format in FORMATS.items()
        if format.media_type == media_type and (mode == "full" or format.is_markup)
    ]


def raw_pair(page: Page, locator: str) -> tuple[str, str]:
    """Return the raw question and answer that a locator names on a page; ValueError where it names none."""
    scheme = locator.partition("=")[0]
    name = "attribution" if scheme == "chars" else scheme
    if name not in FORMATS:
        raise ValueError(f"no format reads the locator {locator!r}")
    try:
        return FORMATS[name].read_again(page, locator)
    except (KeyError, IndexError, StopIteration, TypeError) as error:
        raise ValueError(f"nothing at {locator!r}: {error}") from error
