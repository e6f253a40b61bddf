"""What a series of questions divides a plain text into: each question with the lines that answer it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ...text.clean import ends_statement
from ...text.labels import answer_label_end, any_lettered_row, is_bare_answer_label, unlabelled_question
from ...text.patterns import pattern
from ...text.worth import is_worth, without_worth
from ..locators import Span
from ..visible.calls import is_tail
from ..visible.labels import COLONS, is_answer_label
from .asked import Asked, asked, asked_before_label
from .contents import repeated, with_pages
from .lines import Line
from .openings import DEFINED
from .series import Member, Series

_RULED = 1 / 2  # share of the questions (chosen) with a rule before them from which on a rule ends an answer
_FEWEST_OTHERS = 2  # answers of one paragraph (chosen), so that the last one has no second one, either
_LONGEST_TITLE = 80  # characters (chosen) of the title of a section
_MOST_TITLE_BLANKS = 11
_MOST_TITLES = 3  # (chosen) one below the other: of a part, a chapter, a section
_MAIL_HEADER = pattern(
    r"(?:from|date|message-id|reply-to|newsgroups|lines|organization|references|last-modified|summary|keywords"
    r"|followup-to|x-[\w-]{1,30}):[ \t].*",
)
_DEFINES = (f"{DEFINED} ", f"{DEFINED}\t")
_DEFINING = (DEFINED, "*", "#")
_STRONG = "**"
_SIGNED = pattern(r"--|\u00a9.*|\(c\) .*|copyright\b.*|[\W_]*end of (?:the )?[\w .-]{1,40}[\W_]*")
_OPTION = pattern(
    r"(?:[-*\u2022][ \t]+)?(?:[(\[]?[a-h][).\]]|\[ ?x?\]|\( ?\)|[\u2610-\u2612\u25a1\u25cb])(?:[ \t].*)?|[_.]{3,}"
)


class Block(NamedTuple):
    """A question with what answers it."""

    question: list[Span]
    answer: list[Span]
    """Stretches between rules and labels, in reading order; nothing where nothing answers."""


class Division(NamedTuple):
    """What a series divides a text into."""

    blocks: list[Block]
    contents: list[Span]
    """The entries of a table of contents."""


def divide(text: str, lines: Sequence[Line], series: Series) -> Division:
    """Return each question of a series with its answer."""
    stops = [*(member.opening.line for member in series.members[1:]), len(lines)]
    questions = [_asked(lines, member, stop, series) for member, stop in zip(series.members, stops, strict=True)]
    listed = repeated(series.members, lines, [text[slice(*question.span)] for question in questions])
    listed |= with_pages([lines[each.line - 1].text for each in questions], [_rest(lines, each) for each in questions])
    is_ruled = _is_ruled(lines, [member for at, member in enumerate(series.members) if at not in listed])
    asking: list[tuple[Asked, list[Line]]] = []
    entries: list[Span] = []
    for at, (member, question, stop) in enumerate(zip(series.members, questions, stops, strict=True)):
        if at in listed:
            entries.append((lines[member.opening.line].start, lines[question.line - 1].end))
        elif member.is_question:
            body = _body(lines, question, stop)
            body = _defined(body) if series.are_terms else _before_rule(body) if is_ruled else body
            asking.append((question, _without_end(body, lines, stop, question)))
    bodies = [body for _, body in asking]
    if series.members[-1].is_question:
        bodies = without_foot(bodies)
    blocks = [
        Block([_bare(text, question.span)], _spans(body, series))
        for (question, _), body in zip(asking, bodies, strict=True)
    ]
    return Division(blocks, entries)


def without_foot(bodies: list[list[Line]]) -> list[list[Line]]:
    """Return answers without what comes after a rule or a paragraph of the last one, where no other has such."""
    others = [body for body in bodies[:-1] if body]
    if len(others) < _FEWEST_OTHERS:
        return bodies
    ends = [find(bodies[-1]) for find in (_rule_apart, _second_paragraph) if not any(map(find, others))]
    return [*bodies[:-1], bodies[-1][: min(filter(None, ends), default=None)]]


def _rule_apart(body: list[Line]) -> int | None:
    """Where the only rule of an answer is below a blank line; a table has several."""
    rules = [at for at, line in enumerate(body) if line.is_rule]
    return rules[0] if len(rules) == 1 and rules[0] and body[rules[0]].gap else None


def _second_paragraph(body: list[Line]) -> int | None:
    """Where a paragraph begins below a blank line in an answer, in which the label may stand alone."""
    first = 2 if body and is_answer_label(body[0].text.strip("*_")) else 1
    return next((at for at in range(first, len(body)) if _is_paragraph(body, at)), None)


def _is_paragraph(body: list[Line], at: int) -> bool:
    """Whether a line opens a paragraph that nothing joins to the one before: no indentation, sign or colon."""
    line = body[at]
    is_joined = line.indent > body[0].indent or body[at - 1].text.endswith(COLONS) or not line.text[0].isalpha()
    return line.gap > 0 and not is_joined


def _asked(lines: Sequence[Line], member: Member, stop: int, series: Series) -> Asked:
    labelled = asked_before_label(lines, member.opening, stop) if series.is_labelled else None
    return labelled or asked(lines, member.opening, stop)


def _is_ruled(lines: Sequence[Line], members: Sequence[Member]) -> bool:
    """Whether the text has a rule before each question."""
    asking = [member.opening.line for member in members if member.is_question]
    ruled = sum(at > 0 and lines[at - 1].is_rule for at in asking)
    return ruled > 0 and ruled >= _RULED * len(asking)


def _bare(text: str, span: Span) -> Span:
    """A question without the quotes or signs around it, and without what its answer is worth."""
    start, end = span
    start += len(_STRONG) if text.startswith(_STRONG, start) else 0
    shown = without_worth(text[start:end].rstrip("*_ \t"))
    inner = unlabelled_question(shown)
    at = shown.find(inner) if inner else -1
    return (start + at, start + at + len(inner)) if at >= 0 else (start, start + len(shown))


def _rest(lines: Sequence[Line], question: Asked) -> str:
    """What follows a question on its last line."""
    last = lines[question.line - 1]
    return last.text[(last.end if question.rest is None else question.rest) - last.start :]


def _body(lines: Sequence[Line], question: Asked, stop: int) -> list[Line]:
    """The lines after a question, without what is beside it."""
    body = list(lines[question.line : stop])
    if rest := _rest(lines, question):
        last = lines[question.line - 1]
        body = [Line(last.end - len(rest), last.end, rest, 0, last.indent, False), *body]
    first = 0
    while first < len(body) and _is_beside_question(body[first]):
        first += 1
    return body[first:]


def _is_beside_question(line: Line) -> bool:
    """Whether a line right below a question is a rule, a header of a mail, or says what the answer is worth."""
    text = line.text.lower()
    return line.is_rule or bool(_MAIL_HEADER.fullmatch(text)) or is_worth(text)


def _before_rule(body: list[Line]) -> list[Line]:
    return body[: next((at for at, line in enumerate(body) if line.is_rule), len(body))]


def _defined(body: list[Line]) -> list[Line]:
    """The lines that define a term, or are items of a list in its definition."""
    return body[: next((at for at, line in enumerate(body) if not line.text.startswith(_DEFINING)), len(body))]


def _without_end(body: list[Line], lines: Sequence[Line], stop: int, question: Asked) -> list[Line]:
    """An answer without what closes a section or opens the next one, and without the end of the text."""
    if stop == len(lines):
        signed = (at for at, line in enumerate(body) if at and line.gap and _SIGNED.fullmatch(line.text.lower()))
        body = body[: next(signed, len(body))]
    body = _without_tail(body)
    for _ in range(_MOST_TITLES):
        if stop < len(lines) and len(body) > 1 and _is_title(body, lines[question.line - 1]):
            body = _without_tail(body[:-1])
    return body


def _without_tail(body: list[Line]) -> list[Line]:
    """An answer without rules and `Back to top` at its end."""
    end = len(body)
    while end and (body[end - 1].is_rule or is_tail(body[end - 1].text)):
        end -= 1
    return body[:end]


def _is_title(body: list[Line], question: Line) -> bool:
    """Whether the last line of an answer is the title of the section that comes next."""
    line, others = body[-1], body[:-1]
    if not line.gap or len(line.text) > _LONGEST_TITLE or line.text.count(" ") > _MOST_TITLE_BLANKS:
        return False
    if ends_statement(line.text):
        return False
    if line.text.isupper() and any(char.isalpha() for char in line.text):
        return True
    inner = others[1:] if _label(others[0].text, 0, is_labelled=True) else others
    is_outdented = line.indent <= question.indent < min((other.indent for other in inner), default=0)
    return is_outdented or line.gap > max(1, *(other.gap for other in others))


def _spans(body: Sequence[Line], series: Series) -> list[Span]:
    """The stretches of an answer between rules and labels; nothing where it is only a choice of answers."""
    if _is_choice(body):
        return []
    spans: list[Span] = []
    is_new = True
    is_labelled = series.is_labelled and not any_lettered_row(line.text for line in body[1:])
    for at, line in enumerate(body):
        is_defined = series.are_terms or (at == 0 and line.text.startswith(_DEFINES))
        label = _sign(line.text) if is_defined else _label(line.text, at, is_labelled)
        if line.is_rule or label >= len(line.text):
            is_new = True
        elif is_new or label:
            spans.append((line.start + label, line.end))
            is_new = False
        else:
            spans[-1] = spans[-1][0], line.end
    return spans


def _sign(text: str) -> int:
    """The length of the signs before a line that defines a term."""
    return len(text) - len(text.lstrip(DEFINED).lstrip())


def _is_choice(body: Sequence[Line]) -> bool:
    """Whether an answer is only a choice of answers, two or more, or lines to fill in."""
    is_one = len(body) == 1 and (body[0].text[0].isalpha() or answer_label_end(body[0].text) > 0)
    return bool(body) and not is_one and all(line.is_rule or _OPTION.fullmatch(line.text.lower()) for line in body)


def _label(text: str, at: int, is_labelled: bool) -> int:
    """The length of the label of an answer: of `A.` where the question has a letter, and the line is the first."""
    if (at == 0 and is_answer_label(text.strip("*_"))) or is_bare_answer_label(text):
        return len(text)
    return answer_label_end(text, is_labelled and at == 0) if at == 0 or is_labelled else 0
