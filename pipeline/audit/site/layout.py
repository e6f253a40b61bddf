"""Where the files of a site lie, and by what it lists its questions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from ...text.digest import digest
from ...text.patterns import pattern
from .questions import NO_MORE, SUPERSEDED, Question

START, SEARCH, REPORT, MISSING = "index.html", "search.html", "report.html", "404.html"
HOSTS, HOST_LIST, HOST_SCRIPT = "hosts.html", "hosts.js", "find-hosts.js"
STYLE, SCRIPT = "style.css", "search.js"
QUESTIONS, PIECES = "questions", "index"
_PIECES_A_FOLDER = 500  # chosen: a folder of more files is slow to look at
_PLAIN = pattern(r"[a-z0-9](?:[a-z0-9_.-]{0,60}[a-z0-9])?")


class Facet(NamedTuple):
    """One way in which questions are listed."""

    folder: str
    """Where its lists lie; the word for it in the result of a task, too."""
    title: str
    one: str
    """What one of its values is called."""
    values: Callable[[Question], Iterable[str]]
    """The values under which a question is listed."""


def _of_answers(column: str) -> Callable[[Question], Iterable[str]]:
    return lambda question: sorted({answer.row[column] for answer in question.answers})


def _of_each(field: str) -> Callable[[Question], Iterable[str]]:
    return lambda question: sorted({value for answer in question.answers for value in getattr(answer, field)})


def _standing(question: Question) -> Iterable[str]:
    """What is remarkable about the answers to a question, taken together."""
    if any(answer.disputes for answer in question.answers):
        yield "contradicting_answers"
    if question.how_many(SUPERSEDED):
        yield "replaced_answers"
    if question.how_many(NO_MORE):
        yield "answers_that_are_gone"
    if len(question.answers) > 1:
        yield "several_answers"


FACETS = (
    Facet("sources", "Sources", "source", _of_each("domains")),
    Facet("types", "Question types", "question type", _of_answers("question_type")),
    Facet("answers", "Answer types", "answer type", _of_answers("answer_type")),
    Facet("languages", "Languages", "language", _of_answers("language")),
    Facet("flags", "Flags", "flag", _of_each("flags")),
    Facet("standing", "History", "standing", _standing),
)
FACETS_BY_FOLDER = {facet.folder: facet for facet in FACETS}
FOLDERS = (QUESTIONS, PIECES, *FACETS_BY_FOLDER)
FILES = (START, SEARCH, REPORT, MISSING, STYLE, SCRIPT, HOSTS, HOST_LIST, HOST_SCRIPT)


def question_path(id: str, page: int = 1) -> str:
    """Return the path of a question's page; its answers may take several.

    >>> question_path("0a13cf85b0149929"), question_path("0a13cf85b0149929", 2)
    ('questions/0a/0a13cf85b0149929.html', 'questions/0a/0a13cf85b0149929-2.html')
    """
    return f"{QUESTIONS}/{id[:2]}/{id}{f'-{page}' if page > 1 else ''}.html"


def values_path(facet: Facet, page: int = 1) -> str:
    """Return the path of a page that names the values of a facet."""
    return f"{facet.folder}/{_page_name(page)}"


def list_path(facet: Facet, value: str, page: int = 1) -> str:
    """Return the path of a page that lists the questions of a value, whatever characters are in that.

    >>> list_path(FACETS[0], "example.org"), list_path(FACETS[0], "../../etc", 2)
    ('sources/ex/example.org/index.html', 'sources/d0/d0c56a2050254d84/2.html')
    """
    name = value if _PLAIN.fullmatch(value) else digest(value)
    return f"{facet.folder}/{name[:2].rstrip('.-_')}/{name}/{_page_name(page)}"


def piece_path(kind: str, number: int) -> str:
    """Return the path of a piece of the search index.

    >>> piece_path("words", 1234)
    'index/words/2/1234.js'
    """
    return f"{PIECES}/{kind}/{number // _PIECES_A_FOLDER}/{number}.js"


def up_from(path: str) -> str:
    """Return the way from the folder of a page to that of the site.

    >>> up_from("questions/0a/0a13cf85b0149929.html"), up_from("index.html")
    ('../../', '')
    """
    return "../" * path.count("/")


def _page_name(page: int) -> str:
    return START if page == 1 else f"{page}.html"
