"""Regular expressions that are compiled when they are first used."""

from __future__ import annotations

import copy
import importlib
import pickle
import pkgutil
import re

import pytest

import pipeline
from pipeline.text.patterns import _LazyPattern, pattern


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The sources that are compiled during a test."""
    sources: list[object] = []
    compile_now = re.compile

    def compile_and_note(source: str, flags: int = 0) -> re.Pattern[str]:
        sources.append(source)
        return compile_now(source, flags)

    monkeypatch.setattr(re, "compile", compile_and_note)
    return sources


def test_a_pattern_is_compiled_once_when_a_method_is_first_used(compiled: list[object]) -> None:
    digits = pattern(r"\d+")
    assert compiled == []
    assert digits.pattern == r"\d+"
    assert compiled == []
    assert digits.findall("1 22") == ["1", "22"]
    assert digits.sub("#", "1 22") == "# #"
    assert digits.match("a") is None
    assert compiled == [r"\d+"]


def test_a_pattern_has_what_a_compiled_one_has() -> None:
    for source, flags in ((r"(?P<first>\w)(\d)?", re.IGNORECASE), ("a|b", 0)):
        lazy, eager = pattern(source, flags), re.compile(source, flags)
        assert (lazy.flags, lazy.groups, dict(lazy.groupindex)) == (eager.flags, eager.groups, dict(eager.groupindex))
        text = "A1 b2 c"
        for method in ("findall", "split"):
            assert getattr(lazy, method)(text) == getattr(eager, method)(text)
        for method in ("match", "search", "fullmatch"):
            assert str(getattr(lazy, method)(text)) == str(getattr(eager, method)(text))
        assert lazy.subn("-", text) == eager.subn("-", text)
        assert [match.span() for match in lazy.finditer(text, 1)] == [match.span() for match in eager.finditer(text, 1)]


def test_a_pattern_of_bytes_matches_bytes() -> None:
    assert pattern(rb"<(\w+)", re.ASCII).findall(b"<a><b>") == [b"a", b"b"]


def test_a_pattern_is_copied_and_pickled_like_a_compiled_one() -> None:
    lazy = pattern("[a-c]+", re.IGNORECASE)
    for copied in (copy.copy(lazy), copy.deepcopy(lazy), pickle.loads(pickle.dumps(lazy))):
        assert copied.fullmatch("aBc")


def test_a_mistake_in_a_pattern_is_named_at_its_first_use() -> None:
    broken = pattern("(")
    with pytest.raises(re.error, match="missing"):
        broken.search("")


def test_a_pattern_has_no_other_attributes() -> None:
    with pytest.raises(AttributeError):
        pattern("a").fullsearch("a")  # type: ignore[attr-defined]


def test_every_pattern_of_the_package_compiles() -> None:
    names = [module.name for module in pkgutil.walk_packages(pipeline.__path__, "pipeline.")]
    modules = [
        importlib.import_module(name) for name in names if not name.endswith("__main__") and ".spark." not in name
    ]
    patterns = [value for module in modules for value in vars(module).values() if isinstance(value, _LazyPattern)]
    assert len(patterns) > 100
    for lazy in patterns:
        assert lazy.flags >= 0
