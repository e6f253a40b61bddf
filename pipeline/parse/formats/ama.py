"""Talks in which readers ask who wrote the post anything: each comment that asks, with what that one replies to it."""

from __future__ import annotations

from ...schema import Findings, Reason, Rejected, Stage
from ...text.labels import unlabelled_question
from ...text.patterns import pattern
from ...text.questions import ends_with_mark
from ...web.dom import css_path, length_of
from ..locators import RawPair
from ..page import Page
from ..threads.comments import Reply, replies_of_author
from ..visible import locators
from ..visible.elements import answer_text, shown_line
from ..visible.found import add_pair
from ..visible.nodes import NodeRange, nodes_of

NAME = "ama"
_TITLES = "title, h1, [slot=title], a.title"
_MOST_TITLES = 4  # (chosen) of a page that are looked at
_INVITES = pattern(
    r"\bAMA\b|\b(?i:ask me (?:anything|about)|(?<!ich )frag(?:t|en sie)? mich|demandez-moi|posez-moi"
    r"|preg[uú]nt(?:a|ad|en)me|chiedi(?:te)?mi|pergunt(?:e|em)-me|vraag (?:me|mij)|fråga mig|spør meg|spørg mig"
    r"|kysy(?:kää)? minulta|(?:za)?pytaj(?:cie)? mnie|zeptejte se mě|opýtajte sa ma|kérdezz(?:etek)? tőlem|întreabă-mă"
    r"|întrebați-mă|спроси(?:те)? меня|запитай(?:те)? мене|попитай(?:те)? ме|bana sor(?:un)?|ρώτα με|ρωτήστε με)\b"
    r"|何でも聞いて|무엇이든 물어보세요"
)
"""Says that who wrote a post answers questions."""
_TAKEN_BACK = pattern(r"\[[^\W\d]{3,20}\]")


def extract(page: Page) -> Findings:
    """Return a candidate for each reply of who invites questions in the title to a comment that asks."""
    found = Findings([], [], [])
    if any(_INVITES.search(title.text) for title in page.dom.select(_TITLES)[:_MOST_TITLES]):
        for reply in replies_of_author(page):
            _read(page, reply, found)
    return found


def resolve(page: Page, locator: str) -> RawPair:
    """Return the question and answer that a locator names."""
    return locators.resolve(page, locator)


def _read(page: Page, reply: Reply, found: Findings) -> None:
    """Add a reply to a comment, if that asks."""
    question = unlabelled_question(shown_line(reply.asked)) if page.allowance.spend(length_of(reply.asked)) else ""
    if not question or not ends_with_mark(question):
        return
    nodes = [NodeRange(reply.answer, 0, len(nodes_of(reply.answer)))]
    text = answer_text(nodes) if page.allowance.spend(length_of(reply.answer)) else ""
    place = f"{NAME}={css_path(reply.answer)}"
    if not text or _TAKEN_BACK.fullmatch(text):
        found.rejected.append(Rejected(Reason.NO_ANSWER, Stage.PARSE, question, place))
        return
    add_pair(found, page, reply.asked, nodes, RawPair(question, text), place)
