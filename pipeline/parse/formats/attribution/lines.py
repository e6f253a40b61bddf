"""The lines of a text with their positions, and the boilerplate among them."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from ....schema import Boilerplate
from ....text.clean import BLANK, ends_sentence
from ....text.patterns import pattern
from ....text.quoted import are_most, quote_marks, trimmed, without_marks
from .links import find_attributions

# Lines that belong to the site and not to any question, each under the name of its rule.
# A rule must match the whole line.
BOILERPLATE: dict[str, str] = {
    "advertisement": r"(?:advertisements?|sponsored(?: content| links?)?|\[ad\])",
    "related_questions": r"(?:related questions?|people also (?:ask|search for)|other questions?|more questions?|"
    r"frequently asked questions?|\d{1,4} related questions?(?: answers?)? found):?",
    "feedback": r"(?:was|were|is|did) (?:this|these)(?: \w+)? (?:helpful|useful|answer your question|help you|help)\?"
    r"(?:\W+yes\W+no)?|feedback",
    "previous_next": r"[\W_]*(?:previous|next)(?: (?:question|page|article))?s?[\W_]*",
    "previous_and_next": r"[\W_]*previous(?: question| page)?[\W_]+next(?: question| page)?[\W_]*",
    "page_number": r"(?:page \d{1,4}(?: ?(?:of|/) ?\d{1,4})?|\W*\d{1,4} ?(?:of|/) ?\d{1,4} pages?\W*)",
    "page_list": r"(?:(?:previous|prev|\W{1,3}) )?1(?: [\d.\u2026]+){2,20}(?: (?:next|last|\W{1,3}))?",
    "takedown_request": r"takedown request\W*(?:v|vi|vie|view(?: [a-z]{0,8}){0,3})?\W*",
    "picture": r"!\[[^\[\]\n]{0,100}\]\([^()\s]{1,200}\)|\[(?:image|img|photo|picture|illustration)\b[^\[\]]{0,150}\]"
    r"|image result for [^?]{1,150}",
    # `Report it.` and `Like this:` are words of answers, and so are `More` alone and after a bullet
    "share": r"(?:share|like|save|tweet|report|print|reply)(?:[\W_]+(?:this|on))*(?:[\W_]+(?:share|like|dislike|save|"
    r"tweet|report|print|comment|reply|e?mail|facebook|twitter|whatsapp|pinterest|linkedin|copy link)s?){1,8}[^\w.]*",
    "read_more": r"(?:[*_]{1,3}|[\[(+\u00bb\u203a>\u2192\u25b8\u25ba\u25bc\u25be\u2026.]{1,9} ?)?"
    r"(?:(?:read|show|see|view) (?:more|less)|learn more|more(?=[\W_]*[^\w\s.]))[\W_]*|(?:\u2026|\.\.\.) ?more",
    "rule_line": r"(?:[-=_*~#+\u2013\u2014\u2500\u2022\u00b7|] ?){3,200}",
}
OPENINGS = (
    *"advertisement sponsored related people other more frequently feedback previous prev next page takedown".split(),
    *"image share like save tweet report print reply".split(),
    *(f"{asks} {what}" for asks in ("was", "were", "is", "did") for what in ("this", "these")),
    *("read m", "read l", "show m", "show l", "see m", "see l", "view m", "view l"),
    "learn m",
)
"""What such lines, and what opens a flattened page, begin with where they begin with two letters."""
OUTSIDE_ANSWERS: dict[str, str] = {
    # 42 may be an answer, so a bare number is a page number only where no answer can be
    "bare_page_number": r"\d{1,4}",
    "bare_label": r"(?:[Qq]|[Qq]uestion) ?\d{1,3}[.:)]?|[Qq]uestion:?|\d{1,3}[.)]",
}
_TABLE_ROW = pattern(r"^[ \t]*\|[^\n]*\|[ \t]*$", re.MULTILINE)
_TABLE_MARK = pattern(r"(?<!\\)\||<br ?/?>", re.IGNORECASE)
"""What parts the cells of a row, and the lines of a cell."""
MAY_ANSWER = ("page_list", "page_number", "picture", "previous_next", "read_more", "rule_line", "share")
"""Rules whose boilerplate is the answer after all where a question has no other."""
_MAY_BE_ITEM = ("read_more", "share")
"""Rules whose lines may be items of a list: `Write daily`, `Read more`, `Ask for help`."""
_LONGEST = 200  # characters (chosen): boilerplate is short, and long lines need not be tried
_RULES = pattern("|".join(f"(?P<{name}>{rule})" for name, rule in BOILERPLATE.items()), re.IGNORECASE)
_RULES_OUTSIDE_ANSWERS = pattern("|".join(f"(?P<{name}>{rule})" for name, rule in OUTSIDE_ANSWERS.items()))
_FIRST = frozenset("aAlLrRpPoOmMfFsSnNtTvVwWiIdD[0123456789")  # what a rule can start with, among letters and digits
# The same words where a page was flattened to one line and they come before a question.
_LEADING = pattern(
    r"(?:(?P<advertisement>Advertisements?)"
    r"|(?P<related_questions>(?:\d{1,4} )?[Rr]elated [Qq]uestions?(?: (?:[Aa]nswers? )?found)?:?|People also ask:?)"
    r"|(?P<previous_next>(?:Previous|Next) [Qq]uestion)|(?P<page_number>Page \d{1,4}(?: of \d{1,4})?))\s+(?=\S)"
)

LEADING_LETTERS = "ARrPN"
"""The first letters of such words; a few begin with a number."""


class Line(NamedTuple):
    """A line that shows something, trimmed."""

    start: int
    end: int
    text: str
    gap: int
    """How many blank lines come before it."""
    after_boilerplate: str = ""
    """The rule of the boilerplate between it and the line before, if there is any."""


def split_lines(text: str, start: int, end: int) -> list[Line]:
    """Return the non-blank lines of a section of text; its line ends must be folded."""
    lines = []
    gap = -1  # what follows an attribution on its own line is not a line of its own
    position = start
    for raw in text[start:end].split("\n"):
        shown = raw.strip(BLANK)
        if shown:
            first = position + raw.index(shown)
            lines.append(Line(first, first + len(shown), shown, gap))
            gap = 0
        else:
            gap += 1
        position += len(raw) + 1
    return lines


def without_quote_marks(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the text with blanks where a mail program put `>` before the lines, and the spans of these marks.

    Only if most lines have it, of the text or of the part of it that has all attributions; the length stays. Line ends
    must be folded.
    """
    marks = quote_marks(text)
    if not marks or not (are_most(marks, text) or _quotes_attributions(marks, text)):
        return text, []
    return without_marks(text), trimmed(marks, text)


def _quotes_attributions(marks: list[tuple[int, int]], text: str) -> bool:
    """Whether every attribution is on a line with a mark, and most lines from the first mark to the last have one."""
    quoted = {start for start, _ in marks}
    starts = [text.rfind("\n", 0, found.start) + 1 for found in find_attributions(text)]
    return bool(starts) and quoted.issuperset(starts) and are_most(marks, text[marks[0][0] : marks[-1][1] + 1])


def without_table_marks(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the text with a line for each cell of the rows of a Markdown table, and the spans of the marks between.

    Only if every attribution is in such a row; the length stays. Line ends must be folded.
    """
    if not any(_opens_with_bar(text, at) for at in (text.find("|"), text.rfind("|"))):
        return text, []
    starts = [found.start for found in find_attributions(text)]
    rows = list(_TABLE_ROW.finditer(text))
    held = sum(bisect_left(starts, row.end()) - bisect_left(starts, row.start()) for row in rows)
    if not held or held < len(starts):
        return text, []
    marks = [mark.span() for row in rows for mark in _TABLE_MARK.finditer(text, row.start(), row.end())]
    shown = list(text)
    for start, end in marks:
        shown[start:end] = "\n".ljust(end - start)
    return "".join(shown), marks


def _opens_with_bar(text: str, at: int) -> bool:
    """Whether the line of a place begins with a bar: the first or the last bar of a table is on such a line."""
    return at >= 0 and text[text.rfind("\n", 0, at) + 1 : at + 1].lstrip(" \t").startswith("|")


def boilerplate_rule(line: str) -> str | None:
    """Return the name of the rule by which a line is boilerplate, or None."""
    if len(line) > _LONGEST or (line[0].isalnum() and line[0] not in _FIRST):
        return None
    match = _RULES.fullmatch(line)
    return match.lastgroup if match else None


def split_boilerplate(lines: list[Line]) -> tuple[list[Line], list[Boilerplate]]:
    """Return the lines without boilerplate, and the boilerplate. A gap around it counts once, at its widest."""
    rules = [boilerplate_rule(line.text) for line in lines]
    if not any(rules):
        return lines, []
    kept: list[Line] = []
    boilerplate: list[Boilerplate] = []
    gap: int | None = None
    for at, (line, rule) in enumerate(zip(lines, rules, strict=True)):
        if rule and not (rule in _MAY_BE_ITEM and _is_item(lines, rules, at)):
            boilerplate.append(Boilerplate(rule, line.start, line.end))
            gap = max(line.gap, gap or 0)
        elif gap is not None:
            kept.append(line._replace(gap=max(line.gap, gap), after_boilerplate=boilerplate[-1].rule))
            gap = None
        else:
            kept.append(line)
    return kept, boilerplate


def _is_item(lines: list[Line], rules: list[str | None], at: int) -> bool:
    """Whether a line is right between two others, no boilerplate, that end no sentence, as items of a list are."""
    if not 0 < at < len(lines) - 1 or lines[at].gap or lines[at + 1].gap:
        return False
    return not any(rules[each] or ends_sentence(lines[each].text) for each in (at - 1, at + 1))


def rule_outside_answers(line: str) -> str | None:
    """Return the rule by which a line is boilerplate where no answer can be, or None."""
    match = _RULES_OUTSIDE_ANSWERS.fullmatch(line)
    return match.lastgroup if match else None


def leading_boilerplate(text: str, start: int, end: int) -> tuple[Boilerplate, int] | None:
    """Return the boilerplate that a flattened section of text opens with and where the next word starts, or None."""
    match = _LEADING.match(text, start, end)
    if match is None or match.lastgroup is None:
        return None
    return Boilerplate(match.lastgroup, match.start(), match.end(match.lastgroup)), match.end()
