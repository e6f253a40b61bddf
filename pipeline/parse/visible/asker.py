"""A line that may ask, and the form that it has: the tags, classes, weight and numbering that others may have, too."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from turbohtml import Element

from ...text.marks import END_MARKS
from ...text.patterns import pattern
from .elements import without_words
from .flat import LEVELS, Flat
from .labels import is_icon, numbering

EMPHASIS = {tag: tag for tag in "u big mark font span a small code".split()} | {
    "b": "b", "strong": "b", "em": "i", "i": "i", "cite": "i", "dfn": "i", "ins": "u", "tt": "code",
}  # fmt: skip
_PLAIN_EMPHASIS = frozenset(EMPHASIS.values())
_STYLED = frozenset("span font p div td th li".split())
_END_MARKS = tuple(END_MARKS)
_PLAIN_BLOCKS = frozenset("p div body section main article center".split())
NO_HEADING = len(LEVELS) + 1
NEAR = 2  # elements (chosen) around a line whose class may name it
_TOGGLES = frozenset(
    "+ \uff0b \u2795 \u25bc \u25be \u2304 \u2335 \u2b07 \u2193 expand_more keyboard_arrow_down add".split()
)
_STATE = pattern(  # `vspace`: PmWiki calls a paragraph so that has a gap above it
    r"(?:is|has|js)?-?(?:active|open(?:ed)?|closed?|collapsed?|expanded|show|shown|hidden|first|last|odd|even|current|selected)"
    r"|vspace|.*\d.*",
    re.IGNORECASE,
)
PLAIN_NAMES = frozenset(["", "block", *"li td dd tr a ul ol dl table tbody details".split()])
"""Names of elements that do not tell a question from its answer."""
ENTRIES = frozenset("li div section article td dd".split())
FIRST = "first"
"""What tells a plain line from others that is the first of several in the element around it."""
HOLDING = frozenset("summary dt th button label".split())
"""Elements that hold a question and never its answer."""
BOLD = frozenset("b strong u".split())
ITALIC = ("em", "i")
_BOLD_STYLE = pattern(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_TITLE = pattern(r"(?:^|[-_])(?:title|heading)$", re.IGNORECASE)
Form = tuple[str, ...]
"""Tags, classes and numbering that the members of a series have in common."""
NAMES = 3
"""Where the names of the elements around a line begin in its form, if it is no heading."""
LABELLED: Form = ("Q",)
"""The form of all lines with the label of a question, whatever else they look like."""


class Asker(NamedTuple):
    """A piece of a page that may ask: pieces [first, end) of its text, without label and number."""

    first: int
    end: int
    line_start: int
    line_end: int
    """The pieces of the lines that it stands on."""
    answer_start: int
    """The piece after it that may answer it: on its line, or the first of the next line."""
    text: str
    level: int
    """The rank of a heading; `NO_HEADING` for anything else."""
    is_bold: bool
    has_letter: bool
    """Whether a `Q` says that it asks."""
    is_strong: bool
    """Whether it stands out by itself as a title or question: a heading, bold text."""
    is_held: bool
    """Whether the element around it holds a question and never its answer: a term, what opens a panel."""
    is_marked_behind: bool
    """Whether its question mark follows the element: `<b>Pets allowed</b>? Yes.`"""
    form: Form
    plain_form: Form = ()
    """The form without regard to its label."""
    words: int = 0
    """How many words at the start of the pieces are a label: a name, a number."""

    def as_labelled(self) -> Asker:
        """Return the question as if its line had the label that others of its look have."""
        return self._replace(has_letter=True, is_strong=True, form=LABELLED)

    def without(self, words: int) -> Asker:
        """Return the question without the words at its start that are a label."""
        return self._replace(words=words, text=without_words(self.text, words))

    @property
    def is_inline(self) -> bool:
        """Whether something follows it on its line."""
        return self.answer_start < self.line_end

    @property
    def kind(self) -> str:
        """The format that it is one of."""
        if self.is_heading:
            return "headings"
        if self.is_bold:
            return "bold"
        return "labelled" if self.has_letter else "bold" if self.is_inline else "paragraphs"

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        return self.level < NO_HEADING


def is_italic(asker: Asker) -> bool:
    """Whether a line is in italics as a whole."""
    return len(asker.form) > NAMES and asker.form[NAMES].partition(".")[0] == "i" and not asker.is_inline


def formed(shown: Flat, first: int, end: int, start: int, line_end: int, text: str, has_letter: bool) -> Asker:
    """Return a line that may ask: pieces [first, end), on lines [start, line_end), with what is known of its look."""
    frame = _frame_of(shown, first, end, start, line_end)
    is_bold = frame.is_bold or are_bold(shown, first, end)
    is_whole = end == line_end or frame.level < NO_HEADING or frame.is_held or _are_icons(shown, end, line_end)
    form = _form(frame, numbering(text), is_bold, not is_whole)
    return Asker(
        first,
        end,
        start,
        line_end,
        answer_start=line_end if is_whole else end,
        text=text,
        level=frame.level,
        is_bold=is_bold,
        has_letter=has_letter,
        is_strong=frame.level < NO_HEADING
        or is_bold
        or frame.is_titled
        or has_letter
        or (end + 1 == line_end and _opens(shown, end)),
        is_held=frame.is_held,
        is_marked_behind=end < line_end and shown.texts[end].startswith(_END_MARKS),
        form=LABELLED if has_letter else form,
        plain_form=form,
    )


def are_bold(shown: Flat, first: int, end: int) -> bool:
    """Whether some pieces are all bold, each for itself."""
    tags, holders = shown.tags, shown.holders
    return tags[holders[first]] in BOLD and all(tags[holders[piece]] in BOLD for piece in range(first + 1, end))


def are_italic(shown: Flat, first: int, end: int) -> bool:
    """Whether some pieces are all in italics, each for itself."""
    return all(shown.tags[holder] in ITALIC for holder in shown.holders[first:end])


def _are_icons(shown: Flat, first: int, end: int) -> bool:
    """Whether some pieces are nothing but icons and question marks."""
    return all(is_icon(text) or not text.strip(END_MARKS) for text in shown.texts[first:end])


def _opens(shown: Flat, piece: int) -> bool:
    """Whether the last piece of a line is the sign of what opens a panel: `<span>+</span>`."""
    return shown.texts[piece] in _TOGGLES and shown.shows_only(shown.holders[piece], piece, piece + 1)


def block_name(shown: Flat, first: int) -> str:
    """Return the tag and classes of the block around a line, which all lines of one form have in common."""
    element = shown.holders[first]
    while element >= 0 and shown.tags[element] in EMPHASIS:
        element = shown.parents[element]
    return look(shown.tags[element], shown.classes[element]) if element >= 0 else ""


class _Frame(NamedTuple):
    """What is known of the elements around a line that hold nothing else."""

    level: int
    is_bold: bool
    is_titled: bool
    """Whether one of them is called title."""
    is_held: bool
    """Whether one of them holds a question and never its answer."""
    names: tuple[str, ...]
    """The inline elements and the block around them, by their tags and classes."""
    around: str
    """The element around the block."""
    is_first: bool
    """Whether it is the first of several lines in the element around it."""


def _frame_of(shown: Flat, first: int, end: int, start: int, line_end: int) -> _Frame:
    tags, classes, parents = shown.tags, shown.classes, shown.parents
    level, is_bold, is_titled, is_held = NO_HEADING, False, False, False
    names: list[str] = []
    block: int | None = None
    element = shown.around(first, end)
    while element >= 0 and shown.first[element] >= start and shown.end[element] <= line_end:
        tag = tags[element]
        level = LEVELS.get(tag, level)
        is_held = is_held or tag in HOLDING
        is_bold = is_bold or tag in BOLD or (tag in _STYLED and _is_bold_by_style(shown.elements[element]))
        if classes[element]:
            is_titled = is_titled or _is_called_title(classes[element])
        if block is None:
            names.append(look(tag, classes[element]))
            block = element if tag not in EMPHASIS else None
        element = parents[element]
    if block is None and element >= 0:
        names.append(look(tags[element], classes[element]))
        is_held = is_held or tags[element] in HOLDING
    above = parents[block] if block is not None else element
    around = look(tags[above], classes[above]) if above >= 0 and len(names) < NEAR else ""
    is_first = above >= 0 and tags[above] in ENTRIES and shown.first[above] == start and shown.end[above] > line_end
    return _Frame(level, is_bold, is_titled, is_held, tuple(names), around, is_first)


def _form(frame: _Frame, number: str, is_bold: bool, is_inline: bool) -> Form:
    if frame.level < NO_HEADING:
        return (f"h{frame.level}", number)
    names = tuple(name for name in frame.names if name not in _PLAIN_EMPHASIS) if is_bold else frame.names
    form = ("inline" if is_inline else "line", number, "b" if is_bold else "", *names, frame.around)
    is_plain = not (is_bold or is_inline) and PLAIN_NAMES.issuperset(form[NAMES:])
    return (*form, FIRST) if is_plain and frame.is_first else form


def _is_bold_by_style(element: Element) -> bool:
    style = element.attr("style")
    return style is not None and _BOLD_STYLE.search(style) is not None


@lru_cache(maxsize=4096)
def _is_called_title(classes: str) -> bool:
    return any(_TITLE.search(name) for name in classes.split())


@lru_cache(maxsize=4096)
def look(tag: str, classes: str) -> str:
    """The tag of an element with its classes, without those that say its state or number."""
    name = "block" if tag in _PLAIN_BLOCKS else EMPHASIS.get(tag, tag)
    return f"{name}.{_stable(classes)}" if classes else name


def _stable(classes: str) -> str:
    return ".".join(sorted(name for name in classes.split() if not _STATE.fullmatch(name)))
