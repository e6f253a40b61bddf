"""What runs in a worker process."""

from __future__ import annotations

import gc
import os
from multiprocessing import parent_process
from pickle import PicklingError
from threading import Thread
from typing import Any

from . import heartbeat

_IDLE_SECONDS = 1.0  # chosen: a worker that waits longer for a job ends, and frees its memory
_OBJECTS_A_COLLECTION = 20_000  # new objects, chosen: after them Python looks for cycles; a page makes many


def serve(pipe: Any, slot: Any) -> None:
    """Run jobs until the parent closes the pipe or sends none for _IDLE_SECONDS."""
    Thread(target=_exit_with_parent, daemon=True).start()
    gc.set_threshold(_OBJECTS_A_COLLECTION)
    while True:
        try:
            if not pipe.poll(_IDLE_SECONDS):
                return
            job, failures = pipe.recv()
        except (EOFError, OSError):
            return
        heartbeat.attach(slot, failures)
        error: BaseException | None = None
        result = None
        try:
            result = job.work(*job.arguments)
        except Exception as raised:  # whatever it is, the parent raises it
            error = raised
        heartbeat.finish_item()
        _send(pipe, error, result)


def _send(pipe: Any, error: BaseException | None, result: object) -> None:
    try:
        pipe.send((error, result))
    except (TypeError, AttributeError, PicklingError):  # an error can hold values that cannot be pickled
        pipe.send((RuntimeError(f"{type(error).__name__}: {error}"), None))


def _exit_with_parent() -> None:
    """End this process when its parent has ended, even if the parent was killed."""
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)
