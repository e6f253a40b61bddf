"""What pasted text is told by: examples in fenced code are none, and a table is one whatever its name."""

from __future__ import annotations

import pytest

from pipeline import parse
from pipeline.ingest.documents import type_of
from pipeline.parse.formats.attribution import attribution_after
from pipeline.schema import CSV, HTML, MARKDOWN, TEXT, Reason

_PASTED = "May I keep bees?\n\nTwo hives are allowed.\nTakedown request | View complete answer on bees.example.org\n"
_FENCED = f"```text\n{_PASTED}```\n"


def test_fenced_code_among_other_text_is_an_example() -> None:
    text = f"# A reader\n\nPut a file like this into the folder:\n\n{_FENCED}\nThen run it.\n"
    assert type_of("README.md", text.encode()) == MARKDOWN
    assert parse(text, media_type=MARKDOWN).records == []


def test_markdown_with_attributions_outside_of_code_or_nothing_else_is_pasted_text() -> None:
    assert type_of("notes.md", f"# Notes\n\n{_PASTED}\n```\ncode\n```\n".encode()) == TEXT
    assert type_of("notes.md", _FENCED.encode()) == TEXT
    assert [record.source for record in parse(_FENCED, media_type=TEXT).records] == ["bees.example.org"]


def test_markdown_that_says_how_an_answer_is_viewed_is_no_pasted_text() -> None:
    for said in ("Click on View full answer to see it.", "You can view the whole answer on a.example.org"):
        assert type_of("faq.md", f"# FAQ\n\n## How do I see it?\n\n{said}\n".encode()) == MARKDOWN
    line = "Take-down request \u2013 View full answer at bees.example.org"
    assert type_of("faq.md", f"May I keep bees?\n\nYes.\n{line}\n".encode()) == TEXT


def test_text_that_begins_with_the_names_of_columns_is_a_table() -> None:
    cited = "Takedown request | View complete answer on bees.example.org"
    for separator in (",", ";", "\t"):
        text = separator.join(["Question", "Answer", "Source"]) + "\n" + separator.join(["Why?", "So it is.", cited])
        assert type_of("page.txt", text.encode()) == type_of("", text.encode()) == CSV
        assert [record.source for record in parse(text).records] == ["bees.example.org"]
    for title in ("Question, answer\n\n", "Question, answer\nRead on Monday, and again on Friday\n"):
        assert type_of("page.txt", f"{title}{_PASTED}".encode()) == TEXT


def test_a_piece_of_a_page_with_attributions_is_html_where_its_lines_end_in_tags() -> None:
    piece = "\n".join(f"<p>{line}</p>" for line in _PASTED.split("\n") if line)
    assert type_of("page.txt", piece.encode()) == HTML
    assert [record.question for record in parse(piece).records] == ["May I keep bees?"]
    assert type_of("page.txt", f"<b>Bold</b> words\n{_PASTED}".encode()) == TEXT


@pytest.mark.parametrize(
    ("line", "host"),
    [
        ("Takedown request &nbsp; | &nbsp; View complete answer on bees.example.org", "bees.example.org"),
        ("Takedown&nbsp;request&nbsp;|&nbsp;View complete answer on bees.example.org", "bees.example.org"),
        ("Takedown request   \\|   View complete answer on bees.example.org", "bees.example.org"),
        (
            "Take\u00addown re\u00adquest | View com\u00adplete an\u00adswer on bees.ex\u00adample.org",
            "bees.example.org",
        ),
        ("Takedown request | View complete answer on bees. example. org", "bees.example.org"),
        ("Takedown request   |   View complete answer on bees .example .org", "bees.example.org"),
    ],
)
def test_an_attribution_is_read_through_what_programs_made_of_it(line: str, host: str) -> None:
    text = f"May I keep bees?\n\nTwo hives are allowed.\n{line}\n\nDo bees sleep?\n\nAt night.\n{line}\n"
    records = parse(text, media_type=TEXT).records
    assert {(record.answer, record.source) for record in records} == {
        ("Two hives are allowed.", host),
        ("At night.", host),
    }


@pytest.mark.parametrize(
    ("written", "host"),
    [("bees.org. then", "bees.org"), ("bees.org. OK", "bees.org"), ("bees.co. uk", "bees.co.uk"), ("v. com", "v.com")],
)
def test_a_word_after_a_host_is_no_part_of_it(written: str, host: str) -> None:
    text = f"May I keep bees?\n\nTwo hives.\nTakedown request | View complete answer on {written}\n"
    assert [record.source for record in parse(text, media_type=TEXT).records] == [host]


def test_rows_with_letters_keep_them() -> None:
    cited = "Takedown request | View complete answer on bees.example.org"
    rows = f"Q: Which grade?\nA\tgood\nB\tfair\n{cited}\n"
    assert _answers(rows) == ["A good\nB fair"]
    listed = parse("Q: Which grade?\nA\tgood\nC\tbad\nQ: Why?\nA\tSo.\n", media_type=TEXT, url="https://a.org/faq")
    assert [record.answer for record in listed.records] == ["A good\nC bad", "So."]


def test_a_host_ends_where_a_language_adds_to_it() -> None:
    for line in (
        "삭제 요청 | {}에서 전체 답변 보기",
        "Poista | Katso vastaus sivulta {}:ssa täällä",
        "削除 | {}で回答を見る",
        "删除 | 在{}查看完整答案",
    ):
        text = "".join(
            f"{q} on?\n\nSe on suuri.\n{line.format(host)}\n\n" for q, host in (("Miksi", "a.fi"), ("Kuka", "b.fi"))
        )
        assert {record.source for record in parse(text, media_type=TEXT).records} == {"a.fi", "b.fi"}


def test_words_above_a_question_and_its_answer_are_labels() -> None:
    for asks, answers in (("Question", "Answer"), ("Question:", "ANSWER"), ("Question", "Antwort")):
        cited = "Takedown request | View complete answer on bees.example.org"
        text = f"{asks}\nMay I keep bees?\n{answers}\nTwo hives are allowed.\n{cited}\n\n"
        result = parse(text * 2, media_type=TEXT)
        assert {(each.question, each.answer) for each in result.records} == {
            ("May I keep bees?", "Two hives are allowed.")
        }
        assert not result.rejected
    alone = "Which word is under the question?\nAnswer\nTakedown request | View complete answer on bees.example.org\n"
    assert [record.answer for record in parse(alone, media_type=TEXT).records] == ["Answer"]


def _answers(text: str) -> list[str]:
    result = parse(text, media_type=TEXT)
    assert not result.rejected
    return [record.answer for record in result.records]


def test_an_offer_to_look_for_the_question_again_is_no_question() -> None:
    second = _PASTED.replace("May I keep", "Do people keep").replace("Two hives", "Four hives")
    for label in ("Search for: ", "Suche nach: "):
        text = f"{_PASTED}{label}May I keep bees?\n{second}{label}Do people keep bees?\n"
        assert _answers(text) == ["Two hives are allowed.", "Four hives are allowed."]
    unanswered = f"{_PASTED}Tell me: May I keep bees?\nIs it you who asks?\n{_PASTED.splitlines()[-1]}\n"
    assert _answers(unanswered)[1] == "Is it you who asks?"
    labelled = f"{_PASTED}Question: May I keep bees?\n{second.partition(chr(10))[2]}"
    assert _answers(labelled) == ["Two hives are allowed.", "Four hives are allowed."]


@pytest.mark.parametrize(
    ("question", "written", "answer"),
    [
        ("May I keep bees?", "3 Mar 2023 \u2014 Two hives are allowed.", "Two hives are allowed."),
        ("May I keep bees?", "Mar 3, 2023\nTwo hives are allowed.", "Two hives are allowed."),
        ("May I keep bees?", "Two hives are allowed.\n2023-03-03", "Two hives are allowed."),
        ("When may I keep bees?", "3 Mar 2023 \u2014 Two hives are allowed.", None),
        ("When may I keep bees?", "Two hives are allowed.\n2023-03-03", None),
        ("What changed?", "12 April 1961 \u2014 Gagarin went up.", None),
        ("What changed?", "3 Mar 2023 \u2014 two hives more.", None),
        ("What changed?", "It was then:\n3 Mar 2023", None),
        ("What comes next?", "3 Mar 2023\n4 Mar 2023", None),
        ("What comes next?", "3 Mar 2023", None),
        ("What changed?", "Windows 2000 \u2014 The last one.", None),
        ("How long does honey last?", "3 Mar 2023 \u2014 For ever.", "For ever."),
        ("What do bees eat?", "3 Mar 2023 \u2014 Bees eat nectar.", "Bees eat nectar."),
        ("Darf ich Bienen halten?", "3. M\u00e4rz 2023 \u2014 Zwei V\u00f6lker.", "Zwei V\u00f6lker."),
        ("What is the next match?", "3 Mar 2023 \u2014 Ajax plays at home.", None),
        ("Who won the cup?", "3 Mar 2023 \u2014 Ajax won it.", None),
        ("Where do we meet next?", "3 Mar 2023 \u2014 Town hall.", None),
        ("How did the war start?", "24 February 2022 \u2014 Troops crossed the border.", None),
        ("How long do they stay?", "3 Mar 2023 \u2013 3 Mar 2024, and then they go.", None),
        ("May I come?", "1 Jan 2024 \u2014 The works start.\n1 Feb 2024 \u2014 They end.", None),
        ("Does it open in 2023?", "3 Mar 2023 \u2014 It opens.", None),
        ("Can I cite it?", "Psalm 12, 2019\nThe law of the land holds.", None),
    ],
)
def test_the_day_of_its_page_is_no_part_of_an_answer(question: str, written: str, answer: str | None) -> None:
    text = f"{question}\n\n{written}\nTakedown request | View complete answer on bees.example.org\n"
    assert [each.replace("\n\n", "\n") for each in _answers(text)] == [answer or written]


def test_the_way_to_the_page_of_the_cited_host_is_no_part_of_an_answer() -> None:
    for trail in ("https://www.bees.example.org \u203a keeping \u203a law", "bees.example.org\u203aKeeping"):
        text = _PASTED.replace("allowed.\n", f"allowed.\n{trail}\n")
        assert _answers(text) == ["Two hives are allowed."]
    for words in (
        "Settings \u203a Bees",
        "hives.example.org \u203a law",
        "The form is at\nbees.example.org \u203a law",
        "Look here:\nbees.example.org \u203a law",
        "bees.example.org \u203a law\nis the place.",
        "bees.example.org \u203a law says so.",
    ):
        assert words in _answers(_PASTED.replace("allowed.\n", f"allowed.\n{words}\n"))[0]
    assert _answers(_PASTED.replace("Two hives are allowed.", "bees.example.org \u203a law"))


@pytest.mark.parametrize("title", ["", "Bees and the law - Hives\n"])
@pytest.mark.parametrize("echo", ["", "Search for: May I keep bees?\n"])
@pytest.mark.parametrize("gap", ["", "\n"])
def test_the_way_to_a_page_of_another_site_ends_what_is_not_of_the_cited_host(title: str, echo: str, gap: str) -> None:
    other = f"May I keep bees?\nTwo hives are allowed.\nwww.hives.example.com \u203a law\n{title}{echo}{gap}"
    cited = "Do bees sleep?\nAt night they do.\nTakedown request | View complete answer on bees.example.org\n"
    result = parse(other + cited)
    assert [(each.question, each.answer) for each in result.records] == [("Do bees sleep?", "At night they do.")]
    reasons = [each.reason for each in result.rejected]
    assert reasons.count(Reason.NO_SOURCE) == 1
    assert len(reasons) == 1 + bool(title)


@pytest.mark.parametrize(
    "trail",
    [
        "www.bees.example.org \u203a law",
        "shop.example.org \u203a law",
        "Settings \u203a Bees",
        "The form is at\nwww.hives.example.com \u203a law",
        "www.hives.example.com \u203a law says so.",
    ],
)
def test_no_other_way_in_an_answer_ends_it(trail: str) -> None:
    text = _PASTED.replace("?\n\n", "?\n").replace("allowed.\n", f"allowed.\n{trail}\nAnd why?\nIt is the law.\n")
    assert "It is the law." in _answers(text)[0]
    assert [each.question for each in parse(text).records] == ["May I keep bees?"]


def test_the_rows_of_a_markdown_table_with_attributions_are_pasted_text() -> None:
    cited = "Takedown request \\| View complete answer on bees.example.org"
    rows = "".join(f"| **{word} bees sleep?** | {word} nights.<br>{cited} |\n" for word in ("Do", "Must"))
    result = parse(f"# Bees\n\n| Question | Answer |\n|---|---|\n{rows}", media_type=TEXT)
    assert [(each.question, each.answer) for each in result.records] == [
        ("Do bees sleep?", "Do nights."),
        ("Must bees sleep?", "Must nights."),
    ]
    for before in ("> ", "  "):
        indented = "".join(f"{before}{row}\n" for row in rows.splitlines())
        assert _answers(indented) == ["Do nights.", "Must nights."]
    cells = _PASTED.replace("Two hives", "| Hives | Two |\n| Bees | Many |\nTwo hives")
    assert "| Hives | Two |" in _answers(cells)[0]


def test_the_attribution_after_an_answer_is_found_whatever_ends_the_lines() -> None:
    lines = ("Miksi on?", "", "Se on suuri.", "Poista | Katso vastaus sivulta a.fi", "")
    for end in ("\n", "\r\n", "\r"):
        text = end.join(lines)
        found = attribution_after(text, text.index("suuri.") + len("suuri."))
        assert found
        assert found.host == "a.fi"
