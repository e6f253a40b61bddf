"""Lists of works and talks, quizzes and hooks are no questions and answers; what only looks like them is."""

from __future__ import annotations

import pytest

from pipeline.run.page import PageResult, parse
from pipeline.schema import Reason


def read(body: str, title: str = "Courier") -> PageResult:
    page = f"<html><head><title>{title}</title></head><body><main><h1>{title}</h1>{body}</main></body></html>"
    return parse(page, url="https://www.example.org/page", media_type="text/html")


def entries(heading: str, *pairs: tuple[str, str]) -> str:
    return "".join(f"<div><{heading}>{question}</{heading}>{answer}</div>" for question, answer in pairs)


LISTINGS: dict[str, tuple[str, Reason]] = {
    "books, with their authors and pages": (
        entries(
            "h3",
            ("Who Hid the Key?", "<p>By R. Dent. A thriller in a lighthouse. 320 pages.</p>"),
            ("Is It Still Monday?", "<p>By T. Moss. Stories from an office. 180 pages.</p>"),
            ("The Cold Lake", "<p>By J. Hare. A novel. 400 pages.</p>"),
        ),
        Reason.TEASER,
    ),
    "reviews, each with the author first": (
        "<p><b>Wer hat Angst vor Blau?</b></p><p>von Anna Lenz. Ein Roman über Malerei.</p>"
        "<p><b>Sind wir schon da?</b></p><p>von Bodo Dahl. Erinnerungen eines Lokführers.</p>",
        Reason.TEASER,
    ),
    "films of a list of terms": (
        "<dl><dt>¿Quién apagó la luz?</dt><dd>Ana Ledo, 2019, 98 min</dd>"
        "<dt>¿Qué haría Nora?</dt><dd>Carla Reyes, 2003, 110 min</dd></dl>",
        Reason.TEASER,
    ),
    "songs in a table": (
        "<table><tr><td>Should I wait?</td><td>3:10</td></tr><tr><td>Are you awake?</td><td>4:02</td></tr></table>",
        Reason.TEASER,
    ),
    "talks with speaker, room and hour": (
        "<p><b>Why Cobol?</b><br>Ann Lee, room 4, 10:00</p><p><b>Is e-mail dead?</b><br>Bo Dahl, room 1, 11:00</p>",
        Reason.TEASER,
    ),
    "episodes with their length": (
        entries(
            "h3", ("Czy warto czekać?", "<p>31:00</p><p>Rozmowa z lekarką.</p>"), ("Kto ma rację?", "<p>42:10</p>")
        ),
        Reason.TEASER,
    ),
    "lectures with their dates": (
        entries(
            "h3", ("What is fair?", "<p>12 May 2023. Reading: Kane</p>"), ("Who decides?", "<p>19 May 2023. Lee</p>")
        ),
        Reason.TEASER,
    ),
    "units of a course with their weeks": (
        entries(
            "h3",
            ("Unit 1. What is fair?", "<p>Week 1. Read Kane.</p><ul><li><a href='/q'>Quiz</a></li></ul>"),
            ("Unit 2. Who decides?", "<p>Weeks 2 and 3. Ann Lee speaks.</p><ul><li><a href='/t'>Talk</a></li></ul>"),
            ("Unit 3. Can we know?", "<p>Weeks 4-6. No class in May.</p><ul><li><a href='/e'>Essay</a></li></ul>"),
        ),
        Reason.TEASER,
    ),
    "parts of a series on the radio": (
        entries(
            "h3",
            (
                "\u96fb\u6c17\u306f\u3069\u3053\u304b\u3089\uff1f",
                "<p>\u7b2c1\u56de\u3002\u30c0\u30e0\u3092\u6b69\u304f\u3002</p>",
            ),
            ("\u8ab0\u304c\u6c7a\u3081\u308b\uff1f", "<p>\u7b2c2\u56de\u3002\u753a\u306e\u5f79\u5834\u3002</p>"),
            ("\u4f55\u304c\u6b8b\u308b\uff1f", "<p>\u7b2c3\u56de\u3002\u5192\u967a\u306e\u7d42\u308f\u308a\u3002</p>"),
        ),
        Reason.TEASER,
    ),
    "a quiz that calls its questions so, with capital letters": (
        '<div class="question-block"><div class="q-text">Which is red?</div><div>A. Mars</div><div>B. Venus</div></div>'
        '<div class="question-block"><div class="q-text">Which is big?</div><div>A. Mars</div><div>B. Vesta</div></div>'
        "<h2>Answer key</h2><div><span>1. A</span> <span>2. B</span></div>",
        Reason.CALL_TO_ACTION,
    ),
    "a quiz with the same choices below each question": (
        "".join(
            f'<div class="question"><p>{question}</p><div class="pick">True</div><div class="pick">False</div></div>'
            for question in ("Is a whale a fish?", "Can a compass point south?", "Does ice float on oil?")
        ),
        Reason.CALL_TO_ACTION,
    ),
    "cards covered by a link": (
        "".join(
            f"<article><header><h2>{title}</h2></header><section><p>{text}</p></section>"
            f'<a class="cover" aria-label="post link to {title}" href="/{number}"></a></article>'
            for number, (title, text) in enumerate(
                [
                    ("Why do owls turn their heads?", "A night in the woods."),
                    ("Who owns the beach?", "A walk at low tide."),
                ]
            )
        ),
        Reason.TEASER,
    ),
    "a newsletter whose entries end in the link to more": (
        "<p><strong>Warum fliegen Schwalben tief?</strong><br>Ein Besuch auf dem Hof. <a href='/1'>Weiterlesen</a></p>"
        "<p><strong>Wem gehört der Strand?</strong><br>Ein Gang bei Ebbe. <a href='/2'>Weiterlesen</a></p>",
        Reason.TEASER,
    ),
    "a quiz with lettered choices": (
        "<h3>1. Which planet is the largest?</h3><ul><li>a) Mars</li><li>b) Jupiter</li></ul>"
        "<h3>2. Which one is red?</h3><ul><li>a) Mars</li><li>b) Venus</li></ul>",
        Reason.CALL_TO_ACTION,
    ),
    "headlines with their age, length and author": (
        entries(
            "h3",
            ("Will the bridge open in May?", "<p>3 hours ago</p>"),
            ("Who pays for the school?", "<p>5 min read</p>"),
            ("Is the river clean again?", "<p>By Jane Roe</p>"),
            ("What does the mayor say?", "<p>Updated 2 days ago | 4 min read</p>"),
            ("Why is it so dry?", "<p>Town news \u00b7 Ann Lee \u00b7 an hour ago</p>"),
        ),
        Reason.TEASER,
    ),
    "headlines in German": (
        entries(
            "h2",
            ("Wer bezahlt die Schule?", "<span>vor 3 Stunden</span>"),
            ("Kommt der Zug zur\u00fcck?", "<span>Lesezeit: 5 Min.</span>"),
        ),
        Reason.TEASER,
    ),
    "the steps of a form that only a script sends": (
        entries(
            "h2",
            ("What is broken?", "<p>Choose what fits best.</p><select><option>Lamp</option></select>"),
            ("Where is it?", "<p>Put a pin on the map.</p><div id=map></div>"),
            ("How can we reach you?", "<p>You need not say it.</p><input name=phone>"),
        ),
        Reason.CALL_TO_ACTION,
    ),
    "a test of character with a paragraph for each choice": (
        entries(
            "h3",
            ("Come passi la domenica?", "<p>A letto</p><p>In giro</p><p>Al mercato</p>"),
            ("Cosa mangi?", "<p>Niente</p><p>Pane e burro</p><p>Pesce</p>"),
            ("Chi ti sveglia?", "<p>La sveglia</p><p>I vicini</p><p>La fame</p>"),
        ),
        Reason.CALL_TO_ACTION,
    ),
    "a quiz whose choices have no letters": (
        entries(
            "h3",
            ("Which planet is red?", "<ul><li>Mars</li><li>Venus</li><li>Pluto</li></ul>"),
            ("How many legs has a spider?", "<ul><li>Six</li><li>Eight</li><li>Ten</li></ul>"),
            ("Who wrote Hamlet?", "<ul><li>Marlowe</li><li>Shakespeare</li><li>Ben Jonson</li></ul>"),
        ),
        Reason.CALL_TO_ACTION,
    ),
    "a quiz whose choices have numbers": (
        entries(
            "h3",
            ("Welcher Baum wirft die Nadeln ab?", "<ol><li>Fichte</li><li>Lärche</li><li>Tanne</li></ol>"),
            ("Wie alt wird eine Eiche?", "<ol><li>bis hundert</li><li>bis dreihundert</li><li>älter</li></ol>"),
            ("Wie heißt das junge Reh?", "<ol><li>Kitz</li><li>Kalb</li><li>Welpe</li></ol>"),
        ),
        Reason.CALL_TO_ACTION,
    ),
    "a quiz whose choices get their letters from the list": (
        entries(
            "h3",
            (
                "¿Qué río pasa por Soria?",
                "<ol type='a'><li>el Duero, que nace en Urbión</li><li>el Tajo</li></ol>",
            ),
            (
                "¿Dónde nace el Ebro?",
                "<ol style='list-style-type: upper-latin'><li>en Fontibre</li><li>en Soria</li></ol>",
            ),
        ),
        Reason.CALL_TO_ACTION,
    ),
    "a quiz whose choices are buttons": (
        entries(
            "h3",
            ("Který strom kvete nejdřív?", "<button>Líska</button><button>Dub</button><p>Zvolte jednu odpověď.</p>"),
            ("Z čeho se dělají housle?", "<button>Javor</button><button>Buk</button><p>Ještě jednou klikněte.</p>"),
        ),
        Reason.CALL_TO_ACTION,
    ),
    "tasks, one with a line to fill in": (
        entries(
            "h3",
            ("Hur många fåglar ser du?", "<p>Skriv här: ______</p>"),
            ("Vilken sjunger högst?", "<p>Rita den.</p>"),
            ("Var bor den?", "<p>Berätta för din klass.</p>"),
        ),
        Reason.CALL_TO_ACTION,
    ),
    "a template with boxes to tick": (
        entries(
            "h3",
            ("Does it break anything?", "<ul><li>[ ] yes</li><li>[ ] no</li></ul>"),
            ("How was it tested?", "<ul><li>[ ] by hand</li><li>[ ] not at all</li></ul>"),
            ("Why is it needed?", "<p>Closes the ticket with the number.</p>"),
        ),
        Reason.CALL_TO_ACTION,
    ),
    "a quiz whose first letter could label an answer": (
        "<ol><li><p>Which planet is the largest?</p>"
        "<ul><li><i>a)</i> Mars</li><li><i>b)</i> Jupiter</li><li><i>c)</i> Venus</li></ul></li>"
        "<li><p>Which one is red?</p><ul><li><i>a)</i> Mars</li><li><i>b)</i> Vesta</li></ul></li>"
        "<li><p>Who saw Uranus first?</p><ul><li><i>a)</i> Herschel</li><li><i>b)</i> nobody knows</li></ul></li></ol>",
        Reason.CALL_TO_ACTION,
    ),
    "a quiz with Cyrillic letters": (
        "<p><b>Какое озеро глубже?</b><br>а) Байкал<br>б) Онега</p>"
        "<p><b>Где растёт кедр?</b><br>а) на Алтае<br>б) на Дону<br>в) нигде</p>",
        Reason.CALL_TO_ACTION,
    ),
    "a quiz with circled numbers": (
        "<p><b>가장 큰 행성은 무엇입니까?</b><br>① 화성<br>② 목성</p>"
        "<p><b>붉은 행성은 무엇입니까?</b><br>① 화성<br>② 금성</p>",
        Reason.CALL_TO_ACTION,
    ),
    "books with nothing but the name of who wrote them": (
        entries(
            "h3",
            ("Who Hid the Key?", "<p>Rosa Dent</p>"),
            ("Is It Still Monday?", "<p>Tom Moss</p>"),
            ("The Cold Lake", "<p>Jan Hare</p>"),
            ("A Box of Ash", "<p>Tom R. Moss</p>"),
        ),
        Reason.TEASER,
    ),
    "phrases and their translation, most of which ask": (
        "<table><tr><td>Wo ist der Hafen?</td><td>Where is the harbour?</td></tr>"
        "<tr><td>Wie geht's?</td><td>How are you? (informal)</td></tr>"
        "<tr><td>Alles klar?</td><td>All right.</td></tr><tr><td>Danke.</td><td>Thank you.</td></tr></table>",
        Reason.NO_ANSWER,
    ),
    "phrases with their translation below": (
        "<p><b>Where is the harbour?</b><br>¿Dónde está el puerto?</p><p><b>How deep is it?</b><br>¿Qué hondo es?</p>",
        Reason.NO_ANSWER,
    ),
    "phrases with their translation and how to say it": (
        "<p><b>Where is the harbour?</b><br>Wo ist der Hafen?<br><i>vo ist dair hah-fen</i></p>"
        "<p><b>How deep is it?</b><br>Wie tief ist er?<br><i>vee teef ist air</i></p>",
        Reason.NO_ANSWER,
    ),
    "lessons with their lengths": (
        entries(
            "h3",
            ("¿Qué es el barro?", "<ul><li>Tipos de barro <i>12:31</i></li><li>La humedad <i>7:02</i></li></ul>"),
            ("¿Cómo se centra?", "<ul><li>Las manos (5:44)</li></ul>"),
            ("Esmaltes", "<ul><li>Recetas 6:09</li></ul>"),
        ),
        Reason.TEASER,
    ),
    "a programme with the hours above its titles": (
        "".join(
            f"<div><p>{hour}</p><h3>{title}</h3><p>{by}</p></div>"
            for hour, title, by in [
                ("10:00 – 11:00", "À qui est la nuit ?", "Ada Brenn, Delft"),
                ("11:30 – 12:30", "Un fleuve chante-t-il ?", "Jo Maddox"),
                ("14:00", "Lanternes du delta", "Li Verhoef"),
            ]
        ),
        Reason.TEASER,
    ),
    "a timetable that says who speaks and what about": (
        "".join(
            f"<div><time>{hour}</time><h3>{title}</h3><p>{by}</p><p>{about}</p></div>"
            for hour, title, by, about in [
                ("09:30", "Who owns the dunes?", "Ada Brenn", "Three verdicts and what they mean for walkers."),
                ("10:45", "Do we need the ferry?", "Jo Maddox", "She rows us through its history."),
                ("13:00", "Where to with the sand?", "Panel", "Chaired by Li Verhoef."),
            ]
        ),
        Reason.TEASER,
    ),
    "what is on in the evening": (
        "".join(
            f"<div><div>{hour}</div><h3>{title}</h3><p>{kind}</p></div>"
            for hour, title, kind in [
                ("Saturday, 8 pm", "Who knows the north?", "Quiz show"),
                ("Sunday, 9.45 pm", "What is left of the tide?", "Documentary, 45 min"),
            ]
        ),
        Reason.TEASER,
    ),
    "hooks of a landing page": (
        entries(
            "h2",
            ("Fed up with paperwork?", "<p>We take it off your desk.</p>"),
            ("Happy with your bank?", "<p>Open an account in two minutes.</p>"),
        ),
        Reason.CALL_TO_ACTION,
    ),
    "hooks in French": (
        entries(
            "h2", ("Une fuite ?", "<p>Nous arrivons en une heure.</p>"), ("Besoin d'un devis ?", "<p>Appelez-nous.</p>")
        ),
        Reason.CALL_TO_ACTION,
    ),
    "offers in Japanese": (
        entries(
            "h2",
            ("腰痛でお困りではありませんか？", "<p>駅前の整体院です。</p>"),
            ("ご予約はお済みですか？", "<p>お電話まで。</p>"),
        ),
        Reason.CALL_TO_ACTION,
    ),
    "rhetorical headings of an essay": (
        "<h2>A coincidence?</h2><p>The council met three times.</p><h2>Paper</h2><p>I like it thick.</p>"
        "<h2>So where does that leave us?</h2><p>On the pier the wind had turned.</p>",
        Reason.CALL_TO_ACTION,
    ),
    "rhetorical headings of a report, some longer than others": (
        "<h2>Ende einer \u00c4ra?</h2><p>Der Ort ist still.</p><h2>Wohin nun auf ein Bier?</h2>"
        "<p>Am Samstag sangen alle bis in die Nacht.</p>",
        Reason.CALL_TO_ACTION,
    ),
}


@pytest.mark.parametrize("name", LISTINGS)
def test_the_entries_of_a_list_and_hooks_are_rejected(name: str) -> None:
    body, reason = LISTINGS[name]
    triples = read(body)
    assert not triples.records
    assert reason in {rejected.reason for rejected in triples.rejected}


LOOK_ALIKES: dict[str, tuple[str, int]] = {
    "a question of few words that is answered with yes": (
        entries("h3", ("Вы работаете зимой?", "<p>Да, в ангаре.</p>"), ("Сколько это стоит?", "<p>Сто рублей.</p>")),
        2,
    ),
    "buttons below the answers": (
        entries(
            "h3",
            ("Is it deep?", "<p>Two metres.</p><button>Save</button><button>Print</button>"),
            ("Is it wet?", "<p>It is.</p><button>Save</button><button>Print</button>"),
            ("Is it cold?", "<p>Very.</p><button>Save</button><button>Print</button>"),
        ),
        3,
    ),
    "amounts of time": (
        entries("h2", ("How long does it keep?", "<p>3 days.</p>"), ("How long do I defrost it?", "<p>2 days.</p>")),
        2,
    ),
    "one short heading beside two that open like questions": (
        entries(
            "h2",
            ("What is a lock?", "<p>A gate in a canal.</p>"),
            ("How deep is it?", "<p>Two metres.</p>"),
            ("Too deep?", "<p>Let some water out.</p>"),
        ),
        2,
    ),
    "a field below one of three answers": (
        entries(
            "h2",
            ("How much salt do I take?", "<p>Two grams a litre.</p><input name=litres>"),
            ("Which salt is best?", "<p>Any without iodine.</p>"),
            ("How long does it take?", "<p>A week in a cool room.</p>"),
        ),
        3,
    ),
    "places, names and hours on three lines": (
        entries(
            "h3",
            ("\u00bfQui\u00e9n dirige el club?", "<p>Ana Ruiz</p><p>Presidenta</p><p>desde 2019</p>"),
            ("\u00bfD\u00f3nde jugamos?", "<p>Calle Mayor 3</p><p>28013 Madrid</p><p>Primer piso</p>"),
            ("\u00bfCu\u00e1ndo abre?", "<p>Lunes y jueves</p><p>18:00 a 21:00</p><p>Menos agosto</p>"),
        ),
        3,
    ),
    "answers on two lines": (
        entries(
            "h3",
            ("Where is the boat?", "<p>At the lock</p><p>Mill Lane 3</p>"),
            ("Who steers it?", "<p>Ann Lee</p><p>Bo Dahl</p>"),
            ("What is it called?", "<p>Swallow</p><p>Built in 1920</p>"),
        ),
        3,
    ),
    "amounts that grow": (
        entries(
            "h3",
            ("How long does a loaf keep?", "<p>About 1 day.</p>"),
            ("How long does it keep in the fridge?", "<p>About 3 days.</p>"),
            ("How long does it keep frozen?", "<p>Up to 9 weeks.</p>"),
        ),
        3,
    ),
    "ways to come, and who drives": (
        entries("h2", ("How do I get there?", "<p>By Train</p>"), ("Who drives the bus?", "<p>Ann Lee</p>")),
        2,
    ),
    "one answer that says how old something is": (
        entries(
            "h2",
            ("When did the well run dry?", "<p>3 weeks ago</p>"),
            ("Who owns the well?", "<p>The parish has owned it since it was dug.</p>"),
        ),
        2,
    ),
    "lists of unlike length": (
        entries(
            "h3",
            ("What do I bring?", "<ul><li>Boots</li><li>Gloves</li></ul>"),
            ("Which towns take part?", "<ul><li>Bath</li><li>Wells</li><li>Frome</li></ul>"),
            ("Who leads it?", "<ul><li>Ann Lee</li><li>Bo Dahl</li></ul>"),
        ),
        3,
    ),
    "lists of sentences": (
        entries(
            "h3",
            ("What do I bring?", "<ul><li>Boots that keep the water out.</li><li>Gloves.</li></ul>"),
            ("What do I leave?", "<ul><li>Dogs stay at home.</li><li>Phones.</li></ul>"),
            ("What will I see?", "<ul><li>Newts, if it is warm.</li><li>Herons.</li></ul>"),
        ),
        3,
    ),
    "hours above what readers asked, each answered by the mayor": (
        "".join(
            f"<div><time>{hour}</time><h3>{question}</h3><p>The mayor</p><p>{answer}</p></div>"
            for hour, question, answer in [
                ("9:30", "Will the ferry run again?", "It will, from May."),
                ("9:35", "Who pays for it?", "The county does."),
            ]
        ),
        2,
    ),
    "a list that goes on with its second letter": (
        entries(
            "h3",
            ("What is section 2 a)?", "<p>What you owe.</p><p>b) says when.</p>"),
            ("Who signs?", "<p>The tenant.</p>"),
        ),
        2,
    ),
    "opening hours of one day": (
        entries("h2", ("When do you open?", "<p>9:00 in summer.</p>"), ("Why so late?", "<p>The bus comes then.</p>")),
        2,
    ),
    "answers that begin with a small word": (
        entries("h2", ("¿Cuándo abren?", "<p>De lunes a viernes.</p>"), ("¿De qué es?", "<p>De lana de oveja.</p>")),
        2,
    ),
    "questions of which only some open like one": (
        entries(
            "h2",
            ("What is it made of?", "<p>Oak and brass.</p>"),
            ("Who makes it?", "<p>Two brothers in Bath.</p>"),
            ("How do I clean it?", "<p>With a dry cloth.</p>"),
            ("Safe outdoors?", "<p>Not in winter.</p>"),
        ),
        4,
    ),
    "whole sentences in words that no table has": (
        entries(
            "h2",
            ("Zahlt die Versicherung den Schaden?", "<p>In den meisten F\u00e4llen.</p>"),
            ("Haftet der Mieter auch im Urlaub?", "<p>Nur f\u00fcr die Wohnung.</p>"),
        ),
        2,
    ),
    "verbs before their subjects": (
        entries(
            "h2",
            ("Le casque est-il obligatoire ?", "<p>Oui, sur toutes les pistes.</p>"),
            ("Les chiens sont-ils admis ?", "<p>En laisse, oui.</p>"),
        ),
        2,
    ),
    "lists with letters in two answers of three": (
        entries(
            "h2",
            ("What do I bring?", "<ol type='a'><li>a form</li><li>a photo</li></ol>"),
            ("Who signs it?", "<ol type='a'><li>the owner</li><li>the heirs</li></ol>"),
            ("What does it cost?", "<p>Twelve euros a year.</p>"),
        ),
        3,
    ),
    "a list with letters behind a sentence": (
        entries(
            "h2",
            ("What do I bring?", "<p>You need two things.</p><ol type='a'><li>a form</li><li>a photo</li></ol>"),
            ("Who signs it?", "<p>One of these.</p><ol type='a'><li>the owner</li><li>the heirs</li></ol>"),
        ),
        2,
    ),
    "steps in sentences": (
        entries(
            "h2",
            ("How do I start it?", "<ol><li>Open the lid.</li><li>Press the key.</li></ol>"),
            ("How do I stop it?", "<ol><li>Press it again.</li><li>Wait.</li></ol>"),
            ("How do I clean it?", "<ol><li>Pull the plug.</li><li>Wipe it.</li></ol>"),
        ),
        3,
    ),
    "names beside one title that does not ask": (
        entries(
            "h3",
            ("Where is the mill?", "<p>Mill Lane</p>"),
            ("Who owns it?", "<p>Ann Lee</p>"),
            ("Contact", "<p>Bo Dahl</p>"),
        ),
        2,
    ),
    "who does what in a club": (
        entries(
            "h3",
            ("Who has the key?", "<p>Ann Lee</p>"),
            ("Who keeps the purse?", "<p>Bo Dahl</p>"),
            ("Chair", "<p>Cy Eck</p>"),
            ("Stage", "<p>Di Fox</p>"),
        ),
        2,
    ),
    "one of two answers asks back": (
        entries("h3", ("Do you like the sea?", "<p>Who doesn't?</p>"), ("Where do you live?", "<p>In Bergen.</p>")),
        2,
    ),
    "answers that close with a question": (
        entries(
            "h3",
            ("Is it cold?", "<p>Yes.</p><p>Why else would I wear this hat?</p>"),
            ("Is it far?", "<p>No.</p><p>Would I walk else?</p>"),
        ),
        2,
    ),
    "lists of hours": (
        entries(
            "h3",
            ("When do boats go out?", "<ul><li>First boat 07:10</li><li>Last boat 21:40</li></ul>"),
            ("When do they come back?", "<ul><li>First boat 08:05</li><li>Last boat 22:30</li></ul>"),
        ),
        2,
    ),
    "opening hours, day by day": (
        entries(
            "h3",
            ("When is the pool open?", "<ul><li>Weekdays 9:07–17:12</li><li>Sunday 10:00–14:01</li></ul>"),
            ("When is the sauna open?", "<ul><li>Weekdays 11:11–17:12</li><li>Sunday 10:00–14:01</li></ul>"),
        ),
        2,
    ),
    "questions of listeners, with the hour of each": (
        "".join(
            f"<div><p>{hour}</p><h3>{asked}</h3><p>{answer}</p></div>"
            for hour, asked, answer in [
                ("10:02", "Is the harbour frozen?", "Only at its northern end."),
                ("10:09", "Who pays for the ice breaker?", "The county does."),
            ]
        ),
        2,
    ),
    "facts of which one is an hour": (
        entries(
            "h3",
            ("When do you open?", "<p>At 9:00</p>"),
            ("Who has the key?", "<p>Ann Lee</p>"),
            ("When do you close?", "<p>At 17:00</p>"),
        ),
        3,
    ),
    "steps with letters in one answer": (
        entries(
            "h2",
            ("How do I start it?", "<p>a) Open the lid.</p><p>b) Press the key.</p>"),
            ("Does it need water?", "<p>No, it runs dry.</p>"),
        ),
        2,
    ),
    "one answer that ends in the link to more": (
        entries(
            "h3",
            ("How big may a bag be?", "<p>55 x 40 cm.</p>"),
            ("May I take liquids?", '<p>Up to 100 ml.</p><p><a href="/l">Read more about liquids</a></p>'),
            ("What if my bag is lost?", "<p>Report it at the desk.</p>"),
        ),
        3,
    ),
    "panels that end in the link to more": (
        "".join(
            f'<details><summary>{question}</summary><p>{answer}</p><p><a href="/l">Read more about it</a></p></details>'
            for question, answer in (("How big may a bag be?", "55 x 40 cm."), ("May I take liquids?", "Up to 100 ml."))
        ),
        2,
    ),
    "panels of an accordion that end in the link to more": (
        "".join(
            f'<div><button aria-expanded="false" aria-controls="p{number}">{question}</button></div>'
            f'<div id="p{number}"><p>{answer} <a href="/l">Read more</a></p></div>'
            for number, (question, answer) in enumerate(
                (("How big may a bag be?", "It must fit the frame."), ("May I take liquids?", "A little of each."))
            )
        ),
        2,
    ),
    "panels whose numbered titles link to pages of their own": (
        "".join(
            f'<details><summary>{number}. <a href="/{number}">{question}</a></summary><p>{answer}</p></details>'
            for number, (question, answer) in enumerate(
                (("How big may a bag be?", "It must fit the frame."), ("May I take liquids?", "A little of each.")), 1
            )
        ),
        2,
    ),
    "a link to more in another sentence": (
        entries(
            "h2",
            ("What does it cost?", '<p>Nothing. <a href="/t">Read more</a> about our terms.</p>'),
            ("Who pays for it?", "<p>The town does.</p>"),
        ),
        2,
    ),
}


@pytest.mark.parametrize("name", LOOK_ALIKES)
def test_what_only_looks_like_a_list_is_read(name: str) -> None:
    body, count = LOOK_ALIKES[name]
    assert len(read(body).records) == count


IN_AN_FAQ = [
    "songs in a table",
    "hooks of a landing page",
    "hooks in French",
    "lectures with their dates",
    "headlines in German",
]


@pytest.mark.parametrize("name", IN_AN_FAQ)
def test_an_faq_may_hold_the_same(name: str) -> None:
    assert len(read(LISTINGS[name][0], title="Frequently asked questions").records) == 2


ASKED_BY_QUIZ = ("How many lamps are there?", "Which animal pulls the sledge?", "When did it open?")


@pytest.mark.parametrize(
    "below",
    ["<p>The answer will be here tomorrow.</p>", "<p>Gel\u00f6st wird es erst am Montag.</p><a href=/x>Los</a>"],
)
def test_one_sentence_to_all_questions_answers_none(below: str) -> None:
    result = read(entries("h3", *((asked, below) for asked in ASKED_BY_QUIZ)))
    assert not result.records
    assert {rejected.reason for rejected in result.rejected} == {Reason.CALL_TO_ACTION}


def test_a_word_may_answer_all_questions() -> None:
    assert len(read(entries("h3", *((asked, "<p>Yes.</p>") for asked in ASKED_BY_QUIZ))).records) == len(ASKED_BY_QUIZ)


def test_the_title_of_a_page_that_opens_like_no_question_is_a_headline() -> None:
    asked = "<h2>When does it begin?</h2><p>At seven in the evening.</p><h2>How do I get there?</h2><p>By tram.</p>"
    found = read(f"<p>17 May, 19:00</p>{asked}", title="Night of museums: who fears the dark?")
    assert {record.question for record in found.records} == {"When does it begin?", "How do I get there?"}
    assert Reason.LONE_QUESTION in {rejected.reason for rejected in found.rejected}


def test_the_title_of_a_page_may_ask_itself() -> None:
    asked = "<h2>When does it begin?</h2><p>At seven in the evening.</p><h2>How do I get there?</h2><p>By tram.</p>"
    found = read(f"<p>It is a night on which museums stay open.</p>{asked}", title="What is the night of museums?")
    assert len(found.records) == 3


def test_the_title_of_a_page_may_ask_behind_a_colon_what_a_sentence_answers() -> None:
    below = "<p>No, not for small ones.</p><h2>How old must I be?</h2><p>Eighteen.</p>"
    assert len(read(below, title="Renting a boat: do I need a licence?").records) == 2
