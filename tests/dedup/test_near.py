"""Near-duplicates: which records are one, which of them is kept, and that nothing else decides it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from typing import NamedTuple

import pyarrow as pa
import pytest
from builders import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dedup.near.beginnings import begins_alike, begins_otherwise
from pipeline.dedup.near.compared import compare_answer
from pipeline.dedup.near.guards import read
from pipeline.dedup.near.match import (
    ANSWER_GUARDS,
    DECISIONS,
    PAIRS,
    QUESTION_GUARDS,
    block_of,
    match,
    measure_similarity,
)
from pipeline.dedup.near.similar import KeptTexts, Threshold, jaccard
from pipeline.dedup.near.substitution import is_substitution
from pipeline.dedup.near.words import answer_fingerprint, shingles, split_words
from pipeline.schema.tables import rows_to_table
from pipeline.text.fingerprint import fingerprint

EARLY, LATE = datetime(2026, 1, 1), datetime(2026, 2, 1)
LONG = "A counselor may text a client about appointments, but clinical matters belong into a session at the office"

MANY = f"{LONG}, which lies where nobody can read over a shoulder what somebody wrote down in private"


class Pair(NamedTuple):
    """A record; a test names what it is about."""

    id: str
    answer: str
    question: str = "May a counselor text a client?"
    flags: str = ""
    retrieved_at: datetime | None = None
    outdated_at: datetime | None = None


def table(pairs: Sequence[Pair]) -> pa.Table:
    """Return records as `match` takes them."""
    rows = [{**p._asdict(), "block": block_of(fingerprint(p.question))} for p in pairs]
    return rows_to_table(rows, PAIRS)


def kept_for(*pairs: Pair, threshold: float = 0.8) -> dict[str, str]:
    """Return for each record that is merged the id of the one that is kept for it."""
    rows = match(table(pairs), threshold=threshold).to_pylist()
    return {row["id"]: row["kept_id"] for row in rows if row["id"]}


# --- what is one ------------------------------------------------------------------------------

ONE: list[tuple[str, str, str]] = [
    ("case and punctuation", LONG + ".", LONG.upper() + "!"),
    ("a word more", LONG, LONG + " nearby"),
    ("a word less", LONG, LONG.replace("about appointments, ", "about ")),
    ("an opening", LONG, "Yes. " + LONG),
    ("list numbers", f"1. {LONG}.\n2. {LONG[2:]}.", f"{LONG}.\n{LONG[2:]}."),
    ("Chinese", "咨询师可以给客户发短信但是不能谈论治疗内容", "咨询师可以给客户发短信但是不能谈论治疗的内容"),
    ("Thai", "ที่ปรึกษาสามารถส่งข้อความถึงลูกค้าได้", "ที่ปรึกษาสามารถส่งข้อความถึงลูกค้าได้ค่ะ"),
    ("one word", "Yes.", "yes"),
    ("a form of address", LONG + " says Ms Smith", LONG + " says Smith"),
]
TWO: list[tuple[str, str, str]] = [
    ("other answers", LONG, "It depends on the law of the state and on what both have agreed on in writing before"),
    ("a number", LONG + " for 2 years", LONG + " for 3 years"),
    ("a negation", LONG, LONG.replace("may text", "may not text")),
    ("a unit", LONG + " in 5 days", LONG + " in 5 weeks"),
    ("a month", LONG + " in January", LONG + " in February"),
    ("a weekday", LONG + " on Monday", LONG + " on Friday"),
    ("half of the day", LONG + " until 5 am", LONG + " until 5 pm"),
    ("an opposite", LONG + " and is legal", LONG + " and is illegal"),
    ("a Swedish negation", LONG + " det är bra", LONG + " det är inte bra"),
    ("short answers", "Yes.", "Maybe."),
    ("a word of a short answer", "It is always allowed.", "It is sometimes allowed."),
    ("Chinese", "咨询师可以给客户发短信", "医生应该打电话告诉病人"),
    ("a name like a unit", f"{MANY} by the M2 motorway", f"Yes. {MANY} by the M3 motorway"),
    ("another number's currency", "They are $5, 6 each.", "They are 5, $6 each."),
    ("a number without a currency", "They are $5, $6.", "They are 5, $6."),
]


@pytest.mark.parametrize(("left", "right"), [case[1:] for case in ONE], ids=[case[0] for case in ONE])
def test_nearly_the_same_is_one(left: str, right: str) -> None:
    assert len(kept_for(Pair("a", left), Pair("b", right))) == 1


@pytest.mark.parametrize(("left", "right"), [case[1:] for case in TWO], ids=[case[0] for case in TWO])
def test_what_says_something_else_stays(left: str, right: str) -> None:
    assert kept_for(Pair("a", left), Pair("b", right)) == {}


UNITS = """
5 lbs | 5 pounds
6 fl oz | 6 fluid ounces
20 mph | 20 miles per hour
80 km/h | 80 kilometres per hour | 80km/h | 80 kph | 80 Kilometer pro Stunde | 80 kilomètres par heure | 80 км/ч
5 m/s | 5 metres per second
20 m² | 20 m2 | 20m2 | 20 sq m | 20 square metres | 20 Quadratmeter | 20 mètres carrés | 20 кв. м
200 sq ft | 200 ft² | 200 square feet
3 m³ | 3 cubic meters | 3 Kubikmeter
20 °C | 20 C | 20 degrees Celsius
350 °F | 350 F | 350 degrees Fahrenheit
5 % | 5 per cent | 5 percent | 5 pour cent | 5 por ciento
$5 | 5 dollars | 5 USD | $5.00
5 € | €5 | 5 euros | EUR 5
£5 | 5 pounds sterling | 5 GBP
10 ms | 10 milliseconds
230 V | 230 volts
60 W | 60 watts
5 kWh | 5 kilowatt hours | 5 Kilowattstunden
10 Mbps | 10 Mbit/s | 10 megabits per second
1 gal | 1 gallon
3 ha | 3 hectares
3 t | 3 tonnes
10 dB | 10 decibels
9 am | 9:00 a.m.
0.500 kg | 0,5 kg
12" | 12 inches
6' | 6 feet | 6 ft
5'10" | 5 ft 10 inches
12 in. wide | 12 inches wide | 12 in wide
10 A | 10 amps | 10 amperes
½ cup | 0.5 cup | 1/2 cup
1½ cups | 1 1/2 cups | 1.5 cups
$5 million | $5,000,000
1.5 million | 1,500,000
5 thousand | 5000
3 dozen | 36
A$5 | 5 AUD | AUD 5 | 5 Australian dollars
3 business days | 3 working days
""".strip().splitlines()
OTHER_UNITS = """
80 km/h | 80 km
200 sq ft | 200 ft
20 m² | 20 m
20 m² | 20 m³
20 °C | 20 °F
£5 | 5 lbs
$5 | 5 cents
€5 | 5 dollars
5 % | 5 cents
60 W | 60 V
5 kWh | 5 kW
80 km/h | 80 mph
10 Mbit/s | 10 MB/s
5 m/s | 5 km/h
9:00 am | 9:30 am
1.500 € | 1,50 €
€20.000 | €20
3.000 kg | 3 kg
A$5 | $5
C$5 | A$5
R$5 | $5
3 dozen | 3
10 million | 10 billion
1½ cups | ½ cup
½ cup | ¼ cup
1 1/2 cups | 11/2 cups
10 A | 10 V
12" | 12'
6' | 60'
2 business days | 2 days
2 jours ouvrables | 2 jours
2 días hábiles | 2 días
2 dias úteis | 2 dias
2 giorni lavorativi | 2 giorni
5 dni roboczych | 5 dni
5 рабочих дней | 5 дней
5 business hours | 5 hours
""".strip().splitlines()


@pytest.mark.parametrize("spelled", UNITS)
def test_an_amount_may_be_spelled_in_each_way(spelled: str) -> None:
    texts = [f"{LONG} within {amount} of the office" for amount in spelled.split(" | ")]
    assert len(kept_for(*(Pair(f"{number:02}", text) for number, text in enumerate(texts)))) == len(texts) - 1


@pytest.mark.parametrize("spelled", OTHER_UNITS)
def test_another_unit_says_something_else(spelled: str) -> None:
    one, other = (f"{LONG} within {amount} of the office" for amount in spelled.split(" | "))
    assert kept_for(Pair("a", one), Pair("b", other)) == {}


def test_questions_about_other_things_are_never_one() -> None:
    assert kept_for(Pair("a", LONG), Pair("b", LONG, "May a counselor text a patient?")) == {}


def test_a_long_question_does_not_make_short_answers_alike() -> None:
    asked = "Which city was the capital of the country in which the composer of the opera about a barber was born?"
    assert kept_for(Pair("a", "Paris", asked), Pair("b", "Rome", asked)) == {}
    assert kept_for(Pair("a", "It is red", asked), Pair("b", "It is blue", asked)) == {}


def test_the_question_may_be_put_in_other_words() -> None:
    assert kept_for(Pair("a", LONG), Pair("b", LONG, "May counselors text a client?")) == {"b": "a"}


def test_the_threshold_itself_counts() -> None:
    pair = Pair("a", "b c d e f", "x"), Pair("b", "b c d e f g", "x")  # of the answers' pairs of words, 4 of 5
    assert kept_for(*pair, threshold=0.8) == {"a": "b"}
    assert kept_for(*pair, threshold=0.801) == {}


@pytest.mark.parametrize("threshold", [0, -1, 1.5])
def test_a_threshold_is_a_share(threshold: float) -> None:
    with pytest.raises(ValueError, match="above 0"):
        match(table([]), threshold=threshold)


def test_the_similarity_is_that_of_the_texts() -> None:
    left, right = Pair("a", LONG), Pair("b", LONG + " nearby")
    [row] = match(table([left, right])).to_pylist()
    assert row["similarity"] == measure_similarity(left.question, left.answer, right.question, right.answer)
    assert (row["id"], row["kept_id"], row["method"]) == ("a", "b", "near")


def test_a_copy_of_a_copy_is_no_copy_of_the_first() -> None:
    a = "x " + " ".join(f"word{letter}" for letter in "abcdefghijklmnop")
    b, c = a.replace(" wordo wordp", ""), a.replace(" wordm wordn wordo wordp", "")
    question = "x"
    assert measure_similarity(question, a, question, b) >= 0.8
    assert measure_similarity(question, b, question, c) >= 0.8
    assert measure_similarity(question, a, question, c) < 0.8
    assert kept_for(*(Pair(id, text, question) for id, text in zip("abc", (a, b, c), strict=True))) == {"b": "a"}


# --- which is kept ----------------------------------------------------------------------------

KEPT: list[tuple[str, Pair, Pair]] = [
    ("the one that is not cut", Pair("b", LONG), Pair("a", LONG + " nearby ...")),
    ("the one without the flag", Pair("b", LONG), Pair("a", LONG + " nearby", flags="snippet_title truncated")),
    ("the longest answer", Pair("b", LONG + " nearby"), Pair("a", LONG)),
    ("the one without left markup", Pair("b", LONG, retrieved_at=LATE), Pair("a", LONG + "!", flags="leftover_markup")),
    ("the one in the right letters", Pair("b", LONG, retrieved_at=LATE), Pair("a", LONG + "!", flags="mojibake")),
    ("the earliest", Pair("b", LONG, retrieved_at=EARLY), Pair("a", LONG + "!", retrieved_at=LATE)),
    ("one with a date", Pair("b", LONG, retrieved_at=LATE), Pair("a", LONG + "!")),
    ("what a page may still give", Pair("b", LONG), Pair("a", LONG + " nearby", outdated_at=LATE)),
    ("of the past the latest", Pair("b", LONG, outdated_at=LATE), Pair("a", LONG + " nearby", outdated_at=EARLY)),
    ("the whole before the new", Pair("b", LONG, outdated_at=EARLY), Pair("a", LONG + " nearby ...")),
    ("the smallest id", Pair("a", LONG), Pair("b", LONG + "!")),
]


@pytest.mark.parametrize(("kept", "other"), [case[1:] for case in KEPT], ids=[case[0] for case in KEPT])
def test_of_two_records_one_is_kept(kept: Pair, other: Pair) -> None:
    assert kept_for(kept, other) == kept_for(other, kept) == {other.id: kept.id}


# --- cut answers ------------------------------------------------------------------------------

CUT = [
    "A counselor may text ...",
    "A counselor may text a…",
    "A counselor may text a cli...",
    "“A counselor may text a . . .”",
    "A counselor may text a client [...]",
]


@pytest.mark.parametrize("cut", CUT)
def test_a_cut_copy_is_one_with_the_longer(cut: str) -> None:
    [row] = match(table([Pair("a", cut), Pair("b", LONG)])).to_pylist()
    assert (row["id"], row["kept_id"], row["method"]) == ("a", "b", "truncated")
    assert row["similarity"] < 0.8


def test_a_cut_copy_may_lack_numbers_that_come_later() -> None:
    assert kept_for(Pair("a", "A counselor may text a client ..."), Pair("b", LONG + " for 2 years")) == {"a": "b"}


def test_of_cut_copies_the_longest_is_kept() -> None:
    assert kept_for(Pair("a", "A counselor may text ..."), Pair("b", "A counselor may text a client ...")) == {"a": "b"}


def test_a_cut_copy_in_a_script_without_spaces() -> None:
    assert kept_for(Pair("a", "咨询师可以给客户..."), Pair("b", "咨询师可以给客户发短信但是不能谈论治疗内容")) == {
        "a": "b"
    }


WHOLE = f"{LONG}, and never after 9 pm or without the written consent that both have signed before"
BEGUN = "A counselor may text a client about appointments, but clinical matters belong into a session"
EDITED_CUT = [
    ("a word more", BEGUN.replace("client about", "client again about") + " ..."),
    ("a word less", BEGUN.replace("clinical ", "") + " …"),
    ("half a word at its end", BEGUN.replace("but ", "") + " at the off..."),
    ("a word more near its end", BEGUN + " again at ..."),
    ("a word less near its end", LONG.replace("the office", "office") + " ..."),
]
NOT_EDITED_CUT = [
    ("another word", BEGUN.replace("client", "patient") + " ..."),
    ("another word in a long beginning", LONG.replace("matters", "doubts") + " and never ..."),
    ("another word at its end", BEGUN + " again ..."),
    ("another word in nearly the whole", WHOLE.replace("matters", "doubts")[:-7] + " ..."),
    ("two other words", LONG.replace("matters", "doubts").replace("belong", "come") + " and never ..."),
    ("a number", BEGUN.replace("appointments", "2 appointments") + " ..."),
    ("a negation", BEGUN.replace("may text", "may not text") + " ..."),
    ("a modal verb", BEGUN.replace("may text", "must now text") + " ..."),
    ("a word that limits", BEGUN.replace("client about", "client only about") + " ..."),
    ("seven words", "A counselor may now text a client ..."),
    ("not cut", BEGUN.replace("client about", "client again about") + " and then"),
    ("another beginning", "It depends on the law of the state and on what both have agreed on ..."),
]


@pytest.mark.parametrize("cut", [case[1] for case in EDITED_CUT], ids=[case[0] for case in EDITED_CUT])
def test_a_cut_copy_may_be_edited(cut: str) -> None:
    assert kept_for(Pair("a", cut), Pair("b", WHOLE)) == {"a": "b"}


@pytest.mark.parametrize("cut", [case[1] for case in NOT_EDITED_CUT], ids=[case[0] for case in NOT_EDITED_CUT])
def test_a_cut_copy_that_says_something_else_stays(cut: str) -> None:
    assert kept_for(Pair("a", cut), Pair("b", WHOLE)) == {}


NOT_CUT = [
    ("it goes on in other words", "A counselor may text a patient ...", LONG),
    ("a whole word behind a blank", "A counselor may text a cli ...", LONG),
    ("too few words", "A counselor may...", LONG),
    ("half a word is no evidence", "A counselor may te...", LONG),
    ("too few letters", "咨询师可以给...", "咨询师可以给客户发短信但是不能谈论治疗内容"),
    ("not cut", "A counselor may text.", LONG),
    ("half a number", "It takes as long as 2...", "It takes as long as 20 years"),
    ("half a number in words", "It takes a counselor about six...", "It takes a counselor about sixty years"),
    ("half a Chinese number", "咨询师每天可以工作二...", "咨询师每天可以工作二十小时"),
    ("half a Thai number", "ราคาประมาณ ๒...", "ราคาประมาณ ๒๐ บาท"),
    ("half a decimal", "It takes as long as 2...", "It takes as long as 2.5 years"),
]


@pytest.mark.parametrize(("cut", "whole"), [case[1:] for case in NOT_CUT], ids=[case[0] for case in NOT_CUT])
def test_what_is_not_a_cut_copy_stays(cut: str, whole: str) -> None:
    assert kept_for(Pair("a", cut), Pair("b", whole)) == {}


def test_a_cut_copy_answers_the_same_question() -> None:
    cut = "A counselor may text ..."
    assert kept_for(Pair("a", cut, "Is text better than mail?"), Pair("b", LONG, "Is mail better than text?")) == {}


# --- laws -------------------------------------------------------------------------------------

QUESTIONS = ["May I text a client?", "May we text clients?", "Do not text a client?", "Text 2 or 3?", "Text 3 or 2?"]
WORDS = "a b c d e f g not 2 two 猫 狗".split()
ENDS = ["", "", ".", "...", " ..."]
PAIR_LISTS = st.lists(
    st.builds(
        Pair,
        id=st.text("0123456789abcdef", min_size=4, max_size=4),
        question=st.sampled_from(QUESTIONS),
        answer=st.builds(
            lambda start, change, end: " ".join([*WORDS[:start], *change]) + end,
            st.integers(0, len(WORDS)),
            st.lists(st.sampled_from(WORDS), max_size=3),
            st.sampled_from(ENDS),
        ),
        flags=st.sampled_from(["", "truncated", "list_marker"]),
        retrieved_at=st.sampled_from([None, EARLY, LATE]),
        outdated_at=st.sampled_from([None, None, EARLY, LATE]),
    ),
    max_size=12,
    unique_by=lambda pair: pair.id,
)
THRESHOLDS = st.sampled_from([0.3, 0.5, 2 / 3, 0.8, 1.0])


def expected(pairs: Sequence[Pair], threshold: float) -> dict[str, tuple[str, str]]:
    """Return the merges by comparing each record with every kept one, in words that one can check."""
    merges: dict[str, tuple[str, str]] = {}
    kept: list[Pair] = []
    for pair in sorted(pairs, key=rank):
        for other in kept:
            is_cut = is_cut_copy(pair, other) or is_edited_cut_copy(pair, other, threshold)
            if is_cut or is_near(pair, other, threshold):
                merges[pair.id] = other.id, "truncated" if is_cut else "near"
                break
        else:
            kept.append(pair)
    return merges


def rank(pair: Pair) -> tuple[object, ...]:
    """What is not cut first, then what a page may still give, the most complete, the earliest, then by id."""
    is_cut = "truncated" in pair.flags or (pair.answer.endswith("...") and evidence(pair) >= 4)
    outdated = LATE - pair.outdated_at if pair.outdated_at else timedelta(-1)
    length = len(" ".join(compare_answer(pair.answer).words))
    return is_cut, outdated, -length, pair.retrieved_at is None, pair.retrieved_at or EARLY, pair.id


def compared_answer(pair: Pair) -> str:
    return answer_fingerprint(pair.answer)


def guarded(pair: Pair) -> tuple[object, ...]:
    question, answer = read(fingerprint(pair.question).split()), read(compare_answer(pair.answer).words)
    asked = [guard(question) for guard in QUESTION_GUARDS.values()]
    return *asked, *(guard(answer) for guard in ANSWER_GUARDS.values())


def is_near(pair: Pair, best: Pair, threshold: float) -> bool:
    """Whether no guard tells two records apart, and they are alike and not the same but for the choice of words."""
    if guarded(pair) != guarded(best) or not is_like(pair, best, threshold):
        return False
    words, begun = compare_answer(best.answer).words, beginning(pair)
    if begun and begins_otherwise(words, begun, Threshold(threshold)):
        return False
    return not is_substitution(words, compare_answer(pair.answer).words)


def is_like(left: Pair, right: Pair, threshold: float) -> bool:
    """Whether two records are alike as a whole and in their answers."""
    whole = measure_similarity(left.question, left.answer, right.question, right.answer)
    answers = jaccard(*(shingles(compare_answer(pair.answer).words) for pair in (left, right)))
    return all(Fraction(str(share)).limit_denominator(1000) >= Fraction(str(threshold)) for share in (whole, answers))


def half_word(pair: Pair) -> bool:
    last = split_words(compared_answer(pair))[-1]
    return not pair.answer.endswith(" ...") and last.isascii() and last.isalpha() and last != "two"


def evidence(pair: Pair) -> float:
    """How many words a cut answer has, a half one aside; a letter without spaces is half a word."""
    words = split_words(compared_answer(pair))
    words = words[:-1] if words and half_word(pair) else words
    return sum(1.0 if word.isascii() else 0.5 for word in words)


def is_cut_copy(pair: Pair, longer: Pair) -> bool:
    if (
        not pair.answer.endswith("...")
        or evidence(pair) < 4
        or guarded(pair)[: len(QUESTION_GUARDS)] != guarded(longer)[: len(QUESTION_GUARDS)]
    ):
        return False
    words, others = split_words(compared_answer(pair)), split_words(compared_answer(longer))
    if half_word(pair):
        last = words.pop()
        return others[: len(words)] == words and " ".join(others[len(words) :]).startswith(last)
    return others[: len(words)] == words


def is_edited_cut_copy(pair: Pair, longer: Pair, threshold: float) -> bool:
    """Whether a cut answer is nearly what a longer one begins with, by trying all of that one's beginnings."""
    if guarded(pair)[: len(QUESTION_GUARDS)] != guarded(longer)[: len(QUESTION_GUARDS)]:
        return False
    begun = beginning(pair)
    return bool(begun) and begins_alike(compare_answer(longer.answer).words, begun, Threshold(threshold))


def beginning(pair: Pair) -> list[str]:
    """The whole words of a cut answer, if they are eight or more."""
    if not pair.answer.endswith("...") or evidence(pair) < 4:
        return []
    words = list(compare_answer(pair.answer).words)
    words = words[:-1] if half_word(pair) else words
    return words if sum(1 if word.isascii() else 0.5 for word in words) >= 8 else []


@given(PAIR_LISTS, THRESHOLDS)
@settings(max_examples=examples(400), deadline=None)
def test_the_result_is_that_of_comparing_all_with_all(pairs: list[Pair], threshold: float) -> None:
    by_block: dict[str, list[Pair]] = {}
    for pair in pairs:
        by_block.setdefault(block_of(fingerprint(pair.question)), []).append(pair)
    merges = {id: merge for block in by_block.values() for id, merge in expected(block, threshold).items()}
    rows = match(table(pairs), threshold=threshold).to_pylist()
    assert {row["id"]: (row["kept_id"], row["method"]) for row in rows if row["id"]} == merges


@given(PAIR_LISTS.flatmap(lambda pairs: st.tuples(st.just(pairs), st.permutations(pairs))))
@settings(deadline=None)
def test_the_order_of_rows_decides_nothing(both: tuple[list[Pair], list[Pair]]) -> None:
    assert match(table(both[0])).equals(match(table(both[1])))


@given(PAIR_LISTS)
@settings(deadline=None)
def test_each_block_is_decided_apart(pairs: list[Pair]) -> None:
    whole = table(pairs)
    blocks = sorted(set(whole.column("block").to_pylist()))
    parts = [
        match(whole.filter(pa.array([name == block for name in whole.column("block").to_pylist()]))) for block in blocks
    ]
    assert match(whole).equals(pa.concat_tables([DECISIONS.empty_table(), *parts]).combine_chunks())


@given(PAIR_LISTS, PAIR_LISTS, st.booleans())
@settings(deadline=None)
def test_what_is_known_changes_nothing(pairs: list[Pair], earlier: list[Pair], shared: bool) -> None:
    known = (
        match(table([*earlier, *pairs[:4]] if shared else earlier))
        if not {p.id for p in earlier} & {p.id for p in pairs}
        else None
    )
    decided = match(table(pairs))
    assert match(table(pairs), known).equals(decided)
    assert match(table(pairs), decided).equals(decided)
    stale = match(table(pairs), threshold=0.5)
    assert match(table(pairs), pa.concat_tables([stale, decided, decided])).equals(decided)
    assert match(table(pairs), stale).equals(decided)


@given(PAIR_LISTS)
@settings(deadline=None)
def test_what_is_kept_is_kept_again(pairs: list[Pair]) -> None:
    merged_ids = set(match(table(pairs)).column("id").to_pylist())
    rows = match(table([pair for pair in pairs if pair.id not in merged_ids]))
    assert rows.column("id").null_count == rows.num_rows


@given(PAIR_LISTS)
@settings(deadline=None)
def test_each_record_is_merged_once_into_a_kept_one(pairs: list[Pair]) -> None:
    rows = [row for row in match(table(pairs)).to_pylist() if row["id"]]
    ids = [row["id"] for row in rows]
    assert len(ids) == len(set(ids))
    assert not set(ids) & {row["kept_id"] for row in rows}


def test_what_a_member_says_of_itself_decides_anew() -> None:
    before = table([Pair("a", LONG), Pair("b", LONG + "!")])
    known = match(before)
    for change in (
        Pair("a", LONG, flags="truncated"),
        Pair("a", LONG + " ..."),
        Pair("a", LONG, retrieved_at=LATE),
        Pair("c", LONG),
        Pair("a", LONG, "May counselors text the client?"),
    ):
        after = table([change, Pair("b", LONG + "!")])
        assert match(after, known).equals(match(after))
        assert match(after).column("digest") != known.column("digest")


def test_nothing_makes_no_decision() -> None:
    assert match(table([])).equals(DECISIONS.empty_table())
    assert match(table([Pair("a", LONG)])).equals(DECISIONS.empty_table())


def test_a_block_of_different_records_is_known_too() -> None:
    [row] = match(table([Pair("a", LONG), Pair("b", "Maybe.")])).to_pylist()
    assert row["digest"]
    assert [row[name] for name in ("id", "kept_id", "method", "similarity")] == [None] * 4


# --- many -------------------------------------------------------------------------------------


def numbered(numbers: Iterable[int]) -> frozenset[tuple[str]]:
    """Return a text that is nothing but shingles."""
    return frozenset({(str(number),) for number in numbers})


SHORT = st.sets(st.integers(0, 11), min_size=1).map(numbered)
LENGTHY = st.sets(st.integers(0, 149), max_size=40).map(lambda missing: numbered(set(range(150)) - missing))


@given(st.one_of(st.lists(SHORT, min_size=30, max_size=90), st.lists(LENGTHY, min_size=30, max_size=60)), THRESHOLDS)
@settings(max_examples=examples(100), deadline=None)
def test_among_many_the_first_like_one_is_found(texts: list[frozenset[tuple[str]]], share: float) -> None:
    threshold = Threshold(share)
    kept = KeptTexts(threshold)
    for place, text in enumerate(texts):
        first = next((i for i, earlier in enumerate(texts[:place]) if threshold.holds(text, earlier)), None)
        assert next(kept.all_like(text), None) == first
        kept.add(place, text)


def test_a_farm_of_nearly_one_answer_is_one_record() -> None:
    pairs = [Pair(f"{n:04}", f"{LONG}{' so' * (n % 3)} word") for n in range(300)]
    assert len(kept_for(*pairs)) == 299


def test_a_farm_of_one_template_stays() -> None:
    pairs = [Pair(f"{n:04}", f"{LONG} word{chr(97 + n % 26)}{chr(97 + n // 26)}") for n in range(300)]
    assert kept_for(*pairs) == {}


def test_a_farm_of_different_answers_with_one_boilerplate_stays() -> None:
    own = [" ".join(f"{chr(97 + n % 26)}{chr(97 + n // 26)}{letter}" for letter in "abcdef") for n in range(300)]
    assert kept_for(*(Pair(f"{n:04}", f"{LONG}. {text}") for n, text in enumerate(own))) == {}
