"""Microdata and RDFa as pages write them: types in another letter case, markup in attributes, twice-typed JSON-LD."""

from __future__ import annotations

import pytest

from pipeline import parse
from pipeline.web.lenient_json import load

MICRODATA = (
    '<div itemscope itemtype="{type}"><h3 itemprop="name">Is it open?</h3>'
    '<div itemprop="acceptedAnswer" itemscope itemtype="https://schema.org/Answer">'
    '<p itemprop="text">Yes, it is.</p></div></div>'
)
RDFA = (
    '<div vocab="https://schema.org/"><div typeof="{type}"><h3 property="name">Is it open?</h3>'
    '<div property="acceptedAnswer" typeof="Answer"><p property="text">Yes, it is.</p></div></div></div>'
)
JSON = (
    '<script type="application/ld+json">{{{types}, "name": "Is it open?",'
    ' "acceptedAnswer": {{"@type": "Answer", "text": "Yes, it is."}}}}</script>'
)
PAIR = [("Is it open?", "Yes, it is.")]


def pairs(markup: str, mode: str = "markup") -> list[tuple[str, str]]:
    found = parse(f"<!DOCTYPE html><body>{markup}<p>End.</p>", url="https://example.org/faq", mode=mode)
    return [(record.question, record.answer) for record in found.records]


@pytest.mark.parametrize("name", ["Question", "question", "QUESTION", "question/"])
def test_a_type_in_another_letter_case_is_read(name: str) -> None:
    assert pairs(MICRODATA.format(type=f"https://schema.org/{name}")) == PAIR
    assert pairs(RDFA.format(type=name)) == PAIR
    assert pairs(RDFA.format(type=f"schema:{name}")) == PAIR


def test_a_type_that_only_begins_alike_is_not_read() -> None:
    assert pairs(MICRODATA.format(type="https://schema.org/Questions")) == []
    assert pairs(RDFA.format(type="questionnaire")) == []
    assert pairs('<div itemscope itemtype="https://schema.org/Thing" class="question">Is it open?</div>') == []


@pytest.mark.parametrize(
    "types", ['"@type": "Question", "@type": "Thing"', '"@type": "Thing", "@type": "Question"', '"@type": "Question"']
)
def test_a_question_that_says_two_types_is_read(types: str) -> None:
    assert pairs(JSON.format(types=types)) == PAIR


def test_two_questions_in_one_object_are_still_two() -> None:
    text = '{"@type": "Question", "name": "A", "@type": "Question", "name": "B"}'
    assert load(text).value == [{"name": "A", "@type": "Question"}, {"@type": "Question", "name": "B"}]


def test_markup_in_an_attribute_is_rendered_as_json_ld_is() -> None:
    content = "Yes &lt;b&gt;with&lt;/b&gt; a helmet &amp;amp; pads, if p&lt;x."
    markup = MICRODATA.replace('<p itemprop="text">Yes, it is.</p>', f'<meta itemprop="text" content="{content}">')
    assert pairs(markup.format(type="https://schema.org/Question")) == [
        ("Is it open?", "Yes with a helmet & pads, if p<x.")
    ]
