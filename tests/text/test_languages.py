"""The words of each language: one row each, and everything that looks for words reads the rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields
from itertools import combinations

import pytest

from pipeline.dedup.near import lexicon
from pipeline.parse.visible.calls import is_call, is_closing, is_offer, is_tail, leads_on
from pipeline.text.labels import unlabelled_question
from pipeline.text.languages import ENGLISH, LANGUAGES, Forms, Language, all_phrases, plain_form_of
from pipeline.text.openers import OPENERS, OPENERS_ELSEWHERE
from pipeline.text.questions import opens_like_question_elsewhere

EACH = pytest.mark.parametrize("language", LANGUAGES, ids=[language.tag for language in LANGUAGES])
LISTS = [field.name for field in fields(Language) if field.type == "str" and field.name not in ("tag", "name")]
FORMS = [field.name for field in fields(Language) if field.type == "Forms"]
PATTERNS = [field.name for field in fields(Language) if field.type == "tuple[str, ...]"]

# No word of a language is in two of these.
EXCLUSIVE = [
    ("numbers", "units", "negations", "opposites", "function_words", "same"),
    ("be", "auxiliaries", "auxiliaries_first", "auxiliaries_of_types"),
    ("openers", "auxiliaries"),
    ("question_labels", "answer_labels"),
    ("units", "short_units"),
    ("no_plurals", "units"),
]


def words(language: Language, name: str) -> list[str]:
    """The words of a category; digits and English names of units, which are the plain forms of all, are none."""
    value: str | Forms = getattr(language, name)
    if isinstance(value, str):
        return value.split()
    plain = list(value) if name in ("negations", "same") else []
    return plain + [word for forms in value.values() for word in forms.split()]


def test_every_field_of_a_row_is_of_a_kind_that_is_checked() -> None:
    assert {"tag", "name", *LISTS, *FORMS, *PATTERNS} == {field.name for field in fields(Language)}


def test_each_language_has_one_row() -> None:
    assert len({language.tag for language in LANGUAGES}) == len({language.name for language in LANGUAGES})
    assert len({language.tag for language in LANGUAGES}) == len(LANGUAGES)
    assert LANGUAGES[0] is ENGLISH
    assert all(re.fullmatch("[a-z]{2,3}", language.tag) for language in LANGUAGES)


@EACH
def test_a_word_is_in_lower_case_and_in_its_list_once(language: Language) -> None:
    for name in (*LISTS, *FORMS):
        found = words(language, name)
        assert len(set(found)) == len(found), name
        assert [word for word in found if word != word.lower()] == [], name


@EACH
def test_no_word_is_in_two_categories_that_exclude_each_other(language: Language) -> None:
    for categories in EXCLUSIVE:
        for one, other in combinations(categories, 2):
            assert set(words(language, one)) & set(words(language, other)) == set(), (one, other)


@pytest.mark.parametrize("name", FORMS)
def test_a_word_has_one_plain_form_in_all_languages(name: str) -> None:
    tables: list[Forms] = [getattr(language, name) for language in LANGUAGES]
    merged = plain_form_of(tables)
    for table in tables:
        assert plain_form_of([table]).items() <= merged.items()
    assert all(merged[plain] == plain for plain in merged.values())


@EACH
def test_numbers_stand_for_digits_and_units_for_english_ones(language: Language) -> None:
    assert [plain for plain in language.numbers if not plain[0].isdigit()] == []
    assert set(language.units) <= set(ENGLISH.units)
    letters = f"{language.number_letters} {language.list_numbers}".split()
    assert [letter for letter in letters if len(letter) != 1] == []


@EACH
def test_the_patterns_of_a_language_compile_and_match_no_empty_line(language: Language) -> None:
    for name in PATTERNS:
        for source in getattr(language, name):
            assert re.compile(source, re.IGNORECASE).fullmatch("") is None, source


@EACH
def test_everything_that_looks_for_words_knows_those_of_the_language(language: Language) -> None:
    known = OPENERS if language is ENGLISH else OPENERS_ELSEWHERE
    assert set(language.openers.split()) <= known
    assert all(opens_like_question_elsewhere(f"東京{particle}") for particle in language.particles.split())
    for label in all_phrases([language.question_labels]):
        assert unlabelled_question(f"{label.capitalize()} 3: Why") == "Why"
    for forms, table in (
        (language.numbers, lexicon.NUMBERS),
        (language.units, lexicon.UNITS),
        (language.short_units, lexicon.SHORT_UNITS),
        (language.negations, lexicon.NEGATIONS),
    ):
        assert plain_form_of([forms]).items() <= table.items()


@pytest.mark.parametrize(
    ("line", "looks"),
    [
        ("Haben Sie noch Fragen?", is_call),
        ("¿Te fue útil?", is_call),
        ("Le è stato utile?", is_call),
        ("Este artigo foi útil?", is_call),
        ("Precisa de ajuda?", is_call),
        ("Hai bisogno di aiuto?", is_call),
        ("¿Necesitas más ayuda?", is_call),
        ("Har du fler frågor?", is_call),
        ("Har du flere spørgsmål?", is_call),
        ("Potrzebujesz pomocy?", is_call),
        ("还有其他问题吗？", is_call),
        ("Máte ďalšie otázky?", is_call),
        ("Имате ли въпроси?", is_call),
        ("Het jy nog vrae?", is_call),
        ("Aínda tes dúbidas?", is_call),
        ("Keni ende pyetje?", is_call),
        ("Засталіся пытанні?", is_call),
        ("Ada soalan lain?", is_call),
        ("Yana savollaringiz bormi?", is_call),
        ("Späť hore", is_tail),
        ("Обратно към началото", is_tail),
        ("Zin in een reis?", is_offer),
        ("Envie de partir?", is_offer),
        ("Glemt passord?", is_offer),
        ("Glemt din kode?", is_offer),
        ("Nicht gefunden?", is_offer),
        ("Not what you want?", is_offer),
        ("Les mer »", leads_on),
        ("Lue lisää", leads_on),
        ("続きを読む", leads_on),
        ("Volver arriba", is_tail),
        ("Werbung", is_tail),
        ("Was this helpful? Yes No", is_tail),
        ("役に立ちましたか？ はい いいえ", is_tail),
    ],
)
def test_what_sites_ask_is_known_in_each_language(line: str, looks: Callable[[str], bool]) -> None:
    assert looks(line)


@pytest.mark.parametrize(
    "line",
    [
        "Se a sua dúvida não foi respondida, fale conosco.",
        "Si tu pregunta no aparece aquí, escríbenos.",
        "Si votre question n’est pas dans la liste, écrivez-nous.",
        "Se la tua domanda non è qui, scrivici.",
        "Если вашего вопроса здесь нет, напишите нам.",
        "Jeśli Twojego pytania tu nie ma, napisz do nas.",
        "Jos sinulla on muuta kysyttävää, ota yhteyttä.",
        "إذا كانت لديك أسئلة أخرى، فاتصل بنا.",
        "यदि आपका कोई और प्रश्न है, तो हमें लिखें।",
        "Ak máte ďalšie otázky, napíšte nám.",
        "Dacă aveți alte întrebări, scrieți-ne.",
        "Ha további kérdése van, írjon nekünk.",
        "Αν έχετε άλλες ερωτήσεις, γράψτε μας.",
        "Якщо у вас залишилися питання, напишіть нам.",
        "Ако имате други въпроси, пишете ни.",
        "اگر سوال دیگری دارید، با ما تماس بگیرید.",
        "אם יש לכם שאלות נוספות, כתבו לנו.",
        "หากคุณมีคำถามเพิ่มเติม โปรดติดต่อเรา",
        "Nếu bạn còn câu hỏi nào khác, hãy liên hệ.",
        "Jika Anda memiliki pertanyaan lain, hubungi kami.",
        "찾으시는 답변이 없으면 문의해 주세요.",
    ],
)
def test_a_line_that_says_where_to_ask_more_closes_a_list(line: str) -> None:
    assert is_closing(line)


@pytest.mark.parametrize(
    "line",
    [
        "Se a sua bagagem não chegou, fale com a companhia.",
        "Si tu paquete no aparece, espera un día.",
        "Если вашего имени нет в списке, зарегистрируйтесь.",
        "Jos sinulla on muuta matkatavaraa, ilmoita siitä.",
        "Ak máte ďalšie balíky, označte ich.",
        "Ha további csomagja van, írja rá a nevét.",
        "Jika Anda memiliki bagasi lain, laporkan.",
    ],
)
def test_a_condition_about_something_else_is_an_answer(line: str) -> None:
    assert not is_closing(line)
