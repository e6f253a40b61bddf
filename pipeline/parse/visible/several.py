"""Several answers to one question, as shops have them: apart, and without who wrote each and how many liked it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from ...text.patterns import pattern
from ..page import Page
from .asker import look
from .elements import leads_nowhere
from .flat import Flat, flat
from .heads import LONGEST_HEAD, are_heads, is_called_head, is_short, names_person, says_who
from .named import ANSWER_WORDS, names_answer
from .nodes import NodeRange, names_with
from .pairs import QuestionElement

_MOST_HOLDERS = 8  # elements (chosen) around the start of an answer of which one may be called so
_names_report = names_with(pattern(r"(?:^|[-_])(?:report|flag|abuse)(?:$|[-_])", re.IGNORECASE))
"""What a link is called with which readers report an answer."""
_is_badge = names_with(pattern(r"(?:^|[-_])(?:badge|label|role)(?:$|[-_])", re.IGNORECASE))
"""What says who answered beside the name: `Store owner`."""


def each_answer(page: Page, found: QuestionElement) -> list[QuestionElement]:
    """Return a question once for each of its answers, if all of them are in elements called answer that are signed."""
    return [found._replace(answer=answer) for answer in _answers(page, found.answer)] or [found]


def start_of_answer(page: Page, start: int, end: int) -> int:
    """Return where the element called answer begins in some pieces, if all before it says who asked and when."""
    shown = flat(page)
    called = (each for each in page.once(_Called).around(start) if shown.end[each] > start)
    first = next((shown.first[each] for each in called), end)
    return first if first < end and are_heads(shown, start, first) else start


def answers_within(page: Page, start: int, end: int) -> tuple[int, int]:
    """Return from where to where those elements called answer reach that begin in some pieces of text."""
    return page.once(_Called).within(start, end)


class _Called:
    """The elements of a page that are called answer and say something, in document order."""

    def __init__(self, page: Page) -> None:
        self._shown = flat(page)
        called = sorted(self._shown.called(names_answer, ANSWER_WORDS))
        self.elements = [each for each in called if self._shown.end[each] > self._shown.first[each]]
        self._starts = [self._shown.first[element] for element in self.elements]

    def around(self, piece: int) -> Iterator[int]:
        """Yield those that hold a piece of text, and all after it."""
        start = bisect_right(self._starts, piece)
        while start and self._shown.end[self.elements[start - 1]] > piece:
            start -= 1
        return map(self.elements.__getitem__, range(start, len(self.elements)))

    def within(self, start: int, end: int) -> tuple[int, int]:
        """From where to where those reach that begin in some pieces; nothing where none does."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        last = self.elements[max(low, high - _MOST_HOLDERS) : high]
        return (self._starts[low], max(self._shown.end[each] for each in last)) if last else (end, end)


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
        own = [(max(first, at), end) for first, end in _own_text(shown, element) if at < end]
        if shown.first[element] > at or not own or own[-1][1] > spans[-1][1]:
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
    signs = [element for element in inside if says_who(shown.classes[element]) or _is_report(shown, element)]
    heads = {above for above in _around(shown, answer, signs) if is_called_head(shown, above)}
    heads |= {each for each in inside if _is_head_with_name(shown, answer, each)}
    holders = {shown.parents[sign] for sign in signs}
    beside = [each for each in inside if shown.parents[each] in holders]
    badges = {each for each in beside if _is_badge(shown.classes[each])} | _on_lines_of(shown, signs, beside)
    after = shown.first[answer]
    for element in sorted(heads.union(badges, signs)):
        if after <= shown.first[element] < shown.end[element]:
            yield element
            after = shown.end[element]


def _is_head_with_name(shown: Flat, answer: int, element: int) -> bool:
    """Whether an element that an answer begins with is a head with the name of who answers: `<div class=info>`."""
    first, end = shown.first[element], shown.end[element]
    if first != shown.first[answer] or not is_called_head(shown, element) or len(shown.text(first, end)) > LONGEST_HEAD:
        return False
    return any(names_person(shown.classes[each]) for each in _inside(shown, element))


def _on_lines_of(shown: Flat, signs: list[int], beside: list[int]) -> set[int]:
    """Those of the elements beside signs that stand on a line with one, without loose text there: `Seller`, `3 May`."""
    lines = {shown.line_of[shown.first[sign]] for sign in signs if shown.first[sign] < shown.end[sign]}
    holders = {line: set(shown.holders[shown.starts[line] : shown.starts[line + 1]]) for line in lines}
    found = set()
    for each in beside:
        first, end = shown.first[each], shown.end[each]
        line = shown.line_of[first] if first < end else -1
        is_on_line = line in holders and end <= shown.starts[line + 1] and shown.parents[each] not in holders[line]
        if is_on_line and is_short(shown.text(first, end)):
            found.add(each)
    return found


def _around(shown: Flat, answer: int, elements: list[int]) -> set[int]:
    """The elements in an answer that are around some of those in it."""
    around: set[int] = set()
    for element in elements:
        new = takewhile(lambda each: each > answer and each not in around, shown.ancestors(element))
        around.update(list(new))
    return around


def _is_report(shown: Flat, element: int) -> bool:
    return shown.tags[element] == "a" and _names_report(shown.classes[element])


def _inside(shown: Flat, answer: int) -> Iterator[int]:
    """Yield the elements in an answer."""
    return takewhile(lambda element: shown.first[element] < shown.end[answer], range(answer + 1, len(shown.tags)))


def _own_text(shown: Flat, answer: int) -> list[tuple[int, int]]:
    """The pieces of a signed answer that are left, without the letter of an icon; none where nothing signs it."""
    own = list(_unsigned(shown, answer))
    return own[1:] if len(own) > 1 and own[0][1] - own[0][0] == 1 and shown.is_lone_letter(own[0][0]) else own


def _unsigned(shown: Flat, answer: int) -> Iterator[tuple[int, int]]:
    """Yield the pieces of an answer that are in nothing that signs it."""
    start, signs = shown.first[answer], list(_about(shown, answer))
    for end, following in [*((shown.first[sign], shown.end[sign]) for sign in signs), (shown.end[answer],) * 2]:
        if signs and start < end:
            yield start, end
        start = _after_controls(shown, following, shown.end[answer])


def _after_controls(shown: Flat, piece: int, end: int) -> int:
    """Where the links end that lead nowhere and follow a piece: `Report`, `Helpful (2)`."""
    while piece < end and leads_nowhere(shown.elements[shown.holders[piece]]):
        piece += 1
    return piece
