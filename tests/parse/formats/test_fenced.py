"""Markdown with pasted text in fenced code: an example where there is other text around it, else what was pasted."""

from __future__ import annotations

from pipeline import parse
from pipeline.ingest.documents import type_of
from pipeline.schema import MARKDOWN, TEXT

_PASTED = "May I keep bees?\n\nTwo hives are allowed.\nTakedown request | View complete answer on bees.example.org\n"
_FENCED = f"```text\n{_PASTED}```\n"


def test_fenced_code_among_other_text_is_an_example() -> None:
    text = f"# A reader\n\nPut a file like this into the folder:\n\n{_FENCED}\nThen run it.\n"
    assert type_of("README.md", text.encode()) == MARKDOWN
    assert parse(text, media_type=MARKDOWN).records == []


def test_markdown_with_attributions_outside_of_code_or_nothing_else_is_pasted_text() -> None:
    assert type_of("notes.md", f"# Notes\n\n{_PASTED}\n```\ncode\n```\n".encode()) == TEXT
    assert type_of("notes.md", _FENCED.encode()) == TEXT
    assert [record.source for record in parse(_FENCED, media_type=TEXT).records] == ["bees.example.org"]
