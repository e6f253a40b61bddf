"""Where the last answer of a talk ends, in an interview and in the record of a court."""

from __future__ import annotations

from pipeline.run.page import parse


def read(body: str) -> list[tuple[str, str]]:
    page = f"<title>The lock keeper</title><body><article><h1>The lock keeper</h1>{body}</article></body>"
    found = parse(page, url="https://www.example.org/lock", media_type="text/html")
    return [(record.question, record.answer) for record in found.records]


TURNS = [("How did you start?", "My father kept it."), ("What changed most?", "The boats."), ("Who helps?", "Nobody.")]
NAMED = "".join(f"<p><b>Canal News:</b> {question}</p><p><b>Sue Lane:</b> {answer}</p>" for question, answer in TURNS)
SWORN = "".join(f"<p>Q. {question}</p><p>A. {answer}</p>" for question, answer in TURNS)


def test_a_note_in_italics_is_no_part_of_the_last_answer_of_somebody_with_a_name() -> None:
    assert read(f"{NAMED}<p><em>Sue Lane speaks at the town hall.</em></p>") == TURNS


def test_a_note_below_an_answer_with_a_letter_is_part_of_it() -> None:
    labelled = "".join(f"<p>Q: {question}</p><p>A: {answer}</p>" for question, answer in TURNS)
    assert read(f"{labelled}<p><em>Bring boots.</em></p>")[-1][1] == "Nobody.\n\nBring boots."


def test_what_is_said_behind_italics_is() -> None:
    last = read(f"{NAMED}<p><em>She laughs.</em></p><p>Not even the cat.</p>")[-1][1]
    assert last.endswith("Not even the cat.")


def test_an_answer_ends_where_somebody_else_speaks_in_court() -> None:
    assert read(f"{SWORN}<p>MR. DALE: No further questions.</p><p>THE COURT: Thank you.</p>") == TURNS


def test_a_note_in_capitals_is_part_of_an_answer() -> None:
    assert read(f"{SWORN}<p>NOTE: She was sworn.</p>")[-1][1] == "Nobody.\n\nNOTE: She was sworn."


def test_titles_in_capitals_are_part_of_an_answer() -> None:
    assert read(f"{SWORN}<p>THE PRICE: Ten euros.</p>")[-1][1] == "Nobody.\n\nTHE PRICE: Ten euros."


CHAT = [("Wanda", *TURNS[0]), ("Pelle", *TURNS[1]), ("Ms Yun (North)", *TURNS[2])]


def chat(expert: str) -> str:
    return "".join(
        f"<p><b>{name}:</b> {question}</p><p><b>{expert}:</b> {answer}</p>" for name, question, answer in CHAT
    )


def test_many_may_ask_whom_one_answers() -> None:
    assert read(chat("Dr. Moor")) == TURNS
    assert read(chat("The Minister, Mr Birch")) == TURNS


def test_nobody_is_asked_where_all_ask() -> None:
    talk = "".join(f"<p><b>{name}:</b> {question}</p>" for name, question, _ in CHAT)
    assert read(talk) == []


def test_a_letter_labels_an_answer_that_ends_like_a_name() -> None:
    asked = [("Quanto si paga?", "Venti euro."), ("Dove si va?", "Al porto."), ("Chi viene?", "Tutti quanti.")]
    assert read("".join(f"<p><b>D. {question}</b></p><p>R. {answer}</p>" for question, answer in asked)) == asked


def test_a_letter_labels_an_answer_that_announces_a_list() -> None:
    listed = f"{SWORN}<p>Q. And the fees?</p><p>A. A permit costs:</p><ul><li>20 pounds</li></ul>"
    assert read(listed)[-1] == ("And the fees?", "A permit costs:\n\n- 20 pounds")
