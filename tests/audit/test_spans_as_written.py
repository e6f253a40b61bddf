"""Where the words of a pair are found in a file as they are written."""

from __future__ import annotations

import pytest

from pipeline.audit.spans_as_written import spans_as_written
from pipeline.parse.locators import RawPair

# how a pair is written -> what of it is found
WRITTEN = {
    "in an attribute": (
        'props="{&quot;q&quot;:[0,&quot;Is it old?&quot;],&quot;a&quot;:[0,&quot;Very old.&quot;]}"',
        ["Is it old", "Very old"],
    ),
    "in code": ("faqs: [{ q: 'Is it old?', a: `Very\\n<b>old</b>.` }]", ["Is it old", "Very\\n<b>old"]),
    "with escaped tags": (
        r'f("Is it old?", "Very \u003Cem\u003Eold\u003C\u002Fem\u003E.")',
        ["Is it old", r"Very \u003Cem\u003Eold"],
    ),
    "with letters as entities": ("<i x='Is it &#111;ld? Very ol&#x64;.'>", ["Is it &#111;ld", "Very ol&#x64;"]),
    "asked twice": ("Is it old? No matter. Is it old? Very old.", ["Is it old", "Very old"]),
    "the answer first": ("Very old. Is it old?", []),
    "with a word between": ("Is it old? Very very old.", ["Is it old", "very old"]),
    "as part of words": ("This it olde. Very old. Is it older?", []),
}


@pytest.mark.parametrize(("text", "found"), WRITTEN.values(), ids=WRITTEN)
def test_a_pair_is_found_as_it_is_written(text: str, found: list[str]) -> None:
    spans = spans_as_written(text, RawPair("Is it old?", "Very old."))
    assert [text[start:end] for start, end in spans] == found


def test_a_question_that_comes_twice_is_that_right_before_the_answer() -> None:
    text = WRITTEN["asked twice"][0]
    assert spans_as_written(text, RawPair("Is it old?", "Very old."))[0][0] == text.rindex("Is it")


def test_letters_are_found_that_are_escaped() -> None:
    text = r'{"q": "\u00dcber wen?", "a": "K\u00f6nig Lear."}'
    assert len(spans_as_written(text, RawPair("Über wen?", "König Lear."))) == 2


@pytest.mark.parametrize("pair", [RawPair("?", "Old."), RawPair("Old?", "..."), RawPair("Old?", "old " * 2_000)])
def test_what_has_no_words_or_too_many_is_not_looked_for(pair: RawPair) -> None:
    assert spans_as_written("Old? Old.", pair) == []
