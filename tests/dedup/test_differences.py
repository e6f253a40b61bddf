"""Answers that contradict each other, and those that only seem to: a list that was labelled by reading."""

from __future__ import annotations

import csv
from pathlib import Path
from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dedup.amounts import is_same_amount, is_same_number
from pipeline.dedup.answer import Answer
from pipeline.dedup.differences import Difference, differences, likeness, rivals
from pipeline.dedup.sentences import LEAST_WORDS, signed_sentences

with (Path(__file__).parent / "contradictions.csv").open(encoding="utf-8", newline="") as lines:
    LABELLED = list(csv.DictReader(lines))


def kinds(one: str, other: str) -> str:
    found = differences(Answer(one), Answer(other))
    return found[0].kind if found else ""


def test_nine_of_ten_that_are_found_are_contradictions_and_most_are_found() -> None:
    found = [row for row in LABELLED if kinds(row["answer"], row["other_answer"])]
    right = [row for row in found if kinds(row["answer"], row["other_answer"]) == row["expected"]]
    wrong = [row["answer"] for row in LABELLED if row not in right and (row in found or row["expected"])]
    labelled = [row for row in LABELLED if row["expected"]]
    assert len(LABELLED) >= 100
    assert len(right) / len(found) >= 0.97, wrong
    assert len(right) / len(labelled) >= 0.9, wrong


@pytest.mark.parametrize("row", LABELLED, ids=lambda row: row["answer"][:40])
def test_what_differs_does_not_depend_on_which_answer_comes_first(row: dict[str, str]) -> None:
    one, other = Answer(row["answer"]), Answer(row["other_answer"])
    turned = [Difference(kind, word, other_word) for kind, other_word, word in differences(other, one)]
    assert sorted(differences(one, other)) == sorted(turned)
    assert likeness(one, other) == likeness(other, one)


@pytest.mark.parametrize(
    ("amount", "other"),
    [("20 degrees", "20 °C"), ("68 °F", "68 degrees"), ("5 lbs", "£5"), ("6 oz", "6 fl oz"), ("20 °C", "68 °F"),
     ("A$5", "$5"), ("2 business days", "2 days"), ("1 MWh", "1000 kWh"), ("1 MW", "1000 kW"), ("1 GHz", "1000 MHz"),
     ("1 GB", "1024 MB"), ("1 TB", "1000 GB"), ("½ cup", "half a cup"), ("10 million", "10,000,000"),
     ("10'", "10 minutes"), ('10"', "10 seconds"), ("5 business days", "1 week"), ("48 business hours", "48 hours")],
)  # fmt: skip
def test_one_amount_contradicts_none_that_says_it_otherwise(amount: str, other: str) -> None:
    one, two = (Answer(f"You have to keep it at {said} in the house at all times.") for said in (amount, other))
    assert differences(one, two) == differences(two, one) == []


@pytest.mark.parametrize(
    ("amount", "other"),
    [("1 MWh", "100 kWh"), ("1 GB", "100 MB"), ("10 million", "20 million"), ("3 dozen", "2 dozen"), ("10 A", "20 A")],
)
def test_another_amount_contradicts(amount: str, other: str) -> None:
    one, two = (Answer(f"You have to keep {said} of it in the house at all times.") for said in (amount, other))
    assert differences(one, two)


WORDS = st.lists(st.sampled_from("not 3 five must may left right hours days the ferry takes no yes , .".split()))


@given(WORDS, WORDS)
def test_no_answer_contradicts_itself_and_any_two_can_be_compared(words: list[str], others: list[str]) -> None:
    one, other = Answer(" ".join(words)), Answer(" ".join(others))
    assert differences(one, one) == []
    for kind, word, other_word in differences(one, other):
        assert kind in ("number", "unit", "negation", "opposite", "modal")
        assert word != other_word


SLOTS = {
    "a number": "3 five -5 1.50 2.0 12".split(),
    "more numbers": ["5mg", "24hrs", "3 - 5", "3 to 5", "2 x5", "5n't", "9 a m"],
    "a unit": "hours days s m h".split(),
    "a modal verb": "can must cannot can't".split(),
    "a side": "left right".split(),
    "nothing": ["", "not", "the"],
    "a word": "ferry ferries x5 -x5 covid-19 h's p a to 東京 #number".split(),
}
FILLED = st.lists(st.sampled_from(sorted(SLOTS)), min_size=3, max_size=12).flatmap(
    lambda slots: st.tuples(*(st.tuples(*(st.sampled_from(SLOTS[slot]) for slot in slots)) for _ in range(2)))
)


@given(FILLED, st.sampled_from([". ", "\n", " "]))
def test_what_is_ruled_out_in_outline_differs_in_nothing(both: tuple[tuple[str, ...], ...], end: str) -> None:
    one, other = (Answer(end.join([" ".join(words), *words[:2]])) for words in both)
    assert not differences(one, other) or rivals(one.outline, [other.outline]) == [0]


@given(FILLED, FILLED)
def test_answers_that_say_the_same_at_once_differ_in_nothing(
    both: tuple[tuple[str, ...], ...], ends: tuple[tuple[str, ...], ...]
) -> None:
    one, other = (Answer(" ".join([*words, *end, *words])) for words, end in zip(both, ends, strict=True))
    found = differences(one, other)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.dedup.differences._tell_the_same", lambda *_: False)
        assert differences(one, other) == found


def test_what_one_answer_denies_may_be_denied_elsewhere_in_the_other() -> None:
    one = Answer("Dogs must not wait there long with you in summer, and cats sleep.")
    other = Answer("Dogs must wait there long with you in summer, and cats and horses must not wait there.")
    assert differences(one, other) == [Difference("negation", "not", "")]


@given(FILLED)
def test_sentences_that_are_the_same_but_for_what_can_differ_have_one_sign(both: tuple[tuple[str, ...], ...]) -> None:
    one, other = (Answer(" ".join(words)) for words in both)
    if one.masks == other.masks and one.marked and other.marked and len(one.masks) >= LEAST_WORDS:
        assert signed_sentences(" ".join(both[0])).keys() == signed_sentences(" ".join(both[1])).keys()


@pytest.mark.parametrize("row", LABELLED, ids=lambda row: row["answer"][:40])
def test_no_contradiction_is_ruled_out_in_outline(row: dict[str, str]) -> None:
    one, other = Answer(row["answer"]), Answer(row["other_answer"])
    assert not differences(one, other) or rivals(one.outline, [other.outline]) == rivals(
        other.outline, [one.outline]
    ) == [0]


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("3", "3.0", True),
        ("1.500", "1500", True),
        ("1/2", "0.5", True),
        ("9:00", "9", True),
        ("9:30", "9.30", True),
        ("3.14", "3.1416", True),
        ("12700", "12742", True),
        ("99", "100", False),
        ("365", "366", False),
        ("1782", "1872", False),
        ("3", "5", False),
        ("-3", "3", False),
        ("1/0", "1", False),
        (".", ",", False),
        ("0", "0.001", False),
    ],
)
def test_numbers_are_compared_by_their_value(one: str, other: str, is_same: bool) -> None:
    assert is_same_number(one, other) == is_same_number(other, one) == is_same


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        (("24", "hour"), ("1", "day"), True),
        (("2", "year"), ("24", "month"), True),
        (("1000", "gram"), ("1", "kg"), True),
        (("150", "cents"), ("1.5", "$"), True),
        (("98", "cm"), ("1", "meter"), True),
        (("180", "celsius"), ("350", "fahrenheit"), True),
        (("-18", "celsius"), ("0", "fahrenheit"), True),
        (("20", "celsius"), ("20", "fahrenheit"), False),
        (("37", "celsius"), ("102", "fahrenheit"), False),
        (("1", "gallon"), ("4", "quart"), True),
        (("144", "square_inch"), ("1", "square_foot"), True),
        (("1.5", "kw"), ("1500", "watt"), True),
        (("1", "kg"), ("1", "hour"), False),
        (("3", "hour"), ("3", "day"), False),
        (("3", "monday"), ("3", "tuesday"), False),
        (("", "hour"), ("", "day"), False),
    ],
)
def test_amounts_are_compared_across_their_units(one: tuple[str, str], other: tuple[str, str], is_same: bool) -> None:
    assert is_same_amount(one, other) == is_same_amount(other, one) == is_same


def test_a_place_that_is_like_two_of_the_other_answer_is_like_the_first_under_any_hashes() -> None:
    one = "A {}boat takes 3 days to town with all the family on board."
    other = "A {}boat takes 4 days by night and the fast one takes 5 days to town with all the family on board."
    assert {kinds(one.format(name), other.format(name)) for name in ascii_lowercase} == {""}


def test_long_answers_take_no_square_of_time() -> None:
    one = Answer("The ferry takes 3 days. " + "On board there is tea and cake for all. " * 20_000)
    other = Answer("The ferry takes 5 days. " + "On board there is tea and cake for all. " * 20_000)
    assert differences(one, other) == [Difference("number", "3", "5")]
