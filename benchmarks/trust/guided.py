"""A run of atheris over the readers, in a process that it ends itself: RESULT.json INPUTS."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["pipeline"]):
    import checkout  # noqa: F401
    from fuzz import failures_in
    from mutated import KINDS, NAMED, Input, make

_WARC = "crawl.warc"
_SEEDS = 40
"""Good and mutated inputs of each kind that it begins with."""


def main(result: Path, inputs: int) -> None:
    """Try so many inputs and write what came of them; atheris ends the process."""
    tried = {"inputs": 0, "pairs": 0}
    failures: list[str] = []
    names = [*NAMED.values(), _WARC]

    def check(content: bytes) -> None:
        name = names[content[0] % len(names)] if content else names[0]
        found = failures_in(Input(name, content[1:]))
        tried["inputs"] += 1
        tried["pairs"] += found.pairs
        failures.extend(f"{name} {content[1:300]!r}: {what}" for what in found.failures[:1])
        if tried["inputs"] >= inputs:
            result.write_text(json.dumps({**tried, "failures": failures[:100]}))
            sys.stdout.flush()
            os_exit(0)

    corpus = result.with_name("corpus")
    corpus.mkdir()
    for kind in KINDS:
        for number in range(_SEEDS):
            made = make(kind, number)
            mark = names.index(made.name) if made.name in names else len(names) - 1
            (corpus / f"{kind}-{number}").write_bytes(bytes([mark]) + made.content[:8_000])
    atheris.Setup([sys.argv[0], str(corpus), f"-runs={inputs * 10}", "-max_len=8000", "-rss_limit_mb=0"], check)
    atheris.Fuzz()


from os import _exit as os_exit  # noqa: E402  # libFuzzer catches SystemExit as a crash

if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
