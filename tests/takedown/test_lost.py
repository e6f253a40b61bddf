"""What is lost of the takedowns themselves is seen, before it is released again."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from conftest import COST, TEXTING, Project, Run, id_of
from test_takedowns import WHY, takedown

from pipeline.release.versions import versions
from pipeline.takedown.errors import LostTakedowns


@pytest.fixture
def taken(project: Project, qamill: Run) -> Project:
    project.page("first.txt", TEXTING, COST)
    project.curate()
    takedown(qamill, project, "add", "--id", id_of(COST), *WHY)
    project.curate()
    return project


@pytest.mark.parametrize("left", ["nothing", "an empty file", "its header", "another takedown"])
def test_a_run_stops_that_no_longer_has_the_takedowns_of_the_release_before(taken: Project, left: str) -> None:
    file = taken.root / "takedowns.csv"
    header, *_ = file.read_text().splitlines(keepends=True)
    said = {
        "an empty file": "",
        "its header": header,
        "another takedown": f"{header}7,domain,z.org,,,,why,,2026-11-26\n",
    }
    file.unlink() if left == "nothing" else file.write_text(said[left])
    with pytest.raises(LostTakedowns, match=r"takedown 1 .*Nothing was released"):
        taken.curate()
    assert versions(taken.out) == ["1.0.0", "2.0.0"]


def test_a_takedown_that_was_lifted_is_not_lost(taken: Project, qamill: Run) -> None:
    takedown(qamill, taken, "remove", "1")
    assert taken.curate().manifest.counts["records"] == 2


def test_the_doctor_says_what_is_wrong_with_the_takedowns(taken: Project, qamill: Run) -> None:
    assert "1 line" in qamill(taken, "doctor").stdout
    key = taken.root / "takedowns.key"
    key.chmod(0o644)
    assert "others can read it" in qamill(taken, "doctor").stdout
    key.unlink()
    told = qamill(taken, "doctor")
    assert (told.exit_code, "takedowns.key is missing" in told.stdout) == (1, True)


def _as_word() -> bytes:
    content = BytesIO()
    with ZipFile(content, "w") as packed:
        packed.writestr("word/document.xml", "<w:p>It costs $4.50 a month.</w:p>")
    return content.getvalue()


LETTER = f"{COST.question}\n\nEs kostet 4,50 € für jeden Monat im Café.\n"


@pytest.mark.parametrize(
    "content", [_as_word(), b"%PDF-1.4\n\xe2\xe3\xcf\xd3 1 0 obj", LETTER.encode("cp1252"), bytes(99)]
)
@pytest.mark.parametrize("asked", ["add", "check"])
def test_a_letter_that_is_no_text_in_utf_8_is_refused(taken: Project, qamill: Run, asked: str, content: bytes) -> None:
    letter = taken.root / "letter"
    letter.write_bytes(content)
    before = (taken.root / "takedowns.csv").read_bytes()
    told = qamill(
        taken, "takedown", *(["add", "--text", str(letter), *WHY] if asked == "add" else ["check", str(letter)])
    )
    assert (told.exit_code, "no text in UTF-8" in told.stderr) == (2, True), told.stderr
    assert (taken.root / "takedowns.csv").read_bytes() == before


def test_a_letter_may_be_written_as_windows_does(taken: Project, qamill: Run) -> None:
    letter = taken.root / "letter"
    letter.write_bytes(LETTER.replace("\n", "\r\n").encode("utf-16"))
    takedown(qamill, taken, "add", "--text", str(letter), *WHY)
    told = qamill(taken, "takedown", "check", "-", stdin=LETTER.encode())
    assert told.exit_code == 0, (told.stdout, told.stderr, (taken.root / "takedowns.csv").read_text())
    rows = [*csv.DictReader(StringIO((taken.root / "takedowns.csv").read_text()))]
    assert [bool(row["question"]) for row in rows] == [True, True]
