"""What pages say of their reuse, summed up: in the manifest, the card, Croissant, the report and `stats`."""

from __future__ import annotations

import json
from pathlib import Path

from conftest import TEXTING, Project, Run
from crawl import BODY, URL, archive, response

from pipeline.release.metadata.card import describe
from pipeline.release.metadata.sentences import rights_in
from pipeline.release.stats import stats

_BY = "https://creativecommons.org/licenses/by/4.0/"


def _filled(project: Project) -> Project:
    lake = BODY.replace(b"pool", b"lake").replace(b"seven", b"eight")
    link = f"Link: <{_BY}>; rel=license"
    archive(project, response(URL, "X-Robots-Tag: noai", link), response("https://lake.example.org/faq", body=lake))
    project.page("page.txt", TEXTING)
    project.curate()
    return project


def test_the_manifest_counts_what_is_licensed_and_reserved(project: Project) -> None:
    counts = _filled(project).release().manifest.counts
    assert (counts["records"], counts["licensed"], counts["reserved"]) == (3, 1, 1)


def test_the_card_says_which_licences_and_what_is_unknown(project: Project) -> None:
    release = _filled(project).release()
    assert rights_in(release) == [
        "A page names the licence of 1 record; that of 2 records is unknown, which does not mean free.",
        "1 record stands on a page that reserves its use: the column `usage`.",
    ]
    card = describe(release)
    assert "| CC-BY-4.0 | 1 |" in card
    assert "| unknown | 2 |" in card


def test_croissant_says_it_among_the_limits(project: Project) -> None:
    folder = _filled(project).release().folder
    told = json.loads((folder / "croissant.json").read_text())
    assert any("that of 2 records is unknown" in limit for limit in told["rai:dataLimitations"])


def test_stats_count_the_licences(project: Project) -> None:
    _, counted = stats(out=_filled(project).out)
    assert counted["licence"] == {"unknown": 2, "CC-BY-4.0": 1}


def test_a_release_of_which_nothing_is_known_says_so(project: Project) -> None:
    project.page("page.txt", TEXTING)
    project.curate()
    assert "No page names a licence; that of 1 record is unknown, which does not mean free." in describe(
        project.release()
    )
    assert "licensed" not in project.release().manifest.counts


def test_the_report_shows_them(project: Project, qamill: Run) -> None:
    _filled(project)
    assert qamill(project, "report", "-o", "report.html").exit_code == 0
    page = (Path(project.root) / "report.html").read_text(encoding="utf-8")
    assert "Records by the licence that a page names" in page
    assert "that of 2 is unknown, which does not mean free" in page
    assert "1 record is shown by pages that reserve their use" in page
