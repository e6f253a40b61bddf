"""Titles that ask on cards and banners are no questions; questions on cards are."""

from __future__ import annotations

import pytest

from pipeline.run.page import PageResult, parse

BUTTON = '<a class="btn" href="/join">Los</a>'
LINK = '<p><a href="/more">Los</a></p>'


def read(body: str, title: str = "Harbour") -> PageResult:
    page = f"<html><head><title>{title}</title></head><body><main>{body}</main></body></html>"
    return parse(page, url="https://www.example.org/page", media_type="text/html")


def cards(*items: tuple[str, str], title: str = "h3") -> str:
    name = title.partition(" ")[0]
    return "".join(f"<div class=item><{title}>{asked}</{name}>{below}</div>" for asked, below in items)


NONE = {
    "notices most of which do not ask": cards(
        ("Who is here?", "<p>Six boats are in the harbour now.</p>"),
        ("Tides", "<p>High at nine.</p>"),
        ("Weather", "<p>Calm.</p>"),
    ),
    "goods with their prices, one of which does not ask": cards(
        ("Why Do Whales Sing?", "<p>A book for the youngest sailors.</p><p>14.50 €</p>"),
        ("How Deep Is the Sea?", "<p>All that lies below the keel.</p><p>19 €</p>"),
        ("What Floats?", "<p>Forty experiments with a bucket.</p><p>12 €</p>"),
        ("The Old Harbour", "<p>A hundred pictures.</p><p>30 €</p>"),
    ),
    "chapters with their pages": cards(
        ("1. Mis on aeg?", "<p>lk 7</p>"), ("2. Kellad", "<p>lk 31</p>"), ("3. Kes leiutas nädala?", "<p>lk 58</p>")
    ),
    "episodes with their numbers on the line of the title": "<ul>"
    + "".join(
        f'<li><strong class="name">{title}</strong><span>Part {number}</span><p>{text}</p></li>'
        for number, title, text in [
            (1, "Who opened the door?", "Sara comes home."),
            (2, "The old letter", "Her mother has read it."),
            (3, "Will she sail?", "The day of the storm."),
        ]
    )
    + "</ul>",
    "a programme in one text": "<h3>Wem gehört der Fluss?</h3><p>Podium, 3. Mai, 19 Uhr, Rathaus</p>"
    "<h3>Chor am Kai</h3><p>Konzert, 8. Mai, 18 Uhr, Hafen</p>"
    "<h3>Was blüht denn da?</h3><p>Führung, 12. Mai, 10 Uhr, Brücke</p><p>Alles ist frei.</p>",
    "talks with their days above": "".join(
        f"<div><time>{day}. maj</time><h3>{title}</h3><p>Alle er velkomne.</p></div>"
        for day, title in [(4, "Hvad drømmer havet om?"), (9, "Strik og snak"), (12, "Hvem ejer månen?")]
    ),
    "poems with what they are": cards(
        ("Ki lakik a padláson?", "<p>Mese három hangra</p>"), ("Őszi dal", "<p>Vers</p>")
    ),
    "courses, each with a button": cards(
        ("Wie segelt man allein?", f"<p>Zwei Tage auf dem Wasser.</p>{BUTTON}"),
        ("Wo liegt der Wind?", f"<p>Ein Abend im Bootshaus.</p>{BUTTON}"),
    ),
    "a button behind the card": "<div>"
    + "".join(
        f"<table><tr><td><h3>{asked}</h3><p>Sixty places are left.</p></td></tr></table>"
        f'<table><tr><td><a class=button href="/{asked[:4]}">{word}</a></td></tr></table>'
        for asked, word in [("Is it your first storm?", "Join"), ("Knots", "Book"), ("Who steers tonight?", "Look")]
    )
    + "</div>",
    "titles that are no headings": cards(
        ("Quante vele?", "<p>Tre cose da sapere.</p>"),
        ("Nodi", "<p>Il corso di marzo.</p>"),
        ("Rotte", "<p>Il corso di aprile.</p>"),
        title="p class=title",
    ),
    "talks with the same link below each": cards(
        ("Is it still deep?", "<p>With Ann Lee for 42 minutes</p><a href=/1>Play</a>"),
        ("Who steers?", "<p>With Bo Dahl for 38 minutes</p><a href=/2>Play</a>"),
        ("The last boat", "<p>With a boat builder for 51 minutes</p><a href=/3>Play</a>"),
    ),
    "a call, an offer and what is like them": cards(
        ("Still have questions?", "<p>Ring us.</p>"),
        ("Are you looking for a present?", f"<p>We have vouchers.</p>{LINK}"),
        ("Do you want to sell our sails?", "<p>Fill in the form, and we ring you.</p>"),
    ),
    "a banner that leads on": f"<section><h1>Where will the wind take you?</h1><p>We know.</p>{LINK}</section>"
    "<section><h2>Boats</h2><p>Forty of them.</p></section>",
    "an FAQ that is empty": f"<h2>FAQ</h2><p>There are none yet.</p><h3>Is something unclear?</h3><p>Ask.</p>{BUTTON}",
}


@pytest.mark.parametrize("name", NONE)
def test_titles_on_cards_and_banners_are_no_questions(name: str) -> None:
    assert read(NONE[name]).records == []


PAIRS = {
    "all of them ask": (
        cards(("Is it deep?", "<p>Two metres.</p>"), ("Is it wet?", "<p>It is.</p>"), ("Is it cold?", "<p>Very.</p>")),
        3,
    ),
    "all of them ask and have a link to where it is told": (
        cards(
            ("Is it deep?", "<p>Two metres.</p><p><a href='/1'>Chart</a></p>"),
            ("Is it wet?", "<p>It is.</p><p><a href='/2'>Weather</a></p>"),
        ),
        2,
    ),
    "all of them have the same buttons": (
        cards(*((f"Is it {word}?", "<p>It is.</p><button>Share</button>") for word in ("deep", "wet", "cold"))),
        3,
    ),
    "five of them have a button each": (
        cards(
            *(
                (f"Wie {word} ist es?", f"<p>Sehr.</p><button>{word}</button>")
                for word in "tief nass kalt alt neu".split()
            )
        ),
        5,
    ),
    "links below most of them, of which few do not ask": (
        cards(
            *(
                (f"Is it {word}?", f"<p>It is.</p><p><a href=/{word}>{word}</a></p>")
                for word in ("deep", "wet", "cold")
            ),
            ("Nearby", "<p><a href=/mill>The mill</a></p>"),
        ),
        3,
    ),
    "the reader is asked of each": (
        cards(*((f"Is it {word}?", "<p>It is.</p><p>Helpful? <button>Yes</button></p>") for word in ("deep", "cold"))),
        2,
    ),
    "numbers above them, though one does not ask": (
        "".join(
            f"<div><b>{number}</b><h3>{title}</h3><p>It is told on walk {number}.</p></div>"
            for number, title in enumerate(["Is it deep?", "Is it wet?", "Is it cold?", "Visit"], 1)
        ),
        3,
    ),
    "few of them do not ask": (
        cards(
            ("Is it deep?", "<p>Two metres.</p>"),
            ("Is it wet?", "<p>It is.</p>"),
            ("Is it cold?", "<p>Very.</p>"),
            ("Visit", "<p>Every day from nine to five.</p>"),
        ),
        3,
    ),
    "a programme beside a sentence": (
        "<h3>When is the fair?</h3><p>Saturday, 3 May, 10 to 18</p><h3>Market</h3><p>Sunday, 4 May</p>"
        "<h3>Where do I park?</h3><p>Behind the church, if there is room.</p>",
        2,
    ),
    "who does what": (
        cards(("Who has the key?", "<p>Ann Lee</p>"), ("Who has the purse?", "<p>Bo Dahl</p>"), ("Chair", "<p>Cy</p>")),
        2,
    ),
    "sections of an article, with a long text": (
        cards(
            ("What is a keel?", f"<p>{'It holds the boat upright and on its course. ' * 5}</p>"),
            ("Sails", "<p>They are above it.</p>"),
            ("Ropes", "<p>They are everywhere.</p>"),
        ),
        1,
    ),
    "one that is answered with a button below": (
        cards(("Is there a crane?", f"<p>Up to three tons.</p>{BUTTON}"), ("Is it wet?", "<p>It is.</p>")),
        2,
    ),
    "below the title of an FAQ": (
        "<h2>FAQ</h2>" + cards(*((f"Is it {word}?", f"<p>It is.</p>{BUTTON}") for word in ("deep", "cold"))),
        2,
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_questions_on_cards_are_read(name: str) -> None:
    body, count = PAIRS[name]
    assert len([each for each in read(body).records if each.question.endswith("?")]) == count
