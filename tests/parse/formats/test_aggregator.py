"""Saved pages of an aggregator give what their pasted text gives, and the addresses behind their links."""

from __future__ import annotations

import html

import pytest
from builders import examples, page
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.audit.reread import resolve
from pipeline.parse.formats import aggregator
from pipeline.run.page import PageResult, parse

PAGE_URL = "https://asked.example.com/sheds"
SHED = "https://sheds.example.org/permit"


def block(
    question: str = "Do I need a permit?",
    answer: str = "<p>In many towns a shed needs none.</p>",
    href: str = SHED,
    host: str = "sheds.example.org",
) -> str:
    return f"""<section><h3>{question}</h3><div>{answer}</div><p><a href="/takedown">Takedown request</a>
        &nbsp;|&nbsp; <a href="{html.escape(href)}" rel="nofollow">View complete answer on {host}</a></p></section>"""


def read(*blocks: str) -> PageResult:
    return parse(f"<!doctype html><body>{''.join(blocks)}</body>", url=PAGE_URL, format="aggregator")


def test_a_block_is_a_pair_with_its_source() -> None:
    (record,) = read(block()).records
    assert (record.question, record.answer) == ("Do I need a permit?", "In many towns a shed needs none.")
    assert (record.source, record.source_url, record.page_url) == ("sheds.example.org", SHED, PAGE_URL)


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("One.<br>Two.", "One.\nTwo."),
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("<ol><li>One<li>Two</ol>", "1. One\n2. Two"),
        ("<table><tr><th>Size<th>Fee<tr><td>10 m<sup>2</sup><td>$4.50</table>", "Size | Fee\n10 m² | $4.50"),
        ("<p>Run</p><pre>if a &lt; b:\n    go()</pre>", "Run\n\n```\nif a < b:\n    go()\n```"),
        ('See <a href="https://example.net/">the rules</a>.', "See the rules."),
        ("One.<div class=ad>Buy!</div><script>x()</script> Two.", "One. Two."),
        ("R&amp;D &lt;b&gt; 👍", "R&D <b> 👍"),
    ],
)
def test_an_answer_keeps_its_structure(answer: str, text: str) -> None:
    assert read(block(answer=answer), block("What else?")).records[0].answer == text


@pytest.mark.parametrize(
    ("href", "address"),
    [
        (SHED, SHED),
        (f"{SHED}?a=1&b=2#c", f"{SHED}?a=1&b=2#c"),
        ("//sheds.example.org/permit", SHED),
        ("https://en.wikipedia.org/wiki/Shed_(garden)", "https://en.wikipedia.org/wiki/Shed_%28garden%29"),
        (f" {SHED}\n", SHED),
        (f"{SHED}/a b", f"{SHED}/a%20b"),
        ("", None),
        ("http://[", None),
        ("javascript:void(0)", None),
    ],
)
def test_the_link_gives_the_address_of_the_source(href: str, address: str | None) -> None:
    (record,) = read(block(href=href)).records
    assert record.source_url == address


def test_a_host_that_was_cut_is_whole_in_its_link() -> None:
    (record,) = read(block(host="en.", href="https://en.wikipedia.org/wiki/Shed")).records
    assert record.source == "en.wikipedia.org"


@pytest.mark.parametrize(
    "markup",
    [
        "<p>View the complete answer on our site.</p>",
        "<h3>Do I need a permit?</h3><p>No.</p>",
        '<h3>Do I need a permit?</h3><p>No. <a href="/more">The complete answer</a></p>',
        "<!-- View complete answer on sheds.example.org -->",
        "<script>t = 'View complete answer on sheds.example.org'</script>",
        "",
    ],
)
def test_other_pages_are_left(markup: str) -> None:
    triples = read(markup)
    assert triples.records == []
    assert triples.rejected == []


QUESTIONS = st.sampled_from(["Do I need a permit?", "How do I nail it?", "What is <b>best</b>?", "Why", ""])
ANSWERS = st.sampled_from(
    ["Yes.", "<p>One.<p>Two.", "<ul><li>a<li>b</ul>", "<pre> a\n  b</pre>", "", "Why? Because.", "4.5"]
)
HOSTS = st.sampled_from(["sheds.example.org", "en.", "example.com", "nowhere"])


@settings(max_examples=examples(60))
@given(
    st.lists(
        st.builds(block, QUESTIONS, ANSWERS, st.sampled_from([SHED, "", "/x", "https://b.example.net/(a)"]), HOSTS)
    )
)
def test_every_locator_gives_its_pair_again(blocks: list[str]) -> None:
    whole = page("".join(blocks))
    for candidate in aggregator.extract(whole).candidates:
        assert resolve(whole, candidate.locator) == (candidate.question, candidate.answer)
