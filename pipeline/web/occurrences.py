"""Where a word is in the bytes of a page."""

from __future__ import annotations

from functools import cache

from ahocorasick_rs import MATCHKIND_LEFTMOST_FIRST, BytesAhoCorasick


def occurrences(word: bytes, markup: bytes | memoryview) -> list[int]:
    """Return where each occurrence of a word starts, in order; several times as fast as `bytes.find`.

    >>> occurrences(b"lang=", b'<html lang="en"><p lang="fr">')
    [6, 19]
    """
    return [at for _, at, _ in _finder(word).find_matches_as_indexes(markup)]


def holds(word: bytes, markup: bytes) -> bool:
    """Whether a page holds a word; for rare words, as all places are looked up."""
    return bool(_finder(word).find_matches_as_indexes(markup))


@cache
def _finder(word: bytes) -> BytesAhoCorasick:
    # One word is found by its rarest letters; two at once would be looked for by their first ones, "c" and "o".
    return BytesAhoCorasick([word], matchkind=MATCHKIND_LEFTMOST_FIRST)
