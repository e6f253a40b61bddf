"""Releases at an address, read where they are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from buckets import Bucket, bucket, client
from conftest import CONTACT, COST, EMAIL, TEXTING, CopyOf, Project, Run, id_of

from pipeline import diff, load, storage, versions
from pipeline.audit.answer_history import history
from pipeline.audit.conflicts import conflicts
from pipeline.audit.explain import explain
from pipeline.audit.report.make import report
from pipeline.audit.site.site import write_site
from pipeline.audit.verify import verify
from pipeline.emit.withdraw import withdraw
from pipeline.release.database import open_database
from pipeline.release.errors import DamagedRelease, NoLatest, UnknownVersion
from pipeline.release.export.run import export
from pipeline.release.export.selection import Selection
from pipeline.release.export.shapes import SHAPES
from pipeline.release.search import search
from pipeline.release.stats import stats
from pipeline.release.versions import latest, open_release
from pipeline.release.where import rows_where
from pipeline.release.withdrawn import WithdrawnRelease
from pipeline.storage import NotLocal, Unreachable

__all__ = ["bucket", "client"]


def _two(project: Project) -> None:
    project.page("a.txt", TEXTING, COST)
    project.page("b.txt", EMAIL)
    project.curate()
    project.page("a.txt", TEXTING, COST._replace(answer="$8 a month for one number, and $2 for each further one."))
    project.page("c.txt", CONTACT)
    project.curate(allow_loss=True)


@pytest.fixture
def two(copy_of: CopyOf) -> Project:
    """Two releases: another page, and a changed answer."""
    return copy_of(_two)


def _sent(bucket: Bucket, project: Project) -> str:
    bucket.send(project.out, "curated/")
    return bucket.out


def test_what_is_read_at_an_address_is_what_is_read_in_a_folder(bucket: Bucket, two: Project) -> None:
    there = _sent(bucket, two)
    assert versions(there) == versions(two.out) == ["1.0.0", "2.0.0"]
    assert latest(there) == "2.0.0"
    for table in ("records", "sightings", "merged", "rejected", "documents", "conflicts", "changes", "reviews"):
        assert load(table=table, engine="arrow", out=there).equals(load(table=table, engine="arrow", out=two.out))
    choices: list[dict[str, Any]] = [
        {"current": True},
        {"as_of": "2026-01-01"},
        {"content": two.release().manifest.content_hash},
    ]
    for choice in choices:
        at_address, in_folder = (
            load(out=out, engine="arrow", columns=["answer", "id"], **choice) for out in (there, two.out)
        )
        assert at_address.equals(in_folder)
    assert diff("1.0.0", out=there).equals(diff("1.0.0", out=two.out))
    assert diff("1.0.0", out=there).num_rows > 0
    assert stats(out=there) == stats(out=two.out)
    assert [*conflicts(out=there)] == [*conflicts(out=two.out)]
    assert history(TEXTING.question, out=there) == history(TEXTING.question, out=two.out)


def test_the_files_at_an_address_are_checked_where_they_are(bucket: Bucket, two: Project, qamill: Run) -> None:
    there = _sent(bucket, two)
    verdict = verify("2.0.0", there, None, quick=True)
    assert verdict == verify("2.0.0", two.out, None, quick=True)
    assert verdict.problems == []
    bucket.put("curated/2.0.0/records.csv", b"id\n")
    bucket.put("curated/2.0.0/more.txt", b"more")
    bucket.put("curated/LATEST", b"1.0.0\n")
    bucket.client.delete_object(Bucket=bucket.name, Key="curated/2.0.0/merged.parquet")
    found = {(problem.file, problem.what) for problem in verify("2.0.0", there, None, quick=True).problems}
    assert found >= {
        ("LATEST", "does not say what the releases up to 2.0.0 say; qamill curate writes it again"),
        ("more.txt", "is not in SHA256SUMS"),
        ("merged.parquet", "is missing"),
        ("records.csv", "does not have the checksum that SHA256SUMS states"),
    }
    result = qamill(two, "verify", "--quick", "2.0.0", "--out", there)
    assert result.exit_code == 1
    assert f"{there}/2.0.0 is not as it was released" in result.stderr


def test_the_commands_that_read_tables_take_an_address(bucket: Bucket, two: Project, qamill: Run) -> None:
    there = _sent(bucket, two)
    for command in (
        ["versions"],
        ["stats"],
        ["conflicts"],
        ["diff", "1.0.0", "--only", "added"],
        ["history", TEXTING.question],
        ["verify", "--quick"],
    ):
        at_address, in_folder = (qamill(two, *command, "--out", str(out)) for out in (there, two.out))
        assert at_address.exit_code == in_folder.exit_code
        assert at_address.stdout == in_folder.stdout
        assert at_address.stderr == in_folder.stderr.replace(str(two.out), there)


def test_what_needs_a_folder_says_how_to_get_one(bucket: Bucket, two: Project, qamill: Run) -> None:
    there = _sent(bucket, two)
    for command in (["verify"], ["explain", "0123"], ["prune", "--keep", "1"], ["withdraw", "1.0.0", "--reason", "x"]):
        result = qamill(two, *command, "--out", there)
        assert result.exit_code == 2
        assert "is an address, and this needs a folder" in result.stderr
    with pytest.raises(NotLocal):
        explain("0123", out=there)
    with pytest.raises(NotLocal):
        open_release(there).table("records")


def test_a_release_without_its_manifest_is_not_there_yet(bucket: Bucket, two: Project) -> None:
    there = _sent(bucket, two)
    bucket.client.delete_object(Bucket=bucket.name, Key="curated/2.0.0/manifest.json")
    bucket.client.delete_object(Bucket=bucket.name, Key="curated/LATEST")
    assert versions(there) == ["1.0.0"]
    with pytest.warns(NoLatest):
        assert open_release(there).version == "1.0.0"
    with pytest.raises(UnknownVersion, match=r"There are: 1\.0\.0"):
        open_release(there, "2.0.0")
    assert versions(f"{bucket.address}/nothing") == []


def test_a_withdrawn_release_at_an_address_warns(bucket: Bucket, two: Project) -> None:
    withdraw("2.0.0", "The prices are wrong", two.out)
    there = _sent(bucket, two)
    with pytest.warns(WithdrawnRelease, match=rf"{there}/2\.0\.0 was withdrawn .*: The prices are wrong"):
        load("2.0.0", out=there)
    assert load(out=there).equals(load("1.0.0", out=two.out))


def test_a_table_that_is_damaged_or_gone_is_no_failure_of_the_address(
    bucket: Bucket, two: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = _sent(bucket, two)
    content = bytearray(two.released()["records.parquet"])
    content[200] ^= 1
    bucket.put("curated/2.0.0/records.parquet", bytes(content))
    bucket.client.delete_object(Bucket=bucket.name, Key="curated/2.0.0/merged.parquet")
    for table in ("records", "merged"):
        with pytest.raises(DamagedRelease, match=rf"{there}/2\.0\.0 is damaged: {table}\.parquet cannot be read"):
            load(table=table, out=there)
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    storage.remote._system.cache_clear()
    with pytest.raises(Unreachable, match="there is no answer"):
        load(out=there)
    storage.remote._system.cache_clear()


def test_an_address_that_was_made_a_path_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotLocal):
        versions(Path("s3://bucket/curated"))
    assert versions(tmp_path) == []


@pytest.mark.parametrize("shape", sorted({*SHAPES} - {"duckdb"}))
def test_every_shape_is_exported_from_an_address_as_from_a_folder(
    bucket: Bucket, two: Project, tmp_path: Path, shape: str
) -> None:
    there = _sent(bucket, two)
    chosen = Selection(where=("question_type <> 'why'",), current=True)
    written = [export(shape, tmp_path / name, out=out, selection=chosen).files[0] for name, out in
               (("there", there), ("here", two.out))]  # fmt: skip
    one, other = ({file.name: file.read_bytes() for file in _files(path)} for path in written)
    assert [*one.values()] == [*other.values()]
    assert one


def _files(path: Path) -> list[Path]:
    return sorted(path.rglob("*.*")) if path.is_dir() else [path]


def test_the_command_exports_from_an_address_and_not_to_one(bucket: Bucket, two: Project, qamill: Run) -> None:
    there = _sent(bucket, two)
    printed = qamill(two, "export", "prompt", "-o", "-", "--out", there)
    assert printed.stdout == qamill(two, "export", "prompt", "-o", "-", "--out", str(two.out)).stdout != ""
    assert qamill(two, "export", "duckdb", "--out", there, "-o", str(two.root / "records.duckdb")).exit_code == 0
    refused = qamill(two, "export", "prompt", "-o", f"{bucket.address}/records.jsonl", "--out", there)
    assert (refused.exit_code, "needs a folder" in refused.stderr) == (2, True)


def test_records_at_an_address_are_chosen_and_searched_there(bucket: Bucket, two: Project) -> None:
    there = open_release(_sent(bucket, two))
    with rows_where(there, ["source = 'example.com'"], ["question"]) as answer:
        assert list(answer.rows()) == [(EMAIL.question,)]
    with open_database(there) as database:
        assert [hit.id for hit in search(database, ["email"]).hits] == [id_of(EMAIL)]


def test_a_report_and_a_site_are_written_of_releases_at_an_address(bucket: Bucket, two: Project) -> None:
    there = _sent(bucket, two)
    bucket.send(two.raw, "pages/")
    of_address = report(out=there, raw=[there.replace("curated", "pages")], to=two.root / "address.html")
    of_folder = report(out=two.out, raw=[two.raw], to=two.root / "folder.html")
    assert of_address.read_bytes() == of_folder.read_bytes()
    without = report(out=there, raw=[there.replace("curated", "nothing")], to=two.root / "without.html")
    assert "the raw pages were not at hand" in without.read_text("utf-8")
    at_address, in_folder = (
        write_site(folder=two.root / out[-3:], out=out, workers=1) for out in (there, str(two.out))
    )
    assert (at_address.questions, at_address.bytes) == (in_folder.questions, in_folder.bytes)
