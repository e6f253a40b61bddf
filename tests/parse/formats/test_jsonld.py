"""Questions in JSON-LD scripts, wherever and however they are written."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from builders import examples, page
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.audit.reread import resolve
from pipeline.parse.formats import jsonld
from pipeline.parse.locators import NothingThere
from pipeline.run.page import PageResult, parse
from pipeline.schema import Candidate, Findings

OPEN = ("When are you open?", "From 7:30 to 18:00.")
DOGS = ("Are dogs welcome?", "Yes, on the terrace.")


def answer(text: Any = OPEN[1], **changes: Any) -> dict[str, Any]:
    return {"@type": "Answer", "text": text, **changes}


def question(name: Any = OPEN[0], text: Any = OPEN[1], **changes: Any) -> dict[str, Any]:
    return {"@type": "Question", "name": name, "acceptedAnswer": answer(text), **changes}


def faq(*questions: Any, **changes: Any) -> dict[str, Any]:
    return {"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": list(questions), **changes}


def script(data: Any, opening: str = '<script type="application/ld+json">') -> str:
    return f"{opening}{json.dumps(data)}</script>"


def read(html: str) -> PageResult:
    return parse(html, url="https://cafe.example.org/faq", format="jsonld")


def found_in(data: Any) -> Findings:
    return jsonld.extract(page(script(data)))


def pairs(candidates: list[Candidate]) -> list[tuple[str, str]]:
    return [(candidate.question, candidate.answer) for candidate in candidates]


BARE = question()
TYPED = "http://schema.org/"
WHERE: dict[str, tuple[Any, str]] = {
    "a page of questions": (faq(BARE), "/mainEntity/0/acceptedAnswer"),
    "one question that is no list": ({**faq(), "mainEntity": BARE}, "/mainEntity/acceptedAnswer"),
    "a page of one question": (faq(BARE, **{"@type": "QAPage"}), "/mainEntity/0/acceptedAnswer"),
    "a bare question": ({"@context": "https://schema.org", **BARE}, "/acceptedAnswer"),
    "a question without a context": (BARE, "/acceptedAnswer"),
    "a graph": (
        {"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, faq(BARE)]},
        "/@graph/1/mainEntity/0/acceptedAnswer",
    ),
    "a graph inside a graph": ({"@graph": [{"@graph": [BARE]}]}, "/@graph/0/@graph/0/acceptedAnswer"),
    "a list at the top": ([{"@type": "Organization"}, faq(BARE)], "/1/mainEntity/0/acceptedAnswer"),
    "lists inside lists": ([[[BARE]]], "/0/0/0/acceptedAnswer"),
    "parts of another thing": (
        {"@type": "Product", "subjectOf": [faq(BARE)]},
        "/subjectOf/0/mainEntity/0/acceptedAnswer",
    ),
    "a page of several types": (faq(BARE, **{"@type": ["WebPage", "FAQPage"]}), "/mainEntity/0/acceptedAnswer"),
    "a question of several types": (faq({**BARE, "@type": ["Thing", "Question"]}), "/mainEntity/0/acceptedAnswer"),
    "types as addresses": (question(**{"@type": TYPED + "Question"}), "/acceptedAnswer"),
    "types as secure addresses": (question(**{"@type": "https://www.schema.org/Question"}), "/acceptedAnswer"),
    "types with the usual prefix": (question(**{"@type": "schema:Question"}), "/acceptedAnswer"),
    "blanks around a type": (question(**{"@type": " Question "}), "/acceptedAnswer"),
    "type without its sign": ({"type": "Question", "name": OPEN[0], "acceptedAnswer": answer()}, "/acceptedAnswer"),
    "properties as addresses": (
        {"@type": TYPED + "Question", TYPED + "name": OPEN[0], TYPED + "acceptedAnswer": {TYPED + "text": OPEN[1]}},
        "/http:~1~1schema.org~1acceptedAnswer",
    ),
    "a prefix of its own": (
        {
            "@context": {"s": "http://schema.org/"},
            "@type": "s:Question",
            "s:name": OPEN[0],
            "s:acceptedAnswer": {"@type": "s:Answer", "s:text": OPEN[1]},
        },
        "/s:acceptedAnswer",
    ),
    "words of its own": (
        {
            "@context": [
                "https://schema.org",
                {
                    "Frage": "schema:Question",
                    "frage": "schema:name",
                    "art": "@type",
                    "antwort": {"@id": "schema:acceptedAnswer"},
                },
            ],
            "art": "Frage",
            "frage": OPEN[0],
            "antwort": answer(),
        },
        "/antwort",
    ),
    "words of its own, the context further in": (
        {"@graph": [{"@context": {"Frage": "http://schema.org/Question"}, **question(**{"@type": "Frage"})}]},
        "/@graph/0/acceptedAnswer",
    ),
    "a vocabulary": ({"@context": {"@vocab": "https://schema.org/"}, **BARE}, "/acceptedAnswer"),
    "a context without a scheme": ({"@context": "schema.org", **BARE}, "/acceptedAnswer"),
    "answers as a list": (question(acceptedAnswer=[answer()]), "/acceptedAnswer/0"),
    "an answer as a string": (question(acceptedAnswer=OPEN[1]), "/acceptedAnswer"),
    "an answer as a list of strings": (question(acceptedAnswer=[OPEN[1]]), "/acceptedAnswer/0"),
    "a text as a list": (question(acceptedAnswer=answer([OPEN[1], OPEN[1]])), "/acceptedAnswer"),
    "a text that is wrapped": (question(acceptedAnswer=answer({"@value": OPEN[1]})), "/acceptedAnswer"),
    "texts in a wrapped list": (question(acceptedAnswer=answer({"@list": [OPEN[1]]})), "/acceptedAnswer"),
    "texts in two languages": (
        question(
            name=[{"@value": OPEN[0], "@language": "en"}, {"@value": "Wann?", "@language": "de"}],
            acceptedAnswer=answer([{"@value": OPEN[1], "@language": "en"}, {"@value": "Um 7.", "@language": "de"}]),
        ),
        "/acceptedAnswer",
    ),
    "an answer that has only a name": (
        question(acceptedAnswer={"@type": "Answer", "name": OPEN[1]}),
        "/acceptedAnswer",
    ),
    "a question that has only a text": (
        {"@type": "Question", "text": OPEN[0], "acceptedAnswer": answer()},
        "/acceptedAnswer",
    ),
    "a question without a name but with an empty one": (
        question(name="", text="") | {"text": OPEN[0], "acceptedAnswer": answer()},
        "/acceptedAnswer",
    ),
    "an answer elsewhere": (
        {"@graph": [question(acceptedAnswer={"@id": "#a"}), answer(**{"@id": "#a"})]},
        "/@graph/0/acceptedAnswer",
    ),
    "an answer elsewhere, named with its type": (
        {"@graph": [answer(**{"@id": "#a"}), question(acceptedAnswer={"@id": "#a", "@type": "Answer"})]},
        "/@graph/1/acceptedAnswer",
    ),
    "an answer elsewhere, named by a string": (
        {"@graph": [question(acceptedAnswer="#a"), answer(**{"@id": "#a"})]},
        "/@graph/0/acceptedAnswer",
    ),
    "questions elsewhere": (
        {"@graph": [faq({"@id": "#q"}), question(**{"@id": "#q"})]},
        "/@graph/1/acceptedAnswer",
    ),
    "a key that a pointer must escape": ({"a/b~c": BARE}, "/a~1b~0c/acceptedAnswer"),
}


@pytest.mark.parametrize("where", WHERE)
def test_a_question_is_found_wherever_it_stands(where: str) -> None:
    data, pointer = WHERE[where]
    found = found_in(data)
    assert pairs(found.candidates) == [OPEN]
    assert found.candidates[0].locator == f"jsonld=0#{pointer}"
    assert found.candidates[0].flags == ()
    assert found.rejected == []


NO_QUESTIONS: dict[str, Any] = {
    "a questionnaire": question(**{"@type": "Questionnaire"}),
    "another vocabulary": {"@context": "https://www.w3.org/ns/activitystreams", **question()},
    "another vocabulary by address": question(**{"@type": "https://example.org/quiz#Question"}),
    "another vocabulary by prefix": {
        "@context": {"quiz": "https://example.org/quiz#"},
        **question(**{"@type": "quiz:Question"}),
    },
    "a word that means another": {
        "@context": ["https://schema.org", {"Question": "https://example.org/Poll"}],
        **question(),
    },
    "another default vocabulary": {"@context": {"@vocab": "https://example.org/"}, **question()},
    "a recipe that asks": {"@type": "Recipe", "name": "Question of taste?", "text": "Salt."},
    "a type that is no text": {**BARE, "@type": 5},
    "a mention": {"@type": "Article", "about": {"@type": "Question", "@id": "#q"}},
    "a string": "Question",
}


@pytest.mark.parametrize("what", NO_QUESTIONS)
def test_what_is_no_question_of_schema_org_is_left(what: str) -> None:
    found = found_in(NO_QUESTIONS[what])
    assert found.candidates == []


def test_each_answer_comes_with_its_standing() -> None:
    data = question(suggestedAnswer=[answer("At 7."), answer("At 8.")], acceptedAnswer=[answer(), answer("Early.")])
    found = found_in(data)
    assert [(candidate.answer, candidate.flags, candidate.locator) for candidate in found.candidates] == [
        (OPEN[1], (), "jsonld=0#/acceptedAnswer/0"),
        ("Early.", (), "jsonld=0#/acceptedAnswer/1"),
        ("At 7.", ("suggested_answer",), "jsonld=0#/suggestedAnswer/0"),
        ("At 8.", ("suggested_answer",), "jsonld=0#/suggestedAnswer/1"),
    ]


def test_what_an_exercise_suggests_are_wrong_choices() -> None:
    found = found_in(question(eduQuestionType="Multiple choice", suggestedAnswer=[answer("At 7."), answer("At 8.")]))
    assert [candidate.answer for candidate in found.candidates] == [OPEN[1]]
    assert [rejected.reason for rejected in found.rejected] == ["no_answer", "no_answer"]


def test_a_question_inside_an_answer_is_a_pair_of_its_own() -> None:
    inner = question(*DOGS)
    found = found_in(question(acceptedAnswer=answer(mainEntity=inner)))
    assert pairs(found.candidates) == [OPEN, DOGS]
    assert found.candidates[1].locator == "jsonld=0#/acceptedAnswer/mainEntity/acceptedAnswer"


@pytest.mark.parametrize("empty", [None, "", [], {}, {"@type": "Answer"}, {"@type": "Answer", "text": " <p></p>"}, 5])
def test_a_question_whose_answer_says_nothing_is_rejected(empty: object) -> None:
    found = found_in(faq(question(acceptedAnswer=empty), question(*DOGS)))
    assert pairs(found.candidates) == [DOGS]
    assert [rejected.reason for rejected in found.rejected] == ["no_answer"]
    assert found.rejected[0].text == OPEN[0]


def test_an_answer_whose_question_says_nothing_is_rejected() -> None:
    found = found_in(faq({"@type": "Question", "acceptedAnswer": answer()}))
    assert [(rejected.reason, rejected.text) for rejected in found.rejected] == [("no_question", OPEN[1])]


UNTYPED = {name: value for name, value in question().items() if name != "@type"}
LOOSE: dict[str, Any] = {
    "no type": UNTYPED,
    "an empty type": {**UNTYPED, "@type": ""},
    "no type, an answer suggested": {"name": OPEN[0], "suggestedAnswer": [answer()]},
    "lower case": question(**{"@type": "question"}),
    "upper case": question(**{"@type": "QUESTION"}),
    "lower case in a list": question(**{"@type": ["thing", "question "]}),
    "lower case with a prefix": question(**{"@type": "schema:question"}),
    "an address in lower case": question(**{"@type": "http://schema.org/question"}),
    "an address with a slash at its end": question(**{"@type": "https://schema.org/Question/"}),
}


@pytest.mark.parametrize("how", LOOSE)
def test_a_question_is_one_however_loosely_its_type_is_written(how: str) -> None:
    [record] = read(script(faq(LOOSE[how]))).records
    assert (record.question, record.answer) == OPEN
    assert "repaired_markup" in record.flags


def test_a_node_of_another_vocabulary_is_no_untyped_question() -> None:
    assert found_in({"@context": "https://quiz.example.org/", **UNTYPED}).candidates == []


FIRST, SECOND = '"name":"A?","acceptedAnswer":{"text":"1"}', '"name":"B?","acceptedAnswer":{"text":"2"}'
TYPE = '"@type":"Question"'
TWICE = {
    "everything": f"{{{TYPE},{FIRST},{TYPE},{SECOND}}}",
    "all but the type": f"{{{TYPE},{FIRST},{SECOND}}}",
    "the type last": f"{{{FIRST},{SECOND},{TYPE}}}",
    "a comma too many": f"{{{TYPE},{FIRST},{SECOND},}}",
    "the list of questions": f'{{"mainEntity":[{{{TYPE},{FIRST}}}],"mainEntity":[{{{TYPE},{SECOND}}}]}}',
}


@pytest.mark.parametrize("what", TWICE)
def test_an_object_that_says_its_keys_twice_loses_no_pair(what: str) -> None:
    html = f'<script type="application/ld+json">{{"@type":"FAQPage","mainEntity":[{TWICE[what]}]}}</script>'
    result = read(html)
    assert [(record.question, record.answer) for record in result.records] == [("A?", "1"), ("B?", "2")]
    assert all("repaired_markup" in record.flags for record in result.records)
    for sighting, record in zip(result.sightings, result.records, strict=True):
        assert resolve(page(html), sighting.locator) == (record.question, record.answer)


def test_two_answers_under_one_key_are_two_pairs() -> None:
    twice = '{"@type":"Question","name":"A?","acceptedAnswer":{"text":"1"},"acceptedAnswer":{"text":"2"}}'
    found = jsonld.extract(page(f'<script type="application/ld+json">{twice}</script>'))
    assert pairs(found.candidates) == [("A?", "1"), ("A?", "2")]


def test_a_name_that_another_replaces_is_rejected() -> None:
    twice = '{"@type":"Question","name":"A?","name":"B?","acceptedAnswer":{"text":"2"}}'
    found = jsonld.extract(page(f'<script type="application/ld+json">{twice}</script>'))
    assert pairs(found.candidates) == [("B?", "2")]
    assert [(rejected.reason, rejected.text) for rejected in found.rejected] == [("no_answer", "A?")]


def test_a_key_that_says_the_same_twice_is_sound() -> None:
    html = script(faq(question())).replace('"@type": "Question"', '"@type": "Question", "@type": "Question"')
    assert [candidate.flags for candidate in jsonld.extract(page(html)).candidates] == [()]


@pytest.mark.parametrize("length", range(60, len(script(faq(question(), question(*DOGS)))) - len("</script>")))
def test_a_script_that_was_cut_gives_no_cut_answer_as_a_whole_one(length: int) -> None:
    result = read(script(faq(question(), question(*DOGS)))[:length] + "</script>")
    for record in result.records:
        is_whole = (record.question, record.answer) in (OPEN, DOGS)
        assert is_whole or "truncated" in record.flags.split()
    assert result.records or result.rejected or length < 150


def test_comments_and_authors_are_in_no_answer() -> None:
    data = question(
        acceptedAnswer=answer(author={"@type": "Person", "name": "Ada"}, comment={"@type": "Comment", "text": "Late!"})
    )
    assert pairs(found_in(data).candidates) == [OPEN]


def test_names_lose_their_markup_and_numbers() -> None:
    found = found_in(
        faq(
            question("<b>1. When are you <i>open</i>?</b>"),
            question("&lt;strong&gt;Q: Are dogs welcome?&lt;/strong&gt;", DOGS[1]),
        )
    )
    assert pairs(found.candidates) == [OPEN, DOGS]


OPENINGS = [
    '<script type="application/ld+json">',
    "<script type='application/ld+json'>",
    "<script type=application/ld+json>",
    '<script type=" application/ld+json ">',
    '<script type="application/ld+json; charset=utf-8">',
    '<SCRIPT TYPE="APPLICATION/LD+JSON">',
    '<script\n  id="faq" class="yoast-schema-graph"\n  type = "application/ld+json" data-x>',
    '<script type="application/ld&#x2B;json">',
    '<script type="application/ld&#43;json">',
    '<script type="application&#x2F;ld&#x2B;json">',
    '<script type="application&sol;ld&plus;json">',
    '<script type="&#97;pplication/ld&#043;JSON; charset=utf-8">',
    '<script type="Application/LD+Json">',
    '<script type="application/ld+json ;profile=x">',
    '<script type="application/ld json">',
    '<script type="Application/LD JSON">',
    "<script type=application/ld%2Bjson>",
    '<script type="application/ld%2bjson; charset=utf-8">',
    r'<script type="application\/ld+json">',
    r"<script type=\"application\/ld+json\">",
    '<script type="ld+json">',
    '<script type="text/ld+json">',
    '<script type="application/json+ld">',
    '<script type="application/ldjson">',
    '<script type="“application/ld+json”">',
    "<script type=”application/ld+json”>",
    "<script type=″application/ld+json″>",
    "<script type=\"'application/ld+json'\">",
    '<script data-when="a > b" data-tag="<b" type="application/ld+json" data-then="c > d">',
    '<script type="application/ld+json>',
]


@pytest.mark.parametrize("opening", OPENINGS)
def test_a_script_is_found_however_its_type_is_written(opening: str) -> None:
    assert [(record.question, record.answer) for record in read(script(faq(question()), opening)).records] == [OPEN]


NOT_OURS = [
    '<script data-note="a > b" type="text/javascript" data-type="application/ld+json">',
    '<script type="application/json">',
    '<script type="text/javascript">',
    '<script data-type="application/ld+json">',
    '<script type="application/ld+jsonp">',
    '<script type="application/build+json">',
    '<script type="" data-type="application/ld+json">',
    '<script type="text/x-world json">',
    "<script>",
    '<div type="application/ld+json">',
    '<link type="application/ld+json">',
]


@pytest.mark.parametrize("opening", NOT_OURS)
def test_what_is_no_json_ld_script_is_left(opening: str) -> None:
    assert read(script(faq(question()), opening)).candidates == 0


SEEN = {
    "behind a comment": ("<!-- a -->{}", True),
    "behind the shortest comment": ("<!-->{}", True),
    "in a comment": ("<!-- {} -->", False),
    "in a comment that never closes": ("<!-- {}", False),
    "in a comment with a comment's start in it": ("<!-- <!-- {} -->", False),
    "behind a script that hides itself from old browsers": ("<script><!--\nx()\n//--></script>{}", True),
    "behind a script that speaks of a comment": ("<script>x = '<!--'</script>{}", True),
    "in a script that writes it": ("<script>document.write('{}')</script>", False),
    "behind a script that is commented out": ("<!-- <script> -->{}", True),
    "behind a script that closes itself": ('<script src="a.js"/>{}', True),
    "in a conditional comment": ("<!--[if IE]>{}<![endif]-->", False),
    "behind a conditional comment": ("<!--[if IE]><p>x<![endif]-->{}", True),
    "between two comments": ("<!-- a -->{}<!-- b -->", True),
    "without an end": ("{}", True),
}


@pytest.mark.parametrize("where", SEEN)
def test_a_script_in_a_comment_or_in_a_script_is_none(where: str) -> None:
    html, is_seen = SEEN[where]
    assert len(read(html.replace("{}", script(faq(question())))).records) == is_seen


def test_a_script_ends_where_a_browser_ends_it() -> None:
    text = "Use <\\/script> or </scripture>, but not more"
    data = json.dumps(faq(question(text="TEXT"))).replace("TEXT", text)
    for ending in ("</script>", "</SCRIPT >", "</script\n>", "</script/>"):
        (record,) = read(f"<script type=application/ld+json>{data}{ending}<p>more</p>").records
        assert record.answer == "Use </script> or </scripture>, but not more"


def test_a_nul_in_a_script_loses_no_page() -> None:
    html = f"{script(question(name='Bad'))}<p>Welcome</p>".replace("Bad", "When are\0you open?")
    assert len(parse(html, url="https://cafe.example.org/", media_type="text/html").records) == 1


def test_scripts_are_counted_as_they_stand() -> None:
    first, second = script({"@type": "WebSite"}), script(faq(question()))
    commented = f"<!-- {second} -->"
    triples = read(first + commented + second + script(faq(question(*DOGS))))
    assert [sighting.locator[:9] for sighting in triples.sightings] == ["jsonld=1#", "jsonld=2#"]


def test_many_scripts_are_read_in_time() -> None:
    """Also those in a comment: each look goes back to the last script, not to the page's start."""
    start = time.process_time()
    block = script({"@type": "WebSite"}).encode()
    assert len(list(jsonld.scripts(block * 30_000))) == 30_000
    assert list(jsonld.scripts(b"<!--" + block * 30_000)) == []
    assert list(jsonld.scripts(b"<script>" + b"<script type='application/ld+json'>" * 30_000)) == []
    assert time.process_time() - start < 5


def test_an_answer_that_needs_a_key_with_strange_letters_is_read_again() -> None:
    data = {"ä/~ \"'#": [{"": question()}]}
    (candidate,) = found_in(data).candidates
    assert jsonld.resolve(page(script(data)), candidate.locator) == OPEN


@pytest.mark.parametrize(
    "locator", ["jsonld=2#/acceptedAnswer", "jsonld=0#/@type", "jsonld=0#/x", "jsonld=0#", "jsonld=x#", "jsonld=0#/a/b"]
)
def test_a_locator_of_nothing_is_refused(locator: str) -> None:
    with pytest.raises(NothingThere, match=r"nothing|no Question|invalid"):
        resolve(page(script({"@type": "WebSite"}) + script(question())), locator)


words = st.text("abcä <>&\"'\\/~.?\n", max_size=12)
answers = st.recursive(
    words | st.builds(answer, words) | st.just({"@id": "#a"}),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.builds(lambda w, q: answer(w, about=question(text=w, acceptedAnswer=q)), words, inner)
    ),
    max_leaves=5,
)
questions = st.builds(
    lambda name, accepted, suggested: question(name, acceptedAnswer=accepted, suggestedAnswer=suggested),
    words,
    answers,
    answers,
)
graphs = st.recursive(
    questions, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3), max_leaves=6
)


@settings(max_examples=examples(80))
@given(st.lists(graphs, min_size=1, max_size=3))
def test_every_locator_gives_its_pair_again(scripts: list[Any]) -> None:
    html = page(
        "<p>Café</p>".join(
            script([graph, {"@id": "#a", "text": "referred"}]).replace("</s", "<\\/s", 0) for graph in scripts
        )
    )
    found = jsonld.extract(html)
    for candidate in found.candidates:
        assert jsonld.resolve(html, candidate.locator) == (candidate.question, candidate.answer)
    assert len({candidate.locator for candidate in found.candidates}) == len(found.candidates)
