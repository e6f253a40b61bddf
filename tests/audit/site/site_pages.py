"""A project whose release has all that a site shows, and what a site's files say, for the tests of sites."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from conftest import COST, EMAIL, TEXTING, Pair, Project

from pipeline.audit.site.layout import REPORT

HOSTILE = Pair(
    "Is <script>document.title = 'run'</script> & \"more\" harmless?",
    "No: </script><img src=x onerror=\"document.title = 'run'\"> and [that](javascript:document.title='run') are not.",
    "example.org",
)
OLD, NEW = "It opens at nine in the morning, on weekdays alone.", "It opens at ten in the morning, on weekdays alone."
POOL = "When does the pool open?"
ACCENTED = Pair("Où est le café Zoë?", "Il est près de la gare.", "example.fr")
UNSPACED = Pair("東京駅はどこですか？", "東京駅は千代田区にあります。", "example.jp")


def _faq(*pairs: tuple[str, str]) -> str:
    return "".join(f"<details><summary>{asked}</summary><p>{answer}</p></details>" for asked, answer in pairs)


def write_pages(project: Project) -> None:
    """Write pages with a replaced, a gone, a merged and a contradicted answer, and with hostile text."""
    project.page("paste.txt", TEXTING, EMAIL, COST, HOSTILE, ACCENTED, UNSPACED)
    project.page("copy.txt", TEXTING._replace(answer=TEXTING.answer + " Really.", host="b.example.net"))
    project.page("1.html", _faq((POOL, OLD), ("Is there a sauna?", "Yes, there is one beside the pool.")))
    project.page("2.html", _faq((POOL, NEW)))
    project.page("other.html", _faq((POOL, OLD.replace("nine", "eight"))))
    project.index(
        "1.html,https://pool.example.org/faq,2026-01-10T12:00:00Z,,",
        "2.html,https://pool.example.org/faq,2026-03-10T12:00:00Z,,",
        "other.html,https://town.example.com/pool,2026-03-11T12:00:00Z,,",
    )


class Page(HTMLParser):
    """What a page links to, loads, and says."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.said = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.tags.append(tag)
        self.attributes |= said.keys()
        self.links += [value for name in ("href", "src", "action") if (value := said.get(name))]
        self.ids += [value for name in ("id",) if (value := said.get(name))]

    def handle_data(self, data: str) -> None:
        self.said += data


def pages(folder: Path) -> dict[str, Page]:
    """Return the pages of a site by their path, but for its report, which is tested by itself."""
    files = sorted(file for file in folder.rglob("*.html") if file.name != REPORT)
    return {file.relative_to(folder).as_posix(): Page(file.read_text(encoding="utf-8")) for file in files}


def pieces(folder: Path, kind: str) -> list[Any]:
    """Return what the pieces of the search index hold, one after another."""
    found: list[Any] = []
    files = sorted((folder / "index" / kind).rglob("*.js"), key=lambda file: int(file.stem))
    for number, file in enumerate(files):
        text = file.read_text(encoding="utf-8")
        start = f'qamill("{kind}",{number},'
        assert text.startswith(start)
        assert text.endswith(")\n")
        value = json.loads(text[len(start) : -2])
        found += value if isinstance(value, list) else [value]
    return found


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Return the bytes of each file below a folder."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {unquote(file.relative_to(folder).as_posix()): file.read_bytes() for file in files}
