"""Each promise of docs/trust.md on a small share of what `make trust` tries, and what the page says of each."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from builders import REPOSITORY

sys.path.insert(0, str(REPOSITORY / "benchmarks"))
from trust.all import PROMISES

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
