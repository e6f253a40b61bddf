"""Five publishers at once, each with pages of its own, while four readers read: each release follows the one before."""

from __future__ import annotations

from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path

from pipeline.audit.verify import verify
from pipeline.release.versions import latest, open_release, releases

from .killed_publish import READER, python
from .made import first_release
from .promise import Found, Promise, Scale

_PUBLISHERS, _RELEASES, _READERS = 5, 10, 4

# The pages of each publisher differ from those of the others, so that each publish is a release.
_PUBLISHER = """
import sys
from pathlib import Path
from pipeline import curate

own, out, name, count = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
own.mkdir()
for number in range(count):
    question = f"What does publisher {name} say at {number}?"
    (own / "page.txt").write_text(f"{question}\\n\\nA number.\\nView complete answer on example.org\\n")
    assert curate(own, out, workers=1, allow_loss=True).is_new
"""


def _at_once(scale: Scale, folder: Path) -> Found:
    project = first_release(folder / "project")
    count = scale.of(_RELEASES)
    with ExitStack() as running:
        readers = [
            running.enter_context(python(READER, str(project.out), str(folder / "stop"))) for _ in range(_READERS)
        ]
        publishers = [
            running.enter_context(python(_PUBLISHER, str(folder / name), str(project.out), name, str(count)))
            for name in "abcdefgh"[:_PUBLISHERS]
        ]
        failures = [errors for _, errors in [each.communicate() for each in publishers] if errors]
        (folder / "stop").touch()
        told = [each.communicate() for each in readers]
    failures += [errors for _, errors in told if errors]
    reads = sum(int(said.split()[0]) for said, _ in told if said)
    there = releases(project.out)
    wanted = _PUBLISHERS * count
    if len(there) != wanted + 1:
        failures.append(f"{len(there) - 1} releases instead of {wanted}")
    for before, release in pairwise(there):
        if release.manifest.previous != before.version:
            failures.append(f"{release.version} follows {release.manifest.previous}, not {before.version}")
    if latest(project.out) != there[-1].version or open_release(project.out).version != there[-1].version:
        failures.append(f"LATEST names {latest(project.out)}, not {there[-1].version}")
    failures += [f"{problem}" for problem in verify(out=project.out, raw=None, workers=1).problems]
    if reads < _READERS:
        failures.append("nothing was read meanwhile")
    ran = f"{_PUBLISHERS} publishers x {count} releases at once, {_READERS} readers"
    figure = f"{len(there) - 1} releases, each after the one before; {reads:,} reads, none bad"
    return Found(ran, f"{len(failures)} failures" if failures else figure, tuple(failures))


PROMISE = Promise("at-once", "Publishers at once take turns: no release is lost, doubled or torn", _at_once)
