"""Chats with names or roles in elements of their own: who mostly asks, and what the others answer."""

from __future__ import annotations

from ...schema import Findings, Reason, Rejected, Stage
from ...text.labels import unlabelled_question
from ...text.questions import asks_by_words, ends_with_mark, says_more
from ...text.speakers import Exchange, Turn, exchanges
from ...web.dom import css_path
from ..locators import RawPair
from ..page import Page
from ..threads.chat import Message, messages_of
from ..threads.read import thread_of
from ..visible import locators
from ..visible.askers import askers
from ..visible.claims import marked_up
from ..visible.elements import answer_text, shown_line
from ..visible.flat import flat
from ..visible.found import add_pair
from ..visible.nodes import NodeRange, nodes_of

NAME = "chat"
_ANSWERING = frozenset("agent ai assistant bot model operator response".split())
"""Who asks in a chat only to fill in a form: `What is your name?`"""


def extract(page: Page) -> Findings:
    """Return the questions of a chat with what answers them, and those that nothing answers.

    Nothing where names open the lines: these are read as an interview.
    """
    found = Findings([], [], [])
    said = messages_of(page)
    if not said or askers(page).speakers.are_known or thread_of(page) or any(True for _ in marked_up(page)):
        return found
    for exchange in exchanges([_turn(message) for message in said]):
        if said[exchange.question[0]].name.casefold() not in _ANSWERING:
            _read(page, said, exchange, found)
    return found


def resolve(page: Page, locator: str) -> RawPair:
    """Return the question and answer that a locator names."""
    return locators.resolve(page, locator)


def _turn(message: Message) -> Turn:
    line = " ".join(message.element.text.split())
    return Turn(message.name, ends_with_mark(line), asks_by_words(line), says_more(line))


def _read(page: Page, said: list[Message], exchange: Exchange, found: Findings) -> None:
    """Add a question; of several messages one after the other that ask, the last one."""
    asked = said[exchange.question[-1]].element
    question = unlabelled_question(shown_line(asked))
    nodes = _content(page, [said[number] for number in exchange.answer])
    text = answer_text(nodes) if nodes else ""
    place = f"{NAME}={css_path(asked)}"
    if not text:
        found.rejected.append(Rejected(Reason.NO_ANSWER, Stage.PARSE, question, place))
        return
    add_pair(found, page, asked, nodes, RawPair(question, text), place)


def _content(page: Page, said: list[Message]) -> list[NodeRange]:
    """What messages say; of several each with the block that parts it from the next one."""
    if len(said) == 1:
        element = said[0].element
        return [NodeRange(element, 0, len(nodes_of(element)))]
    shown = flat(page)
    numbers = [shown.numbers[message.element] for message in said]
    return [each for number in numbers for each in shown.ranges(shown.first[number], shown.end[number])]
