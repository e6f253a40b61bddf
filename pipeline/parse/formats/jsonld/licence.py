"""What the scripts of a page say of licences: of the page, or of one of its answers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from ....web.lenient_json import NotJson, load
from ...page import Page
from .graph import Graph
from .script_tags import number_and_pointer, scripts

_LICENCE = b'license"'


def licences(page: Page) -> Iterator[str]:
    """Yield what the scripts of a page say of its own licence: addresses and names."""
    for graph in page.once(_with_licences).values():
        yield from graph.licences_of_page()


def licences_at(page: Page, locator: str) -> list[str]:
    """Return what the script says of the licence of an answer: itself, its question or the nearest page around it."""
    number, pointer = number_and_pointer(locator)
    graph = page.once(_with_licences).get(number)
    try:
        return graph.licences_at(pointer) if graph else []
    except (LookupError, TypeError, ValueError):
        return []


def _with_licences(page: Page) -> dict[int, Graph]:
    """What those scripts of a page hold that speak of a licence, by their numbers."""
    found = {}
    for script in scripts(page.utf8):
        if page.utf8.find(_LICENCE, script.start, script.end) >= 0:
            with suppress(NotJson):
                found[script.number] = Graph(load(script.content(page.utf8)).value)
    return found
