"""A release in parts is the same release: every reader gives what it gives of one with a file for each table."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pandas as pd
import polars
import pyarrow.parquet as pq
import pytest
from buckets import Bucket, bucket, client
from conftest import COST, EMAIL, TEXTING, Pair, Project, Run, id_of
from frictionless import Package, validate

from pipeline import curate, diff, load, versions
from pipeline.audit.verify import verify
from pipeline.cli.completion import first_ids
from pipeline.emit.prune import prune
from pipeline.emit.pull import pull
from pipeline.release.layout import checksums, sha256_of
from pipeline.release.versions import read_release
from pipeline.schema.manifest import Manifest

__all__ = ["bucket", "client"]

ROWS = 12  # of a table beyond which it is in parts here
WORDS = "tea water leaf cup kettle steam green black white taste dry dark year month store keep brew cold warm".split()
IN_PARTS = ("records", "sightings", "merged", "rejected")


class Both(NamedTuple):
    """The same pages, released in both forms."""

    whole: Project
    parts: Project


def _pages(project: Project) -> None:
    draw = random.Random(12)
    for number in range(4):
        pairs = [_pair(draw, f"{number} {i}") for i in range(8)]
        project.page(f"{number}.txt", *pairs, TEXTING, COST._replace(host=f"{number}.example.org"), "A heading\n")
    project.index(
        *(f"{number}.txt,https://example.org/{number},2026-0{1 + number}-01T12:00:00,," for number in range(3))
    )


def _pair(draw: random.Random, number: str) -> Pair:
    answer = " ".join(draw.choices(WORDS, k=20)).capitalize()
    return Pair(f"What is {' '.join(draw.choices(WORDS, k=5))} {number}?", f"{answer}.")


def _later(project: Project) -> None:
    project.page("3.txt", TEXTING, EMAIL)
    project.page("4.txt", COST._replace(answer='It costs "=1+1", or\r\nNA.'))


def _curate(project: Project, rows: int = ROWS, **how: Any) -> Manifest:
    return curate(project.raw, project.out, shard_rows=rows, workers=1, allow_loss=True, **how).manifest


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Both:
    both = Both(Project(tmp_path_factory.mktemp("whole")), Project(tmp_path_factory.mktemp("parts")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.run.settings._BUCKET_BYTES", 3_000)
        for project, rows in zip(both, (0, ROWS), strict=True):
            _pages(project)
            _curate(project, rows)
            _later(project)
            _curate(project, rows)
    return both


@pytest.fixture
def copy(both: Both, tmp_path: Path) -> Project:
    """The releases in parts, to be changed."""
    shutil.copytree(both.parts.root, tmp_path / "copy")
    return Project(tmp_path / "copy")


def test_a_large_release_is_in_parts_which_the_manifest_names(both: Both) -> None:
    release = both.parts.release("1.0.0")
    folders = [*IN_PARTS, "records-csv"]
    assert {path.name for path in release.folder.iterdir() if path.is_dir()} == {*folders}
    for folder in folders:
        names = [name for name in release.manifest.files if name.startswith(f"{folder}/")]
        kind = "csv" if folder == "records-csv" else "parquet"
        assert names == [f"{folder}/part-{number:05}.{kind}" for number in range(4)]
        rows = sum(release.manifest.files[name].rows or 0 for name in names)
        assert rows == release.manifest.counts[folder.removesuffix("-csv")] > 0
    for number in range(4):
        ids = pq.read_table(release.file(f"records/part-{number:05}.parquet"), columns=["id"])["id"].to_pylist()
        assert ids == sorted(ids)
        assert {int(id[0], 16) * 4 // 16 for id in ids} == {number}


def test_both_forms_have_the_same_content_and_the_same_versions(both: Both) -> None:
    assert versions(both.whole.out) == versions(both.parts.out) == ["1.0.0", "2.0.0"]
    for version in versions(both.whole.out):
        whole, parts = (project.release(version).manifest for project in both)
        assert (whole.content, whole.counts, whole.change) == (parts.content, parts.counts, parts.change)


SAY: list[tuple[str, ...]] = [
    ("stats",),
    ("stats", "--json"),
    ("show", "-n", "5"),
    ("show", "--where", "language = 'en'", "--columns", "id,answer"),
    ("search", "tea", "water"),
    ("sql", "select count(*), max(id), min(answer) from records"),
    ("sql", "select r.id, s.path from records r join sightings s using (id) order by all"),
    ("rejected",),
    ("conflicts",),
    ("explain", id_of(TEXTING)),
    ("explain", id_of(COST)[:6]),
    ("history", TEXTING.question),
    ("diff", "1.0.0"),
    ("diff", "1.0.0", "--json"),
    ("versions",),
    ("verify", "2.0.0", "--json"),
    ("verify", "--quick"),
    *(("export", shape, "-o", "-") for shape in ("jsonl", "chat", "prompt", "rag")),
]


@pytest.mark.parametrize("command", SAY, ids=" ".join)
def test_every_command_says_the_same_of_both(both: Both, qamill: Run, command: tuple[str, ...]) -> None:
    whole, parts = (qamill(project, *command) for project in both)
    assert whole.exit_code == parts.exit_code == (command[0] == "diff"), parts.output
    assert whole.stdout == parts.stdout
    assert whole.stdout or command[0] in ("verify", "conflicts", "show")


@pytest.mark.parametrize("shape", ["faqpage", "csv.gz", "beir"])
def test_every_export_is_the_same_of_both(both: Both, qamill: Run, tmp_path: Path, shape: str) -> None:
    for name, project in both._asdict().items():
        (tmp_path / name).mkdir()
        assert qamill(project, "export", shape, "-o", str(tmp_path / name / "made")).exit_code == 0
    assert _bytes(tmp_path / "whole") == _bytes(tmp_path / "parts") != {}


def test_the_report_and_the_site_are_the_same_of_both(both: Both, qamill: Run, tmp_path: Path) -> None:
    for name, project in both._asdict().items():
        (tmp_path / name).mkdir()
        assert qamill(project, "report", "-o", str(tmp_path / name / "report.html")).exit_code == 0
        assert qamill(project, "site", "-o", str(tmp_path / name / "site")).exit_code == 0
    assert _bytes(tmp_path / "whole") == _bytes(tmp_path / "parts") != {}


def test_a_shell_completes_ids_from_the_parts(both: Both) -> None:
    ids = load(out=both.whole.out, engine="arrow", columns=["id"])["id"].to_pylist()
    files = sorted(both.parts.release().file("records-csv").iterdir())
    for begun in ("", *"0123456789abcdef", ids[0][:3], ids[-1][:5], "00000000000"):
        assert first_ids(files, begun) == [id for id in ids if id.startswith(begun)][:50]


@pytest.mark.parametrize("table", ["records", "sightings", "merged", "rejected", "documents", "conflicts", "changes"])
def test_every_table_is_loaded_with_the_same_rows(both: Both, table: str) -> None:
    for version in ("1.0.0", "2.0.0"):
        whole, parts = (load(version, table, engine="arrow", out=project.out) for project in both)
        assert whole.equals(parts)
        assert whole.schema.equals(parts.schema, check_metadata=True) or table in IN_PARTS
    frames = [load(table=table, engine="polars", out=project.out) for project in both]
    assert frames[0].equals(frames[1])


@pytest.mark.parametrize(
    "choice", [{"current": True}, {"as_of": "2026-02-15"}, {"since": "1.0.0"}, {"columns": ["answer"]}]
)
def test_every_choice_of_rows_is_the_same(both: Both, choice: dict[str, Any]) -> None:
    whole, parts = (load(engine="arrow", out=project.out, **choice) for project in both)
    assert whole.equals(parts)
    assert whole.num_rows


def test_a_release_in_parts_can_be_compared_with_one_that_is_not(both: Both, tmp_path: Path) -> None:
    shutil.copytree(both.whole.out / "1.0.0", tmp_path / "1.0.0")
    shutil.copytree(both.parts.out / "2.0.0", tmp_path / "2.0.0")
    assert diff("1.0.0", "2.0.0", tmp_path).equals(diff("1.0.0", "2.0.0", both.whole.out))


def test_the_csv_of_the_parts_is_the_csv_cut_at_its_rows(both: Both) -> None:
    whole, folder = both.whole.release().file("records.csv").read_bytes(), both.parts.release().file("records-csv")
    head, _, rest = whole.partition(b"\n")
    parts = [part.read_bytes().partition(b"\n") for part in sorted(folder.iterdir())]
    assert {first for first, _, _ in parts} == {head}
    assert b"".join(rows for _, _, rows in parts) == rest


def test_other_programs_read_the_folders(both: Both) -> None:
    folder, expected = both.parts.release().folder, load(out=both.whole.out, engine="arrow")
    rows = expected.to_pylist()
    assert pq.read_table(folder / "records").to_pylist() == rows
    assert pd.read_parquet(folder / "records")["answer"].tolist() == [row["answer"] for row in rows]
    assert polars.read_parquet(folder / "records" / "*.parquet").to_dicts() == rows
    found = duckdb.sql(f"select * from '{folder}/records/*.parquet' order by id")
    assert found is not None
    assert found.to_arrow_table().to_pylist() == rows
    frame = pd.concat(
        pd.read_csv(part, dtype=str, keep_default_na=False) for part in sorted((folder / "records-csv").iterdir())
    )
    assert frame["answer"].tolist() == [row["answer"] for row in rows]


def test_frictionless_finds_every_part_valid(both: Both) -> None:
    release = both.parts.release()
    file = str(release.file("datapackage.json"))
    report = validate(file)
    assert report.flatten(["resourceName", "fieldName", "message"]) == []
    assert len(report.tasks) == 4 * len(IN_PARTS) + len(["documents", "conflicts", "changes", "records-csv"])
    expected = load(out=both.whole.out, engine="arrow", columns=["id"])["id"].to_pylist()
    parts = [f"records-part-{number:05}" for number in range(4)]
    for names in (["records-csv"], parts):
        rows = [row for name in names for row in Package(file).get_table_resource(name).read_rows()]
        assert [row["id"] for row in rows] == expected


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of rdflib in itself
@pytest.mark.slow("imports mlcroissant, which takes seconds")
@pytest.mark.parametrize("name", IN_PARTS)
def test_mlcroissant_loads_the_rows_of_all_parts(both: Both, name: str) -> None:
    from mlcroissant import Dataset

    dataset = Dataset(jsonld=str(both.parts.release().file("croissant.json")))
    assert dataset.metadata.ctx.issues.errors == set()
    column = "document" if name == "rejected" else "id"
    found = [row[f"{name}/{column}"].decode() for row in dataset.records(name)]
    assert sorted(found) == sorted(load(table=name, out=both.whole.out, engine="arrow")[column].to_pylist())


@pytest.mark.slow("imports datasets, which takes seconds")
@pytest.mark.parametrize("name", IN_PARTS)
def test_datasets_loads_all_parts_of_a_table(both: Both, name: str, tmp_path: Path) -> None:
    from datasets import load_dataset

    loaded = load_dataset(str(both.parts.release().folder), name, split="train", cache_dir=str(tmp_path))
    assert loaded.to_list() == load(table=name, out=both.whole.out, engine="arrow").to_pylist()


@pytest.mark.parametrize(("rows", "workers", "bucket_bytes"), [(1, 1, 16_000_000), (ROWS, 1, 500), (5, 2, 1_500)])
def test_the_bytes_do_not_depend_on_who_writes_the_parts(
    project: Project, monkeypatch: pytest.MonkeyPatch, rows: int, workers: int, bucket_bytes: int
) -> None:
    _pages(project)
    monkeypatch.setattr("pipeline.run.settings._BUCKET_BYTES", 2_000)
    curate(project.raw, project.root / "one", shard_rows=rows, workers=1)
    monkeypatch.setattr("pipeline.run.settings._BUCKET_BYTES", bucket_bytes)
    curate(project.raw, project.root / "other", shard_rows=rows, workers=workers)
    one, other = (_bytes(project.root / name / "1.0.0") for name in ("one", "other"))
    assert one == other
    assert any("/" in name for name in one)


def _bytes(folder: Path) -> dict[str, bytes]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_a_part_whose_rows_did_not_change_keeps_its_bytes(project: Project) -> None:
    _pages(project)
    _curate(project, 6)
    project.page("5.txt", EMAIL)
    _curate(project, 6)
    one, other = (_bytes(project.release(version).folder / "records") for version in ("1.0.0", "1.1.0"))
    assert one.keys() == other.keys()
    assert len([name for name in one if one[name] != other[name]]) == 1


def test_another_form_of_the_same_tables_is_a_patch(project: Project, qamill: Run) -> None:
    _pages(project)
    first = _curate(project, 0)
    second, again = _curate(project), _curate(project)
    assert (second.version, second.content) == ("1.0.1", first.content)
    assert again.version == "1.0.1"  # nothing changed any more
    assert "the tables as before, in other files" in (project.out / "CHANGELOG.md").read_text(encoding="utf-8")
    third = _curate(project, 0)
    assert (third.version, [name for name in third.files if "/" in name]) == ("1.0.2", [])
    assert _curate(project, 1_000_000).version == "1.0.2"  # another number, the same form
    assert all(not verify(version, project.out, project.raw).problems for version in versions(project.out))
    project.page("9.txt", EMAIL)
    assert _curate(project, 7).version == "1.1.0"
    assert verify("1.1.0", project.out, project.raw).problems == []
    assert qamill(project, "curate", "--shard-rows", "0").exit_code == 0
    assert versions(project.out)[-1] == "1.1.1"


def test_what_no_part_may_have_is_found(copy: Project) -> None:
    part = copy.release().file("records/part-00001.parquet")
    damages: dict[str, Callable[[], object]] = {
        "records/part-00001.parquet": part.unlink,
        "records/part-00009.parquet": lambda: shutil.copy(part, part.with_name("part-00009.parquet")),
        "merged/more.txt": lambda: copy.release().file("merged/more.txt").write_text("more"),
        "sightings/part-00000.parquet": lambda: _flip(copy.release().file("sightings/part-00000.parquet")),
        "records-csv/part-00002.csv": lambda: _flip(copy.release().file("records-csv/part-00002.csv")),
    }
    for name, damage in damages.items():
        shutil.copytree(copy.out, copy.root / "kept")
        damage()
        for quick in (True, False):
            assert name in {problem.file for problem in verify("latest", copy.out, None, quick=quick).problems}
        shutil.rmtree(copy.out)
        (copy.root / "kept").rename(copy.out)
    assert verify("latest", copy.out, copy.raw).problems == []


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def _state_anew(project: Project, change: Callable[[dict[str, Any]], None]) -> None:
    """Change the manifest, and state all files as they are now."""
    folder = project.release().folder
    manifest = json.loads((folder / "manifest.json").read_bytes())
    change(manifest["files"])
    for name, facts in manifest["files"].items():
        facts["sha256"], facts["bytes"] = sha256_of(folder / name), (folder / name).stat().st_size
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    digests = {name: facts["sha256"] for name, facts in manifest["files"].items()}
    digests["manifest.json"] = sha256_of(folder / "manifest.json")
    (folder / "SHA256SUMS").write_text(checksums(digests), encoding="utf-8")


def test_swapped_parts_are_found_even_where_all_checksums_were_written_anew(copy: Project) -> None:
    for folder, kind in (("records", "parquet"), ("records-csv", "csv")):
        one, other = (copy.release().file(f"{folder}/part-0000{number}.{kind}") for number in (0, 1))
        one.rename(one.with_name("kept"))
        other.rename(one)
        one.with_name("kept").rename(other)

    def swap(files: dict[str, Any]) -> None:
        for names in (("records/part-00000.parquet", "records/part-00001.parquet"),):
            files[names[0]]["rows"], files[names[1]]["rows"] = files[names[1]]["rows"], files[names[0]]["rows"]

    _state_anew(copy, swap)
    said = {(problem.file, problem.what.partition(",")[0]) for problem in verify("latest", copy.out, None).problems}
    assert ("records/", "does not have the content hash that the manifest states") in said
    assert ("records/part-00000.parquet", "has rows that are not of its range") in said
    assert ("records/part-00001.parquet", "has rows that are not of its range") in said


def test_a_part_that_the_manifest_leaves_out_is_missed(copy: Project) -> None:
    copy.release().file("records/part-00001.parquet").unlink()
    _state_anew(copy, lambda files: files.pop("records/part-00001.parquet"))
    problems = verify("latest", copy.out, None).problems
    assert ("manifest.json", "says nothing of records/part-00001.parquet") in problems


def test_a_release_in_parts_is_pruned_unless_there_is_more_in_it(copy: Project) -> None:
    other = copy.release("1.0.0").file("records/notes.txt")
    other.write_text("mine")
    assert prune(1, copy.out).left == {"1.0.0": "records/notes.txt in it is not qamill's"}
    other.unlink()
    assert prune(1, copy.out).removed == ["1.0.0"]
    assert versions(copy.out) == ["2.0.0"]


def test_a_release_in_parts_is_pulled_whole_and_what_is_here_is_copied(both: Both, tmp_path: Path) -> None:
    pull(both.parts.out, "1.0.0", tmp_path)
    pulled = pull(both.parts.out, "2.0.0", tmp_path)
    for version in ("1.0.0", "2.0.0"):
        assert _bytes(tmp_path / version) == _bytes(both.parts.out / version)
        assert verify(version, tmp_path, both.parts.raw).problems == []
    assert {*pulled.copied, *pulled.fetched} == {*both.parts.release().manifest.files}


def test_a_release_in_parts_is_published_to_an_address_and_read_there(
    bucket: Bucket, project: Project, both: Both
) -> None:
    _pages(project)
    curate(project.raw, bucket.out, shard_rows=ROWS, workers=1)
    bucket.put("curated/2.0.0/records/part-00000.parquet", b"of a killed publisher")
    _later(project)
    curate(project.raw, bucket.out, shard_rows=ROWS, workers=1, allow_loss=True)
    assert versions(bucket.out) == ["1.0.0", "2.0.0"]
    for table in (*IN_PARTS, "documents", "changes"):
        there, here = (load(table=table, engine="arrow", out=out) for out in (bucket.out, both.whole.out))
        assert there.equals(here)
    assert diff("1.0.0", out=bucket.out).equals(diff("1.0.0", out=both.whole.out))
    assert verify("latest", bucket.out, None, quick=True).problems == []
    pull(bucket.out, "latest", project.out)
    assert _bytes(project.out / "2.0.0") == _bytes(both.parts.out / "2.0.0")


_KILLED = """
import os, signal, sys
from pathlib import Path
from pipeline import curate
from pipeline.emit import parts
from pipeline.run import settings

def finish(folder, file, number, rows, draft, finish=parts._finish):
    if (file.table, number) == ("merged", 2):
        os.kill(os.getpid(), signal.SIGKILL)
    return finish(folder, file, number, rows, draft)

parts._finish = finish
curate(Path("raw"), Path("curated"), shard_rows=12, workers=1)
"""


def test_a_publisher_killed_among_the_parts_leaves_the_release_before_whole(project: Project) -> None:
    _pages(project)
    _curate(project)
    before = _bytes(project.out / "1.0.0")
    project.page("5.txt", EMAIL)
    killed = subprocess.run([sys.executable, "-c", _KILLED], cwd=project.root, capture_output=True, check=False)
    assert killed.returncode == -9, killed.stderr
    assert versions(project.out) == ["1.0.0"]
    assert _bytes(project.out / "1.0.0") == before
    assert _curate(project).version == "1.1.0"
    assert verify("1.1.0", project.out, project.raw).problems == []
    assert not [*project.out.glob(".staging-*")]
    assert {path.name for path in (project.out / "1.1.0").rglob("*") if path.suffix not in (".parquet", ".csv")} >= {
        "records",
        "manifest.json",
    }


def test_only_the_manifest_says_what_parts_there_are(copy: Project) -> None:
    release = read_release(copy.out / "2.0.0")
    shutil.copy(release.file("records/part-00000.parquet"), release.file("records/part-00007.parquet"))
    assert load(out=copy.out, engine="arrow").num_rows == release.manifest.counts["records"]
