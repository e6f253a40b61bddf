"""Where a page lives: what it says itself, or who read it; without either its pairs have no source."""

from __future__ import annotations

import time

import pytest
from builders import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.arguments import BadSetting
from pipeline.run.page import parse
from pipeline.web.canonical import address_of

FAQ = "https://cafe.example.org/faq"
READ_AT = "https://mirror.example.net/cafe/page.html"
CANONICAL = f'<link rel="canonical" href="{FAQ}">'
OG_URL = f'<meta property="og:url" content="{FAQ}">'

# What a page says -> its address, where it was read at READ_AT.
SAID: dict[str, tuple[str, str]] = {
    "nothing": ("<p>canonical og:url", READ_AT),
    "a canonical link": (CANONICAL, FAQ),
    "a canonical link in another order": (f"<link href='{FAQ}' data-x rel='canonical'/>", FAQ),
    "a canonical link without quotes": (f"<LINK REL=canonical HREF={FAQ} >", FAQ),
    "a canonical link over lines": (f'<link\n rel="canonical"\n href="{FAQ}"\n>', FAQ),
    "a canonical link among other relations": (f'<link rel="self canonical" href="{FAQ}">', FAQ),
    "a canonical link with blanks": (f'<link rel="canonical" href=" {FAQ}\n">', FAQ),
    "a canonical link with entities": (f'<link rel="canonical" href="{FAQ}?a=1&amp;b=2">', f"{FAQ}?a=1&b=2"),
    "a relative canonical link": ('<link rel="canonical" href="/faq">', "https://mirror.example.net/faq"),
    "a canonical link without a scheme": ('<link rel="canonical" href="//cafe.example.org/faq">', FAQ),
    "an empty canonical link": ('<link rel="canonical" href="">', READ_AT),
    "a canonical link without an address": ('<link rel="canonical">', READ_AT),
    "og:url": (OG_URL, FAQ),
    "og:url as a name": (f'<meta name="og:url" content="{FAQ}">', FAQ),
    "a canonical link behind og:url": (
        f'<meta property="og:url" content="https://example.org/">{CANONICAL}',
        FAQ,
    ),
    "the first of two canonical links": (f'{CANONICAL}<link rel="canonical" href="https://example.org/">', FAQ),
    "the first of two addresses in a link": (f'<link rel="canonical" href="{FAQ}" href="https://example.org/">', FAQ),
    "a canonical link in a comment": (f"<!-- {CANONICAL} -->", READ_AT),
    "a canonical link behind a comment": (f"<!-- x -->{CANONICAL}", FAQ),
    "a canonical link in a script": (f"<script>x = '{CANONICAL}'</script>", READ_AT),
    "a canonical link behind a script": (f"<script>x = '<!--'</script>{CANONICAL}", FAQ),
    "a link that only speaks of it": (f'<link rel="alternate" title="canonical" href="{FAQ}">', READ_AT),
    "another element": (f'<a rel="canonical" href="{FAQ}">', READ_AT),
    "an address inside the machine": ('<link rel="canonical" href="http://localhost:8000/faq">', READ_AT),
    "an address that is a number": ('<link rel="canonical" href="http://127.0.0.1/faq">', READ_AT),
    "an address of a file": ('<link rel="canonical" href="file:///faq.html">', READ_AT),
    "an address that is no address": ('<link rel="canonical" href="http://[">', READ_AT),
    "an address of a script": ('<link rel="canonical" href="javascript:void(0)">', READ_AT),
    "an address without a known domain": ('<link rel="canonical" href="https://cafe.staging/faq">', READ_AT),
    "a bad canonical link and a good og:url": (f'<link rel="canonical" href="http://localhost/">{OG_URL}', FAQ),
    "an address with its scheme twice": ('<link rel="canonical" href="https://https://cafe.example.org/faq">', READ_AT),
    "an address that a template left open": ('<link rel="canonical" href="https://{{ host }}/faq">', READ_AT),
    "an address that a template left empty": ('<link rel="canonical" href="{{ page.url }}">', READ_AT),
    "a path that a template left open": ('<link rel="canonical" href="https://cafe.example.org/${path}">', READ_AT),
    "an address without a host": ('<link rel="canonical" href="https:///faq">', READ_AT),
    "an address with a blank": (
        '<link rel="canonical" href="https://cafe.example.org/our faq">',
        "https://cafe.example.org/our%20faq",
    ),
    "a tag that never ends": (f'<link rel="canonical" href="{FAQ}"', READ_AT),
}


@pytest.mark.parametrize("what", SAID)
def test_a_page_lives_where_it_says(what: str) -> None:
    html, address = SAID[what]
    assert address_of(f"<!doctype html><head>{html}</head>".encode(), READ_AT) == address


INSIDE = "https://wiki.corp.local/faq"
# What a page says -> its address, by the one where it was read.
UNLISTED: dict[str, tuple[str, str | None, str]] = {
    "only where it was read": ("", INSIDE, INSIDE),
    "only where it lives": ('<link rel="canonical" href="http://help/faq">', None, "http://help/faq"),
    "another page of the same host": (
        '<link rel="canonical" href="/help">', INSIDE, "https://wiki.corp.local/help"
    ),
    "the machine it was built on": ('<link rel="canonical" href="http://localhost:1313/faq">', INSIDE, INSIDE),
    "a public site": (CANONICAL, INSIDE, FAQ),
    "a host without a scheme": ('<link rel="canonical" href="//cafe.example.org/faq">', None, FAQ),
}  # fmt: skip


@pytest.mark.parametrize("what", UNLISTED)
def test_a_host_that_no_public_list_knows_counts_where_no_other_is_named(what: str) -> None:
    html, read_at, address = UNLISTED[what]
    assert address_of(html.encode(), read_at) == address


@pytest.mark.parametrize("host", ["intranet", "faq.firma.lan", "10.1.2.3", "[fd00::7]"])
def test_a_page_of_a_company_net_is_a_source_and_flagged(host: str) -> None:
    page = "<details><summary>When are you open?</summary>From 7:30.</details>"
    (record,) = parse(page, media_type="text/html", url=f"http://{host}/faq").records
    assert (record.source, record.source_domain, record.flags) == (host, host, "unlisted_host")
    (record,) = parse(page, media_type="text/html", url="https://firma.example.org/faq").records
    assert record.flags == ""


def test_what_a_page_of_a_company_net_cites_is_judged_as_ever() -> None:
    page = "Why?\n\nBecause.\nView complete answer on apa.org\n\n\nWho?\n\nYou.\nView complete answer on en.wikipedia"
    result = parse(page, url="http://intranet/answers")
    assert [(record.source, record.flags) for record in result.records] == [("apa.org", "")]
    assert [rejected.reason for rejected in result.rejected] == ["bad_source"]


@pytest.mark.parametrize("url", ["example.org/faq", "intranet", "file:///C:/faq.html", "https://", "https://[", ""])
def test_an_address_that_is_none_is_refused_by_name(url: str) -> None:
    if url:
        with pytest.raises(BadSetting, match="url"):
            parse("Why?", url=url)
    else:
        assert parse("Why?", url=url).records == []


@pytest.mark.parametrize("html", ["", '<link rel="canonical" href="/faq">'])
def test_a_page_that_does_not_say_where_it_lives_has_no_address(html: str) -> None:
    assert address_of(html.encode(), None) is None


def test_a_page_without_an_address_says_how_to_give_it() -> None:
    page = "<details><summary>When are you open?</summary>From 7:30.</details>"
    (rejected,) = parse(page, media_type="text/html", format="details").rejected
    assert rejected.reason == "no_source"
    assert rejected.text.startswith("When are you open?\n\nFrom 7:30.")
    assert "raw/index.csv" in rejected.text
    assert "--url" in rejected.text
    (record,) = parse(page, media_type="text/html", format="details", url=FAQ).records
    assert (record.source, record.source_url, record.page_url) == ("cafe.example.org", FAQ, FAQ)


@settings(max_examples=examples(300))
@given(
    st.lists(
        st.sampled_from(
            ["<link ", "<meta ", "rel=canonical ", "href=", FAQ, "http://[", '"', ">", "<!--", "-->", "og:url", " "]
        )
    )
)
def test_no_head_breaks_it(pieces: list[str]) -> None:
    address = address_of("".join(pieces).encode(), READ_AT)
    assert address is not None
    assert address.startswith("http")


@pytest.mark.parametrize(
    "text",
    ["canonical", "<link canonical", "<link rel=canonical>", "<!--<link rel=canonical href=x>", "<link canonical "],
)
def test_a_hostile_head_is_read_in_time(text: str) -> None:
    start = time.process_time()
    assert address_of(text.encode() * 100_000, READ_AT) == READ_AT
    assert time.process_time() - start < 3
