"""The compiled parts of the package, which are optional: whoever needs one here skips aloud where it was not built."""

from __future__ import annotations

import importlib
import shutil
import sysconfig
from types import ModuleType

import pytest


def compiled(part: str) -> ModuleType:
    """Return a compiled part; skip the tests of a module where it was not built."""
    try:
        return importlib.import_module(f"pipeline.{part}")
    except ImportError:
        pytest.skip(f"pipeline.{part} was not compiled here", allow_module_level=True)


def compiler() -> str | None:
    """Return the C compiler that Python builds with, or None where there is none."""
    return shutil.which((sysconfig.get_config_var("CC") or "cc").split()[0])
