"""Bold lines inside an answer: titles of its parts and hooks are no questions, topics of a list of questions are."""

from __future__ import annotations

import pytest

from pipeline.run.page import parse

URL = "https://www.example.org/page"


def read(*lines: tuple[str, str], title: str = "FAQ") -> dict[str, str]:
    """Return the answers of a page of bold lines with paragraphs below them, by their questions."""
    body = "".join(f"<p><b>{line}</b></p>{below}" for line, below in lines)
    triples = parse(f"<title>{title}</title><body><h1>{title}</h1>{body}</body>", url=URL, media_type="text/html")
    return {record.question: record.answer for record in triples.records}


OPEN = ("Is it open today?", "<p>From nine to noon.</p>")
LIFT = ("Is there a lift?", "<p>Next to the stairs.</p>")
COME = ("Who may come?", "<p>Anyone may.</p>")
ENROL = ("How do I enrol?", "<p>There are two ways.</p>")
FORM = ("Using the form", "<p>Fill it in.</p>")
PHONE = ("By phone", "<p>Call us.</p>")
POST = ("Post", "<p>Write to us.</p>")


@pytest.mark.parametrize(
    "lines",
    [
        (ENROL, FORM, PHONE, OPEN, LIFT, COME),
        (OPEN, LIFT, COME, ENROL, FORM, PHONE),
        (OPEN, ENROL, FORM, PHONE, LIFT, COME),
    ],
    ids=["first", "last", "between"],
)
def test_titles_of_the_parts_of_an_answer_are_part_of_it(lines: tuple[tuple[str, str], ...]) -> None:
    found = read(*lines)
    assert sorted(found) == sorted([OPEN[0], LIFT[0], COME[0], ENROL[0]])
    assert found[ENROL[0]] == "There are two ways.\n\nUsing the form\n\nFill it in.\n\nBy phone\n\nCall us."


def test_a_title_of_one_word_is_one_too() -> None:
    assert read(OPEN, LIFT, ENROL, POST, PHONE, COME)[ENROL[0]].endswith("Post\n\nWrite to us.\n\nBy phone\n\nCall us.")


TOPICS = {
    "one alone": (OPEN, LIFT, PHONE, COME),
    "two, and one alone": (OPEN, FORM, LIFT, FORM, PHONE, COME),
    "behind a long answer": (
        OPEN,
        LIFT,
        ("Who pays?", f"<p>{'The town pays for all of it. ' * 9}</p>"),
        FORM,
        PHONE,
        COME,
    ),
    "most of the lines": (OPEN, FORM, PHONE, ("Gift cards", "<p>Ask us.</p>"), LIFT),
    "requests": (
        OPEN,
        LIFT,
        COME,
        ("Tell us of the school.", "<p>It is old.</p>"),
        ("And of the lift.", "<p>It is new.</p>"),
    ),
}


@pytest.mark.parametrize("lines", TOPICS.values(), ids=TOPICS)
def test_topics_among_questions_ask(lines: tuple[tuple[str, str], ...]) -> None:
    assert set(read(*lines)) == {line for line, _ in lines}


HOOKS = ["No account yet?", "Under age?", "Card lost again?"]


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_inside_an_answer_is_part_of_it(hook: str) -> None:
    below = f"<p>Use the form.</p><p><b>{hook}</b> Create one first.</p><p>Then sign.</p>"
    answer = f"Use the form.\n\n{hook} Create one first.\n\nThen sign."
    for lines in ([OPEN, (ENROL[0], below), LIFT, COME], [OPEN, LIFT, COME, (ENROL[0], below)]):
        found = read(*lines)
        assert len(found) == len(lines)
        assert found[ENROL[0]] == answer


def test_a_question_with_its_answer_on_its_line_is_no_hook() -> None:
    below = "<p>Use the form.</p><p><b>When is it open?</b> On Mondays.</p>"
    assert read(OPEN, LIFT, (ENROL[0], below), COME)["When is it open?"] == "On Mondays."


PANELS = "".join(
    f"<details><summary>{question}</summary>{answer}</details>"
    for question, answer in (OPEN, LIFT, COME, ("Where do I pay?", "<p>At the desk.</p>"))
)
BESIDE = [
    "<div class=box><h2>Hungry yet?</h2><p>Book a table online.</p></div>",
    "<div class=box><h3>Schiefe Zähne?</h3><p>Fragen Sie nach Schienen.</p></div>"
    "<div class=box><h3>Lust auf mehr?</h3><p>Termin vereinbaren.</p></div>",
    "<div class=tip><p class=title>Short of time?</p><div><p>Use the side door.</p></div></div>",
    "<div class=box><h3>Envie de nous rejoindre ?</h3><p>Voici les places à prendre.</p></div>",
    "<p><strong>Le saviez-vous ?</strong> Une bouteille sur trois devient une autre bouteille.</p>",
    "<div itemscope itemtype=https://schema.org/Review><h4 itemprop=name>What more could we want?</h4>"
    "<p itemprop=reviewBody>Sea, sun and kind people.</p></div>",
    "<ul><li><b>No mixer?</b> A spoon will do.</li><li><b>Short on time?</b> One rise will do.</li>"
    "<li><b>Feeding a crowd?</b> Double all of it.</li></ul>",
]


@pytest.mark.parametrize("box", BESIDE)
def test_a_hook_beside_the_questions_of_a_page_is_none(box: str) -> None:
    page = f"<title>Town hall</title><body><h1>Town hall</h1>{box}<h2>FAQ</h2>{PANELS}"
    triples = parse(page, url=URL, media_type="text/html")
    assert len(triples.records) == 4
    assert {record.question for record in triples.records} >= {OPEN[0], LIFT[0], COME[0]}


@pytest.mark.parametrize(
    "asked",
    [
        "What is a lift?",
        "Who pays for the lift?",
        "And in winter, when the lake is frozen?",
        "\u72d7\u53ef\u4ee5\u8fdb\u5165\u5927\u5385\u548c\u6240\u6709\u7684\u623f\u95f4\uff1f",
    ],
)
def test_a_question_of_another_form_is_no_hook(asked: str) -> None:
    heading = f"<h2>{asked}</h2><p>It is a long story, told here.</p>"
    page = f"<title>Town hall</title><body><h1>Town hall</h1>{heading}<h2>FAQ</h2>{PANELS}"
    assert asked in {record.question for record in parse(page, url=URL, media_type="text/html").records}


def test_where_no_question_word_is_known_nothing_is_a_hook() -> None:
    heading = "<h2>Txakurrak onartzen dira?</h2><p>Bai, edozein tamainatakoak, eta doan.</p>"
    page = f"<html lang=eu><title>Udaletxea</title><body><h1>Udaletxea</h1>{heading}<h2>FAQ</h2>{PANELS}"
    assert len(parse(page, url=URL, media_type="text/html").records) == 5


def test_a_short_question_in_the_section_of_the_questions_is_no_hook() -> None:
    page = f"<title>Town hall</title><body><h1>Town hall</h1><h2>FAQ</h2>{PANELS}<p><b>Dogs allowed?</b> On a lead.</p>"
    assert "Dogs allowed?" in {record.question for record in parse(page, url=URL, media_type="text/html").records}


def test_a_hook_beside_questions_that_are_marked_up_is_none() -> None:
    marked = "".join(
        f"<div itemprop=mainEntity itemscope itemtype=https://schema.org/Question><p itemprop=name>{question}</p>"
        f"<div itemprop=acceptedAnswer itemscope itemtype=https://schema.org/Answer><p itemprop=text>{answer}</p></div>"
        "</div>"
        for question, answer in ((OPEN[0], "From nine."), (LIFT[0], "By the stairs."), (COME[0], "Anyone."))
    )
    box = "<div class=box><h3>Hungry yet?</h3><p>Book a table online.</p></div>"
    page = f"<title>Hall</title><body><h1>Hall</h1>{box}<section><h2>FAQ</h2><div>{marked}</div></section>"
    found = {record.question for record in parse(page, url=URL, media_type="text/html").records}
    assert found == {OPEN[0], LIFT[0], COME[0]}
