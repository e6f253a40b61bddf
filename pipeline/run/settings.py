"""What a run depends on, checked before it begins: `Settings` shape the result, `Resources` only how it is made."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from ..arguments import check, check_choice
from ..engine.limits import Limits
from ..schema import SCHEMA_VERSION
from ..schema.dataset import Dataset
from ..takedown.beside import Takedowns
from ..validate.personal_data.kinds import Treatment

if TYPE_CHECKING:
    from ..parse.recipes import Recipe
    from ..takedown.screen import Screen

_BUCKET_BYTES = 8_000_000  # of raw pages to a bucket, chosen: a worker then takes some 350 MB
_LEAST_BUCKET_BYTES = 1_000_000  # chosen: below it the fixed cost of a bucket shows
_PER_BUCKET_BYTE = 22  # bytes of a worker's memory for each byte of raw pages of its bucket, measured
_PER_WORKER = 170_000_000  # bytes that a worker holds before it has any rows, measured
_OF_FIRST_PROCESS = 150_000_000  # bytes that the first process holds while workers work, measured


class Mode(StrEnum):
    """How much of a page is read."""

    FULL = "full"
    """All formats."""
    MARKUP = "markup"
    """Only formats in which the page itself marks its questions; for whole crawls."""


class Obey(StrEnum):
    """What is done about pages whose use is reserved."""

    RECORD = "record"
    """It is said in `usage`."""
    FLAG = "flag"
    """Their records have the flag `reserved`, too."""
    EXCLUDE = "exclude"
    """Their pairs are rejected."""


class Rules(NamedTuple):
    """By which rules a page is read."""

    mode: str = Mode.FULL
    recipes: Sequence[Recipe] = ()
    screen: Screen | None = None
    """Knows what was taken down."""
    pii: str = Treatment.FLAG
    """What becomes of personal data."""


@dataclass(frozen=True)
class Settings:
    """What the result depends on besides the pages. Raises BadSetting, which says what is allowed."""

    mode: Mode | str = Mode.FULL
    recipes: tuple[Recipe, ...] = ()
    """How the pages of some sites are read."""
    similarity: float = 0.8
    """The share of word 2-shingles that two pairs must have in common to be one, above 0 up to 1."""
    limits: Limits = Limits()  # noqa: RUF009  a frozen value
    """What one page may take of a worker; one that takes more is read leniently or else rejected."""
    shard_rows: int = 5_000_000
    """The most rows that a file of a table may have, about; a release with more is in parts. 0 for never."""
    takedowns: Takedowns = Takedowns()  # noqa: RUF009  a frozen value
    """What must not be released."""
    dataset: Dataset = Dataset()  # noqa: RUF009  a frozen value
    """What people say of the dataset, which the files beside its tables repeat."""
    complete_snippets: bool = False
    """Whether an answer that was cut is released as the full passage of the page that it cites."""
    pii: Treatment | str = Treatment.FLAG
    """What becomes of personal data."""
    obey: Obey | str = Obey.RECORD
    """What is done about pages whose use is reserved."""

    def __post_init__(self) -> None:
        check(mode=self.mode, recipes=self.recipes, similarity=self.similarity, limits=self.limits)
        check(shard_rows=self.shard_rows, complete_snippets=self.complete_snippets, pii=self.pii)
        check_mode(self.mode)
        check_choice("pii", self.pii, [*Treatment])
        check(obey=self.obey)
        check_choice("obey", str(self.obey), [*Obey])
        check(page_seconds=self.limits.seconds, page_megabytes=self.limits.megabytes)

    def for_manifest(self) -> dict[str, str]:
        """Return the settings as a manifest states them."""
        return {
            "schema_version": str(SCHEMA_VERSION),
            "mode": str(self.mode),
            "recipes": self._recipes,
            "similarity": str(self.similarity),
            "limits": " ".join(map(str, self.limits)),
            "shard_rows": str(self.shard_rows),
            **({"complete_snippets": "true"} if self.complete_snippets else {}),
            **({"pii": str(self.pii)} if self.pii != Treatment.FLAG else {}),
            **({"obey": str(self.obey)} if self.obey != Obey.RECORD else {}),
            **({"takedowns": str(len(self.takedowns.rules))} if self.takedowns.rules else {}),
            **self.dataset.for_manifest(),
        }

    def rules(self) -> Rules:
        """Return by which rules pages are read."""
        return Rules(str(self.mode), self.recipes, self.takedowns.screen(), str(self.pii))

    def for_reading(self) -> tuple[str, ...]:
        """Return the settings, besides the limits, that the reading of a page depends on."""
        return str(self.mode), self._recipes

    @property
    def withheld(self) -> str:
        """What says which words of any page are not released as they are read; empty where all are."""
        return self.takedowns.digest + (str(self.pii) if self.pii != Treatment.FLAG else "")

    @property
    def _recipes(self) -> str:
        """The fingerprint of the recipes, empty where there are none."""
        if not self.recipes:
            return ""
        from ..parse.recipes import fingerprint  # pydantic; most runs have no recipes

        return fingerprint(self.recipes)


class Share(NamedTuple):
    """How the work is shared out."""

    workers: int
    """Processes."""
    bucket_bytes: int
    """Of raw pages to a bucket."""


@dataclass(frozen=True)
class Resources:
    """What a run may use; the result does not depend on it. Raises BadSetting, which says what is allowed."""

    workers: int | None = None
    """Processes; None for one per core."""
    memory: int | None = None
    """Megabytes that all processes together may take, about; None for no limit."""
    spark: str | None = None
    """The master of a Spark cluster that does the work instead."""

    def __post_init__(self) -> None:
        check(workers=self.workers, memory=self.memory, spark=self.spark)

    def share(self) -> Share:
        """Return as many workers as there is memory for, and buckets as large as each has memory for."""
        workers = self.workers or os.cpu_count() or 1
        if self.memory is None:
            return Share(workers, _BUCKET_BYTES)
        room = self.memory * 1_000_000 - _OF_FIRST_PROCESS
        workers = max(1, min(workers, room // (_PER_WORKER + _LEAST_BUCKET_BYTES * _PER_BUCKET_BYTE)))
        bucket_bytes = (room // workers - _PER_WORKER) // _PER_BUCKET_BYTE
        return Share(workers, max(_LEAST_BUCKET_BYTES, min(bucket_bytes, _BUCKET_BYTES)))


def check_mode(mode: object) -> None:
    """Do nothing for a mode that there is. Raises BadSetting."""
    check_choice("mode", mode, [*Mode])
