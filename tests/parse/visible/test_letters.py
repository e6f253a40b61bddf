"""Letters and their answers: labels of question and answer with lines between them, in HTML."""
# ruff: noqa: E501 - a page is written as sites write it

from __future__ import annotations

import pytest

from pipeline.run.page import parse

LETTERS = [
    ("Our dog stole figs.", "Can dogs eat figs?", "One or two."),
    ("My cat smells.", "May I bathe her?", "Seldom."),
]
BETWEEN = {
    "a name": "<p><b>Q:</b> {question}</p><p>Joe, Leeds</p><p><b>A:</b> {answer}</p>",
    "a name in plain paragraphs": "<p>Q: {question}</p><p>Joe, Leeds</p><p>A: {answer}</p>",
    "a name and a date": (
        "<div><p><b>Question:</b> {question}</p><div class=meta>Ann, 12.03.2026</div><p><b>Answer:</b> {answer}</p>"
        "</div>"
    ),
    "a Russian name": "<p><b>Вопрос:</b> {question}</p><p>Анна</p><p><b>Ответ:</b> {answer}</p>",
    "a line": "<p>Q: {question}<br>Joe, Leeds<br>A: {answer}</p>",
}
PARAGRAPHS = {
    "bold labels": "<p><b>Q:</b> {fact}</p><p>{question}</p><p><b>A:</b> {answer}</p>",
    "plain labels": "<p>Q: {fact}</p><p>{question}</p><p>Joe, Leeds</p><p>A: {answer}</p>",
    "labels on their lines": "<h4>Question</h4><p>{fact}</p><p>{question}</p><h4>Answer</h4><p>{answer}</p>",
    "blocks": "<div><div><p><b>Q:</b> {fact}</p><p>{question}</p></div><p>Joe</p><div><p><b>A:</b> {answer}</p></div></div>",
}


def read(form: str, letters: list[tuple[str, str, str]] = LETTERS) -> list[tuple[str, str]]:
    body = "".join(form.format(fact=fact, question=question, answer=answer) for fact, question, answer in letters)
    page = f"<html><title>Pets</title><body><h1>Ask the vet</h1>{body}</body></html>"
    result = parse(page, url="https://www.example.org/pets", media_type="text/html")
    return [(record.question, record.answer) for record in result.records]


@pytest.mark.parametrize("form", BETWEEN)
def test_an_answer_begins_at_its_label(form: str) -> None:
    assert read(BETWEEN[form]) == [(question, answer) for _, question, answer in LETTERS]


def test_an_answer_begins_at_its_label_on_a_page_with_one_letter() -> None:
    assert read(BETWEEN["a name"], LETTERS[:1]) == [("Can dogs eat figs?", "One or two.")]


@pytest.mark.parametrize("form", PARAGRAPHS)
def test_a_question_may_have_several_paragraphs(form: str) -> None:
    assert read(PARAGRAPHS[form]) == [(f"{fact} {question}", answer) for fact, question, answer in LETTERS]


def test_without_the_label_of_an_answer_a_paragraph_is_none_of_the_question() -> None:
    form = "<p><b>Q:</b> {fact}</p><p>{answer} Why not?</p>"
    assert read(form) == []


def test_a_label_far_below_a_question_opens_no_answer() -> None:
    form = "<p>Q: {question}</p><p>Yes.</p><p>No.</p><p>Maybe.</p><p>Who knows.</p><p>Ask.</p><p>A: {answer}</p>"
    assert [answer.partition("\n")[0] for _, answer in read(form)] == ["Yes.", "Yes."]


READERS = [
    ("Why do my tulips not bloom?", "Ann Lee, Leeds", "They are too deep. Lift them in June."),
    ("Can I move a peony?", "Bo Carr, York", "Yes, in October."),
    ("What eats my hostas?", "mole_77", "Slugs do. Collect them at night."),
]
SIGNED = {
    "italics behind a break": "<p><strong>{question}</strong><br><em>{name}</em></p><p>{answer}</p>",
    "a paragraph in italics": "<h3>{question}</h3><p><i>{name}</i></p><p>{answer}</p>",
    "a source": "<h4>{question}</h4><cite>{name}</cite><div>{answer}</div>",
    "a dash": "<p><b>{question}</b><br>\u2013 {name}</p><p>{answer}</p>",
    "small letters in the title": "<h3>{question} <small>{name}</small></h3><p>{answer}</p>",
    "small letters": "<div><b>{question}</b> <small>{name}</small><p>{answer}</p></div>",
}
TITLED = {
    "in Polish, below quotations": "<blockquote><p>{question}</p><cite>{name}</cite></blockquote><p>Odpowied\u017a redakcji</p><p>{answer}</p>",
    "in Russian": "<div><p>{question}</p><p>{name}</p><p><b>\u041e\u0442\u0432\u0435\u0442 \u044e\u0440\u0438\u0441\u0442\u0430</b></p><p>{answer}</p></div>",
    "in Russian, with a name": "<div><p>{question}</p><p>\u041e\u0442\u0432\u0435\u0442 \u043c\u0430\u0433\u0430\u0437\u0438\u043d\u0430 <b>Oak Ltd</b></p><p>{answer}</p></div>",
}
BEFORE_ANSWERS = {
    "who asks": "<div><h3>{question}</h3><p class=reader>{name}</p><div class=answer><p>{answer}</p></div></div>",
    "who answers, too": (
        "<div><h3>{question}</h3><p class=reader>{name}</p><div><img alt=Eva><span>Answered by Eva Roe</span></div>"
        "<div class=answer><p>{answer}</p></div></div>"
    ),
    "in Estonian": "<div><h3>{question}</h3><p class=kes>Aino {name} Tartust</p><p>Vastab aednik Eva Roe</p><div class=vastus><p>{answer}</p></div></div>",
}


def read_column(form: str, title: str, entries: list[tuple[str, str, str]]) -> list[tuple[str, str]]:
    body = "".join(form.format(question=question, name=name, answer=answer) for question, name, answer in entries)
    page = f"<html><title>{title}</title><body><main><h1>{title}</h1>{body}</main></body></html>"
    result = parse(page, url="https://www.example.org/garden", media_type="text/html")
    return [(record.question, record.answer) for record in result.records]


@pytest.mark.parametrize("form", SIGNED)
def test_names_below_all_questions_of_readers_are_no_part_of_the_answers(form: str) -> None:
    expected = [(question, answer) for question, _, answer in READERS]
    assert read_column(SIGNED[form], "Your questions answered", READERS) == expected


@pytest.mark.parametrize("form", TITLED)
def test_a_title_that_says_by_its_ending_alone_whose_answer_it_is_opens_that(form: str) -> None:
    expected = [(question, answer) for question, _, answer in READERS]
    assert read_column(TITLED[form], "Letters", READERS) == expected


@pytest.mark.parametrize("form", BEFORE_ANSWERS)
def test_names_before_what_is_called_an_answer_are_no_part_of_it(form: str) -> None:
    expected = [(question, answer) for question, _, answer in READERS]
    assert read_column(BEFORE_ANSWERS[form], "In the garden", READERS) == expected


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Talks in June", ["Ann Lee", "Bo Carr", "Ida Marsh"]),
        ("Your questions answered", ["Yes", "No", "Yes, all"]),
        ("Your questions answered", ["Settings > Payment", "File > Print", "My Account"]),
        ("Your questions answered", ["Ann Lee", "No", "Ida Marsh"]),
        ("Your questions answered", ["Ann Lee", "by mail only, and in a letter with a stamp", "Ida Marsh"]),
    ],
)
def test_other_lines_in_italics_below_questions_are_part_of_the_answers(title: str, names: list[str]) -> None:
    entries = [(question, name, answer) for (question, _, answer), name in zip(READERS, names, strict=True)]
    found = read_column(SIGNED["a paragraph in italics"], title, entries)
    assert found == [(question, f"{name}\n\n{answer}") for question, name, answer in entries]


def test_names_that_are_asked_for_are_answers() -> None:
    entries = [(f"Who wrote the {song}?", name, "In 1901.") for song, (_, name, _) in zip("abc", READERS, strict=True)]
    found = read_column(SIGNED["a paragraph in italics"], "Your questions answered", entries)
    assert found == [(question, f"{name}\n\nIn 1901.") for question, name, _ in entries]


LABELS_IN_PIECES = {
    "a number": "<font color=red><br>{n}</font><font>)&nbsp;</font><font color=blue>{question}</font>\n<font><br>{answer}</font>",
    "a number and a full stop": "<p><span>0{n}</span><span>.</span> <span class=q>{question}</span><br>{answer}</p>",
    "letters": "<div><font>Q</font><font>:</font><font> {question}</font><br><font>A</font><font>:</font><font> {answer}</font></div>",
    "letters with the sign before the words": "<p><b>Q</b>: {question}</p><p><b>A</b>: {answer}</p>",
}

NUMBERED = [("Can dogs eat figs?", "One or two."), ("May I bathe her?", "Seldom."), ("Do geese bite?", "They do.")]


@pytest.mark.parametrize("form", LABELS_IN_PIECES)
def test_the_sign_of_a_label_may_have_an_element_of_its_own(form: str) -> None:
    body = "".join(
        LABELS_IN_PIECES[form].format(n=n, question=question, answer=answer)
        for n, (question, answer) in enumerate(NUMBERED, start=1)
    )
    page = f"<html><title>Pet FAQ</title><body><table><tr><td>{body}</table></body></html>"
    result = parse(page, url="https://www.example.org/pets", media_type="text/html")
    assert [(record.question, record.answer) for record in result.records] == NUMBERED


BEHIND_SIGNS = {
    "lines of words": "<h4>\u2753 Question</h4><p>{question}</p><p>\u2705 Answer</p><p>{answer}</p>",
    "panels": "<details><summary>Mail {n}</summary><div>\u2753 Question</div><p>{question}</p><div>\u2937Answer</div><p>{answer}</p></details>",
    "paragraphs": "<p>\u2753 Q: {question}</p><p>\U0001f449 A: {answer}</p>",
    "bold words": "<h3>{question}</h3><p>\u2705 <b>Answer:</b> {answer}</p>",
    "bold words with the sign": "<h3>{question}</h3><p><b>\u2192 Answer:</b> {answer}</p>",
    "Korean": "<h3>{question}</h3><p>\u2937답변</p><p>{answer}</p>",
}


@pytest.mark.parametrize("form", BEHIND_SIGNS)
def test_a_sign_may_stand_before_the_label_of_an_answer(form: str) -> None:
    body = "".join(
        BEHIND_SIGNS[form].format(n=n, question=question, answer=answer)
        for n, (question, answer) in enumerate(NUMBERED)
    )
    page = f"<html><title>Pet FAQ</title><body>{body}</body></html>"
    result = parse(page, url="https://www.example.org/pets", media_type="text/html")
    assert [(record.question, record.answer) for record in result.records] == NUMBERED


@pytest.mark.parametrize("form", ["a paragraph in italics", "a dash"])
def test_places_below_questions_for_places_are_answers(form: str) -> None:
    inns = [("Where is the inn?", "Old Mill, York"), ("Where may I park?", "West Gate"), ("Where is tea?", "Rose Hall")]
    found = read_column(SIGNED[form], "Your questions answered", [(asked, inn, "Ring twice.") for asked, inn in inns])
    assert [answer.endswith(f"{inn}\n\nRing twice.") for (_, answer), (_, inn) in zip(found, inns, strict=True)] == [
        True
    ] * 3


def test_small_words_in_a_title_that_are_no_name_are_part_of_the_question() -> None:
    ages = ["For children under three", "For older children", "For grown people"]
    entries = [("Is it safe?", age, f"Answer {n}.") for n, age in enumerate(ages, 1)]
    found = read_column(SIGNED["small letters in the title"], "Your questions answered", entries)
    assert found == [(f"Is it safe? {age}", f"Answer {n}.") for n, age in enumerate(ages, 1)]


@pytest.mark.parametrize(
    "answer",
    [
        "\u041e\u0442\u0432\u0435\u0442 \u043e\u0442\u0440\u0438\u0446\u0430\u0442\u0435\u043b\u044c\u043d\u044b\u0439",
        "\u041e\u0442\u0432\u0435\u0442 \u043f\u0440\u043e\u0441\u0442",
        "Odpowied\u017a pisemna",
        "Odpov\u011b\u010f z\u00e1porn\u00e1",
        "\u0412\u0456\u0434\u043f\u043e\u0432\u0456\u0434\u044c \u043d\u0435\u0433\u0430\u0442\u0438\u0432\u043d\u0430",
        "\u041e\u0442\u0433\u043e\u0432\u043e\u0440 \u043d\u044f\u043c\u0430",
    ],
)
def test_an_answer_that_says_how_it_is_titles_none(answer: str) -> None:
    entries = [(question, "", answer) for question, _, _ in READERS]
    assert read_column("<h3>{question}</h3><p>{answer}</p>", "FAQ", entries) == [
        (asked, answer) for asked, _, answer in entries
    ]
