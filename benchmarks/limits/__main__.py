"""How near to the limit each part of qamill works, as ratios that any machine can measure.

make bench ARGS="AIM ... --share 0.1"

Prints one table, a line as soon as it is measured: what is aimed at, what it came to, what it was when the aims were
set, the aims, and what it was measured against. Processor time, except for whole runs. It takes under ten minutes;
--share takes fewer pages and pairs, with figures that say less.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

import checkout  # noqa: F401

from limits import html, near, pasted, runs
from limits.aim import Group, NotMeasured

GROUPS: tuple[Group, ...] = (*pasted.GROUPS, *html.GROUPS, *runs.GROUPS, *near.GROUPS)


def main() -> int:
    """Print the table."""
    options = _options()
    names = [aim.name for group in GROUPS for aim in group.aims]
    if strange := [name for name in options.aims if name not in names]:
        print(f"There is no aim {strange[0]!r}. There are: {', '.join(names)}.", file=sys.stderr)
        return 2
    print(f"Load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, {options.share:g} of the full counts.\n")
    print(
        "| aim | today | before | step | final | reached | limit | peers |\n|---|---|---|---|---|---|---|---|",
        flush=True,
    )
    for group in GROUPS:
        if not options.aims or any(aim.name in options.aims for aim in group.aims):
            _show(group, options.share)
    print(f"\nLoad {os.getloadavg()[0]:.1f}.")
    return 0


def _show(group: Group, share: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            found = group.measure(Path(folder), share)
        except NotMeasured as error:
            print(f"| {group.aims[0].words} | NOT measured: {error} |", flush=True)
            return
    for aim in group.aims:
        value, limit, peer = found[aim.name]
        aims = f"{aim.before} | {aim.step:g} | {aim.final:g}"
        print(f"| {aim.words} | {value:.3g} | {aims} | {aim.verdict(value)} | {limit} | {peer} |", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="limits", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("aims", nargs="*", metavar="AIM", help="its short name (default: all)")
    parser.add_argument("--share", type=float, default=1.0, help="of the full counts (default 1)")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
