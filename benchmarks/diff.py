"""Comparing and checking releases of a million records: two that are written directly, without any page.

python benchmarks/diff.py [RECORDS [FOLDER]]

The second release has each hundredth record reworded, and as many removed, added, changed and seen once more.
In a FOLDER the releases stay, and are made only where there are none yet.
"""

from __future__ import annotations

import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import checkout
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.audit.verify import verify
from pipeline.emit.table_writer import TableWriter
from pipeline.release.announcement import announcement
from pipeline.release.changes import count_changes
from pipeline.release.content_hash import ContentHash
from pipeline.release.csv_rows import csv_header, csv_rows
from pipeline.release.diff import diff
from pipeline.release.layout import MANIFEST, RIGHTS, SUMS, checksums, sha256_of
from pipeline.release.versions import read_release, releases
from pipeline.schema import SCHEMA_VERSION
from pipeline.schema.counts import Counts
from pipeline.schema.manifest import Change, FileFacts, Manifest
from pipeline.schema.tables import TABLES
from pipeline.text.fingerprint import fingerprint, pair_id, question_id

_PAIRS_A_PAGE = 24
_WORDS = 60  # of an answer: some 400 bytes, as on the seed page
_PIECE = 50_000  # records made at a time
_ONE_IN = 100


def main(count: int, kept: Path | None) -> None:
    """Print seconds and memory."""
    with tempfile.TemporaryDirectory() as folder:
        out = kept or Path(folder)
        if not (out / "3.0.0").exists():
            _make(out, count)
        size = sum(path.stat().st_size for path in (out / "1.0.0").iterdir())
        print(f"{count:,} records a release, {size / 1e6:,.0f} MB")
        for name in MEASURED:
            subprocess.run([sys.executable, __file__, "--measure", name, str(out)], check=True)


def _make(out: Path, count: int) -> None:
    """Make a release, a later one, and one that holds the same as that."""
    before = _records(count)
    _release(out, "1.0.0", before)
    _release(out, "2.0.0", _later(before))
    shutil.copytree(out / "2.0.0", out / "3.0.0")
    again = replace(read_release(out / "2.0.0").manifest, version="3.0.0")
    _announce(out, again, {name: facts.sha256 for name, facts in again.files.items()})


MEASURED: dict[str, Callable[[Path], object]] = {
    "diff, equal contents": lambda out: diff("2.0.0", "3.0.0", out).num_rows,
    "diff": lambda out: count_changes(diff("1.0.0", "2.0.0", out)),
    "verify --quick": lambda out: len(verify("2.0.0", out, None, quick=True).problems),
    "verify, one process": lambda out: len(verify("2.0.0", out, None, workers=1).problems),
    "verify, two workers": lambda out: len(verify("2.0.0", out, None, workers=2).problems),
}
"""Each in a process of its own, so that its memory is its own."""


def measure(name: str, out: Path) -> None:
    """Print the seconds of one of MEASURED, by the clock and of the processors, and the peak of its memory."""
    start, computed = time.perf_counter(), -time.process_time()
    found = MEASURED[name](out)
    seconds = time.perf_counter() - start
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    computed += sum(one.ru_utime + one.ru_stime for one in used)
    peaks = f"{_peak():,.0f}" + f" + {used[1].ru_maxrss / 1000:,.0f}" * bool(used[1].ru_maxrss)
    print(f"{name:<24}{seconds:>8.2f} s {computed:>8.2f} CPU s   peak {peaks} MB   {found}", flush=True)


def _peak() -> float:
    """The most memory in MB that this process has used; `ru_maxrss` has that of the one that started it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1000


def _records(count: int) -> pa.Table:
    """Records of random words, with the ids that their words have, ordered by id."""
    with ProcessPoolExecutor() as processes:
        parts = processes.map(_part, range(0, count, _PIECE), [min(_PIECE, count)] * len(range(0, count, _PIECE)))
        return pa.concat_tables(parts).sort_by("id")


def _part(first: int, count: int) -> pa.Table:
    """Some of the records, from a number on."""
    draw = random.Random(1)
    vocabulary = ["".join(draw.choices("abcdefghijklmnoprstuvw", k=draw.randint(2, 10))) for _ in range(20_000)]
    drawn = np.random.default_rng(first).integers(len(vocabulary), size=(count, 5 + _WORDS)).tolist()
    words = ([vocabulary[number] for number in row] for row in drawn)
    rows = (_row(f"What is {' '.join(row[:5])}?", f"{' '.join(row[5:])}.", first + i) for i, row in enumerate(words))
    return _table([*rows])


def _row(question: str, answer: str, number: int) -> dict[str, object]:
    host = f"site{number % 5_000}.example.org"
    asked = fingerprint(question)
    return {
        "id": pair_id(asked, fingerprint(answer)), "question": question, "answer": answer,
        "question_id": question_id(asked), "source": host, "source_domain": "example.org",
        "source_url": f"https://{host}/{number}", "page_url": f"https://{host}/faq/{number // _PAIRS_A_PAGE}",
        "question_type": "what", "answer_type": "paragraph", "language": "en", "flags": "",
        "times_seen": 1, "sources_seen": 1,
    }  # fmt: skip


def _table(rows: list[dict[str, object]]) -> pa.Table:
    """Rows of `records`, ordered by id; a column that they do not have is null."""
    schema = TABLES["records"]
    columns = [pa.array([row.get(field.name) for row in rows], field.type) for field in schema]
    return pa.table(columns, schema=schema)


def _later(before: pa.Table) -> pa.Table:
    """The same records, of which some are removed, changed or reworded, and some new."""
    part = pa.array(np.arange(before.num_rows) % _ONE_IN)
    reworded, added = (before.filter(pc.equal(part, which)).to_pylist() for which in (1, 2))
    for row in reworded:
        row.update(_row(row["question"], f"{row['answer'].rpartition(' ')[0]} otherwise.", _number(row)))
    fresh = [{**row, **_row(row["question"][::-1], row["answer"][::-1], _number(row))} for row in added]
    kept = before.filter(pc.greater(part, 1))
    times = pc.add(kept.column("times_seen"), pc.cast(pc.equal(part.filter(pc.greater(part, 1)), 3), pa.int64()))
    kept = kept.set_column(kept.schema.get_field_index("times_seen"), TABLES["records"].field("times_seen"), times)
    return pa.concat_tables([kept, _table([*reworded, *fresh])]).sort_by("id")


def _number(row: Any) -> int:
    return int(row["source_url"].rpartition("/")[2])


def _sightings(records: pa.Table) -> pa.Table:
    numbers = [url.rpartition("/")[2] for url in records.column("source_url").to_pylist()]
    rows = records.num_rows
    made = {
        **{name: records.column(name) for name in ("id", "source", "source_url", "page_url")},
        "document": pc.utf8_lpad(pa.array([str(int(n) // _PAIRS_A_PAGE) for n in numbers]), 16, "0"),
        "path": pa.array([f"page-{int(number) // _PAIRS_A_PAGE}.html" for number in numbers]),
        "locator": pa.array([f"details=#faq > details:nth-of-type({1 + int(n) % _PAIRS_A_PAGE})" for n in numbers]),
        "format": pa.repeat("details", rows),
    }
    schema = TABLES["sightings"]
    return pa.table([made.get(f.name, pa.nulls(rows, f.type)) for f in schema], schema=schema)


def _release(out: Path, version: str, records: pa.Table) -> None:
    """Write a release of some records, each seen once."""
    folder = out / version
    folder.mkdir()
    tables = {"records": records, "sightings": _sightings(records)}
    writers = {name: TableWriter(folder, name) for name in TABLES}
    hashes = {name: ContentHash(TABLES[name]) for name in TABLES}
    for name, writer in writers.items():
        for start in range(0, records.num_rows, _PIECE):
            rows = tables.get(name, TABLES[name].empty_table()).slice(start, _PIECE)
            writer.write(rows)
            hashes[name].update(rows)
        writer.close({"qamill.table": name, "qamill.rights": RIGHTS})
    with (folder / "records.csv").open("wb") as csv:
        csv.write(csv_header(records.schema))
        csv.writelines(csv_rows(records.slice(start, 10_000)) for start in range(0, records.num_rows, 10_000))
    counts = {f"{name}.parquet": writer.rows for name, writer in writers.items()} | {"records.csv": records.num_rows}
    files = {path.name: FileFacts(sha256_of(path), path.stat().st_size, counts[path.name]) for path in folder.iterdir()}
    content = {name: hash.hexdigest() for name, hash in hashes.items()}
    manifest = Manifest(
        name="qamill", version=version, previous=None, schema_version=SCHEMA_VERSION, counts=_counts(records.num_rows),
        rejected={}, change=Change(*[0] * len(Change._fields))._asdict(), content=content, inputs="", package={},
        settings={}, files=files,
    )  # fmt: skip
    _announce(out, manifest, {name: facts.sha256 for name, facts in files.items()})


def _announce(out: Path, manifest: Manifest, digests: dict[str, str]) -> None:
    folder = out / manifest.version
    (folder / MANIFEST).write_text(manifest.to_json(), encoding="utf-8")
    (folder / SUMS).write_text(checksums({**digests, MANIFEST: sha256_of(folder / MANIFEST)}), encoding="utf-8")
    for name, text in announcement(releases(out), {}).items():
        (out / name).write_text(text, encoding="utf-8")


def _counts(records: int) -> dict[str, int]:
    same = dict.fromkeys(("candidates", "records", "current", "sightings", "times_seen", "pairs_of_documents"), records)
    return Counts(**same).as_dict()


if __name__ == "__main__":
    given = checkout.arguments(__doc__)
    if given[:1] == ["--measure"]:
        measure(given[1], Path(given[2]))
    else:
        main(int(given[0]) if given else 1_000_000, Path(given[1]) if len(given) > 1 else None)
