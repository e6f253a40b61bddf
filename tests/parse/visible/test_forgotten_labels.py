"""Questions without the label that their siblings have: what is formed like these asks as well."""

from __future__ import annotations

import pytest

from pipeline.run.page import parse

PAIRS = [
    ("Q. Where do I park?", "Behind the mill, on the gravel."),
    ("Holiday opening hours", "As on Sundays, but for the first of May."),
    ("Q. Who mends the gates?", "The warden does, on Mondays."),
    ("How do I book a lane?", "At the desk, or by telephone a day before."),
    ("Q. May dogs come in?", "No, but there is shade outside."),
]
FORMS = {
    "headings": "<h3>{}</h3><p>{}</p>",
    "paragraphs in list items": "<li><p>{}</p><p>{}</p></li>",
    "lines in list items": "<li>{}<br>{}</li>",
    "blocks with classes": "<div class=entry><div class=t>{}</div><div class=b>{}</div></div>",
    "blocks without classes": "<div><div>{}</div><div>{}</div></div>",
    "bold paragraphs": "<p><b>{}</b></p><p>{}</p>",
    "answers with labels": "<li><p>{}</p><p>A. {}</p></li>",
}
UNMARKED_ALIKE = ("lines in list items", "blocks without classes")
"""Forms in which nothing but a question mark tells a question from its answer."""


def questions(title: str, form: str) -> list[str]:
    body = "".join(form.format(*pair) for pair in PAIRS)
    page = f"<html lang=en><title>{title}</title><body><h1>{title}</h1>{body}</body></html>"
    return [record.question for record in parse(page, url="https://ex.org/a", media_type="text/html").records]


@pytest.mark.parametrize("form", FORMS)
def test_a_question_without_the_label_of_its_siblings_is_read(form: str) -> None:
    found = questions("Town pool", FORMS[form])
    assert set(found) >= {asked.removeprefix("Q. ") for asked, _ in PAIRS if asked.endswith("?")}


@pytest.mark.parametrize("form", [name for name in FORMS if name not in UNMARKED_ALIKE])
def test_in_an_faq_it_needs_no_question_mark(form: str) -> None:
    assert questions("Frequently asked questions", FORMS[form]) == [asked.removeprefix("Q. ") for asked, _ in PAIRS]


@pytest.mark.parametrize(
    "form", ["<p>{}</p><p>{} Is that not fine?</p>", "<p class=x>{}</p><p class=x>{}</p><p class=x>Fine?</p>"]
)
def test_an_answer_that_looks_like_a_labelled_question_is_none(form: str) -> None:
    assert not set(questions("Town pool", form)) & {"Fine?", *(f"{said} Is that not fine?" for _, said in PAIRS)}


def test_one_label_alone_says_nothing_of_others() -> None:
    body = "<li><p>Q. Where do I park?</p><p>Here.</p></li><li><p>Guess what?</p><p>It rained.</p></li>"
    page = f"<html lang=en><title>Diary</title><body><h1>Diary</h1><ul>{body}</ul></body></html>"
    found = parse(page, url="https://ex.org/a", media_type="text/html").records
    assert "Guess what?" not in {record.question for record in found}


def test_what_asks_without_a_label_is_company_to_what_has_no_mark_either() -> None:
    unmarked = "<h3>The gate stays shut</h3><p>Push it.</p><h3>The lamp is dark</h3><p>Change it.</p>"
    body = (
        f"<h3>Q1. Who may come?</h3><p>All.</p><h3>Q2. Is it dry?</h3><p>It is.</p>{unmarked}<h3>Lost?</h3><p>Ring.</p>"
    )
    page = f"<html lang=en><title>FAQ</title><body><h1>FAQ</h1>{body}</body></html>"
    found = [record.question for record in parse(page, url="https://ex.org/a", media_type="text/html").records]
    assert found == ["Who may come?", "Is it dry?", "The gate stays shut", "The lamp is dark", "Lost?"]
