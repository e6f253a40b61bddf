"""Text that is not what it says: mojibake, markup that is left over, answers that are none or are there twice."""

from __future__ import annotations

import pytest

from pipeline.text.misread import holds_mojibake
from pipeline.validate.leftovers import FORMS, holds_markup
from pipeline.validate.placeholder_words import PLACEHOLDERS
from pipeline.validate.placeholders import is_placeholder
from pipeline.validate.repeats import repeats_itself

# --- mojibake --------------------------------------------------------------------------------

MISREAD = [
    "Êàêîé âûñîòû áàøíÿ?",
    "лБЛПК ЧЩУПФЩ ВБЫОС? фТЙДГБФШ НЕФТПЧ.",
    "Whatâ€™s a zorb?",
    "CafÃ© and PokÃ©mon",
    "fÃ¼r BjÃ¶rn",
    "Â£5 a ride",
    "5 Â°C",
    "Å‚Ã³dÅº",
    "Ð¿Ñ€Ð¸Ð²ÐµÑ‚",
    "РџСЂРёРІРµС‚",
    "日本語â€”",
]
WELL_READ = [
    "Что делает iOS и кто такой МакДак из ООН?",
    "What’s a zorb? “A ball” – made in “New Zealand”…",
    "Où est l’été à Nîmes ? « Ici » – ça va.",
    "AÇÃO e SÃO PAULO",
    "¿Qué? ¡Sí!",
    "Москва — «Ёж» № 5",
    "łódź, Žižkov, Győr, Ærø",
    "価格は¥500、「東京」",
    "£5 ©2024 ®™ ½ cup 5 °C",
    "Πού είναι;",
    "هل هذا؟",
    "👍🏽 yes",
    "plain",
]


@pytest.mark.parametrize(("text", "wrong"), [*((t, True) for t in MISREAD), *((t, False) for t in WELL_READ)])
def test_text_that_was_read_in_the_wrong_encoding_is_known_by_its_letters(text: str, wrong: bool) -> None:
    assert holds_mojibake(text) is wrong


# --- markup that is left over ----------------------------------------------------------------

LEFT = {
    "shortcode_end": "[dropcap]A ride[/dropcap] takes two minutes.",
    "shortcode": "See [gallery ids='1,2' size='big'] for more.",
    "builder": "Two minutes. [vc_empty_space]",
    "bbcode": "See [url=/prices]prices[/url].",
    "braces": "{{ answer | strip_html }}",
    "statement": "{% if open %}Yes{% endif %}",
    "server_tag": "It costs <%= price %> now.",
    "php": "It costs <?php echo 5 ?>.",
    "comment": "<!-- wp:paragraph -->Yes.",
    "tag_around": "<p>Yes.</p>",
    "modx": "Call [[+phone]].",
    "percent_signs": "%%sitename%% is open.",
    "percent_name": "Dear %FIRSTNAME%, yes.",
    "dollar": "It costs ${price} now.",
    "smarty": "It costs {$product.price} now.",
    "message": "__MSG_faq_1__",
    "at_signs": "Call @@phone@@.",
    "object": "[object Object]",
    "to_insert": "Call [insert phone number].",
    "to_fill": "Since {year} we care.",
    "to_fill_in": "In [City] we care.",
    "alone": "[TOC] Two minutes.",
    "markdown": "See [the plan](https://example.org/plan).",
    "to_name": "At [Your Company Name] we care.",
    "entity": "Fish &amp; chips&#8217;",
    "entity_end": "Fish amp; chips",
    "lost_backslash": "See u003cb>this",
    "lost_backslash_of_sign": "It costs 5 u20ac.",
    "escape": 'He said \\"yes\\".',
}
NOT_LEFT = [
    ("Who are they?", "They [the owners] said: “I [sic] know.” [1] [citation needed] [...]"),
    ("How do I center it?", "Use <div> and it is done."),
    ("What does [gallery] do?", 'The shortcode [gallery ids="1"] shows pictures.'),
    ("How do I write & in HTML?", "Write &amp; there."),
    ("Wie schreibe ich das in HTML?", "Mit &amp;."),
    ("Which entity is the ampersand?", "It is &amp;, in attributes, too."),
    ("How do I show a tag as text?", "Replace its first sign by &lt; and its last one by &gt;."),
    ("How do I keep two words together?", "With a non-breaking space, &nbsp; in its short form."),
    ("Wie schreibe ich spitze Klammern?", "Als &lt; und &gt;."),
    ("Why do I see &#8217; in my mail?", "It is an apostrophe that was escaped twice."),
    ("How do I print it in Jinja?", "{{ name }}"),
    ("What is the syntax of Vue?", "Write {{ message }} there."),
    ("How do I print it?", "Like this:\n\n```\n{{ name }} [b]bold[/b] &amp;\n```"),
    ("Where is it?", "In ${HOME}/bin, on Windows in %APPDATA% or %PATH%."),
    ("Is it 100% cotton?", "100% cotton, 50% off."),
    ("What set?", "{x | x > 0}, {{1,2},{3,4}} and a[0] or a[i][j]"),
    ("R&D; or AT&T; who?", "R&D; AT&T; rock & roll; Tom &Jerry;"),
    ("Which model?", "The Audi U0026, the u2 and the menu0."),
    ("Where is it?", "In C:\\new\\table."),
    ("Who?", "<3 <- here -> 5 < 6"),
    ("What is [b]?", "[b]"),
    ("Which path is it?", "It is /users/{name} or a[name](x), and [sic] he said."),
    ("Which hash?", "It is bu00e9f3."),
    ("Какой шаблон?", "Шаблон пишет {{ name }}."),
    ("テンプレートでは?", "{{ name }} と書きます。"),
]


def test_every_form_of_left_over_markup_has_a_case() -> None:
    assert set(LEFT) == set(FORMS)


@pytest.mark.parametrize("form", LEFT)
def test_markup_that_nobody_is_meant_to_see_is_left_over(form: str) -> None:
    assert holds_markup("How long is it?", LEFT[form])
    assert holds_markup(f"Is it {LEFT[form]}?" if form != "tag_around" else LEFT[form], "Yes.")


@pytest.mark.parametrize(
    "answer",
    [
        "{{< notice tip >}}Two minutes.{{< /notice >}}",
        "{{ $t('faq.a1') }}",
        "Der Wu00e4rter fu00fchrt.",
        "Dreiu00dfig.",
        "As the price tag says: five &amp; a half.",
    ],
)
def test_further_ways_to_write_what_is_left_over(answer: str) -> None:
    assert holds_markup("How long is it?", answer)


@pytest.mark.parametrize("name", ["%QUESTION%", "%faq_answer%", "%Heading%"])
def test_the_name_of_a_part_of_an_entry_is_left_over(name: str) -> None:
    assert holds_markup("How long is it?", name)


@pytest.mark.parametrize(("question", "answer"), NOT_LEFT)
def test_what_looks_like_markup_and_is_meant_is_left_alone(question: str, answer: str) -> None:
    assert not holds_markup(question, answer)


# --- answers that are none -------------------------------------------------------------------

EMPTY = {
    "en": [
        "TBD", "t.b.d.", "N/A", "TODO", "-", "...", "???", "Coming soon!", "Under construction", "To be announced.",
        "Answer goes here", "Your answer here", "Add your answer here...", "Please enter your answer here", "[Answer]",
        "Answer 1", "Answer",
        "Read more", "Read more »", "Read more ...", "See more", "Learn more", "Click here",
        "Click here to read more.", "Lorem ipsum dolor sit amet, consectetur adipiscing elit.",
        "This is a placeholder.",
        "Sample answer", "This is the answer to question 1.", "test", "asdf", "xxx", "undefined", "null",
        "[object Object]", "No answer yet.", "Continue reading", "View answer", "Placeholder text",
        "Answer text", "Text of your answer", "(to be filled in)",
        "I am text block. Click edit button to change this text. Lorem ipsum dolor sit amet.",
        "Sed perspiciatis unde: sed diam nonumy eirmod tempor. At vero eos et accusam et justo duo dolores " * 3,
        "The answer will be added here.", "Answer will follow soon"],
    "de": [
        "Antwort 1", "Antwort folgt", "Hier steht die Antwort.", "Weiterlesen", "Mehr erfahren", "Demnächst",
        "Antworttext", "[noch zu ergänzen]", "Die Antwort wird noch ergänzt."],
    "fr": [
        "Lire la suite", "Votre réponse ici", "À venir", "Réponse 1", "En savoir plus", "Bientôt disponible",
        "Texte de votre réponse", "(à remplir)", "La réponse sera ajoutée prochainement."],
    "es": [
        "Leer más", "Próximamente", "Tu respuesta aquí", "Escribe aquí tu respuesta", "Por definir", "Respuesta 2",
        "Texto de la respuesta", "Por rellenar", "La respuesta se añadirá pronto."],
    "pt": [
        "Leia mais", "Em breve", "Sua resposta aqui", "Escreva a sua resposta aqui", "A definir",
        "Texto da resposta", "Por preencher", "A resposta será adicionada em breve."],
    "it": [
        "Leggi di più", "Inserisci qui la risposta", "Da definire", "Risposta 1",
        "Testo della risposta", "(da compilare)", "La risposta verrà inserita a breve."],
    "nl": ["Lees meer", "Nog te bepalen", "Vul hier uw antwoord in", "Antwoordtekst", "nog in te vullen",
        "Antwoord wordt later toegevoegd"],
    "sv": ["Läs mer", "Svar 1", "Skriv ditt svar här", "Svarstext", "Svar kommer att läggas till här."],
    "da": ["Læs mere", "Dit svar her", "Svartekst", "Svaret tilføjes senere"],
    "nb": ["Les mer", "Svartekst", "Svar kommer snart."],
    "fi": ["Lue lisää", "Vastaus 1", "Vastausteksti", "Vastaus lisätään myöhemmin."],
    "pl": ["Czytaj więcej", "Odpowiedź 1", "Do ustalenia", "Treść odpowiedzi", "do wypełnienia",
        "Odpowiedź zostanie wkrótce dodana."],
    "cs": ["Číst dále", "Bude doplněno", "Text odpovědi", "(k doplnění)", "Odpověď bude brzy doplněna."],
    "sk": ["Čítať ďalej", "Text odpovede"],
    "hu": ["Tovább olvasom", "A válasz szövege"],
    "ro": ["Citește mai mult", "Textul răspunsului"],
    "ru": ["Читать далее", "Здесь будет ответ", "Текст ответа", "Подробнее…", "Надо заполнить",
        "Ответ скоро появится."],
    "uk": ["Читати далі", "Буде доповнено", "Відповідь незабаром з’явиться."],
    "bg": ["Прочетете повече", "Текст на отговора"],
    "tr": ["Devamını oku", "Cevap 1", "Cevap yakında eklenecektir."],
    "el": ["Διαβάστε περισσότερα", "Κείμενο της απάντησης", "Η απάντησή σας εδώ"],
    "ar": ["اقرأ المزيد"],
    "he": ["קרא עוד"],
    "fa": ["ادامه مطلب"],
    "hi": ["और पढ़ें"],
    "id": ["Baca selengkapnya"],
    "vi": ["Xem thêm"],
    "th": ["อ่านต่อ"],
    "ja": ["続きを読む", "準備中です", "ここに回答を入力してください", "回答1", "回答の本文", "回答は後日追加します。"],
    "ko": ["더 보기", "답변을 입력하세요", "준비 중입니다", "답변 텍스트", "답변은 곧 추가될 예정입니다."],
    "zh": ["阅读更多", "敬请期待", "在此输入答案", "答案1", "答案内容", "答案将稍后补充。"],
}  # fmt: skip
NOT_EMPTY = [
    ("What does TBD mean?", "To be determined."),
    ("What stands for to be announced?", "TBA"),
    ("When is it out?", "Coming soon"),
    ("Wann kommt es?", "Demnächst"),
    ("いつ公開ですか?", "近日公開"),
    ("Which one?", "None"),
    ("Which article?", "Article 5"),
    ("What is Lorem ipsum?", "Lorem ipsum is filler text."),
    ("What should I do?", "Read more books."),
    ("What word means exam?", "Test"),
    ("How do you say learn more in German?", "Mehr erfahren"),
    ("What does typeof return?", "undefined"),
    ("Where is it?", "Here"),
    ("Wo?", "Hier"),
    ("How many?", "3"),
    ("How many?", "7/8"),
    ("Is it good?", "👍"),
    ("Can I learn more?", "Read more about this in our guide to lenses."),
    ("How do I send it?", "Click here to open the form, fill it in and send it."),
    ("Who answers?", "The answer is given by the board here in town."),
    ("Comment ?", "En savoir un peu plus chaque jour."),
    ("¿Qué?", "La respuesta"),
    ("Was?", "Die Antwort"),
    ("Is it open?", "Yes. Read more"),
    ("What is below the box?", "The text of the answer and its author."),
    ("Qué hay debajo?", "El texto de la respuesta y su fecha."),
    ("Und das Formular?", "Bitte ausfüllen und zurücksenden."),
    ("What happens to my letter?", "The answer will be published here with your name."),
    ("När?", "Svar kommer med posten."),
]


def test_every_language_of_placeholders_has_cases() -> None:
    assert set(EMPTY) == set(PLACEHOLDERS)


@pytest.mark.parametrize("answer", [answer for answers in EMPTY.values() for answer in answers])
def test_an_answer_that_holds_the_place_of_one_is_a_placeholder(answer: str) -> None:
    assert is_placeholder("How wide is the gate?", answer)


@pytest.mark.parametrize(("question", "answer"), NOT_EMPTY)
def test_a_short_answer_that_answers_is_no_placeholder(question: str, answer: str) -> None:
    assert not is_placeholder(question, answer)


# --- answers that are there twice ------------------------------------------------------------

TWICE = [
    "The ride takes two minutes. The ride takes two minutes.",
    "The ride takes two minutes.The ride takes two minutes.",
    "The ride takes two minutes\n\nthe ride takes two minutes!",
    "The ride takes about two minutes on a dry day. Wear a helmet.\n\n"
    "The ride takes about two minutes on a dry day. Wear a helmet. Bring gloves, too.",
    "Bring gloves.\n- The ride takes about two minutes on a dry day\n- Bring water\n\n"
    "The gate is by the lake behind the old mill. Yes. The gate is by the lake behind the old mill.",
    "Die Fahrt dauert zwei Minuten. Die Fahrt dauert zwei Minuten.",
    "Поездка длится около двух минут. Поездка длится около двух минут.",
    "乗車時間は約二分です。乗車時間は約二分です。",
    "骑行大约需要两分钟。请戴头盔。骑行大约需要两分钟。请戴头盔。",
]
ONCE = [
    "Bora Bora",
    "New York, New York",
    "Yes! Yes!",
    "No, no, no, no.",
    "Open the door. Press Enter. Wait. Press Enter.",
    "1. Turn left.\n2. Go on.\n3. Turn left.",
    "It is red. Is it red? It is.",
    "Monday | 9.00 - 17.00\nTuesday | 9.00 - 17.00\nFriday | 9.00 - 17.00",
    "The ride takes two minutes. The way back takes two minutes.",
    "Run this:\n\n```\nfor each item in the list print it once more\nfor each item in the list print it once more\n```",
    "はい。はい。",
    "",
]


@pytest.mark.parametrize(("answer", "twice"), [*((a, True) for a in TWICE), *((a, False) for a in ONCE)])
def test_an_answer_that_says_a_text_twice_repeats_itself(answer: str, twice: bool) -> None:
    assert repeats_itself(answer) is twice


def test_half_characters_are_no_filler_and_no_fault() -> None:
    assert not is_placeholder("How wide is the gate?", "Three b\udce9tes.")
    assert is_placeholder("How wide is the gate?", "\udce9 Lorem ipsum dolor sit amet, consectetur adipiscing elit.")
