"""A word that no table has is passed over at once; what is said of it is what all rules say."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from builders import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dedup.near import compared, guards
from pipeline.dedup.near.compared import _LOOKED_AT, _look_of
from pipeline.dedup.near.guards import _MARKED, _how_read, _is_negated, _marks_of
from pipeline.dedup.near.lexicon import NEGATED, NEGATIONS, NUMBERS, SAME, UNITS

TABLES = sorted({*_LOOKED_AT, *_MARKED, *NEGATIONS, *NUMBERS, *SAME, *UNITS, "cannot", "gelmez"})
WORDS = st.sampled_from(TABLES) | st.text("aemsiznot'5", min_size=1) | st.text(min_size=1, max_size=8)


class Every(frozenset[str]):
    """A table that has all words."""

    def __contains__(self, _: object) -> bool:
        return True

    def isdisjoint(self, _: object) -> bool:
        return False


@given(WORDS, st.sampled_from(["", "s", "es"]))
@settings(max_examples=examples(2_000), deadline=None)
def test_a_word_is_looked_at_by_all_rules_where_one_knows_it(word: str, ending: str) -> None:
    found = _look_of(word + ending), _marks_of(word + ending), _how_read(word + ending)
    with patch.object(compared, "_LOOKED_AT", Every()), patch.object(guards, "_MARKED", Every()):
        assert found == (_look_of(word + ending), _marks_of(word + ending), _how_read(word + ending))


@pytest.mark.parametrize("forms", NEGATED)
@given(st.data())
@settings(max_examples=examples(200), deadline=None)
def test_a_negated_form_is_seen_by_its_letters(forms: str, data: st.DataObject) -> None:
    assert _is_negated(data.draw(st.from_regex(rf"(?:{forms})\Z", fullmatch=True)))
