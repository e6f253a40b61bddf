"""Broken JSON-LD gives what its author meant, and says that it was mended; sound JSON is left alone."""

from __future__ import annotations

import json
import re
import time
from typing import NamedTuple

import orjson
import pytest
from builders import ALL_TESTS, examples, shorter
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.run.page import PageResult, parse
from pipeline.text.clean import CLEANING
from pipeline.web.lenient_json import NotJson, load

SOUND = """{
  "@context": "https://schema.org",
  "@type": "FAQPage",
  "mainEntity": [
    {
      "@type": "Question",
      "name": "Is the soup hot?",
      "acceptedAnswer": {"@type": "Answer", "text": "Yes, mind your tongue: it\\u2019s hot."}
    },
    {
      "@type": "Question",
      "name": "What does a bowl cost?",
      "acceptedAnswer": {"@type": "Answer", "text": "It costs $4.50; bread is 1.25 more."}
    }
  ]
}"""
HOT = ("Is the soup hot?", "Yes, mind your tongue: it\u2019s hot.")
COST = ("What does a bowl cost?", "It costs $4.50; bread is 1.25 more.")


class Broken(NamedTuple):
    """A way in which pages break JSON, and what the page's author meant."""

    name: str
    script: str
    pairs: list[tuple[str, str]]


def swapped(old: str, new: str, count: int = -1) -> str:
    """The sound script with something else in place of a part of it."""
    assert old in SOUND
    return SOUND.replace(old, new, count)


def cost_is(answer: str, text: str) -> tuple[str, list[tuple[str, str]]]:
    """The sound script with another raw text as its second answer, and the pairs it then holds."""
    return swapped(COST[1], answer), [HOT, (COST[0], text)]


BOTH = [HOT, COST]
MENU = '{"@type": "Menu", "name": "Soups"}'
BROKEN = [
    Broken("a byte order mark inside the script", "\ufeff" + SOUND, BOTH),
    Broken("an HTML comment around it", f"<!--\n{SOUND}\n-->", BOTH),
    Broken("CDATA behind line comments", f"//<![CDATA[\n{SOUND}\n//]]>", BOTH),
    Broken("CDATA behind block comments", f"/* <![CDATA[ */\n{SOUND}\n/* ]]> */", BOTH),
    Broken("bare CDATA", f"<![CDATA[{SOUND}]]>", BOTH),
    Broken("a semicolon behind it", SOUND + ";", BOTH),
    Broken("a comma behind the last item", swapped("    }\n  ]", "    },\n  ]"), BOTH),
    Broken("a comma behind the last property", swapped('more."}', 'more.",}'), BOTH),
    Broken("objects one after the other", MENU + "\n" + SOUND, BOTH),
    Broken("objects with a comma between them", MENU + "," + SOUND, BOTH),
    Broken("no comma between items", swapped("    },\n    {", "    }\n    {"), BOTH),
    Broken("no comma between items on one line", " ".join(swapped("},\n", "}\n").split()), BOTH),
    Broken("no comma between properties", swapped('"Question",\n', '"Question"\n'), BOTH),
    Broken("curly quotes for straight ones", re.sub(r'"([^"\n]*)"', "\u201c\\1\u201d", SOUND), BOTH),
    Broken("curly quotes for some", swapped('"What does a bowl cost?"', "\u201cWhat does a bowl cost?\u201d"), BOTH),
    Broken("an escaped apostrophe", *cost_is(r"It\'s $4.50.", "It's $4.50.")),
    Broken("line ends inside a text", *cost_is("It costs\n\n$4.50.", "It costs\n\n$4.50.")),
    Broken("tabs inside a text", *cost_is("It\tcosts $4.50.", "It costs $4.50.")),
    Broken("control characters inside a text", *cost_is("It costs\x0b $4.50.\x01", "It costs\n$4.50.")),
    Broken("quotes as entities", SOUND.replace('"', "&quot;"), BOTH),
    Broken("quotes as numbers", SOUND.replace('"', "&#34;"), BOTH),
    Broken(
        "quotes as entities, entities in the texts escaped twice",
        SOUND.replace("bread is", "bread &amp;amp; butter is").replace('"', "&quot;"),
        [HOT, (COST[0], "It costs $4.50; bread & butter is 1.25 more.")],
    ),
    Broken("a path of Windows", *cost_is(r"In C:\Users\me\prices.", r"In C:\Users\me\prices.")),
    Broken("a path whose parts look like escapes", *cost_is(r"In C:\Users\new\table.", r"In C:\Users\new\table.")),
    Broken("the end cut off", SOUND[: SOUND.rindex("    }")], BOTH),
    Broken("the end cut off inside a text", SOUND[: SOUND.rindex(" bread")], [HOT, (COST[0], "It costs $4.50;")]),
    Broken("one bracket too many", SOUND + "}", BOTH),
    Broken("a bracket of the list forgotten", SOUND.replace("\n  ]\n}", "\n}"), BOTH),
    Broken("apostrophes for quotes", SOUND.replace('"', "'"), BOTH),
    Broken("property names without quotes", re.sub(r'"(\w+)":', r"\1:", SOUND), BOTH),
    Broken("quotes inside a text", *cost_is('It costs "only" $4.50.', 'It costs "only" $4.50.')),
    Broken(
        "quotes and commas inside a text",
        *cost_is('An 8" pan, a 9" pan: "two", "three".', 'An 8" pan, a 9" pan: "two", "three".'),
    ),
    Broken(
        "a quotation at a text's end",
        *cost_is('They said: "free". "Really," they said.', 'They said: "free". "Really," they said.'),
    ),
    Broken("brackets in quotes inside a text", *cost_is('Say "}" or "]".', 'Say "}" or "]".')),
    Broken(
        "what looks like a comment inside a text with line ends",
        cost_is("It costs:\n// $4.50;\nSee https://example.org", "")[0] + ";",
        [HOT, (COST[0], "It costs:\n// $4.50;\nSee https://example.org")],
    ),
    Broken(
        "what looks like a missing comma inside a text with line ends",
        cost_is('The \\"dish\\"\n[of soup] costs }\n{ $4.50 ,] here', "")[0] + ",",
        [HOT, (COST[0], 'The "dish"\n[of soup] costs }\n{ $4.50 ,] here')],
    ),
    Broken(
        "quotes of HTML attributes inside a text",
        *cost_is('It costs <a href="/menu" class="price">$4.50</a>.', "It costs $4.50."),
    ),
    Broken("a line comment", swapped('"mainEntity"', '// the soups\n  "mainEntity"'), BOTH),
    Broken("a comment behind a value", swapped('"FAQPage",', '"FAQPage", // all of them'), BOTH),
    Broken("a block comment", swapped('"mainEntity"', '/* the soups */ "mainEntity"'), BOTH),
    Broken("a number that is none", swapped('"@type": "FAQPage"', '"@type": "FAQPage", "rating": NaN'), BOTH),
    Broken("a value that is missing", swapped('"@type": "FAQPage"', '"@type": "FAQPage", "about": '), BOTH),
    Broken("a constant of Python", swapped('"@type": "FAQPage"', '"@type": "FAQPage", "free": True'), BOTH),
    Broken("assigned to a variable", f"var faq = {SOUND};", BOTH),
    Broken("escaped as a string", json.dumps(SOUND), BOTH),
    Broken("escaped without being a string", SOUND.replace('"', '\\"').replace("\n", "\\n"), BOTH),
]


def read(script: str, url: str = "https://soup.example.org/faq") -> PageResult:
    """Read a page that holds one script."""
    return parse(f'<p>Soup</p><script type="application/ld+json">{script}</script>', url=url, format="jsonld")


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.name)
def test_broken_json_gives_what_was_meant(broken: Broken) -> None:
    triples = read(broken.script)
    assert [(record.question, record.answer) for record in triples.records] == broken.pairs
    assert all("repaired_markup" in record.flags.split() for record in triples.records)


@pytest.mark.parametrize("case", "'\"")
def test_a_broken_page_of_one_line_gives_the_same(case: str) -> None:
    triples = read(" ".join(cost_is(f"It costs {case}only{case} $4.50.", "")[0].split()))
    assert triples.records[1].answer == f"It costs {case}only{case} $4.50."


# Valid JSON whose texts look broken: raw text in the script -> the text it means.
ODD_BUT_SOUND = {
    r"C:\\new\\table": r"C:\new\table",
    r"It\u2019s &quot;only&quot; $4.50": 'It’s "only" $4.50',
    "“Only” $4.50": "“Only” $4.50",
    "// no comment, /* none */ either": "// no comment, /* none */ either",
    "Trailing, ] and , } and ;": "Trailing, ] and , } and ;",
    "<!-- none --> ]]>": "<!-- none --> ]]>",
    r"one {\"a\": 1,} two": 'one {"a": 1,} two',
    "it''s NaN, None and True": "it''s NaN, None and True",
}


@pytest.mark.parametrize("raw", ODD_BUT_SOUND)
def test_sound_json_is_left_alone(raw: str) -> None:
    loaded = load(cost_is(raw, "")[0])
    assert not loaded.repaired
    assert loaded.value == orjson.loads(cost_is(raw, "")[0])
    triples = read(cost_is(raw, "")[0])
    assert "repaired_markup" not in triples.records[1].flags
    if "<!--" not in raw:  # what an HTML comment inside a text means is for the renderer to say
        assert triples.records[1].answer == ODD_BUT_SOUND[raw]


def test_bytes_that_could_not_be_decoded_are_no_broken_json() -> None:
    triples = parse(
        f'<script type="application/ld+json">{SOUND}</script>'.encode().replace(b"bowl", b"b\xffwl"),
        url="https://example.org/",
        charset="utf-8",
        media_type="text/html",
    )
    assert {record.flags for record in triples.records} == {""}


@pytest.mark.parametrize("script", ["", "{", '"Question"', "Question", "{]", "[1, 2", "Question: what?", "null", "//"])
def test_what_is_no_data_is_refused_or_empty(script: str) -> None:
    triples = read(script)
    assert triples.records == []
    assert len(triples.rejected) <= 1


def test_a_script_beyond_repair_is_rejected_with_its_place() -> None:
    (rejected,) = read('"@type": "Question" {] is no JSON').rejected
    assert (rejected.reason, rejected.locator) == ("broken_markup", "jsonld=0#")
    assert "is no JSON" in rejected.text


def test_one_broken_script_does_not_spoil_the_next() -> None:
    page = f'<script type="application/ld+json">Question {{</script><script type=application/ld+json>{SOUND}</script>'
    triples = parse(page, url="https://example.org/", media_type="text/html")
    assert [(record.question, record.answer, record.flags) for record in triples.records] == [(*HOT, ""), (*COST, "")]
    assert [sighting.locator for sighting in triples.sightings] == [
        "jsonld=1#/mainEntity/0/acceptedAnswer",
        "jsonld=1#/mainEntity/1/acceptedAnswer",
    ]


PLAIN = SOUND.replace("\\u2019", "'")


@st.composite
def mutations(draw: st.DrawFn) -> str:
    """The sound script with a few characters changed, dropped, doubled or put in."""
    text = PLAIN
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        stop = min(len(text), start + draw(st.integers(0, 3)))
        text = text[:start] + draw(st.text("{}[]\",:;\\'/*<!->&\n\t\x00\ufeff“”xn0", max_size=3)) + text[stop:]
    return text


DROPPED = {ord(char): None for chars, new in CLEANING.values() if new == "" for char in chars}


@settings(max_examples=examples(300))
@given(mutations())
def test_a_mended_question_holds_no_word_that_was_not_written(script: str) -> None:
    written = script.translate(DROPPED)  # what shows nothing inside a word, cleaning drops
    for record in read(script).records:
        assert [word for word in re.findall(r"\w+", record.question) if word not in written] == []


@settings(max_examples=examples(60))
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
        lambda of: st.lists(of) | st.dictionaries(st.text(), of),
    )
)
def test_what_a_json_writer_wrote_is_read_as_it_was(value: object) -> None:
    loaded = load(json.dumps(value))
    assert loaded.repaired or loaded.value == value


@settings(max_examples=examples(200))
@given(st.dictionaries(st.text(), st.text(), min_size=1))
def test_a_trailing_comma_changes_no_text(value: dict[str, str]) -> None:
    loaded = load(f"{json.dumps(value)[:-1]},}}")
    assert (loaded.value, loaded.repaired) == (value, True)


HOSTILE = {
    "deep objects": '{"Question":' * shorter(100_000) + "1" + "}" * shorter(100_000),
    "deep lists": '["Question",' + "[" * shorter(100_000) + "]" * shorter(100_000) + "]",
    "deep and cut": '["Question",' + "[" * shorter(100_000),
    "quotes": '{"Question":' + '"' * shorter(100_000),
    "escaped quotes": '{"Question":"' + '\\"' * shorter(100_000),
    "lines of quotes": '{"Question":' + '"\n' * shorter(50_000),
    "comments": '{"Question":' + "/*" * shorter(100_000),
    "line comments": '{"Question":' + "//" * shorter(100_000),
    "commas": '{"Question":' + ", " * shorter(100_000),
    "blanks": '{"Question": "x"' + " " * shorter(100_000) + "y",
    "objects that never close": '{"Question":' + '{"a" ' * shorter(30_000),
    "few objects that never close": '{"Question":' + '{"a" ' * 90 + "x" * shorter(50_000),
    "paths": '{"Question": "' + "C:\\a b" * shorter(10_000),
    "wrappers": "<!--" * shorter(100_000) + "Question",
    "semicolons": '{"Question": 1}' + ";" * shorter(100_000) + "x",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_json_is_refused_soon(name: str) -> None:
    start = time.process_time()
    triples = read(HOSTILE[name])
    assert time.process_time() - start < (5 if ALL_TESTS else 2)
    assert triples.records == []


def test_a_large_script_is_read() -> None:
    """50 MB; nothing but the standard parser sees it."""
    filler = json.dumps({"@type": "Thing", "name": "x" * 1000})
    script = f"[{','.join([filler] * 50_000)},{SOUND}]"
    assert [(record.question, record.answer) for record in read(script).records] == BOTH


def test_a_large_script_that_is_broken_is_refused_soon() -> None:
    start = time.process_time()
    triples = read(SOUND + "x" * 50_000_000)
    assert time.process_time() - start < 5
    assert [rejected.reason for rejected in triples.rejected] == ["broken_markup"]


def test_not_json_is_a_value_error() -> None:
    with pytest.raises(NotJson, match="cannot be read"):
        load("{")
