"""The compiled words of a fingerprint and of what a question is about are those of the rules in Python."""

from __future__ import annotations

import pytest
from compiled import compiled
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.dedup.near.lexicon import LETTER_NOUNS
from pipeline.dedup.near.words import _CONTENT, content_words, split_words
from pipeline.text.clean import _clean_line, _cleaned, clean, clean_line, is_damaged
from pipeline.text.fingerprint import _OF_WORD, _words, fingerprint, pair_id, pair_ids

part = compiled("text._words")
words, pair, content = part.words, part.pair, part.content

SIGNS = "ab zAZ09'.,-/*:$#%&@+<=>^_!\"();?[]\\{}`|~mWkMbB\x00\x1f\x85\u00a0\u2019\u00e9\u4e2d\ud800\t\n"
"""What the rules tell apart, and some that they do not."""
PIECES = (
    "it's", "'tis", "4.5", ".5", "v.2", "e.g.", "A-", "Rh-", "-3", "--", " -L", "ls", "1/2", "and/or", "10:30", "C++",
    "#1", "$5", "-$5", "5 MB", "5 mW", "10 Mb/s", "a && b", "i--", "!ok", "(", ")", "%", "\u201cno\u201d", "caf\u00e9",
    " ", "\n", "x" * 400,
)  # fmt: skip
ANY = st.text() | st.text(SIGNS) | st.lists(st.sampled_from(PIECES)).map("".join)


@given(ANY)
@example(" ".join(PIECES))
def test_the_words_are_those_of_the_rules(text: str) -> None:
    assert words(text, _OF_WORD) in (None, _words(text))


@given(st.text("aZ @[`{\u00e9", min_size=8))
@example("seven7 s  eighteen ninetee s s")
def test_eight_bytes_at_once_are_as_eight_by_themselves(text: str) -> None:
    assert words(text, _OF_WORD) == _words(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", ""),
        (" \t\n", ""),
        ("Is it far? No - it's 4.5 km!", "is it far no it's 4.5 km"),
        ("An A- or B-, 1/2, 10:30 and -3 % of $5.", "an a- or b- 1/2 10:30 and -3 % of $ 5"),
        ("\u201cNa\u00efve\u201d caf\u00e9s", "na\u00efve caf\u00e9s"),
        ("word " * 1000, " ".join(["word"] * 1000)),
        ("Sevenes  eighteen NINETEENS, (a) 70 begin70; ", "sevenes eighteen nineteens a 70 begin70"),
    ],
)
def test_prose_needs_no_rules(text: str, wanted: str) -> None:
    assert words(text, _OF_WORD) == wanted == fingerprint(text)


@pytest.mark.parametrize(
    "text", ["a && b", "ls -L", "i--", "a*b", "a * b", "x = a / b", "!ok", r"\D", "=~", "5 mW", "5MB"]
)
def test_code_and_units_are_left_to_the_rules(text: str) -> None:
    assert words(text, _OF_WORD) is None


@pytest.mark.parametrize("arguments", [(), ("a",), (b"a", {}), ("\u00e9", {"\u00e9": 1})])
def test_what_is_no_text_is_refused(arguments: tuple[object, ...]) -> None:
    with pytest.raises(TypeError):
        words(*arguments)


def test_an_error_of_the_mapping_is_raised() -> None:
    with pytest.raises(KeyError):
        words("caf\u00e9", {})


@given(st.lists(st.tuples(ANY, ANY)))
@example([(" ".join(PIECES), "\u4e2d \u6587")])
def test_the_ids_of_many_pairs_are_those_of_their_fingerprints(pairs: list[tuple[str, str]]) -> None:
    questions, answers = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    expected = [pair_id(fingerprint(question), fingerprint(answer)) for question, answer in pairs]
    assert pair_ids(questions, answers) == expected


@pytest.mark.parametrize(
    ("question", "answer", "wanted"),
    [
        ("Is it far?", "No - it's 4.5 km!", b"9:is it far14:no it's 4.5 km"),
        ("Na\u00efve?", "Yes.", None),
        ("Why?", "a && b", None),
        ("", "\u201cNo\u201d", b"0:2:no"),
    ],
)
def test_a_pair_is_put_together_where_both_are_plain(question: str, answer: str, wanted: bytes | None) -> None:
    assert pair(question, answer, _OF_WORD) == wanted


@pytest.mark.parametrize("arguments", [(), ("a", "b"), ("a", b"b", {}), (b"a", "b", {})])
def test_a_pair_of_what_is_no_text_is_refused(arguments: tuple[object, ...]) -> None:
    with pytest.raises(TypeError):
        pair(*arguments)


QUESTIONS = (
    "what is the a i vitamin type group isn't can't cannot clients client boss's 5mg 24hrs yrs 1,000 n'est how do"
    " b12 therapist's c + caf\u00e9 \u4e2d\u6587"
).split()
ASKED = st.text() | st.lists(st.sampled_from(QUESTIONS)).map(" ".join) | st.text("ab \x1c\t\n\x00")


@given(ASKED)
@example(" ".join(map(str, range(99))))
@example("type a ")
def test_the_content_words_are_those_of_the_rules(text: str) -> None:
    wanted = sorted({*content_words(split_words(text))})
    assert content(text, _CONTENT, LETTER_NOUNS) in (None, "", " ".join(wanted))


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("do i apply for a mortgage and a loan", "apply loan mortgage"),
        ("is the clients client a therapist's", "client therapist"),
        ("what is it", ""),
        ("what is hepatitis a", None),
        ("who needs an a", None),
        ("is vitamin a good", None),
        ("caf\u00e9 prices", None),
        (" ".join(map(str, range(65))), None),
        (" ".join(map(str, range(10, 74))), " ".join(map(str, range(10, 74)))),
    ],
)
def test_content_words_come_in_order_and_once(question: str, wanted: str | None) -> None:
    assert content(question, _CONTENT, LETTER_NOUNS) == wanted


@pytest.mark.parametrize("arguments", [(), ("a", {}), (b"a", {}, frozenset()), ("b", {"b": "b"}, frozenset())])
def test_content_of_what_is_no_text_is_refused(arguments: tuple[object, ...]) -> None:
    with pytest.raises(TypeError):
        content(*arguments)


@pytest.mark.parametrize("forms", [("x", 1, "y"), (1, 2), (None,), (b"x",)])
def test_forms_that_are_no_texts_are_refused_at_once(forms: tuple[object, ...]) -> None:
    with pytest.raises(TypeError, match="tuples of texts"):
        content("some more words", dict.fromkeys(["some", "more", "words"], forms), frozenset())


def test_an_error_of_the_forms_is_raised() -> None:
    with pytest.raises(KeyError):
        content("caf", {}, frozenset())


OPENINGS = (
    "A", "a", "- ", "1. ", "12) ", "1.", "99. ", "1234. ", " ", "  ", "\n", "\n\n", "\n\n\n", "\u201cSo", "\u2018",
    "(x)", "'", "\u00c9", "\u00e9", "\u00d7", "tea", "Tea.", "\t", "\r", "\u00a0", "\u200d", "\ud800", "```",
    "> x", "\u2022", "\u00b7 y", "\u65e5", "\x7f", "\x00", "x" * 45 + " and", "and so", "-", ")", "B. c", "b. c",
    "(a) d", "\u2028", "\u2026",
)  # fmt: skip


@given(st.text() | st.lists(st.sampled_from(OPENINGS), max_size=8).map("".join))
@example("Tea.\n\n- Cup")
@example("1. Tea\n2. Cup\n\nSo")
def test_a_text_that_is_told_to_be_clean_stays_as_it_is(text: str) -> None:
    if lines := part.clean_lines(text):
        assert _cleaned(text) == clean(text) == text
        assert lines == sum(map(bool, text.split("\n")))
        assert not is_damaged(text)
        if lines == 1:
            assert clean_line(text) == _clean_line(text) == text


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("It\u2019s tea.", 1),
        ("it is", 1),
        ("12. Tea", 1),
        ("- Tea", 1),
        ("\u201cTea\u201d\n\nIt is.\n- Cup\n1. Pot", 4),
        ("", 0),
        ("Tea\n", 0),
        ("12) Tea", 0),
        ("Tea\n\n\nCup", 0),
        ("Tea\n\n- Cup", 0),
        ("Tea\nand cup", 0),
        ("Tea\u00a0cup", 0),
    ],
)
def test_most_clean_texts_are_told(text: str, lines: int) -> None:
    assert part.clean_lines(text) == lines


def test_only_a_text_is_told_to_be_clean() -> None:
    with pytest.raises(TypeError):
        part.clean_lines(b"Tea")
