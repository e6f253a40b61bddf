"""Which line asks, by its words and without its mark, and what of a line is the question."""

from __future__ import annotations

import pytest

from pipeline.text.questions import opens_like_question_elsewhere

ASKING = [
    "Seit wann fährt die Fähre",
    "Wofür ist der zweite Hebel",
    "Darf ich meinen Hund mitnehmen",
    "Puis-je venir à vélo",
    "Est-ce que le pont est ouvert",
    "Y a-t-il un parking",
    "Peut-on payer sur place",
    "D\u2019où vient l'eau",
    "À quelle heure part le bac",
    "¿Se puede aparcar",
    "Por qué cierra el molino",
    "En qué mes abre la presa",
    "O que devo levar",
    "É possível pagar com cartão",
    "Qual é o horário",
    "Dov'è il frantoio",
    "C'è un parcheggio",
    "Per quanto tempo resta aperto",
    "Hoeveel kost een kaartje",
    "Waarvoor dient de hendel",
    "Hur lång är bron",
    "Hvornår lukker porten",
    "Hvor ligger båten",
    "Onko silta auki",
    "Czy most jest otwarty",
    "Do kiedy działa prom",
    "Kde najdu rozvrh",
    "Je možné platit kartou",
    "Dá se zaplatit kartou",
    "Čo si mám vziať",
    "De ce este închis podul",
    "Van-e parkoló",
    "Πότε ανοίγει η γέφυρα",
    "До какого часа открыт мост",
    "Открыт ли мост зимой",
    "Скільки коштує квиток",
    "Bilet iade edilir mi",
    "Köprü nerede",
    "Kargo ücreti nedir",
    "Yanımda köpek getirebilir miyim",
    "كيف أصل إلى الجسر",
    "هل المتحف مفتوح",
    "ساعت کار موزه چیست",
    "איפה נמצא הגשר",
    "האם יש חניה",
    "टिकट कैसे खरीदें",
    "สะพานอยู่ที่ไหน",
    "Cầu mở cửa khi nào",
    "Có được mang chó không",
    "Bagaimana cara membeli tiket",
    "Apakah ada tempat parkir",
    "다리는 몇 시에 열리나요",
    "주차가 가능한가요",
    "예약이 필요합니까",
    "현장에서 결제할 수 있을까요",
    "환불 방법이 궁금합니다",
    "如何退票",
    "可以带狗吗",
    "可以帶狗嗎",
    "是否需要预约",
    "駐車場はありますか",
    "予約は必要ですか",
    "犬を連れて行ってもいいでしょうか",
    "現金は使えませんか",
    "なぜ橋は閉まっているのか",
    "ペアリングとは",
]
STATING = [
    "",
    "?",
    "Die Fähre fährt stündlich",
    "Anfahrt und Parken",
    "Add-on installieren",
    "Por favor, llame antes",
    "O museu fecha às seis",
    "Orario di apertura",
    "Le pont est ouvert",
    "Horaires du bac",
    "Het museum sluit om zes uur",
    "Bron är stängd",
    "Most jest zamknięty",
    "Мост закрыт зимой",
    "Köprü kışın kapalıdır",
    "الجسر مغلق",
    "다리는 겨울에 닫습니다",
    "집에 가요",
    "桥在冬天关闭",
    "橋は冬に閉まります",
    "お問い合わせ",
    "か",
]


@pytest.mark.parametrize("line", ASKING)
def test_a_question_of_another_language_shows_without_its_mark(line: str) -> None:
    assert opens_like_question_elsewhere(line)


@pytest.mark.parametrize("line", STATING)
def test_a_line_that_states_does_not_open_like_a_question(line: str) -> None:
    assert not opens_like_question_elsewhere(line)
