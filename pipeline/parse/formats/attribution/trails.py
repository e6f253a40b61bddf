"""The way to a page, which a search page notes below an answer and is none of its words: `www.a.org \u203a help`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ....text.clean import ends_statement
from ....text.patterns import pattern
from ....text.questions import ends_with_mark
from ....web.hosts import registrable_domain
from .lines import Line

STEP = "\u203a"
_SCHEME = pattern(r"(?i:https?://)?(?i:www\.)?")
_STEPS = pattern(rf"(?:/?[ \u00a0]*{STEP}[^{STEP}\n]{{1,100}})+(?<![.!?\u3002])")
_HOST = pattern(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}", re.IGNORECASE)


def is_trail(line: str, host: str) -> bool:
    """Whether a line is the way to a page of a host: `www.example.org \u203a help \u203a rice`.

    >>> is_trail("https://www.a.org \u203a help", "a.org"), is_trail("Settings \u203a Help", "a.org")
    (True, False)
    """
    bare = host.lower().removeprefix("www.")
    start = _start_of_host(line) if STEP in line and bare else len(line)
    return line[start:].lower().startswith(bare) and _STEPS.fullmatch(line, start + len(bare)) is not None


def end_of_other(lines: Sequence[Line], host: str) -> int | None:
    """Return which of the lines up to an attribution is the last way to a page of another site, below an answer.

    The lines before it are none of the cited host; None where no question follows, or no answer comes before.
    """
    asking = [number for number, line in enumerate(lines) if ends_with_mark(line.text)]
    if len(asking) < 2:
        return None
    between = range(asking[-1] - 1, asking[0] + 1, -1)
    ends = (each for each in between if _is_of_other(lines[each].text, host) and ends_statement(lines[each - 1].text))
    return next(ends, None)


def _is_of_other(line: str, host: str) -> bool:
    """Whether a line is the way to a page of a site that a host is not of."""
    named = _HOST.match(line, _start_of_host(line)) if STEP in line else None
    if named is None or not is_trail(line, named[0]):
        return False
    return registrable_domain(named[0].lower()) != registrable_domain(host.lower())


def _start_of_host(line: str) -> int:
    scheme = _SCHEME.match(line)
    return scheme.end() if scheme else 0
