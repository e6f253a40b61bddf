"""One bit of a release, or of a page that it was read from, is flipped: `verify` must say so, and of which file.

A flip in a file of tables or metadata is judged as `verify` judges it, by the comparison of all checksums with
SHA256SUMS and the manifest, but only the touched file is hashed again: the others are as they were. A flip in the
manifest, SHA256SUMS or what is announced, and each hundredth of all, goes through the whole of `verify`. A flip in a
page is judged by reading the evidence of the release again.
"""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

from conftest import COST, EMAIL, TEXTING, Project

from pipeline.audit import verify as judged
from pipeline.audit.evidence import reread
from pipeline.release.layout import MANIFEST, SUMS, sha256_of
from pipeline.release.versions import Release, open_release

from .promise import Found, Promise, Scale

_FLIPS = 10_000
_WHOLE = 100
"""Of so many flips one goes through the whole of `verify`."""
_HTML = (
    "<link rel=canonical href='https://example.org/tea'>"
    "<details><summary>Is tea kept dark?</summary><p>Yes, in a tin that closes well.</p></details>"
)


def _flipped(scale: Scale, folder: Path) -> Found:
    project = _released(folder)
    release = open_release(project.out)
    files = [path for path in sorted(release.folder.rglob("*")) if path.is_file()]
    files += [project.out / "LATEST", project.out / "CHANGELOG.md", project.out / "index.json"]
    files += sorted(project.raw.glob("*.*"))
    draw, missed, tried = random.Random(14), [], Counter[str]()
    judge = _Judge(project, release)
    assert not judge.whole(), "a release without a flip must be without a problem"
    for number in range(scale.of(_FLIPS, least=len(files))):
        path = files[number % len(files)]
        content = path.read_bytes()
        bit = draw.randrange(len(content) * 8)
        changed = bytearray(content)
        changed[bit // 8] ^= 1 << bit % 8
        path.write_bytes(changed)
        found = judge.whole() if number % _WHOLE == 0 else judge.quick(path)
        path.write_bytes(content)
        tried["page" if path.parent == project.raw else "release"] += 1
        if not found if path.name == SUMS else path.name not in found:  # there it names the file whose line is wrong
            missed.append(f"{path.name}: bit {bit}; found: {sorted(found)}")
    ran = f"{tried['release']:,} flips over {len(files) - 2} files of a release, {tried['page']:,} over its pages"
    return Found(ran, f"{tried.total() - len(missed):,} of {tried.total():,} found", tuple(missed))


class _Judge:
    """What `verify` says of a release, as the names of the files that it finds something wrong with."""

    def __init__(self, project: Project, release: Release) -> None:
        self._project, self._release = project, release
        self._digests = judged._digests(release)

    def whole(self) -> set[str]:
        """Return what the whole of `verify` names."""
        verdict = judged.verify("1.0.0", self._project.out, self._project.raw, workers=1)
        return {problem.file.rpartition("/")[2] for problem in verdict.problems} | {*verdict.missing}

    def quick(self, path: Path) -> set[str]:
        """Return what it names where one file was touched."""
        if path.parent == self._project.raw:
            found = reread(self._release, [self._project.raw], 1, lambda *_: None)
            return {page.partition("#")[0] for page in found.missing}
        if path.parent != self._release.folder or path.name in (MANIFEST, SUMS):
            return self.whole()
        digests = {**self._digests, path.name: sha256_of(path)}
        return {problem.file for problem in judged._wrong_files(self._release, digests)}


def _released(folder: Path) -> Project:
    project = Project(folder)
    project.page("page.txt", TEXTING, EMAIL)
    project.page("again.txt", COST, TEXTING._replace(host="b.example.net"), "A heading of nobody\n")
    (project.raw / "page.html").write_text(_HTML)
    project.curate()
    return project


PROMISE = Promise("flips", "A bit that flips in a release, or in a page it was read from, is found", _flipped)
