"""What the lock says is what is installed: without an index, twice the same bytes, and no wheel that was changed."""

from __future__ import annotations

import hashlib
import itertools
import os
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Collection, Iterator, Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from .promise import Found, Promise, Scale, not_run

ROOT = Path(__file__).resolve().parents[2]
_LOCK = ROOT / "requirements.lock"
_CHECKED = ("--require-hashes", "--no-deps", "--only-binary", ":all:", "-r")
_OFFLINE = {"PATH": os.defpath, "PIP_CONFIG_FILE": os.devnull, "all_proxy": "http://127.0.0.1:9"}
"""No setting of this machine leads pip to other wheels, and nobody answers if it asks a network all the same."""
_REFUSAL = "DO NOT MATCH THE HASHES"

Digests = dict[str, str]


class Package(NamedTuple):
    """A version of a package."""

    name: str
    version: str

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class Entry(NamedTuple):
    """A package of a lock file that this machine takes, with the lines about it."""

    package: Package
    lines: str


def entries() -> list[Entry]:
    """Return what the lock has for this machine."""
    _, *found = re.split(r"^(?=[^\s#])", _LOCK.read_text(encoding="utf-8"), flags=re.MULTILINE)
    asked = {lines: Requirement(lines.partition("\\")[0]) for lines in found}
    return [
        Entry(Package(canonicalize_name(each.name), str(each.specifier).removeprefix("==")), lines)
        for lines, each in asked.items()
        if each.marker is None or each.marker.evaluate()
    ]


def some_entries(scale: Scale) -> list[Entry]:
    """Return a share of what the lock has for this machine."""
    every = entries()
    return [every[number - 1] for number in scale.some(len(every), least=3)]


def installed(environment: Path) -> set[Package]:
    """Return what an environment of Python says that it holds."""
    [site] = environment.glob("lib/python*/site-packages")
    return {Package(canonicalize_name(each.name), each.version) for each in metadata.distributions(path=[str(site)])}


def differences(said: Mapping[str, Collection[Package]]) -> Iterator[str]:
    """Say which packages are in some lists, each given by what its packages are, and not in all.

    >>> list(differences({"locked": [Package("a", "1")], "installed": [Package("a", "2")]}))
    ['a 1 is locked, and not installed', 'a 2 is installed, and not locked']
    """
    for one, other in itertools.permutations(said, 2):
        yield from (f"{package} is {one}, and not {other}" for package in sorted({*said[one]} - {*said[other]}))


class Wheels:
    """The wheels of some entries of the lock, brought into a folder once."""

    def __init__(self, wanted: Sequence[Entry], folder: Path) -> None:
        self.folder = folder / "wheels"
        self._lock = folder / "some.lock"
        self._lock.write_text("".join(entry.lines for entry in wanted))

    def bring(self) -> str:
        """Ask the package index for them, the only time that it is asked; return what went wrong."""
        return _pip("download", *_CHECKED, str(self._lock), "--dest", str(self.folder))

    def install(self, environment: Path) -> str:
        """Install them into a new environment, offline; return what went wrong."""
        make_empty(environment)
        find = ("--no-compile", "--no-index", "--find-links", str(self.folder))
        return pip_into(environment, *find, *_CHECKED, str(self._lock))


def make_empty(environment: Path) -> None:
    """Make an environment with nothing in it, also where one was."""
    shutil.rmtree(environment, ignore_errors=True)
    venv.create(environment, with_pip=False)


def pip_into(environment: Path, *arguments: str) -> str:
    """Install into an environment, offline; return what went wrong."""
    return _pip("--python", str(environment / "bin" / "python"), "install", *arguments, settings=_OFFLINE)


def _pip(*arguments: str, settings: dict[str, str] | None = None) -> str:
    """Run the pip of this environment; return what it says where it fails."""
    return failure_of([sys.executable, "-m", "pip", *arguments, "-qq"], settings)


def failure_of(command: Sequence[str], settings: dict[str, str] | None = None) -> str:
    """Run a command; return what it says where it fails."""
    done = subprocess.run(command, env=settings, capture_output=True, text=True, check=False)
    return (done.stderr.strip() or f"it ended with {done.returncode}") if done.returncode else ""


def _locked(scale: Scale, folder: Path) -> Found:
    wanted = some_entries(scale)
    wheels, environment = Wheels(wanted, folder), folder / "environment"
    if wrong := wheels.bring():
        return not_brought(wrong)
    failures, digests = list[str](), list[Digests]()
    for _ in range(2):  # in the same folder, as scripts name it
        failures += filter(None, [wheels.install(environment)])
        digests.append(_digests(environment))
    failures += [f"{name} differs" for name in _differing(*digests)]
    locked = [entry.package for entry in wanted]
    failures += differences({"installed": installed(environment), "locked": locked})
    changed = [sorted(wheels.folder.iterdir())[number - 1] for number in scale.some(len(wanted))]
    failures += [what for wheel in changed for what in _taken_though(wheel, wheels, environment)]
    ran = f"{len(wanted)} packages of the lock installed offline twice; {len(changed)} wheels, each with a byte changed"
    figure = f"the same {len(wanted)} packages and {len(digests[0]):,} files, byte by byte; {len(changed)} refused"
    return Found(ran, f"{len(failures)} failures" if failures else figure, tuple(failures))


def not_brought(wrong: str) -> Found:
    """Return that wheels could not be brought: nobody is to blame where there is no index, but for other wheels."""
    if _REFUSAL in wrong:
        return Found("a download", "other wheels than those of the lock", (wrong,))
    return not_run(f"needs a package index that has the lock: {wrong.splitlines()[-1][:200]}")


def _digests(environment: Path) -> Digests:
    paths = (path for path in sorted(environment.rglob("*")) if path.is_file())
    return {str(path.relative_to(environment)): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def _differing(one: Digests, other: Digests) -> list[str]:
    return sorted({name for name, _ in one.items() ^ other.items()})


def _taken_though(wheel: Path, wheels: Wheels, environment: Path) -> Iterator[str]:
    """Change a byte of a wheel and install all of them; say what is there though it should have been refused."""
    content = wheel.read_bytes()
    middle = len(content) // 2
    wheel.write_bytes(content[:middle] + bytes([content[middle] ^ 0xFF]) + content[middle + 1 :])
    wrong = wheels.install(environment)
    wheel.write_bytes(content)
    if not (_REFUSAL in wrong and wheel.name in wrong):
        yield f"{wheel.name} has a byte changed, and is not refused for it: {wrong}"
    there = _digests(environment)
    make_empty(environment)
    yield from (f"{wheel.name} is refused, and {name} is there" for name in _differing(there, _digests(environment)))


PROMISE = Promise(
    "lock", "The lock installs offline to the same files each time, and nothing where a wheel was changed", _locked
)
