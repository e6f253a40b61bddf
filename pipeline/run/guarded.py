"""One page, read in a worker process that is ended if the page takes too much, as in a run."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import Any

from ..engine import heartbeat
from ..engine.limits import Limits
from ..engine.worker import Job
from ..engine.workers import WorkerPool
from ..schema import PRINTED, RESTRUCTURED_TEXT
from .page import PageResult, parse, parse_bytes

# No page of the two hundred shapes of benchmarks/growth.py takes more than 0.04 ms or a kilobyte of memory for a byte:
_BYTES_A_SECOND = 10_000
_BYTES_A_MEGABYTE = 1_000
_MAY_TAKE_LONG = (RESTRUCTURED_TEXT, *PRINTED)  # docutils may take the square of a page, and others what they will


def is_harmless(size: int, limits: Limits) -> bool:
    """Whether a page of so many bytes cannot exceed the limits; a process of its own would only cost time."""
    return size <= min(limits.seconds * _BYTES_A_SECOND, limits.megabytes * _BYTES_A_MEGABYTE)


def parse_guarded(page: bytes, limits: Limits = Limits(), **options: Any) -> PageResult:  # noqa: B008  a frozen value
    """Return what `parse` does; a large page is read in a worker, and leniently or not at all if that must be ended."""
    is_sure = options.get("media_type") not in _MAY_TAKE_LONG
    if is_sure and is_harmless(len(page), limits):
        return parse(page, **options)
    with closing(WorkerPool(1, limits)) as pool:
        [(_, result)] = pool.run("parse", [Job(_parse, (page, options))])
    assert isinstance(result, PageResult)
    return result


def _parse(page: bytes, options: dict[str, Any]) -> PageResult:
    """In the worker: the result without the page's tree, which stays behind."""
    result = parse_bytes(page, failures=heartbeat.start_item(0), **options)
    return result._replace(page=result.page and replace(result.page))
