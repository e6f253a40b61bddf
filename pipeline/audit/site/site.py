"""A whole site: the release by question, a page for each, the lists of them, and the index of the search."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow.compute as pc

from ...arguments import check
from ...buckets import bucket_range
from ...engine import Progress
from ...engine.errors import WorkerDied
from ...engine.limits import Limits
from ...engine.worker import Job
from ...engine.workers import WorkerPool
from ...release.layout import RIGHTS
from ...release.read import read_table
from ...release.versions import Release, open_release
from ...schema.dataset import Dataset
from ...storage import local_folder
from ..hosts import held, hosts
from ..pages.environment import day
from ..report.make import previous_of
from ..report.write import write_report
from . import render
from .files import sizes_below, write_page
from .folder import site_folder
from .gather import gather
from .index import Part, write_words
from .layout import FACETS, HOST_LIST, HOST_SCRIPT, HOSTS, MISSING, REPORT, SCRIPT, SEARCH, START, STYLE
from .lists import first_values, write_lists, write_results
from .parts import Written, part_name, write_part

TITLE = "Questions and answers"
"""Of a dataset whose owner gave it none."""
_RECORDS = 5_000  # of a task, chosen: a few seconds of work, and some 100 MB
_FEW_RECORDS = 2_000  # up to which a second process takes longer to start than it saves, measured


class Outcome(NamedTuple):
    """What a site holds."""

    version: str
    folder: Path
    questions: int
    files: int
    bytes: int


def write_site(
    version: str = "latest",
    folder: Path | str = "site",
    out: Path | str = "curated",
    workers: int | None = None,
    progress: Progress = lambda stage, done, total: None,
    raw: Sequence[Path | str] = (),
) -> Outcome:
    """Write a release as a folder of static pages. The files depend on nothing but the release and the one before.

    `raw` are the folders of its pages, or their addresses: the report shows lines of those that are as they were.
    Raises BadSetting, UnknownVersion, NotARelease, DamagedRelease, Unreachable, NotLocal (for `folder`), NotASite,
    SiteIsBusy, CannotWrite.
    """
    check(version=version, out=out, workers=workers)
    release, target = open_release(out, version), local_folder(folder)
    records = release.manifest.counts["records"]
    workers = min(workers or os.cpu_count() or 1, 1 + records // _FEW_RECORDS)
    with site_folder(target, out) as new, tempfile.TemporaryDirectory(dir=new.parent, prefix=".work-") as work:
        progress("gather", 0, records)
        gather(release, Path(work))
        with closing(WorkerPool(workers, Limits())) as pool:
            questions = _write_all(_about(release), release, Path(work), new, pool if workers > 1 else None, progress)
        write_page(new, REPORT, write_report(release, previous_of(release), raw, START))
        sizes = [*sizes_below(new)]
    return Outcome(release.version, target, questions, len(sizes), sum(sizes))


def _write_all(
    site: render.Site, release: Release, work: Path, new: Path, pool: WorkerPool | None, progress: Progress
) -> int:
    """Write all files of a site, and return the number of its questions."""
    records = release.manifest.counts["records"]
    count = -(-records // _RECORDS) or 1
    jobs = [Job(write_part, (site, work, new, n, *bucket_range(n, count))) for n in range(count)]
    parts: list[Written] = _run("questions", jobs, pool, progress, records)
    questions = sum(part.questions for part in parts)
    numbered = [Part(work / part_name(n, "words"), first) for n, first in enumerate(_firsts(parts))]
    jobs = [Job(write_lists, (site, work, new)), Job(write_words, (numbered, questions, new))]
    jobs.append(Job(write_results, (work, count, new)))
    _run("lists", jobs, pool, progress, len(jobs))
    _write_others(site, release, work, new, questions, parts)
    return questions


def _firsts(parts: Sequence[Written]) -> Iterator[int]:
    """The number of the first question of each part."""
    first = 0
    for part in parts:
        yield first
        first += part.questions


def _run(stage: str, jobs: Sequence[Job], pool: WorkerPool | None, progress: Progress, total: int) -> list[Any]:
    """Return what each job returned, in the order of the jobs."""
    found: dict[int, object] = {}
    done = 0
    try:
        for number, result in pool.run(stage, jobs) if pool else _run_here(jobs):
            found[number] = result
            done += getattr(result, "records", 1)
            progress(stage, done, total)
    except WorkerDied as error:
        raise WorkerDied(stage, "No site was written", "qamill site") from error
    return [found[number] for number in range(len(jobs))]


def _run_here(jobs: Iterable[Job]) -> Iterator[tuple[int, object]]:
    for number, job in enumerate(jobs):
        yield number, job.work(*job.arguments)


def _write_others(
    site: render.Site, release: Release, work: Path, new: Path, questions: int, parts: Sequence[Written]
) -> None:
    standing = sum((part.standing for part in parts), Counter[str]())
    counts = release.manifest.counts
    facts = [
        ("Questions", questions),
        ("Answers", counts["records"]),
        *((f"of them {word}", number) for word, number in standing.items() if number and word != "current"),
        ("Contradictions", counts.get("conflicts", 0)),
        ("Pages read", counts["documents"]),
    ]
    found = hosts(release)
    facets = [(facet, *first_values(work, facet)) for facet in FACETS]
    texts = {
        START: render.start_page(site, [fact for fact in facts if fact[1]], facets),
        SEARCH: render.search_page(site),
        MISSING: render.missing_page(site),
        STYLE: render.site_style(),
        SCRIPT: render.site_script(SCRIPT),
        HOST_SCRIPT: render.site_script(HOST_SCRIPT),
        HOST_LIST: render.host_list(found),
        HOSTS: render.hosts_page(site, found, held(release)),
    }
    for name, text in texts.items():
        write_page(new, name, text)


def _about(release: Release) -> render.Site:
    manifest, said = release.manifest, Dataset.of(release.manifest.settings)
    return render.Site(
        title=said.title or TITLE,
        version=manifest.version,
        content=manifest.content_hash[:8],
        newest=_newest(release),
        rights=RIGHTS,
        licence=said.licence.rstrip("."),
        contact=said.contact,
        sections=tuple((facet.folder, facet.title) for facet in FACETS),
    )


def _newest(release: Release) -> str:
    """The day of the newest page; empty where no page has one."""
    times = read_table(release, "documents", ["retrieved_at"]).column("retrieved_at")
    return day(pc.max(times).as_py())
