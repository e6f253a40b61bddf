"""A script with a slip in it: no question gets the answer of another one, and no words vanish."""

from __future__ import annotations

import re

import pytest

from pipeline import parse
from pipeline.run.page import PageResult

PAIRS = {
    "What is a weir?": "A low dam across a river.",
    "What is a sluice?": "A gate in a channel.",
    "What is a penstock?": "A pipe that leads water.",
}
QUESTION = '{"@type": "Question", "name": "%s", "acceptedAnswer": {"@type": "Answer", "text": "%s"}}'
SCRIPT = (
    '{"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": ['
    + ", ".join(QUESTION % pair for pair in PAIRS.items())
    + "]}"
)
TOKENS = [match.span() for match in re.finditer(r'[{}\[\]:,"]', SCRIPT)]


def read(script: str) -> PageResult:
    page = f'<p>Water.</p><script type="application/ld+json">{script}</script><p>More.</p>'
    return parse(page, url="https://example.org/", media_type="text/html")


def words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))


WORDS = {(words(question), words(answer)) for question, answer in PAIRS.items()}


def assert_nothing_vanishes(script: str) -> None:
    found = read(script)
    released = {pair.record.question: pair.record.answer for pair in found.pairs}
    assert {(words(question), words(answer)) for question, answer in released.items()} <= WORDS
    told = " ".join([*map(" ".join, released.items()), *(rejected.text for rejected in found.rejected)])
    for text in (text for pair in PAIRS.items() for text in pair):
        assert set(words(text).split()) <= set(words(told).split()), text


@pytest.mark.parametrize(
    "script",
    [
        SCRIPT.replace('a river."}}', "a river.}}").replace(
            'sluice?", "acceptedAnswer":', 'sluice?", "acceptedAnswer"'
        ),
        SCRIPT.replace('river."}}', 'river."}:}').replace('"name": "What is a sl', '"name "What is a sl'),
        SCRIPT.replace('"name": "What is a sl', '"name" "What is a sl'),
        SCRIPT.replace('"Question", "name": "What is a sl', '"Question, "name": "What is a sl'),
        SCRIPT.replace('{"@type": "Answer", "text": "A gate', '"@type": "Answer", "text": "A gate'),
        SCRIPT.replace('{"@type": "Answer", "text": "A gate', '&quot;{"@type": "Answer", "text": "A gate'),
        SCRIPT.replace('"text": "A gate', '"text" "A gate'),
    ],
)
def test_two_slips_mix_no_questions(script: str) -> None:
    assert_nothing_vanishes(script)


@pytest.mark.parametrize(
    "script", [SCRIPT.replace(", ", ",<br />\n"), "<p>" + SCRIPT.replace('{"@', '</p>\n<p>{"@') + "</p>"]
)
def test_tags_that_an_editor_put_between_the_values_are_left_out(script: str) -> None:
    assert {pair.record.question: pair.record.answer for pair in read(script).pairs} == PAIRS


def test_quotes_within_an_answer_are_no_slip() -> None:
    said = 'Say "yes", "no", or "I do: now" to "name" it.'
    pairs = read(SCRIPT.replace("A gate in a channel.", said)).pairs
    assert said in [pair.record.answer for pair in pairs]


@pytest.mark.parametrize("other", ["", ":", ",", "}", "{"])
def test_no_word_vanishes_with_a_token(other: str) -> None:
    for start, end in TOKENS:
        assert_nothing_vanishes(SCRIPT[:start] + other + SCRIPT[end:])
