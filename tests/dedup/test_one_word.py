"""Long answers that differ in the one word that matters are two; copies that were edited are one."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from pipeline.dedup.near.keep import merge_block
from pipeline.dedup.near.member import Member
from pipeline.dedup.near.similar import Threshold
from pipeline.dedup.near.words import content_words, forget_words

REST = {
    "en": "Bring the form that came by post, wait in the hall until your name is called, keep the receipt in a dry"
    " place, and write to the desk in the town house when a page is missing or the stamp cannot be read by the clerk.",
    "de": "Nach der Anmeldung kommt ein Brief mit dem Termin, das Werkzeug liegt am Ort bereit, und wer verhindert ist,"
    " ruft am Vortag im Büro an, damit der Platz an jemanden von der Liste gehen wird.",
    "fr": "Après l'inscription une lettre arrive avec la date, les outils attendent sur place, et celui qui est empêché"
    " appelle la veille au bureau pour que sa place revienne à une personne de la liste.",
    "es": "Después de la inscripción llega una carta con la fecha, las herramientas esperan en el lugar, y quien tiene"
    " un impedimento llama el día anterior a la oficina para que su plaza pase a otra persona de la lista.",
    "it": "Dopo l'iscrizione arriva una lettera con la data, gli attrezzi sono pronti sul posto, e chi è impedito"
    " chiama il giorno prima in ufficio perché il suo posto passi a una persona della lista.",
    "nl": "Na de aanmelding komt een brief met de datum, het gereedschap ligt op de plek klaar, en wie verhinderd is"
    " belt de dag ervoor naar het kantoor zodat de plaats naar iemand van de lijst gaat.",
    "sv": "Efter anmälan kommer ett brev med tiden, verktygen ligger framme på platsen, och den som har förhinder"
    " ringer dagen innan till kontoret så att platsen går till någon på listan.",
    "pt": "Depois da inscrição chega uma carta com a data, as ferramentas esperam no local, e quem tem um"
    " impedimento liga na véspera para o escritório para que o lugar passe para outra pessoa da lista.",
}
"""What both answers of a pair go on with."""


class Probe(NamedTuple):
    """A sentence with a gap, and what two pages have in it."""

    language: str
    sentence: str
    left: str
    right: str

    def answers(self) -> tuple[str, str]:
        """Return both answers."""
        rest = REST[self.language]
        return f"{self.sentence.format(self.left)} {rest}", f"{self.sentence.format(self.right)} {rest}"

    def ends(self) -> tuple[str, str]:
        """Return both answers with the sentence behind the rest."""
        rest = REST[self.language]
        return f"{rest} {self.sentence.format(self.left)}", f"{rest} {self.sentence.format(self.right)}"


TWO = [
    # as a rule says it
    Probe("en", "Visitors {} wear a badge.", "must", "may"),
    Probe("en", "Visitors {} wear a badge.", "should", "can"),
    Probe("en", "Take one tablet of {} at noon.", "ibuprofen", "paracetamol"),
    Probe("en", "Use the {} door.", "left", "right"),
    Probe("en", "{} adults enter through the gate.", "All", "Only"),
    Probe("en", "Parking is {}.", "free of charge", "charged"),
    Probe("en", "Parking is {}.", "free", "charged"),
    Probe("en", "The course is held in the {}.", "morning", "evening"),
    Probe("en", "In {} the law asks for it.", "Norway", "Portugal"),
    Probe("en", "In {} the law asks for it.", "Norway", "the Netherlands"),
    Probe("en", "You are {} to film the show.", "welcome", "forbidden"),
    Probe("en", "{}, that is right.", "Yes", "Sometimes"),
    # as an answer before boilerplate
    Probe("en", "Rinse the cut with {}.", "vinegar", "milk"),
    Probe("en", "You need the {} filter.", "Bosch", "Miele"),
    Probe("en", "You need the {} filter.", "Bosch", "Black and Decker"),
    Probe("en", "Get it at {}.", "https://a.example/linux", "https://a.example/macos"),
    Probe("en", "Run the {} installer.", "small", "large"),
    Probe("en", "The pool is closed in {}.", "summer", "winter"),
    Probe("en", "Yes, you can {} the dough.", "freeze", "fry"),
    Probe("en", "Press the {} button.", "green", "red"),
    Probe("en", "Ask the {}.", "nurse", "doctor"),
    Probe("en", "It is held in {}.", "French", "German"),
    Probe("en", "Turn the key to the {}.", "north", "south"),
    Probe("en", "The tank takes {}.", "petrol", "diesel"),
    Probe("en", "The rule holds for {}.", "sellers", "buyers"),
    # words that only look alike
    Probe("en", "Our office is in {}.", "Austria", "Australia"),
    Probe("en", "It tests for {} in the water.", "nitrate", "nitrite"),
    Probe("en", "The cause is {}.", "hypertension", "hypotension"),
    Probe("en", "Tell the {}.", "employer", "employee"),
    Probe("en", "Call the {} court.", "county", "country"),
    Probe("en", "We {} spare parts.", "import", "export"),
    Probe("en", "It goes to your {}.", "mother", "brother"),
    # two that changed sides
    Probe("en", "The bus goes from {} once a day.", "Lund to Malmo", "Malmo to Lund"),
    Probe("en", "Most guests like {} here.", "tea over coffee", "coffee over tea"),
    Probe("de", "Der Bus fährt von {} einmal am Tag.", "Bonn nach Jena", "Jena nach Bonn"),
    Probe("fr", "Le car va de {} chaque jour.", "Lyon à Dijon", "Dijon à Lyon"),
    Probe("nl", "De bus rijdt van {} elke dag.", "Gent naar Breda", "Breda naar Gent"),
    Probe("sv", "Bussen går från {} varje dag.", "Lund till Kalmar", "Kalmar till Lund"),
    # German
    Probe("de", "Der Lehrling {} das Buch führen.", "soll", "kann"),
    Probe("de", "Der Gast {} hier parken.", "muss", "darf"),
    Probe("de", "Die Kette wird {} vor der Fahrt geölt.", "immer", "selten"),
    Probe("de", "Hinein kommt ein Rohr aus {}.", "Kupfer", "Messing"),
    Probe("de", "Der Kurs läuft im {} jede Woche.", "Sommer", "Winter"),
    Probe("de", "Biegen Sie {} ab.", "links", "rechts"),
    Probe("de", "{} Kinder zahlen Eintritt.", "Alle", "Nur"),
    Probe("de", "Der Eintritt ist {}.", "frei", "kostenpflichtig"),
    # French
    Probe("fr", "L'élève {} tenir le cahier.", "doit", "peut"),
    Probe("fr", "Les membres {} payer ici.", "doivent", "peuvent"),
    Probe("fr", "Tournez à {}.", "gauche", "droite"),
    Probe("fr", "Le tuyau est en {}.", "cuivre", "laiton"),
    Probe("fr", "Le cours a lieu en {}.", "été", "hiver"),
    Probe("fr", "L'entrée est {}.", "gratuite", "payante"),
    # Spanish
    Probe("es", "El alumno {} llevar el cuaderno.", "debe", "puede"),
    Probe("es", "Los socios {} pagar aquí.", "deben", "pueden"),
    Probe("es", "Gire a la {}.", "izquierda", "derecha"),
    Probe("es", "El tubo es de {}.", "cobre", "latón"),
    Probe("es", "El curso es en {}.", "verano", "invierno"),
    Probe("es", "La entrada es {}.", "gratuita", "cara"),
    # Italian
    Probe("it", "L'allievo {} tenere il quaderno.", "deve", "può"),
    Probe("it", "I soci {} pagare qui.", "devono", "possono"),
    Probe("it", "Giri a {}.", "sinistra", "destra"),
    Probe("it", "Il tubo è di {}.", "rame", "ottone"),
    Probe("it", "Il corso si tiene in {}.", "estate", "inverno"),
    Probe("it", "L'ingresso è {}.", "gratuito", "costoso"),
    # Dutch
    Probe("nl", "De leerling {} het schrift bijhouden.", "moet", "mag"),
    Probe("nl", "De leden {} hier betalen.", "moeten", "kunnen"),
    Probe("nl", "Sla {} af.", "linksaf", "rechtsaf"),
    Probe("nl", "De buis is van {}.", "koper", "messing"),
    Probe("nl", "De cursus is in de {}.", "zomer", "winter"),
    Probe("nl", "De toegang is {}.", "gratis", "duur"),
    # Swedish
    Probe("sv", "Eleven {} föra boken.", "ska", "kan"),
    Probe("sv", "Medlemmen {} betala här.", "måste", "får"),
    Probe("sv", "Sväng till {}.", "vänster", "höger"),
    Probe("sv", "Röret är av {}.", "koppar", "mässing"),
    Probe("sv", "Kursen hålls på {}.", "sommaren", "vintern"),
    Probe("sv", "Inträdet är {}.", "gratis", "dyrt"),
    # Portuguese
    Probe("pt", "O aluno {} guardar o caderno.", "deve", "pode"),
    Probe("pt", "Vire à {}.", "esquerda", "direita"),
    Probe("pt", "O tubo é de {}.", "cobre", "latão"),
    Probe("pt", "O curso é no {}.", "verão", "inverno"),
    Probe("pt", "A entrada é {}.", "gratuita", "cara"),
]

ONE = [
    # a word more or less
    Probe("en", "Use the {} door.", "left", "left side"),
    Probe("en", "Use the {} of the house.", "door", "door at the back"),
    Probe("en", "Please use the door{}.", "", ", thank you"),
    Probe("de", "Die Kette wird {} geölt.", "vor der Fahrt", "kurz vor der Fahrt"),
    Probe("fr", "Le tuyau est en {}.", "cuivre", "cuivre rouge"),
    # the same words in another order
    Probe("en", "Bring {} with you.", "salt and pepper", "pepper and salt"),
    Probe("en", "It is {} to all of them.", "open always", "always open"),
    Probe("de", "Wir nehmen {} an.", "Bargeld und Karten", "Karten und Bargeld"),
    # the same word in another spelling
    Probe("en", "Ask the {}.", "counsellor", "counselor"),
    Probe("en", "Ask the {} of the house.", "owner", "owners"),
    Probe("en", "The {} is green.", "colour", "color"),
    Probe("en", "We {} the visit.", "organise", "organize"),
    Probe("en", "Go to the {}.", "centre", "center"),
    Probe("en", "The {} is closed.", "grey door", "gray door"),
    Probe("en", "Change the {} in winter.", "tyres", "tires"),
    Probe("en", "Send us an {}.", "e-mail", "email"),
    Probe("en", "Open the {} of the town.", "website", "web site"),
    Probe("en", "Bring your {}.", "résumé", "resume"),
    Probe("de", "Der Weg über die {} ist kurz.", "Straße", "Strasse"),
    Probe("de", "Der Weg über die {} ist kurz.", "Brücke", "Bruecke"),
    Probe("fr", "Les {} sont fermées.", "salle", "salles"),
    # a number in another form
    Probe("en", "Keep {} away.", "1.5 m", "1.5 metres"),
    Probe("en", "It takes {}.", "24 hours", "24hrs"),
    Probe("en", "It takes {}.", "two hours", "2 hours"),
]


def kept(left: str, right: str, question: str = "What is the rule for this?") -> int:
    """Return how many of two records are kept."""
    members = [Member(id, question, answer, "", None, None) for id, answer in (("a", left), ("b", right))]
    return 2 - len(list(merge_block(members, Threshold(0.8))))


def test_probes_are_different() -> None:
    assert len(set(TWO)) == len(TWO) >= 75
    assert len({probe.language for probe in TWO}) == len(REST)


@pytest.mark.parametrize("probe", TWO, ids=lambda probe: f"{probe.language}: {probe.left} / {probe.right}")
def test_answers_with_another_word_are_two(probe: Probe) -> None:
    assert kept(*probe.answers()) == 2
    assert kept(*probe.ends()) == 2


@pytest.mark.parametrize("probe", ONE, ids=lambda probe: f"{probe.language}: {probe.left} / {probe.right}")
def test_edited_answers_are_one(probe: Probe) -> None:
    assert kept(*probe.answers()) == 1
    assert kept(*probe.ends()) == 1


COURTESIES = [
    ("en", "Take one tablet of {} at noon.", "ibuprofen", "paracetamol", "Thanks."),
    ("en", "Use the {} door.", "green", "wooden", "Please."),
    ("de", "Das Rohr ist aus {}.", "Kupfer", "Messing", "Danke."),
    ("fr", "Le tuyau est en {}.", "cuivre", "laiton", "Merci."),
    ("es", "El tubo es de {}.", "cobre", "latón", "Gracias."),
    ("it", "Il tubo è di {}.", "rame", "ottone", "Grazie."),
    ("nl", "De buis is van {}.", "koper", "messing", "Bedankt."),
    ("sv", "Röret är av {}.", "koppar", "mässing", "Tack."),
    ("pt", "O tubo é de {}.", "cobre", "latão", "Obrigado."),
]


@pytest.mark.parametrize(("language", "sentence", "left", "right", "courtesy"), COURTESIES)
def test_a_word_of_courtesy_is_no_other_edit(
    language: str, sentence: str, left: str, right: str, courtesy: str
) -> None:
    one, other = Probe(language, sentence, left, right).answers()
    assert kept(one, f"{other} {courtesy}") == kept(f"{courtesy} {one}", other) == 2
    assert kept(one, f"{one} {courtesy}") == 1


def test_the_words_that_were_met_can_be_forgotten() -> None:
    before = content_words("what do clients pay".split())
    forget_words()
    assert content_words("what do clients pay".split()) == before
