"""Whether a parser read a page to its end: never doubted where it did, always seen where it did not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import turbohtml
from builders import SHARED, examples
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import parse
from pipeline.web import dom

PAIR = "<details><summary>How deep is the lake?</summary><p>It is forty metres deep.</p></details>"
ITEMS = "".join(f"<li>Old link of the footer, number {n}, A &amp; B</li>" for n in range(6))
ENDS = {
    "nothing": "",
    "comment": f"<!-- {ITEMS} -->",
    "comment that is open": f"<!-- {ITEMS}",
    "comment with dashes": f"<!-- {ITEMS} --!>",
    "conditional comment": f"<!--[if lt IE 9]>{ITEMS}<![endif]-->",
    "conditional of old browsers": f"<![if !IE]>{ITEMS}<![endif]>",
    "code of the server": f"<?php echo '{ITEMS}' ?><%= {ITEMS} %>",
    "CDATA": f"<![CDATA[{ITEMS}]]>",
    "CDATA in a drawing": f"<svg><![CDATA[{ITEMS}",
    "attribute": f"<div data-menu='{ITEMS}'></div>",
    "attribute that is open": f"<div data-menu='{ITEMS}",
    "picture in an attribute": f"<div data-image='data:image/png;base64,{'iVBORw0KGgo' * 300}'></div>",
    "source of a frame": f"<iframe srcdoc='{ITEMS}'></iframe>",
    "shadow root": f"<div><template shadowrootmode=open>{ITEMS}</template></div>",
    "template": f"<template>{ITEMS}</template>",
    "template that is open": f"<template>{ITEMS}",
    "script": f"<script>var items = ['{ITEMS}']</script>",
    "script that is open": f"<script>var items = ['{ITEMS}']",
    "script in a comment in a script": f"<script><!--<script>{ITEMS}</script>",
    "style": f"<svg><style>{ITEMS}</style></svg>",
    "noscript": f"<noscript>{ITEMS}</noscript>",
    "text area": f"<textarea>{ITEMS}",
    "title": f"<title>{ITEMS}",
    "plain text": f"<plaintext>{ITEMS}",
    "list of choices": f"<select>{ITEMS}",
    "frames": f"<frameset>{ITEMS}",
    "unfinished tag": "<a href=/next",
    "unfinished end": "</bod",
    "less-than sign": "<",
    "unfinished entity": "Tea &am",
    "entities without semicolon": "<p>Tea &amp milk &copy 2020 and more of it</p>",
    "blank entities": f"<p>{'&nbsp;&#8203;&#173;' * 30}</p>",
    "characters that show nothing": "<p>" + "\u200b\u00ad\ufeff" * 30 + "</p>",
    "NULs": "<p>" + "\0" * 30 + "</p>",
    "surrogate": "<p>A half of a character \ud800</p>",
    "text after the end": f"</body></html>{ITEMS}",
    "comment after the end": f"</body></html><!-- {ITEMS} -->",
    "empty elements": "<br>" * 3000,
}
pieces = st.sampled_from(
    "<p> </p> <div> <table> <tr> <td> <b> <i> </b> <svg> </svg> <title> <style> <script> </script> <textarea> <!-- -->"
    " <template> </template> <select> <option> <frameset> </body> </html> <a/b='c \" ' > < / & &am x <head> <noscript>"
    " <![CDATA[ ]]> <plaintext> <caption> <col> <form> <button> <math> <mi> <p".split(" ")
)


@pytest.mark.parametrize("name", ENDS)
def test_what_ends_a_page_does_not_make_it_a_truncated_one(name: str) -> None:
    page = f"<!doctype html><title>Lake</title>{PAIR}{ENDS[name]}"
    assert dom.parse(page).is_whole
    [record] = parse(page, url="https://lake.example.org/", format="details").records
    assert record.question == "How deep is the lake?"
    assert "page_end_missing" not in record.flags


@settings(max_examples=examples(800))
@given(st.lists(pieces, max_size=20).map("".join))
def test_the_tree_is_the_one_of_the_page_alone(page: str) -> None:
    tree = dom.parse(page)
    assert tree.is_whole
    alone = turbohtml.parse(page, positions=False)
    for template in alone.select("template"):
        template.clear()
    assert tree.document.serialize() == alone.serialize()


def test_real_pages_are_read_to_their_end() -> None:
    pages = sorted((SHARED / "pages").rglob("*.html"))
    if not pages:
        pytest.skip("the real pages are not here (../shared/pages)")
    for page in pages:
        text = page.read_text(encoding="utf-8", errors="replace")
        assert dom.parse(text).is_whole, page.name


@pytest.fixture
def stops_early(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Return a function after whose call both parsers read only so many characters of a page."""
    whole = turbohtml.parse

    def stop(after: int) -> None:
        monkeypatch.setattr(turbohtml, "parse", lambda text, positions: whole(text[:after], positions=positions))

    return stop


@pytest.mark.parametrize(
    "end", ["", *(ENDS[name] for name in ("comment", "script", "attribute", "text after the end"))]
)
def test_a_parser_that_stops_early_is_seen(stops_early: Callable[[int], None], end: str) -> None:
    page = PAIR + f"<p>{'word ' * 1000}</p>" + end
    stops_early(1_000)
    assert not dom.parse(page).is_whole


def test_what_a_parser_read_before_it_stopped_is_kept_and_flagged(stops_early: Callable[[int], None]) -> None:
    stops_early(1_000)
    result = parse(PAIR + "<p>word</p>" * 1_000, url="https://lake.example.org/", format="details")
    assert [record.flags for record in result.records] == ["page_end_missing"]
    assert not result.rejected


def test_what_needs_no_tree_is_read_without_one(stops_early: Callable[[int], None]) -> None:
    stops_early(0)
    script = (
        '<script type="application/ld+json">{"@context": "https://schema.org", "@type":"Question", "name": "How deep?",'
        ' "acceptedAnswer": {"@type": "Answer", "text": "Forty metres."}}</script>'
    )
    [record] = parse(script, url="https://lake.example.org/").records
    assert (record.question, record.answer) == ("How deep?", "Forty metres.")
