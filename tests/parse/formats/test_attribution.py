"""What people paste, and what must come out of it."""

from __future__ import annotations

import string
import sys
from typing import NamedTuple

import pytest
from builders import ALL_TESTS, examples, shorter
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.parse.formats import attribution
from pipeline.parse.formats.attribution import links, reader
from pipeline.parse.formats.attribution.reader import Reader
from pipeline.parse.locators import read_spans, resolve_spans, text_at
from pipeline.parse.page import Page
from pipeline.run.page import parse
from pipeline.schema import Document, Findings, Reason
from pipeline.text.clean import BLANK, clean, clean_line

NBSP = "\u00a0"
LINE = f"Takedown request {NBSP}{NBSP}|{NBSP}{NBSP} View complete answer on "
Q, A = "Can therapists text clients?", "Many therapists use texting to schedule sessions."
Q2, A2 = "Is it safe?", "It depends on the phone."


def read(text: str) -> Findings:
    return attribution.extract(Page(Document("page.txt", b"", ""), text, "utf-8", "utf-8"))


def pairs(text: str) -> list[tuple[str, str, str]]:
    """Question, answer and host of each valid record."""
    return [(record.question, record.answer, record.source) for record in parse(text).records]


def rejections(text: str) -> list[tuple[str, str]]:
    return [(rejected.reason.value, clean(rejected.text)) for rejected in parse(text).rejected]


def rules(text: str) -> list[str]:
    return sorted(furniture.rule for furniture in read(text).boilerplate if furniture.rule != "attribution")


def block(question: str = Q, answer: str = A, host: str = "apa.org", between: str = "\n\n") -> str:
    return f"{question}{between}{answer}\n{LINE}{host}\n\n\n"


# --- the attribution -------------------------------------------------------------------------


ALIKE = (
    "Antrag auf Löschung | Ganze Antwort anzeigen auf {}",
    "Löschantrag   |   Die ganze Antwort auf {} ansehen",
    "Demande de retrait | Voir la réponse complète sur {}.",
    "削除の依頼 | 回答の全文 {}",
    "Usuń | Zobacz pełną odpowiedź: {}",
    "Löschantrag \u00b7 Ganze Antwort anzeigen auf {}",
    "削除リクエスト | {} で完全な回答を見る",
    "בקשת הסרה | הצגת התשובה המלאה באתר \u200e{}\u200e",
    "\u200fהסרה\u200f | \u200fלתשובה המלאה ב-\u2066{}\u2069",
)


@pytest.mark.parametrize("line", ALIKE)
def test_lines_alike_but_for_the_host_are_attributions_in_any_language(line: str) -> None:
    text = "\n\n\n".join(f"{q}\n\n{a}\n{line.format(host)}" for q, a, host in ((Q, A, "apa.org"), (Q2, A2, "b.org")))
    assert pairs(text) == [(Q, A, "apa.org"), (Q2, A2, "b.org")]
    assert rejections(text) == []


def test_a_mark_of_direction_that_some_lines_have_around_a_host_makes_them_no_other_lines() -> None:
    line = "הסרה | לתשובה המלאה באתר {}"
    text = f"{Q}\u200f\n{A}\n{line.format('apa.org')}\n\n{Q2}\n{A2}\n{line.format(chr(0x200E) + 'b.org')}\n"
    assert pairs(text) == [(Q, A, "apa.org"), (Q2, A2, "b.org")]


@pytest.mark.parametrize("line", ALIKE[:4])
def test_one_line_that_says_answer_in_some_language_is_an_attribution(line: str) -> None:
    assert pairs(f"{Q}\n\n{A}\n{line.format('apa.org')}") == ([(Q, A, "apa.org")])


@pytest.mark.parametrize("question", ["入口はどこにありますか。", "可以带狗吗。", "언제 문을 여나요."])
def test_a_full_stop_may_stand_for_the_question_mark_where_the_last_word_asks(question: str) -> None:
    assert pairs(f"{question}\n\n{A}\n{LINE}apa.org\n\n\n{block(Q2, A2, 'b.org')}")[0] == (question, A, "apa.org")
    assert pairs(f"入口は駅の北です。\n\n{A}\n{LINE}apa.org") == []


def test_lines_alike_are_attributions_where_questions_have_no_marks_if_all_ask_by_their_words() -> None:
    line = "ขอให้นำออก | ดูคำตอบทั้งหมดที่ {}"
    asked, told = ("กาแฟมีคาเฟอีนเท่าไร", "ชาเขียวมีคาเฟอีนไหม"), ("กาแฟมีคาเฟอีน", "ชาเขียวมีคาเฟอีน")
    for questions, expected in ((asked, [(asked[0], A, "a.th"), (asked[1], A2, "b.th")]), (told, [])):
        text = f"{questions[0]}\n\n{A}\n{line.format('a.th')}\n\n\n{questions[1]}\n\n{A2}\n{line.format('b.th')}\n"
        assert pairs(text) == expected


@pytest.mark.parametrize("words", ["Ansvarig utgivare", "Verantwortlich", "Ответственный редактор"])
def test_who_answers_for_a_page_is_no_attribution(words: str) -> None:
    assert pairs(f"{Q}\n\n{A}\nName | {words} apa.org") == []


def test_lines_that_name_one_host_alone_are_the_feet_of_pages() -> None:
    for foot in ("Visit us at", "Get answers on"):
        text = f"{Q}\n{A}\nName Ltd | {foot} apa.org\n\n{Q2}\n{A2}\n\n{Q}\n{A}\nName Ltd | {foot} apa.org\n"
        assert pairs(text) == []


@pytest.mark.parametrize(
    "foot",
    ["The Phone Book | Ask more on apa.org", "Page 3 | www.apa.org", "Ask | see apa.org. It helps"],
)
def test_the_feet_of_pages_are_no_attributions(foot: str) -> None:
    asked = [f"Q: {Q[:-1]} on line {line}?\nA: {A}" for line in range(9)]
    text = "\n\n".join([*asked[:4], foot, *asked[4:8], foot, asked[8]])
    assert attribution.extract(Page(Document("page.txt", b"", ""), text, "utf-8", "utf-8")).candidates == []


@pytest.mark.parametrize(
    "line",
    [
        f"{LINE}apa.org",
        "Takedown request | View complete answer on apa.org",
        "Takedown request\t|\tView complete answer on\tapa.org",
        "Takedown request\n|\nView complete answer on apa.org",
        "Takedown request | View complete\nanswer on apa.org",
        "Takedown request | View complete answer on\napa.org",
        "Takedown request View complete answer on apa.org",
        "View complete answer on apa.org",
        "| View complete answer on apa.org",
        "TAKEDOWN REQUEST | VIEW COMPLETE ANSWER ON APA.ORG",
        "takedown request | view complete answer on apa.org",
        "Takedown\u00a0request | View\u00a0complete answer on\u00a0apa.org",
        "Takedown request\u200b | \u200bView complete answer on apa.org",
        "  Takedown request | View complete answer on apa.org  \t",
        "Takedown request | View complete answer on apa.org.",
        "**Takedown request** | **View complete answer on apa.org**",
        "_Takedown request | View complete answer on apa.org_",
        "Takedown request | View complete answer on \u200eapa.org\u200e",
        "Takedown request | \u202aView complete answer on\u202c apa.org",
        "Take-down request \u2013 View full answer at apa.org",
        "Take down request / View the complete answer on apa.org",
        "Takedown request l View complete answer on apa.org",
        "Takedown request | View complete answer on: apa.org",
        "[View the full answer on apa.org](https://apa.org/x)",
        "View full answer at apa.org.",
    ],
)
@pytest.mark.parametrize("next_block", ["", "\n\n\n" + block(Q2, A2, "b.org")])
def test_an_attribution_is_read_in_every_spelling(line: str, next_block: str) -> None:
    expected = [(Q, A, "apa.org")] + ([(Q2, A2, "b.org")] if next_block else [])
    assert pairs(f"{Q}\n\n{A}\n{line}{next_block}") == expected


@pytest.mark.parametrize(
    ("link", "host", "url"),
    [
        ("[View complete answer on apa.org](https://www.apa.org/x)", "apa.org", "https://www.apa.org/x"),
        ("[Takedown request](https://x.org/t) | [View complete answer on apa.org](https://apa.org/a_(b))", "apa.org", "https://apa.org/a_(b)"),
        ("View complete answer on [apa.org](https://apa.org/x \"Title\")", "apa.org", "https://apa.org/x"),
        ("View complete answer on https://www.apa.org/x?y=1", "apa.org", "https://www.apa.org/x?y=1"),
        ("View complete answer on <https://apa.org/x>", "apa.org", "https://apa.org/x"),
        ("[Takedown request](mailto:takedown@q.org) | [View complete answer on apa.org](http://apa.org)", "apa.org", "http://apa.org"),
        ("*[View complete answer on apa.org](https://apa.org/x)*", "apa.org", "https://apa.org/x"),
        ("Takedown request <https://q.org/t> | View complete answer on apa.org <https://apa.org/x>", "apa.org", "https://apa.org/x"),
        (f"{LINE}apa.org <https://apa.org/x>", "apa.org", "https://apa.org/x"),
        (f'{LINE}<a href="https://apa.org/x">apa.org</a>', "apa.org", "https://apa.org/x"),
        ("([View complete answer on apa.org](https://apa.org/x))", "apa.org", "https://apa.org/x"),
        ("[View complete answer on en.](https://en.wikipedia.org/wiki/X)", "en.wikipedia.org", "https://en.wikipedia.org/wiki/X"),
    ],
)  # fmt: skip
def test_the_address_of_a_link_is_kept(link: str, host: str, url: str) -> None:
    (record,) = parse(f"{Q}\n\n{A}\n{link}").records
    assert (record.question, record.answer) == (Q, A)
    assert (record.source, record.source_url) == (host, url)


@pytest.mark.parametrize(
    ("written", "host"),
    [
        ("https://apa.org/x", "apa.org"),
        ("apa.org/x/y.html", "apa.org"),
        ("apa.org:8080", "apa.org"),
        ("APA.org", "apa.org"),
        ("apa.org.", "apa.org"),
        ("(apa.org)", "apa.org"),
        ("\u201capa.org\u201d", "apa.org"),
        ("www.apa.org", "apa.org"),
        ("ct.counseling.org", "ct.counseling.org"),
        ("münchen.de", "xn--mnchen-3ya.de"),
    ],
)
def test_a_host_is_brought_to_one_form(written: str, host: str) -> None:
    assert pairs(f"{Q}\n{A}\nView complete answer on {written}") == [(Q, A, host)]


@pytest.mark.parametrize(
    "written", ["en.", "en", "localhost", "en.wikipedia", "-.org", "uk", "", "en.wiki...", "www.apa.org\u2026"]
)
def test_what_is_no_host_is_a_bad_source(written: str) -> None:
    triples = parse(block(host=written))
    assert not triples.records
    (rejected,) = triples.rejected
    assert rejected.reason is Reason.BAD_SOURCE
    assert Q in rejected.text
    assert A in rejected.text


# --- lines, blanks, line ends ------------------------------------------------------------------


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("between", ["\n", "\n\n", "\n\n\n\n\n\n", "\n \t\n", f"\n{NBSP}\n", "\n\u200b\n", "  \n\n"])
def test_blank_lines_and_line_ends_do_not_matter(end: str, between: str) -> None:
    text = block(between=between) + block(Q2, A2, "b.org", between)
    assert pairs(text.replace("\n", end)) == [(Q, A, "apa.org"), (Q2, A2, "b.org")]


def test_a_byte_order_mark_and_a_missing_last_line_end_do_not_matter() -> None:
    content = f"\ufeff{Q}\n{A}\n{LINE}apa.org"
    assert pairs(content) == [(Q, A, "apa.org")]
    assert [record.question for record in parse(content.encode()).records] == [Q]


@pytest.mark.parametrize("gaps", [(0, 0), (0, 1), (1, 1), (1, 2), (5, 5), (2, 0), (5, 1), (1, 5)])
def test_pages_keep_whatever_habit_of_blank_lines_they_have(gaps: tuple[int, int]) -> None:
    within, between = gaps
    text = "".join(
        f"Is it number {n}?" + "\n" * (within + 1) + f"It is {n}.\n{LINE}apa.org" + "\n" * (between + 1)
        for n in range(4)
    )
    assert pairs(text) == [(f"Is it number {n}?", f"It is {n}.", "apa.org") for n in range(4)]


# --- what stands between two blocks ------------------------------------------------------------

TITLE = "Therapist Secrets: What Your Therapist REALLY Thinks About YOU!"


@pytest.mark.parametrize(
    "headings",
    [
        [TITLE],
        ["5 Signs of a Bad Therapist", TITLE, "More Videos"],
        ["What does your therapist think?"],
        ["How I Became a Therapist"],
    ],
)
def test_a_heading_between_two_blocks_belongs_to_nobody(headings: list[str]) -> None:
    text = block() + "\n\n\n".join([*headings, ""]) + block(Q2, A2)
    assert pairs(text) == [(Q, A, "apa.org"), (Q2, A2, "apa.org")]
    assert rejections(text) == [("no_answer", heading) for heading in headings]
    spans = [read_spans(rejected.locator)[0] for rejected in read(text).rejected]
    assert [text_at(text, span) for span in spans] == headings


def test_headings_line_by_line_are_rejected_one_by_one() -> None:
    text = block() + "First Video\nSecond Video\n\n\n" + block(Q2, A2)
    assert rejections(text) == [("no_answer", "First Video"), ("no_answer", "Second Video")]
    assert len(pairs(text)) == 2


def test_a_stray_paragraph_asks_nothing() -> None:
    stray = "This page was made by a robot that likes to write long sentences, and it ends with a full stop."
    assert rejections(block() + stray + "\n\n\n" + block(Q2, A2)) == [("no_question", stray)]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Advertisement", "advertisement"),
        ("ADVERTISEMENTS", "advertisement"),
        ("Sponsored content", "advertisement"),
        ("Related questions", "related_questions"),
        ("People also ask:", "related_questions"),
        ("42 related questions found", "related_questions"),
        ("Was this helpful?", "feedback"),
        ("Did this answer your question? Yes No", "feedback"),
        ("Previous question", "previous_next"),
        ("Next question \u00bb", "previous_next"),
        ("\u2190 Previous", "previous_next"),
        ("Previous question | Next question", "previous_and_next"),
        ("Page 2", "page_number"),
        ("Page 3 of 10", "page_number"),
        ("1 2 3 4 ... 10 Next", "page_list"),
        ("----------", "rule_line"),
        ("* * *", "rule_line"),
        ("Takedown request", "takedown_request"),
        ("[Image: a phone on a table]", "picture"),
        ("Image result for therapist texting", "picture"),
        ("Share  Like  Report", "share"),
        ("Share this on Facebook", "share"),
        ("Read more", "read_more"),
        ("![a phone](https://a.org/phone.png)", "picture"),
        ("More \u00bb", "read_more"),
        ("\u25bc Show more", "read_more"),
        ("... more", "read_more"),
    ],
)
def test_furniture_is_named_and_glued_to_nothing(line: str, rule: str) -> None:
    before_question = f"{line}\n\n{block()}"
    inside = f"{Q}\n\n{line}\n\n{A}\n\n{line}\n\nAnd more.\n{LINE}apa.org"
    behind = f"{block()}\n{line}\n"
    assert rules(before_question) == [rule]
    assert pairs(before_question) == [(Q, A, "apa.org")]
    assert rules(inside) == [rule, rule]
    assert pairs(inside) == [(Q, f"{A}\n\nAnd more.", "apa.org")]
    assert rules(behind) == [rule]
    assert pairs(behind) == [(Q, A, "apa.org")]
    assert not rejections(before_question) + rejections(inside) + rejections(behind)


def test_a_bare_number_is_a_page_number_before_a_question_and_an_answer_behind_one() -> None:
    text = f"2\n\nHow many are there?\n\n42\n{LINE}apa.org\n\n3\n"
    assert pairs(text) == [("How many are there?", "42", "apa.org")]
    assert rules(text) == ["bare_page_number", "bare_page_number"]


def test_a_title_that_opens_like_a_question_yields_to_the_question_below_it() -> None:
    text = block() + "How to Boil the Perfect Egg\n\n" + block(Q2, A2)
    assert pairs(text) == [(Q, A, "apa.org"), (Q2, A2, "apa.org")]
    assert rejections(text) == [("no_answer", "How to Boil the Perfect Egg")]


def test_a_sentence_that_speaks_of_an_answer_is_no_attribution() -> None:
    assert pairs(f"{Q}\nView the full answer on page 12, or at your doctor.\n{LINE}apa.org") == [
        (Q, "View the full answer on page 12, or at your doctor.", "apa.org")
    ]


def test_an_answer_that_asks_one_thing_twice_keeps_it() -> None:
    assert pairs(block("How do owls call?", "Hoo?\nHoo?\nSo they do.")) == [
        ("How do owls call?", "Hoo?\nHoo?\nSo they do.", "apa.org")
    ]


@pytest.mark.parametrize(
    "answer",
    [
        "You can view the full answer on quora.com if you log in.",
        "Log in and view the entire answer at quora.com.\nIt costs a little.",
        "View full answer on quora.com for a fee, and then copy it.",
        'Press "View complete answer on" and the name after it.',
        "Look for \u201cview complete answer on\u201d, or \u00abView complete answer on\u00bb.",
    ],
)
def test_a_sentence_that_says_where_an_answer_is_viewed_is_no_attribution(answer: str) -> None:
    assert pairs(block(answer=answer)) == [(Q, answer, "apa.org")]


@pytest.mark.parametrize(
    "answer",
    [
        "Report it.\nDelete it.",
        "Open the file\nSave it\nPrint it\nClose the file",
        "Like this:\nas one does.",
        "Write daily\nRead more\nAsk for help",
        "Ask friends\nShare on Facebook\nWrite letters",
        "Less\nMore\nEqual",
        "- Less\n- More",
        "They will:\n- Learn more\n- Sit still",
    ],
)
def test_lines_of_an_answer_that_read_like_buttons_stay(answer: str) -> None:
    assert pairs(block(answer=answer)) == [(Q, answer, "apa.org")]


def test_an_item_of_a_programme_is_no_stamp_of_a_chat() -> None:
    asked = "10:30 - Lunch: what is on the menu?"
    assert pairs(block(asked)) == [(asked, A, "apa.org")]


def test_a_question_that_is_said_twice_is_asked_once() -> None:
    text = f"{Q}\n{Q}\n\n{A}\n{LINE}apa.org\n\n{Q2}\n{Q2}\n\n{A2}\n{LINE}apa.org"
    assert pairs(text) == [(Q, A, "apa.org"), (Q2, A2, "apa.org")]
    assert rejections(text) == [("no_answer", Q), ("no_answer", Q2)]


def test_a_table_of_contents_is_no_answer_to_its_first_question() -> None:
    text = f"Contents\n1. {Q}\n2. {Q2}\n\n{Q}\n\n{A}\n{LINE}apa.org\n\n{Q2}\n\n{A2}\n{LINE}apa.org"
    assert pairs(text) == [(Q, A, "apa.org"), (Q2, A2, "apa.org")]
    assert len(rejections(text)) == 3


@pytest.mark.parametrize("first", ["First some words.", "Short answer"])
def test_an_answer_that_asks_the_question_again_keeps_it(first: str) -> None:
    answer = f"{first}\n{Q}\nThat depends."
    assert pairs(f"{Q}\n\n{answer}\n{LINE}apa.org") == [(Q, answer, "apa.org")]


@pytest.mark.parametrize(
    "label", ["- [ ] ", "[10:42] Mia: ", "3/12/23, 10:42 pm - Mia Lu: ", "[12.03.2023, 10:42:11] Mia: "]
)
def test_a_box_to_tick_or_who_pasted_a_question_into_a_chat_is_no_part_of_it(label: str) -> None:
    assert pairs(f"{label}{Q}\n\n{A}\n{LINE}apa.org") == [(Q, A, "apa.org")]


@pytest.mark.parametrize(
    "form", ['"{}"', "\u201c{}\u201d", "*{}*", "[{}](https://q.org/x)", "{} \u25bc", "3. **{}**", '## "{}"']
)
def test_quotes_links_and_signs_around_a_question_are_no_part_of_it(form: str) -> None:
    text = block(form.format(Q)) + block(form.format(Q2), A2)
    assert pairs(text) == [(Q, A, "apa.org"), (Q2, A2, "apa.org")]
    assert rejections(text) == []
    assert_everything_is_claimed_once(text)
    assert_locators_give_the_pairs(text)


@pytest.mark.parametrize("label", ["**Answer:** ", "__Antwort:__ ", "Answer: "])
def test_a_bold_label_is_no_part_of_an_answer(label: str) -> None:
    text = block(answer=label + A) + block(Q2, label + A2)
    assert pairs(text) == [(Q, A, "apa.org"), (Q2, A2, "apa.org")]
    assert_everything_is_claimed_once(text)


@pytest.mark.parametrize("bullet", ["- ", "* ", "\u2022 ", "  - "])
def test_the_bullet_before_an_attribution_is_no_part_of_an_answer(bullet: str) -> None:
    lines = [Q, A, f"{bullet}{LINE}apa.org", "", Q2, A2, f"{bullet}Takedown request"]
    text = "\n".join([*lines, f"{bullet}View complete answer on apa.org"])
    assert pairs(text) == [(Q, A, "apa.org"), (Q2, A2, "apa.org")]


def test_a_page_title_above_people_also_ask_is_no_question() -> None:
    text = f"What do therapists think?\nPeople also ask\n{Q}\n{A}\n{LINE}apa.org"
    assert pairs(text) == [(Q, A, "apa.org")]
    assert rejections(text) == [("no_answer", "What do therapists think?")]


def test_one_blank_line_between_blocks_parts_them_where_blocks_have_none_inside() -> None:
    blocks = [f"Is it {n}?\nIt is {n}.\n{LINE}apa.org\n\n" for n in range(3)]
    lost = f"{Q}\n{A}\n\n"
    assert (
        pairs("".join([*blocks, lost, *blocks])) == [(f"Is it {n}?", f"It is {n}.", "apa.org") for n in (0, 1, 2)] * 2
    )


@pytest.mark.parametrize("label", ["Answer:", "A3", "A:"])
def test_a_label_on_a_line_of_its_own_is_furniture(label: str) -> None:
    assert pairs(f"{Q}\n{label}\n{A}\n{LINE}apa.org") == [(Q, A, "apa.org")]


def test_a_letter_is_a_label_where_the_question_has_one_too() -> None:
    assert pairs(block(f"Q. {Q}", f"A. {A}")) == [(Q, A, "apa.org")]


def test_listed_related_questions_are_nobodys_answer() -> None:
    text = block() + "Related questions\nIs it legal?\nIs it cheap?\n" + block(Q2, A2)
    assert pairs(text) == [(Q, A, "apa.org"), (Q2, A2, "apa.org")]
    assert rejections(text) == [("no_answer", "Is it legal?"), ("no_answer", "Is it cheap?")]


# --- questions -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "question"),
    [
        ("How to text a client", "How to text a client"),
        ("Texting between sessions", "Texting between sessions"),
        ('What does "Why?" mean in therapy?', 'What does "Why?" mean in therapy?'),
        ("Can I text? And can I call?", "Can I text? And can I call?"),
        ("Can therapists text\nclients between sessions?", "Can therapists text clients between sessions?"),
        ("Can a therapist be\nFacebook friends with clients?", "Can a therapist be Facebook friends with clients?"),
        ("Is it true that they\nwho text clients\nlose them?", "Is it true that they who text clients lose them?"),
        ("12. Can therapists text clients?", "Can therapists text clients?"),
        ("12) Can therapists text clients?", "Can therapists text clients?"),
        ("Q: Can therapists text clients?", "Can therapists text clients?"),
        ("Q. Can therapists text clients?", "Can therapists text clients?"),
        ("Question 3: Can therapists text clients?", "Can therapists text clients?"),
        ("## Can therapists text clients?", "Can therapists text clients?"),
        ("**Can therapists text clients?**", "Can therapists text clients?"),
        ("12. **Can therapists text clients?**", "Can therapists text clients?"),
        ("**Why** is the sky blue?", "**Why** is the sky blue?"),
        ("__init__ in Python: what does it do?", "__init__ in Python: what does it do?"),
        ("Can I text my therapist?!", "Can I text my therapist?!"),
        ("Μπορώ να φάω;", "Μπορώ να φάω;"),
        ("Q3\nCan therapists text clients?", "Can therapists text clients?"),
        ("\u00b6 Can therapists text clients?", "Can therapists text clients?"),
        ("- Can therapists text clients?", "Can therapists text clients?"),
        ("\u00bfPuede un terapeuta escribir?", "\u00bfPuede un terapeuta escribir?"),
        ("セラピストは可能ですか\uff1f", "セラピストは可能ですか\uff1f"),
        ("هل يمكن ذلك\u061f", "هل يمكن ذلك\u061f"),
        ("Is it called \u201ctexting\u201d?", "Is it called \u201ctexting\u201d?"),
        ("Do they ask \u201cwhy?\u201d", "Do they ask \u201cwhy?\u201d"),
        ("1984 or 2001, which film is better?", "1984 or 2001, which film is better?"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("before", ["", block(Q2, A2)])
def test_a_question_is_found_in_every_dress(written: str, question: str, before: str) -> None:
    expected = [(Q2, A2, "apa.org")] if before else []
    assert pairs(before + block(written)) == [*expected, (question, A, "apa.org")]


def test_a_question_without_its_mark_is_flagged() -> None:
    (record,) = parse(block("How to text a client")).records
    assert record.flags == "no_question_mark"


def test_a_label_is_furniture_and_no_part_of_the_evidence() -> None:
    text = block("12. " + Q, "A: " + A)
    assert rules(text) == ["label", "label"]
    assert pairs(text) == [(Q, A, "apa.org")]


# --- answers -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("One.\n\nTwo.", "One.\n\nTwo."),
        ("One.\n\n\n\nTwo.\n\nThree.", "One.\n\nTwo.\n\nThree."),
        ("Texting and the Law\n\nIt is legal.", "Texting and the Law\n\nIt is legal."),
        ("News\n  1. Do this. ...\n  2. Do that.", "News\n1. Do this. ...\n2. Do that."),
        ("\u2022 red\n\u2022 green\n\n\u2022 blue", "- red\n- green\n- blue"),
        ("1) red\n2) green", "1. red\n2. green"),
        ("d. A counselor will respect it.", "d. A counselor will respect it."),
        ("(a) Psychologists do not. (b) Never.", "(a) Psychologists do not. (b) Never."),
        (
            "It is a long line that some program wrapped\nand that goes on here.",
            "It is a long line that some program wrapped and that goes on here.",
        ),
        ("fever\ncough\nheadache", "fever\ncough\nheadache"),
        ("a. Respect the client.\nb. Do no harm.", "a. Respect the client.\nb. Do no harm."),
        ("A. Einstein found it in 1905.", "A. Einstein found it in 1905."),
        ("A) Red\nB) Blue", "A) Red\nB) Blue"),
        ("1 1 2 3 5 8 13", "1 1 2 3 5 8 13"),
        ("Page 600", "Page 600"),
        ("Next", "Next"),
        ("It costs $6/user/month, or 4.5 %.", "It costs $6/user/month, or 4.5 %."),
        ("Write to me@gmail.com \u00a9 \u2122 \U0001f600.", "Write to me@gmail.com \u00a9 \u2122 \U0001f600."),
        ("Is it legal? Yes, it is.", "Is it legal? Yes, it is."),
        ("What about e-mail?\nThat is legal too.", "What about e-mail?\nThat is legal too."),
        (f"{Q} Yes, they can.", f"{Q} Yes, they can."),
        ("It depends.\n\nIs it legal?\n\nMostly.", "It depends.\n\nIs it legal?\n\nMostly."),
        ("Yes.", "Yes."),
        ("42", "42"),
        ("\u201cYes,\u201d she said.", "\u201cYes,\u201d she said."),
        ("Who knows?", "Who knows?"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_an_answer_keeps_its_words_and_its_structure(written: str, answer: str, between: str) -> None:
    text = block(Q2, A2) + block(Q, written, between=between) + block("Is it so?", "It is.", between=between)
    assert pairs(text)[1] == (Q, answer, "apa.org")
    assert len(pairs(text)) == 3
    assert not rejections(text)


@pytest.mark.parametrize(
    ("answer", "flags"),
    [
        ("Texting and the Law\n\nIt is legal.", "snippet_title"),
        ("d. A counselor will respect it.", "list_marker"),
        ("(a) Psychologists do not.", "list_marker"),
        ("It is easy and...", "truncated"),
        ("It is easy and \u2026", "truncated"),
        ("They say: \u201cIt is \u2026 easy.\u201d", ""),
        ("They say: \u201cIt is \u2026 easy and never closed.", ""),
        (A, ""),
    ],
)
def test_answers_are_flagged_for_what_they_are(answer: str, flags: str) -> None:
    (record,) = parse(block(answer=answer)).records
    assert record.flags == flags


# --- cut and flattened pages -----------------------------------------------------------------------------


def test_an_attribution_without_an_answer_is_rejected() -> None:
    assert rejections(f"{Q}\n{LINE}apa.org") == [("no_answer", Q)]


def test_an_attribution_alone_is_rejected() -> None:
    assert rejections(f"{block()}{LINE}apa.org") == [("no_question", clean(f"{LINE}apa.org"))]


@pytest.mark.parametrize(
    "cut", ["", "\nTakedown request", f"\nTakedown request {NBSP}| View comp", "\nTakedown request |"]
)
def test_an_answer_without_attribution_at_the_end_has_no_source(cut: str) -> None:
    text = block() + f"{Q2}\n\n{A2}{cut}"
    assert pairs(text) == [(Q, A, "apa.org")]
    assert rejections(text) == [("no_source", f"{Q2}\n\n{A2}")]


def test_a_question_at_the_end_of_a_cut_paste_has_no_answer() -> None:
    assert rejections(block() + Q2) == [("no_answer", Q2)]


def test_a_block_that_lost_its_attribution_does_not_take_the_next_ones() -> None:
    text = block("Is it one?", "One.") + f"{Q}\n\n{A}\n\n\n" + block(Q2, A2, "b.org")
    assert pairs(text) == [("Is it one?", "One.", "apa.org"), (Q2, A2, "b.org")]
    assert rejections(text) == [("no_source", f"{Q}\n\n{A}")]


def test_a_mail_that_quotes_a_page_among_its_own_lines_is_read_without_quote_marks() -> None:
    quoted = "\n".join(f"> {line}" for line in (block() + block(Q2, A2)).strip().split("\n"))
    text = (
        "From: Ann\nTo: Ben\nSubject: Texts\n\nHi Ben,\nhere it is:\n\n" + quoted + "\n\nWhat do you think\nBest\nAnn\n"
    )
    assert pairs(text) == [(Q, A, "apa.org"), (Q2, A2, "apa.org")]
    assert_everything_is_claimed_once(text)
    assert_locators_give_the_pairs(text)


def test_a_page_quoted_in_a_mail_is_read_without_its_quote_marks() -> None:
    text = block() + f"{Q2}\n\nOne.\n\nTwo.\n{LINE}\napa.org\n\n\n" + block("Is it three?", "Three.")
    quoted = "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))
    assert pairs(quoted) == pairs(text)
    assert pairs(quoted)[1] == (Q2, "One.\n\nTwo.", "apa.org")
    assert not rejections(quoted)
    assert_everything_is_claimed_once(quoted)
    assert_locators_give_the_pairs(quoted)


def test_a_page_flattened_to_one_line_is_read() -> None:
    text = " ".join([block(), TITLE, block(Q2, A2, "en."), block("12. Is it three?", "Three.", "c.org")])
    flat = " ".join(text.replace(NBSP, " ").replace("|", " ").split())
    assert pairs(flat) == [(Q, A, "apa.org"), ("Is it three?", "Three.", "c.org")]
    assert rejections(flat) == [("no_answer", TITLE), ("bad_source", f"{Q2}\n\n{A2}\n\nen")]


def test_furniture_on_a_flattened_page_stays_out_of_the_question() -> None:
    flat = (
        f"{Q} {A} View complete answer on apa.org Advertisement Next question {Q2} {A2} View complete answer on b.org"
    )
    assert pairs(flat) == [(Q, A, "apa.org"), (Q2, A2, "b.org")]
    assert rules(flat) == ["advertisement", "previous_next"]


def test_question_and_answer_may_share_a_line() -> None:
    assert pairs(f"{block()}{Q2} {A2}\n{LINE}apa.org") == [(Q, A, "apa.org"), (Q2, A2, "apa.org")]


def test_a_page_pasted_twice_gives_every_pair_twice() -> None:
    page = block() + block(Q2, A2)
    assert pairs(page + page) == pairs(page) * 2


def test_two_pages_in_one_file_are_read_as_one_after_the_other() -> None:
    first, second = block(), "Everything About Phones\n\n\n" + block(Q2, A2, "b.org", "\n")
    assert pairs(first + second) == pairs(first) + pairs(second)
    assert rejections(first + second) == rejections(second) == [("no_answer", "Everything About Phones")]


def test_text_without_any_attribution_gives_no_pair() -> None:
    text = f"Notes\n\n{Q}\n\n{A}\n"
    assert not read(text).candidates
    assert ("no_source", f"{Q}\n\n{A}") in rejections(text)


# --- laws --------------------------------------------------------------------------------------------


class Claim(NamedTuple):
    start: int
    end: int


def claims(text: str) -> list[Claim]:
    """Every stretch that somebody claims: candidates, rejections, furniture."""
    found = read(text)
    spans = [span for c in found.candidates for part in read_spans(c.locator) for span in part]
    spans += [span for r in found.rejected for part in read_spans(r.locator) for span in part]
    spans += [(f.start, f.end) for f in found.boilerplate]
    return sorted(Claim(*span) for span in spans)


def assert_everything_is_claimed_once(text: str) -> None:
    position = 0
    for start, end in claims(text):
        assert position <= start < end <= len(text), "used twice, or empty"
        assert not text[position:start].strip(BLANK), f"lost: {text[position:start]!r}"
        position = end
    assert not text[position:].strip(BLANK), f"lost: {text[position:]!r}"


def assert_locators_give_the_pairs(text: str) -> None:
    for candidate in read(text).candidates:
        assert resolve_spans(text, candidate.locator) == (candidate.question, candidate.answer)
    triples = parse(text)
    for record, sighting in zip(triples.records, triples.sightings, strict=True):
        question, answer = resolve_spans(text, sighting.locator)
        assert (clean_line(question), clean(answer)) == (record.question, record.answer)


words = st.text(string.ascii_letters + "äß中?!.,'…", min_size=1, max_size=9)
sentences = st.builds(
    lambda w, end: " ".join(w) + end,
    st.lists(words, min_size=1, max_size=12),
    st.sampled_from(["", ".", "?", "!", "...", '?"', "**"]),
)
blanks = st.sampled_from(
    ["", " ", "\n", "\n\n", "\n\n\n", "\r\n\r\n", "\r", "\t\n", f"{NBSP}\n", "\n\u200b\n", "\u2028", "\x0b"]
)
hosts = st.sampled_from(
    ["apa.org", "en.", "[apa.org](https://apa.org/x)", "https://a.co.uk/b", "", "münchen.de", "x" * 50]
)
attributions = st.builds(
    lambda takedown, gap, view, host: f"{takedown}{gap}{view} {host}",
    st.sampled_from(["", "Takedown request", "TAKEDOWN REQUEST |", "[Takedown request](https://t.org/a) |"]),
    blanks,
    st.sampled_from(
        [
            "View complete answer on",
            "view\ncomplete answer on",
            "[View complete answer on",
            f"VIEW complete{NBSP}answer on",
        ]
    ),
    hosts,
)  # fmt: skip
openings = st.sampled_from(
    ["How to text", "Can I text?", "12. Can I?", "Q: Why?", "A: Because.", "Advertisement", "Related questions",
     "Page 2 of 3", "7", "---", "- item", "(a) part", "Takedown request", "# Title", "Title Case Words", "Is it? Yes."]
)  # fmt: skip
pages = st.lists(st.one_of(sentences, blanks, attributions, openings, st.text(max_size=5)), max_size=40).map(
    "".join
) | st.lists(st.one_of(sentences, attributions, openings), max_size=25).flatmap(
    lambda parts: st.sampled_from(["\n", "\n\n", "\n\n\n", "\r\n", " "]).map(lambda gap: gap.join(parts))
)


@settings(max_examples=2000 if ALL_TESTS else 200)
@given(pages)
@example("View complete answer on")
@example("? A")
@example("\u0130 Takedown request | View complete answer on apa.org")
def test_no_character_is_lost_or_used_twice_and_locators_give_the_pairs_back(text: str) -> None:
    assert_everything_is_claimed_once(text)
    assert_locators_give_the_pairs(text)


@settings(max_examples=examples(500))
@given(st.text(st.characters(codec=None), max_size=200))
def test_no_text_at_all_makes_the_reader_raise(text: str) -> None:
    assert_everything_is_claimed_once(text)


@settings(max_examples=examples(500))
@given(
    pages
    | st.lists(
        st.sampled_from([LINE, LINE.upper(), *LINE.split(" "), " ", "](", ")", "\u0130", "|", "a.org", "\n"])
    ).map("".join)
)
def test_the_short_cuts_for_attributions_change_nothing(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(links, "_told", lambda text, _: [view.start() for view in links._VIEW.finditer(text)])
        slow = [*links.find_attributions(text)]
    assert [*links.find_attributions(text)] == slow
    assert links.holds_attribution(text) is bool(slow)


asked = st.sampled_from(
    ["Can I text?", "Page 2 Can I?", "Frage: Wie alt?", "Nr. 5 Is it?", "FAQ 1: Is it?", "Was this helpful?",
     "Is it\u200b?", "\u00c9 t\u00e9?", "Who\u2003?", "\u200b Why?", "IV. How?", "Is it safe",
     "Related questions Is it?", "x" * 499 + "?"]
)  # fmt: skip
answered = st.lists(
    st.sampled_from(
        ["Because.", "No?", "Is it so?!", "What (why?)", "A:", "A: Yes", "Answer: no", "a1", "Advertisement", "Page 5",
         "---", "12", "- item", "\u0425\u0442\u043e?", "How to text", "1 2 3 4", "> said", "\u200b", "End\u200b"]
    ),
    max_size=4,
)  # fmt: skip
gaps = st.sampled_from(["\n", "\n", "\n\n", "\n\n\n", "\n \u00a0\n", "\n\u200b\n\n"])
ordinary = st.builds(
    lambda question, answer, gap, after, host: f"{gap.join([question, *answer])}{after}{LINE}{host}{gap}{after}",
    asked,
    answered,
    gaps,
    gaps,
    hosts,
)


@settings(max_examples=examples(500))
@given(pages | st.lists(ordinary, max_size=6).map("".join))
def test_the_short_cut_for_ordinary_blocks_changes_nothing(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "ordinary_blocks", lambda text, start, attributions: [None] * len(attributions))
        slow = Reader(text).read()
    fast = read(text)
    assert (fast.candidates, fast.rejected, sorted(fast.boilerplate)) == (
        slow.candidates,
        slow.rejected,
        sorted(slow.boilerplate),
    )


HOSTILE = [
    block(),
    "View complete answer on ",
    "Takedown request ",
    "Takedown request | View complete answer on apa.org ",
    "[Takedown request](",
    "Is it? ",
    "Is it?\n",
    "a. ",
    "x",
    " ",
    "\n",
    "\r",
    "**",
    "1. ",
    "- ",
    "(((",
    "Can\n",
    "How to\n\n\n",
    "\u2026",
    "\u201c \u2026 ",
    "Page 1 ",
    "1 2 3 ",
    "view\u00a0",
    "7\n",
    "Advertisement\n",
    "First Video\n\n",
    "Related questions\nWhy?\n",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_work_grows_no_faster_than_the_page(piece: str) -> None:
    small, large = steps(piece * (4_000 // len(piece))), steps(piece * (40_000 // len(piece)))
    assert large < 14 * small + 2_000


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_pattern_backtracks_over_a_long_repetition(piece: str) -> None:
    """Half a megabyte: an instant where the time is linear, half an hour where it is quadratic."""
    assert_everything_is_claimed_once(piece * (shorter(500_000) // len(piece)))


def steps(text: str) -> int:
    """How many lines of Python the reader runs."""
    count = 0

    def trace(frame: object, event: str, arg: object) -> object:  # noqa: ARG001
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]  # the stub wants a narrower callable
    try:
        read(text)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("filler", ["x", "x ", "Is it? Yes. ", "\u2026 ", " ", "a\u00a0"])
def test_a_line_of_20_megabytes_is_read(filler: str) -> None:
    line = filler * (shorter(20_000_000) // len(filler))
    assert_everything_is_claimed_once(f"{block()}{line}\n{block(Q2, A2)}")


def test_rows_of_a_table_are_no_attributions() -> None:
    table = "Name | Address\nMail | found at mail.example.org\nMail | found at post.example.org"
    text = f"Which servers are there?\n{table}\n\nIs it safe?\nYes, it is."
    assert attribution.extract(Page(Document("page.txt", b"", ""), text, "utf-8", "utf-8")).candidates == []
