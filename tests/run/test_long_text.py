"""A long pasted text is read window by window, and nothing shows where a window ends."""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from builders import REPOSITORY, SEED_PAGE, document, examples
from conftest import CONTACT, COST, EMAIL, TEXTING, Pair, Project
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.engine import heartbeat
from pipeline.ingest.errors import ChangedWhileReading
from pipeline.ingest.files import RawFile, hash_file
from pipeline.parse.formats.attribution import windows
from pipeline.run import long_text
from pipeline.run.reading import Reading, read_files
from pipeline.run.rows import RAW
from pipeline.run.settings import Rules
from pipeline.schema import Document
from pipeline.schema.tables import rows_to_table
from pipeline.takedown.made import Request, of_address, of_pair
from pipeline.takedown.rule import Kind, Rule
from pipeline.takedown.screen import Screen
from pipeline.validate.personal_data.kinds import Treatment

KEY, REQUEST = b"k" * 32, Request("asked by the author", "2026-11-26")
URL = "https://wiki.intranet/tea"
PERSONAL = Pair("How do I reach the tea house?", "Write to ana.lima@kettle.org, or call 212-664-7665.")
BARELY = Pair("Who is it?", "ana.lima@kettle.org", "kettle.org")
PARTS: list[Pair | str] = [
    TEXTING, COST, EMAIL, CONTACT, PERSONAL, BARELY,
    Pair("Is it far?", "It is 3 miles.", "en."), Pair("Is it far?", "It is 3 miles.", URL), Pair("???", "Yes."),
    Pair("What is tea?", "First.\n\nAdvertisement\n\nSecond.", "[tea.org](https://tea.org/a)"),
    Pair("How", "long is it?\nOne mile.\x0cOr two."), Pair("Which page\nis it?", "Page 600"), Pair("Is it?", ""),
    Pair("Did he write?", "> He did.\n> She did not."), Pair("Is it \u0130?", "A: It is.\r\n\r\n\r\nIt is not."),
    "A heading\n\n", "7\n", "Why is this listed?\nWhy is that?\n\n\n\n", "Takedown request\n", "\r\n\x0c\n",
]  # fmt: skip
"""Of pasted texts: pairs, damaged ones, and what lies between pairs."""
TEXTS = {
    "seed": SEED_PAGE.read_bytes(),
    "garden": (REPOSITORY / "tests" / "pages" / "attribution" / "garden.txt").read_bytes(),
    "no attribution": (REPOSITORY / "tests" / "pages" / "attribution" / "lookalike-notes.txt").read_bytes(),
    "parts": "".join(map(str, PARTS)).encode(),
    "again": ("".join(map(str, PARTS)) * 3).replace("\r\n", "\n").replace("\n", "\r\n").encode(),
    "marked": codecs.BOM_UTF8 + "".join(map(str, PARTS)).encode(),
    "latin": f"{TEXTING}{COST}{Pair('Is it a café?', 'Très bien.')}".encode("latin-1"),
    "damaged": f"{TEXTING}{COST}{EMAIL}{CONTACT}".encode() + b"Is \xff it?\n",
    "damaged and marked": codecs.BOM_UTF8 + f"{TEXTING}{COST}{EMAIL}".encode() + b"Is \xff it?\n",
    "wide": f"{TEXTING}{COST}{EMAIL}".encode("utf-16"),
    "mail": f"{TEXTING}{COST}{EMAIL}{CONTACT}".replace("\n", "\n> ").encode(),
    "one answer": f"{TEXTING}{Pair('Why?', 'So it goes. ' * 500)}{COST}{EMAIL}".encode(),
    "blank": b" \n" * 500,
}
IN_WINDOWS = {"seed", "garden", "parts", "again", "marked", "one answer"}


@contextmanager
def windows_of(size: int) -> Iterator[None]:
    """Read every text in windows of about so many bytes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(long_text, "LEAST_BYTES", 1)
        patch.setattr(long_text, "WINDOW_BYTES", size)
        patch.setattr(windows, "REACH", 100)  # no attribution here is longer
        yield


def read(made: Document, rules: Rules) -> list[Any]:
    """All rows of a document; what was taken down is in no order yet."""
    reading = Reading(rules)
    reading.read(made, 0, "file")
    found = reading.table().to_pylist()
    removed = sorted((row for row in found if row["kind"] == "removals"), key=str)
    return [row for row in found if row["kind"] != "removals"] + removed


def is_read_in_windows(made: Document) -> bool:
    return long_text.read_long_text(made, long_text.pieces_of(made.content), Rules(), "file", lambda: None) is not None


def same_in_windows(made: Document, size: int, rules: Rules) -> bool:
    """Whether a document gives the same rows when it is read in windows."""
    whole = read(made, rules)
    with windows_of(size):
        return read(made, rules) == whole


@pytest.mark.parametrize("size", [30, 500, 3_000])
@pytest.mark.parametrize("name", TEXTS)
def test_a_text_gives_the_same_rows_in_windows(name: str, size: int) -> None:
    made = document(content=TEXTS[name])
    assert same_in_windows(made, size, Rules())
    with windows_of(size):
        assert is_read_in_windows(made) is (name in IN_WINDOWS)


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=20), st.integers(1, 1_000), st.booleans())
def test_any_pasted_text_gives_the_same_rows_in_windows(parts: list[Pair | str], size: int, is_marked: bool) -> None:
    text = "".join(map(str, parts)).encode()
    assert same_in_windows(document(content=codecs.BOM_UTF8 * is_marked + text, url=URL), size, Rules())


def screen(*made: Callable[[bytes], Rule]) -> Screen:
    return Screen([make(KEY)._replace(number=number) for number, make in enumerate(made, 1)], KEY)


@pytest.mark.parametrize("pii", Treatment)
@pytest.mark.parametrize(
    "taken",
    [
        None,
        screen(of_pair("", COST.question, COST.answer, REQUEST), of_address(Kind.DOMAIN, "tea.org", REQUEST)),
        screen(of_address(Kind.URL, URL, REQUEST)),
    ],
    ids=["nothing", "pairs", "page"],
)
def test_what_is_left_out_is_left_out_in_windows(taken: Screen | None, pii: Treatment) -> None:
    made = document(content=TEXTS["again"], url=URL)
    rules = Rules(screen=taken, pii=str(pii))
    assert same_in_windows(made, 200, rules)
    if taken:
        assert any(row["kind"] == "removals" for row in read(made, rules))


def test_rights_that_a_response_states_are_those_of_all_windows() -> None:
    fields = (("tdm-reservation", "1"), ("link", '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'))
    made = document(content=TEXTS["again"], url="https://tea.org/", fields=fields)
    assert same_in_windows(made, 200, Rules())
    assert {row["licence"] for row in read(made, Rules()) if row["kind"] == "seen"} == {"CC-BY-4.0"}


def test_a_text_that_was_cut_off_or_failed_twice_is_not_read_in_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.run.reading.read_long_text", lambda *_: pytest.fail("read in windows"))
    with windows_of(200):
        read(document(content=TEXTS["again"], is_truncated=True), Rules())
        monkeypatch.setattr(heartbeat, "start_item", lambda _: ("parser_timeout", "parser_timeout"))
        [rejected] = [row for row in read(document(content=TEXTS["again"]), Rules()) if row["kind"] == "rejected"]
    assert rejected["reason"] == "parser_timeout"


def test_the_limits_of_a_page_are_for_a_window(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[int] = []
    monkeypatch.setattr(heartbeat, "start_item", lambda number: started.append(number) or ())  # type: ignore[func-returns-value]
    with windows_of(500):
        Reading(Rules()).read(document(content=TEXTS["seed"]), 7, "file")
    assert set(started) == {7}
    assert len(started) > 10


def test_a_text_for_whose_window_the_memory_does_not_suffice_is_read_as_a_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = document(content=TEXTS["again"])
    whole = read(made, Rules())
    with windows_of(200):
        monkeypatch.setattr(long_text.LongText, "add", lambda *_: (_ for _ in ()).throw(MemoryError()))
        assert not is_read_in_windows(made)
        assert read(made, Rules()) == whole


@pytest.mark.parametrize("name", TEXTS)
def test_a_file_gives_the_rows_of_its_bytes(tmp_path: Path, name: str) -> None:
    file = raw_file(tmp_path, TEXTS[name])
    made = document(path=file.path, content=TEXTS[name], sha256=file.sha256)
    with windows_of(500):
        found = pa.concat_tables(read_files(rows_to_table([file._asdict()], RAW))).to_pylist()
        assert found == read(made, Rules())


def test_a_file_that_changes_while_it_is_read_stops_the_run(tmp_path: Path) -> None:
    file = raw_file(tmp_path, TEXTS["again"])
    for content in (TEXTS["parts"], TEXTS["again"].replace(b"tea", b"tee"), b"", None):
        path = Path(os.fsdecode(file.location))
        path.unlink() if content is None else path.write_bytes(content)
        with windows_of(200), pytest.raises(ChangedWhileReading):
            [*read_files(rows_to_table([file._asdict()], RAW))]


def raw_file(folder: Path, content: bytes) -> RawFile:
    path = folder / "page.txt"
    path.write_bytes(content)
    return hash_file(RawFile(os.fsencode(path), path.name, len(content), None, None, None, key="file"))


def test_a_release_of_a_text_that_was_read_in_windows_is_the_same(project: Project) -> None:
    project.page("page.txt", *PARTS, *PARTS[::-1])
    project.curate()
    other = Project(project.root / "other")
    other.page("page.txt", *PARTS, *PARTS[::-1])
    with windows_of(300):
        other.curate()
    assert other.released() == project.released()
