"""The promises in the order of the table."""

from __future__ import annotations

from . import at_once, cells, flipped, fuzzed, killed_fetch, killed_publish, killed_reviews, power, refused, shown
from .promise import Promise

PROMISES: tuple[Promise, ...] = (
    *fuzzed.PROMISES,
    flipped.PROMISE,
    killed_publish.PROMISE,
    killed_fetch.PROMISE,
    killed_reviews.PROMISE,
    power.PROMISE,
    refused.PROMISE,
    at_once.PROMISE,
    cells.PROMISE,
    *shown.PROMISES,
)
