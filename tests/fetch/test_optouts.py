"""What reserves a page: signal by signal, for whom it is meant, and which of two that disagree counts."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from time import process_time

import pytest

from pipeline.fetch.exchange import Exchange
from pipeline.fetch.optouts import signal_of
from pipeline.web.optouts import SiteFiles

_URL = "https://a.org/faq/page?x=1"


def _signal(*fields: tuple[str, str], head: str = "", site: SiteFiles = SiteFiles(), url: str = _URL) -> str:  # noqa: B008
    exchange = Exchange(url, "", datetime(2026, 1, 31, tzinfo=UTC), 0.1, b"", b"", 200, fields, b"")
    return signal_of(exchange, f"<html><head>{head}</head><body><p>Why?</p></body></html>", site)


@pytest.mark.parametrize(
    ("values", "signal"),
    [
        (["noai"], "noai"),
        (["noimageai"], "noimageai"),
        (["noindex, nofollow"], "noindex"),
        (["follow", "NoArchive"], "noarchive"),
        (["nosnippet"], "nosnippet"),
        (["none"], "none"),
        (["all", "nofollow", "index, follow"], ""),
        (["otherbot: noai"], ""),
        (["otherbot: noai", "noindex"], "noindex"),
        (["qamill: noai"], "noai"),
        (["QAmill: noindex"], "noindex"),
        (["*: noai"], "noai"),
        (["otherbot: noindex, nofollow, noai"], ""),
        (["otherbot: nofollow, qamill: noai"], "noai"),
        (["unavailable_after: 25 Jun 2010 15:00:00 PST"], ""),
        (["max-snippet: 20, noindex"], "noindex"),
        (["max-snippet:0"], ""),
        (["noaix, xnoindex"], ""),
        (["unavailable_after: Wed, 03 Jul 2030 00:00:00 GMT, noindex"], "noindex"),
        (["unavailable_after: Sunday, 25-Jun-10 15:00:00 PST, noai"], "noai"),
        (["otherbot: unavailable_after: Wed, 03 Jul 2030 00:00:00 GMT, noindex"], ""),
        (["qamill/1.0: noai"], "noai"),
        (["noai nofollow"], "noai"),
        (["nofollow; noai"], "noai"),
    ],
)
def test_an_x_robots_tag_counts_for_whom_it_names(values: list[str], signal: str) -> None:
    assert _signal(*(("X-Robots-Tag", value) for value in values)) == (signal and f"x-robots-tag: {signal}")


@pytest.mark.parametrize(
    ("head", "signal"),
    [
        ('<meta name="robots" content="noindex">', "meta robots: noindex"),
        ("<META CONTENT='NOAI, NOIMAGEAI' NAME='ROBOTS'>", "meta robots: noai"),
        ('<meta name=robots content="index,noarchive">', "meta robots: noarchive"),
        ('<meta name="qamill" content="nosnippet">', "meta qamill: nosnippet"),
        ('<meta name="otherbot" content="noindex">', ""),
        ('<meta http-equiv="X-Robots-Tag" content="noai">', "meta x-robots-tag: noai"),
        ('<meta name="robots" content="all">', ""),
        ('<meta name="robots" content="noai" data-x="<">', "meta robots: noai"),
        ('<meta data-x="<b>" name="robots" content="noai">', "meta robots: noai"),
        (f'<meta name="robots" data-x="{"x" * 5_000}" content="noai">', "meta robots: noai"),
        ('<!-- <meta name="robots" content="noindex"> -->', ""),
        ('<script>\'<meta name="robots" content="noindex">\'</script>', ""),
        ('<meta name="description" content="robots, noindex">', ""),
    ],
)
def test_a_meta_element_counts_where_a_parser_sees_one(head: str, signal: str) -> None:
    assert _signal(head=head) == signal


_META_1, _META_0 = (f'<meta name="tdm-reservation" content="{value}">' for value in (1, 0))
_FIELD_1, _FIELD_0 = (("TDM-Reservation", value) for value in "10")


def _tdmrep(*rules: tuple[str, int]) -> SiteFiles:
    return SiteFiles(tdmrep=json.dumps([{"location": at, "tdm-reservation": value} for at, value in rules]).encode())


@pytest.mark.parametrize(
    ("fields", "head", "site", "signal"),
    [
        ([_FIELD_1], "", SiteFiles(), "tdm-reservation: 1"),
        ([_FIELD_0], "", SiteFiles(), ""),
        ([_FIELD_0, _FIELD_1], "", SiteFiles(), "tdm-reservation: 1"),
        ([], _META_0 + _META_1, SiteFiles(), "meta tdm-reservation: 1"),
        ([], "", SiteFiles(tdmrep=b'[{"location": "/", "tdm-reservation": true}]'), "/.well-known/tdmrep.json: 1"),
        ([], "", _tdmrep(("/", 0), ("/f%61q/", 1)), "/.well-known/tdmrep.json: 1"),
        ([], _META_1, SiteFiles(), "meta tdm-reservation: 1"),
        ([_FIELD_1], _META_0, SiteFiles(), ""),
        ([_FIELD_0], _META_1, SiteFiles(), "meta tdm-reservation: 1"),
        ([_FIELD_0], "", _tdmrep(("/", 1)), ""),
        ([], _META_0, _tdmrep(("/", 1)), ""),
        ([], "", _tdmrep(("/", 1)), "/.well-known/tdmrep.json: 1"),
        ([], "", _tdmrep(("/faq/*", 1)), "/.well-known/tdmrep.json: 1"),
        ([], "", _tdmrep(("/other", 1)), ""),
        ([], "", _tdmrep(("/", 1), ("/faq/", 0)), ""),
        ([], "", _tdmrep(("/faq/", 1), ("/", 0)), "/.well-known/tdmrep.json: 1"),
        ([], "", _tdmrep(("*.html$", 1)), ""),
        ([], "", _tdmrep(("/faq/page?x=1$", 1)), "/.well-known/tdmrep.json: 1"),
        ([], "", SiteFiles(tdmrep=b"<html>not found</html>"), ""),
        ([], "", SiteFiles(tdmrep=b"[" * 100_000), ""),
        ([], "", SiteFiles(tdmrep=b'[1, {"location": 5}, {"tdm-reservation": 1}]'), ""),
    ],
)
def test_tdmrep_in_its_order_of_precedence(
    fields: list[tuple[str, str]], head: str, site: SiteFiles, signal: str
) -> None:
    assert _signal(*fields, head=head, site=site) == signal


@pytest.mark.parametrize(
    ("value", "signal"),
    [
        ("train-ai=n", "train-ai=n"),
        ("search=y, train-ai=n", "train-ai=n"),
        ("train-ai=n;exceptions=none, search=y", "train-ai=n"),
        ("bots=n", "bots=n"),
        ("train-ai=y", ""),
        ("search=n", ""),
        ("train-ai", ""),
    ],
)
def test_content_usage_counts_where_it_forbids_training_or_bots(value: str, signal: str) -> None:
    assert _signal(("Content-Usage", value)) == (signal and f"content-usage: {signal}")


@pytest.mark.parametrize(
    ("robots", "signal"),
    [
        ("User-agent: *\nContent-Usage: train-ai=n\nAllow: /", "train-ai=n"),
        ("User-agent: *\nContent-Usage: /faq/ train-ai=n", "train-ai=n"),
        ("User-agent: *\nContent-Usage: /other/ train-ai=n", ""),
        ("User-agent: *\nContent-Usage: train-ai=n\nContent-Usage: /faq/ train-ai=y", ""),
        ("User-agent: otherbot\nContent-Usage: train-ai=n", ""),
        ("User-agent: *\nContent-Usage: train-ai=n\n\nUser-agent: qamill\nAllow: /", ""),
        ("Content-Usage: train-ai=n\nUser-agent: *\nAllow: /", "train-ai=n"),
    ],
)
def test_content_usage_of_a_robots_txt(robots: str, signal: str) -> None:
    site = SiteFiles(robots_txt=robots.encode())
    assert _signal(site=site) == (signal and f"robots.txt content-usage: {signal}")


@pytest.mark.parametrize(
    ("text", "is_reserved"),
    [
        ("User-Agent: *\nDisallow: /", True),
        ("User-Agent: *\nDisallow: *", True),
        ("User-Agent: *\nDisallow: *.html\nDisallow: *.txt", True),
        ("User-Agent: *\nDisallow: *.jpg\nAllow: *.html", False),
        ("User-Agent: *\nAllow: /", False),
        ("User-Agent: otherbot\nDisallow: /", False),
        ("<html>User-Agent: *\nDisallow: /</html>", False),
    ],
)
def test_ai_txt_reserves_where_it_disallows_pages(text: str, is_reserved: bool) -> None:
    assert _signal(site=SiteFiles(ai_txt=text.encode())) == ("ai.txt: disallow" if is_reserved else "")


def test_what_says_nothing_reserves_nothing() -> None:
    assert _signal(("Content-Type", "text/html"), head='<meta charset="utf-8"><title>About robots</title>') == ""


@pytest.mark.parametrize("before", ["<p>robots</p>" * 300_000, "<meta name=robots content=all>" * 300_000])
def test_a_long_page_is_searched_in_a_second_or_so(before: str) -> None:
    began = process_time()
    assert _signal(head=f"{before}<meta content='a > b, noai' name=robots>") in ("meta robots: noai", "")
    assert process_time() - began < 3


def test_an_element_whose_attribute_holds_a_bracket_is_read() -> None:
    assert _signal(head="<meta content='noai, a > b' name=robots>") == "meta robots: noai"


def test_a_path_is_the_same_however_it_is_escaped() -> None:
    for location in ("/é", "/%c3%a9", "/%C3%A9"):
        assert _signal(site=_tdmrep((location, 1)), url="https://example.org/%C3%A9")
        robots = f"User-agent: *\nContent-Usage: {location} train-ai=n".encode()
        assert _signal(site=SiteFiles(robots_txt=robots), url="https://example.org/%C3%A9")
