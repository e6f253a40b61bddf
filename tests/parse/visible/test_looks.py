"""Lines that ask by their look alone: bold by a style sheet, with the sign of a panel, with choices below them."""

from __future__ import annotations

import pytest

from pipeline.run.page import parse

PAIRS = [
    ("Who may rent a plot?", "Anyone who lives here."),
    ("What does it cost?", "Thirty pounds a year."),
    ("May I build a shed?", "A small one."),
]


def read(form: str, head: str = "") -> list[tuple[str, str]]:
    body = "".join(form.format(question=question, answer=answer) for question, answer in PAIRS)
    page = f"<html><head><title>Plots</title>{head}</head><body>{body}</body></html>"
    found = parse(page, url="https://www.example.org/plots", media_type="text/html")
    return [(record.question, record.answer) for record in found.records]


STYLED = "<p class=c1><span class=c0>{question}</span></p><p class=c1><span class=c2>{answer}</span></p>"


@pytest.mark.parametrize("weight", ["700", "bold", " bold"])
def test_a_class_of_a_word_processor_makes_bold(weight: str) -> None:
    assert read(STYLED, f"<style>.c0{{color:#000;font-weight:{weight}}}.c2{{font-weight:400}}</style>") == PAIRS


def test_a_class_that_is_not_bold_does_not() -> None:
    assert read(STYLED, "<style>.c0{color:#000}.c2{font-weight:400}</style>") == []


SIGN = "<div class=kZ><div class=hL><span>{question}</span><span>%s</span></div><div class=cE>{answer}</div></div>"


@pytest.mark.parametrize("sign", ["+", "\u25bc", "expand_more"])
def test_the_sign_of_a_panel_tells_what_opens_it(sign: str) -> None:
    assert read(SIGN % sign) == PAIRS


def test_another_sign_does_not() -> None:
    assert read(SIGN % "*") == []


FONTS = "<font color=red size=4>{question}</font><br><br><font size=3>{answer}</font><br><br><img src=l.gif><br>"
OLD = "<html><head><title>Plots</title></head><body>{}<br>{}</body></html>"


FIRST = {
    "in large letters": ("<font size=6>FAQ</font>", PAIRS),
    "in bold letters": ("<p><b>Garden FAQ</b>", PAIRS),
    "in the letters of the page": ("<div>FAQ - Garden - Shop</div>", []),
    "a link": ("<b><a href=/faq>FAQ</a></b>", []),
    "a link in brackets": ("<b>[<a href=/faq>FAQ</a>]</b>", []),
}


@pytest.mark.parametrize(("first", "expected"), FIRST.values(), ids=FIRST)
def test_an_old_page_may_be_called_an_faq_by_its_first_line(first: str, expected: list[tuple[str, str]]) -> None:
    body = "".join(FONTS.format(question=question, answer=answer) for question, answer in PAIRS)
    found = parse(OLD.format(first, body), url="https://www.example.org/plots", media_type="text/html")
    assert [(record.question, record.answer) for record in found.records] == expected


CHOICES = "<p><b>{question}</b></p><p>A. Nobody<br>B. A pound<br>C. Never</p><p><b>Answer:</b> {answer}</p>"


def test_choices_are_no_part_of_the_answer_below_them() -> None:
    assert read(CHOICES) == PAIRS


BOLD_CELLS = "<table><tr><td style='font-weight: bold'>{question}</td></tr><tr><td>{answer}</td></tr></table>"
BOLD_BLOCKS = "<p style='color:red;font-weight:600'>{question}</p><p>{answer}</p>"


@pytest.mark.parametrize("form", [BOLD_CELLS, BOLD_BLOCKS])
def test_a_block_may_be_bold_by_its_style(form: str) -> None:
    assert read(form) == PAIRS


HEADINGS = {
    "two questions": ("How long is it?<br>And the lunch?", "How long is it? And the lunch?"),
    "one question": ("<span>Where do we</span><br><span>eat<br>on Sundays?</span>", "Where do we eat on Sundays?"),
}


@pytest.mark.parametrize("name", HEADINGS)
def test_a_heading_asks_on_a_few_lines(name: str) -> None:
    heading, question = HEADINGS[name]
    body = f"<h3>{heading}</h3><p>An hour, in the garden.</p><h3>What does it cost?</h3><p>Five pounds.</p>"
    found = parse(f"<title>Tour</title>{body}", url="https://www.example.org/tour", media_type="text/html")
    assert [record.question for record in found.records] == [question, "What does it cost?"]


NO_MARKS = {
    "Thai": ("\u0e40\u0e14\u0e47\u0e01\u0e44\u0e1b\u0e44\u0e14\u0e49\u0e44\u0e2b\u0e21", "\u0e44\u0e14\u0e49"),
    "Japanese": (
        "\u4e88\u7d04\u306f\u5fc5\u8981\u3067\u3059\u304b",
        "\u3044\u3044\u3048\u3001\u4e0d\u8981\u3067\u3059\u3002",
    ),
    "English": ("What should I bring", "Boots."),
}


@pytest.mark.parametrize("name", NO_MARKS)
def test_what_is_called_question_and_answer_needs_no_mark(name: str) -> None:
    question, answer = NO_MARKS[name]
    item = f"<div><h3 class=faq-question>{question}</h3><div class=faq-answer>{answer}</div></div>"
    page = f"<title>Trek</title><h1>Trek</h1><h3>1</h3><p>We walk.</p><h3>2</h3><p>We rest.</p><h2>FAQ</h2>{item}"
    found = parse(page, url="https://www.example.org/trek", media_type="text/html")
    assert [(record.question, record.answer) for record in found.records] == [(question, answer)]
