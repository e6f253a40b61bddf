"""Chats on pages: names or roles in elements of one form, messages in elements of another."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.run.page import parse

SAID = [
    ("How old is it?", "From 1820, says the stone."),
    ("Who runs it?", "A club of friends."),
    ("Is it dear?", "No."),
]


def read(turns: Sequence[tuple[str, str]], form: str) -> list[tuple[str, str]]:
    """Return the pairs of a page with a turn in each copy of a form."""
    body = "".join(form.format(name=name, said=said, at=at) for at, (name, said) in enumerate(turns))
    page = f"<title>Mill</title><body><main><h1>Mill</h1>{body}</main><footer>Brook Lane 4</footer></body>"
    triples = parse(page, url="https://www.example.org/page", media_type="text/html")
    assert {sighting.format for sighting in triples.sightings} <= {"chat"}
    return [(record.question, record.answer) for record in triples.records]


def turns(*names: str) -> list[tuple[str, str]]:
    return [(name, line) for pair in SAID for name, line in zip(names, pair, strict=True)]


NAMES = {
    "groups_of_messages": (
        '<div class="chatlog__group"><img src=a><div><div class="chatlog__header"><span class="chatlog__author">{name}'
        '</span> <span class="stamp">12/03/2024 10:0{at}</span></div><div class="chatlog__content"><span>{said}</span>'
        "</div></div></div>"
    ),
    "time_behind_the_name": (
        '<div class="message"><div class="username">{name} <small>10:0{at}</small></div>'
        '<div class="msg"><p>{said}</p></div></div>'
    ),
    "signs_behind_the_text": (
        '<div class="bubble"><div class="sender">{name}</div><div class="msg-text">{said}</div><span>10.0{at}</span>'
        "<span>&#10003;</span></div>"
    ),
    "class_of_each_speaker": (
        '<div class="msg msg-by-{name}"><span>10:0{at}</span><span class="sender">{name}</span>'
        '<span class="msg-body">{said}</span></div>'
    ),
    "colour_of_each_name": (
        '<div class="row"><div class="profile"><span class="nick nick-color-{at}">{name}</span></div>'
        '<div class="line"><a href="#{at}">10:0{at}</a> <div class="msg-body"><span>{said}</span></div></div></div>'
    ),
    "rows_of_a_table": (
        '<table><tr><td class="time">10:0{at}</td><td class="nick">{name}</td><td class="text">{said}</td></tr></table>'
    ),
    "transcript": (
        '<div class="transcript-row"><span class="speaker">{name}</span> <span>00:0{at}</span>'
        '<p class="line">{said}</p></div>'
    ),
}
ROLES = {
    "bubbles": '<div class="message message--{name}"><div class="body"><p>{said}</p></div><i>10:0{at}</i></div>',
    "items": '<ul><li class="chat-msg {name}">{said}</li></ul>',
    "attributes": (
        '<article><h6 class="sr-only">{name}</h6><div data-message-author-role="{name}" class="text-message">'
        "<div><p>{said}</p></div></div><button>Copy</button></article>"
    ),
}


SIDES = {
    "classes": (
        ("out", "in"),
        '<div class="message-{name} row"><div class="copyable"><span>{said}</span></div><i>10:0{at}</i></div>',
    ),
    "sides_of_a_chat": (
        ("right", "left"),
        '<div class="chat"><div class="bubble {name}"><p>{said}</p><time>10:0{at}</time></div></div>',
    ),
    "tags": (("user-query", "model-response"), '<div class="conversation"><{name}><p>{said}</p></{name}></div>'),
}


@pytest.mark.parametrize("form", NAMES.values(), ids=NAMES)
def test_names_and_times_are_no_part_of_a_message(form: str) -> None:
    assert read(turns("Ana", "Ben"), form) == SAID


PARTED = ["groups_of_messages", "rows_of_a_table", "colour_of_each_name"]


@pytest.mark.parametrize("form", [NAMES[name] for name in PARTED], ids=PARTED)
def test_messages_one_after_the_other_stand_apart(form: str) -> None:
    said = turns("Ana", "Ben")
    [(_, answer), *others] = read([*said[:2], ("Ben", "So old."), *said[2:]], form)
    assert answer.split() == ["From", "1820,", "says", "the", "stone.", "So", "old."]
    assert others == SAID[1:]


def test_a_time_may_be_all_that_is_said() -> None:
    form = '<div class="chat"><i class="nick">{name}</i><div class="said"><p>{said}</p></div>10:0{at}</div>'
    said = [("When is the fair?", "10:00"), ("And the dance?", "20:30"), ("Who brings the tent?", "Cem.")]
    told = [(name, line) for pair in said for name, line in zip(("Ana", "Ben"), pair, strict=True)]
    assert read(told, form) == said


@pytest.mark.parametrize("form", ROLES.values(), ids=ROLES)
def test_the_user_asks_and_the_model_answers(form: str) -> None:
    assert read(turns("user", "assistant"), form) == SAID


@pytest.mark.parametrize(("names", "form"), SIDES.values(), ids=SIDES)
def test_the_side_or_the_tag_of_a_message_says_who_speaks(names: tuple[str, str], form: str) -> None:
    assert read(turns(*names), form) == SAID


def test_a_program_that_fills_in_a_form_asks_nothing() -> None:
    assert read(turns("bot", "user"), ROLES["bubbles"]) == []


def test_where_several_ask_one_answers() -> None:
    said = [
        ("mo", SAID[0][0]),
        ("miller", SAID[0][1]),
        ("pim", SAID[1][0]),
        ("miller", SAID[1][1]),
        ("sam", SAID[2][0]),
    ]
    assert read([*said, ("miller", SAID[2][1]), ("mo", "Thanks!")], NAMES["groups_of_messages"]) == SAID


LOOKALIKES = {
    "nobody_answers": [
        ("Ana", "Who has the key?"),
        ("Cem", "When is the fair?"),
        ("Dora", "What is for lunch?"),
        ("Ana", "Is it raining?"),
        ("Cem", "Hello?"),
        ("Ana", "Ha!"),
    ],
    "play": [
        ("ANA", "Where were you?"),
        ("BEN", "Why do you ask?"),
        ("ANA", "I was worried."),
        ("BEN", "Did you call?"),
        ("ANA", "Twice."),
        ("BEN", "Must you shout?"),
        ("ANA", "Again?"),
    ],
    "guests": [
        ("Ana", "Nice!"),
        ("Ben", "Where is it?"),
        ("Cem", "Good."),
        ("Dora", "How old?"),
        ("Eva", "Hi."),
        ("Ana", "Bye."),
    ],
}


@pytest.mark.parametrize("said", LOOKALIKES.values(), ids=LOOKALIKES)
def test_a_talk_in_which_nobody_is_the_one_who_asks_gives_nothing(said: Sequence[tuple[str, str]]) -> None:
    assert read(said, NAMES["groups_of_messages"]) == []


ARTICLES = {
    "titles": '<div class="chat-card"><i class="author">{name}</i><h3><a href="/{at}">{said}</a></h3></div>',
    "programme": '<div class="slot"><b>1{at}:00</b><i class="speaker">{name}</i><p class="talk">{said}</p></div>',
}


@pytest.mark.parametrize("form", ARTICLES.values(), ids=ARTICLES)
def test_titles_below_names_are_no_messages(form: str) -> None:
    assert read(turns("Ana", "Ben"), form) == []
