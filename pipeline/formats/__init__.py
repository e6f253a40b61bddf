"""The page formats, one module each; a new one gets one line here."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
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
    recipe,
)
from pipeline.schema import Findings, Page

TEXT, HTML = "text/plain", "text/html"
_WIDE = ("utf-16", "utf-32")  # their bytes are not those of the words
_LINK = re.compile(rb"complete(?:\s|[^\x00-\x7f])+answer")
_LD = re.compile(rb"ld\+json")
_ITEM = re.compile(rb"itemscope")
_TYPED = re.compile(rb"typeof\s*=")


class Format(NamedTuple):
    """How a format is read."""

    extract: Callable[[Page], Findings]
    read_again: Callable[[Page, str], tuple[str, str]]
    """The raw question and answer at a locator; raises ValueError, KeyError or IndexError where there are none."""
    media_type: str
    is_markup: bool
    """Whether the page itself says what is a question: read also in `markup` mode, for whole crawls."""
    word: bytes = b""
    """A page without it holds nothing for the format; in any case where it has no upper-case letter."""
    sign: re.Pattern[bytes] = re.compile(b"")
    """Nor does a page whose bytes, in lower case, lack this: asked where the word is there."""


FORMATS: dict[str, Format] = {
    "attribution": Format(attribution.extract, attribution.read_again, TEXT, is_markup=True),
    "aggregator": Format(aggregator.extract, aggregator.read_again, HTML, is_markup=True, word=b"answer", sign=_LINK),
    "jsonld": Format(jsonld.extract, jsonld.read_again, HTML, is_markup=True, word=b"Question", sign=_LD),
    "microdata": Format(microdata.extract, microdata.read_again, HTML, is_markup=True, word=b"Question", sign=_ITEM),
    "rdfa": Format(rdfa.extract, rdfa.read_again, HTML, is_markup=True, word=b"Question", sign=_TYPED),
    "details": Format(details.extract, details.read_again, HTML, is_markup=False),
    "deflist": Format(deflist.extract, deflist.read_again, HTML, is_markup=False),
    "accordion": Format(accordion.extract, accordion.read_again, HTML, is_markup=False),
    "labelled": Format(labelled.extract, labelled.read_again, HTML, is_markup=False),
    "headings": Format(headings.extract, headings.read_again, HTML, is_markup=False),
    "bold": Format(bold.extract, bold.read_again, HTML, is_markup=False),
}


def formats_for(page: Page, mode: str = "full") -> list[str]:
    """Return the names of the formats that may find something on a page, without building its tree."""
    content = _Content(page)
    return [
        name
        for name, format in FORMATS.items()
        if format.media_type == page.document.media_type
        and (mode == "full" or format.is_markup)
        and content.may_hold(format.word, format.sign)
    ]


class _Content:
    """The bytes of a page, for looking quickly at what they hold: a search in text is half as fast."""

    def __init__(self, page: Page) -> None:
        is_wide = page.encoding.startswith(_WIDE)
        self._bytes = page.text.encode("utf-8", "surrogatepass") if is_wide else page.document.content

    @cached_property
    def _lower(self) -> bytes:
        return self._bytes.lower()

    def may_hold(self, word: bytes, sign: re.Pattern[bytes]) -> bool:
        """Whether it holds a word and, in lower case, a sign."""
        has_word = word in (self._lower if word.islower() else self._bytes)
        return has_word and (not sign.pattern or sign.search(self._lower) is not None)


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
    paths = [place.partition("[")[0] if place.endswith("]") else place for place in re.split(r"[;,](?=[#a-z])", places)]
    elements = [page.dom.select_one(path) for path in dict.fromkeys(paths)]
    if None in elements:
        raise ValueError(f"nothing at {locator!r}")
    return "\n".join(element.html for element in elements if element is not None)
