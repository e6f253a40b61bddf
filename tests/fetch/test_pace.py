"""When a host is asked again: never inside a time for which it asked us to stay away, and not for ever."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from math import inf

import pytest

from pipeline.fetch.exchange import Exchange
from pipeline.fetch.pace import Pace, Politeness, retry_after

_POLITE = Politeness(delay=1.0, slower=2.0, longest_delay=30.0, longest_wait=100.0, failures=3)


def _answer(status: int = 200, seconds: float = 0.1, fields: dict[str, str] | None = None) -> Exchange:
    named = tuple((fields or {}).items())
    return Exchange("", "", datetime(2026, 1, 31, 12, tzinfo=UTC), seconds, b"", b"", status, named, b"")


@pytest.mark.parametrize(
    ("fields", "seconds"),
    [
        ({}, None),
        ({"Retry-After": "120"}, 120.0),
        ({"retry-after": " 0 "}, 0.0),
        ({"Retry-After": "1.5"}, 1.5),
        ({"Retry-After": "9" * 18}, 10.0**18),
        ({"Retry-After": "9" * 500}, inf),
        ({"Retry-After": "-5"}, None),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": ""}, None),
        ({"Retry-After": "Sat, 31 Jan 2026 12:01:00 GMT"}, 60.0),
        ({"Retry-After": "Saturday, 31-Jan-26 12:01:00 GMT"}, 60.0),
        ({"Retry-After": "Sat Jan 31 12:01:00 2026"}, 60.0),
        ({"Retry-After": "Sat, 31 Jan 2026 12:01:00 GMT", "Date": "Sat, 31 Jan 2026 12:00:30 GMT"}, 30.0),
        ({"Retry-After": "Fri, 30 Jan 2026 12:00:00 GMT"}, 0.0),
        ({"Retry-After": "Sat, 99 Foo 2026 12:00:00 GMT"}, None),
    ],
)
def test_how_long_a_server_asks_us_to_stay_away(fields: dict[str, str], seconds: float | None) -> None:
    assert retry_after(_answer(503, fields=fields)) == seconds


def test_a_quick_host_is_left_alone_for_the_delay_and_a_slow_one_for_longer() -> None:
    pace = Pace(_POLITE)
    pace.answered(_answer(seconds=0.1), now=10.0)
    assert pace.wait(10.0) == 1.0
    pace.answered(_answer(seconds=5.0), now=20.0)
    assert pace.wait(20.0) == 10.0
    pace.answered(_answer(seconds=500.0), now=30.0)
    assert pace.wait(30.0) == 30.0
    pace.answered(_answer(seconds=0.1), now=100.0)
    assert pace.wait(100.5) == 0.5


def test_a_crawl_delay_holds_from_the_robots_txt_that_asks_for_it_on() -> None:
    pace = Pace(_POLITE)
    pace.answered(_answer(), now=10.0)
    pace.slow_down(7.0)
    assert pace.wait(10.5) == 6.5


def test_a_page_that_is_cut_is_a_failure_and_what_its_head_asks_for_holds() -> None:
    pace = Pace(_POLITE, chance=lambda: 0.0)
    pace.failed(0.0, _answer(fields={"Retry-After": "50"}))
    assert pace.wait(0.0) == 50.0
    pace.broke_off(1.0)
    assert pace.wait(1.0) == 49.0


def test_a_crawl_delay_holds_and_a_smaller_one_does_not_make_us_quicker() -> None:
    pace = Pace(_POLITE)
    pace.slow_down(7.0)
    pace.answered(_answer(), now=0.0)
    assert pace.wait(0.0) == 7.0
    pace.slow_down(0.1)
    pace.answered(_answer(), now=0.0)
    assert pace.wait(0.0) == 7.0
    pace.slow_down(101.0)
    assert pace.closed == "its robots.txt asks for 101 s between requests"


@pytest.mark.parametrize("status", [429, 503, 200, 404])
def test_what_a_server_asks_for_holds_whatever_its_status(status: int) -> None:
    pace = Pace(_POLITE)
    pace.answered(_answer(status, fields={"Retry-After": "50"}), now=0.0)
    assert pace.wait(0.0) == 50.0
    assert not pace.closed


@pytest.mark.parametrize("said", ["101", "99999999999", "Sat, 31 Jan 2099 12:00:00 GMT"])
def test_a_server_that_asks_for_too_long_is_asked_no_more(said: str) -> None:
    pace = Pace(_POLITE)
    pace.answered(_answer(503, fields={"Retry-After": said}), now=0.0)
    assert "asked us to stay away for" in pace.closed
    assert pace.wait(0.0) > 100


def test_waits_after_failures_grow_and_differ() -> None:
    polite = _POLITE._replace(delay=0.0, failures=99)
    waits = []
    for share in (0.0, 0.5, 1.0):
        pace = Pace(polite, partial(float, share))
        for _ in range(9):
            pace.failed(0.0)
            waits.append(pace.wait(0.0))
    assert waits[:9] == [0.0] * 9
    assert waits[9:18] == [0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0]
    assert waits[18:] == [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 120.0, 120.0]


def test_some_failures_in_a_row_close_a_host_and_an_answer_makes_them_forgotten() -> None:
    pace = Pace(_POLITE)
    for answer in (None, None, _answer(), None, None):
        pace.failed(0.0) if answer is None else pace.answered(answer, 0.0)
    assert pace.closed == ""
    pace.answered(_answer(503), 0.0)
    assert str(pace.closed) == "it failed 3 times in a row"
