"""schema.org Questions in JSON-LD scripts."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache, cached_property, lru_cache
from itertools import product
from typing import Any, NamedTuple

from ahocorasick_rs import MATCHKIND_LEFTMOST_FIRST, BytesAhoCorasick

from ...schema import Candidate, Findings, Reason, Rejected, Stage
from ...text.patterns import pattern
from ...text.questions import unlabelled_answer, unlabelled_question
from ...web.inert import inert_end
from ...web.json_pointer import key_of, token
from ...web.lenient_json import Loaded, NotJson, load
from ...web.render import text_of_html
from ...web.spilled import spilled, texts_of
from ...web.stated_language import language_tag
from ..locators import NothingThere, RawPair
from ..markers import ANSWER_OF_QUESTION, QUESTION_TYPE
from ..page import Page
from ..schema_org import (
    ANSWER,
    ANSWER_TEXTS,
    ANSWERS,
    JSONLD_VOCABULARY,
    PAGE_TYPES,
    PREFIXES,
    QUESTION,
    QUESTION_TEXTS,
    SUGGESTED,
    is_question_type,
)

NAME = "jsonld"
_LONGEST_TAG = 2_000  # bytes of a script's start tag (chosen)
_SCRIPT_START = b"<script"
_SCRIPTS = (
    pattern(rb"""<script\b((?:[^>"']++|"[^"]*+"|'[^']*+')*+)>""", re.IGNORECASE),
    pattern(rb"<script\b([^>]*+)>", re.IGNORECASE),
)
"""The start tag of a script, as a browser reads it, and up to its first `>`, for one whose quotes are not closed."""
_SCRIPT_END = pattern(rb"</script[\s/>]", re.IGNORECASE)
_TYPE = pattern(rb"""(?<![\w-])type\s*=\s*(?:\\?["'])*+([^"'>]{1,200}+)(?!>)""", re.IGNORECASE)
# Also as it is written wrongly: the plus lost or escaped, the slash escaped, other quotes around it.
_IS_LD = pattern(r"[\W_]*+(?:(?:application|text)[\W_]++)?(?:ld(?:[\W_]|%2b){0,3}json|json\+ld)\b", re.IGNORECASE)
_JSON = [b"+" + bytes(letters) for letters in product(*zip(b"json", b"JSON", strict=True))]
_OTHERWISE = [b" json", b" JSON", b" Json", b"json+ld", b"JSON+LD", b"ldjson", b"ld-json", b"ld_json"]
_ESCAPED_PLUS = [
    *(b"2" + b + json for b in (b"b", b"B") for json in (b"json", b"JSON")),
    b"&plus;",
    *(f"&#{zeros}43".encode() for zeros in ("", "0", "00")),
    *(f"&#{x}{zeros}2{b}".encode() for x in "xX" for zeros in ("", "0", "00") for b in "bB"),
]
_MARKERS = (*QUESTION_TYPE, *ANSWER_OF_QUESTION)
_ASKS = pattern(r"\bQuestion(?![\w\s])|\b(?:accepted|suggested)Answer\b")
_LANGUAGE = b"inLanguage"
_LICENCE = b'license"'
_PARTS_OF_PAGE = ("isPartOf", "mainEntityOfPage")
_HOLDERS = (dict, list)
_SHOWN = 2_000  # characters (chosen) of a script that cannot be read
_UNREADABLE = "this JSON-LD cannot be read"
_MISREAD = "this part of a JSON-LD script cannot be read"
_WORD = pattern(r"\w+")
_FORM = "FAQPage mainEntity type context id https http www schema org br p quot undefined null true false"
_SAYS_NOTHING = frozenset((*ANSWERS, *QUESTION_TEXTS, *ANSWER_TEXTS, QUESTION, ANSWER, *_FORM.split()))
"""Words of a script that are of its form."""


class Script(NamedTuple):
    """A JSON-LD script of a page."""

    number: int
    start: int
    end: int


def extract(page: Page) -> Findings:
    """Return a candidate for each answer to each Question, wherever it sits in whichever script."""
    found = Findings([], [], [])
    for script in scripts(page.utf8):
        if not any(page.utf8.find(marker, script.start, script.end) >= 0 for marker in _MARKERS):
            continue
        content = _content(page, script)
        try:
            loaded = load(content)
        except NotJson:
            found.rejected.append(_unreadable(script, content))
            continue
        before = len(found.candidates), len(found.rejected)
        _read_script(loaded, script.number, page, found)
        if loaded.is_guess:
            found.rejected.extend(_untold(loaded, script.number, found, before))
        if loaded.repaired and (len(found.candidates), len(found.rejected)) == before and _ASKS.search(content):
            found.rejected.append(_unreadable(script, content))
    return found


def scripts(markup: bytes) -> Iterator[Script]:
    """Yield where the JSON-LD scripts of a page in UTF-8 are, found without building a tree.

    A script inside a comment or inside another script is none.
    """
    number = end = 0
    for _, word, _ in _finder().find_matches_as_indexes(markup):
        before = max(end, word - _LONGEST_TAG)
        tag = before + markup[before:word].lower().rfind(_SCRIPT_START)
        opening = _opening(markup, tag, word) if tag >= before else None
        if not opening:
            continue
        inert = inert_end(markup, end, tag)
        if inert:
            end = inert
            continue
        ending = _SCRIPT_END.search(markup, opening.end())
        end = ending.start() if ending else len(markup)
        yield Script(number, opening.end(), end)
        number += 1


def _opening(markup: bytes, tag: int, word: int) -> re.Match[bytes] | None:
    """Return the start tag at an index, around a word, if it says that its script holds JSON-LD."""
    for form in _SCRIPTS:
        opening = form.match(markup, tag, word + _LONGEST_TAG)
        kind = _TYPE.search(opening[1]) if opening and opening.end() > word else None
        if kind and is_json_ld(kind[1].decode("utf-8", "replace")):
            return opening
    return None


def is_json_ld(kind: str) -> bool:
    """Whether the type of a script says JSON-LD, however it is written.

    >>> is_json_ld("application/ld json"), is_json_ld("application/json")
    (True, False)
    """
    return _IS_LD.match(html.unescape(kind)) is not None


@cache
def _finder() -> BytesAhoCorasick:
    return BytesAhoCorasick([*_JSON, *_OTHERWISE, *_ESCAPED_PLUS], matchkind=MATCHKIND_LEFTMOST_FIRST)


def _content(page: Page, script: Script) -> str:
    return page.utf8[script.start : script.end].decode("utf-8", "surrogatepass")


def resolve(page: Page, locator: str) -> RawPair:
    """Return the question and answer that a locator names."""
    number, _, pointer = locator.removeprefix("jsonld=").partition("#")
    script = next((script for script in scripts(page.utf8) if script.number == int(number)), None)
    if script is None:
        raise NothingThere(f"nothing at {locator}")
    graph = _graph_of(_content(page, script))
    question, answer = _question_at(pointer, graph.root)
    if not graph.is_question(question):
        raise NothingThere(f"no Question at {locator}")
    return RawPair(graph.question_text(question), graph.answer_text(answer))


def licences(page: Page) -> Iterator[str]:
    """Yield what the scripts of a page say of its own licence: addresses and names."""
    for graph in page.once(_with_licences).values():
        yield from graph.licences_of_page()


def licences_at(page: Page, locator: str) -> list[str]:
    """Return what the script says of the licence of an answer: itself, its question or the nearest page around it."""
    number, _, pointer = locator.removeprefix("jsonld=").partition("#")
    graph = page.once(_with_licences).get(int(number))
    try:
        return graph.licences_at(pointer) if graph else []
    except (LookupError, TypeError, ValueError):
        return []


def _with_licences(page: Page) -> dict[int, _Graph]:
    """What those scripts of a page hold that speak of a licence, by their numbers."""
    found = {}
    for script in scripts(page.utf8):
        if page.utf8.find(_LICENCE, script.start, script.end) >= 0:
            with suppress(NotJson):
                found[script.number] = _Graph(load(_content(page, script)).value)
    return found


@lru_cache(maxsize=1)  # who resolves one locator of a script resolves others
def _graph_of(content: str) -> _Graph:
    return _Graph(load(content).value)


def _question_at(pointer: str, root: Any) -> tuple[Any, Any]:
    """The node that a JSON pointer names, and before it the one that has it as its answer, or one of its answers."""
    *holders, answer = _nodes_on(pointer, root)
    in_list = len(holders) > 1 and isinstance(holders[-1], list)
    return holders[-2 if in_list else -1] if holders else answer, answer


def _nodes_on(pointer: str, root: Any) -> list[Any]:
    """The nodes on the way from the root to the one that a JSON pointer names, both included."""
    nodes = [root]
    for step in pointer.split("/")[1:]:
        name = key_of(step)
        nodes.append(nodes[-1][int(name)] if isinstance(nodes[-1], list) else nodes[-1][name])
    return nodes


def _unreadable(script: Script, content: str) -> Rejected:
    text = f"{_UNREADABLE}: {content.strip()[:_SHOWN]}"
    return Rejected(Reason.BROKEN_MARKUP, Stage.PARSE, text, f"jsonld={script.number}#")


def _misread(text: str, locator: str) -> Rejected:
    return Rejected(Reason.BROKEN_MARKUP, Stage.PARSE, f"{_MISREAD}: {text[:_SHOWN]}", locator)


def _untold(loaded: Loaded, number: int, found: Findings, before: tuple[int, int]) -> Iterator[Rejected]:
    """What a repair that guesses put into no question of its script, or left out."""
    told = [text for each in found.candidates[before[0] :] for text in (each.question, each.answer)]
    told += [each.text for each in found.rejected[before[1] :]]
    known = _SAYS_NOTHING.union(*map(_WORD.findall, told))
    texts = [text_of_html(text) for text in texts_of(loaded.value) if not text.startswith(("http:", "https:"))]
    missing = [text for text in (*texts, *loaded.lost) if not known.issuperset(_WORD.findall(text))]
    if missing:
        yield _misread("\n".join(missing), f"jsonld={number}#")


def _read_script(loaded: Loaded, number: int, page: Page, found: Findings) -> None:
    graph = _Graph(loaded.value)
    end = _last_pointer(loaded.value) if loaded.cut else None
    states_language = _LANGUAGE in page.utf8
    torn = spilled(loaded.value) if loaded.is_guess else []
    for pointer, node in graph.questions():
        if any(f"{place}/".startswith(f"{pointer}/") for place in torn):
            found.rejected.append(_misread("\n".join(texts_of(node)), f"jsonld={number}#{pointer}"))
            continue
        flags = ("repaired_markup",) if loaded.repaired or not graph.is_typed(node) else ()
        locator = f"jsonld={number}#{pointer}"
        question = graph.question_text(node)
        answers = list(graph.answers(node))
        if not question:
            if answers:
                texts = [graph.answer_text(answer) for _, _, answer in answers if not page.allowance.is_spent]
                page.allowance.spend(sum(map(len, texts)))
                found.rejected.append(Rejected(Reason.NO_QUESTION, Stage.PARSE, "\n\n".join(texts), locator))
            continue
        if not answers:
            found.rejected.append(Rejected(Reason.NO_ANSWER, Stage.PARSE, question, locator))
        cut = _cut_answers(pointer, [step for _, step, _ in answers], end)
        for name, step, answer in answers:
            text = graph.answer_text(answer)
            if not page.allowance.spend(len(text)):
                found.rejected.append(Rejected(Reason.REPEATED_ANSWER, Stage.PARSE, question, f"{locator}/{step}"))
                continue
            if not text:
                found.rejected.append(Rejected(Reason.NO_ANSWER, Stage.PARSE, question, f"{locator}/{step}"))
                continue
            if _question_at(f"{pointer}/{step}", graph.root) != (node, answer):
                text = f"{question}\n\n{text}"
                found.rejected.append(Rejected(Reason.NO_EVIDENCE, Stage.PARSE, text, f"{locator}/{step}"))
                continue
            standing = (*(("suggested_answer",) if name == SUGGESTED else ()), *(("truncated",) if step in cut else ()))
            candidate = Candidate(question, text, page.address, page.address, f"{locator}/{step}", NAME)
            language = graph.language(f"{pointer}/{step}") if states_language else ""
            found.candidates.append(candidate._replace(flags=(*flags, *standing), language=language))


def _cut_answers(question: str, steps: list[str], end: str | None) -> list[str]:
    """Which answers of a question lost words where its script was cut, at a pointer: the one that is there, or all."""
    if end is None or not f"{end}/".startswith(f"{question}/"):
        return []
    return [step for step in steps if f"{end}/".startswith(f"{question}/{step}/")] or steps


def _last_pointer(root: Any) -> str:
    """The JSON pointer of the value that ends the data."""
    path: _Path = ()
    while isinstance(root, _HOLDERS) and root:
        key = next(reversed(root)) if isinstance(root, dict) else len(root) - 1
        path, root = (path, key), root[key]
    return _pointer(path)


class _Graph:
    """One script's data, with what its nodes refer to."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self._terms = _Terms(root)
        self._type_keys = [*self._terms.words_for("@type"), "type"]
        self._answers: dict[int, tuple[dict[str, Any], str]] = {}
        """The text of each answer that was read, by its `id()`, with the answer: so that none is made at its place."""
        self._plain_words: dict[str, str] = {}
        """What the words met so far mean: a script has a few, again and again."""

    def questions(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield every Question with its JSON pointer, in document order."""
        stack: list[tuple[_Path, Any]] = [((), self.root)]
        while stack:
            path, node = stack.pop()
            if isinstance(node, dict):
                if self.is_question(node):
                    yield _pointer(path), node
                children: Iterable[tuple[str | int, Any]] = node.items()
            else:
                children = enumerate(node) if isinstance(node, list) else ()
            inner = [((path, key), child) for key, child in children if isinstance(child, _HOLDERS)]
            stack += reversed(inner)

    def is_question(self, node: object) -> bool:
        """Whether a node is a schema.org Question; one with an `@id` alone only refers to one.

        Also one whose type is written in another letter case, or that says no type and has the answers of a Question.
        """
        if not isinstance(node, dict):
            return False
        if any(is_question_type(self._plain(kind.strip())) for kind in self._kinds(node)):
            return True
        return not any(node.get(key) for key in self._type_keys) and any(self._plain(key) in ANSWERS for key in node)

    def is_typed(self, node: dict[str, Any]) -> bool:
        """Whether a Question says that it is one as schema.org writes it."""
        return any(self._plain(kind.strip()) == QUESTION for kind in self._kinds(node))

    def _kinds(self, node: dict[str, Any]) -> Iterator[str]:
        for key in self._type_keys:
            kinds = node.get(key)
            yield from (kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str))

    def language(self, pointer: str) -> str:
        """Return the language that the node at a JSON pointer states, or the nearest around it that states one."""
        for node in reversed(_nodes_on(pointer, self.root)):
            for key in self._keys(node, "inLanguage") if isinstance(node, dict) else ():
                stated = node[key]
                if isinstance(stated, dict):
                    stated = stated.get("alternateName") or stated.get("name")
                tag = language_tag(stated) if isinstance(stated, str) else ""
                if tag:
                    return tag
        return ""

    def licences_at(self, pointer: str) -> list[str]:
        """Return what the node at a JSON pointer says of its licence, or the nearest around it that says something."""
        answer, *around = reversed(_nodes_on(pointer, self.root))
        for node in (answer, *(each for each in around if self._is_about(each))):
            if isinstance(node, dict) and (found := self._licences(self._resolved(node))):
                return found
        return []

    def _is_about(self, node: object) -> bool:
        """Whether what a node says holds for the questions in it."""
        return isinstance(node, dict) and (self.is_question(node) or self._is_page(node))

    def _is_page(self, node: dict[str, Any]) -> bool:
        return any(self._plain(kind.strip()) in PAGE_TYPES for kind in self._kinds(node))

    def licences_of_page(self) -> Iterator[str]:
        """Yield what the nodes say of their licence that are the page, or what it is part of."""
        waiting = [self.root]
        while waiting:
            node = waiting.pop()
            if isinstance(node, list):
                waiting += [each for each in node if isinstance(each, dict)]
            elif isinstance(node, dict):
                is_page = self._is_page(node)
                yield from self._licences(node) if is_page else ()
                inner = ("@graph", *(_PARTS_OF_PAGE if is_page else ()))
                waiting += [node[key] for name in inner for key in self._keys(node, name)]

    def _licences(self, node: dict[str, Any]) -> list[str]:
        """The addresses, or else the names, of the licences that a node has."""
        values = [node[key] for key in self._keys(node, "license")]
        each = [one for value in values for one in (value if isinstance(value, list) else [value])]
        return [said for one in each if isinstance(said := _said(one), str)]

    def question_text(self, node: dict[str, Any]) -> str:
        """Return the question: its name, or else its text or headline."""
        text = next((texts[0] for name in QUESTION_TEXTS if (texts := self._texts(node, name))), "")
        return unlabelled_question(text)

    def answers(self, node: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
        """Yield each answer with the property that holds it and the pointer from the question to it."""
        for name in ANSWERS:
            for key in self._keys(node, name):
                value = node[key]
                if isinstance(value, list):
                    yield from ((name, f"{token(key)}/{i}", answer) for i, answer in enumerate(value))
                elif value:
                    yield name, token(key), value

    def answer_text(self, answer: Any) -> str:
        """Return the text of an answer: a node, a reference to one, or a string."""
        if isinstance(answer, str):
            answer = {"@id": answer} if answer in self._named else {"text": answer}
        if not isinstance(answer, dict):
            return ""
        whole = self._resolved(answer)
        if id(whole) not in self._answers:
            text = next(("\n\n".join(texts) for name in ANSWER_TEXTS if (texts := self._texts(whole, name))), "")
            self._answers[id(whole)] = whole, unlabelled_answer(text)
        return self._answers[id(whole)][1]

    def _texts(self, node: dict[str, Any], name: str) -> list[str]:
        """What a property says, each text once."""
        for key in self._keys(node, name):
            texts = [text for value in _strings(node[key]) if (text := text_of_html(value))]
            if texts:
                return list(dict.fromkeys(texts))
        return []

    def _keys(self, node: dict[str, Any], name: str) -> list[str]:
        if name in node:
            return [name]
        return [key for key in node if self._plain(key) == name]

    def _plain(self, word: str) -> str:
        """The schema.org term that a word means, or what else it means."""
        if word not in self._plain_words:
            self._plain_words[word] = self._terms.plain(word)
        return self._plain_words[word]

    def _resolved(self, node: dict[str, Any]) -> dict[str, Any]:
        """Follow a bare `@id` to the node that says more."""
        name = node.get("@id")
        return self._named.get(name, node) if isinstance(name, str) and _is_bare(node) else node

    @cached_property
    def _named(self) -> dict[str, dict[str, Any]]:
        """The nodes that say something, by their `@id`."""
        found: dict[str, dict[str, Any]] = {}
        for node in _nodes(self.root):
            if isinstance(node.get("@id"), str) and not _is_bare(node):
                found.setdefault(node["@id"], node)
        return found


class _Terms:
    """What the words of a script mean by its `@context`."""

    def __init__(self, root: Any) -> None:
        self._meanings: dict[str, str] = {}
        names = []
        for context in _contexts(root):
            if isinstance(context, str):
                names.append(context)
            else:
                self._learn(context)
        names += [meaning for word, meaning in self._meanings.items() if word == "@vocab"]
        self.is_schema = not any(names) or any("schema" in name.lower() for name in names)
        """Whether plain words are schema.org's: the script says so, or does not say whose they are."""

    def words_for(self, keyword: str) -> list[str]:
        """Return the words that mean a keyword such as `@type`, itself among them."""
        return [keyword, *(word for word, meaning in self._meanings.items() if meaning == keyword)]

    def meaning(self, word: str) -> str:
        """Return the address that a word means, or the word where the context says nothing about it."""
        word = self._meanings.get(word, word)
        prefix, colon, name = word.partition(":")
        if colon and not name.startswith("//"):
            return self._meanings.get(prefix, PREFIXES.get(prefix, f"{prefix}:")) + name
        return word

    def plain(self, word: str) -> str:
        """Return the schema.org term that a word means, or what else it means; empty where that is not said."""
        meaning = self.meaning(word)
        schema = JSONLD_VOCABULARY.match(meaning)
        if schema:
            return meaning[schema.end() :]
        return meaning if self.is_schema or ":" in meaning else ""

    def _learn(self, context: dict[str, Any]) -> None:
        for word, definition in context.items():
            meaning = definition.get("@id") if isinstance(definition, dict) else definition
            if isinstance(meaning, str):
                self._meanings.setdefault(word, meaning)


def _contexts(root: Any) -> Iterator[str | dict[str, Any]]:
    """Yield what each `@context` of a script holds: addresses and definitions."""
    for node in _nodes(root):
        waiting = [node.get("@context")]
        while waiting:
            context = waiting.pop(0)
            if isinstance(context, list):
                waiting += context
            elif isinstance(context, str | dict):
                yield context


def _nodes(root: Any) -> Iterator[dict[str, Any]]:
    stack = [root]
    while stack:
        node = stack.pop()
        inner: Iterable[Any] = node if isinstance(node, list) else ()
        if isinstance(node, dict):
            yield node
            inner = node.values()
        stack += [child for child in inner if isinstance(child, _HOLDERS)]


def _said(licence: Any) -> Any:
    """What a licence is called: by its address, or else by its name."""
    if not isinstance(licence, dict):
        return licence
    return next((licence[name] for name in ("@id", "url", "@value", "name") if licence.get(name)), None)


def _is_bare(node: dict[str, Any]) -> bool:
    """Whether a node has a name and perhaps a type, and says nothing else."""
    return len(node) <= 2 and all(key.lstrip("@") in ("id", "type") for key in node)


def _strings(value: Any) -> list[str]:
    """The strings of a value: itself, its items, or what JSON-LD wraps in `@value`, `@list` and `@set`.

    Of several languages the first.
    """
    if isinstance(value, dict):
        value = value.get("@list", value.get("@set", [value]))
    values = value if isinstance(value, list) else [value]
    languages = [item.get("@language") for item in values if isinstance(item, dict)]
    found = []
    for item in values:
        if isinstance(item, dict) and item.get("@language") != languages[0]:
            continue
        inner = item.get("@value") if isinstance(item, dict) else item
        if isinstance(inner, str | int | float) and not isinstance(inner, bool):
            found.append(str(inner))
    return found


_Path = tuple[()] | tuple["_Path", str | int]
"""Where a node is: the path of what holds it, and its key there; made a JSON pointer only where it is needed."""


def _pointer(path: _Path) -> str:
    """A path as a JSON pointer."""
    keys: list[str] = []
    while path:
        path, key = path
        keys.append(token(key))
    return "".join(f"/{key}" for key in reversed(keys))
