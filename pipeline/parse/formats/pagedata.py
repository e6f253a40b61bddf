"""Questions and answers in the data of a page's scripts: `__NEXT_DATA__`, `window.__STATE__ = {...}`, `data-page`."""

from __future__ import annotations

import html
import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from ...schema import Candidate, Findings, Reason, Rejected, Stage
from ...text.labels import unlabelled_answer, unlabelled_question
from ...text.languages import LANGUAGES, all_words
from ...text.patterns import pattern
from ...text.questions import ends_with_mark, opens_as_question
from ...web.flight import pieces_of, rows_of
from ...web.framework_data import opened, with_texts, without_escapes
from ...web.inert import inert_end
from ...web.json_pointer import key_of, token
from ...web.lenient_json import Loaded, NotJson, load
from ...web.markup_in_text import text_of_html
from ...web.rich_text import html_of, is_text
from ..locators import NothingThere, RawPair, escape_part, split_pointers
from ..markers import attribute_names_answer, names_answer
from ..page import Page
from ..visible.calls import is_call

NAME = "pagedata"
_SCRIPT = pattern(rb"""<script\b((?:[^>"']++|"[^"]*+"|'[^']*+')*+)>""", re.IGNORECASE)
_SCRIPT_END = pattern(rb"</script[\s/>]", re.IGNORECASE)
_JSON_TYPE = pattern(rb"""(?<![\w-])type\s*=\s*["']?\s*application/json\b(?![+.-])""", re.IGNORECASE)
_ASSIGNED = pattern(
    r"""(?:\b(?:window|self|globalThis)(?:\.[\w$]+|\[["'][\w$-]+["']\])|\b(?:var|let|const)\s+[\w$]+)\s*=\s*"""
    r"""(?:(?P<data>[{\[])|JSON\.parse\((?P<text>"))"""
)
_ATTRIBUTE = pattern(rb"""=\s*(?=["'][{\[])""")
_ATTRIBUTE_VALUE = pattern(rb""""(?P<double>[^"]*)"|'(?P<single>[^']*)'""")
_ATTRIBUTE_NAME = pattern(rb"(?:\bdata-|\s:)[\w-]{1,40}\s*$")
"""Attributes that scripts fill elements from: `data-page`, and `:faqs` of Vue."""
_LONGEST_NAME = 50  # bytes of such a name (chosen) with what is around it
_FLIGHT = b"__next_f"
_MOST_FAILURES = 20  # assignments of a page (chosen) that are no plain JSON: each is read up to where that shows

_QUESTIONS = all_words(names for each in LANGUAGES for names in (each.question_names, each.question_labels)) | {"q"}
_ANSWERS = all_words(names for each in LANGUAGES for names in (each.answer_names, each.answer_labels)) | {"a"}
_TITLES = frozenset("title name heading header label summary".split())
_CONTENTS = frozenset("content text body description answer html details".split())
"""What question and answer are called where what holds them is called FAQ."""
_LANGUAGES = frozenset(each.tag for each in LANGUAGES) - {"id"}
_SAYS_NOTHING = _LANGUAGES | frozenset(
    "text html body content title field rich plain raw faq faqs item short long".split()
)
"""Words of a name beside the one for question or answer: `faqQuestion`, `answer_html`, `frage_de`."""
_WORD = pattern(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\d_A-Z]+|\d+")
_FAQ = frozenset("faq faqs".split())
_KINDS = ("__typename", "_type", "type", "component", "__component", "blockType")
_OF_PAGE = frozenset("seo meta metadata og openGraph head".split())
_HOLDERS = 4  # steps (chosen) from what is called FAQ to its questions
_SHARE = 1 / 2  # of the questions of one list (chosen): if they ask, the others do, too
_SHOWN = 2_000  # characters (chosen) of data that cannot be read
_DIGITS = pattern(r"\d+")
_Path = tuple[str | int, ...]


class _Data(NamedTuple):
    """The data of one script, or of one assignment in a script."""

    number: int
    loaded: Loaded | None
    text: str
    """As it is written, where it cannot be read."""


class _Entry(NamedTuple):
    """An object that holds a question and an answer."""

    path: _Path
    names: tuple[str, str]
    question: str
    answer: str

    @property
    def asks(self) -> bool:
        """Whether it has a question mark or opens like a question."""
        return ends_with_mark(self.question) or opens_as_question(self.question)


def extract(page: Page) -> Findings:
    """Return a candidate for each object that holds question and answer; those of one list are judged together."""
    found = Findings([], [], [])
    for data in _all_data(page):
        if data.loaded is None:
            found.rejected.append(_unreadable(data))
            continue
        lists: defaultdict[tuple[str, ...], list[_Entry]] = defaultdict(list)
        for entry in _entries(data.loaded.value, page):
            lists[_form(entry.path)].append(entry)
        flags = (("repaired_markup",) if data.loaded.repaired else ()) + (("truncated",) if data.loaded.cut else ())
        for entries in lists.values():
            _judge(page, entries, data.number, flags, found)
    return found


def resolve(page: Page, locator: str) -> RawPair:
    """Return the question and answer that a locator names."""
    number, _, paths = locator.partition("=")[2].partition("#")
    data = next((data for data in page.once(_list_data) if data.number == int(number)), None)
    if data is None or data.loaded is None:
        raise NothingThere(f"nothing at {locator}")
    values = [_value_at(data.loaded.value, path) for path in split_pointers(f"={paths}")]
    if len(values) != 2:
        raise NothingThere(f"nothing at {locator}")
    return RawPair(_question(values[0]), _answer(values[1]))


def gives_data(script: str) -> bool:
    """Whether a script gives data to a name that may hold pairs."""
    return _ASSIGNED.search(script) is not None and names_answer(script.encode("utf-8", "surrogatepass"))


# --- which data a page has ---------------------------------------------------------------------


def _list_data(page: Page) -> list[_Data]:
    return list(_all_data(page))


def _all_data(page: Page) -> Iterator[_Data]:
    """The data of a page that has a name for an answer in it, numbered among all."""
    number, failures = 0, 0
    pieces: list[str] = []
    for is_json, content in _scripts(page.utf8):
        if is_json:
            if names_answer(content):
                yield _read(number, content.decode("utf-8", "surrogatepass"))
            number += 1
        elif _FLIGHT in content:
            pieces += pieces_of(content.decode("utf-8", "surrogatepass"))
        elif names_answer(content) and failures < _MOST_FAILURES:
            for value in _assigned(content.decode("utf-8", "surrogatepass")):
                failures += value is None
                if failures >= _MOST_FAILURES:
                    break
                if value is not None:
                    yield _Data(number, Loaded(value, False), "")
                    number += 1
    if pieces and (rows := rows_of(pieces)):
        yield _Data(number, Loaded(rows, False), "")
        number += 1
    for written in _attributes(page.utf8):
        if attribute_names_answer(written):
            yield _read(number, html.unescape(written.decode("utf-8", "surrogatepass")))
        number += 1


def _scripts(markup: bytes) -> Iterator[tuple[bool, bytes]]:
    """The scripts of a page with whether they say that they hold JSON, without those of JSON-LD or with an address."""
    end = 0
    while opening := _SCRIPT.search(markup, end):
        if inert := inert_end(markup, end, opening.start()):
            end = inert
            continue
        ending = _SCRIPT_END.search(markup, opening.end())
        stop = ending.start() if ending else len(markup)
        if _JSON_TYPE.search(opening[1]):
            yield True, markup[opening.end() : stop]
        elif b"json" not in opening[1].lower():
            yield False, markup[opening.end() : stop]
        end = stop


def _attributes(markup: bytes) -> Iterator[bytes]:
    """The data in attributes of elements that a script fills: `data-page`, `:faqs`."""
    end = 0
    for sign in _ATTRIBUTE.finditer(markup):
        start = sign.start()
        is_new = start >= end and _ATTRIBUTE_NAME.search(markup, max(0, start - _LONGEST_NAME), start)
        value = _ATTRIBUTE_VALUE.match(markup, sign.end()) if is_new else None
        if value is None:
            continue
        inert = inert_end(markup, end, start)
        end = inert or value.end()
        if not inert:
            yield value[value.lastgroup or 0]


def _read(number: int, text: str) -> _Data:
    try:
        loaded = load(without_escapes(text))
    except NotJson:
        return _Data(number, None, text)
    return _Data(number, None if loaded.is_guess else loaded._replace(value=with_texts(loaded.value)), text)


def _assigned(script: str) -> Iterator[Any]:
    """The data that a script gives to names; None for what is no plain JSON."""
    position = 0
    while match := _ASSIGNED.search(script, position):
        start = match.start(match.lastgroup or 0)
        try:
            value, position = _DECODER.raw_decode(script, start)
            yield json.loads(value) if isinstance(value, str) else value
        except (ValueError, RecursionError):
            position = match.end()
            yield None


_DECODER = json.JSONDecoder(strict=False)


def _unreadable(data: _Data) -> Rejected:
    text = f"this data cannot be read: {data.text.strip()[:_SHOWN]}"
    return Rejected(Reason.BROKEN_MARKUP, Stage.PARSE, text, f"{NAME}={data.number}#")


# --- which of its objects hold a question and an answer ------------------------------------------


def _entries(root: Any, page: Page) -> Iterator[_Entry]:
    """The objects with a question and an answer, in their order."""
    waiting: list[tuple[_Path, Any]] = [((), root)]
    while waiting:
        path, node = waiting.pop()
        names = _names(path, node) if isinstance(node, Mapping) else None
        if names:
            question, answer = _question(node[names[0]]), _answer(node[names[1]])
            if question and answer and page.allowance.spend(len(answer)):
                yield _Entry(path, names, question, answer)
                continue
        children = node.items() if isinstance(node, Mapping) else enumerate(node)
        inner = ((key, opened(child)) for key, child in children)
        waiting += reversed([((*path, key), child) for key, child in inner if isinstance(child, dict | list)])


def _names(path: _Path, node: Mapping[str, Any]) -> tuple[str, str] | None:
    """What question and answer are called in an object; where it is called FAQ, title and content may be."""
    question = next((key for key, value in node.items() if isinstance(value, str) and _role(key) == "question"), None)
    answer = next((key for key, value in node.items() if _role(key) == "answer" and is_text(value)), None)
    if not (question and answer) and _is_in_faq(path, node):
        question = question or next((key for key in _named(node, _TITLES) if isinstance(node[key], str)), None)
        answer = answer or next((key for key in _named(node, _CONTENTS) if is_text(node[key])), None)
    return (question, answer) if question and answer else None


def _named(node: Mapping[str, Any], names: Collection[str]) -> Iterator[str]:
    return (key for key in node if key.lower() in names)


@lru_cache(maxsize=4096)
def _role(key: str) -> str | None:
    """Whether a name is one for a question or an answer."""
    words = [word.lower() for word in _WORD.findall(key)]
    telling = [word for word in words if word not in _SAYS_NOTHING]
    if len(telling) != 1:
        return None
    if telling[0] in _QUESTIONS:
        return "question"
    return "answer" if telling[0] in _ANSWERS else None


def _is_in_faq(path: _Path, node: Mapping[str, Any]) -> bool:
    """Whether an object is called FAQ, or what holds it is; what a page says to search engines is no question."""
    if path and path[-1] in _OF_PAGE:
        return False
    if any(_is_faq(value) for kind in _KINDS if isinstance(value := node.get(kind), str)):
        return True
    return any(_is_faq(step) for step in path[-_HOLDERS:] if isinstance(step, str))


@lru_cache(maxsize=4096)
def _is_faq(name: str) -> bool:
    return any(word.lower() in _FAQ for word in _WORD.findall(name))


def _form(path: _Path) -> tuple[str, ...]:
    """The way to an object without the numbers on it: what has the same is one list."""
    return tuple(_DIGITS.sub("", step) for step in path if isinstance(step, str))


def _judge(page: Page, entries: list[_Entry], number: int, flags: tuple[str, ...], found: Findings) -> None:
    """Add the questions of one list, and what is none with the reason."""
    all_ask = sum(entry.asks for entry in entries) >= _SHARE * len(entries)
    for entry in entries:
        place = "".join(f"/{token(step)}" for step in entry.path)
        paths = ";".join(escape_part(f"{place}/{token(name)}") for name in entry.names)
        locator = f"{NAME}={number}#{paths}"
        reason = Reason.CALL_TO_ACTION if is_call(entry.question) else None
        if not (all_ask or ends_with_mark(entry.question)):
            reason = Reason.NO_QUESTION
        if reason:
            text = f"{entry.question}\n\n{entry.answer}"
            found.rejected.append(Rejected(reason, Stage.PARSE, text, locator))
        else:
            address = page.address
            found.candidates.append(Candidate(entry.question, entry.answer, address, address, locator, NAME, flags))


def _question(value: Any) -> str:
    return unlabelled_question(" ".join(text_of_html(value).split())) if isinstance(value, str) else ""


def _answer(value: Any) -> str:
    return unlabelled_answer(text_of_html(html_of(value)).strip())


def _value_at(root: Any, pointer: str) -> Any:
    value = root
    for step in map(key_of, pointer.split("/")[1:]):
        value = opened(value)
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value
