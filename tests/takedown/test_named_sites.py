"""A site that was taken down is not named either as a place for requests, or as where a licence lies."""

from __future__ import annotations

import json

from conftest import COST, TEXTING, Pair, Project, Run, id_of
from test_purge import assert_whole, purge
from test_takedowns import WHY, takedown

from pipeline import load, versions
from pipeline.audit.verify import verify

SITE = "zoo.example.org"
PAGE_LICENSED, ITEM_LICENSED = TEXTING, COST
ASKED_THERE = Pair("What is a noria?", "A wheel with buckets that lifts water from a river into a channel.")


def write_pages(project: Project) -> None:
    question, answer = PAGE_LICENSED[:2]
    project.page(
        "page.html",
        f"<html lang=en><head><link rel=license href='https://{SITE}/terms'></head>",
        f"<details><summary>{question}</summary><p>{answer}</p></details></html>",
    )
    question, answer = ITEM_LICENSED[:2]
    item = {
        "@type": "Question",
        "name": question,
        "license": f"https://{SITE}/own",
        "acceptedAnswer": {"@type": "Answer", "text": answer},
    }
    faq = {"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": [item]}
    project.page("item.html", f'<script type="application/ld+json">{json.dumps(faq)}</script>')
    question, answer = ASKED_THERE[:2]
    project.page(
        "asked.html",
        f"<p>{question}</p><p>{answer}</p><p><a href='https://{SITE}/takedown'>Takedown request</a> | "
        "<a href='https://lake.example.net/noria'>View complete answer on lake.example.net</a></p>",
    )
    names = ("page", "item", "asked")
    project.index(*(f"{name}.html,https://water.example.com/{name}," for name in names))


def test_a_pair_goes_by_any_of_its_licences(project: Project, qamill: Run) -> None:
    question, answer = ITEM_LICENSED[:2]
    item = {
        "@type": "Question",
        "name": question,
        "license": ["https://a.example.net/terms", f"https://{SITE}/own"],
        "acceptedAnswer": {"@type": "Answer", "text": answer},
    }
    faq = {"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": [item]}
    project.page("item.html", f'<script type="application/ld+json">{json.dumps(faq)}</script>')
    project.index("item.html,https://water.example.com/item,")
    project.page("page.txt", TEXTING)
    project.curate()
    assert len(load(out=project.out)) == 2
    takedown(qamill, project, "add", "--domain", SITE, *WHY)
    project.curate()
    assert {*load(out=project.out)["id"]} == {id_of(TEXTING)}
    takedown(qamill, project, "prove")


def test_a_site_that_was_taken_down_is_named_by_no_release_after_a_purge(project: Project, qamill: Run) -> None:
    write_pages(project)
    project.curate()
    before = load(out=project.out, table="sightings")
    assert sorted([*before["licence"].dropna(), *before["takedown_url"].dropna()]) == [
        f"https://{SITE}/own",
        f"https://{SITE}/takedown",
        f"https://{SITE}/terms",
    ]
    takedown(qamill, project, "add", "--domain", SITE, *WHY)
    project.curate()
    assert {*load(out=project.out)["id"]} == {id_of(PAGE_LICENSED)}
    assert not verify(out=project.out, raw=project.raw).problems
    purge(qamill, project)
    assert versions(project.out)[0] == "1.0.0+purged.1"
    for version in versions(project.out):
        release = project.release(version)
        naming = {file.name for file in release.folder.iterdir() if SITE.encode() in file.read_bytes()}
        assert naming <= {"report.html"}  # which shows the lines of the page that is left as they are
        takedown(qamill, project, "prove", version)
    assert_whole(project)
