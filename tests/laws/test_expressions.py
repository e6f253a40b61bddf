"""No regular expression of the package takes the square of a text that is made to hurt it."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import pipeline

_MOST = 20
"""Times the processor time of a text that one of ten times the length may take: 10 if it is linear, 100 if not."""
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
        source = Path(loaded.__file__ or "").read_text(encoding="utf-8")
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


def seconds(found: Found, method: str, text: str) -> float:
    value = text.encode() if isinstance(found.pattern.pattern, bytes) else text
    call = getattr(found.pattern, method)
    before = time.process_time()
    call(value)
    return time.process_time() - before


ALL = list(patterns())
BOUNDED = {
    "pipeline.dedup.near.truncated._DOTS": "sees the last 16 characters of an answer",
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
        for short, long in zip(attacks(source, _SHORT), attacks(source, 10 * _SHORT), strict=True):
            one, two = seconds(found, method, short), seconds(found, method, long)
            for _ in range(_ROUNDS):
                if two <= max(_MOST * one, _LEAST):
                    break
                one, two = min(one, seconds(found, method, short)), min(two, seconds(found, method, long))
            assert two <= max(_MOST * one, _LEAST), f"{method} {short[:12]!r}: {one:.6f} s, {two:.6f} s"


def test_the_exceptions_are_patterns_of_the_package() -> None:
    assert {found.name for found in ALL} >= BOUNDED.keys()
