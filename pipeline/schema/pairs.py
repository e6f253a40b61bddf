"""The pairs of a page as columns; the pairs themselves are made only where somebody asks for one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, overload

from .nouns import Merge, Pair, Sighting
from .record import Record, make_records

_NAMES = dict.fromkeys([*Record.model_fields, *Sighting._fields, *Merge._fields, "question_fingerprint"])


class Pairs(Sequence[Pair]):
    """Pairs in reading order. Most become rows of a table, which are columns again, and so need not be made."""

    def __init__(self, columns: Mapping[str, Sequence[Any]]) -> None:
        """`columns` are those of records (without the ones that a page leaves open), sightings and merges by their
        names, all of one length, and `question_fingerprint`."""
        self.columns = columns

    @classmethod
    def of(cls, pairs: Iterable[Pair]) -> Pairs:
        """Return pairs as columns."""
        rows = [
            {
                **pair.record.__dict__,
                **pair.sighting._asdict(),
                **pair.merge._asdict(),
                "question_fingerprint": pair.question_fingerprint,
            }
            for pair in pairs
        ]
        return cls({name: [row[name] for row in rows] for name in _NAMES})

    def replace(self, **columns: Sequence[Any]) -> Pairs:
        """Return the pairs with other values in some columns."""
        return Pairs({**self.columns, **columns})

    @cached_property
    def _made(self) -> list[Pair]:
        records = make_records({name: self.columns[name] for name in Record.model_fields if name in self.columns})
        sightings = map(Sighting, *map(self.columns.__getitem__, Sighting._fields))
        merges = map(Merge, *map(self.columns.__getitem__, Merge._fields))
        return [*map(Pair, records, sightings, self.columns["question_fingerprint"], merges)]

    def __len__(self) -> int:
        return len(self.columns["id"])

    @overload
    def __getitem__(self, index: int) -> Pair: ...
    @overload
    def __getitem__(self, index: slice) -> list[Pair]: ...
    def __getitem__(self, index: int | slice) -> Pair | list[Pair]:
        return self._made[index]

    def __iter__(self) -> Iterator[Pair]:
        return iter(self._made)

    def __eq__(self, other: object) -> bool:
        return self._made == [*other] if isinstance(other, Pairs | list) else NotImplemented

    def __repr__(self) -> str:
        return repr(self._made)


NO_PAIRS = Pairs.of(())
