"""Rows of CSV and objects of JSON that hold a question, an answer and perhaps a source, or the messages of a chat."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from ...schema import CSV, JSON, JSON_LINES, Candidate, Findings, Reason, Rejected, Stage
from ...text.labels import unlabelled_answer, unlabelled_question
from ...text.languages import LANGUAGES, all_words
from ...text.patterns import pattern
from ...text.table import SEPARATORS, BadTable, Row, read_rows, split_lines
from ...web.json_pointer import key_of, token
from ...web.lenient_json import Loaded, NotJson, load
from ...web.markup_in_text import text_of_html
from ..locators import NothingThere, RawPair, escape_part, split_pointers
from ..messages import exchanges
from ..page import Page
from .attribution.links import find_attributions

NAME = "rows"
_NAMES = {
    "question": all_words(language.question_labels for language in LANGUAGES)
    | all_words(["q questions question_text faq_question prompt query soru otázka 질문 question_title"]),
    "answer": all_words(language.answer_labels for language in LANGUAGES)
    | all_words(
        ["a answers answer_text faq_answer acceptedAnswer accepted_answer response completion cevap yanıt odpověď 답변"]
    ),
    "source": all_words(["source host domain site website quelle fuente fonte bron källa kilde źródło источник"]),
    "url": all_words(["url link source_url source_link href page_url address"]),
}
"""What columns are called, by what they hold; case, blanks and signs between the words do not matter."""
_WORSE = "rejected"
"""What data sets call a chat beside a better one."""
_TEXT_KEYS = ("text", "value", "content", "@value")
_NO_LETTERS = pattern(r"[\W_]+")
_MOST_SHOWN = 10  # names of columns that are said (chosen)
_LONGEST_SHOWN = 2_000  # characters (chosen) of what cannot be read
_STATED_SEPARATOR = pattern(rf'"?sep=([{re.escape("".join(SEPARATORS))}])"?[ \t]*[\r\n]', re.IGNORECASE)
"""The first line that spreadsheets write for each other: `sep=;`."""
_WEB = pattern(r"https?://", re.IGNORECASE)


class _Object(NamedTuple):
    """A row or an object, and the way to it."""

    pointer: str
    """Of a line of a file its number, from 1: `/7`."""
    cells: Mapping[str, Any]
    flags: tuple[str, ...] = ()


class _List(NamedTuple):
    """A list that no object holds, which may be the messages of a chat, and the way to it."""

    pointer: str
    values: list[Any]
    flags: tuple[str, ...] = ()


class _Said(NamedTuple):
    """A text, and the way to it."""

    pointer: str
    text: str


def extract(page: Page) -> Findings:
    """Return a candidate for each answer of each row that has a question, and rows that have one of the two alone."""
    found = Findings([], [], [])
    named = _named(page)
    seen: dict[str, None] = {}
    for item in _items(page):
        if isinstance(item, Rejected):
            found.rejected.append(item)
        elif isinstance(item, _List):
            _add(found, _chat(item), {}, _source(page, None, None), item.flags)
        else:
            seen.update(dict.fromkeys(map(str, item.cells)))
            _read(page, item, _roles(item.cells, named), found)
    if not found.candidates and not found.rejected:
        found.rejected.append(_unknown(page, [*seen]))
    return found


def resolve(page: Page, locator: str) -> RawPair:
    """Return the question and answer that a locator names. Raises NothingThere."""
    paths = split_pointers(locator)
    root = page.once(_root)
    question, answer = (_text(_value_at(root, path)) for path in paths[:2])
    if question is None or answer is None:
        raise NothingThere(f"nothing at {locator!r}")
    return RawPair(unlabelled_question(question), unlabelled_answer(answer))


def source_at(page: Page, locator: str) -> tuple[str | None, str | None]:
    """Return the source and the address that the row at a locator names; those of the page where it names none."""
    paths = split_pointers(locator)
    cited = dict(path.split("=", 1) for path in paths[2:])
    texts = {role: _text(_value_at(page.once(_root), path)) for role, path in cited.items()}
    return _source(page, texts.get("source"), texts.get("url"))


def _read(page: Page, item: _Object, roles: Mapping[str, str], found: Findings) -> None:
    """Add what one row holds."""
    cited = {role: f"{item.pointer}/{token(roles[role])}" for role in ("source", "url") if role in roles}
    cited = {role: path for role, path in cited.items() if _text(item.cells[roles[role]])}
    texts = {role: _text(item.cells[roles[role]]) for role in cited}
    source = _source(page, texts.get("source"), texts.get("url"))
    _add(found, _pairs(item, roles), cited, source, item.flags)


def _add(
    found: Findings,
    pairs: Iterable[tuple[_Said, _Said | None]],
    cited: Mapping[str, str],
    source: tuple[str | None, str | None],
    flags: tuple[str, ...],
) -> None:
    """Add pairs of one source, and the questions among them that have no answer."""
    for question, answer in pairs:
        if answer is None:
            where = f"{NAME}={escape_part(question.pointer)}"
            found.rejected.append(Rejected(Reason.NO_ANSWER, Stage.PARSE, question.text, where))
            continue
        parts = [question.pointer, answer.pointer, *(f"{role}={path}" for role, path in cited.items())]
        locator = f"{NAME}={';'.join(map(escape_part, parts))}"
        texts = unlabelled_question(question.text), unlabelled_answer(answer.text)
        found.candidates.append(Candidate(*texts, *source, locator, NAME, flags))


def _pairs(item: _Object, roles: Mapping[str, str]) -> Iterator[tuple[_Said, _Said | None]]:
    """The questions of a row with their answers: of its columns, and of a chat in it."""
    question = _text(item.cells.get(roles.get("question", ""))) or ""
    answers = list(_answers(item, roles["answer"])) if "answer" in roles else []
    if "question" in roles and (question or answers):
        asked = _Said(f"{item.pointer}/{token(roles['question'])}", question)
        yield from ((asked, answer) for answer in answers)
        if not answers:
            yield asked, None
    for name, value in item.cells.items():
        if name != _WORSE and isinstance(value, list):
            yield from _chat(_List(f"{item.pointer}/{token(name)}", value))


def _chat(item: _List) -> Iterator[tuple[_Said, _Said | None]]:
    """The questions of a chat with their answers; nothing where a list holds no messages."""
    for exchange in exchanges(item.values):
        yield _said(item, exchange.question), _said(item, exchange.answer) if exchange.answer else None


def _said(chat: _List, way: str) -> _Said:
    return _Said(chat.pointer + way, _text(_value_at(chat.values, way)) or "")


def _answers(item: _Object, name: str) -> Iterator[_Said]:
    """Each answer of a row."""
    pointer, value = f"{item.pointer}/{token(name)}", item.cells[name]
    if isinstance(value, Mapping):
        key = next((key for key in _TEXT_KEYS if key in value), None)
        pointer, value = (f"{pointer}/{token(key)}", value[key]) if key else (pointer, None)
    if isinstance(value, list):
        for number, each in enumerate(value):
            if text := _text(each):
                yield _Said(f"{pointer}/{number}", text)
    elif text := _text(value):
        yield _Said(pointer, text)


def _source(page: Page, source: str | None, url: str | None) -> tuple[str | None, str | None]:
    """What a row cites, or the page itself where it cites nothing; an attribution in a row cites its host."""
    if source and (cited := next(find_attributions(source), None)):
        source, url = cited.host, url or cited.address
    if source and not url and _WEB.match(source.strip()):
        url = source
    if not (source or url):
        return page.address, page.address
    return source or url, url


def _text(value: Any) -> str | None:
    """What a reader sees of a value; None where it is no text."""
    if isinstance(value, Mapping):
        return next((_text(value[key]) for key in _TEXT_KEYS if key in value), None)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return text_of_html(str(value)).strip()


def spans_of(page: Page, locator: str) -> list[tuple[int, int]]:
    """Return where in its file a pair stands, as ranges of characters: what of its row is found there, or the row."""
    text = page.text
    pointers = split_pointers(locator)[:2]
    start, stop = 0, len(text)
    if page.document.media_type != JSON:
        start, stop = _lines_at(page, pointers[0].split("/")[1])
    found = []
    for pointer in pointers:
        value = str(_value_at(page.once(_root), pointer))
        span = next((span for way in _ways(value) if (span := _span(text, way, start, stop))), None)
        if span is None:
            return [(start, stop)] if page.document.media_type != JSON else []
        found.append(span)
    return found


def _ways(value: str) -> Iterator[str]:
    """How a value may be written in a file."""
    yield from (json.dumps(value, ensure_ascii=False)[1:-1], json.dumps(value)[1:-1], value.replace('"', '""'), value)


def _span(text: str, written: str, start: int, stop: int) -> tuple[int, int] | None:
    at = text.find(written, start, stop) if written else -1
    return (at, at + len(written)) if at >= 0 else None


def _lines_at(page: Page, number: str) -> tuple[int, int]:
    """The characters of the row that begins in a line."""
    lines = (
        split_lines(page.text) if page.document.media_type == CSV else [f"{line}\n" for line in page.text.split("\n")]
    )
    first, last = int(number) - 1, int(number)
    if page.document.media_type == CSV:
        last = (
            next((row.end for row in _rows_of(page) if isinstance(row, Row) and row.line == int(number)), last + 1) - 1
        )
    start = sum(map(len, lines[:first]))
    return start, start + len("".join(lines[first:last]).rstrip("\r\n"))


# --- names of columns ------------------------------------------------------------------------


def _named(page: Page) -> dict[str, str]:
    """What an index says the columns are called, by what they hold."""
    named: dict[str, str] = json.loads(page.document.columns) if page.document.columns else {}
    return named


def _roles(cells: Mapping[str, Any], named: Mapping[str, str]) -> dict[str, str]:
    """Which key of a row holds what: as the index says, or else as the key is called; of several the first."""
    roles: dict[str, str] = {}
    for key in cells:
        by_name = next((role for role, name in named.items() if name == key.strip()), None)
        role = by_name if named else _role_of(key)
        if role and role not in roles:
            roles[role] = key
    if not named and "question" not in roles and "answer" in roles and "name" in cells:
        roles["question"] = "name"  # as schema.org calls it
    return roles


@lru_cache(maxsize=4096)
def _role_of(name: str) -> str | None:
    bare = _bare(name)
    return next((role for role, names in _BARE_NAMES.items() if bare in names), None)


def _bare(name: str) -> str:
    return _NO_LETTERS.sub("", name).lower()


_BARE_NAMES = {role: frozenset(map(_bare, names)) for role, names in _NAMES.items()}


def _unknown(page: Page, names: list[str]) -> Rejected:
    shown = ", ".join(names[:_MOST_SHOWN]) + (", ..." if len(names) > _MOST_SHOWN else "")
    path = page.document.path or "the page"
    why = f"{path}: no question and answer; its columns are {shown or 'none'}. raw/index.csv can name them"
    return Rejected(Reason.UNKNOWN_COLUMNS, Stage.PARSE, why, "")


# --- the data --------------------------------------------------------------------------------


def _items(page: Page) -> Iterator[_Object | _List | Rejected]:
    """The rows of a table, or the objects and lists in JSON at whatever depth, and what cannot be read."""
    yield from _READERS[page.document.media_type](page)


def _root(page: Page) -> Any:
    """The data that the locators of a page lead into."""
    if page.document.media_type == JSON:
        loaded = _loaded(page.text)
        return loaded.value if loaded else None
    rows = (item for item in _items(page) if isinstance(item, _Object))
    if page.document.media_type == CSV:
        return {item.pointer[1:]: item.cells for item in rows}
    lines = ((number, _loaded(line)) for number, line in _numbered(page))
    return {number: loaded.value for number, loaded in lines if loaded}


def _value_at(root: Any, pointer: str) -> Any:
    value = root
    for step in map(key_of, pointer.split("/")[1:]):
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value


def _table(page: Page) -> Iterator[_Object | Rejected]:
    """The rows of CSV by the names in the first one, whatever splits the fields."""
    rows = _rows_of(page)
    header = next(rows, None)
    if header is None or isinstance(header, BadTable):
        return
    names = [name.strip() for name in header.fields]
    for row in rows:
        if isinstance(row, BadTable):
            yield _unreadable(str(row), str(row.mistake.line))
        elif any(map(str.strip, row.fields[len(names) :])):
            yield _unreadable(f"more fields than the first line has columns: {row.fields}", str(row.line))
        else:
            yield _Object(f"/{row.line}", dict(zip(names, row.fields, strict=False)))


def _rows_of(page: Page) -> Iterator[Row | BadTable]:
    """The rows of CSV; what ends them before the file does comes last."""
    text = page.text.removeprefix("\ufeff")
    stated = _STATED_SEPARATOR.match(text)
    separator = stated[1] if stated else _separator_of(page, text)
    try:
        yield from islice(read_rows(text, separator), 1 if stated else 0, None)
    except BadTable as error:
        yield error


def _separator_of(page: Page, text: str) -> str:
    """What splits the fields: what the first row has between its names, one of which is known."""
    named = _named(page)
    for separator in SEPARATORS:
        try:
            header = next(read_rows(text, separator), None)
        except BadTable:
            continue
        roles = _roles(dict.fromkeys(header.fields), named) if header else {}
        if {"question", "answer"} <= roles.keys():
            return separator
    return SEPARATORS[0]


def _lines(page: Page) -> Iterator[_Object | _List | Rejected]:
    for number, line in _numbered(page):
        yield from _walk(line, number)


def _numbered(page: Page) -> Iterator[tuple[str, str]]:
    """The number and the text of each line that shows something."""
    lines = enumerate(page.text.removeprefix("\ufeff").split("\n"), start=1)
    return ((str(number), line) for number, line in lines if line.strip())


def _whole(page: Page) -> Iterator[_Object | _List | Rejected]:
    return _walk(page.text, "")


def _walk(text: str, line: str) -> Iterator[_Object | _List | Rejected]:
    """Every object in a JSON text, and every list that none of them holds, in their order."""
    loaded = _loaded(text)
    if loaded is None:
        yield _unreadable(text, line)
        return
    flags = (("repaired_markup",) if loaded.repaired else ()) + (("truncated",) if loaded.cut else ())
    waiting: list[tuple[str, Any, bool]] = [(f"/{line}" if line else "", loaded.value, False)]
    while waiting:
        at, value, is_in_object = waiting.pop()
        is_object = isinstance(value, dict)
        if is_object:
            yield _Object(at, value, flags)
        elif not is_in_object:
            yield _List(at, value, flags)
        inner = value.items() if is_object else enumerate(value)
        nested = [(f"{at}/{token(key)}", each, is_object) for key, each in inner if isinstance(each, dict | list)]
        waiting += reversed(nested)


def _loaded(text: str) -> Loaded | None:
    """The data of a JSON text; None where it is none, or where a repair had to guess where texts end."""
    try:
        loaded = load(text)
    except NotJson:
        return None
    return None if loaded.is_guess else loaded


def _unreadable(text: str, line: str) -> Rejected:
    locator = f"{NAME}=/{line}" if line else NAME
    return Rejected(Reason.BROKEN_MARKUP, Stage.PARSE, f"this cannot be read\n\n{text[:_LONGEST_SHOWN]}", locator)


_READERS = {CSV: _table, JSON: _whole, JSON_LINES: _lines}
