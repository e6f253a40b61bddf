"""The thread of a page: by the software that wrote it, by the form of its posts, or by what they are called."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import MATCHKIND_LEFTMOST_FIRST, BytesAhoCorasick
from turbohtml import Element

from ...text.faq_titles import is_faq_title
from ...text.questions import ends_with_mark
from ..page import Page
from .called import name_of, own_question, signed_answers, words
from .engines import ENGINES, MARKERS, Engine
from .posts import Post, Thread, is_later_page
from .unknown import unknown_thread

NAME = "thread"


def thread_of(page: Page) -> Thread | None:
    """Return the thread that a page shows, or None. One that calls itself an FAQ is none."""
    if page.may_hold is not None and NAME not in page.may_hold:
        return None
    return page.once(_thread)


def _thread(page: Page) -> Thread | None:
    found = {MARKERS[number] for number, _, _ in _finder().find_matches_as_indexes(page.utf8)}
    engines = (engine for engine in ENGINES if not found.isdisjoint(engine.markers))
    threads = (thread for engine in engines if found and (thread := _read(page, engine)))
    return next(threads, None) or unknown_thread(page) or _read_called(page)


@cache
def _finder() -> BytesAhoCorasick:
    return BytesAhoCorasick(MARKERS, matchkind=MATCHKIND_LEFTMOST_FIRST)


def _read(page: Page, engine: Engine) -> Thread | None:
    posts = list(_posts(page, engine))
    if len(posts) < 2 and not (engine.has_roles and posts):
        return None
    title = _title(page, engine, posts)
    if title is None or is_faq_title(title.text):
        return None
    asker = _asker(page, engine, posts)
    if asker is None and engine.is_plain:
        return None
    return Thread(engine, title, asker, [post for post in posts if post is not asker])


def _read_called(page: Page) -> Thread | None:
    """The thread of a page that is called by its question, and whose posts it calls answers.

    A title without a mark asks only where several answer.
    """
    title = own_question(page)
    answers = signed_answers(page) if title is not None else []
    if title is None or not answers or (len(answers) == 1 and not ends_with_mark(words(title.text))):
        return None
    return Thread(ENGINES[-1], title, Post(title, title, ""), [Post(*answer) for answer in answers])


def _posts(page: Page, engine: Engine) -> Iterator[Post]:
    holders = set(page.dom.select(engine.post))
    seen: set[Element] = set()
    for text in page.dom.select(engine.text) if holders else ():
        around = (each for each in (text, *text.ancestors) if isinstance(each, Element) and each in holders)
        holder = next(around, None)
        if holder is not None and holder not in seen:
            seen.add(holder)
            yield Post(holder, text, _author(engine, holder))


def _author(engine: Engine, holder: Element) -> str:
    said = holder.attr(engine.author_attribute) if engine.author_attribute else None
    for selector in () if said else engine.author.split(", "):
        element = holder.select_one(selector)
        if element is not None and (said := element.text.strip() or element.attr("content")):
            break
    return words((said or "").partition("\u00bb")[0])


def _title(page: Page, engine: Engine, posts: list[Post]) -> Element | None:
    """The title, which is in no post but the first; of several alike the one that the page itself is called."""
    called = name_of(page)
    texts = {post.text for post in posts}
    for selector in engine.title.split(", "):
        shown = (each for each in page.dom.select(selector) if each.text.strip())
        found = [each for each in shown if texts.isdisjoint(each.ancestors)]
        if found:
            named = (each for each in found if words(each.text) in called)
            return max(named, key=lambda each: len(each.text), default=found[0])
    return None


def _asker(page: Page, engine: Engine, posts: list[Post]) -> Post | None:
    """The post that asks: the one that the software calls the question, or the first of all."""
    if engine.asks:
        asking = set(page.dom.select(engine.asks))
        found = [post for post in posts if post.element in asking]
        if len(found) != 1:
            return None
        return found[0] if engine.has_roles or _are_signed(engine, posts, found[0]) else None
    first = posts[0]
    return first if _are_signed(engine, posts, first) and not is_later_page(page, engine, first) else None


def _are_signed(engine: Engine, posts: list[Post], asker: Post) -> bool:
    """Whether it is said who asks and who answers: else the asker's own posts cannot be told from the others."""
    others = [bool(post.author) for post in posts if post is not asker]
    return bool(asker.author) and (all(others) if engine.is_plain else any(others))
