"""Clean text for readers: the words and signs of the page, without the noise of its layout."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .lists import LIST_FRAGMENT, LIST_ITEM, LONE_MARKER
from .marks import END_MARKS, FULL_STOPS
from .patterns import pattern
from .signs import look_for

try:
    from ._words import clean_lines as clean_lines
except ImportError:  # it was installed where there was no compiler

    def clean_lines(_text: str, /) -> int:
        """Return how many lines a text has that `clean` leaves as it is; 0 where only the rules can tell."""
        return 0


# One named rule per kind of character that no reader sees or that breaks a table.
# "" drops the character, anything else replaces it.
CLEANING: dict[str, tuple[str, str]] = {
    "nul": ("\x00", ""),
    "c0_controls": ("".join(map(chr, [*range(1, 9), *range(0x0E, 0x20), 0x7F])), ""),
    "c1_controls": ("".join(chr(c) for c in range(0x80, 0xA0) if c != 0x85), ""),
    "bidi_controls": ("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", ""),
    "zero_width": ("\u00ad\u180e\u200b\u2060\ufeff", ""),
    "line_ends": ("\x0b\x0c\x85\u2028\u2029", "\n"),
    "blanks": (
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
        " ",
    ),
}
CONTROL_RULES = ("nul", "c0_controls", "c1_controls", "bidi_controls")
"""The rules that raise a flag when they apply: such characters are damage or an attack, not layout."""

_CLEAN_TABLE = {ord(c): new for chars, new in CLEANING.values() for c in chars}
_CONTROLS = pattern("[" + "".join(re.escape(CLEANING[rule][0]) for rule in CONTROL_RULES) + "]")
_TO_CLEAN = pattern("[" + "".join(re.escape(chars) for chars, _ in CLEANING.values()) + "]")
_CONTROLS_OF_ASCII = look_for("".join(filter(str.isascii, "".join(CLEANING[rule][0] for rule in CONTROL_RULES))))
_JOINERS = pattern("[\u200c\u200d]")
_SURROGATES = pattern("[\ud800-\udfff]")

BLANK = (
    " \t\n\r\x1c\x1d\x1e\x1f\u200c\u200d" + CLEANING["line_ends"][0] + CLEANING["blanks"][0] + CLEANING["zero_width"][0]
)
"""Every character that shows nothing: a line of these alone is blank, and lines are trimmed of them."""

_SHORTEST_WRAPPED = 40  # characters; programs wrap at 60 and more, and shorter lines are items or code
_QUOTE_MARKS = pattern(r"\A[ \t]*+>(?:[ \t]?>)*")
FENCE = "```"
"""Opens and closes code that keeps its lines."""
_FENCE_LINE = pattern(r"[ \t]*(`{3,})[ \t]*[\w+#.-]*[ \t]*\Z")
_OPENS_LINE = "[A-Z\u00c0-\u00de\"'(\u201c\u2018]"
# Lines that are neither joined nor changed, if their characters are: a line goes on with a small letter.
_CLEAN_LINES = pattern(
    rf"(?:{_OPENS_LINE}|- |[0-9]{{1,3}}\. )[^\n]*[^\n ]"
    rf"(?:\n(?:\n?{_OPENS_LINE}|- |[0-9]{{1,3}}\. )[^\n]*[^\n ])+"
)
SENTENCE_END = tuple(f"{FULL_STOPS}!:;\u2026\uff01{END_MARKS}")
_CLOSERS = "\"'\u201d\u2019)]\u00bb*_"


def unify_line_ends(text: str) -> str:
    """Return text of the same length in which every line ends with one line feed.

    >>> unify_line_ends("a\\r\\nb\\rc")
    'a \\nb\\nc'
    """
    if "\r" not in text:
        return text
    return text.replace("\r\n", " \n").replace("\r", "\n")


def is_damaged(text: str) -> bool:
    """Whether some bytes of the text could not be decoded: they are lone surrogates in it."""
    return not text.isascii() and _SURROGATES.search(text) is not None


def has_controls(text: str) -> bool:
    """Whether `clean` drops control characters from the text."""
    if text.isascii():
        return bool(_CONTROLS_OF_ASCII(text))
    return not _is_plain(text) and _CONTROLS.search(text) is not None


def ends_sentence(line: str) -> bool:
    """Whether a line ends with the punctuation of a finished sentence; quotes may follow it."""
    return line.rstrip(_CLOSERS).endswith(SENTENCE_END)


def ends_statement(line: str) -> bool:
    """Whether a line ends a sentence that announces nothing.

    >>> ends_statement("Two are allowed."), ends_statement("These are allowed:")
    (True, False)
    """
    return ends_sentence(line) and not line.endswith(":")


def clean(raw: str) -> str:
    """Return the text as a reader wants it: the same words and signs, without the layout's noise.

    One blank line splits paragraphs. List items are one per line and open with `1. ` or `- `. A line that was wrapped
    in mid-sentence is joined with the one before. Runs of white space become one blank. Code between two lines of
    backticks keeps its lines and their indentation.
    Quotes, dashes, symbols, emoji and decimals stay as they are. Cleaning twice is cleaning once.

    >>> clean(" It\\u00a0costs  $4.50 \\r\\n\\r\\n\\u2022 a\\n\\u2022 b ")
    'It costs $4.50\\n\\n- a\\n- b'
    """
    return raw if clean_lines(raw) else _cleaned(raw)


def _cleaned(raw: str) -> str:
    if "  " not in raw:  # most texts: no rule applies to visible characters and single blanks
        if raw.isprintable():
            return _with_plain_marker(raw.strip())
        if _CLEAN_LINES.fullmatch(raw) and _is_plain(raw):
            return raw
    if not _is_plain(raw) and _TO_CLEAN.search(raw):
        raw = raw.replace("\u2029", "\n\n").translate(_CLEAN_TABLE)
    if not raw.isascii():
        raw = _JOINERS.sub(_keep_joiner, raw)
    if "\n" not in raw and "\r" not in raw:
        return _clean_line(raw)
    lines = _without_quote_marks(unify_line_ends(raw).split("\n"))
    cleaned = _clean_around_code(lines) if FENCE in raw else _clean_lines(lines)
    if "\n>" in cleaned and _without_quote_marks(lines := cleaned.split("\n")) != lines:
        return _cleaned(cleaned)  # two lines were joined, and now all after the first are quoted
    return cleaned


def _is_plain(text: str) -> bool:
    """Whether a text has only visible characters and line feeds: no rule of CLEANING applies to these."""
    return text.replace("\n", "").isprintable()


def clean_line(raw: str) -> str:
    """Return `clean` text on one line, as questions and titles have it."""
    lines = clean_lines(raw)
    if lines == 1:
        return raw
    cleaned = raw if lines else _cleaned(raw)
    return _clean_line(cleaned) if "\n" in cleaned else cleaned


def _clean_line(raw: str) -> str:
    return _with_plain_marker(" ".join(raw.split()))


def _with_plain_marker(line: str) -> str:
    """A line that opens with `1. ` or `- ` if it is an item of a list."""
    item = None if line[:1].isalpha() else LIST_ITEM.match(line)  # as most lines are
    if item is None:
        return line
    number = item["number"]
    return (f"{number}. " if number else "- ") + line[item.end() :]


def _clean_lines(raw_lines: list[str]) -> str:
    """Join a wrapped line to the one before; keep every other line and one blank line between paragraphs."""
    lines: list[list[str]] = []
    """Each as the pieces that it was wrapped into: joined one by one, they would be copied again and again."""
    blank_before = False
    for raw in raw_lines:
        pieces = [_clean_line(raw)]
        if not pieces[0]:
            blank_before = bool(lines)
            continue
        if not blank_before:
            if lines and _is_wrapped(lines[-1], pieces[0]):
                pieces = _joined(lines.pop(), pieces[0])
                if len(lines) > 1 and not lines[-1] and _are_items(lines[-2][0], pieces[0]):
                    lines.pop()  # a marker alone on its line was no item yet
        elif not _are_items(lines[-1][0], pieces[0]):
            lines.append([])
        lines.append(pieces)
        blank_before = False
    return "\n".join(map(" ".join, lines))


def _joined(pieces: list[str], line: str) -> list[str]:
    """The pieces of a line with one more; a marker that was alone becomes an item."""
    if len(pieces[0]) < _SHORTEST_WRAPPED:
        return [_clean_line(f"{pieces[0]} {line}")]
    pieces.append(line)
    return pieces


def _clean_around_code(lines: list[str]) -> str:
    """Clean what is around fenced code; each piece becomes a paragraph."""
    pieces, done = [], 0
    for start, end in _fenced(lines):
        code = [line.rstrip() for line in lines[start + 1 : end]]
        pieces += [_clean_lines(lines[done:start]), "\n".join([lines[start].strip(), *code, lines[end].strip()])]
        done = end + 1
    pieces.append(_clean_lines(lines[done:]))
    return "\n\n".join(piece for piece in pieces if piece)


def _fenced(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of the lines that open and close a piece of code."""
    start, mark = 0, ""
    for number, line in enumerate(lines):
        if mark:
            if line.strip() == mark:
                yield start, number
                mark = ""
        elif fence := _FENCE_LINE.match(line):
            start, mark = number, fence[1]


def _without_quote_marks(lines: list[str]) -> list[str]:
    """Lines without the `>` of a mail, if all but the first have it: the first one's is not part of the answer."""
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    others = lines[first + 1 :]
    if not all(line.lstrip(" \t").startswith(">") for line in others if line.strip()):
        return lines
    return [lines[first], *(_QUOTE_MARKS.sub("", line, count=1) for line in others)]


def _are_items(last: str, line: str) -> bool:
    """Whether two lines are items of one list: no blank line is kept between them."""
    return not line[:1].isalpha() and LIST_ITEM.match(line) is not None and LIST_ITEM.match(last) is not None


def _is_wrapped(last: list[str], line: str) -> bool:
    return line[0].islower() and _is_full(last[0]) and not ends_sentence(last[-1]) and not LIST_FRAGMENT.match(line)


def _is_full(line: str) -> bool:
    """Whether a line may have been wrapped: it is long, or is only the marker of a list item."""
    return len(line) >= _SHORTEST_WRAPPED or LONE_MARKER.fullmatch(line) is not None


def _keep_joiner(match: re.Match[str]) -> str:
    """Zero-width joiners shape Persian, Indic scripts and emoji; between other characters they are noise."""
    text, at = match.string, match.start()
    inside = 0 < at < len(text) - 1
    shaping = inside and _is_shaped(text[at - 1]) and _is_shaped(text[at + 1])
    return match.group() if shaping else ""


def _is_shaped(char: str) -> bool:
    return ord(char) > 0x2AF and not char.isspace() and char not in "\u200c\u200d"
