"""Which pages a release cites, and that they are fetched as any others are."""

from __future__ import annotations

from pathlib import Path

from conftest import EMAIL, TEXTING, Project, Run
from small_site import page, serving

from pipeline.fetch.cited import cited_pages
from pipeline.fetch.fetched import read_visits

LINKED = "{}?\n\n{}\nTakedown request | [View complete answer on tea.example.org]({})\n\n\n"


def paste(question: str, answer: str, url: str) -> str:
    return LINKED.format(question, answer, url)


def test_each_cited_page_is_named_once_whatever_its_spelling(project: Project) -> None:
    project.page(
        "pasted.txt",
        paste("How long does tea keep", "About a year in a dry place.", "http://www.tea.example.org/keeping/"),
        paste("How hot is the water for tea", "Some eighty degrees at most.", "https://tea.example.org/keeping#hot"),
        paste("Who drinks tea in the morning", "Half of all people we asked.", "https://tea.example.org/who?a=1"),
        TEXTING,
        EMAIL,
    )
    project.curate()
    assert cited_pages(out=project.out) == ["https://tea.example.org/keeping#hot", "https://tea.example.org/who?a=1"]


def test_a_page_that_answers_itself_cites_no_other(project: Project) -> None:
    project.page("faq.html", "<h2>Why is tea green?</h2><p>It is not fermented.</p><h2>Who says so?</h2><p>We do.</p>")
    project.index("faq.html,https://tea.example.org/faq,,,")
    project.curate()
    assert cited_pages(out=project.out) == []


def test_pages_of_sightings_that_were_merged_are_cited_too(project: Project) -> None:
    for number in (1, 2):
        address = f"https://tea{number}.example.org/"
        project.page(f"{number}.txt", paste("How long does tea keep", "About a year in a dry place.", address))
    project.curate()
    assert cited_pages("1.0.0", project.out) == ["https://tea1.example.org/", "https://tea2.example.org/"]


def test_cited_pages_are_fetched_under_the_same_rules(project: Project, qamill: Run) -> None:
    with serving({"/keeping": page(("How long does tea keep?", "About a year in a dry place."))}) as site:
        project.page(
            "pasted.txt",
            paste("How long does tea keep", "About a year in a dry place.", f"{site.url}/keeping"),
            paste("How hot is the water for tea", "Some eighty degrees at most.", f"{site.url}/no-page"),
        )
        project.curate()
        args = ("--allow-private", "--delay", "0", "--contact", "me@example.org", "--raw", str(project.raw))
        found = qamill(project, "fetch", "--cited", *args)
    assert found.exit_code == 0, found.output
    assert "Asked for 2 pages: 1 stored, 1 gone." in found.stderr
    assert site.paths()[0] == "/robots.txt"
    results = {visit.url: visit.result for visit in read_visits(Path(project.raw))}
    assert results == {f"{site.url}/keeping": "stored", f"{site.url}/no-page": "gone"}


def test_the_release_whose_pages_are_wanted_must_be_there(project: Project, qamill: Run) -> None:
    project.page("pasted.txt", TEXTING)
    project.curate()
    found = qamill(project, "fetch", "--cited", "9.0.0", "--contact", "me@example.org")
    assert found.exit_code == 2
    assert "9.0.0" in found.stderr
