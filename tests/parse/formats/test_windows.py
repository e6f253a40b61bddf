"""A long text is read in windows, and what is found is what is found in the whole."""

from __future__ import annotations

import re
import tracemalloc
from collections import Counter
from collections.abc import Iterator

import pytest
from builders import examples
from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_attribution import HOSTILE, LINE, Q2, block, pages

from pipeline.parse.formats.attribution import links
from pipeline.parse.formats.attribution import windows as module
from pipeline.parse.formats.attribution.blocks import NO_GAP_IS_WIDE
from pipeline.parse.formats.attribution.reader import Reader
from pipeline.parse.formats.attribution.windows import Found, NeedsWhole, OtherGap, read_windows, windows

FILLER = block(answer="So it goes. " * (links.REACH // 12))
"""Longer than all that an attribution depends on, so that a window may end before it."""


def pieces(text: str, size: int) -> Iterator[str]:
    return (text[at : at + size] for at in range(0, len(text), size))


def in_windows(text: str, size: int) -> Found | None:
    """What is found in all windows; None where the text must be read as a whole."""
    wide_gap = None
    while True:
        whole = Found([], [], Counter())
        try:
            for found in read_windows(pieces(text, size), wide_gap):
                whole.candidates.extend(found.candidates)
                whole.rejected.extend(found.rejected)
                whole.boilerplate.update(found.boilerplate)
            return whole
        except OtherGap as other:
            assert wide_gap is None, "the whole text has one least wide gap"
            wide_gap = other.wide_gap
        except NeedsWhole:
            return None


def as_a_whole(text: str) -> Found:
    found = Reader(text).read()
    return Found(found.candidates, found.rejected, Counter(piece.rule for piece in found.boilerplate))


def is_exact(text: str, size: int) -> bool:
    """Whether a text is read in windows; then all is found that is found in the whole."""
    found = in_windows(text, size)
    assert found is None or found == as_a_whole(text)
    return found is not None


@settings(max_examples=examples(400), deadline=None)
@given(st.lists(pages, min_size=1, max_size=6), st.integers(1_000, 30_000), st.sampled_from(["\n", "\r\n"]))
@example(["View complete answer on"] * 3, 1_000, "\n")
@example(["\u0130 Takedown request | View complete answer on apa.org"] * 3, 1_000, "\n")
def test_the_windows_find_what_is_found_in_the_whole(several: list[str], size: int, end: str) -> None:
    is_exact((FILLER.replace("\n", end) + end).join([*several, ""]), size)


@settings(max_examples=examples(400), deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from([*HOSTILE, LINE, "apa.org", "[", "](https://apa.org/view)", "> ", "\f"]), max_size=20),
        max_size=6,
    ),
    st.integers(100, 4_000),
)
def test_windows_of_hostile_texts_find_what_is_found_in_the_whole(several: list[list[str]], size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "REACH", 2_000)  # all that an attribution of these can depend on
        is_exact("".join("".join(parts) + block(answer="So it goes. " * 200) for parts in several), size)


def test_each_window_ends_with_a_line_that_an_attribution_ends() -> None:
    text = block() + FILLER * 4 + block() + "The end"
    found = [*windows(pieces(text, 1_000))]
    assert len(found) > 3
    assert "".join(window.text for window in found) == text
    assert all(text.startswith(window.text, window.first) for window in found)
    for window in found[:-1]:
        assert window.text.endswith(f"{LINE}apa.org")
        assert window.attributions[-1].end == len(window.text)


def test_an_attribution_depends_on_less_than_the_reach() -> None:
    [longest] = [re._parser.parse(links._CITED.pattern).getwidth()[1]]  # type: ignore[attr-defined]
    assert longest + 500 < links.REACH  # what is looked at after it is shorter


def test_an_attribution_is_not_sure_before_all_is_there_that_it_may_be() -> None:
    text = block() + f"{Q2}\n\nYes.\n{LINE}apa.o" + "r" * links.REACH
    assert next(windows([text, "g\n"])).text == block().rstrip("\n")


def test_the_gap_of_the_whole_text_counts_and_not_that_of_the_first_window() -> None:
    listed = f"Is it late?\nIs it early?\n\nIs it safe?\nYes.\n{LINE}apa.org\n"
    apart = f"{Q2}\n\n\n\nYes.\n{LINE}apa.org\n"
    text = block(between="\n") + listed + FILLER + 9 * apart + FILLER
    with pytest.raises(OtherGap) as other:
        assert [*read_windows(pieces(text, 1_000))]
    assert other.value.wide_gap == NO_GAP_IS_WIDE
    assert is_exact(text, 1_000)


@pytest.mark.parametrize(
    ("text", "is_read"),
    [
        ("", False),
        ("Q: Why?\nA: Because.\n" * 3_000, False),
        (re.sub("^", "> ", FILLER * 3, flags=re.MULTILINE), False),
        (block(), True),
        (FILLER * 3, True),
        (FILLER.replace("\n", " ") * 3, True),
        ("Before.\n\n" + FILLER * 3 + "> After.\n", True),
    ],
    ids="empty interview mail one several flattened quoted".split(),
)
def test_a_text_that_was_pasted_is_read_in_windows(text: str, is_read: bool) -> None:
    assert is_exact(text, 1_000) is is_read


def test_a_text_that_was_not_pasted_is_known_by_its_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LONGEST_START", 20_000)
    parts = pieces("Q: Why?\nA: Because.\n" * 5_000 + block(), 1_000)
    with pytest.raises(NeedsWhole):
        next(windows(parts))
    assert len([*parts]) > 50


def test_windows_take_no_more_memory_for_a_longer_text() -> None:
    def peak(blocks: int) -> int:
        tracemalloc.start()
        for found in read_windows(f"{FILLER}{block()}" for _ in range(blocks)):
            assert found.candidates
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    assert peak(400) < 1.5 * peak(40) < 2_000_000


def test_a_text_without_an_end_of_a_window_is_not_searched_again_for_each_piece(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    searched: list[int] = []

    def find(text: str) -> Iterator[links.Attribution]:
        searched.append(len(text))
        return links.find_attributions(text)

    monkeypatch.setattr(module, "find_attributions", find)
    text = f"{block()}{Q2}\n\n" + "So it goes. " * 50_000
    assert is_exact(text, 2_000)
    assert sum(searched) < 4 * len(text)
