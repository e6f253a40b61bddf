"""The compiled look for ordinary blocks: it finds the block that the rules in Python find, or none."""

from __future__ import annotations

import re

import pytest
from builders import examples
from compiled import compiled
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.parse.formats.attribution.lines import BOILERPLATE, OPENINGS, Line, boilerplate_rule, leading_boilerplate
from pipeline.parse.formats.attribution.links import Attribution, told_by_pattern
from pipeline.parse.formats.attribution.ordinary import (
    OrdinaryBlock,
    _openings,
    block_of_any_lines,
    pairs_by_rules,
)
from pipeline.schema import Boilerplate, Candidate
from pipeline.text.clean import BLANK
from pipeline.text.labels import LABEL_OPENINGS, answer_label_end, label_end, labels_answer_below
from pipeline.text.marks import ASKING_MARKS
from pipeline.text.questions import LONGEST_QUESTION

part = compiled("parse.formats.attribution._ordinary")


def found(text: str, start: int = 0, end: int | None = None) -> object:
    end = len(text) if end is None else end
    [block] = part.blocks(text, start, [(end, end)], OrdinaryBlock, LONGEST_QUESTION, _openings())
    return block


words = st.sampled_from(
    ["Can I text?", "It is", "so. ", "Q", "q", "A", "a", "No", "nr", "IV", "xi", "1", "12.", ": ", ":", ". ", ") ", " ",
     "Was this", "helpful?", "?", "\u201d", "\u00bb", "\u203c", "\u037e", "\u03c0", ";", "\u00e9", "\u017f", "?!",
     "\u203a", "3 Mar 2023", "3 Mar 20", "23 \u2014 So.", "A tea", "I say", "\u201cSo", "Is th", "e tea", "were these"]
)  # fmt: skip
pieces = words | st.sampled_from([*OPENINGS, *LABEL_OPENINGS]) | st.sampled_from(BLANK) | st.sampled_from(ASKING_MARKS)
markers = st.sampled_from(["- ", "-", "1. ", "12) ", "d. ", "A) ", "a. ", "1234. ", "1 ", "\u2022 "])
pieces |= markers
lines = st.lists(pieces, min_size=1, max_size=5).map("".join) | st.sampled_from(["Can I text?", "Because it is so."])
gaps = st.sampled_from(["\n", "\n", "\n\n", "\n \u00a0\n", "\n\u200b\n\n", "\x0c\n", " \n\t"])
sections = st.lists(st.tuples(lines, gaps), max_size=5).map(lambda drawn: "".join(map("".join, drawn)))


@settings(max_examples=examples(2000))
@given(gaps, lines, sections)
def test_the_compiled_look_finds_the_same_or_nothing(before: str, question: str, after: str) -> None:
    for text in (f"{before}{question}{after}", f"{before}Is it so?\n{after}", f"{before}{question}?\n\nBecause{after}"):
        assert (block := found(text)) is None or block == block_of_any_lines(text, 0, len(text))


def test_nearly_all_usual_blocks_are_found() -> None:
    text = (
        "View answer on a.org\n\n Is the tea hot?\n\nNo, you can\u2019t.\n\nSo it is \u201cover\u201d.\n"
        "A line of it.\nd. I say \u2018so\u2019.\nTakedown"
    )
    start, end = text.index("\n"), text.rindex("Takedown")
    assert found(text, start, end) == block_of_any_lines(text, start, end)
    assert found(text, start, end) is not None


@settings(max_examples=examples(300))
@given(st.one_of([st.from_regex(re.compile(rule, re.IGNORECASE), fullmatch=True) for rule in BOILERPLATE.values()]))
def test_a_line_that_is_boilerplate_is_left_to_python(line: str) -> None:
    assume(line.strip(BLANK) == line and "\n" not in line and boilerplate_rule(line))
    assert found(f"Can I text?\n\n{line}") is None
    assert found(f"Can I text?\n\nBecause.\n{line}") is None
    assert found(f"{line}?\n\nBecause.") is None or not boilerplate_rule(f"{line}?")


@pytest.mark.parametrize("opening", sorted({*LABEL_OPENINGS, "q", "a", "yan\u0131t"}))
def test_a_line_that_may_have_a_label_is_left_to_python(opening: str) -> None:
    for after in (": So", ". So", " 1: So", "o. 5: So", ") So", "r 1. So", ""):
        for line in (opening + after, opening.capitalize() + after, opening.upper() + after):
            assert not label_end(f"{line}?") or found(f"{line}?\n\nBecause.") is None
            is_labelled = answer_label_end(line) or labels_answer_below(line)
            assert not is_labelled or found(f"Can I text?\n\n{line}") is None


@pytest.mark.parametrize(
    "opening",
    ["Advertisement", "Related Questions", "People also ask:", "Previous Question", "Next question", "Page 1 of 2"],
)
def test_what_opens_a_flattened_page_is_left_to_python(opening: str) -> None:
    line = f"{opening} Can I text?"
    assert leading_boilerplate(line, 0, len(line))
    assert found(f"{line}\n\nBecause.") is None


@pytest.mark.parametrize(
    "text", ["", "\n", "W", " W", "Wh", "?", "Why?", "Why?\n", "Why?\n\nS", "Why?\n- S", "Why?\n1"]
)
def test_a_section_without_an_answer_is_left_to_python(text: str) -> None:
    for at in (0, len(text)):
        assert found(text, at) is None
    assert found(f"Why?\n\n{text}", 6) is None


def test_the_block_before_each_attribution_is_found() -> None:
    text = "Why is it?\nSo.\n| Is it?\nThus.\n|Can I?\nYes.\n|"
    places = [Attribution(at, at + 1, "", None) for at in range(len(text)) if text[at] == "|"]
    first, second, third = part.blocks(text, 0, places, OrdinaryBlock, LONGEST_QUESTION, _openings())
    assert (type(first), first) == (OrdinaryBlock, block_of_any_lines(text, 0, places[0].start))
    assert (second.question, second.answer, second.gap_before, second.gap_within) == ((17, 23), (24, 29), -1, 0)
    assert third == block_of_any_lines(text, places[1].end, places[2].start)


@pytest.mark.parametrize("sections", [[(1,)], [("", "")], [7], [(2, 3), (1, 1)]])
def test_what_is_no_section_is_refused(sections: list[object]) -> None:
    with pytest.raises((TypeError, ValueError)):
        part.blocks("Why?\nSo.", 0, sections, OrdinaryBlock, LONGEST_QUESTION, _openings())


LIKE = Candidate("", "", None, None, "", "attribution", flags=("truncated",), takedown_url="https://a.org/")
PIECE = Boilerplate("attribution", 0, 0)


@given(st.text("aé\u2019\U0001f375\n", max_size=30), st.data(), st.sampled_from([0, 7, 2**40]))
def test_the_compiled_candidate_is_that_of_the_rules(text: str, data: st.DataObject, first: int) -> None:
    a, b, c, d = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    block = OrdinaryBlock((a, b), (c, d), 0, 0)
    for attribution in (Attribution(d, d, "a.org", None), Attribution(d, d, "", "https://a.org/p")):
        sections: list[OrdinaryBlock | list[Line]] = [block, []]
        found = part.pairs(text, sections, [attribution, attribution], first, LIKE, PIECE)
        assert found == pairs_by_rules(text, sections, [attribution, attribution], first, LIKE, PIECE)
        [(made, piece), none] = found
        assert (type(made), type(piece), none) == (Candidate, Boilerplate, None)


@pytest.mark.parametrize("block", [((0, 2), (1, 3)), ((0, 1), (2, 9)), ((-1, 1), (2, 3)), ((0, 1),), ("ab", (0, 1))])
def test_a_block_that_is_not_in_the_text_makes_no_candidate(block: tuple[object, ...]) -> None:
    with pytest.raises((TypeError, ValueError)):
        part.pairs("Why?", [block], [Attribution(4, 4, "a.org", None)], 0, LIKE, PIECE)


@pytest.mark.parametrize("attributions", [[], [4], [(4, 4)]])
def test_a_block_without_its_attribution_makes_no_candidate(attributions: list[object]) -> None:
    with pytest.raises(ValueError, match="attribution"):
        part.pairs("Why?", [OrdinaryBlock((0, 2), (2, 4), 0, 0)], attributions, 0, LIKE, PIECE)


@pytest.mark.parametrize("kind", [str, list, int])
def test_only_named_tuples_are_made(kind: type) -> None:
    with pytest.raises(TypeError, match="named tuples"):
        part.attributions("view", kind)


attributed = st.lists(
    st.sampled_from(
        ["Takedown request   |   View complete answer on ", "Takedown request \u00a0 | \u00a0 View complete answer on ",
         "Takedown request  |   View complete answer on ", "view", "VIEW", "viVIEWiew", "vie", "a.org", "a-1.co.uk",
         "A.org", "-", ".", ",", " ", " <", "\u00a0.", "\u2003", "\n", "*", "_", "|", "(", "- ", "\u2022\t", "\u00b7 ",
         "+\u00a0", "\u0130", "\U0001f375"]
    )
).map("".join)  # fmt: skip


@settings(max_examples=examples(2000))
@given(attributed)
def test_the_compiled_look_tells_the_same_attributions(text: str) -> None:
    assert part.attributions(text, Attribution) == told_by_pattern(text, Attribution)


def test_usual_attributions_are_told() -> None:
    line = "Takedown request   |   View complete answer on a.org"
    [first, other] = part.attributions(f"{line}\nI view it.", Attribution)
    assert (type(first), first, other) == (Attribution, Attribution(0, len(line), "a.org", None), len(line) + 3)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 1), (0, 9)])
def test_a_section_beside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="section"):
        found("Why?\nSo.", start, end)
