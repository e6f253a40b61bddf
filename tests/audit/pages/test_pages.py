"""What all pages share: nothing that was scraped is taken for markup, and charts say in words what they show."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from pipeline.audit.pages.charts import Bar, Column, drawn, segments, ticks
from pipeline.audit.pages.environment import data_for_script, environment, policy, style, web_link

HOSTILE = "</script><script>alert(1)</script><!-- \u2028 & \"'"


def render(text: str, **values: object) -> str:
    return environment(Path("nowhere")).from_string(text).render(**values)


@pytest.mark.parametrize(
    ("address", "is_link"),
    [
        ("https://example.org/a?b=c", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,<script>", False),
        ("//example.org", False),
        ("https:///nothing", False),
        ("https://[", False),
        ("https://example.org/" + "a" * 3000, False),
        ("", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_are_links(address: str | None, is_link: bool) -> None:
    assert web_link(address) == (address if is_link else None)


def test_data_for_a_script_cannot_end_its_element() -> None:
    assert not {"<", ">", "&", "\u2028"} & set(data_for_script([HOSTILE]))


def test_a_page_may_run_nothing_that_is_not_named_by_its_hash() -> None:
    rules = policy()
    assert "unsafe" not in rules
    assert rules.startswith("default-src 'none'; style-src 'none'; script-src 'none'")


def test_the_style_asks_for_nothing_from_the_network() -> None:
    assert "url(" not in style()
    assert "@import" not in style()
    assert "</" not in style()


def test_a_chart_of_hostile_names_has_no_markup_of_theirs() -> None:
    bars = drawn([Bar(HOSTILE, 3, HOSTILE), Bar("b", 0)])
    text = render(
        "{% import 'charts.html' as charts %}{{ charts.bars('x', t, t, ['Name', 'Records', 'Note'], bars, 3) }}",
        t=HOSTILE,
        bars=bars,
    )
    tags: list[str] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: tags.append(tag)  # type: ignore[method-assign]
    parser.feed(text)
    assert "script" not in tags
    assert {"svg", "desc", "table"} <= set(tags)


def test_columns_stand_on_each_other_and_fill_the_chart() -> None:
    found = segments([Column("2025", (1, 1)), Column("2026", (4, 0))])
    assert [(each.y, each.height, each.part) for each in found] == [(75, 25, 0), (50, 25, 1), (0, 100, 0)]
    assert [label for _, label in ticks([Column("2025", (1,)), Column("2026", (1,))])] == ["2025", "2026"]
