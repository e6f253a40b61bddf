"""Raw pages read from, and releases published to, a real S3 server on the loopback."""

from __future__ import annotations

import gzip
import os
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from buckets import Bucket, bucket, client
from conftest import COST, EMAIL, TEXTING, Project, Run, id_of

from pipeline import curate, load, storage, versions
from pipeline.audit.verify import verify
from pipeline.emit.errors import ReleasedMeanwhile
from pipeline.ingest import files as ingest
from pipeline.ingest.errors import BadPageIndex, ChangedWhileReading, NoRawFolder, SharedFolder
from pipeline.ingest.listing import list_raw
from pipeline.ingest.warc import read as warc
from pipeline.release.versions import open_release
from pipeline.review.errors import BadReviews
from pipeline.run import raw_files
from pipeline.schema import Document, Rejected
from pipeline.schema.manifest import Change
from pipeline.storage import BadAddress, Unreachable

__all__ = ["bucket", "client"]
HTML = b"""<!doctype html><title>Fees</title><details><summary>Is the first call free?</summary>
<p>Yes, the first call of fifteen minutes costs nothing.</p></details>"""
INDEX = b"path,url,retrieved_at,charset,note\na.txt,https://example.org/a,2026-01-31T12:00:00Z,,\n"
DEATH = """
import os, signal, sys
from pipeline import curate, storage

def upload(file, address, upload=storage.upload):
    if file.name == sys.argv[3]:
        os.kill(os.getpid(), signal.SIGKILL)
    upload(file, address)

storage.upload = upload
curate(sys.argv[1], sys.argv[2], workers=1)
"""


def archive(*bodies: bytes) -> bytes:
    """Return a web archive with a member of gzip for each page."""
    members = []
    for number, body in enumerate(bodies):
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/{number}\r\n"
            f"WARC-Date: 2026-01-31T12:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n"
        )
        members.append(gzip.compress(head.encode() + http + b"\r\n\r\n", mtime=0))
    return b"".join(members)


# --- reading ---------------------------------------------------------------------------------


def test_decisions_beside_the_pages_of_a_bucket_do_what_they_do_beside_a_folder(
    bucket: Bucket, project: Project
) -> None:
    line = f"reject,{id_of(TEXTING)},,,,out of date,Ada,2026-03-01"
    reviews = f"action,id,other,field,value,reason,by,date\n{line}\n"
    bucket.put("reviews.csv", reviews)
    project.page("a.txt", TEXTING)
    project.page("b.txt", EMAIL)
    (project.root / "reviews.csv").write_text(reviews)
    project.curate()
    content = bucket.curate().manifest.content
    assert content == project.release().manifest.content
    assert "reviews" in content
    bucket.put("reviews.csv", reviews + "delete,x,,,,,,\n")
    with pytest.raises(BadReviews, match=r"/reviews\.csv, line 3: there is no action 'delete'"):
        bucket.curate()


def test_pages_of_a_bucket_give_the_bytes_that_the_same_pages_in_a_folder_give(
    bucket: Bucket, project: Project
) -> None:
    bucket.put("raw/index.csv", INDEX)
    bucket.put("raw/deep/er/why? 100%#1.html", HTML)
    bucket.put("raw/crawl.warc.gz", archive(HTML, b"<p>nothing</p>"))
    bucket.put("raw/picture.png", b"no page")
    for path in ("README.md", ".hidden.txt", ".git/c.txt", "deep/index.csv", "fetched.csv"):
        bucket.put(f"raw/{path}", COST)
    curate(bucket.copy("raw/", project.raw), project.out, workers=1)
    there = project.root / "there"
    outcome = curate(bucket.raw, there, workers=2)
    assert outcome.manifest.counts["documents"] == 8
    assert {path.name: path.read_bytes() for path in (there / "1.0.0").iterdir()} == project.released()
    assert verify("1.0.0", there, project.raw).problems == []
    assert not curate(bucket.raw, there, workers=1).is_new


def test_pages_that_others_cite_are_looked_at_in_a_bucket_too(bucket: Bucket, project: Project) -> None:
    cites = b"How long does tea keep?\n\nAbout a year.\nTakedown request | "
    bucket.put(
        "raw/pasted.txt", cites + b"[View complete answer on tea.example.org](https://tea.example.org/keeping)\n"
    )
    bucket.put("raw/keeping.html", b"<html><body><p>About a year.</p></body></html>")
    bucket.put(
        "raw/index.csv", b"path,url,retrieved_at,charset,note\nkeeping.html,https://tea.example.org/keeping,,,\n"
    )
    curate(bucket.copy("raw/", project.raw), project.out, workers=1)
    curate(bucket.raw, project.root / "there", workers=1)
    told = [load(out=out)["support"].dropna().tolist() for out in (project.out, project.root / "there")]
    assert told == [["found"], ["found"]]


def test_pages_of_buckets_folders_and_single_files_go_together(bucket: Bucket, project: Project) -> None:
    bucket.put("raw/index.csv", INDEX)
    project.page("c.txt", COST)
    outcome = curate([f"{bucket.raw}/a.txt", project.raw, bucket.raw + "/"], project.out, workers=1)
    assert outcome.manifest.counts["raw_files"] == 3
    assert set(load(out=project.out)["page_url"].dropna()) == {"https://example.org/a"}


def test_an_archive_at_an_address_is_read_in_parts_without_fetching_all_of_it(
    bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    bodies = [b"<p>%d</p>" % number + os.urandom(30_000).hex().encode() for number in range(30)]
    bucket.put("raw/crawl.warc.gz", archive(*bodies))
    monkeypatch.setattr(storage.remote, "_BLOCK", 20_000)
    file = next(file for file in list_raw([bucket.raw], "curated") if file.path == "crawl.warc.gz")
    fetched: list[int] = []
    fetch = storage.StoredFile._fetch

    def note(self: storage.StoredFile, at: int) -> bytes:
        fetched.append(at)
        return fetch(self, at)

    monkeypatch.setattr(storage.StoredFile, "_fetch", note)
    parts = warc.shards(file, file.size // 4)
    assert len(parts) > 3
    documents = [found for found in warc.documents(parts[1]) if isinstance(found, Document)]
    assert max(fetched) < file.size * 3 // 4  # the last part was not
    documents = [found for part in parts for found in warc.documents(part) if isinstance(found, Document)]
    assert [found.content for found in documents] == bodies


def test_reading_at_a_place_gives_what_slicing_gives(bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    content = os.urandom(1_000)
    bucket.put("raw/x", content)
    monkeypatch.setattr(storage.remote, "_BLOCK", 64)
    with storage.open_file(f"{bucket.raw}/x".encode()) as file:
        for start, count in [(0, 0), (0, 64), (63, 2), (10, 500), (900, 500), (999, 1), (1_000, 5), (5_000, 5)]:
            assert file.read_at(start, count) == content[start : start + count]
        assert (file.read(10), file.readall(), file.read()) == (content[:10], content[10:], b"")


def test_a_page_that_is_gone_or_cannot_be_opened_is_rejected(bucket: Bucket, project: Project) -> None:
    bucket.put("raw/index.csv", INDEX)
    bucket.put("raw//c.txt", COST)
    files = list_raw([bucket.raw], project.out)
    bucket.client.delete_object(Bucket=bucket.name, Key="raw/b.txt")
    read = {file.path: ingest.read(ingest.hash_file(file)) for file in files}
    assert {path: found.text for path, found in read.items() if isinstance(found, Rejected)} == {
        "/c.txt": "/c.txt: a name that cannot be opened",
        "b.txt": "b.txt: No such file or directory",
    }


def test_a_page_that_is_replaced_during_the_run_stops_it(bucket: Bucket) -> None:
    file = ingest.hash_file(list_raw([bucket.raw], "curated")[0])
    bucket.put("raw/a.txt", COST)
    with pytest.raises(ChangedWhileReading, match=r"a\.txt"):
        ingest.read(file)


def test_an_index_that_cannot_be_read_is_named_by_its_address(bucket: Bucket) -> None:
    bucket.put("raw/index.csv", b"page\n")
    with pytest.raises(BadPageIndex, match=rf"^{bucket.raw}/index\.csv, line 1"):
        bucket.curate()


def test_releases_below_the_pages_are_no_pages(bucket: Bucket) -> None:
    assert curate(bucket.address, bucket.out, workers=1).is_new
    assert not curate(bucket.address, bucket.out, workers=1).is_new
    with pytest.raises(SharedFolder):
        curate(bucket.raw, f"{bucket.raw}/", workers=1)


# --- publishing ------------------------------------------------------------------------------


def test_releases_at_an_address_are_those_of_a_folder(bucket: Bucket, project: Project) -> None:
    outcomes = []
    for page in (None, COST):
        if page:
            bucket.put("raw/c.txt", page)
            bucket.client.delete_object(Bucket=bucket.name, Key="raw/b.txt")
        outcomes.append(bucket.curate(allow_loss=True))
        curate(bucket.raw, project.out, workers=1, allow_loss=True)
        assert not bucket.curate().is_new
    assert [outcome.folder for outcome in outcomes] == [f"{bucket.out}/1.0.0", f"{bucket.out}/2.0.0"]
    assert outcomes[1].manifest.changes == Change(added=1, removed=1, changed=0)
    names = [
        path
        for path in project.out.rglob("*")
        if path.is_file() and not path.relative_to(project.out).parts[0].startswith(".")
    ]
    assert bucket.files("curated/") == {path.relative_to(project.out).as_posix(): path.read_bytes() for path in names}


def test_a_dry_run_writes_nothing_to_an_address(bucket: Bucket) -> None:
    outcome = bucket.curate(dry_run=True)
    assert (outcome.is_new, outcome.folder) == (True, None)
    assert bucket.files("curated/") == {}


@pytest.mark.parametrize(
    "last", [pytest.param("manifest.json", marks=pytest.mark.slow("starts and kills a run")), "LATEST"]
)
def test_a_killed_upload_announces_nothing_that_is_not_whole_and_the_next_run_mends_it(
    bucket: Bucket, project: Project, last: str
) -> None:
    bucket.curate()
    bucket.put("raw/c.txt", COST)
    command = [sys.executable, "-c", DEATH, bucket.raw, bucket.out, last]
    killed = subprocess.run(command, timeout=300, check=False, env={**os.environ, "TMPDIR": str(project.root)})
    assert killed.returncode == -signal.SIGKILL
    left = bucket.files("curated/")
    assert left["LATEST"] == b"1.0.0\n"
    assert ("1.1.0/manifest.json" in left) == (last == "LATEST")
    assert "1.1.0/changes.parquet" in left
    bucket.put("raw/b.txt", b"")  # what the next run makes is not what the killed one had begun
    bucket.curate(allow_loss=True)
    copy = bucket.copy("curated/", project.root / "copy")
    assert versions(copy) == (["1.0.0", "1.1.0", "2.0.0"] if last == "LATEST" else ["1.0.0", "2.0.0"])
    assert open_release(copy).version == "2.0.0"
    assert verify("2.0.0", copy, None).problems == []


def test_a_release_that_was_brought_there_but_not_announced_is_announced_by_a_run_that_finds_nothing_new(
    bucket: Bucket,
) -> None:
    bucket.curate()
    before = bucket.files()
    bucket.put("curated/LATEST", b"0.9.0\n")
    bucket.client.delete_object(Bucket=bucket.name, Key="curated/CHANGELOG.md")
    assert not bucket.curate().is_new
    assert bucket.files() == before


def test_two_publishers_cannot_write_one_version(bucket: Bucket) -> None:
    def publish_too(stage: str, done: int, total: int) -> None:  # noqa: ARG001
        if stage == "arrange" and done == 0:
            bucket.curate()

    with pytest.raises(ReleasedMeanwhile, match=r"curated/1\.0\.0 holds files that were not there"):
        bucket.curate(progress=publish_too)


def test_files_of_others_are_left_alone(bucket: Bucket) -> None:
    bucket.put("curated/3.0.0/setup.exe", b"theirs")
    bucket.put("curated/notes/manifest.json", b"theirs too")
    bucket.curate()
    bucket.put("curated/1.1.0/records.csv", b"ours, as it seems")
    bucket.put("curated/1.1.0/setup.exe", b"theirs")
    bucket.put("raw/c.txt", COST)
    before = bucket.files()
    with pytest.raises(ReleasedMeanwhile, match="or that are not qamill's"):
        bucket.curate()
    assert bucket.files() == before


@pytest.mark.parametrize("manifest", [b"{", None])
def test_a_release_that_is_damaged_there_is_named_by_its_address(
    bucket: Bucket, qamill: Run, project: Project, manifest: bytes | None
) -> None:
    bucket.curate()
    if manifest:
        bucket.put("curated/1.0.0/manifest.json", manifest)
    else:
        bucket.client.delete_object(Bucket=bucket.name, Key="curated/1.0.0/manifest.json")
    result = qamill(project, "curate", bucket.raw, "--out", bucket.out)
    assert result.exit_code == 1
    assert f"{bucket.out}/1.0.0 is damaged" in result.stderr


# --- the command, and what a person or the network does wrong ----------------------------------


def test_the_command_reads_from_and_publishes_to_addresses(bucket: Bucket, project: Project) -> None:
    result = project.run("curate", bucket.raw, "--out", bucket.out)
    assert (result.returncode, result.stdout) == (0, "")
    assert f"Released {bucket.out}/1.0.0, the first release." in result.stderr
    assert bucket.files("curated/")["LATEST"] == b"1.0.0\n"
    assert not list(project.root.iterdir())


@pytest.mark.parametrize("verb", ["verify", "explain 0123", "verify --raw"])
def test_other_commands_say_that_they_read_no_addresses(project: Project, qamill: Run, verb: str) -> None:
    option = [] if verb.endswith("--raw") else ["--out"]
    result = qamill(project, *verb.split(), *option, "s3://bucket/curated")
    assert result.exit_code == 2
    assert "s3://bucket/curated is an address, and this needs a folder" in result.stderr


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("s3:///raw", "names no bucket"),
        ("s3://[bucket/raw", "Invalid IPv6"),
        ("s3://key:secret@bucket/raw", "it holds a key"),
        ("s3://bucket/raw?secret=1", "no option 'secret'"),
        ("s3://bucket/a#b", "as %23"),
        ("ftp://host/raw", "Unrecognized filesystem type"),
    ],
)
def test_an_address_that_is_none_is_answered_with_what_is_wrong(address: str, why: str) -> None:
    with pytest.raises(BadAddress, match=why) as caught:
        storage.list_files(address)
    assert "secret@" not in str(caught.value)


def test_a_missing_bucket_or_folder_is_named(bucket: Bucket, project: Project) -> None:
    project.page("a.txt", TEXTING)
    for raw, out in (("s3://no-bucket/raw", project.out), (project.raw, "s3://no-bucket/curated")):
        with pytest.raises(Unreachable, match=r"^s3://no-bucket/.* cannot be reached: there is no such bucket\. Check"):
            curate(raw, out, workers=1)
    with pytest.raises(NoRawFolder, match=f"There is no {bucket.address}/nowhere"):
        curate(f"{bucket.address}/nowhere", project.out)


def test_a_refusal_is_said_and_keeps_no_page_out(bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    files = list_raw([bucket.raw], "curated")

    def refuse(*_: object) -> None:
        raise OSError("When reading information for key 'a': AWS Error ACCESS_DENIED during HeadObject operation: .")

    class Refusing:
        open_input_file = get_file_info = refuse

    monkeypatch.setattr(storage.remote, "_system", lambda root: (Refusing(), bucket.name))
    for ask in (lambda: list_raw([bucket.raw], "curated"), lambda: raw_files.hash_files(raw_files.split(files)[0])):
        with pytest.raises(Unreachable, match="access is denied"):
            ask()


@pytest.mark.parametrize("is_silent", [False, True])
def test_a_server_that_is_not_there_or_says_nothing_is_given_up_soon(
    project: Project, monkeypatch: pytest.MonkeyPatch, is_silent: bool
) -> None:
    monkeypatch.setattr(storage.remote, "_PATIENCE", {"connect_timeout": 1.0, "request_timeout": 1.0})
    monkeypatch.setattr(storage.remote, "_ATTEMPTS", 2)
    project.page("a.txt", TEXTING)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        if is_silent:
            listening.listen(100)
        at = f"?scheme=http&endpoint_override=127.0.0.1:{listening.getsockname()[1]}"
        given_up = ThreadPoolExecutor(1).submit(curate, project.raw, f"s3://bucket/curated{at}")
        with pytest.raises(Unreachable, match="there is no answer"):
            given_up.result(timeout=60)  # with the usual number of attempts it would take minutes
