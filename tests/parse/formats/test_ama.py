"""Talks in which readers ask who wrote the post anything."""

# ruff: noqa: E501 - a page is written as sites write it
from __future__ import annotations

import pytest

from pipeline.run.page import parse

PAIRS = [("Are the nights not lonely?", "Only the first were."), ("Who lights it?", "It lights itself.")]
FORMS = {
    "Reddit": (
        '<shreddit-post author="lia"><h1 slot="title">{title}</h1></shreddit-post>',
        '<shreddit-comment author="{asker}" depth="0"><div slot="comment"><p>{asked}</p></div>'
        '<shreddit-comment author="{answerer}" depth="1"><div slot="comment"><p>{said}</p></div></shreddit-comment></shreddit-comment>',
    ),
    "Reddit, old": (
        '<div class="thing link" data-author="lia"><a class="title">{title}</a></div>',
        '<div class="thing comment" data-author="{asker}"><div class="entry"><div class="usertext-body"><p>{asked}</p></div></div>'
        '<div class="child"><div class="sitetable"><div class="thing comment" data-author="{answerer}"><div class="entry">'
        '<div class="usertext-body"><p>{said}</p></div></div></div></div></div></div>',
    ),
    "names in elements": (
        "<h1>{title}</h1><p class=author>lia</p>",
        "<li class=comment><b class=author>{asker}</b><div class=comment-text><p>{asked}</p></div><ul>"
        "<li class=comment><b class=author>{answerer}</b><div class=comment-text><p>{said}</p></div></li></ul></li>",
    ),
}
TITLE = "I keep a lighthouse. Ask me anything!"


def read(form: str, title: str = TITLE, asker: str = "ann", answerer: str = "lia") -> list[tuple[str, str]]:
    post, comment = FORMS[form]
    comments = "".join(comment.format(asker=asker, answerer=answerer, asked=asked, said=said) for asked, said in PAIRS)
    page = f"<title>{title}</title><body>{post.format(title=title)}<ul>{comments}</ul></body>"
    found = parse(page, url="https://talks.example.org/t/5", media_type="text/html").records
    return [(record.question, record.answer) for record in found]


@pytest.mark.parametrize("form", FORMS)
def test_who_wrote_the_post_answers_comments_that_ask(form: str) -> None:
    assert read(form) == PAIRS


@pytest.mark.parametrize("form", FORMS)
def test_who_else_replies_answers_nothing(form: str) -> None:
    assert read(form, answerer="bo") == read(form, asker="lia") == []


@pytest.mark.parametrize("title", ["I keep a lighthouse", "On the way to PANAMA"])
@pytest.mark.parametrize("form", FORMS)
def test_without_an_invitation_comments_are_none_of_the_page(form: str, title: str) -> None:
    assert read(form, title) == []


def test_what_was_taken_back_is_no_answer() -> None:
    post, comment = FORMS["Reddit"]
    body = comment.format(asker="ann", answerer="lia", asked="Who lights it?", said="[removed]")
    result = parse(f"{post.format(title=TITLE)}{body}", url="https://talks.example.org/t/5", media_type="text/html")
    assert result.records == []
    assert "no_answer" in {rejected.reason for rejected in result.rejected}
