"""The package under its two names: `qamill` where it is installed, `pipeline` in the checkout."""

from __future__ import annotations

import subprocess
import sys

import pytest
from builders import REPOSITORY

from pipeline.version import VERSION

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


# What `unittest.mock` and `import ... as` do with a function that has the name of a module.
PATCHED = """
from unittest import mock
import {package}, {package}.curate, {package}.parse.extract
real = {package}.parse, {package}.curate
for name in "parse", "curate":
    with mock.patch("{package}." + name) as fake:
        getattr({package}, name)("anything at all")
        fake.assert_called_once_with("anything at all")
    with mock.patch.object({package}, name, new=len):
        print(getattr({package}, name)("four"))
print(real == ({package}.parse, {package}.curate), {package}.parse("").pairs)
with mock.patch("{package}.parse.extract.find") as fake:
    {package}.parse.extract.find()
    print(fake.call_count)
"""
IMPORTED_AS = """
import {package}.parse.extract as extract
import {package}.parse.formats.jsonld as jsonld
import {package}.curate as curate
from {package}.curate import Outcome
import {package}
print(extract.find.__name__, jsonld.extract.__name__, curate is {package}.curate, Outcome.__name__)
"""


@pytest.mark.parametrize("package", PACKAGES)
def test_a_test_may_put_its_own_function_in_the_place_of_ours(package: str) -> None:
    assert run(PATCHED.format(package=package)) == ["4", "4", "True []", "1"]


@pytest.mark.parametrize("package", PACKAGES)
def test_a_module_below_parse_can_be_imported_under_another_name(package: str) -> None:
    assert run(IMPORTED_AS.format(package=package)) == ["find extract True Outcome"]
    code = (
        f"import pickle, {package}.parse.extract\nprint(pickle.loads(pickle.dumps({package}.parse)) is {package}.parse)"
    )
    assert run(code) == ["True"]


@pytest.mark.parametrize("module", ["qamill", "pipeline", "pipeline.cli"])
def test_the_command_runs_as_a_module(module: str) -> None:
    command = [sys.executable, "-m", module, "--version"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=300, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"qamill {VERSION}\n", "")
