"""What a robots.txt allows us: RFC 9309, case by case."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipeline.fetch.exchange import Exchange, FetchFailed
from pipeline.fetch.robots import Robots
from pipeline.web.robots_txt import AGENT, MOST_BYTES, parse

_ALLOWED, _FORBIDDEN = True, False
_RULES = [
    ("a group for all", b"User-agent: *\nDisallow: /a", "/a/b", _FORBIDDEN),
    ("another path", b"User-agent: *\nDisallow: /a", "/b", _ALLOWED),
    ("a byte order mark", b"\xef\xbb\xbfUser-agent: *\nDisallow: /a", "/a", _FORBIDDEN),
    ("our group, not that for all", b"User-agent: *\nDisallow: /\nUser-agent: qamill\nDisallow: /b", "/a", _ALLOWED),
    ("our group in capitals", b"User-agent: QAMILL\nDisallow: /a", "/a", _FORBIDDEN),
    (
        "our group in two parts",
        b"User-agent: qamill\nDisallow: /a\n\nUser-agent: qamill\nDisallow: /b",
        "/a",
        _FORBIDDEN,
    ),
    ("our group with a version", b"User-agent: qamill/1.0\nDisallow: /a", "/a", _FORBIDDEN),
    ("the group of a longer name", b"User-agent: qamillbot\nDisallow: /a", "/a", _ALLOWED),
    ("the group of a shorter name", b"User-agent: qa\nDisallow: /a", "/a", _ALLOWED),
    (
        "a shorter name hides not that for all",
        b"User-agent: qa\nAllow: /\n\nUser-agent: *\nDisallow: /",
        "/a",
        _FORBIDDEN,
    ),
    ("one group for two", b"User-agent: other\nUser-agent: qamill\nDisallow: /a", "/a", _FORBIDDEN),
    ("an empty line within a group", b"User-agent: *\n\nDisallow: /a", "/a", _FORBIDDEN),
    ("another field within a group", b"User-agent: *\nSitemap: http://x/s\nDisallow: /a", "/a", _FORBIDDEN),
    ("the longest match allows", b"User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", _ALLOWED),
    ("the longest match forbids", b"User-agent: *\nAllow: /a\nDisallow: /a/b", "/a/b/c", _FORBIDDEN),
    ("two of one length", b"User-agent: *\nDisallow: /a\nAllow: /a", "/a", _ALLOWED),
    ("a star", b"User-agent: *\nDisallow: /*.pdf", "/x/y.pdf?z", _FORBIDDEN),
    ("a dollar", b"User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?z", _ALLOWED),
    ("a query", b"User-agent: *\nDisallow: /a?b", "/a?b=c", _FORBIDDEN),
    ("an escape in the rule", b"User-agent: *\nDisallow: /%e3%83%84", "/\u30c4", _FORBIDDEN),
    ("an escape in the address", "User-agent: *\nDisallow: /\u30c4".encode(), "/%E3%83%84", _FORBIDDEN),
    ("a comment", b"User-agent: * # all\nDisallow: /a # this", "/a", _FORBIDDEN),
    ("lines that end in CR", b"User-agent: *\rDisallow: /a\r", "/a", _FORBIDDEN),
    ("no spaces", b"user-agent:*\r\ndisallow:/a\r\n", "/a", _FORBIDDEN),
    ("an empty rule", b"User-agent: *\nDisallow:", "/a", _ALLOWED),
    ("no group", b"Disallow: /\n", "/a", _ALLOWED),
    ("a page", b"<html>User-agent: *</html>", "/a", _ALLOWED),
    ("bytes that are no text", bytes(range(256)) * 9, "/a", _ALLOWED),
    ("itself", b"User-agent: *\nDisallow: /", "/robots.txt", _ALLOWED),
    ("nothing", b"", "/a", _ALLOWED),
]


@pytest.mark.parametrize(
    ("content", "path", "is_allowed"), [rule[1:] for rule in _RULES], ids=[rule[0] for rule in _RULES]
)
def test_a_rule_holds(content: bytes, path: str, is_allowed: bool) -> None:
    assert parse(content).can_fetch(f"https://example.org{path}", AGENT) == is_allowed


def test_the_first_500_kib_count() -> None:
    padding = b"# " + b"x" * 100 + b"\n"
    rules = b"User-agent: *\nDisallow: /a\n" + padding * (MOST_BYTES // len(padding) + 1) + b"Disallow: /b\n"
    assert not parse(rules).can_fetch("https://example.org/a", AGENT)
    assert parse(rules).can_fetch("https://example.org/b", AGENT)
    begin = b"User-agent: *\n#"
    cut = begin + b"x" * (MOST_BYTES - len(begin) - len(b"\nDisallow: /")) + b"\nDisallow: /private\n"
    assert parse(cut).can_fetch("https://example.org/b", AGENT)


@pytest.mark.parametrize(
    ("answer", "is_allowed"),
    [
        *((status, True) for status in (404, 410, 401, 403)),
        *((status, False) for status in (200, 429, 500, 503, 302, None)),
    ],
)
def test_a_robots_txt_that_is_not_there_allows_all_and_one_that_cannot_be_read_nothing(
    answer: int | None, is_allowed: bool
) -> None:
    verdict = Robots(lambda: 0.0).verdict("https://example.org/a", lambda url: _answer(url, answer))
    assert (verdict.is_allowed, bool(verdict.why)) == (is_allowed, not is_allowed)


def test_it_is_asked_for_once_in_24_hours() -> None:
    asked = []
    now = [0.0]

    def get(url: str) -> Exchange:
        asked.append(url)
        return _answer(url, 200)

    robots = Robots(lambda: now[0])
    for now[0] in (0.0, 60.0, 24 * 3600.0 - 1):
        assert robots.verdict("https://a.org/b", get).is_allowed
    assert asked == ["https://a.org/robots.txt"]
    now[0] += 2
    robots.verdict("https://a.org/b", get)
    assert len(asked) == 2


def test_a_crawl_delay_is_told() -> None:
    get = lambda url: _answer(url, 200, b"User-agent: *\nCrawl-delay: 2.5\n")  # noqa: E731
    assert Robots(lambda: 0.0).verdict("https://example.org/a", get).crawl_delay == 2.5


def _answer(url: str, status: int | None, body: bytes = b"User-agent: *\nDisallow: /a") -> Exchange:
    if status is None:
        raise FetchFailed("timeout", "no answer")
    return Exchange(url, "", datetime(2026, 1, 31, tzinfo=UTC), 0.1, b"", b"", status, (), body)
