"""A page of questions and answers with schema.org markup, for people and programs; `qamill curate` reads it again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import islice
from pathlib import Path
from typing import Any

from ...text.patterns import pattern
from ..metadata.facts import said_of, title_of
from .about import facts
from .json_lines import json_line
from .lines import citation
from .rows import VERSION, Rows

_IN_A_SCRIPT = 1_000
"""Questions in one script: no reader needs to hold more of them at once; chosen."""
_COLUMNS = ("id", "question", "answer", "source", "source_url", "language", VERSION)
_WEB = pattern(r"https?://")
# Nothing runs on the page and nothing is fetched, whatever a text says.
_HEAD = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}, release {version}</title>
<style>body {{ max-width: 44rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 sans-serif;
overflow-wrap: anywhere; }}
details {{ margin-top: 2rem; }} summary {{ font-weight: bold; }} footer {{ font-size: .85rem; }}</style>
</head>
<body>
<h1>Questions and answers, release {version}</h1>
"""
_SHOWN = ("title", "licence", "contact", "description", "rights")
"""What people say of the dataset; the heading has the version."""

_END = "</body>\n</html>\n"


def write(rows: Rows, path: Path) -> None:
    """Write a page, some thousand questions to a script."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        title = escape(title_of(rows.release))
        file.write(_HEAD.format(language=_language(rows), version=escape(rows.version), title=title))
        records, page = _records(rows), _page(rows)
        while some := list(islice(records, _IN_A_SCRIPT)):
            file.writelines(map(_shown, some))
            file.write(_script(some, page))
        file.write(_about(facts(rows)))
        file.write(_END)


def _records(rows: Rows) -> Iterator[dict[str, Any]]:
    for piece in rows.pieces(_COLUMNS):
        yield from piece.to_pylist()


def _language(rows: Rows) -> str:
    """The language of the first record; a page states one."""
    first = next(_records(rows), None)
    return escape(first["language"]) if first else "und"


def _shown(row: Mapping[str, Any]) -> str:
    cited = escape(citation(row))
    link = f'<a href="{cited}" rel="nofollow">{cited}</a>' if _WEB.match(citation(row)) else cited
    question, answer = (_as_html(row[name]) for name in ("question", "answer"))
    return (
        f'<details id="r{row["id"]}" dir="auto" open><summary>{question}</summary>{answer}</details>\n'
        f"<footer>Source: {link}</footer>\n"
    )


def _about(facts: Mapping[str, str]) -> str:
    said = "<br>".join(f"{name.capitalize()}: {_as_html(facts[name])}" for name in _SHOWN)
    return f"<footer><p>{said}</p></footer>\n"


def _page(rows: Rows) -> dict[str, str]:
    """What the page says of itself to programs; what nobody set has no place there."""
    said = said_of(rows.release)
    page = {"name": said.title, "license": said.licence, "version": rows.version}
    return {name: value for name, value in page.items() if value}


def _script(rows: Iterable[Mapping[str, Any]], about: Mapping[str, str]) -> str:
    page = {"@context": "https://schema.org", "@type": "FAQPage", **about}
    text = json_line({**page, "mainEntity": [_question(row) for row in rows]})
    for char in "<>&":  # so that no text can end the script; they stand in strings alone
        text = text.replace(char, f"\\u{ord(char):04x}")
    return f'<script type="application/ld+json">{text}</script>\n'


def _question(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "@type": "Question",
        "@id": f"#r{row['id']}",
        "identifier": row["id"],
        "version": row[VERSION],
        "name": _as_html(row["question"]),
        "acceptedAnswer": {"@type": "Answer", "text": _as_html(row["answer"]), "citation": citation(row)},
    }


def _as_html(text: str) -> str:
    """A text as the HTML that these properties hold, on the lines that it has."""
    return escape(text, quote=False).replace("\n\n", "<br><br>").replace("\n", "<br>")
