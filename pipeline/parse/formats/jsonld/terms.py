"""What the words of a script mean: its `@context` says it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...schema_org import JSONLD_VOCABULARY, PREFIXES
from .nodes import nodes


class Terms:
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
    for node in nodes(root):
        waiting = [node.get("@context")]
        while waiting:
            context = waiting.pop(0)
            if isinstance(context, list):
                waiting += context
            elif isinstance(context, str | dict):
                yield context
