"""What all pages share: nothing that was scraped is taken for markup, and charts say in words what they show."""

from __future__ import annotations

import shutil
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment

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


@pytest.fixture
def compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for what is compiled, as if none had been before."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "compiled"))
    return tmp_path / "compiled"


def rendered(folder: Path) -> str:
    return environment(folder).get_template("page.html").render(name="<b>")


def test_a_template_is_compiled_once(compiled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.html").write_text("Here is {{ name }}.")
    assert rendered(tmp_path) == "Here is &lt;b&gt;."
    assert [*compiled.rglob("*.cache")]
    monkeypatch.delattr(Environment, "compile")
    assert rendered(tmp_path) == "Here is &lt;b&gt;."


def test_a_template_that_was_changed_is_compiled_again(compiled: Path, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("Here is {{ name }}.")
    rendered(tmp_path)
    (tmp_path / "page.html").write_text("There is {{ name }}.")
    assert rendered(tmp_path) == "There is &lt;b&gt;."
    assert len([*compiled.rglob("*.cache")]) == 1


def test_what_is_compiled_may_be_damaged_or_have_no_place(compiled: Path, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("Here is {{ name }}.")
    rendered(tmp_path)
    for file in compiled.rglob("*.cache"):
        file.write_bytes(file.read_bytes()[:20] + b"\xff")
    assert rendered(tmp_path) == "Here is &lt;b&gt;."
    shutil.rmtree(compiled)
    compiled.write_text("This is no folder.")
    assert rendered(tmp_path) == "Here is &lt;b&gt;."
