"""What a page says of an answer: planted pages, and laws on pages and answers that are made up."""

from __future__ import annotations

import pytest
from builders import document
from hypothesis import given
from hypothesis import strategies as st

from pipeline.parse.page import Page
from pipeline.run.shown import shown_text
from pipeline.schema import HTML
from pipeline.support.check import absent, check
from pipeline.support.words import Words

QUESTION = "How long does tea keep?"
PAGE = """<!doctype html><html><head><title>All about tea</title>
<script>var a = "Tea in a script is green all year."</script>
</head><body><nav>Tea in the menu is not for reading.</nav><h1>Keeping tea</h1><h2>How long does tea keep?</h2>
<p>Green tea keeps <b>about a year</b>, if it is kept dry &amp; dark.<sup>[1]</sup> After&nbsp;that it loses its taste,
and nobody wants it.<!-- Tea in a comment is black all year. -->
\u201cDon\u2019t throw it away\u201d, says the gardener.</p>
<p>It is not safe to drink more than 8 cups a day. Nobody claims that it is good for the teeth.
Can children drink it?</p>
<ol><li>Boil the water.</li><li>Wait for 3 minutes</li><li>Pour it over 2.5 g of leaves</li></ol>
<ul><li>a warm pot</li><li>a clean spoon</li></ul>
<table><tr><td>Black tea keeps two years</td><td>It costs $4.50 a box</td></tr></table>
<noscript>Tea without scripts is white all year.</noscript><p hidden>Tea that is hidden is red all year.</p>
<iframe srcdoc="<p>Tea in a frame is blue all year.</p>"></iframe>
<p lang="ja">春の茶は緑です。夏の茶は黒です。</p><p lang="ru">Зелёный чай хранится год. Чёрный чай хранится дольше.</p>
<p lang="ar" dir="rtl">يحفظ الشاي سنة كاملة. هل يشربه الأطفال؟</p></body></html>"""
CASES = {
    "verbatim": ("Green tea keeps about a year, if it is kept dry & dark.", "found"),
    "two sentences": ("Wait for 3 minutes. After that it loses its taste, and nobody wants it.", "found"),
    "in other order": ("After that it loses its taste, and nobody wants it. Boil the water.", "found"),
    "other quotes": ("'Don't throw it away', says the gardener.", "found"),
    "other case and spaces": ("AFTER  THAT it loses\nits taste, and nobody wants it", "found"),
    "a list as sentences": ("Boil the water. Wait for 3 minutes. Pour it over 2.5 g of leaves.", "found"),
    "a list as a list": ("1. Boil the water.\n2. Wait for 3 minutes\n3. Pour it over 2.5 g of leaves", "found"),
    "a list with other bullets": ("\u2022 a warm pot\n\u2022 a clean spoon", "found"),
    "a list without bullets": ("a warm pot\na clean spoon", "found"),
    "a cell": ("Black tea keeps two years.", "found"),
    "Japanese": ("夏の茶は黒です。", "found"),
    "Russian": ("Чёрный чай хранится дольше.", "found"),
    "Arabic": ("يحفظ الشاي سنة كاملة.", "found"),
    "cut": ("Green tea keeps about a year, if it is kept dry & dark. After that it ...", "found"),
    "cut in a word": ("Green tea keeps about a year, if it is kept dr...", "found"),
    "cut at its beginning": ("... it loses its taste, and nobody wants it.", "found"),
    "another number": ("It is not safe to drink more than 9 cups a day.", "changed"),
    "another decimal": ("Pour it over 25 g of leaves", "changed"),
    "another price": ("It costs $4.60 a box", "changed"),
    "another number of an item": ("1. Boil the water.\n2. Pour it over 2.5 g of leaves", "changed"),
    "without its negation": ("It is safe to drink more than 8 cups a day.", "changed"),
    "with a negation": ("After that it does not lose its taste, and nobody wants it.", "changed"),
    "a part of a sentence": ("It is good for the teeth.", "changed"),
    "the end of it left out": ("Green tea keeps about a year.", "changed"),
    "a question as a statement": ("Can children drink it.", "changed"),
    "cut before another word": ("Green tea keeps about a year, if it is kept cool ...", "changed"),
    "another unit": ("Pour it over 2.5 kg of leaves", "changed"),
    "one word of Japanese": ("夏の茶は緑です。", "changed"),
    "one word of Russian": ("Чёрный чай хранится меньше.", "changed"),
    "one word of Arabic": ("يحفظ الشاي سنة قصيرة.", "changed"),
    "reworded": ("If it is kept dark & dry, green tea keeps for about one year.", "changed"),
    "half of it": ("Boil the water for a while. Wait for 3 minutes", "changed"),
    "moved to another page": ("Coffee beans should be ground just before brewing.", "absent"),
    "one of many sentences": ("Boil the water. Coffee is ground before brewing, and never in advance.", "absent"),
    "a comment": ("Tea in a comment is black all year.", ""),
    "a script": ("Tea in a script is green all year.", ""),
    "the menu": ("Tea in the menu is not for reading.", ""),
    "no script": ("Tea without scripts is white all year.", ""),
    "hidden": ("Tea that is hidden is red all year.", ""),
    "a frame": ("Tea in a frame is blue all year.", ""),
    "the title": ("All about tea", ""),
    "a short word": ("Rum.", "absent"),
    "a word of many": ("Year.", "unchecked"),
}  # fmt: skip


def words_of(html: str) -> Words:
    return Words(shown_text(Page(document(content=html.encode(), media_type=HTML), html, "utf-8", "utf-8")))


@pytest.mark.parametrize("case", CASES)
def test_a_planted_answer_has_the_state_that_it_was_planted_with(case: str) -> None:
    answer, state = CASES[case]
    found = check(QUESTION, answer, words_of(PAGE)).state
    assert found == state if state else found != "found"


def test_each_sentence_has_its_place() -> None:
    page = words_of(PAGE)
    found = check(QUESTION, "Wait for 3 minutes. Boil the water in a pot.", page)
    assert [(told.state, told.text) for told in found.sentences] == [
        ("found", "Wait for 3 minutes"),
        ("changed", "Boil the water in a pot"),
    ]
    assert found.sentences[0].span
    assert page.text[slice(*found.sentences[0].span)] == "Wait for 3 minutes"


def test_a_cut_answer_shows_the_full_passage() -> None:
    page = words_of(PAGE)
    found = check(QUESTION, CASES["cut"][0], page)
    assert found.full_answer
    assert page.text[slice(*found.full_answer)] == (
        "Green tea keeps about a year, if it is kept dry & dark. After that it loses its taste, and nobody wants it."
        " \u201cDon\u2019t throw it away\u201d, says the gardener."
    )
    assert check(QUESTION, CASES["verbatim"][0], page).full_answer is None
    assert check(QUESTION, "Boil the water. After that it ...", page).full_answer is None


@pytest.mark.parametrize(("answer", "state"), [("A year.", "found"), ("Two years.", "absent"), ("Tea.", "unchecked")])
def test_a_short_answer_counts_where_it_follows_its_question(answer: str, state: str) -> None:
    page = words_of("<body><p>Tea.</p><h2>How long does tea keep?</h2><p>A year.</p><h2>And rum?</h2><p>For ever.</p>")
    assert check(QUESTION, answer, page).state == state


def test_a_yes_elsewhere_is_no_evidence() -> None:
    page = words_of("<body><h2>Is tea safe?</h2><p>No. It may hurt the teeth.</p><h2>Is rum?</h2><p>Yes.</p>")
    assert check("Is tea safe?", "Yes.", page).state == "unchecked"
    assert check("Is tea safe?", "Yes. It may hurt the teeth.", page).state == "changed"


@pytest.mark.parametrize("answer", ["Green tea keeps a year. Rum does not.", "Rum.", "..."])
def test_a_page_that_is_gone_says_nothing_any_more(answer: str) -> None:
    told = absent(answer)
    assert {told.state, *(each.state for each in told.sentences)} == {"absent"}
    assert told.sentences[0].text in answer


def test_a_page_that_shows_nothing_says_nothing() -> None:
    frames = "<!doctype html><html><frameset><frame src='tea.html'></frameset></html>"
    assert check(QUESTION, "Green tea keeps a year.", words_of(frames)).state == "unchecked"


def test_a_page_of_one_word_takes_no_longer_than_it_is_long() -> None:
    page = Words("tea and " * 20_000)
    assert check(QUESTION, "tea or " * 200, page).state in ("changed", "absent")


WORD = st.sampled_from("amber basket copper dancing eleven forest gravel harbor island jacket kettle ladder".split())
SENTENCE = st.lists(WORD, min_size=4, max_size=9).map(lambda words: " ".join(words).capitalize() + ".")


SHAPES = ["<p>{}</p>", "<li>{}</li>", "<table><tr><td>{}</table>", "{} "]


@given(st.lists(SENTENCE, min_size=1, max_size=8), st.data(), st.sampled_from(SHAPES))
def test_an_answer_of_sentences_of_the_page_is_found(sentences: list[str], data: st.DataObject, shape: str) -> None:
    page = words_of("<body>" + "".join(map(shape.format, sentences)))
    answer = " ".join(data.draw(st.lists(st.sampled_from(sentences), min_size=1, max_size=4)))
    assert check(QUESTION, answer, page).state == "found"


@given(st.lists(SENTENCE, min_size=1, max_size=8), st.data())
def test_an_answer_of_which_a_word_was_replaced_is_not_found(sentences: list[str], data: st.DataObject) -> None:
    page = words_of("<body>" + "".join(f"<p>{sentence}</p>" for sentence in sentences))
    words = data.draw(st.sampled_from(sentences)).split()
    at = data.draw(st.integers(0, len(words) - 1))
    words[at] = data.draw(st.sampled_from(["Zebra", "12", "not", "\u8336", "no-one"])) + "." * words[at].endswith(".")
    assert check(QUESTION, " ".join(words), page).state != "found"
