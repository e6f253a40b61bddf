"""Short names for things, made of what makes them one."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

__all__ = ["ID_DIGITS", "digest", "digests", "short_sha256"]

ID_DIGITS = 16  # hex digits, 64 bits: among a million pairs two share an id once in 37 million releases


def digest_by_hashlib(*parts: str) -> str:
    """Return 16 hex digits of sha256 over some texts.

    Each follows its length in bytes: "a b" and "c" are not "a" and "b c".
    """
    text = ""
    for part in parts:
        text += f"{len(part)}:{part}"
    if text.isascii():  # each letter is a byte
        whole = text.encode("ascii")
    else:
        contents = [part.encode("utf-8", "surrogatepass") for part in parts]
        whole = b"".join([b"%d:%b" % (len(content), content) for content in contents])
    return short_by_hashlib(whole)


def short_by_hashlib(content: bytes, /) -> str:
    """Return the first 16 hex digits of sha256."""
    return hashlib.sha256(content).hexdigest()[:ID_DIGITS]


try:
    from ._digest import digest, short_sha256
except ImportError:  # it was installed where there was no compiler, or the processor cannot do it
    digest, short_sha256 = digest_by_hashlib, short_by_hashlib


def digests(*columns: Sequence[str]) -> list[str]:
    """Return the digest of each row of some columns.

    >>> digests(["a b"], ["c"]) == [digest("a b", "c")]
    True
    """
    return [*map(digest, *columns)]
