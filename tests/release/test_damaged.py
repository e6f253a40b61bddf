"""A folder that is not the release of its name is named, wherever it is read; nothing ends in a traceback."""

from __future__ import annotations

import json
import os
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import COST, TEXTING, CopyOf, Project, Run

from pipeline import curate, load
from pipeline.audit.verify import verify
from pipeline.release.errors import DamagedRelease, Misplaced, NewerRelease
from pipeline.release.versions import read_release
from pipeline.schema.manifest import Manifest


def _released(project: Project) -> None:
    project.page("page.txt", TEXTING)
    project.curate()


@pytest.fixture
def released(copy_of: CopyOf) -> Project:
    """A project with one release."""
    return copy_of(_released)


def _state(released: Project, change: Callable[[dict[str, Any]], object]) -> None:
    path = released.out / "1.0.0" / "manifest.json"
    manifest = json.loads(path.read_bytes())
    change(manifest)
    path.write_text(json.dumps(manifest), encoding="utf-8")


def _copied(released: Project) -> None:
    shutil.copytree(released.out / "1.0.0", released.out / "1.5.0")


def _renamed(released: Project) -> None:
    (released.out / "1.0.0").rename(released.out / "7.0.0")


def _edited(version: str) -> Callable[[Project], None]:
    return lambda released: _state(released, lambda manifest: manifest.update(version=version))


MISPLACED: dict[str, tuple[Callable[[Project], None], str]] = {
    "copied": (_copied, "1.5.0"),
    "renamed": (_renamed, "7.0.0"),
    "edited": (_edited("3.0.0"), "1.0.0"),
    "no version": (_edited("newest"), "1.0.0"),
    "no numbers": (_edited("1.0"), "1.0.0"),
    "empty": (_edited(""), "1.0.0"),
}


@pytest.mark.parametrize("how", MISPLACED)
def test_a_folder_that_holds_another_version_stops_a_run_and_is_named(released: Project, how: str) -> None:
    misplace, folder = MISPLACED[how]
    misplace(released)
    released.page("more.txt", COST)
    before = released.files()
    for _ in range(2):
        with pytest.raises(Misplaced, match=f"{folder} is no release of its own"):
            released.curate()
    assert released.files() == before
    problems = verify(folder, released.out, released.raw).problems
    assert [problem.file for problem in problems if "in the folder of" in problem.what] == ["manifest.json"]


@pytest.mark.parametrize("content", [b"", b"PAR1 and what is no table", None])
def test_a_release_with_a_table_that_is_not_whole_is_not_called_up_to_date(
    released: Project, qamill: Run, content: bytes | None
) -> None:
    table = released.out / "1.0.0" / "records.parquet"
    table.unlink()
    if content is not None:
        table.write_bytes(content)
    result = qamill(released, "curate")
    assert (result.exit_code, "Nothing changed" in result.stderr) == (1, False)
    assert "1.0.0 is damaged: records.parquet" in result.stderr


@pytest.mark.parametrize("how", ["copied", "renamed"])
def test_with_its_name_back_the_release_is_whole(released: Project, how: str) -> None:
    misplace, folder = MISPLACED[how]
    misplace(released)
    if how == "copied":
        shutil.rmtree(released.out / folder)
    else:
        (released.out / folder).rename(released.out / "1.0.0")
    assert not released.curate().is_new
    assert verify("1.0.0", released.out, released.raw).problems == []


def test_verify_of_another_version_names_the_folder(released: Project) -> None:
    _copied(released)
    [problem] = verify("1.0.0", released.out, released.raw).problems
    assert tuple(problem) == ("1.5.0/manifest.json", "says version 1.0.0 in the folder of 1.5.0")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _loop(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _gone(path: Path) -> None:
    path.unlink()


def _surrogate(escaped: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(path.read_bytes().replace(b'"qamill"', escaped, 1))

    return write


STRANGE: dict[str, tuple[Callable[[Path], None], str]] = {
    "a folder": (_folder, "its manifest.json is no file"),
    "a link to itself": (_loop, "its manifest.json is no file"),
    "a pipe": (_pipe, "its manifest.json is no file"),
    "nothing": (_gone, "it has no manifest.json"),
    "a surrogate, escaped": (_surrogate(b'"\\ud800"'), "its manifest.json cannot be read"),
    "a surrogate, as bytes": (_surrogate(b'"\xed\xa0\x80"'), "its manifest.json cannot be read"),
}


@pytest.mark.parametrize("what", STRANGE)
@pytest.mark.parametrize("command", ["versions", "verify", "stats", "curate", "explain 0123", "diff 1.0.0 1.0.0"])
def test_a_manifest_that_cannot_be_read_is_told_in_a_sentence(
    released: Project, qamill: Run, what: str, command: str
) -> None:
    damage, words = STRANGE[what]
    damage(released.out / "1.0.0" / "manifest.json")
    result = qamill(released, *command.split())
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert words.removeprefix("its manifest.json ") in result.stdout + result.stderr


def test_a_surrogate_in_any_text_of_a_manifest_is_refused(released: Project) -> None:
    manifest = (released.out / "1.0.0" / "manifest.json").read_bytes()
    for text in (b'"mode"', b'"full"', b'"records.csv"', b'"1.0.0"'):
        assert text in manifest
        with pytest.raises(ValueError, match="surrogates not allowed"):
            Manifest.from_json(manifest.replace(text, b'"\\uDfff"'))


@pytest.mark.parametrize(
    "error", [DamagedRelease(Path("a/1.0.0"), "why"), Misplaced(Path("a/1.0.0"), "2.0.0"), NewerRelease("a/1.0.0", 9)]
)
def test_an_error_comes_out_of_a_worker_as_it_was(error: DamagedRelease) -> None:
    back = pickle.loads(pickle.dumps(error))
    assert (type(back), str(back), back.folder, back.why) == (type(error), str(error), error.folder, error.why)


def test_manifests_are_read_once_in_a_run_with_nothing_to_do(
    released: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Path] = []

    def counted(folder: Path) -> Any:
        read.append(folder)
        return read_release(folder)

    monkeypatch.setattr("pipeline.release.versions.read_release", counted)
    assert not curate(released.raw, released.out, workers=1).is_new
    assert read == [released.out / "1.0.0"]
    assert load(out=released.out).shape[0] == 1
