"""What `explain` shows of a page: the lines of the file with the question and the answer, and no other pair."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from unittest.mock import Mock

import pytest
from builders import REPOSITORY
from conftest import Project, Run

from pipeline.audit import marked_words
from pipeline.audit.shown_lines import Line
from pipeline.audit.source_lines import source_lines
from pipeline.parse.formats import FORMATS, attribution
from pipeline.parse.page import Page
from pipeline.parse.recipes import Recipe
from pipeline.run.page import PageResult, parse
from pipeline.schema import HTML, TEXT, Pair
from pipeline.text.clean import unify_line_ends

ADDRESS = "https://example.org/page"
PAGES = sorted(path for path in (REPOSITORY / "tests" / "pages").glob("*/*.*") if path.suffix in (".html", ".txt"))
WORDS_OF_OTHERS = "<!-- Is this seen? It is not. -->"


def one_line(text: str) -> str:
    return re.sub(r"\s*\n\s*", " ", text)


def in_entities(text: str) -> str:
    """The text with each `e` between two tags as an entity; scripts have none."""
    parts = re.split(r"(<script.*?</script>|<[^<>]*>)", text, flags=re.DOTALL)
    return "".join(part if i % 2 else re.sub("e(?![^&\\s]*;)", "&#101;", part) for i, part in enumerate(parts))


def commented(text: str) -> str:
    return re.sub(r"(?<=[a-z]) (?=[a-z]+ ?[a-z]*[.?]?</)", f" {WORDS_OF_OTHERS}", text)


SHAPES: dict[str, Callable[[str], bytes]] = {
    "as it is": lambda text: text.encode(),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "CR": lambda text: text.replace("\n", "\r").encode(),
    "tabs": lambda text: text.replace("\n", "\n\t\t").encode(),
    "one line": lambda text: one_line(text).encode(),
    "UTF-16": lambda text: text.encode("utf-16"),
    "entities": lambda text: in_entities(text).encode(),
    "comments": lambda text: commented(text).encode(),
    "in bold": lambda text: re.sub(r"(?<=[a-z]) ([a-z]{4,}) (?=[a-z]+)", r" <b>\1</b> ", text).encode(),
}
ONLY_IN_HTML = ("entities", "comments", "in bold")


def letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


def said(shown: str) -> str:
    """The letters of some lines of a file as a reader takes them."""
    plain = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), re.sub(r"\\[nrt]", " ", shown))
    return letters(html.unescape(re.sub(r"<[^<>]*>", "", html.unescape(plain))))


def shown_of(page: Page, pair: Pair) -> str:
    lines = source_lines(page, pair.sighting.locator)
    file = unify_line_ends(page.text).split("\n")
    for number, text, _ in lines:
        assert number is not None
        for piece in text.strip(".").split("..."):
            assert piece.strip() in file[number - 1]
    return " ".join(line.text for line in lines if line.is_evidence)


def assert_the_pair_alone_is_shown(page: Page, pair: Pair, others: list[Pair]) -> None:
    shown = said(shown_of(page, pair))
    record = pair.record
    assert letters(record.question) in shown
    for word in record.answer.replace("| ", "").split():
        assert re.fullmatch(r"\d+\.|-|```", word) or letters(word) in shown
    own = letters(record.question + record.answer)
    for other in others:
        for text in (other.record.question, other.record.answer):
            assert letters(text) in own or letters(text) not in shown


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("page", PAGES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_lines_of_a_pair_hold_it_and_no_other(page: Path, shape: str) -> None:
    if page.suffix == ".txt" and shape in ONLY_IN_HTML:
        return
    media_type = TEXT if page.suffix == ".txt" else HTML
    content = SHAPES[shape](page.read_text(encoding="utf-8"))
    result = parse(content, url=ADDRESS, media_type=media_type, format=page.parent.name)
    assert shape != "as it is" or bool(result.pairs) != page.stem.startswith("lookalike")
    for pair in result.pairs:
        assert result.page is not None
        assert_the_pair_alone_is_shown(result.page, pair, [other for other in result.pairs if other is not pair])


def test_every_format_is_tried() -> None:
    of_tables = {"rows"}  # whose lines are tried in tests/parse/formats/test_rows.py
    assert {page.parent.name for page in PAGES} == set(FORMATS) - of_tables


# --- single shapes ---------------------------------------------------------------------------


def read(page: str, format: str) -> PageResult:
    return parse(page, url=ADDRESS, media_type=HTML, format=format)


def lines_of(page: str, format: str, number: int = 0) -> list[tuple[int | None, str]]:
    """The lines of the pair with a number."""
    result = read(page, format)
    assert result.page is not None
    return [(line.number, line.text) for line in source_lines(result.page, result.sightings[number].locator)]


FAQ = [
    {"@type": "Question", "name": f"What is {x}?", "acceptedAnswer": {"text": f"It is\n“{x}” & more."}} for x in "ABC"
]
SCRIPT = "<script type=application/ld+json>"


def test_json_is_shown_by_its_strings_whatever_they_escape() -> None:
    for dump in (json.dumps(FAQ), json.dumps(FAQ, ensure_ascii=False), json.dumps(FAQ).replace("&", "&amp;")):
        [(number, text)] = lines_of(f"<p>\n{SCRIPT}{dump}</script>", "jsonld", 1)
        assert number == 2
        assert re.fullmatch(r"\.\.\.What is B\?\.\.\.It is\\n.*B.* more\.\.\.\.", text)


def test_of_json_on_many_lines_those_with_the_pair_are_shown() -> None:
    page = f"{SCRIPT}\n{json.dumps(FAQ, indent=1)}\n</script>"
    lines = page.split("\n")
    shown = lines_of(page, "jsonld", 2)
    assert [lines[(number or 0) - 1].strip()[:7] for number, _ in shown] == ['"name":', '"text":']
    assert shown[0][1] == "...What is C?..."


def test_an_answer_of_one_word_and_one_by_reference_are_shown_where_they_stand() -> None:
    nodes = [
        {"@id": "#a", "@type": "Answer", "text": "It is there."},
        {"@type": "Question", "name": "Where?", "acceptedAnswer": {"@id": "#a"}},
        {"@type": "Question", "name": "Why?", "acceptedAnswer": {"text": "Because."}},
        {"@type": "Question", "name": "When?", "suggestedAnswer": ["Now.", "Soon."]},
    ]
    page = f"{SCRIPT}{json.dumps({'@graph': nodes})}</script>"
    assert lines_of(page, "jsonld", 0) == [(1, "...It is there....Where?...")]
    assert lines_of(page, "jsonld", 1) == [(1, "...Why?...Because....")]
    assert lines_of(page, "jsonld", 3) == [(1, "...When?...Soon....")]


def test_json_that_had_to_be_repaired_is_shown_where_it_stands() -> None:
    item = '{{"@type": "Question", "name": "What is "{0}" then?", "acceptedAnswer": {{"text": "It is\n{0}."}},}}'
    page = f"{SCRIPT}[{','.join(item.format(letter) for letter in 'ABC')}]</script>"
    assert lines_of(page, "jsonld", 1) == [(2, '...What is "B" then?...It is'), (3, "B....")]


def test_a_pair_that_a_recipe_found_is_shown_without_what_it_drops() -> None:
    recipe = Recipe(address="https://example.org/*", block=".item", question=".q", answer=".a", drop=("i",))
    item = '<div class="item"><b class="q">Do you {0}</b><div class="a">Yes, we {0}. <i>Not here.</i></div></div>'
    result = parse(
        "".join(item.format(word) for word in ("deliver", "pay", "wait")),
        url=ADDRESS,
        media_type=HTML,
        recipes=[recipe],
    )
    assert result.page is not None
    [line] = source_lines(result.page, result.sightings[1].locator)
    assert line.text == '...<b class="q">Do you pay</b><div class="a">Yes, we pay....'


def test_an_attribute_that_answers_is_shown_without_the_next_one() -> None:
    item = (
        '<div itemscope itemtype=https://schema.org/Question><meta itemprop=name content="What is {0}?">'
        "<div itemprop=acceptedAnswer itemscope><meta itemprop=text content='It is {0} &amp; more.'></div></div>"
    )
    page = "".join(item.format(letter) for letter in "ABC")
    assert lines_of(page, "microdata", 1) == [(1, "...What is B?...It is B &amp; more....")]


def test_a_comment_between_two_words_is_left_out() -> None:
    page = f"<h1>FAQ</h1><h2>What is {WORDS_OF_OTHERS}<i>A</i>?</h2><p>It is<!-- no -->\n the A.</p>"
    assert lines_of(page, "headings") == [(1, "...<h2>What is...<i>A</i>?</h2><p>It is..."), (2, " the A.</p>")]


def test_a_tag_that_says_something_is_left_out() -> None:
    page = '<h1>FAQ</h1><h2 data-next="What is B?">What is A?</h2><p title="It is B.">It is A.</p>'
    assert lines_of(page, "headings") == [(1, "...What is A?</h2>...It is A.</p>")]


def test_what_a_table_pushes_out_is_shown_where_it_was_written() -> None:
    page = "<h1>FAQ</h1><table>\n<tr><td>x</td></tr>\n<h2>What is A?</h2>\n<p>It is A.</p>\n</table>"
    assert lines_of(page, "headings")[-2:] == [(3, "<h2>What is A?</h2>"), (4, "<p>It is A.</p>")]


def test_words_that_a_page_says_twice_are_shown_where_the_pair_stands() -> None:
    page = "<p>What is A? It is A.</p>\n" * 3 + "<details><summary>What is A?</summary>\n<p>It is A.</p></details>"
    assert [number for number, _ in lines_of(page, "details")] == [4, 5]


@pytest.mark.parametrize(
    "text", ["10<sup>2</sup> m", "H<sub>2</sub>O &#8212; it is", "a\N{NO-BREAK SPACE}b&nbsp;c", "日本語です。"]
)
def test_words_that_are_rendered_otherwise_are_found_all_the_same(text: str) -> None:
    page = f"<details><summary>1. What is it? <a href=#x>¶</a></summary>\n<p>{text}</p></details>"
    [first, second] = lines_of(page, "details")
    assert "What is it?" in first[1]
    assert second == (2, f"<p>{text}</p></details>")


EVERY_RANGE = "".join(map(chr, [*range(0xF0000, 0xFE000, 0x2000), *range(0x100000, 0x10E000, 0x2000)]))


@pytest.mark.parametrize("char", ["\U00100001", "\U0010fffd", "\U000f0000"])
def test_a_page_that_uses_characters_of_marks_has_lines(char: str) -> None:
    page = f"<details><summary>What is A?</summary>\n<p>It is A{char}.</p></details>"
    assert [number for number, _ in lines_of(page, "details")] == [1, 2]


def test_a_page_that_uses_characters_of_all_marks_is_shown_as_it_was_read() -> None:
    page = f"<details><summary>What is A?</summary>\n<p>It is A{EVERY_RANGE}.</p></details>"
    assert lines_of(page, "details") == [(None, "What is A?"), (None, f"It is A{EVERY_RANGE}.")]


def test_a_page_of_the_lenient_reader_has_lines_too() -> None:
    result = read("<p>\n<details><summary>What is A?</summary>\n<p>It is A.</p></details>", "details")
    assert result.page is not None
    lenient = Page(result.page.document, result.page.text, "utf-8", "given", is_lenient=True)
    lines = source_lines(lenient, result.sightings[0].locator)
    assert lines == [
        Line(2, "<details><summary>What is A?</summary>", True),
        Line(3, "<p>It is A.</p></details>", True),
    ]


def test_of_pasted_text_on_one_line_no_other_pair_is_shown() -> None:
    text = " ".join(f"How much is {x}? It is {x} pounds. View complete answer on example.org" for x in "ABC")
    result = parse(text, format="attribution")
    assert result.page is not None
    [line] = source_lines(result.page, result.sightings[1].locator)
    assert line.text == "...How much is B? It is B pounds...."


# --- the command -----------------------------------------------------------------------------


def test_explain_names_the_page_and_shows_its_lines(project: Project, qamill: Run) -> None:
    pairs = "".join(f"<h2>What is {x}?</h2>\n<p>It is {x}.</p>\n" for x in "ABC")
    project.page("faq.html", f"<!doctype html>\n<h1>FAQ</h1>\n{pairs}")
    project.index("faq.html,https://water.example.org/faq,,,")
    project.curate()
    [id] = re.findall(r"^(\w+),What is B", project.release().file("records.csv").read_text(), re.MULTILINE)
    out = qamill(project, "explain", id).stdout
    assert "faq.html, https://water.example.org/faq, at " in out
    assert ">     5 <h2>What is B?</h2>" in out
    assert "What is A?" not in out
    [sighting] = json.loads(qamill(project, "explain", id, "--json").stdout)["sightings"]
    assert (sighting["path"], sighting["page_url"]) == ("faq.html", "https://water.example.org/faq")
    assert sighting["lines"] == [
        {"line": 5, "text": "<h2>What is B?</h2>", "evidence": True},
        {"line": 6, "text": "<p>It is B.</p>", "evidence": True},
    ]


def test_explain_says_where_the_lines_are_not_known(project: Project, qamill: Run) -> None:
    project.page("faq.html", f"<details><summary>What is A?</summary><p>It is A{EVERY_RANGE}.</p></details>")
    project.index("faq.html,https://water.example.org/faq,,,")
    project.curate()
    [id] = re.findall(r"^(\w+),What is A", project.release().file("records.csv").read_text(), re.MULTILINE)
    out = qamill(project, "explain", id).stdout
    assert "(the lines of the file are not known; this is what was read)\n>       What is A?\n" in out
    [sighting] = json.loads(qamill(project, "explain", id, "--json").stdout)["sightings"]
    assert [line["line"] for line in sighting["lines"]] == [None, None]


# --- time ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["attribution/garden.txt", "details/shop.html"])
def test_a_page_is_read_again_once_for_all_its_pairs(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = REPOSITORY / "tests" / "pages" / name
    media_type = TEXT if found.suffix == ".txt" else HTML
    result = parse(found.read_text(encoding="utf-8"), url=ADDRESS, media_type=media_type, format=found.parent.name)
    assert result.page is not None
    assert len(result.pairs) > 1
    marked = Mock(wraps=marked_words.mark_words)
    read = Mock(wraps=attribution.extract)
    monkeypatch.setattr(marked_words, "mark_words", marked)
    monkeypatch.setattr(attribution, "extract", read)
    for pair in result.pairs:
        assert source_lines(result.page, pair.sighting.locator)
    assert (read.call_count, marked.call_count) == ((1, 0) if media_type == TEXT else (0, 1))
