"""Messages of a chat with a model, as data sets hold them: what a user asks and what the assistant answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

_ROLES = ("role", "from", "author", "speaker", "sender")
_TEXTS = ("content", "value", "text", "message", "parts")
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


def _role(message: Mapping[str, Any]) -> str:
    return next((str(message[key]).lower() for key in _ROLES if key in message), "")


def _way_to_text(message: Mapping[str, Any]) -> str:
    """The way to what a message says, if it is one text: not to the words beside a picture."""
    key = next((key for key in _TEXTS if key in message), "")
    value, way = message.get(key), f"/{key}"
    if isinstance(value, list) and len(value) == 1:
        value, way = value[0], f"{way}/0"
    if isinstance(value, Mapping):
        value, way = value.get("text"), f"{way}/text"
    return way if isinstance(value, str) and value.strip() else ""
