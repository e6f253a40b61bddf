"""`verify` sees where a release says otherwise of reuse than its evidence and its pages do."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq
from conftest import TEXTING, Project
from crawl import URL, archive, response

from pipeline.audit.evidence import reread
from pipeline.audit.rights import wrong_counts_of_rights, wrong_rights, wrong_rights_of_records
from pipeline.audit.verify import verify


def _filled(project: Project) -> Project:
    archive(project, response(URL, "X-Robots-Tag: noai"))
    project.page("page.txt", str(TEXTING).replace("Takedown request", "[Takedown request](https://paa.example.com/t)"))
    project.curate()
    return project


def test_a_sound_release_has_no_problem(project: Project) -> None:
    release = _filled(project).release()
    assert [*wrong_rights(release), *wrong_counts_of_rights(release), *wrong_rights_of_records(release)] == []
    assert verify("latest", project.out, project.raw).problems == []


def test_what_the_page_does_not_say_is_told(project: Project) -> None:
    release = _filled(project).release()
    _change(project, "documents", "rights", "x-robots-tag: noai", "x-robots-tag: noindex")
    _change(project, "sightings", "takedown_url", "https://paa.example.com/t", "https://other.example.com/")
    assert len([*wrong_rights(release)]) == 1
    problems = reread(release, [project.raw], 1, lambda *_: None).problems
    assert {problem.what for problem in problems} == {
        "does not say of its reuse what the column rights has",
        "chars=0-28,30-71 does not give the address https://other.example.com/",
    }


def test_a_licence_that_no_page_names_is_told(project: Project) -> None:
    release = _filled(project).release()
    _change(project, "sightings", "licence", None, "CC0-1.0")
    problems = reread(release, [project.raw], 1, lambda *_: None).problems
    assert problems
    assert all("does not give the licence CC0-1.0" in problem.what for problem in problems)


def test_a_record_whose_rights_are_none_of_its_pages_is_told(project: Project) -> None:
    release = _filled(project).release()
    _change(project, "records", "licence", None, "CC0-1.0")
    _change(project, "records", "usage", "noai", None)
    found = [*wrong_rights_of_records(release)]
    assert any("has the licence CC0-1.0 of none of its pages" in each for each in found)
    assert any("has not the usage of its pages" in each for each in found)


def _change(project: Project, table: str, column: str, old: str | None, new: str | None) -> None:
    file = project.release().folder / f"{table}.parquet"
    rows = pq.read_table(file)
    values = [new if value == old else value for value in rows.column(column).to_pylist()]
    at = rows.schema.get_field_index(column)
    changed = rows.set_column(at, rows.schema.field(at), pa.array(values, pa.string()))
    pq.write_table(changed, file, write_page_checksum=True)
