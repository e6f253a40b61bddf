"""Question marks: one table, and everything that looks for a mark reads it."""

from __future__ import annotations

import re
import unicodedata

import pytest

from pipeline.run.page import parse
from pipeline.text.clean import ends_sentence
from pipeline.text.marks import ASKING_MARKS, END_MARKS, MARKS, START_MARKS, Position, has_mark_at_end
from pipeline.text.questions import ends_with_mark, inline_question
from pipeline.validate.flags import holds_question, lacks_question_mark

URL = "https://help.example.org/faq"

# Two questions of each script, as they are written, each with an answer.
QUESTIONS: dict[str, list[tuple[str, str]]] = {
    "English": [("How deep is the well?", "Forty metres."), ("Who draws the water?", "Each house does.")],
    "Japanese": [("入館料はいくらですか？", "大人は五百円です。"), ("休館日はいつですか？", "毎週月曜日です。")],
    "Arabic": [("كم عمق البئر؟", "أربعون متراً."), ("من يسحب الماء؟", "كل بيت في القرية.")],
    "Greek, typed as a semicolon": [("Πόσο βαθύ είναι το πηγάδι;", "Σαράντα μέτρα."), ("Ποιος παίρνει νερό;", "Όλοι.")],
    "Greek, the mark": [("Πόσο βαθύ είναι\u037e", "Σαράντα μέτρα."), ("Ποιος παίρνει νερό\u037e", "Όλοι.")],
    "Ethiopic": [("ውሃው ከየት ይመጣል፧", "ከተራራው ምንጭ ይመጣል።"), ("መግቢያው ስንት ነው፧", "ለአዋቂ አስር ብር ነው።")],
    "Armenian": [("Որտե՞ղ է հին ջրհորը", "Այն գյուղի կենտրոնում է։"), ("Ո՞վ կարող է մտնել", "Բոլորը, առանց տոմսի։")],
    "Armenian with a full stop": [("Ե՞րբ է բացվում։", "Ամեն օր ժամը տասին։"), ("Ո՞վ կարող է մտնել։", "Բոլորը։")],
    "Spanish": [("¿Dónde está el pozo?", "En la plaza."), ("¿Quién saca el agua?", "Cada casa.")],
    "Limbu": [("ᤜᤠᤱ ᤒᤠ᥅", "ᤀᤠᤱᤃᤠ ᤗᤠᤶ."), ("ᤕᤠᤱ ᤜᤠ᥅", "ᤁᤠᤴ ᤗᤠ.")],
    "Vai": [("ꕉꕜ ꔤ꘏", "ꕙꔤ ꗏ."), ("ꖴ ꕉꕜ꘏", "ꔤꕙ ꗏꗏ.")],
    "Bamum": [("ꚠꚡꚢ ꚣ꛷", "ꚤꚥ ꚦ."), ("ꚧꚨ ꚩ꛷", "ꚪꚫ ꚬ.")],
    "Meetei Mayek": [("ꯀꯔꯤ ꯑꯣꯏ꫱", "ꯃꯁꯤ ꯌꯨꯝ."), ("ꯀꯅꯥ ꯂꯥꯛ꫱", "ꯃꯍꯥꯛ ꯂꯥꯛ.")],
    "Chakma": [("\U00011107\U00011108 \U00011109\U00011143", "\U0001110a\U0001110b \U0001110c."),
               ("\U0001110d \U0001110e\U00011143", "\U0001110f \U00011110.")],
}  # fmt: skip
SCRIPTS = pytest.mark.parametrize("script", QUESTIONS)


def test_every_question_mark_of_unicode_is_in_the_table() -> None:
    asking = re.compile(r"\b(?:QUESTION|QUESTION EXCLAMATION) MARK|INTERROBANG(?! ORNAMENT)|AHANG KHUDAM")
    punctuation = [char for char in map(chr, range(0x110000)) if unicodedata.category(char) == "Po"]
    found = {char for char in punctuation if asking.search(unicodedata.name(char))}
    found -= {"\u2cfb"}  # the mark of a question that is only reported
    assert found == {mark.char for mark in MARKS} - {";"}


def test_a_mark_stands_in_the_table_once() -> None:
    assert len({mark.char for mark in MARKS}) == len({mark.name for mark in MARKS}) == len(MARKS)
    assert all(len(mark.char) == 1 for mark in MARKS)
    assert all(mark.letters for mark in MARKS if mark.position is Position.INSIDE)
    assert set(ASKING_MARKS) - set(END_MARKS) == {";", "\u055e"}
    assert set(START_MARKS).isdisjoint(ASKING_MARKS)


@pytest.mark.parametrize("mark", END_MARKS)
def test_a_mark_at_the_end_asks_for_everyone_who_looks(mark: str) -> None:
    for line in (f"a b{mark}", f"“a b{mark}”"):
        assert ends_with_mark(line)
        assert not lacks_question_mark(line)
        assert ends_sentence(line)
    assert holds_question(f"a\nb{mark}")
    assert inline_question(f"a b{mark} C d") == (0, 4)


@pytest.mark.parametrize("mark", START_MARKS)
def test_a_mark_at_the_start_does_not_ask_alone(mark: str) -> None:
    assert not ends_with_mark(f"{mark}a b")
    assert lacks_question_mark(f"{mark}a b")


@pytest.mark.parametrize(
    "line",
    [
        "one; two;",  # a semicolon after another letter than a Greek one
        "Այն գտնվում է գյուղի կենտրոնում։",  # no mark
        "Ո՞վ կարող է մտնել։ Բոլորը, առանց տոմսի։",  # it asks, and then tells
        "a\u055e b",  # after no Armenian letter
        "Πόσο; Σαράντα μέτρα.",
    ],
)
def test_a_line_that_ends_with_a_statement_has_no_mark(line: str) -> None:
    assert not has_mark_at_end(line)
    assert not ends_with_mark(line)
    assert lacks_question_mark(line)


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("Πόσο βαθύ είναι; Σαράντα μέτρα.", "Πόσο βαθύ είναι;"),
        ("Ո՞վ կարող է մտնել։ Բոլորը, առանց տոմսի։", "Ո՞վ կարող է մտնել։"),
        ("መቼ ይከፈታል፧ በየቀኑ ጠዋት ይከፈታል።", "መቼ ይከፈታል፧"),
    ],
)
def test_a_question_inside_a_line_ends_by_its_mark(line: str, question: str) -> None:
    assert inline_question(line) == (0, len(question))


def _pairs(text: str, media_type: str) -> list[tuple[str, str]]:
    return [(record.question, record.answer) for record in parse(text, url=URL, media_type=media_type).records]


@SCRIPTS
def test_headings_of_every_script_ask(script: str) -> None:
    asked = QUESTIONS[script]
    body = "".join(f"<h3>{question}</h3><p>{answer}</p>" for question, answer in asked)
    page = f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>FAQ</title></head><body><h1>FAQ</h1>{body}</body>"
    assert _pairs(page, "text/html") == asked


@SCRIPTS
def test_pasted_text_of_every_script_asks(script: str) -> None:
    # Without its mark, the title would be taken for the question.
    asked = QUESTIONS[script]
    source = "Takedown request   |   View complete answer on example.org"
    text = "\n\n\n".join(f"Title\n\n{question}\n\n{answer}\n{source}" for question, answer in asked)
    assert _pairs(text, "text/plain") == asked


@SCRIPTS
def test_questions_of_every_script_have_their_mark(script: str) -> None:
    for question, answer in QUESTIONS[script]:
        assert not lacks_question_mark(question)
        assert lacks_question_mark(answer)
        assert holds_question(f"{answer}\n{question}")
