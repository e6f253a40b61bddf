"""Accordions: titles that open a panel, known by what they tell screen readers or scripts."""

from __future__ import annotations

from collections.abc import Iterator

from turbohtml import Element, Node

from pipeline.formats import visible
from pipeline.formats.visible import Carrier, Stretch, block_of, following
from pipeline.schema import Findings, Page

NAME = "accordion"
read_again = visible.read_again
_TITLES = "[aria-expanded], [data-toggle=collapse], [data-bs-toggle=collapse], [role=tab]"
_POINTERS = ("aria-controls", "data-target", "data-bs-target", "href")


def extract(page: Page) -> Findings:
    """Return each title that asks with the panel that it opens."""
    return visible.judge(page, NAME, _carriers(page))


def _carriers(page: Page) -> Iterator[Carrier]:
    panels: dict[str, Element] | None = None
    for title in page.dom.select(_TITLES):
        if panels is None:
            panels = {str(element.attrs["id"]): element for element in page.dom.select("[id]")}
        panel = next((panels[name] for name in _targets(title) if name in panels), None)
        if panel is not None and panel is not title:
            yield Carrier(title, [Stretch(panel, 0, len(panel.children))])
        else:
            yield Carrier(title, following(block_of(title), _holds_title))


def _targets(title: Element) -> Iterator[str]:
    for name in _POINTERS:
        value = str(title.attrs.get(name) or "")
        if value.startswith("#") or name == "aria-controls":
            yield value.removeprefix("#")


def _holds_title(node: Node) -> bool:
    return isinstance(node, Element) and (node.matches(_TITLES) or node.select_one(_TITLES) is not None)
