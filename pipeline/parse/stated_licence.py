"""What the markup of a page says of licences: of the page, and of single questions and answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from turbohtml import Element

from ..text.patterns import pattern
from ..web.licences import is_commons, joined, licence_name, plain
from ..web.occurrences import holds
from ..web.optout_words import Said
from .items import elements_at, words
from .page import Page
from .schema_org import ANSWER, PAGE_TYPES, QUESTION, term
from .visible.locators import asking_element

_META_NAMES = ("license", "dc.license", "dc.rights", "dcterms.license", "dcterms.rights", "dc.rights.license")
_RDFA_NAMES = (
    "cc:license",
    "dct:license",
    "dcterms:license",
    "dc:license",
    "dc:rights",
    "dcterms:rights",
    "schema:license",
)
_RDFA_ADDRESSES = pattern(
    r"https?://(?:creativecommons\.org/ns#|purl\.org/dc/(?:terms|elements/1\.1)/)license", re.IGNORECASE
)
_OF_OTHERS = ("figure", "figcaption", "picture", "video", "audio", "blockquote", "code", "pre")
"""Elements whose links are about what they hold, or are quoted."""
_FOOTER = pattern(r"\b(?:footer|licen[sc]e|copyright|colophon)\b", re.IGNORECASE)
_PARTS_OF_PAGES = ("WPFooter", "WPHeader", "WebPageElement")
_ITEMS = ("microdata", "rdfa")
_WITHOUT_ELEMENTS = ("aggregator", "chars", "rows", "pagedata", "recipe")
"""The formats whose locators name no element, or those of data."""
_ITEM_TYPES = (QUESTION, ANSWER)


def stated(page: Page) -> Iterator[Said]:
    """Yield what a page says of its own licence: not of an answer on it, a picture, or what else it describes."""
    for item, found in page.once(_by_item).items():
        if item is None or not _kinds(item).isdisjoint((*PAGE_TYPES, *_PARTS_OF_PAGES)):
            yield from found
    if names_licence_in_json(page):
        from .formats import jsonld

        yield from (Said("jsonld license", plain(said, page.address or "")) for said in jsonld.licences(page))


def _by_item(page: Page) -> dict[Element | None, list[Said]]:
    """What the elements of a page say of licences, by the innermost item around each; None where there is none."""
    found: dict[Element | None, list[Said]] = {}
    for element in page.dom.select("[rel], [itemprop], [property], meta[name], a[href]"):
        where, said = _statement(element)
        if said and not _is_of_others(element):
            found.setdefault(_item_around(element), []).append(Said(where, plain(said, page.address or "")))
    return found


def _statement(element: Element) -> tuple[str, str]:
    """Where an element names a licence, and which; empty where it names none."""
    attributes, tag = element.attrs, element.tag
    address = str(attributes.get("href") or attributes.get("resource") or attributes.get("content") or "")
    if tag in ("a", "link", "area") and address and "license" in map(str.lower, words(attributes.get("rel"))):
        return f"{tag} rel=license", address
    if "license" in (term(name) for name in words(attributes.get("itemprop"))):
        return "microdata license", address or element.text
    if name := next((name for name in words(attributes.get("property")) if _is_licence_property(name)), ""):
        return f"rdfa {name}", address or element.text
    if tag == "meta" and (name := str(attributes.get("name") or "").strip().lower()) in _META_NAMES:
        return f"meta {name}", str(attributes.get("content") or "")
    if tag == "a" and "creativecommons.org" in address.lower() and is_commons(address) and _is_in_footer(element):
        return "a href", address
    return "", ""


def _is_licence_property(name: str) -> bool:
    name = term(name)
    return name == "license" or name.lower() in _RDFA_NAMES or _RDFA_ADDRESSES.fullmatch(name) is not None


def _is_of_others(element: Element) -> bool:
    return any(isinstance(each, Element) and each.tag in _OF_OTHERS for each in element.ancestors)


def _is_in_footer(element: Element) -> bool:
    """Whether a link is where pages say what holds for all of them."""
    around = (each for each in (element, *element.ancestors) if isinstance(each, Element))
    return any(
        each.tag == "footer" or _FOOTER.search(f"{each.attrs.get('class')} {each.attrs.get('id')}") for each in around
    )


def _item_around(element: Element) -> Element | None:
    return next((each for each in element.ancestors if isinstance(each, Element) and _is_item(each)), None)


def _is_item(element: Element) -> bool:
    return "itemscope" in element.attrs or "typeof" in element.attrs


def _kinds(item: Element) -> set[str]:
    named = (*words(item.attrs.get("itemtype")), *words(item.attrs.get("typeof")))
    return {term(name).removeprefix("schema:") for name in named}


def own_licence(page: Page, locator: str) -> str:
    """Return the licence that the markup of the question and answer at a locator names; empty where it names none."""
    base = page.address or ""
    if locator.startswith("jsonld="):
        from .formats import jsonld

        said: Sequence[str] = jsonld.licences_at(page, locator) if names_licence_in_json(page) else ()
        return joined(licence_name(plain(each, base)) for each in said) or ""
    found = page.once(_by_item)
    if not any(item is not None for item in found):
        return ""
    for element in _elements_at(page, locator):
        for around in (element, *element.ancestors):
            if isinstance(around, Element) and around in found and not _kinds(around).isdisjoint(_ITEM_TYPES):
                return joined(licence_name(words) for _, words in found[around]) or ""
    return ""


def _elements_at(page: Page, locator: str) -> Iterator[Element]:
    """The element that answers, where a locator names it, and the one that asks."""
    scheme = locator.partition("=")[0]
    if scheme in _WITHOUT_ELEMENTS:
        return
    try:
        yield from elements_at(page, locator) if scheme in _ITEMS else [asking_element(page, locator)]
    except (LookupError, ValueError):
        return


def names_licence_in_json(page: Page) -> bool:
    """Return whether a page may name a licence in a JSON-LD script."""
    return holds(b'license"', page.utf8) and b"ld" in page.utf8
