"""Files at addresses, by the file systems of pyarrow, which is imported where an address is given."""

from __future__ import annotations

import errno
import io
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from ..text.patterns import pattern
from .addresses import S3_OPTIONS, shown, split
from .errors import BadAddress, Unreachable

_CODE = pattern(r"AWS Error (\w+)")
_BLOCK = 4_000_000  # bytes that are asked for at once: a request takes as long as a megabyte
_BLOCKS = 4  # kept of a file: who reads an archive goes back a little, again and again
_PATIENCE = {"connect_timeout": 3.0, "request_timeout": 5.0}  # with three attempts, 17 s before we say so; else 100
_ATTEMPTS = 3  # of a request, chosen
_GONE = frozenset({"NO_SUCH_KEY", "RESOURCE_NOT_FOUND"})
_WHY = {
    "NO_SUCH_BUCKET": "there is no such bucket",
    "ACCESS_DENIED": "access is denied",
    "INVALID_ACCESS_KEY_ID": "the access key is not known there",
    "SIGNATURE_DOES_NOT_MATCH": "the secret key is wrong",
    "NETWORK_CONNECTION": "there is no answer",
}


def list_files(address: str) -> dict[str, int]:
    """Return the size of each file below an address, by its path from there; nothing where there is none.

    Raises BadAddress, Unreachable.
    """
    from pyarrow import fs

    system, top = _locate(address)
    try:
        with _answers(address):
            found = system.get_file_info(fs.FileSelector(top, recursive=True))
    except FileNotFoundError:
        return {}
    return {info.path[len(top) + 1 :]: info.size for info in found if info.type == fs.FileType.File}


class StoredFile(io.RawIOBase):
    """A file at an address, of which only those blocks are fetched that are read."""

    def __init__(self, address: str, file: Any) -> None:
        self.size: int = file.size()
        self._address = address
        self._file = file
        self._block = lru_cache(_BLOCKS)(self._fetch)
        self._position = 0

    def read_at(self, start: int, count: int) -> bytes:
        """Return some bytes, fewer only at the end of the file. Raises FileNotFoundError, Unreachable."""
        stop = min(start + count, self.size)
        blocks = range(start // _BLOCK * _BLOCK, stop, _BLOCK)
        return b"".join(self._block(block)[max(0, start - block) : stop - block] for block in blocks)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        found = self.read_at(self._position, len(buffer))
        buffer[: len(found)] = found
        self._position += len(found)
        return len(found)

    def readall(self) -> bytes:
        start, self._position = self._position, self.size
        return self.read_at(start, self.size)

    def close(self) -> None:
        self._block.cache_clear()
        self._file.close()
        super().close()

    def _fetch(self, start: int) -> bytes:
        with _answers(self._address):
            found: bytes = self._file.read_at(min(_BLOCK, self.size - start), start)
            return found


def open_stored(address: str) -> StoredFile:
    """Open a file at an address for reading.

    Raises FileNotFoundError where there is none, Unreachable where that cannot be known, OSError for a name that
    cannot be opened.
    """
    system, path = _locate(address)
    try:
        with _answers(address):
            return StoredFile(address, system.open_input_file(path))
    except BadAddress as error:  # S3 takes any name; pyarrow none with an empty folder in it
        raise OSError(errno.EINVAL, "a name that cannot be opened", shown(address)) from error


def open_arrow(address: str) -> Any:
    """Open a file at an address for a reader of pyarrow, which fetches what it needs of it.

    Raises FileNotFoundError, BadAddress, Unreachable.
    """
    system, path = _locate(address)
    with _answers(address):
        return system.open_input_file(path)


def arrow_system(address: str) -> tuple[Any, str]:
    """Return the file system of pyarrow for an address, and the path in it. Raises BadAddress, Unreachable."""
    return _locate(address)


def unreachable(address: str, error: Exception) -> Unreachable | None:
    """Return what to raise for an error of a reader of pyarrow if the address is to blame, None if the file is."""
    code = _CODE.search(str(error))
    return Unreachable(shown(address), _WHY.get(code[1]) or str(error).splitlines()[0]) if code else None


def download(address: str, file: Path) -> None:
    """Fetch a file. Raises FileNotFoundError, Unreachable, or OSError where the disk refuses."""
    with open_stored(address) as source, file.open("wb") as sink:
        shutil.copyfileobj(source, sink, _BLOCK)


def upload(file: Path, address: str) -> None:
    """Upload a file to an address, replacing one that is there; Ctrl-C waits for the end. Raises Unreachable."""
    from pyarrow import fs

    system, path = _locate(address)
    with _answers(address):
        if system.type_name != "s3":  # where a folder is nothing but the names of its files
            system.create_dir(path.rpartition("/")[0])
        fs.copy_files(str(file), path, fs.LocalFileSystem(), system)


def remove_folder(address: str) -> None:
    """Remove all that lies below an address. Raises Unreachable."""
    system, path = _locate(address)
    with _answers(address):
        system.delete_dir(path)


def _locate(address: str) -> tuple[Any, str]:
    """The file system of an address, and the path there."""
    root, path = split(address)
    with _answers(address):
        system, base = _system(root)
    return system, base + path


@lru_cache
def _system(root: str) -> tuple[Any, str]:
    from pyarrow import fs

    parts = urlsplit(root)
    if parts.scheme == "s3":
        return _s3(parts.netloc, dict(parse_qsl(parts.query))), parts.netloc
    system, base = fs.FileSystem.from_uri(root)
    return system, base.rstrip("/")


def _s3(bucket: str, options: dict[str, str]) -> Any:
    """The file system that `from_uri` makes, but for its patience."""
    from pyarrow import fs

    strange = options.keys() - S3_OPTIONS
    if strange or not bucket:
        raise ValueError(f"s3 has no option {min(strange)!r}" if strange else "it names no bucket")
    endpoint = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL")
    if endpoint:
        options.setdefault("endpoint_override", endpoint)
    if not options.keys() & {"region", "endpoint_override"}:
        options["region"] = fs.resolve_s3_region(bucket)
    return fs.S3FileSystem(**options, **_PATIENCE, retry_strategy=fs.AwsStandardS3RetryStrategy(max_attempts=_ATTEMPTS))


@contextmanager
def _answers(address: str) -> Iterator[None]:
    """Turn the errors of pyarrow, at an address that does not answer as it should, into ours.

    A file that is not there is a FileNotFoundError. All else stops the run: pages that cannot be reached, or not with
    these keys, are still there, and a release without them would say that they were removed.
    """
    import pyarrow as pa

    try:
        yield
    except FileNotFoundError:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), shown(address)) from None
    except (OSError, pa.ArrowException, ValueError) as error:
        code = _CODE.search(str(error))
        word = code[1] if code else ""
        if word in _GONE:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), shown(address)) from error
        if isinstance(error, ValueError):
            raise BadAddress(shown(address), str(error).splitlines()[0]) from error
        raise Unreachable(shown(address), _WHY.get(word) or str(error).splitlines()[0]) from error
