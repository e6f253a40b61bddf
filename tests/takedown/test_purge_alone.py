"""A purge has to do with the rows that say what was taken down, and with what is about them; it asks once for each."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from conftest import COST, EMAIL, TEXTING, Project, Run, id_of, rows
from test_purge import assert_whole, purge
from test_screen import KEY, REQUEST, about
from test_takedowns import CANARY, SECRET, WHY, takedown, texts_of

from pipeline.purge.concerned import concerned, rows_of, with_rows
from pipeline.release.read import read_table
from pipeline.release.versions import open_release
from pipeline.schema.tables import tables_in
from pipeline.takedown.made import of_address, of_text
from pipeline.takedown.remembered import RememberingScreen
from pipeline.takedown.rule import Kind
from pipeline.takedown.screen import Screen

PASSAGE = "Nobody who works here has ever seen more than two of them in the same winter."


def tables_of(project: Project) -> dict[str, pa.Table]:
    release = open_release(project.out, "latest")
    names = tables_in(release.manifest.schema_version, release.manifest.content)
    return {name: read_table(release, name) for name in names}


def test_only_rows_about_what_went_are_looked_at_one_by_one(project: Project) -> None:
    project.page("first.txt", TEXTING, SECRET, EMAIL)
    project.page("second.txt", COST)
    project.curate()
    tables = tables_of(project)
    chosen = concerned(tables, Screen([about(SECRET)(KEY)._replace(number=1)], KEY), ())
    assert {name: int(mask.sum()) for name, mask in chosen.items() if mask.any()} == {
        "records": 1,
        "sightings": 1,
        "documents": 1,
    }


def test_a_document_that_has_other_bytes_now_brings_all_its_records(project: Project) -> None:
    project.page("first.txt", TEXTING, EMAIL)
    project.page("second.txt", COST)
    project.curate()
    tables = tables_of(project)
    [moved] = [row["sha256"] for row in rows(project, "documents") if row["path"] == "first.txt"]
    chosen = concerned(tables, Screen([about(SECRET)(KEY)._replace(number=1)], KEY), [moved])
    records = tables["records"].filter(chosen["records"])
    assert {*records["id"].to_pylist()} == {id_of(TEXTING), id_of(EMAIL)}


@pytest.mark.parametrize("mask", [[True, False, True], [False, False, False], [True, True, True]])
def test_rows_that_were_changed_stand_where_they_stood(project: Project, mask: list[bool]) -> None:
    project.page("first.txt", TEXTING, EMAIL, COST)
    project.curate()
    table, chosen = read_table(open_release(project.out, "latest"), "records"), np.array(mask)
    changed = [{**row, "times_seen": 7} for row in rows_of("records", table, chosen)]
    expected = [
        {**row, "times_seen": 7} if is_chosen else row for row, is_chosen in zip(table.to_pylist(), mask, strict=True)
    ]
    assert with_rows("records", table, chosen, changed).to_pylist() == expected


def test_a_screen_that_remembers_says_the_same() -> None:
    made = [about(SECRET), of_text(PASSAGE, REQUEST), of_address(Kind.DOMAIN, "example.org", REQUEST)]
    rules = [make(KEY)._replace(number=number) for number, make in enumerate(made, 1)]
    plain, remembering = Screen(rules, KEY), RememberingScreen(rules, KEY)
    texts = [SECRET.question, SECRET.answer, COST.question, TEXTING.answer, PASSAGE, "", "0 a", "a"]
    for _ in range(2):
        for one in texts:
            assert remembering.rejection(one) == plain.rejection(one)
            assert remembering.text(one) == plain.text(one)
            for other in texts:
                assert remembering.words(one, other) == plain.words(one, other)
        for host in ("a.example.org", "example.net", None, "https://example.org/a"):
            assert remembering.address([host]) == plain.address([host])


def test_a_question_without_its_answer_that_was_rejected_goes_too(project: Project, qamill: Run) -> None:
    project.page("first.txt", TEXTING, SECRET, EMAIL)
    project.page("second.txt", COST, f"{SECRET.question}\n\n\n")
    project.curate()
    assert [row["text"] for row in rows(project, "rejected")] == [SECRET.question]
    text = project.root / "letter.txt"
    text.write_text(f"{SECRET.question}\n\n{SECRET.answer}", "utf-8")
    takedown(qamill, project, "add", "--text", str(text), *WHY)
    text.unlink()
    purge(qamill, project)
    assert rows(project, "rejected") == []
    assert CANARY not in texts_of(project.out)
    assert_whole(project)
