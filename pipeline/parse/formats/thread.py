"""Threads of forums and Q&A sites: the title asks, and each post that answers is an answer."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import NamedTuple

from turbohtml import Element, Node, Text

from ...schema import Findings, Reason, Rejected, Stage
from ...text.labels import unlabelled_question
from ...text.marks import FULL_STOPS, has_mark_at_end
from ...text.patterns import pattern
from ...text.questions import ends_with_mark, opens_as_question
from ...web.dom import css_path, length_of
from ..locators import RawPair
from ..page import Page
from ..threads.called import asked_in, name_of
from ..threads.engines import ASIDES, QUOTES, ROBOTS
from ..threads.names import LONGEST_SIGN
from ..threads.posts import Post, Thread
from ..threads.read import NAME, thread_of
from ..visible import locators
from ..visible.claims import marked_up
from ..visible.elements import answer_text, shown_line, shown_line_of
from ..visible.found import add_pair
from ..visible.nodes import NodeRange, nodes_of

_LABELS = ".label, .prefix, .label-append, .topic-status, .visibility-hidden, small"
"""In a title: what the forum sets before it, or after it."""
_STATE = r"\[[^\W\d]{3,20}\]"
_STATES = pattern(rf"\A{_STATE}|{_STATE}\Z")
"""`[SOLVED]` before a title, `[closed]` after it."""
_BY_SOFTWARE = pattern(rf"{_STATE}|\*\*\* [^*\n]+ \*\*\*")
"""What the software says in place of a post: `[removed]`, `*** Bug 6 is a duplicate of this one. ***`."""
_MORE_SENTENCES = pattern(rf"[{FULL_STOPS}!:;\u2026\uff01](?:\s|\Z)|\n")
_LONGEST_RETURN = 300  # characters (chosen) of a post that only asks back
_MOST_QUOTES = 50  # of one post (chosen) that are looked for in the posts before it
_LONGEST_SAID = 50_000  # characters (chosen) before a post in which its quotes are looked for
_SCORE = pattern(r"[-\u2212\u2013+]?\d+")
_LINE = "_" * 10  # the shortest (chosen) that sets off a signature
_LINES = frozenset(["p", "div"])
_AROUND_MARK = "\"'\u201d\u2019)]\u00bb*_"


class _Before(NamedTuple):
    """What is known when a post is read."""

    said: str
    """What the posts before it say."""
    authors: frozenset[str]
    """Who writes in the thread."""


def extract(page: Page) -> Findings:
    """Return a candidate for each post of a thread that answers, and those that do not with the reason."""
    found = Findings([], [], [])
    thread = thread_of(page)
    if thread is None or any(True for _ in marked_up(page)):
        return found
    asked = _asked(thread.title)
    question = _question(page, shown_line_of(asked) if isinstance(asked, NodeRange) else shown_line(asked))
    place = f"{NAME}={css_path(thread.title)}"
    if thread.asker is None or not _asks(thread, question, thread.asker):
        found.rejected.append(Rejected(Reason.NO_QUESTION, Stage.PARSE, question, place))
        return found
    if not thread.replies:
        found.rejected.append(Rejected(Reason.NO_ANSWER, Stage.PARSE, question, place))
    before = _Before(_plain(thread.asker.text.text), _authors(thread))
    for post in thread.replies:
        _read(page, thread, asked, question, post, before, found)
        before = before._replace(said=(before.said + _plain(post.text.text))[-_LONGEST_SAID:])
    return found


def resolve(page: Page, locator: str) -> RawPair:
    """Return the question and answer that a locator names."""
    pair = locators.resolve(page, locator)
    return RawPair(_question(page, pair.question), pair.answer)


def _read(
    page: Page, thread: Thread, asked: Element | NodeRange, question: str, post: Post, before: _Before, found: Findings
) -> None:
    """Add what one post says."""
    nodes = list(_own(thread, post, before))
    text = answer_text(nodes) if page.allowance.spend(length_of(post.text)) else ""
    place = f"{NAME}={css_path(post.text)}"
    if not _answers(thread, post, text):
        found.rejected.append(Rejected(Reason.NO_ANSWER, Stage.PARSE, f"{question}\n\n{text}".strip(), place))
        return
    add_pair(found, page, asked, nodes, RawPair(question, text), place, tuple(_standing(thread, post)))


# --- the question ------------------------------------------------------------------------------


def _asked(title: Element) -> Element | NodeRange:
    """The nodes of a title without the labels of its forum."""
    labels = set(title.select(_LABELS))
    ranges = list(_ranges_without(title, labels, {above for each in labels for above in each.ancestors}))
    return ranges[0] if labels and len(ranges) == 1 else title


def _question(page: Page, line: str) -> str:
    return unlabelled_question(asked_in(_STATES.sub("", line).strip(), name_of(page)))


def _asks(thread: Thread, question: str, asker: Post) -> bool:
    """Whether the title or the first post asks; on a Q&A site it does."""
    if not question or (question.isascii() and " " not in question):
        return False
    if thread.engine.has_roles or ends_with_mark(question) or opens_as_question(question):
        return True
    shown = answer_text(_own(thread, asker, _Before("", _authors(thread))))
    return any(has_mark_at_end(word.rstrip(_AROUND_MARK)) for word in shown.split())


# --- the answers -------------------------------------------------------------------------------


def _answers(thread: Thread, post: Post, text: str) -> bool:
    """Whether a post answers: it says something of its own, does not only ask back, and is by another than who asked.

    On a Q&A site who asked may answer; that counts if others agree.
    """
    if not text or _BY_SOFTWARE.fullmatch(text) or post.author in ROBOTS:
        return False
    if len(text) <= _LONGEST_RETURN and ends_with_mark(text) and not _MORE_SENTENCES.search(text[:-1]):
        return False
    if not post.author and not thread.engine.has_roles:
        return False
    if thread.asker is None or not post.author or post.author != thread.asker.author:
        return True
    return thread.engine.has_roles and (_is_accepted(thread, post) or _votes(thread, post) > 0)


def _standing(thread: Thread, post: Post) -> Iterator[str]:
    """The flags that say what readers think of an answer."""
    if not _is_accepted(thread, post):
        yield "suggested_answer"
    if _votes(thread, post) < 0:
        yield "downvoted"


def _is_accepted(thread: Thread, post: Post) -> bool:
    accepted = thread.engine.accepted
    return bool(accepted) and (post.element.matches(accepted) or post.element.select_one(accepted) is not None)


def _votes(thread: Thread, post: Post) -> int:
    shown = post.element.select_one(thread.engine.votes) if thread.engine.votes else None
    score = _SCORE.fullmatch("".join(shown.text.split())) if shown is not None else None
    return int(score[0].replace("\u2212", "-").replace("\u2013", "-")) if score else 0


# --- what a post says by itself ------------------------------------------------------------------


def _authors(thread: Thread) -> frozenset[str]:
    return frozenset(post.author for post in thread.posts) - {""}


def _own(thread: Thread, post: Post, before: _Before) -> Iterator[NodeRange]:
    """The nodes of a post without what it quotes: what names who said it, or what a post before it says.

    Answers on a Q&A site quote what they go on with, and that is part of them.
    """
    text = post.text
    left_out: set[Node] = {*text.select(ASIDES), *_below_line(text)}
    if not thread.engine.has_roles:
        quotes = text.select("blockquote")[:_MOST_QUOTES]
        left_out |= {*text.select(QUOTES), *(each for each in quotes if _is_said(each.text, before.said))}
        left_out |= {line for quote in left_out for line in _announcing(quote, before.authors)}
    left_out |= post.apart
    return _ranges_without(text, left_out, {above for each in left_out for above in each.ancestors})


def _is_said(quote: str, said: str) -> bool:
    """Whether a quote, or what follows the name of who said it, is what posts before it say."""
    return _plain(quote) in said or _plain(quote.partition(":")[2] or quote) in said


def _below_line(text: Element) -> Iterator[Node]:
    """A line of underscores, which sets off a signature, and what follows it."""
    if _LINE in text.text:
        line = next((each for each in text.descendants if isinstance(each, Text) and _LINE in each.data), None)
        if line is not None and not line.data.strip("_ \n"):
            yield from (line, *line.next_siblings)


def _announcing(quote: Node, authors: frozenset[str]) -> Iterator[Element]:
    """The line before a quote that says whose it is: with a colon, or with the name of who writes in the thread."""
    before = quote.previous_sibling
    if before is not None and not before.text.strip():
        before = before.previous_sibling
    if not isinstance(before, Element) or before.tag not in _LINES:
        return
    said = before.text.strip()
    if said.endswith(":") or (len(said) <= LONGEST_SIGN and _ends_with_any(said.split(" "), authors)):
        yield before


def _ends_with_any(words: list[str], authors: frozenset[str]) -> bool:
    return any(" ".join(words[first:]) in authors for first in range(len(words)))


def _ranges_without(element: Element, left_out: Container[Node], holders: Container[Node]) -> Iterator[NodeRange]:
    """The nodes of an element without some elements, and what holds such."""
    start = 0
    children = nodes_of(element)
    for i, node in enumerate(children):
        if node not in left_out and node not in holders:
            continue
        if i > start:
            yield NodeRange(element, start, i)
        if isinstance(node, Element) and node not in left_out:
            yield from _ranges_without(node, left_out, holders)
        start = i + 1
    if start < len(children):
        yield NodeRange(element, start, len(children))


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()
