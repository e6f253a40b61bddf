"""Texts that steer terminals or run in browsers: what commands print, and pages show, holds them as harmless text."""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Iterator
from contextlib import chdir
from html.parser import HTMLParser
from pathlib import Path

from click.testing import CliRunner
from conftest import Pair, Project, decide

from pipeline import load
from pipeline.cli.commands import main

from .promise import Found, Promise, Scale

_CONTROLS = (
    "\x1b[31m", "\x1b]0;title\x07", "\x1b]8;;http://example.org/\x1b\\link\x1b]8;;\x1b\\", "\x1b]52;c;cm0gLXJm\x07",
    "\x1b[2J\x1b[H", "\x1bP+q\x1b\\", "\x1b[6n", "\x9b31m", "\x90q\x9c", "\x9d0;t\x07", "\x07", "\x08\x08\x08", "\r",
    "\x0b", "\x0c", "\x7f", "\x00", "\x85", "\u2028", "\u2029", "\u202e", "\u2066", "\u2069", "\u200f", "\u061c",
    "\n", "\t", "[red]x[/red]", "[link=http://example.org]x[/link]", "\ud800", "\x1b(0", "\x0e",
)  # fmt: skip
_AROUND = ("{}", "Plain{}words", "{}{}", "Words {} \\{}", "a{}\nqamill: done{}")
_STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What may not be printed as it is; line ends and tabs are looked at by the number of lines."""
_COMMANDS = (
    ("stats",), ("show",), ("show", "--json"), ("search", "words"), ("rejected",), ("rejected", "--json"),
    ("versions",), ("verify",), ("conflicts",), ("sql", "select * from records"), ("sql", "select * from documents"),
    ("sql", "select * from rejected"), ("sql", "select * from reviews"), ("diff", "1.0.0", "latest"), ("doctor",),
    ("review", "list"), ("curate", "--dry-run"),
)  # fmt: skip


def _terminal(scale: Scale, folder: Path) -> Found:
    payloads = [around.replace("{}", control) for around, control in itertools.product(_AROUND, _CONTROLS)]
    payloads = payloads[:: max(1, round(1 / max(scale.share, 0.1)))]
    project = _steering(folder, payloads)
    ids = load(engine="arrow", out=project.out, columns=["id"]).column("id").to_pylist()
    commands = [*_COMMANDS, *(("explain", each) for each in ids[: scale.of(200, least=5)])]
    commands += [(*command, payload) for payload in payloads[: scale.of(200, least=5)] for command in _NAMED]
    failures = []
    for command in commands:
        said = _said(project, command)
        failures += [f"qamill {command}: prints {found!r}" for found in {*_STEERS.findall(said)}]
        failures += [f"qamill {command}: {said[-300:]}" for _ in range("Traceback (most" in said)]
    ran = f"{len(payloads):,} payloads in texts, names and arguments, {len(commands):,} commands"
    figure = "0 characters that steer a terminal are printed"
    return Found(ran, f"{len(failures)} failures" if failures else figure, tuple(failures))


_NAMED = (
    ("show", "--out"),
    ("search",),
    ("explain",),
    ("load",),
    ("parse",),
    ("sql",),
    ("export",),
    ("diff",),
    ("verify",),
)
"""Commands that say again what they were given."""


def _steering(folder: Path, payloads: list[str]) -> Project:
    """Release the payloads as parts of texts, of names of files, of addresses, and of decisions of people."""
    project = Project(folder / "project")
    for number, payload in enumerate(payloads):
        name = (
            payload.replace("/", "-")
            .replace("\0", "-")
            .encode("utf-8", "surrogateescape" if "\ud800" not in payload else "replace")[:80]
        )
        path = os.path.join(os.fsencode(project.raw), b"%d-%b.txt" % (number, name))
        project.raw.mkdir(parents=True, exist_ok=True)
        text = str(Pair(f"What do words {number} {payload} say?", f"The words {payload} say number {number}."))
        Path(os.fsdecode(path)).write_bytes(text.encode("utf-8", "surrogatepass"))
    project.curate()
    ids = load(engine="arrow", out=project.out, columns=["id"]).column("id").to_pylist()
    sound = [each for each in payloads if not _STEERS.search(each) and "\n" not in each and "\t" not in each]
    decide(
        project,
        *({"action": "reject", "id": each, "reason": f"Words {why}"} for each, why in zip(ids, sound, strict=False)),
    )
    project.page("further.txt", Pair("Is there a further page?", "Yes, there is."))
    project.curate(allow_loss=True)
    return project


def _said(project: Project, command: tuple[str, ...]) -> str:
    with chdir(project.root):
        result = CliRunner().invoke(main, [*command])
    return result.output + (f"Traceback (most: {result.exception!r}" if _is_crash(result.exception) else "")


def _is_crash(error: BaseException | None) -> bool:
    return error is not None and not isinstance(error, SystemExit)


# --- pages ---------------------------------------------------------------------------------------

_SCRIPTS = (
    "<script>PWNED()</script>", "</script><script>PWNED()</script>", "<img src=x onerror=PWNED()>",
    "<svg onload=PWNED()>", "\"><script>PWNED()</script>", "' onmouseover='PWNED()", "\" autofocus onfocus=\"PWNED()",
    "<iframe srcdoc='<script>PWNED()</script>'></iframe>", "<a href=javascript:PWNED()>x</a>",
    "</style><script>PWNED()</script>", "</title><script>PWNED()</script>", "</textarea><script>PWNED()</script>",
    "--><script>PWNED()</script>", "<!--<script>", "]]><script>PWNED()</script>", "{{7*7}}", "{% import os %}",
    "${PWNED()}", "<math><mtext><img src onerror=PWNED()></mtext></math>", "<base href=http://example.org/>",
    "<meta http-equiv=refresh content=0;url=http://example.org/>", "<link rel=stylesheet href=//example.org/a>",
    "<object data=//example.org/a></object>", "<form action=//example.org/><input name=a></form>",
    "javascript:PWNED()", "&lt;script&gt;PWNED()&lt;/script&gt;", "\\u003cscript\\u003ePWNED()\\u003c/script\\u003e",
    "<scr\0ipt>PWNED()</script>", "<details open ontoggle=PWNED()>", "<p style=background:url(//example.org/a)>",
    "<template><script>PWNED()</script></template>", "<plaintext>", "\u2028PWNED()//",
    "<noscript><p title=\"</noscript><img src onerror=PWNED()>\">",
)  # fmt: skip


class _Seen(HTMLParser):
    """The elements of a page with the names of their attributes, and what in it would run or load."""

    def __init__(self) -> None:
        super().__init__()
        self.shapes: set[tuple[str, ...]] = set()
        self.scripts = 0
        self.live: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.shapes.add((tag, *sorted({name for name, _ in attrs})))
        self.scripts += tag == "script"
        for name, value in attrs:
            leads = re.sub(r"[\s\x00-\x20]", "", value or "").lower()
            if name.startswith("on") or (
                name in _ADDRESSES and leads.startswith(("javascript:", "vbscript:", "data:text"))
            ):
                self.live.append(f"<{tag} {name}={value!r}>")


_ADDRESSES = ("href", "src", "action", "formaction", "data", "srcdoc", "xlink:href")


def _pages(scale: Scale, folder: Path) -> Found:
    scripts = _SCRIPTS[:: max(1, round(1 / max(scale.share, 0.2)))]
    plain, hostile = folder / "plain", folder / "hostile"
    known = _shapes(_shown(plain, [f"word{number}" for number in range(len(scripts))]))
    pages = 0
    failures = []
    for path in _shown(hostile, [*scripts]):
        pages += 1
        seen = _read(path)
        failures += [f"{path.name}: {what}" for what in seen.live]
        if strange := {shape for shape in seen.shapes if shape[0] in _RUN or "srcdoc" in shape} - known.shapes:
            failures.append(f"{path.name}: {sorted(strange)}")
        if seen.scripts > known.scripts:
            failures.append(f"{path.name}: {seen.scripts} scripts instead of {known.scripts}")
    ran = f"{len(scripts):,} payloads in texts, addresses and names; {pages:,} pages of report, site and faqpage"
    figure = "0 elements or attributes that run"
    return Found(ran, f"{len(failures)} failures" if failures else figure, tuple(failures))


_RUN = (
    "script",
    "iframe",
    "object",
    "embed",
    "base",
    "form",
    "meta",
    "link",
    "style",
    "svg",
    "math",
    "img",
    "template",
    "frame",
    "applet",
    "plaintext",
)


def _shapes(paths: Iterator[Path]) -> _Seen:
    """What pages without anything hostile have, any of them."""
    found = _Seen()
    for seen in map(_read, paths):
        found.shapes |= seen.shapes
        found.scripts = max(found.scripts, seen.scripts)
    return found


def _read(path: Path) -> _Seen:
    seen = _Seen()
    seen.feed(path.read_text(encoding="utf-8"))
    seen.close()
    return seen


def _shown(root: Path, texts: list[str]) -> Iterator[Path]:
    """Release pages that hold some texts, and yield all pages that are made of them."""
    project = Project(root)
    project.raw.mkdir(parents=True)
    index = ["path,url,note"]
    for number, text in enumerate(texts):
        name = f"{number}-{text}.txt".replace("/", "-").replace("\0", "-")[:60]
        (project.raw / name).write_text(
            str(Pair(f"What is {text} number {number}?", f"It is {text}, number {number}.", "example.org"))
        )
        quoted = text.replace('"', '""').replace("\0", "").replace("\u2028", "")
        path = name.replace('"', '""')
        index.append(f'"{path}","https://example.org/{number}?a={number}","{quoted}"')
    (project.raw / "index.csv").write_text("\n".join(index) + "\n", encoding="utf-8")
    project.curate()
    for command in (("report", "-o", "report.html"), ("site", "-o", "site"), ("export", "faqpage", "faq.html")):
        said = _said(project, command)
        if "Traceback" in said:
            raise RuntimeError(said)
    yield from sorted(root.rglob("*.html"))


PROMISES = (
    Promise("terminal", "No text, name or argument steers the terminal that it is printed on", _terminal),
    Promise("pages", "No text runs in a report, a site or an exported page", _pages),
)
