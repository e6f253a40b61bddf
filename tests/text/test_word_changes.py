"""Two texts are compared word by word, and nothing of either is lost on the way."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.text.word_changes import KEPT, NEW, OLD, likeness, split, word_changes, words_of

WORDS = (
    *("a", "b", "tea", "Tea", "4.50", "$", "東", "京", "it's", " ", "\n", ".", "[-", "-]", "\x1b", "é"),
    *("e\u0301", "\udcff"),
)
TEXTS = st.lists(st.sampled_from(WORDS) | st.characters(), max_size=30).map("".join)

CHANGES: dict[str, tuple[str, str, str]] = {
    "a typo": ("I recieve it.", "I receive it.", "I [recieve|receive] it."),
    "a number": ("It costs $4.50 a month.", "It costs $5 a month.", "It costs $[4.50|5] a month."),
    "a word more": ("Wash it.", "Wash it twice.", "Wash it[| twice]."),
    "a word less": ("Wash it twice.", "Wash it.", "Wash it[ twice|]."),
    "two words in a row": ("It is very warm now.", "It was rather warm now.", "It [is very|was rather] warm now."),
    "a letter of a script without blanks": ("東京は大きい", "東京は小さい", "東京は[大き|小さ]い"),
    "a line": ("1. Wash.\n2. Dry.", "1. Wash.\n2. Iron.\n3. Dry.", "1. Wash.\n2. [|Iron.\n3. ]Dry."),
    "all": ("Yes", "No", "[Yes|No]"),
    "what was nothing": ("", "Yes", "[|Yes]"),
    "nothing": ("The same.", "The same.", "The same."),
}


@pytest.mark.parametrize("what", CHANGES)
def test_only_the_words_that_differ_are_changes(what: str) -> None:
    before, after, shown = CHANGES[what]
    assert _shown(before, after) == shown


def _shown(before: str, after: str) -> str:
    pieces = [tuple(piece) for piece in word_changes(before, after)]
    shown, number = "", 0
    while number < len(pieces):
        kind, text = pieces[number]
        if kind == KEPT:
            shown += text
        else:
            old = text if kind == OLD else ""
            is_both = kind == OLD and number + 1 < len(pieces) and pieces[number + 1][0] == NEW
            number += is_both
            new = pieces[number][1] if is_both or kind == NEW else ""
            shown += f"[{old}|{new}]"
        number += 1
    return shown


@given(TEXTS)
def test_the_words_of_a_text_joined_are_the_text(text: str) -> None:
    assert "".join(split(text)) == text


@given(TEXTS, TEXTS)
@example("a b", "b a")
def test_both_texts_can_be_read_from_the_changes(before: str, after: str) -> None:
    pieces = word_changes(before, after)
    assert "".join(text for kind, text in pieces if kind != NEW) == before
    assert "".join(text for kind, text in pieces if kind != OLD) == after
    assert all(text for _, text in pieces)


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert {kind for kind, _ in word_changes(text, text)} <= {KEPT}
    assert likeness(words_of(text), words_of(text)) == 1


@given(TEXTS, TEXTS)
def test_likeness_has_no_direction(before: str, after: str) -> None:
    one, other = words_of(before), words_of(after)
    assert 0 <= likeness(one, other) == likeness(other, one) <= 1


def test_a_huge_answer_is_compared_in_no_time() -> None:
    one, other = (" ".join(f"{word}{i}" for i in range(50_000)) for word in ("a", "b"))
    start = time.process_time()
    assert [kind for kind, _ in word_changes(one, other)] == [OLD, NEW]
    assert len(word_changes(f"{one} c {one}", f"{one} d {one}")) == 4
    assert split("." * 200_000) != split("-" * 200_000)
    assert time.process_time() - start < 3
