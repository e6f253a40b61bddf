"""Which question elements of a page are question and answer: judged the same for all visible formats.

Each is judged by itself first (`faults`), then in the company of the others; docs/formats.md gives the reasons.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from turbohtml import Element

from ...schema import Reason
from ...text.blacked_out import is_blacked_out
from ...text.clean import ends_sentence
from ...text.faq_titles import is_faq_title
from ...text.labels import unlabelled_question
from ...text.marks import FULL_STOPS
from ...text.patterns import pattern
from ...text.questions import asks_by_order, ends_with_mark, opens_as_question
from ...web.dom import elements_of_tags, length_of
from ..page import Page
from .calls import is_call, leads_on
from .cards import is_all_that_asks
from .context import context
from .elements import bare, is_followed_by_mark
from .faults import fault_of_answer, fault_of_question
from .listings import entries
from .marked import LONGEST_QUESTION, holds_mark
from .nodes import markup_length
from .opening import TABS
from .pairs import QuestionElement, ShownPair, question_line, shown_pair
from .regions import regions
from .roman import without_roman_numbers

_MOST_MARKED = 1 / 2  # share of what a page calls questions (chosen); the others are more likely questions than topics
_MANY = 3  # questions (chosen): fewer may be chance, these are a list
_LONGEST_MARKUP = 10_000  # characters (chosen) of a question with the tags and scripts inside it
_LONGEST_TITLE = 60  # characters (chosen); more are a sentence, also where no mark ends those
_LEAST_PROSE = 25  # letters (chosen) of the answer to a question that is alone on its page

_HEADINGS = ("title", "h1", "h2", "h3", "h4", "summary")
_HELP_ADDRESS = pattern(r"faq|question|/hc/|help|support|/kb/|knowledge", re.IGNORECASE)
_SENTENCE_END = pattern(rf"[{FULL_STOPS}\u104b!:\u2026\uff01](?=[\s\"'\u201d\u2019)]|$)")
_READ_MORE = pattern(r"(?:\u2026|\.\.\.)\W{0,60}+(?:read more|continue reading|weiterlesen)\W*$", re.IGNORECASE)


class Judged(NamedTuple):
    """A pair, and why it is none."""

    pair: ShownPair
    reason: Reason | None


def judge(page: Page, found: Iterable[QuestionElement]) -> list[Judged]:
    """Return the question elements of one format as pairs, those that are none with the reason."""
    return _in_company(page, _one_by_one(page, without_roman_numbers(page, [*found])))


def any_may_ask(found: Sequence[QuestionElement]) -> bool:
    """Whether `judge` may find a question among elements that are no lines of a series: a look before it reads."""
    if (
        any(item.is_called_question or item.is_member for item in found)
        or sum(item.stands_alone for item in found) >= _MANY
    ):
        return True
    return any(_may_hold_mark(item.element) for item in found)


def _may_hold_mark(element: Element) -> bool:
    """Whether an element may show a question mark, as a character or an image, or one follows it."""
    return holds_mark(element.text) or is_followed_by_mark(element) or element.select_one("img") is not None


def _asking(page: Page, found: Iterable[QuestionElement]) -> Iterator[tuple[QuestionElement, str]]:
    """Those whose text asks; without a question mark only in the company of others that have one."""
    short = (item for item in found if _length(item) <= _LONGEST_MARKUP)
    lines = ((item, unlabelled_question(question_line(page, item))) for item in short)
    texts = [(item, text) for item, text in lines if 0 < len(text) <= LONGEST_QUESTION]
    marked = sum(_counts_as_marked(page, item, text) for item, text in texts)
    asking = marked + sum(not ends_with_mark(text) and opens_as_question(text) for _, text in texts)
    unmarked = sum(item.stands_alone and opens_as_question(text) for item, text in texts) if not marked else 0
    is_list = marked > 0 or (unmarked >= _MANY and page.once(_has_faq_sign))
    for item, text in texts:
        if (
            item.is_member
            or ends_with_mark(text)
            or (is_list and item.stands_alone and opens_as_question(text))
            or (marked >= _MANY and asks_by_order(text))
            or (item.is_called_question and asking >= _MOST_MARKED * len(texts))
        ):
            yield item, text


def _length(item: QuestionElement) -> int:
    """About how many characters of the page a question takes: loose text may stand in an element of half the page."""
    return markup_length(item.question) if item.question else length_of(item.element)


def _counts_as_marked(page: Page, item: QuestionElement, text: str) -> bool:
    """Whether a question mark says that the page asks questions which it answers."""
    return ends_with_mark(text) and not is_call(text) and not _is_boilerplate(page, item)


def _is_boilerplate(page: Page, item: QuestionElement) -> bool:
    """Whether what asks is in a region that is no text of the page; a bar of tabs is, unless its panels are, too."""
    if not regions(page).is_boilerplate(item.element):
        return False
    is_tab = item.is_panel and item.element.matches(TABS)
    return not is_tab or any(regions(page).is_boilerplate(nodes.parent) for nodes in item.answer)


def _one_by_one(page: Page, found: Iterable[QuestionElement]) -> list[Judged]:
    """Judge each question and answer by itself."""
    judged = []
    for item, question in _asking(page, found):
        if _is_boilerplate(page, item):
            judged.append(Judged(ShownPair(item, question, [], ""), Reason.TEASER))
            continue
        if not _is_allowed(page, item):
            judged.append(Judged(ShownPair(item, question, [], ""), Reason.REPEATED_ANSWER))
            continue
        pair = shown_pair(page, item, question)
        judged.append(Judged(pair, fault_of_question(page, pair) or fault_of_answer(page, pair)))
    return judged


def _is_allowed(page: Page, item: QuestionElement) -> bool:
    """Whether an answer may still be read; one counts about as much as its markup is long."""
    if page.allowance.is_spent:
        return False
    return page.allowance.spend(sum(map(markup_length, item.answer)))


def _in_company(page: Page, judged: list[Judged]) -> list[Judged]:
    """Judge again by what else is there.

    Among many answers one may well be a list of links, and `Where?` may follow `What do we do?`; a row of teasers
    shows only as a row, as does a list of works; and one question alone needs more to be believed. One that a purge
    blacked out is company to it still.
    """
    sound = _without_teasers(page, [pair for pair, reason in judged if not reason])
    listed = entries(page, list(sound.values()))
    judged = [Judged(pair, reason or listed.get(id(pair))) for pair, reason in judged]
    sound = {key: pair for key, pair in sound.items() if key not in listed}
    phrases = sum(not _is_one_word(pair) for pair in sound.values())
    verdicts = [Judged(pair, _verdict(pair, reason, sound, phrases)) for pair, reason in judged]
    kept = [pair for pair, reason in verdicts if not reason]
    is_alone = len(kept) == 1 and not any(is_blacked_out(pair.question) for pair, _ in judged)
    if is_alone and not _may_be_alone(page, kept[0]):
        return [Judged(pair, reason or Reason.LONE_QUESTION) for pair, reason in verdicts]
    return verdicts


def _verdict(pair: ShownPair, reason: Reason | None, sound: dict[int, ShownPair], phrases: int) -> Reason | None:
    """The reason in the company of the sound pairs, of which `phrases` have more than one word."""
    if reason is Reason.LINK_LIST and phrases >= _MANY and _may_be_answered_by_links(pair):
        return None
    if not reason and id(pair) not in sound:
        return Reason.TEASER
    if not reason and _is_one_word(pair) and not (phrases and opens_as_question(pair.question)):
        return Reason.CALL_TO_ACTION
    return reason


def _may_be_answered_by_links(pair: ShownPair) -> bool:
    """Whether a pair asks with a mark, or is one of a list of questions, with a sentence for an answer: `See Tools.`"""
    return ends_with_mark(pair.question) or (pair.found.is_member and ends_sentence(pair.answer))


def _without_teasers(page: Page, pairs: list[ShownPair]) -> dict[int, ShownPair]:
    """Pairs by their `id()` without the teasers of articles among them: a row of those has `Read more` under each."""
    if any(pair.found.is_tied for pair in pairs) or context(page).is_faq_page:
        return {id(pair): pair for pair in pairs if not _is_truncated(pair.answer)}
    truncated = [_is_truncated(pair.answer) for pair in pairs]
    leading = [
        is_truncated or leads_on(pair.answer.rsplit("\n", 1)[-1])
        for pair, is_truncated in zip(pairs, truncated, strict=True)
    ]
    teasers = leading if sum(leading) > 1 and 2 * sum(leading) >= len(pairs) else truncated
    return {id(pair): pair for pair, is_teaser in zip(pairs, teasers, strict=True) if not is_teaser}


def _is_truncated(answer: str) -> bool:
    """Whether an answer breaks off where a link leads on: `The new law ... Read more`."""
    body, _, last = answer.rpartition("\n")
    if leads_on(last):
        return body.rstrip(" ]\n").endswith(("\u2026", "..."))
    return _READ_MORE.search(last) is not None


def _may_be_alone(page: Page, pair: ShownPair) -> bool:
    """Whether one question on a page is enough.

    It is where the structure or the page says so, and for a heading inside an article that opens like a question and
    is answered in whole sentences: "What is hanger steak?".
    """
    if pair.found.stands_alone:
        return True
    if is_all_that_asks(page, pair):
        return False
    if page.once(_has_faq_sign):
        return True
    if not pair.found.is_title or not opens_as_question(pair.question):
        return False
    return len(bare(pair.answer)) >= _LEAST_PROSE and _is_prose(pair.answer.partition("\n")[0])


def _is_prose(line: str) -> bool:
    """Whether the first line of an answer is a sentence or a list, and no title of something below: `Experience`."""
    return len(line) > _LONGEST_TITLE or line.startswith("- ") or _SENTENCE_END.search(line) is not None


def _is_one_word(pair: ShownPair) -> bool:
    """`Interested?`, and `When?` in a list of facts: one word asks nothing without others around it."""
    if pair.found.stands_alone or (pair.found.is_member and not ends_with_mark(pair.question)):
        return False
    return pair.question.isascii() and len(pair.question.split()) == 1


def _has_faq_sign(page: Page) -> bool:
    """Whether a page calls itself an FAQ or a help page: in its address, its title or a heading."""
    if page.address and _HELP_ADDRESS.search(page.address):
        return True
    return any(is_faq_title(heading.text) for heading in elements_of_tags(page.dom, _HEADINGS))
