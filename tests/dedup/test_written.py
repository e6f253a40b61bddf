"""Amounts and ends of answers, before they are compared, in one way of writing."""

from __future__ import annotations

import pytest

from pipeline.dedup.near.compared import compare_answer
from pipeline.dedup.near.written import as_shown, in_plain_amounts, without_call
from pipeline.text.clean import clean


@pytest.mark.parametrize(
    "text",
    [
        "pay a $5 fee",
        "10 a day, or 10 A.M. on weekdays, in block B12 A",
        "there are 12 in stock, and 3 in 10 are used",
        "on 1/2/2024, and 1/2 of all people",
        'the book "about 6" and the track \u201cNumber 9\u201d',
        "the '90' on the sign, and the cars' 4 wheels",
        "the 1990s' look, 90's films and it's 5 o'clock",
        "route 1/4, not 1/8/2",
    ],
)
def test_what_is_no_amount_stays_as_it_is(text: str) -> None:
    assert in_plain_amounts(text) == text


@pytest.mark.parametrize("amount", ["42,500", "42 500", "42'500", "42\u2019500", "42500"])
def test_thousands_are_parted_in_any_way(amount: str) -> None:
    assert compare_answer(f"It has {amount} seats.").words == ["it", "has", "42500", "seats"]


@pytest.mark.parametrize("numbers", ["10 500 20", "30 123 456 78", "020 123", "3 2000", "1.5 200"])
def test_numbers_in_a_row_are_no_thousands(numbers: str) -> None:
    assert compare_answer(f"Call {numbers} again.").words == ["call", *numbers.split(), "again"]


@pytest.mark.parametrize(
    ("answer", "rest"),
    [
        ("It closes at noon. Read more", "It closes at noon."),
        ("It closes at noon.\nLearn more \u00bb", "It closes at noon."),
        ("It closes at ... Read more", "It closes at ..."),
        ("Es ist offen. Mehr erfahren", "Es ist offen."),
        ("C'est ouvert. En savoir plus", "C'est ouvert."),
        ("Bring a coat. More than two bags are not allowed.", "Bring a coat. More than two bags are not allowed."),
        ("There is much to learn more", "There is much to learn more"),
        ("Pupils in small groups (3 to 5) learn more", "Pupils in small groups (3 to 5) learn more"),
        ('To those who say "stop" show less', 'To those who say "stop" show less'),
        ("Pupils of grades 5, 6 etc. learn less", "Pupils of grades 5, 6 etc. learn less"),
        ("(It closes at noon.) Read more", "(It closes at noon.)"),
        ("It closes at noon. Learn more. ... Read more", "It closes at noon."),
        ("1. Wash it.\n2. Dry it.\nMore items...", "1. Wash it.\n2. Dry it."),
        ("Read more", "Read more"),
    ],
)
def test_a_link_to_the_other_half_is_no_part_of_an_answer(answer: str, rest: str) -> None:
    assert without_call(answer) == rest


@pytest.mark.parametrize(
    ("left", "shown"),
    [
        ("Open Tools &gt; Mail &amp; more", "Open Tools > Mail & more"),
        ("Choose &quot;Import&quot;.", 'Choose "Import".'),
        ("It doesn&#39;t matter, or isn&#x27;t known.", "It doesn't matter, or isn't known."),
        ("Le caf&eacute; de l&rsquo;h&ocirc;tel", "Le café de l\u2019hôtel"),
        ("It takes 5&nbsp;minutes.&nbsp;", "It takes 5 minutes."),
        ("4 &lt; 5", "4 < 5"),
        ("File &amp;gt; Open &amp;amp; wait, it isn&amp;#39;t long", "File > Open & wait, it isn't long"),
        ("&agrave; c&ocirc;t&eacute; &ndash; l&agrave; &hellip;", "à côté – là …"),
        ("It is free&mdash;or not", "It is free—or not"),
    ],
)
def test_entities_that_were_left_are_the_signs_that_they_name(left: str, shown: str) -> None:
    assert compare_answer(left).words == compare_answer(shown).words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Write &quot; for it.", "Write &apos; for it."),
        ("Write &lt; for it.", "Write &gt; for it."),
        ("Write &nbsp; between.", "Write between."),
        ("Write a&ensp;x, then.", "Write a&emsp;x, then."),
        ("Write a&shy;x, then.", "Write ax, then."),
        ("Ask at R&D; then go.", "Ask at RD then go."),
    ],
)
def test_entities_that_are_meant_tell_answers_apart(one: str, other: str) -> None:
    assert compare_answer(one).words != compare_answer(other).words


@pytest.mark.parametrize("answer", ["Gegenüber der Brücke, für fünf €.", "C’est à côté — là-bas", "œuf ¿Qué? £5"])
def test_an_answer_that_was_read_in_the_wrong_encoding_has_the_same_words(answer: str) -> None:
    assert compare_answer(clean(answer.encode().decode("cp1252"))).words == compare_answer(answer).words


@pytest.mark.parametrize("answer", ["Ärzte ÄÖÜ und Ââ stehen da.", "São Paulo, coração, Đà Nẵng, câmera."])
def test_letters_that_are_meant_stay(answer: str) -> None:
    assert as_shown(answer) == answer


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ещё тёплый мёд.", "Еще теплый мед."),
        ("Ёлку ставят в угол.", "Елку ставят в угол."),
        ("Le cœur d’un œuf", "Le coeur d'un oeuf"),
        ("Œuvrez la nuit.", "Oeuvrez la nuit."),
        ("رطبة جدًا وعادةً", "رطبة جدا وعادة"),
    ],
)
def test_letters_that_many_write_in_a_plain_way_say_the_same(one: str, other: str) -> None:
    assert compare_answer(one).words == compare_answer(other).words


@pytest.mark.parametrize(
    ("one", "other"),
    [("Мой дом", "Мои дом"), ("Ask for blå", "Ask for bla"), ("Skriv ø", "Skriv o"), ("كتابٌ", "كتابٍ"), ("عَلم", "عِلم")],
)
def test_letters_that_tell_words_apart_stay(one: str, other: str) -> None:
    assert compare_answer(one).words != compare_answer(other).words


def test_footnotes_do_not_count() -> None:
    noted = "It opened in May.[1][12] It has a roof,[3] and a door."
    assert compare_answer(noted).text == compare_answer("It opened in May. It has a roof, and a door.").text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It is a.[1] in that language.", "It is a.[2] in that language."),
        ("At first it is a.[0]", "At first it is a.[1]"),
        ("It prints a[1] and then f(x)[2].", "It prints a[3] and then f(x)[4]."),
        ("3) Wash it by hand.", "4) Wash it by hand."),
        ("3.", "4."),
        ("See page [1].", "See page [2]."),
    ],
)
def test_numbers_that_say_something_count(one: str, other: str) -> None:
    assert compare_answer(one).text != compare_answer(other).text


def test_a_beginning_with_a_link_to_the_rest_is_truncated() -> None:
    compared = compare_answer("Bring the form that came by post and wait... Read more")
    assert compared.beginning is not None
    assert compared.beginning.text == "bring the form that came by post and wait"
