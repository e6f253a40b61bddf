"""Files by path or by address, opened for reading."""

from __future__ import annotations

import os

from .addresses import is_address
from .local import LocalFile, open_local, open_resolved
from .remote import StoredFile, open_stored


def open_file(location: bytes) -> LocalFile | StoredFile:
    """Open a file for reading, by a path for the operating system or by an address.

    Raises OSError as `open` does, FileNotFoundError where there is none at the address, Unreachable where it
    cannot be known whether there is.
    """
    written = os.fsdecode(location)
    return open_stored(written) if is_address(written) else open_local(location)


def open_page(location: bytes) -> LocalFile | StoredFile:
    """Open a file as `open_file` does, if no link has come into its path since it was found."""
    return open_file(location) if is_address(os.fsdecode(location)) else open_resolved(location)
