"""Each promise of docs/trust.md on a small share of what `make trust` tries, and what the page says of each."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from builders import REPOSITORY

sys.path.insert(0, str(REPOSITORY / "benchmarks"))
from trust.all import PROMISES
from trust.bill import listed
from trust.locked import Package, differences, entries, installed

_SHARE = 0.002
_MORE = {"kill-publish": 0.02, "kill-reviews": 0.1, "kill-fetch": 0.02, "flips": 0.01}
"""Shares of promises of which fewer would try too little; each takes seconds."""
_SAID = (REPOSITORY / "docs" / "trust.md").read_text(encoding="utf-8")
_NAMED = re.findall(r"^\| `([a-z-]+)` \|", _SAID, re.MULTILINE)


@pytest.mark.slow("tries each promise for some seconds")
@pytest.mark.parametrize("name", [promise.name for promise in PROMISES])
def test_each_promise_holds(name: str) -> None:
    command = [sys.executable, "-m", "trust", name, "--share", str(_MORE.get(name, _SHARE))]
    done = subprocess.run(
        command, cwd=REPOSITORY / "benchmarks", capture_output=True, text=True, timeout=600, check=False
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    if "| not run |" in done.stdout:
        pytest.skip(f"the promise {name} was NOT put to the test: {done.stdout}")
    assert "| yes |" in done.stdout


def test_the_page_names_each_promise_once_and_no_other() -> None:
    assert [promise.name for promise in PROMISES] == _NAMED


def test_the_page_says_each_promise_in_the_words_of_its_test() -> None:
    assert [promise.name for promise in PROMISES if promise.words not in _SAID] == []


def _environment(folder: Path, *packages: Package) -> Path:
    """An environment that says it holds some packages."""
    for name, version in packages:
        about = folder / "lib" / "python3" / "site-packages" / f"{name}-{version}.dist-info" / "METADATA"
        about.parent.mkdir(parents=True)
        about.write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    return folder


def test_a_package_that_is_not_locked_not_installed_or_not_listed_is_found(tmp_path: Path) -> None:
    kept, newer, older = Package("kept", "1"), Package("moved-on", "2"), Package("moved-on", "1")
    there = installed(_environment(tmp_path, Package("Kept", "1"), Package("Moved_on", "2")))
    bill = tmp_path / "bill.json"
    parts = [{"name": "Moved.On", "version": "2"}, {"name": "extra", "version": "3"}]
    bill.write_text(json.dumps({"metadata": {"component": {"name": "kept", "version": "1"}}, "components": parts}))
    assert [*differences({"listed": [kept, newer], "installed": there, "locked": [newer, kept]})] == []
    assert [*differences({"listed": listed(bill), "installed": there, "locked": [kept, older]})] == [
        "extra 3 is listed, and not installed",
        "extra 3 is listed, and not locked",
        "moved-on 2 is listed, and not locked",
        "moved-on 2 is installed, and not locked",
        "moved-on 1 is locked, and not listed",
        "moved-on 1 is locked, and not installed",
    ]


def test_the_lock_is_read_with_all_its_checksums_but_for_other_machines() -> None:
    text = (REPOSITORY / "requirements.lock").read_text(encoding="utf-8")
    read = {entry.package.name: entry.lines for entry in entries()}
    pinned = dict(re.findall(r"^([^\s#]\S*)==\S+( ;)?", text, re.MULTILINE))
    assert {name for name, marker in pinned.items() if not marker} <= {*read} <= {*pinned}
    assert "colorama" not in read  # for Windows alone
    assert "".join(lines for name, lines in read.items() if not pinned[name]).count("--hash=sha256:") > 500


def test_only_make_clean_removes_what_other_targets_have_built() -> None:
    removed = re.findall(r"rm -rf (.*)", (REPOSITORY / "Makefile").read_text(encoding="utf-8"))
    assert [line.split()[0] for line in removed if "build" in line.split()] == ["$(VENV)"]
