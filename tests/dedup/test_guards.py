"""What tells two records apart though their words are nearly the same: every guard, both ways."""

from __future__ import annotations

import pytest

from pipeline.dedup.near.compared import compare_answer, plain_numbers
from pipeline.dedup.near.guards import ANSWER_GUARDS, QUESTION_GUARDS, Value, read
from pipeline.dedup.near.match import block_of
from pipeline.dedup.near.words import split_words
from pipeline.text.fingerprint import fingerprint

Cases = dict[str, list[tuple[str, str]]]

# texts that differ in what the rule looks at
DIFFERENT: Cases = {
    "number": [
        ("It takes two years.", "It takes three years."),
        ("It takes 2 years.", "It takes three years."),
        ("It costs $4.50.", "It costs $5.50."),
        ("It costs 4.50.", "It costs 450."),
        ("Type 1", "Type 2"),
        ("At -5 degrees", "At 5 degrees"),
        ("Open 9:30 to 17:00", "Open 9:30 to 18:00"),
        ("from 5 to 10", "from 10 to 5"),
        ("Take 1/2 a pill", "Take 1/4 of a pill"),
        ("half of them", "a third of them"),
        ("It weighs 5kg", "It weighs 6 kg"),
        ("It takes a while", "It takes 3 days"),
        ("the 1st", "the 2nd"),
        ("vitamin B6", "vitamin B12"),
        ("2 million", "2 billion"),
        ("Es dauert zwei Jahre.", "Es dauert drei Jahre."),
        ("Cela prend deux ans.", "Cela prend trois ans."),
        ("Son cuatro semanas.", "Son cinco semanas."),
        ("需要三年", "需要两年"),
        ("3年かかります", "5年かかります"),
        ("100. No more.", "90. No more."),
        ("version 1.10", "version 1.1"),
        ("1,500 km", "1.5 km"),
        ("at –5 °C", "at 5 °C"),
        ("Dry it for 20 seconds. Rinse it for 20 seconds.", "Dry it for 20 seconds. Rinse it."),
        ("It was updated: 24 March 2026 brought a rule.", "It was updated: 25 March 2026 brought a rule."),
    ],
    "unit": [
        ("Take 5 mg.", "Take 5 ml."),
        ("Take 5mg.", "Take 5ml."),
        ("It is 5 m long.", "It is 5 km long."),
        ("two weeks", "two months"),
        ("5 %", "5 kg"),
        ("$5", "€5"),
        ("20 °C", "20 °F"),
        ("3年", "3月"),
        ("5 минут", "5 часов"),
        ("5 metros", "5 litros"),
        ("zwei Wochen", "zwei Monate"),
        ("for some hours", "for some days"),
        ("at 10 Mb/s", "at 10 MB/s"),
        ("at 10 Mbps", "at 10 MBps"),
        ("5 mW", "5 MW"),
        ("5 kW", "5 watts"),
        ("5 kHz", "5 MHz"),
    ],
    "opposite": [
        ("It is legal.", "It is illegal."),
        ("Take it before meals.", "Take it after meals."),
        ("more than that", "less than that"),
        ("It is dominant.", "It is recessive."),
        ("It is 5 degrees.", "It is minus 5 degrees."),
        ("It is 5 degrees.", "It is negative 5 degrees."),
        ("Children of 5 pay half.", "Children under 5 pay half."),
        ("Il fait 5 degrés.", "Il fait moins 5 degrés."),
    ],
    "negation": [
        ("It is safe.", "It isn't safe."),
        ("It is safe.", "It isn’t safe."),
        ("It is safe.", "It is not safe."),
        ("You can.", "You cannot."),
        ("You can.", "You can't."),
        ("You will.", "You won't."),
        ("Some do.", "None do."),
        ("It always works.", "It never works."),
        ("with food", "without food"),
        ("It is safe, no doubt.", "It is safe, not a doubt."),
        ("Das ist sicher.", "Das ist nicht sicher."),
        ("Das ist ein Problem.", "Das ist kein Problem."),
        ("Oui, c'est sûr.", "Non, ce n'est pas sûr."),
        ("Nunca es seguro.", "Es seguro."),
        ("È sicuro.", "Non è sicuro."),
        ("É seguro.", "Não é seguro."),
        ("Het is veilig.", "Het is niet veilig."),
        ("这很安全", "这不安全"),
        ("可以拍照", "禁止拍照"),
        ("ร้านนี้เปิดวันหยุด", "ร้านนี้ไม่เปิดวันหยุด"),
        ("วางถุงไว้ตรงนี้", "อย่าวางถุงไว้ตรงนี้"),
        ("يجوز ترك الباب مفتوحا", "لا يجوز ترك الباب مفتوحا"),
        ("الدخول متاح وهو مجاني", "الدخول متاح وليس مجاني"),
        ("يصل الطرد مع توقيع", "يصل الطرد بدون توقيع"),
        ("אפשר לשטוף את הצעיף", "אי אפשר שלא לשטוף את הצעיף"),
        ("המשרד פתוח ביום שישי", "המשרד אינו פתוח ביום שישי"),
        ("תה עם סוכר", "תה בלי סוכר"),
        ("Здесь можно курить", "Здесь нельзя курить"),
        ("Кто-то должен платить", "Никто должен платить"),
        ("यह दरवाज़ा खुला है", "यह दरवाज़ा खुला नहीं है"),
        ("चीनी के साथ", "बिना चीनी के"),
        ("荷物は置けます。写真は撮ります。", "荷物は置けません。写真は撮ります。"),
        ("この薬は水で飲む", "この薬は水で飲まない"),
        ("입장료를 냅니다", "입장료를 내지 않습니다"),
        ("주차할 수 있습니다", "주차할 수 없습니다"),
        ("문을 여세요", "문을 열지 마세요"),
        ("들어가면 됩니다", "들어가면 안 됩니다"),
        ("회원입니다", "회원이 아닙니다"),
        ("Kapı akşam açılır.", "Kapı akşam açılmaz."),
        ("Burada park ediliyor.", "Burada park edilmiyor."),
        ("Bu kart geçerlidir.", "Bu kart geçerli değildir."),
        ("Şekerli çay", "Şekersiz çay"),
        ("Okno jest otwarte.", "Okno nie jest otwarte."),
        ("Herbata z cukrem", "Herbata bez cukru"),
        ("Ktoś płaci.", "Nikt płaci."),
        ("A loja abre.", "A loja nunca abre."),
        ("Há uma taxa.", "Não há nenhuma taxa."),
        ("Con azúcar", "Sin azúcar"),
        ("Butiken är öppen.", "Butiken är aldrig öppen."),
        ("Jemand zahlt.", "Niemand zahlt."),
        ("Okno je otevřené.", "Okno není otevřené."),
        ("Вікно відкрите.", "Вікно не відкрите."),
        ("Cửa mở.", "Cửa không mở."),
        ("Pintu dibuka.", "Pintu tidak dibuka."),
        ("Το παράθυρο είναι ανοιχτό.", "Το παράθυρο δεν είναι ανοιχτό."),
        ("Fereastra este deschisă.", "Fereastra nu este deschisă."),
        ("Az ablak nyitva van.", "Az ablak nincs nyitva."),
        ("Ikkuna on auki.", "Ikkuna ei ole auki."),
    ],
    "modal": [
        ("You must stay.", "You may stay."),
        ("You should stay.", "You can stay."),
        ("You mustn't stay.", "You may not stay."),
        ("You must pay and may stay.", "You may pay and must stay."),
        ("Sie müssen bleiben.", "Sie dürfen bleiben."),
        ("Er soll bleiben.", "Er kann bleiben."),
        ("Vous devez rester.", "Vous pouvez rester."),
        ("Debe quedarse.", "Puede quedarse."),
        ("Deve restare.", "Può restare."),
        ("U moet blijven.", "U mag blijven."),
        ("Du måste stanna.", "Du får stanna."),
        ("Deve ficar.", "Pode ficar."),
    ],
    "limit": [
        ("It is open to all adults.", "It is open to only adults."),
        ("It is open to adults.", "It is open only to adults."),
        ("It takes five days.", "It takes up to five days."),
        ("It takes at least five days.", "It takes at most five days."),
        ("It is open on all days.", "It is open on all days except holidays."),
        ("You pay the fee.", "You pay the fee unless you are a member."),
        ("Es ist für Kinder.", "Es ist nur für Kinder."),
        ("Es dauert fünf Tage.", "Es dauert bis zu fünf Tage."),
        ("Es sind zehn Gäste.", "Es sind mindestens zehn Gäste."),
        ("Alle zahlen.", "Alle außer Kindern zahlen."),
        ("C'est pour les enfants.", "C'est seulement pour les enfants."),
        ("Cela prend cinq jours.", "Cela prend jusqu'à cinq jours."),
        ("Il faut dix invités.", "Il faut au moins dix invités."),
        ("Es para niños.", "Es solo para niños."),
        ("Tarda cinco días.", "Tarda hasta cinco días."),
        ("Vienen diez.", "Vienen por lo menos diez."),
        ("È per bambini.", "È soltanto per bambini."),
        ("Ci sono dieci ospiti.", "Ci sono almeno dieci ospiti."),
        ("Het is voor kinderen.", "Het is alleen voor kinderen."),
        ("Er zijn tien gasten.", "Er zijn minstens tien gasten."),
        ("Det är för barn.", "Det är endast för barn."),
        ("Det tar fem dagar.", "Det tar upp till fem dagar."),
        ("É para crianças.", "É apenas para crianças."),
        ("São dez pessoas.", "São pelo menos dez pessoas."),
    ],
    "sign": [
        ("if x = 1", "if x != 1"),
        ("if x < 1", "if x > 1"),
        ("ls -l", "ls -L"),
        ("if (ok)", "if (!ok)"),
        ("if (a && b)", "if (a || b)"),
        ("then i++ runs", "then i-- runs"),
        ("then i++ runs", "then i runs"),
        ("at ±5 volts", "at 5 volts"),
        ("take a*b then", "take a/b then"),
        ("x = a - b", "x = a / b"),
        ("n += 1", "n -= 1"),
        ("written in C++", "written in C"),
        ("for ages 18+", "for ages 18"),
        ("if x ≤ 1", "if x ≥ 1"),
    ],
    "content_word": [
        ("Can therapists text clients?", "Can therapists text patients?"),
        ("What is Gmail?", "What is Gmail Suite?"),
        ("What is type 1 diabetes?", "What is type 2 diabetes?"),
        ("What is hepatitis A?", "What is hepatitis B?"),
        ("What is hepatitis A?", "What is hepatitis?"),
        ("What is vitamin A good for?", "What is vitamin good for?"),
        ("What is type I diabetes?", "What is type diabetes?"),
        ("Is it dominant?", "Is it recessive?"),
        ("What is Sjogren-Larsson syndrome?", "What is Miller syndrome?"),
        ("Is it safe?", "Isn't it safe?"),
        ("Who is the president?", "Who was the president?"),
        ("Can I leave?", "Should I leave?"),
        ("How do I call him?", "How do I call her?"),
        ("When is it open?", "Where is it open?"),
        ("How many are there?", "How much is there?"),
        ("Is it good to eat before training?", "Is it good to eat after training?"),
        ("Which is cheaper, C++ or C#?", "Which is cheaper, C or C?"),
        ("Who are you?", "Why are you?"),
        ("What is it?", "What are you?"),
        ("Was ist ein Hund?", "Was ist eine Katze?"),
        ("什么是猫", "什么是狗"),
    ],
    "order": [
        ("How do I convert PDF to Word?", "How do I convert Word to PDF?"),
        ("Is tea better than coffee?", "Is coffee better than tea?"),
        ("狗咬人吗", "人咬狗吗"),
    ],
}

# texts that the rule takes for the same
SAME: Cases = {
    "number": [
        ("It takes 2 years.", "It takes two years."),
        ("It costs $1,000.", "It costs $1000."),
        ("It weighs 5kg", "It weighs 5 kg"),
        ("1. Wash.\n2. Dry.", "- Wash.\n- Dry."),
        ("1. Wash.\n1. Dry.", "Wash. Dry."),
        ("Zwei Jahre", "2 Jahre"),
        ("the 1st", "the first"),
        ("1,5m", "1.5 metres"),
        ("1,50 €", "1.5 €"),
        ("0,5 kg", ".5 kg"),
        ("24hrs", "24 hours"),
        ("ages 5–12", "ages 5 –12"),
        ("5—12 km", "5 - 12 km"),
        (
            "Dry it for 20 seconds with a towel made of linen. Dry it for 20 seconds with a towel made of linen.",
            "Dry it for 20 seconds with a towel made of linen.",
        ),
        ("Updated: 2026-03-24 10:17. Wait 3 days.", "Wait 3 days."),
        ("Attendez 3 jours. Mise à jour : 24/03/2026", "Attendez 3 jours."),
        ("Обновлено: 24.03.2026. Ждите 3 дня.", "Ждите 3 дня."),
        ("更新日：2026年3月24日\n3日間待ちます。", "3日間待ちます。"),
        ("3일 기다리세요. 최종 수정일: 2026년 3월 24일", "3일 기다리세요."),
    ],
    "unit": [
        ("2 years", "2 yrs"),
        ("2 hr", "2 hours"),
        ("5mg", "5 milligrams"),
        ("5 %", "5 percent"),
        ("5 %", "5 Prozent"),
        ("180 °C", "180 degrees Celsius"),
        ("180 °C", "180 Grad Celsius"),
        ("5 km", "5 километров"),
        ("5 m", "5 mètres"),
        ("20 °C", "20 grados C"),
        ("$5", "5 dollars"),
        ("I am in, as I said to M.", "I am out, as I said to S."),
        ("20°C", "20 °C"),
        ("9 a.m.", "9am"),
        ("5 min", "5 minutes"),
    ],
    "opposite": [
        ("It is legal here.", "Here it is legal."),
        ("Take it with water.", "Take it with tea."),
        ("It increases.", "It increase"),
    ],
    "negation": [
        ("It isn't safe.", "It is not safe."),
        ("You can't.", "You cannot."),
        ("You can’t.", "You can not."),
        ("They don't", "They dont"),
        ("A knot, a note and Noah", "A rope, a word and Moses"),
        ("Kapı açılmaz.", "Kapı açılmıyor."),
        ("It is medical, immediate and in Ramadan", "It is, by comedians and remedies"),
        ("ไม้ไผ่", "ไม้สัก"),
    ],
    "modal": [
        ("You can stay.", "You could stay."),
        ("You can't stay.", "You can not stay."),
        ("You must pay. You must stay.", "You must pay and stay."),
        ("Sie müssen bleiben.", "Er muss bleiben."),
        ("Vous pouvez rester.", "Il peut rester."),
        ("the mustard is in May's can't-miss shop", "the mustard is in May's can not miss shop"),
    ],
    "limit": [
        ("It is for adults only.", "It is only for adults."),
        ("It is solely for adults.", "It is only for adults."),
        ("The least of them looked up, most of all.", "The sum of them was at last looked to."),
        ("Es dauert mindestens fünf Tage.", "Es dauert wenigstens fünf Tage."),
        ("Al menos diez", "Por lo menos diez"),
        ("All of them are open.", "Most of them are open."),
    ],
    "sign": [
        ("if x != 1", "if x ≠ 1"),
        ("Stop! It is on.", "Stop. It is on."),
        ("one - or two - more", "one, or two, more"),
        ("* one and/or two", "one and or two"),
        ("if (a&&b)", "if (a && b)"),
        ("salt & pepper", "salt and pepper"),
    ],
    "content_word": [
        ("Can a therapist text a client?", "Can therapists text their clients?"),
        ("What is the therapist's income?", "What is a therapist income?"),
        ("How does it take 2 years?", "How does it take two years?"),
        ("Is it 5mg?", "Is it 5 mg?"),
        ("What is THE best way?", "What’s the best way?"),
        ("What are you?", "What are you"),
        ("Why is my boss angry?", "Why is your boss angry?"),
        ("Is the bus a virus?", "Is a bus a virus?"),
        ("What is the income of therapists?", "What is a therapist's income?"),
        ("What was it?", "What had it?"),
        ("Как хранить мёд?", "Как хранить мед?"),
        ("Combien d’œufs ?", "Combien d'oeufs ?"),
        ("هل أسقيها يوميًا؟", "هل أسقيها يوميا؟"),
    ],
    "order": [
        ("What is the income of therapists?", "What is a therapist's income?"),
        ("How do I convert PDF to Word?", "How do you convert a PDF to Word?"),
    ],
}


def value(rule: str, text: str) -> Value:
    """Return what a rule says about a text; answers are read as they are compared."""
    words = compare_answer(text).words if rule in ANSWER_GUARDS else split_words(fingerprint(text))
    return QUESTION_GUARDS[rule](read(words))


def cases(table: Cases) -> list[tuple[str, str, str]]:
    """Return the cases of a table behind the names of their rules."""
    return [(rule, *case) for rule, both in table.items() for case in both]


def test_every_guard_has_cases_both_ways() -> None:
    assert set(DIFFERENT) == set(SAME) == set(QUESTION_GUARDS) >= set(ANSWER_GUARDS)


@pytest.mark.parametrize(("rule", "left", "right"), cases(DIFFERENT))
def test_a_guard_tells_texts_apart(rule: str, left: str, right: str) -> None:
    assert value(rule, left) != value(rule, right)


@pytest.mark.parametrize(("rule", "left", "right"), cases(SAME))
def test_a_guard_lets_texts_pass(rule: str, left: str, right: str) -> None:
    assert value(rule, left) == value(rule, right)


@pytest.mark.parametrize(("left", "right"), DIFFERENT["content_word"])
def test_questions_about_other_things_have_other_blocks(left: str, right: str) -> None:
    assert block_of(fingerprint(left)) != block_of(fingerprint(right))


@pytest.mark.parametrize(("left", "right"), SAME["content_word"])
def test_questions_about_the_same_have_one_block(left: str, right: str) -> None:
    assert block_of(fingerprint(left)) == block_of(fingerprint(right))


def test_the_name_of_a_block_is_sixteen_hex_digits_that_spread() -> None:
    names = {block_of(f"what is thing{number}") for number in range(1000)}
    assert all(len(name) == 16 and set(name) <= set("0123456789abcdef") for name in names)
    assert len({name[:2] for name in names}) > 240


@pytest.mark.parametrize("empty", ["", "?!"])
def test_a_question_without_words_has_a_block(empty: str) -> None:
    assert len(block_of(fingerprint(empty))) == 16


@pytest.mark.parametrize("written", ["180 degrees celsius", "180 grad celsius", "180 градусов c", "180 grados c"])
def test_degrees_have_one_form_in_all_languages(written: str) -> None:
    assert plain_numbers(written.split()) == plain_numbers("180 ° c".split()) == ["180", "celsius"]


def test_a_number_with_its_unit_is_not_multiplied() -> None:
    assert plain_numbers("24hrs million".split()) == ["24", "hour", "1000000"]
