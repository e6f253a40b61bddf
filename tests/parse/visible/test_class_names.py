"""Class names that hold one of some words are found in one go."""

from __future__ import annotations

import pytest

from pipeline.ingest.documents import make_document
from pipeline.parse.decode import decode
from pipeline.parse.page import Page
from pipeline.parse.visible.flat import Flat


@pytest.mark.parametrize(
    "classes",
    ["faq", "big FAQ", "faq_list x", "x\tmy-faq", "faq faq", "x\u00a0faq", "faq\u00e9 faq"],
)
def test_a_word_between_blanks_hyphens_and_underscores_is_found(classes: str) -> None:
    assert _called(classes) == ["second"]


@pytest.mark.parametrize("classes", ["faqs", "xfaq", "fa q", "\u00e9faq"])
def test_a_part_of_a_word_is_not_found(classes: str) -> None:
    assert _called(classes) == []


def _called(classes: str) -> list[str]:
    markup = f'<!doctype html><p class="one"><b>first</b></p><p class="{classes}">second</p><p class="three">third</p>'
    page = decode(make_document("page.html", markup.encode()))
    assert isinstance(page, Page)
    shown = Flat(page)

    def is_faq(names: str) -> bool:
        return "faq" in names.lower().replace("-", " ").replace("_", " ").split()

    return [shown.elements[number].text for number in sorted(shown.called(is_faq, frozenset({"faq", "question"})))]
