"""`takedowns.key`: the key of all fingerprints in `takedowns.csv`, made once and kept out of version control."""

from __future__ import annotations

import errno
import hmac
import os
import re
import secrets
from pathlib import Path

from ..storage import CannotWrite, flush, read_local
from ..storage.kept import content_of, replace_file
from ..text.table import BadTable
from .errors import NoKey

_IGNORED = ".gitignore"
_WRITTEN = re.compile(rb"[0-9a-f]{64}\Z")


def name_of(key: bytes) -> str:
    """Return the name of a key, 8 hex digits, which tells nothing of it."""
    return hmac.digest(key, b"the name of this key", "sha256").hex()[:8]


def read_key(path: Path | str) -> bytes | None:
    """Return the key of a file; None if there is no file. Raises NoKey for one that holds no key."""
    try:
        content = content_of(path)
    except BadTable as error:
        raise NoKey(path, f"cannot be read ({error.mistake.why})") from error
    if content is None:
        return None
    if not _WRITTEN.match(content.strip()):
        raise NoKey(path, "holds no key")
    return bytes.fromhex(content.strip().decode())


def make_key(path: Path) -> bytes:
    """Return the key of a file, which is made if it is missing, for its owner alone, and named in `.gitignore`.

    Raises CannotWrite, NoKey.
    """
    if key := read_key(path):
        return key
    _ignore(path)
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(secrets.token_hex(32).encode() + b"\n")
        flush(path)
        flush(path.parent)
    except OSError as error:
        if error.errno == errno.EEXIST and (key := read_key(path)):
            return key
        raise CannotWrite(path, error, undone="written") from error
    return make_key(path)


def _ignore(path: Path) -> None:
    """Have git leave the key alone, before there is one. Raises CannotWrite."""
    ignored = path.with_name(_IGNORED)
    line = f"/{path.name}".encode()
    try:
        before = read_local(ignored) if ignored.exists() else b""
        if line not in map(bytes.strip, before.splitlines()):
            end = b"" if not before or before.endswith(b"\n") else b"\n"
            replace_file(ignored, before + end + line + b"\n")
    except OSError as error:
        raise CannotWrite(ignored, error, undone="written") from error
