"""The pages that a release cites: whose words its answers are said to be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from ..release.read import read_pieces
from ..release.versions import Release, open_release
from ..web.addresses import fault_of, page_of

_CITING = ("records", "sightings")


def cited_pages(version: str = "latest", out: Path | str = "curated") -> list[str]:
    """Return the addresses that a release cites for what it read elsewhere, each page once, in alphabetical order.

    Raises UnknownVersion, NoLatest, NotARelease, DamagedRelease.
    """
    release = open_release(out, version)
    addresses = {address for table in _CITING for address in _cited(release, table) if not fault_of(address)}
    by_page: dict[str, str] = {}
    for address in sorted(addresses, key=lambda address: (not address.lower().startswith("https:"), address)):
        by_page.setdefault(page_of(address), address)
    return sorted(by_page.values())


def _cited(release: Release, table: str) -> Iterator[str]:
    """The addresses that rows cite, but for those of the pages that they were read on."""
    columns = ["source_url"] if release.manifest.schema_version == 1 else ["source_url", "page_url"]
    for piece in read_pieces(release, table, columns):
        yield from (cited for cited, page in _distinct(piece) if not page or page_of(cited) != page_of(page))


def _distinct(piece: pa.Table) -> Iterator[tuple[str, str | None]]:
    """The pairs of a cited address and that of the page, each once; most pages cite none, or themselves."""
    cited = piece.column("source_url")
    page = piece.column("page_url") if "page_url" in piece.column_names else pa.nulls(len(piece), pa.string())
    is_other = pc.and_(pc.is_valid(cited), pc.fill_null(pc.not_equal(cited, page), True))
    pairs = pa.table({"cited": cited, "page": page}).filter(is_other).group_by(["cited", "page"]).aggregate([])
    yield from zip(pairs.column("cited").to_pylist(), pairs.column("page").to_pylist(), strict=True)
