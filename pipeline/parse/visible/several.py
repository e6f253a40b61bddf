"""Several answers to one question, as shops have them: apart, and without who wrote each and how many liked it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from ...text.patterns import pattern
from ..page import Page
from .asker import look
from .flat import Flat, flat
from .named import ANSWER_WORDS, names_answer
from .nodes import NodeRange, names_with
from .pairs import QuestionElement

_MOST_HOLDERS = 8  # elements (chosen) around the start of an answer of which one may be called so
_ABOUT = pattern(
    r"(?:^|[-_])(?:author|byline|by|answered|user|username|nickname|posted|date|time|timestamp|meta|votes?|voting|helpful|feedback)"
    r"(?:$|[-_])",
    re.IGNORECASE,
)
"""Parts of what elements are called that say who answered, when, and what others think of it."""
says_who = names_with(_ABOUT)
"""Whether some class names say that."""
_is_badge = names_with(pattern(r"(?:^|[-_])(?:badge|label|role)(?:$|[-_])", re.IGNORECASE))
"""What says who answered beside the name: `Store owner`."""
_is_head = names_with(pattern(r"(?:^|[-_])head(?:er)?(?:$|[-_])", re.IGNORECASE))


def each_answer(page: Page, found: QuestionElement) -> list[QuestionElement]:
    """Return a question once for each of its answers, if all of them are in elements called answer that are signed."""
    return [found._replace(answer=answer) for answer in _answers(page, found.answer)] or [found]


class _Called:
    """The elements of a page that are called answer, in document order."""

    def __init__(self, page: Page) -> None:
        self._shown = flat(page)
        self.elements = sorted(self._shown.called(names_answer, ANSWER_WORDS))
        self._starts = [self._shown.first[element] for element in self.elements]

    def around(self, piece: int) -> Iterator[int]:
        """Yield those that hold a piece of text, and all after it."""
        start = bisect_right(self._starts, piece)
        while start and self._shown.end[self.elements[start - 1]] > piece:
            start -= 1
        return islice(self.elements, start, None)


def _answers(page: Page, nodes: Sequence[NodeRange]) -> list[list[NodeRange]]:
    """The answers in some nodes; none where those hold anything else."""
    shown = flat(page)
    if not nodes or not shown.nodes:
        return []
    at, _ = shown.pieces_of(nodes[0])
    if not _is_in_answer(shown, at):
        return []
    spans, answers = [shown.pieces_of(each) for each in nodes], []
    for element in page.once(_Called).around(at):
        if shown.end[element] <= at:
            continue
        own = list(_own_text(shown, element))
        if shown.first[element] > at or not own or own[0][0] < at or own[-1][1] > spans[-1][1]:
            break
        answers.append((element, own))
        at = shown.end[element]
    looks = {look(shown.tags[element], shown.classes[element]) for element, _ in answers}
    is_all = len(looks) == 1 and at >= spans[-1][1]
    return [[each for own in spans for each in shown.ranges(*own)] for _, spans in answers] if is_all else []


def _is_in_answer(shown: Flat, piece: int) -> bool:
    """Whether an element called answer holds a piece of text; a look that spares most pages the rest."""
    holder = shown.holders[piece]
    around = (holder, *islice(shown.ancestors(holder), _MOST_HOLDERS))
    return any(shown.classes[element] and names_answer(shown.classes[element]) for element in around)


def _about(shown: Flat, answer: int) -> Iterator[int]:
    """Yield the elements in an answer that say who wrote it and what others think of it; none where nothing signs it.

    They come in document order, the outer of two alone: the badge beside a name, and the head that holds both.
    """
    inside = list(_inside(shown, answer))
    signs = [element for element in inside if says_who(shown.classes[element])]
    around = (above for sign in signs for above in takewhile(lambda each: each > answer, shown.ancestors(sign)))
    heads = {above for above in around if shown.tags[above] == "header" or _is_head(shown.classes[above])}
    holders = {shown.parents[sign] for sign in signs}
    badges = {each for each in inside if shown.parents[each] in holders and _is_badge(shown.classes[each])}
    after = shown.first[answer]
    for element in sorted(heads.union(badges, signs)):
        if after <= shown.first[element] < shown.end[element]:
            yield element
            after = shown.end[element]


def _inside(shown: Flat, answer: int) -> Iterator[int]:
    """Yield the elements in an answer."""
    return takewhile(lambda element: shown.first[element] < shown.end[answer], range(answer + 1, len(shown.tags)))


def _own_text(shown: Flat, answer: int) -> Iterator[tuple[int, int]]:
    """Yield the pieces of a signed answer that are left: ranges of them; none of an answer that nothing signs."""
    start, signs = shown.first[answer], list(_about(shown, answer))
    for end, following in [*((shown.first[sign], shown.end[sign]) for sign in signs), (shown.end[answer],) * 2]:
        if signs and start < end:
            yield start, end
        start = following
