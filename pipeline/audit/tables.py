"""Whether the tables of a release hold what its manifest, its CSV and its ids say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from ..engine import Progress
from ..engine.workers import Job
from ..release.content_hash import ContentHash
from ..release.csv_rows import csv_header, csv_rows
from ..release.page_states import newest_day
from ..release.read import count_rows
from ..release.versions import Release
from ..schema.tables import tables_in
from ..text.fingerprint import fingerprint, pair_id
from .checks import Problem, check_of, problems_of, run_all
from .conflicts import wrong_conflicts
from .decisions import wrong_edits
from .superseded import wrong_superseded

_ROWS = 10_000  # checked at a time, so that no column of long texts exceeds 2 GB
_PARTS = (
    8  # in which the ids are checked where the row groups are fewer, chosen: the workers end at about the same time
)


def wrong_tables(release: Release, damaged: Iterable[str], workers: int, progress: Progress) -> list[Problem]:
    """Return what is wrong with the tables whose files are not damaged, table by table. Raises WorkerDied."""
    found = run_all("tables", _checks(release, {*damaged}), workers, progress)
    files = [*(f"{name}.parquet" for name in _tables(release)), "records.csv"]
    problems = [problem for problems in found for problem in problems]
    return sorted(dict.fromkeys(problems), key=lambda problem: files.index(problem.file))


def wrong_footers(release: Release, damaged: Iterable[str]) -> list[Problem]:
    """Return which tables whose files are not damaged have another number of rows than was stated; none is read."""
    names = [name for name in _tables(release) if f"{name}.parquet" not in {*damaged}]
    return [problem for name in names for problem in problems_of(f"{name}.parquet", _wrong_footer, release, name)]


def _checks(release: Release, damaged: set[str]) -> list[Job]:
    """All checks, the longest first, so that no worker is left with one at the end."""
    jobs = [
        check_of(f"{name}.parquet", _wrong_content, release, name)
        for name in _tables(release)
        if f"{name}.parquet" not in damaged
    ]
    if "records.parquet" in damaged:
        return jobs
    if "records.csv" not in damaged:
        jobs.insert(0, check_of("records.csv", _wrong_csv, release))
    jobs.append(check_of("records.parquet", wrong_superseded, release))
    jobs.append(check_of("records.parquet", wrong_edits, release))
    if "conflicts.parquet" not in damaged:
        jobs.append(check_of("conflicts.parquet", wrong_conflicts, release))
    if release.manifest.newest_page and "documents.parquet" not in damaged:
        jobs.append(check_of("documents.parquet", _wrong_newest_page, release))
    groups = _row_groups(release)
    parts = -(-_PARTS // max(groups, 1))
    whole = [(group, part, parts) for group in range(groups) for part in range(parts)]
    return jobs + [check_of("records.parquet", _wrong_ids, release, *numbers) for numbers in whole]


def _tables(release: Release) -> dict[str, pa.Schema]:
    """The tables that a release has."""
    return tables_in(release.manifest.schema_version, release.manifest.content)


def _row_groups(release: Release) -> int:
    """How many parts of the records have ids to check; none where another check says that they cannot be read."""
    try:
        file = _opened(release, "records")
    except (OSError, ValueError, pa.ArrowException):
        return 0
    return file.num_row_groups if _has_its_columns(release, "records", file) else 0


def _opened(release: Release, name: str) -> pq.ParquetFile:
    return pq.ParquetFile(release.table(name), page_checksum_verification=True)


def _has_its_columns(release: Release, name: str, file: pq.ParquetFile) -> bool:
    is_same: bool = file.schema_arrow.remove_metadata() == _tables(release)[name]
    return is_same


def _wrong_content(release: Release, name: str) -> Iterator[str]:
    """Read a table whole, page checksums verified, and compare it with the manifest."""
    file = _opened(release, name)
    if not _has_its_columns(release, name, file):
        yield "does not have the columns of this schema version"
        return
    content, rows = ContentHash(_tables(release)[name]), 0
    for batch in file.iter_batches(_ROWS):
        content.update(pa.Table.from_batches([batch]))
        rows += batch.num_rows
    if content.hexdigest() != release.manifest.content.get(name):
        yield "does not have the content hash that the manifest states"
    yield from _wrong_rows(release, name, rows)


def _wrong_newest_page(release: Release) -> Iterator[str]:
    newest = newest_day(_opened(release, "documents").read(["retrieved_at", "page_date"]))
    if newest != release.manifest.newest_page:
        yield f"has {newest or 'no date'} for its newest page, the manifest states {release.manifest.newest_page}"


def _wrong_footer(release: Release, name: str) -> Iterator[str]:
    yield from _wrong_rows(release, name, count_rows(release, name))


def _wrong_rows(release: Release, name: str, rows: int) -> Iterator[str]:
    """Compare how many rows a table has with what the manifest says of its file, and with what it counts."""
    facts = release.manifest.files.get(f"{name}.parquet")
    if facts and facts.rows != rows:
        yield f"has {rows} rows, not as many as the manifest states"
    if release.manifest.counts.get(name, rows) != rows:
        yield f"has {rows} rows, the manifest counts {release.manifest.counts[name]}"


def _wrong_ids(release: Release, group: int, part: int, parts: int) -> Iterator[str]:
    """Compare the ids of a part of a row group with their texts, and with the id before them."""
    file = _opened(release, "records")
    rows = file.read_row_group(group, columns=["id", "question", "answer"])
    start, stop = (rows.num_rows * number // parts for number in (part, part + 1))
    last = str(rows.column("id")[start - 1]) if start else _last_id_before(file, group)
    for batch in rows.slice(start, stop - start).to_batches(_ROWS):
        for row in batch.to_pylist():
            if row["id"] <= last:
                yield f"ids are not in order at {row['id']}"
            if pair_id(fingerprint(row["question"]), fingerprint(row["answer"])) != row["id"]:
                yield f"{row['id']} is not the id of its question and answer"
            last = row["id"]


def _last_id_before(file: pq.ParquetFile, group: int) -> str:
    """The last id of the row groups before one; empty where there is none."""
    for number in reversed(range(group)):
        if file.metadata.row_group(number).num_rows:
            return str(file.read_row_group(number, columns=["id"]).column("id")[-1])
    return ""


def _wrong_csv(release: Release) -> Iterator[str]:
    """Compare the CSV, byte by byte, with what the Parquet file's rows are as CSV."""
    file = pq.ParquetFile(release.table("records"))
    with release.file("records.csv").open("rb") as csv:
        header = csv_header(_tables(release)["records"])
        if csv.read(len(header)) != header:
            yield "does not start with the names of the columns"
            return
        for batch in file.iter_batches(_ROWS):
            rows = csv_rows(pa.Table.from_batches([batch]))
            if csv.read(len(rows)) != rows:
                yield "is not the same table as records.parquet"
                return
        if csv.read(1):
            yield "has more rows than records.parquet"
