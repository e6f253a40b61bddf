"""How large a release is beside the raw CSV of its records: each file, and all of them.

python benchmarks/size.py [--pages 2000] [OUT [VERSION]]

Without OUT a release is made from pages of `corpus.py`, 24 questions each.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import checkout  # noqa: F401
from corpus import write_pages

from pipeline import curate
from pipeline.release.versions import Release, open_release

_CSV = "records.csv"


def main() -> None:
    """Print a line for each file of a release, and for all of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", nargs="?", type=Path)
    parser.add_argument("version", nargs="?", default="latest")
    parser.add_argument("--pages", type=int, default=2_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        out = given.out or _made(Path(name), given.pages)
        show(open_release(out, given.version))


def _made(folder: Path, pages: int) -> Path:
    write_pages(folder / "raw", pages)
    curate(folder / "raw", folder / "curated")
    return folder / "curated"


def show(release: Release) -> None:
    """Print how large each file is: bytes, bytes a record, and as a part of the CSV."""
    sizes = {path.name: path.stat().st_size for path in sorted(release.folder.iterdir())}
    records, csv = release.manifest.counts["records"], sizes[_CSV]
    tables = sum(size for name, size in sizes.items() if name.endswith(".parquet"))
    print(f"{records:,} records from {release.manifest.counts['documents']:,} pages; the CSV of the records is 1.00")
    for name, size in {**sizes, "all tables": tables, "all files": sum(sizes.values())}.items():
        print(f"{name:24} {size:13,} bytes {size / max(records, 1):9,.1f} a record {size / csv:6.2f}")


if __name__ == "__main__":
    main()
