"""Keeps Arrow from importing pandas, which would take half a second of every command; imported for this alone."""

from __future__ import annotations

import sys

import pyarrow as pa


class _NoPandas:
    """An import finder that says pandas is not installed."""

    @staticmethod
    def find_spec(name: str, path: object = None, target: object = None) -> None:  # noqa: ARG004
        if name == "pandas":
            raise ImportError(name)


def _skip_pandas() -> None:
    """Make Arrow's search for pandas fail now, before its first array or table.

    It searches again when a table is converted to a DataFrame.
    """
    if "pandas" not in sys.modules:
        sys.meta_path.insert(0, _NoPandas)
        try:
            pa.array(())
        finally:
            sys.meta_path.remove(_NoPandas)


_skip_pandas()
