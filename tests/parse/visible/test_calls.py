"""What sites ask their readers, and what closes a section, in many languages; and what only looks like it."""

from __future__ import annotations

import time

import pytest

from pipeline.parse.visible.calls import is_call, is_tail

CALLS = [
    "Still have questions?",
    "Do you have more questions about the ferry?",
    "Have a question we didn't answer?",
    "Still not answered?",
    "Didn't find your answer?",
    "Didn't find what you were looking for?",
    "Can\u2019t find what you need?",
    "Question not listed?",
    "Is your question still unanswered?",
    "How can we help you today?",
    "How may I help?",
    "Was this page helpful?",
    "Did this article help you?",
    "Was this answer useful to you?",
    "How would you rate this page?",
    "Are you sure you want to leave?",
    "Czy ten artykuł był pomocny?",
    "Imate li još pitanja?",
    "Имате још питања?",
    "Imate dodatna vprašanja?",
    "Kas teil on veel küsimusi?",
    "Vai jums ir vēl jautājumi?",
    "Turite daugiau klausimų?",
    "Tens més preguntes?",
    "Ertu með fleiri spurningar?",
    "这篇文章对您有帮助吗？",
    "บทความนี้มีประโยชน์หรือไม่",
    "Why wait?",
    "What are you waiting for?",
    "Do you accept cookies?",
    "Worauf warten Sie noch?",
    "Qu'attendez-vous ?",
    "¿A qué esperas?",
    "Чего вы ждёте?",
    "Noch Fragen?",
    "Noch unsicher?",
    "Meer hulp nodig?",
    "Behöver du mer hjälp?",
    "Hai ancora dei dubbi?",
    "Et vous, qu'en pensez-vous ?",
    "¿Y tú qué opinas?",
    "А вы что думаете?",
    "E você, o que acha?",
    "Sounds good?",
    "Frage nicht dabei?",
    "Haben Sie Ihre Antwort nicht gefunden?",
    "Was meinst du?",
    "Vous n'avez pas trouvé votre réponse ?",
    "Vous ne trouvez pas de réponse à votre question ?",
    "Qu'en pensez-vous ?",
    "Votre question est toujours sans réponse ?",
    "¿No has resuelto tu duda?",
    "¿No encuentras la respuesta?",
    "¿Todavía tienes dudas?",
    "¿Qué te ha parecido?",
    "Não encontrou a resposta?",
    "Ainda tem dúvidas?",
    "Como podemos ajudar?",
    "Non hai trovato la risposta?",
    "Altre domande?",
    "Cosa ne pensi?",
    "Nog vragen?",
    "Antwoord niet gevonden?",
    "Heb je het antwoord niet gevonden?",
    "Hittade du inte svaret?",
    "Fler frågor?",
    "Fandt du ikke svaret?",
    "Flere spørgsmål?",
    "Fant du ikke svar på spørsmålet?",
    "Har du flere spørsmål?",
    "Var denne siden til hjelp?",
    "Jäikö sinulla kysyttävää?",
    "Nie znalazłeś odpowiedzi?",
    "Masz jeszcze pytania?",
    "Nenašli jste odpověď na svou otázku?",
    "Máte další dotazy?",
    "Остались вопросы?",
    "Не нашли ответ?",
    "Не нашли ответа на свой вопрос?",
    "Залишились питання?",
    "Cevap bulamadınız mı?",
    "Aradığınız cevabı bulamadınız mı?",
    "Başka sorunuz mu var?",
    "لم تجد إجابتك؟",
    "هل لديك أسئلة أخرى؟",
    "پاسخ سوال خود را پیدا نکردید؟",
    "לא מצאת תשובה?",
    "Bạn vẫn còn câu hỏi?",
    "Masih punya pertanyaan?",
    "Nu ai găsit răspunsul?",
    "Maradt még kérdése?",
    "Έχετε άλλες ερωτήσεις;",
    "仍有疑问?",
    "还有其他问题吗？",
    "没有找到您需要的答案吗？",
    "這個頁面有幫助嗎？",
    "ご不明な点がございますか？",
    "お探しの回答は見つかりましたか？",
    "아직 궁금한 점이 있으신가요?",
    "원하는 답변을 찾지 못하셨나요?",
    "이 글이 도움이 되었나요?",
]
QUESTIONS = [
    "How can I help the project?",
    "How can I help?",
    "Do you have questions in the exam?",
    "Can we help the animals?",
    "How can we help refugees?",
    "How do I find the answer sheet?",
    "Does this help with rust?",
    "Is this useful for beginners?",
    "How do you rate films?",
    "Would you recommend this boat for children?",
    "Are you sure the bridge is safe?",
    "Czy kask jest przydatny?",
    "这种油有用吗？",
    "How to know when the pump is ready?",
    "Which oil to use?",
    "Are there more questions on the second sheet?",
    "What did the jury answer?",
    "Wie viele Fragen hat die Prüfung?",
    "Was meint der Fahrplan mit Bedarfshalt?",
    "Wie können wir den Tieren helfen?",
    "Où trouver la réponse du jury ?",
    "Comment pouvons-nous aider les animaux ?",
    "¿Cómo podemos ayudar a los animales?",
    "¿No has encontrado tu maleta?",
    "¿Cuántas preguntas tiene el examen?",
    "Como podemos ajudar os animais?",
    "Come possiamo aiutare gli animali?",
    "Hoeveel vragen heeft het examen?",
    "Hur många frågor har provet?",
    "Hvordan kan vi hjælpe dyrene?",
    "Ile pytań ma egzamin?",
    "Kolik otázek má zkouška?",
    "Сколько вопросов в билете?",
    "Чем мы можем помочь животным?",
    "Sınavda kaç soru var?",
    "كم سؤالا في الامتحان؟",
    "考试有多少问题？",
    "試験の質問はいくつありますか？",
    "시험에 질문이 몇 개 나오나요?",
]
TAILS = [
    "Back to top",
    "\u2191 Back to the top",
    "Back to contents",
    "[Back to Index]",
    "Return to the table of contents",
    "Go to top of page",
    "Top",
    "[Top] [Index]",
    "Previous | Next | Contents",
    "Next question \u00bb",
    "Last modified: 3 May 2019",
    "This page was last updated on 12/04/2021.",
    "Last modified on @DATE@.",
    "Last updated: 03.05.2019 14:00",
    "Last edited by the harbour master",
    "See also the general FAQ.",
    "Updated: 2020-01-05",
    "\u00a9 2019 Harbour Museum. All rights reserved",
    "Copyright 2001-2009 by the ferry crew",
    "(c) Pump Works 1998",
    "Edit this page",
    "Edit on GitHub",
    "Zurück zum Inhaltsverzeichnis",
    "nach oben",
    "Zum Seitenanfang",
    "Letzte Änderung: 3. Mai 2019",
    "Retour au sommaire",
    "Haut de page",
    "Dernière mise à jour le 3 mai 2019",
    "Volver al índice",
    "Volver arriba",
    "Ir al inicio",
    "Última actualización: 3 de mayo de 2019",
    "Voltar ao topo",
    "Voltar ao índice",
    "Torna all'indice",
    "Torna all'inizio",
    "Torna su",
    "Ultimo aggiornamento: 3 maggio 2019",
    "Terug naar boven",
    "Naar boven",
    "Terug naar de inhoudsopgave",
    "Till toppen",
    "Tillbaka till toppen",
    "Til toppen",
    "Tilbage til toppen",
    "Tilbake til toppen",
    "Takaisin ylös",
    "Do góry",
    "Powrót do spisu treści",
    "Zpět nahoru",
    "Zpět na začátek",
    "Наверх",
    "Вернуться к началу",
    "К содержанию",
    "Назад до змісту",
    "Başa dön",
    "Yukarı çık",
    "العودة إلى الأعلى",
    "بازگشت به بالا",
    "חזרה למעלה",
    "Kembali ke atas",
    "Về đầu trang",
    "Înapoi sus",
    "Vissza a lap tetejére",
    "Επιστροφή στην αρχή",
    "返回顶部",
    "回到頂部",
    "返回目录",
    "目次へ戻る",
    "ページの先頭へ戻る",
    "맨 위로",
    "목록으로 돌아가기",
]
ANSWERS = [
    "",
    "|",
    "Back to back, they fit in the trunk.",
    "Go to the top floor and ring.",
    "The top shelf is for maps",
    "Index funds",
    "Next week",
    "Copyright law protects the plans",
    "\u00a9 is the sign for it",
    "It was last updated",
    "Last updated packages are kept",
    "See also the plan of the harbour",
    "Edit the file and save it",
    "Read the principles of the library before you start coding",
    "Zurück nach Hause",
    "Nach oben gehen",
    "Torna a casa",
    "Volver a casa",
    "Retour gratuit",
    "Terug naar huis",
    "Zpět peníze nevracíme",
    "Наверх по лестнице",
    "返回行程",
    "上に置く",
    "위에 있습니다",
    "Up | Down",
]


@pytest.mark.parametrize("question", CALLS)
def test_what_a_site_asks_its_readers_is_a_call(question: str) -> None:
    assert is_call(question)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_that_looks_like_a_call_is_none(question: str) -> None:
    assert not is_call(question)


@pytest.mark.parametrize("line", TAILS)
def test_what_closes_a_section_is_no_part_of_it(line: str) -> None:
    assert is_tail(line)


@pytest.mark.parametrize("line", ANSWERS)
def test_a_line_that_looks_like_the_end_of_a_section_stays(line: str) -> None:
    assert not is_tail(line)


def test_no_line_takes_long() -> None:
    pieces = [
        "a",
        "a ",
        " ",
        "do you have ",
        "no ha encontrado la ",
        "war die ",
        "이 ",
        "有",
        "last updated ",
        "|",
        "\u00a9 1",
    ]
    lines = [(piece * 200)[:length] for piece in pieces for length in (199, 200, 100_000)]
    before = time.process_time()
    for line in lines:
        is_call.__wrapped__(line)
        is_tail(line)
    assert time.process_time() - before < 0.5


@pytest.mark.parametrize(
    "question", ["¿Qué esperas para el próximo año?", "¿Qué espera para el futuro?", "Qu'attendez-vous pour 2026 ?"]
)
def test_what_somebody_expects_is_no_call(question: str) -> None:
    assert not is_call(question)


@pytest.mark.parametrize(
    "question", ["¿A qué esperas?", "¿Qué esperas para probarlo?", "Qu'attendez-vous pour vous inscrire ?"]
)
def test_what_readers_wait_for_is_a_call(question: str) -> None:
    assert is_call(question)
