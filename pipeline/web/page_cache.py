"""What is remembered of the nodes of a page while it is read: each of them keeps the whole tree in memory."""

from __future__ import annotations

from collections.abc import Callable
from functools import _lru_cache_wrapper, lru_cache
from typing import Any, ParamSpec, TypeVar, cast

_Asked = ParamSpec("_Asked")
_Found = TypeVar("_Found")
CACHES: list[_lru_cache_wrapper[Any]] = []
"""All that is remembered so."""


def page_cache(most: int) -> Callable[[Callable[_Asked, _Found]], Callable[_Asked, _Found]]:
    """Return a decorator that remembers the last results of a function of nodes, until `forget_nodes` is called."""

    def remembering(function: Callable[_Asked, _Found]) -> Callable[_Asked, _Found]:
        cache = lru_cache(maxsize=most)(function)
        CACHES.append(cache)
        return cast(Callable[_Asked, _Found], cache)

    return remembering


def forget_nodes() -> None:
    """Forget all nodes that such functions were asked about."""
    for cache in CACHES:
        cache.cache_clear()
