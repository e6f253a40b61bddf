"""`qamill explain`: a record, with the evidence that it was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .arguments import OUT, RAWS, VERSION_OPTION, checked_raws
from .completion import complete_id
from .group import JSON, main
from .output import is_terminal, print_json, print_line
from .tables import print_table

if TYPE_CHECKING:
    from ..audit.explain import Evidence, Explanation


@main.command()
@click.argument("id", shell_complete=complete_id)
@VERSION_OPTION
@OUT
@RAWS
@JSON
def explain(id: str, version: str, out: Path, raw: tuple[Path, ...], as_json: bool) -> None:
    """Show a record, the raw lines it was read from, and what was merged into it.

    \b
    Example: qamill explain 19b8b7e92d4fa4d9
    """
    from ..audit.explain import explain

    explanation = explain(id, version, out, checked_raws(raw))
    if as_json:
        print_json(_as_json(explanation))
    else:
        _print(explanation)


def _print(explanation: Explanation) -> None:
    """Print a record with its evidence; first, where it went if the release no longer has it."""
    for step in explanation.gone:
        print_line(step)
    if explanation.gone:
        print_line(f"As it was in {explanation.version}:")
    print_table(("column", "value"), _told(explanation.record))
    for sentence in explanation.later:
        print_line("")
        print_line(sentence)
    if explanation.decisions:
        print_line("")
    for sentence in explanation.decisions:
        print_line(sentence)
    for evidence in explanation.evidence:
        _print_evidence(evidence)
    _print_support(explanation.support, explanation.is_completed)
    if explanation.merged:
        print_line("")
        print_line("Merged into it:")
    for sentence in explanation.sentences():
        print_line(f"  {sentence}")


def _told(record: Mapping[str, object]) -> list[tuple[str, object]]:
    """The columns of a record; on a terminal those that say something."""
    return [(name, value) for name, value in record.items() if value not in (None, "") or not is_terminal()]


def _print_evidence(evidence: Evidence) -> None:
    """Print where a record was seen, with the lines that it was read from."""
    sighting = evidence.sighting
    address = f", {evidence.page_url}," if evidence.page_url else ""
    print_line("")
    print_line(f"Seen in {evidence.path}{address} at {sighting['locator']} ({sighting['format']}):")
    if any(line.number is None for line in evidence.lines):
        print_line("  (the lines of the file are not known; this is what was read)")
    for number, line, inside in evidence.lines:
        print_line(f"{'>' if inside else ' '}{number or '':>6} {line.expandtabs(4)}")
    if evidence.why_not_read:
        print_line(f"  (the page cannot be read: {evidence.why_not_read})")
    elif not evidence.lines:
        print_line("  (the page is not in raw/ as it was read)")
    if evidence.rights:
        print_line("Said of its reuse:")
    for sentence in evidence.rights:
        print_line(f"  {sentence}")


def _print_support(rows: Sequence[Mapping[str, Any]], is_completed: bool) -> None:
    """Print what the cited pages say of an answer, if they were read: of each page the whole, then its sentences."""
    for row in rows:
        gone = row["locator"].removeprefix("gone=") if row["locator"].startswith("gone=") else ""
        at = f" at {row['locator']}" if row["locator"] and not gone else ""
        if row["sentence"]:
            there = f": {row['passage']}" if row["passage"] else ""
            print_line(f"  {row['sentence']}. {row['state']}{at}{there}")
            continue
        what = "was cut, and completed from" if is_completed else f"is {row['state']} on"
        was = f", which was gone (status {gone})" if gone else ""
        print_line("")
        print_line(f"Its answer {what} the cited page{was}, {row['path']}, {row['page_url']}{at}:")
        if is_completed:
            print_line(f"  as it was read: {row['text']}")
        if row["full_answer"]:
            print_line(f"  full answer: {row['full_answer']}")


def _as_json(explanation: Explanation) -> dict[str, Any]:
    return {
        "version": explanation.version,
        "gone": list(explanation.gone),
        "later": list(explanation.later),
        "decisions": list(explanation.decisions),
        "record": explanation.record,
        "sightings": [
            {
                **evidence.sighting,
                "path": evidence.path,
                "lines": [{"line": n, "text": text, "evidence": inside} for n, text, inside in evidence.lines],
                "rights": list(evidence.rights),
            }
            for evidence in explanation.evidence
        ],
        "merged": [
            {**row, "sentence": sentence}
            for row, sentence in zip(explanation.merged, explanation.sentences(), strict=True)
        ],
        "support": list(explanation.support),
    }
