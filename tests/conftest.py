"""What the tests of the release side share: a folder of pages, what was released from it, the command."""

from __future__ import annotations

import csv
import gc
import multiprocessing
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from builders import ALL_TESTS, INDEX_HEAD, REPOSITORY, examples, long_tests, write_seed
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, settings
from process_state import changed, state

from pipeline import Outcome, curate, load
from pipeline.allocator import choose_allocator
from pipeline.audit.verify import verify
from pipeline.cli.commands import main
from pipeline.engine import worker
from pipeline.release.versions import Release, open_release
from pipeline.review.decision import COLUMNS
from pipeline.run.session import CACHE
from pipeline.text.fingerprint import fingerprint, pair_id

settings.register_profile(  # how busy the machine is tells nothing of the code
    "patient",
    max_examples=examples(100),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)
settings.load_profile("patient")

# Tests start Python in folders of their own; there, too, the package of the checkout is found as `pipeline`.
os.environ["PYTHONPATH"] = os.pathsep.join([str(REPOSITORY), *filter(None, [os.environ.get("PYTHONPATH")])])

# The command chooses it, too; so no test that calls the command changes what the others share with it.
choose_allocator()

# Validators and loaders of datasets must not ask a network; they read these when they are imported.
for _name in ("HF_HUB_OFFLINE", "HF_DATASETS_OFFLINE", "HF_DATASETS_DISABLE_PROGRESS_BARS"):
    os.environ[_name] = "1"

# A worker that starts from nothing imports for half a second, in each of a thousand runs. So the workers of runs in
# this process are forked from one that is ready. Those of commands start as users' do, and so do those of these
# modules, which are about processes, or about the environment at the time that a worker starts.
_FORKED = multiprocessing.get_context("forkserver")
_FORKED.set_forkserver_preload(["tests.ready_worker"])
_STARTED_ANEW = {
    "test_workers",
    "test_hostile",
    "test_storage",
    "test_spark",
    "test_crash",
    "test_resume",
    "test_in_bucket",
}

QAMILL = Path(sys.executable).with_name("qamill")


class Pair(NamedTuple):
    """A question, its answer and the host that is cited."""

    question: str
    answer: str
    host: str = "example.org"

    def __str__(self) -> str:
        return f"{self.question}\n\n{self.answer}\nTakedown request | View complete answer on {self.host}\n\n\n"


TEXTING = Pair("Can therapists text clients?", "Many use texting, for appointments alone.", "a.example.org")
EMAIL = Pair("Can therapists email clients?", 'No law forbids it; ask for a "yes" first.', "example.com")
COST = Pair("How much does it cost?", "It costs $4.50 a month.", "example.net")
CONTACT = Pair("Can therapists contact former clients?", "Only where it does no harm.", "example.org")


@dataclass(frozen=True)
class Project:
    """A folder with `raw/` and `curated/` in it."""

    root: Path

    @property
    def raw(self) -> Path:
        return self.root / "raw"

    @property
    def out(self) -> Path:
        return self.root / "curated"

    def page(self, name: str, *pairs: Pair | str) -> Path:
        """Write a page that holds some pairs."""
        path = self.raw / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(map(str, pairs)), encoding="utf-8", newline="")
        return path

    def index(self, *lines: str) -> None:
        """Write `raw/index.csv`."""
        self.raw.mkdir(parents=True, exist_ok=True)
        (self.raw / "index.csv").write_text(INDEX_HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8")

    def curate(self, workers: int = 1, dry_run: bool = False, allow_loss: bool = False) -> Outcome:
        """Release what `raw/` holds."""
        return curate(self.raw, self.out, workers=workers, dry_run=dry_run, allow_loss=allow_loss)

    def release(self, version: str = "latest") -> Release:
        """Return a release."""
        return open_release(self.out, version)

    def files(self) -> dict[str, bytes]:
        """Return every file below the project with its bytes, but for what runs keep for later ones."""
        files = (path for path in sorted(self.root.rglob("*")) if path.is_file() and CACHE not in path.parts)
        return {str(path.relative_to(self.root)): path.read_bytes() for path in files}

    def released(self, version: str = "latest") -> dict[str, bytes]:
        """Return the files of a release with their bytes."""
        folder = self.release(version).folder
        files = (path for path in sorted(folder.rglob("*")) if path.is_file())
        return {str(path.relative_to(folder)): path.read_bytes() for path in files}

    def run(
        self, *arguments: str, stdin: bytes = b"", env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run the command as a process of its own, in the project's folder."""
        return subprocess.run(
            [QAMILL, *arguments],
            cwd=self.root,
            input=stdin.decode(),
            env=env,
            capture_output=True,
            text=True,
            timeout=300,
        )


Run = Callable[..., Result]
CopyOf = Callable[[Callable[[Project], object]], Project]
Row = dict[str, Any]


def id_of(pair: Pair) -> str:
    """Return the id that a pair has in a release."""
    return pair_id(fingerprint(pair.question), fingerprint(pair.answer))


def decide(project: Project, *rows: Row) -> None:
    """Write `reviews.csv` beside `raw/`."""
    text = StringIO()
    table = csv.DictWriter(text, COLUMNS)
    table.writeheader()
    table.writerows({"reason": "read", "by": "Ada", "date": "2026-03-01", **row} for row in rows)
    (project.root / "reviews.csv").write_text(text.getvalue(), encoding="utf-8", newline="")


def rows(project: Project, table: str, version: str = "latest") -> list[Row]:
    """Return the rows of a released table."""
    found: list[Row] = load(version, table, engine="arrow", out=project.out).to_pylist()
    return found


def check_sound(project: Project, tables: Sequence[str]) -> None:
    """Check that the evidence of the latest release holds, and that two workers make the same tables of its pages."""
    assert verify("latest", project.out, project.raw).problems == []
    again = Project(project.root / "again")
    again.root.mkdir()
    again.raw.symlink_to(project.raw)
    again.curate(workers=2)
    found, expected = (each.release().manifest.content for each in (again, project))
    assert {name: found[name] for name in tables} == {name: expected[name] for name in tables}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip the slow tests, unless all were asked for; long ones may be named one by one as well."""
    if not ALL_TESTS:
        long = set() if any("::" in named for named in config.args) else long_tests()
        for item in items:
            if item.nodeid.removeprefix("tests/").partition("[")[0] in long:
                item.add_marker(pytest.mark.slow("takes long"))
            for marker in item.iter_markers("slow"):
                item.add_marker(pytest.mark.skip(reason=f"NOT RUN: {marker.args[0]}; `make check` runs it"))


def pytest_collection(session: pytest.Session) -> None:
    """Let Python look for no garbage while it collects thousands of tests: there is none."""
    del session
    gc.disable()


def pytest_collection_finish(session: pytest.Session) -> None:
    """Keep what is there for good, tests and modules, out of each later search for garbage."""
    del session
    gc.freeze()
    gc.enable()


@pytest.fixture(autouse=True, scope="module")
def _leaves_the_process_as_it_was() -> Iterator[None]:
    """Fail where a file of tests changes what the tests after it share with it."""
    before, longest, paths = state(), csv.field_size_limit(), [*sys.path]
    known = {*os.environ}
    yield
    csv.field_size_limit(longest)  # some libraries change it when they are imported
    if "pyspark" in sys.modules:  # which tells its Java by variables, and finds its files by a path
        for name in {*os.environ} - known:
            if name.startswith(("PYSPARK_", "SPARK_")):
                del os.environ[name]
        sys.path[:] = [path for path in sys.path if path in paths or "spark" not in path]
    assert changed(before, state()) == []


@pytest.fixture(autouse=True, scope="module")
def _ready_workers(request: pytest.FixtureRequest) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        if request.module.__name__.rpartition(".")[2] not in _STARTED_ANEW:
            patch.setattr(worker, "_CONTEXT", _FORKED)
        yield


@pytest.fixture(autouse=True, scope="session")
def _no_waiting_for_the_disk() -> Iterator[None]:
    """Let no run in this process wait until its bytes are on the disk: only a power cut would show the difference."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda descriptor: None)
        yield


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project without pages."""
    return Project(tmp_path)


@pytest.fixture(scope="session")
def _made(tmp_path_factory: pytest.TempPathFactory) -> CopyOf:
    @cache
    def made(make: Callable[[Project], object]) -> Project:
        project = Project(tmp_path_factory.mktemp("made"))
        make(project)
        return project

    return made


@pytest.fixture
def copy_of(project: Project, _made: CopyOf) -> CopyOf:
    """The project with what a function makes of one, which is called once; each test gets a copy of its own."""

    def copy_of(make: Callable[[Project], object]) -> Project:
        shutil.copytree(_made(make).root, project.root, symlinks=True, dirs_exist_ok=True)
        return project

    return copy_of


@pytest.fixture(scope="session")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The first real page, released; tests only read it."""
    seed = Project(tmp_path_factory.mktemp("seed"))
    write_seed(seed.raw)
    seed.curate()
    return seed


@pytest.fixture(scope="session")
def history(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Three releases with merged, rejected and changed records; tests only read it."""
    history = Project(tmp_path_factory.mktemp("history"))
    history.page("first.txt", TEXTING, EMAIL, "A heading that belongs to nobody\n")
    history.curate()
    history.page("second.txt", COST, TEXTING._replace(host="b.example.net"))
    history.curate()
    history.index("first.txt,https://example.org/page,2026-01-31T12:00:00Z,,")
    history.curate()
    return history


@pytest.fixture
def qamill(monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command, run inside this process: `qamill(project, "stats", "--json")`."""

    def run(project: Project, *arguments: str, stdin: bytes = b"") -> Result:
        monkeypatch.chdir(project.root)
        return CliRunner().invoke(main, arguments, input=stdin)

    return run
