"""The look at a page that spares those without questions the reading of their lines."""

from __future__ import annotations

import pytest

from pipeline.parse.page import Page
from pipeline.parse.visible.askers import may_ask
from pipeline.run.page import _document, parse

SHOWN = "<h2>Oak and ash</h2><p>A lid is made of oak; a box of ash.</p><p>Quick work. (Per box.)</p>"


def _may_ask(html: str) -> bool:
    return may_ask(Page(_document(html.encode(), "https://example.org/", None, "text/html", None), html, "", "given"))


@pytest.mark.parametrize("also", ["", "<p>Δ is a letter; so is é.</p>", "<p>Questions and answers are elsewhere.</p>"])
def test_a_page_without_marks_and_labels_may_not_ask(also: str) -> None:
    assert not _may_ask(SHOWN + also)


@pytest.mark.parametrize(
    "also",
    [
        "<p>Is it oak?</p>",
        "<p>料金は？</p>",
        "<p>Πού<b>;</b></p>",
        "<p>Q: How to oil a lid</p>",
        "<p><b>Q</b>: How to oil a lid</p>",
        "<p>[<b>Qu</b>estion 1] How to oil a lid</p>",
        "<p>問 蓋に油を塗る</p>",
        "<div class='my-faq_list'><p>How to oil a lid</p></div>",
    ],
)
def test_a_page_with_a_mark_a_label_or_a_name_for_questions_may_ask(also: str) -> None:
    assert _may_ask(SHOWN + also)


def test_labelled_questions_without_a_mark_are_read_still() -> None:
    asked = [f"How do I oil {what}" for what in ("a lid", "a box")]
    page = SHOWN + "".join(f"<p>Q: {question}</p><p>A: With a cloth.</p>" for question in asked)
    assert [record.question for record in parse(page, url="https://example.org/").records] == asked
