"""What a reader sees asked and answered on a page, read once for all formats that go by what a page looks like.

First come the forms in which a page says by itself what asks and what answers; what they read, no other form reads
again. Then come the series: headings, bold lines, paragraphs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from ...schema import Candidate, Findings, Reason, Rejected, Stage
from ...web.dom import css_path
from ..locators import NothingThere
from ..page import Page
from ..plain.pre import preformatted
from .accordions import accordions
from .asked import question_element, without_labels
from .askers import may_ask
from .boxes import boxes
from .claims import Claims
from .details import details
from .judge import Judged, any_may_ask, judge
from .locators import visible_locator
from .pairs import QuestionElement, ShownPair
from .repeated import without_repeated_ends
from .rows import rows
from .series import series_of
from .several import each_answer
from .terms import terms

_FORMS: dict[str, Callable[[Page], Iterable[QuestionElement]]] = {
    "details": details,
    "labelled": boxes,
    "accordion": accordions,
    "deflist": terms,
}
"""The forms in which a page says what asks and what answers, in the order in which they are believed."""


class Visible:
    """What each visible format finds on a page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._claims = Claims(page)
        self._found: defaultdict[str, list[Judged]] = defaultdict(list)
        for name, form in _FORMS.items():
            items = [each for each in form(page) if not self._claims.holds(each.element)]
            if any_may_ask(items):
                items = without_repeated_ends(page, [without_labels(page, each) for each in items])
                self._take(name, [answer for each in items for answer in self._answers(each)])
        self.preformatted = [each for each in preformatted(page) if not self._claims.holds(each.element)]
        """Elements with lines of plain text that ask and answer; no series is looked for in them."""
        for each in self.preformatted:
            self._claims.add_element(each.element)
        if may_ask(page):
            self._take_series()

    def _take_series(self) -> None:
        found: defaultdict[str, list[QuestionElement]] = defaultdict(list)
        for row in rows(self._page, series_of(self._page, self._claims), self._claims):
            found[row.asker.kind] += self._answers(question_element(self._page, row))
        for name, items in found.items():
            self._take(name, items)

    def _answers(self, found: QuestionElement) -> list[QuestionElement]:
        """A question with each of its answers; what signs those is read by no other form."""
        answers = each_answer(self._page, found)
        if answers != [found]:
            for nodes in found.answer:
                self._claims.add_nodes(nodes)
        return answers

    def _take(self, name: str, items: list[QuestionElement]) -> None:
        if not items:
            return
        judged = judge(self._page, items)
        self._found[name] += judged
        for pair, reason in judged:
            if reason is None:
                self._claims.add(pair)

    def findings(self, name: str) -> Findings:
        """Return the pairs of one format as candidates, and what is none with the reason."""
        findings = Findings([], [], [])
        for pair, reason in self._found[name]:
            if reason:
                findings.rejected.append(_rejected(reason, pair, name))
                continue
            try:
                findings.candidates.append(_candidate(self._page, pair, name))
            except NothingThere:
                findings.rejected.append(_rejected(Reason.NO_EVIDENCE, pair, name))
        return findings


def find(page: Page, name: str) -> Findings:
    """Return what one visible format finds on a page."""
    return page.once(Visible).findings(name)


def _candidate(page: Page, pair: ShownPair, name: str) -> Candidate:
    found = pair.found
    words = (found.question_words, found.answer_words)
    locator = visible_locator(page, name, found.question or found.element, pair.answer_nodes, words)
    return Candidate(pair.question, pair.answer, page.address, page.address, locator, name)


def _rejected(reason: Reason, pair: ShownPair, name: str) -> Rejected:
    text = f"{pair.question}\n\n{pair.answer}" if pair.answer else pair.question
    return Rejected(reason, Stage.PARSE, text, f"{name}={css_path(pair.found.element)}")
