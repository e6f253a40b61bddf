"""The promises in the order of the table."""

from __future__ import annotations

from . import (
    at_once,
    bill,
    cells,
    flipped,
    forged,
    fuzzed,
    killed_fetch,
    killed_publish,
    killed_purge,
    killed_reviews,
    locked,
    outside,
    power,
    refused,
    shown,
    thousand,
)
from .promise import Promise

PROMISES: tuple[Promise, ...] = (
    *fuzzed.PROMISES,
    flipped.PROMISE,
    killed_publish.PROMISE,
    killed_purge.PROMISE,
    killed_fetch.PROMISE,
    killed_reviews.PROMISE,
    power.PROMISE,
    refused.PROMISE,
    at_once.PROMISE,
    cells.PROMISE,
    *shown.PROMISES,
    outside.PROMISE,
    forged.PROMISE,
    locked.PROMISE,
    bill.PROMISE,
    thousand.PROMISE,
)
