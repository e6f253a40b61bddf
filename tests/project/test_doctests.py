"""The examples in docstrings are true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import pipeline

MODULES = ["pipeline", *(module.name for module in pkgutil.walk_packages(pipeline.__path__, "pipeline."))]


@pytest.mark.parametrize("name", [name for name in MODULES if not name.endswith("__main__")])
def test_the_examples_of_a_module_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples_to_check() -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    examples = [
        test
        for name in ("pipeline.text.clean", "pipeline.text.labels", "pipeline.text.questions", "pipeline.web.hosts")
        for test in finder.find(importlib.import_module(name))
    ]
    assert sum(len(test.examples) for test in examples) >= 5
