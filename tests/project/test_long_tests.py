"""The tests that `make test` leaves to `make check` are there by their names, each once, in order."""

from __future__ import annotations

import ast

from builders import REPOSITORY, long_tests


def test_each_long_test_is_there() -> None:
    for name in long_tests():
        file, _, function = name.partition("::")
        tree = ast.parse((REPOSITORY / "tests" / file).read_text(encoding="utf-8"))
        assert function in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, name


def test_they_are_in_order_and_each_is_named_once() -> None:
    _, *lines = (REPOSITORY / "tests" / "long_tests.txt").read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))
