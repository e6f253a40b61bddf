"""Questions in attributes: microdata by the WHATWG's rules, RDFa Lite by the W3C's; what is a pair in both."""

from __future__ import annotations

import re
import time

import pytest
from builders import examples, page, shorter
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.audit.reread import resolve
from pipeline.parse.formats import FORMATS, microdata, rdfa
from pipeline.parse.locators import NothingThere
from pipeline.schema import Findings

OPEN = ("When are you open?", "From 7:30 to 18:00.")
Q = 'itemscope itemtype="https://schema.org/Question"'
A = 'itemprop="acceptedAnswer" itemscope itemtype="https://schema.org/Answer"'
S = 'itemprop="suggestedAnswer" itemscope itemtype="https://schema.org/Answer"'
NAME = "<h3 itemprop=name>When are you open?</h3>"
TEXT = "<p itemprop=text>From 7:30 to 18:00."


def as_rdfa(html: str) -> str:
    """The same page in RDFa Lite."""
    html = re.sub(r'itemscope itemtype="https?://schema.org/(\w+)"', r"typeof=\1", html)
    return f'<div vocab="https://schema.org/">{html.replace("itemprop", "property")}</div>'


def found_in(html: str, name: str = "microdata") -> Findings:
    return FORMATS[name].extract(page(html))


def pairs(html: str, name: str = "microdata") -> list[tuple[str, str]]:
    return [(candidate.question, candidate.answer) for candidate in found_in(html, name).candidates]


# Written in microdata and read in both. Where only the answer is of interest: (markup of the Answer, its text).
ANSWERS: dict[str, tuple[str, str]] = {
    "a text": (f"<div {A}><p itemprop=text>From 7:30 to 18:00.</p></div>", OPEN[1]),
    "a text that is deeper": (f"<div {A}><div><div><p itemprop=text>From 7:30 to 18:00.</div></div></div>", OPEN[1]),
    "a text with structure": (
        f"<div {A}><div itemprop=text><p>Take<ul><li>a<li>b</ul></div></div>",
        "Take\n\n- a\n- b",
    ),
    "two texts": (f"<div {A}><p itemprop=text>One.<p itemprop=text>Two.</div>", "One.\n\nTwo."),
    "a text twice": (f"<div {A}><p itemprop=text>One.<p itemprop=text>One.</div>", "One."),
    "a text in a text": (f"<div {A}><div itemprop=text>One.<p itemprop=text>Two.</p></div></div>", "One.\n\nTwo."),
    "a text for machines": (f'<div {A}><meta itemprop=text content="From 7:30 to 18:00."></div>', OPEN[1]),
    "a text for machines and one for readers": (
        f'<div {A}><meta itemprop=text content="One two."><p itemprop=text>One <b>two</b> three.</div>',
        "One two three.",
    ),
    "a text beside other words": (f"<div {A}><b>Answer</b><p itemprop=text>One.</p><a>Share</a></div>", "One."),
    "a name for a text": (f"<div {A}><p itemprop=name>One.</p></div>", "One."),
    "a name and what stands beside it": (
        f"<div {A}><p itemprop=name>One.</p><ol><li>a</ol><p>Two.</p></div>",
        "One.\n\n1. a\n\nTwo.",
    ),
    "a name and a text": (f"<div {A}><b itemprop=name>Hours</b><p itemprop=text>One.</p></div>", "One."),
    "a description for a text": (f"<div {A}><p itemprop=description>One.</p> Two.</div>", "One."),
    "no property at all": (f"<div {A}><p>One.</p><p>Two.</p></div>", "One.\n\nTwo."),
    "no text, but other properties": (
        f"<div {A}><p>One.</p><i itemprop=dateCreated>May 1</i><b itemprop=upvoteCount>5</b></div>",
        "One.",
    ),
    "a list that a paragraph cannot hold": (
        f"<div {A}><p itemprop=text>Take <ul><li>a<li>b</ul>and stir.</p></div>",
        "Take\n\n- a\n- b\n\nand stir.",
    ),
    "a list behind a paragraph that does not hold it": (
        f"<div {A}><p itemprop=text>Take</p><ul><li>a</ul><p>More</p></div>",
        "Take",
    ),
    "an author with a name": (
        f"<div {A}><p itemprop=text>One.<p itemprop=author itemscope><b itemprop=name>Ada</b></p></div>",
        "One.",
    ),
    "an author with a name and no text": (
        f"<div {A}><p itemprop=author><b itemprop=name>Ada</b></p><p>One.</div>",
        "One.",
    ),
    "comments": (
        f"<div {A}><div itemprop=text>One.<div itemprop=comment itemscope><p itemprop=text>No!</p></div></div>"
        "<div itemprop=comment itemscope><p itemprop=text>Yes!</p></div></div>",
        "One.",
    ),
    "several properties at once": (
        '<div itemprop="suggestedAnswer acceptedAnswer" itemscope itemtype="https://schema.org/Answer">'
        '<p itemprop="articleBody text">One.</div>',
        "One.",
    ),
    "an Answer that is no item": ("<p itemprop=acceptedAnswer>One.</p>", "One."),
    "an Answer that is a link": ('<a itemprop=acceptedAnswer href="/more">One.</a>', "One."),
    "a hidden panel": (f"<div {A} hidden><div hidden><p itemprop=text hidden>One.</div></div>", "One."),
    "ads and share buttons": (
        f"<div {A}><div itemprop=text>One.<div class=share>Share</div><script>x()</script></div></div>",
        "One.",
    ),
    "code": (f"<div {A}><div itemprop=text><pre>a &lt; b\n  c</pre></div></div>", "```\na < b\n  c\n```"),
    "a label": (f"<div {A}><p itemprop=text>A: One.</div>", "One."),
}


@pytest.mark.parametrize("name", ["microdata", "rdfa"])
@pytest.mark.parametrize("what", ANSWERS)
def test_an_answer_is_read_however_it_is_marked(what: str, name: str) -> None:
    markup, text = ANSWERS[what]
    html = f"<div {Q}>{NAME}{markup}</div>"
    found = found_in(html if name == "microdata" else as_rdfa(html), name)
    assert [(candidate.question, candidate.answer, candidate.flags) for candidate in found.candidates] == [
        (OPEN[0], text, ())
    ]
    assert found.rejected == []


QUESTIONS: dict[str, tuple[str, str]] = {
    "a name": ("<h3 itemprop=name>When?</h3>", "When?"),
    "a name that is a link": ('<h3><a itemprop=name href="/when">When?</a></h3>', "When?"),
    "a name for machines": ('<meta itemprop=name content="When?">', "When?"),
    "a name for machines and one for readers": (
        '<meta itemprop=name content="When"><h3 itemprop=name>When?</h3>',
        "When?",
    ),
    "a name in a button": ("<button><span itemprop=name>When?</span></button>", "When?"),
    "a name and a text": ("<h3 itemprop=name>When?</h3><p itemprop=text>Tell me more.</p>", "When?"),
    "a text alone": ("<p itemprop=text>When?</p>", "When?"),
    "a headline": ("<h3 itemprop=headline>When?</h3>", "When?"),
    "two names": ("<h3 itemprop=name>When?</h3><h4 itemprop=name>Why?</h4>", "When?"),
    "an author before the name": (
        "<p itemprop=author itemscope><b itemprop=name>Ada</b></p><h3 itemprop=name>When?</h3>",
        "When?",
    ),
    "an author that is no item": (
        "<p itemprop=author><b itemprop=name>Ada</b></p><h3 itemprop=name>When?</h3>",
        "When?",
    ),
    "a number and a label": ("<h3 itemprop=name>1. Q: When?</h3>", "When?"),
}


@pytest.mark.parametrize("name", ["microdata", "rdfa"])
@pytest.mark.parametrize("what", QUESTIONS)
def test_a_question_is_read_however_it_is_marked(what: str, name: str) -> None:
    markup, text = QUESTIONS[what]
    html = f"<div {Q}>{markup}<div {A}>{TEXT}</div></div>"
    assert pairs(html if name == "microdata" else as_rdfa(html), name) == [(text, OPEN[1])]


@pytest.mark.parametrize("name", ["microdata", "rdfa"])
def test_each_answer_comes_with_its_standing(name: str) -> None:
    other = "<div {}><p itemprop=text>At {}.</div>"
    html = f"<div {Q}>{NAME}{other.format(S, 7)}<div {A}>{TEXT}</div>{other.format(S, 8)}</div>"
    found = found_in(html if name == "microdata" else as_rdfa(html), name)
    assert [(candidate.answer, candidate.flags) for candidate in found.candidates] == [
        ("At 7.", ("suggested_answer",)),
        (OPEN[1], ()),
        ("At 8.", ("suggested_answer",)),
    ]


@pytest.mark.parametrize("name", ["microdata", "rdfa"])
def test_a_question_inside_an_answer_is_a_pair_of_its_own(name: str) -> None:
    inner = f"<div itemprop=about {Q}><h4 itemprop=name>And on Sundays?</h4><div {A}><p itemprop=text>No.</div></div>"
    html = f"<div {Q}>{NAME}<div {A}><div itemprop=text>From 7:30 to 18:00.{inner}</div></div></div>"
    assert pairs(html if name == "microdata" else as_rdfa(html), name) == [OPEN, ("And on Sundays?", "No.")]


@pytest.mark.parametrize("name", ["microdata", "rdfa"])
@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        (NAME, "no_answer"),
        (f"{NAME}<div {A}></div>", "no_answer"),
        (f"{NAME}<div {A}><p itemprop=text> </p></div>", "no_answer"),
        (f"<div {A}>{TEXT}</div>", "no_question"),
        (f"<h3 itemprop=name></h3><div {A}>{TEXT}</div>", "no_question"),
    ],
)
def test_half_a_pair_is_rejected(markup: str, reason: str, name: str) -> None:
    html = f"<div {Q}>{markup}</div>"
    found = found_in(html if name == "microdata" else as_rdfa(html), name)
    assert found.candidates == []
    assert [rejected.reason for rejected in found.rejected] == [reason]


# --- microdata alone -------------------------------------------------------------------------

TYPES = [
    "https://schema.org/Question",
    "http://schema.org/Question",
    "http://www.schema.org/Question",
    "HTTPS://Schema.org/Question",
    "https://schema.org/Question/",
    "//schema.org/Question",
    " https://schema.org/Question ",
    "https://schema.org/Question https://schema.org/Comment",
]
NO_TYPES = [
    "https://schema.org/Questionnaire",
    "https://schema.org/FAQPage",
    "https://example.org/Question",
    "schema.org",
    "",
]


@pytest.mark.parametrize("kind", TYPES)
def test_a_type_may_be_written_in_several_ways(kind: str) -> None:
    assert pairs(f'<div itemscope itemtype="{kind}">{NAME}<div {A}>{TEXT}</div></div>') == [OPEN]


@pytest.mark.parametrize("kind", NO_TYPES)
def test_other_types_are_left(kind: str) -> None:
    assert found_in(f'<div itemscope itemtype="{kind}">{NAME}<div {A}>{TEXT}</div></div>') == Findings([], [], [])


def test_properties_may_be_addresses() -> None:
    html = f"<div {Q}>{NAME}<div {A}>{TEXT}</div></div>"
    for word in ("name", "acceptedAnswer", "text"):
        html = re.sub(f'itemprop="?{word}"?', f'itemprop="http://schema.org/{word}"', html)
    assert pairs(html) == [OPEN]


def test_what_belongs_to_an_inner_item_is_not_the_outer_ones() -> None:
    person = '<div itemprop=about itemscope itemtype="https://schema.org/Person"><b itemprop=name>Ada</b></div>'
    assert pairs(f"<div {Q}>{person}{NAME}<div {A}>{TEXT}</div></div>") == [OPEN]


def test_properties_may_stand_elsewhere() -> None:
    html = f"""<h3 itemprop=name id=q>When are you open?</h3><p>Between</p>
        <div {Q} itemref="q none a"></div><div id=a><div {A} itemref="t&quot;"></div></div>
        <p id='t"' itemprop=text>From 7:30 to 18:00.</p>"""
    assert pairs(html) == [OPEN]


def test_references_that_go_round_end() -> None:
    assert pairs(f"<div id=a {Q} itemref='a b'>{NAME}<div id=b itemref=a {A}>{TEXT}</div></div>") == [OPEN]


# --- RDFa alone ------------------------------------------------------------------------------

BODY = (
    "<h3 property={0}name>When are you open?</h3>"
    "<div property={0}acceptedAnswer typeof={0}Answer><p property={0}text>From 7:30 to 18:00.</div>"
)
PLAIN = BODY.format("")
SCOPES = {
    "a vocabulary": f'<div vocab="https://schema.org/" typeof=Question>{PLAIN}</div>',
    "a vocabulary without its stroke": f'<div vocab="http://schema.org" typeof=Question>{PLAIN}</div>',
    "a vocabulary further out": f'<body vocab="http://schema.org/"><div><div typeof=Question>{PLAIN}',
    "the usual prefix": f"<div typeof=schema:Question>{BODY.format('schema:')}</div>",
    "a prefix of its own": f'<div prefix="d: //dc.org/ s: //schema.org/"><div typeof=s:Question>{BODY.format("s:")}',
    "addresses": f"<div typeof=https://schema.org/Question>{BODY.format('https://schema.org/')}</div>",
    "several types": f'<div vocab="https://schema.org/" typeof="Thing Question">{PLAIN}</div>',
    "a vocabulary beside prefixes": f'<div vocab="//example.org/" typeof=schema:Question>{BODY.format("schema:")}',
    "an inner vocabulary": f'<div vocab="http://example.org/"><div vocab="https://schema.org/" typeof=Question>{PLAIN}',
}
NO_SCOPES = {
    "no vocabulary": f"<div typeof=Question>{PLAIN}</div>",
    "another vocabulary": f'<div vocab="https://example.org/" typeof=Question>{PLAIN}</div>',
    "a vocabulary that was taken back": f'<div vocab="https://schema.org/"><div vocab="" typeof=Question>{PLAIN}',
    "a prefix of others": f'<div prefix="s: https://example.org/"><div typeof=s:Question>{BODY.format("s:")}',
    "a prefix of nobody": f"<div typeof=s:Question>{BODY.format('s:')}</div>",
    "a vocabulary beside it": f'<div vocab="https://schema.org/"></div><div typeof=Question>{PLAIN}</div>',
    "a questionnaire": f'<div vocab="https://schema.org/" typeof=Questionnaire>{PLAIN}</div>',
}


@pytest.mark.parametrize("scope", SCOPES)
def test_words_mean_what_their_scope_says(scope: str) -> None:
    assert pairs(SCOPES[scope], "rdfa") == [OPEN]


@pytest.mark.parametrize("scope", NO_SCOPES)
def test_words_that_are_not_schema_orgs_are_left(scope: str) -> None:
    assert found_in(NO_SCOPES[scope], "rdfa") == Findings([], [], [])


def test_content_speaks_for_an_element_that_shows_nothing() -> None:
    html = '<div vocab="https://schema.org/" typeof=Question><span property=name content="When are you open?"></span>'
    html += '<div property=acceptedAnswer typeof=Answer><p property=text content="no">From 7:30 to 18:00.</div></div>'
    assert pairs(html, "rdfa") == [OPEN]


# --- laws ------------------------------------------------------------------------------------

ids = st.sampled_from(["", "id=a", "id='a,b'", "id='1'", "id='x y'", "id='a;b=c'", "id='a\\'", "id=é"])
texts = st.sampled_from(["One.", "Two <b>three</b>", "<ul><li>a</ul>", "", "<p>x<p>y", "<pre> a\n  b</pre>"])
answers = st.builds(
    lambda at, kind, prop, text: f"<div {at} {kind}><p itemprop={prop}>{text}</p>{text}</div>",
    ids,
    st.sampled_from([A, S]),
    st.sampled_from(["text", "name", "comment"]),
    texts,
)
questions = st.recursive(
    st.builds(lambda at, parts: f"<div {at} {Q}>{NAME}{''.join(parts)}</div>", ids, st.lists(answers, max_size=3)),
    lambda inner: st.builds(
        lambda at, parts: f"<section {at}>{'<p>'.join(parts)}</section>", ids, st.lists(inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=examples(100))
@given(questions)
@pytest.mark.parametrize("name", ["microdata", "rdfa"])
def test_every_locator_gives_its_pair_again(name: str, html: str) -> None:
    whole = page(html if name == "microdata" else as_rdfa(html))
    found = FORMATS[name].extract(whole)
    for candidate in found.candidates:
        assert resolve(whole, candidate.locator) == (candidate.question, candidate.answer)
    assert len({candidate.locator for candidate in found.candidates}) == len(found.candidates)


@pytest.mark.parametrize(
    "locator", ["microdata=#a", "microdata=#a,#b", "rdfa=p,p", "microdata=", "microdata=,", "rdfa=[,"]
)
def test_a_locator_of_nothing_is_refused(locator: str) -> None:
    with pytest.raises(NothingThere, match=r"nothing|selector|CSS|parse"):
        resolve(page("<p>x"), locator + "x")


HOSTILE = {
    "many questions": f"<div {Q}>{NAME}<div {A}>{TEXT}</div></div>" * shorter(5_000),
    "many texts": f"<div {Q}>{NAME}<div {A}>" + "<p itemprop=text>x</p>" * shorter(20_000),
    "many answers": f"<div {Q}>{NAME}" + f"<div {A}>{TEXT}</div>" * shorter(10_000),
    "deep texts": f"<div {Q}>{NAME}<div {A}>" + "<div itemprop=text>" * shorter(5_000) + "x",
    "deep questions": f"<div {Q}>{NAME}" * 500,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_items_are_read_in_time(name: str) -> None:
    start = time.process_time()
    microdata.extract(page(HOSTILE[name]))
    rdfa.extract(page(as_rdfa(HOSTILE[name])))
    assert time.process_time() - start < shorter(8)
