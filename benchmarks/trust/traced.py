"""Acts of qamill in a process of their own that strace looks at: recorded, killed or refused at any call.

A process that has imported everything is forked, so that an act takes as long as the act.
"""

from __future__ import annotations

import os
import select
import shutil
import signal
import socket
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import QamillError

NO_STRACE = "needs strace and the right to trace: apt-get install strace"
WRITES = ("write", "writev", "pwrite64")
RENAMES = ("rename", "renameat", "renameat2")
FLUSHES = ("fsync", "fdatasync")
_LONGEST = 10_000_000  # bytes of a write that are recorded: all


class End(NamedTuple):
    """How an act ended."""

    said: str
    """What it returned, or the name and the words of its error; empty where it was killed."""
    is_killed: bool

    @property
    def is_error(self) -> bool:
        """Whether it is an error that was told."""
        name, colon, _ = self.said.partition(":")
        return bool(colon) and name.isidentifier()


def can_trace() -> bool:
    """Return whether strace is here and may look at our processes."""
    if not shutil.which("strace"):
        return False
    return (
        subprocess.run(["strace", "-qq", "-o", "/dev/null", "true"], capture_output=True, check=False).returncode == 0
    )


def run_forked(act: Callable[[], str], *options: str, log: Path | None = None, kill_after: float | None = None) -> End:
    """Run an act in a fork of this process, under strace with some options if there are any.

    `kill_after` so many seconds it is killed, if it still runs.
    """
    ours, theirs = socket.socketpair()
    child = os.fork()
    if not child:
        ours.close()
        _run_child(act, theirs)
    theirs.close()
    tracer = _attach(child, options, log) if options or log else None
    ours.send(b"go")
    if kill_after is not None:
        select.select([ours], [], [], kill_after)
        os.kill(child, signal.SIGKILL)  # that of a process which has ended, and is not waited for yet, does nothing
    said = _received(ours)
    ours.close()
    _, status = os.waitpid(child, 0)
    if tracer:
        tracer.wait()
    return End(said.decode(), os.WIFSIGNALED(status))


def _received(channel: socket.socket) -> bytes:
    """All that comes through a socket, until its other end is closed, or was killed before it read what we sent."""
    received = b""
    with suppress(ConnectionResetError):
        while block := channel.recv(65_536):
            received += block
    return received


def _run_child(act: Callable[[], str], channel: socket.socket) -> None:
    """Run an act and tell what came of it by the socket: unlike a pipe it is not written to by `write`."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    channel.recv(2)
    try:
        said = act()
    except QamillError as error:
        said = f"{type(error).__name__}: {error}"
    except BaseException as error:  # to be judged by the parent: none should come here
        named = getattr(error, "filename", None)
        said = f"!{type(error).__name__}: {error} {named}"
    channel.sendall(said.encode("utf-8", "replace"))
    os._exit(0)


def _attach(child: int, options: Sequence[str], log: Path | None) -> subprocess.Popen[bytes]:
    command = ["strace", "-f", "-qq", "-o", str(log or os.devnull), *options, "-p", str(child)]
    tracer = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    status = Path(f"/proc/{child}/status")
    while "TracerPid:\t0" in status.read_text():
        if tracer.poll() is not None:
            os.kill(child, 9)
            raise RuntimeError(f"strace ended by itself: {' '.join(command)}")
        time.sleep(0.001)
    return tracer


class Call(NamedTuple):
    """A call of the system that was recorded."""

    thread: int
    name: str
    arguments: str
    result: str


def record(act: Callable[[], str], calls: Sequence[str], log: Path) -> tuple[End, list[Call]]:
    """Return what an act says and which of some calls it made, with paths for descriptors and every byte in hex."""
    end = run_forked(act, "-y", "-xx", "-s", str(_LONGEST), "-e", f"trace={','.join(calls)}", log=log)
    return end, [call for line in log.read_text().splitlines() if (call := _call(line))]


def _call(line: str) -> Call | None:
    """The call of a line of the log; None for signals, exits, and calls that another thread interrupted."""
    thread, _, rest = line.partition(" ")
    name, _, rest = rest.strip().partition("(")
    arguments, _, result = rest.rpartition(") = ")
    return Call(int(thread), name, arguments, result) if arguments and name.isidentifier() else None


def most_of(calls: Sequence[Call], names: Sequence[str]) -> dict[str, int]:
    """Return how often each of some calls was made by the thread that made most of them: strace counts by thread."""
    counted = Counter((call.name, call.thread) for call in calls)
    most = {name: max((number for (other, _), number in counted.items() if other == name), default=0) for name in names}
    return {name: number for name, number in most.items() if number}
