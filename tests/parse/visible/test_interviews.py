"""Interviews in bold lines: who asks may do so without a question, and may ask what comes next."""

from __future__ import annotations

from itertools import chain

import pytest

from pipeline.parse.visible.calls import is_request
from pipeline.run.page import parse


def read(*lines: tuple[str, str], tag: str = "p") -> dict[str, str]:
    """Return the answers of a page of lines in bold, or of headings, with paragraphs below them, by what asks."""
    bold = ("<b>", "</b>") if tag == "p" else ("", "")
    body = "".join(f"<{tag}>{bold[0]}{line}{bold[1]}</{tag}><p>{below}</p>" for line, below in lines)
    page = f"<title>Ida Holm, smith</title><body><main><h1>Ida Holm, smith</h1>{body}</main></body>"
    triples = parse(page, url="https://www.example.org/page", media_type="text/html")
    return {record.question: record.answer for record in triples.records}


BEGIN = ("How did you begin?", "With a nail.")
SHOP = ("Do you have a shop?", "In the yard.")
NEXT = ("What comes next?", "A gate.")
HELP = ("Who helps?", "Friends do.")
REQUESTS = [
    "Tell us about the forge.",
    "Please describe a day at work.",
    "So, walk us through a day.",
    "Erzählen Sie von der Schmiede.",
    "Parlez-nous de la forge.",
    "Cuéntanos cómo es un día.",
]


@pytest.mark.parametrize("request_line", REQUESTS)
def test_a_request_between_questions_asks(request_line: str) -> None:
    lines = (BEGIN, (request_line, "It is hot there."), SHOP, NEXT)
    assert read(*lines) == dict(lines)


def test_what_asks_what_comes_next_among_bold_questions_is_no_call() -> None:
    assert read(BEGIN, SHOP, NEXT) == dict((BEGIN, SHOP, NEXT))


def test_it_is_a_call_where_a_link_answers_it_or_as_a_heading() -> None:
    linked = ("What\u2019s next?", 'Go on to <a href="/gates">gates</a>.')
    assert linked[0] not in read(BEGIN, SHOP, linked)
    assert NEXT[0] not in read(BEGIN, SHOP, NEXT, tag="h3")


STATEMENTS = {
    "a statement": "She bought an anvil.",
    "a title": "Describe and draw",
    "a verb that is no request": "Explained at last.",
}


@pytest.mark.parametrize("line", STATEMENTS.values(), ids=STATEMENTS)
def test_a_bold_statement_between_questions_does_not_ask(line: str) -> None:
    assert line not in read(BEGIN, (line, "It is hot there."), SHOP, ("Who taught you?", "My aunt."))


def test_a_request_behind_the_last_question_does_not_ask() -> None:
    assert set(read(BEGIN, SHOP, ("Tell us what you think.", "Write below."))) == {BEGIN[0], SHOP[0]}


def test_a_request_is_told_by_its_first_words() -> None:
    assert all(map(is_request, REQUESTS))
    assert not any(map(is_request, ["Descriptions of the forge.", "Names of nails.", "She told us about it."]))


SAID = {
    "How long does a bell cool?": "A week in the pit.",
    "What metal do you use?": "Copper and tin, four to one.",
    "Does the tone change?": "It never does.",
}
NAMES = {
    "the colon outside": "<p><strong>{}</strong>: {}</p>",
    "a blank before the colon": "<p><i>{}</i> : {}</p>",
    "spans": "<div><span class=who>{}</span>: <span>{}</span></div>",
    "headings": "<h4>{}</h4><p>{}</p>",
    "headings with a colon": "<h4>{}:</h4><p>{}</p>",
    "bold lines": "<p><b>{}</b></p><p>{}</p>",
    "a line break": "<p><b>{}</b><br>{}</p>",
    "citations": "<cite>{}:</cite><p>{}</p>",
    "terms": "<dl><dt>{}</dt><dd>{}</dd></dl>",
    "cells": "<table><tr><th>{}</th><td>{}</td></tr></table>",
}


def said(form: str, asker: str, answerer: str) -> dict[str, str]:
    """Return what is read of turns of two speakers."""
    body = "".join(form.format(asker, asked) + form.format(answerer, answer) for asked, answer in SAID.items())
    page = f"<title>The bell founder</title><body><h1>The bell founder</h1>{body}</body>"
    records = parse(page, url="https://www.example.org/page", media_type="text/html").records
    return {record.question: record.answer for record in records}


@pytest.mark.parametrize("form", NAMES.values(), ids=NAMES)
def test_names_of_speakers_are_labels_in_every_form(form: str) -> None:
    assert said(form, "Gazette", "Emil Roth") == SAID


@pytest.mark.parametrize("form", NAMES.values(), ids=NAMES)
def test_who_asks_may_greet_before_and_take_leave_behind(form: str) -> None:
    turns = [
        ("Host", "Welcome."),
        *(turn for asked, told in SAID.items() for turn in (("Host", asked), ("Roth", told))),
    ]
    body = "".join(form.format(*turn) for turn in [*turns, ("Host", "Thank you all.")])
    page = f"<title>The bell founder</title><body><h1>The bell founder</h1>{body}</body>"
    records = parse(page, url="https://www.example.org/page", media_type="text/html").records
    assert {record.question: record.answer for record in records} == SAID


ANSWERERS = {
    "bold": "<p><b>{asked}</b></p><p><b>Emil Roth:</b> {told}</p>",
    "plain": "<h3>{asked}</h3><p>Roth: {told}</p>",
    "Russian": "<p><b>{asked}</b></p><p>Рот: {told}</p>",
    "the colon outside": "<h3>{asked}</h3><p><i>Roth</i> : {told}</p><p>It was in May.</p>",
}


def read_form(form: str) -> dict[str, str]:
    body = "".join(form.format(asked=asked, told=told) for asked, told in SAID.items())
    page = f"<title>The bell founder</title><body><main><h1>The bell founder</h1>{body}</main></body>"
    records = parse(page, url="https://www.example.org/page", media_type="text/html").records
    return {record.question: record.answer for record in records}


@pytest.mark.parametrize("form", ANSWERERS.values(), ids=ANSWERERS)
def test_a_name_may_open_the_answers_alone(form: str) -> None:
    answers = {asked: told.removesuffix("\n\nIt was in May.") for asked, told in read_form(form).items()}
    assert answers == SAID


def test_who_asks_may_be_named_before_a_question_whose_answer_has_a_label() -> None:
    answers = read_form("<p><em>* Ann Lee of York asks:</em> {asked}</p><p><b>Answer:</b> {told}</p>")
    assert answers == {f"Ann Lee of York asks: {asked}": told for asked, told in SAID.items()}


OPENINGS = ["Short answer: {told}", "See:</p><p>{told}", "note: {told}"]


@pytest.mark.parametrize("opening", OPENINGS)
def test_other_words_before_a_colon_are_part_of_the_answers(opening: str) -> None:
    answers = read_form(f"<h3>{{asked}}</h3><p>{opening}</p>")
    assert answers == {asked: opening.format(told=told).replace("</p><p>", "\n\n") for asked, told in SAID.items()}


@pytest.mark.parametrize("form", NAMES.values(), ids=NAMES)
def test_a_guest_of_a_panel_may_speak_only_once(form: str) -> None:
    answering = dict(zip(SAID, ("Roth", "Anna Berg", "Roth"), strict=True))
    turns = ((("Host", asked), (answering[asked], told)) for asked, told in SAID.items())
    body = "".join(form.format(*turn) for turn in chain([("Host", "Welcome.")], *turns))
    records = parse(f"<h1>Bells</h1>{body}", url="https://www.example.org/page", media_type="text/html").records
    assert {record.question: record.answer for record in records} == SAID


def test_topics_that_come_once_are_no_guests() -> None:
    asked = "".join(f"<p><b>Meals:</b> {question}</p><p><b>{question[:4]}:</b> At noon.</p>" for question in SAID)
    page = f"<h1>Camp</h1>{asked}<p><b>Note:</b> Bring a spoon.</p><p><b>Note:</b> Bring a cup.</p>"
    assert parse(page, url="https://www.example.org/", media_type="text/html").records == []


def test_fields_of_a_form_are_no_turns() -> None:
    asked = "".join(f"<p><b>Name:</b> {question}</p>" for question in SAID)
    page = f"<h1>Order</h1>{asked}<p><b>Note:</b> Write clearly.</p><p><b>Note:</b> Sign below.</p>"
    assert parse(page, url="https://www.example.org/", media_type="text/html").records == []


@pytest.mark.parametrize("form", NAMES.values(), ids=NAMES)
def test_who_begins_and_does_not_ask_shows_that_titles_are_no_names(form: str) -> None:
    pros_and_cons = "".join(form.format("Pros", f"Light{each}.") + form.format("Cons", each) for each in SAID)
    assert parse(f"<h1>Tents</h1>{pros_and_cons}", url="https://www.example.org/", media_type="text/html").records == []


FULL_NAMES = {
    "the surname of who answers": ("Gazette", "Gazette", "Emil Roth", "Roth"),
    "the first name": ("Gazette", "Gazette", "Emil Roth", "Emil"),
    "first letters": ("Gazette", "Gazette", "Emil Roth", "ER"),
    "a title and a calling": ("Gazette", "Gazette", "Prof Emil Roth, founder", "Prof Roth"),
    "first letters in brackets": ("Gazette", "Gazette", "Emil Roth (ER)", "ER"),
    "who asks, too": ("Anna Berg", "Berg", "Emil Roth", "Roth"),
    "Russian": ("Газета", "Газета", "Анна Рот", "Рот"),
}


def said_as(form: str, names: tuple[str, str, str, str]) -> dict[str, str]:
    """Return what is read of turns of two speakers, each with its first and its later name."""
    (asked, answer), *others = SAID.items()
    first = form.format(names[0], asked) + form.format(names[2], answer)
    rest = "".join(form.format(names[1], asked) + form.format(names[3], answer) for asked, answer in others)
    records = parse(f"<h1>Bells</h1>{first}{rest}", url="https://www.example.org/", media_type="text/html").records
    return {record.question: record.answer for record in records}


@pytest.mark.parametrize("names", FULL_NAMES.values(), ids=FULL_NAMES)
@pytest.mark.parametrize("form", NAMES.values(), ids=NAMES)
def test_a_speaker_goes_on_under_a_shorter_name(form: str, names: tuple[str, str, str, str]) -> None:
    assert said_as(form, names) == SAID


def test_letters_with_dots_may_be_short_for_a_name() -> None:
    assert said_as(NAMES["the colon outside"], ("Anna Berg", "A. B.", "Emil Roth", "E. R.")) == SAID


TAUGHT = ("How did you learn it?", "My aunt.")
ENDS = {
    "thanks in the form of the questions": "<p><b>Ms Holm, thank you.</b></p>",
    "a box about who answered": "<p><b>About Ida Holm</b></p><p>She lives in Bergen.</p>",
    "plain thanks": "<p>Thank you very much, Ms Holm, for talking to us!</p>",
    "plain thanks in German": "<p>Wir danken Ida Holm für das Gespräch.</p>",
    "plain thanks in Russian": "<p>Спасибо за беседу!</p>",
    "a box with its author": "<div class=author><img src=a.png><p>Jon Lind writes about crafts.</p></div>",
    "who asked": "<p>Interview: Jon Lind</p>",
    "who asked, in German": "<p><i>Das Gespräch führte Jon Lind.</i></p>",
    "who asked, in French": "<p>Propos recueillis par Jon Lind</p>",
    "who asked, in Polish": "<p>Rozmawiał Jon Lind</p>",
    "a note in italics": "<p><em>Ida Holm, 50, has been a smith for twenty years.</em></p>",
    "another article": '<p>Read also: <a href="/b">How to forge a gate</a></p>',
    "another article, in German": '<p>Mehr dazu: <a href="/b">Was kostet ein Tor?</a></p>',
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_what_closes_an_interview_is_no_part_of_its_last_answer(end: str) -> None:
    long = tuple((asked, f"{said}</p><p>It was long ago.") for asked, said in (BEGIN, SHOP))
    answers = read(*long, (TAUGHT[0], f"{TAUGHT[1]}</p>{end}<p>"))
    assert answers[TAUGHT[0]] == TAUGHT[1]


def test_an_answer_ends_where_who_asks_speaks_again() -> None:
    assert read(BEGIN, ("That sounds hot.", "It was."), SHOP, TAUGHT) == dict((BEGIN, SHOP, TAUGHT))


KEPT = {
    "more paragraphs": ("My aunt.</p><p>She was good.", "My aunt.\n\nShe was good."),
    "a figure": (
        "My aunt.</p><figure><img src=a.png></figure><p>She was good.</p><p><b>Thank you.</b>",
        "My aunt.\n\nShe was good.",
    ),
    "italics throughout": ("<i>My aunt.</i></p><p><i>She was good.</i>", "My aunt.\n\nShe was good."),
    "bold words at the start": ("My aunt.</p><p><b>Later</b> my uncle.", "My aunt.\n\nLater my uncle."),
}


@pytest.mark.parametrize(("said", "kept"), KEPT.values(), ids=KEPT)
def test_the_last_answer_of_an_interview_is_read_whole(said: str, kept: str) -> None:
    long = tuple((asked, f"{said}</p><p>It was long ago.") for asked, said in (BEGIN, SHOP))
    assert read(*long, (TAUGHT[0], said))[TAUGHT[0]] == kept


PARTS = {
    "titles": "<p><b>Nails</b></p><p>They are short.</p><p><b>Gates</b></p><p>They are tall.</p>",
    "numbered steps": "<p><b>1. Free the bellows.</b></p><p>Pull.</p><p><b>2. Light the coal.</b></p><p>Wait.</p>",
    "a title in italics": "<p><em>The Smith of Bergen</em></p><p>I read it twice a year.</p>",
}


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
def test_an_answer_among_bold_questions_goes_on_after_its_own_titles(part: str) -> None:
    long = tuple((asked, f"{said}</p><p>" + "It was long ago.</p><p>" * 6) for asked, said in (BEGIN, SHOP))
    answers = read(*long, (TAUGHT[0], f"{TAUGHT[1]}</p>{part}<p>That is all."))
    assert answers[TAUGHT[0]].endswith("That is all.")


def test_bold_titles_within_an_answer_before_the_last_are_part_of_it() -> None:
    answers = read(BEGIN, (SHOP[0], f"{SHOP[1]}</p>{PARTS['titles']}<p>That is all."), TAUGHT)
    assert answers[SHOP[0]].endswith("That is all.")


def test_titles_below_headings_that_ask_are_no_names_of_speakers() -> None:
    below = "<p>Look.</p><h4>Checklist</h4><p>Is the {0} old?</p><h4>Summary</h4><p>Take the new {0}.</p>"
    things = ("bellows", "anvil", "vice")
    body = "".join(f"<h3>How do I choose a {each}?</h3>{below.format(each)}" for each in things)
    records = parse(f"<h1>Guide</h1>{body}", url="https://www.example.org/", media_type="text/html").records
    assert {record.question for record in records} == {f"How do I choose a {each}?" for each in things}


BETWEEN = {
    "a box with other pages": "<aside><h3>More news</h3><ul><li><a href=/b>A gate</a></li></ul></aside>",
    "a box that offers a letter": "<div class=newsletter-box><h3>Newsletter</h3><p>Sign up!</p></div>",
    "a link to another article": "<p>Read also: <a href=/b>How to forge a gate</a></p>",
    "a link to another article, in Hindi": "<p>यह भी पढ़ें: <a href=/b>फाटक कैसे बनता है</a></p>",
    "a bold link to another article that asks": "<p><b>Mehr dazu: <a href=/b>Was kostet ein Tor?</a></b></p>",
    "an offer to pay": "<div class=paywall><p>Read on for one crown</p></div>",
}


@pytest.mark.parametrize("box", BETWEEN.values(), ids=BETWEEN)
def test_an_answer_goes_on_after_what_leads_to_other_pages(box: str) -> None:
    answers = read(BEGIN, (SHOP[0], f"{SHOP[1]}</p>{box}<p>It is small."), TAUGHT)
    assert answers == dict((BEGIN, (SHOP[0], f"{SHOP[1]}\n\nIt is small."), TAUGHT))


def in_italics(*lines: tuple[str, str]) -> dict[str, str]:
    """Return the answers of a page of lines in italics with paragraphs below them, by what asks."""
    body = "".join(f"<p><em>{line}</em></p><p>{below}</p>" for line, below in lines)
    page = f"<title>Ida Holm, smith</title><body><main><h1>Ida Holm, smith</h1>{body}</main></body>"
    triples = parse(page, url="https://www.example.org/page", media_type="text/html")
    return {record.question: record.answer for record in triples.records}


def test_an_interview_may_ask_in_italics() -> None:
    assert in_italics(BEGIN, SHOP, TAUGHT) == dict((BEGIN, SHOP, TAUGHT))


THOUGHTS = {
    "two": (BEGIN, SHOP),
    "one of many lines in italics": (BEGIN, ("I walked on.", "It rained."), SHOP, ("So be it.", "I slept."), TAUGHT),
}


@pytest.mark.parametrize("lines", THOUGHTS.values(), ids=THOUGHTS)
def test_a_few_thoughts_in_italics_are_no_interview(lines: tuple[tuple[str, str], ...]) -> None:
    assert in_italics(*lines) == {}


def test_an_interview_may_end_with_a_question_that_nobody_answers() -> None:
    body = "".join(f"<p><b>{line}</b></p><p>{below}</p>" for line, below in (BEGIN, SHOP))
    page = f"<title>An interview</title><body><h1>Ida Holm, smith</h1>{body}<p><b>What is next?</b></p></body>"
    found = parse(page, url="https://www.example.org/page", media_type="text/html")
    assert {record.question: record.answer for record in found.records} == dict((BEGIN, SHOP))


TIMED = [
    '<p><a href="#t=1">[00:0{at}]</a> <b>{name}:</b> {said}</p>',
    "<p><time>1:02:0{at}</time> <b>{name}</b>: {said}</p>",
    "<li><span>0:0{at}</span><strong>{name}:</strong> {said}</li>",
    '<p><strong>{name}:</strong> <a href="#t=1">[00:0{at}]</a> {said}</p>',
    "<p><b>{name}</b> <span>00:0{at}</span></p><p>{said}</p>",
    "<cite>{name}:</cite><time>0:0{at}</time><p>{said}</p>",
    "<p>{name} (00:0{at}):<br>{said}</p>",
    '<p>{name} (<a href="#t=1">00:0{at}</a>):<br>{said}</p>',
]


@pytest.mark.parametrize("form", TIMED)
def test_a_time_beside_the_name_is_no_part_of_a_turn(form: str) -> None:
    lines = (BEGIN, SHOP, ("Who taught you?", "My aunt."))
    said = [(name, line) for pair in lines for name, line in zip(("MAY", "Ida Holm"), pair, strict=True)]
    body = "".join(form.format(name=name, said=line, at=at) for at, (name, line) in enumerate(said))
    page = f"<title>Ida Holm, smith</title><body><main><h1>Ida Holm, smith</h1>{body}</main></body>"
    triples = parse(page, url="https://www.example.org/page", media_type="text/html")
    assert [(record.question, record.answer) for record in triples.records] == list(lines)


LETTERS = [
    ("My hen sings at four. How do I stop her?", "Give her a dark coop."),
    ("My aunt brings her own soup. Do I mind?", "Eat some of it."),
    ("My dog eats my socks. What does he lack?", "He lacks nothing but socks."),
]
COLUMNS = {
    "lines": "<p><b>DEAR NAN:</b> {}</p><p>\u2014 {name} IN YORK</p><p><b>DEAR {name}:</b> {}</p>",
    "rules of signs": "<p><b>Dear Nan:</b> {}</p><p>{name}, York</p><p><b>Dear {name}:</b> {}</p><p>* * *</p>",
    "one reader": "<p><b>Dear Nan:</b> {}</p><p>{name}</p><p><b>Gentle Reader:</b> {}</p>",
}


@pytest.mark.parametrize("form", COLUMNS.values(), ids=COLUMNS)
def test_a_letter_is_answered_by_one_to_whom_it_is_signed(form: str) -> None:
    names = ("Awake", "Host", "Barefoot")
    body = "".join(form.format(*pair, name=name) for pair, name in zip(LETTERS, names, strict=True))
    found = parse(f"<h1>Dear Nan</h1>{body}", url="https://www.example.org/", media_type="text/html").records
    assert [(record.question, record.answer) for record in found] == LETTERS


def test_names_that_open_alike_speak_only_where_one_of_them_asks_again_and_again() -> None:
    body = "".join(
        f"<p><b>Room {number}:</b> {said} Is it warm? It is.</p>" for number, (_, said) in enumerate(LETTERS)
    )
    assert parse(f"<h1>Rooms</h1>{body}", url="https://www.example.org/", media_type="text/html").records == []


@pytest.mark.parametrize("between", ["<p>(laughs)</p>", "<p><i>Ida Holm, at the forge</i></p>"])
def test_a_note_before_the_answer_of_a_speaker_is_no_part_of_it(between: str) -> None:
    form = f"<p><b>Gazette:</b> {{}}</p>{between}<p><b>Emil Roth:</b> {{}}</p>"
    body = "".join(form.format(*pair) for pair in SAID.items())
    found = parse(f"<h1>Bells</h1>{body}", url="https://www.example.org/", media_type="text/html").records
    assert {record.question: record.answer for record in found} == SAID


def test_a_sentence_before_a_note_that_several_answers_have_is_part_of_them() -> None:
    form = "<p><b>Q:</b> {}</p><p>It depends.</p><p><b>Note:</b> {}</p>"
    body = "".join(form.format(*pair) for pair in SAID.items())
    found = parse(f"<h1>Bells</h1>{body}", url="https://www.example.org/", media_type="text/html").records
    assert [record.answer[:11] for record in found] == ["It depends."] * 3


STAGES = {
    "panels of a comic": [
        ("Panel 1", "A dark shed."), ("Mo", "Who took the hammer?"), ("Gull", "Kra."),
        ("Panel 2", "The gull eats."), ("Mo", "Was it you?"), ("Gull", "Kra kra."),
        ("Panel 3", "A goat."), ("Goat", "Is there any left?"), ("Panel 4", "They look."),
    ],
    "a play": [
        ("MÜLLER", "Wo ist der Hut?"), ("SOHN", "Auf dem Dach."), ("MÜLLER", "Warum dort?"), ("SOHN", "Der Wind."),
        ("MAGD", "Soll ich steigen?"), ("KNECHT", "Nein."), ("MAGD", "Gut."), ("KNECHT", "Ich gehe."),
    ],
}  # fmt: skip


@pytest.mark.parametrize("turns", STAGES.values(), ids=STAGES)
def test_where_a_third_one_asks_and_is_answered_nobody_interviews(turns: list[tuple[str, str]]) -> None:
    body = "".join(f"<p><b>{name}:</b> {line}</p>" for name, line in turns)
    assert parse(f"<h1>The shed</h1>{body}", url="https://www.example.org/", media_type="text/html").records == []


def test_in_an_interview_another_one_may_ask_once() -> None:
    form = "<p><b>Gazette:</b> {}</p><p><b>Emil Roth:</b> {}</p>"
    aside = "<p><b>Ada Roth:</b> More tea?</p><p><b>Emil Roth:</b> Please.</p>"
    body = "".join(form.format(*pair) for pair in SAID.items())
    found = parse(f"<h1>Bells</h1>{body}{aside}", url="https://www.example.org/", media_type="text/html").records
    assert {*SAID} <= {record.question for record in found}


def test_what_the_host_of_callers_says_is_no_part_of_their_answers() -> None:
    lines = ["Host: Good morning.", "Host: Ann is on the line."]
    called = zip(("Ann", "Bo from York", "Cleo (Hull)"), (BEGIN, SHOP, HELP), strict=True)
    for number, (name, (asked, told)) in enumerate(called):
        lines += [f"{name}: {asked}", f"Ida Holm: {told}", "Host: That was all." if number == 2 else "Host: Next."]
    page = f"<title>On air</title><main><h1>On air</h1>{''.join(f'<p>{line}</p>' for line in lines)}</main>"
    result = parse(page, url="https://www.example.org/page", media_type="text/html")
    assert {record.question: record.answer for record in result.records} == dict((BEGIN, SHOP, HELP))
