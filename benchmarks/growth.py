"""How the time of reading a page grows with its length, for every shape that the tests know: n, 2n, and the ratio.

python benchmarks/growth.py [SHAPE ...]

A shape that is linear has a ratio of about 2, a quadratic one 4. `formatting_with_attributes` is quadratic by the rules
of HTML: its tree has the square of the page's elements.
"""

from __future__ import annotations

import argparse

import checkout  # noqa: F401
from shapes import HTML, TEXT
from test_growth import growth

_LEAST = 0.3
"""Seconds of processor time that a page must take to be measured."""
_HEAVY = ("formatting_with_attributes",)
"""Shapes that are measured only when named: they take gigabytes."""


def main() -> None:
    """Print a line a shape."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shapes", nargs="*")
    shapes = parser.parse_args().shapes or [shape for shape in (*HTML, *TEXT) if shape not in _HEAVY]
    for shape in shapes:
        n, one, two = growth(shape, _LEAST)
        print(f"{shape:36} {n:8,} {one:8.3f} s {two:8.3f} s {two / one:6.2f}", flush=True)


if __name__ == "__main__":
    main()
