"""Page -> what the formats find on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..schema import HTML, Candidate, Findings
from ..text.patterns import pattern
from ..web.hosts import host_of
from .formats import FORMATS, Format
from .page import Page
from .prefilter import formats_for

if TYPE_CHECKING:
    from .recipes import Recipe

_HTML_END = pattern(r"</html\s*>", re.IGNORECASE)
_TAIL = 2_000  # characters (chosen) in which a page ends that was not cut off, whatever its archive says
_SEES_CUTS = "jsonld"
"""The format that sees by itself where what it reads was cut off."""


def find(page: Page, formats: Sequence[str] | None = None, recipes: Sequence[Recipe] = ()) -> Findings:
    """Return all candidates, rejections and boilerplate on a page, read by some formats or by all that may find any.

    A recipe for the page replaces the formats that go by what a page looks like.
    Where no parser saw the end of the page, what was read is flagged; where the page was cut off, the last answer is.
    """
    whole = Findings([], [], [])
    is_cut = page.document.is_truncated and _HTML_END.search(page.text, max(0, len(page.text) - _TAIL)) is None
    for found in _read(page, formats_for(page.document) if formats is None else formats, recipes):
        whole.candidates.extend(_with_cut_end(found.candidates) if is_cut else found.candidates)
        whole.rejected.extend(found.rejected)
        whole.boilerplate.extend(found.boilerplate)
    if page.misses_end:
        whole = _flagged(whole, "page_end_missing")
    whole = whole._replace(candidates=with_unlisted_host(whole.candidates, page))
    return _with_language(_with_guessed_letters(whole, page), page)


def _read(page: Page, formats: Sequence[str], recipes: Sequence[Recipe]) -> Iterator[Findings]:
    own = _own_recipes(page, recipes)
    for name in formats:
        if (FORMATS[name].is_markup or not own) and not _gives_way(page, FORMATS[name], formats):
            yield FORMATS[name].extract(page)
    if own:
        from .formats import recipe

        for description in own:
            yield recipe.extract(page, description)


def _gives_way(page: Page, format: Format, formats: Sequence[str]) -> bool:
    """Whether another of the formats reads a page instead of this one."""
    other = format.gives_way_to
    return other in formats and bool(FORMATS[other].extract(page).candidates)


def _with_cut_end(candidates: list[Candidate]) -> list[Candidate]:
    """What a format found on a page that was cut off: its last answer may have lost words."""
    if not candidates or candidates[-1].format == _SEES_CUTS:
        return candidates
    last = candidates[-1]
    return [*candidates[:-1], _with_flag(last, "truncated")]


def _flagged(found: Findings, flag: str) -> Findings:
    return found._replace(candidates=[_with_flag(each, flag) for each in found.candidates])


def _with_flag(candidate: Candidate, flag: str) -> Candidate:
    return candidate._replace(flags=(*candidate.flags, flag))


def with_unlisted_host(candidates: list[Candidate], page: Page) -> list[Candidate]:
    """Flag what has the page itself for its source, where that lives at a host that no public list knows."""
    address = page.address if candidates else None
    if address is None or host_of(address):
        return candidates
    return [_with_flag(each, "unlisted_host") if each.source == address else each for each in candidates]


def _with_guessed_letters(found: Findings, page: Page) -> Findings:
    """Flag what holds letters that another encoding would read as others."""
    if not page.is_encoding_guessed:
        return found
    is_ascii = [(each.question + each.answer).isascii() for each in found.candidates]
    pairs = zip(found.candidates, is_ascii, strict=True)
    return found._replace(
        candidates=[each if is_sure else _with_flag(each, "guessed_encoding") for each, is_sure in pairs]
    )


def _with_language(found: Findings, page: Page) -> Findings:
    if not found.candidates or page.document.media_type != HTML:
        return found
    from .stated_language import with_language

    return found._replace(candidates=with_language(page, found.candidates))


def _own_recipes(page: Page, recipes: Sequence[Recipe]) -> list[Recipe]:
    """The recipes that are for a page."""
    if not recipes or page.document.media_type != HTML:
        return []
    from .recipes import recipes_for

    return recipes_for(page, recipes)
