"""Pages that are stored anew, as they were, gone and back: what they come to, in steps or at once, in any order."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path

import pyarrow as pa
from builders import examples
from conftest import Project
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import load
from pipeline.engine import Step
from pipeline.engine.local import Local
from pipeline.fetch.archive import Archive
from pipeline.fetch.exchange import Exchange
from pipeline.fetch.warc import Earlier, page_records, revisit_records
from pipeline.ingest import files as ingest
from pipeline.ingest.listing import list_raw
from pipeline.ingest.warc.revisit import with_earlier
from pipeline.run import provenance, raw_files, reading, tasks
from pipeline.run.rows import untagged
from pipeline.run.steps import arranged

ASKED = ("When does the pool open?", "What does the ferry to the island cost?")
SAID = {
    (0, "a"): "It opens at seven in the morning.",
    (0, "b"): "Only at nine, after the swimming lessons of the school.",
    (1, "a"): "Four coins, and nothing for children.",
    (1, "b"): "It is free since the bridge was built.",
}
GONE, SAME = "gone", "same"
VISITS = st.lists(st.tuples(*(st.sampled_from(["", "a", "b", GONE, SAME]) for _ in ASKED)), min_size=1, max_size=5)
"""What each visit of each page found, if there was one, day after day."""
TABLES = ("records", "sightings", "merged", "documents")
FOLDERS = count()
ENDLESS = [HealthCheck.function_scoped_fixture]
Day = tuple[str, ...]


class Writer:
    """Writes what visits found as `qamill fetch` does: an archive a day."""

    def __init__(self, raw: Path) -> None:
        self._raw = raw
        self._stored: dict[int, Earlier] = {}
        self._day = 0

    def write(self, day: Day) -> None:
        self._raw.mkdir(exist_ok=True)
        self._day += 1
        archive = Archive(self._raw, "qamill")
        archive.write(page_records(self._exchange(7, "<p>Nothing is asked here.</p>", 200)))
        for page, found in enumerate(day):
            if found == GONE:
                archive.write(page_records(self._exchange(page, "no", 410)))
            elif found == SAME and page in self._stored:
                archive.write(revisit_records(self._exchange(page, "", 304), self._stored[page]))
            elif found in ("a", "b"):
                html = f"<details><summary>{ASKED[page]}</summary><p>{SAID[page, found]}</p></details>"
                said = self._exchange(page, html, 200)
                at = f"{said.fetched_at:%Y-%m-%dT%H:%M:%SZ}"
                self._stored[page] = Earlier("<urn:uuid:0>", said.url, at, archive.write(page_records(said)), "")
        archive.close()

    def _exchange(self, page: int, html: str, status: int) -> Exchange:
        head = f"HTTP/1.1 {status} OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(html)}\r\n\r\n"
        when = datetime(2026, 1, self._day, 12, tzinfo=UTC)
        url = f"https://town{page}.example.org/faq"
        return Exchange(url, "192.0.2.1", when, 0.1, b"GET / HTTP/1.1\r\n\r\n", (head + html).encode(), status, (), b"")


def expected(days: list[Day]) -> dict[str, str]:
    """What each answer comes to: `current`, `gone`, or the answer that took its place."""
    found: dict[str, str] = {}
    for page in range(len(ASKED)):
        shown: list[str] = []
        for day in days:
            stored = next((each for each in reversed(shown) if each != GONE), "")
            state = stored if day[page] == SAME else day[page]
            shown += [state] if state else []
        last = next((each for each in reversed(shown) if each != GONE), "")
        for answer in {*shown} - {GONE}:
            end = "gone" if shown[-1] == GONE else "current"
            found[SAID[page, answer]] = end if answer == last else SAID[page, last]
    return found


def found_in(project: Project) -> dict[str, str]:
    rows = load(out=project.out, engine="arrow").to_pylist()
    answers = {row["id"]: row["answer"] for row in rows}
    ends = {True: "gone", False: "current"}
    return {row["answer"]: answers.get(row["superseded_by"]) or ends["gone" in row["flags"].split()] for row in rows}


def content(project: Project) -> dict[str, str]:
    return {name: project.release().manifest.content[name] for name in TABLES}


@given(days=VISITS, stops=st.sets(st.integers(0, 4), max_size=2))
@settings(max_examples=examples(6), deadline=None, suppress_health_check=ENDLESS)
def test_visits_come_to_what_they_found_in_steps_as_at_once(tmp_path: Path, days: list[Day], stops: set[int]) -> None:
    project = Project(tmp_path / str(next(FOLDERS)))
    project.root.mkdir()
    writer = Writer(project.raw)
    for number, day in enumerate(days):
        writer.write(day)
        if number in stops:
            project.curate(allow_loss=True)
    project.curate(allow_loss=True)
    assert found_in(project) == expected(days)
    at_once = Project(tmp_path / str(next(FOLDERS)))
    at_once.root.mkdir()
    at_once.raw.symlink_to(project.raw)
    at_once.curate()
    assert content(at_once) == content(project)


@given(days=VISITS, draw=st.randoms(use_true_random=False), shards=st.integers(1, 6), buckets=st.integers(1, 9))
@settings(max_examples=examples(8), deadline=None, suppress_health_check=ENDLESS)
def test_shards_and_buckets_in_any_number_and_order_give_the_same_records(
    tmp_path: Path, days: list[Day], draw: random.Random, shards: int, buckets: int
) -> None:
    project = Project(tmp_path / str(next(FOLDERS)))
    project.root.mkdir()
    writer = Writer(project.raw)
    for day in days:
        writer.write(day)
    listed = with_earlier(ingest.hash_file(file) for file in list_raw([project.raw], project.out))
    [task] = raw_files.split([file._replace(key=provenance.key(file, ())) for file in listed])
    rows = pa.concat_tables(reading.read_files(task))
    shuffled = rows.take(draw.sample(range(rows.num_rows), rows.num_rows))
    size = -(-rows.num_rows // shards)
    tables = [shuffled.slice(i * size, size) for i in range(shards)]
    engine = Local(tmp_path / str(next(FOLDERS)), 1, lambda *state: None)
    dedup = Step("dedup", partial(tasks.dedup, similarity=0.8, removed=pa.array([], pa.string())), reads_pieces=True)
    found = arranged(engine, [engine.reduce(dedup, [engine.scan(tables)], buckets)], buckets)
    records = pa.concat_tables([untagged(table, "records") for table in engine.collect(found)]).to_pylist()
    answers = {row["id"]: row["answer"] for row in records}
    ends = {
        row["answer"]: answers.get(row["superseded_by"]) or ("gone" if "gone" in row["flags"].split() else "current")
        for row in records
    }
    assert ends == expected(days)
