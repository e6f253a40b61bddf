"""A setting that cannot be is refused at once, by Python and by the command, with what is allowed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import TEXTING, Project, Run

from pipeline import QamillError, curate, parse
from pipeline.arguments import BadSetting
from pipeline.engine.limits import Limits
from pipeline.run.settings import Mode, Resources, Settings

PAGE = str(TEXTING)

OF_PYTHON: list[tuple[str, Callable[[], Any], str]] = [
    ("a mode in capitals", lambda: parse(PAGE, mode="Full"), "mode cannot be 'Full': it must be one of full, markup."),
    ("a misspelt mode", lambda: curate(mode="markupp"), "it must be one of full, markup."),
    (
        "a format that there is not",
        lambda: parse(PAGE, format="nope"),
        "format cannot be 'nope': it must be one of att",
    ),
    (
        "a media type that is not read",
        lambda: parse(PAGE, media_type="text/css"),
        "one of text/plain, text/html, text/markdown,",
    ),
    ("an unknown charset", lambda: parse(PAGE.encode(), charset="nope"), "charset cannot be 'nope': it must be the n"),
    ("a codec that is no charset", lambda: parse(PAGE.encode(), charset="rot13"), "charset cannot be 'rot13'"),
    ("a page that is none", lambda: parse(None), "page cannot be None: it must be text or bytes."),  # type: ignore[arg-type]
    (
        "the path of a page",
        lambda: parse(Path(__file__)),  # type: ignore[arg-type]
        "it must be text or bytes. Give what the file holds: Path(...).read_bytes().",
    ),
    ("the name of a page", lambda: parse(__file__), "Give what the file holds"),
    ("no similarity", lambda: curate(similarity=0), "similarity cannot be 0: it must be a number above 0 and up to 1."),
    (
        "fewer rows than none",
        lambda: curate(shard_rows=-1),
        "shard_rows cannot be -1: it must be a whole number of rows",
    ),
    ("rows in words", lambda: curate(shard_rows="5000"), "shard_rows cannot be '5000'"),  # type: ignore[arg-type]
    ("too much similarity", lambda: curate(similarity=1.1), "similarity cannot be 1.1"),
    ("similarity that is no number", lambda: curate(similarity=float("nan")), "similarity cannot be nan"),
    ("similarity in words", lambda: curate(similarity="0.8"), "similarity cannot be '0.8'"),  # type: ignore[arg-type]
    (
        "fewer than no workers",
        lambda: curate(workers=-1),
        "workers cannot be -1: it must be a whole number from 1 to 10,000.",
    ),
    ("no workers", lambda: curate(workers=0), "workers cannot be 0"),
    ("half a worker", lambda: curate(workers=1.5), "workers cannot be 1.5"),  # type: ignore[arg-type]
    ("workers that are a yes", lambda: curate(workers=True), "workers cannot be True"),
    (
        "too little memory",
        lambda: curate(memory=10),
        "memory cannot be 10: it must be a whole number of megabytes, 300",
    ),
    (
        "no time for a page",
        lambda: curate(limits=Limits(seconds=0)),
        "page seconds cannot be 0: it must be a number ab",
    ),
    ("no memory for a page", lambda: curate(limits=Limits(megabytes=0)), "page megabytes cannot be 0"),
    ("a master that is none", lambda: curate(spark=7), "spark cannot be 7: it must be the address of a master, such"),  # type: ignore[arg-type]
]


@pytest.mark.parametrize(("what", "call", "words"), OF_PYTHON, ids=[what for what, _, _ in OF_PYTHON])
def test_python_refuses_what_cannot_be_before_anything_is_read(
    project: Project, monkeypatch: pytest.MonkeyPatch, what: str, call: Callable[[], Any], words: str
) -> None:
    monkeypatch.chdir(project.root)  # where there is no raw/: reading anything would be another error
    with pytest.raises(BadSetting) as raised:
        call()
    assert words in str(raised.value), what
    assert isinstance(raised.value, QamillError)


OF_THE_COMMAND = [
    (("curate", "--mode", "Full"), "Full"),
    (("curate", "--similarity", "0"), "0"),
    (("curate", "--workers", "-1"), "-1"),
    (("curate", "--memory", "1"), "1"),
    (
        ("curate", "--page-seconds", "-1"),
        "page seconds cannot be -1.0: it must be a number above 0 and up to 1,000,000.",
    ),
    (
        ("curate", "--page-megabytes", "0"),
        "page megabytes cannot be 0: it must be a number above 0 and up to 1,000,000.",
    ),
    (("parse", "-", "--format", "nope"), "format cannot be 'nope': it must be one of attribution, "),
    (("parse", "-", "--charset", "nope"), "charset cannot be 'nope'"),
    (("add", "-", "--charset", "nope"), "charset cannot be 'nope'"),
    (("curate", "--page-seconds", "nan"), "page seconds cannot be nan"),
    (("curate", "--page-seconds", "inf"), "page seconds cannot be inf"),
    (("curate", "--similarity", "nan"), "nan"),
    (("curate", "--page-megabytes", "9" * 400), "page megabytes cannot be 9"),
    (("curate", "--workers", "9" * 400), "workers cannot be 9"),
    (("curate", ""), "raw cannot be ['']: it must be folders, files or addresses"),
    (("curate", "--out", ""), "out cannot be '': it must be a folder"),
    (
        ("curate", "--out", "\udcff"),
        "out cannot be '\\udcff': it must be a folder (of this machine: its path, in UTF-8)",
    ),
    (("curate", "--out", "file:///x"), "out cannot be 'file:///x': it must be a folder (of this machine: its path"),
    (("curate", "file:///x"), "raw cannot be ['file:///x']: it must be folders"),
    (("curate", "--out", "o" * 300), "out cannot be 'ooo"),
    (("curate", "--recipes", ""), "recipe cannot be '': it must be a folder of recipes, or a recipe."),
    (("curate", "--recipes", "raw"), "raw: holds no recipe, that is no file *.toml. See `qamill help recipes`."),
    (("curate", "--recipes", "\udcff"), "cannot be read (No such file or directory)"),
    (("curate", "--spark", ""), "spark cannot be '': it must be the address of a master"),
    (("curate", "--spark", "nonsense"), "spark cannot be 'nonsense': it must be the address of a master, such as loc"),
    (("curate", "--spark", "local[0]"), "spark cannot be 'local[0]'"),
    (("curate", "--mode", "\udcff"), "\\udcff"),
    (("parse", "-", "--charset", "\udcff"), "charset cannot be '\\udcff': it must be the name of an encoding"),
    (("parse", "-", "--charset", ""), "charset cannot be ''"),
    (("parse", "-", "--url", "\udcff"), "url cannot be '\\udcff': it must be text."),
    (("parse", "-", "--format", "\udcff"), "format cannot be '\\udcff': it must be one of attribution"),
    (("parse", "-", "--recipe", ""), "recipe cannot be ''"),
    (("parse", "\udcff"), "No such file"),
    (("add", "-", "--raw", ""), "raw cannot be ['']"),
    (("stats", "--out", ""), "out cannot be ''"),
    (("stats", "--out", "\udcff"), "out cannot be '\\udcff'"),
    (("versions", "--out", ""), "out cannot be ''"),
    (("diff", "", "", "--out", "raw"), "raw is not a release"),
    (("verify", "--raw", ""), "raw cannot be ['']"),
    (("verify", "--out", ""), "out cannot be ''"),
    (("explain", "", "--out", "", "--raw", ""), "cannot be ''"),
]


@pytest.mark.parametrize(("arguments", "words"), OF_THE_COMMAND, ids=[" ".join(call) for call, _ in OF_THE_COMMAND])
def test_the_command_refuses_what_cannot_be(
    project: Project, qamill: Run, arguments: tuple[str, ...], words: str
) -> None:
    project.page("page.txt", TEXTING)
    before = project.files()
    run = qamill(project, *arguments, stdin=PAGE.encode())
    assert run.exit_code == 2
    assert words in run.stderr, run.stderr
    assert "Traceback" not in run.output
    assert project.files() == before


STRANGE_VERSIONS = [
    ("stats", "\udcff"),
    ("diff", "\udcff", "\udcff"),
    ("explain", "\udcff", "--version", "\udcff"),
]


@pytest.mark.parametrize("arguments", STRANGE_VERSIONS, ids=" ".join)
def test_a_version_that_cannot_be_is_named(project: Project, qamill: Run, arguments: tuple[str, ...]) -> None:
    project.page("page.txt", TEXTING)
    run = qamill(project, *arguments)
    assert (run.exit_code, run.stderr) == (2, "qamill: Nothing is released in curated yet: run qamill curate.\n")
    project.curate()
    run = qamill(project, *arguments)
    assert run.exit_code == 2
    assert "has no release '\\udcff'" in run.stderr


def test_a_mode_may_be_given_as_its_word() -> None:
    assert Settings("markup").for_manifest() == Settings(Mode.MARKUP).for_manifest()


def test_less_memory_makes_fewer_workers_and_smaller_buckets() -> None:
    shares = [Resources(workers=8, memory=memory).share() for memory in (300, 500, 1_000, 4_000, 16_000)]
    assert shares[0].workers == 1
    assert [share.workers for share in shares] == sorted(share.workers for share in shares)
    assert max(share.bucket_bytes for share in shares) == Resources(workers=8).share().bucket_bytes
