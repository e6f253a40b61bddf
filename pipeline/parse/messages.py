"""Messages of a chat with a model, as data sets and exports hold them: what is asked and what the assistant answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ..web.json_pointer import token

_ROLES = ("role", "from", "author", "speaker", "sender")
_TEXTS = ("content", "value", "text", "message", "parts")
_MOST_HOLDERS = 4  # steps (chosen) to a text: `content`, `parts`, 0
_ASKING = frozenset("user human prompter".split())
_ANSWERING = frozenset("assistant gpt chatgpt model bot ai".split())


class Exchange(NamedTuple):
    """What a user says and what the assistant last says to it, as JSON pointers from the list of messages."""

    question: str
    answer: str | None


def exchanges(messages: Any) -> list[Exchange]:
    """Return what is asked in a list of messages, with its answer; nothing for any other data.

    What a system is told and what a tool says belongs to no pair.

    >>> exchanges([{"role": "user", "content": "How deep?"}, {"role": "assistant", "content": "Forty metres."}])
    [Exchange(question='/0/content', answer='/1/content')]
    """
    if not isinstance(messages, list) or not all(isinstance(each, Mapping) for each in messages):
        return []
    found: list[Exchange] = []
    is_asked = False
    for at, message in enumerate(messages):
        role, way = _role(message), _way_to_text(message)
        if role in _ASKING:
            is_asked = bool(way)
            found += [Exchange(f"/{at}{way}", None)] if way else []
        elif role in _ANSWERING and way and is_asked:
            found[-1] = found[-1]._replace(answer=f"/{at}{way}")
    return found if any(each.answer for each in found) else []


def exchanges_in_tree(nodes: Any, last: Any) -> list[Exchange]:
    """Return what is asked on the way to the last message in a tree of messages, as ChatGPT exports it: what a user
    wrote anew is on another way.

    >>> asked = {"message": {"author": {"role": "user"}, "content": {"parts": ["How deep?"]}}}
    >>> told = {"message": {"author": {"role": "assistant"}, "content": {"parts": ["Forty metres."]}}, "parent": "a"}
    >>> exchanges_in_tree({"a": asked, "b": told}, "b")
    [Exchange(question='/a/message/content/parts/0', answer='/b/message/content/parts/0')]
    """
    way = _way_to_last(nodes, last) if isinstance(nodes, Mapping) else {}
    places = [f"/{token(name)}/message" for name in way]
    return [
        Exchange(_in_tree(each.question, places) or "", _in_tree(each.answer, places))
        for each in exchanges([*way.values()])
    ]


def _way_to_last(nodes: Mapping[str, Any], last: Any) -> dict[str, Mapping[str, Any]]:
    """The names and the messages of the nodes on the way to one, first the oldest."""
    way: dict[str, Mapping[str, Any]] = {}
    name = last
    while isinstance(name, str) and name not in way and isinstance(node := nodes.get(name), Mapping):
        message = node.get("message")
        way[name] = message if isinstance(message, Mapping) else {}
        name = node.get("parent")
    return dict(reversed(way.items()))


def _in_tree(way: str | None, places: list[str]) -> str | None:
    """The way to a message of a list as one to a node of the tree."""
    if way is None:
        return None
    _, number, rest = way.split("/", 2)
    return f"{places[int(number)]}/{rest}"


def _role(message: Mapping[str, Any]) -> str:
    who = next((message[key] for key in _ROLES if key in message), "")
    return str(who.get("role", "") if isinstance(who, Mapping) else who).lower()


def _way_to_text(message: Mapping[str, Any]) -> str:
    """The way to what a message says, if it is one text: not to the words beside a picture."""
    value: Any = message
    way = ""
    for _ in range(_MOST_HOLDERS):
        if isinstance(value, Mapping):
            key = next((key for key in _TEXTS if key in value), "")
            value, way = value.get(key), f"{way}/{key}"
        elif isinstance(value, list) and len(value) == 1:
            value, way = value[0], f"{way}/0"
    return way if isinstance(value, str) and value.strip() else ""
