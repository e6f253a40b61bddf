"""Which data a page gives its scripts, each with the number that locators name it by."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from itertools import chain
from typing import Any, NamedTuple

from ....text.patterns import pattern
from ....web.flight import pieces_of, rows_of
from ....web.framework_data import streamed, with_entities, with_references, without_escapes, without_kinds
from ....web.inert import inert_end
from ....web.lenient_json import Loaded, NotJson, load
from ....web.script_literals import literals
from ...markers import attribute_names_answer, json_names_answer, names_answer, writes_answer
from ...page import Page

_SCRIPT = pattern(rb"""<script\b((?:[^>"']++|"[^"]*+"|'[^']*+')*+)>""", re.IGNORECASE)
_SCRIPT_END = pattern(rb"</script[\s/>]", re.IGNORECASE)
_JSON_TYPE = pattern(rb"""(?<![\w-])type\s*=\s*["']?\s*application/json\b(?![+.-])""", re.IGNORECASE)
_OTHER_TYPE = pattern(
    rb"""(?<![\w-])type\s*=\s*["']?\s*(?!module|[\w-]{1,20}/(?:x-)?(?:java|ecma)script)\w""", re.IGNORECASE
)
_ASSIGNED = pattern(
    r"""(?:\b(?:window|self|globalThis)(?:\.[\w$]+|\[["'][\w$-]+["']\])|\b(?:var|let|const)\s+[\w$]+)\s*=\s*"""
    r"""(?:(?P<data>[{\[])|JSON\.parse\((?P<text>"))"""
)
_ATTRIBUTE = pattern(rb"""=\s*(?=["'][{\[])""")
_ATTRIBUTE_VALUE = pattern(rb""""(?P<double>[^"]*)"|'(?P<single>[^']*)'""")
_ATTRIBUTE_NAME = pattern(rb"[\s\"']([\w:.@-]{1,46})\s*$")
"""Attributes that scripts fill elements from: `data-page`, `:faqs` of Vue, `props`, `wire:snapshot`."""
_DATA_NAME = pattern(rb"\bdata-[\w-]+$")
_LONGEST_NAME = 50  # bytes of such a name (chosen) with what is around it
_SHOWN = (b"title", b"alt", b"content", b"value", b"label", b"placeholder", b"aria-label", b"srcdoc")
"""Attributes that browsers show, or that are a page of their own."""
_FLIGHT = b"__next_f"
_STREAM = b"treamController.enqueue("
_MOST_FAILURES = 20  # assignments of a page (chosen) that are no plain JSON: each is read up to where that shows
_LONGEST_WRITTEN = 1_000_000  # characters (chosen) of a script; code of this length takes some 0.6 s
_DECODER = json.JSONDecoder(strict=False)
_Found = Loaded | str | None
"""Data, the text of what cannot be read, or nothing where it names no answer."""


class Data(NamedTuple):
    """The data of one script, of one assignment in a script, or of one attribute."""

    number: int
    loaded: Loaded | None
    text: str
    """As it is written, where it cannot be read."""


class _Attribute(NamedTuple):
    is_data: bool
    """Whether its name begins with `data-`."""
    written: bytes


class _Script(NamedTuple):
    kind: str
    """`json`, `code`, or `other` for one that no browser runs."""
    content: bytes


class _Given(NamedTuple):
    """Plain JSON that a script gives to a name, and where it stands."""

    value: Any
    start: int
    end: int


def all_data(page: Page) -> Iterator[Data]:
    """Yield the data of a page that has a name for an answer in it, numbered among all.

    What is read only since a later version has the later numbers, so that older locators hold.
    """
    scripts = list(_scripts(page.utf8))
    plain, code = _plain(scripts)
    attributes = list(_attributes(page.utf8))
    found = chain(
        plain,
        _pushed(scripts),
        (_of_attribute(each.written) for each in attributes if each.is_data),
        (_of_attribute(each.written) for each in attributes if not each.is_data),
        _streamed(scripts),
        (Loaded(values, False) for script in code if (values := literals(script))),
        _of_other_types(scripts),
    )
    for number, each in enumerate(found):
        if isinstance(each, Loaded):
            yield Data(number, each._replace(value=with_entities(each.value)), "")
        elif each is not None:
            yield Data(number, None, each)


def list_data(page: Page) -> list[Data]:
    """Return all data of a page that has a name for an answer in it."""
    return list(all_data(page))


def gives_data(script: str) -> bool:
    """Whether a script gives data to a name that may hold pairs."""
    return _ASSIGNED.search(script) is not None and names_answer(_bytes(script))


def _read(text: str) -> Loaded | str:
    """JSON as frameworks write it, or its text where it cannot be read."""
    try:
        loaded = load(without_escapes(text))
    except NotJson:
        return text
    return text if loaded.is_guess else loaded._replace(value=with_references(loaded.value))


def _text(content: bytes) -> str:
    return content.decode("utf-8", "surrogatepass")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


# --- scripts -----------------------------------------------------------------------------------


def _scripts(markup: bytes) -> Iterator[_Script]:
    """The scripts of a page, without those of JSON-LD."""
    end = 0
    while opening := _SCRIPT.search(markup, end):
        if inert := inert_end(markup, end, opening.start()):
            end = inert
            continue
        ending = _SCRIPT_END.search(markup, opening.end())
        stop = ending.start() if ending else len(markup)
        if kind := _kind(opening[1]):
            yield _Script(kind, markup[opening.end() : stop])
        end = stop


def _kind(attributes: bytes) -> str:
    """What a script holds by its type; empty for JSON-LD."""
    if _JSON_TYPE.search(attributes):
        return "json"
    if b"json" in attributes.lower():
        return ""
    return "other" if _OTHER_TYPE.search(attributes) else "code"


def _plain(scripts: list[_Script]) -> tuple[list[_Found], list[str]]:
    """What is plain JSON, as a script or given to a name; and the code besides that may write out answers."""
    found: list[_Found] = []
    code: list[str] = []
    failures = 0
    for script in scripts:
        if script.kind == "json":
            found.append(_read(_text(script.content)) if json_names_answer(script.content) else None)
        elif _FLIGHT not in script.content and writes_answer(script.content):
            text = _text(script.content)
            given: list[_Given] = []
            if names_answer(script.content) and failures < _MOST_FAILURES:
                given, failed = _assigned(text, _MOST_FAILURES - failures)
                failures += failed
            found += [Loaded(each.value, False) for each in given]
            rest = _without(text, given)
            if script.kind == "code" and len(rest) <= _LONGEST_WRITTEN and writes_answer(_bytes(rest)):
                code.append(rest)
    return found, code


def _assigned(script: str, most_failures: int) -> tuple[list[_Given], int]:
    """The plain JSON that a script gives to names, and how much was none."""
    found: list[_Given] = []
    position = failures = 0
    while failures < most_failures and (match := _ASSIGNED.search(script, position)):
        start = match.start(match.lastgroup or 0)
        try:
            value, position = _DECODER.raw_decode(script, start)
            found.append(_Given(json.loads(value) if isinstance(value, str) else value, start, position))
        except (ValueError, RecursionError):
            position = match.end()
            failures += 1
    return found, failures


def _without(script: str, given: list[_Given]) -> str:
    """A script without the JSON that it gives to names."""
    starts = [0, *(each.end for each in given)]
    ends = [*(each.start for each in given), len(script)]
    return "".join(script[start:end] for start, end in zip(starts, ends, strict=True))


def _pushed(scripts: list[_Script]) -> Iterator[Loaded]:
    """What Next.js pushes in pieces."""
    pieces = [piece for script in scripts if _FLIGHT in script.content for piece in pieces_of(_text(script.content))]
    if pieces and (rows := rows_of(pieces)):
        yield Loaded(rows, False)


def _streamed(scripts: list[_Script]) -> Iterator[Loaded]:
    """What React Router sends in pieces."""
    pieces = [piece for script in scripts if _STREAM in script.content for piece in pieces_of(_text(script.content))]
    if pieces and (values := streamed("".join(pieces))):
        yield Loaded(values, False)


def _of_other_types(scripts: list[_Script]) -> Iterator[Loaded | None]:
    """What is JSON in scripts of types that frameworks made up: `fastboot/shoebox`."""
    for script in scripts:
        if script.kind == "other" and script.content.lstrip()[:1] in (b"{", b"[") and names_answer(script.content):
            read = _read(_text(script.content))
            yield read if isinstance(read, Loaded) and not read.repaired else None


# --- attributes --------------------------------------------------------------------------------


def _attributes(markup: bytes) -> Iterator[_Attribute]:
    """The data in attributes of elements that a script fills."""
    end = 0
    for sign in _ATTRIBUTE.finditer(markup):
        start = sign.start()
        name = _ATTRIBUTE_NAME.search(markup, max(0, start - _LONGEST_NAME), start) if start >= end else None
        value = _ATTRIBUTE_VALUE.match(markup, sign.end()) if name else None
        if name is None or value is None or name[1].lower() in _SHOWN:
            continue
        inert = inert_end(markup, end, start)
        end = inert or value.end()
        if not inert:
            yield _Attribute(_DATA_NAME.search(name[1]) is not None, value[value.lastgroup or 0])


def _of_attribute(written: bytes) -> _Found:
    """What the value of an attribute holds: JSON, the properties of an island of Astro, or what a script would read."""
    if not attribute_names_answer(written):
        return None
    text = html.unescape(_text(written))
    read = _read(text)
    if isinstance(read, Loaded):
        return read._replace(value=without_kinds(read.value))
    values = literals(f"({text})")
    return Loaded(values, False) if values else text
