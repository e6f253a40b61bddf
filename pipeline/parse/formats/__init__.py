"""The page formats, one module each; a new one gets one line here."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import MATCHKIND_LEFTMOST_FIRST, BytesAhoCorasick

from pipeline.parse.formats import (
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
from pipeline.schema import Document, Findings, Page

TEXT, HTML = "text/plain", "text/html"
_TYPE, _LINK = (b"Question",), (b"nswer", b"NSWER")
_COMPLETE = re.compile(rb"complete[\s\x80-\xff]+answer", re.IGNORECASE)
_REACH = 200  # bytes before a needle: an attribute's name stands some 60 before its value's end


def _is_term(content: bytes, _: int, end: int) -> bool:
    """Whether a word ends with a needle, and goes on: "Question" is a type, "Questions" is none."""
    return end < len(content) and not content[end : end + 1].isalpha()


def _is_itemtype(content: bytes, start: int, _: int) -> bool:
    return b"itemtype" in content[max(0, start - _REACH) : start].lower()


def _is_typeof(content: bytes, start: int, _: int) -> bool:
    return b"typeof" in content[max(0, start - _REACH) : start].lower()


def _is_link(content: bytes, start: int, end: int) -> bool:
    """Whether "complete answer" stands there: the first word, which is seldom, is looked for first."""
    around = content[max(0, start - _REACH) : end + 1]
    return b"complete" in around.lower() and _COMPLETE.search(around) is not None


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


_NEEDLES = (*_TYPE, *_LINK)
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
_SAMPLE = 4_096


@cache
def _finder() -> BytesAhoCorasick:
    # The kind of match decides the speed: this one is found eight bytes at a time, the default ten times slower.
    return BytesAhoCorasick(_NEEDLES, matchkind=MATCHKIND_LEFTMOST_FIRST)


def _needles(content: bytes) -> dict[bytes, list[int]] | None:
    """Where the needles of all formats stand; None for UTF-16 and UTF-32, where letters are no bytes."""
    if content.startswith(_WIDE_MARKS) or b"\0" in content[:_SAMPLE]:
        return None
    found: dict[bytes, list[int]] = {needle: [] for needle in _NEEDLES}
    for number, start, _ in _finder().find_matches_as_indexes(content):
        found[_NEEDLES[number]].append(start)
    return found


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
