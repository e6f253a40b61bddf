"""When a page says that it was last changed, and that it says so of one document."""

from __future__ import annotations

from datetime import datetime

import pytest

from pipeline.web.page_date import page_date

MARCH, MAY = "2026-03-01T10:00:00+01:00", "2026-05-01"
MARCH_UTC, MAY_DAY = datetime(2026, 3, 1, 9), datetime(2026, 5, 1)


def in_json(*dates: str) -> str:
    items = ", ".join(f'{{"@type": "Article", "dateModified": "{date}"}}' for date in dates)
    return f'<script type="application/ld+json">[{items}]</script>'


STATED: list[tuple[str, datetime | None]] = [
    (f'<meta property="article:modified_time" content="{MARCH}">', MARCH_UTC),
    (f"<meta content='{MAY}' property='og:updated_time' />", MAY_DAY),
    (f'<meta name="og:updated_time" content="{MAY}">', MAY_DAY),
    (in_json(MARCH), MARCH_UTC),
    (in_json(MARCH, MARCH), MARCH_UTC),
    (f'<meta itemprop="dateModified" content="{MAY}">', MAY_DAY),
    (f'<time itemprop="dateModified" datetime="{MARCH}">March</time>', MARCH_UTC),
    (f'<time class=updated datetime="{MAY}">1 May</time>', MAY_DAY),
    # the surest statement decides
    (f'<meta property="og:updated_time" content="{MAY}">' + in_json(MARCH), MAY_DAY),
    (in_json(MARCH) + f'<time datetime="{MAY}">1 May</time>', MARCH_UTC),
    # several times are those of several documents
    (in_json(MARCH, MAY), None),
    (in_json(MARCH, MAY) + f'<time datetime="{MAY}">1 May</time>', None),
    (f'<time datetime="{MAY}">1 May</time><time datetime="{MARCH}">1 March</time>', None),
    # look-alikes
    (f'<!-- <meta property="article:modified_time" content="{MARCH}"> -->', None),
    (f'<meta property="article:published_time" content="{MARCH}">', None),
    ('<meta property="article:modified_time" content="yesterday">', None),
    ('<meta property="article:modified_time" content="0001-01-01T00:00:00+05:00">', None),
    ('<meta property="article:modified_time" content="1970-01-01T00:00:00Z">', None),
    ("<time>10:30</time>", None),
    ('<time datetime="10:30">half past ten</time>', None),
    ("<p>article:modified_time, dateModified and &lt;time> are names.</p>", None),
    ("", None),
]


@pytest.mark.parametrize(("markup", "expected"), STATED)
def test_the_date_of_a_page_is_the_one_time_that_it_states(markup: str, expected: datetime | None) -> None:
    assert page_date(f"<!DOCTYPE html><html><head>{markup}</head><body>Text</body></html>".encode()) == expected


def test_damaged_bytes_are_no_date() -> None:
    assert (
        page_date(
            b'<time datetime="\xff\xfe"><meta itemprop=dateModified content=\xff "dateModified":"\xff\xff\xff\xff"'
        )
        is None
    )
