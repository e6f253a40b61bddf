"""From the evidence of a release back to the page: its document, and the question, answer and source at a locator."""

from __future__ import annotations

import os.path
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from ..ingest.containers import read as containers
from ..ingest.documents import make_document, unpacked
from ..ingest.names import path_of, places_of
from ..parse.decode import decode
from ..parse.formats import FORMATS
from ..parse.locators import NothingThere, RawPair, read_spans
from ..parse.page import Page
from ..schema import Document, Rejected
from ..validate.candidates import cited_host, web_address
from ..web.hosts import named_host

_SCHEMES = {"chars": "attribution"}
"""The format of a locator whose scheme is not the format's name; `plain` has the same locators."""
_DECLARED = ("declared", "doubted", "utf-8-damaged")
"""Where an encoding was found that the bytes alone would not tell."""


class Source(NamedTuple):
    """What a pair cites, as a release states it."""

    host: str | None
    url: str | None


def reread_document(raw: Sequence[Path], row: Mapping[str, Any]) -> Page | Rejected | None:
    """Return a document of a release as text, or why it is none, or None where no raw folder holds its bytes any more.

    `row` is its row of the released table `documents`: what is known of the page comes from there, because
    `index.csv` may say something else by now.
    """
    for document in (found for place in places_of(raw, row["path"]) for found in _documents_at(*place, row)):
        if document.sha256 == row["sha256"]:
            page = decode(document)
            return replace(page, is_lenient=True) if isinstance(page, Page) and row["reader"] == "lenient" else page
    return None


def _documents_at(folder: Path, path: str, row: Mapping[str, Any]) -> Iterator[Document]:
    """The file of a path, and the page of a container that is called so."""
    file = path_of(folder, path)
    found = _content(file) if os.path.isfile(file) else None  # not one in a folder that cannot be read
    for content in (found, containers.reread(folder, path)):
        page = unpacked(path, content) if isinstance(content, bytes) else None
        if isinstance(content, Document):
            yield content
        elif isinstance(page, bytes):
            charset = row["encoding"] if row["encoding_from"] in _DECLARED else None
            yield make_document(row["path"], page, row["url"], charset, row["media_type"])


def _content(file: Path) -> bytes | None:
    """The bytes of a file; None where it cannot be read, which is as good as gone."""
    try:
        return file.read_bytes()
    except OSError:
        return None


def resolve(page: Page, locator: str) -> RawPair:
    """Return the question and answer at a locator, as the page has them. Raises NothingThere."""
    name = _format_of(locator)
    try:
        return _resolver(name)(page, locator)
    except NothingThere:
        raise
    except (LookupError, TypeError, ValueError) as error:
        raise NothingThere(f"nothing at {locator!r}: {error}") from error


def source_at(page: Page, locator: str) -> Source | None:
    """Return the source of the pair at a locator: the attribution after it, the row, or else the page itself.

    None where a recipe read the pair: only the recipe knows where on its pages sources are.
    """
    name = _format_of(locator)
    if name == "recipe":
        return None
    if name == "rows":
        from ..parse.formats import rows

        host, url = rows.source_at(page, locator)
        return Source(cited_host(host, url) or named_host(url or ""), web_address(url))
    if name not in _ATTRIBUTED or (name == "attribution" and not _is_attributed(page)):
        return Source(named_host(page.address or ""), web_address(page.address))
    from ..parse.formats import attribution

    spans = read_spans("chars=" + locator.partition("=")[2])
    cited = attribution.attribution_after(_ATTRIBUTED[name](page), max(end for part in spans for _, end in part))
    return Source(cited_host(cited.host, cited.address), web_address(cited.address)) if cited else Source(None, None)


def _is_attributed(page: Page) -> bool:
    """Whether a text holds attributions: without them its questions are its own."""
    from ..parse.formats import plain

    return plain.has_attribution(page)


def _format_of(locator: str) -> str:
    scheme = locator.partition("=")[0]
    return _SCHEMES.get(scheme, scheme)


def _shown_text(page: Page) -> str:
    from ..parse.formats import aggregator

    return aggregator.shown_text(page)


_ATTRIBUTED: dict[str, Callable[[Page], str]] = {"attribution": lambda page: page.text, "aggregator": _shown_text}
"""The formats whose pairs are followed by an attribution, and the text that their locators count in."""


def _resolver(name: str) -> Callable[[Page, str], RawPair]:
    """The function that resolves the locators of a format, or of recipes."""
    if name == "recipe":
        from ..parse.formats import recipe

        return recipe.resolve
    return FORMATS[name].resolve
