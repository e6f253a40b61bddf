"""A disk that forgets: the calls that were recorded, and what of them may be there after a power cut.

What was written is there for certain once the file was flushed, and a name once its folder was. Everything else may be
there or not, in any order: each of the writes of a file, each of the names of a folder, either side of a rename.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .traced import FLUSHES, RENAMES, WRITES, Call

CALLS = (
    *WRITES, *RENAMES, *FLUSHES, "openat", "creat", "lseek", "mkdir", "mkdirat", "unlink", "unlinkat", "rmdir",
    "ftruncate", "truncate", "link", "linkat", "symlink", "symlinkat", "copy_file_range", "sendfile", "fallocate",
)  # fmt: skip
"""What changes files; the last ones are not replayed, and none of ours is made."""
_REFUSED = ("link", "linkat", "symlink", "symlinkat", "copy_file_range", "sendfile", "fallocate", "writev", "truncate")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_OPENED = re.compile(r"(\d+)<((?:\\x[0-9a-f]{2})+|[^>]*)>")

Chosen = Callable[[int], list[bool]]
"""Which of so many changes are on the disk, in their order."""


class NotReplayed(Exception):
    """A call was recorded that this disk does not know."""


@dataclass
class _Node:
    """A file or a folder: what is on the disk for certain, and what may be."""

    is_folder: bool
    there: dict[str, int] = field(default_factory=dict)
    names: list[tuple[str, int | None]] = field(default_factory=list)
    data: bytes = b""
    writes: list[tuple[int, bytes]] = field(default_factory=list)
    """Where and what; a start below 0 cuts the file to so many bytes (-1 for none)."""

    def now(self) -> dict[str, int]:
        """The names as the processes see them."""
        return self._with_names([True] * len(self.names))

    def after(self, chosen: Chosen) -> dict[str, int]:
        return self._with_names(chosen(len(self.names)))

    def content(self, chosen: Chosen) -> bytes:
        content = bytearray(self.data)
        for (start, data), is_there in zip(self.writes, chosen(len(self.writes)), strict=True):
            if is_there and start < 0:
                del content[-start - 1 :]
            elif is_there:
                content.extend(bytes(max(0, start - len(content))))
                content[start : start + len(data)] = data
        return bytes(content)

    def flush(self) -> None:
        self.there, self.data = self.now(), self.content(everything)
        self.names, self.writes = [], []

    def _with_names(self, chosen: list[bool]) -> dict[str, int]:
        found = dict(self.there)
        for (name, node), is_there in zip(self.names, chosen, strict=True):
            if is_there and node is None:
                found.pop(name, None)
            elif is_there and node is not None:
                found[name] = node
        return found


def everything(count: int) -> list[bool]:
    """Choose all: as if nothing was lost."""
    return [True] * count


def nothing(count: int) -> list[bool]:
    """Choose none: only what was flushed is there."""
    return [False] * count


def some(draw: random.Random) -> Chosen:
    """Return a choice of some changes, of the first ones only, or of the last ones only."""

    def choose(count: int) -> list[bool]:
        at = draw.randint(0, count)
        kind = draw.randrange(4)
        if kind == 0:
            return [number < at for number in range(count)]
        if kind == 1:
            return [number >= at for number in range(count)]
        likely = draw.random()
        return [draw.random() < likely for _ in range(count)]

    return choose


class Disk:
    """A folder on a disk, with the calls that were made since everything in it was flushed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._nodes: list[_Node] = []
        self._root = self._add(folder)
        self._opened: dict[str, tuple[int, int]] = {}
        """The node of an open file, and where the next write goes; below 0 at the end."""

    def _add(self, path: Path) -> int:
        number = len(self._nodes)
        self._nodes.append(_Node(path.is_dir(), data=b"" if path.is_dir() else path.read_bytes()))
        if path.is_dir():
            self._nodes[number].there = {each.name: self._add(each) for each in sorted(path.iterdir())}
        return number

    def state(self, chosen: Chosen) -> dict[str, bytes | None]:
        """Return what may be there: the bytes of each file by its path, None for a folder."""
        found: dict[str, bytes | None] = {}
        todo = [("", self._root)]
        while todo:
            path, number = todo.pop()
            node = self._nodes[number]
            if path:
                found[path] = None if node.is_folder else node.content(chosen)
            if node.is_folder:
                todo += [(f"{path}/{name}".lstrip("/"), child) for name, child in sorted(node.after(chosen).items())]
        return found

    def replay(self, call: Call) -> None:
        """Do what a call did; one that failed, or that is about something outside of the folder, does nothing."""
        if call.result.startswith("-1") or call.result.startswith("?"):
            return
        texts = [_bytes(text) for text in _TEXT.findall(call.arguments)]
        opened = _OPENED.match(call.arguments)
        if call.name == "openat":
            self._open(call, texts[0].decode())
        elif call.name in (*WRITES, *FLUSHES, "ftruncate", "lseek", *_REFUSED) and opened:
            path = _bytes(opened[2]).decode(errors="surrogateescape")
            if self._is_here(path):
                self._change(call, opened[1], path, texts)
        elif call.name in ("mkdir", "mkdirat"):
            self._name(texts[0].decode(), self._new(is_folder=True))
        elif call.name in ("unlink", "rmdir", "unlinkat"):
            self._name(self._full(call, texts[0].decode()), None)
        elif call.name in RENAMES:
            source, target = (text.decode() for text in texts)
            number = self._node(source)
            self._name(source, None)
            self._name(target, number)

    def _new(self, is_folder: bool) -> int:
        self._nodes.append(_Node(is_folder))
        return len(self._nodes) - 1

    def _is_here(self, path: str) -> bool:
        return Path(path).is_relative_to(self._folder)

    def _full(self, call: Call, path: str) -> str:
        """The whole path of a name in an open folder."""
        opened = _OPENED.match(call.arguments)
        return path if path.startswith("/") or not opened else f"{_bytes(opened[2]).decode()}/{path}"

    def _node(self, path: str) -> int | None:
        if not self._is_here(path):
            return None
        number = self._root
        for part in Path(path).relative_to(self._folder).parts:
            number = self._nodes[number].now().get(part, -1)
            if number < 0:
                return None
        return number

    def _name(self, path: str, number: int | None) -> None:
        parent = self._node(str(Path(path).parent))
        if parent is not None:
            self._nodes[parent].names.append((Path(path).name, number))

    def _open(self, call: Call, path: str) -> None:
        path = self._full(call, path)
        if not self._is_here(path):
            return
        number = self._node(path)
        if number is None:
            if "O_CREAT" not in call.arguments:
                return
            number = self._new(is_folder=False)
            self._name(path, number)
        if "O_TRUNC" in call.arguments:
            self._nodes[number].writes.append((-1, b""))
        self._opened[call.result.partition("<")[0]] = (number, -1 if "O_APPEND" in call.arguments else 0)

    def _change(self, call: Call, descriptor: str, path: str, texts: Sequence[bytes]) -> None:
        if call.name in _REFUSED:
            raise NotReplayed(f"{call.name} of {path}")
        number, at = self._opened.get(descriptor, (self._node(path), 0))
        if number is None:
            return
        node = self._nodes[number]
        if call.name in FLUSHES:
            node.flush()
        elif call.name == "ftruncate":
            node.writes.append((-1 - int(call.arguments.rpartition(",")[2]), b""))
        elif call.name == "lseek":
            self._opened[descriptor] = (number, int(call.result))
        elif call.name == "pwrite64":
            node.writes.append((int(call.arguments.rpartition(",")[2]), texts[0]))
        else:
            start = len(node.content(everything)) if at < 0 else at
            data = texts[0][: int(call.result)]
            node.writes.append((start, data))
            self._opened[descriptor] = (number, at if at < 0 else start + len(data))


def _bytes(written: str) -> bytes:
    return bytes.fromhex(written.replace("\\x", "")) if "\\x" in written else written.encode()


def write(state: dict[str, bytes | None], folder: Path) -> None:
    """Make a folder that holds a state."""
    folder.mkdir(parents=True)
    for path, content in state.items():
        if content is None:
            (folder / path).mkdir()
        else:
            (folder / path).write_bytes(content)


def without(state: dict[str, bytes | None], names: Iterable[str]) -> dict[str, bytes | None]:
    """Return a state without what lies below some folders."""
    left_out = {*names}
    return {path: content for path, content in state.items() if not left_out.intersection(path.split("/"))}
