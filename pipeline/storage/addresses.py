"""Addresses of files, such as `s3://bucket/folder/page.html`: what is one, and its parts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from ..text.patterns import pattern
from .errors import BadAddress, NotLocal

_ADDRESS = pattern(r"[a-z][a-z0-9+.-]+://")
_ADDRESS_AS_PATH = pattern(r"[a-z][a-z0-9+.-]+:/")  # what `Path` makes of one
S3_OPTIONS = frozenset({"region", "scheme", "endpoint_override"})
"""What may stand behind the `?` of an address of S3."""


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
    (root, top), (other, path) = split(folder), split(address)
    is_below = root == other and f"{path}/".startswith(f"{top}/")
    return path[len(top) :].strip("/") if is_below else None


def path_parts(address: str) -> tuple[str, ...]:
    """Return the parts of the path that an address has, the first of which is for all that is no path.

    >>> path_parts("s3://bucket/raw/2026/")
    ('s3:%2F%2Fbucket%2F', 'bucket', 'raw', '2026')
    """
    root, path = split(address)
    return quote(root, ":"), *filter(None, [urlsplit(address).netloc, *path.split("/")])


def shown(address: str) -> str:
    """An address as it may be printed: without what a person may have given as a secret."""
    parts = urlsplit(address)
    options = urlencode([(name, value) for name, value in parse_qsl(parts.query) if name in S3_OPTIONS])
    netloc = re.sub(":[^@]*@", ":...@", parts.netloc)
    return parts._replace(netloc=netloc, query=options).geturl()


class Split(NamedTuple):
    root: str
    """The address without its path."""
    path: str


def split(address: str) -> Split:
    """The two parts of an address. Raises BadAddress."""
    try:
        parts = urlsplit(address)
    except ValueError as error:
        raise BadAddress(address, str(error)) from error
    if parts.password is not None:
        raise BadAddress(shown(address), "it holds a key. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY instead")
    if parts.fragment:
        raise BadAddress(shown(address), "write # in a name as %23")
    return Split(parts._replace(path="/").geturl(), unquote(parts.path).rstrip("/"))
