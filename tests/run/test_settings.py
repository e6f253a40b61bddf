"""A setting that cannot be is refused at once, by Python and by the command, with what is allowed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from conftest import TEXTING, Project, Run

from pipeline import QamillError, curate, parse
from pipeline.engine.limits import Limits
from pipeline.run.settings import BadSetting, Mode, Resources, Settings

PAGE = str(TEXTING)

OF_PYTHON: list[tuple[str, Callable[[], Any], str]] = [
    ("a mode in capitals", lambda: parse(PAGE, mode="Full"), "mode cannot be 'Full': it must be one of full, markup."),
    ("a misspelt mode", lambda: curate(mode="markupp"), "it must be one of full, markup."),
    (
        "a format that there is not",
        lambda: parse(PAGE, format="nope"),
        "format cannot be 'nope': it must be one of att",
    ),
    ("a media type that is not read", lambda: parse(PAGE, media_type="text/csv"), "one of text/plain, text/html."),
    ("an unknown charset", lambda: parse(PAGE.encode(), charset="nope"), "charset cannot be 'nope': it must be the n"),
    ("a codec that is no charset", lambda: parse(PAGE.encode(), charset="rot13"), "charset cannot be 'rot13'"),
    ("a page that is none", lambda: parse(None), "page cannot be 'NoneType': it must be text or bytes."),  # type: ignore[arg-type]
    ("no similarity", lambda: curate(similarity=0), "similarity cannot be 0: it must be a number above 0 and up to 1."),
    ("too much similarity", lambda: curate(similarity=1.1), "similarity cannot be 1.1"),
    ("similarity that is no number", lambda: curate(similarity=float("nan")), "similarity cannot be nan"),
    ("similarity in words", lambda: curate(similarity="0.8"), "similarity cannot be '0.8'"),  # type: ignore[arg-type]
    ("fewer than no workers", lambda: curate(workers=-1), "workers cannot be -1: it must be a whole number from 1 on."),
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
    ("a master that is none", lambda: curate(spark=7), "spark cannot be 7: it must be the address of a master."),  # type: ignore[arg-type]
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
    (("curate", "--page-seconds", "-1"), "page seconds cannot be -1.0: it must be a number above 0."),
    (("curate", "--page-megabytes", "0"), "page megabytes cannot be 0: it must be a number above 0."),
    (("parse", "-", "--format", "nope"), "format cannot be 'nope': it must be one of attribution, "),
    (("parse", "-", "--charset", "nope"), "charset cannot be 'nope'"),
    (("add", "-", "--charset", "nope"), "charset cannot be 'nope'"),
]


@pytest.mark.parametrize(("arguments", "words"), OF_THE_COMMAND, ids=[" ".join(call) for call, _ in OF_THE_COMMAND])
def test_the_command_refuses_what_cannot_be(
    project: Project, qamill: Run, arguments: tuple[str, ...], words: str
) -> None:
    project.page("page.txt", TEXTING)
    before = project.files()
    run = qamill(project, *arguments, stdin=PAGE.encode())
    assert run.exit_code == 2
    assert words in run.stderr
    assert "Traceback" not in run.output
    assert project.files() == before


def test_a_mode_may_be_given_as_its_word() -> None:
    assert Settings("markup").for_manifest() == Settings(Mode.MARKUP).for_manifest()


def test_less_memory_makes_fewer_workers_and_smaller_buckets() -> None:
    shares = [Resources(workers=8, memory=memory).share() for memory in (300, 500, 1_000, 4_000, 16_000)]
    assert shares[0].workers == 1
    assert [share.workers for share in shares] == sorted(share.workers for share in shares)
    assert max(share.bucket_bytes for share in shares) == Resources(workers=8).share().bucket_bytes
