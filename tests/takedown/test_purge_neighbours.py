"""What is blacked out on a page takes none of its neighbours along."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import COST, TEXTING, Pair, id_of
from test_takedowns import CANARY, SECRET

from pipeline.ingest.documents import make_document
from pipeline.purge.blank import Words, blank
from pipeline.run.page import read_document
from pipeline.text.blacked_out import FILLER, FILLER_OF_OTHERS

URL = "https://example.org/page"
SHORT = Pair("Is it safe?", "Yes.")
SHAPES: dict[str, Callable[[Pair], str]] = {
    "headings": lambda pair: f"<h2>{pair.question}</h2><p>{pair.answer}</p>",
    "bold": lambda pair: f"<p><strong>{pair.question}</strong></p><p>{pair.answer}</p>",
    "definitions": lambda pair: f"<dl><dt>{pair.question}</dt><dd>{pair.answer}</dd></dl>",
    "rows": lambda pair: f"<table><tr><td>{pair.question}</td><td>{pair.answer}</td></tr></table>",
    "details": lambda pair: f"<details><summary>{pair.question}</summary><p>{pair.answer}</p></details>",
    "accordion": lambda pair: (
        f"<button aria-expanded=false aria-controls=c{id_of(pair)}>{pair.question}</button>"
        f"<div id=c{id_of(pair)}><p>{pair.answer}</p></div>"
    ),
}


@pytest.mark.parametrize("filler", [FILLER, FILLER_OF_OTHERS])
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("neighbour", [COST, TEXTING, SHORT], ids=lambda pair: pair.question)
def test_the_only_neighbour_is_read_as_before(neighbour: Pair, shape: str, filler: str) -> None:
    html = f"<!doctype html><html lang=en><body>{SHAPES[shape](SECRET)}{SHAPES[shape](neighbour)}</body></html>"
    before = read_document(make_document("page.html", html.encode(), URL))
    content = blank(html, [Words(SECRET.question, SECRET.answer)], neighbour[:2], "text/html", filler)
    after = read_document(make_document("page.html", content.encode(), URL))
    assert id_of(neighbour) in {record.id for record in before.records}
    assert {record.id for record in after.records} == {record.id for record in before.records} - {id_of(SECRET)}


def test_a_question_that_is_alone_needs_more_to_be_believed_as_before() -> None:
    html = f"<!doctype html><html lang=en><body>{SHAPES['bold'](COST)}<p>And so on ...</p></body></html>"
    assert not read_document(make_document("page.html", html.encode(), URL)).records


def test_addresses_within_an_answer_do_not_repeat_the_question() -> None:
    anchor, query = "where-does-the-quagga-live", "where%20does%20the%20quagga%20live%3F"
    links = f'<a href="#{anchor}">{SECRET.question}</a> <a href="/find?q={query}&amp;n=1" class=more>More</a>'
    html = f'<h2 id="{anchor}">{SECRET.question}</h2><p>{SECRET.answer} {links}</p>{SHAPES["headings"](COST)}'
    answer = f"{SECRET.answer} {SECRET.question} More"
    said = blank(html, [Words(SECRET.question, answer)], COST[:2], "text/html")
    assert not any(word in said for word in (CANARY, "dunes", "More"))
    assert '&amp;n=1" class=more>' in said
    assert said.endswith(SHAPES["headings"](COST))
