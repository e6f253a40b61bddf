"""Errors of workers."""

from __future__ import annotations

from ..errors import QamillError


class WorkerDied(QamillError):
    """A worker process ended in the middle of its task."""

    exit_code = 1

    def __init__(self, stage: str, outcome: str = "Nothing was released", command: str = "qamill curate") -> None:
        super().__init__(
            f"A worker process died at the stage {stage!r}; most often the machine ran out of memory. {outcome}."
            f" Run again with fewer workers, for example: {command} --workers 1"
        )
