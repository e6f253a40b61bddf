"""Questions without a label of their own, whose answers have one."""

from __future__ import annotations

import pytest

from pipeline.run.page import parse

PAIRS = [
    ("My fern turns brown. What am I doing wrong?", "The air is too dry."),
    ("Can I move a peony?", "In October."),
]


def read(form: str, pairs: list[tuple[str, str]] = PAIRS) -> list[tuple[str, str]]:
    body = "".join(form.format(question=question, answer=answer) for question, answer in pairs)
    page = f"<title>Garden letters</title><body><h1>Garden letters</h1>{body}</body>"
    found = parse(page, url="https://www.example.org/letters", media_type="text/html")
    return [(record.question, record.answer) for record in found.records]


LABELS = {
    "a word": "<p>{question}</p><p><b>Answer:</b> {answer}</p>",
    "a word in plain text": "<li><p>{question}</p><p>Answer: {answer}</p></li>",
    "who replies": "<p>{question}</p><p><b>Ruth replies:</b> {answer}</p>",
    "who replies, below a name": "<p>{question}</p><p><i>Ann, Leeds</i></p><p><i>Dr. Moor answers:</i> {answer}</p>",
    "in German": "<p>{question}</p><p><b>Die Redaktion antwortet:</b> {answer}</p>",
    "whose answer": "<p>{question}</p><p><b>Answer of the gardener:</b> {answer}</p>",
    "whose answer, in Italian": "<p>{question}</p><p><b>Risposta dell'esperto:</b> {answer}</p>",
    "whose answer, in Russian": "<p>{question}</p><p><b>Ответ врача:</b> {answer}</p>",
    "who replies, after the verb": "<p>{question}</p><p><b>Отвечает врач Олег Рябов:</b> {answer}</p>",
    "a possessive": "<p>{question}</p><p><b>Our vet’s answer:</b> {answer}</p>",
    "a possessive in Swedish": "<p>{question}</p><p><b>Läkarens svar:</b> {answer}</p>",
    "whose answer, without a colon": "<h3>{question}</h3><p>Ann</p><h4>Respuesta del médico</h4><p>{answer}</p>",
    "a possessive in Turkish": "<p>{question}</p><p><b>Uzmanın cevabı:</b> {answer}</p>",
    "a solution that opens": "<p>{question}</p><details><summary>Solution</summary><p>{answer}</p></details>",
    "a solution": "<p>{question}</p><p><b>Solution:</b> {answer}</p>",
    "a solution in Czech": "<p>{question}</p><p><b>Řešení 2:</b> {answer}</p>",
}


@pytest.mark.parametrize("label", LABELS)
def test_a_line_asks_right_above_the_label_of_an_answer(label: str) -> None:
    assert read(LABELS[label]) == PAIRS


def test_one_line_is_too_few() -> None:
    assert read(LABELS["a word"], PAIRS[:1]) == []


NOTHING = {
    "what a reader clicks on": "<p>{question}</p><p><a href='/reply'>Answer:</a> {answer}</p>",
    "another verb": "<p>{question}</p><p><b>Ruth knits:</b> {answer}</p>",
    "an order": "<p>{question}</p><p><b>Answer these questions:</b> {answer}</p>",
    "an order in Spanish": "<p>{question}</p><p><b>Responde a las preguntas:</b> {answer}</p>",
    "what is said first": "<p>{question}</p><p><b>The short answer:</b> {answer}</p>",
    "a solution without a colon": "<p>{question}</p><p><b>Solution</b> {answer}</p>",
}


@pytest.mark.parametrize("name", NOTHING)
def test_it_is_no_label_where_it_is(name: str) -> None:
    assert read(NOTHING[name]) == []


def test_who_replies_is_no_part_of_an_answer() -> None:
    form = "<h3>{question}</h3><div><p><b>Soap house</b> replied:</p><p>{answer}</p></div>"
    assert read(form) == PAIRS


def test_the_label_of_an_answer_may_stand_behind_the_element_that_a_title_ends() -> None:
    page = "<div><p>tar</p><h1>Why do cats purr?</h1></div><div class=best><h2>Best answer</h2><p>{}</p></div>"
    found = parse(page.format("To calm us."), url="https://www.example.org/q", media_type="text/html")
    assert [(record.question, record.answer) for record in found.records] == [("Why do cats purr?", "To calm us.")]


def test_who_asked_when_may_stand_beside_a_heading_in_its_element() -> None:
    form = (
        "<li><div><h3>{question}</h3><div><b>Hiker1</b> \u00b7 <span>2 years ago</span></div></div>"
        "<div><p>{answer}</p><p>Helpful? <button>Yes \u00b7 1</button></p></div></li>"
    )
    assert read(form) == PAIRS


WHO = {
    "a name": "<b>Answer:</b> <i class=name>vet Lia Sohl</i>",
    "who": "<b>A:</b> <span class=entry-who>Lia Sohl, vet</span>",
    "a link to an expert": "<b>Antwort:</b> <a class=expert href=/lia>Dr. Lia Sohl</a>",
    "a day": "<b>Answer:</b> Lia Sohl, 3 May 2022",
}


@pytest.mark.parametrize("who", WHO.values(), ids=WHO)
def test_who_answers_beside_the_label_is_no_part_of_an_answer(who: str) -> None:
    head = f"<div class=head>{who}</div>"
    form = (
        "<div class=question><div class=head><b>Question:</b> <i class=name>Ann, Leeds</i> <i>1 May 2022</i></div>"
        f"<div class=text>{{question}}</div></div><div class=answer>{head}<div class=text>{{answer}}</div></div>"
    )
    pairs = [("Can I move a peony?", "In October."), ("How deep?", "As deep as it was, without fertiliser.")]
    assert read(form, pairs) == pairs


@pytest.mark.parametrize("said", ["<i>Yes</i>", "<i class=name>It is called Vitis and grows on every wall.</i>"])
def test_what_an_answer_says_beside_its_label_stays(said: str) -> None:
    form = f"<div class=question>{{question}}</div><div class=answer><b>Answer:</b> {said}<p>{{answer}}</p></div>"
    assert all(answer.startswith(("Yes", "It is")) for _, answer in read(form, PAIRS[1:] * 2))


def one(answer: str, below: str = "") -> list[tuple[str, str]]:
    """Return what is read of a page with one title that asks, a letter and an answer."""
    page = f"<article><h1>May I run?</h1><p>My heel hurts. I am 40.</p>{answer}</article>{below}"
    found = parse(page, url="https://www.example.org/letters/7", media_type="text/html")
    return [(record.question, record.answer) for record in found.records]


TITLED = {
    "a head": "<div class=head><h2>Answer by Dr. Eva Kern</h2><i>Doctor in Hull</i> <time>1 May 2021</time></div>",
    "a header": "<header><h2>Antwort von Dr. med. Eva Kern</h2><p>Ärztin</p></header>",
    "no head": "<h2>Respuesta de la Dra. Eva Kern</h2>",
}
TEXT = "<div><p>Rest for two weeks. Then begin on grass.</p></div>"


@pytest.mark.parametrize("head", TITLED.values(), ids=TITLED)
def test_an_answer_begins_below_the_title_that_says_whose_it_is(head: str) -> None:
    aside = "<aside><h3>Do you have a question?</h3><p>Write to us.</p></aside>"
    assert one(head + TEXT, aside) == [("May I run?", "Rest for two weeks. Then begin on grass.")]


@pytest.mark.parametrize("title", ["Answer from the council", "Answers by numbers", "Running by night"])
def test_other_titles_below_a_letter_say_nothing_of_whose_answer_it_is(title: str) -> None:
    assert one(f"<h2>{title}</h2>{TEXT}") == []


def test_a_head_with_a_sentence_is_part_of_an_answer() -> None:
    head = "<div class=head><h2>Answer by Dr. Eva Kern</h2><p>It depends on the heel.</p></div>"
    assert one(head + TEXT)[0][1].startswith("It depends on the heel.")


ASKED = "To ask the Secretary of State how many ferries were under repair in March."
SAID = "Three were. Two of them sail again."
TITLES = {
    "headings": "<h2>{}</h2>{}",
    "bold lines": "<p><b>{}</b></p>{}",
    "lines with colons": "<p>{}:</p>{}",
    "cards": "<div class=card><h3 class=card-label>{}</h3>{}</div>",
}


def titled(
    form: str, asker: str = "", answerer: str = "", labels: tuple[str, str] = ("Question", "Answer")
) -> list[tuple[str, str]]:
    """Return what is read below the titles of a question without a mark and its answer."""
    body = form.format(labels[0], f"{asker}<p>{ASKED}</p>") + form.format(labels[1], f"{answerer}<p>{SAID}</p>")
    found = parse(f"<h1>Ferries</h1>{body}", url="https://www.example.org/hl1204", media_type="text/html")
    return [(record.question, record.answer) for record in found.records]


@pytest.mark.parametrize("form", TITLES.values(), ids=TITLES)
def test_what_has_the_titles_of_question_and_answer_needs_no_mark(form: str) -> None:
    assert titled(form) == [(ASKED, SAID)]


@pytest.mark.parametrize("form", TITLES.values(), ids=TITLES)
def test_names_below_both_titles_are_no_part_of_either(form: str) -> None:
    asker = "<p>Lord Barley of Keld</p><p>Life peer</p>"
    answerer = "<p>Baroness Finch</p><p>Under-Secretary</p><p>Answered on 11 May 2023</p>"
    assert titled(form, asker, answerer) == [(ASKED, SAID)]


def test_a_short_line_below_the_title_of_the_answer_alone_is_part_of_it() -> None:
    assert titled(TITLES["headings"], "", "<p>Three of them</p>") == [(ASKED, f"Three of them\n\n{SAID}")]


FIELDS = {
    "fields of a table": "<table><tr><td><code>{}</code></td><td>{}</td></tr></table>",
    "fields in bold": "<p><b>{}</b></p>{}",
    "plain words": "<div>{}</div>{}",
}


@pytest.mark.parametrize("form", FIELDS.values(), ids=FIELDS)
def test_fields_that_are_called_so_are_no_titles(form: str) -> None:
    assert titled(form, labels=("question", "answer")) == []


def test_a_salutation_in_bold_is_part_of_a_letter() -> None:
    form = "<p><b>Dear Ruth,</b> {question}</p><p><i>Ann, Leeds</i></p><p><b>Ruth replies:</b> {answer}</p>"
    assert read(form) == [(f"Dear Ruth, {question}", answer) for question, answer in PAIRS]


def test_a_label_with_nothing_below_it_is_no_answer() -> None:
    assert titled("<form><h3>{}</h3>{}</form>") == [(ASKED, SAID)]
    form = f"<form><h3>Question</h3><p>{ASKED}</p><h3>Answer</h3><input></form>"
    assert parse(form, url="https://www.example.org/", media_type="text/html").records == []


THREE = [*PAIRS, ("Is ivy poisonous?", "Its berries are.")]


def test_the_same_name_below_the_label_of_most_answers_is_no_part_of_them() -> None:
    form = (
        "<div><p><b>Question:</b> {question}</p><p>Ann</p><p><b>Answer:</b></p><p>Eva Roe, vet</p><p>{answer}</p></div>"
    )
    assert read(form, THREE) == THREE


@pytest.mark.parametrize(
    "first", ["<p>It depends.</p>", "<p>It depends on it</p>", "<table><tr><td>Sort of plant</td></tr></table>"]
)
def test_a_sentence_or_a_row_that_opens_most_answers_stays(first: str) -> None:
    form = f"<div><p><b>Question:</b> {{question}}</p><p><b>Answer:</b></p>{first}<p>{{answer}}</p></div>"
    assert all(answer.startswith(("It depends", "Sort of")) for _, answer in read(form, THREE))


CATECHISMS = {
    "lines": "<p>{}. D. {}<br>R. {}</p>",
    "paragraphs": "<p>{}. D. {}</p><p>R. {}</p>",
    "a dash": "<p>{} \u2013 D. {}<br>R. {}</p>",
    "in English": "<p>{}. Q. {}<br>A. {}</p>",
}


@pytest.mark.parametrize("form", CATECHISMS.values(), ids=CATECHISMS)
def test_a_number_may_come_before_the_letter_of_a_question(form: str) -> None:
    body = "".join(form.format(number, *pair) for number, pair in enumerate(THREE, 11))
    found = parse(f"<h1>Plants</h1>{body}", url="https://www.example.org/", media_type="text/html").records
    assert [(record.question, record.answer) for record in found] == THREE


WORTH = {
    "its own words": "<p>{question} (2 marks)</p><p>Answer: {answer}</p>",
    "an element": "<p>{question} <i class=marks>[2.5 points]</i></p><p><b>Answer:</b> {answer}</p>",
    "a heading": "<h3>{question} (3 Punkte)</h3><p>{answer}</p>",
    "a number alone": "<p><b>{question} [5]</b></p><p>{answer}</p>",
    "what opens": "<details><summary>{question} (1 pkt)</summary><p>{answer}</p></details>",
}


@pytest.mark.parametrize("form", WORTH.values(), ids=WORTH)
def test_what_an_answer_is_worth_is_no_part_of_the_question(form: str) -> None:
    assert read(form, THREE) == THREE


def test_a_letter_may_ask_before_it_ends() -> None:
    form = "<div><p>{question}</p><p>Ann, Hull</p><p><b>The vet replies:</b> {answer}</p></div>"
    letters = [("May he eat pears? He loves them.", "A slice a day."), ("Is it ill? It sleeps.", "All hedgehogs do.")]
    assert read(form, letters) == letters
    assert read(form, [("He loves pears.", "So do I."), ("It sleeps.", "All hedgehogs do.")]) == []


def test_bold_words_within_what_a_title_says_to_ask_are_no_question() -> None:
    asked = "<p>5. <b>Deputy Ann Roe</b> asked how many ferries were under repair.</p>"
    page = f"<p><b>Question:</b></p>{asked}<p><b>Answer:</b></p><p>Three were.</p>"
    assert parse(page, url="https://www.example.org/", media_type="text/html").records == []


def test_a_number_may_come_before_the_word_for_a_question() -> None:
    body = "".join(f"<p><b>{n}. Frage:</b> {asked}</p><p>{said}</p>" for n, (asked, said) in enumerate(THREE, 1))
    found = parse(f"<h1>Plants</h1>{body}", url="https://www.example.org/", media_type="text/html").records
    assert [(record.question, record.answer) for record in found] == THREE


def test_tasks_with_numbers_need_no_mark_among_those_with_one() -> None:
    tasks = [("Name a fern.", "Bracken."), ("What is ivy?", "A climber."), ("Define moss.", "A plant without roots.")]
    body = "".join(f"<p>{n}. {asked} (2 marks)</p><p>Answer: {said}</p>" for n, (asked, said) in enumerate(tasks, 1))
    found = parse(f"<h1>Exam</h1>{body}", url="https://www.example.org/", media_type="text/html").records
    assert [(record.question, record.answer) for record in found] == tasks
