"""What is said beside question and answer in elements called so: who asked and answered, labels with names, days."""
# ruff: noqa: E501 - a page is written as sites write it

from __future__ import annotations

import pytest

from pipeline.run.page import parse

Pairs = list[tuple[str, str]]
PAIRS: Pairs = [
    ("Does honey go bad?", "It keeps for years."),
    ("Can bees see red?", "They cannot."),
    ("How far do they fly?", "Three miles, if they must."),
]
ASKED = {
    "who asks, with a colon": '<div class="question-box"><div class="by-whom">Ann, 34 years, asks:</div><p>{}</p></div>',
    "a number and who asks": '<div class="card-q"><span>Question #310</span><span>from Ann, Leeds</span><p>{}</p></div>',
    "a title and who and when": '<section class="question"><h2>Question for written answer</h2><p class="author">Ann Lee (Group A)</p><p>{}</p><p class="date">Tabled: 3.3.2022.</p></section>',
}
ANSWERED = {
    "a verb and a name": '<div class="answer-box"><div>Responde Dra. Eva Roe</div><div><p>{}</p></div></div>',
    "a noun and a name": '<div class="card-a"><p>Antwort Hof Biene</p><p>{}</p></div>',
    "a sentence about who answered": '<section class="answer"><h2>Answer, given by Ms Roe on behalf of the board</h2><p class="date">19.5.2022</p><p>{}</p></section>',
    "a name that most answers have": '<div class="answer"><div class="head"><b>Dr. Eva Roe</b></div><p>{}</p></div>',
    "a title and who": '<section class="answer"><h3>Antwort</h3><p class="meta">Imker Otto Kurz</p><p>{}</p></section>',
    "a title with a number": '<section class="svar"><h2>Svar p\u00e5 fr\u00e5ga 2021/22:88</h2><p class="date">4 maj 2022</p><p>{}</p></section>',
    "a name and the same words": '<div class="answer"><div><a href="/dr/1">Eva Roe</a><small>beekeeper since long ago</small></div><p>{}</p></div>',
}


def read(body: str) -> Pairs:
    page = f"<html><title>Bees</title><h1>Bees</h1>{body}</html>"
    result = parse(page, url="https://bees.example.org/ask", media_type="text/html")
    return [(record.question, record.answer) for record in result.records]


def shown(asked: str, answered: str, pairs: Pairs = PAIRS) -> str:
    return "".join(f"<div>{asked.format(question)}{answered.format(answer)}</div>" for question, answer in pairs)


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
@pytest.mark.parametrize("answered", ANSWERED.values(), ids=ANSWERED)
def test_who_asks_and_who_answers_are_no_part_of_a_pair(asked: str, answered: str) -> None:
    assert read(shown(asked, answered)) == PAIRS


def test_what_is_said_before_a_question_is_part_of_it_behind_who_asks() -> None:
    asked = '<section class="fraga"><h2>Question to Ms Lind</h2><p class="author">Ann Lee</p><p>I keep bees.</p><p>{}</p></section>'
    found = read(shown(asked, '<div class="answer"><p>{}</p></div>'))
    assert found == [(f"I keep bees. {question}", answer) for question, answer in PAIRS]


IN_LINE = '<div class="entry_{}"><b>{}</b> <span>{}</span> <i>{} {} on 3 May 2023</i></div>'


def test_who_and_when_on_the_line_of_a_question_or_an_answer_is_no_part_of_it() -> None:
    form = f"<div>{IN_LINE.format('q', 'Question', '{}', 'Asked by', 'Ann B.')}{IN_LINE.format('a', 'Answer', '{}', 'by', 'Hive')}</div>"
    assert read("".join(form.format(*pair) for pair in PAIRS)) == PAIRS


def test_who_and_when_behind_a_linked_question_is_no_part_of_it() -> None:
    asked = '<div class="question"><a href="/ask/7">{}</a><span>Asked by Ann on 3 May 2023</span></div>'
    assert read(shown(asked, '<div class="answer">{}</div>')) == PAIRS


OWN_QUESTION = {
    "a sentence": ("<p>I keep bees.</p><p>{}</p>", "I keep bees. {}"),
    "a topic": ("<h3>Honey</h3><p>{}</p>", "Honey {}"),
}


@pytest.mark.parametrize("name", OWN_QUESTION)
def test_other_lines_of_a_question_are_part_of_it(name: str) -> None:
    markup, said = OWN_QUESTION[name]
    found = read(shown(f'<div class="question">{markup}</div>', '<div class="answer"><p>{}</p></div>'))
    assert found == [(said.format(question), answer) for question, answer in PAIRS]


OWN_ANSWER = {
    "a short line": ("<p>In short</p><p>{}</p>", "In short\n\n{}"),
    "the same word": ("<p><b>Yes</b></p><p>{}</p>", "Yes\n\n{}"),
    "a label with its answer": ("<p>Risposta: Di rado</p><p>{}</p>", "Di rado\n\n{}"),
    "a day": ("<p>Since 3 May 2024</p><p>{}</p>", "Since 3 May 2024\n\n{}"),
    "an order": ("<p>Answer the bees gently</p><p>{}</p>", "Answer the bees gently\n\n{}"),
}


@pytest.mark.parametrize("name", OWN_ANSWER)
def test_short_lines_that_open_an_answer_are_part_of_it(name: str) -> None:
    markup, said = OWN_ANSWER[name]
    found = read(shown('<div class="question">{}</div>', f'<div class="answer">{markup}</div>', PAIRS[:2]))
    assert found == [(question, said.format(answer)) for question, answer in PAIRS[:2]]


def test_what_a_label_says_that_opens_all_answers_is_part_of_them() -> None:
    form = '<div class="question">{}</div><div class="answer"><p><b>Applies to</b> <i>hive {}</i></p><p>{}</p></div>'
    found = read("".join(f"<div>{form.format(question, len(answer), answer)}</div>" for question, answer in PAIRS))
    assert found == [(question, f"Applies to hive {len(answer)}\n\n{answer}") for question, answer in PAIRS]


def test_the_first_step_of_all_answers_is_part_of_them() -> None:
    markup = '<ul class="answer"><li><b>At first</b> <i>put on gloves</i></li><li>{}</li></ul>'
    found = read(shown('<div class="question">{}</div>', markup))
    assert found == [(question, f"- At first put on gloves\n- {answer}") for question, answer in PAIRS]


LINKED = '<div><div class="votes">+ 2</div><div class="question-content"><span class="q-symbol">Q</span><span class="question"><a href="/ask/7">{}</a></span></div></div>'


def test_a_question_that_links_to_its_page_is_one_where_its_whole_answer_is_called_so() -> None:
    assert (
        read(shown(LINKED, '<div class="answer-content"><span>A</span><span class="answer">{}</span></div>')) == PAIRS
    )


@pytest.mark.parametrize("answer", ['<div class="answer">{} ...</div>', '<div class="answer excerpt">{}</div>'])
def test_a_link_to_a_question_whose_answer_begins_on_its_page_is_none(answer: str) -> None:
    assert read(shown('<div class="question"><a href="/ask/7">{}</a></div>', answer)) == []


TITLED = "<p>{}</p><div><p>R\u00e9ponse Atelier Ruche</p><p>{}</p></div>"


def test_what_says_in_most_rows_of_a_series_who_answers_is_no_part_of_it() -> None:
    assert read(f"<h2>FAQ</h2>{''.join(TITLED.format(*pair) for pair in PAIRS)}") == PAIRS


def test_what_says_so_in_one_row_of_a_series_is_part_of_it() -> None:
    others = "".join(f"<p>{question}</p><div><p>{answer}</p></div>" for question, answer in PAIRS[1:])
    found = read(f"<h2>FAQ</h2>{TITLED.format(*PAIRS[0])}{others}")
    assert found[0] == (PAIRS[0][0], f"R\u00e9ponse Atelier Ruche\n\n{PAIRS[0][1]}")


HOLDING = '<li class="c-item c-question"><h4><button>{}</button></h4><b class="c-author">Tess</b><i>{} answers</i><ol>{}</ol></li>'
GIVEN = '<li class="c-answer"><div><span>A</span></div><div class="c-header"><b class="c-author">Ann</b> <i>Staff</i></div><p>{}</p><div class="c-actions">Helpful? <button>Yes</button></div></li>'


def test_a_question_that_holds_its_signed_answers_is_asked_once_for_each() -> None:
    answers = [(question, [answer, f"As far as I know: {answer}"]) for question, answer in PAIRS]
    body = "".join(HOLDING.format(question, 2, "".join(map(GIVEN.format, given))) for question, given in answers)
    assert sorted(read(body)) == sorted((question, each) for question, given in answers for each in given)


def test_a_question_with_no_answer_yet_is_not_answered_by_their_number() -> None:
    body = "".join(HOLDING.format(question, 1, GIVEN.format(answer)) for question, answer in PAIRS)
    assert read(f"{body}{HOLDING.format('Do bees sleep?', 0, '')}") == PAIRS


def test_a_question_that_holds_answers_to_choose_from_is_none() -> None:
    choices = "".join(f'<li class="answer">{each}</li>' for each in ("Red", "Blue", "Green"))
    body = "".join(f'<div class="question"><p>{question}</p><ul>{choices}</ul></div>' for question, _ in PAIRS)
    assert read(f'<div class="quiz">{body}</div>') == []


LETTERS = ("Ada Moss from York", "Jon Lind", "Bo", "Cy Dale")
LETTER = "<section><h3>{}</h3><p class={}>{}</p><div><p>{}</p></div></section>"


@pytest.mark.parametrize("called", ["from", "letter-sender", "q__name"])
def test_names_called_so_above_most_answers_are_no_part_of_them(called: str) -> None:
    letters = "".join(
        LETTER.format(asked, called, who, told) for (asked, told), who in zip(PAIRS, LETTERS, strict=False)
    )
    assert read(f"<h1>Letters to the vet</h1>{letters}") == PAIRS


def test_names_called_so_that_answer_who_it_was_are_part_of_the_answers() -> None:
    asked = ("Who won the race?", "Who was second?", "Who sang?")
    prizes = "".join(LETTER.format(one, "name", who, "By far.") for one, who in zip(asked, LETTERS, strict=False))
    found = read(f"<h1>FAQ</h1>{prizes}")
    assert found == [(one, f"{who}\n\nBy far.") for one, who in zip(asked, LETTERS, strict=False)]


EXPERTS = ("Dr. Ada Moss", "Jon Lind", "Mira van Dyk")
PORTRAITS = {
    "in elements called so": '<div class="question">{0}</div><div class="answer"><div><img alt="{2}" src=a.png><b>{2}</b><em>beekeeper</em></div><p>{1}</p></div>',
    "below headings": '<h3>{0}</h3><div><a href=/x><img alt="{2}" src=a.png></a><b>{2}</b></div><div><p>{1}</p></div>',
}


def with_portraits(form: str) -> Pairs:
    blocks = (form.format(*pair, who) for pair, who in zip(PAIRS, EXPERTS, strict=True))
    return read(f"<h2>Ask our experts</h2>{''.join(f'<div>{block}</div>' for block in blocks)}")


@pytest.mark.parametrize("form", PORTRAITS.values(), ids=PORTRAITS)
def test_a_portrait_with_a_name_is_no_part_of_an_answer(form: str) -> None:
    assert with_portraits(form) == PAIRS


def test_the_caption_of_a_picture_is_part_of_an_answer() -> None:
    caption = "<figure><img alt='{2}' src=a.png><figcaption>{2}</figcaption></figure>"
    found = with_portraits(f'<div class="question">{{0}}</div><div class="answer">{caption}<p>{{1}}</p></div>')
    assert found == [(asked, f"{who}\n\n{told}") for (asked, told), who in zip(PAIRS, EXPERTS, strict=True)]


def test_words_right_beside_a_picture_of_the_same_name_are_part_of_an_answer() -> None:
    form = '<div class="question">{0}</div><div class="answer"><p><img alt="{2}" src=a.png> {2}</p><p>{1}</p></div>'
    assert with_portraits(form) == [
        (asked, f"{who}\n\n{told}") for (asked, told), who in zip(PAIRS, EXPERTS, strict=True)
    ]
