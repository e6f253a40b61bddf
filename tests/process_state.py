"""What all tests of a process share, and a test must leave as it found it."""

from __future__ import annotations

import decimal
import gc
import locale
import logging
import os
import resource
import signal
import socket
import sys
from collections.abc import Callable

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGPIPE, signal.SIGCHLD, signal.SIGALRM)


def _umask() -> int:
    mask = os.umask(0o077)  # there is no other way to ask for it
    os.umask(mask)
    return mask


_ASK: dict[str, Callable[[], object]] = {
    "the current folder": os.getcwd,
    "the environment": lambda: {k: v for k, v in os.environ.items() if k != "PYTEST_CURRENT_TEST"},
    "sys.path": lambda: list(sys.path),
    "the locale": lambda: locale.setlocale(locale.LC_ALL),
    "the handlers of signals": lambda: [signal.getsignal(each) for each in _SIGNALS],
    "the umask": _umask,
    "the limit of open files": lambda: resource.getrlimit(resource.RLIMIT_NOFILE),
    "the limit of memory": lambda: resource.getrlimit(resource.RLIMIT_AS),
    "the limit of recursion": sys.getrecursionlimit,
    "the longest number": sys.get_int_max_str_digits,
    "the search for garbage": gc.isenabled,
    "the level of logging": lambda: logging.getLogger().level,
    "the timeout of sockets": socket.getdefaulttimeout,
    "the precision of decimals": lambda: decimal.getcontext().prec,
}


def state() -> dict[str, object]:
    """Return what the process is set to."""
    return {name: ask() for name, ask in _ASK.items()}


def changed(before: dict[str, object], after: dict[str, object]) -> list[str]:
    """Return what differs, as a line for each."""
    return [f"{name}: {before[name]!r} became {after[name]!r}" for name in before if before[name] != after[name]]
