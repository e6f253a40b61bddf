"""Whether what was fetched is reserved: by its response, by the page, or by the site's files."""

from __future__ import annotations

from ..web.optout_metas import metas_of
from ..web.optout_words import signal_of as signal_in
from ..web.optouts import SiteFiles, statements
from .exchange import Exchange


def signal_of(exchange: Exchange, page: str, site: SiteFiles) -> str:
    """Return what reserves a page, such as `x-robots-tag: noai`; empty if nothing does.

    `page` is its text, empty if it is no HTML.
    """
    return signal_in(statements(exchange.url, exchange.fields, list(metas_of(page)), site))
