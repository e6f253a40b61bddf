"""The Spark engine: the same tables and the same released bytes as the local one, whichever process dies."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pytest
from builders import REPOSITORY, SEED_PAGE
from conftest import COST, EMAIL, TEXTING, Pair, Project, Run, decide, id_of
from crawl import BY_DATE, BY_DIGEST, RESPONSE, Said, record
from processes import of_session, wait_until

sys.path.insert(0, str(REPOSITORY / "benchmarks"))

from history import found_in, make_history, write

from pipeline import curate, load
from pipeline.buckets import KEY_HASHES
from pipeline.engine import Engine, Step, heartbeat
from pipeline.engine.limits import Limits
from pipeline.engine.local import Local
from pipeline.engine.spark.driver import Spark
from pipeline.engine.spark.errors import FolderNotShared, SparkFailed
from pipeline.engine.spark.session import session
from pipeline.ingest.errors import ChangedWhileReading
from pipeline.release.versions import newest

RECORDS = int(os.environ.get("QAMILL_SPARK_RECORDS", "2000"))
"""What the cluster test runs on; the full test is 200,000, which takes too long for every day."""
NEEDS = [name for name, there in {"Java": shutil.which("java"), "pyspark": find_spec("pyspark")}.items() if not there]
pytestmark = [
    pytest.mark.slow("needs Java and takes minutes"),
    pytest.mark.skipif(bool(NEEDS), reason=f"NOT TESTED on Spark, for lack of {' and '.join(NEEDS)}"),
]
PATIENCE = 240 + RECORDS / 100  # seconds for a run on two busy cores
DEFAULTS = """
spark.driver.memory 1g
spark.executor.memory 1g
spark.driver.host 127.0.0.1
spark.driver.bindAddress 127.0.0.1
spark.driver.defaultJavaOptions -XX:TieredStopAtLevel=1 -XX:+UseSerialGC
spark.executor.defaultJavaOptions -XX:TieredStopAtLevel=1 -XX:+UseSerialGC
spark.ui.enabled false
spark.speculation true
spark.speculation.quantile 0.5
spark.speculation.multiplier 1.1
spark.shuffle.readHostLocalDisk false
spark.shuffle.io.maxRetries 1
spark.shuffle.io.retryWait 1s
"""
NUMBERS = pa.schema([("key_hash", pa.int64()), ("number", pa.int64()), ("when", pa.timestamp("us")), ("no", pa.null())])


# What executors do; at top level, so that they can import it.


def spread(table: pa.Table) -> pa.Table:
    """Give each number its key hash, small numbers first; and columns of types that Spark has not."""
    numbers = table.column("number").to_pylist()
    columns = [[n * KEY_HASHES // 100 for n in numbers], numbers, [n * 10**6 for n in numbers], [None for _ in numbers]]
    return pa.table([pa.array(column, field.type) for column, field in zip(columns, NUMBERS, strict=True)], NUMBERS)


def same(table: pa.Table) -> pa.Table:
    """Return the rows as they are, in an order that does not depend on how they came."""
    return table.sort_by("number")


def counted(table: pa.Table) -> pa.Table:
    return pa.table({"rows": [table.num_rows], "sum": [sum(table.column("number").to_pylist())]})


def changed(table: pa.Table) -> pa.Table:  # noqa: ARG001
    raise ChangedWhileReading("page.txt")


def failed(table: pa.Table) -> pa.Table:  # noqa: ARG001
    raise ValueError("it failed")


def hostile(table: pa.Table) -> pa.Table:
    """Hang at 1 and crash at 2 until each has failed twice; return the failures."""
    reported = []
    for item, number in enumerate(table.column("number").to_pylist()):
        failures = heartbeat.start_item(item)
        if number == 1 and len(failures) < 2:
            while True:
                pass
        if number == 2 and len(failures) < 2:
            os.kill(os.getpid(), signal.SIGABRT)
        reported.append(" ".join(failures))
    heartbeat.finish_item()
    return pa.table({"failures": reported})


SPREAD, SAME = Step("spread", spread), Step("same", same)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of a small Spark on the loopback, in this process too."""
    folder = tmp_path_factory.mktemp("conf")
    (folder / "spark-defaults.conf").write_text(DEFAULTS)
    paths = f"{Path(__file__).parent}:{REPOSITORY / 'tests'}:{REPOSITORY}"
    variables = {"SPARK_CONF_DIR": str(folder), "SPARK_LOCAL_IP": "127.0.0.1", "PYTHONPATH": paths}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in variables.items():
            patch.setenv(name, value)
        yield {**os.environ, "PYSPARK_PYTHON": sys.executable}


@pytest.fixture(scope="module")
def spark(settings: Mapping[str, str]) -> Iterator[None]:  # noqa: ARG001
    """A session that all engines of this process use."""
    with session("local[2]"):
        yield


@contextmanager
def on_spark(folder: Path, reports: list[tuple[str, int, int]] | None = None, **options: object) -> Iterator[Spark]:
    reports = [] if reports is None else reports
    with closing(Spark(folder, "local[2]", lambda *state: reports.append(state), **options)) as engine:  # type: ignore[arg-type]
        yield engine


@contextmanager
def on_this_machine(folder: Path, **options: object) -> Iterator[Local]:
    with closing(Local(folder, 1, lambda *state: None, **options)) as engine:  # type: ignore[arg-type]
        yield engine


def numbers(*parts: Sequence[int]) -> list[pa.Table]:
    return [pa.table({"number": pa.array(part, pa.int64())}) for part in parts]


def flow(engine: Engine, buckets: int) -> list[pa.Table]:
    """Go through the verbs in all the ways they can be put together."""
    one = engine.map(SPREAD, engine.scan(numbers([7, 3, 99], [], range(40, 70))), buckets)
    other = engine.save("spread", engine.map(SPREAD, engine.scan(numbers([3, 98])), 2))
    both = engine.reduce(SAME, [one, other, engine.save("none", engine.map(SPREAD, engine.scan([])))], buckets)
    saved = engine.save("same", both)
    again = engine.reduce(Step("again", same), [saved, one], buckets + 1)
    return [*engine.collect(saved), *engine.collect(engine.map(Step("count", counted), again))]


@pytest.mark.usefixtures("spark")
@pytest.mark.parametrize("buckets", [3, 8])
def test_the_same_verbs_give_the_same_tables_as_on_this_machine(tmp_path: Path, buckets: int) -> None:
    reports: list[tuple[str, int, int]] = []
    with on_spark(tmp_path / "spark", reports) as spark, on_this_machine(tmp_path / "local") as local:
        tables, expected = flow(spark, buckets), flow(local, buckets)
    assert [table.schema for table in tables] == [table.schema for table in expected]
    assert [table.to_pylist() for table in tables] == [table.to_pylist() for table in expected]
    assert sum(not table.num_rows for table in tables[:buckets]) >= (buckets > 8) * 10
    assert reports[-1] == ("count", buckets + 1, buckets + 1)


@pytest.mark.usefixtures("spark")
def test_what_is_finished_is_reused_whichever_engine_did_it_and_what_is_damaged_is_not(tmp_path: Path) -> None:
    with on_this_machine(tmp_path) as local:
        expected = flow(local, 3)
    with on_spark(tmp_path) as spark:
        assert flow(spark, 3) == expected
        assert spark.reused == 1 + 3 + 4
        [(table, kept), *_] = spark.earlier_results("spread")
        spark.drop(spark.map(Step("count", counted), spark.reduce(Step("again", same), [], 4)))
    damaged = kept[0]
    damaged.write_bytes(damaged.read_bytes()[:-1] + b"x")
    with on_spark(tmp_path) as spark:
        assert sum(result == kept for _, result in spark.earlier_results("spread")) == 0
        [again] = spark.save("spread", spark.map(SPREAD, spark.scan([table])))
        assert again == damaged
        spark.keep([[again]])
    assert sorted(path.name.partition("-")[0] for path in tmp_path.iterdir()) == ["journal.jsonl", "scan", "spread"]


@pytest.mark.usefixtures("spark")
def test_a_page_that_hangs_or_kills_its_parser_harms_no_other(tmp_path: Path) -> None:
    step = Step("hostile", hostile, is_guarded=True)
    with on_spark(tmp_path, limits=Limits(seconds=1.0)) as spark:
        tables = spark.collect(spark.map(step, spark.scan(numbers([0, 1, 0], [2, 0]))))
        assert [table.column("failures").to_pylist() for table in tables] == [
            ["", "parser_timeout parser_timeout", ""],
            ["parser_crash parser_crash", ""],
        ]


@pytest.mark.usefixtures("spark")
def test_an_error_of_a_task_is_reported_in_one_sentence(tmp_path: Path) -> None:
    with on_spark(tmp_path) as spark:
        with pytest.raises(ChangedWhileReading, match=r"^page.txt changed while"):
            spark.save("changed", spark.map(Step("changed", changed), spark.scan(numbers([1]))))
        with pytest.raises(SparkFailed, match=r"^Spark gave up at the stage 'failed': ValueError: it failed\. Noth.*$"):
            spark.save("failed", spark.map(Step("failed", failed), spark.scan(numbers([1]))))


@pytest.mark.usefixtures("spark")
def test_a_folder_that_executors_do_not_see_is_named(tmp_path: Path) -> None:
    with (
        on_spark(tmp_path, shared=[tmp_path / "elsewhere"]) as spark,
        pytest.raises(FolderNotShared, match=r"does not see .*elsewhere"),
    ):
        spark.save("spread", spark.map(SPREAD, spark.scan(numbers([1]))))


USES = {
    "reading": "whoever cannot sleep at night will want to read beside",
    "travelling": "nobody should go on a journey of some length without",
    "cooking": "a good soup needs salt, patience and a look at",
}


def pages(project: Project, records: int) -> None:
    """Write pages with so many records; three pairs come on every page."""
    shutil.copy(SEED_PAGE, project.page("seed.txt"))
    for page in range(-(-records // 15)):
        number = str(page)
        pairs = [
            Pair(
                f"What is {kind} {number} for?", f"{answer.capitalize()} {kind} number {number}.", f"{use}.example.org"
            )
            for kind in ("letter", "phone", "key", "lamp", "door")
            for use, answer in USES.items()
        ]
        project.page(f"{page:05}.txt", *pairs, TEXTING, COST, EMAIL._replace(host=f"{page % 7}.example.org"))


def released(out: Path, version: str = "1.0.0") -> dict[str, bytes]:
    files = sorted(path for path in (out / version).rglob("*") if path.is_file())
    return {str(path.relative_to(out / version)): path.read_bytes() for path in files}


SMALL = "import pipeline, pipeline.run.settings as settings, pipeline.run.raw_files as raw_files\n"
SMALL += "import pipeline.engine.spark.driver as spark\n"
SMALL += "raw_files._TASK_BYTES, settings._BUCKET_BYTES, spark._GROUP_BYTES = {bytes}, {bytes}, 0\n"
RUN = SMALL + "pipeline.curate('raw', 'spark', spark={master!r}, progress=lambda *report: print(*report, flush=True))\n"


@pytest.mark.usefixtures("spark")
def test_a_few_hundred_pages_are_released_with_the_same_bytes_and_nothing_is_read_twice(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages(project, 4_500)
    (project.raw / "page.html").write_text("<details><summary>Is it a page?</summary><p>Yes, it is.</p></details>")
    curate(project.raw, project.root / "local", workers=1)
    monkeypatch.setattr("pipeline.run.settings._BUCKET_BYTES", 200_000)
    monkeypatch.setattr("pipeline.run.raw_files._TASK_BYTES", 200_000)
    monkeypatch.chdir(project.root)
    curate("raw", "spark", spark="local[2]")
    assert released(project.root / "spark") == released(project.root / "local")
    project.page("more.txt", Pair("Is this one new?", "It is new."))
    outcome = curate("raw", "spark", spark="local[2]")
    assert outcome.known == 302
    monkeypatch.undo()
    curate(project.raw, project.root / "local", workers=1)
    assert released(project.root / "spark", "1.1.0") == released(project.root / "local", "1.1.0")


@pytest.mark.usefixtures("spark")
def test_pages_of_several_dates_have_the_same_history_on_spark(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted = make_history(12)
    write(planted, project.raw)
    index = project.raw / "index.csv"
    lines = index.read_text(encoding="utf-8").splitlines()
    respelt = [line.replace("https://", "http://www.") if number % 2 else line for number, line in enumerate(lines)]
    index.write_text("\n".join(respelt) + "\n", encoding="utf-8")
    curate(project.raw, project.root / "local", workers=1)
    assert found_in(project.root / "local") == planted.expected
    monkeypatch.setattr("pipeline.run.settings._BUCKET_BYTES", 20_000)
    monkeypatch.setattr("pipeline.run.raw_files._TASK_BYTES", 20_000)
    curate(project.raw, project.root / "spark", spark="local[2]")
    assert released(project.root / "spark") == released(project.root / "local")


@pytest.mark.usefixtures("spark")
def test_what_revisits_refer_to_in_other_archives_is_found_with_the_same_bytes(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.raw.mkdir()
    for name, said in {"a": BY_DATE, "b": BY_DIGEST, "c": RESPONSE, "d": Said()}.items():
        (project.raw / f"{name}.warc.gz").write_bytes(record(said))
    curate(project.raw, project.root / "local", workers=1)
    assert load(out=project.root / "local", engine="arrow").column("times_seen").to_pylist() == [3]
    monkeypatch.setattr("pipeline.run.settings._BUCKET_BYTES", 100)
    monkeypatch.setattr("pipeline.run.raw_files._TASK_BYTES", 100)
    curate(project.raw, project.root / "spark", spark="local[2]")
    assert released(project.root / "spark") == released(project.root / "local")


@pytest.mark.usefixtures("spark")
def test_the_tasks_of_spark_write_the_same_shards(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    pages(project, 900)
    curate(project.raw, project.root / "local", workers=1, shard_rows=100)
    monkeypatch.setattr("pipeline.run.settings._BUCKET_BYTES", 40_000)
    monkeypatch.setattr("pipeline.run.raw_files._TASK_BYTES", 40_000)
    curate(project.raw, project.root / "spark", spark="local[2]", shard_rows=100)
    assert released(project.root / "spark") == released(project.root / "local")
    assert len([*(project.root / "spark" / "1.0.0" / "records").iterdir()]) == 16
    assert not [*(project.root / "spark").glob(".staging-*")]


@pytest.mark.usefixtures("spark")
def test_answers_are_looked_for_on_cited_pages_with_the_same_bytes(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = "{}?\n\nIt is tea number {} of {}\nView complete answer on https://tea{}.example.org/list\n\n\n"
    for number in range(20):
        end = "our list." if number % 2 else "our ..."
        project.page(f"{number}.txt", link.format(f"What is number {number}", number % 5, end, number % 4))
    for number in range(3):
        project.page(f"list{number}.html", f"<ul><li>It is tea number {number} of our list.</li><li>No more.</li></ul>")
    project.index(*(f"list{number}.html,https://tea{number}.example.org/list,2026-01-31,," for number in range(3)))
    made = curate(project.raw, project.root / "local", workers=1, complete_snippets=True).manifest
    monkeypatch.setattr("pipeline.run.settings._BUCKET_BYTES", 1_000)
    monkeypatch.setattr("pipeline.run.raw_files._TASK_BYTES", 1_000)
    curate(project.raw, project.root / "spark", spark="local[2]", complete_snippets=True)
    assert released(project.root / "spark") == released(project.root / "local")
    assert "support.parquet" in released(project.root / "local")
    assert made.counts["completed"] > 1


@pytest.mark.usefixtures("spark")
def test_decisions_of_people_and_conflicts_are_the_same_on_spark(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    takes = [
        Pair("How long is the ferry?", f"The ferry takes {n} hours and calls at each pier.", f"{n}.example.org")
        for n in range(2, 9)
    ]
    for number, pair in enumerate(takes):
        project.page(f"{number}.txt", pair, TEXTING, COST, EMAIL._replace(answer=f"Yes, {number} times."))
    reject, merged, edited, preferred, *_ = map(id_of, takes)
    decide(
        project,
        {"action": "reject", "id": reject},
        {"action": "merge", "id": merged, "other": id_of(COST)},
        {"action": "edit", "id": edited, "field": "answer", "value": takes[4].answer.replace("6", "7")},
        {"action": "prefer", "id": preferred},
        {"action": "flag", "id": id_of(TEXTING), "value": "odd"},
    )
    curate(project.raw, project.root / "local", workers=1)
    local = newest(project.root / "local")
    assert local
    assert local.manifest.counts["conflicts"] > 1
    monkeypatch.setattr("pipeline.run.settings._BUCKET_BYTES", 2_000)
    monkeypatch.setattr("pipeline.run.raw_files._TASK_BYTES", 1_000)
    curate(project.raw, project.root / "spark", spark="local[2]")
    assert released(project.root / "spark") == released(project.root / "local")


def command(project: Project, env: Mapping[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    code = "import sys; sys.argv[0] = 'qamill'; from pipeline.cli.commands import main; main()"
    blocked = "import sys; sys.modules['pyspark'] = None; " if env.get("WITHOUT_PYSPARK") else ""
    return subprocess.run(
        [sys.executable, "-c", blocked + code, *arguments],
        cwd=project.root, env=dict(env), capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip


@pytest.mark.usefixtures("spark")
def test_the_command_releases_the_seed_page_with_the_same_bytes(project: Project, seed: Project, qamill: Run) -> None:
    run = qamill(project, "curate", "--spark", "local[2]", str(seed.raw))
    assert (run.exit_code, run.stdout) == (0, "")
    assert released(project.out) == seed.released()


@pytest.mark.parametrize(
    ("master", "changes", "words"),
    [
        ("local[2]", {"PATH": "", "JAVA_HOME": ""}, "--spark needs Java 17 or newer, and there is none: "),
        ("local[2]", {"WITHOUT_PYSPARK": "1"}, "--spark needs the library pyspark. Install it: pip install "),
        ("spark://127.0.0.1:1", {}, "Spark did not start with the master 'spark://127.0.0.1:1': 127.0.0.1:1 does not"),
        ("spark://nowhere.invalid:7077", {}, "Spark did not start with the master 'spark://nowhere.invalid:7077': "),
    ],
)
def test_without_java_or_pyspark_or_a_master_there_is_one_sentence(
    project: Project, settings: Mapping[str, str], master: str, changes: Mapping[str, str], words: str
) -> None:
    project.page("page.txt", TEXTING)
    run = command(project, {**settings, **changes}, "curate", "--spark", master)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith(f"qamill: {words}")
    assert run.stderr.count("\n") == 1


@contextmanager
def driver(project: Project, master: str, task_bytes: int, env: Mapping[str, str]) -> Iterator[Driver]:
    """A run in a process of its own, that prints its progress."""
    code = RUN.format(bytes=task_bytes, master=master)
    with subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=project.root, env=dict(env), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        try:
            yield Driver(process)
        finally:
            process.kill()


class Driver(NamedTuple):
    """A run whose progress the test follows."""

    process: subprocess.Popen[str]

    def wait_for(self, stage: str, share: float) -> None:
        """Return when a stage is under way and a share of its tasks is done, but not all."""
        assert self.process.stdout
        assert self.process.stderr
        seen = []
        for line in self.process.stdout:
            seen.append(line)
            name, done, total = line.split()
            if name == stage and share * int(total) <= int(done) < int(total):
                return
        pytest.fail(f"{stage!r} was never seen running: {''.join(seen)}{self.process.stderr.read()}")

    def wait(self) -> None:
        """Return when it has ended without an error."""
        _, errors = self.process.communicate(timeout=PATIENCE)
        assert (self.process.returncode, errors) == (0, "")


@pytest.mark.usefixtures("spark")
def test_a_run_whose_driver_is_killed_continues_where_it_was(
    project: Project, settings: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pages(project, 750)
    with driver(project, "local[2]", 20_000, settings) as run:
        run.wait_for("dedup", 0.0)
        os.kill(run.process.pid, signal.SIGKILL)
    monkeypatch.setattr("pipeline.run.settings._BUCKET_BYTES", 20_000)
    monkeypatch.setattr("pipeline.run.raw_files._TASK_BYTES", 20_000)
    seen: list[tuple[str, int, int]] = []
    outcome = curate(project.raw, project.root / "spark", spark="local[2]", progress=lambda *state: seen.append(state))
    assert outcome.known == 51  # files that were read before
    assert [state for state in seen if state[0] == "read"][-1] == ("read", 0, 0)
    curate(project.raw, project.out, workers=1)
    assert released(project.root / "spark") == released(project.out)


# --- a cluster ---------------------------------------------------------------------------------


class Node:
    """A process that Spark's own scripts start, and all that it starts."""

    def __init__(self, folder: Path, env: Mapping[str, str], kind: str, *arguments: str) -> None:
        import pyspark

        home = Path(pyspark.__file__).parent
        folder.mkdir(parents=True)
        self._log = folder / "log"
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [home / "bin" / "spark-class", f"org.apache.spark.deploy.{kind}", *arguments],
                cwd=folder, env={**env, "SPARK_HOME": str(home)}, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    def kill(self) -> None:
        """Kill the machine: all its processes."""
        for pid in of_session(self.process.pid):
            _kill(pid)
        self.process.wait()

    def kill_executor(self) -> None:
        """Kill the Java of an executor."""
        executors = [pid for pid in of_session(self.process.pid) if b"CoarseGrainedExecutorBackend" in _words(pid)]
        assert executors
        _kill(executors[0])


@contextmanager
def cluster(folder: Path, env: Mapping[str, str]) -> Iterator[tuple[str, list[Node]]]:
    """A master and two workers of one core each."""
    port, nodes = _free_port(), []
    small = {**env, "SPARK_DAEMON_MEMORY": "256m", "SPARK_DAEMON_JAVA_OPTS": "-XX:TieredStopAtLevel=1"}
    common = ("--host", "127.0.0.1", "--webui-port", "0")
    master = f"spark://127.0.0.1:{port}"
    try:
        nodes.append(Node(folder / "master", small, "master.Master", *common, "--port", str(port)))
        wait_until(lambda: _answers(port), seconds=60)
        for name in ("one", "other"):
            size = ("--cores", "1", "--memory", "1g", "--work-dir", str(folder / name / "work"))
            nodes.append(Node(folder / name, small, "worker.Worker", *common, *size, master))
        yield master, nodes[1:]
    finally:
        for node in nodes:
            node.kill()


def test_an_executor_and_a_whole_node_that_are_killed_leave_no_trace_in_the_release(
    project: Project, settings: Mapping[str, str], tmp_path: Path
) -> None:
    pages(project, RECORDS)
    task_bytes = RECORDS * 100 // 20
    with (
        cluster(tmp_path / "cluster", settings) as (master, workers),
        driver(project, master, task_bytes, settings) as run,
    ):
        run.wait_for("read", 0.05)
        workers[0].kill_executor()
        run.wait_for("dedup", 0.5)  # its shuffle is on both nodes, and half of it is lost
        workers[1].kill()
        run.wait()
    outcome = curate(project.raw, project.out, workers=2)
    assert outcome.manifest.counts["records"] > RECORDS
    assert released(project.root / "spark") == released(project.out)


def _words(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _free_port() -> int:
    with socket.socket() as some:
        some.bind(("127.0.0.1", 0))
        return int(some.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True
