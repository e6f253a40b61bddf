"""The language of a pair: what its words show, and what its page states where they leave it open."""
# ruff: noqa: E501 - a page is written as sites write it

from __future__ import annotations

import pytest

from pipeline.ingest.documents import make_document
from pipeline.parse.decode import decode
from pipeline.parse.extract import find
from pipeline.parse.page import Page
from pipeline.run.page import parse
from pipeline.schema import HTML, Candidate
from pipeline.validate.language import detect_language
from pipeline.web.stated_language import stated_language

# Pairs of a few words, five in each language.
SHORT = {
    "nl": "Is dit gratis? Nee.|Hoe lang? Een uur.|Waar is de molen? Bij de sluis.|Kan ik pinnen? Ja.|Wie komt er? Ik.",
    "id": "Ada parkir? Ada.|Jam berapa? Jam lima.|Siapa boleh masuk? Semua orang.|Apa itu kincir? Alat.|Mahal? Tidak.",
    "de": "Ist es weit? Nein.|Wer darf hinein? Alle.|Wie lange? Ein Jahr.|Wo liegt die Mühle? Am Bach.|Tut es weh? Ja.",
    "en": "Is it far? No.|Who may enter? Everybody.|How long? One hour.|Where is the mill? Downhill.|Does it hurt? No.",
    "fr": "Est-ce loin ? Non.|Qui entre ? Tous.|Combien de temps ? Une heure.|Où est-il ? Là-bas.|Ça fait mal ? Peu.",
    "es": "¿Está lejos? No.|¿Quién entra? Todos.|¿Cuánto dura? Una hora.|¿Dónde está? Abajo.|¿Duele? Poco.",
    "pt": "É longe? Não.|Quem entra? Todos.|Quanto tempo? Uma hora.|Onde fica o moinho? Ali.|Dói? Pouco.",
    "it": "È lontano? No.|Chi entra? Tutti.|Quanto dura? Un'ora.|Dove è il mulino? Laggiù.|Fa male? Poco.",
    "sv": "Är det långt? Nej.|Vem får komma in? Alla.|Hur länge? En timme.|Var ligger den? Vid ån.|Gör det ont? Lite.",
    "da": "Er der langt? Nej.|Hvem må komme ind? Alle.|Hvor længe? En time.|Hvor er den? Ved åen.|Gør det ondt? Lidt.",
    "nb": "Er det langt? Nei.|Hvem får komme inn? Alle.|Hvor lenge? En time.|Hvor er mølla? Der.|Gjør det vondt? Litt.",
    "pl": "Czy to daleko? Nie.|Kto może wejść? Każdy.|Jak długo? Godzinę.|Gdzie jest młyn? Nad rzeką.|Czy boli? Tak.",
    "cs": "Je to daleko? Ne.|Kdo smí dovnitř? Všichni.|Jak dlouho? Hodinu.|Kde je mlýn? U řeky.|Bolí to? Trochu.",
    "tr": "Uzak mı? Hayır.|Kim girebilir? Herkes.|Ne kadar sürer? Bir saat.|Değirmen nerede? Aşağıda.|Acır mı? Az.",
    "ro": "Este departe? Nu.|Cine intră? Toți.|Cât durează? O oră.|Unde e moara? Jos.|Doare? Puțin.",
    "hu": "Messze van? Nem.|Ki jöhet be? Mindenki.|Meddig tart? Egy óráig.|Hol a malom? Lent.|Fáj? Kicsit.",
    "fi": "Onko kaukana? Ei.|Kuka pääsee? Kaikki.|Kauanko? Tunnin.|Missä mylly on? Joella.|Sattuuko? Vähän.",
    "uk": "Це далеко? Ні.|Хто може? Усі.|Як довго? Годину.|Де млин? Внизу.|Болить? Трохи.",
    "vi": "Có xa không? Không.|Ai vào được? Mọi người.|Bao lâu? Một giờ.|Ở đâu? Dưới kia.|Đau không? Ít.",
    "ms": "Jauhkah? Tidak.|Siapa boleh masuk? Semua.|Berapa lama? Sejam.|Di manakah? Di sana.|Sakitkah? Sedikit.",
}
MOST_WRONG = 5
"""Of a hundred."""


def _pairs(language: str) -> list[tuple[str, str]]:
    split = [pair.partition("? ") for pair in SHORT[language].split("|")]
    return [(f"{question}?", answer) for question, _, answer in split]


def test_of_a_hundred_short_pairs_all_but_a_few_have_the_language_of_their_page() -> None:
    wrong = {
        (language, question, got)
        for language in SHORT
        for question, answer in _pairs(language)
        if (got := detect_language(question, answer, language)) != language
    }
    assert len(wrong) <= MOST_WRONG, sorted(wrong)
    assert not [language for language, _, _ in wrong if language in ("nl", "id")]


LONG = {
    "de": ("Wie lange dauert die Führung durch die alte Mühle?", "Etwa eine Stunde, und im Winter etwas weniger."),
    "id": ("Berapa lama tur di kincir tua itu berlangsung?", "Sekitar satu jam, dan lebih singkat di musim hujan."),
    "nl": ("Hoe lang duurt de rondleiding door de oude molen?", "Ongeveer een uur, en in de winter iets korter."),
    "ja": ("見学にはどのくらい時間がかかりますか？", "一時間ほどです。"),
    "ru": ("Сколько длится экскурсия?", "Около часа."),
}


@pytest.mark.parametrize("stated", ["en", "fr", "zh", "xx", ""])
@pytest.mark.parametrize("language", LONG)
def test_a_text_that_is_clear_decides_for_itself(language: str, stated: str) -> None:
    assert detect_language(*LONG[language], stated) == language


def test_nothing_but_numbers_has_no_language() -> None:
    assert detect_language("42?", "42.", "nl") == "und"


STATED = {
    '<html lang="nl">': "nl",
    '<!doctype html>\n<HTML class=a LANG="de-AT" dir=ltr>': "de",
    "<html xml:lang='id'>": "id",
    '<html lang="" xml:lang="it">': "it",
    '<html lang="no">': "nb",
    '<html lang="iw-IL">': "he",
    '<html lang="zh_Hant_TW">': "zh",
    '<!-- <html lang="fr"> --><html lang="sv">': "sv",
    '<html lang="x-default">': "",
    '<html lang="{{ lang }}">': "",
    '<html data-lang="fr">': "",
    "<html>": "",
    '<p lang="fr">': "",
    "": "",
}


@pytest.mark.parametrize("html", STATED)
def test_a_page_states_its_language(html: str) -> None:
    assert stated_language(html.encode()) == STATED[html]


def test_the_language_of_a_page_reaches_its_pairs() -> None:
    page = "<html lang={}><details><summary>Is dit gratis?</summary>Nee.</details>"
    for stated in ("nl", "nl-BE"):
        [record] = parse(page.format(stated), url="https://molen.example.org/").records
        assert record.language == "nl"


MIXED = """<html lang="en"><link hreflang="fr" href="/fr"><main><div LANG="nl-NL">
<details><summary>Is dit gratis?</summary>
Nee.</details></div><section xml:lang="id"><p><details><summary>Ada parkir?</summary>Ada.</details></section>
<details><summary>Is it far?</summary>No.</details></main>"""


def test_the_language_nearest_to_a_pair_counts() -> None:
    records = parse(MIXED, url="https://mill.example.org/").records
    assert [(record.question, record.language) for record in records] == [
        ("Is dit gratis?", "nl"), ("Ada parkir?", "id"), ("Is it far?", "en"),
    ]  # fmt: skip


def test_items_have_the_language_of_their_part_of_the_page() -> None:
    item = """<div itemscope itemtype="https://schema.org/Question" lang="nl"><b itemprop="name">Is dit gratis?</b>
    <div itemprop="acceptedAnswer" itemscope itemtype="https://schema.org/Answer">
    <p itemprop="text">Nee.</p></div></div>"""
    [record] = parse(f"<html lang=en>{item}", url="https://mill.example.org/", format="microdata").records
    assert record.language == "nl"


def test_it_counts_where_a_label_stands_before_the_question() -> None:
    labelled = "<h3><span>Q{0}</span> {1}</h3><p>{2}.</p>"
    pairs = labelled.format(1, "Hoe laat gaat ie?", "Om acht uur") + labelled.format(2, "Is dit gratis?", "Nee")
    page = f'<html lang="en"><title>FAQ</title><h1>FAQ</h1><div lang="nl">{pairs}</div>'
    result = parse(page, url="https://a.example.org/faq", media_type="text/html")
    assert [record.language for record in result.records] == ["nl", "nl"]


def _candidates(page: str) -> list[Candidate]:
    document = make_document("page.html", page.encode(), media_type=HTML)
    decoded = decode(document)
    assert isinstance(decoded, Page)
    return find(decoded, ["jsonld", "microdata"]).candidates


def _json_ld(page: str, question: str, answer: str) -> str:
    question_node = (
        f'{{"@type":"Question","name":"Wat is dit?",{question}"acceptedAnswer":{{{answer}"text":"Hotel."}}}}'
    )
    return (
        f'<html lang="en"><script type="application/ld+json">'
        f'{{"@context":"https://schema.org","@type":"FAQPage",{page}"mainEntity":[{question_node}]}}</script>'
    )


def _says(language: object) -> str:
    return f'"inLanguage":{language},'


IN_MARKUP = {
    "the page's item": (_json_ld(_says('"nl-NL"'), "", ""), "nl"),
    "the question before the page": (_json_ld(_says('"de"'), _says('"nl"'), ""), "nl"),
    "the answer before the question": (_json_ld("", _says('"de"'), _says('"nl"')), "nl"),
    "a Language with its tag": (_json_ld(_says('{"@type":"Language","alternateName":"nl"}'), "", ""), "nl"),
    "no tag": (_json_ld(_says('"Dutch language"'), "", ""), "en"),
    "nothing": (_json_ld("", "", ""), "en"),
}


@pytest.mark.parametrize("name", IN_MARKUP)
def test_the_language_nearest_in_json_ld_counts(name: str) -> None:
    page, expected = IN_MARKUP[name]
    (candidate,) = _candidates(page)
    assert candidate.language == expected


MICRODATA = (
    '<html lang="en"><div itemscope itemtype="https://schema.org/FAQPage">{page}'
    '<div itemscope itemprop="mainEntity" itemtype="https://schema.org/Question">{question}<h3 itemprop="name">Wat is dit?</h3>'
    '<div itemscope itemprop="acceptedAnswer" itemtype="https://schema.org/Answer"><p itemprop="text">Hotel.</p></div></div></div>'
)


@pytest.mark.parametrize(
    ("page", "question", "expected"),
    [
        ('<meta itemprop="inLanguage" content="nl">', "", "nl"),
        ('<meta itemprop="inLanguage" content="de">', '<meta itemprop="inLanguage" content="nl">', "nl"),
        ("", '<span itemprop="inLanguage">nl</span>', "nl"),
        ("", "", "en"),
    ],
)
def test_the_language_nearest_in_microdata_counts(page: str, question: str, expected: str) -> None:
    (candidate,) = _candidates(MICRODATA.format(page=page, question=question))
    assert candidate.language == expected
