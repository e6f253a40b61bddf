"""Plain text without attributions: which lines ask, what answers them, and which texts only look like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import parse
from pipeline.audit.reread import resolve, source_at
from pipeline.audit.source_lines import source_lines
from pipeline.parse.locators import read_spans
from pipeline.run.page import PageResult
from pipeline.text.clean import BLANK, clean, clean_line

ADDRESS = "https://mill.example.org/faq.txt"
Expected = list[tuple[str, str]]


def read(text: str) -> PageResult:
    return parse(text, url=ADDRESS, media_type="text/plain")


def pairs(text: str) -> Expected:
    return [(record.question, " ".join(record.answer.split())) for record in read(text).records]


LABELS: dict[str, tuple[str, Expected]] = {
    "two_labels": (
        "Q: How old is the mill?\nA: It is from 1820.\n\nQ: Who runs it?\nA: A club of friends.\n",
        [("How old is the mill?", "It is from 1820."), ("Who runs it?", "A club of friends.")],
    ),
    "one_pair_with_both_labels": ("Q: How old is the mill?\nA: Very.\n", [("How old is the mill?", "Very.")]),
    "lines_with_numbers_at_the_margin": (
        "  12\n\n  1   Q.  Please say your name.\n  2   A.  Ada Moss.\n  3   Q.  Who had the key to the\n  4   mill?\n"
        "  5   A.  Ben, and when the\n  6   siren went off,\n  7   Cem.\n  8\n  9   Q.  Is it dear?\n 10   A.  No.\n",
        [
            ("Please say your name.", "Ada Moss."),
            ("Who had the key to the mill?", "Ben, and when the siren went off, Cem."),
            ("Is it dear?", "No."),
        ],
    ),
    "no_label_of_the_answer": (
        "Q. How old is the mill?\nIt is from 1820.\n\nQ. Who runs it?\n\nA club of friends.\n",
        [("How old is the mill?", "It is from 1820."), ("Who runs it?", "A club of friends.")],
    ),
    "letters_with_numbers": (
        "Q1) How old is the mill?\nA1) It is from 1820.\nQ2) Who runs it?\nA2) A club.\n",
        [("How old is the mill?", "It is from 1820."), ("Who runs it?", "A club.")],
    ),
    "labels_before_tabs": (
        "Q\tHow old is the mill?\nA\tIt is from 1820.\n\nQ\tWho runs it?\nA\tA club.\n",
        [("How old is the mill?", "It is from 1820."), ("Who runs it?", "A club.")],
    ),
    "quoted_in_a_mail": (
        "> Q: How old is the mill?\n> A: It is from 1820, and\n> stands still.\n>\n> Q: Who runs it?\n>> A: A club.\n",
        [("How old is the mill?", "It is from 1820, and stands still."), ("Who runs it?", "A club.")],
    ),
    "labels_on_lines_of_their_own": (
        "Question\nHow old is the mill?\nAnswer\nIt is from 1820.\n\nQuestion\nWho runs it?\nAnswer\nA club.\n",
        [("How old is the mill?", "It is from 1820."), ("Who runs it?", "A club.")],
    ),
    "a_label_above_a_labelled_question": (
        "Question\nQ: How old is the mill?\nA: It is from 1820.\n\nQ: Who runs it?\nA: A club.\n",
        [("How old is the mill?", "It is from 1820."), ("Who runs it?", "A club.")],
    ),
    "question_without_mark": (
        "Q: The wheel stands still.\nA: Open the sluice.\n\nQ: The stone smokes.\nA: Close it.\n",
        [("The wheel stands still.", "Open the sluice."), ("The stone smokes.", "Close it.")],
    ),
    "question_of_two_sentences": (
        "Q: I bring rye. May I grind it here?\nA: Yes.\n\nQ: Is it dear? Or free?\nA: It is free.\n",
        [("I bring rye. May I grind it here?", "Yes."), ("Is it dear? Or free?", "It is free.")],
    ),
    "answer_on_the_line_of_its_question": (
        "Q: How old is the mill? A: It is from 1820.\nQ: Who runs it? A: A club.\n",
        [("How old is the mill?", "It is from 1820."), ("Who runs it?", "A club.")],
    ),
    "wrapped_lines": (
        "Q: How old is the mill that stands\n   at the end of the lane?\nA: It is from 1820, as\n   the stone says.\n"
        "Q: Who runs it?\nA: A club.\n",
        [
            ("How old is the mill that stands at the end of the lane?", "It is from 1820, as the stone says."),
            ("Who runs it?", "A club."),
        ],
    ),
    "steps_in_an_answer": (
        "Q: How do I start the mill?\nA: Like this:\n\n1. Open the sluice.\n2. Wait.\n\nQ: Who runs it?\nA: A club.\n",
        [("How do I start the mill?", "Like this: 1. Open the sluice. 2. Wait."), ("Who runs it?", "A club.")],
    ),
    "sections": (
        "1. THE MILL\n\nQ: How old is it?\nA: It is from 1820.\n\n2. THE CLUB\n\nQ: Who runs it?\nA: A club.\n",
        [("How old is it?", "It is from 1820."), ("Who runs it?", "A club.")],
    ),
    "a_section_that_continues_the_numbers_before_all": (
        "1. THE MILL\n\nIt is old.\n\n2. QUESTIONS\n\nQ: How do I start it?\n\nA: So:\n\n"
        "1. Open it.\n2. Wait.\n\n3. Push.\n\nQ: Who runs it?\n\nA: A club.\n\n1. Ana\n2. Ben\n\n3. BUS\n\n12.\n",
        [("How do I start it?", "So: 1. Open it. 2. Wait. 3. Push."), ("Who runs it?", "A club. 1. Ana 2. Ben")],
    ),
    "sections_with_roman_numbers": (
        "I. QUESTIONS\n\nQ: How old is it?\n\nA: From 1820.\n\nOr so.\n\nQ: Who runs it?\n\nA: A club.\n\n"
        "II. HOW TO GET THERE\n\nBus 12.\n",
        [("How old is it?", "From 1820. Or so."), ("Who runs it?", "A club.")],
    ),
    "a_section_to_the_left_of_all": (
        "MILL(1)\n\nFAQ\n    Q: How old is it?\n\n    A: From 1820.\n\n    Or so.\n\n    Q: Who runs it?\n\n"
        "    A: A club.\n\nSEE ALSO\n    river(1)\n",
        [("How old is it?", "From 1820. Or so."), ("Who runs it?", "A club.")],
    ),
    "commands_that_look_like_titles": (
        "# Mill FAQ\n\nQ: How do I build it?\nA: Type:\n\n# make\n# make install\n\n"
        "Q: And then?\nA: Type:\n\n# mill\n\nWait.\n",
        [("How do I build it?", "Type: # make # make install"), ("And then?", "Type: # mill Wait.")],
    ),
    "code_to_the_left_of_all": (
        "    Q: How do I print?\n\n    A: Say echo.\n\n"
        "    Q: How do I loop?\n\n    A: So:\n\nfor i in 1 2\ndo echo\n\n    It prints.\n",
        [("How do I print?", "Say echo."), ("How do I loop?", "So: for i in 1 2 do echo It prints.")],
    ),
    "titles_in_answers": (
        "# The mill\n\nQ: How do I start it?\nA: Open it.\n\n# Then\n\na\nb\nc\nd\ne\nf\n\nQ: How do I stop it?\n"
        "A: Close it.\n\n# Then\n\na\n",
        [("How do I start it?", "Open it. # Then a b c d e f"), ("How do I stop it?", "Close it. # Then a")],
    ),
    "rules": (
        "Q: How old is it?\nA: It is from 1820.\n--------\nQ: Who runs it?\nA: A club.\n--------\n",
        [("How old is it?", "It is from 1820."), ("Who runs it?", "A club.")],
    ),
    "bold_in_markdown": (
        "**Q: How old is it?**\n\nA: It is from 1820.\n\n**Q: Who runs it?**\n\nA: A club.\n",
        [("How old is it?", "It is from 1820."), ("Who runs it?", "A club.")],
    ),
    "german": (
        "Frage: Wie alt ist die Mühle?\nAntwort: Sie ist von 1820.\n\nFrage: Wer betreibt sie?\nAntwort: Ein Verein.\n",
        [("Wie alt ist die Mühle?", "Sie ist von 1820."), ("Wer betreibt sie?", "Ein Verein.")],
    ),
    "german_letters": (
        "F: Wie alt ist die Mühle?\nA: Sie ist von 1820.\n\nF: Wer betreibt sie?\nA: Ein Verein.\n\n"
        "F: Wo steht sie?\nA: Am Bach.\n",
        [
            ("Wie alt ist die Mühle?", "Sie ist von 1820."),
            ("Wer betreibt sie?", "Ein Verein."),
            ("Wo steht sie?", "Am Bach."),
        ],
    ),
    "spanish": (
        "Pregunta 1: ¿Cuántos años tiene el molino?\nRespuesta: Es de 1820.\n\n"
        "Pregunta 2: ¿Quién lo lleva?\nRespuesta: Un club.\n",
        [("¿Cuántos años tiene el molino?", "Es de 1820."), ("¿Quién lo lleva?", "Un club.")],
    ),
    "spanish_letters": (
        "P: ¿Cuántos años tiene?\nR: Es de 1820.\n\nP: ¿Quién lo lleva?\nR: Un club.\n\nP: ¿Dónde está?\nR: Abajo.\n",
        [("¿Cuántos años tiene?", "Es de 1820."), ("¿Quién lo lleva?", "Un club."), ("¿Dónde está?", "Abajo.")],
    ),
    "russian": (
        "Вопрос: Сколько лет мельнице?\nОтвет: Двести лет.\n\nВопрос: Кто её держит?\nОтвет: Клуб друзей.\n",
        [("Сколько лет мельнице?", "Двести лет."), ("Кто её держит?", "Клуб друзей.")],
    ),
    "japanese": (
        "Q1：水車はいつできましたか？\nA1：1820年です。\n\nQ2：誰が動かしていますか？\nA2：友の会です。\n",
        [("水車はいつできましたか？", "1820年です。"), ("誰が動かしていますか？", "友の会です。")],
    ),
    "chinese": (
        "问：水磨有多老？\n答：建于1820年。\n\n问：谁管理它？\n答：一个俱乐部。\n",
        [("水磨有多老？", "建于1820年。"), ("谁管理它？", "一个俱乐部。")],
    ),
    "korean": (
        "Q. 물레방아는 얼마나 오래됐나요?\nA. 1820년입니다.\n\nQ. 누가 돌보나요?\nA. 모임입니다.\n",
        [("물레방아는 얼마나 오래됐나요?", "1820년입니다."), ("누가 돌보나요?", "모임입니다.")],
    ),
    "arabic_letters": (
        "س: ما عمر الطاحونة؟\nج: من سنة 1820.\n\nس: من يديرها؟\nج: ناد.\n\nس: أين هي؟\nج: عند الجدول.\n",
        [("ما عمر الطاحونة؟", "من سنة 1820."), ("من يديرها؟", "ناد."), ("أين هي؟", "عند الجدول.")],
    ),
    "a_section_to_the_left_of_answers": (
        "   Q:  How old is it?\n\n   A:  From 1820,\n       as it says.\n\n   The club\n\n"
        "   Q:  Who runs it?\n\n   A:  We.\n",
        [("How old is it?", "From 1820, as it says."), ("Who runs it?", "We.")],
    ),
    "swedish": (
        "Fråga: Hur gammal är kvarnen?\nSvar: Den är från 1820.\n\nFråga: Vem sköter den?\nSvar: En förening.\n",
        [("Hur gammal är kvarnen?", "Den är från 1820."), ("Vem sköter den?", "En förening.")],
    ),
    "french_blanks": (
        "Q\u00a0: Quel âge a-t-il\u00a0?\nR\u202f: Il date de 1820.\n\n"
        "Q\u00a0: Qui s'en occupe\u00a0?\nR\u00a0: Un club.\n",
        [("Quel âge a-t-il ?", "Il date de 1820."), ("Qui s'en occupe ?", "Un club.")],
    ),
    "letters_and_sections": (
        "Preguntas frecuentes\n\nEL MOLINO\n\nP: ¿Cuántos años tiene?\nR: Es de 1820.\n\nP: ¿Dónde está?\nR: Abajo.\n\n"
        "EL CLUB\n\nP: ¿Quién lo lleva?\nR: Un club.\n\nEscríbanos.\n",
        [("¿Cuántos años tiene?", "Es de 1820."), ("¿Dónde está?", "Abajo."), ("¿Quién lo lleva?", "Un club.")],
    ),
    "letters_and_dashes": (
        "P – Quantos anos tem?\nR – É de 1820.\n\nP – Quem cuida?\nR – Um clube.\n\nP – É caro?\nR – Não.\n",
        [("Quantos anos tem?", "É de 1820."), ("Quem cuida?", "Um clube."), ("É caro?", "Não.")],
    ),
    "letters_and_full_stops": (
        "D. Quanti anni ha\nil mulino?\nR. È del 1820. Due parti:\nB. la ruota\n\nD. Chi lo gestisce?\nR. Un club.\n\n"
        "D. È caro?\nR. No.\n",
        [
            ("Quanti anni ha il mulino?", "È del 1820. Due parti: B. la ruota"),
            ("Chi lo gestisce?", "Un club."),
            ("È caro?", "No."),
        ],
    ),
    "numbers_and_abbreviations_of_school_notes": (
        "MILLS\n\nQ.1 How old is it?\nAns. From 1820.\n\nQ.2 Name who runs it.\nAns.\nA club.\n\n"
        "Q.3 Is it dear?\nAns. 2 coins.\n",
        [("How old is it?", "From 1820."), ("Name who runs it.", "A club."), ("Is it dear?", "2 coins.")],
    ),
    "what_answers_are_worth": (
        "Q1. How old is it? [2 marks]\nAns: From 1820.\n\nQ2. Name its river. (1 mark)\nAns: The Alder.\n",
        [("How old is it?", "From 1820."), ("Name its river.", "The Alder.")],
    ),
    "a_name_after_each_q": (
        "Q: How old is it?\nDr. Kern: From 1820.\n\nQ: Who runs it?\nDr. Kern: A club.\nNote: it is new.\n",
        [("How old is it?", "From 1820."), ("Who runs it?", "A club. Note: it is new.")],
    ),
    "letters_in_brackets": (
        "[В] Сколько лет мельнице?\n[О] Двести.\n[В] Кто мелет?\n[О] Клуб.\n[В] Дорого?\n[О] Нет.\n",
        [("Сколько лет мельнице?", "Двести."), ("Кто мелет?", "Клуб."), ("Дорого?", "Нет.")],
    ),
    "a_paragraph_below_all": (
        "Q: How old is it?\nA: From 1820.\n\nQ: Who runs it?\nA: Friends:\n\nAna, Ben.\n\nQ: Is it dear?\nA: No.\n\n"
        "The mill stands at Brook Lane 4.\n",
        [("How old is it?", "From 1820."), ("Who runs it?", "Friends: Ana, Ben."), ("Is it dear?", "No.")],
    ),
    "a_second_paragraph_of_the_last_answer": (
        "Q: How old is it?\nA: From 1820.\n\nThe stone says so.\n\nQ: Who runs it?\nA: A club.\n\n"
        "Q: Is it dear?\nA: No.\n\nGroups pay.\n",
        [
            ("How old is it?", "From 1820. The stone says so."),
            ("Who runs it?", "A club."),
            ("Is it dear?", "No. Groups pay."),
        ],
    ),
}

NUMBERS: dict[str, tuple[str, Expected]] = {
    "numbers_before_wide_blanks": (
        "1   How old is it? From 1820.\n2   Who runs it? A club.\n3   Is it dear? No.\n4   Is it wet? Yes.\n"
        "5   Is it far? No.\n6   Is it open? Daily.\n",
        [
            ("How old is it?", "From 1820."),
            ("Who runs it?", "A club."),
            ("Is it dear?", "No."),
            ("Is it wet?", "Yes."),
            ("Is it far?", "No."),
            ("Is it open?", "Daily."),
        ],
    ),
    "levels": (
        "1.1) How old is it?\n\n  It is from 1820.\n\n1.2) Who runs it?\n\n  A club.\n",
        [("How old is it?", "It is from 1820."), ("Who runs it?", "A club.")],
    ),
    "sections_in_the_contents_and_a_last_entry_without_mark": (
        "1.  The mill\n    1.1  How old is it?\n    1.2  Where is it?\n2.  The club\n    2.1  Who runs it?\n"
        "    2.2  The door stays shut\n\n-------\n\n1.  The mill\n\n1.1  How old is it?\n\n     From 1820.\n\n"
        "1.2  Where is it?\n\n     By the brook.\n\n2.  The club\n\n2.1  Who runs it?\n\n     Friends.\n\n"
        "2.2  The door stays shut\n\n     Knock.\n\n-------\nCopyright 1998 by Ana.\n",
        [
            ("How old is it?", "From 1820."),
            ("Where is it?", "By the brook."),
            ("Who runs it?", "Friends."),
            ("The door stays shut", "Knock."),
        ],
    ),
    "contents_with_wrapped_lines_and_entries_that_do_not_ask": (
        "1. How old is the mill that stands at the end\n   of the long lane?\n1.1. Its wheel\n1.2. Its stone\n"
        "2. Who runs it?\n2.1. The club\n\n=====\n\n1. How old is the mill that stands at the end of the\n"
        "long lane?\n\nFrom 1820.\n\n2. Who runs it?\n\nA club.\n",
        [("How old is the mill that stands at the end of the long lane?", "From 1820."), ("Who runs it?", "A club.")],
    ),
    "tasks_whose_answers_have_labels": (
        "1. How old is it?\nAns. From 1820.\n\n2. Name it.\nAns. The Stone.\n\n3. Say why.\nAns. It is one.\n",
        [("How old is it?", "From 1820."), ("Name it.", "The Stone."), ("Say why.", "It is one.")],
    ),
    "what_answers_are_worth": (
        "1. How old is it?   (20 marks)\n   From 1820.\n\n2. Who runs it?\n   [5]\n   A club.\n\n"
        "3. Is it dear? (2 Marks)\n   (2 coins)\n",
        [("How old is it?", "From 1820."), ("Who runs it?", "A club."), ("Is it dear?", "(2 coins)")],
    ),
    "brackets": (
        "[1] How old is it?\nIt is from 1820.\n\n[2] Who runs it?\nA club.\n",
        [("How old is it?", "It is from 1820."), ("Who runs it?", "A club.")],
    ),
    "pages_with_heads_and_feet": (
        "Mill Group           Notes 7\n\n1.  How old is it?\n\n    From 1820, as the\n\nKern          [Page 1]\n\f\n"
        "Notes 7          May\n\n    stone says.\n\n2.  Who runs it?\n\n    A club.\n\n\nKern          [Page 2]\n\f\n"
        "Notes 7          May\n\n3.  Is it dear?\n\n    No.\n\n\nKern          [Page 3]\n",
        [("How old is it?", "From 1820, as the stone says."), ("Who runs it?", "A club."), ("Is it dear?", "No.")],
    ),
    "pages_without_form_feeds": (
        "Mühle\n\n1. Wie alt ist sie?\n\nVon 1820.\n\n- Seite 1 -\n\nMühle\n\n2. Wer mahlt?\n\nAna.\n\n- Seite 2 -\n\n"
        "Mühle\n\n3. Wo?\n\nAm Bach.\n",
        [("Wie alt ist sie?", "Von 1820."), ("Wer mahlt?", "Ana."), ("Wo?", "Am Bach.")],
    ),
    "form_feeds_alone_and_page_numbers_that_answer": (
        "1. Where is the map?\n\nPage 4\n\n\f2. Where is the plan?\n\nHere:\n\nPage 5\n\n\f3. How many stones?\n\n2\n",
        [("Where is the map?", "Page 4"), ("Where is the plan?", "Here: Page 5"), ("How many stones?", "2")],
    ),
    "hyphens": (
        "1 - How old is it?\n\nIt is from 1820.\n\n2 - Who runs it?\n\nA club.\n",
        [("How old is it?", "It is from 1820."), ("Who runs it?", "A club.")],
    ),
    "a_member_without_mark": (
        "1. How old is it?\n\nFrom 1820.\n\n2. The wheel stands still\n\nOpen it.\n\n3. Who runs it?\n\nA club.\n",
        [("How old is it?", "From 1820."), ("The wheel stands still", "Open it."), ("Who runs it?", "A club.")],
    ),
    "steps_in_an_answer": (
        "1. How do I start it?\n\nDo this:\n\n1. open the sluice\n2. wait\n\n2. Who runs it?\n\nA club.\n",
        [("How do I start it?", "Do this: 1. open the sluice 2. wait"), ("Who runs it?", "A club.")],
    ),
    "answers_on_the_line": (
        "1. How old is it? It is from 1820.\n2. Who runs it? A club of\n   friends.\n3. Is it dear? No.\n",
        [("How old is it?", "It is from 1820."), ("Who runs it?", "A club of friends."), ("Is it dear?", "No.")],
    ),
    "contents_before": (
        "The mill FAQ\n\nContents\n\n  1. How old is it?\n  2. Who runs it?\n  3. Is it dear?\n\nThis list is new.\n\n"
        "1. How old is it?\n\nFrom 1820.\n\n2. Who runs it?\n\nA club.\n\n3. Is it dear?\n\nNo.\n",
        [("How old is it?", "From 1820."), ("Who runs it?", "A club."), ("Is it dear?", "No.")],
    ),
    "contents_with_sections_and_pages": (
        "1. The mill\n  1.1 How old is it? ........ 1\n  1.2 Where is it? ......... 1\n2. The club\n"
        "  2.1 Who runs it? ......... 2\n\n=====\n\n1. The mill\n\n1.1 How old is it?\n\nFrom 1820.\n\n"
        "1.2 Where is it?\n\nBy the brook.\n\n2. The club\n\n2.1 Who runs it?\n\nFriends.\n",
        [("How old is it?", "From 1820."), ("Where is it?", "By the brook."), ("Who runs it?", "Friends.")],
    ),
    "contents_with_pages_in_other_words": (
        "1. Its age? ......... 1\n2. Who runs it? ..... ii\n3. The price ........ 2\n\n"
        "1. How old is it?\n\nFrom 1820.\n\n2. Who is in the club?\n\nFriends.\n\n3. Is it dear?\n\nNo.\n",
        [("How old is it?", "From 1820."), ("Who is in the club?", "Friends."), ("Is it dear?", "No.")],
    ),
    "numbers_that_answer": (
        "1. How many wheels? 2\n2. How many stones? 4\n3. How many doors? 3\n4. How many cats? 5\n5. How many owls? 9",
        [
            ("How many wheels?", "2"),
            ("How many stones?", "4"),
            ("How many doors?", "3"),
            ("How many cats?", "5"),
            ("How many owls?", "9"),
        ],
    ),
    "digest": (
        "From: ana@example.org\nSubject: The mill FAQ\nArchive-name: mill\n\nSubject: 0. Contents\n\n"
        "1. How old is it?\n2. Who runs it?\n\n------------------------------\n\n"
        "Subject: 1. How old is it?\nFrom: ana@example.org\nDate: 1 Jan 1999\n\nFrom 1820.\n\nThe stone says so.\n\n"
        "------------------------------\n\nSubject: 2. Who runs it?\n\nA club.\n\n------------------------------\n\n"
        "End of mill FAQ\n***************\n",
        [("How old is it?", "From 1820. The stone says so."), ("Who runs it?", "A club.")],
    ),
    "subjects_without_numbers": (
        "Subject: How old is it?\n\nFrom 1820.\n\n--------\n\nSubject: Who runs it?\n\nA club.\n",
        [("How old is it?", "From 1820."), ("Who runs it?", "A club.")],
    ),
    "numbers_begin_anew_in_each_section": (
        "THE MILL\n\n1. How old is it?\n\nFrom 1820.\n\n2. Where is it?\n\nBy the brook.\n\nTHE CLUB\n\n"
        "1. Who runs it?\n\nFriends.\n\n2. Is it dear?\n\nNo.\n",
        [
            ("How old is it?", "From 1820."),
            ("Where is it?", "By the brook."),
            ("Who runs it?", "Friends."),
            ("Is it dear?", "No."),
        ],
    ),
    "german_with_umlauts": (
        "1) Wie alt ist die Mühle?\nSie ist von 1820.\n2) Wer mahlt heute?\nDer Müller.\n",
        [("Wie alt ist die Mühle?", "Sie ist von 1820."), ("Wer mahlt heute?", "Der Müller.")],
    ),
    "french_spaces": (
        "1. Quel âge a le moulin ?\n\nIl date de 1820.\n\n2. Qui s'en occupe ?\n\nUn club.\n",
        [("Quel âge a le moulin ?", "Il date de 1820."), ("Qui s'en occupe ?", "Un club.")],
    ),
    "chinese_numbers": (
        "一、水磨有多老？\n建于1820年。\n二、谁管理它？\n一个俱乐部。\n",
        [("水磨有多老？", "建于1820年。"), ("谁管理它？", "一个俱乐部。")],
    ),
    "chinese_digits": (
        "1、水磨有多老？\n建于1820年。\n2、谁管理它？\n一个俱乐部。\n",
        [("水磨有多老？", "建于1820年。"), ("谁管理它？", "一个俱乐部。")],
    ),
    "polish": (
        "1. Ile lat ma młyn?\n\nJest z 1820 roku.\n\n2. Kto go prowadzi?\n\nKlub.\n",
        [("Ile lat ma młyn?", "Jest z 1820 roku."), ("Kto go prowadzi?", "Klub.")],
    ),
    "two_digits_to_the_right": (
        " 9. How old is it?\n\n    From 1820.\n\n10. Who runs it?\n\n    A club.\n",
        [("How old is it?", "From 1820."), ("Who runs it?", "A club.")],
    ),
    "end_of_the_text": (
        "1. How old is it?\n\nFrom 1820.\n\n2. Who runs it?\n\nA club.\n\n--\nAna, the mill\n",
        [("How old is it?", "From 1820."), ("Who runs it?", "A club.")],
    ),
    "markdown_titles": (
        "# The mill\n\n## How old is it?\n\nFrom 1820.\n\n## Who runs it?\n\nA club.\n\n## Where to park\n\nHere.\n",
        [("How old is it?", "From 1820."), ("Who runs it?", "A club."), ("Where to park", "Here.")],
    ),
    "textile_titles": (
        "h1. The mill\n\nh2. How old is it?\n\nFrom 1820.\n\nh2(#club). Who runs it?\n\nA club.\n\n"
        "h1. The way\n\nBus 12.\n",
        [("How old is it?", "From 1820."), ("Who runs it?", "A club.")],
    ),
    "twiki_titles": (
        "---+ The mill\n\n---++ How old is it?\nFrom 1820.\n\n---++ Who runs it?\nA club.\n",
        [("How old is it?", "From 1820."), ("Who runs it?", "A club.")],
    ),
    "titles_of_pod": (
        "=head1 QUESTIONS\n\n=head2 How old is it?\n\nFrom 1820.\n\n=head2 Who runs it?\n\nA club.\n\n"
        "=head1 AUTHOR\n\nAna\n\n=cut\n",
        [("How old is it?", "From 1820."), ("Who runs it?", "A club.")],
    ),
    "titles_of_texinfo_and_marks_of_exclamation": (
        "@section How old is it?\n\nFrom 1820.\n\n@section Who runs it?\n\nA club.\n\n"
        "!! Is it dear?\n\nNo.\n\n!! Is it far?\n\nNo.\n",
        [("How old is it?", "From 1820."), ("Who runs it?", "A club."), ("Is it dear?", "No."), ("Is it far?", "No.")],
    ),
    "a_title_of_higher_rank_after_the_last_answer": (
        "* The mill\n** How old is it?\nFrom 1820.\n** Who runs it?\nA club.\n\nOf friends.\n* The way\nBus 12.\n",
        [("How old is it?", "From 1820."), ("Who runs it?", "A club. Of friends.")],
    ),
    "a_section_after_numbers_of_two_levels": (
        "3 Questions\n\n3.1 How old is it?\n\nFrom 1820.\n\nOr so.\n\n"
        "3.2 Who runs it?\n\nA club.\n\n4 The way\n\nBus 12.\n",
        [("How old is it?", "From 1820. Or so."), ("Who runs it?", "A club.")],
    ),
    "roman_numbers": (
        "I. How old is it?\n\nFrom 1820.\n\nII. Who runs it?\n\nA club.\n\nIV. Is it dear?\n\nNo.\n",
        [("How old is it?", "From 1820."), ("Who runs it?", "A club."), ("Is it dear?", "No.")],
    ),
    "definition_list": (
        "== The mill ==\n\n; How old is it?\n: From 1820.\n: Or so.\n;Who runs it?\n:A club:\n:* Ana\n:* Ben\n"
        "; The way\n: Bus 12.\n; Is it dear? : No.\n\n[[Category:Mills]]\n",
        [("How old is it?", "From 1820. Or so."), ("Who runs it?", "A club: - Ana - Ben"), ("Is it dear?", "No.")],
    ),
    "definitions_below_paragraphs": (
        "The mill FAQ\n\nHow old is it?\n:   From 1820.\n\nWho runs it?\n:   A club.\n\nIs it dear?\n:   No.\n",
        [("How old is it?", "From 1820."), ("Who runs it?", "A club."), ("Is it dear?", "No.")],
    ),
    "terms_of_asciidoc": (
        "= The mill FAQ\n\n[qanda]\nHow old is it?::\n  From 1820.\nWho runs it?::\n  A club.\nIs it dear?::\n  No.\n",
        [("How old is it?", "From 1820."), ("Who runs it?", "A club."), ("Is it dear?", "No.")],
    ),
    "titles_of_pmwiki_without_blanks": (
        "!The mill\n\n!!How old is it?\nFrom 1820.\n\n!!Who runs it?\nA club.\n",
        [("How old is it?", "From 1820."), ("Who runs it?", "A club.")],
    ),
    "a_rule_after_the_last_answer": (
        "== How old is it? ==\nOld.\n\nAs told.\n\n== Who runs it? ==\nWe.\n\n== Is it dear? ==\nNo.\n\n----\nMills\n",
        [("How old is it?", "Old. As told."), ("Who runs it?", "We."), ("Is it dear?", "No.")],
    ),
    "an_underlined_title_after_the_last_answer": (
        "1. How old is it?\n\nOld.\n\nAs told.\n\n2. Who runs it?\n\nWe.\n\nThe way\n-------\n\nBus 12.\n",
        [("How old is it?", "Old. As told."), ("Who runs it?", "We.")],
    ),
    "sections_counted_by_roman_numbers": (
        "I. The mill\n\n1. How old is it?\n\nOld.\n\nAs told.\n\nII. The club\n\n2. Who runs it?\n\nWe.\n\n"
        "3. Is it dear?\n\nNo.\n\nIII. The way\n\nBus 12.\n",
        [("How old is it?", "Old. As told."), ("Who runs it?", "We."), ("Is it dear?", "No.")],
    ),
    "titles_of_lower_rank_in_answers": (
        "# The mill\n\n## How old is it?\n\nOld.\n\n### More\n\nAs told.\n\n"
        "## Who runs it?\n\nWe.\n\n### More\n\nAll.\n\n# The way\n\nBus 12.\n",
        [("How old is it?", "Old. ### More As told."), ("Who runs it?", "We. ### More All.")],
    ),
    "a_table_in_the_last_answer": (
        "1. How old is it?\n\nOld.\n\n2. Who runs it?\n\nWe.\n\n3. Is it open?\n\n"
        "Month     Hours\n---------------\nMay       9-5\n",
        [("How old is it?", "Old."), ("Who runs it?", "We."), ("Is it open?", "Month Hours May 9-5")],
    ),
    "years_that_answer": (
        "1. Built when? 1820\n2. Burnt when? 1866\n3. Built anew? 1870\n4. Closed when? 1950\n5. Opened when? 1988\n",
        [
            ("Built when?", "1820"),
            ("Burnt when?", "1866"),
            ("Built anew?", "1870"),
            ("Closed when?", "1950"),
            ("Opened when?", "1988"),
        ],
    ),
    "closed_markdown_titles": (
        "## How old is it? ##\nFrom 1820.\n\n## What is C#\nA note.\n\n## Who runs it? ##\nA club.\n",
        [("How old is it?", "From 1820."), ("What is C#", "A note."), ("Who runs it?", "A club.")],
    ),
    "wiki_titles": (
        "= The mill =\n\n== How old is it? ==\nFrom 1820.\n\n==Who runs it?==\nA club.\n\n== Where to park ==\nHere.\n",
        [("How old is it?", "From 1820."), ("Who runs it?", "A club."), ("Where to park", "Here.")],
    ),
    "org_titles": (
        "#+TITLE: Mill\n* The mill\n** How old is it?\n   From 1820.\n   * the wheel\n   * the stone\n* The club\n"
        "** Who runs it?\n   Friends.\n* Contact\n  Ring us.\n",
        [("How old is it?", "From 1820. - the wheel - the stone"), ("Who runs it?", "Friends.")],
    ),
    "bold_titles": (
        "**The mill**\n**How old is it?**\nFrom 1820.\n\n**Who runs it?**\nThese:\n**Our club:**\nAna, Ben.\n\n"
        "**Is it dear?**\nNo.\n",
        [
            ("How old is it?", "From 1820."),
            ("Who runs it?", "These: **Our club:** Ana, Ben."),
            ("Is it dear?", "No."),
        ],
    ),
    "bold_titles_of_an_article": (
        "**Why it stopped**\nThe brook was dry.\n\n**How it began**\nIn 1820.\n\n"
        "**Who runs it?**\nA club.\n\n**Is it dear?**\nNo.\n",
        [("Who runs it?", "A club."), ("Is it dear?", "No.")],
    ),
    "a_paragraph_below_all": (
        "1. How old is it?\n\nFrom 1820.\n\n2. Who runs it?\n\nA club.\n\n3. Is it dear?\n\nNo.\n\n"
        "The mill, Brook Lane 4\n",
        [("How old is it?", "From 1820."), ("Who runs it?", "A club."), ("Is it dear?", "No.")],
    ),
    "bold_questions_of_an_interview": (
        "__How old is it?__\nFrom 1820.\n\n__That is old.__\nIt is.\n\n__Who runs it?__\nA club.\n",
        [("How old is it?", "From 1820."), ("Who runs it?", "A club.")],
    ),
    "bold_after_numbers": (
        "1. **How old is it?**\n   From 1820.\n2. **Who runs it?**\n   A club.\n",
        [("How old is it?", "From 1820."), ("Who runs it?", "A club.")],
    ),
    "bold_in_answers_below_titles": (
        "## How do I start it?\n\n**Is it open?**\n\nOpen it.\n\n**Is it wet?**\n\nWait.\n\n## Who runs it?\n\n"
        "A club.\n",
        [("How do I start it?", "**Is it open?** Open it. **Is it wet?** Wait."), ("Who runs it?", "A club.")],
    ),
    "underlined_titles": (
        "The mill\n========\n\nHow old is it?\n--------------\n\nFrom 1820.\n\nWho runs it?\n------------\n\nA club.\n",
        [("How old is it?", "From 1820."), ("Who runs it?", "A club.")],
    ),
    "paragraphs_under_the_title_of_an_faq": (
        "Frequently asked questions\n\nHow old is it?\n\nFrom 1820.\n\nWho runs it?\n\nA club.\n\nIs it dear?\n\nNo.\n",
        [("How old is it?", "From 1820."), ("Who runs it?", "A club."), ("Is it dear?", "No.")],
    ),
    "indented_answers_under_the_title_of_an_faq": (
        "Häufige Fragen\n\nWie alt ist sie?\n  Von 1820.\nWer mahlt?\n  Der Müller.\nWas kostet es?\n  Nichts.\n",
        [("Wie alt ist sie?", "Von 1820."), ("Wer mahlt?", "Der Müller."), ("Was kostet es?", "Nichts.")],
    ),
}

DIALOGUES: dict[str, tuple[str, Expected]] = {
    "chat_with_times": (
        "[10:00] Ana: How old is it?\n[10:01] Ben: From 1820.\n[10:02] Ana: Who runs it?\n[10:02] Ben: A club.\n"
        "[10:03] Ana: Is it dear?\n[10:04] Ben: No.\n",
        [("How old is it?", "From 1820."), ("Who runs it?", "A club."), ("Is it dear?", "No.")],
    ),
    "chat_with_dates": (
        "12/05/21, 10:00 - Ana: How old is it?\n12/05/21, 10:01 - Ben: From 1820.\n12/05/21, 10:02 - Ben: I think.\n"
        "12/05/21, 10:02 - Ana: Who runs it?\n12/05/21, 10:02 - Ben: A club.\n12/05/21, 10:03 - Ana: Is it dear?\n"
        "12/05/21, 10:04 - Ben: No.\n12/05/21, 10:05 - Ana: Thanks!\n12/05/21, 10:05 - Ben: Bye.\n",
        [("How old is it?", "From 1820. I think."), ("Who runs it?", "A club."), ("Is it dear?", "No.")],
    ),
    "chat_with_greetings": (
        "<ana> hi all\n<ben> hi\n<ana> how old is it?\n<ben> from 1820\n<ben> i think\n<ana> who runs it?\n"
        "<ben> a club\n<ana> and is it dear?\n<ben> no\n<ana> thanks!\n",
        [("how old is it?", "from 1820 i think"), ("who runs it?", "a club"), ("and is it dear?", "no")],
    ),
    "interview_with_words_around": (
        "We met the miller at noon.\n\nHerald: How old is it?\n\nKern: From 1820.\n\nHerald: Who helps?\n\n"
        "Kern: Friends.\n\nHerald: Is it dear?\n\nKern: No.\n\nThe mill is open in May.\n",
        [("How old is it?", "From 1820."), ("Who helps?", "Friends."), ("Is it dear?", "No.")],
    ),
    "nicks": (
        "10:00 <ana> How old is it?\n10:00 <ben> From 1820.\n10:01 <ana> Who runs it?\n10:01 * cem joins\n"
        "10:01 <ben> A club.\n10:02 <ana> Is it dear?\n10:02 <ben> No.\n",
        [("How old is it?", "From 1820."), ("Who runs it?", "A club."), ("Is it dear?", "No.")],
    ),
    "notes_of_who_comes_and_goes": (
        "*** ana has joined #mill\n<ana> How old is it?\n<ben> From 1820.\n-!- cem has quit\n<ana> Who runs it?\n"
        "--> dora has joined\n<ben> A club.\n<ana> Is it dear?\n<ben> No.\n*** ana has left #mill\n",
        [("How old is it?", "From 1820."), ("Who runs it?", "A club."), ("Is it dear?", "No.")],
    ),
    "notes_between_names": (
        "Guest: How old is it?\n*** Ben Kern has joined\nBen Kern: From 1820.\nGuest: Who runs it?\n(Ben Kern types)\n"
        "Ben Kern: A club.\n(Ask him.)\nGuest: Is it dear?\nDora: No.\n-- Dora left us --\n",
        [("How old is it?", "From 1820."), ("Who runs it?", "A club. (Ask him.)"), ("Is it dear?", "No.")],
    ),
    "a_line_that_only_times_part": (
        "[10:00] Guest: How old is it?\n[10:01] Ben: From 1820.\n[10:02] Guest: Who runs it?\n[10:03] Cem: A club.\n"
        "[10:04] Guest: Is it dear?\n[10:05] Ben: No.\n[10:06] Chat ended by Guest\n",
        [("How old is it?", "From 1820."), ("Who runs it?", "A club."), ("Is it dear?", "No.")],
    ),
    "times_within_an_answer": (
        "Ana: When is it open?\nBen: From\n12:30 every day\nexcept in May.\nAna: Who runs it?\nBen: A club.\n"
        "Ana: Is it dear?\nBen: No.\n",
        [
            ("When is it open?", "From 12:30 every day except in May."),
            ("Who runs it?", "A club."),
            ("Is it dear?", "No."),
        ],
    ),
    "what_comes_next_in_an_interview": (
        "Herald: How old is it?\nKern: From 1820.\nHerald: Who helps?\nKern: Friends.\nHerald: What comes next?\n"
        "Kern: A second stone.\n",
        [("How old is it?", "From 1820."), ("Who helps?", "Friends."), ("What comes next?", "A second stone.")],
    ),
    "callers_of_a_programme": (
        "Host: Good morning.\n\nCaller (York): How old is it?\nKern: From 1820.\n\nCaller (Hull): Who helps?\n"
        "Kern: Friends.\n\nCaller (Bath): Is it dear?\nKern: No.\n\nHost: That was all for today.\n",
        [("How old is it?", "From 1820."), ("Who helps?", "Friends."), ("Is it dear?", "No.")],
    ),
    "callers_who_speak_once": (
        "Host: Anna from York is on the line.\nAnna: How old is it?\nKern: From 1820.\n\nHost: And now Bo.\n"
        "Bo: Who helps?\nKern: Friends.\n\nCleo from Bath: Is it dear?\nKern: No.\n\nHost: That was all.\n",
        [("How old is it?", "From 1820."), ("Who helps?", "Friends."), ("Is it dear?", "No.")],
    ),
    "speakers_with_brackets": (
        "Speaker (A): How old is it?\nSpeaker (B): From 1820.\nSpeaker (A): Who helps?\nSpeaker (B): Friends.\n"
        "Speaker (A): Is it dear?\nSpeaker (B): No.\n",
        [("How old is it?", "From 1820."), ("Who helps?", "Friends."), ("Is it dear?", "No.")],
    ),
    "another_who_only_adds_to_the_last_answer": (
        "Ana: How old is it?\nBen: From 1820.\nAna: Who runs it?\nBen: A club.\nAna: Is it dear?\nBen: No.\n"
        "Cem: Not at all.\nAna: Fine.\nCem: Bye.\n",
        [("How old is it?", "From 1820."), ("Who runs it?", "A club."), ("Is it dear?", "No. Not at all.")],
    ),
    "minutes_of_japan": (
        "\u25cb\u8b70\u9577(\u5927\u6797\u52dd\u541b) \u3053\u308c\u3088\u308a\u59cb\u3081\u307e\u3059\u3002\n\n"
        + "".join(
            f"\u25c6\u4e8c\u756a\uff08\u68ee\u6075\u541b\uff09\u3000{asked}\n\n"
            f"\u25ce\u753a\u9577(\u5b89\u4e95\u6b63\u541b) {said}\n\n"
            for asked, said in [
                ("\u3044\u3064\u958b\u304d\u307e\u3059\u304b\u3002", "\u4e03\u6708\u3067\u3059\u3002"),
                ("\u6709\u6599\u3067\u3059\u304b\u3002", "\u306f\u3044\u3002"),
                ("\u4f55\u4eba\u7f6e\u304d\u307e\u3059\u304b\u3002", "\u4e09\u4eba\u3067\u3059\u3002"),
            ]
        )
        + "\u25cb\u8b70\u9577(\u5927\u6797\u52dd\u541b) \u4ee5\u4e0a\u3067\u3059\u3002\n",
        [
            ("\u3044\u3064\u958b\u304d\u307e\u3059\u304b\u3002", "\u4e03\u6708\u3067\u3059\u3002"),
            ("\u6709\u6599\u3067\u3059\u304b\u3002", "\u306f\u3044\u3002"),
            ("\u4f55\u4eba\u7f6e\u304d\u307e\u3059\u304b\u3002", "\u4e09\u4eba\u3067\u3059\u3002"),
        ],
    ),
    "initials": (
        "K: You run a mill. How old is it?\nM: From 1820.\nK: Who helps?\nM: Friends.\nK: That is good to hear.\n"
        "M: It is.\nK: Is it dear?\nM: No.\n",
        [("You run a mill. How old is it?", "From 1820."), ("Who helps?", "Friends."), ("Is it dear?", "No.")],
    ),
    "initials_of_names": (
        "J. Moss: How old is it?\nR. Venn: From 1820.\nJ. Moss: Who helps?\nR. Venn: Friends.\nJ. Moss: Is it dear?\n"
        "R. Venn: No.\n",
        [("How old is it?", "From 1820."), ("Who helps?", "Friends."), ("Is it dear?", "No.")],
    ),
    "names_under_the_title_of_an_faq": (
        "Questions and answers\n\nHerald: How old is it?\n\nKern: From 1820.\n\nHerald: Who helps?\n\nKern: Friends."
        "\n\nHerald: Is it dear?\n\nKern: No.\n",
        [("How old is it?", "From 1820."), ("Who helps?", "Friends."), ("Is it dear?", "No.")],
    ),
    "list_in_a_chat": (
        "Ana: How do I start it?\nBen: So:\n* open it\n* wait\nAna: Who runs it?\nBen: A club.\n"
        "Ana: Is it dear?\nBen: No.\n",
        [("How do I start it?", "So: - open it - wait"), ("Who runs it?", "A club."), ("Is it dear?", "No.")],
    ),
    "interview": (
        "The Herald: You run a mill. How old is it?\nAna Kern: It is from 1820.\n\nThe stone says so.\n\n"
        "The Herald: Who helps you?\nAna Kern: Friends.\n\nThe Herald: That is good to hear.\nAna Kern: It is.\n\n"
        "The Herald: Is it dear?\nAna Kern: No.\n",
        [
            ("You run a mill. How old is it?", "It is from 1820. The stone says so."),
            ("Who helps you?", "Friends."),
            ("Is it dear?", "No."),
        ],
    ),
    "interview_that_goes_on_under_a_surname": (
        "Herald: How old is it?\nAna Kern: From 1820.\n\nHerald: Who helps?\nKern: Friends.\n\n"
        "Herald: Is it dear?\nKern: No.\n",
        [("How old is it?", "From 1820."), ("Who helps?", "Friends."), ("Is it dear?", "No.")],
    ),
    "interview_with_names_above": (
        "HERALD:\nHow old is it?\n\nKERN:\nFrom 1820.\n\nHERALD:\nWho helps?\n\nKERN:\nFriends.\n\n"
        "HERALD:\nIs it dear?\n\nKERN:\nNo.\n",
        [("How old is it?", "From 1820."), ("Who helps?", "Friends."), ("Is it dear?", "No.")],
    ),
    "two_who_answer": (
        "Ana: How old is it?\nBen: From 1820.\nCem: Or older.\nAna: Who runs it?\nCem: A club.\nAna: Is it dear?\n"
        "Ben: No.\n",
        [("How old is it?", "From 1820. Or older."), ("Who runs it?", "A club."), ("Is it dear?", "No.")],
    ),
    "italian": (
        "Cronista: Quanti anni ha il mulino?\nAnna: È del 1820.\nCronista: Chi lo gestisce?\nAnna: Un club.\n"
        "Cronista: È caro?\nAnna: No.\n",
        [("Quanti anni ha il mulino?", "È del 1820."), ("Chi lo gestisce?", "Un club."), ("È caro?", "No.")],
    ),
    "japanese": (
        "記者：水車はいつできましたか？\n田中：1820年です。\n記者：誰が動かしていますか？\n田中：友の会です。\n"
        "記者：高いですか？\n田中：いいえ。\n",
        [
            ("水車はいつできましたか？", "1820年です。"),
            ("誰が動かしていますか？", "友の会です。"),
            ("高いですか？", "いいえ。"),
        ],
    ),
    "japanese_without_marks": (
        "記者：水車はいつできましたか。\n田中：1820年です。\n記者：大変ですね。誰が動かしていますか。\n田中：友の会です。\n"
        "記者：高いですか。\n田中：いいえ。\n",
        [
            ("水車はいつできましたか。", "1820年です。"),
            ("大変ですね。誰が動かしていますか。", "友の会です。"),
            ("高いですか。", "いいえ。"),
        ],
    ),
    "thai_without_marks": (
        "ผู้สื่อข่าว: โรงสีเปิดเมื่อไหร่คะ\nลุงคำ: ปี 2363\nผู้สื่อข่าว: ใครดูแลคะ\nลุงคำ: ชมรม\nผู้สื่อข่าว: แพงไหมคะ\nลุงคำ: ไม่แพง\n",
        [("โรงสีเปิดเมื่อไหร่คะ", "ปี 2363"), ("ใครดูแลคะ", "ชมรม"), ("แพงไหมคะ", "ไม่แพง")],
    ),
    "several_ask_one": (
        "<ana> how old is it?\n<miller> from 1820\n<cem> who runs it?\n<miller> a club\n<miller> of friends\n"
        "<dora> is it dear?\n<miller> no\n<cem> thanks\n",
        [("how old is it?", "from 1820"), ("who runs it?", "a club of friends"), ("is it dear?", "no")],
    ),
    "two_ask_before_one_answers": (
        "<ana> how old is it?\n<miller> from 1820\n<cem> who runs it?\n<miller> a club\n<dora> is it dear?\n"
        "<ana> is it wet?\n<miller> no\n<cem> may I come?\n<miller> in May\n<dora> why?\n<miller> it snows\n",
        [
            ("how old is it?", "from 1820"),
            ("who runs it?", "a club"),
            ("may I come?", "in May"),
            ("why?", "it snows"),
        ],
    ),
    "columns": (
        "2024-03-12 10:00:01\t-->\tana (~ana@192.0.2.1) has joined #mill\n2024-03-12 10:00:09\tana\thow old is it?\n"
        "2024-03-12 10:01:09\t@ben\tfrom 1820\n2024-03-12 10:01:11\t<--\tcem has quit (timeout: 252 seconds)\n"
        "2024-03-12 10:02:09\tana\twho runs it?\n2024-03-12 10:03:09\t@ben\ta club\n"
        "2024-03-12 10:04:09\tana\tis it dear?\n2024-03-12 10:05:09\t@ben\tno\n",
        [("how old is it?", "from 1820"), ("who runs it?", "a club"), ("is it dear?", "no")],
    ),
    "days_between_messages": (
        "2024/03/12(火)\n10:02\t花子\t水車はいつできましたか？\n10:03\t田中\t1820年です。\n"
        "10:04\t花子\t誰が動かしていますか？\n"
        "10:05\t田中\t友の会です。\n\n----- 2024年3月13日 水曜日 -----\n10:06\t花子\t高いですか？\n"
        "10:07\t田中\tいいえ。\n",
        [
            ("水車はいつできましたか？", "1820年です。"),
            ("誰が動かしていますか？", "友の会です。"),
            ("高いですか？", "いいえ。"),
        ],
    ),
    "times_between_turns": (
        "Ana: How old is it?\nBen: From 1820.\nAna: Who runs it?\n\n00:05:00\n\nBen: A club.\n"
        "Ana: When is it open?\nBen:\n10:30\n",
        [("How old is it?", "From 1820."), ("Who runs it?", "A club."), ("When is it open?", "10:30")],
    ),
    "times_within_the_turn_of_a_name_above": (
        "Ana  10:00 AM\nHow old is it?\nBen  10:01 AM\nFrom 1820.\n10:02\nSays the stone.\nAna  10:02 AM\n"
        "Who runs it?\n"
        "Ben  10:03 AM\nA club.\nAna  10:04 AM\nIs it dear?\nBen  10:05 AM\nNo.\n",
        [("How old is it?", "From 1820. Says the stone."), ("Who runs it?", "A club."), ("Is it dear?", "No.")],
    ),
    "subtitles": (
        "WEBVTT\n\n1\n00:00:03.000 --> 00:00:07.000\nAna: How old\nis it?\n\n2\n00:00:08.000 --> 00:00:11.000\n"
        "Ben: From 1820,\n\n"
        "3\n00:00:12.000 --> 00:00:15.000\nBen: says the stone.\n\n4\n00:00:16.000 --> 00:00:19.000\n"
        "Ana: Who runs it?\n\n"
        "5\n00:00:20.000 --> 00:00:21.000\nBen: A club.\n\n6\n00:00:22.000 --> 00:00:23.000\nAna: Is it dear?\n\n"
        "7\n00:00:24.000 --> 00:00:25.000\nBen: No.\n",
        [("How old is it?", "From 1820, says the stone."), ("Who runs it?", "A club."), ("Is it dear?", "No.")],
    ),
    "names_alone": (
        "User\nHow old is it?\n\nAssistant\nFrom 1820.\n\nSo says the stone.\n\nUser\nWho runs it?\n\n"
        "Assistant\nA club.\n\n"
        "User\nIs it dear?\n\nAssistant\nNo.\n",
        [("How old is it?", "From 1820. So says the stone."), ("Who runs it?", "A club."), ("Is it dear?", "No.")],
    ),
    "long_answers_that_ask_back": (
        "You said:\nHow old is it?\nModel said:\nFrom 1820. The stone says so. Shall I show it?\nYou said:\n"
        "Who runs it?\n"
        "Model said:\nA club. It meets in May. Are you a member?\nYou said:\nIs it dear?\nModel said:\nNo.\n",
        [
            ("How old is it?", "From 1820. The stone says so. Shall I show it?"),
            ("Who runs it?", "A club. It meets in May. Are you a member?"),
            ("Is it dear?", "No."),
        ],
    ),
    "a_time_at_the_end_of_an_answer": (
        "Ana  10:00 AM\nWhen is it open?\nBen  10:01 AM\nOn Sunday\nfrom noon until - as ever - 18:30\nAna  10:02 AM\n"
        "Who runs it?\nBen  10:03 AM\nA club.\nAna  10:04 AM\nIs it dear?\nBen  10:05 AM\nNo.\n",
        [
            ("When is it open?", "On Sunday from noon until - as ever - 18:30"),
            ("Who runs it?", "A club."),
            ("Is it dear?", "No."),
        ],
    ),
}

REPLIES: dict[str, tuple[str, Expected]] = {
    "between_quotes": (
        "From: Ben\nSubject: Re: mill\n\nOn Monday Ana wrote:\n> Hello,\n>\n> I saw the mill. How old\n> is it?\n\n"
        "From 1820,\nsays the stone.\n\nAnd mended since.\n\n> Who runs it?\nA club.\n\n> Thanks. Is it dear?\n\nNo.\n"
        "\n-- \nBen\nThe Mill\n",
        [
            ("I saw the mill. How old is it?", "From 1820, says the stone. And mended since."),
            ("Who runs it?", "A club."),
            ("Thanks. Is it dear?", "No."),
        ],
    ),
    "greeting_below_the_last": (
        "> Wie alt ist sie?\n\nVon 1820.\n\n> Wer mahlt?\n\nEin Verein.\n\n> Kostet es?\n\nNein.\n\nViele Grüße\nBen\n",
        [("Wie alt ist sie?", "Von 1820."), ("Wer mahlt?", "Ein Verein."), ("Kostet es?", "Nein.")],
    ),
    "two_who_ask": (
        "Ana wrote:\n> How old is it?\n\nFrom 1820.\n\nCem wrote:\n>> The mill is nice.\n> Who runs it?\nA club.\n",
        [("How old is it?", "From 1820."), ("Who runs it?", "A club.")],
    ),
}

LOOKALIKES: dict[str, str] = {
    "fields_of_a_form_with_the_same_note": (
        "Name: Who are you?\nNote: Sign here.\nCity: Where from?\nNote: Sign here.\nAge: How old?\nNote: Sign here.\n"
    ),
    "story": (
        "The miller came in.\n\n“Where is the rye?” he asked.\n\nNobody knew.\n\n“Is it in the barn?”\n\n"
        "“No,” said Ana. “Who would put it there?”\n\nThey looked at each other. Was it lost?\n"
    ),
    "how_to": (
        "How to start the mill\n\n1. Open the sluice.\n2. Is the wheel turning? If not, push it.\n3. Close the door.\n"
        "4. Let the stone down.\n5. Pour in the rye.\n"
    ),
    "steps_that_ask": (
        "1. Is the door open? Close it.\n2. Open the sluice.\n3. Does it turn? If not, push.\n4. Pour in the rye.\n"
    ),
    "exam": "1. How old is it?   (20 marks)\n\n2. Who runs it?  (5 marks)\n\n3. Is it dear? (5 marks)\n\nEND OF IT\n",
    "exam_with_lines": "1) Wie alt ist sie? (2,5 Punkte)\n__________\n\n2) Wer mahlt? [3 Pkt.]\n__________\n",
    "exam_in_chinese": "1、水磨有多老？（5分）\n2、谁管理它？（5分）\n",
    "survey": "1. How old are you?\n   ( ) 20\n   ( ) 40\n2. Will you come again?\n   ( ) yes\n   ( ) no\n",
    "contents_of_a_book": (
        "Contents\n\nPart One\n1. How old is it? ........ 3\n2. Who runs it? \u2026\u2026 9\n\nPart Two\n"
        "3. Is it dear? . . . . . 15\n4. How to get there .... 19\n\nIndex .... 22\n"
    ),
    "contents_with_pages_behind_tabs": (
        "1. How old is it?\t3\n2. Who runs it?\t9\n"
        "3. Is it dear?\t9\n4. Is it far?\t15\n5. Is it open?\t21\n\nIndex\t30"
    ),
    "glossary": "; Mill\n: A house.\n; Weir\n: A dam.\n; Who knows?\n: A saying.\n; Why?\n: One.\n; Log\n: A tree.\n",
    "comments_of_code": "; what is it?\nx = 1\n; is it zero?\n: ok\ny = 2\n; done\n",
    "answers_after_all_questions": "1. How old is it?\n2. Who runs it?\n\n1. From 1820.\n2. A club.\n",
    "changelog": (
        "1.2.0\n- Added: a wheel\n- Fixed: why did it stop?\n\n1.1.0\n- Added: a door\n- Changed: the roof\n\n"
        "1. Added a log\n2. Removed the old log\n"
    ),
    "minutes": (
        "Minutes of the mill club\n\nPresent: Ana, Ben\n\n1. Opening\n\nAna opened the meeting.\n\n2. Roof\n\n"
        "Ben asked who pays. Ana: the club. Ben: All of it?\n\n3. Any other business?\n\nNone.\n\n"
        "4. Close\n\nAt nine.\n"
    ),
    "screenplay": (
        "ANA: Where were you?\nBEN: Why do you ask?\nANA: I was worried.\nBEN: Did you call?\nANA: Twice.\n"
        "BEN: I did not hear it.\nANA: Where was your phone?\nBEN: In the barn.\nANA: Again?\nBEN: Must you shout?\n"
    ),
    "quiz": (
        "1. How old is the mill?\na) 100 years\nb) 200 years\n\n2. Who runs it?\na) A club\nb) The town\n\n"
        "3. Where is it?\na) By the brook\nb) On the hill\n"
    ),
    "quiz_with_bullets": "**How old is it?**\n- A) 100\n- B) 200\n\n**Who runs it?**\n- A) A club\n- B) The town\n",
    "form": "1. What is your name?\n_______\n\n2. How old are you?\n_______\n\n3. Where do you live?\n______\n",
    "questions_alone": "1. How old is the mill?\n2. Who runs it?\n3. Is it dear?\n",
    "bold_hooks": "**Tired of paperwork?**\nWe help.\n\n**Looking for time?**\nTake the plan.\n\n**Contact**\nInfo.\n",
    "nested_bullets": "To do\n\n* Mill\n** Roof: who pays?\n** Wheel?\n* Club\n** Is there a cashier?\n** Members\n",
    "bold_lines_of_an_article": (
        "**Is it old?** Yes.\n\n**The wheel**\nIt turns.\n\n**The roof**\nIt is new.\n\n**Who pays?**\n"
        "We.\n\n**The club**\nAna.\n"
    ),
    "letters_of_a_play": "B: Where were you?\nC: Why?\nB: Well?\nC: At the mill.\n",
    "measures_by_turns": "W: 20 mm\nH: 40 mm\n\nW: 30 mm\nH: 50 mm\n\nW: how much?\nH: 60 mm\n",
    "quarters": "Q1: Sales rose.\nQ2: Sales fell.\nQ3: The mill was closed.\nQ4: Sales rose again.\n",
    "essay": (
        "What is a mill? It is a house with a wheel.\n\nWho needs it? Everybody who eats bread.\n\n"
        "Is it old? Older than the town.\n"
    ),
    "letter": "Dear Ben,\n\nHow are you?\n\nWe are well.\n\nWhen do you come?\n\nThe mill is closed.\n\nYours: Ana\n",
    "recipe": "Serves: 4\nTime: 20 minutes\nServes: how many?\nTime: long\n\n1. Mix.\n2. Bake.\n3. Ready?\n",
    "code": "x = a ? b : c\n1: push\n2: pop?\n3: ret\n",
    "programme_with_times": (
        "Opening 10:00\nWho are we?\nCoffee 10:30\nIn the hall.\nTalk 11:00\nWhere does it go?\nCoffee 11:30\n"
        "In the hall.\nTalk 13:00\nWhat do bees see?\nLunch 14:00\nIn the garden.\nTalk 15:00\nIs it old?\n"
    ),
    "log_in_columns": (
        "10:00:58\tweb\tstarting\n10:01:09\tdb\tconnected\n10:02:30\tweb\tretry?\n10:05:09\tdb\tok\n"
        "10:06:30\tweb\tretry?\n10:07:30\tdb\tok\n10:08:30\tweb\tstopped\n"
    ),
    "chat_in_which_nobody_answers": (
        "[10:00] Ana: Anyone here?\n[10:05] Cem: When does the mill open?\n[10:10] Dora: Who has the key?\n"
        "[10:15] Ana: Hello?\n[10:20] Cem: Where is everybody?\n"
    ),
    "play_with_times": (
        "ANA  10:00\nWhere were you?\nBEN  10:01\nWhy do you ask?\nANA  10:02\nI was worried.\nBEN  10:03\n"
        "Did you call?\nANA  10:04\nTwice.\nBEN  10:05\nDid you?\n"
    ),
    "japanese_play": (
        "太郎：どこへ行くのか。\n花子：海へ行くのか。\n太郎：違う。\n花子：なぜですか。\n太郎：雨だから。\n花子：そうですか。\n"
        "太郎：誰が来るのか。\n花子：父です。\n"
    ),
    "mail_that_argues": (
        "> The wheel is new.\n\nIt is not.\n\n> Did you see it?\n\nYes.\n\n> I doubt it.\n\nWell.\n\n"
        "> The roof leaks.\n\nSo?\n\n> Who cares?\n\nI do.\n"
    ),
    "mail_with_one_question": "> Who runs it?\n\nA club.\n\n> Thanks.\n\nYou are welcome.\n",
    "mail": "From: Ana\nTo: Ben\nSubject: When do we meet?\n\nOn Monday?\n\nAna\n",
}


@pytest.mark.parametrize(("text", "expected"), LABELS.values(), ids=LABELS)
def test_a_label_says_what_asks_and_what_answers(text: str, expected: Expected) -> None:
    assert pairs(text) == expected


@pytest.mark.parametrize(("text", "expected"), NUMBERS.values(), ids=NUMBERS)
def test_a_series_of_numbers_or_titles_asks(text: str, expected: Expected) -> None:
    assert pairs(text) == expected


@pytest.mark.parametrize(("text", "expected"), DIALOGUES.values(), ids=DIALOGUES)
def test_who_mostly_asks_is_answered_by_the_others(text: str, expected: Expected) -> None:
    assert pairs(text) == expected


@pytest.mark.parametrize(("text", "expected"), REPLIES.values(), ids=REPLIES)
def test_what_is_written_below_a_quoted_question_answers_it(text: str, expected: Expected) -> None:
    assert pairs(text) == expected


CHATS = [
    "{name} [10:0{at} AM] {said}\n",
    "{name} [10:0{at} AM]\n{said}\n",
    "{name}, [05.03.2024 10:0{at}]\n{said}\n\n",
    "{name} \u2014 Today at 10:0{at} AM\n{said}\n",
    "{name} \u2014 03/05/2024 10:0{at} AM\n{said}\n",
    "[10:0{at}] {name}\n{said}\n",
    "10:0{at}:11 From  {name}  to  Everyone:\n\t{said}\n",
    "10:0{at}:11\t From Dr. {name} Moss to Everyone: {said}\n",
    "{name}  10:0{at} AM\n{said}\n",
    "{name} 10:0{at} AM\n{said}\n",
    "{name}\n  10:0{at} AM\n{said}\n",
    "{name} \u2014 heute um 10:0{at} Uhr\n{said}\n",
    "{name} (00:0{at}):\n{said}\n\n",
    "{name} \u2014 Aujourd\u2019hui \u00e0 10:0{at}\n{said}\n",
    "{name} 12.03.2024 10:0{at}\n{said}\n",
    "12/3/24, 10:0{at}\u202fa.\u00a0m. - {name}: {said}\n",
    "\u200f12\u200f/3\u200f/2024\u060c 10:0{at} \u0635 - {name}: {said}\n",
    "\u200e[12/3/24, 10:0{at}:11] ~ {name}: {said}\n",
    "[12.03.2024 10:0{at}] Kern, {name}\n{said}\n\n",
    "12.03.2024 10:0{at} - Kern, {name}: {said}\n",
    "12/03/24, 10:0{at} - +49 170 1234567 {name}: {said}\n",
    "10:0{at}\t{name}\t{said}\n",
    "[{name}] [\uc624\ud6c4 3:0{at}] {said}\n",
    "2024\ub144 3\uc6d4 12\uc77c \uc624\ud6c4 3:0{at}, {name} : {said}\n",
    "Mar 12 10:0{at}:09 <{name}>\t{said}\n",
    "[3/12 10:0{at} AM] {name}\n{said}\n\n",
    "[Yesterday 10:0{at}] {name}\n{said}\n\n",
    "{name}, [Mar 12, 2024 at 10:0{at}:11 AM]:\n{said}\n\n",
    "[ 12.3.2024. ] [ 10:0{at}:11 ] {name}: {said}\n",
    "[12/03/2024] [10:0{at}] {name}: {said}\n",
    "[2024-03-12][10:0{at}:11] {name}: {said}\n",
]
SAID = [("How old is it?", "From 1820."), ("Who runs it?", "A club."), ("Is it dear?", "No.")]


@pytest.mark.parametrize("form", CHATS)
def test_names_and_times_are_no_part_of_a_chat(form: str) -> None:
    lines = [(name, line) for pair in SAID for name, line in zip(("Ana Kern", "Ben"), pair, strict=True)]
    assert pairs("".join(form.format(name=name, said=said, at=at) for at, (name, said) in enumerate(lines))) == SAID


@pytest.mark.parametrize("text", LOOKALIKES.values(), ids=LOOKALIKES)
def test_a_text_that_only_looks_like_questions_gives_none(text: str) -> None:
    assert pairs(text) == []


EXAMPLES = {name: text for table in (LABELS, NUMBERS, DIALOGUES, REPLIES) for name, (text, _) in table.items()}


@pytest.mark.parametrize("text", EXAMPLES.values(), ids=EXAMPLES)
def test_every_character_is_claimed_once(text: str) -> None:
    assert_each_character_is_claimed_once(text)


@given(st.lists(st.sampled_from([line for text in EXAMPLES.values() for line in text.split("\n")]), max_size=40))
def test_every_character_of_any_lines_is_claimed_once(lines: list[str]) -> None:
    assert_each_character_is_claimed_once("\n".join(lines))


def assert_each_character_is_claimed_once(text: str) -> None:
    result = read(text)
    spans = [span for pair in result.sightings for part in read_spans(pair.locator) for span in part]
    if not spans:
        return
    spans += [span for each in result.rejected for part in read_spans(each.locator) for span in part]
    spans += [(piece.start, piece.end) for piece in result.boilerplate]
    spans.sort()
    at = 0
    for start, end in [*spans, (len(text), len(text))]:
        assert start >= at, f"{text[start:at]!r} is claimed twice"
        assert not text[at:start].strip(BLANK), f"{text[at:start]!r} is not claimed"
        at = end


@pytest.mark.parametrize("text", EXAMPLES.values(), ids=EXAMPLES)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_locator_gives_its_pair_and_the_page_as_its_source(text: str, line_end: str) -> None:
    result = read(text.replace("\n", line_end))
    assert result.page is not None
    for pair in result.pairs:
        again = resolve(result.page, pair.sighting.locator)
        assert (clean_line(again.question), clean(again.answer)) == (pair.record.question, pair.record.answer)
        source = source_at(result.page, pair.sighting.locator)
        assert source == (pair.record.source, pair.record.source_url)


def test_the_number_of_a_line_parts_no_paragraph() -> None:
    lines = ("Q. Is it old?", "A. It was built", "in 1820.", "Q. Is it dear?", "A. No, it", "is free.")
    numbered = "".join(f"{number:2}   {line}\n" for number, line in enumerate(lines, 1))
    assert [record.answer for record in read(numbered).records] == ["It was built\nin 1820.", "No, it\nis free."]


def test_the_lines_of_a_pair_are_shown_without_those_of_others() -> None:
    result = read(LABELS["two_labels"][0])
    assert result.page is not None
    lines = source_lines(result.page, result.sightings[1].locator)
    assert [line.text for line in lines if line.is_evidence] == ["Q: Who runs it?", "A: A club of friends."]
    assert "1820" not in " ".join(line.text for line in lines)


def test_a_text_without_an_address_has_no_source() -> None:
    result = parse(LABELS["two_labels"][0], media_type="text/plain")
    assert [each.reason for each in result.rejected] == ["no_source", "no_source"]


def test_a_text_with_one_attribution_is_pasted_text() -> None:
    text = LABELS["two_labels"][0] + "\nQ: Is it dear?\nA: No.\nView complete answer on dear.example.org\n"
    result = read(text)
    assert {each.format for each in result.sightings} == {"attribution"}
    assert [record.source for record in result.records] == ["dear.example.org"]


@pytest.mark.parametrize("text", EXAMPLES.values(), ids=EXAMPLES)
def test_text_is_read_alike_in_every_mode(text: str) -> None:
    assert parse(text, url=ADDRESS, media_type="text/plain", mode="markup").records == read(text).records


def test_an_entry_of_the_contents_is_boilerplate() -> None:
    result = read(NUMBERS["contents_before"][0])
    assert [piece.rule for piece in result.boilerplate].count("contents") == 3
    assert "This list is new." in [each.text for each in result.rejected]


def test_a_call_among_the_questions_is_rejected() -> None:
    text = "1. How old is it?\n\nFrom 1820.\n\n2. Who runs it?\n\nA club.\n\n3. Still have questions?\n\nWrite to us.\n"
    result = read(text)
    assert len(result.records) == 2
    assert [each.reason for each in result.rejected] == ["call_to_action"]
