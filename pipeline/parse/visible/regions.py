"""Which parts of a page are boilerplate instead of its own text: navigation, teasers, comments, sign-up."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property, lru_cache

from turbohtml import Element, Node

from ...text.marks import ASKING_MARKS
from ...text.patterns import pattern
from ...text.questions import ends_with_mark
from ...web.dom import elements_of_tags
from ..page import Page
from .elements import bare
from .flat import LEVELS, flat
from .marked import holds_mark
from .nodes import is_called, names_with
from .opening import OPENING

_TAGS = frozenset("nav aside footer form".split())
_REVIEW = "schema.org/Review"
_WINDOWS = ("dialog", "alertdialog")
"""Roles of what opens over the page: for consent, to sign up."""
_ASKING = pattern(f"[{ASKING_MARKS}]")
_FEWEST_ASKED = 3  # questions (chosen) in windows; consent asks fewer
_OWN_TAGS = frozenset("html body main article".split())
# Parts of class names and ids, between hyphens or underscores.
_NAMES = (
    "nav navs navbar navigation menu menus megamenu breadcrumbs? sidebar widget-area footer colophon"  # the site
    " related\\w* recommend\\w* teasers? promos? trending popular recent-posts latest-posts more-posts read-next"
    " you-may-also-like carousel slider slideshow post-navigation pagination pager"  # other pages
    " comments? commentlist comment-\\w+ respond disqus\\w* reviews? testimonials?"  # readers
    " online-list online-?users who\\w*(?:[-_]is)?[-_]?online"
    " newsletter\\w* subscribe\\w* paywall\\w* optin opt-in popup modal lightbox"  # sign-up
    " toc table-of-contents tableofcontents ez-toc\\w* lwptoc"
    " share\\w* sharing social\\w* cookie-?(?:banner|notice|consent|bar|law|policy|popup|settings|modal)\\w* cookiebot"
    " consent gdpr cmp onetrust\\w* cybot\\w* usercentrics\\w* didomi\\w* cmplz\\w* iubenda\\w* klaro tarteaucitron\\w*"
    " cc-(?:window|banner|dialog) osano\\w* trustarc\\w* termly\\w*"
    " (?:usa|gov|phase)-banner"  # whose site it is
    " printfooter catlinks chat-widget chatbot\\w* live-?chat app-banner smart-?banner"  # offers over the page
    " poll polls quiz quizzes survey search-form search-results suggestions autocomplete"
    " author-box author-bio author-info about-author post-author bio-box feedback helpful rating ratings"
)
# What may be inside a text without being part of an answer: a recipe's card, buttons, the line with date and author.
_LEFT_OUT_NAMES = (
    "wprm-recipe-container tasty-recipes mv-create-card recipe-card easyrecipe"
    " wp-block-buttons btn-group tags-links entry-meta entry-footer post-meta post-footer byline posted-on"
    " author-date (?:faq|post|entry|article|news|story|blog)-tags tags?-list faq-categories post-categories cat-links"
    " author cta"
).replace("-", "[-_]")
_BOILERPLATE = pattern(rf"(?:^|[-_])(?:{'|'.join(_NAMES.split())})(?:$|[-_])", re.IGNORECASE)
_LEFT_OUT = pattern(rf"(?:^|[-_])(?:{'|'.join(_LEFT_OUT_NAMES.split())})(?:$|[-_])", re.IGNORECASE)
# Words in which those parts mean something else: `no-sidebar`, a WordPress post under `category-cookie-policy`,
# the widgets that Elementor builds a page of, the components of Adobe (`cmp-`, elsewhere a box that asks for consent),
# a carousel of FAQ cards, the review of a chapter at its end.
_OTHER_MEANING = pattern(
    r"(?:^|[-_])(?:no|not|with|without|has|hide|elementor)[-_]|(?:^|[-_])faqs?(?:$|[-_])"
    r"|(?:peer|code|chapter|exam|unit)[-_]review|review[-_](?:question|process)|^(?:category|tag|post|type|status|page)-"
    r"|^cmp-(?:accordion|tabs|text|title|list|container|contentfragment)(?:$|[-_])",
    re.IGNORECASE,
)
_names_note = names_with(
    pattern(
        r"(?:^|[-_])(?:admonition|callout|aside--(?:note|tip|hint|info|important|warning|caution|danger|success))(?:$|[-_])",
        re.IGNORECASE,
    )
)
"""An `aside` that is a note inside a text, as docutils and generators of documentation write them."""
_names_left_out = names_with(_LEFT_OUT)
_names_other_questions = names_with(
    pattern(r"(?:^|[-_])(?:related|recommended|popular|trending)[-_]?questions?(?:$|[-_])", re.IGNORECASE)
)
"""A box of what others asked as well."""
_OWN_NAME = pattern(
    r"(?:entry|post|article|page|main|blog|site)[-_]*(?:content|body|text)|faqs?(?:[-_](?:section|list|container|wrapper|items?))?",
    re.IGNORECASE,
)
_MARKS = pattern("[\u0300-\u036f]")
_UMLAUTS = pattern("([aou])e")
_HYPHENS = pattern("[-_]")
_QUESTION_PREFIXES = ("faq", "q", "question")
_FEWEST_PARTS = 3  # (chosen) of an id that is made of a question and leaves words of it out
_LONGEST_FORM = 400  # characters (chosen) of a block with a form in it, and of what is around that
_SLUG = 4  # times its length (chosen) is looked at of the text that an id may be made of
_SHORTEST_SLUG = 9  # letters (chosen): `comments` above `Comments` is a name
_HIDDEN = ("script", "style", "noscript", "template")


class Regions:
    """Which parts of a page are boilerplate; each element is looked at once."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._known: dict[Element, bool] = {}

    @cached_property
    def _half(self) -> int:
        """How many characters half of the page has without what is hidden."""
        return _shown_length(self._page.dom) // 2

    @cached_property
    def _least_half(self) -> int:
        """How many it has at least, by the texts that are read: that takes a tenth of the time.

        What is hidden in something hidden is taken off twice; no more than all that is in the outer one.
        """
        outer = (each for each in elements_of_tags(self._page.dom, _HIDDEN) if each.select_one("*") is not None)
        return (flat(self._page).length - sum(len(each.text) for each in outer)) // 2

    def is_boilerplate(self, element: Element) -> bool:
        """Whether an element is in a region that speaks of other pages or of the site itself."""
        path = []
        inside = False
        node: object = element
        while isinstance(node, Element):
            if node in self._known:
                inside = self._known[node]
                break
            path.append(node)
            node = node.parent
        for node in reversed(path):
            inside = (inside and not _is_own_text(node)) or self._is_region(node)
            self._known[node] = inside
        return inside

    def _is_region(self, element: Element) -> bool:
        """Whether an element is a boilerplate region, by tag or name; one with the title or half the page is none."""
        looks_like_one = _looks_like_boilerplate(element) or (_is_window(element) and not self._do_windows_ask)
        if not looks_like_one or _opens_questions(element):
            return False
        return element.select_one("h1, main") is None and self._is_small(element)

    @cached_property
    def _do_windows_ask(self) -> bool:
        """Whether what opens over the page is a list of questions, or each one of them."""
        windows = self._page.dom.select(", ".join(f"[role={role}]" for role in _WINDOWS))
        return sum(len(_ASKING.findall(window.text)) for window in windows) >= _FEWEST_ASKED

    def _is_small(self, element: Element) -> bool:
        """Whether an element has less than half of the page."""
        length = len(element.text)
        return length < self._least_half or length < self._half or _shown_length(element) < self._half


def regions(page: Page) -> Regions:
    """Return the regions of a page; they are kept with the page's tree."""
    return page.once(Regions)


def _looks_like_boilerplate(element: Element) -> bool:
    if element.tag in _OWN_TAGS:
        return False
    if element.tag.rpartition("-")[2] in _TAGS:  # `<site-footer>`, too
        return not (element.tag == "aside" and _is_note(element))
    if (element.attr("itemtype") or "").endswith(_REVIEW):
        return True
    return is_called(element, names_boilerplate) and not (_is_called_by_its_text(element) or _is_title(element))


def _is_title(element: Element) -> bool:
    """Whether an element is a part of a heading, `<h2><a class=toc-backref>Why?`, or a button that opens a panel."""
    is_in_heading = isinstance(element.parent, Element) and element.parent.tag in LEVELS
    return is_in_heading or (element.attr("role") == "button" and element.attr("aria-expanded") is not None)


def _opens_questions(element: Element) -> bool:
    """Whether an element is a box of other questions that each open a panel: most such boxes lead to other pages."""
    if not is_called(element, _names_other_questions):
        return False
    return any(holds_mark(each.text) for each in element.select(f"{OPENING}, summary"))


def _is_window(element: Element) -> bool:
    return element.attr("role") in _WINDOWS


def _is_note(aside: Element) -> bool:
    """Whether an `aside` is a note inside a text, and no offer: `callout callout-newsletter`."""
    return is_called(aside, _names_note) and not is_called(aside, names_boilerplate)


def _is_called_by_its_text(element: Element) -> bool:
    """Whether what names an element as boilerplate is an id made of the words that it begins with.

    So is one of several words at a heading that asks, since it may be in another language: `<h2 id=related-work>`.
    """
    name = element.attr("id")
    if not name or names_boilerplate(element.attr("class") or "") or not names_boilerplate(name):
        return False
    if element.tag in LEVELS and _HYPHENS.search(name) and ends_with_mark(element.text.strip()):
        return True
    words, text = _letters(name), element.text[: _SLUG * len(name)]
    return (len(words) > _SHORTEST_SLUG and _letters(text).startswith(words)) or _is_made_of_question(name, text)


def _is_made_of_question(name: str, text: str) -> bool:
    """Whether an id has the words of the question that a text begins with, some left out: `faq-can-share-water-2`."""
    asked, mark, _ = text.partition("?")
    parts = [part for part in _letters_of_parts(name) if not part.isdecimal()]
    words = iter(map(_letters, asked.split()))
    return bool(mark) and len(parts) >= _FEWEST_PARTS and all(part in words for part in parts)


def _letters_of_parts(name: str) -> list[str]:
    """The parts of an id between hyphens, without what says that it is one of a question."""
    parts = [*map(_letters, _HYPHENS.split(name))]
    return parts[1:] if parts[0] in _QUESTION_PREFIXES else parts


def _letters(text: str) -> str:
    """The letters and digits of a text as an id has them: in lower case, without accents; `ue` is the same as `ü`."""
    letters = bare(_MARKS.sub("", unicodedata.normalize("NFD", text))).lower()
    return _UMLAUTS.sub(r"\1", letters.replace("\u00df", "ss"))


def is_form(element: Element) -> bool:
    """Whether a block is a form with a few words around it: an offer to send the page by email."""
    return len(element.text) < _LONGEST_FORM and element.select_one("form") is not None


def is_left_out(element: Element) -> bool:
    """Whether an element is no part of an answer that it is in."""
    return _looks_like_boilerplate(element) or _is_window(element) or is_called(element, _names_left_out)


@lru_cache(maxsize=4096)
def names_boilerplate(names: str) -> bool:
    """Whether one of some class names is that of a boilerplate region.

    >>> names_boilerplate("box related-posts"), names_boilerplate("no-sidebar"), names_boilerplate("entry-content")
    (True, False, False)
    """
    return any(_BOILERPLATE.search(name) is not None and not _OTHER_MEANING.search(name) for name in names.split())


@lru_cache(maxsize=4096)
def _names_own_text(names: str) -> bool:
    return any(_OWN_NAME.fullmatch(name) for name in names.split())


def _is_own_text(element: Element) -> bool:
    """Whether an element in a region is text of the page again; an `article` that is called a review is none."""
    if element.tag == "article":
        return not is_called(element, names_boilerplate)
    return element.tag == "main" or is_called(element, _names_own_text)


def _shown_length(element: Node) -> int:
    return len(element.text) - sum(len(hidden.text) for hidden in elements_of_tags(element, _HIDDEN))
