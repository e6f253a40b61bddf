"""What a person did wrong, or their machine refused, and what to do next."""

from __future__ import annotations


class QamillError(Exception):
    """Base of every error that is answered with a sentence instead of a traceback."""

    exit_code = 2
    """Of the command: 2 where it was called wrongly, 1 where something went wrong."""

    def __reduce__(self) -> tuple[object, ...]:
        """Come out of a worker with the same words; by default Python would call `__init__` on them."""
        return _error_again, (type(self), self.args)


def _error_again(kind: type[QamillError], args: tuple[object, ...]) -> QamillError:
    error = kind.__new__(kind)
    error.args = args
    return error
