"""The page formats, one module each; a new one gets one line here."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from ...schema import Document, Findings
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
    recipe,
)

TEXT, HTML = "text/plain", "text/html"


class Format(NamedTuple):
    """How a format is read."""

    extract: Callable[[Page], Findings]
    read_again: Callable[[Page, str], tuple[str, str]]
    """The raw question and answer at a locator; raises ValueError, KeyError or IndexError where there are none."""
    media_type: str
    is_markup: bool
    """Whether the page itself says what is a question: read also in `markup` mode, for whole crawls."""
    needles: tuple[bytes, ...] = ()
    """Of these a page must hold one, or the format finds nothing on it; with none it is always asked."""
    is_meant: Callable[[bytes, int, int], bool] = lambda content, start, end: True
    """And this must hold for one, by the page's bytes and where the needle starts and ends."""


FORMATS: dict[str, Format] = {
    "attribution": Format(attribution.extract, attribution.read_again, TEXT, is_markup=True),
    "aggregator": Format(aggregator.extract, aggregator.read_again, HTML, True, _LINK, _is_link),
    "jsonld": Format(jsonld.extract, jsonld.read_again, HTML, True, _TYPE, _is_term),
    "microdata": Format(microdata.extract, microdata.read_again, HTML, True, _TYPE, _is_itemtype),
    "rdfa": Format(rdfa.extract, rdfa.read_again, HTML, True, _TYPE, _is_typeof),
    "details": Format(details.extract, details.read_again, HTML, is_markup=False),
    "deflist": Format(deflist.extract, deflist.read_again, HTML, is_markup=False),
    "accordion": Format(accordion.extract, accordion.read_again, HTML, is_markup=False),
    "labelled": Format(labelled.extract, labelled.read_again, HTML, is_markup=False),
    "headings": Format(headings.extract, headings.read_again, HTML, is_markup=False),
    "bold": Format(bold.extract, bold.read_again, HTML, is_markup=False),
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


def raw_pair(page: Page, locator: str) -> tuple[str, str]:
    """Return the raw question and answer that a locator names on a page; ValueError where it names none."""
    scheme = locator.partition("=")[0]
    name = "attribution" if scheme == "chars" else scheme
    if name not in FORMATS and name != recipe.NAME:
        raise ValueError(f"no format reads the locator {locator!r}")
    read_again = recipe.read_again if name == recipe.NAME else FORMATS[name].read_again
    try:
        return read_again(page, locator)
    except (KeyError, IndexError, StopIteration, TypeError) as error:
        raise ValueError(f"nothing at {locator!r}: {error}") from error


def source_at(page: Page, locator: str) -> str:
    """Return the markup that a locator names on a page; ValueError where it names none."""
    scheme, _, places = locator.partition("=")
    if scheme in (jsonld.NAME, aggregator.NAME):  # no element of its own: the texts as they were read
        return "\n\n".join(raw_pair(page, locator))
    paths = [
        place.partition("[")[0] if place.endswith("]") else place
        for place in re.split(r"(?<!\\)[;,](?=[#a-z])", places)
    ]
    elements = [page.dom.select_one(path) for path in dict.fromkeys(paths)]
    if None in elements:
        raise ValueError(f"nothing at {locator!r}")
    return "\n".join(element.html for element in elements if element is not None)
