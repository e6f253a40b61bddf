"""Text in markup of which a part is no markup: less-than signs, and escapes without their backslashes."""

from __future__ import annotations

import pytest

from pipeline.web.lost_backslashes import with_backslashes
from pipeline.web.markup_in_text import text_of_html

SIGNS = {
    "<p>If p<x then stop.</p><p>Else go on.</p>": "If p<x then stop.\n\nElse go on.",
    "Use <code>if (a < b && c > d)</code> or a<b here.": "Use if (a < b && c > d) or a<b here.",
    "<p>Dear <name>, 5<c and <b>bold</b></p>": "Dear <name>, 5<c and bold",
    "<p>1<2, 2<p and 3>1</p>": "1<2, 2<p and 3>1",
    "<p>List<String>, Map<K,V>, <me@example.org></p>": "List<String>, Map<K,V>, <me@example.org>",
    "<b>p<0.05</b> <-- here": "p<0.05 <-- here",
    "<p>See <my-box>this</my-box>, <first-name></p>": "See this, <first-name>",
    "<p>one<br/>two<br />three<BR>four<br clear=all></p>": "one\ntwo\nthree\nfour",
    "<p>a <a href='x'target=_blank>b</a><o:p></o:p> <input disabled>c</p>": "a b c",
    '<p>cut <a href="http': "cut",
    "<p>cut</p": "cut",
    "<!-- x --><p>a</p >b": "a\n\nb",
}
LOST = {
    "Sie dauert fu00fcnf Minuten und kostet 5 u20ac.": "Sie dauert fünf Minuten und kostet 5 €.",
    "u003cpu003eSee u003ca href=u0022/xu0022u003ethisu003c/au003e u0026 thatu003c/pu003e": "See this & that",
    "Itu2019s a cafu00e9, u201cbonu201d": "It’s a café, “bon”",
    "Au00f1o u00e0 la carte u2013 u00a3 5": "Año à la carte – £ 5",
    "u041fu0440u0438u0432u0435u0442, u043cu0438u0440": "Привет, мир",
    "u042f u0437u0434u0435u0441u044c, u4000 u0438 u0442u044b": "Я здесь, u4000 и ты",
    "u9ad8u3055u306fuff1f u4e09u5341u3002": "高さは？ 三十。",
    "Yes ud83dude00 it is": "Yes 😀 it is",
    "x3cpx3eSee x3ca href=x22/xx22x3ethisx3c/ax3ex3c/px3e": "See this",
    "Yes, it is.rnrnCome and see.rnBye": "Yes, it is.\n\nCome and see.\nBye",
    "f\\u00fcnf": "fünf",
}
KEPT = [
    "The code U0026, u0073 and the u2019 model",
    "the hash bu00e9f3 and 00u00e9",
    "use \\u00fc in Java",
    "menu2019, menu0100, you0022",
    "5 u20ac",
    "x3c is a code, ud83d is half of one",
    "Learn. rn is a nurse. rnA is none",
]


@pytest.mark.parametrize("markup", SIGNS)
def test_a_less_than_sign_that_opens_no_tag_is_text(markup: str) -> None:
    assert text_of_html(markup) == SIGNS[markup]


@pytest.mark.parametrize("text", LOST)
def test_escapes_that_lost_their_backslashes_are_repaired_where_that_is_certain(text: str) -> None:
    assert text_of_html(text) == LOST[text]


@pytest.mark.parametrize("text", KEPT)
def test_what_may_be_no_escape_stays(text: str) -> None:
    assert with_backslashes(text) == text
