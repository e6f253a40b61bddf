"""No value of any option or argument brings up a traceback, a mistake of ours, or silence."""

from __future__ import annotations

import click
import pytest
from conftest import Project, Run

from pipeline.cli.commands import main

GIVEN: dict[str, list[str]] = {
    "curate": ["--dry-run", "--workers", "1"],
    "parse": ["raw/therapists-texting.txt"],
    "add": ["raw/therapists-texting.txt", "--raw", "new"],
    "diff": ["1.0.0"],
    "explain": ["0000"],
    "pull": ["nothing"],
    "search": ["0000"],
    "sql": ["from records"],
}
"""What a command must be given besides."""
ODD = ["", "\udcff", "\x1b[31m\nX", "9" * 400, "-1", "raw/therapists-texting.txt"]
OPTIONS = [
    (name, parameter)
    for name, command in sorted(main.commands.items())
    for parameter in command.params
    if isinstance(parameter, click.Argument) or not getattr(parameter, "is_flag", False)
]


@pytest.mark.parametrize(("command", "parameter"), OPTIONS, ids=[f"{name} {of.opts[-1]}" for name, of in OPTIONS])
def test_an_odd_value_is_taken_or_refused_by_a_sentence(
    seed: Project, tmp_path_factory: pytest.TempPathFactory, qamill: Run, command: str, parameter: click.Parameter
) -> None:
    project = Project(tmp_path_factory.mktemp("odd"))
    for name in ("raw", "curated"):
        (project.root / name).symlink_to(seed.root / name)
    given = GIVEN.get(command, [])
    for value in ODD:
        if isinstance(parameter, click.Argument):
            arguments = [*(word for word in given if "texting" not in word and word != "0000"), "--", value]
        else:
            arguments = [*given, parameter.opts[-1], value]
        run = qamill(project, command, *arguments)
        said = f"{arguments}: {run.output[-500:]}"
        assert run.exit_code in (0, 1, 2), said
        assert run.exit_code == 0 or run.output, said
        assert "Traceback" not in run.output, said
        assert "A mistake in qamill itself" not in run.output, said
