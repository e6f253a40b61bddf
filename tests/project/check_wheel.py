"""Check an installed wheel: `make wheel` runs this with the Python of an environment that holds nothing else.

    PYTHON tests/project/check_wheel.py CHECKOUT

CHECKOUT is the folder that the wheel was built from. The same Python runs the package there, too: other libraries than
those of the clean environment would give another fingerprint. One line is printed for each check that holds; the first
that does not ends the run with an error.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

QAMILL = Path(sys.executable).with_name("qamill")
SEED = "therapists-texting.txt"
BOMB = "raise SystemExit('qamill imported the pipeline of somebody else')\n"
USERS_OWN = ("pipeline.py", "pipeline/__init__.py")
PAIR = "<details><summary>Is page {0} read?</summary><p>It is page {0}.</p></details>"
PAGES = 2
"""HTML is read in worker processes, which import the package again."""
SCRIPT = """
from qamill import load
print(len(load("1.0.0")))
"""


def run(folder: Path, *command: str | Path, **env: str) -> str:
    """Run a command in a folder and return what it printed. Raises CalledProcessError if it fails."""
    arguments = [str(part) for part in command]
    done = subprocess.run(arguments, cwd=folder, env={**os.environ, **env}, stdout=subprocess.PIPE, check=True)
    return done.stdout.decode().strip()


def python(folder: Path, code: str, **env: str) -> str:
    """Run code with the Python of the clean environment."""
    return run(folder, sys.executable, "-c", code, **env)


def expect(found: object, wanted: object) -> None:
    """Raise SystemExit unless two values are equal; unlike `assert`, under `python -O` too."""
    if found != wanted:
        raise SystemExit(f"check_wheel: expected {wanted!r}, found {found!r}")


def check_names(folder: Path) -> Iterator[str]:
    """Check what can be imported."""
    find = "from importlib.util import find_spec; print(find_spec('{}') is not None)"
    python(folder, "import qamill; qamill.load, qamill.curate, qamill.parse")
    yield "`import qamill` works"
    expect(python(folder, find.format("pipeline")), "False")
    yield "there is no top-level package `pipeline`"


def check_help(folder: Path) -> Iterator[str]:
    """Check that the pages of the docs are there, where no checkout is."""
    expect(run(folder, QAMILL, "help", "releases").split("\n")[0], "# Releases")
    expect(run(folder, sys.executable, "-m", "qamill", "help", "no_answer").split("\n")[0], "### no_answer")
    yield "`qamill help` shows the pages of the docs"


def check_beside(folder: Path, own: str, **env: str) -> Iterator[str]:
    """Check that the command and the package work in a folder that has a `pipeline` of its own."""
    (folder / own).parent.mkdir(exist_ok=True)
    (folder / own).write_text(BOMB, encoding="utf-8")
    (folder / "script.py").write_text(SCRIPT, encoding="utf-8")
    (folder / "raw").mkdir()
    for number in range(PAGES):
        page = f"<link rel=canonical href=https://example.org/{number}>{PAIR.format(number)}"
        (folder / "raw" / f"{number}.html").write_text(page, encoding="utf-8")
    expect(run(folder, QAMILL, "--version", **env).split()[-1], version("qamill"))
    expect(run(folder, sys.executable, "-m", "qamill", "--version", **env).split()[-1], version("qamill"))
    run(folder, QAMILL, "--quiet", "curate", "--workers", "2", **env)
    expect(python(folder, "import qamill; print(len(qamill.load('1.0.0')))", **env), str(PAGES))
    expect(run(folder, sys.executable, "script.py", **env), str(PAGES))
    words = " and ".join([own, *(f"{name}={value}" for name, value in env.items())])
    yield f"`qamill --version`, `qamill curate` and `import qamill` work beside somebody's own {words}"


def check_bytes(folder: Path, checkout: Path) -> Iterator[str]:
    """Check that the wheel and the checkout give the same manifest, the package's fingerprint in it."""
    page = checkout / "raw" / SEED
    run(folder, QAMILL, "--quiet", "curate", page, "--out", folder / "wheel")
    run(checkout, sys.executable, "-m", "pipeline", "--quiet", "curate", page, "--out", folder / "checkout")
    fingerprint = "from {}.run.provenance import package; print(package()['fingerprint'])"
    ours = python(folder, fingerprint.format("qamill"))
    expect(ours, run(checkout, sys.executable, "-c", fingerprint.format("pipeline")))
    yield f"the wheel and the checkout have the same package fingerprint, {ours}"
    manifests = [(folder / name / "1.0.0" / "manifest.json").read_bytes() for name in ("wheel", "checkout")]
    expect(manifests[0], manifests[1])
    yield "the wheel and the checkout write the same bytes to manifest.json"


def checks(empty: Path, checkout: Path) -> Iterator[str]:
    """Run all checks, each in a new folder below an empty one, and yield a sentence for each that holds."""

    def new(name: str) -> Path:
        (empty / name).mkdir()
        return empty / name

    yield from check_names(new("names"))
    yield from check_help(new("help"))
    for number, own in enumerate(USERS_OWN):
        yield from check_beside(new(f"beside-{number}"), own)
        yield from check_beside(new(f"path-{number}"), own, PYTHONPATH=".")
    yield from check_bytes(new("bytes"), checkout)


def main() -> None:
    (checkout,) = sys.argv[1:]
    with tempfile.TemporaryDirectory() as empty:
        for sentence in checks(Path(empty), Path(checkout).resolve()):
            print(f"checked: {sentence}", flush=True)


if __name__ == "__main__":
    main()
