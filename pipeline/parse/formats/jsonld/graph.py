"""The data of one script as schema.org means it: its Questions, their answers, languages and licences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from ....text.labels import unlabelled_answer, unlabelled_question
from ....web.json_pointer import token
from ....web.markup_in_text import text_of_html
from ....web.stated_language import language_tag
from ...schema_org import ANSWER_TEXTS, ANSWERS, PAGE_TYPES, QUESTION, QUESTION_TEXTS, is_question_type
from .nodes import HOLDERS, Path, nodes, nodes_on, pointer_of
from .terms import Terms

_PARTS_OF_PAGE = ("isPartOf", "mainEntityOfPage")


class Graph:
    """One script's data, with what its nodes refer to."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self._terms = Terms(root)
        self._type_keys = [*self._terms.words_for("@type"), "type"]
        self._answers: dict[int, tuple[dict[str, Any], str]] = {}
        """The text of each answer that was read, by its `id()`, with the answer: so that none is made at its place."""
        self._plain_words: dict[str, str] = {}
        """What the words met so far mean: a script has a few, again and again."""

    def questions(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield every Question with its JSON pointer, in document order."""
        stack: list[tuple[Path, Any]] = [((), self.root)]
        while stack:
            path, node = stack.pop()
            if isinstance(node, dict):
                if self.is_question(node):
                    yield pointer_of(path), node
                children: Iterable[tuple[str | int, Any]] = node.items()
            else:
                children = enumerate(node) if isinstance(node, list) else ()
            inner = [((path, key), child) for key, child in children if isinstance(child, HOLDERS)]
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
        for node in reversed(nodes_on(pointer, self.root)):
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
        answer, *around = reversed(nodes_on(pointer, self.root))
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

    def is_exercise(self, node: dict[str, Any]) -> bool:
        """Whether a Question is an exercise for learners: what it suggests are choices, and wrong ones."""
        return bool(self._keys(node, "eduQuestionType"))

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
        for node in nodes(self.root):
            if isinstance(node.get("@id"), str) and not _is_bare(node):
                found.setdefault(node["@id"], node)
        return found


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
