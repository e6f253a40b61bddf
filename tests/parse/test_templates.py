"""What a `<template>` holds is shown to nobody: it is read by no format, and counts in no locator."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.audit.reread import resolve
from pipeline.parse.page import Page
from pipeline.run.page import PageResult, parse
from pipeline.schema import Document
from pipeline.web.dom import parse_leniently
from pipeline.web.inert import inert_end

ADDRESS = "https://example.org/page"
PAIRS = {
    "jsonld": '<script type="application/ld+json">{"@type": "Question", "name": "Is it hidden?",'
    ' "acceptedAnswer": {"@type": "Answer", "text": "It is hidden."}}</script>',
    "microdata": "<div itemscope itemtype='https://schema.org/Question'><b itemprop=name>Is it hidden?</b>"
    "<div itemprop=acceptedAnswer itemscope><p itemprop=text>It is hidden.</p></div></div>",
    "rdfa": "<div vocab='https://schema.org/' typeof=Question><b property=name>Is it hidden?</b>"
    "<div property=acceptedAnswer typeof=Answer><p property=text>It is hidden.</p></div></div>",
    "details": "<details><summary>Is it hidden?</summary><p>It is hidden.</p></details>",
    "deflist": "<dl><dt>Is it hidden?</dt><dd>It is hidden.</dd></dl>",
    "accordion": "<button aria-expanded=false>Is it hidden?</button><div>It is hidden.</div>",
    "labelled": "<div class=question>Is it hidden?</div><div class=answer>It is hidden.</div>",
    "headings": "<h2>Is it hidden?</h2><p>It is hidden, as all of it is.</p>",
    "bold": "<p><b>Is it hidden?</b></p><p>It is hidden.</p>",
    "aggregator": "<h3>Is it hidden?</h3><p>It is hidden.</p>"
    "<a href=https://example.org/a>View complete answer on example.org</a>",
}
HIDDEN: dict[str, Callable[[str], str]] = {
    "plain": lambda pair: f"<template>{pair}</template>",
    "capitals": lambda pair: f"<TEMPLATE id=x>{pair}</TEMPLATE>",
    "nested": lambda pair: f"<template><template></template>{pair}</template>",
    "after": lambda pair: f"<template><template>{pair}</template></template>",
    "open": lambda pair: f"<p>Words.</p><template>{pair}",
    "comment": lambda pair: f"<template><!-- </template> -->{pair}</template>",
    "script": lambda pair: f"<template><script>'</template>'</script>{pair}</template>",
}


def read(html: str, format: str | None = None) -> PageResult:
    return parse(html, url=ADDRESS, media_type="text/html", format=format)


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize("format", PAIRS)
def test_no_format_reads_a_template(format: str, hidden: str) -> None:
    seen, unseen = (
        read(f"<body><h1>FAQ</h1>{page}", format) for page in (PAIRS[format], HIDDEN[hidden](PAIRS[format]))
    )
    assert [record.question for record in seen.records] == ["Is it hidden?"]
    assert (unseen.records, unseen.rejected) == ([], [])


@pytest.mark.parametrize("format", PAIRS)
def test_a_template_inside_or_before_a_pair_does_not_shift_its_locator(format: str) -> None:
    template = "<template><h2>Is it seen?</h2><p>No.</p></template>"
    result = read(
        "<h1>FAQ</h1>" + template + PAIRS[format].replace("</b>", f"</b>{template}").replace("<p>", f"{template}<p>"),
        format,
    )
    assert result.page is not None
    [sighting] = result.sightings
    assert resolve(result.page, sighting.locator).answer.startswith("It is hidden")


def test_a_page_takes_its_address_from_no_template() -> None:
    link = '<link rel="canonical" href="https://other.example.com/">'
    html = f"<template>{link}</template><link rel='canonical' href='https://example.org/own'>"
    assert (
        Page(Document("", b"", "", media_type="text/html"), html, "utf-8", "given").address == "https://example.org/own"
    )


def test_the_lenient_reader_hides_templates_too() -> None:
    assert parse_leniently("<p>One<template><p>two</template> three").text == "One three"


@pytest.mark.parametrize(
    ("markup", "inert"),
    [
        ("<template>@</template>", "</template>"),
        ("<template></template>@", None),
        ("</template>@", None),
        ("<template><template></template>@<template></template></template>x", "</template>x"),
        ("<!-- <template> -->@", None),
        ("<script>'<template>'</script>@", None),
        ("<template>@", ""),
        ("<template><!--@--></template>", "</template>"),
        ("<script src=x/>@</script>", None),
        ("<!-->@", None),
    ],
)
def test_where_an_inert_part_ends(markup: str, inert: str | None) -> None:
    content = markup.encode()
    end = inert_end(content, 0, content.index(b"@"))
    assert (content[end:].decode() if end else None) == inert
