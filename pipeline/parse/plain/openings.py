"""What opens a line of plain text: the label of a question, a number, the name of who speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...text.labels import has_letter, label_end
from ...text.patterns import pattern
from ..visible.labels import is_question_label
from .lines import Line

Form = tuple[str, ...]
"""What the members of a series have in common: how they are labelled or numbered."""

_NO_BLANKS = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_CHINESE = "\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341"
_SUBJECT = r"(?P<subject>subject:[ \t]*)?"
_LEVELS = r"\d{1,3}(?:[.\-]\d{1,3}){0,3}"
# 1. 1) (1) [1] 1.1) 1.1. 1.1 #1 §1. 1: 1- Q1. 一、
_NUMBER = pattern(
    rf"{_SUBJECT}(?P<open>[*_#\u00a7(\[]{{0,3}}q?)(?P<number>{_LEVELS})"
    rf"(?:(?P<close>[.):\]\uff0e\u3001]{{1,2}}-?|[ \t]?[-\u2013\u2014](?=[ \t]))"
    rf"(?:[ \t]+|(?=[{_NO_BLANKS}\u00bf]))|[ \t]+)(?=\S)"
    rf"|(?P<chinese>[{_CHINESE}]{{1,3}})\u3001[ \t]*(?=\S)",
    re.IGNORECASE,
)
_SUBJECT_LINE = pattern(r"subject:[ \t]*(?=\S)(?!re:)", re.IGNORECASE)
# # Markdown == Wiki == ** Org
_TITLE = pattern(r"(?P<marks>#{1,6}(?=[ \t])|={1,6}(?=[ \t])|={2,6}|\*{1,6}(?=[ \t]))[ \t]*(?=[^\s#=*])")
_BOLD = pattern(r"\*\*(?=[^\s*](?:[^*\n]*[^\s*:,;])?\*\*$)|__(?=[^\s_](?:[^_\n]*[^\s_:,;])?__$)")
BOLD = "bold"
"""The form of a line in bold."""
# [10:00] Ana: 12/05/21, 10:00 - Ana: 10:00 <ana> Ana: ANA: **Ana:** Ana, [10:00 AM] Ana - 10:00 [10:00] Ana
_TIME = (
    r"[\[(]?(?:\d{1,4}[-./]\d{1,2}[-./]\d{1,4},?[ \tT]+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?"
    r"(?:[ \t\u202f]?[ap]\.?m\.?)?[\])]?(?:[ \t]?[-\u2013\u2014](?=[ \t]))?[ \t]*"
)
_POSTER = r"[^\W\d_][^:\n?!;,\[\]()<>/]{0,38}"
_TURN = pattern(
    rf"(?P<time>{_TIME})?(?:<[@+ ]?(?P<nick>[^<>\s][^<>\n]{{0,38}})>"
    rf"|(?P<poster>{_POSTER}?),?[ \t]+(?=[\[(]\d[^\])\n]{{3,22}}[\])]){_TIME}"
    rf"|(?P<writer>{_POSTER}?)[ \t]+[\u2013\u2014-][ \t]+(?:(?:to|yester)day at )?{_TIME}$"
    rf"|(?<=[\d\]) ])(?P<caller>{_POSTER})$"
    r"|[*_]{0,2}(?P<name>[^\W\d_][^:\uff1a\n?!;,\"\u201c\u201d\u00ab\u00bb\[\]<>/]{0,39})[*_]{0,2}[:\uff1a][*_]{0,2})"
    rf"(?:[ \t]+|$|(?<=\uff1a)|(?=[{_NO_BLANKS}]))",
    re.IGNORECASE,
)
TIMED: Form = ("turn", "timed")
"""The form of a turn that says when it was."""
_NAMES = ("nick", "poster", "writer", "caller", "name")
_STARTS_WITH_TIME = pattern(_TIME, re.IGNORECASE)
_MOST_BLANKS = 4  # in a name (chosen)
_NOTE = pattern(r"(?:(?:\*{1,3}|-!-|-{1,2}>|<-{1,2}|={2,3}|-{2,3}|[\u2190-\u21ff\u2014])[ \t]|[\[(](?=.*[\])]$))")
"""What opens a line that says who comes and goes: `*** ana has left`, `-!- ana has quit`, `[ana has left]`."""


class Opening(NamedTuple):
    """How a line opens."""

    line: int
    """Which of the lines."""
    start: int
    """The first character after the label."""
    form: Form
    number: tuple[int, ...] = ()
    name: str = ""
    """Who speaks."""


def labelled(lines: Sequence[Line]) -> Iterator[Opening]:
    """Yield the lines that open with `Q:` or the word for it; a label alone stands for the next line."""
    for at, line in enumerate(lines):
        if line.is_rule:
            continue
        if _is_lone_label(lines, at):
            yield Opening(at, lines[at + 1].start, ("Q",))
        elif has_letter(line.text) and not _NUMBER.match(line.text):
            yield Opening(at, line.start + label_end(line.text), ("Q",))
        elif has_letter(line.text):
            yield Opening(at, line.start + label_end(line.text), ("Q", "number"))


def _is_lone_label(lines: Sequence[Line], at: int) -> bool:
    return at + 1 < len(lines) and is_question_label(lines[at].text.strip("*_")) and not lines[at + 1].is_rule


def numbered(lines: Sequence[Line]) -> Iterator[Opening]:
    """Yield the lines that open with a number."""
    for at, line in enumerate(lines):
        match = None if line.is_rule else _NUMBER.match(line.text)
        if match and match["chinese"]:
            yield Opening(at, line.start + match.end(), ("chinese",), (_chinese(match["chinese"]),))
        elif match:
            number = tuple(map(int, re.split(r"[.\-]", match["number"])))
            close = (match["close"] or "").strip()
            form = ("subject" if match["subject"] else "", match["open"].upper(), str(len(number)), close)
            yield Opening(at, line.start + match.end(), form, number)


def is_numbered(line: Line) -> bool:
    """Whether a line opens with a number and a sign after it, or with a number of several levels."""
    match = _NUMBER.match(line.text)
    return match is not None and (match["close"] is not None or match["number"] is None or "." in match["number"])


def _chinese(text: str) -> int:
    """The number that up to three Chinese digits say: 十二 is 12, 三十 is 30."""
    tens, ten, ones = text.partition("\u5341")
    if not ten:
        return int("".join(str(_CHINESE.index(digit) + 1) for digit in text))
    return 10 * (_CHINESE.index(tens[-1]) + 1 if tens else 1) + (_CHINESE.index(ones[0]) + 1 if ones else 0)


def subjects(lines: Sequence[Line]) -> Iterator[Opening]:
    """Yield the `Subject:` lines of a digest, whose articles are its answers."""
    for at, line in enumerate(lines):
        if match := _SUBJECT_LINE.match(line.text):
            yield Opening(at, line.start + match.end(), ("subject",))


def titles(lines: Sequence[Line]) -> Iterator[Opening]:
    """Yield the lines that are marked as titles: by signs before or around them, or by a row of dashes below."""
    has_stars = any(line.indent == 0 and line.text.startswith("**") and _TITLE.match(line.text) for line in lines)
    for at, line in enumerate(lines):
        if line.is_rule:
            continue
        match = _TITLE.match(line.text)
        if match and ("*" not in match["marks"] or (has_stars and line.indent == 0)):
            yield Opening(at, line.start + match.end(), ("#", match["marks"]))
        elif at + 1 < len(lines) and _is_underline(line, lines[at + 1]):
            yield Opening(at, line.start, ("underlined", lines[at + 1].text[0]))


def bold(lines: Sequence[Line]) -> Iterator[Opening]:
    """Yield the lines that are bold as a whole and announce nothing."""
    for at, line in enumerate(lines):
        if match := _BOLD.match(line.text):
            yield Opening(at, line.start + match.end(), (BOLD, match[0]))


def without_closing_signs(line: Line) -> Line:
    """Return a line that ends before the signs that close a title: `== How deep? ==`."""
    match = _TITLE.match(line.text)
    if not match or "*" in match["marks"] or not line.text.endswith(match["marks"]):
        return line
    inner = line.text[: -len(match["marks"])]
    shown = inner.rstrip()
    is_closed = match.end() < len(shown) and (inner != shown or "#" not in match["marks"])
    return line._replace(end=line.start + len(shown), text=shown) if is_closed else line


def _is_underline(line: Line, below: Line) -> bool:
    return (
        below.is_rule
        and below.gap == 0
        and len(set(below.text)) == 1
        and 2 * len(line.text) >= len(below.text)
        and 2 * len(below.text) >= len(line.text)
    )


def paragraphs(lines: Sequence[Line]) -> Iterator[Opening]:
    """Yield the lines that open a paragraph, or that stand out from an indented text below them."""
    for at, line in enumerate(lines):
        stands_out = at + 1 < len(lines) and lines[at + 1].indent > line.indent
        if not line.is_rule and (at == 0 or line.gap or lines[at - 1].is_rule or stands_out):
            yield Opening(at, line.start, ("paragraph",))


def turns(lines: Sequence[Line]) -> Iterator[Opening]:
    """Yield the lines that open with the name of who speaks, and those that open with a time or a note and no name.

    The form of a note is the name of who comes or goes.
    """
    has_nicks = False
    named = [_speaker(line) for line in lines]
    speakers = {opening.name for opening in filter(None, named)}
    for at, (line, found) in enumerate(zip(lines, named, strict=True)):
        if found:
            has_nicks = found.is_nick
            yield Opening(at, line.start + found.end, TIMED if found.is_timed else ("turn",), name=found.name)
        elif line.text[:1] in "[(0123456789" and (time := _STARTS_WITH_TIME.match(line.text)):
            yield Opening(at, line.start + time.end(), ("turn",))
        elif note := _NOTE.match(line.text):
            name = _opening_name(line.text[note.end() :], speakers)
            if has_nicks or name:
                yield Opening(at, line.start, ("note", name))


class _Speaker(NamedTuple):
    """Who speaks on a line."""

    name: str
    end: int
    """Where on the line the name ends."""
    is_nick: bool
    is_timed: bool
    """Whether the time comes with the name."""


def _speaker(line: Line) -> _Speaker | None:
    match = _TURN.match(line.text)
    if match is None:
        return None
    name = " ".join(next(filter(None, map(match.group, _NAMES)), "").split()).strip("*_ ")
    if not name or name.count(" ") > _MOST_BLANKS:
        return None
    return _Speaker(
        name, match.end(), match["nick"] is not None, bool(match["time"] or match["poster"] or match["writer"])
    )


def _opening_name(text: str, names: set[str]) -> str:
    """The one of some names that opens a text which says more; empty where none does."""
    words = text.split()
    parts = (" ".join(words[:count]) for count in range(1, min(len(words), _MOST_BLANKS + 2)))
    return next((part for part in parts if part in names), "")
