"""Files by path or by address, such as `s3://bucket/folder/page.html`; pyarrow is imported for addresses alone."""

from __future__ import annotations

import errno
import io
import os
import re
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from .errors import QamillError
from .text.patterns import pattern

_ADDRESS = pattern(r"[a-z][a-z0-9+.-]+://")
_ADDRESS_AS_PATH = pattern(r"[a-z][a-z0-9+.-]+:/")  # what `Path` makes of one
NO_FILE = "no regular file"
"""Why a pipe, a device or a socket is not read."""
_CODE = pattern(r"AWS Error (\w+)")
_BLOCK = 4_000_000  # bytes that are asked for at once: a request takes as long as a megabyte
_BLOCKS = 4  # kept of a file: who reads an archive goes back a little, again and again
_S3_OPTIONS = frozenset({"region", "scheme", "endpoint_override"})
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


class BadAddress(QamillError):
    """An address is none that can be read."""

    def __init__(self, address: str, why: str) -> None:
        super().__init__(f"{address} is no address that qamill can use: {why}. Give it like s3://bucket/folder")


class CannotWrite(QamillError):
    """The disk refused; what was there, such as the release before, is as it was."""

    exit_code = 1

    def __init__(self, path: Path, error: OSError, undone: str = "released") -> None:
        super().__init__(
            f"Could not write to {path}: {error.strerror or error}. Nothing was {undone} and what was"
            f" there is untouched. Make room or give the right to write, then run again."
        )


class CannotRead(QamillError):
    """The disk refused what a run needs to read."""

    exit_code = 1

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            f"Could not read {path}: {error.strerror or error}. Nothing was released and what was there is untouched."
            " See to it, then run again."
        )


class NotLocal(QamillError):
    """An address was given where only a folder will do."""

    def __init__(self, address: Path | str) -> None:
        super().__init__(
            f"{address} is an address, and this needs a folder. Copy what is there into one, and name that."
        )


class Unreachable(QamillError):
    """An address that pages are read from, or releases published to, does not answer or refuses."""

    exit_code = 1

    def __init__(self, address: str, why: str) -> None:
        super().__init__(
            f"{address} cannot be reached: {why}. Check the address, the keys (AWS_ACCESS_KEY_ID and its like, or a"
            f" profile) and the network, then run again."
        )


def is_address(location: Path | str) -> bool:
    """Whether a location is an address, and not a path.

    >>> is_address("s3://bucket/raw"), is_address("raw")
    (True, False)
    """
    return isinstance(location, str) and _ADDRESS.match(location) is not None


def local_folder(location: Path | str) -> Path:
    """Return a path as it is. Raises NotLocal for an address."""
    if _ADDRESS_AS_PATH.match(str(location)):
        raise NotLocal(location)
    return Path(location)


def join(address: str, path: str) -> str:
    """Return the address of what has a path below another.

    >>> join("s3://bucket/raw/?region=eu-west-1", "why?.txt")
    's3://bucket/raw/why%3F.txt?region=eu-west-1'
    """
    parts = urlsplit(address)
    return parts._replace(path=f"{parts.path.rstrip('/')}/{quote(path)}").geturl()


def parent(address: str) -> tuple[str, str]:
    """Return the address of the folder that a file lies in, and the file's name there.

    >>> parent("s3://bucket/raw/why%3F.txt")
    ('s3://bucket/raw', 'why?.txt')
    """
    parts = urlsplit(address)
    folder, _, name = parts.path.rpartition("/")
    return parts._replace(path=folder).geturl(), unquote(name)


def path_below(folder: str, address: str) -> str | None:
    """Return the path that an address has below a folder's: "" for the folder itself, None outside of it."""
    (root, top), (other, path) = _split(folder), _split(address)
    is_below = root == other and f"{path}/".startswith(f"{top}/")
    return path[len(top) :].strip("/") if is_below else None


def path_parts(address: str) -> tuple[str, ...]:
    """Return the parts of the path that an address has, the first of which is for all that is no path.

    >>> path_parts("s3://bucket/raw/2026/")
    ('s3:%2F%2Fbucket%2F', 'bucket', 'raw', '2026')
    """
    root, path = _split(address)
    return quote(root, ":"), *filter(None, [urlsplit(address).netloc, *path.split("/")])


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


class LocalFile(io.FileIO):
    """A file of this machine."""

    @property
    def size(self) -> int:
        """Its bytes."""
        return os.fstat(self.fileno()).st_size

    def read_at(self, start: int, count: int) -> bytes:
        """Return some bytes, fewer only at the end of the file."""
        return os.pread(self.fileno(), count, start)


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


def open_file(location: bytes) -> LocalFile | StoredFile:
    """Open a file for reading, by a path for the operating system or by an address.

    Raises OSError as `open` does, FileNotFoundError where there is none at the address, Unreachable where it
    cannot be known whether there is.
    """
    written = os.fsdecode(location)
    if not is_address(written):
        return LocalFile(location, opener=_open_regular)
    system, path = _locate(written)
    try:
        with _answers(written):
            return StoredFile(written, system.open_input_file(path))
    except BadAddress as error:  # S3 takes any name; pyarrow none with an empty folder in it
        raise OSError(errno.EINVAL, "a name that cannot be opened", shown(written)) from error


def open_page(location: bytes) -> LocalFile | StoredFile:
    """Open a file as `open_file` does, if no link has come into its path since it was found."""
    return open_file(location) if is_address(os.fsdecode(location)) else LocalFile(location, opener=_open_resolved)


def open_named(path: str) -> LocalFile:
    """Open a file that a person named. Of a pipe what comes through it is read, nothing where nobody writes to it.

    Raises OSError as `open` does, and for a device that is no terminal.
    """
    return LocalFile(path, opener=_open_any)


def _open_any(path: Any, flags: int) -> int:
    descriptor = os.open(path, flags | os.O_NONBLOCK | os.O_CLOEXEC)  # which does not wait for a writer
    mode = os.fstat(descriptor).st_mode
    if stat.S_ISBLK(mode) or (stat.S_ISCHR(mode) and not os.isatty(descriptor)):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "a device, and no page", path)
    os.set_blocking(descriptor, True)
    return descriptor


def _open_resolved(path: Any, flags: int) -> int:
    """Open a path that holds no link. Raises OSError where it holds one now."""
    descriptor = _open_regular(path, flags | os.O_NOFOLLOW)
    if _opened_path(descriptor) != path and os.path.realpath(path) != path:
        os.close(descriptor)
        raise OSError(errno.ELOOP, "a link has come into its path", path)
    return descriptor


def _opened_path(descriptor: int) -> bytes:
    """The path of an open file, empty where the system does not say it."""
    try:
        return os.readlink(b"/proc/self/fd/%d" % descriptor)
    except OSError:
        return b""


def _open_regular(path: Any, flags: int) -> int:
    """Open a file without waiting, whatever it is. Raises OSError for a pipe, a device or a socket."""
    descriptor = os.open(path, flags | os.O_NONBLOCK | os.O_CLOEXEC)
    mode = os.fstat(descriptor).st_mode
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):  # a folder is refused by who opened it
        return descriptor
    os.close(descriptor)
    raise OSError(errno.EINVAL, NO_FILE, path)


def flush(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


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
    with open_file(address.encode()) as source, file.open("wb") as sink:
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


class _Split(NamedTuple):
    root: str
    """The address without its path."""
    path: str


def _split(address: str) -> _Split:
    """The two parts of an address. Raises BadAddress."""
    try:
        parts = urlsplit(address)
    except ValueError as error:
        raise BadAddress(address, str(error)) from error
    if parts.password is not None:
        raise BadAddress(shown(address), "it holds a key. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY instead")
    if parts.fragment:
        raise BadAddress(shown(address), "write # in a name as %23")
    return _Split(parts._replace(path="/").geturl(), unquote(parts.path).rstrip("/"))


def _locate(address: str) -> tuple[Any, str]:
    """The file system of an address, and the path there."""
    root, path = _split(address)
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

    strange = options.keys() - _S3_OPTIONS
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


def shown(address: str) -> str:
    """An address as it may be printed: without what a person may have given as a secret."""
    parts = urlsplit(address)
    options = urlencode([(name, value) for name, value in parse_qsl(parts.query) if name in _S3_OPTIONS])
    netloc = re.sub(":[^@]*@", ":...@", parts.netloc)
    return parts._replace(netloc=netloc, query=options).geturl()
