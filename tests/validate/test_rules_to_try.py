"""The look that spares most pairs most rules misses no flag, compiled or not."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest
from compiled import compiled
from hypothesis import given
from hypothesis import strategies as st
from test_leftovers import LEFT
from test_personal_data import POSITIVES

from pipeline.schema.nouns import PERSONAL_DATA_FLAGS
from pipeline.text.clean import CLEANING, CONTROL_RULES
from pipeline.validate import leftovers, look, placeholder_words
from pipeline.validate.flags import FLAGS, RAW_FLAGS, _raised, is_truncated
from pipeline.validate.look import look_for_signs

Look = Callable[[str, str, str], int]
ALL = (1 << len(look.RULES)) - 1
CONTROLS = "".join(CLEANING[rule][0] for rule in CONTROL_RULES)
WORDS = (
    *(
        "Who?\n",
        "\nMe?",
        "?",
        "\n",
        "\u0548\u055e\u057e \u0567",
        "\u03a0\u03bf\u03cd;",
        "\uff1f",
        "Tea,\n",
        "The Tea\n\n",
    ),
    *(
        "Is it",
        "What",
        "Why",
        "How long does ",
        "that",
        "THIS",
        "th\u0131s",
        "\u017fhe",
        "he",
        "A",
        "d.",
        "(iv)",
        "1)",
        "Tea",
    ),
    *(
        "The Reason For It",
        "Press Enter to go on now.",
        "press Enter to go on now!",
        "Stra\u00dfe",
        "STRASSE",
        "```",
        "x1",
    ),
    *(
        "...",
        ". . .",
        "\u2026",
        "TBD",
        "Your answer goes here",
        "Caf\u00c3\u00a9",
        "\ufffd",
        "don\u2019t",
        "\u201c",
        "\u201d ",
    ),
    *placeholder_words.FILLER,
    *(phrase.upper() for phrase in placeholder_words.FILLER),
    *(sign for sign, _ in leftovers.FORMS.values()),
    *(
        "[/vc_row]",
        "{{ name }}",
        "{% if a %}",
        "%%name%%",
        "&amp;",
        "amp;",
        "u003c",
        "u2019",
        "\\n\\n",
        "@@a@@",
        "<!--",
    ),
    *("[EMAIL_1]", "ana@kettle.org", "ana\uff20kettle.org", "bo%40tea.org", "bo (at) tea (dot) org", "bo&#64;tea.org"),
    *(
        "bo\uff08at\uff09tea\uff08dot\uff09org",
        " @ ",
        "[\u017fize=4]",
        "[gallery ids='1,2' size='big']",
        "%first_name%",
        "[object Object]",
    ),
    *(
        "81.2.69.142",
        "2001:4860:4801::1",
        "2a00:1450:4001:81b:200e:a:b:c",
        "212-664-7665",
        "+49 30 901820",
        "536-90-4399",
    ),
    *("4539 1488 0343 6467", "GB94 BARC 1020 1530 0934 59", "48.85837, 2.29448", "48\u00b051'N 2\u00b017'E"),
    *("\u0661\u0662\u0663-\u0664\u0665\u0666-\u0667\u0668\u0669\u0660", "phone: ", "7", ".", ":", "-", "_"),
    *("1.2.3.4", "1.2345", "it's_ok o'k a'b c'd e'f ", "a_b__ __ _ __ ____."),
)
SIGNS = (
    "aAi9 .,:;!?\"'()[]{}<>@%&$#=\\_-/`\n\t\x1c\x7f\u00a0\u00b0\u00e9\u2014\u2019\u2026\u2028\u212a\ufb06\u4e2d\ud800"
)
TEXTS = st.lists(st.sampled_from([*WORDS, *SIGNS, " ", " "]), max_size=12).map("".join) | st.text(SIGNS) | st.text()
RAW = TEXTS | st.text([*CONTROLS, *"a\u00c3\u00a9"], max_size=5)


compiled_look: Look = compiled("validate._look").look
every_look = pytest.mark.parametrize("any_look", [compiled_look, look_for_signs])


def flags(question: str, answer: str, raw: str, found: int) -> list[str]:
    return sorted(_raised(question, answer, raw, found))


def test_every_flag_has_a_bit() -> None:
    assert {*look.RULES} == {*FLAGS, *RAW_FLAGS, "personal_data"}


@every_look
@given(question=TEXTS, answer=TEXTS.map(str.strip), raw=RAW)
def test_no_flag_is_missed(any_look: Look, question: str, answer: str, raw: str) -> None:
    assert flags(question, answer, raw, any_look(question, answer, raw)) == flags(question, answer, raw, ALL)


@every_look
@given(piece=TEXTS, between=TEXTS, count=st.integers(1, 3))
def test_no_repeat_is_missed(any_look: Look, piece: str, between: str, count: int) -> None:
    answer = between.join([piece, piece.upper(), piece][:count] + ["Press Enter to go on now."] * 2).strip()
    assert flags("Why?", answer, "", any_look("Why?", answer, "")) == flags("Why?", answer, "", ALL)


@every_look
@given(question=TEXTS.filter(str.strip), pronoun=st.sampled_from(["it", "They", "he", "THOSE", "she's", "th\u0131s"]))
def test_no_pronoun_is_missed(any_look: Look, question: str, pronoun: str) -> None:
    for asked in (f"Is {pronoun}{question}", f"{question} is {pronoun}", f"how long does {pronoun} {question}"):
        assert flags(asked, "Tea.", "", any_look(asked, "Tea.", "")) == flags(asked, "Tea.", "", ALL)


@every_look
def test_no_letter_is_missed_that_is_more_than_one_of_ascii_in_lower_case(any_look: Look) -> None:
    folding = [char for char in map(chr, range(128, sys.maxunicode)) if any(map(str.isascii, char.casefold()))]
    for char in folding:
        found = any_look("Why?", "tea " * 40 + char, "")
        assert found & look.BITS["placeholder_answer"], char
        assert found & look.BITS["repeats_itself"], char


@every_look
@pytest.mark.parametrize("text", LEFT.values())
def test_no_markup_is_missed(any_look: Look, text: str) -> None:
    assert any_look("Why?", text, "") & look.BITS["leftover_markup"]
    assert any_look(text, "Tea.", "") & look.BITS["leftover_markup"]


@every_look
@pytest.mark.parametrize("text", [text for cases in POSITIVES.values() for text, _ in cases])
def test_no_personal_data_is_missed(any_look: Look, text: str) -> None:
    assert any_look("Why?", text, "") & look.BITS["personal_data"]
    assert any_look(text, "Tea.", "") & look.BITS["personal_data"]


@every_look
def test_no_control_is_missed(any_look: Look) -> None:
    assert all(any_look("Why?", "Tea.", f"a{char}b") & look.BITS["control_characters"] for char in CONTROLS)


@every_look
@pytest.mark.parametrize(
    "answer",
    [
        "Who?\n\nMe.",
        "Me.\nWho?",
        "\u0548\u055e\u057e.\n\n\u0535\u057d",
        "Tea.\n\u03a0\u03bf\u03cd;",
        "A Fine Tea\n\nIt is.",
    ],
)
def test_no_line_is_missed(any_look: Look, answer: str) -> None:
    assert flags("Why?", answer, "", ALL)
    assert flags("Why?", answer, "", any_look("Why?", answer, "")) == flags("Why?", answer, "", ALL)


def test_a_sound_pair_needs_no_rule() -> None:
    answer = "\u201cIt\u2019s tea,\u201d he said (in March), for 4.50 - or five. A pot holds eight cups of that. "
    answer += "Nobody in the tea house has ever asked for more than it holds at once."
    assert compiled_look("How much is a pot of tea?", answer, answer) == 0


@pytest.mark.parametrize("number", ["10,000", "741741", "4.50", "9.30 - 17.00"])
def test_a_number_of_few_digits_is_no_sign_of_personal_data(number: str) -> None:
    is_dotted = number.count(".") > 1
    assert bool(compiled_look("Why?", f"Because of {number} cups", "") & look.BITS["personal_data"]) is is_dotted


@pytest.mark.parametrize(
    ("answer", "is_named"),
    [
        ("A pot ... or two of tea is enough for most of us.", False),
        ("He said \u201ctea \u2026 and cake\u201d, and nobody in the house went on. . .as ever.", False),
        ("Tea. ... A pot of it.", True),
        ("Tea!\n\u2026 and cake.", True),
        ("Tea (and cake . . .)\nIt is.", True),
        ("Tea and cake....", True),
    ],
)
def test_an_ellipsis_inside_a_sentence_is_no_sign_of_an_end(answer: str, is_named: bool) -> None:
    assert bool(compiled_look("Why?", answer, "") & look.BITS["truncated"]) is is_named
    assert is_truncated(answer) is is_named


def test_a_long_text_is_looked_at_to_its_end() -> None:
    sentence = "A pot of tea holds cups for {} guests, and that is all. "
    answer = "".join(map(sentence.format, range(60)))
    assert len(answer) > 3000
    assert compiled_look("Why?", answer, "") == 0
    for end, flag in (
        (sentence.format(7), "repeats_itself"),
        ("Write to ana@kettle.org", "personal_data"),
        ("&nbsp;", "leftover_markup"),
    ):
        assert compiled_look("Why?", answer + end, "") & look.BITS[flag]


@pytest.mark.parametrize("flag", PERSONAL_DATA_FLAGS)
def test_personal_data_has_a_bit_of_its_own(flag: str) -> None:
    assert flag not in look.RULES


@pytest.mark.parametrize("arguments", [(), ("a", "b"), ("a", "b", b"c")])
def test_what_is_no_text_is_refused(arguments: tuple[Any, ...]) -> None:
    with pytest.raises(TypeError):
        compiled_look(*arguments)
