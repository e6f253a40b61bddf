"""Markdown, reStructuredText and AsciiDoc: questions are found as on a page of HTML, and found again in the file."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

import pyarrow.parquet as pq
import pytest
from builders import document
from conftest import COST, Project, Run

from pipeline.audit.explain import explain
from pipeline.audit.verify import verify
from pipeline.ingest.documents import media_type_of, type_of
from pipeline.parse.decode import decode
from pipeline.parse.locators import RawPair
from pipeline.parse.rendered.lines import lines_of
from pipeline.parse.rendered.render import render
from pipeline.run.page import parse
from pipeline.schema import ASCIIDOC, MARKDOWN, RESTRUCTURED_TEXT, TEXT, Reason, Rejected

MARKDOWN_PAGE = """---
title: Wells
---
# FAQ {#top}

## How deep is it? {#deep}

Forty metres, see [the
map](https://x.example.org/map).

- one
- two

## Who may draw?

All of `us`.

```sh
make well
```

??? "When is it open?"
    Always.

    Even in winter.

!!! question "Is it old?"
    As the hills.

<details><summary>Is it cold?</summary>

Yes, it *is*.

</details>

What is it for?
:   For water.

Q: Why so deep?
A: Because of the rock.
"""
RESTRUCTURED_PAGE = """
FAQ
===

.. contents::

How deep :ref:`is <deep>` it?
-----------------------------

Forty metres, see `the map <https://x.example.org/map>`_.

* one
* two

Who may draw?
-------------

All of ``us``.

.. code-block:: sh

   make well

.. dropdown:: When is it open?

   Always.

   Even in winter.

.. unknown-to-docutils::

   Is it old?
      As the hills.

.. include:: /etc/passwd

.. raw:: html

   <details><summary>Is it raw?</summary>No.</details>

What is it for?
   For water.

Q: Why so deep?
A: Because of the rock.
"""
ASCIIDOC_PAGE = """= FAQ
:map: https://x.example.org/map
// a comment

[#deep]
== How deep is it?

Forty metres, see {map}[the map].

* one
* two

== Who may draw?
All of `us`.

[source,sh]
----
make well
----

include::/etc/passwd[]

.When is it open?
[%collapsible]
====
Always.

Even in winter.
====

[qanda]
Is it old?:: As the hills.
Is it cold?::
  Yes, it _is_.

What is it for?:: For water.

Q: Why so deep?

A: Because of the rock.
"""
DEEP = ("How deep is it?", "Forty metres, see the map.\n\n- one\n- two")
DRAW = ("Who may draw?", "All of us.\n\n```\nmake well\n```")
OPEN = ("When is it open?", "Always.\n\nEven in winter.")
OLD, COLD = ("Is it old?", "As the hills."), ("Is it cold?", "Yes, it is.")
FOR, WHY = ("What is it for?", "For water."), ("Why so deep?", "Because of the rock.")
PAGES = {
    "faq.md": (MARKDOWN_PAGE, {DEEP, DRAW, OPEN, OLD, COLD, FOR, WHY}),
    "faq.rst": (RESTRUCTURED_PAGE, {DEEP, DRAW, OPEN, OLD, FOR, WHY}),
    "faq.adoc": (ASCIIDOC_PAGE, {DEEP, DRAW, OPEN, OLD, COLD, FOR, WHY}),
}


@pytest.mark.parametrize("name", PAGES)
def test_questions_are_found_as_on_a_page_of_html(name: str) -> None:
    text, expected = PAGES[name]
    result = parse(text, url="https://a.example.org/", media_type=media_type_of(name))
    assert {(record.question, record.answer) for record in result.records} == expected


@pytest.mark.parametrize("name", PAGES)
def test_they_are_found_again_and_explained_by_the_lines_of_the_file(project: Project, name: str) -> None:
    project.raw.mkdir()
    text, expected = PAGES[name]
    (project.raw / name).write_text(text)
    project.index(f"{name},https://a.example.org/,,,")
    project.curate()
    verdict = verify(out=project.out, raw=project.raw)
    assert (verdict.problems, verdict.missing, verdict.locators) == ([], (), len(expected))
    for row in pq.read_table(project.release().table("records")).to_pylist():
        lines = explain(row["id"], out=project.out, raw=project.raw).evidence[0].lines
        assert row["answer"].split()[0] in " ".join(line.text for line in lines)
        assert all(line.text == text.split("\n")[line.number - 1] for line in lines if line.number)
        assert all(line.number for line in lines)


@pytest.mark.parametrize(
    ("text", "question", "answer", "lines"),
    [
        ("Why?\n\nSo [it\nis](https://a.org).", "Why?", "So it is.", [(1, 1), (3, 4)]),
        ("Why?\nSo", "Why?", "So it goes on and on", [(1, 1), (2, 2)]),
        ("Why?\nSo", "Why?", "!", [(1, 1), (2, 2)]),
        ("Why?\nSo", "Who?", "So", []),
    ],
)
def test_a_pair_is_found_in_a_file_by_its_letters(
    text: str, question: str, answer: str, lines: list[tuple[int, int]]
) -> None:
    assert lines_of(text, RawPair(question, answer)) == lines


def test_pasted_text_that_was_saved_as_markdown_is_read_as_before() -> None:
    assert type_of("page.md", str(COST).encode()) == TEXT
    assert type_of("page.md", MARKDOWN_PAGE.encode()) == MARKDOWN


@pytest.mark.parametrize("media_type", [MARKDOWN, RESTRUCTURED_TEXT, ASCIIDOC])
def test_nothing_is_read_from_elsewhere(media_type: str) -> None:
    for text in (MARKDOWN_PAGE, RESTRUCTURED_PAGE, ASCIIDOC_PAGE):
        assert "root:" not in render(media_type, text)


def test_lines_that_no_question_opens_stay_in_their_paragraph() -> None:
    assert render(MARKDOWN, "Time: ten\nPlace: here\nTime: now\nPlace: there").count("<p>") == 1


@pytest.mark.parametrize("form", ["{}: {}", "**{}:** {}", "[10:00] {}: {}"])
@pytest.mark.parametrize("names", ["PR", ("Herald", "Kern")])
def test_who_speaks_by_turns_opens_paragraphs(form: str, names: Sequence[str]) -> None:
    said = zip([*names] * 3, ("Old?", "Yes.", "Dear?", "No.", "Open?", "Now."), strict=True)
    assert render(MARKDOWN, "\n".join(form.format(*each) for each in said)).count("<p>") == 6


def _row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*bold* _em_ `code` #mark#", "<p><strong>bold</strong> <em>em</em> <code>code</code> mark</p>"),
        ("a*b*c 2 * 3 * 4 a_b_c", "<p>a*b*c 2 * 3 * 4 a_b_c</p>"),
        ('"`it`" \'`is`\' `+*a*+` {cpp}', "<p>\u201cit\u201d \u2018is\u2019 <code>&#42;a&#42;</code> C++</p>"),
        ("a <b> & {empty}{gone}", "<p>a &lt;b&gt; &amp; {gone}</p>"),
        ("https://a.org[here^] <<top,up>> xref:a.adoc[there]", '<p><a href="https://a.org">here</a> up there</p>'),
        (". a\n.. b\n. c\n+\nd", "<ol><li><p>a</p><ol><li><p>b</p></li></ol></li><li><p>c</p><p>d</p></li></ol>"),
        ("a:: b\nc:: d", "<dl><dt>a</dt><dd><p>b</p></dd><dt>c</dt><dd><p>d</p></dd></dl>"),
        ("a:: * b\n* c", "<dl><dt>a</dt><dd><p>* b</p><ul><li><p>c</p></li></ul></dd></dl>"),
        ("a::\nb\n+\nc\nd::\ne", "<dl><dt>a</dt><dd><p>b</p><p>c</p></dd><dt>d</dt><dd><p>e</p></dd></dl>"),
        (
            "a:: b\n+\n* c\n+\nd\ne:: f",
            "<dl><dt>a</dt><dd><p>b</p><ul><li><p>c</p><p>d</p></li></ul></dd><dt>e</dt><dd><p>f</p></dd></dl>",
        ),
        ("* a\n+\n* b\n+", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("|===\n|Q |A\n\n|Why?\n|So.\n|===", f"<table>{_row('Q', 'A')}{_row('Why?', 'So.')}</table>"),
        ("====\n----\n====\n----\n====", "<div><pre><code></code></pre></div>\n<pre><code>====</code></pre>"),
        ("one\ntwo +\nthree", "<p>one\ntwo<br>\nthree</p>"),
        ("std::vector is fine", "<p>std::vector is fine</p>"),
        ("https://a.example.org:: b", "<p>https://a.example.org:: b</p>"),
    ],
)  # fmt: skip
def test_asciidoc_is_shown_as_its_authors_mean_it(text: str, html: str) -> None:
    assert render(ASCIIDOC, text) == html


@pytest.mark.parametrize("media_type", [MARKDOWN, RESTRUCTURED_TEXT, ASCIIDOC])
@pytest.mark.parametrize(
    "text",
    [
        "\ufeff# A\udcff\x00\r\nb\u2028c", "====", "----\n", "* " * 300, "> " * 300 + "a", "- a\n" * 50, "::\n::",
        "[qanda]\na::", "```", "|===\n|", ".. ::\n\n  a", ".. a::\n   :b: c", "+\n+\n+", ":a", "??? \"",
        "[" * 500, "*" * 500,
        "`" * 499,
    ],
)  # fmt: skip
def test_whatever_is_in_a_text_it_is_shown_or_rejected(media_type: str, text: str) -> None:
    content = text.encode("utf-8", "surrogateescape")
    found = decode(document(content=content, media_type=media_type))
    assert not isinstance(found, Rejected) or found.reason in (Reason.BROKEN_MARKUP, Reason.BINARY_FILE)


def test_a_page_whose_library_is_missing_is_rejected_with_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pipeline.parse.rendered.asciidoc", None)
    found = decode(document(content=b"a", media_type=ASCIIDOC))
    assert isinstance(found, Rejected)
    assert found.reason is Reason.MISSING_LIBRARY
    assert "asciidoc" in found.text


def test_a_page_in_a_markup_language_is_known_by_its_name_on_the_command_line(project: Project, qamill: Run) -> None:
    (project.root / "faq.adoc").write_text(ASCIIDOC_PAGE)
    shown = qamill(project, "parse", "faq.adoc", "--url", "https://a.example.org/").stdout.splitlines()
    assert {json.loads(line)["question"] for line in shown} == {question for question, _ in PAGES["faq.adoc"][1]}
