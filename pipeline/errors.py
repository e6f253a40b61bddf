"""The base of all errors that are answered with a sentence; each stage keeps its own errors next to its code."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING


class QamillError(Exception):
    """Base of every error that is answered with a sentence instead of a traceback."""

    exit_code = 2
    """Of the command: 2 where it was called wrongly, 1 where something went wrong."""

    def __reduce__(self) -> tuple[object, ...]:
        """Come out of a worker with the same words; by default Python would call `__init__` on them."""
        return _restore, (type(self), self.args), self.__dict__


class QamillWarning(UserWarning):
    """Base of every warning about a release that is read all the same; the command prints it as a sentence."""


def _restore(kind: type[QamillError], args: tuple[object, ...]) -> QamillError:
    error = kind.__new__(kind)
    error.args = args
    return error


def _shared(own: type[QamillError]) -> type[QamillError]:
    """Return the base class that the package's other name has loaded, if it has, or else this one.

    A process in a checkout may import `pipeline` and `qamill` both; `except QamillError` of either catches all.
    """
    other = "pipeline.errors" if __name__ == "qamill.errors" else "qamill.errors"
    return getattr(sys.modules.get(other), "QamillError", own)


if not TYPE_CHECKING:
    QamillError = _shared(QamillError)
