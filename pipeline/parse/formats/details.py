"""`<details>` whose `<summary>` asks."""

from __future__ import annotations

from collections.abc import Iterator

from turbohtml import Element

from pipeline.parse.page import Page
from pipeline.parse.visible import elements
from pipeline.parse.visible import judge as visible
from pipeline.parse.visible.judge import Carrier
from pipeline.parse.visible.nodes import Stretch
from pipeline.parse.visible.outline import outline
from pipeline.schema import Findings

NAME = "details"
read_again = elements.read_again


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
