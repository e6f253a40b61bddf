"""What of a line is the label of a question or an answer, and no part of it."""

from __future__ import annotations

import pytest

from pipeline.text.labels import has_letter, is_bare_answer_label, unlabelled_answer, unlabelled_question

LABELS = [
    "1. {}",
    "1.1. {}",
    "1.1) {}",
    "12.3.4. {}",
    "1.3 {}",
    "7 {}",
    "2 - {}",
    "2 \u2013 {}",
    "(3) {}",
    "[3] {}",
    "1.{}",
    "3){}",
    "01 {}",
    "02 | {}",
    "#3: {}".replace("#", ""),
    "Q: {}",
    "Q. {}",
    "Q.{}",
    "Q {}",
    "Q1: {}",
    "Q 1. {}",
    "Q.1 {}",
    "Q.No. 2 {}",
    "Ques 3. {}",
    "Que.3 {}",
    "Qn. 3) {}",
    "3-) {}",
    "? {}",
    "Q01 {}",
    "Qi1: {}",
    "Qs12: {}",
    "Q01. {}",
    "Q2 {}",
    "Q3) {}",
    "Q1.2: {}",
    "Q - {}",
    "[Q] {}",
    "[Q4]: {}",
    "Question 3: {}",
    "Question 3 {}",
    "Question: {}",
    "Frage 3: {}",
    "3. Frage: {}",
    "Pregunta 2 \u2013 {}",
    "Vraag 1) {}",
    "Otázka 4: {}",
    "Soru 5: {}",
    "Вопрос 6. {}",
    "Вопрос №7. {}",
    "Question n° 8: {}",
    "Frage Nr. 9: {}",
    "Domanda n. 3: {}",
    "FAQ 10: {}",
    "FAQ #11 {}",
    "Nr. 12 {}",
    "Otázka č. 13: {}",
    "Q(14) {}",
    "IV. {}",
    "I) {}",
    "¶ {}",
    "\u2192 {}",
    "\u2023 {}",
    "\u2043 {}",
    "\u25ba{}",
    "\u2753 {}",
    "\U0001f4a1{}",
    "\u2705 1. {}",
    "1\ufe0f\u20e3 {}",
    "\u2460 {}",
    "## 3. {}",
    '"{}"',
    "\u201c{}\u201d",
    "\u201e{}\u201c",
    "\u00ab {} \u00bb",
    "\u00ab {}",
    "\u00bb{}\u00ab",
    "\u2018{}\u2019",
    "'{}'",
    "1. \u201c{}\u201d",
    "\u201cQ: {}\u201d",
    "{} \u00b6",
    "{} \u25bc",
    "A.1.2. {}",
    "B.3. {}",
    "A01. {}",
]
NO_LABELS = [
    "Nr. 1 wer?",
    "No. 5 is what?",
    "FAQ: where is it?",
    "I. Newton or G. Leibniz?",
    "V. Woolf wrote what?",
    "IV. fluids for whom?",
    "5.0 vs 4.2?",
    "3.5 percent of what?",
    "2.4 GHz or 5 GHz?",
    "24.12. geöffnet?",
    "1.FC Köln, wann gegründet?",
    "3 days or 4?",
    "2 Bilet iade edilir mi?",
    "질문 있나요?",
    "Вопрос цены: какая?",
    "2024 Is over, what next?",
    "Q3 results: when?",
    "Q&A: where?",
    "Q10 cream, is it safe?",
    "Quick question: why?",
    "Questions are free?",
    "? operator in Rust?",
    "Que 3 cosas?",
    "Frage nicht dabei?",
    "Frage- und Antwortrunde: wann?",
    "सवाल-जवाब कब?",
    "Soruşturma ne zaman?",
    "問題は何ですか",
    "一体どうすれば",
    "\u2764\ufe0f or \U0001f49b?",
    "\U0001f602 meaning?",
    "\u2318C copies what?",
    "©2024 by whom?",
    "® or ™?",
    "°C or °F?",
    '"Yes" or "no"?',
    "\u201cMoby-Dick\u201d or \u201cTypee\u201d",
    "\u00abSí\u00bb o \u00abno\u00bb",
    "Was heißt \u00bbnein\u00ab",
    "Was heißt \u203anein\u2039",
    '"Moby-Dick" by whom?',
    "'Tis the season, but why?",
    '"',
    '""',
    "-5 degrees or less?",
    "H.264. or newer?",
    "A.J. Ayer wrote what?",
    "B12. or B6?",
    "A1. Why not?",
    "1.5 litres?",
    "10:30 or 11:00?",
    "1/2 or 1/3?",
]
BEYOND_LATIN = [
    ("第1问：如何退票？", "如何退票？"),
    ("Ｑ１\u3000駐車場はありますか", "駐車場はありますか"),
    ("Q1．入館料はいくらですか？", "入館料はいくらですか？"),
    ("問1. 駐車場はありますか", "駐車場はありますか"),
    ("問１　駐車場はありますか？".replace("\u3000", " "), "駐車場はありますか？"),
    ("Q駐車場はありますか", "駐車場はありますか"),
    ("【Q2】駐車場はありますか", "駐車場はありますか"),
    ("質問：駐車場はありますか", "駐車場はありますか"),
    ("「駐車場はありますか」", "駐車場はありますか"),
    ("一、如何退票", "如何退票"),
    ("1、如何退票", "如何退票"),
    ("1.如何退票", "如何退票"),
    ("问：如何退票？", "如何退票？"),
    ("問題1：如何退票？", "如何退票？"),
    ("질문 2: 주차가 가능한가요?", "주차가 가능한가요?"),
    ("Q. 주차가 가능한가요?", "주차가 가능한가요?"),
    ("1. Где мост?", "Где мост?"),
    ("1.Где мост?", "Где мост?"),
    ("Вопрос: Где мост?", "Где мост?"),
    ("س: أين الجسر؟", "س: أين الجسر؟"),
    ("سؤال 1: أين الجسر؟", "أين الجسر؟"),
    ("שאלה: איפה הגשר?", "איפה הגשר?"),
    ("คำถาม: สะพานอยู่ที่ไหน", "สะพานอยู่ที่ไหน"),
    ("2) ¿Dónde está el molino?", "¿Dónde está el molino?"),
    ("Pregunta ¿Dónde está el molino?", "¿Dónde está el molino?"),
    ("Câu hỏi 2: Cầu ở đâu?", "Cầu ở đâu?"),
    ("Swali la 3: Daraja liko wapi?", "Daraja liko wapi?"),
    ("सवाल- पुल कहाँ है?", "पुल कहाँ है?"),
    ("প্রশ্ন ২- সেতু কোথায়?", "সেতু কোথায়?"),
]


@pytest.mark.parametrize("form", LABELS)
def test_a_label_or_number_is_not_the_question(form: str) -> None:
    for question in ("How deep is the old well?", "Can't I park there?"):
        assert unlabelled_question(form.format(question)) == question


@pytest.mark.parametrize("question", NO_LABELS)
def test_what_looks_like_a_label_stays_in_the_question(question: str) -> None:
    assert unlabelled_question(question) == question


@pytest.mark.parametrize(("text", "question"), BEYOND_LATIN)
def test_labels_of_other_languages_are_not_the_question(text: str, question: str) -> None:
    assert unlabelled_question(text) == question
    assert unlabelled_question(question) == question


@pytest.mark.parametrize(
    ("question", "has"),
    [
        ("Q. Why?", True),
        ("Q Why", True),
        ("[Q] Why?", True),
        ("Frage 1: Warum?", True),
        ("1. Why?", False),
        ("", False),
    ],
)
def test_a_letter_before_a_question_is_known(question: str, has: bool) -> None:
    assert has_letter(question) is has


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("A: Forty metres.", "Forty metres."),
        ("Ans: Forty metres.", "Forty metres."),
        ("Antwort: Vierzig Meter.", "Vierzig Meter."),
        ("答：四十米。", "四十米。"),
        ("【A】四十米。", "四十米。"),
        ("답변: 40미터입니다.", "40미터입니다."),
        ("Cevap: Kırk metre.", "Kırk metre."),
        ("Ответ: сорок метров.", "сорок метров."),
        ("Ans. Forty metres.", "Forty metres."),
        ("Ans 1. Forty metres.", "Forty metres."),
        ("Am7: A, C, E, G", "Am7: A, C, E, G"),
        ("Ai: forty metres.", "Ai: forty metres."),
        ("Ans.1) Forty metres.", "Forty metres."),
        ("Ans- Forty metres.", "Forty metres."),
        ("Ans. 40 metres.", "40 metres."),
        ("Ans.Forty metres.", "Forty metres."),
        ("Odp. Czterdzieści metrów.", "Czterdzieści metrów."),
        ("Resp.: Cuarenta metros.", "Cuarenta metros."),
        ("ans.txt holds it.", "ans.txt holds it."),
        ("Ans was our miller.", "Ans was our miller."),
        ("Ans-Jan runs it.", "Ans-Jan runs it."),
        ("Answer. Forty metres.", "Answer. Forty metres."),
        ("A. Forty metres.", "A. Forty metres."),
        ("A. 10: the hour.", "A. 10: the hour."),
        ("A well is deep.", "A well is deep."),
        ("Answers: see below.", "Answers: see below."),
    ],
)
def test_a_label_is_not_the_answer(text: str, answer: str) -> None:
    assert unlabelled_answer(text) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("A. Forty metres.", "Forty metres."),
        ("A1. Forty metres.", "Forty metres."),
        ("A1.Forty metres.", "Forty metres."),
        ("A1．大人は五百円です。", "大人は五百円です。"),
        ("Ａ．1862年です。", "1862年です。"),
        ("Ａ３\u3000大人は五百円です。", "大人は五百円です。"),
        ("A - Forty metres.", "Forty metres."),
        ("A.1 Forty metres.", "Forty metres."),
        ("Ai1: Forty metres.", "Forty metres."),
        ("A. 40 metres.", "40 metres."),
        ("Answer. Forty metres.", "Forty metres."),
        ("Answer 1) Forty metres.", "Forty metres."),
        ("Antwort \u2013 Vierzig Meter.", "Vierzig Meter."),
        ("Answers. They vary.", "Answers. They vary."),
        ("A well is deep.", "A well is deep."),
        ("A4 paper is 210 mm wide.", "A4 paper is 210 mm wide."),
        ("\u27a4 A. Forty metres.", "Forty metres."),
    ],
)
def test_a_letter_is_not_the_answer_to_a_question_that_has_one(text: str, answer: str) -> None:
    assert unlabelled_answer(text, is_labelled=True) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("\u2705 Answer: Forty metres.", "Forty metres."),
        ("\U0001f449 A: Forty metres.", "Forty metres."),
        ("\u2937답변: 40미터입니다.", "40미터입니다."),
        ("\u2705 Open: all day.", "\u2705 Open: all day."),
        ("\u2022 A: 20 %", "\u2022 A: 20 %"),
        ("\u2705", "\u2705"),
    ],
)
def test_a_sign_may_stand_before_the_label_of_an_answer(text: str, answer: str) -> None:
    assert unlabelled_answer(text) == answer


@pytest.mark.parametrize(
    ("line", "bare"),
    [
        ("\u2705 Answer:", True),
        ("\u2705", False),
        ("Antwort:", True),
        ("Ans.", True),
        ("Ans", False),
        ("A:", True),
        ("回答：", True),
        ("A well:", False),
        ("Also:", False),
    ],
)
def test_a_line_may_be_only_the_label_of_the_answer(line: str, bare: bool) -> None:
    assert is_bare_answer_label(line) is bare
