"""What is done about pages that reserve their use: it is recorded, their records are flagged, or left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import TEXTING, Project, Run, rows
from crawl import BODY, SEVEN, URL, WHEN, archive, response

from pipeline import curate
from pipeline.arguments import BadSetting
from pipeline.audit.verify import verify
from pipeline.run.settings import Settings

OTHER = "https://lake.example.org/faq"


def fill(project: Project) -> None:
    """Write a page that is reserved, one that is not, and pasted text."""
    lake = BODY.replace(b"pool", b"lake").replace(b"seven", b"eight")
    archive(project, response(URL, "X-Robots-Tag: noai", "TDM-Reservation: 1"), response(OTHER, body=lake))
    project.page("page.txt", TEXTING)


def test_by_default_it_is_recorded_alone(project: Project) -> None:
    fill(project)
    project.curate()
    found = {row["question"]: (row["usage"], row["flags"]) for row in rows(project, "records")}
    assert found[WHEN] == ("noai tdm_reserved", "")
    assert len(found) == 3
    assert "obey" not in project.release().manifest.settings
    assert Settings().for_manifest() == Settings(obey="record").for_manifest()


def test_records_of_reserved_pages_are_flagged(project: Project) -> None:
    fill(project)
    curate(project.raw, project.out, workers=1, obey="flag")
    assert {row["question"]: row["flags"] for row in rows(project, "records")}[WHEN] == "reserved"
    assert [row["flags"] for row in rows(project, "records")].count("reserved") == 1
    assert project.release().manifest.settings["obey"] == "flag"
    assert not verify("latest", project.out, project.raw).problems


def test_pairs_of_reserved_pages_are_left_out_and_counted(project: Project) -> None:
    fill(project)
    curate(project.raw, project.out, workers=1, obey="exclude")
    assert WHEN not in {row["question"] for row in rows(project, "records")}
    [rejected] = [row for row in rows(project, "rejected") if row["reason"] == "reserved"]
    assert (rejected["stage"], rejected["text"]) == ("validate", "x-robots-tag: noai")
    assert rejected["page_url"] == URL
    assert rejected["locator"]
    [document] = [row for row in rows(project, "documents") if row["url"] == URL]
    assert (document["candidates"], document["pairs"], document["rejected"]) == (1, 0, 1)
    assert project.release().manifest.rejected["reserved"] == 1
    assert not verify("latest", project.out, project.raw).problems


def test_no_file_of_a_release_repeats_what_is_left_out(project: Project) -> None:
    fill(project)
    curate(project.raw, project.out, workers=1, obey="exclude")
    for name, content in project.released().items():
        assert SEVEN.encode() not in content, name
    curate(project.raw, project.root / "recorded", workers=1)
    assert SEVEN in (project.root / "recorded" / "1.0.0" / "records.csv").read_text()


def test_what_another_page_says_too_stays(project: Project) -> None:
    archive(project, response(URL, "X-Robots-Tag: noai"), response("https://b.example.org/faq"))
    curate(project.raw, project.out, workers=1, obey="exclude")
    [record] = rows(project, "records")
    assert (record["page_url"], record["usage"], record["times_seen"]) == ("https://b.example.org/faq", None, 1)


def test_a_run_that_obeys_otherwise_reads_no_page_anew(project: Project) -> None:
    fill(project)
    project.curate()
    outcome = curate(project.raw, project.out, workers=1, obey="exclude", allow_loss=True)
    assert outcome.is_new
    assert outcome.known == 2
    assert not curate(project.raw, project.out, workers=1, obey="exclude").is_new


@pytest.mark.parametrize("obey", ["flag", "exclude"])
def test_any_number_of_workers_and_buckets_gives_the_same(project: Project, obey: str) -> None:
    for number in range(5):
        fields = ["X-Robots-Tag: noai"] if number % 2 else []
        body = BODY.replace(b"pool", b"pool number %d" % number)
        archive(project, response(f"https://{number}.example.org/faq", *fields, body=body), name=f"{number}.warc.gz")
    curate(project.raw, project.out, workers=1, obey=obey)
    curate(project.raw, project.root / "two", workers=2, obey=obey)
    first = project.released()
    assert {name: (project.root / "two" / "1.0.0" / name).read_bytes() for name in first} == first


def test_another_word_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="obey"):
        curate(tmp_path, tmp_path, obey="ignore")


def test_the_option_obey_rejects_what_is_reserved(project: Project, qamill: Run) -> None:
    fill(project)
    result = qamill(project, "curate", "--obey", "exclude", "--workers", "1")
    assert "1 reserved" in result.output
