"""Real pages give the pairs that a reader found on them; the pages lie outside the repository."""

from __future__ import annotations

import sys

import pytest
from builders import REPOSITORY

sys.path.insert(0, str(REPOSITORY / "benchmarks"))
from accuracy import INDEX, MISSING, Case, Mode, cases, mean, total, verdict

if not INDEX.is_file():
    pytest.skip(MISSING, allow_module_level=True)

START_LENGTH = 60
"""The golden answers hold their first words alone: the text belongs to the sites."""
VISIBLE_AIM = 0.90

# Page -> why it does not yet give its pairs, in one line. Strict: a page that is mended must leave the table.
KNOWN_IN_FULL: dict[str, str] = {}
KNOWN_IN_MARKUP: dict[str, str] = {}

MARKUP = [case for case in cases() if case.group == "markup"]
VISIBLE = [case for case in cases() if case.group == "visible"]
TRAPS = [case for case in cases() if case.group == "trap"]


def params(pages: list[Case], known: dict[str, str]) -> list[object]:
    """One parameter set for each page, expected to fail where we know that it does."""
    return [
        pytest.param(case, id=f"{case.kind}: {case.file}", marks=_marks(case.file, known))
        for case in sorted(pages, key=lambda case: case.kind)
    ]


def _marks(file: str, known: dict[str, str]) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=known[file], strict=True)] if file in known else []


def assert_exact(case: Case, mode: Mode) -> None:
    """Fail with the pairs that went wrong."""
    found = verdict(case, mode)
    assert [str(pair) for pair in found.missed] == []
    assert [str(pair) for pair in found.extra] == []


@pytest.mark.parametrize("case", params(MARKUP, KNOWN_IN_MARKUP))
def test_markup_gives_its_pairs_and_no_others(case: Case) -> None:
    assert_exact(case, "markup")


@pytest.mark.parametrize("case", params([*MARKUP, *VISIBLE], KNOWN_IN_FULL))
def test_a_whole_page_gives_its_pairs_and_no_others(case: Case) -> None:
    assert_exact(case, "full")


@pytest.mark.parametrize("case", params(TRAPS, KNOWN_IN_FULL))
def test_a_trap_page_gives_no_pairs(case: Case) -> None:
    assert verdict(case).extra == []


@pytest.mark.parametrize("pages", [pytest.param(VISIBLE, id="visible"), pytest.param(MARKUP, id="markup")])
def test_whole_pages_give_nine_pairs_of_ten(pages: list[Case]) -> None:
    verdicts = [verdict(case) for case in pages]
    assert total(verdicts).recall > VISIBLE_AIM
    assert total(verdicts).precision > VISIBLE_AIM


def test_no_page_counts_for_all() -> None:
    """One page holds more than half of the visible pairs: the mean of the pages must be as good."""
    verdicts = [verdict(case) for case in VISIBLE]
    assert mean([found.recall for found in verdicts]) > VISIBLE_AIM
    assert mean([found.precision for found in verdicts]) > VISIBLE_AIM


def test_no_answer_swallows_the_next_question() -> None:
    assert [f"{case.file}: {pair.question}" for case in cases() for pair in verdict(case).run_on] == []


def test_expectations_hold_no_more_than_the_first_words_of_an_answer() -> None:
    pairs = [pair for case in cases() for pair in (*case.pairs, *case.visible, *case.either)]
    assert [pair for pair in pairs if len(pair.answer) > START_LENGTH] == []
