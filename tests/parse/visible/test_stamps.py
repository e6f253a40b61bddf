"""A line that says only when or by whom an answer was written is no part of it."""

from __future__ import annotations

import pytest

from pipeline.run.page import parse

ANSWERS = {
    "a paragraph before": ("<p><em>Updated: 24 March 2026</em></p><p>Yes, all year.</p>", "Yes, all year."),
    "a paragraph behind": ("<p>Forty metres.</p><p>Last updated on 3 May 2025.</p>", "Forty metres."),
    "inside the block": ("<div><small>Aktualisiert: 24.03.2026, 10:17 Uhr</small>As the hills.</div>", "As the hills."),
    "nothing else": ("<p>Updated: 24 March 2026</p>", "Updated: 24 March 2026"),
    "a stamp with a weekday": ("<p>Gewijzigd op: wo, 3 apr. 2024 om 10:12 AM</p><p>At noon.</p>", "At noon."),
    "a first name behind": ("<p>Yes, all year.</p><div>By Lena on May 4, 2020</div>", "Yes, all year."),
    "a byline before": ("<p>By Ann Bee | 3 May 2026</p><p>Yes, all year.</p>", "Yes, all year."),
    "a reading time before": ("<p>6 min read \u00b7 May 6</p><p>Yes, all year.</p>", "Yes, all year."),
    "a byline alone": ("<p>Written by Ann Bee</p>", "Written by Ann Bee"),
    "no byline": ("<p>By Royal Mail</p><p>It takes a day.</p>", "By Royal Mail\n\nIt takes a day."),
    "no date": ("<p>Updated daily.</p><p>At noon.</p>", "Updated daily.\n\nAt noon."),
    "a sentence": ("<p>Updated March 2026 rules hold.</p>", "Updated March 2026 rules hold."),
    "more in the paragraph": ("<p>Revised: 3 May 2025. It is open.</p>", "Revised: 3 May 2025. It is open."),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_a_date_stamp_is_no_part_of_an_answer(name: str) -> None:
    body, answer = ANSWERS[name]
    page = f"<title>FAQ</title><h1>FAQ</h1><h2>Is it so?</h2>{body}<h2>Who asks?</h2><p>A reader.</p>"
    found = parse(page, url="https://www.example.org/faq", media_type="text/html")
    assert [record.answer for record in found.records] == [answer, "A reader."]


@pytest.mark.parametrize(("tag", "answer"), [("de", "As oak."), ("nl", "As oak.\n\nVerfasst von Ann Bee")])
def test_a_word_that_asks_who_in_another_language_than_that_of_the_page_does_not(tag: str, answer: str) -> None:
    first = "<h2>Wie hart?</h2><p>As oak.</p><p>Verfasst von Ann Bee</p>"
    page = f"<html lang={tag}><title>FAQ</title><h1>FAQ</h1>{first}<h2>Is it so?</h2><p>So.</p>"
    found = parse(page, url="https://www.example.org/faq", media_type="text/html")
    assert [record.answer for record in found.records] == [answer, "So."]


def test_who_wrote_is_the_answer_to_who_wrote() -> None:
    answer = "<p>The novel came out in 1815.</p><p>Written by Jane Austen</p>"
    page = f"<title>FAQ</title><h1>FAQ</h1><h2>Who wrote it?</h2>{answer}<h2>Is it long?</h2>{answer}<h2>Why?</h2>So."
    found = parse(page, url="https://www.example.org/faq", media_type="text/html")
    assert [record.answer for record in found.records][:2] == [
        "The novel came out in 1815.\n\nWritten by Jane Austen",
        "The novel came out in 1815.",
    ]


ARTICLE = "<div class=entry-content><p>Click Export.</p><p>Then save it.</p><h2>Who may?</h2><p>Anyone.</p></div>"
HEADERS = {
    "nothing else": "<header><h1>How do I export?</h1></header>",
    "a byline": "<header><h1>How do I export?</h1><p>Written by Ann</p></header>",
    "a subtitle": "<header><h1>How do I export?</h1><p>All your files in one place</p></header>",
    "a byline behind a subtitle": (
        "<div><div><h1>How do I export?</h1><p>All your files in one place</p></div>"
        "<div><span>Written by Ann Bee</span> Updated over a week ago</div></div>"
    ),
    "a byline of its own": '<h1>How do I export?</h1><div class="post-meta">Posted by <a>Ann Bee</a></div>',
    "a name": '<div class="entry-header"><h1>How do I export?</h1><span class="byline">Ann Bee</span></div>',
}


@pytest.mark.parametrize("name", HEADERS)
def test_an_article_answers_the_title_in_its_header(name: str) -> None:
    page = f"<title>Export</title><body><article>{HEADERS[name]}{ARTICLE}</article>"
    found = parse(page, url="https://help.example.org/export", media_type="text/html")
    pairs = [(record.question, record.answer) for record in found.records]
    assert pairs == [("How do I export?", "Click Export.\n\nThen save it."), ("Who may?", "Anyone.")]


def test_a_sentence_in_the_header_of_an_article_answers_its_title() -> None:
    header = "<header><h1>How do I export?</h1><p>Click the button on the left, then save.</p></header>"
    page = f"<title>Export</title><body><article>{header}{ARTICLE}</article>"
    found = parse(page, url="https://help.example.org/export", media_type="text/html")
    assert found.records[0].answer == "Click the button on the left, then save."
