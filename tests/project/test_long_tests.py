"""The tests that `make test` leaves to `make check` are there by their names, each once, in order."""

from __future__ import annotations

import ast
from itertools import groupby
from operator import itemgetter

from builders import REPOSITORY, long_tests, syntax


def test_each_long_test_is_there() -> None:
    by_file = groupby(sorted(name.partition("::")[::2] for name in long_tests()), itemgetter(0))
    for file, named in by_file:
        tree = syntax(REPOSITORY / "tests" / file)
        there = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
        assert {name for _, name in named} <= there, file


def test_they_are_in_order_and_each_is_named_once() -> None:
    _, *lines = (REPOSITORY / "tests" / "long_tests.txt").read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))
