"""The values of a script and where they are: each by the JSON pointer (RFC 6901) to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ....web.json_pointer import key_of, token

HOLDERS = (dict, list)
"""The types of the values that hold others."""
Path = tuple[()] | tuple["Path", str | int]
"""Where a node is: the path of what holds it, and its key there; made a JSON pointer only where it is needed."""


def pointer_of(path: Path) -> str:
    """Return a path as a JSON pointer."""
    keys: list[str] = []
    while path:
        path, key = path
        keys.append(token(key))
    return "".join(f"/{key}" for key in reversed(keys))


def last_pointer(root: Any) -> str:
    """Return the JSON pointer of the value that ends the data."""
    path: Path = ()
    while isinstance(root, HOLDERS) and root:
        key = next(reversed(root)) if isinstance(root, dict) else len(root) - 1
        path, root = (path, key), root[key]
    return pointer_of(path)


def nodes_on(pointer: str, root: Any) -> list[Any]:
    """Return the nodes on the way from the root to the one that a JSON pointer names, both included."""
    way = [root]
    for step in pointer.split("/")[1:]:
        name = key_of(step)
        way.append(way[-1][int(name)] if isinstance(way[-1], list) else way[-1][name])
    return way


def question_at(pointer: str, root: Any) -> tuple[Any, Any]:
    """Return the node at a JSON pointer, and before it the one that has it as its answer or one of its answers."""
    *holders, answer = nodes_on(pointer, root)
    in_list = len(holders) > 1 and isinstance(holders[-1], list)
    return holders[-2 if in_list else -1] if holders else answer, answer


def nodes(root: Any) -> Iterator[dict[str, Any]]:
    """Yield every node below a value, itself among them."""
    stack = [root]
    while stack:
        node = stack.pop()
        inner: Iterable[Any] = node if isinstance(node, list) else ()
        if isinstance(node, dict):
            yield node
            inner = node.values()
        stack += [child for child in inner if isinstance(child, HOLDERS)]
