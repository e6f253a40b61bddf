"""Which parts of a page are not its own text: navigation, teasers, comments, sign-up; and an answer without them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

from turbohtml import Element, Node, Text

from ..page import Page
from .calls import is_call, is_tail
from .nodes import Stretch, is_blank, is_called

_TAGS = frozenset("nav aside footer form".split())
_OWN_TAGS = frozenset("html body main article".split())
# Parts of class names and ids, between hyphens or underscores.
_NAMES = (
    "nav navs navbar navigation menu menus megamenu breadcrumbs? sidebar widget-area footer colophon"  # the site
    " related\\w* recommend\\w* teasers? promos? trending popular recent-posts latest-posts more-posts read-next"
    " you-may-also-like carousel slider slideshow post-navigation pagination pager"  # other pages
    " comments? commentlist comment-\\w+ respond disqus\\w* reviews testimonials?"  # readers
    " newsletter\\w* subscribe\\w* optin opt-in popup modal lightbox"  # sign-up
    " toc table-of-contents tableofcontents ez-toc\\w* lwptoc"
    " share\\w* sharing social\\w* cookie-?(?:banner|notice|consent|bar|law|policy|popup|settings|modal)\\w* cookiebot"
    " consent gdpr cmp onetrust\\w* poll polls quiz quizzes survey search-form search-results suggestions autocomplete"
    " author-box author-bio author-info about-author post-author bio-box feedback helpful rating ratings"
)
# What may stand inside a text but is no part of an answer: a recipe's card, buttons, the line with date and author.
_APART = (
    "wprm-recipe-container tasty-recipes mv-create-card recipe-card easyrecipe"
    " wp-block-buttons btn-group post-tags tags-links entry-meta entry-footer post-meta post-footer byline posted-on"
)
_OUTSIDE = re.compile(rf"(?:^|[-_])(?:{'|'.join(_NAMES.split())})(?:$|[-_])", re.IGNORECASE)
_APART_NAME = re.compile(rf"(?:^|[-_])(?:{'|'.join(_APART.split())})(?:$|[-_])", re.IGNORECASE)
# Words in which those parts mean something else: `no-sidebar`, a WordPress post under `category-cookie-policy`,
# the widgets that Elementor builds a page of, a carousel of FAQ cards.
_OTHERWISE = re.compile(
    r"(?:^|[-_])(?:no|not|with|without|has|hide|elementor)[-_]|(?:^|[-_])faqs?(?:$|[-_])|^(?:category|tag|post|type|status|page)-",
    re.IGNORECASE,
)
_OWN_NAME = re.compile(
    r"(?:entry|post|article|page|main|blog|site)[-_]*(?:content|body|text)|faqs?(?:[-_](?:section|list|container|wrapper|items?))?",
    re.IGNORECASE,
)
_LONGEST_CALL = 400  # characters of a paragraph that opens with a call
_UNSHOWN = "script, style, noscript, template"
_HOLDERS = frozenset("div section article main center".split())


class Regions:
    """Which parts of a page are not its own text; each element is looked at once."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._known: dict[Element, bool] = {}

    @cached_property
    def _half(self) -> int:
        return _shown_length(self._page.dom) // 2

    def is_outside(self, element: Element) -> bool:
        """Whether an element stands in a region that speaks of other pages or of the site itself."""
        path = []
        outside = False
        node: object = element
        while isinstance(node, Element):
            if node in self._known:
                outside = self._known[node]
                break
            path.append(node)
            node = node.parent
        for node in reversed(path):
            outside = (outside and not _is_own_text(node)) or self._is_region(node)
            self._known[node] = outside
        return outside

    def _is_region(self, element: Element) -> bool:
        """A region by its tag or by what it is called; never one that holds the title or half the page."""
        return (
            _looks_outside(element)
            and element.select_one("h1, main") is None
            and (len(element.text) < self._half or _shown_length(element) < self._half)
        )


def regions(page: Page) -> Regions:
    """Return the regions of a page; they are kept beside the page's tree."""
    kept = vars(page)  # where functools.cached_property keeps the tree
    if "regions" not in kept:
        kept["regions"] = Regions(page)
    found: Regions = kept["regions"]
    return found


def own_text(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Return an answer without what is not its own: shares, sign-up, related posts, `Back to top` at its end."""
    stretches = _opened(list(stretches))
    own = [piece for stretch in stretches for piece in _without_regions(_before_call(stretch))]
    while own and (shorter := _without_tail(own[-1])) != own[-1:]:
        own[-1:] = shorter
    return own or stretches


def _opened(stretches: list[Stretch]) -> list[Stretch]:
    """Where nothing is shown but a panel that a script will open, what the panel holds."""
    nodes = [node for stretch in stretches for node in stretch.nodes]
    if all(is_blank(node) for node in nodes):
        panels = (node for node in nodes if isinstance(node, Element) and node.tag in _HOLDERS and node.text.strip())
        return [Stretch(panel, 0, len(panel.children)) for panel in panels] or stretches
    return stretches


def _before_call(stretch: Stretch) -> Stretch:
    """Cut an answer where the page turns to its readers: `Did you make it? Leave a comment!`"""
    shown = False
    for i, node in enumerate(stretch.nodes, start=stretch.start):
        text = node.text if isinstance(node, Element) else ""
        if shown and "?" in text and len(text) < _LONGEST_CALL and is_call(text.partition("?")[0]):
            return Stretch(stretch.parent, stretch.start, i)
        shown = shown or not is_blank(node)
    return stretch


def _without_regions(stretch: Stretch) -> Iterator[Stretch]:
    start = stretch.start
    for i, node in enumerate(stretch.nodes, start=stretch.start):
        if not isinstance(node, Element) or not _holds_region(node):
            continue
        if i > start:
            yield Stretch(stretch.parent, start, i)
        if not _stands_apart(node):
            yield from _without_regions(Stretch(node, 0, len(node.children)))
        start = i + 1
    if stretch.stop > start:
        yield Stretch(stretch.parent, start, stretch.stop)


def _holds_region(node: Element) -> bool:
    """Whether an element is a region, or a plain holder with one somewhere inside.

    Lists and tables stay whole: their items would lose their numbers.
    """
    if _stands_apart(node):
        return True
    return node.tag in _HOLDERS and any(
        _stands_apart(inner) for inner in node.select("[class], [id], nav, aside, footer, form")
    )


def _without_tail(stretch: Stretch) -> list[Stretch]:
    """Cut the words that close a section from the end of an answer, also from inside its last block."""
    nodes = stretch.nodes
    stop = len(nodes)
    while stop > 0 and is_blank(nodes[stop - 1]):
        stop -= 1
    if stop == 0:
        return [stretch]
    last = nodes[stop - 1]
    if _is_tail(last):
        return [Stretch(stretch.parent, stretch.start, stretch.start + stop - 1)] if stop > 1 else []
    if isinstance(last, Element) and last.tag in _HOLDERS:
        whole = Stretch(last, 0, len(last.children))
        inner = _without_tail(whole)
        if inner != [whole]:
            before = Stretch(stretch.parent, stretch.start, stretch.start + stop - 1)
            return [before, *inner] if stop > 1 else inner
    return [stretch]


def _is_tail(node: Node) -> bool:
    if isinstance(node, Element) and node.tag in ("ul", "ol", "table", "pre", "dl"):
        return False
    text = node.data if isinstance(node, Text) else node.text if isinstance(node, Element) else ""
    return len(text) < 200 and is_tail(" ".join(text.split()))


def _looks_outside(element: Element) -> bool:
    if element.tag in _OWN_TAGS:
        return False
    if element.tag in _TAGS:
        return True
    return is_called(element, names_outside)


def _stands_apart(element: Element) -> bool:
    return _looks_outside(element) or is_called(element, _names_apart)


@lru_cache(maxsize=4096)
def _names_apart(names: str) -> bool:
    return any(_APART_NAME.search(name) for name in names.split())


@lru_cache(maxsize=4096)
def names_outside(names: str) -> bool:
    """Whether one of some class names is that of a region that is not the page's own text.

    >>> names_outside("box related-posts"), names_outside("no-sidebar"), names_outside("entry-content")
    (True, False, False)
    """
    return any(_OUTSIDE.search(name) is not None and not _OTHERWISE.search(name) for name in names.split())


@lru_cache(maxsize=4096)
def _names_own_text(names: str) -> bool:
    return any(_OWN_NAME.fullmatch(name) for name in names.split())


def _is_own_text(element: Element) -> bool:
    return element.tag in ("main", "article") or is_called(element, _names_own_text)


def _shown_length(element: Node) -> int:
    return len(element.text) - sum(len(unshown.text) for unshown in element.select(_UNSHOWN))
