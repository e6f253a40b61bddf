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
