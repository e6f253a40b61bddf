"""`<details>` whose `<summary>` asks."""

from __future__ import annotations

from collections.abc import Iterator

from turbohtml import Element

from ...schema import Findings
from ..page import Page
from ..visible import elements
from ..visible import judge as visible
from ..visible.judge import Carrier
from ..visible.nodes import Stretch
from ..visible.outline import outline

NAME = "details"
resolve = elements.resolve


def extract(page: Page) -> Findings:
    """Return the pairs that open and close."""
    return visible.judge(page, NAME, _carriers(page))


def _carriers(page: Page) -> Iterator[Carrier]:
    for details in outline(page).tagged("details"):
        children = details.children
        for i, child in enumerate(children):
            if isinstance(child, Element) and child.tag == "summary":
                around = [Stretch(details, 0, i), Stretch(details, i + 1, len(children))]
                yield Carrier(child, [part for part in around if part.stop > part.start], stands_alone=True)
                break
