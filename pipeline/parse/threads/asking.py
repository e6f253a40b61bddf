"""Whether a page may be called by a question: a look at its bytes, before any tree is built."""

from __future__ import annotations

from ...text.marks import ASKING_MARKS
from ...text.patterns import pattern
from ...text.questions import asks_by_words, ends_with_mark, opens_as_question
from ..markers import is_thread

_HEADING_ENDS = (b"</h1>", b"</H1>")
TITLE_MARKERS = (b"<title", b"<TITLE", *_HEADING_ENDS)
"""Of the elements that may say what a page is called; with `<h1` the search for all markers takes twice as long."""
_LONGEST = 600  # bytes (chosen) of a title that are looked at
_MARKUP = pattern(rb"<[^<>]{0,300}>")
_ASKING = pattern(f"[{ASKING_MARKS}]")


def may_be_thread(content: bytes, start: int, end: int) -> bool:
    """Whether a marker is one of the names that software gives to posts, or of a title that may ask."""
    if content[start:end] not in TITLE_MARKERS:
        return is_thread(content, start, end)
    if content[start:end] in _HEADING_ENDS:
        around = content[max(0, start - _LONGEST) : start]
        said = around[around.lower().rfind(b"<h1") + 1 :].partition(b">")[2]
    else:
        around = content[end : end + _LONGEST]
        said = around[: around.lower().find(b"</title")].partition(b">")[2]
    try:
        text = _MARKUP.sub(b" ", said).decode()
    except UnicodeDecodeError:  # in another encoding any byte may be of a question mark
        return True
    return may_call(text)


def may_call(title: str) -> bool:
    """Whether a title may hold a question, with the name of a site after it or without."""
    return _ASKING.search(title) is not None or asks(title)


def asks(title: str) -> bool:
    """Whether a title asks."""
    line = " ".join(title.split())
    return bool(line) and (ends_with_mark(line) or asks_by_words(line) or opens_as_question(line))
