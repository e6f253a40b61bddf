"""A release that is not as it was made is found out, wherever it was touched."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from builders import ALL_TESTS
from conftest import TEXTING, Project, Run

from pipeline import load
from pipeline.audit.checks import run_all
from pipeline.audit.explain import explain
from pipeline.audit.verify import Verdict, verify
from pipeline.engine.errors import WorkerDied
from pipeline.engine.worker import Job
from pipeline.engine.workers import WorkerPool
from pipeline.release.content_hash import ContentHash
from pipeline.release.csv_rows import csv_header, csv_rows
from pipeline.release.layout import checksums, sha256_of
from pipeline.release.versions import read_release
from pipeline.run import reread
from pipeline.schema.tables import TABLES
from pipeline.storage import LocalFile, StoredFile, open_file
from pipeline.text.fingerprint import fingerprint, pair_id

Rewrite = Callable[[pa.Table], pa.Table]


@pytest.fixture
def copy(history: Project, tmp_path: Path) -> Project:
    """The three releases, to be damaged."""
    shutil.copytree(history.root, tmp_path / "copy")
    return Project(tmp_path / "copy")


def _verify(project: Project, version: str = "latest") -> Verdict:
    return verify(version, project.out, project.raw)


def test_what_was_released_is_whole_in_every_version(history: Project) -> None:
    for version in ("1.0.0", "1.1.0", "1.1.1"):
        verdict = _verify(history, version)
        assert (verdict.version, verdict.problems, verdict.notes) == (version, [], [])
        assert verdict.locators == history.release(version).manifest.counts["sightings"]


RELEASED = [
    *(f"{table}.parquet" for table in TABLES),
    *("records.csv", "manifest.json", "SHA256SUMS", "../LATEST", "../CHANGELOG.md"),
]


@pytest.mark.parametrize("name", [*RELEASED, "../index.json"])
def test_a_flipped_bit_anywhere_is_found(copy: Project, name: str) -> None:
    path = copy.release().folder / name
    content = path.read_bytes()
    draw = random.Random(name)
    places = {0, len(content) - 1, *(draw.randrange(len(content)) for _ in range(12 if ALL_TESTS else 4))}
    for place in sorted(places):
        for bit in draw.sample(range(8), 2):
            flipped = bytearray(content)
            flipped[place] ^= 1 << bit
            path.write_bytes(flipped)
            verdict = verify("latest", copy.out, raw=None)
            assert verdict.problems, f"bit {bit} of byte {place}"
            if name != "SHA256SUMS":  # a changed checksum looks like a changed file
                assert any(Path(name).name in problem.file for problem in verdict.problems)
    path.write_bytes(content)
    assert verify("latest", copy.out, raw=None).problems == []


@pytest.mark.parametrize("name", RELEASED)
def test_a_quick_look_finds_whatever_was_touched(copy: Project, name: str) -> None:
    path = copy.release().folder / name
    content = path.read_bytes()
    for touched in (content[:-1], bytes([content[0] ^ 1]) + content[1:], b""):
        path.write_bytes(touched)
        found = verify("1.1.1", copy.out, raw=None, quick=True).problems
        assert any(Path(name).name in problem.file for problem in found) or (name == "SHA256SUMS" and found)
    path.unlink()
    assert verify("1.1.1", copy.out, raw=None, quick=True).problems


def test_a_quick_look_reads_no_table_and_no_page(copy: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pq.ParquetFile, "iter_batches", None)
    shutil.rmtree(copy.raw)
    verdict = verify("1.1.1", copy.out, copy.raw, quick=True)
    assert (verdict.problems, verdict.locators, verdict.sightings, verdict.missing) == ([], 0, 4, ())
    assert verdict.notes == ["tables and locators: not read, only the files were checked"]


def test_a_quick_look_compares_the_rows_of_each_file_with_what_the_manifest_promises(copy: Project) -> None:
    _tamper(copy, "sightings", lambda table: table.slice(1))
    found = verify("1.1.1", copy.out, copy.raw, quick=True).problems
    assert ("sightings.parquet", "has 3 rows, not as many as the manifest states") in found
    assert ("sightings.parquet", "has 3 rows, the manifest counts 4") in found


@pytest.mark.parametrize("quick", [True, False])
def test_files_that_are_links_into_a_store_are_whole_but_named(copy: Project, quick: bool) -> None:
    for name in ("records.csv", "records.parquet"):
        file = copy.release().file(name)
        file.rename(copy.root / name)
        file.symlink_to(copy.root / name)
    verdict = verify("1.1.1", copy.out, copy.raw, quick=quick)
    assert verdict.problems == []
    named = "read through symbolic links, whose targets a copy needs as well: records.csv, records.parquet"
    assert verdict.notes[0] == named


@pytest.mark.parametrize("quick", [True, False])
def test_a_link_that_leads_nowhere_is_told(copy: Project, quick: bool) -> None:
    file = copy.release().file("records.csv")
    file.unlink()
    file.symlink_to(copy.root / "gone")
    problems = verify("1.1.1", copy.out, copy.raw, quick=quick).problems
    assert problems == [("records.csv", "is no file, but a link that leads to none")]


@pytest.mark.parametrize("groups", [1, 2, 30])
def test_a_wrong_id_is_told_once_in_whatever_part_it_is(copy: Project, groups: int) -> None:
    def rewrite(table: pa.Table) -> pa.Table:
        rows = table.to_pylist()
        return pa.Table.from_pylist([{**row, "answer": f"{row['answer']} And more."} for row in rows], table.schema)

    _tamper(copy, "records", rewrite)
    path = copy.release().table("records")
    table = pq.read_table(path)
    pq.write_table(
        table, path, row_group_size=-(-table.num_rows // groups), write_page_checksum=True, store_schema=False
    )
    copy.release().file("records.csv").write_bytes(csv_header(table.schema) + csv_rows(table))
    _state_anew(copy, lambda manifest: None)
    wrong = [problem.what for problem in _verify(copy).problems if "is not the id" in problem.what]
    assert wrong == [f"{id} is not the id of its question and answer" for id in table.column("id").to_pylist()]


def test_a_quick_look_says_what_it_did_not_look_at(copy: Project, qamill: Run) -> None:
    run = qamill(copy, "verify", "--quick")
    assert run.exit_code == 0
    assert "curated/1.1.1 is whole by its files; no table and no page was read." in run.stderr
    copy.release().file("records.csv").write_text("id\n")
    run = qamill(copy, "verify", "--quick")
    assert (run.exit_code, run.stdout.count("records.csv")) == (1, 1)  # not once by each file that states its hash


@pytest.mark.parametrize("place", range(6))
def test_every_bit_of_latest_counts(copy: Project, place: int) -> None:
    content = (copy.out / "LATEST").read_bytes()
    for bit in range(8):
        flipped = bytearray(content)
        flipped[place] ^= 1 << bit
        (copy.out / "LATEST").write_bytes(flipped)
        assert [problem.file for problem in _verify(copy).problems] == ["LATEST"]


@pytest.mark.parametrize("name", RELEASED)
def test_a_missing_file_is_found(copy: Project, name: str) -> None:
    (copy.release().folder / name).unlink()
    assert any(Path(name).name in problem.file for problem in verify("1.1.1", copy.out, raw=None).problems)


@pytest.mark.parametrize("name", RELEASED)
def test_an_emptied_file_is_found(copy: Project, name: str) -> None:
    (copy.release().folder / name).write_bytes(b"")
    assert any(Path(name).name in problem.file for problem in verify("1.1.1", copy.out, raw=None).problems)


def test_what_was_put_into_a_release_is_found(copy: Project) -> None:
    (copy.release().folder / "notes.txt").write_text("mine")
    (copy.release().folder / "folder").mkdir()
    assert [tuple(problem) for problem in _verify(copy).problems] == [
        ("folder", "is not in SHA256SUMS"),
        ("notes.txt", "is not in SHA256SUMS"),
    ]


def test_a_release_under_another_version_is_found(copy: Project) -> None:
    (copy.out / "1.1.1").rename(copy.out / "3.0.0")
    found = verify("3.0.0", copy.out, raw=None).problems
    assert ("manifest.json", "says version 1.1.1 in the folder of 3.0.0") in found


# --- somebody who rewrites a release and its checksums with it -------------------------------


def _tamper(project: Project, table: str, rewrite: Rewrite) -> None:
    """Rewrite a table and all that is said of it, so that only its meaning is wrong."""
    release = project.release()
    before = pq.read_table(release.table(table))
    after = rewrite(before.replace_schema_metadata()).cast(TABLES[table])
    pq.write_table(after, release.table(table), write_page_checksum=True, store_schema=False)
    if table == "records":
        release.file("records.csv").write_bytes(csv_header(after.schema) + csv_rows(after))
    content = ContentHash(TABLES[table])
    content.update(after)
    _state_anew(project, lambda manifest: manifest["content"].update({table: content.hexdigest()}))


def _state_anew(project: Project, change: Callable[[dict[str, Any]], object]) -> None:
    """Change the manifest, make it and SHA256SUMS state the files as they are, and hide what the index says of it."""
    folder = project.release().folder
    manifest = json.loads((folder / "manifest.json").read_bytes())
    for name, facts in manifest["files"].items():
        facts.update(sha256=sha256_of(folder / name), bytes=(folder / name).stat().st_size)
    change(manifest)
    (folder / "manifest.json").write_text(json.dumps(manifest))
    digests = {path.name: sha256_of(path) for path in folder.iterdir() if path.name != "SHA256SUMS"}
    (folder / "SHA256SUMS").write_text(checksums(digests))
    (project.out / "index.json").unlink(missing_ok=True)


def _set(table: pa.Table, column: str, change: Callable[[Any], Any]) -> pa.Table:
    values = table.column(column).to_pylist()
    at = table.column_names.index(column)
    return table.set_column(
        at, table.schema.field(column), pa.array([change(values[0]), *values[1:]], table.schema.field(column).type)
    )


def test_rewriting_a_release_as_it_was_is_no_problem(copy: Project) -> None:
    _tamper(copy, "records", lambda table: table)
    assert _verify(copy).problems == []


def _forge(table: pa.Table) -> pa.Table:
    """Give a record another answer, and the id of the pair that it is then."""
    first, *others = table.to_pylist()
    forged = {**first, "answer": "The forger says so."}
    forged["id"] = pair_id(fingerprint(forged["question"]), fingerprint(forged["answer"]))
    return pa.Table.from_pylist([forged, *others], schema=table.schema).sort_by("id")


TAMPERED: dict[str, tuple[str, Rewrite, str]] = {
    "a locator": ("sightings", lambda t: _set(t, "locator", lambda text: text[:-1] + "0"), "does not give the pair"),
    "no locator": ("sightings", lambda t: _set(t, "locator", lambda text: "elsewhere"), "does not give the pair"),
    "an answer": ("records", lambda t: _set(t, "answer", lambda text: text + " Not."), "is not the id of its question"),
    "a question": ("records", lambda t: _set(t, "question", lambda text: "Why?"), "is not the id of its question"),
    "an id": ("records", lambda t: _set(t, "id", lambda text: "0" * 16), "is not the id of its question"),
    "a pair of no page": ("records", _forge, "has no sighting"),
    "a page of no pair": ("sightings", lambda t: _set(t, "id", lambda text: "0" * 16), "is no record"),
    "the order": ("records", lambda t: t.take([1, 0, 2]), "ids are not in order"),
    "a lost row": ("records", lambda t: t.slice(1), "has 2 rows"),
    "a doubled row": ("sightings", lambda t: t.take([0, 0, 1, 2, 3]), "has 5 rows"),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_a_release_rewritten_together_with_its_checksums_is_found_by_its_meaning(copy: Project, what: str) -> None:
    table, rewrite, words = TAMPERED[what]
    _tamper(copy, table, rewrite)
    assert any(words in problem.what for problem in _verify(copy).problems)


def test_a_csv_that_is_not_the_parquet_file_is_found(copy: Project) -> None:
    path = copy.release().file("records.csv")
    path.write_text(path.read_text().replace("$4.50", "$4.51"))
    _state_anew(copy, lambda manifest: None)
    assert [tuple(problem) for problem in _verify(copy).problems] == [
        ("records.csv", "is not the same table as records.parquet")
    ]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda manifest: manifest["counts"].update(records=7), "counts do not add up"),
        (lambda manifest: manifest["counts"].pop("records"), "does not count records"),
        (lambda manifest: manifest["content"].update(records="0" * 64), "does not have the content hash"),
        (lambda manifest: manifest["content"].pop("merged"), "does not have the content hash"),
        (lambda manifest: manifest["files"].pop("merged.parquet"), "says nothing of merged.parquet"),
        (
            lambda manifest: manifest["files"]["records.csv"].update(bytes=1),
            "is not the file that manifest.json describes",
        ),
        (lambda manifest: manifest.update(more=1), "cannot be read"),
        (lambda manifest: manifest["counts"].update(records=-1), "'counts' is not of the type"),
        (lambda manifest: manifest["counts"].update(records=10**30), "'counts' is not of the type"),
        (lambda manifest: manifest["counts"].update(records=True), "'counts' is not of the type"),
        (lambda manifest: manifest.pop("files"), "cannot be read"),
    ],
)
def test_a_manifest_that_says_something_else_is_found(
    copy: Project, change: Callable[[dict[str, Any]], object], words: str
) -> None:
    _state_anew(copy, change)
    verdict = verify("1.1.1", copy.out, copy.raw)
    assert any(words in problem.what for problem in verdict.problems)


# --- in worker processes ---------------------------------------------------------------------


def _damage(project: Project, what: str) -> None:
    """Make a release wrong in one of the ways that checks of different kinds find, records a row group each."""
    rewrite: Rewrite = {"ids in another order": lambda t: t.take([1, 0, 2]), "an answer": TAMPERED["an answer"][1]}.get(
        what, lambda table: table
    )
    _tamper(project, "records", rewrite)
    path = project.release().table("records")
    pq.write_table(pq.read_table(path), path, row_group_size=1, write_page_checksum=True, store_schema=False)
    if what == "another CSV":
        project.release().file("records.csv").write_text("id\n")
    _state_anew(project, lambda manifest: None)
    if what == "a locator":
        _tamper(project, "sightings", TAMPERED["a locator"][1])
    if what == "pages that are missing":
        (project.raw / "first.txt").unlink()


@pytest.mark.parametrize(
    "what", ["nothing", "ids in another order", "an answer", "another CSV", "a locator", "pages that are missing"]
)
def test_the_verdict_is_the_same_in_the_same_order_for_any_number_of_workers(
    copy: Project, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _damage(copy, what)
    here = verify("1.1.1", copy.out, copy.raw)
    assert bool(here.problems or here.missing) == (what != "nothing")
    for name in ("_RECORDS_ALONE", "_SIGHTINGS_ALONE"):
        monkeypatch.setattr(f"pipeline.audit.verify.{name}", 0)
    monkeypatch.setattr("pipeline.audit.evidence._AT_ONCE", 1)
    for workers in (1, 2, 3):
        assert verify("1.1.1", copy.out, copy.raw, workers=workers) == here


def test_ids_are_compared_across_row_groups(copy: Project) -> None:
    _damage(copy, "ids in another order")
    [problem] = _verify(copy).problems
    assert (problem.file, problem.what[:24]) == ("records.parquet", "ids are not in order at ")


def test_a_small_release_is_checked_without_a_worker_process(copy: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WorkerPool, "run", None)
    assert verify("1.1.1", copy.out, copy.raw, workers=2).problems == []


def test_progress_is_told_up_to_the_last_part(copy: Project) -> None:
    told: list[tuple[str, int, int]] = []
    verify("1.1.1", copy.out, copy.raw, progress=lambda *state: told.append(state))
    assert list(dict.fromkeys(stage for stage, _, _ in told)) == ["tables", "locators"]
    for stage in ("tables", "locators"):
        [total] = {total for of, _, total in told if of == stage}
        assert [done for of, done, _ in told if of == stage] == list(range(total + 1))


def crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def test_a_worker_that_dies_ends_the_check_with_a_word() -> None:
    with pytest.raises(WorkerDied, match=r"was not checked to its end\. .*qamill verify --workers 1"):
        run_all("tables", [Job(crash, ())] * 2, 2, lambda stage, done, total: None)


def test_the_command_takes_a_number_of_workers(copy: Project, qamill: Run) -> None:
    assert qamill(copy, "verify", "--workers", "2").exit_code == 0
    assert qamill(copy, "verify", "--workers", "0").exit_code == 2


# --- the pages -------------------------------------------------------------------------------


def test_a_page_that_changed_since_is_named_and_no_problem(copy: Project) -> None:
    copy.page("second.txt", TEXTING)
    verdict = _verify(copy)
    assert (verdict.problems, verdict.missing) == ([], ("second.txt",))
    assert verdict.notes == [f"1 of the pages is not in {copy.raw} as it was read: second.txt"]
    assert (verdict.locators, verdict.sightings) == (2, 4)


def test_without_the_pages_all_else_is_checked(copy: Project) -> None:
    shutil.rmtree(copy.raw)
    verdict = _verify(copy)
    assert (verdict.problems, verdict.locators, len(verdict.notes)) == ([], 0, 1)
    assert verdict.missing == ("first.txt", "second.txt")


def test_a_page_that_may_not_be_read_is_named_like_one_that_is_gone(
    copy: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(location: bytes) -> LocalFile | StoredFile:
        if location.endswith(b"/first.txt"):
            raise PermissionError(13, "Permission denied", os.fsdecode(location))
        return open_file(location)

    monkeypatch.setattr(reread, "open_file", refuse)
    verdict = _verify(copy)
    assert (verdict.problems, verdict.missing, verdict.locators) == ([], ("first.txt",), 2)


def test_pages_in_a_folder_that_may_not_be_read_are_named_like_those_that_are_gone(
    copy: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("stat", "lstat"):
        monkeypatch.setattr(os, name, partial(_stat_outside, copy.raw, getattr(os, name)))
    verdict = _verify(copy)
    assert (verdict.problems, verdict.missing) == ([], ("first.txt", "second.txt"))
    [record, *_] = load(out=copy.out, engine="arrow").column("id").to_pylist()
    for evidence in explain(record, out=copy.out, raw=copy.raw).evidence:
        assert evidence.lines == []


def _stat_outside(folder: Path, stat: Callable[..., os.stat_result], path: Any, **how: Any) -> os.stat_result:
    """Refuse what lies in a folder as the system does without the right to enter it."""
    if isinstance(path, str | bytes | os.PathLike) and os.fsdecode(path).startswith(f"{folder}/"):
        raise PermissionError(13, "Permission denied", str(path))
    return stat(path, **how)


def test_a_page_without_evidence_is_not_missed(project: Project) -> None:
    page = project.page("empty.txt", "Nothing is asked here.\n")
    project.page("page.txt", TEXTING)
    project.curate()
    page.unlink()
    assert _verify(project) == Verdict("1.0.0", [], [], 1, 1)


def test_a_page_is_read_again_in_the_encoding_it_was_released_in(project: Project) -> None:
    page = str(TEXTING._replace(question="Où est-il né?", answer="À Paris, où l'été fut très beau.")).encode("cp1252")
    project.raw.mkdir()
    (project.raw / "page.txt").write_bytes(page)
    project.index("page.txt,,,windows-1252,")
    project.curate()
    project.index("page.txt,,,koi8-r,")
    assert _verify(project) == Verdict("1.0.0", [], [], 1, 1)


def test_the_same_bytes_at_two_addresses_are_two_documents(project: Project) -> None:
    page = "<details><summary>What is a sluice?</summary><p>A gate that lets water through.</p></details>"
    project.page("a.html", page)
    project.page("b.html", page)
    project.index("a.html,https://dams.example.org/faq,,,", "b.html,https://water.example.com/faq,,,")
    project.curate()
    assert _verify(project) == Verdict("1.0.0", [], [], 2, 2)
    (project.raw / "a.html").unlink()
    assert _verify(project).missing == ("a.html",)


SOURCES: dict[str, Rewrite] = {
    "source": lambda t: _set(t, "source", lambda text: "elsewhere.example.org"),
    "source_url": lambda t: _set(t, "source_url", lambda text: "https://elsewhere.example.org/"),
}


@pytest.mark.parametrize("column", SOURCES)
@pytest.mark.parametrize("name", ["page.txt", "page.html"])
def test_a_source_that_the_page_does_not_give_is_found(project: Project, name: str, column: str) -> None:
    pages = {"page.txt": str(TEXTING), "page.html": "<details><summary>What is a weir?</summary>A low dam.</details>"}
    project.page(name, pages[name])
    project.index(f"{name},https://dams.example.org/faq,,,")
    project.curate()
    assert _verify(project).problems == []
    _tamper(project, "sightings", SOURCES[column])
    assert [problem.file for problem in _verify(project).problems] == [name]
    assert "does not give the source" in _verify(project).problems[0].what


# --- a release that is being made ------------------------------------------------------------


def test_a_release_that_was_not_announced_is_found(copy: Project) -> None:
    (copy.out / "LATEST").write_text("1.1.0\n")
    [problem] = _verify(copy).problems
    assert problem.file == "LATEST"
    assert "qamill curate" in problem.what
    assert not copy.curate().is_new
    assert _verify(copy).problems == []


def test_reading_a_release_does_not_write(copy: Project) -> None:
    (copy.out / ".lock").unlink()
    (copy.out / "LATEST").write_text("1.1.0\n")
    before = copy.files()
    _verify(copy)
    read_release(copy.out / "1.0.0")
    assert copy.files() == before


def test_a_release_of_nothing_is_whole(project: Project) -> None:
    project.page("page.txt", "hello\n")
    project.curate()
    verdict = verify(out=project.out, raw=project.raw)
    assert (verdict.problems, verdict.locators) == ([], 0)
