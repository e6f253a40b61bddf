"""What people wrote beside the pages does not repeat what was taken down, or is named."""

from __future__ import annotations

from conftest import COST, TEXTING, Project, Run, id_of
from test_purge import purge
from test_takedowns import CANARY, SECRET, WHY, takedown, texts_of

from pipeline.release.withdrawn import read_withdrawn


def test_a_withdrawal_that_repeats_the_words_is_told_without_them(project: Project, qamill: Run) -> None:
    project.page("first.txt", TEXTING, SECRET)
    project.curate()
    project.page("second.txt", COST)
    project.curate()
    assert qamill(project, "withdraw", "1.0.0", "--reason", SECRET.answer).exit_code == 0
    takedown(qamill, project, "add", "--id", id_of(SECRET), *WHY)
    said = purge(qamill, project)
    assert "withdrawn.json: reasons removed" in said
    assert {each.reason for each in read_withdrawn(project.out).values()} == {"(taken down)"}
    assert CANARY not in texts_of(project.root)
    assert "Nothing to purge." in purge(qamill, project)


def test_a_file_whose_name_says_it_is_named(project: Project, qamill: Run) -> None:
    project.page("where-does-the-quagga_live.txt", TEXTING, SECRET)
    project.page("what-does-it-cost.txt", COST)
    takedown(qamill, project, "add", "--text", "-", *WHY, stdin=f"{SECRET.question}\n\n{SECRET.answer}")
    said = purge(qamill, project, code=1)
    assert "/raw/where-does-the-quagga_live.txt: its name says what was taken down" in said
    assert said.count("its name says") == 1
    (project.raw / "where-does-the-quagga_live.txt").rename(project.raw / "zoo.txt")
    purge(qamill, project)
