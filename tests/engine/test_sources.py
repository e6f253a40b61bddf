"""The package's own sources: executors import them under the right name, and they have one fingerprint everywhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from builders import REPOSITORY

from pipeline.run import provenance

SITE_PACKAGES = Path(pytest.__file__).parents[1]
WRITE_ZIP = """
import sys
from pathlib import Path
from {package}.engine.spark.session import write_package
print(write_package(Path(sys.argv[1])))
"""
FINGERPRINT = """
import sys
sys.path[:0] = sys.argv[1:]
import {package}
from {package}.run import provenance
print({package}.__file__, provenance.package()["fingerprint"])
"""

COMPILED = """
import sys
sys.path[:0] = sys.argv[1:]
from importlib import import_module
found = []
of_text = ("text._digest", "text._words", "dedup.near._numbered", "validate._look", "validate._model")
for part in (*of_text, "parse.formats.attribution._ordinary", "parse.visible._walk"):
    try:
        found.append(import_module("{package}." + part).__name__)
    except ImportError:
        pass
print(found)
"""


def run(code: str, *arguments: str | Path, path: Path | None = None) -> str:
    """Run Python code that sees only the standard library and, if given, one folder and the installed libraries."""
    search = f"import sys; sys.path[:0] = [{str(path)!r}, {str(SITE_PACKAGES)!r}]\n" if path else ""
    command = [sys.executable, "-I", "-S", "-c", search + code, *map(str, arguments)]
    return subprocess.run(command, cwd=os.sep, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture(scope="module", params=["pipeline", "qamill"])
def package(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """The name of a package and the folder that holds it: the checkout, and what an installed wheel unpacks to."""
    if request.param == "pipeline":
        return "pipeline", REPOSITORY
    folder = tmp_path_factory.mktemp("installed")
    shutil.copytree(REPOSITORY / "pipeline", folder / "qamill", ignore=shutil.ignore_patterns("__pycache__"))
    return "qamill", folder


@pytest.fixture(scope="module")
def shipped(package: tuple[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip file that a run with this package ships to its executors."""
    name, folder = package
    return Path(run(WRITE_ZIP.format(package=name), tmp_path_factory.mktemp("zip"), path=folder))


def test_executors_get_the_sources_under_the_name_that_the_package_was_imported_by(
    package: tuple[str, Path], shipped: Path
) -> None:
    folder = REPOSITORY / "pipeline"
    sources = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.py")}
    with ZipFile(shipped) as archive:
        found = {name: archive.read(name) for name in archive.namelist() if name.endswith(".py")}
    assert found == {f"{package[0]}/{name}": content for name, content in sources.items()}


def test_the_fingerprint_is_the_same_in_the_checkout_where_installed_and_on_an_executor(
    package: tuple[str, Path], shipped: Path
) -> None:
    name, folder = package
    code = FINGERPRINT.format(package=name)
    for place in (folder, shipped):
        file, fingerprint = run(code, place, SITE_PACKAGES).split(" ")
        assert file == str(place / name / "__init__.py")
        assert fingerprint == provenance.package()["fingerprint"]


def test_executors_use_the_compiled_parts_that_the_driver_has(package: tuple[str, Path], shipped: Path) -> None:
    name, folder = package
    [here, there] = [run(COMPILED.format(package=name), place, SITE_PACKAGES) for place in (folder, shipped)]
    if here == "[]":
        pytest.skip("NOT RUN: no compiled part was built")
    assert here == there


@pytest.mark.parametrize("damage", [b"", b"no machine code", None])
def test_executors_do_without_a_compiled_part_that_is_not_for_them(
    damage: bytes | None, package: tuple[str, Path], shipped: Path, tmp_path: Path
) -> None:
    name, _ = package
    other = tmp_path / "other.zip"
    with ZipFile(shipped) as archive, ZipFile(other, "w") as changed:
        for member in archive.namelist():
            content = archive.read(member) if member.endswith(".py") else damage
            if content is not None:
                changed.writestr(member, content)
    code = COMPILED.format(package=name) + "from {0}.text.fingerprint import fingerprint; print(fingerprint('A, b!'))"
    assert run(code.format(name), other, SITE_PACKAGES).split("\n") == ["[]", "a b"]


def test_a_folder_where_nobody_may_write_leaves_the_compiled_parts_out(
    package: tuple[str, Path], shipped: Path, tmp_path: Path
) -> None:
    name, _ = package
    there = shutil.copy(shipped, tmp_path)
    Path(f"{there}.compiled").write_text("a file in the way")
    assert run(COMPILED.format(package=name), there, SITE_PACKAGES) == "[]"


def test_the_fingerprint_is_made_from_every_source_file_in_one_order() -> None:
    folder = REPOSITORY / "pipeline"
    assert list(provenance._code()) == sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.py"))


@pytest.mark.parametrize("module", ["engine", "engine.limits"])
def test_the_verbs_and_the_limits_are_imported_without_a_heavy_library(module: str) -> None:
    code = f"import pipeline.{module}; print({{'numpy', 'pyarrow', 'pydantic'}} & set(sys.modules))"
    assert run(code, path=REPOSITORY) == "set()"
