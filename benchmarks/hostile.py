"""What parsers make of hostile pages: seconds and memory, or what happened; each page in a process of its own.

python benchmarks/hostile.py [--limit 20]
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

MEGABYTES = 20
"""Of a long text, script or comment."""
_HEAD, _TAIL = "<!doctype html><title>t</title><body>", "<p id=last>last</p>"
_LOST = "lost the tail"

PAGES: dict[str, Callable[[], str]] = {
    "1,000,000 nested <div>": lambda: "<div>" * 1_000_000,
    "1,000,000 nested <b>": lambda: "<b>" * 1_000_000,
    "100,000 nested <p><a>": lambda: "<p><a>" * 100_000,
    "100,000 nested <table>": lambda: "<table>" * 100_000,
    "100,000 attributes on one tag": lambda: f"<p {' '.join(f'a{i}=1' for i in range(100_000))}>x</p>",
    "100,000 tables, a word in each": lambda: "<table>x" * 100_000,
    "100,000 misnested <b><p></b>": lambda: "<b><p></b>" * 100_000,
    "text of 20 MB": lambda: "word " * (MEGABYTES * 200_000),
    "script of 20 MB": lambda: f"<script>{'var a; ' * (MEGABYTES * 1_000_000 // 7)}</script>",
    "comment of 20 MB": lambda: f"<!--{'word ' * (MEGABYTES * 200_000)}-->",
    "comment without an end": lambda: f"<!--{'word ' * (MEGABYTES * 200_000)}",
    "500,000 openings of comments": lambda: "<!--" * 500_000,
    "1,000,000 <": lambda: "<" * 1_000_000,
    "1,000,000 NULs": lambda: "\0" * 1_000_000,
    "a lone surrogate": lambda: "before \ud800 after",
    "1,000,000 entities": lambda: "&amp;&#x41;" * 500_000,
    "100,000 questions": lambda: "<h3>Is it so?</h3><p>Yes, it is.</p>" * 100_000,
}


def _turbohtml(text: str) -> bool:
    import turbohtml

    return turbohtml.parse(text, positions=False).select_one("#last") is not None


def _selectolax(text: str) -> bool:
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser(text).css_first("#last") is not None


def _soup(text: str) -> bool:
    from bs4 import BeautifulSoup

    return BeautifulSoup(text, "html.parser").find(id="last") is not None


PARSERS: dict[str, tuple[str, Callable[[str], bool]]] = {
    "turbohtml": ("turbohtml", _turbohtml),
    "selectolax": ("selectolax", _selectolax),
    "bs4+html.parser": ("bs4", _soup),
}
SWALLOWED = ("comment without an end", "500,000 openings of comments")
"""Pages whose last paragraph belongs to a comment, by the standard."""


def main() -> None:
    """Print a line for each page."""
    options = _options()
    if options.parser:
        print(json.dumps(_read(options.parser, options.page)))
        return
    parsers = [name for name, (library, _) in PARSERS.items() if importlib.util.find_spec(library)]
    print(f"seconds and megabytes; at most {options.limit} s a page")
    print(f"{'':34}" + "".join(f"{name:>26}" for name in parsers))
    for page in PAGES:
        cells = (_cell(parser, page, options.limit) for parser in parsers)
        print(f"{page:34}" + "".join(f"{cell:>26}" for cell in cells), flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=float, default=20, help="seconds that a page may take (default 20)")
    parser.add_argument("--parser", choices=PARSERS, help=argparse.SUPPRESS)
    parser.add_argument("--page", choices=PAGES, help=argparse.SUPPRESS)
    return parser.parse_args()


def _read(parser: str, page: str) -> dict[str, Any]:
    """Parse a page in this process; say how long it took, how much memory, and whether its end was seen."""
    text = _HEAD + PAGES[page]() + _TAIL
    _, parse = PARSERS[parser]
    before = _memory()
    start = time.perf_counter()
    has_tail = parse(text)
    return {"seconds": time.perf_counter() - start, "megabytes": _memory() - before, "has_tail": has_tail}


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _cell(parser: str, page: str, limit: float) -> str:
    command = [sys.executable, __file__, "--parser", parser, "--page", page]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=limit, check=False)
    except subprocess.TimeoutExpired:
        return f"over {limit:g} s"
    if done.returncode < 0:
        return f"killed by signal {-done.returncode}"
    if done.returncode:
        return done.stderr.strip().rpartition("\n")[2].partition(":")[0]
    found = json.loads(done.stdout)
    lost = "" if found["has_tail"] or page in SWALLOWED else f", {_LOST}"
    return f"{found['seconds']:.2f} s {found['megabytes']} MB{lost}"


if __name__ == "__main__":
    main()
