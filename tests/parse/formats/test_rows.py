"""Tables of pairs: each row with a question and an answer is a pair, is found again, and nothing of a file is lost."""

from __future__ import annotations

import json

import pyarrow.parquet as pq
import pytest
from builders import document
from conftest import Project, Run

from pipeline.audit.explain import explain
from pipeline.audit.verify import verify
from pipeline.parse.decode import decode
from pipeline.parse.formats import rows
from pipeline.parse.page import Page
from pipeline.schema import CSV, JSON, JSON_LINES, Findings

DEPTH, WATER = ("How deep is the well?", "Forty metres."), ("Who may draw water?", "Every household.")


def read(text: str, media_type: str, **about: str) -> tuple[Page, Findings]:
    page = decode(
        document(path="faq", content=text.encode(), media_type=media_type, url="https://a.example.org/", **about)
    )
    assert isinstance(page, Page)
    return page, rows.extract(page)


def pairs(text: str, media_type: str, **about: str) -> list[tuple[str, str]]:
    """What was read, each pair found again at its locator."""
    page, found = read(text, media_type, **about)
    for candidate in found.candidates:
        assert rows.resolve(page, candidate.locator) == (candidate.question, candidate.answer)
        assert rows.source_at(page, candidate.locator) == (candidate.source, candidate.source_url)
    return [(candidate.question, candidate.answer) for candidate in found.candidates]


def _csv(names: str, separator: str = ",") -> str:
    body = "".join(f'"{question}"{separator}"{answer}"\r\n' for question, answer in (DEPTH, WATER))
    return f"{separator.join(names.split())}\r\n{body}"


@pytest.mark.parametrize(
    ("text", "media_type"),
    [
        (_csv("question answer"), CSV),
        (_csv("Question Answer", ";"), CSV),
        (_csv("Frage Antwort", "\t"), CSV),
        (_csv("q a", "|"), CSV),
        (_csv("vprasanje odgovor"), CSV),
        (_csv("otazka odpoved", ";"), CSV),
        ("sep=;\r\n" + _csv("Question Answer", ";"), CSV),
        ('\ufeff"sep=|"\n' + _csv("q a", "|"), CSV),
        ("\ufeff" + _csv("FAQ_Question accepted_answer"), CSV),
        (json.dumps([{"question": q, "answer": a} for q, a in (DEPTH, WATER)]), JSON),
        (json.dumps({"faqs": {"x/y": [{"pregunta": q, "respuesta": a} for q, a in (DEPTH, WATER)]}}), JSON),
        (json.dumps({"mainEntity": [{"name": q, "acceptedAnswer": {"text": a}} for q, a in (DEPTH, WATER)]}), JSON),
        ("".join(json.dumps({"prompt": q, "completion": a}) + "\n" for q, a in (DEPTH, WATER)), JSON_LINES),
        ("".join(json.dumps({"a": a, "q": q}) + "\n\n" for q, a in (DEPTH, WATER)), JSON_LINES),
        (json.dumps([{"question": q, "answer": f"<p>{a}</p>"} for q, a in (DEPTH, WATER)]), JSON),
        (json.dumps([{"question": q, "answers": [{"text": a}]} for q, a in (DEPTH, WATER)]), JSON),
    ],
)  # fmt: skip
def test_columns_are_known_by_what_they_are_called(text: str, media_type: str) -> None:
    assert pairs(text, media_type) == [DEPTH, WATER]


def test_columns_are_as_the_index_calls_them() -> None:
    named = json.dumps({"question": "title; of", "answer": "body"})
    text = json.dumps([{"title; of": DEPTH[0], "body": DEPTH[1], "answer": "no", "question": "no"}])
    assert pairs(text, JSON, columns=named) == [DEPTH]


def test_a_row_cites_its_source_and_a_file_without_one_itself() -> None:
    text = "question,answer,source,url\nWhy?,So.,b.example.org,https://b.example.org/x\nHow?,Thus.,https://c.example.org/y,\nWho?,We.,,\n"
    page, found = read(text, CSV)
    assert [(each.source, each.source_url) for each in found.candidates] == [
        ("b.example.org", "https://b.example.org/x"),
        ("https://c.example.org/y", "https://c.example.org/y"),
        ("https://a.example.org/", "https://a.example.org/"),
    ]
    for each in found.candidates:
        assert rows.source_at(page, each.locator) == (each.source, each.source_url)


@pytest.mark.parametrize(
    ("text", "media_type", "reasons", "count"),
    [
        ("name,age\nA,3\n", CSV, ["unknown_columns"], 0),
        ("{}", JSON, ["unknown_columns"], 0),
        ('["a"]', JSON, ["unknown_columns"], 0),
        ("question,answer\nWhy?,So.,or not\nHow?,Thus.\n", CSV, ["broken_markup"], 1),
        ('question,answer\nHow?,Thus.\nWhy?,"So.\n', CSV, ["broken_markup"], 1),
        ("question,answer\nWhy?\nHow?,Thus.\n", CSV, ["no_answer"], 1),
        ('{"question": "How?", "answer": "Thus."}\nno json at all\n', JSON_LINES, ["broken_markup"], 1),
        ("no json at all", JSON, ["broken_markup"], 0),
        ('{"question": "Why?"}\n{"question": "How?", "answer": "Thus."}\n', JSON_LINES, ["no_answer"], 1),
        ('{"q": "Why?", "a": null}\n{"q": "How?", "a": "Thus."}\n', JSON_LINES, ["no_answer"], 1),
    ],
)
def test_what_is_no_pair_is_rejected(text: str, media_type: str, reasons: list[str], count: int) -> None:
    _, found = read(text, media_type)
    assert ([each.reason for each in found.rejected], len(found.candidates)) == (reasons, count)


def _chat(role: str, text: str, *said: tuple[str, object]) -> str:
    return json.dumps({"messages": [{role: who, text: what} for who, what in said], "url": "https://b.example.org/1"})


@pytest.mark.parametrize(
    "text",
    [
        _chat("role", "content", ("system", "Be kind."), ("user", DEPTH[0]), ("assistant", DEPTH[1]))
        + "\n"
        + _chat("role", "content", ("user", WATER[0]), ("assistant", WATER[1])),
        _chat("from", "value", *zip(("human", "gpt") * 2, DEPTH + WATER, strict=True)),
        _chat("role", "parts", *zip(("user", "model") * 2, ([{"text": text}] for text in DEPTH + WATER), strict=True)),
        _chat(
            "role", "content", ("user", [{"type": "text", "text": DEPTH[0]}]), ("assistant", None), ("tool", "40"),
            ("assistant", DEPTH[1]), ("user", WATER[0]), ("assistant", WATER[1]),
        ),
        json.dumps(
            {
                "chosen": [{"role": "user", "content": DEPTH[0]}, {"role": "assistant", "content": DEPTH[1]}],
                "rejected": [{"role": "user", "content": DEPTH[0]}, {"role": "assistant", "content": "No idea."}],
                "question": WATER[0],
                "answer": WATER[1],
            }
        ),
    ],
)  # fmt: skip
def test_a_user_asks_and_the_assistant_answers(text: str) -> None:
    assert {*pairs(text, JSON_LINES)} == {DEPTH, WATER}


@pytest.mark.parametrize(
    ("text", "media_type"),
    [
        ("{depth}\n{water}\n", JSON_LINES),
        ("[{depth}, {water}]", JSON),
        ('[[{depth}, {{"chat": {water}}}], []]', JSON),
        ('{{"depth": [{depth}], "chosen": {water}, "rejected": {depth}}}', JSON),
    ],
)
def test_messages_may_be_in_no_object(text: str, media_type: str) -> None:
    chats = {name: _messages(pair) for name, pair in (("depth", DEPTH), ("water", WATER))}
    assert {*pairs(text.format(**chats), media_type)} == {DEPTH, WATER}


def test_one_list_of_messages_cites_its_file() -> None:
    _, found = read(_messages(DEPTH), JSON)
    assert [(each.source, each.locator) for each in found.candidates] == [
        ("https://a.example.org/", "rows=/0/content;/1/content")
    ]


def _messages(pair: tuple[str, str]) -> str:
    return json.dumps([{"role": role, "content": text} for role, text in zip(("user", "assistant"), pair, strict=True)])


@pytest.mark.parametrize(
    "messages",
    [
        [("user", "How deep?")],
        [("assistant", "Forty metres.")],
        [("system", "Be kind."), ("assistant", "How deep?")],
        [("Ana", "How deep?"), ("Ben", "Forty metres.")],
        [("user", [{"type": "text", "text": "Whose?"}, {"type": "image_url"}]), ("assistant", "Mine.")],
    ],
)
def test_messages_of_which_none_answers_hold_no_pair(messages: list[tuple[str, object]]) -> None:
    _, found = read(_chat("role", "content", *messages), JSON_LINES)
    assert ([each.reason for each in found.rejected], found.candidates) == (["unknown_columns"], [])


def test_what_answers_a_question_with_a_picture_answers_no_other() -> None:
    picture = [{"type": "text", "text": "Whose is this?"}, {"type": "image_url", "image_url": {"url": "a.png"}}]
    text = _chat("role", "content", *zip(("user", "assistant") * 2, (*DEPTH, picture, "Mine."), strict=True))
    assert pairs(text, JSON_LINES) == [DEPTH]


def test_what_no_assistant_answers_is_rejected() -> None:
    _, found = read(_chat("role", "content", ("user", "Why?"), ("user", DEPTH[0]), ("assistant", DEPTH[1])), JSON_LINES)
    assert [(each.reason, each.text) for each in found.rejected] == [("no_answer", "Why?")]
    assert [each.source for each in found.candidates] == ["https://b.example.org/1"]


def test_json_that_was_repaired_or_cut_off_is_flagged() -> None:
    _, repaired = read('[{"question": "Why?", "answer": "So."},]', JSON)
    _, cut = read('[{"question": "Why?", "answer": "So it', JSON)
    assert [each.flags for each in repaired.candidates] == [("repaired_markup",)]
    assert all("truncated" in each.flags for each in cut.candidates)


def test_tables_are_released_and_found_again(project: Project, qamill: Run) -> None:
    project.raw.mkdir()
    long = 'A line.\n\nAnother one, with a "quote".'
    quoted = long.replace('"', '""')
    (project.raw / "a.csv").write_text(f'question,answer,source\nWhy so?,"{quoted}",b.example.org\n')
    (project.raw / "b.jsonl").write_text('{"question": "What é?", "answer": "It \\u00e9 is."}\n')
    (project.raw / "c.json").write_text('{"list": [{"titel": "Wie tief?", "text": "Sehr tief."}]}')
    (project.raw / "index.csv").write_text(
        "path,url,question,answer\na.csv,,,\nb.jsonl,https://b.example.org/b,,\n"
        "c.json,https://b.example.org/c,titel,text\n"
    )
    project.curate()
    records = pq.read_table(project.release().table("records")).to_pylist()
    assert {row["question"] for row in records} == {"Why so?", "What é?", "Wie tief?"}
    assert {row["source"] for row in records} == {"b.example.org"}
    verdict = verify(out=project.out, raw=project.raw)
    assert (verdict.problems, verdict.missing, verdict.locators) == ([], (), 3)
    lines = {row["question"]: explain(row["id"], out=project.out, raw=project.raw).evidence[0].lines for row in records}
    assert [line.number for line in lines["Why so?"]] == [2, 3, 4]
    assert [line.number for line in lines["What é?"]] == [1]
    assert [line.number for line in lines["Wie tief?"]] == [1]
    project.index("a.csv,,,,")
    assert "Released" in qamill(project, "curate", "--allow-loss").stderr  # the names are gone, so it is read again


def test_a_table_is_known_by_its_name_on_the_command_line(project: Project, qamill: Run) -> None:
    (project.root / "faq.csv").write_text("question,answer\nHow deep?,Forty metres.\n")
    shown = qamill(project, "parse", "faq.csv", "--url", "https://a.example.org/")
    assert json.loads(shown.stdout)["locator"] == "rows=/2/question;/2/answer"


def test_an_attribution_in_the_row_of_a_table_cites_its_host() -> None:
    cited = "Takedown request | View complete answer on well.example.org"
    _, found = read(f'question,answer,source\r\n"{DEPTH[0]}","{DEPTH[1]}","{cited}"\r\n', CSV)
    assert [(each.question, each.source) for each in found.candidates] == [(DEPTH[0], "well.example.org")]


def _exported(*said: tuple[str, str, str, str]) -> str:
    """A chat as ChatGPT exports it: of each message its name, the one before it, who says it and what."""
    nodes = {
        name: {
            "id": name,
            "parent": before or None,
            "message": {"author": {"role": who}, "content": {"content_type": "text", "parts": [text]}} if who else None,
        }
        for name, before, who, text in said
    }
    return json.dumps([{"title": "Wells", "mapping": nodes, "current_node": said[-1][0]}])


def test_the_last_way_through_an_exported_chat_is_read() -> None:
    text = _exported(
        ("root", "", "", ""),
        ("system", "root", "system", ""),
        ("a/1", "system", "user", DEPTH[0]),
        ("a2", "a/1", "assistant", "Who knows."),
        ("b2", "a/1", "assistant", DEPTH[1]),
        ("b3", "b2", "user", WATER[0]),
        ("b4", "b3", "assistant", WATER[1]),
    )
    page, found = read(text, JSON)
    assert [(each.question, each.answer) for each in found.candidates] == [DEPTH, WATER]
    assert [rows.resolve(page, each.locator) for each in found.candidates] == [DEPTH, WATER]


@pytest.mark.parametrize(
    "nodes", [[], {"a": {"parent": "a", "message": {}}}, {"a": 1}, {"a": {"message": "How deep?"}}]
)
def test_what_only_looks_like_an_exported_chat_holds_no_pair(nodes: object) -> None:
    _, found = read(json.dumps({"mapping": nodes, "current_node": "a"}), JSON)
    assert found.candidates == []
