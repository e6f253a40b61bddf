"""The promises of qamill, each put to the test: what was run, what came out, whether it holds.

make trust ARGS="PROMISE ... --share 0.01"

Prints one table, a line as soon as a promise was tried, and what broke one on standard error; exit code 1 if one does
not hold. All of it takes about two hours of one core; --share tries fewer inputs, kills and flips. docs/trust.md has
the last figures.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

import checkout  # noqa: F401

from trust.all import PROMISES
from trust.promise import Found, Promise, Scale


def main() -> int:
    """Print the table; return 1 if a promise does not hold."""
    options = _options()
    known = {promise.name: promise for promise in PROMISES}
    if strange := [name for name in options.promises if name not in known]:
        print(f"There is no promise {strange[0]!r}. There are: {', '.join(known)}.", file=sys.stderr)
        return 2
    print(f"Load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, {options.share:g} of the full counts.\n")
    print("| promise | what was run | figure | held | seconds |\n|---|---|---|---|---|", flush=True)
    wanted = options.promises or known
    found = [_attempt(known[name], Scale(options.share)) for name in wanted]
    not_run = [name for name, each in zip(wanted, found, strict=True) if not each.is_tried]
    print(f"\nLoad {os.getloadavg()[0]:.1f}. NOT run: {', '.join(not_run) or 'none'}.")
    return any(each.failures for each in found)


def _attempt(promise: Promise, scale: Scale) -> Found:
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        found = promise.attempt(scale, Path(folder).resolve())
    seconds = time.monotonic() - start
    print(f"| `{promise.name}` | {found.ran} | {found.figure} | {found.verdict} | {seconds:,.0f} |", flush=True)
    for failure in found.failures[:_SHOWN]:
        print(f"  {promise.name}: {failure[:1_000]!r}", file=sys.stderr, flush=True)
    return found


_SHOWN = 20
"""Failures of a promise that are printed."""


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="trust", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    named = ", ".join(promise.name for promise in PROMISES)
    parser.add_argument("promises", nargs="*", metavar="PROMISE", help=f"{named} (default: all)")
    parser.add_argument("--share", type=float, default=1.0, help="of the full counts (default 1)")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
