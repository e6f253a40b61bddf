"""A row of a series as a question element, which the judge of all visible formats reads."""

from __future__ import annotations

from ...schema import Reason
from ...text.labels import answer_label_end, unlabelled_question
from ..page import Page
from .asker import Asker
from .askers import Askers, askers
from .calls import is_tip
from .columns import asking_cell
from .flat import Flat, flat
from .heads import are_heads, is_head
from .labels import is_answer_label
from .lines import answer_line, end_of_paragraph
from .nodes import NodeRange
from .offers import is_offer_beside
from .pairs import QuestionElement
from .row import Row, is_turn
from .starts import after_label

_DASHES = ("\u2013 ", "\u2014 ")
_MOST_ASK = 1 / 2  # share of a list (chosen) that asks; less, and the others are tips
_MOST_CLIMBS = 20  # elements (chosen) around a question, one in the other; hostile pages nest thousands
_MANY_PIECES = 40  # of text (chosen) in an element of which a question is a line
_LARGEST = frozenset("p h1 h2 h3 h4 h5 h6 summary dt dd td th li div button label".split())


def question_element(page: Page, row: Row) -> QuestionElement:
    """Return what asks in a row, and the nodes that answer it."""
    shown = flat(page)
    element = _element(shown, row.asker)
    question = None if shown.shows_only(element, row.asker.first, row.asker.end) else _nodes(shown, row.asker)
    return QuestionElement(
        shown.elements[element],
        shown.ranges(row.start, row.end),
        stands_alone=row.asker.has_letter,
        question=question,
        question_words=row.asker.words,
        answer_words=_words_before(page, row) if row.start < row.end else 0,
        is_title=row.asker.level > 1 and row.asker.is_strong and not row.asker.is_bold,
        has_labels=row.asker.has_letter and _is_labelled(shown, row),
        is_member=True,
        is_turn=is_turn(row.asker, row.series),
        is_line=question is not None and shown.end[element] - shown.first[element] > _MANY_PIECES,
        fault=Reason.CALL_TO_ACTION if _leads_on(page, row, element) else None,
    )


def _words_before(page: Page, row: Row) -> int:
    """How many words before an answer are a label: the name of who speaks, the dash of who replies, a letter."""
    shown = flat(page)
    return askers(page).speakers.words(row.start) or int(_replies_by_dash(shown, row)) or _letter_words(shown, row)


def _letter_words(shown: Flat, row: Row) -> int:
    """How many words of an answer are its letter, where that of its question has an element of its own: `Q.`, `A.`"""
    if not row.asker.has_letter or row.asker.first == row.asker.line_start:
        return 0
    text = shown.texts[row.start]
    return len(text[: answer_label_end(text, is_labelled=True)].split())


def _replies_by_dash(shown: Flat, row: Row) -> bool:
    """Whether a dash opens the question and the first line of its answer, and no other line: those were a list."""
    dash = shown.texts[row.asker.first][:2]
    if dash not in _DASHES or not shown.texts[row.start].startswith(dash):
        return False
    others = shown.starts[shown.line_of[row.start] + 1 : shown.line_of[row.end - 1] + 1]
    return not any(shown.texts[start].startswith(dash) for start in others)


def _leads_on(page: Page, row: Row, element: int) -> bool:
    """Whether it is a hook, an offer, or a tip or title in a list."""
    if row.series.are_hooks or is_offer_beside(page, row):
        return True
    shown = flat(page)
    is_in_list = "li" in (shown.tags[each] for each in (element, *shown.ancestors(element)))
    return is_in_list and (_is_tip(row) or _is_entry(row))


def _is_labelled(shown: Flat, row: Row) -> bool:
    """Whether the label of an answer opens what answers a question, or is right before it."""
    return row.start < row.end and (
        is_answer_label(shown.texts[row.start - 1]) or bool(answer_label_end(shown.texts[row.start]))
    )


def _is_entry(row: Row) -> bool:
    """Whether it stands beside the questions of the page, in a list that asks no more than it does not: of reviews."""
    return row.series.is_beside and row.series.share <= _MOST_ASK


def _is_tip(row: Row) -> bool:
    """Whether it opens a line that is a tip: by its words, or because most of the list are tips or do not ask."""
    if not row.asker.is_inline:
        return False
    return row.series.are_tips or row.series.share < _MOST_ASK or is_tip(unlabelled_question(row.asker.text))


def without_labels(page: Page, found: QuestionElement) -> QuestionElement:
    """Return a question element without labels: those in elements of their own, and the letters of who speaks."""
    shown = flat(page)
    number = shown.numbers.get(found.element)
    lines = askers(page)
    if number is None or shown.first[number] == shown.end[number]:
        return found
    first, end = shown.pieces_of(found.question) if found.question else (shown.first[number], shown.end[number])
    start = first if found.question else _start(shown, number)
    asker = lines.at(start) or lines.at(shown.line_start(first))
    if asker is None:
        return found
    is_less = asker.first > min(asker.line_start, first) or are_heads(shown, asker.line_end, end)
    if is_less and asker.end <= end:
        found = found._replace(question=_nodes(shown, asker))
    answer = _without_label(lines, asker, found.answer)
    return found._replace(answer=answer, question_words=asker.words, answer_words=_name_before(lines, answer))


def _name_before(lines: Askers, answer: list[NodeRange]) -> int:
    """How many words the name or letter of who answers has at the start of an answer."""
    first, end = lines.flat.pieces_of(answer[0]) if answer else (0, 0)
    return lines.speakers.words(first) if first < end else 0


def _start(shown: Flat, element: int) -> int:
    """The first piece of an element behind an icon's letter on a line of its own, and behind who asked and when.

    In a row of a table, that of the cell that asks.
    """
    first = shown.first[element]
    if shown.tags[element] == "tr" and (cell := _asking_cell(shown, element)) is not None:
        return cell
    if first + 1 < shown.end[element] and shown.line_of[first + 1] > shown.line_of[first]:
        text = shown.texts[first]
        first = first + 1 if len(text) == 1 and text.isalpha() else first
    while first < shown.end[element] and (end := shown.line_end(first)) < shown.end[element]:
        if not is_head(shown, first, end):
            break
        first = end
    return first


def _asking_cell(shown: Flat, row: int) -> int | None:
    """The first piece of the cell of a row that asks, if that is one line."""
    cell = asking_cell(shown.elements[row])
    number = None if cell is None else shown.numbers.get(cell)
    if number is None or shown.first[number] == shown.end[number]:
        return None
    first = shown.first[number]
    return first if shown.line_end(first) == shown.end[number] else None


def _without_label(lines: Askers, asker: Asker, answer: list[NodeRange]) -> list[NodeRange]:
    """An answer without the `A` that opens it in an element of its own."""
    shown = lines.flat
    for at, nodes in enumerate(answer):
        first, end = shown.pieces_of(nodes)
        if first < end:
            labelled = answer_line(shown, first, end) if asker.has_letter else None
            start = after_label(lines, asker, labelled or first, end)
            return answer if start == first else [*shown.ranges(start, end), *answer[at + 1 :]]
    return answer


def _element(shown: Flat, asker: Asker) -> int:
    """The element that asks: the paragraph or heading around the question, or else the innermost around it."""
    end = end_of_paragraph(shown, asker)
    inner = element = shown.around(asker.first, end)
    for _ in range(_MOST_CLIMBS):
        above = shown.parents[element]
        if shown.tags[element] in _LARGEST or above < 0 or not shown.shows_only(above, asker.first, end):
            return element
        element = above
    return inner


def _nodes(shown: Flat, asker: Asker) -> NodeRange | None:
    """The nodes that ask, without the label before them; None where no single range of nodes holds them."""
    ranges = shown.ranges(asker.first, asker.end)
    return ranges[0] if len(ranges) == 1 else None
