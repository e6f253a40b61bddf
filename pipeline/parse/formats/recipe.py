"""Pages that their owner describes: read where a recipe says that question and answer are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from urllib.parse import urljoin

from turbohtml import Element

from ...schema import Candidate, Findings, Reason, Rejected, Stage
from ...text.labels import unlabelled_answer
from ...web.dom import css_path
from ...web.noise import is_noise
from ...web.render import text_of
from ..locators import NothingThere, RawPair, split_paths
from ..page import Page
from ..paths import element_at, path_of
from ..recipes import Recipe
from ..visible.elements import question_text
from ..visible.locators import nodes_at, range_path
from ..visible.nodes import NodeRange

NAME = "recipe"
_LEFT_OUT = "-"  # before the CSS path of what a recipe drops; no path starts with it


@dataclass
class _Part:
    """What a block holds of one question."""

    question: Element
    answers: list[Element] = field(default_factory=list)
    sources: list[Element] = field(default_factory=list)


def extract(page: Page, recipe: Recipe) -> Findings:
    """Return the pairs of each block; reject a block without a question and a question without an answer.

    A locator is that of the visible formats, followed by `;-CSS PATH` for each element that was left out.
    """
    found = Findings([], [], [])
    done: set[Element] = set()  # one block may be inside another
    for block in page.dom.select(recipe.block):
        dropped = {element for selector in recipe.drop for element in block.select(selector)}
        parts, unclaimed = _parts(block, recipe, dropped)
        found.rejected.extend(_unclaimed(element) for element in unclaimed)
        for part in parts:
            if part.question not in done:
                done.add(part.question)
                _read(part, dropped, page, recipe, found)
    return found


def resolve(page: Page, locator: str) -> RawPair:
    """Return the question and answer that a locator names."""
    paths = split_paths(locator)
    dropped = {element_at(page, path[1:]) for path in paths if path.startswith(_LEFT_OUT)}
    question, *answers = (path for path in paths if not path.startswith(_LEFT_OUT))
    ranges = [nodes_at(page, path) for path in answers]
    return _pair(element_at(page, question), ranges, dropped)


def _parts(block: Element, recipe: Recipe, dropped: set[Element]) -> tuple[list[_Part], list[Element]]:
    """The questions of a block, each with what belongs to it, and the elements that belong to none.

    What comes before a question belongs to it if it is the only one.
    """
    questions = [element for element in block.select(recipe.question) if element not in dropped]
    if not questions:
        return [], [block]
    parts = {question: _Part(question) for question in questions}
    answers = {element for element in block.select(recipe.answer) if element not in parts and element not in dropped}
    sources = set(block.select(recipe.source)) if recipe.source else set()
    unclaimed = []
    part = parts[questions[0]] if len(questions) == 1 else None
    for element in block.iter_elements():
        part = parts.get(element, part)
        if element in sources and part:
            part.sources.append(element)
        if element in answers and answers.isdisjoint(element.ancestors):
            if part:
                part.answers.append(element)
            else:
                unclaimed.append(element)
    return list(parts.values()), unclaimed


def _read(part: _Part, dropped: set[Element], page: Page, recipe: Recipe, found: Findings) -> None:
    ranges = list(_ranges(part.answers))
    inside = _inside(part, dropped | {part.question})
    question, answer = _pair(part.question, ranges, set(inside))
    if not question or not answer:
        reason = Reason.NO_ANSWER if question else Reason.NO_QUESTION
        found.rejected.append(_rejected(reason, part.question, question or answer))
        return
    try:
        locator = _locator(page, part.question, ranges, inside)
    except NothingThere:
        found.rejected.append(_rejected(Reason.NO_EVIDENCE, part.question, f"{question}\n\n{answer}"))
        return
    source, source_url = _source(part, page) if recipe.source else (page.address, page.address)
    found.candidates.append(Candidate(question, answer, source, source_url, locator, NAME))


def _locator(page: Page, question: Element, ranges: Iterable[NodeRange], left_out: Iterable[Element]) -> str:
    paths = [range_path(page, nodes) for nodes in ranges] + [_LEFT_OUT + path_of(page, element) for element in left_out]
    return ";".join([f"{NAME}={path_of(page, question)}", *paths])


def _ranges(answers: Sequence[Element]) -> Iterator[NodeRange]:
    """The nodes of some answers: of a single one all that it holds, even if hidden; of several what the page shows."""
    for answer in answers:
        parent = answer.parent
        if len(answers) > 1 and isinstance(parent, Element) and not is_noise(answer):
            at = parent.children.index(answer)
            yield NodeRange(parent, at, at + 1)
        else:
            yield NodeRange(answer, 0, len(answer.children))


def _inside(part: _Part, dropped: set[Element]) -> list[Element]:
    """What is dropped of a question and its answers, each in the order of the page."""
    elements = (element for holder in (part.question, *part.answers) for element in holder.iter_elements())
    return list(dict.fromkeys(element for element in elements if element in dropped))


def _pair(question: Element, answer: Iterable[NodeRange], dropped: set[Element]) -> RawPair:
    nodes = (node for node_range in answer for node in node_range.nodes if node not in dropped)
    return RawPair(
        question_text(_without(question, dropped)),
        unlabelled_answer(text_of(_without(node, dropped) if isinstance(node, Element) else node for node in nodes)),
    )


def _without(element: Element, dropped: set[Element]) -> Element:
    """The element, or a copy of it that lacks what is dropped."""
    if dropped.isdisjoint(element.iter_elements()):
        return element
    copy = deepcopy(element)
    twins = zip(list(element.iter_elements()), list(copy.iter_elements()), strict=True)
    for twin in [twin for original, twin in twins if original in dropped]:
        twin.decompose()
    return copy


def _source(part: _Part, page: Page) -> tuple[str | None, str | None]:
    """The cited host or address, and the address where it is a link."""
    if not part.sources:
        return None, None
    element = part.sources[0]
    address = str(element.attrs.get("href") or "").strip()
    if address:
        whole = urljoin(page.address or "", address)
        return whole, whole
    return " ".join(element.text.split()), None


def _unclaimed(element: Element) -> Rejected:
    return _rejected(Reason.NO_QUESTION, element, text_of(element.children))


def _rejected(reason: Reason, element: Element, text: str) -> Rejected:
    return Rejected(reason, Stage.PARSE, text, f"{NAME}={css_path(element)}")
