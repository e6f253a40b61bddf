"""Attribution lines (`Takedown request | View complete answer on HOST`) found in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.text import BLANK

_BLANKS = f"[{re.escape(BLANK)}]"
_SAME_LINE_BLANKS = f"[{re.escape(BLANK.replace(chr(10), ''))}]"
_GAP = _BLANKS + "{1,40}"
_VIEW = re.compile(f"view{_GAP}complete{_GAP}answer{_GAP}on(?![a-z0-9])")
_TAKEDOWN_TO_VIEW = re.compile(
    f"takedown{_GAP}request" + r"[\]*_]{0,3}(?:\([^()\n]{0,1500}\))?" + f"[{re.escape(BLANK)}|\u00b7\u2022\\[*_-]*"
)
_TAKEDOWN_REACH = 2000  # characters before "View": the address of a Markdown link fits in
_OPENING_MARKS = "[*_|"

# What follows "on": a host, [host](address), or the end of [View complete answer on host](address).
_HOST = r"[^\s\[\]()<>|*\"]"
_ADDRESS = r"\((?P<address>[^()\s]{1,4000}(?:\([^()\s]{0,1000}\)[^()\s]{0,4000})?)(?:\s\"[^\"\n]{0,200}\")?\)"
_CITED = re.compile(
    f"(?:{_SAME_LINE_BLANKS}{{0,40}}"
    # a line may break before the host, but then it must look like one: the next line may be a question
    f"|{_SAME_LINE_BLANKS}{{0,40}}\n{_SAME_LINE_BLANKS}{{0,40}}(?=[\\[<]?{_HOST}{{1,200}}\\.{_HOST}))"
    f"[\\[<*_]{{0,3}}(?P<host>{_HOST}{{1,2000}})[\\]>*_]{{0,3}}(?:{_ADDRESS})?"
)
_AFTER_HOST = ".,;:!?'\u2019\u201d\u2026"


class Attribution(NamedTuple):
    """One attribution in the text, from `Takedown` to the end of the host or link."""

    start: int
    end: int
    host: str
    """As written; empty where the page was cut before it."""
    address: str | None
    """What a Markdown link, or a host written with its scheme, points to."""


def find_attributions(text: str) -> Iterator[Attribution]:
    """Yield the attributions of a text in reading order; they never overlap.

    The words may stand in any case, split by blanks, NBSPs, tabs or line ends; `Takedown request`
    may be missing; the host may be a Markdown link.
    """
    lower = _lower_same_length(text)
    end = 0
    for view in _VIEW.finditer(lower):
        if view.start() >= end:
            start = _start(lower, view.start(), end)
            cited = _CITED.match(text, view.end())
            if cited is None:
                end = view.end()
                yield Attribution(start, end, "", None)
            else:
                end = cited.end()
                host, address = cited["host"], cited["address"]
                if address is None and "://" in host:
                    address = host
                yield Attribution(start, end, host.rstrip(_AFTER_HOST), address)


def _start(lower: str, view: int, after: int) -> int:
    """Where the attribution of a `View` begins: at its `Takedown request`, or at its own opening mark."""
    start = view
    takedown = lower.rfind("takedown", max(after, view - _TAKEDOWN_REACH), view)
    if takedown >= 0 and _TAKEDOWN_TO_VIEW.fullmatch(lower, takedown, view):
        start = takedown
    else:
        bar = len(lower[max(after, view - 40) : view].rstrip(" \u00a0\t"))
        bar += max(after, view - 40)
        if bar > after and lower[bar - 1] == "|":
            start = bar
    while start > after and lower[start - 1] in _OPENING_MARKS:
        start -= 1
    return start


def _lower_same_length(text: str) -> str:
    """Lower case that keeps every offset: the one letter that grows is replaced first."""
    lower = text.lower()
    return lower if len(lower) == len(text) else text.replace("\u0130", "i").lower()
