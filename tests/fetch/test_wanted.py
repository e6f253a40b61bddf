"""Which addresses are wanted: every kind of list, each address once, nothing guessed about it."""

from __future__ import annotations

import gzip
import tracemalloc

import pytest

from pipeline.fetch.exchange import FetchFailed
from pipeline.fetch.sitemaps import read_sitemap
from pipeline.fetch.wanted import BadList, canonical, read_list, wanted


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("https://a.org/x", "https://a.org/x"),
        (" HTTPS://A.org/X ", "https://a.org/X"),
        ("https://a.org", "https://a.org/"),
        ("https://a.org?q", "https://a.org/?q"),
        ("http://a.org:80/", "http://a.org/"),
        ("https://a.org:80/", "https://a.org:80/"),
        ("https://a.org:443/", "https://a.org/"),
        ("https://a.org/x#top", "https://a.org/x"),
        ("https://a.org/x?utm_source=mail&b=2&a=1", "https://a.org/x?utm_source=mail&b=2&a=1"),
        ("https://a.org/x/?", "https://a.org/x/"),
        ("https://a.org/a%2Fb/%7Ec", "https://a.org/a%2Fb/%7Ec"),
        ("https://a.org/a b", "https://a.org/a%20b"),
        ("https://a.org/x//y/../z", "https://a.org/x//y/../z"),
        ("http://[2001:DB8::1]:8080/", "http://[2001:db8::1]:8080/"),
    ],
)
def test_one_spelling_asks_for_the_very_same(written: str, url: str) -> None:
    assert canonical(written) == url
    assert canonical(url) == url


def test_each_address_is_wanted_once_and_what_is_none_is_told() -> None:
    written = [
        "https://a.org/x",
        "HTTPS://a.org/x#y",
        "a.org/x",
        "https://me:pw@a.org/",
        "ftp://a.org/",
        "https://a.org/X",
    ]
    found = list(wanted(written))
    assert [each.url for each in found if not each.why_not] == ["https://a.org/x", "https://a.org/X"]
    assert [each.url for each in found if each.why_not] == ["a.org/x", "https://a.org/", "ftp://a.org/"]


def _warc() -> bytes:
    head = "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {}\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
    return b"".join(gzip.compress(head.format(url).encode()) for url in ("https://a.org/x", "https://a.org/y"))


_LISTS: dict[str, bytes] = {
    "lines": b"# my pages\nhttps://a.org/x\r\n\r\n  https://a.org/y  \n",
    "a byte order mark": b"\xef\xbb\xbfhttps://a.org/x\nhttps://a.org/y",
    "gzip": gzip.compress(b"https://a.org/x\nhttps://a.org/y\n"),
    "CSV": b'name,url,note\n"a, b",https://a.org/x,\nc,https://a.org/y,z\n',
    "the index of a fetch": b"url,fetched_at,status,result,signal,file\nhttps://a.org/x,,,,,\nhttps://a.org/y,,,,,\n",
    "WARC": _warc(),
    "CDX": b" CDX N b a m s k r M S V g\n"
    b"org,a)/x 20260131120000 https://a.org/x text/html 200 AAA - - 1 2 a.warc.gz\n"
    b"org,a)/y 20260131120000 https://a.org/y text/html 200 AAA - - 1 2 a.warc.gz\n",
    "CDXJ": b'org,a)/x 20260131120000 {"url": "https://a.org/x", "status": "200"}\n'
    b'org,a)/y 20260131120000 {"url": "https://a.org/y"}\n',
    "lines of a CDX server": b"org,a)/x 20260131120000 https://a.org/x text/html 200 AAA 1\n"
    b"org,a)/y 20260131120000 https://a.org/y text/html 200 AAA 1\n",
}


@pytest.mark.parametrize("name", _LISTS)
def test_a_list_names_addresses(name: str) -> None:
    assert list(read_list("list", _LISTS[name])) == ["https://a.org/x", "https://a.org/y"]


@pytest.mark.parametrize(
    "content", [gzip.compress(b"https://a.org/", mtime=0)[:-9], b'url,x\n"https://a.org/\n', b"\x1f\x8bzzz"]
)
def test_a_damaged_list_is_told(content: bytes) -> None:
    with pytest.raises(BadList, match="list"):
        list(read_list("list", content))


_SITEMAP = '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'
_INDEX = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</sitemapindex>'


def _sitemap(*urls: str) -> bytes:
    return _SITEMAP.format("".join(f"<url><loc> {url} </loc><priority>1</priority></url>" for url in urls)).encode()


def _index(*urls: str) -> bytes:
    return _INDEX.format("".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)).encode()


def test_a_sitemap_and_those_that_it_names_are_read_each_once() -> None:
    site = {
        "https://a.org/s.xml": _index("https://a.org/1.xml.gz", "https://a.org/2.txt", "https://a.org/s.xml"),
        "https://a.org/1.xml.gz": gzip.compress(_sitemap("https://a.org/x?a=1&amp;b=2", "https://a.org/y")),
        "https://a.org/2.txt": b"https://a.org/z\n",
    }
    found = read_sitemap("https://a.org/s.xml", site.__getitem__)
    assert list(found) == ["https://a.org/x?a=1&b=2", "https://a.org/y", "https://a.org/z"]


@pytest.mark.parametrize(
    "content",
    [
        b"<html><body>Not found</body>",
        b"<urlset><url><loc>https://a.org/",
        b"<rss><channel><item><link>https://a.org/</link></item></channel></rss>",
        b'<?xml version="1.0" encoding="idna"?><urlset/>',
        b'<?xml version="1.0" encoding="nosuch"?><urlset/>',
        '<?xml version="1.0" encoding="utf-16"?><urlset/>'.encode("utf-16"),
        b"<urlset>" + b"<a>" * 1_000_000,
        b"<!-- " + b"x" * 2_000 + b" --><!DOCTYPE x SYSTEM 'http://a.org/'><urlset/>",
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]><urlset><url><loc>&a;</loc></url></urlset>',
        gzip.compress(bytes(60_000_000), mtime=0),
    ],
    ids=["a page", "cut", "a feed", "idna", "no encoding", "utf-16", "deep", "a document type", "entities", "a bomb"],
)
def test_what_is_no_sitemap_is_told(content: bytes) -> None:
    with pytest.raises(BadList, match=r"https://a\.org/s\.xml"):
        list(read_sitemap("https://a.org/s.xml", lambda _: content))


def test_a_sitemap_that_cannot_be_read_is_told() -> None:
    def get(_: str) -> bytes:
        raise FetchFailed("timeout", "the page did not come in time")

    with pytest.raises(BadList, match="did not come in time"):
        list(read_sitemap("https://a.org/s.xml", get))


def test_an_address_of_a_picture_or_a_link_is_none_of_a_page() -> None:
    content = (
        b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://a.org/image">'
        b"<url><image:loc>https://a.org/1.png</image:loc><image:image><image:loc>https://a.org/2.png</image:loc>"
        b"</image:image><loc><![CDATA[https://a.org/x?a=1&b=2]]></loc></url></urlset>"
    )
    assert list(read_sitemap("https://a.org/s.xml", lambda _: content)) == ["https://a.org/x?a=1&b=2"]


def test_a_sitemap_of_millions_of_elements_does_not_fill_the_memory() -> None:
    content = b"<urlset>" + b"<url/>" * 300_000 + b"</urlset>"
    tracemalloc.start()
    assert list(read_sitemap("https://a.org/s.xml", lambda _: content)) == []
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 5_000_000


@pytest.mark.parametrize(
    "text",
    [
        '!meta {"v": 1}\norg,a)/x 20260131120000 {"url": "https://a.org/x"}\n',
        '{"urlkey": "org,a)/x", "url": "https://a.org/x"}\n',
        " CDX N b a\ndns:a.org 20260131120000 dns:a.org\norg,a)/x 20260131120000 https://a.org/x\n",
        "https://a.org/x\tthe first page\n",
        "https://a.org/x\r",
    ],
)
def test_each_way_of_writing_a_list_names_the_page(text: str) -> None:
    assert list(read_list("list", text.encode())) == ["https://a.org/x"]


def test_an_address_with_commas_is_no_head_of_a_table() -> None:
    assert list(read_list("list", b"https://a.org/1,url,2\n")) == ["https://a.org/1,url,2"]


@pytest.mark.parametrize("content", [b"PK\x03\x04\0\0", "https://a.org/".encode("utf-16"), _warc() + b"no record"])
def test_a_list_that_is_no_text_is_told(content: bytes) -> None:
    with pytest.raises(BadList, match="list"):
        list(read_list("list", content))
