"""From the evidence of a release back to the page: its document, and the question and answer at a locator."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from ..ingest.documents import make_document
from ..ingest.files import path_of
from ..ingest.index import PageIndex
from ..ingest.warc import read as warc
from ..parse.decode import decode
from ..parse.formats import FORMATS
from ..parse.locators import NothingThere, RawPair
from ..parse.page import Page
from ..schema import Document, Rejected

_SCHEMES = {"chars": "attribution"}
"""The format of a locator whose scheme is not the format's name."""
_WITHOUT_ELEMENTS = ("jsonld", "aggregator")
"""Formats whose locators name no element of the page."""


def reread_document(raw: Path, path: str, sha256: str, index: PageIndex) -> Page | Rejected | None:
    """Return a document of a release as text, or why it is none, or None where `raw` no longer holds its bytes.

    `path` and `sha256` are those of the released table `documents`; `index` knows the charset of each path.
    """
    file = path_of(raw, path)
    document: Document | None
    if file.is_file():
        about = index.get(path)
        document = make_document(path, file.read_bytes(), charset=about.charset if about else None)
    else:
        document = warc.reread(raw, path)
    return decode(document) if document and document.sha256 == sha256 else None


def resolve(page: Page, locator: str) -> RawPair:
    """Return the question and answer at a locator, as the page has them. Raises NothingThere."""
    scheme = locator.partition("=")[0]
    name = _SCHEMES.get(scheme, scheme)
    try:
        return _resolver(name)(page, locator)
    except NothingThere:
        raise
    except (LookupError, TypeError, ValueError) as error:
        raise NothingThere(f"nothing at {locator!r}: {error}") from error


def _resolver(name: str) -> Callable[[Page, str], RawPair]:
    """The function that resolves the locators of a format, or of recipes."""
    if name == "recipe":
        from ..parse.formats import recipe

        return recipe.resolve
    return FORMATS[name].resolve


def markup_at(page: Page, locator: str) -> str:
    """Return the HTML of the elements that a locator names, or the texts where it names none. Raises NothingThere."""
    scheme, _, parts = locator.partition("=")
    if scheme in _WITHOUT_ELEMENTS:
        return "\n\n".join(resolve(page, locator))
    paths = [
        part.partition("[")[0] if part.endswith("]") else part for part in re.split(r"(?<!\\)[;,](?=[#a-z])", parts)
    ]
    try:
        elements = [page.dom.select_one(path) for path in dict.fromkeys(paths)]
    except ValueError as error:  # no CSS selector
        raise NothingThere(f"nothing at {locator!r}: {error}") from error
    if None in elements:
        raise NothingThere(f"nothing at {locator!r}")
    return "\n".join(element.html for element in elements if element is not None)
