"""The folder of earlier results: only ours is used, only what is ours is removed, and no other stops a run."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import ALL_TESTS
from conftest import COST, EMAIL, TEXTING, Project, Run

from pipeline import curate
from pipeline.engine import arrow_files, checkpoints, parts
from pipeline.engine.checkpoints import Checkpoints, Entry, is_own_name
from pipeline.engine.own_folder import MARKER, is_marked, make, why_not_ours
from pipeline.run.session import CACHE

RESULT = f"read-{'0' * 32}.arrow"


@pytest.fixture
def cache(project: Project) -> Path:
    """The place of the cache of a project with a page, before its first run."""
    project.page("page.txt", TEXTING)
    project.out.mkdir()
    return project.out / CACHE


def _link(cache: Path) -> None:
    elsewhere = cache.parent.parent / "elsewhere"
    elsewhere.mkdir()
    cache.symlink_to(elsewhere, target_is_directory=True)


def _with(name: str, make_entry: Callable[[Path], object]) -> Callable[[Path], None]:
    def make_cache(cache: Path) -> None:
        make(cache)
        make_entry(cache / name)

    return make_cache


def _marked_by(make_mark: Callable[[Path], object]) -> Callable[[Path], None]:
    def make_cache(cache: Path) -> None:
        cache.mkdir()
        make_mark(cache / MARKER)

    return make_cache


def _folder_of_others(cache: Path) -> None:
    cache.mkdir()
    (cache / "thesis.txt").write_text("years of work")


def _open_to_all(cache: Path) -> None:
    make(cache)
    cache.chmod(0o777)


def _of_another_user(cache: Path) -> None:
    make(cache)
    if os.geteuid():
        pytest.skip("only root can give a folder away: NOT tested")
    os.chown(cache, 12345, 12345)


def _socket(path: Path) -> None:
    here = os.getcwd()
    os.chdir(path.parent)  # the address of a socket must be short
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)
    os.chdir(here)


STRANGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "a link": (_link, "it is a link"),
    "a link to nothing": (lambda cache: cache.symlink_to("nowhere"), "it is a link"),
    "a file": (lambda cache: cache.write_text("mine"), "it is no folder"),
    "a pipe": (os.mkfifo, "it is no folder"),
    "a socket": (_socket, "it is no folder"),
    "a folder of others": (_folder_of_others, "it holds files that are not qamill's"),
    "a folder of another user": (_of_another_user, "it belongs to another user"),
    "open to everybody": (_open_to_all, "everybody may write to it"),
    "a journal that is a folder": (_with("journal.jsonl", Path.mkdir), "journal.jsonl in it is no file"),
    "a journal that is a pipe": (_with("journal.jsonl", os.mkfifo), "journal.jsonl in it is no file"),
    "a journal that is a link": (_with("journal.jsonl", lambda at: at.symlink_to("x")), "journal.jsonl in it is no"),
    "a new journal that is a link": (_with("journal.new", lambda at: at.symlink_to("x")), "journal.new in it is no"),
    "a mark that is a folder": (_marked_by(Path.mkdir), "it holds files that are not qamill's"),
    "a mark that is a pipe": (_marked_by(os.mkfifo), "it holds files that are not qamill's"),
    "a mark that is a link": (_marked_by(lambda at: at.symlink_to("x")), "it holds files that are not qamill's"),
    "a mark that is a socket": (_marked_by(_socket), "it holds files that are not qamill's"),
    "a result that is a pipe": (_with(RESULT, os.mkfifo), f"{RESULT} in it is no file"),
    "a result that is a folder": (_with(RESULT, Path.mkdir), f"{RESULT} in it is no file"),
}


def _seen(folder: Path) -> list[tuple[str, int, bytes]]:
    paths = [folder, *folder.rglob("*")]
    return [(str(path), path.lstat().st_mode, path.read_bytes() if path.is_file() else b"") for path in sorted(paths)]


@pytest.mark.parametrize("kind", STRANGE)
def test_a_run_goes_on_without_a_strange_cache_and_says_so(project: Project, cache: Path, kind: str) -> None:
    make_strange, why = STRANGE[kind]
    make_strange(cache)
    before = _seen(project.root / "elsewhere") if kind == "a link" else _seen(cache)
    outcome = project.curate()
    assert outcome.is_new
    assert [note.startswith(f"{cache} was not used: {why}") for note in outcome.notes] == [True]
    assert before == (_seen(project.root / "elsewhere") if kind == "a link" else _seen(cache))
    assert not project.curate().notes  # nothing changed, so no cache was asked for


def test_the_command_says_that_it_did_not_use_the_cache(project: Project, cache: Path, qamill: Run) -> None:
    cache.write_text("mine")
    run = qamill(project, "curate")
    assert run.exit_code == 0
    assert "curated/.cache was not used: it is no folder." in run.stderr
    assert (project.out / "1.0.0").is_dir()


def test_without_a_cache_nobody_asks_what_lies_in_its_place(project: Project, cache: Path) -> None:
    cache.write_text("mine")
    assert curate(project.raw, project.out, workers=1, cache=False).notes == ()
    assert curate(project.raw, project.out, workers=1, dry_run=True).notes == ()


def test_files_of_others_in_our_cache_are_left_alone(project: Project, cache: Path) -> None:
    project.curate()
    assert is_marked(cache)
    (cache / "sub").mkdir()
    (cache / "sub" / "thesis.txt").write_text("years of work")
    (cache / "notes.txt").write_text("mine")
    (cache / "read-me.arrow").write_text("mine")
    (cache / "link").symlink_to(project.raw)
    os.mkfifo(cache / "pipe")
    project.page("more.txt", EMAIL)
    outcome = project.curate()
    assert (outcome.manifest.version, outcome.known, outcome.notes) == ("1.1.0", 1, ())
    assert {"sub", "notes.txt", "read-me.arrow", "link", "pipe"} < {path.name for path in cache.iterdir()}
    assert (cache / "sub" / "thesis.txt").read_text() == "years of work"
    assert (project.raw / "page.txt").exists()


def test_a_cache_of_an_older_version_is_known_by_its_names(project: Project, cache: Path) -> None:
    project.curate()
    (cache / MARKER).unlink()
    project.page("more.txt", EMAIL)
    outcome = project.curate()
    assert (outcome.known, outcome.notes) == (1, ())
    assert is_marked(cache)


def test_a_mark_that_was_not_written_to_its_end_is_written_again(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    make(folder)
    (folder / MARKER).write_bytes(b"")
    assert why_not_ours(folder, is_own_name) == ""
    assert is_marked(folder)


@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_a_cache_is_never_open_to_everybody(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        make(tmp_path / "cache")
        assert why_not_ours(tmp_path / "cache", is_own_name) == ""
    finally:
        os.umask(before)


OTHERS = "sound-" + "1" * 32 + ".arrow"


@pytest.mark.parametrize(
    "lines",
    [
        b'["read-\\u0000","x","y"]\n',
        b'["read-\x00","x","y"]\n',
        b"\xff\xfe\x00garbage\n",
        b"x" * 5_000_000,
        b"[" * 1_000_000 + b"\n",
        f'["../../raw/page.txt","{"0" * 64}",""]\n'.encode(),
        f'["/etc/passwd","{"0" * 64}",""]\n'.encode(),
        f'["{OTHERS}","{"0" * 64}",null]\n'.encode(),
        f'["{OTHERS}","{"0" * 64}","../raw"]\n'.encode(),
        f'["{OTHERS}",12,""]\n'.encode(),
        f'{{"{OTHERS}":1,"b":2,"c":3}}\n'.encode(),
    ],
)
def test_what_is_no_line_of_a_journal_counts_for_nothing(project: Project, cache: Path, lines: bytes) -> None:
    project.curate()
    whole = (cache / "journal.jsonl").read_bytes()
    (cache / "journal.jsonl").write_bytes(whole + lines)
    assert [entry.name for entry in Checkpoints(cache).entries("sound")] == []
    (cache / "journal.jsonl").write_bytes(lines + b"\n" + whole)
    project.page("more.txt", EMAIL)
    outcome = project.curate()
    assert (outcome.manifest.version, outcome.known, outcome.notes) == ("1.1.0", 1, ())


def _refusing(number: int, chosen: Callable[..., bool], act: Callable[..., object]) -> Callable[..., object]:
    def refused(*arguments: object) -> object:
        if chosen(*arguments):
            raise OSError(number, os.strerror(number))
        return act(*arguments)

    return refused


def _in_cache(path: object, *_: object) -> bool:
    return Path(str(path)).parent.name == CACHE and not Path(str(path)).parent.parent.name.startswith(".staging")


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO, errno.EROFS, errno.EISDIR] if ALL_TESTS else [errno.EIO])
@pytest.mark.parametrize("where", ["write", "add", "_rewrite"])
def test_a_run_goes_on_where_the_cache_can_no_longer_be_written(
    project: Project, cache: Path, monkeypatch: pytest.MonkeyPatch, where: str, number: int
) -> None:
    project.curate()
    project.page("more.txt", EMAIL, COST)
    if where == "write":
        monkeypatch.setattr(parts, "write", _refusing(number, _in_cache, arrow_files.write))
    else:
        refused = _refusing(number, lambda files, *_: files.folder == cache, getattr(Checkpoints, where))
        monkeypatch.setattr(Checkpoints, where, refused)
    outcome = project.curate()
    assert outcome.manifest.version == "1.1.0"
    assert [os.strerror(number) in note for note in outcome.notes] == [True]
    assert list(project.out.glob(".staging-*")) == []
    fresh = curate(project.raw, project.root / "fresh", workers=1, cache=False).manifest.content
    assert {**outcome.manifest.content, "changes": ""} == {**fresh, "changes": ""}


def test_every_name_that_is_given_is_known_as_own(project: Project, cache: Path) -> None:
    project.curate()
    names = {path.name for path in cache.iterdir()} - {MARKER}
    assert names
    assert all(map(is_own_name, names))
    assert is_own_name(Path(parts.name_of("read", "x")).with_suffix(f".{'0' * 32}").name)
    assert not any(map(is_own_name, ("read-me.arrow", "thesis.txt", "journal.jsonl.bak", f"../{RESULT}", ".lock")))


def test_an_entry_is_read_as_it_was_written() -> None:
    entry = Entry(RESULT, "0" * 64, RESULT)
    assert checkpoints._entry(checkpoints._line(entry).encode()) == entry
