"""Saved "people also ask" pages: the blocks of the pasted text, found in what the page shows."""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import itemgetter
from urllib.parse import quote, urljoin

from turbohtml import Element

from ...schema import SHOWN_AS_HTML, Findings
from ...text.fenced import without_fenced
from ...text.patterns import pattern
from ...web.page_cache import page_cache
from ...web.render import text_of
from ..locators import RawPair, resolve_spans
from ..page import Page
from . import attribution

NAME = "aggregator"
_IN_MARKDOWN = {ord(c): quote(c) for c in " ()\t\n"}
"""What would end an address in Markdown."""
_LINK_TEXT = pattern(r"complete\s+answer", re.IGNORECASE)
_TAKEDOWN_TEXT = pattern(r"takedown\s+request", re.IGNORECASE)
_ANY_TEXT = pattern(r"complete\s+answer|takedown\s+request", re.IGNORECASE)


def extract(page: Page) -> Findings:
    """Return each block with the address of its attribution link as `source_url`.

    A locator is `aggregator=` and the characters in the page's text as it is shown.
    """
    if not _LINK_TEXT.search(page.text):
        return Findings([], [], [])
    if page.document.media_type in SHOWN_AS_HTML and _shows_example(shown_text(page)):
        return Findings([], [], [])
    found = attribution.read_text(shown_text(page))
    if not found.candidates:
        return Findings([], [], [])
    candidates = [c._replace(format=NAME, locator=_own(c.locator)) for c in found.candidates]
    return Findings(
        [c._replace(takedown_url=takedown_at(page, c.locator)) for c in candidates],
        [r._replace(locator=_own(r.locator)) for r in found.rejected],
        [],
    )


def resolve(page: Page, locator: str) -> RawPair:
    """Return the question and answer that a locator names."""
    return resolve_spans(shown_text(page), locator.replace(NAME, "chars", 1))


def takedown_at(page: Page, locator: str) -> str | None:
    """Return where the `Takedown request` after the answer at a locator leads; None where it is no link."""
    found = page.once(_takedowns)
    number = bisect_left(found, attribution.end_of(locator), key=itemgetter(0)) if found else 0
    return found[number][1] if number < len(found) else None


def _shows_example(text: str) -> bool:
    """Whether a text has attributions in fenced code only, and other text around it."""
    unfenced = without_fenced(text)
    return bool(unfenced.strip()) and next(attribution.find_attributions(unfenced), None) is None


def _takedowns(page: Page) -> list[tuple[int, str | None]]:
    """Where each attribution in the shown text begins, and where its `Takedown request` leads.

    The shown text has no such addresses: the characters that locators count must stay what they were.
    """
    body = page.dom.select_one("body")
    if not body or not any(_TAKEDOWN_TEXT.search(link.text) for link in body.select("a[href]")):
        return []
    text = text_of(body.children, link=lambda link: _attribution_link(link, page, _ANY_TEXT))
    starts = [each.start for each in attribution.find_attributions(shown_text(page))]
    addresses = [attribution.takedown_address(text, each) for each in attribution.find_attributions(text)]
    return [*zip(starts, addresses, strict=True)] if len(starts) == len(addresses) else []


def _own(locator: str) -> str:
    return locator.replace("chars", NAME, 1)


@page_cache(1)  # who resolves one locator of a page resolves others
def shown_text(page: Page) -> str:
    """Return what the page shows, with the attribution links as Markdown writes them."""
    body = page.dom.select_one("body")
    return text_of(body.children, link=lambda link: _attribution_link(link, page)) if body else ""


def _attribution_link(link: Element, page: Page, meant: re.Pattern[str] = _LINK_TEXT) -> str | None:
    """The Markdown of an attribution link, by its text, or None for any other."""
    address = str(link.attrs.get("href") or "").strip()
    text = " ".join(link.text.split()) if address else ""
    if not meant.search(text):
        return None
    try:
        whole = urljoin(page.address or "", address)
    except ValueError:  # http://[
        return None
    return f"[{text}]({whole.translate(_IN_MARKDOWN)})"
