"""Threads of software that no row of the table knows: told by the form of their posts."""

# ruff: noqa: E501 - a page is written as sites write it
from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.audit.reread import resolve
from pipeline.run.page import PageResult, parse
from pipeline.schema import HTML
from pipeline.text.clean import clean, clean_line

TITLE = "Why is the pond green?"
ASKS = ("Otto", "3 May 2004", "It was clear last week, and nothing was changed.")
ANSWERS = [
    ("Greta", "3 May 2004", "Plants take the food from the algae."),
    ("Otto", "4 May 2004", "Thank you, I will plant some."),
    ("Will", "5 May 2004", "Feed the fish less!"),
]
GIVEN = ["Plants take the food from the algae.", "Feed the fish less!"]
POSTS = [ASKS, *ANSWERS]
Post = Callable[[str, str, str], str]
REPLY = "<a>Reply</a>"


def read(body: str, called: str = f"{TITLE} - Ponds", address: str = "https://ponds.example.org/9") -> PageResult:
    return parse(f"<!doctype html><title>{called}</title><body>{body}", url=address, media_type=HTML)


def answers(result: PageResult) -> list[str]:
    return [record.answer for record in result.records]


def rows_of_a_table(author: str, day: str, text: str) -> str:
    return f"<tr><td><b>{author}</b><br>{day} 10:11<td>{text}"


def rows_below_rows(author: str, day: str, text: str) -> str:
    return f'<tr class="h"><td>From: {author} - {day}<tr class="t"><td>{text}'


def hashed_names(author: str, day: str, text: str) -> str:
    return (
        f'<div class="css-1q"><div class="css-9x"><a href="/u/{author.lower()}" class="css-7a">{author}</a><span>{day}</span></div>'
        f'<div class="css-k3"><p>{text}</p></div><div class="css-b1"><button>Report</button><a>Share</a></div></div>'
    )


def loose_text(author: str, day: str, text: str) -> str:
    return f'<div class="m"><b>{author}</b> wrote on {day}:<br>{text}<br></div>'


def paragraphs_of_the_block(author: str, day: str, text: str) -> str:
    return f'<div class="m"><span class="nick">{author}</span> <span class="date">{day}</span><p>{text}</p><a>Quote</a></div>'


def ages_and_scores(author: str, day: str, text: str) -> str:
    return (
        f'<li class="entry"><p class="meta"><span class="user" title="since {day}">{author}</span> {len(text)} days ago</p><div>{text}</div>'
        f"<p><a>{len(author)} likes</a></p></li>"
    )


def scores_alone(author: str, day: str, text: str) -> str:
    return f'<div class="c"><div class="votes">{len(text)}</div><div data-day="{day}"><div class="t">{text}</div><div>by <a href="/members/{author}">{author}</a></div></div></div>'


def links_in_the_text(author: str, day: str, text: str) -> str:
    links = '<div class="options"><a>Reply</a> | <a>Report</a></div>'
    return f'<div class="m"><b class="author">{author}</b> <i>{day}</i><div class="body">{text}{links}</div></div>'


def days_of_joining(author: str, day: str, text: str) -> str:
    subject = f'<b>Re: {TITLE}</b> <i class="date">{day}, 10:11</i> No. {len(text)}'
    return f"<tr><td><b>{author}</b><br>Joined: 0{len(author)}.2003<td><table><tr><td>{subject}<tr><td><div>{text}</div></table>"


def days_in_hints(author: str, day: str, text: str) -> str:
    return f'<div class="m"><h4>Added by <a class="user">{author}</a> <a title="{day} 10:11">the other day</a></h4><div>{text}</div></div>'


def numbered_comments(author: str, day: str, text: str) -> str:
    return f'<div class="bug"><a href="#c">Comment {len(text)}</a> <span>{author}</span> <i>{day} 10:11</i><pre>{text}</pre></div>'


def a_table_each(author: str, day: str, text: str) -> str:
    rank = f"<span class=rank>Newbie<br>Posts: 1{len(text)}</span>"
    return (
        f'<table class="t"><tr><td class="c"><a href="?showuser={len(author)}">{author}</a><td class="c">{day}, 10:11'
        f'<tr><td class="c">{rank}<td class="c"><div class="says">{text}</div></table>'
    )


def moments_of_joining(author: str, day: str, text: str) -> str:
    joined = f'<a class="nick">{author}</a><br><span class="small">Joined: 01/0{len(author)}/2003 10:11:12</span>'
    return f'<tr><td class="l"><p>{joined}</p><td><p><span class="small">{day} 10:11:12</span></p><p class="says">{text}</p>'


def two_rows_and_days_of_joining(author: str, day: str, text: str) -> str:
    joined = f"Newbie<br>Joined: 0{len(author)} Jan 2003<br>Posts: 1{len(author)}"
    return (
        f'<tr class="top"><td><span class="name">{author}</span><td>Posted: {day} at 10:11am'
        f'<tr class="row"><td class="side">{joined}<td class="line"><div class="says">{text}</div>'
    )


def signed_with_a_full_stop(author: str, day: str, text: str) -> str:
    return f'<div class="m"><p>{text}</p><small>Written by: {author}, {day}.</small></div>'


FORMS: list[Post] = [
    two_rows_and_days_of_joining,
    signed_with_a_full_stop,
    rows_of_a_table,
    rows_below_rows,
    hashed_names,
    loose_text,
    paragraphs_of_the_block,
    ages_and_scores,
    scores_alone,
    links_in_the_text,
    days_of_joining,
    days_in_hints,
    numbered_comments,
    a_table_each,
    moments_of_joining,
]


def form(post: Post) -> str:
    posts = "".join(post(*each) for each in POSTS)
    holder = "table" if posts.startswith("<tr") else "section"
    return f"<h1>{TITLE}</h1><{holder}>{posts}</{holder}>{REPLY}"


@pytest.mark.parametrize("post", FORMS)
def test_blocks_signed_and_dated_alike_below_a_title_that_asks_are_a_thread(post: Post) -> None:
    result = read(form(post), address="https://ponds.example.org/forum/9")
    assert answers(result) == GIVEN
    assert {record.question for record in result.records} == {TITLE}
    assert {sighting.format for sighting in result.sightings} == {"thread"}


def test_a_year_in_a_sentence_is_no_sign_of_a_post() -> None:
    body = form(rows_of_a_table).replace(ASKS[2], "The pond is from 1910, and never was so green.")
    assert answers(read(body, address="https://ponds.example.org/forum/9")) == GIVEN


def test_an_old_page_in_capitals_is_a_thread() -> None:
    body = form(rows_of_a_table).replace("<h1>", "<H1>").replace("</h1>", "</H1>")
    content = f"<HTML><HEAD><TITLE>{TITLE}</TITLE></HEAD><BODY>{body}"
    assert answers(parse(content, url="https://ponds.example.org/forum/9", media_type=HTML)) == GIVEN


@pytest.mark.parametrize("post", FORMS)
def test_a_locator_of_such_a_thread_gives_its_pair_again(post: Post) -> None:
    result = read(form(post), address="https://ponds.example.org/forum/9")
    assert result.page is not None
    for record, sighting in zip(result.records, result.sightings, strict=True):
        question, said = resolve(result.page, sighting.locator)
        assert (clean_line(question), clean(said)) == (record.question, record.answer)


def answer(author: str, day: str, text: str) -> str:
    return f'<div class="answer"><b class="author">{author}</b> <time>{day}</time><div class="text">{text}</div></div>'


ASKED_APART = (
    f'<div class="question"><h1>{TITLE}</h1><b class="author">Otto</b><time>3 May 2004</time><p>{ASKS[2]}</p></div>'
)


@pytest.mark.parametrize(
    ("before", "answered"),
    [
        (ASKED_APART, GIVEN),
        (ASKED_APART.replace('"question"', '"forum_op"'), GIVEN),
        (ASKED_APART.replace("div", "x-topic"), GIVEN),
        (f"<h1>{TITLE}</h1><p>Asked by Otto</p>", GIVEN),
        (f"<h1>{TITLE}</h1><h2>3 answers</h2>", [each[2] for each in ANSWERS]),
    ],
)
def test_the_question_may_have_a_form_of_its_own(before: str, answered: list[str]) -> None:
    assert answers(read(before + "".join(answer(*each) for each in ANSWERS))) == answered


@pytest.mark.parametrize(
    ("called", "asked"),
    [
        ("見積書に税率を二つ表示するにはどう設定しますか", "見積書に税率を二つ表示するにはどう設定しますか"),
        ("Πότε φυτεύουμε σκόρδα; - Κήπος", "Πότε φυτεύουμε σκόρδα;"),
        ("متى نزرع الثوم؟ - حديقة", "متى نزرع الثوم؟"),
        ("Ponds - Why is it green?", "Why is it green?"),
    ],
)
def test_the_title_asks_in_any_language(called: str, asked: str) -> None:
    body = f'<div class="title">{asked}</div>' + "".join(map(hashed_names, *zip(*POSTS, strict=True)))
    result = read(body, called, "https://ponds.example.org/threads/9")
    assert {record.question for record in result.records} == {asked}
    assert answers(result) == GIVEN


@pytest.mark.parametrize(("counted", "given"), [("3 answers in all", GIVEN), ("5 answers", []), ("3 comments", [])])
def test_a_count_of_answers_behind_who_asks_says_that_all_below_answer(counted: str, given: list[str]) -> None:
    asked = f"<h1>{TITLE}</h1><p>{ASKS[2]}</p><p>asked by <a>Otto</a> in <a>Ponds</a> ({counted}) <a>3 people like this</a></p>"
    assert answers(read(asked + "".join(posted(*each) for each in ANSWERS))) == given


def test_the_title_may_be_in_any_element_if_the_page_is_called_so() -> None:
    body = f"<div>Bug 9 - <span>{TITLE}</span></div>" + "".join(numbered_comments(*each) for each in POSTS)
    assert answers(read(body, f"9 - {TITLE}", "https://ponds.example.org/show_bug.cgi?id=9")) == GIVEN


@pytest.mark.parametrize(
    ("title", "called"),
    [
        (f"<h1>{TITLE} <span>#58</span></h1>", f"#58 - {TITLE} - Ponds"),
        (f"<h1>{TITLE}<br><small>3 May 2004 10:11 <a>Subscribe</a></small></h1>", f"{TITLE} | Ponds"),
        (f"<p><b>Aihe: {TITLE}</b></p>", f"Ponds - {TITLE}"),
    ],
)
def test_a_number_a_day_or_a_label_in_a_title_is_no_part_of_the_question(title: str, called: str) -> None:
    result = read(title + "".join(hashed_names(*each) for each in POSTS), called, "https://ponds.example.org/forum/9")
    assert answers(result) == GIVEN
    assert {record.question for record in result.records} == {TITLE}
    assert result.page is not None
    assert {resolve(result.page, sighting.locator)[0] for sighting in result.sightings} == {TITLE}


@pytest.mark.parametrize(
    ("before", "address"),
    [
        (f"<h1>{TITLE}</h1>", "https://ponds.example.org/issues/9"),
        (f'<div class="topic"><h1>{TITLE}</h1>', "https://ponds.example.org/9"),
        ("<table class=forum><tr><th>Who<th>Comment", "https://ponds.example.org/9"),
    ],
)
def test_the_posts_of_a_forum_may_be_called_comments(before: str, address: str) -> None:
    posts = "".join(map(rows_of_a_table if "<table" in before else commented, *zip(*POSTS, strict=True)))
    title = "" if "<h1" in before else f"<h2>{TITLE}</h2>"
    assert answers(read(title + before + posts, address=address)) == GIVEN


def test_the_links_at_the_end_of_a_text_say_that_people_talk() -> None:
    assert answers(read(f"<h1>{TITLE}</h1>" + "".join(links_in_the_text(*each) for each in POSTS))) == GIVEN


def test_links_below_the_title_are_no_text_of_who_asks() -> None:
    links = "<p><a>The topic before this one</a> | <a>The next topic of this board</a></p>"
    body = f"<h1>{TITLE}</h1>{links}" + "".join(posted(*each) for each in POSTS)
    assert answers(read(body, address="https://ponds.example.org/topic/9")) == GIVEN


def test_counts_below_the_title_are_no_text_of_who_asks() -> None:
    body = f"<h1>{TITLE}</h1><div>2 answers, 312 views, 4 likes</div>" + "".join(posted(*each) for each in POSTS)
    assert answers(read(body, address="https://ponds.example.org/topic/9")) == GIVEN


@pytest.mark.parametrize("name", ["forum_op", "issue details", "topic"])
def test_comments_below_what_is_called_a_topic_answer_it(name: str) -> None:
    asked = f'<div class="{name}"><h1>{TITLE}</h1><i class="author">Otto</i> <a>3 May 2004</a><p>{ASKS[2]}</p></div>'
    assert answers(read(asked + "".join(commented(*each) for each in ANSWERS))) == GIVEN


def test_what_is_called_an_answer_inside_a_signed_block_answers() -> None:
    def box(author: str, day: str, text: str) -> str:
        return (
            f'<div class="box"><b class="name">{author}</b> <i>{day}</i><div class="answer"><p>{text}</p></div></div>'
        )

    asked = f'<div class="top"><b class="name">Otto</b><i>3 May 2004</i><h1>{TITLE}</h1><p>{ASKS[2]}</p></div>'
    assert answers(read(asked + "".join(box(*each) for each in ANSWERS))) == GIVEN


def test_titles_of_sections_that_speak_of_answers_say_that_both_are() -> None:
    said = '<div><h2>{}</h2><div class="{}"><p class="who">{}</p><p>{} 10:11</p><div>{}</div></div></div>'
    best = said.format("Best answer", "best", *ANSWERS[0])
    others = said.format("All other answers that were given so far (1)", "other", *ANSWERS[2])
    assert answers(read(f"<h1>{TITLE}</h1><p>Otto</p><p>3 May 2004 9:00</p>{best}{others}")) == GIVEN


def test_the_address_says_that_a_question_of_another_form_is_answered() -> None:
    asked = f"<article><h1>{TITLE}</h1><p><a href=/u/otto>Otto</a> <time>{ASKS[1]}</time></p><p>{ASKS[2]}</p></article>"
    said = "<li><p><a href=/u/1>{}</a> <time>{}</time></p><p>{}</p><button>Reply</button></li>"
    body = f"{asked}<ul>{''.join(said.format(*each) for each in ANSWERS)}</ul>"
    assert answers(read(body, address="https://ponds.example.org/forum/9")) == GIVEN
    for other in ("https://ponds.example.org/9", "https://ponds.example.org/thema/9"):
        assert "thread" not in {each.format for each in read(body, address=other).sightings}
    latest = body.replace("<button>Reply</button>", "")
    assert answers(read(latest, address="https://ponds.example.org/forum/9")) == []


def test_the_subject_of_a_reply_asks_nothing() -> None:
    said = f"<li><b>Re: {TITLE}</b><p>{GIVEN[0]}</p></li><li><b>Re: {TITLE}</b><p>{GIVEN[1]}</p></li>"
    assert read(f"<h1>{TITLE}</h1><ul>{said}</ul>").records == []
    other = read(f"<h1>Ponds FAQ</h1><ul>{said}</ul>", called="Ponds FAQ")
    assert len(other.records) == 2


def test_replies_to_replies_are_no_answers() -> None:
    def node(author: str, day: str, text: str, replies: str = "") -> str:
        return f'<div class="node"><div class="post"><i class="author">{author}</i> <time>{day}</time><p class="says">{text}</p></div>{replies}</div>'

    nested = node("Will", "6 May 2004", "Which plants do you mean, water lilies perhaps?")
    body = f"<h1>{TITLE}</h1>{node(*ASKS)}<div>{node(*ANSWERS[0], nested)}{node(*ANSWERS[2])}</div>{REPLY}"
    assert answers(read(body, address="https://ponds.example.org/forum/9")) == GIVEN


ARTICLE = f"<article><h1>{TITLE}</h1><p>By <i class='author'>Ed Itor</i> <time>1 May 2004</time></p><p>Most ponds turn green in their first spring, and it passes.</p></article>"
LONG = "<p>" + "Most ponds turn green in their first spring, and it passes by itself. " * 40


def commented(author: str, day: str, text: str) -> str:
    return f'<li class="comment"><cite>{author}</cite> <a>{day}</a><p>{text}</p>{REPLY}</li>'


def posted(author: str, day: str, text: str) -> str:
    return f'<div class="e"><i class="author">{author}</i> <time>{day}</time><div class="w">{text}</div></div>'


def praised(author: str, day: str, text: str) -> str:
    return f'<div class="slide"><p>{text}</p><b>{author}</b> <i>{day}</i></div>'


def rated(author: str, day: str, text: str) -> str:
    return f'<div class="c1"><a href="/profile/{author}">{author}</a> <time>{day}</time><p>★★★★☆</p><p class="t">{text}</p>{REPLY}</div>'


def said_at(author: str, day: str, text: str) -> str:
    return f'<div><b class="nick">{author}</b> <time title="{day}">9:41</time> <span>{text}</span></div>'


def teased(author: str, day: str, text: str) -> str:
    return f'<div class="t"><h3><a href="/{author}">{text[:12]} of {author}</a></h3><i class="author">{author}</i> <time>{day}</time><p>{text}</p></div>'


def voted(author: str, day: str, text: str) -> str:
    return f'<div class="opt"><b>{author}</b> <i>{day}</i> <span class="votes">{len(text)}</span><p>{text}</p></div>'


def listed(author: str, day: str, text: str) -> str:
    return f'<div class="row"><a href="/{author}">{text}</a> <i class="author">{author}</i> <time>{day}</time> 3 replies</div>'


def asked_and_answered(author: str, day: str, text: str) -> str:
    return f'<div class="r"><a href="/q/{author}">Where does {author} live?</a><p>{text}</p><i class="author">{author}</i> <time>{day}</time></div>'


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(ARTICLE + "".join(commented(*each) for each in ANSWERS), id="comments below an article"),
        pytest.param(ARTICLE + "<h3>3 Kommentare</h3>" + "".join(posted(*each) for each in ANSWERS), id="by a label"),
        pytest.param(ARTICLE + "".join(hashed_names(*each) for each in ANSWERS) + REPLY, id="without any label"),
        pytest.param(
            f"<h1>{TITLE}</h1>{posted('Ed', '1 May 2004', LONG)}" + "".join(posted(*each) for each in ANSWERS) + REPLY,
            id="comments of the form of the article",
        ),
        pytest.param(
            f'<div class="hentry category-community">{ARTICLE}</div>' + "".join(commented(*each) for each in ANSWERS),
            id="comments below an article that is filed under what forums are called",
        ),
        pytest.param(
            f'<div class="topic">{ARTICLE}{LONG}</div>' + "".join(commented(*each) for each in ANSWERS),
            id="comments below a long article that is called a topic",
        ),
        pytest.param(f"<h1>{TITLE}</h1>" + "".join(commented(*each) for each in POSTS), id="comments alone"),
        pytest.param("<h1>What do customers say?</h1>" + "".join(praised(*each) for each in POSTS), id="testimonials"),
        pytest.param(f"<h1>{TITLE}</h1>" + "".join(rated(*each) for each in POSTS), id="reviews"),
        pytest.param("<h1>Which day suits you?</h1>" + "".join(voted(*each) for each in POSTS), id="a poll"),
        pytest.param(f"<h1>{TITLE}</h1>" + "".join(said_at(*each) for each in POSTS), id="a chat"),
        pytest.param(f"<h1>{TITLE}</h1>" + "".join(teased(*each) for each in POSTS) + REPLY, id="teasers"),
        pytest.param(f"<h1>{TITLE}</h1>" + "".join(listed(*each) for each in POSTS) + REPLY, id="a list of topics"),
        pytest.param(
            ASKED_APART + "<h2>Similar questions</h2>" + "".join(asked_and_answered(*each) for each in ANSWERS),
            id="related questions",
        ),
        pytest.param(
            f'<h1>{TITLE}</h1><div class="guestbook">' + "".join(posted(*each) for each in POSTS) + "</div>",
            id="a guestbook",
        ),
    ],
)
def test_what_else_is_signed_and_dated_is_no_thread(body: str) -> None:
    result = read(body)
    assert "thread" not in {sighting.format for sighting in result.sightings}


def test_a_later_page_of_a_thread_gives_nothing() -> None:
    assert answers(read(form(hashed_names), address="https://ponds.example.org/forum/9?page=2")) == []


def test_a_page_whose_title_asks_nothing_is_no_thread() -> None:
    body = "<h1>My pond</h1>" + "".join(hashed_names(*each) for each in POSTS) + REPLY
    assert answers(read(body, "My pond - Ponds", "https://ponds.example.org/forum/9")) == []
