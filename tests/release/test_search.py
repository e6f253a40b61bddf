"""`qamill search`: words in questions and answers, the best record first."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from conftest import Pair, Project, id_of

from pipeline.release.database import BadQuery, open_database
from pipeline.release.search import Found, search

FEES = Pair("What are the fees?", "A session costs forty dollars, paid before it begins.")
LATE = Pair("Why was my parcel late?", "The fees have nothing to do with it; the storm closed the road to the depot.")
CAFE = Pair("Où est le café de la gare?", "Le café se trouve à côté du quai numéro deux, derrière le kiosque.")
TEXTILE = Pair("What is a textile?", "Cloth that is woven or knitted from threads of wool or cotton.")
TEXT = Pair("May I text the driver?", "Send one text when the bus is late by more than ten minutes.")
SUSHI = Pair("寿司は生の魚ですか？", "いいえ、寿司は酢飯を使った料理で、魚は生とは限りません。")
PAIRS = [FEES, LATE, CAFE, TEXTILE, TEXT, SUSHI]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("library"))
    project.page("page.txt", *PAIRS)
    project.curate()
    return project


def searched(project: Project, words: Sequence[str], where: Sequence[str] = (), limit: int = 10) -> Found:
    with open_database(project.release()) as database:
        return search(database, words, where, limit)


@pytest.mark.parametrize(
    ("words", "pairs"),
    [
        (["fees"], [FEES, LATE]),  # a question is about its words
        (["FEE"], [FEES, LATE]),  # beginnings of words, in any case
        (["text"], [TEXT, TEXTILE]),  # whole words first
        (["extile"], []),  # but no middle of a word
        (["late storm"], [LATE]),  # all of the words
        (["late", "storm"], [LATE]),
        (['"storm closed"'], [LATE]),  # a phrase
        (['"closed storm"'], []),
        (["cafe cote"], [CAFE]),  # accents may be left out
        (["CAFÉ"], [CAFE]),
        (["cafe\u0301"], [CAFE]),
        (["寿司"], [SUSHI]),
        (["魚"], [SUSHI]),  # no spaces between words
        (["driver?"], [TEXT]),
        (["'; DROP VIEW records; --", "driver"], []),
        (["(driver"], [TEXT]),
        ([r"dr\w+"], []),
    ],
)
def test_words_find_records(library: Project, words: list[str], pairs: list[Pair]) -> None:
    found = searched(library, words)
    assert [hit.id for hit in found.hits if found.has_all] == [id_of(pair) for pair in pairs]


def test_where_no_record_has_all_words_those_that_have_some_are_found(library: Project) -> None:
    found = searched(library, ["textile driver"])
    assert not found.has_all
    assert {hit.id for hit in found.hits} == {id_of(TEXT), id_of(TEXTILE)}


def test_only_records_that_fulfil_the_conditions_are_searched(library: Project) -> None:
    assert [hit.id for hit in searched(library, ["fees"], ["question_type = 'why'"]).hits] == [id_of(LATE)]


def test_the_best_are_given_and_all_are_counted(library: Project) -> None:
    found = searched(library, ["fees"], limit=1)
    assert ([hit.id for hit in found.hits], found.total) == ([id_of(FEES)], 2)


@pytest.mark.parametrize("words", [["?"], [""], ["--"], [" ".join(f"w{number}" for number in range(21))]])
def test_what_cannot_be_searched_is_told(library: Project, words: list[str]) -> None:
    with pytest.raises(BadQuery):
        searched(library, words)
