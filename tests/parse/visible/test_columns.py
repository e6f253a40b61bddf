"""Tables whose header says which column asks and which answers, wherever the columns are."""

from __future__ import annotations

import pytest

from pipeline.run.page import parse

ENTRIES = [
    ("Can the bond be waived?", "No."),
    ("Is there a visit?", "On Monday."),
    ("Please name the contact.", "Ann Bee."),
]
HEADERS = [
    ("Topic", "Question", "Response"),
    ("No.", "Section", "Question", "Answer"),
    ("No.", "Section", "Vendor question", "County response"),
    ("No.", "Question", "Answer"),
    ("Vendor question", "County response"),
    ("Question", "Date", "Answer", "Remarks"),
    ("Nr.", "Kapitel", "Frage", "Antwort"),
    ("№", "Раздел", "Вопрос", "Ответ"),
]


def rows(header: tuple[str, ...], cell: str = "th") -> str:
    head = "".join(f"<{cell}>{name}</{cell}>" for name in header)
    places = [i for i, name in enumerate(header) if name not in ("No.", "Date", "Remarks", "Topic", "Section")][-2:]
    lines = [f"<tr>{head}</tr>"]
    for number, entry in enumerate(ENTRIES):
        cells = {i: f"{number}.{i}" for i in range(len(header))} | dict(zip(places, entry, strict=True))
        lines.append(f"<tr>{''.join(f'<td>{text}</td>' for text in cells.values())}</tr>")
    return "".join(lines)


def read(table: str) -> list[tuple[str, str]]:
    page = f"<title>Tender 7</title><h1>Tender 7</h1><p>Read this.</p><table>{table}</table>"
    result = parse(page, url="https://www.example.org/tender", media_type="text/html")
    return [(record.question, record.answer) for record in result.records]


@pytest.mark.parametrize("cell", ["th", "td"])
@pytest.mark.parametrize("header", HEADERS)
def test_the_header_of_a_table_says_what_asks(header: tuple[str, ...], cell: str) -> None:
    assert read(rows(header, cell)) == ENTRIES


def test_the_column_with_the_answers_may_come_first() -> None:
    lines = [("Answer", "Question"), *((answer, question) for question, answer in ENTRIES)]
    assert read("".join(f"<tr><td>{first}</td><td>{second}</td></tr>" for first, second in lines)) == ENTRIES


def test_a_cell_may_span_several_rows_and_a_row_all_columns() -> None:
    table = (
        "<tr><td colspan=3>All that was asked</td></tr><tr><th>Topic</th><th>Question</th><th>Response</th></tr>"
        "<tr><td rowspan=2>Bids</td><td>Can the bond be waived?</td><td>No.</td></tr>"
        "<tr><td>Is there a visit?</td><td>On Monday.</td></tr><tr><td colspan=3>Is there more?</td></tr>"
        "<tr><td>Site</td><td>Please name the contact.</td><td>Ann Bee.</td></tr>"
    )
    assert read(table) == ENTRIES


@pytest.mark.parametrize(
    "header", [("Topic", "Name", "Value"), ("Question no.", "Points", "Grade"), ("Answer", "Share", "Question")]
)
def test_other_headers_say_nothing(header: tuple[str, ...]) -> None:
    body = "".join(f"<tr><td>{n}</td><td>Part {n} of it</td><td>{n} of 9</td></tr>" for n in range(3))
    assert read(f"<tr>{''.join(f'<th>{name}</th>' for name in header)}</tr>{body}") == []


def test_a_column_of_questions_of_which_none_asks_is_none() -> None:
    body = "".join(f"<tr><td>{n}</td><td>Item {n} of the form</td><td>{n} of 9</td></tr>" for n in range(3))
    assert read(f"<tr><th>No.</th><th>Question</th><th>Response</th></tr>{body}") == []


@pytest.mark.parametrize(
    "body",
    [
        "".join(f"<tr><td>{n}</td><td>What is {n} + 1?</td><td>one</td><td>A</td></tr>" for n in range(3)),
        "".join(
            f"<tr><td>{n}</td><td>Was it good?</td><td>9</td><td>{said}</td></tr>"
            for n, said in enumerate(("Very", "Not"))
        ),
    ],
    ids=["an exam", "a count of answers"],
)
def test_a_table_of_choices_or_of_counts_gives_nothing(body: str) -> None:
    assert read(f"<tr><th>No.</th><th>Question</th><th>More</th><th>Answer</th></tr>{body}") == []


BOARDS = {
    "by their names": (
        '<tr class="faq_q"><td>{n}</td><td>Bids</td><td><a href="#none">{question}</a></td></tr>',
        'class="faq_a"',
    ),
    "with who asked and when": (
        '<tr class="question"><td>{n}</td><td>{question}</td><td>Ann</td><td>2026.05.03</td></tr>',
        'class="answer"',
    ),
    "that open": (
        '<tr data-toggle="collapse" data-target="#c{n}"><td>{n}</td><td>Bids</td><td>{question}</td></tr>',
        'id="c{n}"',
    ),
}


@pytest.mark.parametrize("name", BOARDS)
def test_the_row_of_a_board_asks_in_one_cell_and_the_next_row_answers(name: str) -> None:
    row, sign = BOARDS[name]
    form = row + "<tr " + sign + "><td></td><td colspan=3>{answer}</td></tr>"
    entries = [*ENTRIES[:2], ("Who is the contact?", "Ann Bee.")] if name == "that open" else ENTRIES
    table = "".join(form.format(n=n, question=question, answer=answer) for n, (question, answer) in enumerate(entries))
    assert read(f"<tr><th>No.</th><th>Topic</th><th>Title</th></tr>{table}") == entries


def test_a_row_whose_cells_both_ask_is_one_question() -> None:
    asked = "<tr class=question><td>Is it the bond?</td><td>Or the bid?</td></tr>"
    form = asked + "<tr class=answer><td colspan=2>{}</td></tr>"
    assert read(form.format("The bond.") + form.format("The bid.")) == [
        ("Is it the bond? Or the bid?", "The bond."),
        ("Is it the bond? Or the bid?", "The bid."),
    ]
