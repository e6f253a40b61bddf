"""The tables of a draft on their way to the disk, with their rows counted and hashed."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pyarrow as pa

from ..release.content_hash import ContentHash
from ..release.csv_rows import csv_header
from ..release.layout import CSV, KEYS_OF_PARTS, PARQUET, files_of, sha256_of
from ..schema.dataset import Dataset
from ..schema.manifest import FileFacts
from ..schema.tables import TABLES, TABLES_IF_ANY
from .parts import count_parts, write_csv
from .table_writer import TableWriter, footer


class TablesOnDisk:
    """The tables of a draft, each in a file; of a large release some are only counted, as tasks write them in parts.

    Whether a release is large shows while its rows come: then the files that were begun are removed.
    """

    def __init__(self, folder: Path, most_rows: int = 0) -> None:
        self.parts = 0
        """In how many parts the tasks are to write KEYS_OF_PARTS; 0 where they are written here."""
        self._folder = folder
        self._most_rows = most_rows
        self._hashes: dict[str, ContentHash] = {}
        self._rows: dict[str, int] = {}
        self._writers: dict[str, TableWriter] = {}
        self._stack = ExitStack()

    def __enter__(self) -> TablesOnDisk:
        with ExitStack() as stack:
            self._csv = stack.enter_context((self._folder / f"records.{CSV}").open("wb"))
            self._csv.write(csv_header(TABLES["records"]))
            stack.callback(self._abandon)
            for name in TABLES:
                self._begin(name)
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def _abandon(self) -> None:
        for writer in self._writers.values():
            writer.abandon()

    def write(self, tables: Mapping[str, pa.Table], threads: ThreadPoolExecutor) -> None:
        """Add the rows of a bucket, in the order of the buckets."""
        self._count(tables)
        jobs = [threads.submit(self._hashes[name].update, table) for name, table in tables.items()]
        jobs.append(threads.submit(self._write, tables))
        if not self.parts:
            write_csv(self._csv, tables["records"])
        for job in jobs:
            job.result()
        pa.default_memory_pool().release_unused()

    def _write(self, tables: Mapping[str, pa.Table]) -> None:
        for name in (name for name in tables if name in self._writers):
            self._writers[name].write(tables[name])

    def write_full_groups(self) -> None:
        """Write what of the rows fills row groups, one after the other: all at once would take more memory."""
        for writer in self._writers.values():
            writer.write_full_groups()

    def add(self, name: str, table: pa.Table) -> None:
        """Add rows of a table that is never in parts."""
        self._rows[name] += table.num_rows
        self._hashes[name].update(table)
        self._writers[name].write(table)
        self._writers[name].write_full_groups()

    def close(self, dataset: Dataset) -> None:
        """Finish the files."""
        for name, writer in self._writers.items():
            writer.close(footer(name, dataset))
        self._csv.close()

    def content(self) -> dict[str, str]:
        """Return the content hash of each table."""
        return {name: hash.hexdigest() for name, hash in self._hashes.items()}

    def lost_in_parts(self, files: Mapping[str, FileFacts]) -> list[str]:
        """Return which tables have other rows than all their parts together, in words."""
        held = {name: sum(files[part].rows or 0 for part in files_of(name, files)) for name in KEYS_OF_PARTS}
        return [
            f"parts of {name} = {name}: {count} is not {self._rows[name]}"
            for name, count in held.items()
            if count != self._rows[name]
        ]

    def facts(self) -> dict[str, FileFacts]:
        """Return what the manifest says of the files that were written here."""
        return {path.name: self._facts(path) for path in self._folder.iterdir()}

    def _facts(self, path: Path) -> FileFacts:
        return FileFacts(sha256=sha256_of(path), bytes=path.stat().st_size, rows=self._rows[path.stem])

    def _begin(self, name: str) -> None:
        self._writers[name] = TableWriter(self._folder, name)
        self._hashes[name], self._rows[name] = ContentHash(self._writers[name].schema), 0

    def _count(self, tables: Mapping[str, pa.Table]) -> None:
        for name in (name for name in TABLES_IF_ANY if name in tables and name not in self._writers):
            self._begin(name)
        for name, table in tables.items():
            self._rows[name] += table.num_rows
        parts = count_parts(max(self._rows[name] for name in KEYS_OF_PARTS), self._most_rows)
        if parts and not self.parts:
            self._leave_to_tasks()
        self.parts = parts

    def _leave_to_tasks(self) -> None:
        for name in KEYS_OF_PARTS:
            self._writers.pop(name).abandon()
            (self._folder / f"{name}.{PARQUET}").unlink()
        self._csv.close()
        (self._folder / f"records.{CSV}").unlink()
