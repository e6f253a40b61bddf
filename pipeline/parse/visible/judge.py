"""What a reader sees as question and answer: shared by the formats that have nothing but a page's structure.

A format finds *carriers*: an element that holds a question and the stretch of nodes that answers it.
Whether they are question and answer is judged here, the same for all formats; docs/formats.md gives the reasons.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from turbohtml import Element

from ...schema import Candidate, Findings, Reason, Rejected, Stage
from ...text.questions import (
    asks_by_order,
    ends_with_mark,
    has_letter,
    opens_like_question,
    opens_like_question_elsewhere,
    unlabelled_question,
)
from ..page import Page
from .calls import is_call, is_offer, leads_on
from .elements import _LETTERS, _elements, _is_switch, _known_line, answer_text, bare
from .nodes import Stretch, is_called
from .outline import HEADINGS, LONGEST_QUESTION, TITLES, outline
from .regions import own_text, regions

_MOST_MARKED = 2 / 3  # of what a page calls questions; the others are more likely questions than topics
_MANY = 3
_MOST_LINKED = 0.7  # of an answer's letters; above it the answer is a list of links
_SHORT = 60  # characters; a date and a name have no more
_LEAST_PROSE = 25  # letters that a question without company must be answered with

_FAQ = re.compile(
    r"\bfaqs?\b|frequently[ -]asked|questions? (?:and|&) answers?|\bq ?(?:&|and|\+) ?a\b|(?:common|your) questions"
    r"|häufig\w*(?: gestellte)? fragen|fragen (?:und|&) antworten|veelgestelde vragen|preguntas frecuentes"
    r"|foire aux questions|questions fréquentes|domande frequenti|perguntas frequentes|vanliga frågor|ofte stillede"
    r"|(?:vanlige|ofte stilte) spørsmål|usein kysytyt|często zadawane|часто задаваемые|вопросы и ответы"
    r"|よくある(?:ご)?質問|常见问题|자주 묻는",
    re.IGNORECASE,
)
_HELP_ADDRESS = re.compile(r"faq|question|/hc/|help|support|/kb/|knowledge", re.IGNORECASE)
_QUIZ = re.compile(r"(?:^|[-_])(?:quiz\w*|polls?|survey|trivia|vote|voting)(?:$|[-_])", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!:\u2026\u3002\uff01](?=[\s\"'\u201d\u2019)]|$)|\n")


_WHOLE = ("body", "html", "main", "article")


class Carrier(NamedTuple):
    """An element that may hold a question, and what may answer it."""

    element: Element
    answer: list[Stretch]
    stands_alone: bool = False
    """Whether the structure alone says question and answer: then one on a page is enough, and beside one with
    a question mark others may lack it."""
    is_called_question: bool = False
    """Whether the page itself calls it a question: then among others that ask it need not."""
    fault: Reason | None = None
    """Why it is no pair, where the format itself knows."""


class Pair(NamedTuple):
    """A carrier as text."""

    carrier: Carrier
    question: str
    stretches: list[Stretch]
    answer: str


class Judged(NamedTuple):
    """A pair, and why it is none."""

    pair: Pair
    reason: Reason | None


def judge(page: Page, name: str, carriers: Iterable[Carrier]) -> Findings:
    """Return the carriers that are question and answer as candidates, and the others with a reason."""
    found = Findings([], [], [])
    for pair, reason in _in_company(page, _one_by_one(page, carriers)):
        if reason:
            found.rejected.append(_rejected(reason, pair, name))
        else:
            place = _locator(pair, name)
            found.candidates.append(Candidate(pair.question, pair.answer, page.address, page.address, place, name))
    return found


def asks(page: Page, element: Element) -> bool:
    """Whether what an element says ends with a question mark."""
    text = unlabelled_question(_known_line(page, element))
    return bool(text) and ends_with_mark(text)


def _asking(page: Page, carriers: Iterable[Carrier]) -> Iterator[tuple[Carrier, str]]:
    """The carriers whose text asks; without a question mark only in the company of others that have one."""
    lines = ((carrier, unlabelled_question(_known_line(page, carrier.element))) for carrier in carriers)
    texts = [(carrier, text) for carrier, text in lines if 0 < len(text) <= LONGEST_QUESTION]
    outside = regions(page).is_outside
    marked = sum(ends_with_mark(text) and not is_call(text) and not outside(carrier.element) for carrier, text in texts)
    unmarked = sum(carrier.stands_alone and _opens(text) for carrier, text in texts) if not marked else 0
    is_list = marked > 0 or (unmarked >= _MANY and _has_faq_sign(page))
    for carrier, text in texts:
        if (
            ends_with_mark(text)
            or (is_list and carrier.stands_alone and _opens(text))
            or (marked >= _MANY and asks_by_order(text))
            or (carrier.is_called_question and marked >= _MOST_MARKED * len(texts))
        ):
            yield carrier, text


def _one_by_one(page: Page, carriers: Iterable[Carrier]) -> list[Judged]:
    """Judge each question and answer by itself."""
    judged = []
    for carrier, question in _asking(page, carriers):
        if regions(page).is_outside(carrier.element):
            judged.append(Judged(Pair(carrier, question, [], ""), Reason.TEASER))
            continue
        pair = _pair(page, carrier, question)
        judged.append(Judged(pair, _fault(page, carrier, question) or _fault_of_answer(pair)))
    return judged


def _in_company(page: Page, judged: list[Judged]) -> list[Judged]:
    """Judge again by what else is there.

    Among many answers one may well be a list of links, and `Where?` may follow `What do we do?`; a row of teasers
    shows only as a row; and one question alone needs more to be believed.
    """
    sound = _without_teasers([pair for pair, reason in judged if not reason])
    phrases = sum(not _is_one_word(pair) for pair in sound.values())
    verdicts = [Judged(pair, _verdict(pair, reason, sound, phrases)) for pair, reason in judged]
    kept = [pair for pair, reason in verdicts if not reason]
    if len(kept) == 1 and not _may_be_alone(page, kept[0]):
        return [Judged(pair, reason or Reason.LONE_QUESTION) for pair, reason in verdicts]
    return verdicts


def _verdict(pair: Pair, reason: Reason | None, sound: dict[int, Pair], phrases: int) -> Reason | None:
    if reason is Reason.LINK_LIST and phrases >= _MANY:
        return None
    if not reason and id(pair) not in sound:
        return Reason.TEASER
    if not reason and _is_one_word(pair) and not (phrases and _opens(pair.question)):
        return Reason.CALL_TO_ACTION
    return reason


def _fault(page: Page, carrier: Carrier, question: str) -> Reason | None:
    """Why a question is none, whatever follows it."""
    element = carrier.element
    if carrier.fault:
        return carrier.fault
    if _is_link_elsewhere(element, page):
        return Reason.TEASER
    if is_call(question) or (not carrier.stands_alone and is_offer(question)):
        return Reason.CALL_TO_ACTION
    if _asks_readers(carrier):
        return Reason.CALL_TO_ACTION
    return None


def _fault_of_answer(pair: Pair) -> Reason | None:
    if not _LETTERS.search(pair.answer):
        return Reason.NO_ANSWER
    if all(leads_on(line) for line in pair.answer.split("\n") if line):
        return Reason.TEASER
    if len(pair.answer) <= _SHORT and any(e.select_one("time") or e.tag == "time" for e in _elements(pair.stretches)):
        return Reason.TEASER
    if _is_mostly_links(pair):
        return Reason.LINK_LIST
    return None


def _opens(question: str) -> bool:
    return opens_like_question(question) or opens_like_question_elsewhere(question)


def _pair(page: Page, carrier: Carrier, question: str) -> Pair:
    """The pair of a carrier; several formats may carry the same answer, which is read once."""
    is_labelled = has_letter(_known_line(page, carrier.element))
    answers = outline(page).answers
    key = (is_labelled, *carrier.answer)
    if key not in answers:
        stretches = own_text(carrier.answer)
        answers[key] = stretches, answer_text(stretches, is_labelled)
    return Pair(carrier, question, *answers[key])


def _without_teasers(pairs: list[Pair]) -> dict[int, Pair]:
    """Some pairs without the teasers of articles among them: a row of those has `Read more` under each."""
    if any(pair.carrier.stands_alone for pair in pairs):
        return {id(pair): pair for pair in pairs}
    cut = [_is_cut(pair.answer) for pair in pairs]
    leading = [is_cut or leads_on(pair.answer.rsplit("\n", 1)[-1]) for pair, is_cut in zip(pairs, cut, strict=True)]
    teasers = leading if sum(leading) > 1 and 2 * sum(leading) >= len(pairs) else cut
    return {id(pair): pair for pair, is_teaser in zip(pairs, teasers, strict=True) if not is_teaser}


def _is_cut(answer: str) -> bool:
    """Whether an answer breaks off where a link leads on: `The new law ... Read more`."""
    body, _, last = answer.rpartition("\n")
    if leads_on(last):
        return body.rstrip(" ]").endswith(("\u2026", "..."))
    return (
        re.search(r"(?:\u2026|\.\.\.)\]?\s*\W*(?:read more|continue reading|weiterlesen)\W*$", last, re.IGNORECASE)
        is not None
    )


def _may_be_alone(page: Page, pair: Pair) -> bool:
    """Whether one question on a page is enough.

    It is where the structure or the page says so, and for a heading inside an article that opens like a question and
    is answered in whole sentences: "What is hanger steak?".
    """
    if pair.carrier.stands_alone or _has_faq_sign(page):
        return True
    if pair.carrier.element.tag not in (*HEADINGS[1:], *TITLES) or not _opens(pair.question):
        return False
    return len(bare(pair.answer)) >= _LEAST_PROSE and _SENTENCE_END.search(pair.answer) is not None


def _is_one_word(pair: Pair) -> bool:
    """`Interested?`, and `When?` in a list of facts: one word asks nothing without what stands around it."""
    return not pair.carrier.stands_alone and pair.question.isascii() and len(pair.question.split()) == 1


def _asks_readers(carrier: Carrier) -> bool:
    """Whether a question is part of a quiz or poll: choices instead of an answer."""
    holders = [
        carrier.element,
        *(e for e in carrier.element.ancestors if isinstance(e, Element) and e.tag not in _WHOLE),
    ]
    if any(is_called(holder, _names_quiz) for holder in holders[:6]):
        return True
    choices = sum(len(e.select("input[type=radio], input[type=checkbox]")) for e in _elements(carrier.answer))
    return choices >= 2


@lru_cache(maxsize=4096)
def _names_quiz(names: str) -> bool:
    return any(_QUIZ.search(name) for name in names.split())


def _is_link_elsewhere(element: Element, page: Page) -> bool:
    """Whether the question is the text of a link to another page."""
    around = element.closest("a[href]")
    if around is not None and _leads_away(around, page):
        return True
    links = element.select("a[href]")
    if not links:
        return False
    words = bare(element.text)
    return any(bare(link.text) == words and _leads_away(link, page) for link in links)


def _leads_away(link: Element, page: Page) -> bool:
    address = (link.attr("href") or "").strip().lower()
    if not address or address.startswith(("#", "javascript:")) or _is_switch(link):
        return False
    own, _, fragment = address.partition("#")
    here = (page.address or "").lower().partition("#")[0]
    return not (fragment and here.endswith(own))


def _is_mostly_links(pair: Pair) -> bool:
    linked = 0
    for element in _elements(pair.stretches):
        links = [element] if element.tag == "a" else element.select("a[href]")
        linked += sum(len(bare(link.text)) for link in links)
    return linked > 0 and linked > _MOST_LINKED * len(bare(pair.answer))


def _has_faq_sign(page: Page) -> bool:
    if page.address and _HELP_ADDRESS.search(page.address):
        return True
    return any(_FAQ.search(heading.text) for heading in page.dom.select("title, h1, h2, h3, h4, summary"))


def _locator(pair: Pair, name: str) -> str:
    places = ";".join(stretch.place for stretch in pair.stretches)
    return f"{name}={pair.carrier.element.css_path()};{places}"


def _rejected(reason: Reason, pair: Pair, name: str) -> Rejected:
    text = f"{pair.question}\n\n{pair.answer}" if pair.answer else pair.question
    return Rejected(reason, Stage.PARSE, text, f"{name}={pair.carrier.element.css_path()}")
