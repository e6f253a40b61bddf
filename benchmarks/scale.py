"""How the cost of a whole run grows with its records: time, memory, and what lies between the steps.

python benchmarks/scale.py [RECORDS ...]          10000 100000 1000000 unless told; 5000000 for an hour
python benchmarks/scale.py --spark local[2] 10000  the same on Spark; memory is that of this machine's processes
python benchmarks/scale.py --pieces                what the packing of rows for a shuffle costs
"""

from __future__ import annotations

import argparse
import math
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import as_command  # noqa: F401
from corpus import PAIRS_A_PAGE, write_pages
from memory import PeakMemory

from pipeline import curate
from pipeline.engine import arrow_files
from pipeline.engine.spark import executor
from pipeline.run.session import CACHE

SIZES = (10_000, 100_000, 1_000_000)
PIECES = (1, 4, 16, 64, 256, 1_024)
_PIECES_OF = 20_000  # records


class Cost(NamedTuple):
    """What a run took."""

    records: int
    raw: int
    """Bytes of the pages."""
    seconds: float
    memory: int
    stages: dict[str, float]
    """Seconds of each stage, and of all that is done between and behind them."""
    between: Counter[str]
    """Bytes of the files that each step left for the next."""
    released: int


def main() -> None:
    """Print a column for each size, and how fast each line grows."""
    options = _options()
    if options.pieces:
        _measure_pieces()
        return
    print(f"{'records':>10} {'MB raw':>8} {'s':>8} {'records/s':>10} {'MB memory':>10} {'growth':>7}   stages")
    before: Cost | None = None
    for size in options.records or SIZES:
        with tempfile.TemporaryDirectory() as folder:
            cost = _run(Path(folder), size, options.spark, options.workers)
        _show(cost, before)
        before = cost


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", nargs="*", type=int, help="how many (default: 10000 100000 1000000)")
    parser.add_argument("--spark", metavar="MASTER", help="a Spark cluster that does the work")
    parser.add_argument("--workers", type=int, help="processes of the local engine (default: one per core)")
    parser.add_argument("--pieces", action="store_true", help="measure the packing of rows instead")
    return parser.parse_args()


def _run(folder: Path, size: int, spark: str | None, workers: int | None) -> Cost:
    raw = write_pages(folder / "raw", math.ceil(size / PAIRS_A_PAGE))
    work, between = folder / "out" / CACHE, Counter[str]()
    times: dict[str, tuple[float, float]] = {}

    def note(stage: str, done: int, total: int) -> None:
        now = time.perf_counter()
        times[stage] = times.get(stage, (now, now))[0], now
        if done == total:
            between.update({name: size - between[name] for name, size in _sizes(work).items() if size > between[name]})

    start = time.perf_counter()
    with PeakMemory() as memory:
        outcome = curate(folder / "raw", folder / "out", spark=spark, workers=workers, progress=note)
    seconds = time.perf_counter() - start
    stages = {name: end - begin for name, (begin, end) in times.items()}
    stages["start, write, publish"] = seconds - sum(stages.values())
    released = sum(path.stat().st_size for path in Path(outcome.folder).iterdir()) if outcome.folder else 0
    return Cost(outcome.manifest.counts["records"], raw, seconds, memory.peak, stages, between, released)


def _sizes(work: Path) -> Counter[str]:
    """The bytes of the files that lie between steps, by the step that made them."""
    sizes = Counter[str]()
    for path in work.glob("*.arrow"):
        sizes[path.name.rpartition("-")[0]] += path.stat().st_size
    return sizes


def _show(cost: Cost, before: Cost | None) -> None:
    growth = math.log(cost.seconds / before.seconds) / math.log(cost.records / before.records) if before else math.nan
    stages = ", ".join(f"{name} {seconds:.1f}" for name, seconds in cost.stages.items())
    print(
        f"{cost.records:>10,} {cost.raw / 1e6:>8,.0f} {cost.seconds:>8.1f} {cost.records / cost.seconds:>10,.0f}"
        f" {cost.memory / 1e6:>10,.0f} {growth:>7.2f}   {stages}"
    )
    kept = ", ".join(f"{name} {size / cost.records:.0f}" for name, size in cost.between.items())
    print(
        f"{'':>10} bytes a record: raw {cost.raw / cost.records:.0f}, files of {kept},"
        f" released {cost.released / cost.records:.0f}",
        flush=True,
    )


def _measure_pieces() -> None:
    """Bytes and time a row, packed and unpacked, by how many rows share a piece."""
    with tempfile.TemporaryDirectory() as folder:
        write_pages(Path(folder, "raw"), math.ceil(_PIECES_OF / PAIRS_A_PAGE))
        curate(Path(folder, "raw"), Path(folder, "out"))
        [*files] = Path(folder, "out", CACHE).glob("read-*.arrow")
        print(f"{'rows a piece':>13} {'bytes a row':>12} {'us to pack':>11} {'us to unpack':>13}")
        for rows in PIECES:
            table = arrow_files.read(files[0]).slice(0, 4_096).combine_chunks()
            [whole] = table.to_batches()
            pieces = [whole.slice(start, rows) for start in range(0, whole.num_rows, rows)]
            start = time.perf_counter()
            packed = [executor.pack(piece) for piece in pieces]
            middle = time.perf_counter()
            for content in packed:
                executor.unpack(content)
            end = time.perf_counter()
            each = [sum(map(len, packed)), (middle - start) * 1e6, (end - middle) * 1e6]
            print(f"{rows:>13} " + " ".join(f"{n / whole.num_rows:>12.1f}" for n in each))


if __name__ == "__main__":
    main()
