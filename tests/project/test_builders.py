"""What tests share: it must hold on a busy machine, whatever else the process does."""

from __future__ import annotations

import ast
import gc
from pathlib import Path

from builders import syntax


def test_a_file_is_parsed_where_a_collection_parses_something_itself() -> None:
    def parse(*_of_the_collection: object) -> None:
        ast.parse("x = 1")

    threshold = gc.get_threshold()
    gc.callbacks.append(parse)
    gc.set_threshold(10)
    try:
        assert syntax(Path(__file__)).body
        assert gc.isenabled()
    finally:
        gc.set_threshold(*threshold)
        gc.callbacks.remove(parse)
