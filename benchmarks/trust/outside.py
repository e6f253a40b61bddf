"""Hostile files of every kind that a run reads: nothing outside of the project is read, written, run or dialled."""
# ruff: noqa: E501 - hostile files are written as they are

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Callable
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from click.testing import CliRunner
from conftest import TEXTING, Project

from pipeline.cli.commands import main

from .made import warc_of
from .promise import Found, Promise, Scale, not_run
from .traced import NO_STRACE, Call, can_trace, record

_CANARY = "Is the canary of the neighbour yellow?"
_SECRET = f"{_CANARY}\n\nIt is, and it sings.\nView complete answer on example.org\n"
_CALLS = (
    "open", "openat", "creat", "execve", "connect", "rename", "renameat", "renameat2", "unlink", "unlinkat", "rmdir",
    "mkdir", "mkdirat", "symlink", "symlinkat", "link", "linkat", "chmod", "fchmodat", "truncate",
)  # fmt: skip
_COMMANDS = (
    ("curate", "--workers", "1"), ("verify",), ("stats",), ("show",), ("rejected",), ("review", "list"),
    ("takedown", "list"), ("doctor",), ("report", "-o", "report.html"),
)  # fmt: skip
Plant = Callable[[Project, Path], object]


def _links(project: Project, outside: Path) -> None:
    (project.raw / "secret.txt").symlink_to(outside / "secret.txt")
    (project.raw / "folder").symlink_to(outside, target_is_directory=True)
    (project.raw / "up.txt").symlink_to("../../outside/secret.txt")


def _index(project: Project, outside: Path) -> None:
    names = (
        "../../outside/secret.txt",
        str(outside / "secret.txt"),
        f"file://{outside}/secret.txt",
        "a/../../../outside/secret.txt",
    )
    (project.raw / "index.csv").write_text("path,url\n" + "".join(f"{name},https://example.org/\n" for name in names))


def _zip(project: Project, outside: Path) -> None:
    with ZipFile(project.raw / "pages.zip", "w") as archive:
        for name in (
            "../../../outside/new.txt",
            str(outside / "new.txt"),
            "a/../../../../outside/secret.txt",
            "C:\\new.txt",
        ):
            archive.writestr(ZipInfo(name), _text("Is it out of the zip?"))
        link = ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, str(outside / "secret.txt"))


def _warc(project: Project, outside: Path) -> None:
    page = "<details><summary>Is it out of the archive?</summary><p>It is not.</p></details>"
    urls = (f"file://{outside}/secret.txt", "file:///etc/passwd", "../../outside/secret.txt", "http://127.0.0.1:1/x")
    (project.raw / "crawl.warc.gz").write_bytes(warc_of(dict.fromkeys(urls, page)))
    revisit = (
        "WARC/1.0\r\nWARC-Type: revisit\r\nWARC-Target-URI: https://example.org/\r\nWARC-Date: 2026-01-31T12:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:1>\r\nWARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest\r\n"
        f"WARC-Refers-To-Filename: ../../outside/old.warc.gz\r\nWARC-Refers-To-File-Offset: 0\r\nWARC-Refers-To-Target-URI: file://{outside}/secret.txt\r\n"
        "WARC-Refers-To-Date: 2026-01-01T00:00:00Z\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
    )
    (project.raw / "revisit.warc").write_text(revisit, newline="")
    (outside / "old.warc.gz").write_bytes(warc_of({"https://example.org/": page.replace("archive", "neighbour")}))


def _markup(project: Project, outside: Path) -> None:
    """Languages that can include files."""
    secret = outside / "secret.txt"
    pages = {
        "a.rst": f".. include:: {secret}\n\n.. raw:: html\n   :file: {secret}\n\n.. csv-table:: T\n   :file: {secret}\n\n.. literalinclude:: {secret}\n",
        "b.adoc": f"include::{secret}[]\n\nimage::{secret}[]\n\nlink:{secret}[x]\n",
        "c.md": f"![x](file://{secret})\n\n<iframe src=file://{secret}></iframe>\n",
        "d.html": f"<base href=file://{outside}/><link rel=canonical href=secret.txt><iframe src=secret.txt></iframe><img src=secret.txt>",
        "e.xhtml": f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]><html><body><h2>Is it in?</h2><p>&x;</p></body></html>',
        "f.mhtml": f"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\nContent-Location: file://{secret}\n\n<p>x\n--b--\n",
    }
    for name, text in pages.items():
        (project.raw / name).write_text(text)
    with ZipFile(project.raw / "g.docx", "w") as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        entity = f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{secret}">]>'
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        book.writestr(
            "word/document.xml",
            f'<?xml version="1.0"?>{entity}<w:document xmlns:w="{space}"><w:body>&x;</w:body></w:document>',
        )


def _tables(project: Project, outside: Path) -> None:
    hostile = (
        f"../../outside/secret.txt,{outside}/secret.txt",
        "=cmd|' /C calc'!A0,x",
        "\0\0,\x1b[31m",
        "a" * 100_000 + ",b",
        '"never closed',
    )
    (project.root / "reviews.csv").write_text("action,id,reason\n" + "\n".join(hostile))


def _takedowns(project: Project, outside: Path) -> None:
    head = "number,kind,what,question,text,key,reason,requested_by,date\n"
    rows = (
        f"1,url,file://{outside}/secret.txt,,,,x,,2026-01-01", "2,pattern,(a+)+$,,,,x,,2026-01-01", f"3,id,{outside}/secret.txt,,,,x,,2026-01-01",
        "4,text,,AAAA,AAAA,../../outside/key,x,,2026-01-01",
    )  # fmt: skip
    (project.root / "takedowns.csv").write_text(head + "\n".join(rows) + "\n")
    (project.root / "takedowns.key").symlink_to(outside / "secret.txt")


def _settings(project: Project, outside: Path) -> None:
    (project.root / "qamill.toml").write_text(
        f'[dataset]\ntitle = "{_CANARY[:5]}\\u001b[31m"\nlicence = "file://{outside}/secret.txt"\n[fetch]\ncontact = "$(touch {outside}/run)"\n'
        f'[run]\nshell = "touch {outside}/run"\n[options]\nhook = "touch {outside}/run"\n'
    )


def _recipe(project: Project, outside: Path) -> None:
    folder = project.root / "recipes"
    folder.mkdir()
    (folder / "a.toml").write_text(
        f'address = "../../outside"\nquestion = "file://{outside}/secret.txt"\nrun = "touch {outside}/run"\n'
    )
    (folder / "b.toml").symlink_to(outside / "secret.txt")


def _cache(project: Project, outside: Path) -> None:
    """A cache with names that lead out, objects of Python, and links."""
    project.curate()
    cache = project.out / ".cache"
    name = "read-" + "0" * 32 + ".arrow"
    (cache / name).symlink_to(outside / "secret.txt")
    (cache / ("scan-" + "1" * 32 + ".arrow")).write_bytes(b"cos\nsystem\n(S'touch %b/run'\ntR." % os.fsencode(outside))
    with (cache / "journal.jsonl").open("a") as journal:
        for each in (name, "../../../outside/secret.txt", str(outside / "secret.txt"), "scan-" + "1" * 32 + ".arrow"):
            journal.write(f'["{each}", "{"0" * 64}", "../../../outside/secret.txt"]\n')
    project.page("more.txt", TEXTING._replace(question="What is more?"))


def _cache_elsewhere(project: Project, outside: Path) -> None:
    project.out.mkdir()
    (project.out / ".cache").symlink_to(outside, target_is_directory=True)
    (project.out / ".staging-1-00000000").symlink_to(outside, target_is_directory=True)


_PLANTS: dict[str, Plant] = {
    "links in raw": _links,
    "index.csv": _index,
    "a zip": _zip,
    "web archives": _warc,
    "pages that include": _markup,
    "reviews.csv": _tables,
    "takedowns.csv": _takedowns,
    "qamill.toml": _settings,
    "recipes": _recipe,
    "the cache": _cache,
    "a cache elsewhere": _cache_elsewhere,
}


def _text(question: str) -> str:
    return f"{question}\n\nIt is not.\nView complete answer on example.org\n"


def _outside(scale: Scale, folder: Path) -> Found:
    if not can_trace():
        return not_run(NO_STRACE)
    del scale
    failures, seen = list[str](), 0
    for number, (name, plant) in enumerate(_PLANTS.items()):
        place = folder / str(number)
        calls, found = _tried(plant, place)
        seen += calls
        failures += [f"{name}: {what}" for what in found]
    ran = (
        f"{len(_PLANTS)} kinds of hostile files, {len(_COMMANDS)} commands each, {seen:,} calls of the system looked at"
    )
    figure = "nothing outside read, written, run or dialled"
    return Found(ran, f"{len(failures)} failures" if failures else figure, tuple(failures))


def _tried(plant: Plant, place: Path) -> tuple[int, list[str]]:
    outside, project = place / "outside", Project(place / "project")
    outside.mkdir(parents=True)
    (outside / "secret.txt").write_text(_SECRET)
    project.page("page.txt", TEXTING)
    plant(project, outside)
    before = {path.name: path.read_bytes() for path in outside.iterdir()}
    said = place / "said"

    def run() -> str:
        (place / "tmp").mkdir()
        os.environ["TMPDIR"] = tempfile.tempdir = str(place / "tmp")  # of the fork alone
        with chdir(project.root), said.open("w") as out, redirect_stdout(out), redirect_stderr(out):
            recipes = ["--recipes", "recipes"] if (project.root / "recipes").exists() else []
            for command in _COMMANDS:
                result = CliRunner().invoke(main, [*command, *(recipes if command[0] == "curate" else [])])
                print(command, result.output, result.exception)
                if result.exception and not isinstance(result.exception, SystemExit):
                    return f"!{command}: {result.exception!r}"
        return "done"

    end, calls = record(run, _CALLS, place / "log")
    failures = [what for call in calls if (what := _strays(call, place))]
    if {path.name: path.read_bytes() for path in outside.iterdir()} != before:
        failures.append("something outside is not as it was")
    if end.said != "done":
        failures.append(end.said)
    shown = [said, *(path for path in project.root.rglob("*") if path.is_file() and not path.is_symlink())]
    failures += [f"{path.name} shows what is outside" for path in shown if b"it sings" in path.read_bytes()]
    return len(calls), [*dict.fromkeys(failures)]


_QUOTED = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_OPENED = re.compile(r"\d+<(.*)>")
_OPENING = ("open", "openat", "creat")
_TO_WRITE = ("O_WRONLY", "O_RDWR", "O_CREAT")
_OURS = ("project", "tmp", "said")
"""What a run may change, of the place that it is tried in."""


def _strays(call: Call, place: Path) -> str:
    """Say what a call did outside of the project; nothing if it did nothing."""
    if call.result.startswith(("-", "?")):
        return ""
    paths = [_plain(each) for each in _QUOTED.findall(call.arguments)]
    if call.name == "execve":  # a worker
        return "" if os.path.samefile(paths[0], sys.executable) else f"ran {paths[0]}"
    if call.name == "connect":
        return "" if "AF_UNIX" in call.arguments else f"dialled {call.arguments}"
    opened = _OPENED.match(call.result)
    if call.name in _OPENING and opened:  # the path without links
        paths = [_plain(opened[1])]
    is_reading = call.name in _OPENING and not any(flag in call.arguments for flag in _TO_WRITE)
    for path in map(Path, paths):
        if path.is_relative_to(place / "outside"):
            return f"{call.name} of {path}"
        is_ours = any(path.is_relative_to(place / each) for each in _OURS) or path.is_relative_to("/dev")
        if path.is_absolute() and not is_ours and not is_reading:
            return f"{call.name} of {path}"
    return ""


def _plain(written: str) -> str:
    return bytes.fromhex(written.replace("\\x", "")).decode(errors="replace") if "\\x" in written else written


PROMISE = Promise(
    "outside", "Hostile files make qamill read, write, run and dial nothing outside of the project", _outside
)
