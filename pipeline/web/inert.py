"""Which parts of a page a browser does not read as markup: comments and scripts; found without a tree."""

from __future__ import annotations

from functools import cache

from ahocorasick_rs import MATCHKIND_LEFTMOST_FIRST, BytesAhoCorasick

_COMMENT, _SCRIPT = b"<!--", b"<script"


def inert_end(markup: bytes, start: int, at: int) -> int:
    """Return where the comment or script ends that holds the tag at an index, or 0 if none does.

    `start` is an index before it that is known to be in neither.

    >>> inert_end(b"<!-- <link> -->", 0, 5), inert_end(b"<!-- --><link>", 0, 8)
    (15, 0)
    >>> inert_end(b"<script>'<p>'</script>", 0, 9)
    13
    """
    comments, scripts = _openings(markup, start, at)
    if comments and _is_open(markup, comments[-1], at) and not _is_in_script(markup, comments, scripts, comments[-1]):
        return _end(markup, b"-->", at) + len(b"-->")
    return _end(markup, b"</script", at) if _is_in_script(markup, comments, scripts, at) else 0


def _openings(markup: bytes, start: int, at: int) -> tuple[list[int], list[int]]:
    """Where comments and scripts open before an index."""
    comments: list[int] = []
    scripts: list[int] = []
    for number, found, _ in _finder().find_matches_as_indexes(memoryview(markup)[start:at]):
        (scripts if number else comments).append(start + found)
    return comments, scripts


@cache
def _finder() -> BytesAhoCorasick:
    return BytesAhoCorasick([_COMMENT, _SCRIPT], matchkind=MATCHKIND_LEFTMOST_FIRST)


def _is_open(markup: bytes, comment: int, at: int) -> bool:
    return markup.find(b"-->", comment + 2, at) < 0


def _is_in_script(markup: bytes, comments: list[int], scripts: list[int], at: int) -> bool:
    opened = max((script for script in scripts if script + len(_SCRIPT) <= at), default=-1)
    if opened < 0 or markup.find(b"</script", opened, at) >= 0:
        return False
    last = max((comment for comment in comments if comment + len(_COMMENT) <= opened), default=-1)
    if last >= 0 and _is_open(markup, last, opened):
        return False
    end = markup.find(b">", opened)
    return markup[end - 1 : end] != b"/"  # a browser would not close it there; its author did


def _end(markup: bytes, word: bytes, start: int) -> int:
    end = markup.find(word, start)
    return end if end >= 0 else len(markup)
