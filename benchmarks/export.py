"""How fast records are loaded and exported, and in how much memory, beside plain pandas and polars in one run.

python benchmarks/export.py [--records 100000] [SHAPE ...]

The release is made up: answers of some 400 characters in words of a thousand, written as `qamill curate` writes tables.
Each row is a process of its own: its processor time, the import of libraries included, which a busy machine does not
change, and the most memory that it had at one time.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import checkout  # noqa: F401
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from builders import record, write_seed

from pipeline import curate
from pipeline.release.export.shapes import SHAPES
from pipeline.schema.tables import RECORDS, TABLES

REPOSITORY = Path(__file__).parent.parent
_PIECE = 50_000  # rows of a row group
_WORDS = 1_000
_DOMAINS = 5_000
RELEASE = "import sys; from pathlib import Path; from pipeline.release.export.run import export; "
OURS = RELEASE + "export({shape!r}, Path({to!r}), out={out!r}{more})"
FRAMES = {
    "pandas jsonl": "import pandas; pandas.read_parquet({table!r}).to_json({to!r}, orient='records', lines=True)",
    "pandas csv.gz": "import pandas; pandas.read_parquet({table!r}).to_csv({to!r} + '.csv.gz', index=False)",
    "pandas xlsx": "import pandas; pandas.read_parquet({table!r}).to_excel({to!r} + '.xlsx', index=False)",
    "pandas sqlite": "import pandas, sqlite3; pandas.read_parquet({table!r})"
    ".to_sql('records', sqlite3.connect({to!r}), index=False)",
    "polars jsonl": "import polars; polars.read_parquet({table!r}).write_ndjson({to!r})",
    "polars csv": "import polars; polars.read_parquet({table!r}).write_csv({to!r})",
    "polars jsonl, streaming": "import polars; polars.scan_parquet({table!r}).sink_ndjson({to!r})",
}
LOADS = {
    "load, pandas": "from pipeline import load; load(out={out!r})",
    "load, arrow": "from pipeline import load; load(out={out!r}, engine='arrow')",
    "load, polars": "from pipeline import load; load(out={out!r}, engine='polars')",
    "pandas.read_parquet": "import pandas; pandas.read_parquet({table!r})",
    "pyarrow.parquet.read_table": "import pyarrow.parquet; pyarrow.parquet.read_table({table!r})",
    "polars.read_parquet": "import polars; polars.read_parquet({table!r})",
}
"""Loading, ours and what each library does by itself; ours checks the checksums of the pages on the way."""
# Not `ru_maxrss`, which a process takes over from the one that started it.
PEAK = """
import re, time
peak = re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]
print(time.process_time(), int(peak) / 1_000)
"""
SPLIT = {"jsonl, split": ("jsonl", ", shares='train=0.9,test=0.1'")}


def main() -> None:
    """Print a line for each shape, each way to load, and each library."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="Shapes, or names of other rows; all of them unless some are given.")
    parser.add_argument("--records", type=int, default=100_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        out = Path(name) / "curated"
        make(out, given.records)
        for what, code in cases(out, Path(name) / "file"):
            if not given.names or what in given.names:
                seconds, megabytes, size = measure(code, Path(name) / "file")
                rate = given.records / seconds
                print(
                    f"{what:26} {seconds:7.1f} s {rate:9,.0f} rows/s {megabytes:6,.0f} MB, file {size / 1e6:7,.1f} MB",
                    flush=True,
                )


def cases(out: Path, to: Path) -> Iterator[tuple[str, str]]:
    """Yield what is measured, and the code for it."""
    for shape in SHAPES:
        yield shape, OURS.format(shape=shape, to=str(to), out=str(out), more="")
    for what, (shape, more) in SPLIT.items():
        yield what, OURS.format(shape=shape, to=str(to), out=str(out), more=more)
    for what, code in {**FRAMES, **LOADS}.items():
        yield what, code.format(table=str(out / "1.0.0" / "records.parquet"), to=str(to), out=str(out))


def measure(code: str, to: Path) -> tuple[float, float, int]:
    """Run code in a process; return its seconds, its peak memory in megabytes, and the bytes that it wrote."""
    command = [sys.executable, "-W", "ignore", "-c", f"{code}{PEAK}"]
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    seconds, megabytes = map(float, subprocess.run(command, env=env, check=True, capture_output=True).stdout.split())
    size = 0
    for path in [*to.parent.glob(f"{to.name}*")]:
        files = [each for each in path.rglob("*") if each.is_file()] if path.is_dir() else [path]
        size += sum(file.stat().st_size for file in files)
        subprocess.run(["rm", "-r", str(path)], check=True)
    return seconds, megabytes, size


def make(out: Path, count: int) -> None:
    """Release the seed page, and put made-up records in the place of its own."""
    write_seed(out.parent / "raw")
    curate(out.parent / "raw", out, workers=1)
    folder = out / "1.0.0"
    with pq.ParquetWriter(folder / "records.parquet", RECORDS, write_page_checksum=True, compression="zstd") as writer:
        for start in range(0, count, _PIECE):
            writer.write_table(_records(start, min(count, start + _PIECE), count))
    for name in ("sightings", "merged", "conflicts"):
        pq.write_table(TABLES[name].empty_table(), folder / f"{name}.parquet")
    manifest = folder / "manifest.json"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace('"records": 24', f'"records": {count}', 1), encoding="utf-8")


def _records(start: int, stop: int, count: int) -> pa.Table:
    random = np.random.default_rng(start)
    words = np.array([hashlib.sha256(b"%d" % word).hexdigest()[: 2 + word % 9] for word in range(_WORDS)])
    rows = stop - start
    chosen = words[random.zipf(1.3, (rows, 75)) % _WORDS]
    step = (1 << 64) // count
    one = dict(record())
    columns = {field.name: pa.array([one[field.name]] * rows, field.type) for field in RECORDS}
    columns |= {
        "id": pa.array(f"{number * step:016x}" for number in range(start, stop)),
        "question_id": pa.array(f"{number * step ^ 0xFFFF:016x}" for number in range(start, stop)),
        "question": pa.array(f"What is {' '.join(each[:7])}?" for each in chosen),
        "answer": pa.array(" ".join(each[7:]).capitalize() + "." for each in chosen),
        "source": pa.array(f"www.d{number}.org" for number in random.integers(0, _DOMAINS, rows)),
    }
    columns["source_domain"] = pa.array(source.as_py()[4:] for source in columns["source"])
    return pa.table(columns).cast(RECORDS)


if __name__ == "__main__":
    main()
