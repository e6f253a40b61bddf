"""Names of files as text: each file keeps a path of its own, and is found by what people write."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from builders import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.ingest.names import Names, path_of, shown, unshown
from pipeline.schema.tables import ARCHIVE_PART

PIECES = [
    b"a", b"x", b"e9", b"5c", b"\\", b"\\x", b"\\xe9", b"\xe9", b"\xc3", b"\xa9", b"\xc3\xa9", b"e\xcc\x81", b"#",
    b"#1", b".2", b" ", b"\n", b"\t", b"\x1b", b"\x7f", b"\xc2\x9b", b"\xe2\x80\xae", b"\xe2\x80\xa8", b"bytes=1-2",
    b".warc.gz", b".arc", b".ZIP", b".mht", b".mhtml", b".wacz", b".txt", b"\xed\xa0\x80",
]  # fmt: skip
NAMES = st.one_of(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map(b"".join),
    st.binary(min_size=1, max_size=20).map(lambda name: name.replace(b"\0", b"-").replace(b"/", b"-")),
).filter(lambda name: name not in (b".", b".."))


@given(st.sets(NAMES, max_size=20))
@settings(max_examples=examples(300))
def test_no_two_names_are_shown_alike_and_each_is_found_again(names: set[bytes]) -> None:
    paths = {shown(name): name for name in names}
    assert len(paths) == len(names)
    assert {path: unshown(path) for path in paths} == paths
    found = Names(paths)
    for path, name in paths.items():
        assert os.fsencode(path_of(Path("raw"), path)) == b"raw/" + name
        assert path in found.find(path)


@given(NAMES)
@settings(max_examples=examples(300))
def test_no_file_of_its_own_looks_like_a_page_in_a_container(name: bytes) -> None:
    assert re.search(ARCHIVE_PART, shown(name), re.IGNORECASE) is None


@given(NAMES)
@settings(max_examples=examples(300))
def test_a_name_as_it_is_shown_is_printable_text_on_one_line(name: bytes) -> None:
    path = shown(name)
    assert path.encode().decode() == path
    assert not set(path) & {*map(chr, range(32)), *map(chr, range(0x7F, 0xA0)), "\u2028", "\u2029", "\u202e"}


def test_ordinary_names_are_shown_as_they_are() -> None:
    for name in (
        "Köln/Größe 1.html",
        "a\\b.txt",
        "c#.txt",
        "问题.md",
        "שאלה.txt",
        "n\u0303.txt",
        "50%.txt",
        "a\\xZZ.txt",
    ):
        assert shown(name) == shown(name.encode()) == name


@pytest.mark.parametrize(
    ("names", "written", "found"),
    [
        ([b"a.html"], "./a.html", ["a.html"]),
        ([b"a.html"], "A.html", []),
        ([b"sub/a.html"], "sub//a.html", ["sub/a.html"]),
        ([b"sub/a.html"], "sub\\a.html", ["sub/a.html"]),
        ([b"sub/a.html", b"sub\\a.html"], "sub\\a.html", ["sub/a.html", "sub\\a.html"]),
        ([b"sub/a.html", b"sub\\a.html"], "sub\\x5ca.html", ["sub\\a.html"]),
        ([b"sub/a.html", b"sub\\a.html"], "sub/a.html", ["sub/a.html"]),
        ([b"sub/xe9.html", b"sub\xe9.html"], "sub\\xe9.html", ["sub\\xe9.html"]),
        ([b" a.html", b"a.html"], " a.html", [" a.html"]),
        ([b" a.html", b"a.html"], "a.html", ["a.html"]),
        ([b"a.html"], " a.html ", ["a.html"]),
        ([b"sub/xe9.html"], "sub\\xe9.html", ["sub/xe9.html"]),
        ([b"sub\xe9.html"], "sub\\xe9.html", ["sub\\xe9.html"]),
        (["Ko\u0308ln.html".encode()], "K\xf6ln.html", ["Ko\u0308ln.html"]),
        (["K\xf6ln.html".encode()], "Ko\u0308ln.html", ["K\xf6ln.html"]),
        (["K\xf6ln.html".encode(), "Ko\u0308ln.html".encode()], "K\xf6ln.html", ["K\xf6ln.html"]),
        (["\xf6o\u0308".encode(), "o\u0308\xf6".encode()], "\xf6\xf6", ["o\u0308\xf6", "\xf6o\u0308"]),
        ([b"caf\xe9.txt"], "caf\\xe9.txt", ["caf\\xe9.txt"]),
        ([b"caf\\xe9.txt"], "caf\\xe9.txt", ["caf\\x5cxe9.txt"]),
        ([b"caf\xe9.txt", b"caf\\xe9.txt"], "caf\\xe9.txt", ["caf\\x5cxe9.txt", "caf\\xe9.txt"]),
        ([b"caf\xe9.txt", b"caf\\xe9.txt"], "caf\\x5cxe9.txt", ["caf\\x5cxe9.txt"]),
    ],
)
def test_a_file_is_found_under_what_people_write(names: list[bytes], written: str, found: list[str]) -> None:
    assert Names(map(shown, names)).find(written) == found
