"""docs/exports.md is true: its shapes are those that there are, and its examples run."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from builders import REPOSITORY
from conftest import QAMILL, Project

from pipeline.release.export.shapes import SHAPES

TEXT = (REPOSITORY / "docs" / "exports.md").read_text(encoding="utf-8")


def test_every_shape_is_described_with_its_ending() -> None:
    assert dict(re.findall(r"^\| `([\w.-]+)` \| .* \| `(\.[\w.]+)` \|$", TEXT, re.MULTILINE)) == {
        name: shape.suffix for name, shape in SHAPES.items()
    }


def test_the_examples_run(seed: Project, tmp_path: Path) -> None:
    (tmp_path / "curated").symlink_to(seed.out)
    for language, code in re.findall(r"^```(sh|python)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL):
        run = code.replace("qamill export", f"{QAMILL} export")
        command = ["sh", "-ec", run] if language == "sh" else [sys.executable, "-c", code]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
