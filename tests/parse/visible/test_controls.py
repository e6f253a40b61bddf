"""Tabs, windows and the controls around questions: what opens an answer, and what is no word of either."""
# ruff: noqa: E501 - a page is written as sites write it

from __future__ import annotations

import pytest

from pipeline.run.page import parse

PAIRS = [
    ("Is the mill open in March?", "On Sundays only."),
    ("Can I buy flour there?", "Rye and spelt."),
    ("Who turns the sails?", "Two millers do."),
]


def read(body: str, title: str = "Mill") -> list[tuple[str, str]]:
    page = f"<!DOCTYPE html><title>{title}</title><body><h1>{title}</h1>{body}</body>"
    found = parse(page, url="https://www.example.org/mill", media_type="text/html")
    return [(record.question, record.answer) for record in found.records]


def rows(form: str) -> str:
    return "".join(form.format(n=n, question=question, answer=answer) for n, (question, answer) in enumerate(PAIRS))


TABS = {
    "of Bootstrap 4": '<a class="nav-link" data-toggle="pill" href="#p{n}">{question}</a>',
    "of Bootstrap 5": '<button class="nav-link" data-bs-toggle="tab" data-bs-target="#p{n}">{question}</button>',
    "of a tab list": '<a role="tab" aria-controls="p{n}" href="#p{n}">{question}</a>',
}


@pytest.mark.parametrize("name", TABS)
def test_a_tab_that_asks_is_answered_by_its_panel(name: str) -> None:
    panels = rows('<div class="tab-pane" id="p{n}"><p>{answer}</p></div>')
    assert read(f'<div class="nav nav-pills">{rows(TABS[name])}</div><div class="tab-content">{panels}</div>') == PAIRS


@pytest.mark.parametrize("called", ["accordion-content", "Accordion_body__5h", "collapse", "toggle-inner"])
def test_a_panel_that_ends_with_a_question_is_an_answer(called: str) -> None:
    panel = f'<div class="{called}" aria-hidden="true"><p>{{answer}}</p><p>Why not come along?</p></div>'
    opened = rows(f'<div role="button" aria-expanded="false"><b>{{question}}</b></div>{panel}')
    answered = [(question, f"{answer}\n\nWhy not come along?") for question, answer in PAIRS]
    assert read(opened, title="FAQ") == answered


def test_a_button_that_nobody_sees_breaks_nothing() -> None:
    hidden = '<svg><button class="accordion">Is it far?</button></svg>'
    assert read(hidden + rows("<button>{question}</button><div>{answer}</div>"), title="FAQ") == PAIRS


def test_what_a_menu_opens_is_no_answer() -> None:
    menu = '<div aria-expanded="false">More help?</div><div><a href="/a">How to mill</a> <a href="/b">Prices</a></div>'
    assert read(f'<nav class="nav">{menu}{menu}</nav><p>The mill is old.</p>') == []


WINDOW = '<div class="modal" id="w{n}"><div class="modal-header"><button>&times;</button><h4>{question}</h4></div>'


def test_a_link_that_asks_is_answered_by_the_window_that_it_opens() -> None:
    links = rows('<li><a href="#" data-toggle="modal" data-target="#w{n}">{question}</a></li>')
    windows = rows(
        WINDOW
        + '<div class="modal-body"><p>{answer}</p></div><div class="modal-footer"><button>Close</button></div></div>'
    )
    assert read(f"<ul>{links}</ul>{windows}") == PAIRS


def test_a_window_with_something_to_fill_in_is_no_answer() -> None:
    links = rows('<li><a href="#" data-toggle="modal" data-target="#w{n}">{question}</a></li>')
    windows = rows(WINDOW + '<div class="modal-body"><form><p>{answer}</p><input></form></div></div>')
    assert read(f"<ul>{links}</ul>{windows}") == []


def test_the_rubric_and_the_control_of_an_entry_are_no_part_of_it() -> None:
    entries = rows(
        '<li><div><a href="javascript:;"><em>Q</em><span>[Visits]</span><span>{question}</span><span>열기</span></a></div>'
        "<div><em>A</em><div>{answer}</div></div></li>"
    )
    assert read(f"<ul>{entries}</ul>") == PAIRS


RUBRICS = {
    "called so": '<span class="no">{n}</span><span class="faq-category">Visits</span><b class="subject">{question}</b>',
    "and a control": '<span class="num">{n}</span><span class="cate">Visits</span><span>{question}</span><i>열기</i>',
}


@pytest.mark.parametrize("asked", RUBRICS.values(), ids=RUBRICS)
def test_number_and_rubric_in_elements_called_so_are_no_part_of_a_question(asked: str) -> None:
    entries = rows(f'<li><div class="question">{asked}</div><div class="answer">{{answer}}</div></li>')
    assert read(f"<ul>{entries}</ul>") == PAIRS


OFTEN = '<span class="number">{n}</span> <span class="subject">Visits</span> <span class="text">{question}</span>'


@pytest.mark.parametrize("asked", [OFTEN, "<i>Visits</i><span>{question}</span>"])
def test_what_is_often_beside_elements_that_ask_is_their_rubric(asked: str) -> None:
    entries = rows(f'<li class="list"><div class="des">{asked}</div><div class="answer"><p>{{answer}}</p></div></li>')
    assert read(f"<ul>{entries}</ul>", "Mill FAQ") == PAIRS


@pytest.mark.parametrize("asked", ["Is the mill open?", "is the mill open?"])
def test_what_a_question_goes_on_from_is_part_of_it(asked: str) -> None:
    entries = "".join(
        f'<li><div class="des"><i>In May,</i> <span>{asked}</span></div><div class="answer"><p>{answer}</p></div></li>'
        for answer in ("Yes.", "No.", "Often.")
    )
    assert read(f"<ul>{entries}</ul>", "Mill FAQ") == [
        (f"In May, {asked}", answer) for answer in ("Yes.", "No.", "Often.")
    ]


def test_a_sign_and_a_letter_may_be_an_answer() -> None:
    pairs = [(question, "\u2705 A") for question, _ in PAIRS]
    body = "".join(f"<h3>{question}</h3><p>{answer}</p>" for question, answer in pairs)
    assert read(body, "Mill FAQ") == pairs


def test_what_is_seldom_beside_elements_that_ask_is_part_of_the_question() -> None:
    asked = (
        '<div class="question"><span class="n">Rye</span> <span>or wheat?</span></div><div class="answer">Both.</div>'
    )
    assert read(asked, "Mill FAQ") == [("Rye or wheat?", "Both.")]


def test_a_word_of_a_question_that_is_called_a_topic_is_part_of_it() -> None:
    asked = '<div class="question"><span class="topic">Rye</span> or wheat?</div>'
    assert read(f'{asked}<div class="answer">Both.</div>', "Mill FAQ") == [("Rye or wheat?", "Both.")]


def test_a_word_behind_a_single_question_is_kept_as_its_answer() -> None:
    entries = rows("<p><b>{question}</b> <span>Yes.</span></p>")
    assert [answer for _, answer in read(entries)] == ["Yes."] * 3


@pytest.mark.parametrize("link", ["Read more", "Lees meer", "En savoir plus"])
def test_the_link_below_a_whole_answer_is_no_part_of_it(link: str) -> None:
    entries = rows(
        '<button aria-expanded="false">{question}</button><div><p>{answer}</p><a href="/{n}">' + link + "</a></div>"
    )
    assert read(entries) == PAIRS


def test_a_link_that_says_where_it_leads_is_kept() -> None:
    entries = rows(
        '<button aria-expanded="false">{question}</button><div><p>{answer}</p><a href="/{n}">Read more about rye {n}</a></div>'
    )
    assert read(entries) == [
        (question, f"{answer}\n\nRead more about rye {n}") for n, (question, answer) in enumerate(PAIRS)
    ]


def test_rubrics_and_days_of_review_are_no_part_of_an_answer() -> None:
    entries = rows(
        '<h2>{question}</h2><div class="x-post-categories">Category: <a href="/c">Visits</a></div><p>{answer}</p>'
    )
    review = "<p>Reviewed: May 2020. Next review: May 2023.</p>"
    assert read(entries + review) == PAIRS


def test_a_cell_of_links_to_other_pages_asks_nothing() -> None:
    menu = '<a href="a.htm">Home</a><br><a href="b.htm">Pictures</a><br><a href="c.htm">Got doubts?</a>'
    entries = rows("<p><font color=red><b>{question}</b></font><br>{answer}</p>")
    assert read(f"<table><tr><td>{menu}</td><td>{entries}</td></tr></table>", "Mill FAQ") == PAIRS


def test_a_table_to_tick_is_no_answer() -> None:
    row = "<tr><td>{}</td><td>○</td><td>○</td></tr>"
    grid = "<tr><td></td><td>Very</td><td>Not</td></tr>" + row.format("Warm?") + row.format("Clean?")
    assert read(f"<h2>How was your visit to the mill?</h2><table>{grid}</table>", "FAQ") == []


def test_a_table_with_signs_that_differ_is_an_answer() -> None:
    grid = "<tr><td></td><td>Day</td><td>Year</td></tr><tr><td>Mill</td><td>✓</td><td>✓</td></tr><tr><td>Barn</td><td>–</td><td>✓</td></tr>"
    assert len(read(f"<h2>Which ticket opens what?</h2><table>{grid}</table>", "FAQ")) == 1


def test_a_marked_question_without_marked_words_is_read_as_it_is_shown() -> None:
    schema = "https://schema.org/"
    entries = rows(
        f'<div itemprop="mainEntity" itemscope itemtype="{schema}Question"><h3>{{question}}</h3>'
        f'<div itemprop="acceptedAnswer" itemscope itemtype="{schema}Answer"><p>{{answer}}</p></div></div>'
    )
    assert read(f'<div itemscope itemtype="{schema}FAQPage">{entries}</div>') == PAIRS


LANGUAGES = {
    "ta": [("குறைந்தபட்ச வயது எவ்வளவு?", "பதினெட்டு."), ("ஆலை எப்போது திறக்கும்?", "ஞாயிறு அன்று.")],
    "te": [("మిల్లు ఎప్పుడు తెరుస్తారు?", "ఆదివారం."), ("టికెట్ ధర ఎంత?", "పది రూపాయలు.")],
    "gu": [("મિલ ક્યારે ખુલે છે?", "રવિવારે."), ("ટિકિટ ક્યાં મળે છે?", "દરવાજા પર.")],
    "ml": [("മിൽ എപ്പോൾ തുറക്കും?", "ഞായറാഴ്ച."), ("ടിക്കറ്റിന് എത്ര?", "പത്ത് രൂപ.")],
    "ka": [("როდის იხსნება წისქვილი?", "კვირას."), ("რამდენი ღირს ბილეთი?", "ათი ლარი.")],
    "az": [("Dəyirman nə vaxt açılır?", "Bazar günü."), ("Bilet neçə manatdır?", "On manat.")],
}


@pytest.mark.parametrize("tag", LANGUAGES)
def test_short_questions_are_no_hooks_in_languages_with_a_row(tag: str) -> None:
    pairs = LANGUAGES[tag]
    assert read("".join(f"<h3>{question}</h3><p>{answer}</p>" for question, answer in pairs)) == pairs


ANSWERED = {
    "a heading": "<h2>Answer</h2><div><p>On Sundays only.</p><p>Bring boots.</p></div><h2>More of the kind</h2><p>Is the barn open?</p>",
    "a bold line": "<p>asked 3 years ago</p><div><b>Answer:</b></div><p>On Sundays only.</p><p>Bring boots.</p>",
    "another language": "<p>匿名</p><div>最佳答案</div><div><p>On Sundays only.</p><p>Bring boots.</p></div>",
}


@pytest.mark.parametrize("name", ANSWERED)
def test_a_title_that_asks_is_answered_below_the_one_label_of_an_answer(name: str) -> None:
    page = f"<title>Mill</title><body><h1>Is the mill open in March?</h1>{ANSWERED[name]}</body>"
    found = parse(page, url="https://www.example.org/mill", media_type="text/html")
    pairs = [(record.question, record.answer) for record in found.records]
    assert pairs == [("Is the mill open in March?", "On Sundays only.\n\nBring boots.")]


def test_the_label_of_an_answer_may_be_behind_the_element_of_the_question() -> None:
    asked = "<div><p>Question</p><h2>Is the mill open?</h2><p>2015/3/4 12:10</p></div>"
    answered = "<div><h3>Answer</h3><p>On Sundays only.</p><p>2015/3/5 9:00</p></div>"
    assert read(asked + answered) == [("Is the mill open?", "On Sundays only.")]


UNMARKED = [("予約は必要ですか", "必要ありません。"), ("駐車場はありますか", "三台あります。")]
LETTERED = "<dt><span>Q</span>{}</dt><dd><span>A</span>{}</dd>"


@pytest.mark.parametrize("title", ["よくある質問", "港の博物館"])
def test_letters_may_label_questions_without_a_mark(title: str) -> None:
    assert read(f"<dl>{''.join(LETTERED.format(*pair) for pair in UNMARKED)}</dl>", title) == UNMARKED


def test_a_large_first_letter_labels_nothing() -> None:
    lines = "<p><span class=cap>Q</span>uick rye is sown in May.</p><p><span class=cap>A</span>ll of it.</p>"
    assert read(lines * 3, "FAQ") == []


def test_letters_in_elements_of_their_own_label_question_and_answer() -> None:
    entries = rows(
        '<li><div class="x__question"><span>F</span><p>{question}</p></div>'
        '<div class="x__answer"><span>A</span><p>{answer}</p><small>vom Müller am 11.02.2020</small></div></li>'
    )
    assert read(f"<ul>{entries}</ul>")[:2] == PAIRS[:2]


def test_a_link_up_the_page_at_the_end_of_a_paragraph_is_no_part_of_it() -> None:
    assert read(rows('<h3>{question}</h3><p>{answer} <a href="#top">[back to top]</a></p>')) == PAIRS


def test_a_link_up_the_page_on_a_line_of_its_own_ends_no_answer() -> None:
    entries = rows('<p><font color=red>{question}</font><br>{answer}<br><a href="#top">Retour</a>')
    assert read(f"<table><tr><td>{entries}</td></tr></table>", "FAQ") == PAIRS


@pytest.mark.parametrize("link", ["<a href=#start>\u2191 Uz sākumu</a>", "<a class=to-top href=#n1>Uz sākumu</a>"])
def test_what_follows_a_link_up_the_page_is_of_the_next_section(link: str) -> None:
    section = f"<p>{link}</p><p class=part><span>Part {{n}}</span></p>"
    assert read(rows(f"<p><b>{{question}}</b></p><p>{{answer}}</p>{section}"), "FAQ") == PAIRS


def test_what_follows_another_link_within_the_page_goes_on_answering() -> None:
    link = "<p><a href=#table>The table of prices</a></p><p>It is below.</p>"
    answers = [answer for _, answer in read(rows(f"<p><b>{{question}}</b></p><p>{{answer}}</p>{link}"), "FAQ")]
    assert all(answer.endswith("It is below.") for answer in answers)


def test_a_link_to_a_place_on_a_line_of_its_own_is_part_of_an_answer() -> None:
    entries = rows('<h3>{question}</h3><p>{answer}<br><a href="#prices">Prices</a></p>')
    assert [answer.rpartition("\n")[2] for _, answer in read(entries)] == ["Prices"] * 3


def test_a_note_of_documentation_is_part_of_an_answer() -> None:
    note = '<aside class="admonition note"><p>Mind the sails.</p></aside>'
    assert read(rows("<h3>{question}</h3><p>{answer}</p>") + note)[-1][1] == "Two millers do.\n\nMind the sails."


@pytest.mark.parametrize("line", ["Other questions can be sent by mail.", "Weitere Fragen beantworten wir gern."])
def test_where_to_send_other_questions_is_no_part_of_the_last_answer(line: str) -> None:
    entries = rows("<h3>{question}</h3>{answer}")
    assert read(f"{entries}<p>{line}</p>") == PAIRS


def test_short_questions_are_no_hooks_where_the_page_states_a_language_without_a_row() -> None:
    body = "<h3>Noiz irekitzen duzue?</h3><p>Ostiraletan.</p><h3>Non aparkatu daiteke?</h3><p>Plazan.</p>"
    page = f"<html lang=eu><title>Ohikoak</title><body>{body}</body>"
    found = parse(page, url="https://www.example.org/ohikoak", media_type="text/html")
    assert [record.answer for record in found.records] == ["Ostiraletan.", "Plazan."]


@pytest.mark.parametrize("name", ["meta", "qa-date"])
def test_what_is_called_a_date_and_says_one_is_no_part_of_an_answer(name: str) -> None:
    entries = rows(
        "<div><div><span>Q:</span><span>{question}</span></div><div><span>A:</span><span>{answer}</span></div>"
        f'<div class="{name}"><span>Jan {{n}}1, 2020</span></div></div>'
    )
    assert read(entries) == PAIRS


def test_a_line_that_ends_every_answer_alike_is_no_part_of_any() -> None:
    entries = rows('<button aria-expanded="false">{question}</button><div><p>{answer}</p><p>Dr. Carla Neri</p></div>')
    assert read(entries) == PAIRS


def test_the_only_line_of_answers_that_are_alike_is_kept() -> None:
    entries = rows('<button aria-expanded="false">{question}</button><div><p>Ask the miller.</p></div>')
    assert [answer for _, answer in read(entries)] == ["Ask the miller."] * 3


def test_offers_over_the_page_ask_nothing() -> None:
    chat = '<div class="chat-widget"><h3>How can I help?</h3><p>Ask me.</p></div>'
    banner = '<div class="app-banner"><h3>Do you have our app?</h3><p>Get it now.</p></div>'
    assert read(rows("<h3>{question}</h3><p>{answer}</p>") + chat + banner, "Mill FAQ") == PAIRS


def test_who_asked_and_when_above_a_question_is_no_part_of_it() -> None:
    entries = rows(
        '<div><div class="x_q"><div>Вопрос №{n} Мария, 01.05.2018</div><div>{question}</div></div>'
        '<div class="x_a"><p>{answer}</p></div></div>'
    )
    assert read(entries) == PAIRS


@pytest.mark.parametrize("label", ["Best answer", "Beste Antwort:", "Лучший ответ", "Trả lời:"])
def test_the_label_of_an_answer_may_have_two_words(label: str) -> None:
    page = (
        f"<title>Mill</title><body><h1>Is the mill open?</h1><p>Ann</p><h3>{label}</h3><p>On Sundays only.</p></body>"
    )
    found = parse(page, url="https://www.example.org/mill", media_type="text/html")
    assert [(each.question, each.answer) for each in found.records] == [("Is the mill open?", "On Sundays only.")]


@pytest.mark.parametrize(
    "line", ["12 people found this helpful", "Helpful (2)", "3 Danke", "已赞过 12", "Ответить", "いいね(5)"]
)
def test_votes_and_buttons_in_words_are_no_part_of_an_answer(line: str) -> None:
    assert read(rows("<h3>{question}</h3><p>{answer}</p><div>" + line + "</div>"))[0] == PAIRS[0]


def test_such_words_in_a_list_are_part_of_an_answer() -> None:
    body = "<h3>What will I get?</h3><ul><li>Letter</li><li>Report</li></ul><h3>Is it free?</h3><p>It is.</p>"
    assert read(body, "Mill FAQ") == [("What will I get?", "- Letter\n- Report"), ("Is it free?", "It is.")]


def test_a_time_alone_is_an_answer() -> None:
    body = "<h3>When does it open?</h3><p>3 May 2022 10:00</p><h3>Is it free?</h3><p>It is.</p>"
    assert read(body, "Mill FAQ") == [("When does it open?", "3 May 2022 10:00"), ("Is it free?", "It is.")]


def test_an_element_called_question_may_show_nothing_at_the_end_of_a_page() -> None:
    entries = rows('<div class="faq-question">{question}</div><div class="faq-answer">{answer}</div>')
    assert read(f'{entries}<div class="faq-question"></div><div class="faq-answer"></div>') == PAIRS


ENDS = {
    "a sentence": ("<p>{answer}</p><p>Ask the miller.</p>", "\n\nAsk the miller."),
    "a step": ("<ol><li>{answer}</li><li>Press the big lever</li></ol>", "\n2. Press the big lever"),
    "a row": (
        "<table><tr><td>{answer}</td><td>4</td></tr><tr><td>per day</td><td>12 euros</td></tr></table>",
        " | 4\nper day | 12 euros",
    ),
}


@pytest.mark.parametrize("name", ENDS)
@pytest.mark.parametrize(
    "form", ['<button aria-expanded="false">{question}</button><div>END</div>', "<h3>{question}</h3>END"]
)
def test_what_several_answers_truly_end_with_is_kept(form: str, name: str) -> None:
    end, kept = ENDS[name]
    answers = [answer for _, answer in read(rows(form.replace("END", end)), "Mill FAQ")]
    assert [answer.removeprefix("1. ") for answer in answers] == [answer + kept for _, answer in PAIRS]


def test_the_last_of_several_days_is_part_of_an_answer() -> None:
    days = "<p>There are two tours.</p><p>12 August 2026, 19:46</p><p>13 August 2026, 19:00</p>"
    found = read(f"<h3>When are the tours?</h3>{days}" + rows("<h3>{question}</h3><p>{answer}</p>"), "Mill FAQ")
    assert found[0][1] == "There are two tours.\n\n12 August 2026, 19:46\n\n13 August 2026, 19:00"


def test_a_sentence_with_a_day_above_a_question_is_part_of_it() -> None:
    entries = rows(
        '<div class="faq-question">On 4 March 1990 the mill burned.<br>{question}</div><div class="faq-answer">{answer}</div>'
    )
    assert read(entries)[0][0] == f"On 4 March 1990 the mill burned. {PAIRS[0][0]}"


def test_a_table_in_which_all_is_ticked_is_an_answer() -> None:
    row = "<tr><td>{}</td><td>✓</td><td>✓</td></tr>"
    grid = "<tr><td></td><td>Day</td><td>Year</td></tr>" + row.format("Mill") + row.format("Barn")
    assert len(read(f"<h2>Which ticket opens what?</h2><table>{grid}</table>", "FAQ")) == 1


@pytest.mark.parametrize("name", ["callout callout-newsletter", "aside--related", "x-aside--promo"])
def test_an_aside_that_is_no_note_is_no_part_of_an_answer(name: str) -> None:
    aside = f'<aside class="{name}"><h4>Our letter</h4><p>Save ten percent.</p></aside>'
    assert read(rows("<h3>{question}</h3><p>{answer}</p>" + aside)) == PAIRS


@pytest.mark.parametrize("control", ["<button>Answer</button>", '<p><a href="/a">Answer</a></p>'])
def test_what_a_reader_clicks_on_to_answer_is_no_label_of_an_answer(control: str) -> None:
    page = f"<title>Mill</title><body><h1>Is the mill open in March?</h1><p>I saw it shut.</p>{control}<p>Nobody said anything yet about it.</p></body>"
    assert not parse(page, url="https://www.example.org/mill", media_type="text/html").records


def test_a_heading_of_two_links_may_ask() -> None:
    heading = '<h3><a href="/rye">Rye</a> <a href="/oats">or oats?</a></h3><p>Rye.</p>'
    assert read(heading + rows("<h3>{question}</h3><p>{answer}</p>"), "Mill FAQ")[0] == ("Rye or oats?", "Rye.")


def test_a_window_with_a_hidden_field_may_answer() -> None:
    links = rows('<li><a href="#" data-toggle="modal" data-target="#w{n}">{question}</a></li>')
    windows = rows(WINDOW + '<div class="modal-body"><p>{answer}</p><input type="hidden" name="n"></div></div>')
    assert read(f"<ul>{links}</ul>{windows}") == PAIRS


def test_an_empty_element_called_answer_is_none() -> None:
    empty = '<div class="question">Is it deep?</div><div><div class="answer"></div> Ten metres.</div>'
    form = '<div class="question">{question}</div><div><div class="answer">{answer}</div></div>'
    assert read(empty + rows(form)) == PAIRS


@pytest.mark.parametrize(
    "line",
    [
        "Other questions may be asked by the examiner.",
        "Weitere Fragen können Sie am Ende der Prüfung beantworten.",
        "Overige vragen kunt u overslaan en later beantwoorden.",
        "Les autres questions doivent être rédigées en français.",
        "Otras preguntas pueden responderse en inglés.",
    ],
)
def test_an_answer_may_end_with_what_is_said_of_other_questions(line: str) -> None:
    entries = rows("<h3>{question}</h3><p>{answer}</p>")
    assert read(f"{entries}<p>{line}</p>")[-1] == (PAIRS[-1][0], f"{PAIRS[-1][1]}\n\n{line}")


REVEALED = {
    "in one list": "<li>{question} <details><summary>Show answer</summary>{answer}</details></li>",
    "below a paragraph": "<p>{question}</p><details><summary>Answer</summary><p>{answer}</p></details>",
    "in several words": "<p>{question}</p><details><summary>Click to see the answer</summary><p>{answer}</p></details>",
    "in German": "<h3>{question}</h3><details><summary>Antwort zeigen</summary><p>{answer}</p></details>",
}


@pytest.mark.parametrize("form", REVEALED)
def test_what_stands_before_a_panel_that_is_called_answer_asks(form: str) -> None:
    assert read(f"<ol class=quiz>{rows(REVEALED[form])}</ol>") == PAIRS


def test_a_panel_that_is_called_otherwise_answers_nothing() -> None:
    hints = rows("<li>{question} <details><summary>Show a hint</summary>{answer}</details></li>")
    assert read(f"<ol class=quiz>{hints}</ol>") == []


SLOTTED = {
    "of Fluent": "<x-item><span slot=heading>{question}</span>{answer}</x-item>",
    "with two slots": "<x-item><span slot=title>{question}</span><div slot=content><p>{answer}</p></div></x-item>",
    "of Ionic": "<x-item><x-row slot=header><x-label>{question}</x-label></x-row><div slot=content>{answer}</div></x-item>",
}


@pytest.mark.parametrize("form", SLOTTED)
def test_the_slot_of_a_title_is_answered_by_the_rest_of_its_element(form: str) -> None:
    assert read(f"<x-list>{rows(SLOTTED[form])}</x-list>") == PAIRS


def test_a_window_that_opens_by_itself_answers_nothing() -> None:
    window = '<div role="dialog"><h2>May we use cookies?</h2><p>They store data.</p><button>Yes</button></div>'
    assert read(f"{window}<p>{'The mill is old. ' * 9}</p>") == []


NAMED = '<div class="Faq__question">{question}</div><div class="Faq__answer__content">{answer}</div>'


@pytest.mark.parametrize(("asks", "answers"), [("vupros", "otgovor"), ("c-pytannia", "vidpovidi_text")])
def test_names_may_be_words_of_another_language(asks: str, answers: str) -> None:
    form = f'<div class="row {asks}"><img src=q.png> {{question}}</div><div class="{answers}">{{answer}}</div>'
    assert read(rows(form)) == PAIRS


def test_names_may_be_joined_by_two_underscores() -> None:
    assert read(rows(NAMED)) == PAIRS


CLICKED = {
    "a link": "<a href='javascript:void(0)' onclick=\"show('d{n}')\">{question}</a><br>",
    "a cell": '<div onclick="toggle(document.getElementById(&quot;d{n}&quot;))">{question}</div>',
}


@pytest.mark.parametrize("name", CLICKED)
def test_what_tells_a_script_the_id_of_a_panel_opens_it(name: str) -> None:
    panels = rows('<div id="d{n}" style="display:none">{answer}</div>')
    assert read(f"{rows(CLICKED[name])}<hr>{panels}") == PAIRS


def test_a_script_that_is_told_nothing_opens_nothing() -> None:
    assert read(rows("<a href='#' onclick=\"track('faq')\">{question}</a><br>")) == []


TOLD = {
    "of the page": "<h3 onclick=\"track('top')\">{question}</h3><p id='d{n}'>{answer}</p>",
    "of another place": "<h3 onclick=\"scroll('#top', {n})\">{question}</h3><div><p id='d{n}'>{answer}</p></div>",
}


@pytest.mark.parametrize("name", TOLD)
def test_an_id_is_no_answer_where_it_is(name: str) -> None:
    assert read(f'<div id="top"><p>A mill by the sea.</p></div>{rows(TOLD[name])}') == PAIRS


LISTED = {
    "with an address": "<li><a href='#q{n}' onclick=\"track('top')\">{question}</a></li>",
    "by a script": "<li><a href='#' onclick=\"scroll('q{n}')\">{question}</a></li>",
}


@pytest.mark.parametrize("name", LISTED)
def test_a_click_in_a_table_of_contents_leads_to_the_question(name: str) -> None:
    top = '<div id="top"><p>A mill by the sea.</p></div>'
    below = rows("<h3 id='q{n}'>{question}</h3><p>{answer}</p>")
    assert read(f"{top}<ul>{rows(LISTED[name])}</ul>{below}") == PAIRS


WINDOWS = {
    "each": ("", "<div role=dialog><h3>{question}</h3><p>{answer}</p></div>", ""),
    "all": ("<div role=dialog>", "<h3>{question}</h3><p>{answer}</p>", "</div>"),
}


@pytest.mark.parametrize("name", WINDOWS)
def test_windows_may_hold_a_list_of_questions(name: str) -> None:
    before, form, after = WINDOWS[name]
    assert read(f"<p>{'The mill is old. ' * 30}</p>{before}{rows(form)}{after}") == PAIRS


CLOSED = {
    "a link that closes the panel": '<p><a href="#shut">Sluiten</a></p>',
    "a link that calls": '<p><a href="/book">Book now</a></p>',
    "a link that calls, in no paragraph": '<a href="/book">Book now</a>',
    "a link that is a button": '<p><a class="x-button" href="/o">Ordua hartu</a></p>',
}


@pytest.mark.parametrize("name", CLOSED)
def test_no_part_of_an_answer_is(name: str) -> None:
    panel = f"<details><summary>{{question}}</summary><p>{{answer}}</p>{CLOSED[name]}</details>"
    assert read(rows(panel)) == PAIRS


def test_a_button_that_a_colon_announces_is_part_of_an_answer() -> None:
    panel = "<details><summary>How do I apply?</summary><p>Fill this in:</p><p><a class=btn href=/f>The form</a></p></details>"
    assert read(panel) == [("How do I apply?", "Fill this in:\n\nThe form")]


@pytest.mark.parametrize("name", ["tabbed-set", "sd-tab-set", "tabs"])
def test_tabs_without_a_script_are_part_of_an_answer(name: str) -> None:
    tabs = '<div class="%s"><input type=radio name=t id=a><label for=a>pip</label><input type=radio name=t id=b><label for=b>conda</label></div>'
    found = read(f"<h2>How do I install it?</h2><p>By name:</p>{tabs % name}<h2>Is it free?</h2><p>It is.</p>", "FAQ")
    assert found == [("How do I install it?", "By name:\n\npip\nconda"), ("Is it free?", "It is.")]


def test_links_in_an_ad_do_not_make_an_answer_a_list_of_links() -> None:
    ad = '<div class="reklam"><a href="/x">Twenty per cent off all the flour of last summer</a></div>'
    assert read(f"<dl>{ad.join(rows('<dt>{question}</dt><dd>{answer}</dd>|').split('|'))}</dl>") == PAIRS


def test_a_bar_of_tags_behind_the_last_answer_is_no_part_of_it() -> None:
    tags = '<div class="foot">Etiketak: <a href="/t/t">tea</a>, <a href="/t/m">mill</a></div>'
    assert read(f"<div>{rows('<h2>{question}</h2><p>{answer}</p>')}{tags}</div>", "FAQ") == PAIRS


def test_the_word_for_close_may_be_an_answer() -> None:
    assert read("<details><summary>How near is it?</summary><p>Close.</p></details>") == [("How near is it?", "Close.")]


def test_what_a_wiki_prints_below_a_page_is_no_part_of_the_last_answer() -> None:
    foot = '<div class="printfooter">Retrieved from "https://wiki.example.org/Mill"</div>'
    assert read(f"<div>{rows('<h2>{question}</h2><p>{answer}</p>')}{foot}</div>") == PAIRS


@pytest.mark.parametrize("link", ['<p><a href="#m">Gora</a></p>', '<div class=x><a href="#m">Hoch</a></div>'])
def test_a_link_up_the_page_that_ends_most_answers_is_no_part_of_them(link: str) -> None:
    form = f"<div><h3>{{question}}</h3><div><p>{{answer}}</p>{link}</div></div>"
    assert read(f"<div id=m>{rows(form)}</div>") == PAIRS


ALSO = '<div><strong>Irakurri ere:</strong> <a href="/n{n}">Who pays for part {n}?</a></div>'


@pytest.mark.parametrize(
    "form",
    [
        f"<h2>{{question}}</h2><p>{{answer}}</p>{ALSO}",
        f'<button aria-expanded="false">{{question}}</button><div><p>{{answer}}</p>{ALSO}</div>',
    ],
)
def test_a_label_before_a_link_to_another_question_is_no_part_of_some_answers(form: str) -> None:
    assert read(f"{rows(form)}<h2>Notes</h2>") == PAIRS


def test_a_label_before_a_link_to_what_does_not_ask_is_part_of_an_answer() -> None:
    form = f"<h2>{{question}}</h2><p>{{answer}}</p>{ALSO.replace('Who pays for part {n}?', 'Form: {answer}')}"
    found = read(f"{rows(form)}<h2>Notes</h2>")
    assert all("Irakurri ere: Form" in answer for _, answer in found)


def test_an_ad_behind_an_answer_hides_no_line_that_ends_all_of_them() -> None:
    ad = '<div class="annonse">Do you need a new rod? Twenty per cent off at the shop by the pier.</div>'
    form = f'<h2>{{question}}</h2><p>{{answer}}</p><p><a href="#x">Gora</a> | <a href="#">Kopiatu esteka</a></p>{ad}'
    assert read(rows(form)) == PAIRS


@pytest.mark.parametrize("name", ["jeg_post_tags", "entry-tags", "tag-list"])
def test_tags_below_an_article_are_no_part_of_the_last_answer(name: str) -> None:
    tags = f'<div class="{name}"><span>Tags:</span> <a href="/t/tea">tea</a></div>'
    assert read(f"<div>{rows('<h2>{question}</h2><p>{answer}</p>')}{tags}</div>") == PAIRS


@pytest.mark.parametrize("name", ["toc-backref", "toc_title", "related-link"])
def test_a_part_of_a_heading_is_no_region_of_the_page_whatever_it_is_called(name: str) -> None:
    heading = f'<h2><a class={name} href="#i{{n}}"><span>1.{{n}}</span>&nbsp; {{question}}</a></h2>'
    assert read(rows(f"{heading}<p>{{answer}}</p>")) == PAIRS


def test_a_button_that_opens_a_panel_is_no_region_of_the_page_whatever_it_is_called() -> None:
    title = '<div class="x__nav" role=button aria-expanded=false><span class="x__nav-title">{question}</span></div>'
    assert read(rows(f"<div class=x__item>{title}<div class=x__content><p>{{answer}}</p></div></div>")) == PAIRS


def test_the_titles_of_reviews_ask_nothing_though_each_is_an_article() -> None:
    review = "<article class={}><h2>Why so early?</h2><p>I like to sleep late in the hills.</p></article>"
    reviews = "".join(map(review.format, ["guest-review", "review", "reviews__item"]))
    entries = f"{'<p>The mill is old.</p>' * 20}{rows('<h2>{question}</h2><p>{answer}</p>')}"
    assert read(f"{entries}<h2>Guests</h2><section class=reviews>{reviews}</section>") == PAIRS


def test_an_article_in_what_is_called_a_region_is_the_text_of_a_page() -> None:
    entries = rows("<h2>{question}</h2><p>{answer}</p>")
    assert read(f"<div class=sidebar><article class=post>{entries}</article></div>{'<p>Old oak.</p>' * 40}") == PAIRS


def test_an_answer_may_end_in_a_link_within_the_page_of_its_own() -> None:
    read_rows = read(rows('<h3>{question}</h3><p>See:</p><p><a href="#n{n}">Part{n}</a></p>'))
    assert [answer for _, answer in read_rows] == ["See:\n\nPart0", "See:\n\nPart1", "See:\n\nPart2"]


BOXES = "<label><input type=radio>Yes</label><label><input type=radio>No</label>"


def test_a_poll_with_a_question_of_its_own_below_an_answer_leaves_that_alone() -> None:
    poll = f"<div class=poll-widget><p>Do you bake?</p>{BOXES}</div>"
    form = "<p><b>{question}</b></p><p>{answer}</p>"
    assert read(rows(form).replace("On Sundays only.</p>", f"On Sundays only.</p>{poll}")) == PAIRS


def test_so_does_a_form_that_asks_what_readers_think_of_the_page() -> None:
    form = f"<div class=opinion><form><fieldset><legend>Do you like the mill?</legend>{BOXES}</fieldset></form></div>"
    assert read(rows("<h3>{question}</h3><div><p>{answer}</p></div>") + form) == PAIRS


def test_a_question_with_a_hint_and_the_boxes_of_a_poll_asks_readers() -> None:
    assert read(rows(f"<h3>{{question}}</h3><p>Choose one.</p><div class=poll>{BOXES}</div>")) == []


PANELS = "<dl>" + rows("<dt>{question}</dt><dd>{answer}</dd>") + "</dl>"
CHOICES = {
    "on lines": "<b>Do you bake?</b><br><input type=radio> Yes<br><input type=radio> No<br>",
    "in paragraphs": "<h3>Do you bake?</h3><p><input type=radio> Yes</p><p><input type=radio> No</p>",
    "in labels": f"<strong>Do you bake?</strong><div>{BOXES}</div>",
}


@pytest.mark.parametrize("name", CHOICES)
def test_a_poll_beside_the_questions_of_a_page_asks_readers(name: str) -> None:
    assert read(f"<div class=side>{CHOICES[name]}<input type=submit></div>{PANELS}", "FAQ") == PAIRS
    assert read(f"{PANELS}<div class=side>{CHOICES[name]}</div>", "FAQ") == PAIRS


STAYS = {
    "radio buttons that open panels": "<div><input type=radio name=o id=o{n}><label for=o{n}>{question}</label>"
    "<div>{answer}</div></div>",
    "whether an answer was of use": "<div><h3>{question}</h3><p>{answer}</p>"
    "<div>Of use: <input type=radio> Yes <input type=radio> No</div></div>",
    "one button before each panel": "<div><h3>{question}</h3><input type=radio name=o><div>{answer}</div></div>",
}


@pytest.mark.parametrize("name", STAYS)
def test_radio_buttons_elsewhere_in_a_row_make_no_poll(name: str) -> None:
    assert [question for question, _ in read(rows(STAYS[name]), "FAQ")] == [question for question, _ in PAIRS]


FIELDS = {
    "number": "<input type=number>",
    "text": "<input>",
    "list": "<select><option>One<option>Two</select>",
    "room for more": "<textarea></textarea>",
}


@pytest.mark.parametrize("name", FIELDS)
def test_the_legend_of_what_is_filled_in_asks_readers(name: str) -> None:
    form = f"<fieldset><legend><h2>{{question}}</h2></legend><p>{{answer}}</p>{FIELDS[name]}</fieldset>"
    assert read(f"<form>{rows(form)}</form>") == []


@pytest.mark.parametrize("below", ["", "<form><input name=q></form>"])
def test_a_legend_may_ask_what_the_text_below_it_answers(below: str) -> None:
    assert read(rows(f"<fieldset><legend>{{question}}</legend><p>{{answer}}</p>{below}</fieldset>"), "FAQ") == PAIRS


@pytest.mark.parametrize("name", FIELDS)
def test_the_row_of_a_form_asks_readers_though_a_note_is_below_its_question(name: str) -> None:
    row = f"<div class=row><div><p><b>{{question}}</b></p></div><p>{{answer}}</p><div>{FIELDS[name]}</div></div>"
    assert read(f"<form>{rows(row)}</form>") == []
    assert read(f"<form><input name=q>{rows('<div><h3>{question}</h3><p>{answer}</p></div>')}</form>") == PAIRS


BOXES_IN_PRINT = [
    "\u25a1 Yes \u00a0 \u25a1 No",
    "\u2610 Oui \u2610 Non \u2610 Ne sait pas",
    "Tak \u25a1 Nie \u25a1",
    "( ) S\u00ed ( ) No",
    "\u2610\u306f\u3044 \u2610\u3044\u3044\u3048",
]


@pytest.mark.parametrize("boxes", BOXES_IN_PRINT)
def test_empty_boxes_in_print_are_no_answer(boxes: str) -> None:
    assert read(f"<table>{rows(f'<tr><td>{{question}}</td><td>{boxes}</td></tr>')}</table>", title="FAQ") == []


@pytest.mark.parametrize("answer", ["It is shown as \u25a1.", "[ ] and [] are empty, ( ) is none"])
def test_an_answer_may_speak_of_boxes(answer: str) -> None:
    assert len(read(rows(f"<h3>{{question}}</h3><p>{answer}</p>"), title="FAQ")) == len(PAIRS)
