"""`<pre>` elements that are plain text with marked questions, and those that only look like it."""

from __future__ import annotations

import pytest

from pipeline import parse
from pipeline.audit.reread import resolve
from pipeline.audit.source_lines import source_lines
from pipeline.run.page import PageResult
from pipeline.text.clean import clean, clean_line

ADDRESS = "https://mill.example.org/faq"
LIST = "Q: How old is it?\nA: From 1820.\n\nQ: Who runs it?\nA: A club.\n\nQ: Is it dear?\nA: No.\n"
EXPECTED = [("How old is it?", "From 1820."), ("Who runs it?", "A club."), ("Is it dear?", "No.")]
NUMBERS = "1. How old is it?\n\n   From 1820.\n\n2. Who runs it?\n\n   A club.\n\n3. Is it dear?\n\n   No.\n"


def read(page: str) -> PageResult:
    return parse(page, url=ADDRESS, media_type="text/html")


READ: dict[str, str] = {
    "labels": f"<pre>{LIST}</pre>",
    "numbers": f"<h1>The mill</h1><pre>{NUMBERS}</pre>",
    "bold": f"<pre>{NUMBERS.replace('1. How old is it?', '<b>1. How old is it?</b>')}</pre>",
    "links": f"<pre>{NUMBERS.replace('1.', '<a name=q1>1.</a>').replace('A club', '<a href=/>A club</a>')}</pre>",
    "a_contents_of_links": "<pre><a href=#1>1. How old is it?</a>\n<a href=#2>2. Who runs it?</a>\n"
    f"<a href=#3>3. Is it dear?</a>\n\n{NUMBERS}</pre>",
    "line_breaks": f"<pre>{LIST.replace(chr(10), '<br>')}</pre>",
    "after_much_else": f"<p>{'The mill is old. ' * 200}</p><pre>{LIST}</pre>",
    "two_elements": f"<pre>{LIST[: LIST.index('Q: Is')]}</pre><pre>Q: Is it dear?\nA: No.\n</pre>",
}
LEFT: dict[str, str] = {
    "code": f"<h1>How it is written</h1><pre><code>{LIST}</code></pre>",
    "a_few_lines_on_a_page_about_them": f"<p>{'Write it so. ' * 40}</p><pre>Q: How old is it?\nA: From 1820.\n</pre>",
    "a_program": "<pre>1: x = ask('old?')\n2: if x: stop\n3: again?\n</pre>",
    "a_poem": "<pre>Who goes there?\n\nThe miller.\n\nWho else?\n\nNobody.\n</pre>",
}


@pytest.mark.parametrize("page", READ.values(), ids=READ)
def test_a_list_of_questions_in_a_pre_is_read_like_a_text(page: str) -> None:
    assert [(record.question, record.answer) for record in read(page).records] == EXPECTED


@pytest.mark.parametrize("page", LEFT.values(), ids=LEFT)
def test_a_pre_that_is_no_list_of_questions_is_left(page: str) -> None:
    assert read(page).records == []


@pytest.mark.parametrize("page", READ.values(), ids=READ)
def test_a_locator_gives_its_pair_and_its_lines(page: str) -> None:
    result = read(page)
    assert result.page is not None
    for pair in result.pairs:
        again = resolve(result.page, pair.sighting.locator)
        assert (clean_line(again.question), clean(again.answer)) == (pair.record.question, pair.record.answer)
        shown = " ".join(line.text for line in source_lines(result.page, pair.sighting.locator) if line.number)
        assert pair.record.answer.split()[-1].strip(".") in shown


def test_an_example_inside_an_answer_is_part_of_that_answer() -> None:
    page = "<details><summary>How is the list written?</summary><p>Like this:</p><pre>" + LIST + "</pre></details>"
    assert [record.question for record in read(page).records] == ["How is the list written?"]


def test_the_words_of_a_pre_are_counted_from_0() -> None:
    assert read(f"<pre id=list>{LIST}</pre>").sightings[0].locator == "preformatted=#list;1-5;6-8"


def test_a_list_without_blanks_between_label_and_text_is_read() -> None:
    page = "<pre>问：水磨有多老？\n答：建于1820年。\n\n问：谁管理它？\n答：一个俱乐部。\n</pre>"
    assert [(record.question, record.answer) for record in read(page).records] == [
        ("水磨有多老？", "建于1820年。"),
        ("谁管理它？", "一个俱乐部。"),
    ]
