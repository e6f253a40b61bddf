"""From the evidence of a release back to the page: its document, and the question, answer and source at a locator."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ..parse.formats import FORMATS
from ..parse.locators import NothingThere, RawPair, read_spans
from ..parse.page import Page
from ..release.versions import Release
from ..run.reread import reread_document, why_not_read
from ..validate.candidates import cited_host, web_address
from ..validate.personal_data.kinds import Treatment
from ..web.hosts import named_host

__all__ = ["Source", "pii_of", "reread_document", "resolve", "source_at", "why_not_read"]
_SCHEMES = {"chars": "attribution"}
"""The format of a locator whose scheme is not the format's name; `plain` has the same locators."""


class Source(NamedTuple):
    """What a pair cites, as a release states it."""

    host: str | None
    url: str | None


def pii_of(release: Release) -> str:
    """Return what became of personal data in a release: the setting `pii`."""
    return release.manifest.settings.get("pii", str(Treatment.FLAG))


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


def takedown_at(page: Page, locator: str) -> str | None:
    """Return where the aggregator takes requests to take the answer at a locator down, if the page has a link to it."""
    name = _format_of(locator)
    if name not in _ATTRIBUTED:
        return None
    from ..parse.formats import aggregator, attribution

    found = aggregator.takedown_at if name == "aggregator" else attribution.takedown_at
    return web_address(found(page, locator))


def _is_attributed(page: Page) -> bool:
    """Whether a text holds attributions: without them its questions are its own."""
    from ..parse.formats import plain

    return page.once(plain.has_attribution)


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
