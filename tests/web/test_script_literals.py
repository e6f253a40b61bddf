"""What a script writes out is read without running it."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.web.script_literals import literals


@pytest.mark.parametrize(
    ("script", "values"),
    [
        ("f({a: 'it\\'s', \"b-c\": `two\nlines`, 3: 1.5,})", [{"a": "it's", "b-c": "two\nlines", "3": 1.5}]),
        (
            r"f(['\u00e9\x41\u{1F600}\ud83d\ude00\n\
'])",
            [["éA😀😀\n"]],
        ),
        ("f({a: !0, b: void 0, c: -1, d: new Date(1), e: `x${y}`, f})", [{"a": True, "c": -1}]),
        ("f({a: 'one ' + 'two', b: 'one' + x, c: [[1]]})", [{"a": "one two", "c": [[1]]}]),
        ("// f({a: 1})\n/* f({b: 1}) */ f({c: 'http://x/*y'})", [{"c": "http://x/*y"}]),
        ("f({data() { if (x) { g() } return {a: [1]} }, b: 1})", [{"a": [1]}, {"b": 1}]),
        ("a = {b: 1}; c = {'d': e(2)}; this.f = [{g: 1}]", [{"d": None}]),
        ("x = (function(a,b){b.c=a;b['d-e']=[a];return {f:b}}('A',{}))", [{"f": {"c": "A", "d-e": ["A"]}}]),
        ("x = (function(a){a.b=a;return a}({}))", [{"b": None}]),
        ("f(JSON.parse('{\"a\":[1]}'), JSON.parse('{a'), JSON.parse(x))", [{"a": [1]}]),
        ("a.replace(/[\"'/({]/g, ''); b = x / 2; f({c: 1})", [{"c": 1}]),
        ("f({a: [1, {b: {c: 2}", [{"c": 2}]),
        ("const a = [{b: 1}]; const c = [{b: 2}]; for (const each of a) { show(each) }", [[{"b": 1}]]),
        ("f({a: 1}); window.a = {b: 2}; start(window.a)", [{"a": 1}, {"b": 2}]),
        ("var a = {b: 1}; show('a', c.a)", []),
    ],
)
def test_objects_and_lists_that_code_hands_on_are_found(script: str, values: list[Any]) -> None:
    assert [_plain(value) for value in literals(script)] == values


def _plain(value: Any) -> Any:
    """A value without what has none."""
    if isinstance(value, dict):
        shown = {key: _plain(each) for key, each in value.items() if each is not None and not isinstance(each, tuple)}
        return shown or value
    return [_plain(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize(
    "script", ["f(" * 50_000, "[" * 50_000 + "]" * 50_000, "f({a:" * 20_000, "'" * 9_999, '"\\"' * 9_999]
)
def test_a_script_of_any_depth_is_read_or_left(script: str) -> None:
    literals(script)


def test_a_function_called_with_what_is_nested_deeply_gives_something() -> None:
    literals(f"x = (function(a){{return {'[' * 5000}a{']' * 5000}}}('A'))")
