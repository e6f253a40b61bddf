"""The pairs of a table or of JSON: of its columns or keys, and of the messages of a chat."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ....schema import Candidate, Findings, Reason, Rejected, Stage
from ....text.labels import unlabelled_answer, unlabelled_question
from ....text.patterns import pattern
from ....web.json_pointer import token
from ....web.markup_in_text import text_of_html
from ...locators import NothingThere, RawPair, escape_part, split_pointers
from ...messages import exchanges, exchanges_in_tree
from ...page import Page
from ..attribution.links import find_attributions
from .columns import named_columns, roles_of
from .items import NAME, List, Object, data_of, items, value_at

_WORSE = "rejected"
"""What data sets call a chat beside a better one."""
_TREE, _LAST = "mapping", "current_node"
"""What exports of ChatGPT call the messages of a chat, each with the one before it, and the last one."""
_TEXT_KEYS = ("text", "value", "content", "@value")
_MOST_SHOWN = 10  # names of columns that are said (chosen)
_WEB = pattern(r"https?://", re.IGNORECASE)


class _Said(NamedTuple):
    """A text, and the way to it."""

    pointer: str
    text: str


def extract(page: Page) -> Findings:
    """Return a candidate for each answer of each row that has a question, and rows that have one of the two alone."""
    found = Findings([], [], [])
    named = named_columns(page)
    seen: dict[str, None] = {}
    for item in items(page):
        if isinstance(item, Rejected):
            found.rejected.append(item)
        elif isinstance(item, List):
            _add(found, _chat(item), {}, _source(page, None, None), item.flags)
        else:
            seen.update(dict.fromkeys(map(str, item.cells)))
            _read(page, item, roles_of(item.cells, named), found)
    if not found.candidates and not found.rejected:
        found.rejected.append(_unknown(page, [*seen]))
    return found


def resolve(page: Page, locator: str) -> RawPair:
    """Return the question and answer that a locator names. Raises NothingThere."""
    paths = split_pointers(locator)
    data = page.once(data_of)
    question, answer = (_text(value_at(data, path)) for path in paths[:2])
    if question is None or answer is None:
        raise NothingThere(f"nothing at {locator!r}")
    return RawPair(unlabelled_question(question), unlabelled_answer(answer))


def source_at(page: Page, locator: str) -> tuple[str | None, str | None]:
    """Return the source and the address that the row at a locator names; those of the page where it names none."""
    paths = split_pointers(locator)
    cited = dict(path.split("=", 1) for path in paths[2:])
    texts = {role: _text(value_at(page.once(data_of), path)) for role, path in cited.items()}
    return _source(page, texts.get("source"), texts.get("url"))


def _read(page: Page, item: Object, roles: Mapping[str, str], found: Findings) -> None:
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


def _pairs(item: Object, roles: Mapping[str, str]) -> Iterator[tuple[_Said, _Said | None]]:
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
            yield from _chat(List(f"{item.pointer}/{token(name)}", value))
    for exchange in exchanges_in_tree(item.cells.get(_TREE), item.cells.get(_LAST)):
        way = f"/{_TREE}"
        yield _said(item, way + exchange.question), _said(item, way + exchange.answer) if exchange.answer else None


def _chat(item: List) -> Iterator[tuple[_Said, _Said | None]]:
    """The questions of a chat with their answers; nothing where a list holds no messages."""
    for exchange in exchanges(item.values):
        yield _said(item, exchange.question), _said(item, exchange.answer) if exchange.answer else None


def _said(holder: Object | List, way: str) -> _Said:
    values = holder.cells if isinstance(holder, Object) else holder.values
    return _Said(holder.pointer + way, _text(value_at(values, way)) or "")


def _answers(item: Object, name: str) -> Iterator[_Said]:
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


def _unknown(page: Page, names: list[str]) -> Rejected:
    shown = ", ".join(names[:_MOST_SHOWN]) + (", ..." if len(names) > _MOST_SHOWN else "")
    path = page.document.path or "the page"
    why = f"{path}: no question and answer; its columns are {shown or 'none'}. raw/index.csv can name them"
    return Rejected(Reason.UNKNOWN_COLUMNS, Stage.PARSE, why, "")
