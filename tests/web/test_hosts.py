"""Which host an address names, and whose it is."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.web.hosts import host_of, named_host, registrable_domain

HOSTS = {
    # address as written: (host, registrable domain)
    "apa.org": ("apa.org", "apa.org"),
    "ct.counseling.org": ("ct.counseling.org", "counseling.org"),
    "CT.Counseling.ORG": ("ct.counseling.org", "counseling.org"),
    " apa.org\n": ("apa.org", "apa.org"),
    "apa.org.": ("apa.org", "apa.org"),
    "www.apa.org": ("apa.org", "apa.org"),
    "WWW.www.apa.org": ("apa.org", "apa.org"),
    "wwwapa.org": ("wwwapa.org", "wwwapa.org"),
    "www.com": ("www.com", "www.com"),
    "https://www.apa.org/monitor?x=1#y": ("apa.org", "apa.org"),
    "HTTP://apa.org:8080": ("apa.org", "apa.org"),
    "//apa.org/monitor": ("apa.org", "apa.org"),
    "ftp://apa.org": ("apa.org", "apa.org"),
    "https://user:secret@apa.org:443/": ("apa.org", "apa.org"),
    "apa.org/a@b.com": ("apa.org", "apa.org"),
    "apa.org\\monitor": ("apa.org", "apa.org"),
    "https://en.wikipedia.org/wiki/C++": ("en.wikipedia.org", "wikipedia.org"),
    "a.b.co.uk": ("a.b.co.uk", "b.co.uk"),
    "gov.uk": ("gov.uk", "gov.uk"),  # whole sites live at a public suffix
    "www.gov.uk": ("gov.uk", "gov.uk"),
    "https://www.nhs.uk/conditions/": ("nhs.uk", "nhs.uk"),
    "service.gov.uk": ("service.gov.uk", "service.gov.uk"),
    "gov.au.": ("gov.au", "gov.au"),
    "GitHub.io": ("github.io", "github.io"),
    "wordpress.com": ("wordpress.com", "wordpress.com"),
    "pages.dev": ("pages.dev", "pages.dev"),
    "gouv.fr": ("gouv.fr", "gouv.fr"),
    "co.uk": ("co.uk", "co.uk"),
    "city.kawasaki.jp": ("city.kawasaki.jp", "city.kawasaki.jp"),
    "anna.github.io": ("anna.github.io", "anna.github.io"),
    "1.com": ("1.com", "1.com"),
    "foo_bar.com": ("foo_bar.com", "foo_bar.com"),
    "münchen.de": ("xn--mnchen-3ya.de", "xn--mnchen-3ya.de"),
    "xn--mnchen-3ya.de": ("xn--mnchen-3ya.de", "xn--mnchen-3ya.de"),
    "faß.de": ("xn--fa-hia.de", "xn--fa-hia.de"),
    "日本語。jp": ("xn--wgv71a119e.jp", "xn--wgv71a119e.jp"),
    "ＡＰＡ．org": ("apa.org", "apa.org"),
    "a\u00adpa.org": ("apa.org", "apa.org"),
    "İstanbul.com": ("xn--istanbul-o0e.com", "xn--istanbul-o0e.com"),
}
NO_HOSTS = [
    "",
    " ",
    "en.",  # a page cut at the dot of en.wikipedia.org
    "en",
    "en.wikipedia",
    "com",
    ".com",
    "www.",
    "de.wiktionary",
    "https://en.",
    "localhost",
    "127.0.0.1",
    "http://[::1]/",
    "a..com",
    "apa.org..",
    "-a.com",
    "a-.com",
    "exa mple.org",
    "apa.org,",
    "apa.example",
    "☃.net",
    "a" * 64 + ".com",
    "a." * 130 + "com",
    "http://",
    "javascript:alert(1)",
    "\ud800.com",
    "\x00.com",
]


@pytest.mark.parametrize("address", HOSTS)
def test_an_address_names_its_host_and_its_registrable_domain(address: str) -> None:
    host = host_of(address)
    assert host is not None
    assert (host, registrable_domain(host)) == HOSTS[address]


@pytest.mark.parametrize("address", NO_HOSTS)
def test_what_names_no_host_names_none(address: str) -> None:
    assert host_of(address) is None


ADDRESSES = st.one_of(
    st.text(st.characters(exclude_categories=[]), max_size=40),
    st.text(st.sampled_from("aw.:/@-_0ßéＡ。 ?#\u200b"), max_size=20).map(lambda name: name + ".org"),
    st.lists(st.sampled_from(["www", "a", "co", "uk", "com", "jp", "github", "io", "xn--a"]), max_size=6).map(".".join),
)


@given(ADDRESSES)
@example("www.www.apa.org")
def test_a_host_names_itself_and_lies_in_its_domain(address: str) -> None:
    host = host_of(address)
    if host is None:
        return
    assert host_of(host) == host
    assert host == host.lower()
    assert host.isascii()
    domain = registrable_domain(host)
    assert registrable_domain(domain) == domain
    assert f".{host}".endswith(f".{domain}")


@pytest.mark.parametrize("text", ["", ".", "co.uk", "localhost", "\ud800", "ü.de"])
def test_what_has_no_registrable_domain_stands_for_itself(text: str) -> None:
    assert registrable_domain(text) == text


NAMED = {
    "https://intranet/faq": "intranet",
    "http://HELP:8080": "help",
    "https://wiki.corp.local/faq?a=b": "wiki.corp.local",
    "https://www.apa.org/": "apa.org",
    "http://printer.lan./": "printer.lan",
    "http://10.20.30.40/help": "10.20.30.40",
    "http://[FE80::1]:8000/help": "[fe80::1]",
    "https://me@desk.internal/": "desk.internal",
    "https://hilfe.müller/": "hilfe.xn--mller-kva",
    "apa.org": "apa.org",
    "intranet": None,
    "wiki.corp.local": None,
    "http://": None,
    "http:///faq": None,
    "http://a b/": None,
    "http://{{ host }}/": None,
    "http://[::1/": None,
    "file:///C:/faq.html": None,
    "ftp://files.lan/": None,
}


@pytest.mark.parametrize("address", NAMED)
def test_a_declared_address_names_any_host(address: str) -> None:
    assert named_host(address) == NAMED[address]


@pytest.mark.parametrize("host", ["intranet", "wiki.corp.local", "10.20.30.40", "[fe80::1]"])
def test_a_host_that_no_list_knows_is_its_own_domain(host: str) -> None:
    assert registrable_domain(host) == host
