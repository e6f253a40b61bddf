"""Questions that are titles or hooks instead: lists of works and talks, quizzes, half sentences that sell.

Told only where neither the page nor a section nor an element says that it answers questions: an FAQ may hold all of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from turbohtml import Element

from ...schema import Reason
from ...text.clean import ends_sentence
from ...text.openers import are_openers_known
from ...text.patterns import pattern
from ...text.questions import is_half_sentence, opens_as_question
from ...web.page_cache import page_cache
from ...web.render import text_of
from ..page import Page
from .calls import leads_on
from .cards import banners, have_choices, on_cards
from .choices import are_choices, is_to_fill_in
from .context import context, holds_as_faq, titles_as_faq
from .elements import bare, elements_of
from .fields import has_field
from .flat import LEVELS
from .nodes import nodes_of
from .offers import replies
from .pairs import ShownPair
from .works import are_in_programme, are_phrases, are_works, headlines

_FEWEST = 2  # entries (chosen): one alone has nothing to be like
_MOST_HOOKS = 4  # questions (chosen) that sell on one page; more of them are an FAQ in words that no table knows
_MANY = 3  # questions (chosen) that open like questions: beside these others may ask in any form
_FRAGMENT = 3  # words (chosen) of a hook: `Besoin d'un devis ?`
_CARD = 3  # elements (chosen) around a title in which the link may be that covers its card
_LONGEST_CHOICE = 4  # words (chosen) of a choice
_LONGEST_PUT_OFF = 120  # characters (chosen) of what puts off the answer to each question
_FILLED_IN = 1 / 4  # share of answers (chosen) that are to be filled in; the others are tasks, too: `Draw it below.`
_ITEM = pattern(r"(?:- |\d\. )\S+(?: \S+){0,3}(?<![.!;,])")
_TOPIC = pattern(r"[:.!\uff1a] ?|[\u2013\u2014] ")
"""What ends a topic before its question."""
_CHOICE = pattern(r"[^\s\d]+(?: [^\s\d]+){0,3}(?<![.!;,])")
_LETTERED = "ol[type=a i], ol[style*=alpha i], ol[style*=latin i]"
"""Lists whose items browsers show with letters."""


def entries(page: Page, pairs: Sequence[ShownPair]) -> dict[int, Reason]:
    """Return why some pairs, by their `id()`, are entries of a list, choices or hooks; pairs of an FAQ never are.

    Those that the page calls questions may still be a quiz. One alone is judged beside an FAQ, where it may be kept.
    """
    series: defaultdict[str, list[ShownPair]] = defaultdict(list)
    called = []
    is_alone = len(pairs) < _FEWEST and not context(page).may_be_faq
    for pair in pairs:
        if not (pair.found.is_called_question or holds_as_faq(page, pair.found.element)):
            series[pair.found.element.tag].append(pair)
        elif not titles_as_faq(page, pair.found.element):
            called.append(pair)
    quiz = called if _are_quiz(called) else []
    judged = (_judged(page, each, is_alone) for each in series.values())
    return {id(pair): reason for pair, reason in chain(_as_calls(quiz), *judged)}


def _judged(page: Page, series: Sequence[ShownPair], is_alone: bool) -> Iterator[tuple[ShownPair, Reason]]:
    told = on_cards(page, series)
    yield from ((pair, Reason.TEASER) for pair in told)
    series = [pair for pair in series if pair not in told]
    if told := banners(page, series):
        yield from _as_calls(told)
        series = [pair for pair in series if pair not in told]
    if is_alone or not series:
        return
    if _is_headline(page, series):
        yield series[0], Reason.LONE_QUESTION
    elif are_works(series) or are_in_programme(page, series):
        yield from ((pair, Reason.TEASER) for pair in series)
    elif are_phrases(series):
        yield from ((pair, Reason.NO_ANSWER) for pair in series)
    elif _are_quiz(series) or have_choices(page, series) or _are_bare_choices(series) or _are_tasks(series):
        yield from _as_calls(series)
    else:
        yield from ((pair, Reason.TEASER) for pair in series if _has_cover(pair))
        yield from ((pair, Reason.TEASER) for pair in _leading(series))
        yield from ((pair, Reason.TEASER) for pair in headlines(series))
        yield from _as_calls(_hooks(series) if are_openers_known(page.language) else ())


def _as_calls(pairs: Iterable[ShownPair]) -> Iterator[tuple[ShownPair, Reason]]:
    return ((pair, Reason.CALL_TO_ACTION) for pair in pairs)


def _are_quiz(series: Sequence[ShownPair]) -> bool:
    """Whether all answers are choices, as `a) Mars b) Venus` and `True False`, or the same to all questions."""
    if len(series) < _FEWEST:
        return False
    return _are_same_answers(series) or all(map(_is_choices, series))


def _is_choices(pair: ShownPair) -> bool:
    """Whether an answer is nothing but choices, with letters in the text or put there by the list."""
    if are_choices(pair.answer.split("\n")):
        return True
    lists = (each for element in elements_of(pair.answer_nodes) for each in _lettered(element))
    return any(text_of([each]) == pair.answer for each in lists)


def _lettered(element: Element) -> list[Element]:
    return [element] if element.matches(_LETTERED) else element.select(_LETTERED)


def _are_same_answers(series: Sequence[ShownPair]) -> bool:
    """Whether all answers are the same words: choices on several lines, or a sentence such as `Come back tomorrow.`"""
    if len(series) < _MANY or len({pair.answer for pair in series}) > 1:
        return False
    first = [*filter(None, series[0].answer.split("\n"))]
    if any(len(line.split()) > _LONGEST_CHOICE for line in first):
        return len(series[0].answer) <= _LONGEST_PUT_OFF
    return len(first) > 1


def _are_bare_choices(series: Sequence[ShownPair]) -> bool:
    """Whether all answers are as many short items, and nothing else: choices without letters.

    Lines that are no items of a list are more and without numbers: `The mill` and `Mill Lane 3` may answer.
    """
    listed = [[*filter(None, pair.answer.split("\n"))] for pair in series]
    if len(series) < _MANY or len({len(lines) for lines in listed}) > 1 or len(listed[0]) < _FEWEST:
        return False
    lines = [*chain.from_iterable(listed)]
    return all(map(_ITEM.fullmatch, lines)) or (len(listed[0]) >= _MANY and all(map(_CHOICE.fullmatch, lines)))


def _are_tasks(series: Sequence[ShownPair]) -> bool:
    """Whether some of the answers are left to the reader, as on a sheet for a class or in a template for reports.

    So are the steps of a form, of which half have a field.
    """
    fields = sum(has_field(pair.found.element) for pair in series)
    if fields >= max(_FEWEST, len(series) / 2):
        return True
    return sum(is_to_fill_in(pair.answer) for pair in series) >= _FILLED_IN * len(series)


def _has_cover(pair: ShownPair) -> bool:
    """Whether the card of a title is covered by a link without words, which says the title to screen readers."""
    words = bare(pair.question)
    element: object = pair.found.element
    for _ in range(_CARD):
        if not isinstance(element, Element) or element.tag in ("body", "main"):
            return False
        if any(words in label for label in _covers(element)):
            return True
        element = element.parent
    return False


@page_cache(64)  # asked for each title of one list
def _covers(element: Element) -> tuple[str, ...]:
    """What the links without words right in an element say to screen readers."""
    links = (node for node in nodes_of(element) if isinstance(node, Element) and node.tag == "a")
    return tuple(label for link in links if (label := bare(link.attr("aria-label") or "")) and not link.text.strip())


def _leading(series: Sequence[ShownPair]) -> list[ShownPair]:
    """Those whose last words are the link that leads on, where two or more and half of all end so: a row of teasers."""
    found = [pair for pair in series if not pair.found.is_tied and _ends_in_link(pair)]
    return found if len(found) >= _FEWEST and 2 * len(found) >= len(series) else []


def _ends_in_link(pair: ShownPair) -> bool:
    """Whether the last words of an answer are the link that leads on to all of it."""
    links = [link for element in elements_of(pair.answer_nodes) for link in _links(element)]
    return bool(links) and leads_on(links[-1]) and pair.answer.endswith(links[-1])


def _links(element: Element) -> list[str]:
    links = [element] if element.tag == "a" else element.select("a[href]")
    return [" ".join(link.text.split()) for link in links]


def _hooks(series: Sequence[ShownPair]) -> list[ShownPair]:
    """Those that ask in half sentences to be read on: `Tired of slow paperwork?`, `A coincidence?`

    Where half of few headings do so, the others are no better answered: `And where to now?`
    """
    lines = [pair for pair in series if pair.found.is_member and not pair.found.stands_alone]
    others = [pair for pair in lines if not (opens_as_question(pair.question) or replies(pair.answer))]
    opening = len(lines) - len(others)
    if not opening:
        found = [pair for pair in others if is_half_sentence(pair.question)] if len(others) <= _MOST_HOOKS else []
    else:
        found = [pair for pair in others if opening < _MANY and _is_fragment(pair)]
    return lines if 2 * len(found) >= len(lines) else found


def _is_headline(page: Page, series: Sequence[ShownPair]) -> bool:
    """Whether all is one title of a page that opens like no question: `Night of Museums: who fears the dark?`

    Behind a colon it may ask what a sentence below it answers: `Boats: do I need a licence?`
    """
    found, *others = series
    if others or found.found.element.tag != "h1" or found.found.stands_alone or not are_openers_known(page.language):
        return False
    asked = _TOPIC.split(found.question)[-1]
    is_answered = ends_sentence(found.answer.partition("\n")[0])
    return not opens_as_question(found.question) and not (is_answered and opens_as_question(asked))


def _is_fragment(pair: ShownPair) -> bool:
    """Whether a heading has few words. In bold they may well go on a talk: `Never tired?`"""
    return pair.found.element.tag in LEVELS and len(pair.question.rstrip(" ?").split()) <= _FRAGMENT
