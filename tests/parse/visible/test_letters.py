"""Letters and their answers: labels of question and answer with lines between them, in HTML."""
# ruff: noqa: E501 - a page is written as sites write it

from __future__ import annotations

import pytest

from pipeline.run.page import parse

LETTERS = [
    ("Our dog stole figs.", "Can dogs eat figs?", "One or two."),
    ("My cat smells.", "May I bathe her?", "Seldom."),
]
BETWEEN = {
    "a name": "<p><b>Q:</b> {question}</p><p>Joe, Leeds</p><p><b>A:</b> {answer}</p>",
    "a name in plain paragraphs": "<p>Q: {question}</p><p>Joe, Leeds</p><p>A: {answer}</p>",
    "a name and a date": (
        "<div><p><b>Question:</b> {question}</p><div class=meta>Ann, 12.03.2026</div><p><b>Answer:</b> {answer}</p>"
        "</div>"
    ),
    "a Russian name": "<p><b>Вопрос:</b> {question}</p><p>Анна</p><p><b>Ответ:</b> {answer}</p>",
    "a line": "<p>Q: {question}<br>Joe, Leeds<br>A: {answer}</p>",
}
PARAGRAPHS = {
    "bold labels": "<p><b>Q:</b> {fact}</p><p>{question}</p><p><b>A:</b> {answer}</p>",
    "plain labels": "<p>Q: {fact}</p><p>{question}</p><p>Joe, Leeds</p><p>A: {answer}</p>",
    "labels on their lines": "<h4>Question</h4><p>{fact}</p><p>{question}</p><h4>Answer</h4><p>{answer}</p>",
    "blocks": "<div><div><p><b>Q:</b> {fact}</p><p>{question}</p></div><p>Joe</p><div><p><b>A:</b> {answer}</p></div></div>",
}


def read(form: str, letters: list[tuple[str, str, str]] = LETTERS) -> list[tuple[str, str]]:
    body = "".join(form.format(fact=fact, question=question, answer=answer) for fact, question, answer in letters)
    page = f"<html><title>Pets</title><body><h1>Ask the vet</h1>{body}</body></html>"
    result = parse(page, url="https://www.example.org/pets", media_type="text/html")
    return [(record.question, record.answer) for record in result.records]


@pytest.mark.parametrize("form", BETWEEN)
def test_an_answer_begins_at_its_label(form: str) -> None:
    assert read(BETWEEN[form]) == [(question, answer) for _, question, answer in LETTERS]


def test_an_answer_begins_at_its_label_on_a_page_with_one_letter() -> None:
    assert read(BETWEEN["a name"], LETTERS[:1]) == [("Can dogs eat figs?", "One or two.")]


@pytest.mark.parametrize("form", PARAGRAPHS)
def test_a_question_may_have_several_paragraphs(form: str) -> None:
    assert read(PARAGRAPHS[form]) == [(f"{fact} {question}", answer) for fact, question, answer in LETTERS]


def test_without_the_label_of_an_answer_a_paragraph_is_none_of_the_question() -> None:
    form = "<p><b>Q:</b> {fact}</p><p>{answer} Why not?</p>"
    assert read(form) == []


def test_a_label_far_below_a_question_opens_no_answer() -> None:
    form = "<p>Q: {question}</p><p>Yes.</p><p>No.</p><p>Maybe.</p><p>Who knows.</p><p>Ask.</p><p>A: {answer}</p>"
    assert [answer.partition("\n")[0] for _, answer in read(form)] == ["Yes.", "Yes."]
