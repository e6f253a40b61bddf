"""Releases that contradict their pages though all their checksums are right: `verify` reads the evidence again.

The forger changes what an earlier run has kept, and its checksum in the journal, so that an honest run releases it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
from conftest import COST, EMAIL, TEXTING, Project

from pipeline import load
from pipeline.audit.verify import verify
from pipeline.engine import arrow_files
from pipeline.errors import QamillError
from pipeline.text.fingerprint import fingerprint, pair_id

from .promise import Found, Promise, Scale

Row = dict[str, Any]
_FORGED = "The forger says so."


def _renamed(row: Row) -> Row:
    """Return a row whose id fits its words again, as a careful forger would have it."""
    return {**row, "id": pair_id(fingerprint(row["question"]), fingerprint(row["answer"]))}


_FORGERIES: dict[str, Callable[[Row], Row]] = {
    "another answer": lambda row: {**row, "answer": _FORGED},
    "another answer with its id": lambda row: _renamed({**row, "answer": _FORGED}),
    "another question with its id": lambda row: _renamed({**row, "question": "Does the forger say so?"}),
    "an answer that was cut": lambda row: _renamed({**row, "answer": row["answer"][: len(row["answer"]) // 2]}),
    "another source": lambda row: {**row, "source": "forged.example.com", "source_domain": "example.com"},
    "another address": lambda row: {**row, "source_url": "https://forged.example.com/"},
    "another place": lambda row: {**row, "locator": "chars=0-10,12-20"},
    "another format": lambda row: {**row, "locator": "plain=0-10,12-20"},
    "another document": lambda row: {**row, "document": "0" * 16},
}


def _forged(scale: Scale, folder: Path) -> Found:
    del scale
    failures, found = list[str](), 0
    for number, (name, forge) in enumerate(_FORGERIES.items()):
        project = Project(folder / str(number))
        project.page("page.txt", TEXTING, EMAIL)
        project.curate()
        _forge_cache(project.out / ".cache", forge)
        project.page("more.txt", COST)
        try:
            project.curate(allow_loss=True)
        except QamillError:  # refused before it was released
            found += 1
            continue
        if load(engine="arrow", out=project.out).num_rows and not _is_forged(project):
            failures.append(f"{name}: nothing was forged, the run did not take it")
        elif verify(out=project.out, raw=project.raw, workers=1).problems:
            found += 1
        else:
            failures.append(f"{name}: not found")
    ran = f"{len(_FORGERIES)} forgeries in what a run had kept, each with right checksums"
    return Found(ran, f"{found} of {len(_FORGERIES)} found", tuple(failures))


def _is_forged(project: Project) -> bool:
    """Whether a release differs from that of a run which keeps nothing."""
    honest = Project(project.root / "honest")
    for path in project.raw.glob("*.txt"):
        honest.page(path.name, path.read_text())
    honest.curate()
    tables = ("records", "sightings")
    return any(
        load(table=table, engine="arrow", out=project.out) != load(table=table, engine="arrow", out=honest.out)
        for table in tables
    )


def _forge_cache(cache: Path, forge: Callable[[Row], Row]) -> None:
    """Change the first pair of what was read, and the checksum that the journal states."""
    journal = cache / "journal.jsonl"
    lines = [json.loads(line) for line in journal.read_text().splitlines()]
    for line in lines:
        if line[0].startswith("read-"):
            path = cache / line[0]
            table = arrow_files.read(path)
            rows = table.to_pylist()
            at = next(number for number, row in enumerate(rows) if row["question"])
            rows[at] = forge(rows[at])
            line[1] = arrow_files.write(path, pa.Table.from_pylist(rows, schema=table.schema), 1)
    journal.write_text("".join(f"{json.dumps(line)}\n" for line in lines))


PROMISE = Promise(
    "forged", "A release that says what its pages do not is found, though its checksums are right", _forged
)
