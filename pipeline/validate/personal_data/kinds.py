"""The kinds of personal data that are looked for, and what is known of a piece that was found."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """A kind of personal data."""

    EMAIL = "email"
    IP = "ip"
    IBAN = "iban"
    CARD = "card"
    SSN = "ssn"
    COORDINATES = "coordinates"
    PHONE = "phone"

    @property
    def flag(self) -> str:
        """The flag of a record that holds such a thing."""
        return f"pii_{self}"


class Treatment(StrEnum):
    """What becomes of personal data: the setting `pii`."""

    FLAG = "flag"
    """It stays, and the record is flagged."""
    MASK = "mask"
    """A mask such as `[EMAIL_1]` takes its place."""
    REJECT = "reject"
    """The pair is rejected; elsewhere a mask takes its place."""


class Found(NamedTuple):
    """A piece of personal data in a text."""

    kind: Kind
    start: int
    end: int
    value: str
    """The same for all ways of writing it."""
