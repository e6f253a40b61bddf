"""A screen that remembers what it said, for work that meets the same words again and again: in tables, in releases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from hashlib import blake2b

from .rule import Rule
from .screen import Screen

_MOST = 2_000_000  # texts (chosen) that are remembered, at some 130 bytes each
_MOST_ADDRESSES = 100_000  # chosen: rows that name one address stand together, or their hosts are few


class RememberingScreen(Screen):
    """A screen that looks at the same words, and the same address, once."""

    def __init__(self, rules: Sequence[Rule], key: bytes) -> None:
        super().__init__(rules, key)
        self._said: dict[bytes, Rule | None] = {}
        self._of_address = lru_cache(_MOST_ADDRESSES)(self._address)

    def address(self, addresses: Iterable[str | None]) -> Rule | None:
        """Return the rule by which a page or a host was taken down."""
        return next(filter(None, map(self._of_address, filter(None, addresses))), None) if self.has_addresses else None

    def words(self, question: str, answer: str) -> Rule | None:
        """Return the rule by which what a pair says was taken down."""
        screen = partial(super().words, question, answer)
        return self._once(f"{len(question)} {question}{answer}", screen)

    def rejection(self, text: str) -> Rule | None:
        """Return the rule by which a text was taken down that became no record."""
        return self._once(f"rejected {text}", partial(super().rejection, text))

    def _address(self, address: str) -> Rule | None:
        return super().address([address])

    def _once(self, said: str, screen: Callable[[], Rule | None]) -> Rule | None:
        name = blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        if name not in self._said:
            if len(self._said) >= _MOST:
                self._said.clear()
            self._said[name] = screen()
        return self._said[name]
