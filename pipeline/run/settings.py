"""What a run depends on, checked before it begins: `Settings` shape the result, `Resources` only how it is made."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from ..engine.limits import Limits
from ..errors import QamillError
from ..schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from ..parse.recipes import Recipe

_BUCKET_BYTES = 16_000_000  # of raw pages to a bucket, chosen: a worker then takes some 0.5 GB
_LEAST_BUCKET_BYTES = 1_000_000  # chosen: below it the fixed cost of a bucket shows
_PER_BUCKET_BYTE = 22  # bytes of a worker's memory for each byte of raw pages of its bucket, measured
_PER_WORKER = 170_000_000  # bytes that a worker holds before it has any rows, measured
_OF_FIRST_PROCESS = 150_000_000  # bytes that the first process holds while workers work, measured
_LEAST_MEMORY = 300  # megabytes: the first process and one worker


class BadSetting(QamillError):
    """A setting has a value that is not allowed."""

    def __init__(self, name: str, value: object, allowed: str) -> None:
        super().__init__(f"{name} cannot be {value!r}: it must be {allowed}.")


class Mode(StrEnum):
    """How much of a page is read."""

    FULL = "full"
    """All formats."""
    MARKUP = "markup"
    """Only formats in which the page itself marks its questions; for whole crawls."""


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

    def __post_init__(self) -> None:
        check_mode(self.mode)
        _check("similarity", self.similarity, _is_share(self.similarity), "a number above 0 and up to 1")
        seconds, megabytes = self.limits
        _check("page seconds", seconds, _is_number(seconds) and seconds > 0, "a number above 0")
        _check("page megabytes", megabytes, _is_number(megabytes) and megabytes > 0, "a number above 0")

    def for_manifest(self) -> dict[str, str]:
        """Return the settings as a manifest states them."""
        return {
            "schema_version": str(SCHEMA_VERSION),
            "mode": str(self.mode),
            "recipes": self._recipes,
            "similarity": str(self.similarity),
            "limits": " ".join(map(str, self.limits)),
        }

    def for_reading(self) -> tuple[str, ...]:
        """Return the settings that the reading of a page depends on."""
        return str(self.mode), self._recipes, *map(str, self.limits)

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
        workers, memory = self.workers, self.memory
        _check("workers", workers, workers is None or (_is_count(workers) and workers >= 1), "a whole number from 1 on")
        is_enough = memory is None or (_is_count(memory) and memory >= _LEAST_MEMORY)
        _check("memory", memory, is_enough, f"a whole number of megabytes, {_LEAST_MEMORY} or more")
        _check("spark", self.spark, self.spark is None or isinstance(self.spark, str), "the address of a master")

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


def check_choice(name: str, value: object, choices: list[Any]) -> None:
    """Do nothing for a value that is among the choices. Raises BadSetting."""
    _check(name, value, value in choices, f"one of {', '.join(choices)}")


def _check(name: str, value: object, is_allowed: bool, allowed: str) -> None:
    if not is_allowed:
        raise BadSetting(name, value, allowed)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_share(value: float) -> bool:
    return _is_number(value) and 0 < value <= 1
