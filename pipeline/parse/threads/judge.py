"""Which signed blocks of a page are the posts of a thread, and which of them asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator
from functools import cached_property
from itertools import islice
from statistics import median
from urllib.parse import urlsplit

from turbohtml import Element

from ...text.faq_titles import is_faq_title
from ...text.marks import has_mark_at_end
from ...text.patterns import pattern
from ...text.questions import ends_with_mark
from ..page import Page
from ..visible.flat import LEVELS, Flat
from . import names
from .blocks import Block, Said, Signed, is_signature, names_around
from .called import asked_in, name_of, words
from .posts import Post
from .prose import has_prose

_NEAR = 12  # pieces of text (chosen) before a title, in which who asks signs
_LONGER = 8  # times (chosen): a text so much longer than the others is an article with comments
_LONG = 1500  # characters (chosen) of an article
_MOST_LEVELS = 12  # (chosen) of replies to replies
_STARS = pattern("[\u2605\u2606]")
_NUMBER = pattern(r"\d+")
_FILED = pattern(r"(?<!\S)(?:category|tag|term)-\S+")
"""Names that say under which subject a text is filed: `category-community`."""
_AROUND_MARK = "\"'\u201d\u2019)]\u00bb*_"
_LINKS = frozenset(["a"])

Parts = tuple[Post, list[Post]]


class Judge:
    """Judges signed blocks by where the title is, by what they are called and by what they say."""

    def __init__(self, page: Page, shown: Flat, title: Element, lead: Block | None, posts: list[Signed]) -> None:
        self._page = page
        self._shown = shown
        self._title = title
        number = shown.numbers[title]
        self._asked = (shown.first[number], shown.end[number])
        self._lead = lead
        self._posts = posts

    def parts(self) -> Parts | None:
        """Return the post that asks, None where the title does that alone, and the others; None if it is no thread."""
        if self._is_other() or self._are_teasers():
            return None
        if self._lead is not None:
            return self._below_lead(self._lead)
        if self._posts[0].said.block.first < self._asked[1]:
            return None
        if self._are_all_answers():
            return self._post_of_title(), self._flat(self._posts)
        first, *others = self._posts
        if self._has_prose or (self._are_comments() and not self._is_forum()):
            return None
        return (self._post(first), self._flat(others)) if others and self._talks(first) else None

    def _below_lead(self, lead: Block) -> Parts | None:
        """The title is in one of the blocks: that one asks, if it is called so or is of one form with the others."""
        first = self._posts[0]
        own = first if first.said.block == lead else None
        others = self._posts[1:] if own else self._posts
        called = self._called(lead)
        asks, talks = names.names_question(called), names.names_thread(called)
        if self._are_comments() and not (asks or talks):
            return None
        is_in_forum = names.is_address_in_forum(self._path)
        talks = talks or (is_in_forum and self._has_button_to_reply())
        if not others or not (asks or talks or self._is_alike(lead, own, others) or self._are_answers(others)):
            return None
        if not asks and (own or talks) and self._is_article(own, others):
            return None
        asker = self._post(own) if own else self._post_of_title()
        return asker if asker.author else asker._replace(author=self._post_of_title().author), self._flat(others)

    def _is_alike(self, lead: Block, own: Signed | None, others: list[Signed]) -> bool:
        return (own is None or bool(own.author)) and self._looks_alike(lead, others[0].said.block)

    # --- who asks ----------------------------------------------------------------------------------

    def _post_of_title(self) -> Post:
        """The title as what asks, signed by who of those that answer is named around it."""
        title = self._title
        answering = sorted({each.author for each in self._posts} - {""})
        around = range(max(self._asked[0] - _NEAR, 0), self._posts[0].said.block.first)
        if self._lead is not None:
            around = range(self._lead.first, self._lead.end)
        short = (text for piece in around if len(text := self._shown.texts[piece]) <= names.LONGEST_SIGN)
        signed = (author for text in short for author in answering if f" {text}".endswith(f" {author}"))
        return Post(title, title, next(signed, ""))

    def _talks(self, first: Signed) -> bool:
        """Whether something says that people talk with each other: who asks does, names do, or a button to reply."""
        if any(has_mark_at_end(word.rstrip(_AROUND_MARK)) for word in first.said.words.split()):
            return True
        if names.names_thread(self._names) or self._is_address_of_thread():
            return True
        last = self._posts[-1].said
        block = range(last.block.first, last.block.end)
        is_voted = any(names.says_votes(self._shown.texts[piece], names_around(self._shown, piece)) for piece in block)
        is_named = any(is_signature(self._shown, piece) for piece in block)
        return (is_voted and is_named) or self._has_button_to_reply()

    def _has_button_to_reply(self) -> bool:
        return any(map(names.says_reply, self._beside(self._posts[-1].said)))

    # --- what else it may be -------------------------------------------------------------------------

    def _is_other(self) -> bool:
        """Whether these are reviews, a guestbook, a chat, news or the like."""
        if names.names_other(self._names):
            return True
        return sum(any(map(_STARS.search, self._beside(each.said))) for each in self._posts) * 2 >= len(self._posts)

    def _are_comments(self) -> bool:
        if names.says_comment(self._names):
            return True
        return any(map(names.says_comment, self._labels()))

    def _is_forum(self) -> bool:
        """Whether names around blocks of one form, or the address, say that people talk: comments are posts there."""
        first, last = self._posts[0].said.block, self._posts[-1].said.block
        around = self._called(last._replace(top=self._shown.parents[last.top]), below_body=True)
        return self._looks_alike(first, last) and (names.names_thread(around) or self._is_address_of_thread())

    @cached_property
    def _path(self) -> str:
        """The path in the address of the page."""
        return urlsplit(self._page.address or "").path

    def _is_address_of_thread(self) -> bool:
        return names.names_thread(self._path)

    def _are_teasers(self) -> bool:
        """Whether most blocks have a title of their own, say nothing but links, or ask."""
        others = self._posts[1:] or self._posts
        return 2 * sum(map(self._is_teaser, others)) > len(others)

    def _is_teaser(self, post: Signed) -> bool:
        said = post.said
        if any(self._is_own_heading(heading) for heading in self._headings(said)):
            return True
        return self._is_linked(said) or ends_with_mark(self._shown.rest_of_line(min(said.pieces)))

    def _headings(self, said: Said) -> Iterator[str]:
        """The headings of a block outside its text."""
        for piece in range(said.block.first, said.block.end):
            if piece not in said.pieces and self._is_within(piece, LEVELS):
                yield names.without_digits(self._shown.texts[piece])

    @cached_property
    def _shared_headings(self) -> frozenset[str]:
        """Headings of several blocks: `2 comments`."""
        counted = Counter(heading for each in self._posts for heading in set(self._headings(each.said)))
        return frozenset(heading for heading, number in counted.items() if number > 1)

    def _is_own_heading(self, heading: str) -> bool:
        asked = names.without_digits(self._shown.text(*self._asked))
        if heading in self._shared_headings or asked in heading or heading in asked or names.says_answer(heading):
            return False
        return names.author_in(heading) not in {each.author for each in self._posts}

    def _is_linked(self, said: Said) -> bool:
        """Whether the first line of a text is nothing but a link."""
        line = self._shown.line_of[min(said.pieces)]
        return all(self._is_within(each, _LINKS) for each in said.pieces if self._shown.line_of[each] == line)

    def _is_within(self, piece: int, tags: Container[str]) -> bool:
        """Whether a piece is in an element of some tags, or nearly so."""
        shown = self._shown
        element = shown.holders[piece]
        return any(shown.tags[each] in tags for each in (element, *islice(shown.ancestors(element), 2)))

    def _is_article(self, asker: Signed | None, others: list[Signed]) -> bool:
        """Whether who asks, or else what stands below the title, says much more than the others."""
        ordinary = median(len(each.said.words) for each in others)
        said = asker.said.words if asker else self._shown.text(self._asked[1], others[0].said.block.first)
        length = len(said)
        return length > _LONG and length > _LONGER * ordinary

    # --- answers -----------------------------------------------------------------------------------

    def _are_all_answers(self) -> bool:
        """Whether the first block answers as all others do, and the title is asked by none of them."""
        name = name_of(self._page)
        if asked_in(words(self._title.text), name) not in name:
            return False
        return self._are_answers(self._posts) or any(map(self._counts_answers, self._labels()))

    def _are_answers(self, posts: list[Signed]) -> bool:
        block = posts[0].said.block
        if names.names_answer(f"{self._called(block)} {posts[0].said.text.attr('class') or ''}"):
            return True
        headings = (self._heading_before(block.first), *self._headings(posts[0].said))
        called = any(names.says_answer(each) and not is_faq_title(each) for each in headings)
        return called and not self._are_comments()

    def _counts_answers(self, label: str) -> bool:
        """Whether a label says how many answers there are, and it is as many as there are blocks."""
        number = _NUMBER.search(label)
        return names.says_answer(label) and number is not None and int(number[0]) == len(self._posts)

    def _heading_before(self, first: int) -> str:
        """The last heading between the title and a piece of text."""
        between = range(first - 1, self._asked[1] - 1, -1)
        return next((self._shown.texts[piece] for piece in between if self._is_within(piece, LEVELS)), "")

    def _labels(self) -> Iterator[str]:
        """The lines of few words between the title and the first block that is not the title's."""
        first = next((each for each in self._posts if each.said.block != self._lead), self._posts[0])
        for piece in range(self._asked[1], first.said.block.first):
            if len(self._shown.texts[piece]) <= names.LONGEST_SIGN:
                yield self._shown.rest_of_line(piece)[: names.LONGEST_SIGN]

    @cached_property
    def _has_prose(self) -> bool:
        """Whether sentences stand between the title and the first block."""
        return has_prose(self._shown, self._asked[1], self._posts[0].said.block.first)

    # --- names ---------------------------------------------------------------------------------------

    @cached_property
    def _names(self) -> str:
        """What the blocks, and what is around them below the body, are called."""
        last = self._posts[-1].said.block
        return self._called(last, below_body=True)

    def _called(self, block: Block, *, below_body: bool = False) -> str:
        """What a block is called, with its parents that do not hold the title as well."""
        shown = self._shown
        said = []
        for each in (block.top, *shown.ancestors(block.top)):
            if shown.tags[each] in ("body", "html", "main"):
                break
            if not below_body and each != block.top and shown.first[each] <= self._asked[0]:
                break
            tag = shown.tags[each] if "-" in shown.tags[each] else ""
            said += [tag, shown.classes[each], shown.elements[each].attr("id") or ""]
        return _FILED.sub("", " ".join(said))

    def _looks_alike(self, one: Block, other: Block) -> bool:
        shown = self._shown
        if shown.tags[one.top] != shown.tags[other.top]:
            return False
        ours, theirs = shown.classes[one.top].split(), shown.classes[other.top].split()
        return not set(ours).isdisjoint(theirs) or not (ours or theirs)

    def _beside(self, said: Said) -> Iterator[str]:
        """The pieces of a block that are not of its text."""
        return (
            self._shown.texts[piece] for piece in range(said.block.first, said.block.end) if piece not in said.pieces
        )

    def _post(self, signed: Signed) -> Post:
        said = signed.said
        is_block = self._shown.first[said.block.top] == said.block.first
        holder = self._shown.elements[said.block.top] if is_block and len(self._posts) > 1 else said.text
        return Post(holder, said.text, signed.author, said.apart)

    def _flat(self, posts: list[Signed]) -> list[Post]:
        """The posts without those that reply to another than the one that asks, further in."""
        shown = self._shown
        above = {shown.parents[each.said.block.top]: each for each in reversed(posts)}
        kept = []
        for each in posts:
            parent = shown.parents[each.said.block.top]
            around = (element for element in islice(shown.ancestors(parent), _MOST_LEVELS) if element in above)
            if not any(_look(shown, element) == _look(shown, parent) for element in around):
                kept.append(self._post(each))
        return kept


def _look(shown: Flat, element: int) -> tuple[str, str]:
    return shown.tags[element], shown.classes[element]
