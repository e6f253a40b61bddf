"""What is said where a file or an address cannot be read or written."""

from __future__ import annotations

from pathlib import Path

from ..errors import QamillError


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
        is_of_the_web = address.startswith(("http://", "https://"))
        keys = "" if is_of_the_web else ", the keys (AWS_ACCESS_KEY_ID and its like, or a profile)"
        super().__init__(
            f"{address} cannot be reached: {why}. Check the address{keys} and the network, then run again."
        )
