"""What a reader sees as question and answer: shared by the formats that have nothing but a page's structure.

A format finds *carriers*: an element that holds a question and the stretch of nodes that answers it.
Whether they are question and answer is judged here, the same for all formats; docs/formats.md gives the reasons.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from turbohtml import Element, Node, Text

from pipeline.formats.items import words
from pipeline.questions import ends_with_mark, opens_like_question, unlabelled_answer, unlabelled_question
from pipeline.render import is_noise, text_of
from pipeline.schema import Candidate, Findings, Page, Reason, Rejected, Stage

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_MOST_CLIMBS = 5
_LONGEST_QUESTION = 300
_MANY = 3
_MOST_LINKED = 0.7  # of an answer's letters; above it the answer is a list of links

# Regions of a page that speak of other pages or of the site itself.
_OUTSIDE_TAGS = frozenset("nav aside footer form".split())
_OUTSIDE = re.compile(
    r"(?:^|[-_])(?:nav|navbar|navigation|menu|breadcrumbs?|sidebar|widget|widgets|related\w*|recommend\w*|teaser\w*|promo\w*|footer|comments?|commentlist"
    r"|respond|newsletter|subscribe|popup|modal|toc|table-of-contents|tableofcontents|ez-toc\w*|share\w*|cookie\w*|consent|recent-posts|trending|carousel|slider)"
    r"(?:$|[-_])",
    re.IGNORECASE,
)
# What sites ask their readers instead of answering. English and a few neighbours; the question as a whole.
_CALLS = re.compile(
    r"(?:want|don['\u2019]?t (?:have|like|want|need)|do not have|no|out of|short on|allergic|prefer|love|feeling|your)\b.{0,60}\?|"
    r"(?:did|have) you (?:make|made|try|tried|like|enjoy|love|find|cook\w*|bake\w*|know)\b.{0,60}\?"
    r"|(?:what(?:'s| is| comes|\u2019s)? next|ready to .{0,60}|want (?:more|to|the|a|some)\b.{0,60}|need (?:more|some|help|inspiration|ideas|an?)\b.{0,60}"
    r"|looking for (?:more|something|some|other)\b.{0,60}|still (?:have|got) (?:a )?questions?|(?:do you )?have (?:a|any|more|other|another|further) questions?.{0,40}"
    r"|any (?:other )?questions|(?:got )?(?:more )?questions(?: or comments)?|was this (?:\w+ )?helpful|are you a .{0,50}|enjoy(?:ed|ing)? this .{0,40}"
    r"|hungry for more|love this .{0,40}|like this .{0,40}|what (?:do|did) you think|new here|forgot(?: your)? password|not a member(?: yet)?|got a question.{0,40})\?",
    re.IGNORECASE,
)
_FAQ = re.compile(
    r"\bfaqs?\b|frequently[ -]asked|questions? (?:and|&) answers?|\bq ?(?:&|and|\+) ?a\b|common questions|your questions"
    r"|h\u00e4ufig\w*(?: gestellte)? fragen|fragen (?:und|&) antworten|veelgestelde vragen|preguntas frecuentes|foire aux questions|questions fr\u00e9quentes"
    r"|domande frequenti|perguntas frequentes|vanliga fr\u00e5gor|ofte stillede|vanlige sp\u00f8rsm\u00e5l|\u0447\u0430\u0441\u0442\u043e \u0437\u0430\u0434\u0430\u0432\u0430\u0435\u043c\u044b\u0435|\u3088\u304f\u3042\u308b\u8cea\u554f|\u5e38\u89c1\u95ee\u9898",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"(?:^|[-_])(?:no|not|with|without|has|hide|elementor)[-_]", re.IGNORECASE)
_OWN_TEXT = re.compile(r"(?:entry|post|article|page|main|blog|site)[-_]*(?:content|body|text)", re.IGNORECASE)
_LETTERS = re.compile(r"\w")


class Stretch(NamedTuple):
    """Some children of an element, one after the other."""

    parent: Element
    start: int
    stop: int

    @property
    def nodes(self) -> Sequence[Node]:
        """The children."""
        return self.parent.children[self.start : self.stop]

    @property
    def place(self) -> str:
        """The stretch as a part of a locator: `CSS PATH[START:STOP]`, counting all child nodes."""
        return f"{self.parent.css_path()}[{self.start}:{self.stop}]"


class Carrier(NamedTuple):
    """An element that may hold a question, and what may answer it."""

    element: Element
    answer: list[Stretch]
    stands_alone: bool = False
    """Whether the structure alone says question and answer: then one on a page is enough, and beside one with
    a question mark others may lack it."""


class Pair(NamedTuple):
    """A carrier as text."""

    carrier: Carrier
    question: str
    answer: str


def judge(page: Page, name: str, carriers: Iterable[Carrier]) -> Findings:
    """Return the carriers that are question and answer as candidates, and the others with a reason."""
    found = Findings([], [], [])
    pairs = [pair for carrier in carriers if (pair := _pair(carrier))]
    marked = sum(ends_with_mark(pair.question) for pair in pairs)
    regions = _Regions(page)
    sound: list[Pair] = []
    linked: list[Pair] = []
    for pair in pairs:
        if not ends_with_mark(pair.question) and not (pair.carrier.stands_alone and marked):
            continue
        reason = _fault(pair, regions)
        if reason is Reason.LINK_LIST:
            linked.append(pair)
        elif reason:
            found.rejected.append(_rejected(reason, pair, name))
        else:
            sound.append(pair)
    if len(sound) >= _MANY:  # among many answers, one may well be a list of links
        sound += linked
    else:
        found.rejected.extend(_rejected(Reason.LINK_LIST, pair, name) for pair in linked)
    alone = len(sound) == 1 and not sound[0].carrier.stands_alone and not _has_faq_sign(page)
    if alone:
        found.rejected.append(_rejected(Reason.LONE_QUESTION, sound[0], name))
        return found
    for pair in sound:
        found.candidates.append(
            Candidate(pair.question, pair.answer, page.address, page.address, _locator(pair, name), name)
        )
    return found


def read_again(page: Page, locator: str) -> tuple[str, str]:
    """Return the question and answer that a locator names. Raises ValueError where it names none."""
    question_path, *places = locator.partition("=")[2].split(";")
    element = page.dom.select_one(question_path)
    if element is None:
        raise ValueError(f"nothing at {question_path}")
    return question_text(element), answer_text(stretch_at(page, place) for place in places)


def question_text(element: Element) -> str:
    """Return the question that an element holds, on one line, without its number, `Q:`, `+` or pilcrow."""
    text = " ".join(text_of(element.children).split()).strip("+\u00b6\u25b8\u25b6\u25be\u25bc\u203a\u00bb\u2212\u2013 ")
    return unlabelled_question(text)


def answer_text(stretches: Iterable[Stretch]) -> str:
    """Return what a reader sees of an answer, without its `A:`."""
    return unlabelled_answer(text_of(node for stretch in stretches for node in stretch.nodes))


def following(block: Element, stops: Callable[[Node], bool]) -> list[Stretch]:
    """Return the siblings behind a block up to the first that stops."""
    parent = block.parent
    if not isinstance(parent, Element):
        return []
    children = parent.children
    start = children.index(block) + 1
    stop = start
    while stop < len(children) and not stops(children[stop]):
        stop += 1
    return [Stretch(parent, start, stop)] if stop > start else []


def block_of(element: Element) -> Element:
    """Return the outermost element that holds nothing but this one's text: the panel of a title, say."""
    words = _bare(element.text)
    block = element
    for _ in range(_MOST_CLIMBS):
        parent = block.parent
        if not isinstance(parent, Element) or parent.tag in ("body", "html") or _bare(_shown(parent)) != words:
            break
        block = parent
    return block


def is_blank(node: Node) -> bool:
    """Whether a node shows nothing."""
    if isinstance(node, Text):
        return not node.data.strip()
    return not isinstance(node, Element) or is_noise(node) or not node.text.strip()


def _pair(carrier: Carrier) -> Pair | None:
    question = question_text(carrier.element)
    if not question or len(question) > _LONGEST_QUESTION:
        return None
    if not ends_with_mark(question) and not opens_like_question(question):
        return None
    return Pair(carrier, question, answer_text(carrier.answer))


def _fault(pair: Pair, regions: _Regions) -> Reason | None:
    if regions.is_outside(pair.carrier.element) or _is_link_elsewhere(pair.carrier.element):
        return Reason.TEASER
    if _CALLS.fullmatch(pair.question):
        return Reason.CALL_TO_ACTION
    if not _LETTERS.search(pair.answer):
        return Reason.NO_ANSWER
    if _is_mostly_links(pair):
        return Reason.LINK_LIST
    return None


class _Regions:
    """Which parts of a page are not its own text; each element is looked at once."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._known: dict[Element, bool] = {}

    @cached_property
    def _half(self) -> int:
        return len(self._page.dom.text) // 2

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
        if element.tag in ("html", "body", "main", "article") or not (
            element.tag in _OUTSIDE_TAGS or any(_is_outside_name(name) for name in names_of(element))
        ):
            return False
        return element.select_one("h1, main") is None and len(element.text) < self._half


def _is_outside_name(name: str) -> bool:
    return _OUTSIDE.search(name) is not None and not _NEGATED.search(name)


def _is_own_text(element: Element) -> bool:
    return element.tag in ("main", "article") or any(_OWN_TEXT.fullmatch(name) for name in names_of(element))


def names_of(element: Element) -> list[str]:
    """Return what an element is called: its classes and its id."""
    attributes = element.attrs
    return [*words(attributes.get("class")), *words(attributes.get("id"))] if attributes else []


def _is_link_elsewhere(element: Element) -> bool:
    """Whether the question is the text of a link to another page."""
    for holder in (element, *element.ancestors):
        if isinstance(holder, Element) and holder.tag == "a" and _leads_away(holder):
            return True
    words = _bare(element.text)
    return any(_leads_away(link) and _bare(link.text) == words for link in element.select("a[href]"))


def _leads_away(link: Element) -> bool:
    address = str(link.attrs.get("href") or "").strip().lower()
    return bool(address) and not address.startswith(("#", "javascript:")) and "aria-expanded" not in link.attrs


def _is_mostly_links(pair: Pair) -> bool:
    letters = linked = 0
    for stretch in pair.carrier.answer:
        for node in stretch.nodes:
            if isinstance(node, Element):
                letters += len(_bare(node.text))
                links = [node] if node.tag == "a" else node.select("a[href]")
                linked += sum(len(_bare(link.text)) for link in links)
            elif isinstance(node, Text):
                letters += len(_bare(node.data))
    return letters > 0 and linked > _MOST_LINKED * letters


def _has_faq_sign(page: Page) -> bool:
    if page.address and re.search(r"faq|questions", page.address, re.IGNORECASE):
        return True
    return any(_FAQ.search(heading.text) for heading in page.dom.select("title, h1, h2, h3, h4, summary, [class*=faq]"))


def _locator(pair: Pair, name: str) -> str:
    places = ";".join(stretch.place for stretch in pair.carrier.answer)
    return f"{name}={pair.carrier.element.css_path()};{places}"


def _rejected(reason: Reason, pair: Pair, name: str) -> Rejected:
    text = f"{pair.question}\n\n{pair.answer}" if pair.answer else pair.question
    return Rejected(reason, Stage.PARSE, text, f"{name}={pair.carrier.element.css_path()}")


def stretch_at(page: Page, place: str) -> Stretch:
    """Return the children that a part of a locator names. Raises ValueError where there are none."""
    path, _, numbers = place.rpartition("[")
    start, _, stop = numbers.rstrip("]").partition(":")
    parent = page.dom.select_one(path)
    if parent is None:
        raise ValueError(f"nothing at {path}")
    return Stretch(parent, int(start), int(stop))


def _shown(element: Element) -> str:
    """The text of an element without what is noise in it."""
    return text_of(element.children)


def _bare(text: str) -> str:
    return "".join(_LETTERS.findall(text))


def descend(nodes: Iterable[Node]) -> Iterator[Element]:
    """Yield the elements among some nodes."""
    return (node for node in nodes if isinstance(node, Element))
