"""The one place that prints. What could steer a terminal or forge a line is shown as an escape, such as `\\x1b`."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any, TextIO

from ..errors import QamillError
from ..text.patterns import pattern
from ..text.steering import STEERING

if TYPE_CHECKING:
    from rich.console import RenderableType

_UNSAFE = pattern(f"[{STEERING}\ud800-\udfff]")  # lone surrogates are no text
_UNSAFE_IN_CELL = pattern(rf"\\|{_UNSAFE.pattern}")
_NAMED = {"\\": r"\\", "\n": r"\n", "\r": r"\r", "\t": r"\t"}


class CannotPrint(QamillError):
    """Standard output is closed, or the disk behind it is full."""

    exit_code = 1

    def __init__(self, why: str) -> None:
        super().__init__(f"Standard output cannot be written: {why}. What was printed is not complete.")


class ReaderGone(Exception):
    """Whoever read our output has closed it, as `head` does; there is nothing left to do, and no mistake."""


def escaped(text: str) -> str:
    """Return a text that can be printed within a line.

    >>> print(escaped("a\\x1b[31m\\nb\\u202e"))
    a\\x1b[31m\\nb\\u202e
    """
    return _UNSAFE.sub(lambda found: _escape(found[0]), text)


def escaped_cell(value: object) -> str:
    """Return a value as a cell of a tab-separated table; the backslash is escaped as well, so it can be read back."""
    return "" if value is None else _UNSAFE_IN_CELL.sub(lambda found: _escape(found[0]), str(value))


def to_json(value: object, indent: int | None = None) -> str:
    """Return a value as JSON without any character that could steer a terminal; it is read back as it was."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, default=str)
    return text if text.isascii() and "\x7f" not in text else _UNSAFE.sub(_escape_but_line_end, text)


def print_line(words: str) -> None:
    """Print a line on standard output. Raises CannotPrint, ReaderGone."""
    _print(f"{escaped(words)}\n")


def print_row(row: Sequence[object]) -> None:
    """Print a row of a tab-separated table. Raises CannotPrint, ReaderGone."""
    _print("\t".join(map(escaped_cell, row)) + "\n")


def print_json(value: object, indent: int | None = 2) -> None:
    """Print a value as JSON, for programs. Raises CannotPrint, ReaderGone."""
    _print(f"{to_json(value, indent)}\n")


def print_drawn(drawn: RenderableType) -> None:
    """Print what rich draws, whose texts the caller has escaped. Raises CannotPrint, ReaderGone."""
    from rich.console import Console

    console = Console(file=sys.stdout)
    with console.capture() as capture:
        console.print(drawn)
    _print(capture.get())


def say(volume: int, words: str) -> None:
    """Say something to a person, in a line on standard error; nothing with --quiet (volume 0)."""
    if volume:
        _say(f"{escaped(words)}\n")


def waiting_for(volume: int, out: object) -> Callable[[], None]:
    """Return what a run calls to say that it waits for another one."""
    return lambda: say(volume, f"Another run is publishing to {out}; waiting for it to finish.")


def say_json(value: object) -> None:
    """Print a value as one line of JSON on standard error."""
    _say(f"{to_json(value)}\n")


def write_line(stream: TextIO | None, words: str) -> None:
    """Write a line for people; where that fails, nobody reads it, and the work goes on."""
    _write_or_discard(stream, f"{escaped(words)}\n")


def say_traceback(error: BaseException) -> None:
    """Print the traceback of an error; its message, in which anything may be quoted, takes one line."""
    import traceback  # most commands need none

    for part in traceback.format_exception(error):
        is_message = not part.startswith(("Traceback (", '  File "', "\n"))
        for line in [part.rstrip("\n")] if is_message else part.rstrip("\n").split("\n"):
            say(1, line)


def is_terminal() -> bool:
    """Whether somebody looks at standard output."""
    return bool(sys.stdout) and sys.stdout.isatty()


def screen_width() -> int:
    """How many characters a line of the terminal takes."""
    from rich.console import Console

    return Console(file=sys.stdout).width


def has_colours() -> bool:
    """Whether somebody looks at standard output and sees colours there: not with NO_COLOR, nor on a dumb terminal."""
    if not is_terminal():
        return False
    from rich.console import Console

    console = Console(file=sys.stdout)
    return console.color_system is not None and not console.no_color


def words_stream() -> TextIO | None:
    """Where words for people go; None where whoever started us has closed it."""
    return sys.stderr


def open_standard_streams() -> None:
    """Prepare what is printed to: UTF-8 into files and pipes, and no file of ours under the number of a closed stream.

    A terminal keeps its encoding; what it cannot show is escaped.
    """
    descriptor = 0
    while descriptor <= 2:
        descriptor = os.open(os.devnull, os.O_RDWR)
        os.set_inheritable(descriptor, descriptor <= 2)
    os.close(descriptor)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            is_looked_at = stream.isatty()
            stream.reconfigure(
                encoding=None if is_looked_at else "utf-8", errors="backslashreplace" if is_looked_at else None
            )


def flush() -> None:
    """Write what still waits on standard output. Raises CannotPrint, ReaderGone."""
    if sys.stdout:
        with _printing():
            sys.stdout.flush()


class Watched:
    """A stream that a progress bar is drawn on; where that fails, nobody looks, and the work goes on."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> None:
        """Write what is drawn."""
        _write_or_discard(self._stream, text)


def _print(text: str) -> None:
    if not sys.stdout:
        raise CannotPrint("it is closed")
    with _printing():
        sys.stdout.write(text)


@contextmanager
def _printing() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        _discard(sys.stdout)
        raise ReaderGone from None
    except OSError as error:
        _discard(sys.stdout)
        raise CannotPrint(error.strerror or str(error)) from error


def _say(text: str) -> None:
    flush()  # the words may be about what was printed
    _write_or_discard(sys.stderr, text)


def _write_or_discard(stream: TextIO | None, text: str) -> None:
    if stream:
        try:
            stream.write(text)
            stream.flush()
        except OSError:
            _discard(stream)


def _discard(stream: TextIO) -> None:
    """Lead a stream that cannot be written nowhere: Python would complain when it flushes at exit."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _escape(character: str) -> str:
    number = ord(character)
    return _NAMED.get(character) or (f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}")


def _escape_but_line_end(found: Any) -> str:
    """Outside of strings JSON has no unsafe character but the line ends of its indentation."""
    return "\n" if found[0] == "\n" else f"\\u{ord(found[0]):04x}"
