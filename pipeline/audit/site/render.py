"""The pages of a site as text: what a template needs is worked out here, and written by nobody else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment

from ...schema.rows import Row
from ...text.counted import count_of
from ...text.patterns import pattern
from ..hosts import Host
from ..pages.environment import OwnText, data_for_script, day, environment, policy, style
from .layout import FACETS_BY_FOLDER, HOST_SCRIPT, SCRIPT, Facet, list_path, question_path, up_from, values_path
from .questions import CURRENT, NO_MORE, SUPERSEDED, Question

_HERE = Path(__file__).parent
_ANSWERS = 50  # on a page, chosen: as many as somebody reads before the next page
_LANGUAGE = pattern(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LISTED = ("types", "languages")
"""The facets whose values a question's page names at its top."""
_PARTS = ("title", "header", "main")
"""The blocks of a template that stand in the frame, in their order."""
_SCRIPTED = {"search.html": SCRIPT, "hosts.html": HOST_SCRIPT}
"""The script of each page that has one."""
_MOST_HOSTS = 20  # on the page itself, chosen: what follows is still seen; the list that is searched has all
_GAP = OwnText("<gap>")  # between the texts of a frame: no escaped text has it
_MACROS = ("address", "date", "find", "lang", "pages", "words")
_STYLES, _SCRIPTS = {"style_src": "'self'"}, {"script_src": "'self'"}


class Site(NamedTuple):
    """What all pages of a site say."""

    title: str
    version: str
    content: str
    """The first digits of the release's content hash."""
    newest: str
    """The day of the newest page, where known."""
    rights: str
    """Whose the texts are."""
    licence: str
    """Of the dataset; empty where none is set."""
    contact: str
    """Whom to ask; empty where none is set."""
    sections: tuple[tuple[str, str], ...]
    """The folder and the title of each facet that has values."""


class Entry(NamedTuple):
    """A question as a list names it."""

    id: str
    text: str
    start: str
    """The beginning of its first answer."""
    answers: int


class Paging(NamedTuple):
    """Which page of several one is."""

    page: int
    page_count: int


def question_pages(site: Site, question: Question) -> Iterable[tuple[str, str]]:
    """Yield the path and the text of each page of a question."""
    numbers = {answer.row["id"]: 1 + place // _ANSWERS for place, answer in enumerate(question.answers)}
    count = -(-len(question.answers) // _ANSWERS)
    up = up_from(question_path(question.id))
    listed = [
        (facet, value) for facet in map(FACETS_BY_FOLDER.__getitem__, _LISTED) for value in facet.values(question)
    ]
    shared = {
        "question": question,
        "summary": _summary(question),
        "listed": listed,
        "page_count": count,
        "page_link": _from(up, lambda number: question_path(question.id, number)),
    }
    for page in range(1, count + 1):
        answers = question.answers[(page - 1) * _ANSWERS : page * _ANSWERS]
        link_to = _links(question.id, numbers, page)
        text = _page("question.html", site, up, answers=answers, link_to=link_to, page=page, **shared)
        yield question_path(question.id, page), text


def list_page(site: Site, facet: Facet, value: str, entries: Sequence[Entry], count: int, paging: Paging) -> str:
    """Return a page of the list of the questions of a value."""
    up = up_from(list_path(facet, value))
    listed = {"facet": facet, "value": value, "entries": entries, "count": count}
    to_page = _from(up, lambda number: list_path(facet, value, number))
    return _page("list.html", site, up, **listed, page_link=to_page, **paging._asdict())


def values_page(site: Site, facet: Facet, values: Sequence[tuple[str, int]], total: int, paging: Paging) -> str:
    """Return a page that names values of a facet with the number of their questions."""
    up = up_from(values_path(facet))
    named = {"facet": facet, "values": values, "total": total}
    to_page = _from(up, lambda number: values_path(facet, number))
    return _page("values.html", site, up, **named, page_link=to_page, **paging._asdict())


def start_page(
    site: Site, facts: Sequence[tuple[str, int]], facets: Sequence[tuple[Facet, Sequence[tuple[str, int]], int]]
) -> str:
    """Return the page that a site starts with: its figures, and the first values of each facet."""
    return _page("start.html", site, "", facts=facts, facets=facets)


def search_page(site: Site) -> str:
    """Return the page that searches."""
    return _page("search.html", site, "")


def hosts_page(site: Site, found: Sequence[Host], held: Sequence[tuple[str, int]]) -> str:
    """Return the page that says which hosts are in it, and how something is removed."""
    return _page("hosts.html", site, "", hosts=found[:_MOST_HOSTS], count=len(found), held=held)


def host_list(found: Sequence[Host]) -> str:
    """Return the script that gives the page all hosts."""
    return f"qamillHosts({data_for_script(found)})\n"


def missing_page(site: Site) -> str:
    """Return what a host shows for an address that has no page: it stands by itself, wherever it is shown."""
    own_style = OwnText(site_style())
    return str(_template("missing.html").render(site=site, style=own_style, policy=policy([own_style])))


def site_style() -> str:
    """Return the style of all pages."""
    return style() + (_HERE / "site.css").read_text(encoding="utf-8")


def site_script(name: str) -> str:
    """Return a script of a page."""
    return (_HERE / name).read_text(encoding="utf-8")


def _policy(**sources: str) -> str:
    return policy(form_action="'self'", **sources)


def _page(name: str, site: Site, up: str, **values: object) -> str:
    """A page: what is its own, in the frame that all pages as far from the start share."""
    template = _template(name)
    context = template.new_context({"site": site, "up": up, **values})
    own = ("".join(template.blocks[part](context)) for part in _PARTS)
    return "".join(
        text for both in zip_longest(_frame(site, up, _SCRIPTED.get(name, "")), own, fillvalue="") for text in both
    )


@cache
def _frame(site: Site, up: str, script: str) -> Sequence[str]:
    """What stands before, between and after the parts of a page that are its own."""
    allowed = _policy(**_STYLES, **(_SCRIPTS if script else {}))
    whole = _template("base.html").render(site=site, up=up, script=script, policy=allowed, gap=_GAP)
    return str(whole).split(_GAP)


@cache
def _template(name: str) -> Any:
    return _templates().get_template(name)


@cache
def _templates() -> Environment:
    made = environment(_HERE)
    made.auto_reload = False
    made.globals |= {
        "tag_of": _tag_of,
        "list_path": list_path,
        "question_path": question_path,
        "seen": _seen,
        "said": lambda word: f"“{word}”" if word else "nothing of it",
        "sources": FACETS_BY_FOLDER["sources"],
        "flags": FACETS_BY_FOLDER["flags"],
    }
    macros = made.get_template("macros.html").module
    made.globals |= {name: getattr(macros, name) for name in _MACROS}
    made.globals["removal"] = made.get_template("removal.html").module.removal  # type: ignore[attr-defined]
    return made


def _from(up: str, path: Callable[[int], str]) -> Callable[[int], str]:
    return lambda number: up + path(number)


def _links(question_id: str, pages: dict[str, int], here: int) -> Callable[[str], str]:
    """The function that links to an answer of a question from one of its pages."""

    def link_to(id: str) -> str:
        page = pages.get(id, here)
        return f"#a-{id}" if page == here else f"{question_path(question_id, page).rpartition('/')[2]}#a-{id}"

    return link_to


def _tag_of(language: str) -> str:
    """A language as a page may state it; empty where it is not known, or no tag."""
    return language if language != "und" and _LANGUAGE.fullmatch(language) else ""


def _summary(question: Question) -> str:
    counts = {words: number for status, words in _CALLED.items() if (number := question.how_many(status))}
    named = [f"{number:,} {several if number > 1 else one}" for (one, several), number in counts.items()]
    sources = len({domain for answer in question.answers for domain in answer.domains})
    return f"{', '.join(named)}; {count_of(sources, 'source')}."


_CALLED = {
    CURRENT: ("answer", "answers"),
    NO_MORE: ("answer that is gone", "answers that are gone"),
    SUPERSEDED: ("replaced answer", "replaced answers"),
}
"""What one answer is called, and several, by its status."""


def _seen(row: Row) -> tuple[str, str]:
    """The first and the last day on which a record was seen; empty where they are not known."""
    first = day(row.get("first_seen") or row.get("retrieved_at"))
    return first, day(row.get("last_seen")) or first
