"""Where a release is brought from: a folder, an address such as `s3://bucket/curated`, or a static host."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urljoin, urlsplit

from ..errors import QamillError
from ..release.layout import LATEST
from ..release.versions import is_version
from ..storage import BadAddress, Unreachable, is_address, join, local_folder, open_file, shown
from ..text.patterns import pattern

if TYPE_CHECKING:
    import requests

_CHUNK = 1 << 20  # bytes that are held at a time
_TIMEOUT = (10, 30)  # seconds to connect, and between two pieces of an answer
_REDIRECTS = 5
_MISSING = frozenset({403, 404, 410})  # a bucket without the right to list answers 403 for what is not there
_OF_SYSTEM = pattern(r"\[Errno -?\d{1,5}\] ([^'\"()\[\]]{1,200})")
_LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


class BadOrigin(QamillError):
    """What lies where a release is to be brought from is no sound release."""

    exit_code = 1

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where} {why}. Nothing was brought. Ask whoever publishes it.")


class NoReleaseThere(QamillError):
    """Where a release is to be brought from lies none."""

    exit_code = 1

    def __init__(self, where: str) -> None:
        above, _, last = where.rstrip("/").rpartition("/")
        is_one = is_version(last) and above
        meant = f"{above}, and the version beside it: {above} {last}" if is_one else f"{where.rstrip('/')}/curated"
        super().__init__(
            f"{where} holds no releases. Nothing was brought. Give the folder in which {LATEST} lies, such as"
            f" {meant}, or ask whoever publishes it."
        )


class NoFolderThere(QamillError):
    """The folder that a release is to be brought from is not there."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"There is no {folder}. Nothing was brought. Name the folder or the address of the releases.")


class Interrupted(Exception):
    """A file did not come to its end; it may the next time."""


class Origin(Protocol):
    """Files by their path from the folder of the releases."""

    name: str
    """Where it is, as it may be printed."""

    def chunks(self, path: str, start: int = 0) -> Iterator[bytes]:
        """Yield the bytes of a file from one on. Raises FileNotFoundError, Interrupted, Unreachable, BadOrigin."""


def open_origin(place: Path | str) -> Origin:
    """Return what files are brought from. Raises NoFolderThere, BadAddress, NotLocal."""
    if is_address(place):
        written = str(place)
        return _Host(written) if urlsplit(written).scheme in ("http", "https") else _Bucket(written)
    folder = local_folder(place)
    if not folder.exists():
        raise NoFolderThere(folder)
    return _Folder(folder)


def read_small(origin: Origin, path: str, most: int) -> bytes | None:
    """Return what is in a file; None where there is none. Raises BadOrigin for one that is larger, Unreachable."""
    content = b""
    try:
        for chunk in origin.chunks(path):
            content += chunk
            if len(content) > most:
                raise BadOrigin(f"{origin.name}/{path}", f"is larger than {most:,} bytes")
    except FileNotFoundError:
        return None
    except Interrupted as error:
        raise Unreachable(origin.name, str(error)) from error
    return content


class _Folder:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.name = str(folder)

    def chunks(self, path: str, start: int = 0) -> Iterator[bytes]:
        file = self._folder / path
        for part in (file, *file.parents[: path.count("/")]):
            if part.is_symlink():
                raise BadOrigin(str(part), "is a link, which may lead anywhere")
        yield from _chunks_of(os.fsencode(file), start)


class _Bucket:
    def __init__(self, address: str) -> None:
        self._address = address
        self.name = shown(address)

    def chunks(self, path: str, start: int = 0) -> Iterator[bytes]:
        yield from _chunks_of(join(self._address, path).encode(), start)


def _chunks_of(place: bytes, start: int) -> Iterator[bytes]:
    with open_file(place) as file:
        while chunk := file.read_at(start, _CHUNK):
            start += len(chunk)
            yield chunk


class _Host:
    """A static host, asked for one file after the other. Nothing but its own pages is trusted.

    A redirect is followed to https alone and to no private address, so that a page cannot make us read what only this
    machine can reach. Plain http is for this machine: elsewhere everybody on the way could change what comes.
    """

    def __init__(self, address: str) -> None:
        import requests

        parts = urlsplit(address)
        self.name = shown(address)
        self._address, self._own = address, (parts.scheme, parts.netloc)
        if parts.username or parts.password:
            raise BadAddress(self.name, "it holds a password; use ~/.netrc")
        if not parts.hostname:
            raise BadAddress(self.name, "it names no host")
        if parts.scheme == "http" and parts.hostname not in _LOCAL_NAMES:
            raise BadAddress(self.name, "over http anybody on the way could change what comes; use https")
        self._session = requests.Session()

    def chunks(self, path: str, start: int = 0) -> Iterator[bytes]:
        url = join(self._address, path)
        with self._sentences(), self._answer(url, start) as response:
            if response.status_code in _MISSING:
                raise FileNotFoundError(errno.ENOENT, f"it answers {response.status_code}", shown(url))
            if response.status_code not in (200, 206):
                raise Interrupted(f"it answers {response.status_code}")
            skipped = start if response.status_code == 200 else 0  # a host that always sends the whole
            for chunk in response.iter_content(_CHUNK):
                passed = min(skipped, len(chunk))
                skipped -= passed
                yield chunk[passed:]

    def _answer(self, url: str, start: int) -> requests.Response:
        headers = {"Accept-Encoding": "identity"}  # a hash is over the file, and a part of it is not to be unpacked
        if start:
            headers["Range"] = f"bytes={start}-"
        for _ in range(_REDIRECTS + 1):
            response = self._session.get(url, headers=headers, stream=True, timeout=_TIMEOUT, allow_redirects=False)
            if not response.is_redirect:
                return response
            response.close()
            url = self._followed(urljoin(url, response.headers["location"]))
        raise BadOrigin(self.name, "redirects again and again")

    def _followed(self, url: str) -> str:
        parts = urlsplit(url)
        if (parts.scheme, parts.netloc) == self._own:
            return url
        if parts.scheme != "https" or not parts.hostname or not _is_public(parts.hostname):
            raise BadOrigin(self.name, f"redirects to {shown(url)}, which is no public https address")
        return url

    @contextmanager
    def _sentences(self) -> Iterator[None]:
        import requests

        try:
            yield
        except (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError) as error:
            raise Interrupted(_reason(error)) from error
        except requests.RequestException as error:
            raise BadAddress(self.name, _reason(error)) from error


def _is_public(host: str) -> bool:
    """Whether all addresses of a host are of the public network."""
    import socket

    try:
        found = socket.getaddrinfo(host, None)
    except (OSError, UnicodeError):
        return False
    return all(ip_address(str(address[0]).partition("%")[0]).is_global for *_, address in found)


def _reason(error: Any) -> str:
    """What the system says, if it does: `Connection refused`. Around it are the names of three libraries."""
    of_system = _OF_SYSTEM.search(str(error))
    return of_system[1] if of_system else str(error).splitlines()[0] or type(error).__name__
