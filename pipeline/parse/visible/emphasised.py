"""The emphasised text that opens a line and asks before the rest of it answers: `<b>Is it safe?</b> Yes.`"""

from __future__ import annotations

from ...text.questions import ends_with_mark
from .asker import BOLD, are_bold
from .flat import LEVELS, Flat
from .labels import COLONS
from .marked import holds_mark
from .walk import OWN_LINE

EMPHASISED = frozenset("b strong em i u big mark font span a dfn ins".split())
"""Elements that may open a line with a question of its own."""
_SALUTED = (",", "\uff0c", "\u060c")
"""What ends bold text that asks nothing: `<b>Dear Vera,</b> how do I ...?`"""
_MOST_LINES = 5  # lines (chosen) that a question broken by `<br>` has at most


def head_of_line(shown: Flat, first: int, end: int) -> int | None:
    """Return the outermost emphasised element that opens a line and ends before the line does, or None.

    Bold text may go on for a few lines: a question is sometimes broken by `<br>`.
    """
    found = None
    element = shown.holders[first]
    while element >= 0 and shown.tags[element] in EMPHASISED and shown.first[element] >= first:
        if shown.end[element] >= end and shown.tags[element] not in BOLD and not _fills_block(shown, element, end):
            break
        if shown.line_of[shown.end[element] - 1] - shown.line_of[first] >= _MOST_LINES:
            break
        if shown.end[element] > end and _holds_block(shown, element):
            break
        found = element
        element = shown.parents[element]
    if found is None or shown.shows_only(found, first, end) or shown.texts[shown.end[found] - 1].endswith(_SALUTED):
        return None
    if are_bold(shown, first, end) and not _is_broken(shown, found, end):
        return None
    announces = shown.texts[shown.end[found] - 1].endswith(COLONS)
    if (announces or first in shown.levels) and _asks_behind(shown, found, first, end):
        return None
    is_link = shown.tags[found] == "a" and shown.elements[found].attr("href")
    return None if is_link else found


def end_of_broken_heading(shown: Flat, first: int, end: int) -> int | None:
    """Return where a heading ends that asks on a few lines, parted by `<br>`: `How long is it?<br>And the lunch?`"""
    element = shown.holders[first]
    if first not in shown.levels:
        return None
    while shown.tags[element] not in LEVELS:
        element = shown.parents[element]
    stop = shown.end[element]
    if stop <= end or shown.line_of[stop - 1] - shown.line_of[first] >= _MOST_LINES or _holds_block(shown, element):
        return None
    return stop if ends_with_mark(shown.text(first, stop)) else None


def _is_broken(shown: Flat, head: int, end: int) -> bool:
    """Whether a bold statement goes on after its first line.

    It does so to the end of a block that is called something, or before what answers it, and no line of it asks, nor
    does what is right before it: that is answered by it.
    """
    first = shown.first[head]
    if ends_with_mark(shown.text(first, end)) or (first and ends_with_mark(shown.texts[first - 1])):
        return False
    block, stop = shown.parents[head], shown.end[head]
    if stop <= end:
        return False
    if shown.shows_only(block, shown.first[head], stop):
        return bool(shown.classes[block])
    return shown.starts[shown.line_of[stop - 1] + 1] == stop and not any(shown.marked[end:stop])


def _asks_behind(shown: Flat, head: int, first: int, end: int) -> bool:
    """Whether a line asks with the words behind its first ones: `<a name=7>What is the</a> <code>row</code>?`

    `<i>Ann Lee asks:</i> May I ...?`
    """
    return ends_with_mark(shown.text(first, end)) and not holds_mark(shown.text(first, shown.end[head]))


def _holds_block(shown: Flat, element: int) -> bool:
    """Whether lines of an element are parted by more than `<br>`."""
    for inner in range(element + 1, len(shown.tags)):
        if shown.first[inner] >= shown.end[element]:
            return False
        if shown.tags[inner] in OWN_LINE:
            return True
    return False


def _fills_block(shown: Flat, element: int, end: int) -> bool:
    """Whether an element goes on after its first line, and is all that the block around it shows."""
    above = shown.parents[element]
    return shown.end[element] > end and shown.shows_only(above, shown.first[element], shown.end[element])
