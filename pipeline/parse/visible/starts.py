"""Where an answer starts: behind the header of an article, behind who wrote it and when, behind its label."""

from __future__ import annotations

import re
from itertools import islice

from ...text.bylines import LONGEST_BYLINE, is_byline
from ...text.patterns import pattern
from .asker import Asker
from .askers import Askers
from .choices import hold_boxes
from .flat import Flat
from .heads import behind_head, is_head, is_short, lines_of, names_who
from .labels import is_answer_label, is_picture
from .lines import line_cell
from .place import WHOLE_PAGE, Place
from .regions import is_left_out
from .tails import SENTENCE, STOPS

_HOLDERS = frozenset("div section".split())
_ARTICLES = frozenset("main article".split())
_HEADER = pattern(r"(?:^|[\s_-])(?:entry|post|article|page|blog)[-_]*(?:header|head)(?:$|[\s_-])", re.IGNORECASE)


def header_around(shown: Flat, place: Place, limit: int) -> int | None:
    """Return the header of an article around its title, if no sentence in it answers the title: what follows does."""
    start = place.asker.answer_start
    if not place.asker.is_heading:
        return None
    is_header, read = False, start
    for element in (place.cell, *shown.ancestors(place.cell)):
        end = shown.end[element]
        if shown.tags[element] in WHOLE_PAGE or end > limit:
            break
        lines = [*lines_of(shown, read, end)]
        if any(map(_is_sentence, lines)):
            break
        read = max(read, end)
        is_header = is_header or _is_header(shown, element) or any(map(is_byline, lines))
        if is_header and start < end < min(limit, shown.end[shown.parents[element]]):
            return element
    return None


def after_notes(shown: Flat, place: Place, start: int, limit: int) -> int:
    """Return where an answer starts behind what says only who wrote it and when, if that leaves anything."""
    piece, cell = start, line_cell(shown, place.asker)
    for parent in islice(shown.ancestors(cell), place.height + 1):
        stop = min(limit, shown.end[parent])
        piece = _after_notes_in(shown, parent, piece, stop)
        if piece < stop:
            return piece
    return start


def _after_notes_in(shown: Flat, parent: int, piece: int, stop: int) -> int:
    """Where the blocks of an element end that say only who wrote something and when."""
    while piece < stop and (child := shown.child(parent, piece)) is not None:
        end = shown.end[child]
        if end > stop or not (_is_skipped(shown, child) or _is_byline(shown, piece, end)):
            break
        piece = end
    return piece


def _is_skipped(shown: Flat, element: int) -> bool:
    """Whether an element is no part of an answer, nor the choices that readers have instead of one."""
    block = shown.elements[element]
    return is_left_out(block) and not hold_boxes([block])


def _is_byline(shown: Flat, start: int, end: int) -> bool:
    """Whether some pieces are a byline; each has a character at least, so many are none."""
    return end - start <= LONGEST_BYLINE and is_byline(shown.text(start, end))


def _is_sentence(line: str) -> bool:
    """Whether a line is a sentence of some length."""
    return len(line) >= SENTENCE and line.endswith(STOPS)


def _is_header(shown: Flat, element: int) -> bool:
    """Whether an element is what an article begins with: its title, its author."""
    if shown.tags[element] != "header":
        return shown.tags[element] in _HOLDERS and _HEADER.search(shown.classes[element]) is not None
    return any(shown.tags[above] in _ARTICLES for above in shown.ancestors(element))


def after_label(lines: Askers, asker: Asker, start: int, end: int) -> int:
    """Return where an answer starts behind a label or a sign in an element of its own: `A`, a name, an arrow.

    What is in a head with the label goes with it, and what names who answers: on its line, or on the next ones as who
    asks is named there, too.
    """
    first = start
    if start < end and (line_end := lines.flat.line_end(start)) < end and lines.speakers.is_alone(start):
        return line_end
    while start < end - 1 and (_is_sign(lines.flat, start) or _is_label(lines, asker, start)):
        start += 1
    if first == start:
        return start
    start = behind_head(lines.flat, start - 1, end)
    line_end = lines.flat.line_end(start)
    if line_end < end and names_who(lines.flat, start, line_end):
        return line_end
    return _behind_names(lines.flat, asker, start, end)


def _behind_names(shown: Flat, asker: Asker, start: int, end: int) -> int:
    """Where an answer starts behind as many names as there are before what asks, and behind a day."""
    names = shown.line_of[asker.first] - shown.line_of[asker.line_start] - 1
    while (line_end := shown.line_end(start)) < end and names > 0:
        if not is_short(shown.text(start, line_end)):
            break
        names -= not is_head(shown, start, line_end)
        start = line_end
    return start


def _is_sign(shown: Flat, piece: int) -> bool:
    return is_picture(shown.texts[piece]) and shown.shows_only(shown.holders[piece], piece, piece + 1)


def _is_label(lines: Askers, asker: Asker, piece: int) -> bool:
    text, following = lines.flat.texts[piece], lines.flat.texts[piece + 1]
    if following[:1] in ":.)":
        return False
    if lines.speakers.words(piece) == len(text.split()):
        return True
    if not is_answer_label(text):
        return lines.flat.is_lone_letter(piece) and _follows_letter(lines.flat, asker)
    return len(text) > 1 or asker.has_letter or _follows_letter(lines.flat, asker)


def _follows_letter(shown: Flat, asker: Asker) -> bool:
    """Whether a letter stands before a question in an element of its own: `F`, whose answer has an `A`."""
    return asker.first > 0 and shown.is_lone_letter(asker.first - 1)
