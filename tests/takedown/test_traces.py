"""What was taken down leaves no trace where a release tells what was there before."""

from __future__ import annotations

import json
import zipfile

import pytest
from conftest import TEXTING, Project, Run, rows
from crawl import WHEN, archive, response
from test_takedowns import WHY, assert_sound, takedown, texts_of

from pipeline.audit.takedowns import prove
from pipeline.curate import curate
from pipeline.takedown.beside import read_takedowns

CANARY = "zephyrine"
CUT = "Store seed potatoes in a tray near a cool window. Turn the tray once a week until short shoots ..."
WHOLE = CUT.removesuffix(" ...") + " appear. Zephyrine plants them in May, two hands apart, below straw."
ROW = {"question": "How are potatoes stored?", "answer": CUT, "source": "https://full.example.org/page"}


@pytest.fixture
def completed(project: Project) -> Project:
    """A release in which a cut answer is the whole passage of the page that one of its two sightings cites."""
    project.page("first.jsonl", json.dumps(ROW))
    project.page("second.jsonl", json.dumps(ROW | {"source": "https://full.example.org/"}))
    project.page("third.txt", TEXTING)
    project.page("full.html", f"<!doctype html><title>Garden</title><h1>Garden</h1><p>{WHOLE}</p>")
    project.index("full.html,https://full.example.org/page,,,")
    again(project)
    assert CANARY in texts_of(project.out / "1.0.0")
    return project


def again(project: Project) -> str:
    return curate(project.raw, project.out, workers=1, complete_snippets=True).manifest.version


@pytest.mark.parametrize(
    "asked", [("--url", "https://full.example.org/page"), ("--pattern", "Zephyrine"), ("--text", "passage.txt")]
)
def test_what_completed_an_answer_is_told_by_no_change_once_it_is_taken_down(
    completed: Project, qamill: Run, asked: tuple[str, str]
) -> None:
    (completed.root / "passage.txt").write_text("Zephyrine plants them in May, two hands apart, below straw.")
    takedown(qamill, completed, "add", *asked, *WHY)
    version = again(completed)
    assert CANARY not in texts_of(completed.out / version)
    for command in (
        ["diff", "1.0.0", version],
        ["diff", "1.0.0", version, "--json"],
        ["diff", "1.0.0", version, "--markdown"],
    ):
        told = qamill(completed, *command)
        assert CANARY not in (told.stdout + told.stderr).casefold(), command


def test_a_release_is_major_if_a_page_went_whose_records_others_give(project: Project, qamill: Run) -> None:
    project.page("first.txt", TEXTING, TEXTING._replace(host="zoo.org"))
    project.page("second.txt", TEXTING._replace(host="other.net"))
    project.curate()
    takedown(qamill, project, "add", "--domain", "zoo.org", *WHY)
    assert project.curate().manifest.version == "2.0.0"
    project.page("third.txt", TEXTING._replace(host="more.net"))
    assert project.curate().manifest.version == "2.0.1"


PAGE = """<!doctype html><title>x</title><link rel=license href="https://zoo.org/licence">
<div><div>How deep is the old well?</div><div>The old well is nineteen fathoms deep, as the sexton measured it.</div>
<div>{} <a href="https://kept.example.org/well">View complete answer on kept.example.org</a></div></div>"""


def test_a_site_is_named_neither_as_a_place_for_requests_nor_for_a_licence(project: Project, qamill: Run) -> None:
    project.page("page.txt", TEXTING)
    project.page("licensed.html", PAGE.format("").replace("well", "mill"))
    project.page("shown.html", PAGE.format('<a href="https://zoo.org/takedown">Takedown request</a>'))
    project.curate()
    takedown(qamill, project, "add", "--domain", "zoo.org", *WHY)
    assert len(prove(read_takedowns([project.raw]), project.out).left) == 6
    project.curate()
    assert "zoo.org" not in texts_of(project.out / "2.0.0")
    assert {row["question"] for row in rows(project, "records")} == {TEXTING.question, "How deep is the old mill?"}


def test_what_no_release_had_makes_no_release_major(project: Project, qamill: Run) -> None:
    project.page("first.txt", TEXTING)
    project.curate()
    takedown(qamill, project, "add", "--domain", "zoo.org", *WHY)
    project.page("second.txt", TEXTING._replace(host="zoo.org"))
    assert project.curate().manifest.version == "1.0.1"


def test_a_file_of_pages_does_not_name_its_address_once_that_is_taken_down(project: Project, qamill: Run) -> None:
    archive(project, response("https://kept.example.org/pool"), name="whole.warc.gz")
    with zipfile.ZipFile(project.raw / "whole.zip", "w") as packed:
        packed.writestr("page.txt", str(TEXTING))
    for whole in ("whole.warc.gz", "whole.zip"):
        (project.raw / whole.replace("whole", "cut")).write_bytes((project.raw / whole).read_bytes()[:60])
    for broken in ("no.mht", "no.html.gz", "no.thing"):
        (project.raw / broken).write_bytes(b"nothing that can be read")
    names = sorted(path.name for path in project.raw.iterdir())
    project.index(*(f"{name},https://zoo.org/{name},,," for name in names))
    project.curate()
    assert texts_of(project.out / "1.0.0").count("zoo.org/") > len(names)
    takedown(qamill, project, "add", "--domain", "zoo.org", *WHY)
    project.curate()
    assert "zoo.org" not in texts_of(project.out / "2.0.0")
    assert [row["what"] for row in rows(project, "removals")] == ["file"] * len(names)
    assert {row["question"] for row in rows(project, "records")} == {TEXTING.question, WHEN}
    assert_sound(project)
