"""`make bench` measures each aim; here a small share of it, to see that it runs and not how fast."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from builders import REPOSITORY

sys.path.insert(0, str(REPOSITORY / "benchmarks"))
from limits.__main__ import GROUPS
from limits.aim import Aim

LOW = Aim("low", "", "", step=12, final=10)
HIGH = Aim("high", "", "", step=2, final=4, is_more_better=True)


@pytest.mark.parametrize(
    ("aim", "value", "reached"),
    [
        (LOW, 13, "missed"),
        (LOW, 12, "step"),
        (LOW, 9.9, "final"),
        (HIGH, 1.9, "missed"),
        (HIGH, 2, "step"),
        (HIGH, 5, "final"),
    ],
)
def test_a_figure_reaches_the_step_or_the_final_aim(aim: Aim, value: float, reached: str) -> None:
    assert aim.verdict(value) == reached


@pytest.mark.slow("measures each aim for some seconds")
def test_each_aim_is_measured() -> None:
    command = [sys.executable, "-m", "limits", "--share", "0.002"]
    done = subprocess.run(
        command, cwd=REPOSITORY / "benchmarks", capture_output=True, text=True, timeout=900, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    words = [aim.words for group in GROUPS for aim in group.aims]
    assert [name for name in words if f"| {name} | " not in done.stdout] == []


def test_an_aim_that_is_not_there_is_told() -> None:
    command = [sys.executable, "-m", "limits", "no-such-aim"]
    done = subprocess.run(
        command, cwd=REPOSITORY / "benchmarks", capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 2
    assert "There is no aim 'no-such-aim'" in done.stderr


def test_the_page_names_each_aim_once_with_its_words_and_figures() -> None:
    said = (REPOSITORY / "docs" / "speed.md").read_text(encoding="utf-8")
    rows = [row.split(" | ") for row in re.findall(r"^\| (`[a-z-]+` \| .+) \|$", said, re.MULTILINE)]
    named = [(name.strip("`"), words, float(step), float(final)) for name, words, _, _, step, final in rows]
    assert named == [(aim.name, aim.words, aim.step, aim.final) for group in GROUPS for aim in group.aims]
