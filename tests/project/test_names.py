"""The package under its two names: `qamill` where it is installed, `pipeline` in the checkout."""

from __future__ import annotations

import subprocess
import sys

import pytest
from builders import REPOSITORY

PACKAGES = ("pipeline", "qamill")
HEAVY = ("pyarrow", "numpy", "pandas", "pydantic", "click", "turbohtml")
"""Libraries that take longer to import than the rest of a start."""
IMPORTED_BEFORE = (
    "pass",
    "import {0}.parse.extract",
    "import {0}.curate",
    "from {0} import parse, curate; import {0}.parse.formats, {0}.parse.recipes",
    "from {0}.parse import extract; from {0}.curate import Outcome",
    "import {0}.cli.commands",
)

# Each line is run as if the package had never been imported; the libraries stay, for they take most of the time.
FUNCTIONS = """
import sys
for before in {before}:
    for name in [name for name in sys.modules if name.partition(".")[0] == "{package}"]:
        del sys.modules[name]
    exec(before)
    import {package}
    from {package} import curate, parse
    import {package}.parse.page
    from {package}.parse.page import Page
    print(curate.__name__, parse.__name__, callable({package}.curate), callable({package}.parse), Page.__name__)
"""
# The order in which the two are loaded must not matter.
CAUGHT = """
import {first}
{first}.QamillError
import pipeline, qamill
for raising in pipeline, qamill:
    for caught in pipeline, qamill:
        try:
            raising.load(table="no such table")
        except caught.QamillError as error:
            print(type(error).__module__, error)
"""


def run(code: str) -> list[str]:
    """Run code in a new process, in the checkout, and return the lines that it printed."""
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=300, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


@pytest.mark.parametrize("first", PACKAGES)
def test_a_process_that_has_both_names_catches_an_error_of_either_with_either(first: str) -> None:
    printed = [line.partition(" 'no such table'")[0] for line in run(CAUGHT.format(first=first))]
    assert printed == [f"{package}.release.load There is no table" for package in PACKAGES for _ in PACKAGES]


@pytest.mark.parametrize("package", PACKAGES)
def test_curate_and_parse_are_functions_whatever_was_imported_before(package: str) -> None:
    before = [code.format(package) for code in IMPORTED_BEFORE]
    printed = run(FUNCTIONS.format(package=package, before=before))
    assert printed == ["curate parse True True Page"] * len(before)


@pytest.mark.parametrize("package", PACKAGES)
def test_importing_the_package_loads_no_heavy_library(package: str) -> None:
    assert run(f"import sys, {package}\nprint(*{{*{HEAVY}}} & sys.modules.keys())") == [""]


@pytest.mark.parametrize("package", PACKAGES)
def test_every_public_name_can_be_loaded_and_is_listed(package: str) -> None:
    code = f"import {package} as p\nprint(all(getattr(p, name) for name in p.__all__), {{*p.__all__}} <= {{*dir(p)}})"
    assert run(code) == ["True True"]
