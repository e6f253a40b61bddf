"""What asks beside the questions of a page and leads on by a button is no question; what is answered there is one."""

from __future__ import annotations

import pytest

from pipeline.run.page import PageResult, parse
from pipeline.schema import Reason

ASKED = ["How long is a lesson?", "Do I need a boat?", "May I cancel?"]
PANELS = "".join(f"<details><summary>{asked}</summary><p>It says so in the letter.</p></details>" for asked in ASKED)
FAQ = f"<h2>Questions and answers</h2>{PANELS}"
FAQ_IN_HEADINGS = "<h2>FAQ</h2>" + "".join(f"<h3>{asked}</h3><p>It says so in the letter.</p>" for asked in ASKED)
BUTTON = '<a class="btn" href="/join">Los</a>'


def read(body: str, title: str = "Sailing", language: str = "en") -> PageResult:
    page = f"<html lang={language}><title>{title}</title><body><main><h1>{title}</h1>{body}</main></body></html>"
    return parse(page, url="https://www.example.org/page", media_type="text/html")


def box(asked: str, below: str, name: str = "") -> str:
    return f'<section class="{name}"><h2>{asked}</h2>{below}</section>'


OFFERS = {
    "a banner above the questions": box("Have you ever held a rope in a storm?", f"<p>Now you may.</p>{BUTTON}") + FAQ,
    "a section below them": FAQ + box("Är du redo att segla med oss i sommar?", f"<p>Kom till kajen.</p>{BUTTON}"),
    "the end of an article": f"<article>{FAQ}<h2>هل تريد أن تبحر معنا؟</h2><p>المكان محدود.</p>{BUTTON}</article>",
    "the title of the page with a motto": "<section><h1>क्या आप समुद्र देखना चाहते हैं?</h1><p>नाव तैयार है।</p></section>"
    + FAQ,
    "an element that is a button to screen readers": FAQ
    + box("Сакате ли да закажете?", '<p>Јавете се.</p><span class="x" role="button">Закажи</span>'),
    "nothing but a button": FAQ + box("准备好和我们一起出海了吗？", "<button>报名</button>"),
    "a button in a paragraph that is called so": FAQ
    + box(
        "Möchten Sie uns am Hafen besuchen?", '<p>Wir sind da.</p><p class="wp-block-button"><a href="/v">Los</a></p>'
    ),
    "a link that is laid out as a button": FAQ
    + box("Can you smell the sea from your desk?", '<p>We can.</p><a class="rounded px-4" href="/v">Come</a>'),
    "two buttons and a note": FAQ
    + box(
        "Vuoi provare una lezione in barca?",
        '<p>La prima è gratis.</p><p><button>Prenota</button> <a href="/i">Scrivi</a></p><p>Senza carta.</p>',
    ),
    "a link in a box": box("您看过海上的日出吗？", '<p>航班开始报名。</p><a href="/v">报名</a>', "notice") + FAQ,
    "beside questions in headings": FAQ_IN_HEADINGS + box("Is your crew larger than ten?", f"<p>Good.</p>{BUTTON}"),
    "with a call in another language's words": FAQ
    + box("क्या आप समुद्र देखना चाहते हैं?", f"<p>जगह सीमित है।</p>{BUTTON}")
    + box("Still have questions?", "<p>Ring us.</p>"),
}


@pytest.mark.parametrize("name", OFFERS)
def test_what_leads_on_by_a_button_beside_the_questions_is_an_offer(name: str) -> None:
    result = read(OFFERS[name])
    assert [record.question for record in result.records] == ASKED
    assert Reason.CALL_TO_ACTION in {rejected.reason for rejected in result.rejected}


def test_a_page_that_is_an_faq_may_end_in_an_offer() -> None:
    result = read(FAQ + box("Avez-vous envie de naviguer avec nous cet été ?", f"<p>Venez.</p>{BUTTON}"), title="FAQ")
    assert [record.question for record in result.records] == ASKED


CLOSINGS = {
    "a line that is no heading": f'<div><p class="title">Vantar þig bát?</p><p>Kom til okkar.</p>{BUTTON}</div>',
    "a button that ends no answer": box("Mangler du en båd?", f"<p>Hent den her.</p><p class=link>{BUTTON}</p>"),
    "before links to other pages": box("Itsasontzi bat nahi duzu?", f"<p>Etorri gurera.</p>{BUTTON}")
    + "<div><a href='/a'><h4>Why is the sea salt?</h4></a><a href='/b'><h4>How tall is a mast?</h4></a></div>",
    "a button in the next element of its section": "<div><div><h4>พร้อมจองหรือยัง?</h4><p>ราคาพิเศษ</p></div>"
    f"<div>{BUTTON}</div></div>",
    "what is called a call to action": box("Zalantzan zaude?", "<p>Deitu.</p>", "s_call_to_action"),
    "before a poll": box("Itsasora nahi duzu?", f"<p>Etorri gurera.</p>{BUTTON}")
    + '<form><h3>Noiz zatoz?</h3><p><input type="radio"> Gaur</p><p><input type="radio"> Bihar</p></form>',
    "what is called help": '<div class="help-card"><h4>Galdera gehiago?</h4><p>Deitu 8000.</p></div>',
    "what is called a call in the list": '<div class="faq"><div class="faq__cta"><h3>Zalantzan zaude?</h3><p>Deitu.</p>'
    "</div></div>",
}


@pytest.mark.parametrize("name", CLOSINGS)
def test_a_page_that_is_an_faq_may_end_in_an_offer_of_any_form(name: str) -> None:
    result = read(PANELS + CLOSINGS[name], title="FAQ", language="eu")
    assert [record.question for record in result.records] == ASKED


IN_ONE = "".join(f"<h2>{asked}</h2><p>It says so in the letter.</p>" for asked in ASKED)


def test_the_last_of_a_list_in_what_is_called_a_help_is_an_offer() -> None:
    closing = box("Galdera gehiago?", "<p>Deitu 8000.</p>", "help")
    assert [record.question for record in read(IN_ONE + closing, title="FAQ", language="eu").records] == ASKED


def test_the_last_of_a_list_of_rows_is_no_offer_by_its_name() -> None:
    rows = "".join(box(asked, "<p>It says so.</p>") for asked in ASKED) + box("Non zaude?", "<p>Kaian.</p>", "contact")
    assert len(read(rows, title="FAQ", language="eu").records) == len(ASKED) + 1


def test_a_page_that_is_an_faq_may_have_offers_of_one_form_around_its_questions() -> None:
    first, last = (box(asked, f"<p>Kom.</p>{BUTTON}") for asked in ("Vil du ud at sejle?", "Har du flere spørgsmål?"))
    assert [record.question for record in read(first + FAQ_IN_HEADINGS + last, title="FAQ").records] == ASKED


QUESTIONS = {
    "more is said than an offer says": box(
        "Is the harbour deep enough?",
        "<p>At low water it has two metres at the outer pier, and half of that at the inner one, where"
        f" boats with a keel may lie only from May to September and must ask first.</p>{BUTTON}",
    ),
    "the answer says yes": box("Is there a crane?", f"<p>Yes, for three tons.</p>{BUTTON}"),
    "the answer says no": box("Is er een kraan?", f"<p>Nee, alleen een helling.</p>{BUTTON}"),
    "more is asked than yes or no": box("How does it work?", f"<p>You come, and we sail.</p>{BUTTON}"),
    "a link outside of a box": box("Is there a crane here?", '<p>It lifts three tons.</p><a href="/c">Prices</a>'),
    "a button in a sentence": box("Is there a crane here?", f"<p>It lifts three tons, press {BUTTON} to see.</p>"),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_what_is_answered_beside_the_questions_is_one_too(name: str) -> None:
    assert len(read(QUESTIONS[name] + FAQ).records) == len(ASKED) + 1


def card(asked: str, below: str) -> str:
    return f'<div class="UiCard-root"><div><h5>{asked}</h5><p>It lifts three tons.</p></div><div>{below}</div></div>'


@pytest.mark.parametrize(("below", "count"), [(BUTTON, 3), ('<a href="/c">Prices</a>', 4), ("", 4)])
def test_a_card_in_the_part_that_is_an_faq_needs_a_button_to_be_an_offer(below: str, count: int) -> None:
    assert len(read(FAQ + card("Is there a crane here?", below)).records) == count


def test_several_cards_in_the_part_that_is_an_faq_ask() -> None:
    assert len(read(FAQ + card("Is there a crane here?", BUTTON) + card("Is it strong?", BUTTON)).records) == 5


MIXED = f"<h3>Is there a crane here?</h3><p>It lifts three tons.</p>{BUTTON}"


@pytest.mark.parametrize("body", [FAQ + MIXED, FAQ + f"<div>{MIXED}</div>"])
def test_a_question_of_the_faq_itself_may_have_another_form(body: str) -> None:
    assert len(read(body).records) == len(ASKED) + 1


def test_a_page_that_is_an_faq_may_ask_in_several_forms() -> None:
    others = "".join(f"<div><h3>{asked}</h3><p>Here.</p>{BUTTON}</div>" for asked in ("Is it wet?", "Is it cold?"))
    assert len(read(FAQ + others, title="FAQ").records) == len(ASKED) + 2


def test_without_other_questions_a_button_below_an_answer_says_nothing() -> None:
    body = box("Is there a crane here?", f"<p>It lifts three tons.</p>{BUTTON}") + box("Is it wet?", "<p>It is.</p>")
    assert len(read(body).records) == 2


@pytest.mark.parametrize(("titles", "count"), [(["Lovely", "Calm nights"], 3), (["Is it calm?", "Wind"], 5)])
def test_a_list_beside_the_questions_that_hardly_asks_has_titles(titles: list[str], count: int) -> None:
    items = "".join(
        f"<li><b>{title}</b><p>We slept like stones.</p></li>" for title in ["Could it be better?", *titles]
    )
    assert len(read(f"{FAQ}<h2>Guests</h2><ul>{items}</ul>").records) == count


def test_a_hook_beside_questions_in_headings_is_one() -> None:
    body = f"<div><h2>Wrong harbour?</h2><p>See <a href='/h'>all of them</a>.</p></div>{FAQ_IN_HEADINGS}"
    assert [record.question for record in read(body).records] == ASKED


def test_a_form_to_tick_is_not_passed_over_for_the_block_below_it() -> None:
    boxes = "<form><label><input type=radio> Ja</label><label><input type=radio> Nee</label></form>"
    asked = ("Is deze haven mooi genoeg?", "Was het water warm genoeg?")
    body = FAQ + "".join(f"<div><h2>{each}</h2>{boxes}</div>" for each in asked)
    result = read(f"{body}<div><p>Bel ons op werkdagen van negen tot vijf.</p></div>", language="nl")
    assert [record.question for record in result.records] == ASKED
    assert Reason.CALL_TO_ACTION in {rejected.reason for rejected in result.rejected}


def test_a_card_that_is_one_link_to_another_site_is_no_question_of_an_faq() -> None:
    card = "<div class=a>Are sails winning?</div><div>A long read about wind.</div>"
    linked = f'<div><a href="https://news.example.net/sails">{card}</a></div>'
    assert [record.question for record in read(FAQ_IN_HEADINGS + linked, title="FAQ").records] == ASKED


def test_questions_of_an_faq_may_be_links_with_their_whole_answers() -> None:
    cards = "".join(f'<a href="/q{n}"><h3>{asked}</h3><p>It says so.</p></a>' for n, asked in enumerate(ASKED))
    assert [record.question for record in read(cards, title="FAQ").records] == ASKED


def test_a_question_of_an_faq_may_be_a_link_above_its_whole_answer() -> None:
    linked = "".join(f'<h3><a href="/q{n}">{asked}</a></h3><p>It says so.</p>' for n, asked in enumerate(ASKED))
    assert [record.question for record in read(linked, title="FAQ").records] == ASKED
