"""The takedowns beside `raw/`. What they need is imported where there are any: most runs have none."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ..project import beside
from ..storage.kept import content_of
from ..text.table import BadTable
from . import KEY, TAKEDOWNS

if TYPE_CHECKING:
    from .rule import Rule
    from .screen import Screen
else:
    Rule = Any  # for typing.get_type_hints


class Takedowns(NamedTuple):
    """All takedowns that hold, and the key of their fingerprints."""

    rules: tuple[Rule, ...] = ()
    key: bytes = b""
    lifted: tuple[int, ...] = ()
    """The numbers of those that hold no more."""

    @property
    def digest(self) -> str:
        """A hash over what they say, 64 hex digits; empty where there are none."""
        said = [repr(rule.said) for rule in self.rules]
        return hashlib.sha256("\n".join(said).encode("utf-8", "backslashreplace")).hexdigest() if said else ""

    def lost(self, numbers: Iterable[int]) -> set[int]:
        """Return those of some numbers that no takedown has or had."""
        return {*numbers} - {rule.number for rule in self.rules} - {*self.lifted}

    def screen(self) -> Screen | None:
        """Return what tells whether something was taken down; None where nothing was."""
        if not self.rules:
            return None
        from .screen import Screen

        return Screen(self.rules, self.key)


def read_takedowns(roots: Sequence[Path | str]) -> Takedowns:
    """Return the takedowns beside some raw folders. Raises BadTakedowns, DoubledTakedowns, NoKey."""
    found = [(path, key) for path, key in places(roots) if _is_there(path)]
    if not found:
        return Takedowns()
    from .errors import DoubledTakedowns
    from .file import key_of, read_rules
    from .rule import Kind

    read = [(path, key, rules) for path, key in found if (rules := read_rules(path))]
    if len(read) > 1:
        raise DoubledTakedowns([path for path, _, _ in read])
    for _, key, rules in read:
        holding = tuple(rule for rule in rules if rule.kind != Kind.LIFTED)
        lifted = tuple(rule.number for rule in rules if rule.kind == Kind.LIFTED)
        return Takedowns(holding, key_of(holding, key), lifted)
    return Takedowns()


def places(roots: Sequence[Path | str]) -> list[tuple[str, str]]:
    """Return where takedowns and their key may lie beside some raw folders."""
    return [*zip(beside(roots, TAKEDOWNS), beside(roots, KEY), strict=True)]


def _is_there(path: str) -> bool:
    try:
        return content_of(path) is not None
    except BadTable:  # `read_rules` says why
        return True
