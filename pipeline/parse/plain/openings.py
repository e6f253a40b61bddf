"""What opens a line of plain text: the label of a question, a number, the name of who speaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from ...text.clean import ends_sentence
from ...text.labels import has_letter, label_end
from ...text.marks import END_MARKS
from ...text.patterns import pattern
from ..visible.labels import is_question_label
from .lines import Line

Form = tuple[str, ...]
"""What the members of a series have in common: how they are labelled or numbered."""

_NO_BLANKS = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_CHINESE = "\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341"
_ROMAN = {"I": 1, "V": 5, "X": 10}
_SUBJECT = r"(?P<subject>subject:[ \t]*)?"
_LEVELS = r"\d{1,3}(?:[.\-]\d{1,3}){0,3}"
# 1. 1) (1) [1] 1.1) 1.1. 1.1 #1 §1. 1: 1- Q1. 一、 IV. but not the V. of Dutch questions
_NUMBER = pattern(
    rf"{_SUBJECT}(?P<open>[*_#\u00a7(\[]{{0,3}}q?)(?P<number>{_LEVELS})"
    rf"(?:(?P<close>[.):\]\uff0e\u3001]{{1,2}}-?|[ \t]?[-\u2013\u2014](?=[ \t]))"
    rf"(?:[ \t]+|(?=[{_NO_BLANKS}\u00bf]))|[ \t]+)(?=\S)"
    rf"|(?P<chinese>[{_CHINESE}]{{1,3}})\u3001[ \t]*(?=\S)|(?P<roman>(?-i:(?!V\.)[IVX]{{1,5}}))\.[ \t]+(?=\S)",
    re.IGNORECASE,
)
_SUBJECT_LINE = pattern(r"subject:[ \t]*(?=\S)(?!re:)", re.IGNORECASE)
# # Markdown == Wiki == ** Org h2. Textile h3(#id). ---++ TWiki !! TiddlyWiki =head2 POD @section Texinfo
_TITLE = pattern(
    r"(?P<marks>#{1,6}(?=[ \t])|={1,6}(?=[ \t])|={2,6}|\*{1,6}(?=[ \t])|!{1,6}(?=[ \t])|!{2,6}|-{3}\+{1,6}(?=[ \t])"
    r"|(?P<rank>h[1-6])(?:\([^()\n]{1,40}\)|\{[^{}\n]{1,40}\})?\.(?=[ \t])|=(?:head[1-6]|item)(?=[ \t])"
    r"|@(?:sub){0,2}section(?=[ \t]))[ \t]*(?=[^\s#=*!])"
)
_BOLD = pattern(r"\*\*(?=[^\s*](?:[^*\n]*[^\s*:,;])?\*\*$)|__(?=[^\s_](?:[^_\n]*[^\s_:,;])?__$)")
_TERM = pattern(r";[ \t]*(?=[^\s;:])")
TERM: Form = (";",)
DEFINED = ":"
"""What opens the lines that define a term."""
_DEFINED_BEHIND = " : "
_TERM_END = "::"
MARKED = "#"
"""The form of a title with signs before it."""
UNDERLINED = "underlined"
"""The form of a title with a row of dashes or the like below."""
BOLD = "bold"
"""The form of a line in bold."""
_DATE = (
    r"(?:\d{1,4}\u200f?[-./][ ]?\d{1,2}\u200f?[-./][ ]?\d{1,4}\.?|[^\W\d_]{3,9}\.? \d{1,2}(?:, \d{4} at)?"
    rf"|\d{{4}}[{_NO_BLANKS}] ?\d{{1,2}}[{_NO_BLANKS}] ?\d{{1,2}}[{_NO_BLANKS}])"
)
_HOUR = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[ \t\u202f]?(?:[ap]\.?[ \t\u202f]?m\.?|uhr|[\u0635\u0645]))?"
_WHEN = rf"(?:{_DATE}(?:[,\u060c]?[ \tT]+|[ ]?\][ ]?\[[ ]?)|(?<=\[)(?:\d{{1,2}}[./]\d{{1,2}}\.?|[^\W\d_]{{3,12}}),?[ ])"
_TIME = (
    rf"[\u200e\u200f]?[\[(]?[ ]?{_WHEN}?(?:[{_NO_BLANKS}]{{2}}[ \t]?)?{_HOUR}"
    r"(?:[ ]?[\])])?(?:[ \t]?[-\u2013\u2014](?=[ \t])|,)?[ \t]*"
)
"""`10:00`, `[12/05/21, 10:00:11 AM]`, `12.05.2021 10:00 -`, `[ 12.5.2021. ] [ 10:00:11 ]`."""
_DAY = r"(?:[^\W_][\w.'\u2019]{0,11},?[ \t]+){0,4}?"
"""What says in words when it was: `Today at 10:00`, `12 March 2024 10:00`."""
_MEMBER = (
    r"[\u25cb\u25cf\u25ef\u25ce\u25c6\u25c7\u3007][ \u3000]?[^\s()\uff08\uff09]{1,12}"
    r"[(\uff08][^()\uff08\uff09\n]{1,20}[)\uff09]"
)
"""Who speaks in minutes of Japan: `○議長(大西勝君) ...`."""
_POSTER = r"[^\W\d_][^:\n?!;,\[\]()<>/]{0,38}"
_SENDER = r"(?:[~@]?[ ]?[^\W\d_]|\+\d)[^:\uff1a\n\t?!;\"\u201c\u201d\u00ab\u00bb\[\]<>/]{0,60}"
# [10:00] Ana: 10:00 <ana> 10:00 TAB ana TAB | Ana [10:00 AM] | Ana - Today at 10:00 | [10:00] Kern, Ana | Ana: **Ana:**
_TURN = pattern(
    rf"(?P<time>{_TIME})?(?:<[@+%&~ ]?(?P<nick>[^<>\s][^<>\n]{{0,38}})>"
    rf"|(?<=\t)[@+%&~ ]?(?P<column>[^\W\d][^\t\n]{{0,38}})(?=\t)"
    rf"|\[?(?P<poster>{_POSTER}?)\]?,?[ \t]+(?=[\[(][^\])\n]{{3,24}}[\])]){_TIME}[:\uff1a]?"
    rf"|(?P<writer>{_POSTER}?)(?:(?:,|[ \t]+[\u2013\u2014\u2022\u00b7|-])[ \t]+{_DAY}"
    rf"|[ \t](?:[ \t]+|(?=[\d:.]+ ?[ap]\.?m|{_DATE}))){_TIME}:?$"
    rf"|(?<=[\d\]), \t])(?P<caller>{_POSTER}(?:,[ ]{_POSTER})?)$"
    rf"|(?<=[\d\]), \t])(?P<sender>{_SENDER})[:\uff1a][*_]{{0,2}}"
    rf"|(?P<member>{_MEMBER}(?=[ \u3000]))"
    r"|[*_]{0,2}(?P<name>[^\W\d_][^:\uff1a\n?!;,\"\u201c\u201d\u00ab\u00bb\[\]<>/]{0,39})[*_]{0,2}[:\uff1a][*_]{0,2})"
    rf"(?:[ \t\u3000]+|$|(?<=\uff1a)|(?=[{_NO_BLANKS}]))",
    re.IGNORECASE,
)
_KINDS = ("nick", "column", "poster", "writer", "caller", "sender", "member", "name")
_ABOVE = "above"
NAME_FIRST = ("poster", "writer", _ABOVE)
"""The kinds of heads in which the time comes behind the name."""
TIMED, UNTIMED = "timed", "untimed"
"""How the form of a turn begins; then comes the kind of its head."""
COLON: Form = (UNTIMED, "name")
"""The form of a name before a colon and nothing else, which may be a topic."""
TIME_ALONE: Form = ("time", "")
_STARTS_WITH_TIME = pattern(_TIME, re.IGNORECASE)
_ONLY_TIME = pattern(_TIME, re.IGNORECASE)
_OPENS_TIME = frozenset("[(0123456789\u200e\u200f")
_ENDS_TIME = frozenset("0123456789])mMrR.")
_ONLY_NAME = pattern(_POSTER)
_FEWEST_ALONE = 3  # times (chosen) that a name without a sign stands on a line
_MOST_BLANKS = 4  # in a name (chosen)
_MOST_BLANKS_TIMED = 7  # (chosen) behind a time: `From Dr. Ada Moss to Everyone`
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
        elif has_letter(line.text):
            match = _NUMBER.match(line.text)
            if match is None or not match["roman"]:
                yield Opening(at, line.start + label_end(line.text), ("Q", "number") if match else ("Q",))


def _is_lone_label(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is only the label of the question below it, which has none of its own."""
    if at + 1 == len(lines) or not is_question_label(lines[at].text.strip("*_")):
        return False
    below = lines[at + 1]
    return not (below.is_rule or has_letter(below.text) or is_question_label(below.text.strip("*_")))


def numbered(lines: Sequence[Line]) -> Iterator[Opening]:
    """Yield the lines that open with a number."""
    for at, line in enumerate(lines):
        match = None if line.is_rule else _NUMBER.match(line.text)
        if match and match["chinese"]:
            yield Opening(at, line.start + match.end(), ("chinese",), (_chinese(match["chinese"]),))
        elif match and match["roman"]:
            yield Opening(at, line.start + match.end(), ("roman",), (_roman(match["roman"]),))
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


def _roman(text: str) -> int:
    """The number that Roman digits say: XIV is 14."""
    digits = [_ROMAN[char] for char in text]
    return sum(-one if one < other else one for one, other in zip(digits, [*digits[1:], 0], strict=True))


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
            yield Opening(at, line.start + match.end(), (MARKED, match["rank"] or match["marks"]))
        elif at + 1 < len(lines) and _is_underline(line, lines[at + 1]):
            yield Opening(at, line.start, (UNDERLINED, lines[at + 1].text[0]))


def terms(lines: Sequence[Line]) -> Iterator[Opening]:
    """Yield the lines `; How deep?` with `: Forty metres.` below or behind, as the definition lists of wikis are."""
    for at, line in enumerate(lines):
        match = _TERM.match(line.text)
        is_defined = at + 1 < len(lines) and lines[at + 1].text.startswith(DEFINED)
        if match and (is_defined or _DEFINED_BEHIND in line.text):
            yield Opening(at, line.start + match.end(), TERM)


def bold(lines: Sequence[Line]) -> Iterator[Opening]:
    """Yield the lines that are bold as a whole and announce nothing."""
    for at, line in enumerate(lines):
        if match := _BOLD.match(line.text):
            yield Opening(at, line.start + match.end(), (BOLD, match[0]))


def without_closing_signs(line: Line) -> Line:
    """Return a line that ends before the signs that close a title: `== How deep? ==`, `How deep?::` of AsciiDoc."""
    if line.text.endswith(_TERM_END) and (shown := line.text.rstrip(":")).endswith(tuple(END_MARKS)):
        return line._replace(end=line.start + len(shown), text=shown)
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

    The form of a note is the name of who comes or goes. A time may stand on the line below the name.
    """
    has_nicks = False
    alone = _alone(lines)
    named = [_speaker(lines, at, alone) for at in range(len(lines))]
    speakers = {opening.name for opening in filter(None, named)}
    start = 0
    for at, (line, found) in enumerate(zip(lines, named, strict=True)):
        if line.end <= start:
            continue  # the time below a name
        if found:
            has_nicks = found.form[-1] == "nick"
            start = found.start
            yield found
        elif line.text[:1] in _OPENS_TIME and (time := _STARTS_WITH_TIME.match(line.text)):
            yield Opening(at, line.start + time.end(), TIME_ALONE)
        elif note := _NOTE.match(line.text):
            name = _opening_name(line.text[note.end() :], speakers)
            if has_nicks or name:
                yield Opening(at, line.start, ("note", name))


def _alone(lines: Sequence[Line]) -> set[str]:
    """The names that stand on lines of their own, each again and again, below blank lines and above what is said."""
    above = (line.text for at, line in enumerate(lines[:-1]) if (line.gap or not at) and not lines[at + 1].gap)
    return {name for name, count in Counter(above).items() if count >= _FEWEST_ALONE and _is_name(name)}


def _speaker(lines: Sequence[Line], at: int, alone: Container[str]) -> Opening | None:
    """The head of a turn that begins with a line: who speaks, and when."""
    line = lines[at]
    if _is_above_time(lines, at):
        return Opening(at, lines[at + 1].end, (TIMED, _ABOVE), name=line.text)
    match = _TURN.match(line.text)
    if match is None:
        return Opening(at, line.end, (UNTIMED, "alone"), name=line.text) if line.text in alone else None
    kind = next(kind for kind in _KINDS if match[kind])
    name = " ".join(match[kind].split()).strip("*_ ")
    if not name or name.count(" ") > (_MOST_BLANKS_TIMED if match["time"] else _MOST_BLANKS):
        return None
    form = TIMED if match["time"] or kind in NAME_FIRST else UNTIMED
    return Opening(at, line.start + match.end(), (form, kind), name=name)


def _is_above_time(lines: Sequence[Line], at: int) -> bool:
    """Whether a line may be a name, and the one right below it says only when."""
    is_above = at + 1 < len(lines) and not lines[at + 1].gap and is_time(lines[at + 1])
    return is_above and _is_name(lines[at].text)


def _is_name(text: str) -> bool:
    return text.count(" ") <= _MOST_BLANKS and _ONLY_NAME.fullmatch(text) is not None and not ends_sentence(text)


def is_time(line: Line) -> bool:
    """Whether a line says only when."""
    return line.text[-1] in _ENDS_TIME and _ONLY_TIME.fullmatch(line.text) is not None


def _opening_name(text: str, names: set[str]) -> str:
    """The one of some names that opens a text which says more; empty where none does."""
    words = text.split()
    parts = (" ".join(words[:count]) for count in range(1, min(len(words), _MOST_BLANKS + 2)))
    return next((part for part in parts if part in names), "")
