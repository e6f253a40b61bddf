"""Results as sentences, tables and JSON: all that the command line prints."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ..release.layout import count_of
from ..schema.manifest import Change, Manifest

if TYPE_CHECKING:
    import pyarrow as pa

    from ..audit.explain import Explanation
    from ..curate import Outcome
    from ..run.page import PageResult

VERSIONS_HEAD = ("version", "records", *Change._fields, "documents", "")
_MOST_VALUES = 12  # of a column in `stats`, chosen to fit a screen
_MOST_CHANGES = 200  # rows of `diff` on a terminal, chosen
_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"})
_CONTROLS = dict.fromkeys((*range(9), *range(10, 32), *range(127, 160), *range(8234, 8239)), "�")
"""Characters of a raw page that could steer a terminal, and what is printed instead."""


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table: drawn on a terminal, tab-separated elsewhere."""
    if not sys.stdout or not sys.stdout.isatty():
        for row in (head, *rows):
            print("\t".join(_one_line(value) for value in row))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=None, header_style="bold", pad_edge=False)
    for name in head:
        drawn.add_column(name, overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(str("" if value is None else value)) for value in row))
    Console().print(drawn)


def outcome(outcome: Outcome) -> Iterator[str]:
    """Yield the outcome of a run, in sentences."""
    yield from outcome.notes
    manifest = outcome.manifest
    counts = manifest.counts
    if not outcome.is_new:
        yield f"Nothing changed: {outcome.folder} is up to date, {count_of(counts['records'], 'record')}."
        return
    if outcome.known:
        yield f"{count_of(outcome.known, 'file')} had been read by an earlier run."
    yield (
        f"Read {count_of(counts['documents'], 'page')}: {count_of(counts['candidates'], 'pair')} found,"
        f" {count_of(counts['records'], 'record')}, {counts['merged']:,} merged, {counts['rejected']:,} rejected"
        + (f" ({_listed(manifest.rejected)})." if manifest.rejected else ".")
    )
    verb = f"Released {outcome.folder}" if outcome.folder else f"Would release {manifest.version}"
    if manifest.previous is None:
        yield f"{verb}, the first release."
    else:
        change = {word: number for word, number in manifest.change.items() if number}
        yield f"{verb}; since {manifest.previous}: {_listed(change) or 'no record changed, other tables did'}."
    if not counts["records"]:
        yield "No record came out of these pages. The table rejected.parquet says why; docs/reasons.md explains."


def outcome_json(outcome: Outcome) -> dict[str, object]:
    """Return the outcome of a run, for programs."""
    return {
        "version": outcome.manifest.version,
        "is_new": outcome.is_new,
        "folder": str(outcome.folder) if outcome.folder else None,
        "counts": outcome.manifest.counts,
        "rejected": outcome.manifest.rejected,
        "change": outcome.manifest.change,
        "known": outcome.known,
        "notes": list(outcome.notes),
    }


def pair_lines(result: PageResult) -> Iterator[str]:
    """Yield each pair of a page as a line of JSON."""
    for pair in result.pairs:
        row = pair.record.model_dump(mode="json", exclude={"times_seen", "sources_seen"})
        yield _json({**row, "format": pair.sighting.format, "locator": pair.sighting.locator})


def rejected_lines(result: PageResult, boilerplate: bool) -> Iterator[str]:
    """Yield each rejection of a page, and its boilerplate if wanted, as a line of JSON."""
    for rejected in result.rejected:
        yield _json(rejected._asdict())
    if boilerplate and result.page:
        for rule, start, end in result.boilerplate:
            yield _json({"furniture": rule, "text": result.page.text[start:end], "locator": f"chars={start}-{end}"})


def version_rows(manifests: Sequence[Manifest], latest: str | None) -> Iterator[Sequence[object]]:
    """Yield the rows of a table of versions."""
    for manifest in manifests:
        change = [manifest.change.get(word, 0) if manifest.previous else "" for word in Change._fields]
        yield (
            manifest.version,
            manifest.counts["records"],
            *change,
            manifest.counts["documents"],
            "latest" if manifest.version == latest else "",
        )


def change_rows(changes: pa.Table) -> Iterator[Sequence[object]]:
    """Yield the first rows of a table of changes; on a pipe, all of them."""
    most = _MOST_CHANGES if sys.stdout.isatty() else changes.num_rows
    yield from (tuple(row.values()) for row in changes.slice(0, most).to_pylist())
    if changes.num_rows > most:
        yield (f"... {changes.num_rows - most:,} more rows: --json prints them all", "", "", "", "")


def stats(manifest: Manifest, counted: dict[str, dict[str, int]]) -> None:
    """Print the counts of a release."""
    rows: list[Sequence[object]] = [("counts", name, number) for name, number in manifest.counts.items()]
    rows += [("rejected", reason, number) for reason, number in manifest.rejected.items()]
    for column, counts in counted.items():
        rows += [(column, value, number) for value, number in list(counts.items())[:_MOST_VALUES]]
        if len(counts) > _MOST_VALUES:
            rows.append((column, f"({len(counts) - _MOST_VALUES:,} more)", sum(list(counts.values())[_MOST_VALUES:])))
    table(("what", "value", "records"), rows)


def explanation(explanation: Explanation) -> None:
    """Print a record with its evidence."""
    table(("column", "value"), explanation.record.items())
    for evidence in explanation.evidence:
        sighting = evidence.sighting
        print(f"\nSeen in {evidence.path} at {sighting['locator']} ({sighting['format']}):")
        for number, line, inside in evidence.lines:
            print(f"{'>' if inside else ' '}{number:>6} {line.translate(_CONTROLS)}")
        if not evidence.lines:
            print("  (the page is not in raw/ as it was read)")
    if explanation.merged:
        print("\nMerged into it:")
        for sentence in explanation.sentences():
            print(f"  {sentence}")


def explanation_json(explanation: Explanation) -> dict[str, Any]:
    """Return a record with its evidence, for programs."""
    return {
        "version": explanation.version,
        "record": explanation.record,
        "sightings": [
            {
                **evidence.sighting,
                "path": evidence.path,
                "lines": [{"line": n, "text": text, "evidence": inside} for n, text, inside in evidence.lines],
            }
            for evidence in explanation.evidence
        ],
        "merged": [
            {**row, "sentence": sentence}
            for row, sentence in zip(explanation.merged, explanation.sentences(), strict=True)
        ],
    }


def _json(value: object) -> str:
    """One line of JSON; what UTF-8 cannot carry stays escaped."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, default=str)
    return text


def _one_line(value: object) -> str:
    return "" if value is None else str(value).translate(_ESCAPES)


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{number:,} {word}" for word, number in counts.items())
