"""Where the last answer of a page ends: with its own last words, and before what closes the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.run.page import parse
from pipeline.text.marks import FULL_STOPS

URL = "https://www.example.org/page"
_BEFORE = {"Is it open?": "From nine to noon.", "Is there a lift?": "Next to the stairs.", "Who may come?": "Anyone."}
_LAST = "How do I enrol?"


def last_answer(html: str) -> str | None:
    """Return the answer to the last question of a page, if it has one."""
    records = parse(html, url=URL, media_type="text/html").records
    return next((record.answer for record in records if record.question == _LAST), None)


def in_headings(tail: str, holder: str = "main") -> str:
    questions = "".join(f"<h3>{question}</h3><p>{answer}</p>" for question, answer in _BEFORE.items())
    return f"<title>FAQ</title><body><{holder}><h1>FAQ</h1>{questions}<h3>{_LAST}</h3>{tail}</{holder}></body>"


def in_bold(tail: str) -> str:
    questions = "".join(f"<p><b>{question}</b></p><p>{answer}</p>" for question, answer in _BEFORE.items())
    return f"<title>FAQ</title><body><main><h1>FAQ</h1>{questions}<p><b>{_LAST}</b></p>{tail}</main></body>"


def in_lines(tail: str) -> str:
    """Bold questions and their answers in one element, with line breaks between them."""
    questions = "".join(f"<b>{question}</b><br>{answer}<br><br>" for question, answer in _BEFORE.items())
    return f"<title>FAQ</title><body><h1>FAQ</h1>{questions}<b>{_LAST}</b><br>{tail}</body>"


def in_labels(tail: str) -> str:
    """Labelled questions, each with an answer of one paragraph."""
    questions = "".join(f"<p>Q: {question}</p><p>A: {answer}</p>" for question, answer in _BEFORE.items())
    return f"<title>FAQ</title><body><main><h1>FAQ</h1>{questions}<p>Q: {_LAST}</p><p>A: {tail}</main>"


# what follows the last question -> its answer
KEPT = {
    "a list that Word writes as paragraphs": (
        "<p class=MsoNormal>Bring:</p><p class=MsoListParagraphCxSpFirst><span>·<span>&nbsp; </span></span>a pen</p>"
        "<p class=MsoListParagraphCxSpMiddle><span>·<span>&nbsp; </span></span>a form</p>"
        "<p class=MsoListParagraphCxSpLast><span>·<span>&nbsp; </span></span>a photo</p>",
        "Bring:\n\n- a pen\n- a form\n- a photo",
    ),
    "plain titles above lists": (
        "<p>Online</p><ul><li>Sign here.</li></ul><p>By post</p><ul><li>Write.</li></ul>"
        "<p>At the desk</p><ul><li>Call.</li></ul>"
        "<p>All of them know you then.</p>",
        "Online\n\n- Sign here.\n\nBy post\n\n- Write.\n\nAt the desk\n\n- Call.\n\nAll of them know you then.",
    ),
    "a short sentence": ("<p>Sign here.</p><p>It is free.</p>", "Sign here.\n\nIt is free."),
    "paragraphs of one sentence": (
        "".join(f"<p>Then take the sheet number {number} along.</p>" for number in range(6)),
        "\n\n".join(f"Then take the sheet number {number} along." for number in range(6)),
    ),
    "bold words at the start of paragraphs": (
        "<p><strong>Online:</strong> sign here.</p><p><strong>By post:</strong> write.</p>",
        "Online: sign here.\n\nBy post: write.",
    ),
    "a box": (
        "<p>Sign here.</p><div class=alert><b>Note!</b> Not on Monday.</div>",
        "Sign here.\n\nNote! Not on Monday.",
    ),
    "a figure": (
        "<p>Sign here.</p><figure><img src=a.png><figcaption>The desk</figcaption></figure><p>Ring twice.</p>",
        "Sign here.\n\nThe desk\n\nRing twice.",
    ),
    "blocks instead of paragraphs": (
        "<div>Sign here, please.</div><div>It is free of charge.</div><div>Ring twice.</div>",
        "Sign here, please.\n\nIt is free of charge.\n\nRing twice.",
    ),
    "a list in two parts": (
        "<p>So:</p><ol><li>Sign.</li></ol><p>Wait.</p><ol start=2><li>Go.</li></ol>",
        "So:\n\n1. Sign.\n\nWait.\n\n2. Go.",
    ),
    "Word's list": (
        "<p>Sign here.</p><p class=MsoListParagraph>· Take a pen.</p><p class=MsoListParagraph>· Ring twice.</p>",
        "Sign here.\n\n- Take a pen.\n- Ring twice.",
    ),
}

# what follows the answer `Sign here.` without being part of it
LEFT = {
    "links": "<p><a href=/a>Prices</a> <a href=/b>Imprint</a></p>",
    "a form": "<form><p>Your address, please.</p><input name=a></form>",
    "related pages": "<div class=related-posts><p>Our courses are on Mondays.</p></div>",
    "a footer": "<footer><p>We are a school in the north of the town.</p></footer>",
    "a note by its name": "<p class=article-endnote>The school was built in the year 1900.</p>",
    "an invitation with a button": "<p>Enrol today and save a tenth.</p><p><a href=/b class=btn>Enrol now</a></p>",
    "a block without a name": "<div class=wp-block><p>Visit us today, and we show you the school.</p></div>",
    "a figure at the end": "<figure><img src=a.png><figcaption>Our house</figcaption></figure>",
    "a call": "<p>Still have questions? Write to us.</p>",
    "a copyright line": "<p>Prices as of May.</p><p>© The school in the north</p>",
    "the references of a wiki": "<div class=notes><ol><li>See the rules.</li></ol></div>",
    "a lower heading alone": "<h4>About the author</h4><p>She lives in the north.</p>",
    "a bold line alone": "<p><b>Our school in the north</b></p><p>We are open all week.</p>",
    "a line of signs": "<p>* * *</p><p>The school was built in the year 1900.</p>",
    "a plain title": "<p>Opening hours</p><table><tr><td>Monday</td><td>9-17</td></tr></table>",
    "a question to the reader": "<p>Already a pupil of ours?</p><p>Then log in to see your marks.</p>",
    "what announces a form": "<p>Sign up for our letter and offers.</p><form><input><button>Join</button></form>",
    "a bold line with text below it": "<p><b>Lost property</b><br>Ask at the desk.</p>",
    "a heading": "<h2>Contact</h2><p>We are in the north.</p>",
    "leave of the readers": "<p>Enjoy!</p>",
    "leave of them in German": "<p>Guten Appetit!</p>",
    "where to follow the author": "<p>Follow us on <a href=/i>Instagram</a> for more.</p>",
    "a wish for a rating": "<p>If you try this course, please leave a rating and a comment below!</p>",
    "what a reader may want, above links": (
        "<p><b>Looking for more courses? Try these:</b></p><ul><li><a href=/a>Oil</a></li></ul>"
    ),
}


@pytest.mark.parametrize(("tail", "answer"), KEPT.values(), ids=KEPT)
@pytest.mark.parametrize("page", [in_headings, in_bold], ids=["headings", "bold"])
def test_the_last_answer_goes_on_to_its_end(page: Callable[[str], str], tail: str, answer: str) -> None:
    assert last_answer(page(tail)) == answer


@pytest.mark.parametrize("tail", LEFT.values(), ids=LEFT)
def test_the_last_answer_ends_before_what_closes_the_page(tail: str) -> None:
    assert last_answer(in_headings(f"<p>Sign here.</p>{tail}")) == "Sign here."
    assert last_answer(in_bold(f"<p>Sign here.</p>{tail}")) == "Sign here."
    assert last_answer(in_labels(f"Sign here.</p>{tail}")) == "Sign here."


@pytest.mark.parametrize("after", ["<p>More pages</p><ul><li><a href=/a>Oil</a></li></ul>", "<p>Hours</p>9 to 5"])
@pytest.mark.parametrize("colon", ["", ":"])
def test_the_last_answer_ends_before_the_title_of_something_else(colon: str, after: str) -> None:
    assert last_answer(in_headings(f"<p>Bring{colon}</p><ul><li>a pen</li></ul>{after}")) == f"Bring{colon}\n\n- a pen"


def test_the_last_answer_ends_before_a_title_without_the_colon_of_the_one_before() -> None:
    after = "<p>Opening hours</p><ul><li>Monday</li></ul>"
    assert last_answer(in_headings(f"<p>Bring:</p><ul><li>a pen</li></ul>{after}")) == "Bring:\n\n- a pen"


@pytest.mark.parametrize("tag", ["b", "i", "em", "a href=/c", "span", "code"])
def test_an_inline_element_does_not_end_the_last_answer(tag: str) -> None:
    tail = f"Use the <{tag}>blue</{tag.split()[0]}> form, then <a href=/c>call us</a> to confirm it."
    for html in (in_headings(tail), in_headings(tail, "div"), in_bold(f"<p>{tail}</p>"), in_lines(f"{tail}<br><br>")):
        assert (last_answer(html) or "").replace("`", "") == "Use the blue form, then call us to confirm it."


def test_an_inline_element_does_not_end_the_last_answer_on_the_line_below_its_question() -> None:
    html = in_bold("").replace(f"<p><b>{_LAST}</b></p>", f"<p><b>{_LAST}</b><br>A <b>form</b> is at the desk.</p>")
    assert last_answer(html) == "A form is at the desk."


def test_a_body_that_holds_more_than_questions_gives_at_most_two_more_sentences() -> None:
    sentences = "".join(f"<p>We have been here since the year 190{number}.</p>" for number in range(6))
    assert (
        last_answer(in_headings(f"<p>Sign here.</p>{sentences}").replace("<main>", "").replace("</main>", ""))
        == "Sign here."
    )


def test_a_labelled_answer_goes_on_as_long_as_others_or_where_there_are_none() -> None:
    tail = "Sign here.</p>" + "".join(f"<p>Then take the sheet number {number} along.</p>" for number in range(6))
    assert last_answer(in_labels(tail).replace("</h1>", "</h1><p>By Ann Lee.</p>")) == "Sign here."
    alone = f"<title>FAQ</title><body><h1>FAQ</h1><p>By Ann Lee.</p><p>Q: {_LAST}</p><p>A: {tail}</body>"
    assert (last_answer(alone) or "").endswith("Then take the sheet number 5 along.")


@pytest.mark.parametrize("stop", FULL_STOPS)
def test_the_last_answer_goes_on_to_its_end_in_every_script(stop: str) -> None:
    assert last_answer(in_headings(f"<p>Sign here{stop}</p><p>It is free{stop}</p>")) == (
        f"Sign here{stop}\n\nIt is free{stop}"
    )


@pytest.mark.parametrize("label", ["h5", "div", "dt"])
def test_a_rule_ends_the_last_answer_below_labels_on_lines_of_their_own(label: str) -> None:
    asked = [*_BEFORE.items(), (_LAST, "Sign here.</p><p>It is free.")]
    parts = (f"<{label}>{word}</{label}><p>{said}</p>" for pair in asked for word, said in zip("QA", pair, strict=True))
    rows = "".join(parts).replace(">Q<", ">Question<").replace(">A<", ">Answer<")
    page = f"<title>FAQ</title><body><main><h1>FAQ</h1>{rows}<hr><p><a href=/form.pdf>The form (PDF)</a></p></main>"
    assert last_answer(page) == "Sign here.\n\nIt is free."


def test_a_rule_ends_the_last_answer_before_the_heading_of_another_section_does() -> None:
    tail = "<p>Sign here.</p><hr><table><tr><td>Poll</td></tr><tr><td>It was easy.</td></tr></table><h2>Guests</h2>"
    assert last_answer(in_headings(tail)) == "Sign here."


def test_an_answer_in_parts_goes_on_behind_their_titles() -> None:
    tail = "<p>Two ways.</p><h4>Online</h4><p>Sign here.</p><h4>By post</h4><p>Write.</p>"
    assert last_answer(in_headings(tail)) == "Two ways.\n\nOnline\n\nSign here.\n\nBy post\n\nWrite."


def in_article(tail: str) -> str:
    """Questions in headings, below some words of the author."""
    return in_headings(tail).replace("</h1>", "</h1><p>By Ann Lee.</p>")


def beside_long(tail: str) -> str:
    """Such questions, of which one has a longer answer."""
    long = "<p>Next to the stairs.</p><p>It is slow.</p><p>Mind the step.</p>"
    return in_article(tail).replace("<p>Next to the stairs.</p>", long)


PARTS = (
    "<p>Two ways.</p><h4>Online</h4><p>Sign here.</p><p>Wait for a letter.</p>"
    "<h4>By post</h4><p>So:</p><ul><li>Write.</ul>"
)


def test_an_answer_in_parts_goes_on_in_an_article_too() -> None:
    answer = "Two ways.\n\nOnline\n\nSign here.\n\nWait for a letter.\n\nBy post\n\nSo:\n\n- Write."
    assert last_answer(in_article(PARTS)) == answer
    assert last_answer(in_article(f"{PARTS}<div><a href=/p>Prices</a> <a href=/i>Imprint</a></div>")) == answer


@pytest.mark.parametrize("below", ["Monday to Friday, 9-17", "Mill Road 9, Oldtown", "<a href=/a>Our prices.</a>"])
def test_no_heading_without_its_text_ends_an_answer(below: str) -> None:
    assert last_answer(in_article(f"<p>Sign here.</p><h4>The school</h4><p>{below}</p>")) == "Sign here."
    related = "<h4>Related</h4><ul><li><a href=/a>Our prices</a></li><li><a href=/b>The house</a></li></ul>"
    assert last_answer(in_article(f"<p>Sign here.</p>{related}")) == "Sign here."
    tail = f"<h4>The school</h4><p>{below}</p><h4>Other</h4><p>{below}</p>"
    assert last_answer(in_article(f"<p>Sign here.</p>{tail}")) == "Sign here."


@pytest.mark.parametrize("tag", ["div class=cta", "section"])
def test_a_block_with_a_heading_of_its_own_ends_an_answer_unless_it_is_a_box(tag: str) -> None:
    block = "<{}><h4>Visit us</h4><p>We are in the north.</p></{}>"
    assert last_answer(beside_long("<p>Sign here.</p>" + block.format(tag, tag.split()[0]))) == "Sign here."
    box = block.format("div class=admonition", "div")
    assert last_answer(beside_long(f"<p>Sign here.</p>{box}")) == "Sign here.\n\nVisit us\n\nWe are in the north."


def test_a_box_that_a_site_of_rules_calls_a_call_to_action_is_part_of_an_answer() -> None:
    box = "<div class=call-to-action><p>You must register before 5 April.</p></div>"
    assert last_answer(beside_long(f"<p>Sign here.</p>{box}")) == "Sign here.\n\nYou must register before 5 April."


@pytest.mark.parametrize(
    "bar",
    [
        "<div><a href=/p>Prices</a> | <a href=/i>Imprint</a></div>",
        "<p>[Top] [Next]</p>",
        "<div class=row><div><a href=/p>Prices of all courses</a></div><div><a href=/t>The team</a></div></div>",
    ],
)
def test_links_end_the_last_answer_however_long_the_others_are(bar: str) -> None:
    assert last_answer(beside_long(f"<p>Sign here.</p>{bar}<p>We are a school in the north.</p>")) == "Sign here."


def test_a_note_by_its_name_ends_the_last_answer_of_an_article_too() -> None:
    html = in_headings("<p>Sign here.</p><p class=endnote>The school was built in the year 1900.</p>")
    assert last_answer(html.replace("</h1>", "</h1><p>By Ann Lee.</p>")) == "Sign here."


def test_what_a_page_asks_above_buttons_is_no_part_of_its_answer() -> None:
    votes = "<div class=votes><span>Was this article helpful?</span><button>Yes</button><button>No</button></div>"
    page = f"<article><h1>{_LAST}</h1><div><p>Sign here.</p><p>Ring twice.</p></div><footer>{votes}</footer></article>"
    records = parse(page, url="https://help.example.org/enrol", media_type="text/html").records
    assert [(record.question, record.answer) for record in records] == [(_LAST, "Sign here.\n\nRing twice.")]


OFFERS = {
    "a box": "<div class=box><h3>Want to save this page?</h3><p>We send it to you.</p><form><input></form></div>",
    "a box in bold": "<div><p><b>Would you like to save this?</b></p><form><input></form></div>",
    "a form with a title": "<div><form><h2>Free course</h2><p>Join us</p><input></form></div>",
}


@pytest.mark.parametrize("offer", OFFERS.values(), ids=OFFERS)
def test_an_answer_goes_on_after_a_form_that_offers_something(offer: str) -> None:
    for page in (in_headings, in_bold):
        html = page("<p>Sign here.</p>").replace("From nine to noon.</p>", f"From nine.</p>{offer}<p>To noon.</p>")
        records = parse(html, url=URL, media_type="text/html").records
        assert [record.answer for record in records if record.question == "Is it open?"] == ["From nine.\n\nTo noon."]


def test_a_title_that_tells_what_readers_will_do_does_not_ask() -> None:
    html = in_headings("<p>Sign here.</p>").replace(
        "<h3>Is it open", "<h3>Why you will love it</h3><p>It is ours.</p><h3>Is it open"
    )
    html = html.replace("<title>FAQ", "<title>School").replace("<h1>FAQ", "<h1>School")
    assert [record.question for record in parse(html, url=URL, media_type="text/html").records] == [*_BEFORE, _LAST]


OWN_WORDS = {
    "what a colon announces": ("We end with these words:", "Thank you for your time."),
    "a wish that a colon announces": ("The cooks say it aloud:", "Guten Appetit!"),
    "what is recommended": ("Minimum: four pupils.", "Recommended: eight pupils."),
    "whom to tell": ("Write early.", "Please let us know how many guests you are bringing."),
    "what to tell": ("Write early.", "Please let us know what you need."),
    "a wish of some readers": ("Use the red key.", "Want to print it? Use the blue key."),
    "what to leave as it is": ("Close the tap.", "Please leave the valve below the tank open."),
    "where to look": ("Look around.", "Follow us on Instagram and Facebook, where our name is Holm."),
    "a summit": ("Go up.", "Na vrh Triglava."),
}


@pytest.mark.parametrize("words", OWN_WORDS.values(), ids=OWN_WORDS)
def test_words_like_those_that_close_a_post_are_part_of_an_answer(words: tuple[str, str]) -> None:
    first, last = words
    assert is_open(in_headings("<p>Sign here.</p>"), f"{first}</p><p>{last}") == f"{first}\n\n{last}"


BESIDE = {
    "words with a form": ("<div><p>Small ones cost ten.</p><form><input></form></div>", "Small ones cost ten."),
    "a verb with a colon": ("<p>Leer: veinte minutos.</p>", "Leer: veinte minutos."),
    "a kind with a colon": ("<p>Related: rent and heat.</p>", "Related: rent and heat."),
}


@pytest.mark.parametrize(("block", "said"), BESIDE.values(), ids=BESIDE)
def test_a_block_within_an_answer_that_offers_nothing_is_part_of_it(block: str, said: str) -> None:
    answer = is_open(in_headings("<p>Sign here.</p>"), f"From nine.</p>{block}<p>To noon.")
    assert answer == f"From nine.\n\n{said}\n\nTo noon."


def is_open(html: str, said: str) -> str:
    """Return what is read of another answer to the first question."""
    records = parse(html.replace("From nine to noon.", said), url=URL, media_type="text/html").records
    return next(record.answer for record in records if record.question == "Is it open?")


CAPTIONS = {
    "a figure": "<figure><img src=a.png><figcaption>The door. Photo: Jon Lind</figcaption></figure>",
    "a box of WordPress": "<div class=wp-caption><img src=a.png><p class=wp-caption-text>The door</p></div>",
    "a figure in a block": "<div><figure><img src=a.png><figcaption>The door</figcaption></figure></div>",
}


@pytest.mark.parametrize("caption", CAPTIONS.values(), ids=CAPTIONS)
def test_the_caption_of_a_picture_behind_an_answer_is_no_part_of_it(caption: str) -> None:
    assert is_open(in_headings("<p>Sign here.</p>"), f"From nine.</p>{caption}<p>") == "From nine."


def test_a_picture_that_a_colon_announces_is_part_of_an_answer_and_so_is_the_table_in_a_figure() -> None:
    page = in_headings("<p>Sign here.</p>")
    assert is_open(page, f"See the door:</p>{CAPTIONS['a figure']}<p>") == "See the door:\n\nThe door. Photo: Jon Lind"
    table = "<figure><table><tr><td>Monday</td><td>9</td></tr></table><figcaption>Hours</figcaption></figure>"
    assert "Monday" in is_open(page, f"From nine.</p>{table}<p>")


def test_an_address_of_the_page_ends_the_last_answer_unless_a_colon_announces_it() -> None:
    by = "<address><a href=/>The school</a> by <a href=mailto:ann@example.org>Ann Lee</a></address>"
    assert last_answer(in_headings("<p>Sign here.</p>" + by, "body")) == "Sign here."
    assert last_answer(in_headings("<p>Write to:</p>" + by, "body")) == "Write to:\n\nThe school by Ann Lee"


def test_an_address_without_a_link_may_be_part_of_the_last_answer() -> None:
    others = "<h1>FAQ</h1><h3>Is it free?</h3><p>Yes.</p><h3>Is it open?</h3><p>Yes.</p>"
    page = f"<body>{others}<h3>{_LAST}</h3><p>At the mill.</p><address>Mill Road 3, York</address></body>"
    assert last_answer(page) == "At the mill.\n\nMill Road 3, York"


def test_a_link_to_the_first_page_of_a_site_that_names_its_host_is_part_of_an_answer() -> None:
    page = in_headings("<p>Sign here.</p>")
    assert is_open(page, "On our own site.</p><p><a href=/>example.org</a></p><p>") == "On our own site.\n\nexample.org"
