"""`qamill doctor`: what is wrong here, and what to do about it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..text.counted import count_of
from .arguments import OUT, RAW
from .configured import FILE, faults, file_of
from .group import JSON, main
from .output import is_terminal, print_json, print_line, print_row, say


@main.command()
@RAW
@OUT
@JSON
@click.pass_obj
def doctor(volume: int, raw: Path, out: Path, as_json: bool) -> None:
    """Check this machine, the folders and the files beside them, and say what to do. Exit code 1 for a problem.

    \b
    Example: qamill doctor
    """
    from ..audit.doctor import Finding, dataset_findings, doctor

    file = file_of([str(raw)])
    wrong = [Finding(FILE, f"{file} cannot be used", why) for why in faults(main, file)]
    wrong = wrong or [finding for finding in dataset_findings(raw) if finding.advice]
    what = "nothing is wrong with it" if Path(file).exists() else "not there, and need not be"
    findings = [*doctor(raw, out), *(wrong or [Finding(FILE, what)])]
    problems = [finding for finding in findings if finding.advice]
    for finding in findings:
        if as_json:
            print_json({**finding._asdict(), "is_problem": bool(finding.advice)}, indent=None)
        elif is_terminal():
            print_line(f"{'PROBLEM' if finding.advice else 'ok':<8}{finding.about}: {finding.what}")
            if finding.advice:
                print_line(f"{'':8}{finding.advice}")
        else:
            print_row(["problem" if finding.advice else "ok", *finding])
    say(volume, f"{count_of(len(problems), 'problem')} found." if problems else "No problem found.")
    if problems:
        sys.exit(1)
