"""Whether the tables of a release hold what its manifest, its CSV and its ids say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ..buckets import bucket_range
from ..engine import Progress
from ..engine.workers import Job
from ..release.content_hash import ContentHash
from ..release.csv_rows import csv_header, csv_rows
from ..release.layout import CSV, KEYS_OF_PARTS, is_part, name_of_all
from ..release.page_states import newest_day
from ..release.read import columns_in, count_rows, count_rows_in
from ..release.versions import Release
from ..schema.tables import tables_in
from ..text.fingerprint import fingerprint, pair_id
from ..validate.personal_data.kinds import Treatment
from .checks import Problem, check_of, problems_of, run_all
from .completed import is_completed, wrong_completed
from .conflicts import wrong_conflicts
from .decisions import wrong_edits
from .reread import pii_of
from .rights import wrong_counts_of_rights, wrong_rights, wrong_rights_of_records
from .sighted import wrong_sightings
from .superseded import wrong_superseded
from .support import TABLE, wrong_support

_ROWS = 10_000  # checked at a time, so that no column of long texts exceeds 2 GB
_OF_IDS = ("id", "question", "answer", "flags")
"""The columns of records by which ids are checked."""
_PARTS = (
    8  # in which the ids are checked where the row groups are fewer, chosen: the workers end at about the same time
)


def wrong_tables(release: Release, damaged: Iterable[str], workers: int, progress: Progress) -> list[Problem]:
    """Return what is wrong with the tables whose files are not damaged, table by table. Raises WorkerDied."""
    found = run_all("tables", _checks(release, {*damaged}, workers), workers, progress)
    files = [file for name in _tables(release) for file in (_whole(release, name), *release.files_of(name))]
    files += release.files_of("records", CSV)
    problems = [problem for problems in found for problem in problems]
    return sorted(dict.fromkeys(problems), key=lambda problem: files.index(problem.file))


def wrong_footers(release: Release, damaged: Iterable[str]) -> list[Problem]:
    """Return which tables whose files are not damaged have another number of rows than was stated; none is read."""
    names = [name for name in _tables(release) if {*damaged}.isdisjoint(release.files_of(name))]
    return [problem for name in names for problem in _wrong_footers(release, name)]


def _wrong_footers(release: Release, name: str) -> Iterator[Problem]:
    for file in release.files_of(name):
        yield from problems_of(file, _wrong_footer, release, file)
    yield from problems_of(_whole(release, name), _wrong_count, release, name)


def _checks(release: Release, damaged: set[str], workers: int) -> list[Job]:
    """All checks, the longest first, so that no worker is left with one at the end.

    Each part of a row group reads all of it: one process checks it in one.
    """
    sound = [name for name in _tables(release) if damaged.isdisjoint(release.files_of(name))]
    jobs = [check_of(_whole(release, name), _wrong_content, release, name) for name in sound]
    jobs += [check_of(file, _wrong_part, release, name, file) for name in sound for file in _parts(release, name)]
    if "records" not in sound:
        return jobs
    records, texts = _whole(release, "records"), release.files_of("records", CSV)
    both = zip(texts, release.files_of("records"), strict=False)  # where one is missing, the manifest is to blame
    jobs = [check_of(csv, _wrong_csv, release, csv, file) for csv, file in both if csv not in damaged] + jobs
    jobs.append(check_of(records, wrong_superseded, release))
    jobs.append(check_of(records, wrong_edits, release))
    if TABLE in sound or TABLE not in release.manifest.content:
        jobs += [check_of(records, find, release) for find in (wrong_support, wrong_completed)]
    if "sightings" in sound:
        jobs.append(check_of(records, wrong_sightings, release))
    if "conflicts" in sound:
        jobs.append(check_of("conflicts.parquet", wrong_conflicts, release))
    if release.manifest.newest_page and "documents" in sound:
        jobs.append(check_of("documents.parquet", _wrong_newest_page, release))
    if "documents" in sound and pii_of(release) == Treatment.FLAG:
        jobs.append(check_of("documents.parquet", wrong_rights, release))
        if "sightings" in sound:
            jobs.append(check_of(records, wrong_rights_of_records, release))
    jobs.append(check_of(records, wrong_counts_of_rights, release))
    groups = _row_groups(release)
    parts = -(-_PARTS // max(len(groups), 1)) if workers > 1 else 1
    return jobs + [
        check_of(file, _wrong_ids, release, file, group, part, parts) for file, group in groups for part in range(parts)
    ]


def _tables(release: Release) -> dict[str, pa.Schema]:
    """The tables that a release has."""
    return tables_in(release.manifest.schema_version, release.manifest.content)


def _whole(release: Release, name: str) -> str:
    """What a problem of a whole table is said of: its file, or the folder of its parts."""
    return name_of_all(release.files_of(name))


def _parts(release: Release, name: str) -> list[str]:
    """The files of a table that has more than one."""
    files = release.files_of(name)
    return files if any(map(is_part, files)) else []


def _row_groups(release: Release) -> list[tuple[str, int]]:
    """The row groups of the records, whose ids are checked; none where another check says that they cannot be read."""
    try:
        opened = {file: _opened(release, file) for file in release.files_of("records")}
    except (OSError, ValueError, pa.ArrowException):
        return []
    if not all(_has_columns_of(release, "records", file) for file in opened.values()):
        return []
    return [(name, group) for name, file in opened.items() for group in range(file.num_row_groups)]


def _opened(release: Release, file: str) -> pq.ParquetFile:
    return pq.ParquetFile(release.file(file), page_checksum_verification=True)


def _has_columns_of(release: Release, name: str, file: pq.ParquetFile) -> bool:
    is_same: bool = file.schema_arrow.remove_metadata() == columns_in(release, name)
    return is_same


def _wrong_content(release: Release, name: str) -> Iterator[str]:
    """Read a table whole, page checksums verified, and compare it with the manifest."""
    content, rows = ContentHash(columns_in(release, name)), 0
    for number in release.files_of(name):
        file, rows_before = _opened(release, number), rows
        if not _has_columns_of(release, name, file):
            yield "does not have the columns of this schema version"
            return
        for batch in file.iter_batches(_ROWS):
            content.update(pa.Table.from_batches([batch]))
            rows += batch.num_rows
        yield from _other_rows(release, number, rows - rows_before)
    if content.hexdigest() != release.manifest.content.get(name):
        yield "does not have the content hash that the manifest states"
    yield from _other_count(release, name, rows)


def _wrong_part(release: Release, name: str, file: str) -> Iterator[str]:
    """Look whether the ids of a part, or of `rejected` the documents, are in its range."""
    files = release.files_of(name)
    start, stop = bucket_range(files.index(file), len(files))
    start *= file != files[0]
    key = KEYS_OF_PARTS[name]
    for batch in _opened(release, file).iter_batches(_ROWS, columns=[key]):
        found = pc.min_max(batch.column(0)).as_py()
        if batch.num_rows and not start <= found["min"] <= found["max"] < stop:
            yield f"has rows that are not of its range, {start} to {stop}"
            return


def _wrong_newest_page(release: Release) -> Iterator[str]:
    newest = newest_day(_opened(release, "documents.parquet").read(["retrieved_at", "page_date"]))
    if newest != release.manifest.newest_page:
        yield f"has {newest or 'no date'} for its newest page, the manifest states {release.manifest.newest_page}"


def _wrong_footer(release: Release, file: str) -> Iterator[str]:
    yield from _other_rows(release, file, count_rows_in(release, file))


def _wrong_count(release: Release, name: str) -> Iterator[str]:
    yield from _other_count(release, name, count_rows(release, name))


def _other_rows(release: Release, file: str, rows: int) -> Iterator[str]:
    """Compare how many rows a file has with what the manifest says of it."""
    facts = release.manifest.files.get(file)
    if facts and facts.rows != rows:
        yield f"has {rows} rows, not as many as the manifest states"


def _other_count(release: Release, name: str, rows: int) -> Iterator[str]:
    """Compare how many rows a table has with what the manifest counts."""
    if release.manifest.counts.get(name, rows) != rows:
        yield f"has {rows} rows, the manifest counts {release.manifest.counts[name]}"


def _wrong_ids(release: Release, name: str, group: int, part: int, parts: int) -> Iterator[str]:
    """Compare the ids of a part of a row group with their texts, and with the id before them."""
    file = _opened(release, name)
    rows = file.read_row_group(group, columns=[*_OF_IDS])
    start, stop = (rows.num_rows * number // parts for number in (part, part + 1))
    last = str(rows.column("id")[start - 1]) if start else _last_id_before(file, group)
    for batch in rows.slice(start, stop - start).to_batches(_ROWS):
        for id, question, answer, flags in zip(*(batch.column(name).to_pylist() for name in _OF_IDS), strict=True):
            if id <= last:
                yield f"ids are not in order at {id}"
            is_own = pair_id(fingerprint(question), fingerprint(answer)) == id
            if not is_own and not is_completed(flags):
                yield f"{id} is not the id of its question and answer"
            last = id


def _last_id_before(file: pq.ParquetFile, group: int) -> str:
    """The last id of the row groups before one in its file, as parts have ranges of their own; empty without one."""
    for number in reversed(range(group)):
        if file.metadata.row_group(number).num_rows:
            return str(file.read_row_group(number, columns=["id"]).column("id")[-1])
    return ""


def _wrong_csv(release: Release, name: str, table: str) -> Iterator[str]:
    """Compare a CSV, byte by byte, with what the Parquet file's rows are as CSV."""
    file = pq.ParquetFile(release.file(table))
    with release.file(name).open("rb") as csv:
        header = csv_header(columns_in(release, "records"))
        if csv.read(len(header)) != header:
            yield "does not start with the names of the columns"
            return
        for batch in file.iter_batches(_ROWS):
            rows = csv_rows(pa.Table.from_batches([batch]))
            if csv.read(len(rows)) != rows:
                yield f"is not the same table as {table}"
                return
        if csv.read(1):
            yield f"has more rows than {table}"
