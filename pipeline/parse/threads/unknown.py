"""Threads of software that no row of the table knows, by the form that posts have on any site.

The title asks; blocks follow that are signed and dated in the same places, and each says something of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from functools import cached_property
from itertools import chain, compress, islice

from turbohtml import Element

from ...text.faq_titles import is_faq_title
from ...text.stamps import is_date, is_moment
from ..page import Page
from ..visible.flat import Flat, flat
from ..visible.walk import where
from . import names
from .asking import asks, may_call
from .blocks import Block, Blocks, is_signature, names_around
from .called import asked_in, name_of, words
from .engines import Engine
from .judge import Judge
from .posts import Thread, is_later_page
from .prose import are_comments_of_article

UNKNOWN = Engine(
    name="no known software",
    markers=(),
    title="",
    post="",
    text="",
    author="",
    accepted=".accepted, .is-accepted, .accepted-answer, .best-answer, .bestAnswer, .is-solution, .solution",
)
_TITLES = ("h2, h3, h4, th, b, strong, font, [class*=title i], [class*=subject i], [class*=topic i]",)
_FEWEST_POSTS = 2
_MOST_POSTS = 5_000  # of a page (chosen)
_MOST_GROUPS = 8  # (chosen) of dates that are tried
_FAR = 5  # elements (chosen) around a date by which it is told from others: `Joined: 1.2.2003`
_CONTROLS = frozenset("button form label nav select textarea".split())


def unknown_thread(page: Page) -> Thread | None:
    """Return the thread on a page of software that is not known, or None."""
    title = _title(page)
    if title is None or is_faq_title(title.text):
        return None
    thread = _Reader(page, title).thread()
    return None if thread is None or is_later_page(page, UNKNOWN, thread.posts[0]) else thread


def _title(page: Page) -> Element | None:
    """The only heading of the first rank that asks, or what says what the page is called, if that asks."""
    told = ((each, words(each.text)) for each in page.dom.select("h1"))
    headings = [each for each, said in told if may_call(said) and asks(asked_in(said, name_of(page)))]
    if headings:
        return headings[0] if len(headings) == 1 else None
    name = name_of(page)
    if not may_call(name):
        return None
    found = (each for selector in _TITLES for each in page.dom.select(selector))
    return next((each for each in chain(found, _marked(page)) if _calls(words(each.text), name)), None)


def _calls(title: str, name: str) -> bool:
    """Whether what a title asks is what a page is called."""
    asked = asked_in(title, name)
    return bool(asked) and asked in name and asks(asked)


def _marked(page: Page) -> Iterator[Element]:
    """The elements that show a line with a question mark, and nothing else."""
    shown = flat(page)
    pieces = compress(range(len(shown.marked)), shown.marked)
    yield from (shown.elements[shown.holders[at]] for at in pieces if shown.shows_only(shown.holders[at], at, at + 1))


class _Reader:
    """Looks for the posts below one title."""

    def __init__(self, page: Page, title: Element) -> None:
        self._page = page
        self._title = title
        self._shown: Flat = flat(page)
        number = self._shown.numbers.get(title, -1)
        self._asked = (self._shown.first[number], self._shown.end[number]) if number >= 0 else (0, 0)

    def thread(self) -> Thread | None:
        """Return the thread of those posts that say most, or None."""
        if self._asked[0] == self._asked[1]:
            return None
        found = [thread for group in self._groups() if (thread := self._read(group)) is not None]
        return max(found, key=lambda each: sum(len(post.text.text) for post in each.replies), default=None)

    # --- dates -------------------------------------------------------------------------------------

    @cached_property
    def _dated(self) -> list[int]:
        """The pieces that say when something was written; where there are none, those that say a score."""
        shown = self._shown
        short = [piece for piece, text in enumerate(shown.texts) if len(text) <= names.LONGEST_SIGN]
        days = [piece for piece in short if self._says_when(piece)]
        if len(days) >= _FEWEST_POSTS:
            return days
        return [piece for piece in short if names.says_votes(shown.texts[piece], names_around(shown, piece))]

    def _says_when(self, piece: int) -> bool:
        """Whether a piece says a day or an age, or has a day as its hint: `<a title="1. 2. 2021">`."""
        shown = self._shown
        if names.says_when(shown.texts[piece], names_around(shown, piece)):
            return True
        hint = shown.elements[shown.holders[piece]].attr("title")
        return hint is not None and is_date(hint)

    def _groups(self) -> Iterator[list[int]]:
        """The dates that are in the same place of something, by names and by tags alone; the most first."""
        keys: tuple[Callable[[int], Hashable], ...] = (
            lambda element: tuple(map(self._look, (element, *islice(self._shown.ancestors(element), _FAR)))),
            lambda element: (self._look(element), self._look(self._shown.parents[element])),
            self._look,
            lambda element: tuple(self._shown.tags[each] for each in (element, *self._near(element))),
        )
        groups: dict[tuple[int, ...], None] = {}
        for key in keys:
            alike: defaultdict[Hashable, list[int]] = defaultdict(list)
            for piece in self._dated:
                alike[key(self._shown.holders[piece])].append(piece)
            groups |= {tuple(group[:_MOST_POSTS]): None for group in alike.values() if len(group) >= _FEWEST_POSTS}
        yield from map(list, sorted(groups, key=len, reverse=True)[:_MOST_GROUPS])

    def _near(self, element: int) -> list[int]:
        above = self._shown.parents[element]
        return [above, self._shown.parents[above]] if above >= 0 else []

    def _look(self, element: int) -> tuple[str, str]:
        return (self._shown.tags[element], self._shown.classes[element]) if element >= 0 else ("", "")

    # --- blocks ------------------------------------------------------------------------------------

    def _read(self, group: list[int]) -> Thread | None:
        blocks = self._blocks(group)
        for each in (blocks, self._rows(blocks)):
            lead = next((block for block in each[:1] if self._holds_title(block)), None)
            if lead is None and each and are_comments_of_article(self._shown, self._asked[1], each[0]):
                continue
            posts = Blocks(self._shown, each, self._marked(group), lead).signed()
            if posts:
                parts = Judge(self._page, self._shown, self._title, lead, posts).parts()
                return None if parts is None else Thread(UNKNOWN, self._title, *parts)
        return None

    def _holds_title(self, block: Block) -> bool:
        return block.first <= self._asked[0] < block.end

    def _blocks(self, group: list[int]) -> list[Block]:
        """The outermost elements that hold one date of a group and no other, all as far around it."""
        paths = [self._around(group, at) for at in range(len(group))]
        levels = min(map(len, paths))
        blocks = [self._block(path[-1]) for path in paths]
        return [
            block if self._holds_title(block) else self._block(path[levels - 1])
            for block, path in zip(blocks, paths, strict=True)
        ]

    def _around(self, group: list[int], at: int) -> list[int]:
        """The elements that hold one date of a group and no other, from the inside out."""
        shown = self._shown
        low = group[at - 1] if at else -1
        high = group[at + 1] if at + 1 < len(group) else len(shown.texts)
        path = [shown.holders[group[at]]]
        while (above := shown.parents[path[-1]]) >= 0 and shown.first[above] > low and shown.end[above] <= high:
            path.append(above)
        return path

    def _block(self, element: int) -> Block:
        return Block(element, self._shown.first[element], self._shown.end[element])

    def _rows(self, blocks: list[Block]) -> list[Block]:
        """The same as rows of one list, where the text is in what follows the row that signs it."""
        shown = self._shown
        parents = {shown.parents[block.top] for block in blocks}
        if len(parents) > 1 or len({self._look(block.top) for block in blocks}) > 1 or (parent := parents.pop()) < 0:
            return []
        ends = [*(block.first for block in blocks[1:]), shown.end[parent]]
        return [Block(parent, block.first, end) for block, end in zip(blocks, ends, strict=True)]

    def _marked(self, group: list[int]) -> list[bool]:
        """Which pieces are no text of a post: its dates, names, buttons."""
        marked = [False] * len(self._shown.texts)
        for piece in (*group, *self._other_signs):
            marked[piece] = True
        for piece in filter(self._is_short, group):
            for beside in range(self._shown.line_start(piece), self._shown.line_end(piece)):
                marked[beside] = True
        return marked

    @cached_property
    def _other_signs(self) -> list[int]:
        """The pieces in buttons, and those in short lines that sign something by names of classes or by links."""
        shown = self._shown
        short = (piece for piece, text in enumerate(shown.texts) if len(text) <= names.LONGEST_SIGN)
        signs = [piece for piece in short if is_signature(shown, piece) and self._is_short(piece)]
        signs += [piece for piece in self._dated if self._is_only_dated(piece)]
        for element in where(_CONTROLS, shown.tags):
            signs += range(shown.first[element], shown.end[element])
        return signs

    def _is_only_dated(self, piece: int) -> bool:
        text = self._shown.texts[piece]
        return self._shown.tags[self._shown.holders[piece]] == "time" or is_moment(text) or _is_date_with_label(text)

    def _is_short(self, piece: int) -> bool:
        shown = self._shown
        return len(shown.text(shown.line_start(piece), shown.line_end(piece))) <= names.LONGEST_SIGN


def _is_date_with_label(text: str) -> bool:
    """Whether a text is a day and what it is the day of: `Joined: 3 May 2004`."""
    _, colon, day = text.rpartition(": ")
    return bool(colon) and is_date(day)
