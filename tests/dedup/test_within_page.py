"""A page that says the same pair in several ways gives one record, in its best words, seen several times."""

from __future__ import annotations

import json
from itertools import permutations
from random import Random

import pytest
from builders import examples, record
from conftest import Project
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dedup.within_page import merge_within_page
from pipeline.release.read import read_table
from pipeline.schema import Merge, Pair, Sighting
from pipeline.schema.pairs import Pairs
from pipeline.text.fingerprint import fingerprint, pair_id, question_id

HOURS = "When are you open?"
LONG = "We open at seven in the morning and close at six in the evening, on every day but Sunday."


def said(answer: str, format: str, question: str = HOURS) -> Pair:
    """A pair as a format gives it."""
    asked, told = fingerprint(question), fingerprint(answer)
    own = record(question=question, answer=answer, id=pair_id(asked, told), question_id=question_id(asked))
    sighting = Sighting(own.id, "", "", None, "", format, own.source, None, None)
    return Pair(own, sighting, asked, Merge(own.id, "exact", 1.0))


def kept(*answers: tuple[str, str]) -> list[str]:
    """Of (format, answer) pairs to one question, the answer that is kept for each."""
    pairs = [said(answer, format) for format, answer in answers]
    texts = {pair.record.id: pair.record.answer for pair in pairs}
    return [texts[pair.merge.kept_id] for pair in merge_within_page(Pairs.of(pairs))]


def test_the_same_words_are_one_pair() -> None:
    assert kept(("jsonld", LONG), ("details", LONG)) == [LONG, LONG]


def test_a_little_more_is_the_same_pair() -> None:
    more = f"{LONG} Read more"
    assert kept(("details", more), ("jsonld", LONG)) == [LONG, LONG]


def test_markup_is_kept_before_what_is_only_seen() -> None:
    more = f"{LONG} Read more"
    assert kept(("headings", more), ("microdata", LONG), ("jsonld", LONG)) == [LONG, LONG, LONG]


def test_the_longer_is_kept_of_two_that_are_marked_up() -> None:
    more = f"{LONG} Welcome!"
    assert kept(("jsonld", LONG), ("microdata", more)) == [more, more]


@pytest.mark.parametrize(
    "seen",
    [
        "Bring:\n\n- a warm coat\n- good shoes for the snow\n- something to eat and drink",
        "Bring:\n\n1. a warm coat\n2. good shoes for the snow\n3. something to eat and drink",
        "Bring: | a warm coat\ngood shoes for the snow | something to eat and drink",
    ],
)
def test_markup_that_lost_its_list_loses_to_what_kept_it(seen: str) -> None:
    flat = "Bring: a warm coat good shoes for the snow something to eat and drink"
    assert kept(("jsonld", flat), ("details", seen)) == [seen, seen]


@pytest.mark.parametrize("seen", ["Bring:\n\n- clean shoes\n- a towel", "Bring:\n\nclean shoes\n\na towel"])
def test_markup_that_lost_the_blanks_between_words_loses_to_what_kept_them(seen: str) -> None:
    assert kept(("jsonld", "Bring:clean shoesa towel"), ("details", seen)) == [seen, seen]
    assert kept(("jsonld", "Bring:clean shoesa bowl"), ("details", seen)) == ["Bring:clean shoesa bowl", seen]


def test_other_words_are_another_pair() -> None:
    other = "Ask the porter, who knows."
    assert kept(("jsonld", LONG), ("details", other)) == [LONG, other]


def test_another_number_is_another_pair() -> None:
    old, new = f"{LONG} A seat costs $4.50.", f"{LONG} A seat costs $5.50."
    assert kept(("jsonld", old), ("details", new)) == [old, new]


def test_another_question_is_another_pair() -> None:
    pairs = [said(LONG, "jsonld"), said(f"{LONG} Yes.", "details", "Are you open?")]
    assert merge_within_page(Pairs.of(pairs)) == Pairs.of(pairs)
    assert [pair.merge for pair in pairs] == [Merge(pair.record.id, "exact", 1.0) for pair in pairs]


SIX = [f"{LONG} Says {name}." for name in ("Ada", "Bo", "Cy", "Di", "Ed", "Flo")]


def test_six_answers_of_one_format_stay_six() -> None:
    assert kept(*(("microdata", answer) for answer in SIX)) == SIX


def test_six_answers_in_two_formats_stay_six() -> None:
    """Each finds its like, though all are alike."""
    marked, seen = [("jsonld", answer) for answer in SIX], [("details", f"{answer} Reply") for answer in SIX]
    assert kept(*marked, *seen) == [*SIX, *SIX]


def test_a_merge_says_how_similar_the_answers_are() -> None:
    pairs = [said("one two three four", "jsonld"), said("one two three four five", "details")]
    (own, other) = merge_within_page(Pairs.of(pairs))
    assert (own.merge.similarity, other.merge.similarity) == (1.0, 0.8)
    assert (own.merge.method, other.merge.method) == ("exact", "same_page")


answers = st.sampled_from(
    [LONG, f"{LONG} Yes.", f"{LONG} Yes. 5", f"{LONG} 6", f"- {LONG}", LONG.upper(), "No.", *SIX[:3]]
)
formats = st.sampled_from(["jsonld", "microdata", "details", "headings"])


@settings(max_examples=examples(200))
@given(st.lists(st.tuples(formats, answers, st.sampled_from([HOURS, "Why?"])), max_size=7), st.randoms())
def test_the_order_of_records_does_not_matter(drawn: list[tuple[str, str, str]], random: Random) -> None:
    pairs = [said(answer, format, question) for format, answer, question in drawn]
    merged = dict(zip(map(str, pairs), merge_within_page(Pairs.of(pairs)), strict=True))
    shuffled = random.sample(pairs, len(pairs))
    for pair, found in zip(shuffled, merge_within_page(Pairs.of(shuffled)), strict=True):
        assert found == merged[str(pair)]


@settings(max_examples=examples(200))
@given(st.lists(st.tuples(formats, answers), max_size=7))
def test_what_is_kept_is_merged_into_nothing(drawn: list[tuple[str, str]]) -> None:
    merged = merge_within_page(Pairs.of(said(answer, format) for format, answer in drawn))
    of = {pair.record.id: pair.merge.kept_id for pair in merged}
    assert all(of[kept_id] == kept_id for kept_id in of.values())


PAGE = """<!doctype html><link rel=canonical href="https://inn.example.org/faq"><title>FAQ</title>
<script type="application/ld+json">{script}</script>
<main><h1>FAQ</h1>
<div itemscope itemtype="https://schema.org/Question">
<h3 itemprop=name>What shall I bring?</h3>
<div itemprop=acceptedAnswer itemscope itemtype="https://schema.org/Answer"><div itemprop=text>
<p>Bring, please:<ul><li>a warm coat<li>good shoes for the snow<li>something to eat and drink</ul></div></div></div>
<details><summary>What shall I bring?</summary>
<p>Bring, please:<ul><li>a warm coat<li>good shoes for the snow<li>something to eat and drink</ul></details>
</main>"""
FLAT = "Bring, please: a warm coat; good shoes for the snow; something to eat and drink"
SCRIPT = json.dumps(
    {"@type": "Question", "name": "What shall I bring?", "acceptedAnswer": {"@type": "Answer", "text": f"{FLAT}, too"}}
)


def test_a_page_that_says_a_pair_in_several_ways_gives_one_record(project: Project) -> None:
    project.page("inn.html", PAGE.replace("{script}", SCRIPT))
    project.curate()
    release = project.release()
    (row,) = read_table(release, "records").to_pylist()
    assert row["answer"].endswith("- something to eat and drink")
    seen = read_table(release, "sightings").to_pylist()
    assert {sighting["format"] for sighting in seen} >= {"jsonld", "microdata", "details"}
    assert (row["times_seen"], len(seen) > 1) == (1, True)
    assert {sighting["id"] for sighting in seen} == {row["id"]}
    merged = read_table(release, "merged").to_pylist()
    assert [(other["method"], other["kept_id"]) for other in merged if other["id"] != row["id"]] == [
        ("same_page", row["id"])
    ]


def test_the_words_that_are_kept_do_not_depend_on_where_they_stand(project: Project) -> None:
    parts = PAGE.replace("{script}", SCRIPT).partition("<div itemscope")
    micro, _, details = parts[2].partition("<details>")
    sections = [f"<div itemscope{micro}", f"<details>{details.removesuffix('</main>')}"]
    for number, order in enumerate(permutations(sections)):
        project.page(f"{number}.html", parts[0].replace("inn.", f"inn{number}."), *order)
    project.curate()
    assert len(read_table(project.release(), "records").to_pylist()) == 1
