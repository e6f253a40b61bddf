"""A wrong argument of a public function is answered by BadSetting before anything is read or made."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import TEXTING, Project

import pipeline
from pipeline.arguments import RULES, BadSetting
from pipeline.audit.explain import explain
from pipeline.audit.verify import verify
from pipeline.engine.limits import Limits
from pipeline.release.stats import stats


class _Hostile:
    """A value that cannot even be shown."""

    def __repr__(self) -> str:
        raise RuntimeError


FUNCTIONS: dict[Callable[..., Any], dict[str, Any]] = {
    pipeline.curate: {},
    pipeline.parse: {"page": str(TEXTING)},
    pipeline.load: {},
    pipeline.versions: {},
    pipeline.diff: {"before": "1.0.0"},
    explain: {"id": "05ef"},
    verify: {},
    stats: {},
}
"""Each function with the arguments that it must have."""
ODD: list[Any] = [
    None, 5, -1, 0, 1.5, True, "", "o\0x", "nonsense", "0.8", "2", "\udcff", "file:///x", "o" * 999, b"x", [], {}, (),
    ["x"], [None], {"a": 1}, (10, 1_000), float("nan"), float("inf"), 10**400, 10**5_000, object(), _Hostile(),
    Path("o\0x"),
]  # fmt: skip
CASES = [
    (function, name, value)
    for function in FUNCTIONS
    for name in inspect.signature(function).parameters
    for value in ODD
    if not RULES[name].holds([value] if name == "raw" else value)
]
"""Every argument with every value of the list that its rule does not allow."""


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.__name__)
def test_a_wrong_argument_is_refused_before_anything_is_read_or_made(
    project: Project, monkeypatch: pytest.MonkeyPatch, function: Callable[..., Any]
) -> None:
    project.page("page.txt", TEXTING)
    monkeypatch.chdir(project.root)
    before = project.files()
    wrong = [(name, value) for of, name, value in CASES if of is function]
    assert len(wrong) >= 10
    for name, value in wrong:
        if function is verify and name == "raw" and value is None:
            continue  # without pages
        if name == "raw" and isinstance(value, list | tuple | dict) and value:
            continue  # several; they are checked each, below
        with pytest.raises(BadSetting, match=name):
            function(**{**FUNCTIONS[function], name: value})
    assert project.files() == before


@pytest.mark.parametrize("raw", [[], (), [""], ["raw", None], [5], {"a\0": 1}, iter([])], ids=range(7))
def test_one_wrong_folder_of_several_is_refused(raw: Any) -> None:
    with pytest.raises(BadSetting, match="raw cannot be"):
        pipeline.curate(raw)


LIMITS = [
    (10**400, 1),
    (1, 10**400),
    (float("nan"), 1),
    (1, float("inf")),
    ("1", 1),
    (True, 1),
    (1, None),
    (0, 1),
    (1, -1),
]


@pytest.mark.parametrize(("seconds", "megabytes"), LIMITS, ids=range(len(LIMITS)))
def test_a_limit_without_sense_is_refused(seconds: Any, megabytes: Any) -> None:
    with pytest.raises(BadSetting, match=r"page (seconds|megabytes) cannot be"):
        pipeline.curate(limits=Limits(seconds, megabytes))


@pytest.mark.parametrize("columns", [("id",), ["id", "question"], []], ids=repr)
def test_columns_may_be_any_sequence_of_names(seed: Project, columns: Any) -> None:
    assert pipeline.load(out=seed.out, columns=columns, engine="arrow").column_names == list(columns)


def test_a_long_value_is_not_repeated_whole() -> None:
    with pytest.raises(BadSetting) as raised:
        pipeline.parse(str(TEXTING), mode="x" * 10_000)
    assert len(str(raised.value)) < 300


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.__name__)
def test_the_types_of_a_public_function_can_be_asked_for(function: Callable[..., Any]) -> None:
    assert typing.get_type_hints(function).keys() == {*inspect.signature(function).parameters, "return"}
