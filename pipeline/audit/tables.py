"""Whether the tables of a release hold what its manifest, its CSV and its ids say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from ..buckets import bucket_range
from ..engine import Progress
from ..engine.worker import Job
from ..release.content_hash import ContentHash
from ..release.layout import CSV, KEYS_OF_PARTS, is_part, name_of_all
from ..release.page_states import newest_day
from ..release.read import columns_in, count_rows, count_rows_in
from ..release.versions import Release
from ..schema.tables import tables_in
from ..validate.personal_data.kinds import Treatment
from .checks import Problem, check_of, problems_of, run_all
from .completed import wrong_completed
from .conflicts import wrong_conflicts
from .decisions import wrong_edits
from .records import OneReading, unless_sound, wrong_csv, wrong_ids
from .reread import pii_of
from .rights import wrong_counts_of_rights, wrong_rights, wrong_rights_of_records
from .sighted import wrong_sightings
from .stated import ROWS, has_columns_of, open_table, other_count, other_rows
from .superseded import wrong_superseded
from .support import TABLE, wrong_support

_PARTS = 8
"""In which the ids are checked where the row groups are fewer, chosen: the workers end at about the same time."""


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
    """All checks, the longest first, so that no worker is left with one at the end."""
    sound = [name for name in _tables(release) if damaged.isdisjoint(release.files_of(name))]
    texts = [file for file in release.files_of("records", CSV) if file not in damaged]
    is_read_once = workers == 1 and len(texts) == len(release.files_of("records", CSV))
    reading = OneReading(release) if is_read_once else None
    tables = [*_checks_of_tables(release, sound, reading)]
    if "records" not in sound:
        return tables
    return [
        *_checks_of_csv(release, texts, reading),
        *tables,
        *_checks_of_records(release, sound),
        *_checks_of_ids(release, workers, reading),
    ]


def _checks_of_tables(release: Release, sound: Sequence[str], reading: OneReading | None) -> Iterator[Job]:
    for name in sound:
        own = reading if name == "records" else None
        yield check_of(_whole(release, name), unless_sound, own, _wrong_content, release, name)
    for name in sound:
        yield from (check_of(file, _wrong_part, release, name, file) for file in _parts(release, name))


def _checks_of_csv(release: Release, texts: Sequence[str], reading: OneReading | None) -> Iterator[Job]:
    both = zip(release.files_of("records", CSV), release.files_of("records"), strict=False)
    for csv, file in both:  # where one is missing, the manifest is to blame
        if csv in texts:
            yield check_of(csv, unless_sound, reading, wrong_csv, release, csv, file)


def _checks_of_records(release: Release, sound: Sequence[str]) -> Iterator[Job]:
    """What the records say of other tables, and what these say of them; each check needs its tables to be sound."""
    records, is_plain = _whole(release, "records"), pii_of(release) == Treatment.FLAG
    is_supported = TABLE in sound or TABLE not in release.manifest.content
    checks = [
        (records, wrong_superseded, True),
        (records, wrong_edits, True),
        (records, wrong_support, is_supported),
        (records, wrong_completed, is_supported),
        (records, wrong_sightings, "sightings" in sound),
        ("conflicts.parquet", wrong_conflicts, "conflicts" in sound),
        ("documents.parquet", _wrong_newest_page, bool(release.manifest.newest_page) and "documents" in sound),
        ("documents.parquet", wrong_rights, "documents" in sound and is_plain),
        (records, wrong_rights_of_records, {"documents", "sightings"} <= {*sound} and is_plain),
        (records, wrong_counts_of_rights, True),
    ]
    return (check_of(file, find, release) for file, find, can_be_made in checks if can_be_made)


def _checks_of_ids(release: Release, workers: int, reading: OneReading | None) -> Iterator[Job]:
    """Checks of the ids of each row group; each part of one reads all of it, so one process checks it in one."""
    groups = _row_groups(release)
    parts = -(-_PARTS // max(len(groups), 1)) if workers > 1 else 1
    for file, group in groups:
        for part in range(parts):
            yield check_of(file, unless_sound, reading, wrong_ids, release, file, group, part, parts)


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
        opened = {file: open_table(release, file) for file in release.files_of("records")}
    except (OSError, ValueError, pa.ArrowException):
        return []
    if not all(has_columns_of(release, "records", file) for file in opened.values()):
        return []
    return [(name, group) for name, file in opened.items() for group in range(file.num_row_groups)]


def _wrong_content(release: Release, name: str) -> Iterator[str]:
    """Read a table whole, page checksums verified, and compare it with the manifest."""
    content, rows = ContentHash(columns_in(release, name)), 0
    for number in release.files_of(name):
        file, rows_before = open_table(release, number), rows
        if not has_columns_of(release, name, file):
            yield "does not have the columns of this schema version"
            return
        for batch in file.iter_batches(ROWS):
            content.update(pa.Table.from_batches([batch]))
            rows += batch.num_rows
        yield from other_rows(release, number, rows - rows_before)
    if content.hexdigest() != release.manifest.content.get(name):
        yield "does not have the content hash that the manifest states"
    yield from other_count(release, name, rows)


def _wrong_part(release: Release, name: str, file: str) -> Iterator[str]:
    """Look whether the ids of a part, or of `rejected` the documents, are in its range."""
    files = release.files_of(name)
    start, stop = bucket_range(files.index(file), len(files))
    start *= file != files[0]
    key = KEYS_OF_PARTS[name]
    for batch in open_table(release, file).iter_batches(ROWS, columns=[key]):
        found = pc.min_max(batch.column(0)).as_py()
        if batch.num_rows and not start <= found["min"] <= found["max"] < stop:
            yield f"has rows that are not of its range, {start} to {stop}"
            return


def _wrong_newest_page(release: Release) -> Iterator[str]:
    newest = newest_day(open_table(release, "documents.parquet").read(["retrieved_at", "page_date"]))
    if newest != release.manifest.newest_page:
        yield f"has {newest or 'no date'} for its newest page, the manifest states {release.manifest.newest_page}"


def _wrong_footer(release: Release, file: str) -> Iterator[str]:
    yield from other_rows(release, file, count_rows_in(release, file))


def _wrong_count(release: Release, name: str) -> Iterator[str]:
    yield from other_count(release, name, count_rows(release, name))
