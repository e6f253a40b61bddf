"""What we remove of a corpus: in one process, and in two that exchange buckets as the engine does."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.buckets import bucket_of, key_hashes
from pipeline.dedup.near.match import PAIRS, blocks_of, match
from pipeline.text.fingerprint import fingerprint

from .corpus import WORKERS
from .truth import THRESHOLD


def with_blocks(corpus: pa.Table) -> pa.Table:
    """Return records as `match` takes them."""
    blocks = blocks_of([*map(fingerprint, corpus.column("question").to_pylist())])
    return corpus.append_column("block", pa.array(blocks)).select(PAIRS.names).cast(PAIRS)


def ours_alone(path: Path) -> Iterable[str]:
    """Return the ids that are removed, by this process alone."""
    corpus = pq.read_table(path, columns=[name for name in PAIRS.names if name != "block"])
    ids: list[str] = match(with_blocks(corpus), threshold=THRESHOLD).column("id").drop_null().to_pylist()
    return ids


def ours_bucketed(path: Path) -> Iterable[str]:
    """Return the ids that are removed, by two processes that exchange buckets of blocks on disk, as the engine does."""
    slices = pq.ParquetFile(path).num_row_groups
    buckets = max(WORKERS, slices // 2)
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(WORKERS) as pool:
        for _ in pool.map(_spread, *zip(*((path, number, buckets, folder) for number in range(slices)), strict=True)):
            pass
        for ids in pool.map(_match_bucket, *zip(*((folder, bucket) for bucket in range(buckets)), strict=True)):
            yield from ids


def _spread(path: Path, number: int, buckets: int, folder: str) -> None:
    pairs = with_blocks(pq.ParquetFile(path).read_row_group(number))
    hashes = key_hashes(pairs.column("block").to_pylist()).to_pylist()
    of_bucket = pa.array([bucket_of(key_hash, buckets) for key_hash in hashes])
    for bucket in range(buckets):
        part = pairs.filter(pc.equal(of_bucket, bucket))
        with pa.ipc.new_file(f"{folder}/{bucket}-{number}", PAIRS) as writer:
            writer.write_table(part)


def _match_bucket(folder: str, bucket: int) -> list[str]:
    parts = [pa.ipc.open_file(pa.memory_map(str(file))).read_all() for file in sorted(Path(folder).glob(f"{bucket}-*"))]
    ids: list[str] = match(pa.concat_tables(parts), threshold=THRESHOLD).column("id").drop_null().to_pylist()
    return ids
