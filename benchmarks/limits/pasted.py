"""Pasted text: the reading of a pair beside the least that is done with its bytes, and the memory of a long file."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq
from corpus import PAIRS_A_PAGE, pages

from pipeline.ingest.documents import make_document
from pipeline.run.reading import Reading
from pipeline.run.settings import Rules
from pipeline.schema import Document
from pipeline.schema.tables import RECORDS

from .aim import Aim, Group, Measured, least_times, run_python

READ = Aim(
    "read", "reading pasted pairs / decoding, sha256, Parquet and CSV of the same pairs", "22-29", step=15, final=5
)
MEMORY = Aim("file", "peak memory of a pasted file ten times as long, above that of an empty one", "10", 2, 1.2)
_PAGES, _ROUNDS = 200, 5
_LONG = 20_000  # pairs


def _read(_: Path, share: float) -> dict[str, Measured]:
    texts = [*pages(max(4, round(_PAGES * share)))]
    documents = [make_document(f"{number}.txt", text.encode()) for number, text in enumerate(texts)]
    pairs = _pairs(documents)
    took = least_times(_ROUNDS, ours=lambda: _rows(documents), least=lambda: _least(documents, pairs))
    count = len(pairs)
    each = {name: 1e6 * seconds / count for name, seconds in took.items()}
    return {
        READ.name: Measured(
            took["ours"] / took["least"], f"{each['least']:.1f} us a pair; ours {each['ours']:.1f} ({count:,} pairs)"
        )
    }


def _rows(documents: Sequence[Document]) -> pa.Table:
    """Read pages to rows, as a run does."""
    reading = Reading(Rules())
    for number, document in enumerate(documents):
        reading.read(document, number, document.path)
    return reading.table()


def _pairs(documents: Sequence[Document]) -> pa.Table:
    """The pairs of some pages with the columns of records, as far as these are known when a page is read."""
    rows = _rows(documents)
    seen = rows.filter(pc.equal(rows.column("kind"), "seen"))
    assert seen.num_rows == len(documents) * PAIRS_A_PAGE
    return seen.select([name for name in RECORDS.names if name in seen.column_names])


def _least(documents: Sequence[Document], pairs: pa.Table) -> None:
    for document in documents:
        document.content.decode()
        hashlib.sha256(document.content).hexdigest()
    pq.write_table(pairs, io.BytesIO())
    pyarrow.csv.write_csv(pairs, io.BytesIO())


# The peak of a run over one file, in kilobytes: `ru_maxrss` of the process itself begins with that of the benchmark.
_PEAK = """
import resource, sys
from pathlib import Path
from pipeline import curate
outcome = curate(sys.argv[1], sys.argv[2], workers=1, cache=False)
assert outcome.manifest.counts["records"] > 0, outcome.manifest.rejected
[own] = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:")]
print(max(int(own.split()[1]), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
"""


def _long_file(folder: Path, share: float) -> dict[str, Measured]:
    long = max(2_000, round(_LONG * share))
    peaks = [_peak(folder / str(count), count) for count in (PAIRS_A_PAGE, long, 10 * long)]
    empty, one, ten = (peak / 1000 for peak in peaks)
    said = f"{one - empty:.0f} MB above {empty:.0f} MB for {long:,} pairs; {ten - empty:.0f} MB for {10 * long:,}"
    return {MEMORY.name: Measured((ten - empty) / max(1.0, one - empty), said)}


def _peak(folder: Path, pairs: int) -> int:
    raw = folder / "raw"
    raw.mkdir(parents=True)
    with (raw / "page.txt").open("w", encoding="utf-8") as file:
        for page in pages(pairs // PAIRS_A_PAGE):
            file.write(page + "\n\n")
    return int(run_python(_PEAK, str(raw), str(folder / "curated")))


GROUPS = (Group((READ,), _read), Group((MEMORY,), _long_file))
