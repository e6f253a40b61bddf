"""Attribution lines (`Takedown request | View complete answer on HOST`) found in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ....text.clean import BLANK, CLEANING, ends_sentence
from ....text.patterns import pattern
from ....web.hosts import host_of, registrable_domain

_BLANKS = f"[{re.escape(BLANK)}]"
_BIDI = CLEANING["bidi_controls"][0]
_SAME_LINE_BLANKS = f"[{re.escape(BLANK.replace(chr(10), '') + _BIDI)}]"
_GAP = _BLANKS + "{1,40}"  # (chosen) as indentation and blank lines of a saved page may be
_VIEW = pattern(
    f"[Vv][Ii][Ee][Ww]{_GAP}[Cc][Oo][Mm][Pp][Ll][Ee][Tt][Ee]{_GAP}[Aa][Nn][Ss][Ww][Ee][Rr]{_GAP}[Oo][Nn](?![A-Za-z0-9])"
)
# The same said otherwise, which a sentence may say, too: only where a host follows.
_VIEW_OTHERWISE = pattern(
    f"view{_GAP}(?:the{_GAP})?(?:complete|full|entire|whole){_GAP}answer{_GAP}(?:on|at)"
    f"(?={_GAP}[\\[<*_(]{{0,3}}(?:https?://)?(?:[a-z0-9-]{{1,63}}\\.){{1,6}}[a-z]{{2,24}}(?![a-z0-9]))",
    re.IGNORECASE,
)
_TAKEDOWN_WORDS = f"take[ -]?down(?:{_GAP}|&nbsp;)request"
_TAKEDOWN = pattern(_TAKEDOWN_WORDS, re.IGNORECASE)
_TAKEDOWN_TO_VIEW = pattern(
    _TAKEDOWN_WORDS
    + r"[\]*_]{0,3}(?:\([^()\n]{0,1500}\)|[ \u00a0]?<[^<>\s]{1,1500}>)?"
    # `l` and `I` are bars that a scanner misread, `\|` is one in Markdown, and `&nbsp;` a blank of HTML
    + f"(?:[{re.escape(BLANK)}]|&nbsp;)*+(?:[lI!/\u2013\u2014]{_GAP}"
    + f"|(?:[{re.escape(BLANK)}|\u00b7\u2022\\\\\\[*_-]|&nbsp;)*)",
    re.IGNORECASE,
)
_QUOTES = frozenset({'""', "''", "``", "\u201c\u201d", "\u201e\u201c", "\u2018\u2019", "\u00ab\u00bb", "\u300c\u300d"})
"""Around the words alone they say that a sentence speaks of an attribution."""
_USUAL_VIEW = "View complete answer on "
_USUAL_START = len("Takedown request   |   ")
# As nearly all attributions are: for each, `_unusual` finds the same.
_USUAL = pattern(
    r"(?<![*_|(])(?<![-*+#\u2022\u00b7][ \t\u00a0])Takedown request [ \u00a0]{2}\|[ \u00a0]{2} View complete answer on "
    r"(?P<host>[a-z0-9.-]*[a-z0-9])(?!\S|[ \u00a0][<.])"
)
_TAKEDOWN_NEAR = 60  # characters (chosen) before "View": where it nearly always is
_LINE_REACH = 100  # characters (chosen) before and after an attribution in which its line begins, or goes on
_TAKEDOWN_REACH = 2000  # characters (chosen): the address of a Markdown link fits in
_OPENING_MARKS = "[*_|("
_BULLET = pattern(r"[ \t\u00a0]*([-*+#\u2022\u00b7]{1,6}[ \t\u00a0]+)")

# What follows "on": a host, [host](address), or the end of [View complete answer on host](address); what programs
# make of a link in plain text, host <address>; or the link as it was marked up.
_HOST = f'[^\\s\\[\\]()<>|*"{_BIDI}]'
_ADDRESS = r"\((?P<address>[^()\s]{1,4000}(?:\([^()\s]{0,1000}\)[^()\s]{0,4000})?)(?:\s\"[^\"\n]{0,200}\")?\)"
_ANGLED = r"[ \u00a0]<(?P<angled>https?://[^<>\s]{1,4000})>"
_TAG = r"<a\s[^<>\n]{0,200}?href\s?=\s?[\"']?(?P<tagged>[^\"'<>\s]{1,2000})[^<>\n]{0,200}>"
_CITED = pattern(
    f":?(?:{_SAME_LINE_BLANKS}{{0,40}}"
    # a line may break before the host, but then it must look like one: the next line may be a question
    f"|{_SAME_LINE_BLANKS}{{0,40}}\n{_SAME_LINE_BLANKS}{{0,40}}(?=[\\[<]?{_HOST}{{1,200}}\\.{_HOST}))"
    f"(?:{_TAG})?[\\[<*_(\u201c]{{0,3}}(?P<host>{_HOST}{{1,2000}})[\\]>*_)\u201d]{{0,3}}"
    f"(?:{_ADDRESS}[)*_]{{0,3}}|{_ANGLED}|</a>)?[{_BIDI}]?"
)
_TAKEDOWN_LINK = pattern(f"{_TAKEDOWN_WORDS}(?:[\\]*_]{{0,3}}{_ADDRESS}|{_ANGLED})", re.IGNORECASE)
REACH = 16_000
"""Characters behind an attribution, at least as many as it may depend on."""
# A host that a scanner parted at its dots, alone on the rest of its line.
_PARTED_HOST = pattern(
    rf":?{_SAME_LINE_BLANKS}{{0,40}}((?:[a-z0-9-]{{1,63}} ?\. ?){{1,4}}[a-z]{{2,24}})(?=[ \t]*(?:\n|\Z))"
)
_SOFT_HYPHEN = "\u00ad"
_AFTER_HOST = ".,;:!?'\u2019\u201d\u2026_"
_ELLIPSIS = ("..", "\u2026")


class Attribution(NamedTuple):
    """One attribution in the text, from `Takedown` to the end of the host or link."""

    start: int
    end: int
    host: str
    """As written; empty where the page was truncated before it."""
    address: str | None
    """What a link, in whatever way it is written, or a host written with its scheme, points to."""


def find_attributions(text: str) -> Iterator[Attribution]:
    """Yield the attributions of a text in reading order; they never overlap.

    The words may be in any letter case, split by blanks, NBSPs, tabs or line ends; `Takedown request`
    may be missing; the host may be a Markdown link. Soft hyphens in it show nothing.
    """
    if _SOFT_HYPHEN in text:
        yield from _of_hyphenated(text)
        return
    end = 0
    for told in _told(text, Attribution):
        if isinstance(told, Attribution) and told.start >= end:
            found: Attribution | None = told
        else:
            view = told if isinstance(told, int) else told.start + _USUAL_START
            found = _unusual(text, view, end) if view >= end else None
        if found:
            yield found
            end = found.end


def _of_hyphenated(text: str) -> Iterator[Attribution]:
    """The attributions of a text with soft hyphens, found without them."""
    places = [at for at, char in enumerate(text) if char != _SOFT_HYPHEN]
    for found in find_attributions(text.replace(_SOFT_HYPHEN, "")):
        yield found._replace(start=places[found.start], end=places[found.end - 1] + 1)


def _usual(text: str, view: int) -> Attribution | None:
    start = view - _USUAL_START
    found = _USUAL.match(text, start) if start >= 0 else None
    return Attribution(start, found.end(), found["host"], None) if found else None


def told_by_pattern(text: str, _kind: type[Attribution], /) -> list[Attribution | int]:
    """Return where a text says `view`: a usual attribution, or else that place."""
    return [_usual(text, view) or view for view in _views(text)]


try:
    from ._ordinary import attributions as _told
except ImportError:  # it was installed where there was no compiler
    _told = told_by_pattern


def _unusual(text: str, view: int, after: int) -> Attribution | None:
    """The attribution whose `View` may be at a place, by all rules."""
    usual = _VIEW.match(text, view)
    said = usual or _VIEW_OTHERWISE.match(text, view)
    if said is None:
        return None
    if text[view - 1 : view] + text[said.end() : said.end() + 1] in _QUOTES:
        return None
    start = _start(text, view, after)
    cited = _CITED.match(text, said.end())
    if not usual and not (cited and _is_apart(text, start, view, cited.end())):
        return None
    parted = _PARTED_HOST.match(text, said.end())
    if parted and _is_parted(parted[1]):
        return Attribution(start, parted.end(), parted[1].replace(" ", ""), None)
    if cited is None:
        return Attribution(start, said.end(), "", None)
    host, address = cited["host"], cited["address"] or cited["angled"] or cited["tagged"]
    if address is None and "://" in host:
        address = host
    return Attribution(start, cited.end(), _without_end(host), address)


def _is_parted(written: str) -> bool:
    """Whether a host was written with blanks at its dots, and not a host with a word after it.

    What comes before the first blank is no host then, or the whole ends as `bees.co. uk` does.
    """
    first, blank, _ = written.partition(" ")
    host = written.replace(" ", "")
    if not blank or not host_of(host):
        return False
    return host_of(first) is None or registrable_domain(host).count(".") > 1


def _is_apart(text: str, start: int, view: int, end: int) -> bool:
    """Whether an attribution has a `Takedown request`, or a line or its end for itself: a sentence may say the same."""
    before = text[max(0, start - _LINE_REACH) : start].rpartition("\n")[2].strip(BLANK)
    after = text[end : end + _LINE_REACH].partition("\n")[0].strip(BLANK + "._*")
    if not after and (not before or ends_sentence(before)):
        return True
    return _TAKEDOWN.match(text, start) is not None or "|" in text[start:view]


def _without_end(host: str) -> str:
    """A host without the signs after it; dots that say it was cut stay: the host that `en.wiki...` was is not known."""
    shown = host.rstrip(_AFTER_HOST)
    is_cut = "/" not in shown and any(sign in host[len(shown) :] for sign in _ELLIPSIS)
    return host if is_cut else shown


def holds_attribution(text: str) -> bool:
    """Whether a text holds an attribution."""
    return _USUAL_VIEW in text or next(find_attributions(text), None) is not None


def _views(text: str) -> Iterator[int]:
    """Where a text says `view`, in any letter case. To look for that takes a third of the time of `_VIEW`."""
    lower = text.encode("latin-1", "replace").lower()  # as long, other letters as `?`
    at = lower.find(b"view")
    while at >= 0:
        yield at
        at = lower.find(b"view", at + 1)


def may_link(text: str) -> bool:
    """Whether there may be a link in a text."""
    at = text.find("]")  # alone, one sign is found in a tenth of the time of two
    while at >= 0 and not text.startswith("(", at + 1):
        at = text.find("]", at + 1)
    return at >= 0 or "<" in text


def takedown_address(text: str, attribution: Attribution) -> str | None:
    """Return where the `Takedown request` of an attribution leads, as written; None where it is no link."""
    written = text[attribution.start : attribution.end]
    if "](" not in written and "<" not in written:
        return None
    found = _TAKEDOWN_LINK.search(text, attribution.start, attribution.end)
    return found["address"] or found["angled"] if found else None


def _start(text: str, view: int, after: int) -> int:
    """Where the attribution of a `View` begins: at its `Takedown request`, or at its own opening mark."""
    reach = max(after, view - _TAKEDOWN_NEAR)
    start = _takedown(text, reach, view)
    if start < 0 and text[view - 1 : view] in ("[", "|", "(", " "):
        start = _takedown(text, max(after, view - _TAKEDOWN_REACH), view)
    if start < 0:
        before = text[reach:view].rstrip(" \u00a0\t")
        start = reach + len(before) if before.endswith("|") else view
    while start > after and text[start - 1] in _OPENING_MARKS:
        start -= 1
    reach = max(after, start - _LINE_REACH)
    line = max(reach, text.rfind("\n", reach, start) + 1)
    bullet = _BULLET.fullmatch(text, line, start)
    return bullet.start(1) if bullet else start


def _takedown(text: str, start: int, view: int) -> int:
    """Where the `Takedown request` begins that goes with a `View`, or -1."""
    for takedown in _TAKEDOWN.finditer(text, start, view):
        if _TAKEDOWN_TO_VIEW.fullmatch(text, takedown.start(), view):
            return takedown.start()
    return -1
