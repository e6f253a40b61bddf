"""Questions without a label of their own, whose answers have one."""

from __future__ import annotations

import pytest

from pipeline.run.page import parse

PAIRS = [
    ("My fern turns brown. What am I doing wrong?", "The air is too dry."),
    ("Can I move a peony?", "In October."),
]


def read(form: str, pairs: list[tuple[str, str]] = PAIRS) -> list[tuple[str, str]]:
    body = "".join(form.format(question=question, answer=answer) for question, answer in pairs)
    page = f"<title>Garden letters</title><body><h1>Garden letters</h1>{body}</body>"
    found = parse(page, url="https://www.example.org/letters", media_type="text/html")
    return [(record.question, record.answer) for record in found.records]


LABELS = {
    "a word": "<p>{question}</p><p><b>Answer:</b> {answer}</p>",
    "who replies": "<p>{question}</p><p><b>Ruth replies:</b> {answer}</p>",
    "who replies, below a name": "<p>{question}</p><p><i>Ann, Leeds</i></p><p><i>Dr. Moor answers:</i> {answer}</p>",
    "in German": "<p>{question}</p><p><b>Die Redaktion antwortet:</b> {answer}</p>",
}


@pytest.mark.parametrize("label", LABELS)
def test_a_line_asks_right_above_the_label_of_an_answer(label: str) -> None:
    assert read(LABELS[label]) == PAIRS


def test_one_line_is_too_few() -> None:
    assert read(LABELS["a word"], PAIRS[:1]) == []


NOTHING = {
    "what a reader clicks on": "<p>{question}</p><p><a href='/reply'>Answer:</a> {answer}</p>",
    "another verb": "<p>{question}</p><p><b>Ruth knits:</b> {answer}</p>",
}


@pytest.mark.parametrize("name", NOTHING)
def test_it_is_no_label_where_it_is(name: str) -> None:
    assert read(NOTHING[name]) == []


def test_who_replies_is_no_part_of_an_answer() -> None:
    form = "<h3>{question}</h3><div><p><b>Soap house</b> replied:</p><p>{answer}</p></div>"
    assert read(form) == PAIRS
