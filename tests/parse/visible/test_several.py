"""Questions of shops: several signed answers to one, and questions that link to a page of their own."""
# ruff: noqa: E501 - a page is written as sites write it

from __future__ import annotations

import pytest

from pipeline.run.page import parse

Pairs = list[tuple[str, str]]
ANSWERS: Pairs = [
    ("Does it fit under a seat?", "It does not."),
    ("Does it fit under a seat?", "Mine did when half empty."),
    ("How long is it?", "50 cm."),
    ("How long is it?", "Half a metre."),
]
QUESTION = {
    "headings": "<li><h4>{}</h4>{}</li>",
    "names": "<div><div class=question>{}</div>{}</div>",
    "answers in a holder": "<li><h4>{}</h4><div class=entry-answers>{}</div></li>",
}
SIGNED = {
    "after": '<div class="answer"><p>{}</p><p class="author">Support, 3 May 2026</p></div>',
    "before": '<div class="b-answer"><div class="b-author">hal <i>Staff</i> · a year ago</div><p>{}</p><div class="b-votes">4 of 5 like it</div></div>',
}


def read(body: str, title: str = "Backpack") -> Pairs:
    page = f"<html><title>{title}</title><h1>{title}</h1><h2>Questions &amp; answers</h2>{body}</html>"
    result = parse(page, url="https://shop.example.org/bag", media_type="text/html")
    return [(record.question, record.answer) for record in result.records]


def shown(question: str, answer: str) -> str:
    asked = dict.fromkeys(each for each, _ in ANSWERS)
    return "".join(
        question.format(each, "".join(answer.format(text) for key, text in ANSWERS if key == each)) for each in asked
    )


ONE_EACH = [("Does it fit under a seat?", "It does not."), ("How long is it?", "50 cm.")]
ASKED = {
    "a head": '<div class="q-item__question"><div class="q-item__header"><b>Tess</b> <i>02/14/2024</i></div><div class="q-item__body question">{}</div></div>',
    "a name": '<div class="question"><b class="question-author">Tess</b><div class="question-text">{}</div></div>',
    "more below": '<div class="question"><h4 class="question-title">{}</h4><p class="question-body">I travel light.</p></div>',
    "a label": '<div class="question"><span class="question-label">Q</span> {}</div>',
    "a line with an age": '<div class="item__q"><div><b class="user">Tess</b><time class="age">2 months ago</time></div><p>{}</p></div>',
    "a line below": '<div class="question"><b>Q</b><h3>{}</h3><div>Asked by Tess on 14 Feb 2024</div></div>',
}
ANSWERED = {
    "a head": '<div class="answer"><div class="answer__header"><b class="author">Shop</b> <i>Owner</i></div><p>{}</p></div>',
    "a head by its tag": '<div class="answer"><header><b class="author">Shop</b> <i>Owner</i></header><p>{}</p></div>',
    "a badge": '<div class="answer"><b class="answer-author">Shop</b> <i class="answer-badge">Staff</i><p>{}</p></div>',
    "a line below": '<div class="answer"><p>{}</p><div class="answered">Answered by Shop on 15 Feb 2024</div></div>',
    "a link to report it": '<div class="answer"><span>{}</span> <i class="date">15/02/2024</i><a href="#">Report</a></div>',
    "a link called so": '<div class="answer"><p>{}</p><a class="report-abuse" href="/report?id=1">Pas en ordre</a></div>',
    "links that run scripts": '<div class="answer"><p>{}</p><div><a href="#">Helpful (2)</a> | <a href="#">Report</a></div></div>',
    "a name on the line of a day": '<div class="list_a"><em class="ico_a"></em><p>{}</p><span class="seller">Shop</span><span class="date">2024.02.15.</span></div>',
    "a head with a name": '<div class="answer"><div class="answer-info"><b class="seller-name">Shop</b> <i>answered within an hour.</i></div><div><h5>{}</h5></div></div>',
    "a role": '<div class="antwort"><b class="author">Laden</b> <i class="role">Inhaber</i><p>{}</p></div>',
}


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
@pytest.mark.parametrize("answered", ANSWERED.values(), ids=ANSWERED)
def test_who_asked_and_who_answered_as_what_is_no_part_of_a_pair(asked: str, answered: str) -> None:
    form = f"<div>{asked}{answered}</div>"
    body = "".join(form.format(question, answer) for question, answer in ONE_EACH)
    assert read(body) == ONE_EACH


BETWEEN = {
    "who asked": '<div><h4>{}</h4><p><span class="user">T** A**</span> | 14 Feb 2024</p><div class="answer"><p>{}</p></div></div>',
    "when, in Japanese": '<div><p class="question">{}</p><p>2024\u5e742\u670814\u65e5</p><div class="answer">{}</div></div>',
    "who answered, and how soon": '<div><div><h4>{}</h4><p class="user">Tess</p></div><div><div><b>Bags Inc</b> <i class="answered">in an hour</i></div><div class="answer"><h5>{}</h5></div></div></div>',
    "buttons": '<div><a class="question" href="/ask/1">{}</a><div><button>Follow</button></div><div class="answer"><p class="author">Ann</p><p>{}</p></div></div>',
    "a month that opens like a question": '<div><p class="question">{}</p><span class="when">2 May 2024</span><div class="answer">{}</div></div>',
    "names alone": '<div><p class="question">{}</p><p>Asked on 14 Feb 2024</p><div class="answer">{}</div></div>',
    "in an article": '<article><div>{}</div><p><i class="user">Tess</i></p><div><p><i class="time">in an hour</i></p><div class="answer">{}</div></div></article>',
}


@pytest.mark.parametrize("form", BETWEEN.values(), ids=BETWEEN)
def test_who_asked_and_how_soon_it_was_answered_opens_no_answer(form: str) -> None:
    pairs = [*ONE_EACH, ("Is the strap removable?", "It is.")]
    assert read("".join(form.format(*pair) for pair in pairs)) == pairs


HEADINGS = "<li><h4>{}</h4><div class=by>Oak Outdoor answered within an hour.</div><div>{}</div></li>"


def test_a_heading_of_lower_rank_than_the_next_question_is_no_title_of_its_section() -> None:
    pairs = [(question, f"Oak Outdoor answered within an hour.\n\n{answer}") for question, answer in ONE_EACH]
    assert read("".join(HEADINGS.format(question, f"<h5>{answer}</h5>") for question, answer in ONE_EACH)) == pairs


@pytest.mark.parametrize("button", ['<a class="btn btn-sm">Reply</a>', '<a class="button" href="#">Reply</a>'])
def test_the_button_with_which_readers_may_answer_is_no_answer(button: str) -> None:
    form = '<div><p class="question-text">{}</p>{}</div>'
    asked = [*ONE_EACH, ("Is the strap removable?", button)]
    assert read("".join(form.format(*pair) for pair in asked)) == ONE_EACH


def test_when_it_was_asked_behind_a_question_opens_no_answer() -> None:
    form = '<div><div><i>Q</i><b>{}</b> <em class="date">14 Feb 2024</em></div><div><i>A</i><span>{}</span></div></div>'
    assert read("".join(form.format(*pair) for pair in ONE_EACH), "Bag FAQ") == ONE_EACH


def test_who_and_when_may_be_all_of_an_answer() -> None:
    form = '<div><p><b>{}</b> <em class="{}">{}</em></p></div>'
    pairs = [("Who sews it?", "author", "Ann Bee"), ("When is it sold?", "date", "14 Feb 2024"), ("Why?", "why", "So.")]
    answers = [answer for _, answer in read("".join(form.format(*pair) for pair in pairs), "Bag FAQ")]
    assert answers == ["Ann Bee", "14 Feb 2024", "So."]


def test_a_year_behind_a_question_is_part_of_its_answer() -> None:
    form = '<div><p><b>{}</b> <em class="date">In 1920</em></p><p>{}</p></div>'
    answers = [answer for _, answer in read("".join(form.format(*pair) for pair in ONE_EACH), "Bag FAQ")]
    assert answers == [f"In 1920\n\n{answer}" for _, answer in ONE_EACH]


SIGNATURES = {
    "called so, its number": '<p class="meta">Advice no.: {}</p>',
    "called so, with a link": '<p class="x-meta">By the shop \u00b7 {} \u00b7 <a href="#">Report</a></p>',
    "most answers": "<small>The shop, {}</small>",
}


@pytest.mark.parametrize("signature", SIGNATURES.values(), ids=SIGNATURES)
def test_who_answered_on_which_day_ends_no_answer(signature: str) -> None:
    pairs = [*ONE_EACH, ("Is the strap removable?", "It is.")]
    form = "<table><tr><td class=question>{}</td></tr><tr><td class=answer>{}<br>{}</td></tr></table>"
    days = ("14 Feb 2024", "15 Feb 2024", "2 May 2024") if "no." not in signature else ("1442/88", "97", "103")
    assert (
        read("".join(form.format(*pair, signature.format(day)) for pair, day in zip(pairs, days, strict=True))) == pairs
    )


def test_a_day_that_ends_most_answers_is_part_of_them() -> None:
    body = "".join(
        f"<div><div class=question>When is walk {day}?</div><div class=answer><p>On a Sunday.</p><p>Starts on {day} May 2026</p></div></div>"
        for day in (3, 10, 17)
    )
    assert [answer.rpartition("\n")[2] for _, answer in read(body)] == [
        f"Starts on {day} May 2026" for day in (3, 10, 17)
    ]


def test_a_sentence_before_an_element_called_answer_is_part_of_the_answer() -> None:
    form = '<div><h4>{}</h4><p>It depends, since 3 May 2024.</p><div class="answer"><p>{}</p></div></div>'
    answers = [answer for _, answer in read("".join(form.format(*pair) for pair in ONE_EACH))]
    assert answers == [f"It depends, since 3 May 2024.\n\n{answer}" for _, answer in ONE_EACH]


LINKS = {
    "in a sentence": '<p>See the last column of <a href="#">the table</a>.</p>',
    "as items": '<p>One of these tells it:</p><ul><li><a href="#">The table</a></li></ul>',
    "behind the name": '<div class="answer"><b class="author">Shop</b> See <a href="#">the table</a> of sizes.</div>',
}


@pytest.mark.parametrize("answer", LINKS.values(), ids=LINKS)
def test_links_that_lead_nowhere_are_part_of_what_an_answer_says(answer: str) -> None:
    body = "".join(f"<h4>{question}</h4>{answer}" for question, _ in ONE_EACH)
    assert ["table" in found for _, found in read(body, "Bag FAQ")] == [True, True]


def test_a_sentence_before_the_element_that_asks_is_part_of_the_question() -> None:
    asked = "<div class=question><p>I lost my key.</p><p class=question-text>What now?</p></div>"
    assert read(f"<div>{asked}<div class=answer>Ring us.</div></div>", "FAQ") == [
        ("I lost my key. What now?", "Ring us.")
    ]


OWN_WORDS = {
    "a head that nothing signs": "<div class=answer-header>In short</div><p>It does not.</p>",
    "a label apart from the name": "<b class=author>Shop</b><p><i class=label>In short</i></p><p>It does not.</p>",
}


@pytest.mark.parametrize("answer", OWN_WORDS.values(), ids=OWN_WORDS)
def test_heads_and_labels_within_an_answer_are_part_of_it(answer: str) -> None:
    body = f"<div><div class=question>{ONE_EACH[0][0]}</div><div class=answer>{answer}</div></div>"
    assert read(body, "Bag FAQ") == [(ONE_EACH[0][0], "In short\n\nIt does not.")]


def test_details_with_a_name_within_an_answer_are_part_of_it() -> None:
    box = '<div class=answer><div class="info-box"><b class=product-name>The Ox</b> fits.</div><p>{}</p></div>'
    asked = f"<div><div class=question>{ONE_EACH[0][0]}</div>{box.format(ONE_EACH[0][1])}</div>"
    assert read(asked, "Bag FAQ")[0][1].startswith("The Ox fits.")
    form = "<h3>{}</h3><div class=answer><p>{}</p><div class=contact-info><b class=name>Ann Lee</b> Room 4</div></div>"
    assert read("".join(form.format(*pair) for pair in ONE_EACH), "Bag FAQ")[0][1].endswith("Ann Lee Room 4")


@pytest.mark.parametrize("form", QUESTION)
@pytest.mark.parametrize("signed", SIGNED)
def test_signed_answers_to_one_question_are_apart(form: str, signed: str) -> None:
    assert sorted(read(shown(QUESTION[form], SIGNED[signed]))) == ANSWERS


def test_what_signs_an_answer_is_no_entry() -> None:
    body = shown(QUESTION["names"], '<div class="answer"><p>{}</p><p class="meta">3 May 2026</p></div>')
    page = f"<title>Bag FAQ</title><h1>Bag FAQ</h1>{body}"
    assert not parse(page, url="https://shop.example.org/bag", media_type="text/html").rejected


def test_elements_called_answer_that_nothing_signs_are_one_answer() -> None:
    body = shown(QUESTION["headings"], '<div class="answer"><p>{}</p></div>')
    assert read(body)[0] == ("Does it fit under a seat?", "It does not.\n\nMine did when half empty.")


LINKED = '<div><b>Question:</b> <a href="/ask/1">{}</a><div><b>Answer:</b> {}</div></div>'


def test_a_question_that_links_to_its_page_is_one_if_labels_say_so() -> None:
    pairs = [("Can it hold a laptop?", "Yes, of 14 inches."), ("Is the strap removable?", "It is.")]
    assert read("".join(LINKED.format(*pair) for pair in pairs)) == pairs


def test_labels_make_no_answer_of_a_beginning_that_a_link_continues() -> None:
    assert (
        read("".join(LINKED.format(question, 'Well ... <a href="/ask/1">Read more</a>') for question, _ in ANSWERS))
        == []
    )


def test_a_byline_at_the_end_is_no_part_of_an_answer() -> None:
    body = "".join(
        f"<h4>{question}</h4><p>{answer}</p><p>By Ann Bee on May 3, 2026</p>" for question, answer in ANSWERS[1:3]
    )
    assert read(body) == ANSWERS[1:3]
