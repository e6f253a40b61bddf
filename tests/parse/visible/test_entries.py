"""Entries of an FAQ without a mark, questions inside answers, the lines around answers; and look-alikes."""
# ruff: noqa: E501 - a page is written as sites write it

from __future__ import annotations

import pytest

from pipeline.run.page import parse

Pairs = list[tuple[str, str]]


def read(body: str, title: str = "Lamp FAQ") -> Pairs:
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"
    result = parse(page, url="https://www.example.org/lamps", media_type="text/html")
    return [(record.question, record.answer) for record in result.records]


def questions(body: str, title: str = "Lamp FAQ") -> list[str]:
    return sorted(question for question, _ in read(body, title))


STATEMENTS: dict[str, tuple[str, list[str]]] = {
    "topics as headings, of which one asks": (
        "<h2>Account</h2><h3>Changing your address</h3><p>Open the settings.</p><h3>Refunds and vouchers</h3><p>Within a week.</p>"
        "<h2>Orders</h2><h3>How do I pay?</h3><p>By card.</p><h3>Delivery times</h3><p>Two days.</p>",
        ["Changing your address", "Delivery times", "How do I pay?", "Refunds and vouchers"],
    ),
    "blockquotes before plain paragraphs": (
        "<blockquote><p>How bright is it?</p></blockquote><p>Like ten candles.</p>"
        "<blockquote><p>The lamp flickers</p></blockquote><p>Tighten the bulb.</p>"
        "<blockquote><p>Can I dim it?</p></blockquote><p>Yes, with the wheel.</p>",
        ["Can I dim it?", "How bright is it?", "The lamp flickers"],
    ),
    "blockquotes in list items": (
        "<ul><li><blockquote>Welke lamp past?</blockquote>Elke lamp van 40 watt.</li>"
        "<li><blockquote>De lamp knippert</blockquote>Draai hem vast.</li>"
        "<li><blockquote>Mag hij buiten?</blockquote>Alleen onder een dak.</li></ul>",
        ["De lamp knippert", "Mag hij buiten?", "Welke lamp past?"],
    ),
    "the first column of a table": (
        "<table><tr><th>Frage</th><th>Antwort</th></tr><tr><td>Wie hell ist sie?</td><td>Wie zehn Kerzen.</td></tr>"
        "<tr><td>Die Lampe flackert</td><td>Drehen Sie die Birne fest.</td></tr>"
        "<tr><td>Kann ich sie dimmen?</td><td>Ja, am Rad.</td></tr></table>",
        ["Die Lampe flackert", "Kann ich sie dimmen?", "Wie hell ist sie?"],
    ),
    "the second column of a table, behind a number": (
        "<table><tr><td>1</td><td>How bright is it?</td><td><p>Like ten candles.</p></td></tr>"
        "<tr><td>2</td><td>The lamp flickers</td><td><p>Tighten the bulb.</p></td></tr>"
        "<tr><td>3</td><td>Can I dim it?</td><td><p>Yes.</p><p>With the wheel.</p></td></tr></table>",
        ["Can I dim it?", "How bright is it?", "The lamp flickers"],
    ),
    "plain paragraphs by turns": (
        "<p>How bright is it?</p><p>Like ten candles.</p><p>The lamp flickers</p><p>Tighten the bulb.</p>"
        "<p>Can I dim it?</p><p>With the wheel.</p><p>May it get wet?</p><p>Never.</p>",
        ["Can I dim it?", "How bright is it?", "May it get wet?", "The lamp flickers"],
    ),
    "panels that are menus": (
        "".join(
            f'<div class="item w-dropdown"><div class="accordion-toggle w-dropdown-toggle"><div class="text-bold">{question}</div>'
            f'<div class="icon"></div></div><nav class="w-dropdown-list"><div><p>{answer}</p></div></nav></div>'
            for question, answer in [
                ("How bright is it?", "Like ten candles."),
                ("Can I dim it?", "With the wheel."),
                ("The lamp flickers", "Tighten the bulb."),
                ("May it get wet?", "Never."),
            ]
        ),
        ["Can I dim it?", "How bright is it?", "May it get wet?", "The lamp flickers"],
    ),
}


@pytest.mark.parametrize("name", STATEMENTS)
def test_an_entry_needs_no_mark_where_its_form_is_that_of_questions(name: str) -> None:
    body, expected = STATEMENTS[name]
    assert questions(body) == expected


NO_ENTRIES: dict[str, tuple[str, str, list[str]]] = {
    "sections of questions": (
        "<h2>Account</h2><h3>How do I sign in?</h3><p>With a key.</p><h3>Can I rename it?</h3><p>Yes.</p>"
        "<h2>Orders</h2><h3>How do I pay?</h3><p>By card.</p>",
        "Lamp FAQ",
        ["Can I rename it?", "How do I pay?", "How do I sign in?"],
    ),
    "sections of bold questions, one of which asks": (
        "<h2>What about light?</h2><p><b>How bright is it?</b></p><p>Like ten candles.</p><h2>Use at home</h2>"
        "<p><b>Can I dim it?</b></p><p>Yes.</p><h2>Use outdoors</h2><p><b>May it get wet?</b></p><p>Never.</p>",
        "Lamp FAQ",
        ["Can I dim it?", "How bright is it?", "May it get wet?"],
    ),
    "topics on a page that is no FAQ": (
        "<h2>Delivery times</h2><p>Two days.</p><h2>How do I pay for it?</h2><p>By card or in cash, when we hand the lamp over.</p><h2>Old lamps</h2><p>We take them.</p>",
        "Lamps",
        ["How do I pay for it?"],
    ),
    "a title among plain paragraphs": (
        "<p>How bright is it?</p><p>Like ten candles.</p><p>Use outdoors</p><p>May it get wet?</p><p>Never.</p>"
        "<p>Can I dim it?</p><p>With the wheel.</p><p>Yours sincerely</p><p>The lamp makers</p>",
        "Lamp FAQ",
        ["Can I dim it?", "How bright is it?", "May it get wet?"],
    ),
    "a table of facts": (
        "<h2>How bright is it?</h2><p>Like ten candles.</p><h2>How heavy is it?</h2><p>As a cat.</p>"
        "<table><tr><td>Height of it</td><td>30 cm</td></tr><tr><td>Width of it</td><td>10 cm</td></tr></table>",
        "Lamp FAQ",
        ["How bright is it?", "How heavy is it?"],
    ),
    "quotations in answers": (
        "<h2>How bright is it?</h2><p>One reader wrote:</p><blockquote><p>It lights the whole room</p></blockquote>"
        "<h2>Is it loud?</h2><p>Another wrote:</p><blockquote><p>Silent as the moon</p></blockquote>"
        "<h2>Can I dim it?</h2><p>Yes.</p>",
        "Lamp FAQ",
        ["Can I dim it?", "How bright is it?", "Is it loud?"],
    ),
}


@pytest.mark.parametrize("name", NO_ENTRIES)
def test_what_only_looks_like_an_entry_is_none(name: str) -> None:
    body, title, expected = NO_ENTRIES[name]
    assert questions(body, title) == expected


def test_what_a_footer_asks_makes_no_entry_the_title_of_a_section() -> None:
    body = (
        "<h3>How bright is it?</h3><p>Like ten candles.</p><h3>Can I dim it?</h3><p>Yes.</p>"
        "<h3>Cleaning the shade</h3><p>Use a brush.</p>"
        "<footer><h4>Hours</h4><p>8 to 5</p><h4>Want our newsletter?</h4><p>Sign up.</p></footer>"
    )
    assert questions(body) == ["Can I dim it?", "Cleaning the shade", "How bright is it?"]


@pytest.mark.parametrize("name", ["chapter-review", "review-questions", "unit_review"])
def test_the_questions_at_the_end_of_a_chapter_are_no_reviews(name: str) -> None:
    text = "<p>A lamp turns current into light.</p>" * 9
    body = f'{text}<div class="{name}"><h3>What is a lamp?</h3><p>A source of light.</p><h3>Who made it?</h3><p>Ida Holm.</p></div>'
    assert questions(body) == ["What is a lamp?", "Who made it?"]


PANELS = {
    "details": "<details><summary>{question}</summary><p>{answer}</p></details>",
    "details with headings": "<details><summary><h3>{question}</h3></summary><p>{answer}</p></details>",
    "a button": '<h3><button aria-controls="{id}" aria-expanded="false">{question}</button></h3><div id="{id}">{answer}</div>',
    "a bar": '<div class="bar" aria-controls="{id}" aria-expanded="false">{question}</div><div id="{id}"><p>{answer}</p></div>',
    "a component of Adobe": (
        '<div class="cmp-accordion"><h3 class="cmp-accordion__header"><button class="cmp-accordion__button" aria-controls="{id}">'
        '<span class="cmp-accordion__title">{question}</span></button></h3><div id="{id}">{answer}</div></div>'
    ),
}
FOOTER = "<footer><h4>Want our newsletter?</h4><p>Sign up.</p></footer>"


def panels(form: str, *entries: str) -> str:
    return "".join(
        PANELS[form].format(question=question, answer=f"Answer {number}.", id=f"p{number}")
        for number, question in enumerate(entries)
    )


@pytest.mark.parametrize("form", PANELS)
def test_panels_of_an_faq_may_all_have_statements_for_titles(form: str) -> None:
    entries = ["Cleaning the shade", "Refunds", "Report a broken bulb"]
    assert questions(panels(form, *entries) + FOOTER) == entries


@pytest.mark.parametrize("form", PANELS)
def test_one_word_may_be_the_title_of_a_panel_beside_panels_that_ask(form: str) -> None:
    entries = ["Can I dim it?", "How bright is it?", "Refunds"]
    assert questions(panels(form, *entries) + FOOTER) == entries


def test_one_word_may_be_the_title_of_a_toggle_beside_toggles_that_ask() -> None:
    toggle = (
        '<div class="b_toggle"><h5 class="b_toggle_title">{}</h5><div class="b_toggle_content"><p>{}</p></div></div>'
    )
    entries = ["Can I dim it?", "How bright is it?", "Refunds"]
    assert questions("".join(toggle.format(entry, "Within a week.") for entry in entries)) == entries


@pytest.mark.parametrize("form", PANELS)
def test_panels_with_statements_for_titles_are_read_only_in_an_faq(form: str) -> None:
    assert questions(panels(form, "Cleaning the shade", "Refunds", "Report a broken bulb"), "Lamps") == []


NO_PANELS = {
    "sections of questions": panels("details", "Light", "Refunds")
    + "<details><summary>Rain</summary><h4>Wet?</h4><p>No.</p></details>",
    "sections of headings": "".join(
        f"<details><summary>{title}</summary><h4>{title} indoors</h4><p>Good.</p></details>"
        for title in ("Light", "Heat", "Rain")
    ),
    "a banner that asks for consent": f'<div role="dialog">{panels("a button", "Needed", "Statistics", "Preferences")}</div>',
    "menus": f"<nav>{panels('a button', 'Lamps', 'Shades', 'Company')}</nav><p>{'All about lamps. ' * 9}</p>",
    "two panels": panels("details", "Delivery times", "Cleaning the shade"),
    "tabs": "".join(
        f'<a role="tab" aria-controls="t{number}">{title}</a><div id="t{number}">All.</div>'
        for number, title in enumerate(("Light bulbs", "Lamp shades", "Long cables"))
    ),
}


@pytest.mark.parametrize("name", NO_PANELS)
def test_panels_that_are_sections_or_menus_are_no_entries(name: str) -> None:
    assert not set(questions(NO_PANELS[name])) - {"Wet?"}


def test_panels_below_another_title_than_faq_are_no_entries() -> None:
    page = f"<title>FAQ</title><body><h1>Our stores</h1>{panels('details', 'Leeds', 'York', 'Hull')}"
    assert parse(page, url="https://www.example.org/help", media_type="text/html").records == []


def test_the_button_around_a_title_and_its_icon_names_the_panel() -> None:
    entries = [
        ("Can I dim it?", "Yes."),
        ("Cleaning the shade", "With a brush."),
        ("How bright is it?", "Like ten candles."),
    ]
    body = "".join(
        f'<div class="item"><div class="b-accordion-button" role="button" aria-expanded="false" aria-controls="p{number}">'
        f'<a class="b-accordion-button-label">{question}</a><a class="b-accordion-icon"><span class="sr-only">Expand</span></a></div>'
        f'<div id="p{number}" class="b-accordion-content" aria-hidden="true"><p>{answer}</p></div></div>'
        for number, (question, answer) in enumerate(entries)
    )
    assert sorted(read(body)) == entries


def test_a_bold_question_inside_the_answer_to_a_heading_belongs_to_it() -> None:
    body = (
        "<h2>How do I start?</h2><p>With a course.</p><p><strong>Why a course?</strong> Bees do not forgive.</p><p>Then buy a hive.</p>"
        "<h2>What does it cost?</h2><p>About 600.</p><h2>Will I be stung?</h2><p>Yes.</p>"
    )
    assert read(body, "Bee FAQ")[0] == (
        "How do I start?",
        "With a course.\n\nWhy a course? Bees do not forgive.\n\nThen buy a hive.",
    )
    assert len(read(body, "Bee FAQ")) == 3


def test_bold_questions_below_the_title_of_a_section_are_questions() -> None:
    body = (
        "<h2>What about light?</h2><p>Some ask about it.</p><p><b>How bright is it?</b> Like ten candles.</p><p><b>Can I dim it?</b> Yes.</p>"
        "<h2>What about rain?</h2><p>Others live outdoors.</p><p><b>May it get wet?</b> Never.</p>"
    )
    assert {"How bright is it?", "Can I dim it?", "May it get wet?"} <= set(questions(body))


CLOSINGS = [
    "If you have any further questions, please do not hesitate to contact us at info@lamps.example.",
    "Should you have other questions, write to info@lamps.example.",
    "For any further information please contact info@lamps.example.",
    "If you cannot find the answer here, call 0800 111.",
    "Wenn Sie weitere Fragen haben, schreiben Sie an info@lampen.example.",
    "Bei weiteren Fragen wenden Sie sich an info@lampen.example.",
    "Als u nog andere vragen heeft, mail dan naar info@lampen.example.",
    "Si vous avez d'autres questions, écrivez à info@lampes.example.",
    "Pour toute autre question, contactez info@lampes.example.",
    "Si tienes más preguntas, escribe a info@lamparas.example.",
    "Para cualquier duda, llama al 900 111.",
    "Se tiver outras dúvidas, escreva para info@lampadas.example.",
    "Se avete altre domande, scrivete a info@lampade.example.",
    "Om du har fler frågor, skriv till info@lampor.example.",
    "Hvis du har flere spørgsmål, skriv til info@lamper.example.",
    "Hvis du har flere spørsmål, skriv til info@lamper.example.",
    "Jeśli masz dodatkowe pytania, napisz na info@lampy.example.",
    "Pokud máte další otázky, napište na info@lampy.example.",
    "Если у вас остались вопросы, пишите на info@lampy.example.",
    "Başka sorularınız varsa info@lambalar.example adresine yazın.",
    "その他ご質問がございましたら、info@lamps.example までご連絡ください。",
    "기타 궁금한 사항은 info@lamps.example 로 문의해 주세요.",
    "如您有其他问题，请联系 info@lamps.example。",
]


@pytest.mark.parametrize("closing", CLOSINGS)
def test_the_line_that_closes_a_list_is_no_part_of_its_last_answer(closing: str) -> None:
    body = f"<h3>How bright is it?</h3><p>Like ten candles.</p><h3>Can I dim it?</h3><p>Yes, with the wheel.</p><p>{closing}</p>"
    assert sorted(read(body)) == [("Can I dim it?", "Yes, with the wheel."), ("How bright is it?", "Like ten candles.")]


NO_CLOSINGS = [
    "If you have a dimmer, use it.",
    "For more light, turn the wheel.",
    "If you cannot find the wheel, look below the foot.",
    "Wenn Sie weitere Lampen haben, geht es auch.",
    "Si vous avez d'autres lampes, tournez la roue.",
    "Если у вас остались лампы, поверните колесо.",
]


@pytest.mark.parametrize("line", NO_CLOSINGS)
def test_a_condition_in_the_last_answer_stays(line: str) -> None:
    body = f"<h3>How bright is it?</h3><p>Like ten candles.</p><h3>Can I dim it?</h3><p>Yes.</p><p>{line}</p>"
    assert ("Can I dim it?", f"Yes.\n\n{line}") in read(body)


def test_a_closing_line_that_is_all_of_an_answer_stays() -> None:
    line = "If you have any more questions, write to info@lamps.example."
    assert ("Whom do I ask?", line) in read(f"<h3>Can I dim it?</h3><p>Yes.</p><h3>Whom do I ask?</h3><p>{line}</p>")


def test_the_line_about_each_entry_is_no_part_of_its_answer() -> None:
    entries = [("How bright is it?", "Like ten candles."), ("Can I dim it?", "Yes."), ("May it get wet?", "Never.")]
    body = "".join(
        f"<div><h2>{question}</h2><div>Submitted by ann on Mon, 0{number}/02/2015</div><p>{answer}</p></div>"
        for number, (question, answer) in enumerate(entries)
    )
    assert sorted(read(body)) == sorted(entries)


def test_answers_may_open_with_the_same_words() -> None:
    entries = [
        ("Can I dim it?", "Yes, you can."),
        ("Can I move it?", "Yes, you can."),
        ("Can I paint it?", "Yes, you can."),
    ]
    assert sorted(read("".join(f"<h2>{question}</h2><p>{answer}</p>" for question, answer in entries))) == entries


def test_the_last_answer_goes_on_in_the_list_that_it_announces() -> None:
    body = "<p>Q: How bright is it?<br>A: Like ten candles.</p><p>Q: What do I need?<br>A: Two things:</p><ul><li>a bulb</li><li>a plug</li></ul><p>Nothing else is needed.</p>"
    assert ("What do I need?", "Two things:\n\n- a bulb\n- a plug\n\nNothing else is needed.") in read(body)


def test_the_letter_of_an_icon_on_the_line_before_is_no_part_of_a_question() -> None:
    body = "".join(
        f'<div><div class="faq-title faq-toggle"><a href="#"><div><span>A</span></div><div><h4>{question}</h4></div></a></div>'
        f'<div class="faq-body"><p>{answer}</p></div></div>'
        for question, answer in [("How bright is it?", "Like ten candles."), ("Can I dim it?", "Yes, with the wheel.")]
    )
    assert questions(body) == ["Can I dim it?", "How bright is it?"]


def test_the_next_term_of_a_list_ends_an_answer_though_it_does_not_ask() -> None:
    body = "<dl><dt>Q. Can I cancel</dt><dd>A. Yes.</dd><dt>Shipping</dt><dd>It is free.</dd></dl>"
    found = parse(f"<h1>FAQ</h1>{body}", url="https://www.example.org/faq", media_type="text/html")
    assert [(record.question, record.answer) for record in found.records] == [("Can I cancel", "Yes.")]


TURNS = [
    ("How bright is it?", "Like ten candles."),
    ("Can I dim it?", "Yes, with the wheel."),
    ("May it get wet?", "Never. Keep it under a roof."),
]


@pytest.mark.parametrize("form", ["{}<br>{}<br><br>", "{}<br><br>{}<br><br>", "{}<br/>\n{}\n<br/><br/>\n"])
@pytest.mark.parametrize(
    "holder", ["<div>{}</div>", "<table><tr><td>{}</table>", "<section><div class=text>{}</div></section>"]
)
def test_the_first_of_several_questions_in_one_block_is_read(holder: str, form: str) -> None:
    assert read(holder.format("".join(form.format(*pair) for pair in TURNS))) == TURNS


DASHED = [
    "<p>\u2013 {}<br>\u2013 {}</p>",
    "<p><b>\u2014 {}</b></p><p>\u2014 {}</p>",
    "<h3>\u2014 {}</h3><div>\u2014 {}</div>",
]


@pytest.mark.parametrize("form", DASHED)
def test_the_dash_of_who_replies_is_no_part_of_an_answer(form: str) -> None:
    assert read("<h1>FAQ</h1>" + "".join(form.format(*pair) for pair in TURNS)) == TURNS


@pytest.mark.parametrize(
    ("asked", "answer"),
    [("\u2014 How do I go?", "\u2014 By bus\n\n\u2014 By train"), ("How do I go?", "\u2014 By bus")],
)
def test_dashes_before_items_or_before_the_answer_alone_are_part_of_it(asked: str, answer: str) -> None:
    lines = "".join(f"<p>{line}</p>" for line in answer.split("\n\n"))
    others = "".join(f"<h3>{question}</h3><p>{said}</p>" for question, said in TURNS)
    assert read(f"<h1>FAQ</h1><h3>{asked}</h3>{lines}{others}")[0][1] == answer


def test_a_gap_above_a_paragraph_makes_it_no_other_form() -> None:
    names = ["question", "vspace question", "vspace question"]
    form = "<p class='{}'>{}</p><p>{}</p>"
    assert (
        read("<h1>FAQ</h1>" + "".join(form.format(name, *pair) for name, pair in zip(names, TURNS, strict=True)))
        == TURNS
    )


PLAIN_LINES = {
    "in a named page": "<div class=page><div><h2>FAQ</h2></div><div>{}</div></div>",
    "in a table": "<table class=page><tr><td class=text>{}</table>",
    "with nothing before": "<section class=page><div>{}</div></section>",
}


@pytest.mark.parametrize("form", ["<p>{}</p><p>{}</p>", "<div>{}</div><div>{}</div><p>&nbsp;</p>"])
@pytest.mark.parametrize("name", PLAIN_LINES)
def test_the_first_of_plain_lines_that_ask_and_answer_by_turns_is_read(name: str, form: str) -> None:
    assert read(PLAIN_LINES[name].format("".join(form.format(*pair) for pair in TURNS))) == TURNS


NUMBERED = {
    "a line of its own": "<p>{}. <b>{}</b></p><p>{}</p>",
    "a line break": "<p>{}. <b>{}</b><br>{}</p>",
    "a bracket": "<div>{}) <strong>{}</strong></div><div>{}</div>",
    "in brackets": "<p>({}) <b>{}</b></p><p>{}</p>",
}


@pytest.mark.parametrize("form", NUMBERED)
def test_a_statement_behind_a_plain_number_is_read_among_numbered_bold_questions(form: str) -> None:
    pairs = [TURNS[0], ("The lamp flickers", "Tighten the bulb."), *TURNS[1:]]
    body = "".join(NUMBERED[form].format(number, *pair) for number, pair in enumerate(pairs, 1))
    assert read(body) == pairs


def test_numbered_bold_words_in_an_answer_are_no_entries() -> None:
    steps = "<p>1. <b>Unplug</b> the lamp.</p><p>2. <b>Turn</b> the bulb to the left.</p>"
    body = "".join(f"<h3>{question}</h3><p>{answer}</p>{steps}" for question, answer in TURNS)
    assert questions(body) == sorted(question for question, _ in TURNS)


@pytest.mark.parametrize("tag", ["ul", "ol"])
def test_an_answer_that_is_the_next_item_of_a_list_has_no_bullet(tag: str) -> None:
    items = "".join(f"<li>{question}</li>\n<li>{answer}</li>\n" for question, answer in TURNS)
    assert read(f"<{tag}>{items}</{tag}>") == TURNS


def test_several_items_that_answer_keep_their_bullets() -> None:
    items = "".join(
        f"<li><b>{question}</b></li><li>{answer}</li><li>So says {answer[-5:]}</li>" for question, answer in TURNS
    )
    assert read(f"<ul>{items}</ul>") == [
        (question, f"- {answer}\n- So says {answer[-5:]}") for question, answer in TURNS
    ]


def test_a_list_of_one_item_keeps_its_bullet() -> None:
    body = "".join(f"<h3>{question}</h3><ul><li>{answer}</li></ul>" for question, answer in TURNS)
    assert read(body) == [(question, f"- {answer}") for question, answer in TURNS]


@pytest.mark.parametrize(
    "form",
    [
        "<h3>{}</h3><p>{}</p>",
        '<h3><a role="button" href="#a">{}</a></h3><div id="a"><p>{}</p></div>',
        "<div><button aria-expanded=false>{}</button><div>{}</div></div>",
        "<details><summary>{}</summary><p>{}</p></details>",
    ],
)
@pytest.mark.parametrize("name", ["badge badge-new", "MuiChip-label", "pill", "tag"])
def test_a_badge_behind_a_question_is_no_part_of_it(form: str, name: str) -> None:
    badge = f'How bright is it? <span class="{name}">New</span>'
    body = form.format(badge, "Like ten candles.") + form.format("Can I dim it?", "With the wheel.")
    assert sorted(read(body)) == [("Can I dim it?", "With the wheel."), ("How bright is it?", "Like ten candles.")]


def test_a_word_of_a_question_is_no_badge() -> None:
    asked = 'Is it bright? Is it <span class="tag">safe?</span>'
    html = f"<h1>FAQ</h1><h3>{asked}</h3><p>Both.</p><h3>Can I dim it?</h3><p>With the wheel.</p>"
    records = parse(html, url="https://www.example.org/", media_type="text/html").records
    assert "Is it bright? Is it safe?" in {record.question for record in records}


def test_a_badge_alone_is_the_answer() -> None:
    lines = [("Can I dim it?", "Yes"), ("May it get wet?", "Never"), ("Is it bright?", "Very")]
    body = "".join(f'<p><b>{question}</b> <span class="label">{answer}</span></p>' for question, answer in lines)
    assert sorted(read(body)) == sorted(lines)


@pytest.mark.parametrize("title", ["<h4>{}</h4>", "<p><b>{}</b></p>", "<div><div>{}</div></div>", "<h2><a>{}</a></h2>"])
def test_a_panel_that_repeats_its_question_answers_with_the_rest(title: str) -> None:
    lines = [("Can I dim it?", "With the wheel."), ("How bright is it?", "Like ten candles.")]
    body = "".join(
        f"<div><button aria-expanded=false>{question}</button><div>{title.format(question)}<p>{answer}</p></div></div>"
        for question, answer in lines
    )
    assert {*read(body)} == {*lines}


def test_a_panel_with_nothing_but_its_question_keeps_it() -> None:
    body = "".join(
        f"<details><summary>{question}</summary><p>{answer}</p></details>"
        for question, answer in (("Can I dim it?", "Can I dim it?"), ("Is it new?", "Is it new? Yes."))
    )
    assert ("Is it new?", "Is it new? Yes.") in read(body)


BULBS = (
    "<h3>How bright is it?</h3><p>Like ten candles.</p><h3>Broken glass</h3><p>Sweep it up.</p>"
    "<h3>May it get wet?</h3><p>Never.</p><h3>Can I dim it?</h3><p>Yes, with the wheel.</p>"
)
ENTRIES = ["Broken glass", "Can I dim it?", "How bright is it?", "May it get wet?"]
BESIDE_ENTRIES = {
    "a form to ask": "<h3>Ask a question</h3><form><label>Your question:</label><textarea name=q></textarea></form>",
    "a form in a box": "<div><h3>Write to us</h3><div><form>Your name: <input name=n></form></div></div>",
    "a post": "<div><h3>Old lamps and new ones, and what became of them</h3></div><p>13:14 11.07.2020</p>",
}


@pytest.mark.parametrize("name", BESIDE_ENTRIES)
def test_a_form_or_a_day_with_its_time_answers_no_title(name: str) -> None:
    assert questions(BULBS + BESIDE_ENTRIES[name]) == ENTRIES


def test_a_form_whose_text_is_a_sentence_answers_what_asks_with_a_mark() -> None:
    asked = "<h3>How do I find a shop?</h3><form><p>Type your town.</p><input name=q></form>"
    assert questions(BULBS + asked) == sorted([*ENTRIES, "How do I find a shop?"])


def test_a_day_with_its_time_answers_what_asks_for_it() -> None:
    asked = "<h3>When is the next tour</h3><p>10:00 04.05.2026</p>"
    assert questions(BULBS + asked) == sorted([*ENTRIES, "When is the next tour"])


HEADERS = {
    "a header": "<header><h1>Lamp FAQ</h1><h3>26 August 2026 - Ottawa, at the mill</h3><p>485 days to go!</p></header>",
    "a box": "<div><div><h1>Lamps</h1><h3>All that shines, from Delft to Ottawa</h3><p>Since 1901</p></div></div>",
}


@pytest.mark.parametrize("name", HEADERS)
@pytest.mark.parametrize("form", ["<h3>{}</h3><p>{}</p>", "<div><h3>{}</h3><p>{}</p></div>"])
def test_what_is_below_the_title_of_the_page_in_its_header_is_no_entry(name: str, form: str) -> None:
    asked = "".join(form.format(question, "Never.") for question in ENTRIES[1:])
    page = f"<html><head><title>Lamp FAQ</title></head><body>{HEADERS[name]}<main>{asked}</main></body></html>"
    result = parse(page, url="https://www.example.org/lamps", media_type="text/html")
    assert sorted(record.question for record in result.records) == ENTRIES[1:]


def test_a_long_entry_below_the_title_of_the_page_is_one() -> None:
    entry = "<h3>The lamp flickers when a tram goes by</h3><p>Tighten the bulb.</p>"
    asked = f"{entry}<h3>{'</h3><p>Never.</p><h3>'.join(ENTRIES[1:])}</h3><p>Never.</p>"
    assert len(questions(asked)) == len(ENTRIES)


CARDS = [
    "Old lamp saved by a whole village",
    "The light of the valley and its makers",
    "How the first lamp came to Delft by boat",
]


@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize("above", ["", "<h2>From our blog</h2>"])
def test_titles_of_cards_that_lead_to_other_pages_are_no_entries(above: str, is_first: bool) -> None:
    cards = "".join(
        f'<div class=card><h3><a href="/{title[:3]}">{title}</a></h3><p>Read on.</p></div>' for title in CARDS
    )
    body = [above + cards, BULBS] if is_first else [BULBS, above + cards]
    assert questions("".join(body)) == ENTRIES


def test_entries_of_which_all_are_links_are_read() -> None:
    form = '<h3><a href="/{0}">{1}</a></h3><p>{2}</p>'
    asked = [("How bright is it?", "Like ten candles."), ("Broken glass", "Sweep it up."), ("Can I dim it?", "Yes.")]
    body = "".join(form.format(number, *pair) for number, pair in enumerate(asked))
    assert questions(body) == sorted(question for question, _ in asked)


def test_answers_with_words_that_ask_elsewhere_are_no_questions() -> None:
    form = "<span class=acc-trigger><a href='#'>{}</a></span><div class=acc-container><div class=content>{}</div></div>"
    asked = [
        ("Cách cài đặt đèn như thế nào?", "Bạn tải về và chạy, không cần làm gì khác nữa."),
        ("Đèn có sáng không?", "Đèn sáng như mười ngọn nến, không hơn."),
        ("Tôi thay bóng thế nào?", "Nếu đèn không sáng, bạn vặn chặt bóng ở đâu đó trên đế."),
    ]
    title = "Các câu hỏi thường gặp"
    assert read("".join(form.format(*pair) for pair in asked), title) == asked


@pytest.mark.parametrize(
    "form", ["<p><b>Never open {} while it is hot.</b></p>", "<p>Turn:</p><p><b>{} \u2192 screw</b></p>"]
)
def test_a_bold_sentence_or_what_a_colon_announces_is_no_title_of_a_section(form: str) -> None:
    parts = {"How bright is it?": "the lid", "May it get wet?": "the wheel", "Can I dim it?": "the base"}
    body = "".join(f"<h2>{question}</h2><p>Not yet.</p>{form.format(part)}" for question, part in parts.items())
    found = dict(read(f"{body}<h2>Who made it?</h2><p>Ann.</p>"))
    assert [part in found[question] for question, part in parts.items()] == [True, True, True]


def test_a_bold_line_above_the_next_question_is_the_title_of_a_section() -> None:
    form = "<h2>{}</h2><p>Not yet.</p>"
    body = f"<p><b>Care</b></p>{form.format('May it get wet?')}<p><b>Use</b></p>{form.format('Can I dim it?')}"
    assert read(body) == [("May it get wet?", "Not yet."), ("Can I dim it?", "Not yet.")]


DEFINED = (
    '<dl class="{}"><dt>How bright is it?</dt><dd>Like ten candles.</dd><dt>My lamp flickers.</dt><dd>Tighten the bulb.</dd>'
    "<dt>Can I dim it?</dt><dd>With the wheel.</dd></dl>"
)


@pytest.mark.parametrize(("name", "count"), [("faq", 3), ("lamp-faq list", 3), ("terms", 2)])
def test_terms_of_a_list_called_faq_are_entries_where_most_ask(name: str, count: int) -> None:
    assert len(questions(DEFINED.format(name), "Lamps")) == count


def test_terms_of_a_list_called_faq_are_no_entries_where_few_ask() -> None:
    others = "".join(f"<dt>Lamp {number}</dt><dd>Bright.</dd>" for number in range(4))
    assert len(questions(DEFINED.format("faq").replace("</dl>", f"{others}</dl>"), "Lamps")) == 2
