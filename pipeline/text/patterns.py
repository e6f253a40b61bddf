"""Regular expressions that are compiled when they are first used, so that importing a module stays cheap."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, cast, overload

LETTER = (
    r"(?:[^\W\d_]|[\u0300-\u036f\u0591-\u05c7\u064b-\u0655\u0900-\u0963\u0980-\u0ddf\u0e31-\u0e4e\u0f71-\u0f84"
    r"\u102b-\u103e\u17b4-\u17d3])"
)
"""A letter, or a sign on one: many scripts write vowels so, and Python takes them for no letters."""
_COPIED = (
    "findall",
    "finditer",
    "flags",
    "fullmatch",
    "groupindex",
    "groups",
    "match",
    "search",
    "split",
    "sub",
    "subn",
)
"""What a lazy pattern takes over from the compiled one."""


class _LazyPattern:
    """Has the attributes of a compiled pattern. The first one that is asked for fills the slots with all of them."""

    __slots__ = (*_COPIED, "_flags", "pattern")

    def __init__(self, source: str | bytes, flags: int) -> None:
        self.pattern = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        # Python calls this only for a slot that is still empty: later accesses cost no more than any attribute.
        if name not in _COPIED:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        for copied in _COPIED:
            setattr(self, copied, getattr(compiled, copied))
        return getattr(compiled, name)

    def __reduce__(self) -> tuple[Any, ...]:
        return pattern, (self.pattern, self._flags)

    def __repr__(self) -> str:
        return f"pattern({self.pattern!r}, {self._flags})"


@overload
def pattern(source: str, flags: int = 0) -> re.Pattern[str]: ...
@overload
def pattern(source: bytes, flags: int = 0) -> re.Pattern[bytes]: ...
def pattern(source: str | bytes, flags: int = 0) -> re.Pattern[Any]:
    """Return a regular expression for a module's constant; it is compiled when one of its methods is first used.

    It is used like the result of `re.compile`, but is no `re.Pattern` itself: call its methods, do not hand it to the
    functions of `re`. A mistake in the source raises re.error at the first use. `.pattern` gives the source without
    compiling it.

    >>> YEAR = pattern(r"\\b(?:19|20)\\d\\d\\b")
    >>> YEAR.findall("From 1987 to 2024.")
    ['1987', '2024']
    """
    return cast(re.Pattern[Any], _LazyPattern(source, flags))


def one_of(words: Iterable[str]) -> str:
    """Return a regular expression for any of some words, with either form of the apostrophe.

    >>> one_of({"isn't", "is"})
    "is|isn['’]t"
    """
    return "|".join(sorted(words)).replace("'", "['\u2019]")
