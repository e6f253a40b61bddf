"""The pages of `docs/`, which the wheel carries: found by their name, or by a heading in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ..arguments import did_you_mean
from ..errors import QamillError
from ..version import NAME

_PACKAGE = Path(__file__).parent.parent
_PLACES = (_PACKAGE / "docs", _PACKAGE.parent / "docs")
"""Where the pages lie: in the installed package, or beside it in the checkout."""
_LIST = "README.md"
_OF_CODE = "reference"
"""The page that is made of the code."""
_MOST_NAMED = 3  # pages in a sentence, chosen
_ITEM = re.compile(r"^- \[[^\]]+\]\(([\w-]+)\.md\): (.+(?:\n +.+)*)", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\[\]]+)\]\([^()\s]+\)")
_DOCUMENTED = re.compile(r"^::: pipeline\.(\S+)$", re.MULTILINE)
_FILE = re.compile(r"`docs/([a-z-]+)\.md`")
_FENCE = "```"


class NoSuchTopic(QamillError):
    """No page and no heading of the docs is called so."""

    def __init__(self, topic: str) -> None:
        meant = did_you_mean(topic, [*topics(), *dict.fromkeys(name for name, _ in _headings())])
        said = meant or _spoken_of_in(topic)
        super().__init__(f"There is no help on {topic!r}.{said} `{NAME} help` lists all pages.")


class NoPages(QamillError):
    """The pages were not installed with the package."""

    exit_code = 1

    def __init__(self) -> None:
        super().__init__(f"The pages of the docs are not in {_PLACES[0]}. Install {NAME} again from its wheel.")


class Part(NamedTuple):
    """A page of the docs, or what stands below one of its headings."""

    page: str
    text: str
    """In Markdown."""


def topics() -> dict[str, str]:
    """Return what each page is about by its name, in the order for readers. Raises NoPages."""
    return {name: " ".join(_LINK.sub(r"\1", what).split()) for name, what in _ITEM.findall(_read("README"))}


def parts_about(topic: str) -> list[Part]:
    """Return the page of this name, or all parts below a heading of this name. Raises NoSuchTopic, NoPages."""
    wanted = topic.removesuffix(".md").removeprefix("docs/").lower()
    if wanted in topics():
        return [Part(wanted, _read(wanted))]
    found = [part for name, part in _headings() if name in (wanted, f"{NAME} {wanted}")]
    if not found:
        raise NoSuchTopic(topic)
    return found


def _spoken_of_in(topic: str) -> str:
    """A sentence that names the pages which speak most of something; empty where none does."""
    said = Counter({page: _read(page).lower().count(topic.lower()) for page in topics() if page != _OF_CODE})
    pages = [page for page, times in said.most_common(_MOST_NAMED) if topic.strip() and times]
    return f" Pages that speak of it: {', '.join(pages)}." if pages else ""


def without_links(text: str) -> str:
    """Return Markdown whose links within the docs are their words alone.

    >>> without_links("see [reasons.md](reasons.md#no_answer) and [W3C](https://www.w3.org)")
    'see reasons.md and [W3C](https://www.w3.org)'
    """
    return _LINK.sub(lambda link: link[0] if "://" in link[0] else link[1], text)


def _folder() -> Path:
    for place in _PLACES:
        if (place / _LIST).is_file():
            return place
    raise NoPages


def _read(page: str) -> str:
    text = (_folder() / f"{page}.md").read_text(encoding="utf-8")
    text = _FILE.sub(lambda file: f"`{NAME} help {file[1]}`", text)
    return _DOCUMENTED.sub(lambda found: _documented(found[1]), text)


def _documented(path: str) -> str:
    """What a public name says of itself, as the site of the docs shows it."""
    from importlib import import_module
    from inspect import getdoc

    module, _, name = path.rpartition(".")
    said = getdoc(getattr(import_module(f"{__name__.partition('.')[0]}.{module}"), name))
    return f"## {name}\n\n{said}\n"


def _headings() -> Iterator[tuple[str, Part]]:
    """Yield each heading of the pages, in lower case, with all that stands below it."""
    for page in topics():
        if page == _OF_CODE:
            continue
        lines = _read(page).split("\n")
        levels = [*_levels(lines)]
        for number, level in enumerate(levels):
            if level:
                end = next((n for n in range(number + 1, len(lines)) if 0 < levels[n] <= level), len(lines))
                name = lines[number].lstrip("# ").replace("`", "").lower()
                yield name, Part(page, "\n".join(lines[number:end]).rstrip() + "\n")


def _levels(lines: list[str]) -> Iterator[int]:
    """Yield the level of the heading that each line is; 0 for all others."""
    is_code = False
    for line in lines:
        is_code ^= line.lstrip().startswith(_FENCE)
        heading = re.match(r"#+(?= )", line)
        yield len(heading[0]) if heading and not is_code else 0
