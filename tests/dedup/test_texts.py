"""Read many at once, as columns, answers are compared as each is that is read by itself."""

from __future__ import annotations

import gc
import weakref
from types import ModuleType
from unittest.mock import patch

import numpy as np
import pytest
from builders import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from test_near import PAIR_LISTS, THRESHOLDS, Pair, table

from pipeline.dedup.near import match as matching
from pipeline.dedup.near import numbered, small, uncompiled
from pipeline.dedup.near.compared import compare_answer
from pipeline.dedup.near.guards import ANSWER_GUARDS, read, values
from pipeline.dedup.near.match import match
from pipeline.dedup.near.similar import jaccard
from pipeline.dedup.near.small import _answers_agree
from pipeline.dedup.near.substitution import is_numbered_substitution, is_substitution
from pipeline.dedup.near.texts import Texts, compare_answers
from pipeline.dedup.near.words import shingles, split_words
from pipeline.text.fingerprint import fingerprint
from pipeline.text.languages import LANGUAGES, all_phrases

WORDS = (
    "use the left right door not can must at most least three 3 -3 3-5 5mg 24hrs years 1,5 1.50 2.0 1,000 9 a p m s"
    " $ euros 80 km/h 9:00 square metres 20m2 per cent km hour degree c \u00b0 min n't don't \u6771\u4eac"
    " 3\u6771\u4eac \u4e09\u65e5 \u0663 \u00bd C++ 1. ... \u2026"
).split()
PASSAGES = [
    "Updated: 2026-03-24.", "\nLast updated 24 March 2026.", "\n1. One\n2. Two", "it is so and so it is as it is so",
]  # fmt: skip
ANSWERS = st.lists(st.sampled_from([*WORDS, *PASSAGES]), max_size=12).map(" ".join)


def both(answers: list[str]) -> tuple[Texts, np.ndarray]:
    """Answers as columns, and their numbers."""
    return Texts(["Why \u6771\u4eac?"] * len(answers), answers), np.arange(len(answers))


@given(st.lists(ANSWERS, min_size=1, max_size=8))
@settings(max_examples=examples(300), deadline=None)
def test_an_answer_is_read_as_it_is_by_itself(answers: list[str]) -> None:
    texts, _ = both(answers)
    for row, answer in enumerate(answers):
        wanted = compare_answer(answer)
        assert texts.words.words(row) == [*wanted.words]
        assert texts.text(row) == wanted.text
        assert tuple(measure[row] for measure in texts.measures) == (wanted.length, wanted.repeated)
        assert texts.beginnings.get(row) == wanted.beginning
    assert texts.words.words(int(texts.questions[0])) == split_words(fingerprint("Why \u6771\u4eac?"))


def test_a_stamp_is_left_out_in_any_language() -> None:
    labels = sorted(all_phrases(language.stamps for language in LANGUAGES))
    texts, _ = both([f"It is open for 3 days. {label.capitalize()}: 24.03.2026" for label in labels])
    for row, label in enumerate(labels):
        assert texts.words.words(row) == "it is open for 3 day".split(), label


@given(st.lists(ANSWERS, max_size=8), st.sampled_from([1, 30, 1 << 21]))
@settings(max_examples=examples(200), deadline=None)
def test_answers_are_compared_together_as_each_by_itself(answers: list[str], at_once: int) -> None:
    with patch("pipeline.dedup.near.texts._AT_ONCE", at_once):
        found = [*compare_answers(answers)]
    for one, wanted in zip(found, map(compare_answer, answers), strict=True):
        assert (one.text, [*one.words]) == (wanted.text, [*wanted.words])
        assert (one.length, one.repeated, one.beginning) == (wanted.length, wanted.repeated, wanted.beginning)


@given(st.lists(ANSWERS, min_size=2, max_size=8), st.sampled_from([uncompiled, numbered]), st.sampled_from([40, 63]))
@settings(max_examples=examples(200), deadline=None)
def test_shingles_are_counted_as_sets(answers: list[str], counting: ModuleType, bits: int) -> None:
    wanted = [shingles(compare_answer(answer).words) for answer in answers]
    left, right = np.triu_indices(len(answers))
    with patch.object(numbered, "count_shared", counting.count_shared), patch.object(numbered, "_BITS", bits):
        sets = both(answers)[0].shingles
        shared = sets.count_shared(left, right)
    assert sets.sizes.tolist() == [*map(len, wanted)]
    assert shared.tolist() == [len(wanted[one] & wanted[other]) for one, other in zip(left, right, strict=True)]


@given(st.lists(ANSWERS, min_size=2, max_size=8))
@settings(max_examples=examples(200), deadline=None)
def test_guards_agree_where_their_values_do(answers: list[str]) -> None:
    texts, rows = both(answers)
    left, right = (side.ravel() for side in np.meshgrid(rows, rows))
    agree = _answers_agree(texts.words, left, right).reshape(len(rows), -1).tolist()
    wanted = [values(read(compare_answer(answer).words), ANSWER_GUARDS) for answer in answers]
    assert agree == [[one == other for other in wanted] for one in wanted]


@given(ANSWERS, ANSWERS)
@settings(max_examples=examples(200), deadline=None)
def test_numbers_of_words_are_substituted_as_words(left: str, right: str) -> None:
    texts, rows = both([left, right])
    one, other = (texts.words.numbers(row) for row in rows)
    words = [compare_answer(answer).words for answer in (left, right)]
    assert is_numbered_substitution(one, other, texts.words.vocabulary) == is_substitution(*words)
    assert (one == other) == ([*words[0]] == [*words[1]])


@given(PAIR_LISTS, THRESHOLDS, st.sampled_from([1, 30, small._AT_ONCE]))
@settings(max_examples=examples(200), deadline=None)
def test_small_blocks_are_decided_as_large_ones(pairs: list[Pair], threshold: float, at_once: int) -> None:
    with patch.object(matching, "FEW", 0):
        wanted = match(table(pairs), threshold=threshold)
    with patch.object(small, "_AT_ONCE", at_once):
        assert match(table(pairs), threshold=threshold).equals(wanted)


@pytest.mark.parametrize("cut", ["", " and so on and on and so ..."])
def test_blocks_of_many_are_decided_as_large_ones(cut: str) -> None:
    """More than a hundred are similar, and only the best hundred of them are looked at."""
    said = "keep what a client tells you to yourself unless the law or the client says that you may tell it to {}"
    answers = [f"{said.format(f'w{n // 2}')}{' as well' * (n % 2)}{cut if n % 9 == 8 else ''}" for n in range(230)]
    pairs = [Pair(f"{n:04}", answer) for n, answer in enumerate(answers)]
    with patch.object(matching, "FEW", 0):
        wanted = match(table(pairs))
    assert match(table(pairs)).equals(wanted)
    assert 0 < len(wanted.column("id").drop_null()) < len(pairs)


@pytest.mark.parametrize("text", ["", "one", "to be or not to be"])
def test_a_text_is_wholly_like_itself(text: str) -> None:
    texts, _ = both([text, text])
    assert texts.shingles.count_shared(np.array([0]), np.array([1])) == texts.shingles.sizes[:1]
    assert jaccard(*[shingles(text.split())] * 2) == 1


def test_columns_of_answers_are_freed_at_once() -> None:
    texts = Texts(["Is it open?", "Is it open on day 2?"], ["On 2 May.", "Not today ..."])
    texts.ask_alike(0, 1)
    compared = [texts.compared(row).words for row in range(2)]
    reference = weakref.ref(texts)
    gc.disable()
    try:
        del texts, compared
        assert reference() is None
    finally:
        gc.enable()
