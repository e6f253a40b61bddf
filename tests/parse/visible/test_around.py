"""Titles around a list of questions, of their look: entries only where they stand in rows like the questions."""

from __future__ import annotations

import pytest

from pipeline.run.page import parse

URL = "https://www.example.org/page"
QUESTIONS = {"Is it open?": "From nine to noon.", "Is there a lift?": "Next to the stairs.", "Who may come?": "Anyone."}
ABOUT = ("About the author", "Ann Bee keeps the books.")
LOST = ("Lost property office", "Ask at the desk.")


def read(form: str, *lines: tuple[str, str], after: str = "") -> dict[str, str]:
    """Return the answers of a page of questions in one form, by their questions."""
    body = "".join(form.format(*line) for line in lines) + after
    html = f"<title>FAQ</title><body><h1>FAQ</h1><main>{body}</main></body>"
    return {each.question: each.answer for each in parse(html, url=URL, media_type="text/html").records}


HEADINGS = "<h2>{}</h2><p>{}</p>"
BOLD = "<p><b>{}</b></p><p>{}</p>"
ROWS = '<div class="entry"><h2>{}</h2><p>{}</p></div>'


@pytest.mark.parametrize("form", [HEADINGS, BOLD])
@pytest.mark.parametrize("is_first", [True, False])
def test_a_title_around_the_questions_is_no_entry(form: str, is_first: bool) -> None:
    lines = [ABOUT, *QUESTIONS.items()] if is_first else [*QUESTIONS.items(), ABOUT]
    assert read(form, *lines) == QUESTIONS


def test_a_title_in_another_element_is_no_entry() -> None:
    after = "<section><h2>Contact and hours</h2><p>Write to the desk, please.</p></section>"
    assert read(ROWS, *QUESTIONS.items(), after=after) == QUESTIONS


SAID = ("What our visitors say", "There is no better light. Ann")
FURTHER = ("More information", "Ring 0100.")


def test_what_opens_like_a_question_in_another_element_is_a_title() -> None:
    after = "<section><h2>{}</h2><p>{}</p></section>".format(*SAID)
    assert read(HEADINGS, *QUESTIONS.items(), FURTHER, after=after) == QUESTIONS
    assert read(HEADINGS, *QUESTIONS.items(), SAID) == QUESTIONS | dict([SAID])


def test_a_call_after_a_title_shows_no_question_around_it() -> None:
    call = "<section><h2>Still have questions?</h2><p>Write to us.</p></section>"
    assert read(HEADINGS, *QUESTIONS.items(), FURTHER, after=call) == QUESTIONS


def test_a_title_in_a_row_like_those_of_the_questions_is_an_entry() -> None:
    assert read(ROWS, *QUESTIONS.items(), LOST) == QUESTIONS | dict([LOST])
    assert read("<li><b>{}</b><br>{}</li>", *QUESTIONS.items(), LOST) == QUESTIONS | dict([LOST])


def test_a_title_is_an_entry_where_another_stands_between_the_questions() -> None:
    first, *others = QUESTIONS.items()
    inner = ("Cloakroom rules", "Leave your coat.")
    assert read(HEADINGS, first, inner, *others, LOST) == QUESTIONS | dict([LOST, inner])


@pytest.mark.parametrize("line", ["The parcel has not yet arrived here", "The lamp flickers."])
def test_what_says_more_than_a_title_is_an_entry(line: str) -> None:
    assert line in read(HEADINGS, *QUESTIONS.items(), (line, "Call us, please."))


def test_a_line_without_the_number_that_the_others_have_is_no_entry() -> None:
    form = "<h2><a name=1>1.{}</a> <a href=#top>{}</a></h2><p>{}</p>"
    entries = [
        ("Is it open?", "From nine."),
        ("Cloakroom rules", "Leave your coat."),
        ("Is there a lift?", "Yes, two."),
    ]
    body = "".join(form.format(number, *entry) for number, entry in enumerate(entries, 1))
    html = f"<title>FAQ</title><h1>FAQ</h1><h2>by the house team</h2>May 2008<hr>{body}"
    found = parse(html, url=URL, media_type="text/html").records
    assert [(each.question, each.answer) for each in found] == entries


def test_what_opens_like_a_question_without_a_mark_does_not_show_how_a_page_asks() -> None:
    lines = [("How to order", "By phone."), ("How to pay", "In cash."), ("How to return it", "By post.")]
    times = ("Delivery times", "Three days.")
    assert read(HEADINGS, *lines, times) == dict([*lines, times])


def test_two_questions_do_not_show_how_a_page_asks() -> None:
    assert LOST[0] in read(HEADINGS, *[*QUESTIONS.items()][:2], LOST)


def test_rows_in_elements_of_their_own_are_rows_of_one_list() -> None:
    wrapped = "<li><div><div class=entry><h2>{}</h2></div><p>{}</p></div></li>"
    assert read(wrapped, *QUESTIONS.items(), LOST) == QUESTIONS | dict([LOST])


PARKING = ("Parking", "Cars stand behind the house.")


def test_a_topic_below_the_title_of_an_faq_is_an_entry() -> None:
    """One among more headings of a page: there a title behind the list is of another rank."""
    lines = "".join(f"<h3>{asked}</h3><p>{told}</p>" for asked, told in [*QUESTIONS.items(), PARKING])
    page = f"<title>Library</title><h1>Library</h1><h2>FAQ</h2>{lines}<h2>Contact</h2><p>Write to us.</p>"
    found = parse(page, url=URL, media_type="text/html").records
    assert {each.question: each.answer for each in found} == QUESTIONS | dict([PARKING])


def test_a_topic_at_the_end_of_a_page_is_an_entry_where_another_stands_between_its_questions() -> None:
    entries = [*QUESTIONS.items()]
    entries[1:1] = [ABOUT]
    lines = "".join(f"<h3>{asked}</h3><p>{told}</p>" for asked, told in [*entries, PARKING])
    page = f"<title>Library</title><article><h1>Library</h1><h2>FAQ</h2>{lines}</article>"
    found = parse(page, url=URL, media_type="text/html").records
    assert {each.question: each.answer for each in found} == dict([*entries, PARKING])


@pytest.mark.parametrize(
    "below",
    [
        "<h3>Conclusion</h3><p>The library is a quiet place.</p>",
        "<h3>About the author</h3><p>Ann Lee lives in York.</p><h3>Sources</h3><p>Roe: The library. York, 2001.</p>",
        "<h3>Visit us</h3><p>We look forward to you.</p></article><aside><h2>More</h2><p>News.</p></aside>",
    ],
)
def test_what_ends_a_page_below_an_faq_is_no_entry(below: str) -> None:
    lines = "".join(f"<h3>{asked}</h3><p>{told}</p>" for asked, told in QUESTIONS.items())
    page = f"<title>Library</title><article><h1>Library</h1><h2>FAQ</h2>{lines}{below}"
    found = parse(page, url=URL, media_type="text/html").records
    assert {each.question: each.answer for each in found} == QUESTIONS


def test_a_title_of_a_list_below_an_faq_is_no_entry() -> None:
    lines = "".join(f"<h3>{asked}</h3><p>{told}</p>" for asked, told in QUESTIONS.items())
    page = f"<title>Library</title><h1>Library</h1><h2>FAQ</h2>{lines}<h3>Dates</h3><ul><li>3 May: fair</ul>"
    found = parse(page, url=URL, media_type="text/html").records
    assert {each.question: each.answer for each in found} == QUESTIONS
