"""No regular expression of the package takes the square of a text that is made to hurt it."""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import pipeline

_TIMES = 10
"""How much longer the long text is, and how often the short one is read for one measurement: both are then as long,
and whatever else keeps the machine busy disturbs the one as much as the other."""
_MOST = 1.2
"""Times the processor time of the short texts that the long one may take: 1 if it is linear, 10 if it is the square."""
_SHORT = 1_000
_LEAST = 0.01
"""Seconds; less is no measurement: the square of 10,000 characters takes ten times as long."""
_ROUNDS = 25
"""A machine that is busy makes a measurement longer, never shorter: the least of some is the truest."""


class Found(NamedTuple):
    """A pattern that a module keeps, and the methods by which it is used there."""

    name: str
    pattern: re.Pattern[str] | re.Pattern[bytes]
    methods: tuple[str, ...]


def patterns() -> Iterator[Found]:
    """Yield the patterns of all modules that are called by name."""
    seen: set[int] = set()
    for module in pkgutil.walk_packages(pipeline.__path__, "pipeline."):
        if "__main__" in module.name or ".spark." in module.name:
            continue
        loaded = importlib.import_module(module.name)
        place = Path(loaded.__file__ or "")
        if place.suffix != ".py":  # a compiled part: its source holds no expression
            continue
        source = place.read_text(encoding="utf-8")
        for name, value in vars(loaded).items():
            if hasattr(value, "fullmatch") and hasattr(value, "pattern") and id(value) not in seen:
                used = set(re.findall(rf"\b{name}\.(search|match|fullmatch|sub|finditer|findall|split)\(", source))
                if used:
                    seen.add(id(value))
                    kinds = {method if method in ("match", "fullmatch") else "search" for method in used}
                    yield Found(f"{module.name}.{name}", value, tuple(sorted(kinds)))


def attacks(source: str, n: int) -> Iterator[str]:
    """Yield texts of some n characters: each sign that a pattern speaks of again and again, alone and after others."""
    signs = list(dict.fromkeys([*re.findall(r"[^\w\s]", source)[:12], " ", "\n", "a", "A", "1", "\u00e9", "\t"]))
    words = list(dict.fromkeys(re.findall(r"[A-Za-z]{2,12}", source)))[:6]
    for piece in [
        *signs,
        *words,
        *(f"{word} " for word in words),
        *(f"{sign} " for sign in signs),
        "a.",
        "1,",
        "a-",
        "[a](",
    ]:
        yield piece * (n // len(piece)) + "\x01"
        yield (words[0] if words else "") + piece * (n // len(piece)) + "\x01"


def seconds(found: Found, method: str, text: str, times: int = 1) -> float:
    """Return the processor time of searching a text so many times."""
    value = text.encode() if isinstance(found.pattern.pattern, bytes) else text
    call = getattr(found.pattern, method)
    before = time.process_time()
    for _ in range(times):
        call(value)
    return time.process_time() - before


def growth(found: Found, method: str, short: str, long: str) -> tuple[float, float]:
    """Return the least times of the short text, as often as is as long as the long one, and of the long text."""
    two = seconds(found, method, long)
    if two <= _LEAST:
        return two, two
    one = seconds(found, method, short, _TIMES)
    for _ in range(_ROUNDS):
        if two <= max(_MOST * one, _LEAST):
            break
        one, two = min(one, seconds(found, method, short, _TIMES)), min(two, seconds(found, method, long))
    return one, two


ALL = list(patterns())
BOUNDED = {
    "pipeline.dedup.near.truncated._DOTS": "sees the last 16 characters of an answer",
    "pipeline.dedup.near.written._CALL": "sees the last 40 characters of an answer",
    "pipeline.parse.formats.attribution.alike._WORDED_HOST": "sees lines of at most 181 characters",
    "pipeline.text.questions._MARK_INSIDE": "sees the first 600 characters of a line",
    "pipeline.text.faq_titles._TITLE": "sees titles of at most 200 characters",
    "pipeline.text.faq_titles._TITLE_WITHOUT_BLANKS": "sees titles of at most 200 characters",
    "pipeline.web.lenient_json._CLOSING": "sees the last 60 characters of a script",
}
"""Patterns that would take the square of a long text, and why they never see one."""


@pytest.mark.parametrize("found", ALL, ids=[found.name for found in ALL])
def test_ten_times_the_text_takes_about_ten_times_the_time(found: Found) -> None:
    if found.name in BOUNDED:
        return
    source = found.pattern.pattern
    source = source.decode("latin-1") if isinstance(source, bytes) else source
    for method in found.methods:
        for short, long in zip(attacks(source, _SHORT), attacks(source, _TIMES * _SHORT), strict=True):
            one, two = growth(found, method, short, long)
            assert two <= max(_MOST * one, _LEAST), f"{method} {short[:12]!r}: {one:.6f} s, {two:.6f} s"


def test_the_exceptions_are_patterns_of_the_package() -> None:
    assert {found.name for found in ALL} >= BOUNDED.keys()


def test_a_pattern_that_takes_the_square_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[__name__], "_ROUNDS", 2)
    square = Found("square", re.compile("a+b"), ("search",))
    one, two = growth(square, "search", "a" * _SHORT, "a" * _TIMES * _SHORT)
    assert two > max(5 * one, _LEAST)
