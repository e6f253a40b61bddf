"""Releases brought from a folder, a bucket or a static host."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, ClassVar

import pytest
from buckets import Bucket, bucket, client
from builders import REPOSITORY
from conftest import CONTACT, COST, EMAIL, TEXTING, CopyOf, Project, Run

from pipeline import load, versions
from pipeline.arguments import BadSetting
from pipeline.audit.verify import verify
from pipeline.emit import origin as origins
from pipeline.emit.errors import NoRoom, OtherRelease
from pipeline.emit.origin import BadOrigin, NoReleaseThere
from pipeline.emit.pull import pull
from pipeline.emit.withdraw import withdraw
from pipeline.release.errors import NewerRelease, UnknownVersion
from pipeline.release.layout import sha256_of
from pipeline.release.versions import latest
from pipeline.release.withdrawn import WithdrawnRelease
from pipeline.storage import BadAddress, NotLocal, Unreachable

__all__ = ["bucket", "client"]

DEATH = """
import os, signal, sys
from pipeline.emit import origin
from pipeline.emit.pull import pull

def chunks(self, path, start=0, chunks=origin._Folder.chunks):
    if path.endswith("/" + sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)
    yield from chunks(self, path, start)

origin._Folder.chunks = chunks
pull(sys.argv[1], "latest", sys.argv[2])
"""


def _two(project: Project) -> None:
    project.page("a.txt", TEXTING, COST)
    project.curate()
    project.page("b.txt", EMAIL)
    project.curate()


@pytest.fixture
def two(copy_of: CopyOf) -> Project:
    """Two releases, of which the second has one record more."""
    return copy_of(_two)


class _Files(SimpleHTTPRequestHandler):
    """A static host that knows no ranges, and may be told to do badly."""

    breaks: ClassVar[set[str]] = set()
    """The ends of paths at which the first answer breaks off."""
    moved: ClassVar[dict[str, str]] = {}

    def do_GET(self) -> None:
        for end, target in self.moved.items():
            if self.path.endswith(end):
                self.send_response(302)
                self.send_header("Location", target)
                self.end_headers()
                return
        for end in [end for end in self.breaks if self.path.endswith(end)]:
            self.breaks.discard(end)
            content = Path(self.translate_path(self.path)).read_bytes()
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content[: len(content) // 2])
            self.close_connection = True
            return
        super().do_GET()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def host(two: Project) -> Iterator[str]:
    """The address of a static host with the releases."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Files, directory=two.out))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    _Files.breaks.clear()
    _Files.moved.clear()


def _same(one: Path, other: Path) -> bool:
    names = [sorted(path.relative_to(folder) for path in folder.rglob("*")) for folder in (one, other)]
    return names[0] == names[1] and all((one / n).read_bytes() == (other / n).read_bytes() for n in names[0])


def _is_tidy(out: Path, names: set[str]) -> bool:
    return {path.name for path in out.iterdir()} <= {*names, ".lock", "LATEST", "CHANGELOG.md", "index.json"}


@pytest.mark.parametrize("kind", ["folder", "bucket", "host"])
def test_a_release_comes_whole_from_each_kind_of_place(
    two: Project, bucket: Bucket, host: str, tmp_path: Path, kind: str
) -> None:
    bucket.send(two.out, "curated/")
    places: dict[str, Path | str] = {"folder": two.out, "bucket": bucket.out, "host": host}
    place = places[kind]
    here = tmp_path / "here"
    pulled = pull(place, "1.0.0", here)
    assert (pulled.version, pulled.was_there, pulled.copied) == ("1.0.0", False, [])
    assert pulled.bytes == sum(facts.bytes for facts in two.release("1.0.0").manifest.files.values())
    assert _same(two.release("1.0.0").folder, here / "1.0.0")
    assert latest(here) == "1.0.0"
    assert verify("1.0.0", here, None).problems == []
    assert pull(place, out=here).version == "1.1.0"
    assert latest(here) == "1.1.0"
    assert load(out=here).equals(load(out=two.out))
    assert (here / "index.json").read_bytes() == (two.out / "index.json").read_bytes()
    assert pull(place, out=here).was_there
    assert _is_tidy(here, {"1.0.0", "1.1.0"})


def test_an_older_release_leaves_latest_at_the_newest(two: Project, tmp_path: Path) -> None:
    pull(two.out, out=tmp_path / "here")
    pull(two.out, "1.0.0", tmp_path / "here")
    assert (versions(tmp_path / "here"), latest(tmp_path / "here")) == (["1.0.0", "1.1.0"], "1.1.0")


def test_only_files_that_differ_from_those_of_a_release_here_are_fetched(
    two: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    pull(two.out, "1.0.0", here)
    asked: list[str] = []
    chunks = origins._Folder.chunks

    def note(self: Any, path: str, start: int = 0) -> Iterator[bytes]:
        asked.append(path)
        return chunks(self, path, start)

    monkeypatch.setattr(origins._Folder, "chunks", note)
    pulled = pull(two.out, "1.1.0", here)
    assert set(pulled.copied) == set(_shared(two))
    assert not {f"1.1.0/{name}" for name in pulled.copied} & {*asked}
    assert _same(two.out / "1.1.0", here / "1.1.0")


def _shared(project: Project) -> list[str]:
    one, other = (project.release(version).manifest.files for version in ("1.0.0", "1.1.0"))
    known = {facts.sha256 for facts in one.values()}
    return [name for name, facts in other.items() if facts.sha256 in known]


def test_a_file_here_that_is_damaged_is_fetched_instead(two: Project, tmp_path: Path) -> None:
    here = tmp_path / "here"
    pull(two.out, "1.0.0", here)
    (two.out / "1.0.1").mkdir()
    shutil.rmtree(two.out / "1.0.1")
    _rename(two, "1.0.0", "1.0.1")
    (here / "1.0.0" / "records.csv").write_bytes(b"damaged")
    pulled = pull(two.out, "1.0.1", here)
    assert "records.csv" in pulled.fetched
    assert "records.parquet" in pulled.copied
    assert _same(two.out / "1.0.1", here / "1.0.1")


def _rename(project: Project, version: str, other: str) -> None:
    """Put a copy of a release, all of its tables as they are, beside it under another version."""
    folder = project.out / other
    shutil.copytree(project.out / version, folder)
    _edit(folder, version=other)
    (project.out / "index.json").unlink()


def _edit(folder: Path, **changes: Any) -> None:
    """Change what a manifest says, and the checksums with it, as somebody hostile would."""
    manifest = json.loads((folder / "manifest.json").read_text())
    before = sha256_of(folder / "manifest.json")
    (folder / "manifest.json").write_text(json.dumps(manifest | changes, indent=2) + "\n")
    sums = (folder / "SHA256SUMS").read_text().replace(before, sha256_of(folder / "manifest.json"))
    (folder / "SHA256SUMS").write_text(sums)


def test_a_withdrawn_release_stays_marked(two: Project, tmp_path: Path) -> None:
    withdraw("1.1.0", "The prices are wrong", two.out)
    here = tmp_path / "here"
    assert pull(two.out, out=here).version == "1.0.0"
    with pytest.warns(WithdrawnRelease, match="The prices are wrong"):
        pull(two.out, "1.1.0", here)
    assert latest(here) == "1.0.0"
    (two.out / "index.json").unlink()  # as an older qamill leaves a folder
    with pytest.warns(WithdrawnRelease, match="The prices are wrong"):
        pull(two.out, "1.1.0", tmp_path / "other")


def test_a_pull_marks_older_releases_that_were_withdrawn_there_since(two: Project, tmp_path: Path) -> None:
    here, other = tmp_path / "here", Project(tmp_path / "other")
    pull(two.out, "1.0.0", here)
    pull(two.out, "1.1.0", here)
    other.page("a.txt", EMAIL)
    other.curate()
    withdraw("1.0.0", "The prices are wrong", two.out)
    with pytest.warns(WithdrawnRelease, match="The prices are wrong"):
        assert pull(two.out, out=here).was_there
    with pytest.warns(WithdrawnRelease, match="The prices are wrong"):
        load("1.0.0", out=here)
    assert "**Withdrawn**" in (here / "CHANGELOG.md").read_text()
    pull(two.out, out=here)  # which would raise a second warning
    pull(two.out, out=other.out)
    load("1.0.0", out=other.out)  # another release of this version


def test_the_address_of_one_release_is_answered_with_that_of_all(two: Project, tmp_path: Path) -> None:
    with pytest.raises(NoReleaseThere, match=rf"such as {two.out}, and the version beside it: {two.out} 1\.1\.0,"):
        pull(two.out / "1.1.0", out=tmp_path / "here")


def test_without_an_index_latest_names_the_release(two: Project, tmp_path: Path) -> None:
    (two.out / "index.json").unlink()
    assert pull(two.out, out=tmp_path / "here").version == "1.1.0"
    with pytest.raises(BadOrigin, match=r"has no release '2\.0\.0'"):
        pull(two.out, "2.0.0", tmp_path / "here")


def test_what_is_not_there_is_answered_with_what_is(two: Project, tmp_path: Path) -> None:
    with pytest.raises(UnknownVersion, match=r"There are: 1\.0\.0, 1\.1\.0"):
        pull(two.out, "2.0.0", tmp_path / "here")
    with pytest.raises(UnknownVersion):
        pull(two.out, "../1.0.0", tmp_path / "here")
    with pytest.raises(NoReleaseThere, match=r"holds no releases.*such as .*/curated"):
        pull(two.root, out=tmp_path / "here")
    with pytest.raises(BadSetting, match=r"address cannot be 'file:///x': it must be a folder of releases"):
        pull("file:///x", out=tmp_path / "here")
    with pytest.raises(NotLocal):
        pull(two.out, out="s3://bucket/curated")
    assert not (tmp_path / "here").exists()


def test_another_release_of_the_same_version_is_left_alone(two: Project, tmp_path: Path) -> None:
    other = Project(tmp_path / "other")
    other.page("c.txt", CONTACT)
    other.curate()
    before = other.released()
    with pytest.raises(OtherRelease, match="Bring it into another folder"):
        pull(two.out, "1.0.0", other.out)
    assert other.released() == before


# --- what goes wrong on the way --------------------------------------------------------------


@pytest.mark.parametrize("name", ["../evil.csv", "/etc/evil", "a/b/c", ".hidden", "a\\b", "..", "SHA256SUMS", "a\nb"])
def test_a_manifest_that_names_a_file_elsewhere_is_refused(two: Project, tmp_path: Path, name: str) -> None:
    (two.out / "index.json").unlink()
    manifest = json.loads((two.out / "1.1.0/manifest.json").read_text())
    facts = {"sha256": "0" * 64, "bytes": 4, "rows": None}
    _edit(two.out / "1.1.0", files={**manifest["files"], name: facts})
    with pytest.raises(BadOrigin):
        pull(two.out, out=tmp_path / "here" / "curated")
    assert not (tmp_path / "here" / "evil.csv").exists()
    assert not (tmp_path / "here").exists()


def test_checksums_that_name_a_file_elsewhere_are_refused(two: Project, tmp_path: Path) -> None:
    with (two.out / "1.1.0/SHA256SUMS").open("a") as sums:
        sums.write(f"{'0' * 64}  ../../evil.csv\n")
    with pytest.raises(BadOrigin, match=r"names a file '\.\./\.\./evil\.csv'"):
        pull(two.out, out=tmp_path / "here")


def test_a_file_that_is_a_link_is_refused(two: Project, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    (two.out / "1.1.0/records.csv").rename(secret)
    (two.out / "1.1.0/records.csv").symlink_to(secret)
    with pytest.raises(BadOrigin, match="is a link"):
        pull(two.out, out=tmp_path / "here")
    assert versions(tmp_path / "here") == []


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"id\n", "breaks off"), (b"x" * 100_000, "is larger"), (None, "is missing"), ("flip", "checksum")],
)
def test_a_file_that_is_not_the_one_of_the_release_is_refused(
    two: Project, tmp_path: Path, content: bytes | str | None, why: str
) -> None:
    file = two.out / "1.1.0/records.csv"
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content if isinstance(content, bytes) else file.read_bytes()[::-1])
    with pytest.raises((BadOrigin, Unreachable), match=why):
        pull(two.out, out=tmp_path / "here")
    assert versions(tmp_path / "here") == []
    assert _is_tidy(tmp_path / "here", set())


def test_a_manifest_that_the_index_does_not_name_is_refused(two: Project, tmp_path: Path) -> None:
    _edit(two.out / "1.1.0", name="other")
    with pytest.raises(BadOrigin, match=r"is not the file that index\.json names"):
        pull(two.out, out=tmp_path / "here")


def test_manifests_and_indexes_that_cannot_be_read_are_refused(two: Project, tmp_path: Path) -> None:
    (two.out / "index.json").write_text('{"releases": 3}')
    with pytest.raises(BadOrigin, match=r"index\.json cannot be read"):
        pull(two.out, out=tmp_path / "here")
    (two.out / "index.json").unlink()
    _edit(two.out / "1.1.0", schema_version=99)
    with pytest.raises(NewerRelease):
        pull(two.out, out=tmp_path / "here")
    (two.out / "1.1.0/manifest.json").write_text("{")
    with pytest.raises(BadOrigin, match=r"manifest\.json cannot be read"):
        pull(two.out, out=tmp_path / "here")
    shutil.copy(two.out / "1.0.0/manifest.json", two.out / "1.1.0/manifest.json")
    with pytest.raises(BadOrigin, match=r"is that of 1\.0\.0"):
        pull(two.out, out=tmp_path / "here")


def test_more_than_the_disk_holds_is_not_begun(two: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full = shutil.disk_usage(tmp_path)._replace(free=10)
    monkeypatch.setattr("pipeline.emit.pull.shutil.disk_usage", lambda _: full)
    with pytest.raises(NoRoom, match="Make room"):
        pull(two.out, out=tmp_path / "here")
    assert versions(tmp_path / "here") == []


def test_a_killed_pull_leaves_nothing_to_see_and_the_next_one_brings_it(two: Project, tmp_path: Path) -> None:
    here = tmp_path / "here"
    pull(two.out, "1.0.0", here)
    before = {path: path.read_bytes() for path in here.rglob("*") if path.is_file()}
    command = [sys.executable, "-c", DEATH, str(two.out), str(here), "sightings.parquet"]
    killed = subprocess.run(command, cwd=REPOSITORY, timeout=300, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert any(path.name.startswith(".staging-") for path in here.iterdir())
    assert (versions(here), latest(here)) == (["1.0.0"], "1.0.0")
    assert all(path.read_bytes() == content for path, content in before.items())
    assert pull(two.out, out=here).version == "1.1.0"
    assert _is_tidy(here, {"1.0.0", "1.1.0"})
    assert _same(two.out / "1.1.0", here / "1.1.0")


# --- a static host ---------------------------------------------------------------------------


def test_a_file_that_breaks_off_goes_on_where_it_was(two: Project, host: str, tmp_path: Path) -> None:
    _Files.breaks.update({"/records.csv", "/records.parquet"})
    pull(host, out=tmp_path / "here")
    assert _same(two.out / "1.1.0", tmp_path / "here/1.1.0")
    assert not _Files.breaks


def test_redirects_are_followed_on_the_host_itself_but_to_no_private_address(
    two: Project, host: str, tmp_path: Path
) -> None:
    shutil.copytree(two.out / "1.1.0", two.out / "elsewhere")
    _Files.moved["1.1.0/records.csv"] = "/elsewhere/records.csv"
    pull(host, out=tmp_path / "here")
    for target in (
        "https://127.0.0.1/x",
        "https://169.254.169.254/latest",
        "http://example.org/",
        "file:///etc/passwd",
    ):
        _Files.moved["1.1.0/records.csv"] = target
        with pytest.raises(BadOrigin, match="no public https address"):
            pull(host, out=tmp_path / "other")
    _Files.moved["1.1.0/records.csv"] = "/1.1.0/records.csv"
    with pytest.raises(BadOrigin, match="again and again"):
        pull(host, out=tmp_path / "other")
    assert versions(tmp_path / "other") == []


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://example.org/curated", "use https"),
        ("https://me:secret@example.org/curated", "it holds a password"),
        ("https:///curated", "no host"),
    ],
)
def test_an_address_that_is_not_safe_is_refused(tmp_path: Path, address: str, why: str) -> None:
    with pytest.raises(BadAddress, match=why) as caught:
        pull(address, out=tmp_path / "here")
    assert "secret" not in str(caught.value)


def test_a_host_that_does_not_answer_is_told(tmp_path: Path) -> None:
    why = r"127\.0\.0\.1:1 cannot be reached: Connection refused\. Check the address and the network"
    with pytest.raises(Unreachable, match=why):
        pull("http://127.0.0.1:1", out=tmp_path / "here")


# --- the command -----------------------------------------------------------------------------


def test_the_command_says_what_it_brought_and_checks_it(two: Project, host: str, qamill: Run, tmp_path: Path) -> None:
    here = str(tmp_path / "here")
    result = qamill(two, "pull", host, "1.0.0", "--out", here)
    assert (result.exit_code, result.stdout) == (0, "")
    files = len(list(two.release("1.0.0").folder.iterdir())) - 2  # the manifest and SHA256SUMS say which
    assert f"Brought {here}/1.0.0: {files} files" in result.stderr
    found = json.loads(qamill(two, "pull", host, "--out", here, "--json").stdout)
    assert (found["version"], found["was_there"], found["problems"]) == ("1.1.0", False, [])
    assert f"{here}/1.1.0 is there already" in qamill(two, "pull", host, "--out", here).stderr
    os.truncate(f"{here}/1.1.0/records.csv", 3)
    result = qamill(two, "pull", host, "--out", here)
    assert result.exit_code == 1
    assert "records.csv: does not have the checksum" in result.stdout
