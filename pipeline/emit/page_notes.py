"""What a run should say about pages whose states cannot be put in order, or that gave nothing at last."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..release.page_states import UNKNOWN, States, are_gone, codes_of
from ..text.counted import count_of

_HOW_TO_DATE = (
    "Give dates in the column retrieved_at of raw/index.csv, or with qamill add --retrieved-at 2026-01-31"
    " (`qamill help history`)."
)


def page_notes(documents: pa.Table) -> list[str]:
    """Return, in sentences, what is not known of the history of pages, from all rows of `documents`."""
    documents = documents.filter(pc.is_valid(documents.column("url"))).rename_columns({"url": "page_url"})
    has_pairs = pc.greater(documents.column("pairs"), 0)
    is_gone = are_gone(documents)
    return [*_undated(documents.filter(has_pairs)), *_ended(documents, has_pairs.to_numpy(), is_gone.to_numpy())]


def _undated(documents: pa.Table) -> Iterator[str]:
    """Say how many pages have several states, some of them without a date."""
    if not documents.num_rows:
        return
    states = States(documents)
    contents = np.unique(states.pages * len(documents) + codes_of(documents.column("sha256"))) // len(documents)
    several = np.flatnonzero(np.bincount(contents) > 1)
    undated = np.intersect1d(several, states.pages[states.times == UNKNOWN])
    if count := len(undated):
        have = "is there in several states" if count == 1 else "are there in several states each"
        yield (
            f"{count_of(count, 'page')} {have}, some without a date: which is the newest is not known, and what those"
            f" without a date say counts as current. {_HOW_TO_DATE}"
        )


def _ended(documents: pa.Table, has_pairs: np.ndarray, is_gone: np.ndarray) -> Iterator[str]:
    """Say how many pages gave pairs, and none when they were last read, although they were there."""
    states = States(documents)
    before = np.setdiff1d(states.pages[has_pairs], states.pages[_is_newest(states) & is_gone])
    if count := len(np.intersect1d(before, np.unique(states.pages[_is_newest(states) & ~_has_any(states, has_pairs)]))):
        yield f"{count_of(count, 'page')} gave no pair when last read; what was said there before counts as current."


def _is_newest(states: States) -> np.ndarray:
    return np.asarray((states.times != UNKNOWN) & ~states.is_outdated)


def _has_any(states: States, has_pairs: np.ndarray) -> np.ndarray:
    """Whether the newest state of each document's page has a document with pairs."""
    pages = np.unique(states.pages[_is_newest(states) & has_pairs])
    return np.isin(states.pages, pages)
