"""What is HTML, whatever its file is called and whatever it starts with."""

from __future__ import annotations

import json

import pytest
from conftest import Project, Run

from pipeline import load
from pipeline.ingest.documents import type_of
from pipeline.run.page import parse
from pipeline.schema import HTML, MARKDOWN, TEXT

PAIR = "<details><summary>When does the mill turn?</summary>On windy days.</details>"
STARTS = {
    "a doctype": "<!DOCTYPE html><title>FAQ</title>",
    "blank lines": "\n\n \t<html>",
    "a comment": "<!-- built by hand, do not edit <b> -->\n<!doctype html>",
    "comments": "<!-- one --><!-- two -->",
    "a byte order mark": "\ufeff<main>",
    "an XML declaration": '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">',
    "a script of the server": "<?php include 'head.php'; ?>\n<section>",
    "a directive of the server": '<%@ page language="java" %><body>',
    "front matter": "---\nlayout: faq\ntitle: Mill\n---\n<article>",
    "a list": "<ul><li>one</ul>",
    "a heading": "<h2>Mill</h2>",
    "a break": "<br>\n<center>FAQ</center>",
    "an element of one's own": "<faq-list>\n<p>FAQ</p>",
    "a style": "<style>p { color: red }</style>",
    "a link": '<link rel="stylesheet" href="a.css">\n',
}
NAMES = ("faq.php", "faq.shtml", "index.html@p=3", "faq", "faq.txt", "page.asp@id=7.text", "faq.html", "FAQ.HTM")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("what", STARTS)
def test_html_is_known_by_its_bytes_whatever_its_name(what: str, name: str) -> None:
    assert type_of(name, (STARTS[what] + PAIR).encode()) == HTML


@pytest.mark.parametrize("what", STARTS)
def test_html_without_a_name_is_read(what: str) -> None:
    for content in (STARTS[what] + PAIR, (STARTS[what] + PAIR).encode()):
        [record] = parse(content, url="https://mill.example.org/faq").records
        assert record.question == "When does the mill turn?"


def test_html_in_utf_16_is_known() -> None:
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        assert type_of("faq", f"<!doctype html>{PAIR}".encode(encoding)) == HTML


@pytest.mark.parametrize("start", ["FAQ of the mill ", "404 ", "{% extends base %}", "Warning: mill.php <b>3</b> ", ""])
def test_a_name_of_html_decides_whatever_the_start(start: str) -> None:
    assert type_of("faq.html", (start + PAIR).encode()) == HTML


TEXTS = [
    "When does the mill turn?\n\nOn windy days.\n",
    "<div> or <span>: which one is a block?\n\nThe first.\n",
    "<table> is slow?\n\nNo.\nView complete answer on example.org\n",
    "<b>Why?</b>\n\nBecause.\nTakedown request | View complete answer on example.org\n",
    "<me@example.org> wrote: is it <late>?\n",
    "<question>Why?</question>\n<answer>Because.</answer>\n",
    "---\ntitle: Mill\n---\n\n# Why?\n\nBecause.\n",
    "<!-- a comment --> and text\n",
    "<!-- a comment that never ends <p>",
    "<-- look here",
    "1 < 2 <p>",
    "<",
    "",
]


@pytest.mark.parametrize("text", TEXTS)
def test_text_that_speaks_of_tags_is_text(text: str) -> None:
    assert type_of("faq.txt", text.encode()) == TEXT
    assert type_of("faq", text.encode()) is None


def test_markdown_may_begin_with_tags_and_is_html_only_as_a_whole_page() -> None:
    assert type_of("FAQ.md", b'<h1 align="center">Mill</h1>\n\n## Why?\n\nBecause.\n') == MARKDOWN
    assert type_of("FAQ.md", b"<!doctype html><h1>Mill</h1>") == HTML


@pytest.mark.parametrize("name", ["faq.csv", "faq.json", "faq.jsonl", "faq.rst", "faq.adoc"])
def test_a_whole_page_is_one_under_the_name_of_data_or_of_a_text(name: str) -> None:
    assert type_of(name, f"<!doctype html>{PAIR}".encode()) == HTML
    assert type_of(name, b"<q>, what is it?") != HTML


@pytest.mark.parametrize("name", ["data.xml", "picture.svg", "list.yaml"])
def test_other_formats_with_tags_are_not_html(name: str) -> None:
    contents = (b'<?xml version="1.0"?><rss><item/></rss>', b"<svg><title>x</title></svg>", b'["<p>"]')
    assert {type_of(name, content) for content in contents} == {None}


def test_parse_add_and_curate_agree(project: Project, qamill: Run) -> None:
    for number, name in enumerate(("faq.php", "index.html@p=3", "faq", "notes.txt", "faq.html")):
        pair = PAIR.replace("mill", f"mill {'abcde'[number]}")
        folder = project.root / "saved"
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(f"<!-- saved -->\n<main>{pair}</main>", encoding="utf-8")
        url = f"https://mill.example.org/{number}"
        parsed = qamill(project, "parse", f"saved/{name}", "--url", url)
        assert "The " not in json.loads(parsed.stdout)["answer"]
        added = qamill(project, "add", f"saved/{name}", "--url", url)
        assert f"Added raw/{name}, 1 question" in added.stderr
    project.curate()
    questions = load(engine="arrow", out=project.out).column("question").to_pylist()
    assert sorted(questions) == [f"When does the mill {letter} turn?" for letter in "abcde"]
    types = {
        row["path"]: row["media_type"] for row in load(table="documents", engine="arrow", out=project.out).to_pylist()
    }
    assert set(types.values()) == {HTML}
    assert qamill(project, "verify").exit_code == 0


def test_a_pasted_page_of_html_is_called_one(project: Project, qamill: Run) -> None:
    added = qamill(project, "add", "-", "--url", "https://mill.example.org/", stdin=PAIR.encode())
    assert ".html, 1 question/answer pair" in added.stderr


def test_other_settings_read_a_page_anew_that_is_called_text(project: Project) -> None:
    project.page("faq.txt", f"<!doctype html>{PAIR}")
    project.index("faq.txt,https://mill.example.org/,,,")
    assert project.curate().manifest.counts["records"] == 1
    from pipeline import curate

    outcome = curate(project.raw, project.out, mode="markup", workers=1, allow_loss=True)
    assert outcome.manifest.counts["records"] == 0
