"""The bill of materials: what a user's environment holds, in CycloneDX, compared with it and with the lock.

make sbom
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

from packaging.utils import canonicalize_name

from pipeline import __version__

from .locked import (
    ROOT,
    Entry,
    Package,
    Wheels,
    differences,
    entries,
    failure_of,
    installed,
    not_brought,
    pip_into,
    some_entries,
)
from .promise import Found, Promise, Scale, not_run

_WRITER = ROOT / "build" / "trust" / "bin" / "cyclonedx-py"
_OURS = Package("qamill", __version__)
_ALIKE = "listed, installed and locked, and no other"


def write(environment: Path, file: Path) -> str:
    """Write the bill of an environment, valid against the schema of CycloneDX; return what went wrong.

    It states no time and no serial number, so the same packages give the same bytes.
    """
    said = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        subject = Path(folder) / "pyproject.toml"
        subject.write_text(said.replace('dynamic = ["version"]', f'version = "{__version__}"'))
        options = ("--output-reproducible", "--validate", "--pyproject", str(subject), "--output-file", str(file))
        command = [str(_WRITER), "environment", *options, str(environment)]
        environ = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
        return failure_of(command, environ)


def listed(file: Path) -> list[Package]:
    """Return the packages of a bill, the one that it is about among them."""
    bill = json.loads(file.read_text(encoding="utf-8"))
    parts = (bill["metadata"]["component"], *bill["components"])
    return [Package(canonicalize_name(part["name"]), part.get("version", "?")) for part in parts]


def _compare(file: Path, environment: Path, wanted: list[Entry]) -> list[str]:
    locked = [*(entry.package for entry in wanted), _OURS]
    return [*differences({"listed": listed(file), "installed": installed(environment), "locked": locked})]


def _bill(scale: Scale, folder: Path) -> Found:
    if not _WRITER.exists():
        return not_run("cyclonedx-bom is not installed; `make trust` does it")
    wanted = some_entries(scale)
    wheels, environment = Wheels(wanted, folder), folder / "environment"
    one, two = folder / "one.json", folder / "two.json"
    if wrong := wheels.bring():
        return not_brought(wrong)
    if wrong := wheels.install(environment) or _install_ours(environment, folder) or write(environment, one):
        return Found("a bill", "it is not written", (wrong,))
    failures = _compare(one, environment, wanted)
    if write(environment, two) or one.read_bytes() != two.read_bytes():
        failures.append("the second bill is not the first")
    ran = f"the bill of {len(wanted)} packages of the lock and the wheel of qamill, installed anew; written twice"
    figure = f"valid CycloneDX; {len(listed(one))} packages {_ALIKE}; twice the same bytes"
    return Found(ran, f"{len(failures)} failures" if failures else figure, tuple(failures))


def _install_ours(environment: Path, folder: Path) -> str:
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder / "dist"), str(ROOT)]
    return failure_of(command) or pip_into(
        environment, "--no-index", "--no-deps", "--find-links", str(folder / "dist"), "qamill"
    )


def main(environment: Path, file: Path) -> int:
    """Write the bill of an environment that should hold the lock and our wheel; return 1 if it holds anything else."""
    wrong = write(environment, file)
    failures = [wrong] if wrong else _compare(file, environment, entries())
    if failures:
        print(*failures, sep="\n", file=sys.stderr)
        return 1
    print(f"Wrote {file}: valid CycloneDX; {len(listed(file))} packages {_ALIKE}.")
    return 0


PROMISE = Promise("bill", "The bill of materials lists what is installed and what is locked, and nothing else", _bill)

if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
