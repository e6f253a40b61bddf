"""The data that pages give their scripts: which objects are question and answer."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipeline.audit.reread import resolve
from pipeline.parse.prefilter import formats_for
from pipeline.run.page import PageResult, parse
from pipeline.schema import HTML, Document

ADDRESS = "https://example.org/mill"
WELL, PUMP = (
    {"question": "How deep is the well?", "answer": "Forty metres."},
    {"question": "A pump", "answer": "It is."},
)


def read(data: Any, form: str = '<script type="application/json">%s</script>') -> PageResult:
    """What a page with this data gives."""
    return parse(f"<title>T</title>{form % json.dumps(data)}", url=ADDRESS, media_type=HTML)


def pairs(result: PageResult) -> list[tuple[str, str]]:
    return [(record.question, record.answer) for record in result.records]


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        ([{"q": "How deep is it?", "a": "Forty metres."}], "Forty metres."),
        ([{"faqQuestion": "How deep is it?", "faqAnswer": "Forty metres."}], "Forty metres."),
        ([{"question_text": "How deep is it?", "answer_html": "<p>Forty</p><p>metres</p>"}], "Forty\n\nmetres"),
        ({"pregunta": "¿Cuánto mide?", "respuesta": "Cuarenta metros."}, "Cuarenta metros."),
        ({"faqs": [{"title": "How deep is it?", "content": "Forty metres."}]}, "Forty metres."),
        ({"FaqList": {"items": [{"title": "How deep is it?", "body": "Forty metres."}]}}, "Forty metres."),
        ([{"question": "How deep is it?", "answer": ["Forty.", "Metres."]}], "Forty.\n\nMetres."),
        ([{"question": "How deep is it?", "answer": {"rendered": "<b>Forty</b> metres"}}], "Forty metres"),
        (
            [{"question": "How deep is it?", "answer": {"childMarkdownRemark": {"html": "<p>Forty metres</p>"}}}],
            "Forty metres",
        ),
        (
            [
                {
                    "question": "How deep is it?",
                    "answer": [
                        {"_type": "block", "children": [{"_type": "span", "text": "Three things:"}]},
                        {"_type": "block", "listItem": "bullet", "children": [{"text": "rope"}]},
                        {"_type": "block", "listItem": "bullet", "children": [{"text": "pail"}]},
                    ],
                }
            ],
            "Three things:\n\n- rope\n- pail",
        ),
        (
            {"_type": "faqs", "title": "Wells", "text": "All.", "rows": [{"title": "How deep?", "body": "Forty."}]},
            "Forty.",
        ),
        ({"root": {"question": "How deep?", "answer": {"root": {"children": [{"text": "a < b"}]}}}}, "a < b"),
        (
            [{"question": {"value": "How deep is it?"}, "answer": {"value": "Forty metres.", "format": "x"}}],
            "Forty metres.",
        ),
        ({"faq": {"q1": "How deep is it?", "a1": "Forty metres.", "q2": "Is it old?"}}, "Forty metres."),
        ([{"question": {"en-GB": "How deep is it?"}, "answer": {"en-GB": "Forty metres."}}], "Forty metres."),
    ],
)
def test_an_object_with_a_question_and_an_answer_is_a_pair(data: Any, answer: str) -> None:
    assert [said for _, said in pairs(read(data))] == [answer]


DOCUMENTS: dict[str, Any] = {
    "Prismic": [
        {"type": "paragraph", "text": "Take < 3:", "spans": []},
        {"type": "list-item", "text": "rope", "spans": []},
        {"type": "list-item", "text": "pail", "spans": []},
    ],
    "Draft.js": {
        "blocks": [
            {"text": "Take < 3:", "type": "unstyled", "data": {}},
            {"text": "rope", "type": "unordered-list-item"},
            {"text": "pail", "type": "unordered-list-item"},
        ],
        "entityMap": {},
    },
    "Editor.js": {
        "blocks": [
            {"type": "paragraph", "data": {"text": "Take &lt; <b>3</b>:"}},
            {"type": "list", "data": {"style": "unordered", "items": ["rope", {"content": "pail", "items": []}]}},
        ]
    },
    "Notion": [
        {"type": "paragraph", "paragraph": {"rich_text": [{"plain_text": "Take < "}, {"plain_text": "3:"}]}},
        {"type": "bulleted_list_item", "bulleted_list_item": {"rich_text": [{"plain_text": "rope"}]}},
        {"type": "bulleted_list_item", "bulleted_list_item": {"rich_text": [{"plain_text": "pail"}]}},
    ],
    "Quill": {
        "ops": [{"insert": "Take < "}, {"insert": "3:", "attributes": {"bold": True}}, {"insert": "\n- rope\n- pail\n"}]
    },
}


LISTED = "Take < 3: - rope - pail"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_text_document_is_read_as_it_is_shown(name: str) -> None:
    answer = DOCUMENTS[name]
    assert [" ".join(said.split()) for _, said in pairs(read({"question": "What for?", "answer": answer}))] == [LISTED]


@pytest.mark.parametrize("form", ["%s", '{"raw": %s}'])
def test_a_text_document_in_a_string_is_read(form: str) -> None:
    answer = json.loads(form % json.dumps(json.dumps(DOCUMENTS["Draft.js"])))
    assert [" ".join(said.split()) for _, said in pairs(read({"question": "What for?", "answer": answer}))] == [LISTED]


def test_each_language_of_a_text_and_each_number_of_a_name_is_a_pair() -> None:
    languages = {"question": {"en": "Is it old?", "fr": "Est-il vieux ?"}, "answer": {"en": "Yes.", "fr": "Oui."}}
    numbers = {
        "question_1": "How deep?",
        "question_2": "How wide?",
        "answer_1": "Forty metres.",
        "answer_2": "Two metres.",
    }
    assert pairs(read(languages)) == [("Is it old?", "Yes."), ("Est-il vieux ?", "Oui.")]
    assert pairs(read(numbers)) == [("How deep?", "Forty metres."), ("How wide?", "Two metres.")]


@pytest.mark.parametrize(
    "data",
    [
        {"question": "Your question", "answer": "Your answer"},
        {"question": "Which river is longer?", "options": ["Elbe", "Vltava"], "answer": "B"},
        {"question1": "How deep is it?", "answer2": "Forty metres."},
        {"question": {"en": "How deep is it?"}, "answer": {"fr": "Quarante mètres."}},
        {"question": "Open on Sundays?", "answers": [{"text": "Yes", "votes": 3}, {"text": "No", "votes": 1}]},
        {"articles": [{"title": "Why does the river rise?", "content": "It rained."}]},
        {"question_id": "7", "answer_id": "9", "faq": 1},
        {"question": "Still have questions?", "answer": "Write to us."},
        {"faq": {"seo": {"title": "How deep is it?", "description": "All about wells."}}},
        {"questionCount": "3", "answerCount": "4", "answer": True},
    ],
)
def test_what_only_has_such_names_is_none(data: Any) -> None:
    assert pairs(read(data)) == []


def test_half_of_a_list_asks_for_the_others() -> None:
    assert len(pairs(read([WELL, PUMP]))) == 2
    assert len(pairs(read([WELL, PUMP, PUMP | {"question": "The rope"}, PUMP | {"question": "The pail"}]))) == 1


@pytest.mark.parametrize(
    "form",
    [
        "<script>window.__INITIAL_STATE__ = %s;</script>",
        "<script>window.__NUXT__=%s</script>",
        '<script>window["__DATA__"] = %s; start();</script>',
        "<script>var page = %s;</script>",
        '<script id="__NEXT_DATA__" type="application/json" crossorigin="anonymous">%s</script>',
        "<script type=application/json>%s</script>",
    ],
)
def test_data_is_read_however_it_is_given_to_scripts(form: str) -> None:
    result = read({"faqs": [WELL]}, form)
    assert pairs(result) == [("How deep is the well?", "Forty metres.")]
    assert result.page is not None
    assert resolve(result.page, result.sightings[0].locator) == ("How deep is the well?", "Forty metres.")


def test_data_that_is_a_string_is_read() -> None:
    data = json.dumps(json.dumps([WELL]))
    result = parse(f"<script>window.__STATE__ = JSON.parse({data})</script>", url=ADDRESS, media_type=HTML)
    assert len(result.records) == 1


FRAMEWORKS = {
    "Angular": (
        "<script type=application/json>{&q;faq&q;:[{&q;question&q;:&q;Is R&a;D old?&q;,&q;answer&q;:&q;Very.&q;}]}"
        "</script>"
    ),
    "Nuxt": (
        '<script type="application/json" id="__NUXT_DATA__">[["Reactive",1],{"faq":2},[3],'
        '{"question":4,"answer":5,"n":0},"Is R&D old?","Very."]</script>'
    ),
    "JSON inside a string": (
        r'<script type=application/json>{"body":"[{\"question\":\"Is R&D old?\",\"answer\":\"Very.\"}]"}</script>'
    ),
    "an attribute": (
        '<div data-page="{&quot;faq&quot;:[{&quot;question&quot;:&quot;Is R&amp;D old?&quot;,&quot;answer&quot;:'
        '&quot;Very.&quot;}]}"></div>'
    ),
    "an attribute that Vue binds": (
        """<p title='=["'></p><faq-list :faqs='[{"question":"Is R&amp;D old?","answer":"Very."}]'></faq-list>"""
    ),
    "React Router": (
        r"""<script>window.__reactRouterContext = {};</script><script>window.__reactRouterContext.streamController"""
        r""".enqueue("[{\"_1\":2},\"loaderData\",[3],{\"_4\":5,\"_6\":7},\"question\",\"Is R&D old?\","""
        r"""\"answer\",\"Very.\"]\n");</script>"""
    ),
    "an island of Astro": (
        '<astro-island props="{&quot;faqs&quot;:[1,[[0,{&quot;title&quot;:[0,&quot;Is R&amp;D old?&quot;],'
        '&quot;body&quot;:[0,&quot;Very.&quot;]}]]]}"></astro-island>'
    ),
    "Livewire": """<p wire:snapshot='{"data":{"faq":[[{"q":"Is R&amp;D old?","a":"Very."},{"s":"arr"}],{}]}}'></p>""",
    "Alpine": (
        """<p x-data="{ open: null, faqs: [{ question: 'Is R&amp;D old?', answer: 'Ve' + 'ry.' }], hide() {} }"></p>"""
    ),
    "SvelteKit": (
        "<script>{ const el = document.body; Promise.all([import('a.js')]).then(([kit, app]) => { kit.start(app, el, "
        '{data: [null,{type:"data",data:{items:[{question:"Is R\\u0026D old?",answer:"Very."}]},uses:{}}], '
        "form: null}); }); }</script>"
    ),
    "Nuxt with a function": (
        '<script>window.__NUXT__=(function(a,b,c){b.question=a;b.answer="Very.";c[0]=b;return {layout:"default",'
        'data:[{items:c}],error:null}}("Is R\\u0026D old?",{},[]));</script>'
    ),
    "data that is no JSON for one value": (
        '<script>window.__DATA__ = {"user": undefined, "faq": [{"question": "Is R&D old?", "answer": "Very."}]}'
        "</script>"
    ),
    "Ember": '<script type="fastboot/shoebox">{"faq":[{"question":"Is R&D old?","answer":"Very."}]}</script>',
    "a cache of Apollo": (
        '<script>window.__APOLLO_STATE__ = {"ROOT_QUERY":{"faqs":[{"__ref":"Faq:1"}]},'
        '"Faq:1":{"question":"Is R&D old?","answer":{"type":"id","generated":true,"id":"$Faq:1.answer"}},'
        '"$Faq:1.answer":{"html":"<p>Very.</p>"}}</script>'
    ),
    "percent signs": (
        "<script>window.__STATE__ = JSON.parse(decodeURIComponent('%5B%7B%22question%22%3A%22Is%20R%26D%20old%3F%22%2C"
        "%22answer%22%3A%22Very.%22%7D%5D'))</script>"
    ),
    "base64": (
        "<script>var state = JSON.parse(atob('W3sicXVlc3Rpb24iOiJJcyBSJkQgb2xkPyIsImFuc3dlciI6IlZlcnkuIn1d'))</script>"
    ),
    "single quotes": (
        r"""<script>window.__STATE__ = JSON.parse('[{"question":"Is R\u0026D old?","answer":"Very."}]')</script>"""
    ),
    "an attribute in single quotes": """<div data-props='[{"question":"Is R&amp;D old?","answer":"Very."}]'></div>""",
}


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_data_is_read_as_frameworks_write_it(name: str) -> None:
    result = parse(f"<title>T</title>{FRAMEWORKS[name]}", url=ADDRESS, media_type=HTML, format="pagedata")
    assert pairs(result) == [("Is R&D old?", "Very.")]
    assert result.page is not None
    assert resolve(result.page, result.sightings[0].locator) == ("Is R&D old?", "Very.")


@pytest.mark.parametrize(
    "form",
    [
        "<!-- <div data-page='%s'></div> -->",
        "<!-- <faq-list :faqs='%s'></faq-list> -->",
        "<div title='%s'></div>",
        '<!-- <script type="application/json">%s</script> -->',
        "<template><script>window.__NUXT__ = %s</script></template>",
        '<script type="text/x-template">window.__NUXT__ = {x: %s}</script>',
    ],
)
def test_what_no_browser_gives_to_a_script_is_not_read(form: str) -> None:
    assert pairs(read([WELL], form)) == []


def test_an_object_that_code_only_gives_to_a_name_is_not_read() -> None:
    page = "<script>var faq = [{question: 'How deep is the well?', answer: 'Forty metres.'}]</script>"
    assert pairs(parse(page, url=ADDRESS, media_type=HTML)) == []


def test_an_object_with_a_name_that_code_says_again_is_read() -> None:
    page = "<script>var faq = [{question: 'How deep is the well?', answer: 'Forty metres.'}]; faq.map(show)</script>"
    assert pairs(parse(page, url=ADDRESS, media_type=HTML)) == [("How deep is the well?", "Forty metres.")]


def test_what_is_read_since_later_versions_does_not_change_older_locators() -> None:
    data = json.dumps([WELL])
    older = json.dumps([PUMP, WELL])
    page = f"<faq-list :faqs='{data}'></faq-list><p x-data='{data}'></p><p data-faqs='{older}'></p>"
    result = parse(page, url=ADDRESS, media_type=HTML, format="pagedata")
    assert result.page is not None
    assert resolve(result.page, "pagedata=0#/0/question;/0/answer") == ("A pump", "It is.")


SIGNED = [
    {"body": "<p>Forty metres.</p>", "author": {"name": "Alun"}, "accepted": True},
    {"body": "Twenty, no more.", "author": {"name": "Mair"}, "score": -2},
]


@pytest.mark.parametrize(
    "data",
    [
        {"question": {"title": "How deep is it?", "body": "I cannot see the water."}, "answers": SIGNED},
        {"question": {"title": "How deep is it?", "body": "I cannot see the water.", "answers": SIGNED}},
        {
            "questions": [
                {"text": "How deep is it?", "nickname": "Gwen", "answers": {"edges": [{"node": a} for a in SIGNED]}}
            ]
        },
    ],
)
def test_each_signed_answer_to_a_question_is_a_pair(data: Any) -> None:
    result = read(data)
    assert pairs(result) == [("How deep is it?", "Forty metres."), ("How deep is it?", "Twenty, no more.")]
    assert [record.flags for record in result.records] == ["", "downvoted suggested_answer"]
    assert result.page is not None
    assert [resolve(result.page, sighting.locator)[1] for sighting in result.sightings] == [
        "Forty metres.",
        "Twenty, no more.",
    ]


@pytest.mark.parametrize(
    "answer",
    [{"text": "Yes", "votes": 3}, {"text": "Yes", "author": "Ann", "isCorrect": True}],
)
def test_choices_are_no_answers(answer: Any) -> None:
    assert pairs(read({"question": "Open on Sundays?", "answers": [answer, answer | {"text": "No"}]})) == []


def test_broken_data_is_rejected_and_costs_nothing_else() -> None:
    page = (
        '<script type="application/json">{"answer": "Forty</script><h1>FAQ</h1><h2>How deep?</h2><p>Forty metres.</p>'
    )
    result = parse(page, url=ADDRESS, media_type=HTML)
    assert [record.question for record in result.records] == ["How deep?"]


def test_a_pair_of_the_data_and_the_same_pair_as_shown_are_one() -> None:
    shown = "<h1>FAQ</h1><h2>How deep is the well?</h2><p>Forty metres.</p>"
    page = f'{shown}<script type="application/json">{json.dumps([WELL])}</script>'
    result = parse(page, url=ADDRESS, media_type=HTML)
    assert len({record.id for record in result.records}) == 1
    assert {sighting.format for sighting in result.sightings} == {"pagedata", "headings"}


@pytest.mark.parametrize("quote", ["&quot;", "&#34;"])
@pytest.mark.parametrize("names", [("frage", "antwort"), ("Vraag", "Antwoord"), ("q", "a"), ("вопрос", "ответ")])
def test_data_of_an_attribute_is_read_by_the_names_of_any_language(names: tuple[str, str], quote: str) -> None:
    data = json.dumps({"items": [dict(zip(names, WELL.values(), strict=True))]}, ensure_ascii=False)
    page = f'<div data-page="{data.replace(chr(34), quote)}"></div>'
    assert pairs(parse(page, url=ADDRESS, media_type=HTML, mode="markup")) == [tuple(WELL.values())]


@pytest.mark.parametrize(
    ("content", "is_asked"),
    [
        (b'<script type="application/json">{"faqs": []}</script>', True),
        (b'<script type="application/json">{"path": "/faq"}</script>', False),
        (b'<script type="application/json">{"_type": "faqBlock", "slug": 1}</script>', True),
        (b'<script type="application/json">{"slug": "faqBlock"}</script>', False),
        (b'<script>var x = JSON.parse(unescape("%7B%22answer%22%3A1%7D"))</script>', True),
        (b'<link type="application/json+oembed" href="faq"><p>"faq": </p>', False),
        (b'<script type="application/ld+json">{"acceptedAnswer": {}, "answerCount": 1}</script>', False),
        (b'<script>window.__X = {"antwort": 1}</script>', True),
        (b'<script type="application/json">{&q;antwort&q;:1}</script>', True),
        (rb'<script>self.__next_f.push([1,"0:{\"svar\":1}"])</script>', True),
        (b"<script>kit.start(app, element, {data: [{answer: 'So.'}]})</script>", True),
        (b'<script>window.__push("antwort")</script>', False),
        (b"<script>window.__NUXT__=(function(a){return {antwort:a}}(1))</script>", True),
        (b"<script>window.__X = JSON.parse(atob('e30='))</script>", True),
        (b"<script>window.__X = JSON.parse(atob(localStorage.x))</script>", False),
        (rb'<script>window.__x.streamController.enqueue("[{\"_1\":2},\"antwort\",\"So.\"]")</script>', True),
        (rb'<script>window.__x.streamController.enqueue("[{\"_1\":2},\"title\",\"An antwort\"]")</script>', False),
        (b"<div x-data=\"{faqs: [{answer: 'So.'}]}\"></div>", True),
        (b"<p>The answer: yes.</p><script>f({answer: x})</script>", False),
        (rb'<script>self.__next_f.push([1,"0:{\"answer\":1}"])</script>', True),
        (b'<div data-page="{&quot;antwort&quot;: 1}"></div>', True),
        (b'<div data-page="{&quot;slides&quot;: 1}"></div>"antwort": 1', False),
    ],
)
def test_only_a_page_with_an_answer_in_its_data_is_read(content: bytes, is_asked: bool) -> None:
    document = Document("page.html", content, "", media_type=HTML)
    assert ("pagedata" in formats_for(document, "markup")) == is_asked


def test_a_text_document_of_any_depth_is_read_or_left() -> None:
    text: Any = {"text": "Forty metres."}
    for _ in range(450):
        text = {"type": "paragraph", "content": [text]}
    assert pairs(read([{"question": "How deep is it?", "answer": text}, WELL])) == [(WELL["question"], WELL["answer"])]


def test_data_that_is_pushed_in_pieces_is_read() -> None:
    long = "Forty métres. " * 90
    props = {"faqs": [{"question": "How deep is it?", "answer": "$1f"}, {"question": "Is it old?", "answer": "Very."}]}
    flight = f'0:["$","div",null,{json.dumps(props)}]\n1f:T{len(long.encode()):x},{long}2:I["mod"]\n3:"$L2"\n'
    pieces = [flight[i : i + 70] for i in range(0, len(flight), 70)]
    scripts = "".join(f"<script>self.__next_f.push([1,{json.dumps(piece)}])</script>" for piece in pieces)
    result = parse(f"<title>T</title>{scripts}", url=ADDRESS, media_type=HTML, format="pagedata")
    assert pairs(result) == [("How deep is it?", long.strip()), ("Is it old?", "Very.")]
    assert result.page is not None
    assert resolve(result.page, result.sightings[1].locator) == ("Is it old?", "Very.")
