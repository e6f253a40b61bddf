"""Where a word is in the bytes of a page."""

from __future__ import annotations

from pipeline.web.occurrences import holds, occurrences


def test_every_occurrence_is_found_where_it_starts() -> None:
    assert occurrences(b"lang=", b"lang=en <p hreflang=de> LANG=fr") == [0, 15]
    assert occurrences(b"lang=", memoryview(b"<p lang=en>")[:6]) == []


def test_a_page_holds_a_word_in_its_own_letter_case_only() -> None:
    assert holds(b"Question", b"schema.org/Question")
    assert not holds(b"Question", b"question")
