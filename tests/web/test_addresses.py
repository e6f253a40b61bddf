"""Addresses as people and pages write them: what must be escaped is, and what is none is said."""

from __future__ import annotations

import pytest
from builders import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.run.page import parse
from pipeline.web.addresses import escape, fault_of, page_of, without_user

ESCAPED = {
    "https://example.org/a b": "https://example.org/a%20b",
    " https://example.org/a\n": "https://example.org/a",
    "https://example.org/a  b?c d#e f": "https://example.org/a%20%20b?c%20d#e%20f",
    "https://example.org/a\nb\tc": "https://example.org/abc",
    "https://example.org/\u200ba\x00b": "https://example.org/ab",
    "https://example.org/Köln\u00a0Süd": "https://example.org/Köln%C2%A0Süd",
    'https://example.org/"<>^`{|}': "https://example.org/%22%3C%3E%5E%60%7B%7C%7D",
    "https://example.org\\a\\b?c\\d": "https://example.org/a/b?c%5Cd",
    "https://example.org/100%": "https://example.org/100%25",
    "https://example.org/a%20b%2F": "https://example.org/a%20b%2F",
    "https://example.org/a(b)[c]!$&'*+,;=:@~": "https://example.org/a(b)[c]!$&'*+,;=:@~",
    "HTTP://Example.org?a b": "HTTP://Example.org?a%20b",
    "https://exa mple.org/a b": "https://exa mple.org/a%20b",
    "no address": "no address",
}


@pytest.mark.parametrize("written", ESCAPED)
def test_what_an_address_cannot_hold_is_escaped(written: str) -> None:
    assert escape(written) == ESCAPED[written]


@pytest.mark.parametrize(
    ("address", "released"),
    [
        ("https://me:secret@example.org/a@b?c@d#e@f", "https://example.org/a@b?c@d#e@f"),
        ("HTTP://me@example.org:8000", "HTTP://example.org:8000"),
        ("https://me:se@cret@example.org\\a", "https://example.org\\a"),
        ("https://example.org/me:secret@home", "https://example.org/me:secret@home"),
        ("mailto:me@example.org", "mailto:me@example.org"),
    ],
)
def test_the_name_and_password_of_a_user_are_dropped(address: str, released: str) -> None:
    assert without_user(address) == released


def test_no_address_of_a_user_is_released() -> None:
    page = """<link rel="canonical" href="https://me:secret@example.org/faq"><script type="application/ld+json">
        {"@type": "Question", "name": "What is a qanat?", "url": "https://me:secret@example.org/q",
        "acceptedAnswer": {"@type": "Answer", "text": "A tunnel that brings water.", "url": "https://me:secret@example.org/a"}}
        </script>"""
    [record] = parse(page, media_type="text/html", url="https://me:secret@example.org/").records
    assert record.page_url == "https://example.org/"
    assert "secret" not in str(record)


@given(st.text().map(lambda text: f"https://example.org/{text}"))
@settings(max_examples=examples(200))
def test_escaping_twice_is_escaping_once_and_leaves_no_blank(address: str) -> None:
    escaped = escape(address)
    assert escape(escaped) == escaped
    assert not any(character.isspace() for character in escaped)


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("https://example.org", ""),
        ("http://localhost:8000/faq", ""),
        ("https://[2001:db8::1]/faq", ""),
        ("example.org/faq", "begin with https://"),
        ("ftp://example.org/faq", "begin with https://"),
        ("javascript:void(0)", "begin with https://"),
        ("https:/example.org/faq", "begin with https://"),
        ("https:///faq", "no host"),
        ("https://?faq", "no host"),
        ("https://exa mple.org/", "no host"),
        ("http://[", "no host"),
        ("https://example.org:many/", "its port is no number"),
        ("https://example.org:99999/", "its port is no number up to 65535"),
    ],
)
def test_what_is_no_address_is_said(address: str, fault: str) -> None:
    assert fault in fault_of(address)
    assert bool(fault) == bool(fault_of(address))


@pytest.mark.parametrize(
    "written",
    [
        "http://example.org/faq",
        "https://example.org/faq/",
        "https://www.example.org/faq//",
        "http://WWW.Example.org:80/faq/#top",
        "https://example.org/faq?",
        "https://example.org/faq/?utm_source=mail&utm_medium=x&fbclid=1",
        "https://example.org/f%61q",
        "https://example.org\\faq",
        " https://example.org/faq\n",
        "https://example.org./faq",
        "https://www.www.example.org:/faq",
        "http://example.org:443/faq",
        "https://me@example.org/faq",
        "https://example.org/./faq",
        "https://example.org/x/../faq/.",
        "https://example.org/../%2E%2e/x/y/%2e%2E/..//../faq",
        "https://\uff45xample\u3002org/fa\u200bq",
    ],
)
def test_addresses_that_name_one_page_have_one_spelling(written: str) -> None:
    assert page_of(written) == page_of("https://example.org/faq") == "https://example.org/faq"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/?p=1", "https://example.org/?p=2"),
        ("https://example.org/faq", "https://example.org/faq?page=2"),
        ("https://example.org/faq", "https://example.org/FAQ"),
        ("https://example.org/faq", "https://help.example.org/faq"),
        ("https://example.org/faq", "https://example.org:8443/faq"),
        ("https://example.org/#!/a", "https://example.org/#!/b"),
        ("https://example.org/a%2Fb", "https://example.org/a/b"),
        ("https://example.org/?id=%26", "https://example.org/?id=&"),
        ("https://example.org/?id=%2B", "https://example.org/?id=+"),
        ("https://example.org/a%3Fb", "https://example.org/a?b"),
        ("https://example.org/a%23!b", "https://example.org/a#!b"),
        ("https://example.org/100%2541", "https://example.org/100A"),
        ("https://example.org/a..b/c", "https://example.org/c"),
        ("https://example.org/x/...", "https://example.org/x"),
        ("https://m\u00fcnchen.example.org/f", "https://munchen.example.org/f"),
    ],
)
def test_addresses_that_may_name_two_pages_stay_two(one: str, other: str) -> None:
    assert page_of(one) != page_of(other)


@given(
    st.sampled_from(["https://", "http://www.", "HTTP://me@"]),
    st.text("aw.M\u00fc\u3002"),
    st.sampled_from(["", ":", ":80", ":443", ":8443"]),
    st.text(st.sampled_from("/.?&#!%2eEfF+ab u\\(") | st.characters(codec="utf-8")),
)
@settings(max_examples=examples(200))
def test_the_spelling_of_a_page_is_one_whatever_its_address_is(start: str, host: str, port: str, path: str) -> None:
    spelling = page_of(f"{start}{host}{port}/{path}")
    assert page_of(spelling) == spelling


@given(st.text().map(lambda text: f"https://example.org/{text}"))
@settings(max_examples=examples(200))
def test_the_spelling_of_a_page_names_the_same_page(address: str) -> None:
    assert page_of(page_of(address)) == page_of(address)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://m\u00fcnchen.example.org/f", "https://xn--mnchen-3ya.example.org/f"),
        ("https://M\u00dcNCHEN.example.org:8443/f", "https://XN--mnchen-3ya.example.org:8443/f"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("https://example.org/what(is)it's", "https://example.org/what%28is%29it%27s"),
        ("https://example.org/File:a,b&c+d", "https://example.org/File%3Aa%2Cb%26c%2Bd"),
        ("https://example.org/f?q=a,b", "https://example.org/f?q=a%2Cb"),
        ("https://example.org/f?to[]=https://a.org/?b", "https://example.org/f?to%5B%5D=https%3A%2F%2Fa.org%2F%3fb"),
        ("https://example.org/f?q=a+b", "https://example.org/f?q=a b"),
    ],
)
def test_what_means_the_same_is_spelled_the_same(one: str, other: str) -> None:
    assert page_of(one) == page_of(other)


def test_letters_are_the_same_escaped_and_written_out() -> None:
    assert page_of("https://example.org/K\u00f6ln?stra\u00dfe") == page_of("https://example.org/K%c3%b6ln?stra%C3%9Fe")


@pytest.mark.parametrize("link", ["https://example.org/a b", "/a b", "https://exa mple.org/"])
def test_a_page_keeps_its_address_whatever_blanks_are_in_it(link: str) -> None:
    html = f'<link rel="canonical" href="{link}"><details><summary>Is it open?</summary>Yes, it is.</details>'
    (record,) = parse(html, media_type="text/html", url="https://example.org/a b").records
    assert (record.page_url, record.source_url) == ("https://example.org/a%20b",) * 2
