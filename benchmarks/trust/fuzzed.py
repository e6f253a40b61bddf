"""Inputs that were made to break the readers: by chance, by hypothesis, and by atheris, which looks at the branches."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from fuzz import failures_in, failures_of
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from mutated import KINDS, NAMED, SPLINTERS, Input

from .promise import Found, Promise, Scale, not_run

_MUTATED, _DRAWN, _GUIDED = 60_000, 20_000, 20_000
"""Inputs of each way: together 100,000."""
_TOOLS = Path(__file__).resolve().parents[2] / "build" / "trust" / "lib"
"""Where `make trust` installs what no other target needs."""


def _mutated(scale: Scale, folder: Path) -> Found:
    """Good pages and archives, changed by chance; each is the same whenever it is made."""
    del folder
    count = scale.of(_MUTATED) // len(KINDS)
    pairs, failures = 0, list[str]()
    for kind in KINDS:
        for number in range(count):
            found = failures_of(kind, number)
            pairs += found.pairs
            failures += [f"{kind} {number}: {what}" for what in found.failures[:1]]
    return _found(f"{count * len(KINDS):,} mutated pages and archives ({', '.join(KINDS)})", pairs, failures)


def _drawn(scale: Scale, folder: Path) -> Found:
    """What hypothesis puts together of the pieces of pages and of any characters."""
    del folder
    count = scale.of(_DRAWN) // len(NAMED)
    pairs, failures = 0, list[str]()
    for kind in NAMED:

        def check(content: bytes, kind: str = kind) -> None:
            nonlocal pairs
            found = failures_in(Input(NAMED[kind], content))
            pairs += found.pairs
            failures.extend(f"{kind} {content[:300]!r}: {what}" for what in found.failures[:1])

        _all_of(_contents(kind), check, count)
    return _found(f"{count * len(NAMED):,} texts and pages that hypothesis drew", pairs, failures)


def _contents(kind: str) -> st.SearchStrategy[bytes]:
    """Pages of a kind: their pieces, text and bytes in any order."""
    whole = ("Is it so?\n\nIt is so.\n", "<h3>Why?</h3><p>Because.</p>", "<details><summary>Who?</summary>I.</details>")
    piece = st.sampled_from([*SPLINTERS[kind], *whole]).map(lambda text: text.encode("utf-8", "surrogatepass"))
    text = st.text(max_size=20).map(lambda text: text.encode("utf-8", "surrogatepass"))
    body = st.lists(piece | piece | text | st.binary(max_size=8), max_size=40).map(b"".join)
    return st.tuples(body, body).map(lambda parts: _AROUND[kind] % parts)


_AROUND = {
    "text": b"Is it kept dark?\n\nYes.%b\nView complete answer on example.org\n\n%b",
    "html": b"<details><summary>Is it kept dark?</summary>Yes.%b</details>%b",
    "jsonld": b'<script type=application/ld+json>{"@type":"FAQPage","mainEntity":[{"@type":"Question",%b"name":"Why?",'
    b'%b"acceptedAnswer":{"text":"So."}}]}</script>',
}
"""What a page of a kind begins as, so that most hold a pair."""


def _all_of(contents: st.SearchStrategy[bytes], check: Callable[[bytes], None], count: int) -> None:
    """Call a check with so many contents."""

    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=[*HealthCheck],
    )
    @given(contents)
    def run(content: bytes) -> None:
        check(content)

    run()


def _guided(scale: Scale, folder: Path) -> Found:
    """What atheris makes of bytes, going after branches that no input has taken; in a process of its own."""
    installed = [str(path.parent) for path in _TOOLS.glob("python*/site-packages/atheris")]
    if not installed and not importlib.util.find_spec("atheris"):
        return not_run("atheris is not installed; `make trust` does it")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([*sys.path, *installed])}  # ours come first
    count = scale.of(_GUIDED)
    command = [sys.executable, "-m", "trust.guided", str(folder / "result.json"), str(count)]
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False)
    if not (folder / "result.json").exists():
        return Found(f"{count:,} inputs of atheris", "it ended early", (done.stderr[-1_000:],))
    result = json.loads((folder / "result.json").read_text())
    ran = f"{result['inputs']:,} inputs of atheris ({', '.join(NAMED)}, warc)"
    failures = result["failures"] + ([] if result["inputs"] >= count else [f"only {result['inputs']} were tried"])
    return _found(ran, result["pairs"], failures)


def _found(ran: str, pairs: int, failures: list[str]) -> Found:
    figure = f"{len(failures)} crashes or wrong sums; all {pairs:,} pairs found again"
    if failures:
        figure = f"{len(failures)} failures; {pairs:,} pairs"
    return Found(ran, figure, tuple(failures))


_WORDS = (
    "Whatever a page or an archive holds, it is read without a crash, the sums are exact, and every locator re-reads"
)
PROMISES = (
    Promise("fuzz-mutated", _WORDS, _mutated),
    Promise("fuzz-hypothesis", f"{_WORDS} (inputs drawn by hypothesis)", _drawn),
    Promise("fuzz-atheris", f"{_WORDS} (inputs guided by branches)", _guided),
)
