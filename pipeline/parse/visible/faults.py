"""Why one question, or its answer, makes no pair, whatever else is on the page; docs/formats.md gives the reasons."""

from __future__ import annotations

import re
from collections.abc import Sequence

from turbohtml import Element

from ...schema import Reason
from ...text.clean import ends_sentence
from ...text.labels import behind_signs
from ...text.marks import FULL_STOPS
from ...text.patterns import pattern
from ...text.questions import ends_with_mark, opens_as_question
from ...text.stamps import is_moment
from ...web.hosts import named_host
from ..page import Page
from ..threads.called import name_of, words
from ..threads.posts import REPLY_TITLE
from .calls import asks_what_is_next, is_call, is_offer, leads_on
from .choices import are_boxes, hold_boxes
from .context import context
from .elements import bare, elements_of, has_word_character, is_switch, leads_nowhere, names_button
from .fields import is_above_choices, is_above_form, is_in_form_with_field, is_title_of_field
from .flat import LEVELS
from .labels import counts_answers, is_answer_label
from .marked import holds_mark
from .nodes import is_blank, is_called, names_with
from .pairs import QuestionElement, ShownPair
from .regions import is_form, is_left_out, regions

_MOST_LINKED = 0.7  # share of an answer's letters (chosen); above it the answer is a list of links
_SHORT = 60  # characters (chosen); a date with a name is no longer
_FEWEST_LINKS = 2  # of a menu (chosen)
_TICKED = frozenset("\u2713\u2714\u2611\u2705\u2717\u2718\u2715\u2716\u274c\u2612\u25cf\u2022\u2605\u00d7")
"""What a cell says yes or no with."""
_FEWEST_ROWS = 2  # of a table to fill in (chosen)
_AROUND = 6  # elements (chosen): the question's and those around it whose names may say that it is a quiz
_QUIZ = pattern(
    r"(?:^|[-_])(?:quiz(?:zes|z|box|form|container|wrapper|section|block|card|item|list|question|answer|option)?s?|polls?"
    r"|survey|trivia|vote|voting)(?:$|[-_])",
    re.IGNORECASE,
)
_names_quiz = names_with(_QUIZ)
_EXCERPT = pattern(r"excerpt|summary|teaser|snippet", re.IGNORECASE)
_CLOSED = "\"')\u201d\u00bb"
_STOPS = (*FULL_STOPS, "!", "\uff01")
_WHOLE_PAGE = ("body", "html", "main", "article")


def fault_of_question(page: Page, pair: ShownPair) -> Reason | None:
    """Return why a question makes no pair; None where it may."""
    found, question = pair.found, pair.question
    if found.fault:
        return found.fault
    if (not found.is_line and _is_menu(found.element, page)) or _is_subject_of_reply(question, page):
        return Reason.TEASER
    may_be_link = found.has_labels or ((found.is_called_question or context(page).is_faq_page) and _is_whole(pair))
    if (not may_be_link and _is_link_elsewhere(pair, page)) or _is_card_of_other_site(pair, page):
        return Reason.TEASER
    if (is_call(question) and not _is_turn(pair)) or (not found.stands_alone and is_offer(question)):
        return Reason.CALL_TO_ACTION
    if is_above_form(found.answer) and not (ends_with_mark(question) and ends_sentence(pair.answer)):
        return Reason.CALL_TO_ACTION
    return Reason.CALL_TO_ACTION if _asks_readers(found) else None


def _is_subject_of_reply(question: str, page: Page) -> bool:
    """Whether a question is the subject of a reply in the thread that the page is: `Re: How deep is it?`"""
    reply = REPLY_TITLE.match(question)
    return reply is not None and words(question[reply.end() :]) in name_of(page)


def _is_turn(pair: ShownPair) -> bool:
    """Whether an interview asks in the words of a call, and is answered without a link: `What comes next?`"""
    if not pair.found.is_turn or not asks_what_is_next(pair.question):
        return False
    return not any(element.tag == "a" or element.select_one("a") for element in elements_of(pair.answer_nodes))


def fault_of_answer(page: Page, pair: ShownPair) -> Reason | None:
    """Return why an answer is none; None where it may be one."""
    if _is_answered_by_footer(page, pair) or not has_word_character(pair.answer) or _is_label(pair.answer):
        return Reason.NO_ANSWER
    if _is_only_button(pair):
        return Reason.NO_ANSWER
    if all(leads_on(line) for line in pair.answer.split("\n") if line):
        return Reason.TEASER
    if len(pair.answer) <= _SHORT and any(_holds_time(element) for element in elements_of(pair.answer_nodes)):
        return Reason.TEASER
    if is_moment(pair.answer) and not (ends_with_mark(pair.question) or opens_as_question(pair.question)):
        return Reason.TEASER
    if are_boxes(pair.answer) or _is_form_to_fill_in(pair.answer.split("\n")):
        return Reason.CALL_TO_ACTION
    return Reason.LINK_LIST if _is_mostly_links(pair) else None


def _is_label(answer: str) -> bool:
    """Whether an answer is the label of one, or a number of them; `A` and `Answer 3` may be one themselves."""
    said = answer[behind_signs(answer) :].removeprefix("- ")
    is_label = len(said) > 1 and not any(map(str.isdigit, said)) and is_answer_label(said)
    return is_label or counts_answers(answer)


def _is_only_button(pair: ShownPair) -> bool:
    """Whether nothing answers but the button with which a reader may: `<a class=btn>Reply</a>`."""
    shown = [node for nodes in pair.answer_nodes for node in nodes.nodes if not is_blank(node)]
    button = shown[0] if len(shown) == 1 else None
    if not isinstance(button, Element) or button.tag != "a" or not names_button(button.attr("class") or ""):
        return False
    return button.attr("href") is None or leads_nowhere(button)


def _is_answered_by_footer(page: Page, pair: ShownPair) -> bool:
    """Whether nothing is below a line that asks but the footer of the page, as below the title of an empty section."""
    shown = [(nodes.parent, node) for nodes in pair.answer_nodes for node in nodes.nodes if not is_blank(node)]
    holders = [node if isinstance(node, Element) else parent for parent, node in shown]
    return bool(holders) and all(
        holder.closest("footer") is not None and regions(page).is_boilerplate(holder) for holder in holders
    )


def _is_form_to_fill_in(lines: Sequence[str]) -> bool:
    """Whether an answer is a table of the same sign in all cells but the first ones, to be ticked."""
    rows = [line.split(" | ")[1:] for line in lines[1:]]
    cells = {cell for row in rows for cell in row}
    return (
        len(rows) >= _FEWEST_ROWS
        and all(map(len, rows))
        and len(cells) == 1
        and not any(map(has_word_character, cells))
        and _TICKED.isdisjoint(*cells)
    )


def _holds_time(element: Element) -> bool:
    return element.tag == "time" or element.select_one("time") is not None


def _asks_readers(found: QuestionElement) -> bool:
    """Whether a question is part of a quiz or poll: choices instead of an answer, unless a label names that."""
    around = (e for e in found.element.ancestors if isinstance(e, Element) and e.tag not in _WHOLE_PAGE)
    if not found.has_labels and any(is_called(holder, _names_quiz) for holder in [found.element, *around][:_AROUND]):
        return True
    if not found.is_line and is_title_of_field(found.element):
        return True
    if is_in_form_with_field(found.element):
        return True
    if not found.has_labels and is_above_choices(found.element, found.answer):
        return True
    blocks = [*elements_of(found.answer)]
    return hold_boxes(blocks) and hold_boxes(each for each in blocks if not _asks_itself(each))


def _asks_itself(block: Element) -> bool:
    """Whether a block below an answer is a poll or a form with a question of its own."""
    return (is_left_out(block) or is_form(block)) and holds_mark(block.text)


def _is_link_elsewhere(pair: ShownPair, page: Page) -> bool:
    """Whether the question is the text of a link to another page, all of its element or followed by who wrote it."""
    element = pair.found.element
    around = element.closest("a[href]")
    if around is not None and _leads_away(around, page):
        return True
    links = [] if pair.found.is_line else element.select("a[href]")
    if not links:
        return False
    words, asked = bare(element.text), bare(pair.question)
    titles = {words, asked} if words.startswith(asked) and not pair.found.is_tied else {words}
    return any(bare(link.text) in titles and _leads_away(link, page) for link in links)


def _is_card_of_other_site(pair: ShownPair, page: Page) -> bool:
    """Whether a question and its answer are in one link to another site."""
    link = pair.found.element.closest("a[href]")
    if link is None or not any(nodes.parent.closest("a[href]") == link for nodes in pair.answer_nodes):
        return False
    host = named_host(link.attr("href") or "")
    return host is not None and host != named_host(page.address or "")


def _is_menu(element: Element, page: Page) -> bool:
    """Whether a text is several links to other pages and nothing else, the last of which happens to ask."""
    links = () if element.tag in LEVELS else element.select("a[href]")
    if len(links) < _FEWEST_LINKS or not all(_leads_away(link, page) for link in links):
        return False
    return bare(element.text) == "".join(bare(link.text) for link in links)


def _leads_away(link: Element, page: Page) -> bool:
    address = (link.attr("href") or "").strip().lower()
    if not address or address.startswith(("#", "javascript:")) or is_switch(link):
        return False
    own, _, fragment = address.partition("#")
    here = (page.address or "").lower().partition("#")[0]
    return not (fragment and (here.endswith(own) or fragment.startswith("toc")))


def _is_whole(pair: ShownPair) -> bool:
    """Whether the answer to a linked question is no beginning that its link continues."""
    if not pair.answer.rstrip(_CLOSED).endswith(_STOPS) or pair.answer.endswith("..."):
        return False
    nodes = [*elements_of(pair.answer_nodes), *(nodes.parent for nodes in pair.answer_nodes)]
    return not any(_EXCERPT.search(node.attr("class") or "") for node in nodes)


def _is_mostly_links(pair: ShownPair) -> bool:
    linked = 0
    for element in elements_of(pair.answer_nodes):
        if is_blank(element):
            continue
        links = [element] if element.matches("a[href]") else element.select("a[href]")
        linked += sum(len(bare(link.text)) for link in links if not (pair.found.is_tied and leads_on(link.text)))
        linked -= sum(len(bare(link.text)) for link in element.select("button a[href]"))
    return linked > 0 and linked > _MOST_LINKED * len(bare(pair.answer))
