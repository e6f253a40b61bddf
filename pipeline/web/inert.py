"""Which parts of a page a browser shows to nobody: comments, scripts, templates; found without a tree."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import MATCHKIND_LEFTMOST_FIRST, BytesAhoCorasick

from ..text.patterns import pattern

_COMMENT, _SCRIPT = b"<!--", b"<script"
_TEMPLATE, _TEMPLATE_END = b"<template", b"</template"
_WORDS = (_COMMENT, _SCRIPT, _TEMPLATE, _TEMPLATE_END, b"<TEMPLATE", b"</TEMPLATE")
_NEXT = pattern(rb"<(?:!--|script|/?template|/?TEMPLATE)")


def inert_end(markup: bytes, start: int, at: int) -> int:
    """Return where the comment, script or template ends that holds the tag at an index, or 0 if none does.

    `start` is an index before it that is known to be in none.

    >>> inert_end(b"<!-- <link> -->", 0, 5), inert_end(b"<!-- --><link>", 0, 8)
    (15, 0)
    >>> inert_end(b"<script>'<p>'</script>", 0, 9), inert_end(b"<template><p></template>", 0, 10)
    (13, 13)
    """
    depth = 0
    read = start
    for number, found, _ in _finder().find_matches_as_indexes(memoryview(markup)[start:at]):
        if start + found >= read:
            word = _WORDS[number]
            read = _end_of(markup, word, start + found)
            if read > at:
                return read
            depth = _depth(depth, word)
    return _template_end(markup, at, depth) if depth else 0


def _template_end(markup: bytes, at: int, depth: int) -> int:
    """Where the outermost of some open templates ends."""
    for word, found in _words_from(markup, at):
        depth = _depth(depth, word)
        if not depth:
            return found
    return len(markup)


def _words_from(markup: bytes, position: int) -> Iterator[tuple[bytes, int]]:
    """Yield what opens or closes an inert part, and where, but not what is inside comments and scripts."""
    while found := _NEXT.search(markup, position):
        yield found[0], found.start()
        position = _end_of(markup, found[0], found.start())


def _depth(depth: int, word: bytes) -> int:
    """How many templates are open after a word."""
    word = word.lower()
    return max(0, depth + (word == _TEMPLATE) - (word == _TEMPLATE_END))


def _end_of(markup: bytes, word: bytes, start: int) -> int:
    """Where a comment or script ends, or the word that opens or closes a template."""
    if word == _COMMENT:
        return _end(markup, b"-->", start + 2) + len(b"-->")
    if word == _SCRIPT:
        end = markup.find(b">", start)
        if markup[end - 1 : end] == b"/":  # a browser would not close it there; its author did
            return end
        return _end(markup, b"</script", start)
    return start + len(word)


@cache
def _finder() -> BytesAhoCorasick:
    return BytesAhoCorasick(_WORDS, matchkind=MATCHKIND_LEFTMOST_FIRST)


def _end(markup: bytes, word: bytes, start: int) -> int:
    end = markup.find(word, start)
    return end if end >= 0 else len(markup)
