"""Replies to a mail, whose quoted lines ask what is answered below them: `> How deep is it?`"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise, takewhile

from ...text.patterns import pattern
from ...text.questions import LONGEST_QUESTION, ends_with_mark
from ..visible.labels import COLONS
from .blocks import Block, without_foot
from .lines import Line

_QUOTE = pattern(r"(?:>[ \t]*)+")
_FEWEST = 2  # quoted questions with an answer (chosen)
_SIGNATURE = "--"
"""The line that mail programs put before it."""


def replies_of(lines: Sequence[Line]) -> list[Block]:
    """Return the questions that are quoted, each with what is said below; none where most of what is quoted says."""
    parts = [list(part) for _, part in groupby(lines, key=_is_quoted)]
    replies = [(quoted, said) for quoted, said in pairwise(parts) if _is_quoted(quoted[0])]
    asked = [(_question(quoted), said) for quoted, said in replies if _question(quoted)]
    if len(asked) < max(_FEWEST, len(replies) / 2):
        return []
    bodies = [_body(said, is_last=said is parts[-1]) for _, said in asked]
    if asked[-1][1] is parts[-1]:
        bodies = without_foot(bodies)
    return [
        Block([(line.start, line.end) for line in question], [(body[0].start, body[-1].end)] if body else [])
        for (question, _), body in zip(asked, bodies, strict=True)
    ]


def _is_quoted(line: Line) -> bool:
    return line.text.startswith(">")


def _question(quoted: Sequence[Line]) -> list[Line]:
    """The last paragraph of what is quoted, without its signs; nothing where it does not ask."""
    depth = _depth(quoted[-1])
    alike = takewhile(lambda line: _depth(line) == depth, reversed(quoted))
    paragraph = [*takewhile(lambda line: line.text, map(_behind_quote, alike))][::-1]
    text = " ".join(line.text for line in paragraph)
    return paragraph if ends_with_mark(text) and len(text) <= LONGEST_QUESTION else []


def _depth(line: Line) -> int:
    return _quote(line).count(">")


def _behind_quote(line: Line) -> Line:
    start = len(_quote(line))
    return line._replace(start=line.start + start, text=line.text[start:])


def _quote(line: Line) -> str:
    """The signs before what is quoted."""
    match = _QUOTE.match(line.text)
    return match[0] if match else ""


def _body(said: Sequence[Line], *, is_last: bool) -> list[Line]:
    """What is said below a question, up to the signature, and without `Ana wrote:` above the next quote."""
    body = [*takewhile(lambda line: line.text != _SIGNATURE, said)]
    return body if is_last or not body or not body[-1].text.endswith(COLONS) else body[:-1]
