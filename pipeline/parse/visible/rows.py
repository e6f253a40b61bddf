"""Where the answer to a question of a series ends: at the end of its row, at the next question, or at a heading.

The row of a question is the outermost element that holds it and no other question. What a row holds behind its
question answers it. Where rows hold nothing else, the answers stand between them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from ..page import Page
from .asker import EMPHASIS, Asker, Form
from .askers import Askers, askers
from .asking import Series
from .choices import label_below_choices
from .claims import Claims
from .context import context
from .flat import Flat, flat
from .heads import tells_who
from .labels import COLONS
from .lines import answer_line
from .place import Place, places
from .regions import is_form, is_left_out
from .row import Row, is_turn
from .several import start_of_answer
from .shared import with_shared_answers
from .signed import behind_names
from .starts import after_label, after_notes, header_around
from .tails import FEW, Tail, blocks
from .trim import trimmed
from .turns import next_turn, start_of_note, start_of_proceedings

_PAGE = ("html", "body")
_FLOWING = frozenset("p span b strong em i u font a h1 h2 h3 h4 h5 h6 dt label center".split())
"""Rows after which an answer goes on: paragraphs, and inline elements."""
_MANY = 3
_PART = 2  # blocks (chosen) of the last part of an answer: its title and a paragraph
_SEVERAL = 2  # questions (chosen) that an element holds at least, to be a list of them


def rows(page: Page, series: Sequence[Series], claims: Claims) -> list[Row]:
    """Return the questions of all series with what answers them, in document order."""
    reader = _Rows(page, series, claims)
    found = [reader.row(number) for number in range(len(reader.places))]
    return trimmed(reader.askers, with_shared_answers(page, found))


class _Rows:
    def __init__(self, page: Page, series: Sequence[Series], claims: Claims) -> None:
        self._page = page
        self.shown: Flat = flat(page)
        self.askers: Askers = askers(page)
        self._claimed = claims.questions
        self.places = places(self.shown, series, self._claimed)
        self._starts = [place.asker.line_start for place in self.places]
        self._behind_names = behind_names(self.askers, self.places)
        self._lengths: dict[Form, list[int]] = {}

    def row(self, number: int) -> Row:
        place = self.places[number]
        shown, asker = self.shown, place.asker
        start = self._behind_names.get(asker.first, asker.answer_start)
        limit = max(start, self._start_of_next(number))  # its line may begin before this question
        if (header := header_around(shown, place, limit)) is not None:
            place, start = place._replace(cell=header), shown.end[header]
        if asker.is_heading:
            start = after_notes(shown, place, start, limit)
        if start < asker.line_end < shown.end[place.cell] and tells_who(shown, start, asker.line_end):
            start = asker.line_end
        start = start_of_answer(self._page, start, limit)
        if shown.tags[place.cell] == "dt":
            limit = min(limit, self._next_term(place.cell, start))
        behind = max(start, shown.end[place.cell])
        if asker.has_letter and behind < limit and self._is_answered_behind(place, start, behind):
            place, start = place._replace(cell=self._opened_by(behind)), behind
        end = self._end(number, self._behind_paragraph(place, start), start, limit)
        if asker.has_letter:
            start = answer_line(shown, start, end) or self.askers.start_of_turn(start, end)
            end = start_of_proceedings(shown, start, self._end_below(asker, start, end))
        elif label := label_below_choices(shown, start, end):
            start = label
        return Row(asker, place.series, after_label(self.askers, asker, start, end), end)

    def _behind_paragraph(self, place: Place, start: int) -> Place:
        """The place of a question with the paragraph that it ends, behind another answer maybe: its own is below."""
        shown, cell = self.shown, place.cell
        while start == shown.end[above := shown.parents[cell]] and shown.tags[above] in _FLOWING:
            cell = above
        return place._replace(cell=cell)

    def _end(self, number: int, place: Place, start: int, limit: int) -> int:
        """Where the answer ends that starts at a piece: in the place of its question, or behind that."""
        shown, end = self.shown, self.shown.end[place.cell]
        if end > start and shown.tags[place.cell] not in _FLOWING:
            end = min(end, limit)
            rule = self._rule(start, end) if self._is_shared(number) else None
            return end if rule is None else rule
        after, is_bounded = self._between(place, start, limit)
        return after if is_bounded or end <= start else self._after_colon(place.cell, limit)

    def _is_answered_behind(self, place: Place, start: int, end: int) -> bool:
        """Whether the label of the answer is not in the element of the question, but right behind it.

        What ends with the question counts as its element.
        """
        if start == end and self.shown.end[self.shown.parents[place.cell]] != end:
            return False
        return answer_line(self.shown, start, end) is None and answer_line(self.shown, end, end + 1) == end

    def _opened_by(self, piece: int) -> int:
        """The outermost element that begins with a piece."""
        element = self.shown.holders[piece]
        while (above := self.shown.parents[element]) >= 0 and self.shown.first[above] == piece:
            element = above
        return element

    def _end_below(self, asker: Asker, label: int, end: int) -> int:
        """Where the section ends that the label of an answer is the title of, below a title that asks."""
        level = self.shown.levels.get(label)
        if level is None or not asker.is_heading:
            return end
        return next((piece for piece, other in self._headings(label, end) if other <= level), end)

    def _after_colon(self, cell: int, limit: int) -> int:
        """Where the answer in a paragraph ends: with the list that its last colon announces, and what closes that."""
        shown, parent, end = self.shown, self.shown.parents[cell], self.shown.end[cell]
        if not shown.texts[end - 1].endswith(COLONS) or parent < 0:
            return end
        return Tail(shown, parent, end, min(limit, shown.end[parent])).end_of_announced()

    def _next_term(self, cell: int, start: int) -> int:
        """Where the next term of a definition list begins that is behind an answer, asked or not."""
        shown = self.shown
        stop = shown.end[shown.parents[cell]]
        for element in range(cell + 1, len(shown.tags)):
            if shown.first[element] >= stop:
                break
            if shown.tags[element] == "dt" and shown.first[element] > start:
                return shown.first[element]
        return stop

    def _start_of_next(self, number: int) -> int:
        at = bisect_right(self._claimed, self.places[number].asker.first)
        claimed = self._claimed[at] if at < len(self._claimed) else len(self.shown.nodes)
        if number + 1 == len(self.places):
            return claimed
        following, cell_start = self.places[number + 1], self.shown.first[self.places[number + 1].cell]
        if cell_start <= self.places[number].asker.first:  # one cell holds both
            return min(claimed, following.asker.line_start)
        return min(claimed, following.asker.line_start, cell_start)

    def _is_shared(self, number: int) -> bool:
        """Whether the place of a question holds the one before as well: its label is on a line of its own."""
        return number > 0 and self.shown.first[self.places[number].cell] <= self._starts[number - 1]

    def _between(self, place: Place, start: int, limit: int) -> tuple[int, bool]:
        """Where the pieces end that follow a row, and whether something ends them."""
        shown = self.shown
        parent = self._holder(place.cell, limit)
        is_bounded = limit < shown.end[parent]
        stop = self._whole_nodes(parent, start, limit) if is_bounded else shown.end[parent]
        stop = self._end_of_turn(place, start, stop, is_last=not is_bounded)
        rule = self._rule(start, stop)
        for piece, level in self._headings(start, stop if rule is None else rule):
            is_announced = not place.asker.is_heading and shown.texts[piece - 1].endswith(COLONS)
            if level <= place.asker.level and not (is_announced or (is_bounded and self._is_left_out(parent, piece))):
                return piece, True
        if rule is not None:
            return rule, True
        if is_bounded:
            if count := self._count(parent, start, stop):
                self._lengths.setdefault(place.series.form, []).append(count)
            return stop, True
        if place.asker.has_letter and len(self._lengths.get(place.series.form, ())) < _SEVERAL:
            return stop, False
        is_list = self._is_list(parent)
        return Tail(shown, parent, start, stop).end(self._most_blocks(place, parent, start, stop), is_list), is_list

    def _holder(self, cell: int, limit: int) -> int:
        """The element around a row, or around emphasis there that ends before the next question: `<font>Q A</font>`."""
        shown = self.shown
        holder = parent = shown.parents[cell]
        while shown.tags[holder] in EMPHASIS and shown.end[holder] <= limit:
            holder = shown.parents[holder]
        return holder if limit < shown.end[holder] else parent

    def _is_left_out(self, parent: int, piece: int) -> bool:
        """Whether a piece of an element is in a block that is no part of what is around it: a box with other pages."""
        child = self.shown.child(parent, piece)
        if child is None:
            return False
        block = self.shown.elements[child]
        return is_left_out(block) or is_form(block)

    def _end_of_turn(self, place: Place, start: int, stop: int, is_last: bool) -> int:
        """Where an answer of an interview ends before `stop`."""
        asker = place.asker
        stop = self.askers.speakers.start_of_host(start, stop)
        if is_last and self.askers.speakers.interviews(asker.line_start):
            return start_of_note(self.shown, start, stop)
        if start >= stop or not is_turn(asker, place.series) or asker.is_inline or self._is_faq(asker):
            return stop
        return next_turn(self.askers, asker, start, stop, is_last)

    def _is_faq(self, asker: Asker) -> bool:
        return context(self._page).is_in_faq(asker.first, asker.level)

    def _most_blocks(self, place: Place, parent: int, start: int, stop: int) -> int:
        """How many blocks an answer has that nothing ends: as the longest of the others, and with all titles in it."""
        lengths = [*self._lengths.get(place.series.form, [])]
        if len(lengths) < _MANY:
            lengths.append(FEW if place.asker.is_heading else 1)
        at = bisect_left(place.series.parts, stop)
        if at and place.series.parts[at - 1] >= start:
            lengths.append(self._count(parent, start, place.series.parts[at - 1]) + _PART)
        return max(lengths)

    def _count(self, parent: int, start: int, end: int) -> int:
        return sum(1 for _ in blocks(self.shown, parent, start, end))

    def _whole_nodes(self, parent: int, start: int, limit: int) -> int:
        """Where the answer before a question ends: before the node next to it that holds the question.

        Where that node holds the start of the answer, too, right before the question.
        """
        child = self.shown.child(parent, limit)
        first = limit if child is None or self.shown.tags[child] in EMPHASIS else self.shown.first[child]
        return first if first > start else limit

    def _is_list(self, parent: int) -> bool:
        """Whether an element holds several questions, and before the first of them nothing but headings."""
        shown = self.shown
        if shown.tags[parent] in _PAGE:
            return False
        low = bisect_left(self._starts, shown.first[parent])
        if bisect_left(self._starts, shown.end[parent]) - low < _SEVERAL:
            return False
        lines = range(shown.line_of[shown.first[parent]], shown.line_of[self._starts[low]])
        return all(shown.starts[line] in shown.levels for line in lines)

    def _headings(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        for line in range(bisect_right(self.shown.starts, start), len(self.shown.starts)):
            piece = self.shown.starts[line]
            if piece >= end:
                break
            if piece in self.shown.levels:
                yield piece, self.shown.levels[piece]

    def _rule(self, start: int, end: int) -> int | None:
        rules = self.shown.rules
        at = bisect_right(rules, start)
        return rules[at] if at < len(rules) and rules[at] < end else None
