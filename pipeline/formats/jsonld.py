"""schema.org Questions in JSON-LD scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from pipeline.mend_json import Loaded, NotJson, load
from pipeline.questions import unlabelled_answer, unlabelled_question
from pipeline.render import text_of_html
from pipeline.schema import Candidate, Findings, Page, Reason, Rejected, Stage

NAME = "jsonld"
_JSON = re.compile(r"\+json", re.IGNORECASE)  # starts with what has no case: so it is found twenty times faster
_LONGEST_TAG = 2_000
_SCRIPT = re.compile(r"<script\b([^>]{0,2000})>", re.IGNORECASE)
_SCRIPT_END = re.compile(r"</script[\s/>]", re.IGNORECASE)
_IS_LD = re.compile(r"""\btype\s*=\s*["']?\s*application/ld\+json\b""", re.IGNORECASE)
_PREFIX = re.compile(r"(?:https?://(?:www\.)?schema\.org/|schema:)", re.IGNORECASE)
_SHOWN = 2_000  # characters of a script that cannot be read
ANSWERS = ("acceptedAnswer", "suggestedAnswer")


class Script(NamedTuple):
    """A JSON-LD script of a page."""

    number: int
    start: int
    end: int


def extract(page: Page) -> Findings:
    """Return a candidate for each answer to each Question, wherever it sits in whichever script."""
    found = Findings([], [], [])
    for script in scripts(page.text):
        content = page.text[script.start : script.end]
        if "Question" not in content:
            continue
        try:
            loaded = load(content)
        except NotJson as error:
            locator = f"jsonld={script.number}#"
            text = f"{error}: {content.strip()[:_SHOWN]}"
            found.rejected.append(Rejected(Reason.BROKEN_MARKUP, Stage.PARSE, text, locator))
            continue
        _read_script(loaded, script.number, page, found)
    return found


def scripts(text: str) -> Iterator[Script]:
    """Yield where the JSON-LD scripts of a page are, found without building a tree.

    A script inside a comment is none.
    """
    number = end = 0
    for word in _JSON.finditer(text):
        tag = text.rfind("<", max(end, word.start() - _LONGEST_TAG), word.start())
        opening = _SCRIPT.match(text, tag) if tag >= 0 else None
        if not opening or not _IS_LD.search(opening[1]) or _is_commented(text, tag):
            continue
        ending = _SCRIPT_END.search(text, opening.end())
        end = ending.start() if ending else len(text)
        yield Script(number, opening.end(), end)
        number += 1


def read_again(page: Page, locator: str) -> tuple[str, str]:
    """Return the question and answer that a `jsonld=` locator names. Raises ValueError, KeyError or IndexError."""
    number, _, pointer = locator.removeprefix("jsonld=").partition("#")
    script = next(script for script in scripts(page.text) if script.number == int(number))
    graph = _Graph(load(page.text[script.start : script.end]).value)
    node: Any = graph.root
    question = None
    for token in pointer.split("/")[1:]:
        name = token.replace("~1", "/").replace("~0", "~")
        node = node[int(name)] if isinstance(node, list) else node[name]
        if graph.is_question(node):
            question, answer = node, None
        elif question is not None:
            answer = node
    if question is None:
        raise ValueError(f"no Question at {locator}")
    return graph.question_text(question), graph.answer_text(answer)


def _read_script(loaded: Loaded, number: int, page: Page, found: Findings) -> None:
    graph = _Graph(loaded.value)
    flags = ("repaired_markup",) if loaded.repaired else ()
    for pointer, node in graph.questions():
        question = graph.question_text(node)
        answers = list(graph.answers(node))
        if not answers:
            place = f"jsonld={number}#{pointer}"
            found.rejected.append(Rejected(Reason.NO_ANSWER, Stage.PARSE, question, place))
        for name, step, answer in answers:
            place = f"jsonld={number}#{pointer}/{step}"
            text = graph.answer_text(answer)
            if not text:
                found.rejected.append(Rejected(Reason.NO_ANSWER, Stage.PARSE, question, place))
                continue
            standing = ("suggested_answer",) if name == "suggestedAnswer" else ()
            found.candidates.append(
                Candidate(question, text, page.address, page.address, place, NAME, (*flags, *standing))
            )


class _Graph:
    """One script's data, with what its nodes refer to."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self._aliases = _aliases(root)
        self._by_id: dict[str, dict[str, Any]] | None = None

    def questions(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield every Question with its JSON pointer, in document order."""
        stack: list[tuple[str, Any]] = [("", self.root)]
        while stack:
            pointer, node = stack.pop()
            if isinstance(node, dict):
                if self.is_question(node):
                    yield pointer, node
                stack += [
                    (f"{pointer}/{_escape(key)}", child)
                    for key, child in reversed(node.items())
                    if isinstance(child, dict | list)
                ]
            elif isinstance(node, list):
                stack += [(f"{pointer}/{i}", node[i]) for i in range(len(node) - 1, -1, -1)]

    def is_question(self, node: object) -> bool:
        """Whether a node is a schema.org Question that says something; `@id` alone only refers to one."""
        return isinstance(node, dict) and "Question" in self._types(node) and bool(self.question_text(node))

    def question_text(self, node: dict[str, Any]) -> str:
        """Return the question: its name, or else its text or headline."""
        text = next((text for key in ("name", "text", "headline") if (text := self._text(node, key))), "")
        return unlabelled_question(text)

    def answers(self, node: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
        """Yield each answer with the property that holds it and the pointer from the question to it."""
        for name in ANSWERS:
            for key in self._keys(node, name):
                value = node[key]
                if isinstance(value, list):
                    yield from ((name, f"{_escape(key)}/{i}", answer) for i, answer in enumerate(value))
                elif value:
                    yield name, _escape(key), value

    def answer_text(self, answer: Any) -> str:
        """Return the text of an answer: a node, a reference to one, or a string."""
        if isinstance(answer, str):
            return unlabelled_answer(text_of_html(answer))
        if not isinstance(answer, dict):
            return ""
        whole = self._resolved(answer)
        text = next((text for key in ("text", "name", "description") if (text := self._text(whole, key))), "")
        return unlabelled_answer(text)

    def _text(self, node: dict[str, Any], name: str) -> str:
        for key in self._keys(node, name):
            texts = [text_of_html(text) for text in _strings(node[key])]
            if any(texts):
                return "\n\n".join(dict.fromkeys(text for text in texts if text))
        return ""

    def _types(self, node: dict[str, Any]) -> list[str]:
        value = node.get("@type", node.get("type"))
        types = value if isinstance(value, list) else [value]
        return [self._plain(kind.strip()) for kind in types if isinstance(kind, str)]

    def _keys(self, node: dict[str, Any], name: str) -> list[str]:
        if name in node:
            return [name]
        return [key for key in node if self._plain(key) == name]

    def _plain(self, word: str) -> str:
        return _PREFIX.sub("", self._aliases.get(word, word), count=1)

    def _resolved(self, node: dict[str, Any]) -> dict[str, Any]:
        """Follow a bare `@id` to the node that says more."""
        name = node.get("@id")
        if not isinstance(name, str) or len(node) > 2:
            return node
        if self._by_id is None:
            self._by_id = {}
            for other in _nodes(self.root):
                if isinstance(other.get("@id"), str) and len(other) > 2:
                    self._by_id.setdefault(other["@id"], other)
        return self._by_id.get(name, node)


def _nodes(root: Any) -> Iterator[dict[str, Any]]:
    stack = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            yield node
            stack += node.values()
        elif isinstance(node, list):
            stack += node


def _aliases(root: Any) -> dict[str, str]:
    """Return the words that an `@context` gives another name: alias -> schema.org term."""
    contexts = [root.get("@context")] if isinstance(root, dict) else []
    if isinstance(root, list):
        contexts = [item.get("@context") for item in root if isinstance(item, dict)]
    aliases: dict[str, str] = {}
    while contexts:
        context = contexts.pop()
        if isinstance(context, list):
            contexts += context
        elif isinstance(context, dict):
            for word, meaning in context.items():
                term = meaning.get("@id") if isinstance(meaning, dict) else meaning
                if isinstance(term, str):
                    aliases[word] = term
    prefixes = {
        word: term for word, term in aliases.items() if re.fullmatch(r"https?://(?:www\.)?schema\.org[/#]?", term)
    }
    expanded = {
        word: term for word, term in aliases.items() if word not in prefixes and _PREFIX.match(_expand(term, prefixes))
    }
    return {word: _expand(term, prefixes) for word, term in expanded.items()} | _Prefixed(prefixes)


def _expand(term: str, prefixes: dict[str, str]) -> str:
    prefix, colon, name = term.partition(":")
    return f"http://schema.org/{name}" if colon and prefix in prefixes else term


def _Prefixed(prefixes: dict[str, str]) -> dict[str, str]:
    words = ("Question", "Answer", "name", "text", "headline", "description", *ANSWERS)
    return {f"{prefix}:{word}": f"http://schema.org/{word}" for prefix in prefixes for word in words}


def _strings(value: Any) -> list[str]:
    """The strings of a value: itself, its items, or what JSON-LD wraps in `@value`."""
    values = value if isinstance(value, list) else [value]
    found = []
    for item in values:
        inner = item.get("@value") if isinstance(item, dict) else item
        if isinstance(inner, str | int | float) and not isinstance(inner, bool):
            found.append(str(inner))
    return found


def _is_commented(text: str, at: int) -> bool:
    opened = text.rfind("<!--", 0, at)
    return opened >= 0 and text.find("-->", opened, at) < 0


def _escape(key: str) -> str:
    """A key as one token of a JSON pointer (RFC 6901)."""
    return key.replace("~", "~0").replace("/", "~1")
