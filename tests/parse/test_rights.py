"""What a page and its response say of reuse: which statements count, for whom, and of what."""

from __future__ import annotations

import json
from typing import Any

import pytest
from builders import document

from pipeline import parse
from pipeline.parse.page import Page
from pipeline.parse.rights import licences_at, read_rights, rights_of
from pipeline.web.optout_metas import end_of_meta
from pipeline.web.optout_words import Said

_BY = "https://creativecommons.org/licenses/by/4.0/"
_SA = "https://creativecommons.org/licenses/by-sa/4.0/"

_ITEM = f'<div itemscope itemtype="https://schema.org/{{}}"><link itemprop="license" href="{_BY}"></div>'
_FOOTER = f'<div itemscope itemtype="https://schema.org/WPFooter"><a rel="license" href="{_BY}">x</a></div>'
_RDFA = f'<div vocab="https://schema.org/" typeof="WebPage"><a property="license" href="{_BY}">x</a></div>'


def _page(head: str = "", body: str = "", fields: tuple[tuple[str, str], ...] = (), url: str | None = None) -> Page:
    text = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    made = document(path="a.html", content=text.encode(), media_type="text/html", fields=fields, url=url)
    return Page(made, text, "utf-8", "utf-8")


@pytest.mark.parametrize(
    ("fields", "head", "usage"),
    [
        ([("x-robots-tag", "noai, noimageai")], "", "noai noimageai"),
        ([("x-robots-tag", "otherbot: noai"), ("x-robots-tag", "noarchive")], "", "noarchive"),
        ([("x-robots-tag", "otherbot: noai, nofollow")], "", None),
        ([("x-robots-tag", "QAmill: none")], "", "noindex"),
        ([("x-robots-tag", "index, follow")], "", None),
        ([], '<meta name="robots" content="noindex, max-snippet:-1">', "noindex"),
        ([], "<META NAME=ROBOTS CONTENT='NoArchive'>", "noarchive"),
        ([], '<meta name="otherbot" content="noindex">', None),
        ([], '<meta name="robots" content="index, follow, max-image-preview:large">', None),
        ([("x-robots-tag", "noai")], '<meta name="robots" content="noindex">', "noai noindex"),
        ([("tdm-reservation", "1")], "", "tdm_reserved"),
        ([("tdm-reservation", "1")], '<meta name="tdm-reservation" content="0">', "tdm_not_reserved"),
        ([("tdm-reservation", "0")], '<meta name="tdm-reservation" content="1">', "tdm_reserved"),
        ([("content-usage", "train-ai=n, search=y")], "", "search=y train-ai=n"),
        ([("content-usage", "mine=x, train-ai")], "", None),
        ([], "<!-- <meta name=robots content=noai> -->", None),
        ([], "", None),
    ],
)
def test_how_a_page_may_be_used(fields: list[tuple[str, str]], head: str, usage: str | None) -> None:
    assert rights_of(_page(head, fields=tuple(fields))).usage == usage


@pytest.mark.parametrize(
    ("head", "body", "licence"),
    [
        (f'<link rel="license" href="{_BY}">', "", "CC-BY-4.0"),
        ("", f'<p>Under <a rel="noopener license" href="{_SA}">this</a></p>', "CC-BY-SA-4.0"),
        ("", f"<A REL=LICENSE HREF='{_BY}'>this</A>", "CC-BY-4.0"),
        ("", '<a rel="license" href="/terms">Terms</a>', "https://example.org/terms"),
        ("", f'<footer>Text is under <a href="{_SA}">CC BY-SA</a></footer>', "CC-BY-SA-4.0"),
        ("", f'<div class="site-footer"><a href="{_SA}">CC BY-SA</a></div>', "CC-BY-SA-4.0"),
        ("", f'<p>Read about <a href="{_SA}">CC BY-SA</a>.</p>', None),
        ("", f'<figure><img src="a.png"><figcaption><a rel="license" href="{_SA}">CC</a></figcaption></figure>', None),
        ("", f'<blockquote><a rel="license" href="{_SA}">CC</a></blockquote>', None),
        (f'<!-- <link rel="license" href="{_BY}"> -->', "", None),
        (f"<script>'<link rel=\"license\" href=\"{_BY}\">'</script>", "", None),
        ("", f'<a href="{_BY}" property="cc:license">x</a>', "CC-BY-4.0"),
        ("", f'<a href="{_BY}" property="http://creativecommons.org/ns#license">x</a>', "CC-BY-4.0"),
        ('<meta name="DCTERMS.license" content="CC BY 4.0">', "", "CC-BY-4.0"),
        ('<meta name="dc.rights" content="All rights reserved">', "", "All rights reserved"),
        ("", '<a href="/license">Licence</a>', None),
        ("", _ITEM.format("FAQPage"), "CC-BY-4.0"),
        ("", _ITEM.format("ImageObject"), None),
        ("", _ITEM.format("Question"), None),
        ("", _FOOTER, "CC-BY-4.0"),
        ("", _RDFA, "CC-BY-4.0"),
        (f'<link rel="license" href="{_BY}"><link rel="license" href="{_SA}">', "", "CC-BY-4.0; CC-BY-SA-4.0"),
        ('<link rel="license" href="javascript:alert(1)">', "", None),
        (f'<link rel="license" href="https://example.org/{"x" * 5_000}">', "", None),
        ("", "", None),
    ],
)  # fmt: skip
def test_the_licence_of_a_page(head: str, body: str, licence: str | None) -> None:
    assert rights_of(_page(head, body, url="https://example.org/faq")).licence == licence


@pytest.mark.parametrize(
    ("data", "licence"),
    [
        ({"@type": "FAQPage", "license": _BY}, "CC-BY-4.0"),
        ({"@type": "WebPage", "license": {"@type": "CreativeWork", "url": _BY}}, "CC-BY-4.0"),
        ({"@graph": [{"@type": ["WebPage", "FAQPage"], "license": [_BY, _SA]}]}, "CC-BY-4.0; CC-BY-SA-4.0"),
        ({"@type": "FAQPage", "isPartOf": {"@type": "WebSite", "license": "CC0"}}, "CC0-1.0"),
        ({"@type": "FAQPage", "image": {"@type": "ImageObject", "license": _BY}}, None),
        ({"@type": "ImageObject", "license": _BY}, None),
        ({"@graph": [{"@type": "Product", "license": _BY}]}, None),
        ({"@type": "FAQPage", "license": 5}, None),
        ({"@type": "FAQPage", "license": None}, None),
    ],
)
def test_the_licence_in_json_ld(data: dict[str, Any], licence: str | None) -> None:
    script = json.dumps({"@context": "https://schema.org", **data})
    page = _page(f'<script type="application/ld+json">{script}</script>')
    assert rights_of(page).licence == licence


def test_a_script_that_cannot_be_read_names_no_licence() -> None:
    assert rights_of(_page('<script type="application/ld+json">{"license" "x"</script>')).licence is None


def test_a_link_in_the_header_names_the_licence() -> None:
    fields = (("link", f'</a>; rel="next", <{_BY}>; rel="license"'), ("link", '<https://a.org/license>; rel="next"'))
    rights = rights_of(_page(fields=fields))
    assert rights.licence == "CC-BY-4.0"
    assert str(rights) == f"link: {_BY}"


def test_the_evidence_says_where_and_reads_again() -> None:
    page = _page(
        f'<meta name="robots" content="noai, max-snippet:5"><link rel="license" href="{_BY}">',
        fields=(("x-robots-tag", "noarchive,\x1b[31m noindex"),),
    )
    rights = rights_of(page)
    assert rights.said == (
        Said("x-robots-tag", "noarchive, [31m noindex"),
        Said("meta robots", "noai, max-snippet:5"),
        Said("link rel=license", _BY),
    )
    again = read_rights(str(rights))
    assert (again.licence, again.usage) == (rights.licence, rights.usage) == ("CC-BY-4.0", "noai noarchive noindex")


def test_a_statement_that_is_too_long_is_told_by_the_words_that_count() -> None:
    rights = rights_of(_page(fields=(("x-robots-tag", "a" * 3_000 + ", noai"),)))
    assert str(rights) == "x-robots-tag: noai"


def test_many_statements_are_few() -> None:
    links = "".join(f'<link rel="license" href="https://example.org/{number}">' for number in range(500))
    assert len(rights_of(_page(links)).said) == 30


def _faq(*questions: dict[str, Any], **more: Any) -> str:
    data = {"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": list(questions), **more}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def _question(name: str, answer: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    text = {"@type": "Answer", "text": f"The answer to what {name} is.", **(answer or {})}
    return {"@type": "Question", "name": f"What is {name}?", "acceptedAnswer": text, **more}


def test_the_licence_of_a_question_or_answer_comes_before_that_of_the_page() -> None:
    scripts = _faq(
        _question("a river", license=_SA),
        _question("a lake", {"license": "CC0"}, license=_SA),
        _question("a sea"),
        license=_BY,
    )
    result = parse(f"<html><head>{scripts}</head></html>", url="https://example.org/faq")
    assert [record.licence for record in result.records] == ["CC-BY-SA-4.0", "CC0-1.0", "CC-BY-4.0"]
    assert [sighting.licence for sighting in result.sightings] == ["CC-BY-SA-4.0", "CC0-1.0", "CC-BY-4.0"]
    assert result.rights.licence == "CC-BY-4.0"
    assert result.page is not None
    for sighting in result.sightings:
        assert licences_at(result.page, sighting.locator) == sighting.licence


_MICRODATA = f"""<html><body><link rel="license" href="{_BY}">
<div itemscope itemtype="https://schema.org/Question"><h2 itemprop="name">What is a weir?</h2>
<div itemprop="acceptedAnswer" itemscope itemtype="https://schema.org/Answer">
<p itemprop="text">A low dam across a river.</p><a rel="license" href="{_SA}">CC BY-SA</a></div></div>
<div itemscope itemtype="https://schema.org/Question"><h2 itemprop="name">What is a ford?</h2>
<div itemprop="acceptedAnswer" itemscope itemtype="https://schema.org/Answer">
<p itemprop="text">A shallow place to cross a river on foot.</p></div></div></body></html>"""


def test_each_answer_in_microdata_may_have_its_own_licence() -> None:
    result = parse(_MICRODATA, url="https://example.org/faq")
    assert {record.question: record.licence for record in result.records} == {
        "What is a weir?": "CC-BY-SA-4.0",
        "What is a ford?": "CC-BY-4.0",
    }


def test_a_page_that_says_nothing_is_unknown() -> None:
    [record] = parse("Why?\n\nBecause it rains.\nView complete answer on example.org").records
    assert (record.licence, record.usage) == (None, None)


def test_what_pasted_text_says_of_licences_is_about_something_else() -> None:
    text = f'Why <a rel="license" href="{_BY}">?\n\nBecause it rains.\nView complete answer on example.org'
    assert parse(text, media_type="text/plain").rights.licence is None


@pytest.mark.parametrize(
    ("tag", "ends"),
    [
        (b'<META NAME="robots" content="noindex">', 37),
        (b"<meta content='a>noindex' name=robots>", 37),
        (b'<meta name="robots content=noai>', 31),
        (b"<meta name=x><script>robots none</script>", None),
        (b"<p>robots noindex</p>", None),
    ],
)
def test_only_a_meta_element_that_holds_the_words_is_looked_at(tag: bytes, ends: int | None) -> None:
    found = end_of_meta(tag, tag.lower().index(b"robots"))
    assert found == (None if ends is None else ends + 1)
