"""HTML becomes the text a reader sees: paragraphs, lists, tables, code; every sign, and nothing of the site."""

from __future__ import annotations

import html
import time

import pytest
import turbohtml
from bs4 import BeautifulSoup
from builders import examples, shorter
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.text.clean import clean
from pipeline.web.markup_in_text import text_of_html
from pipeline.web.render import text_of


def shown(markup: str) -> str:
    return text_of(turbohtml.parse_fragment(markup, positions=False).children)


SHOWN: dict[str, tuple[str, str]] = {
    "paragraphs": ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
    "blocks in blocks": ("<div><div>One.</div><div><p>Two.</p></div></div>", "One.\n\nTwo."),
    "a heading": ("<h3>Soup</h3>Hot.", "Soup\n\nHot."),
    "a paragraph that never closes": ("<p>One.<p>Two.", "One.\n\nTwo."),
    "a line break": ("One<br>two<br/>three", "One\ntwo\nthree"),
    "two line breaks": ("One<br><br />two<br> <br>\n<br>three", "One\n\ntwo\n\nthree"),
    "a line break at a paragraph's end": ("<p>One<br></p><p><br></p><p>Two</p>", "One\n\nTwo"),
    "inline elements": ("<b>A</b>B<i> C</i> <u>D</u>", "AB C D"),
    "white space": ("  One \n\t two\u00a0three  ", "One two three"),
    "a space between inline elements": ("<span>One</span> <span>two</span>", "One two"),
    "a list": ("<ul><li>One</li><li>Two</li></ul>", "- One\n- Two"),
    "a list behind text": ("Take:<ul><li>Salt<li>Oil</ul>Stir.", "Take:\n\n- Salt\n- Oil\n\nStir."),
    "a numbered list": ("<ol><li>One</li><li>Two</li></ol>", "1. One\n2. Two"),
    "a list that starts later": ("<ol start=3><li>Three<li>Four</ol>", "3. Three\n4. Four"),
    "a list that counts down": ("<ol reversed><li>Two<li>One</ol>", "2. Two\n1. One"),
    "an item with its own number": ("<ol><li>One<li value=5>Five<li>Six</ol>", "1. One\n5. Five\n6. Six"),
    "a start that is no number": ("<ol start=x><li>One</ol>", "1. One"),
    "a list in a list": ("<ol><li>One<ul><li>a<li>b</ul></li><li>Two</ol>", "1. One\n- a\n- b\n2. Two"),
    "numbers after an inner list": ("<ol><li>One<ol><li>a</ol><li>Two</ol>", "1. One\n1. a\n2. Two"),
    "paragraphs in items": ("<ul><li><p>One</p><p>more</p></li><li><p>Two</p></li></ul>", "- One\nmore\n- Two"),
    "empty items": ("<ul><li></li><li> <li>One</ul>", "- One"),
    "an item outside a list": ("<li>One<li>Two", "- One\n- Two"),
    "terms and definitions": ("<dl><dt>Salt<dd>White.<dt>Oil<dd>Green.</dl>", "Salt\nWhite.\n\nOil\nGreen."),
    "a table": (
        "<table><tr><th>Size<th>Price</tr><tr><td>S<td>$4.50</tr></table>",
        "Size | Price\nS | $4.50",
    ),
    "a table with empty cells": (
        "<table><tr><td><th>S<th>L<tr><th>Tea<td><td>3<td></table>",
        "| S | L\nTea | | 3",
    ),
    "a table with paragraphs in cells": (
        "<table><tr><td><p>One</p><p>two</p><td>Three<br>four</table>",
        "One two | Three four",
    ),
    "a table that is layout": (
        "<table><tr><td> <td><p>One</p><ul><li>a<li>b</ul></table>",
        "One\n\n- a\n- b",
    ),
    "a table with lists in cells": (
        "<table><tr><td>Tea<td><ul><li>a<li>b</ul></table>",
        "Tea |\n\n- a\n- b",
    ),
    "a table with a caption": ("<table><caption>Sizes</caption><tr><td>S<td>L</table>", "Sizes\n\nS | L"),
    "text around a table": ("One<table><tr><td>S<td>L</table>two", "One\n\nS | L\n\ntwo"),
    "a table in a table": ("<table><tr><td><table><tr><td>S<td>L</table></table>", "S | L"),
    "code": (
        "<p>Run:</p><pre>a &lt; b &amp;&amp; c\n    <b>x</b>()\n</pre><p>Done.</p>",
        "Run:\n\n```\na < b && c\n    x()\n```\n\nDone.",
    ),
    "code in lines": ("<pre><code><div>if x:</div><div>\ty()</div></code></pre>", "```\nif x:\n\ty()\n```"),
    "code with line breaks": ("<pre>a<br>  b<br><br>c</pre>", "```\na\n  b\n\nc\n```"),
    "code with a copy button and line numbers": (
        "<pre><button>Copy</button><span class=lineno>1</span>  a\n<span class=lineno>2</span>  b</pre>",
        "```\n  a\n  b\n```",
    ),
    "code with backticks": ("<pre>```\nx\n```</pre>", "````\n```\nx\n```\n````"),
    "code with blank lines around it": ("<pre>\n\n  \n  a\n\n</pre>", "```\n  a\n```"),
    "code that is empty": ("One<pre> \n</pre>two", "One\n\ntwo"),
    "inline code": ("Use <code>a &lt; b &amp; c</code> here.", "Use a < b & c here."),
    "entities": ("&lt;b&gt; &amp;amp; &eacute; &#8364; &hearts;", "<b> &amp; é € ♥"),
    "a link": ('See <a href="https://example.org/">our page</a>.', "See our page."),
    "a permalink": ('<h3>Soup<a href="#soup">¶</a></h3>', "Soup"),
    "a link that is a number": ('No. <a href="#">7</a>', "No. 7"),
    "a picture": ('One<img src="a.jpg" alt="A bowl of soup">two', "Onetwo"),
    "a picture of a sign": ('Hot <img class="emoji" alt="🔥" src="x.svg">!', "Hot 🔥!"),
    "a picture of a sign without a class": ('Hot<img alt="❤️" src="x.svg">', "Hot❤️"),
    "a picture of a formula": ('If <img class="latex" alt="x^2 &gt; 4">, then', "If x^2 > 4, then"),
    "an arrow that is a picture": ('a<img src="arrow.gif" alt="->">b', "ab"),
    "an exponent": ("10<sup>2</sup> m<sup>3</sup> 10<sup>-6</sup> x<sup>n</sup>", "10² m³ 10⁻⁶ xⁿ"),
    "the mark of a note": ('It helps.<sup class="reference"><a href="#cite_note-1">[1]</a></sup> So.', "It helps. So."),
    "the mark of a note by its role": ('So.<sup><a role="doc-noteref" href="#fn1">1</a></sup>', "So."),
    "a link around a raised mark": ('So<a href="https://example.org/p#fn2"><sup>*</sup></a>.', "So."),
    "the mark of a note without a link": (
        "It helps.<sup>1</sup> So <q>they</q> say,<sup>[2, 3]</sup> now.",
        "It helps. So “they” say, now.",
    ),
    "what is raised behind an abbreviated unit": (
        "5 km.<sup>2</sup>, 3 sq. ft.<sup>2</sup>, Fr.<sup>50</sup>, so it is.<sup>4</sup> It is so.<sup>[5]</sup>",
        "5 km.², 3 sq. ft.², Fr.⁵⁰, so it is. It is so.",
    ),
    "raised cents and a fraction behind a mark": ("$9.<sup>99</sup>, v.<sup>1</sup>/<sub>2</sub>", "$9.⁹⁹, v.1/2"),
    "a raised link": ('Press<sup><a href="#keys">the left key</a></sup>', "Pressthe left key"),
    "an icon that a font makes of a word": ('<i class="material-icons">help</i> Ask <mat-icon>add</mat-icon>', "Ask"),
    "an ad of an AMP page": ("<p>Yes.</p><amp-ad type=x><div placeholder>Reklama</div></amp-ad>", "Yes."),
    "an ordinal": ("1<sup>st</sup>, Name<sup>TM</sup>", "1st, NameTM"),
    "an index": ("H<sub>2</sub>O", "H2O"),
    "a fraction": ("1<sup>1</sup>/<sub>2</sub> cups, <sup>3</sup>⁄<sub>4</sub>", "1 1/2 cups, 3⁄4"),
    "a quotation": ("They say <q>yes</q>, <q> no </q>.", "They say “yes”, “no”."),
    "numbers and signs": (2 * ("4.5 -3 −2 ±1 5% $6 €7 £8 3° ½ © ™ C++ C# a/b @x &",)),
    "emoji": ("👩‍🍳 🇸🇪 1️⃣ ❤️", "👩‍🍳 🇸🇪 1️⃣ ❤️"),
    "inserted and deleted text": ("<del>4</del> <ins>5</ins>", "4 5"),
    "a formula": ("<math><mi>x</mi><mo>=</mo><mn>2</mn><annotation>x=2</annotation></math>", "x=2"),
    "a possible break inside a word": ("super<wbr>cali", "supercali"),
    "foreign elements": ("<my-answer>One</my-answer>", "One"),
    "a comment": ("One<!-- two -->three<!---->", "Onethree"),
    "details": ("<details><summary>More</summary>Text</details>", "More\n\nText"),
    "the language of code": (
        '<p>Run:</p><div class="language-sh"><button></button><span class="lang">sh</span><pre>a</pre></div>',
        "Run:\n\n```\na\n```",
    ),
    "the language of code alone": ('<div class="language-sh"><i>sh</i> <pre>a</pre></div>', "```\na\n```"),
    "a title that is a language": ('<p>sh</p><div class="language-sh"><pre>a</pre></div>', "sh\n\n```\na\n```"),
    "a heading that is one": ('<div class="language-sh"><h4>sh</h4><pre>a</pre></div>', "sh\n\n```\na\n```"),
    "a file before code": ('<div class="language-sh"><i>a.sh</i><pre>a</pre></div>', "a.sh\n\n```\na\n```"),
    "nothing": (" <p> </p><br>", ""),
}


@pytest.mark.parametrize("what", SHOWN)
def test_a_reader_sees(what: str) -> None:
    markup, text = SHOWN[what]
    assert shown(markup) == text


NOT_SHOWN = [
    "<script>x()</script>",
    "<style>p {}</style>",
    "<noscript>Turn on</noscript>",
    "<template>Later</template>",
    "<svg><text>Icon</text></svg>",
    "<iframe>Old</iframe>",
    "<button>Copy</button>",
    "<select><option>A</select>",
    "<textarea>Write</textarea>",
    "<input value=x>",
    "<nav>Home</nav>",
    "<ins class=adsbygoogle>Ad</ins>",
    '<div class="ad">Ad</div>',
    '<div class="ads-by-us">Ad</div>',
    '<div class="wrap-advertisement">Ad</div>',
    '<div class="mediavine_unit">Ad</div>',
    '<div class="annonse">Ad</div>',
    '<div class="box_reklama">Ad</div>',
    '<div class="iragarkia">Ad</div>',
    '<div class="share-buttons">Share</div>',
    '<div class="social">Share</div>',
    '<span class="sr-only">Opens</span>',
    '<span class="screen-reader-text">Opens</span>',
    '<span class="tooltiptext">Hint</span>',
    "<p hidden>Later</p>",
    '<i aria-hidden="true">+</i>',
    '<a href="#x">#</a>',
]


@pytest.mark.parametrize("noise", NOT_SHOWN)
def test_what_belongs_to_the_site_is_left_out(noise: str) -> None:
    assert shown(f"One {noise} two") == "One two"
    assert shown(f"<p>One</p>{noise}<p>two</p>") == "One\n\ntwo"


@pytest.mark.parametrize(
    "name",
    [
        "address",
        "adverb",
        "annonser-list",
        "shady",
        "socialist",
        "loading",
        "has-tooltip",
        "tooltip",
        "header",
        "lead",
        "gradient",
        "badge",
    ],
)
def test_a_class_that_only_sounds_like_noise_is_none(name: str) -> None:
    assert shown(f'One <span class="{name}">two</span>') == "One two"


TEXTS = {
    "plain text": ("Yes & no < maybe > 4", "Yes & no < maybe > 4"),
    "plain text with lines": ("One.\n\n1. a\n2. b", "One.\n\n1. a\n2. b"),
    "HTML": ("<p>One &amp; two</p>", "One & two"),
    "HTML escaped once": ("&lt;p&gt;One &amp;amp; two&lt;/p&gt;", "One & two"),
    "HTML escaped twice": ("&amp;lt;p&amp;gt;One&amp;lt;/p&amp;gt;", "One"),
    "HTML escaped as JSON once more": ("One\\u003cbr/\\u003etwo \\u0026 three", "One\ntwo & three"),
    "an apostrophe escaped as JSON once more": ("It\\u2019s", "It’s"),
    "a path that looks like an escape": ("C:\\u0041bc", "C:\\u0041bc"),
    "entities in plain text": ("It&#8217;s &quot;hot&quot;&nbsp;&amp; good", 'It’s "hot"\u00a0& good'),
    "entities escaped twice in plain text": ("It&amp;#8217;s 5 &amp;euro;", "It’s 5 €"),
    "typography escaped twice in HTML": (
        "<p>It&amp;#8217;s&amp;nbsp;hot &amp;ndash; &amp;amp; how</p>",
        "It’s\u00a0hot – &amp; how",
    ),
    "code in HTML": ("<p>Use <code>&lt;br&gt;</code></p>", "Use <br>"),
    "a tag that is spoken of": ("Use the <div> element", "Use the <div> element"),
    "a tag that is spoken of, escaped": ("Use the &lt;div&gt; element", "Use the <div> element"),
    "a comparison": ("if a<b and c>d", "if a<b and c>d"),
    "a comparison of letters that are tags": ("p < q > i <b", "p < q > i <b"),
    "a type parameter": ("A List<String> holds strings", "A List<String> holds strings"),
    "only inline elements and lines": ("1. <b>One</b>\n2. Two\r\n\n3. Three", "1. One\n2. Two\n\n3. Three"),
    "blocks and lines": ("<p>One\ntwo</p>\n\n<p>three</p>", "One two\n\nthree"),
    "an old font": ("<font color=red>Hot</font>", "Hot"),
    "a comment of an editor": ("<!-- wp:paragraph -->One<!-- /wp:paragraph -->", "One"),
    "an ampersand that escapes nothing": ("R&D; AT&T &c.", "R&D; AT&T &c."),
    "a link": ('See <a href="https://example.org/?a=1&amp;b=2">here</a>', "See here"),
    "a line break": ("One<br />two", "One\ntwo"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize("what", TEXTS)
def test_a_string_is_read_as_what_it_is(what: str) -> None:
    markup, text = TEXTS[what]
    assert text_of_html(markup) == text


def test_a_link_may_be_written_in_another_way() -> None:
    nodes = turbohtml.parse_fragment("<p>See <a>this</a> or <a>that</a>", positions=False).children
    assert text_of(nodes, link=lambda link: "[that]" if link.text == "that" else None) == "See this or [that]"


def test_what_is_left_out_may_be_said() -> None:
    nodes = turbohtml.parse_fragment("<p>One <b>two</b> three<pre>x<b>y</b></pre>", positions=False).children
    assert text_of(nodes, is_left_out=lambda element: element.tag == "b") == "One three\n\n```\nx\n```"


CODE = '```\nif a < b && c:\n\n    d("x")  \n\n\n\te\n- f\n   1) g\n```'


def test_cleaning_leaves_code_as_it_is() -> None:
    markup = html.escape(CODE.removeprefix("```\n").removesuffix("\n```"))
    text = shown(f"<p>So   it  is</p><pre>{markup}</pre><ul><li>x</ul>")
    assert clean(text) == f"So it is\n\n{CODE.replace('  ' + chr(10), chr(10), 1)}\n\n- x"


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("a\n```\n  b\n```\nc", "a\n\n```\n  b\n```\n\nc"),
        ("```python\r\n  b\r\n```\r\n", "```python\n  b\n```"),
        ("  ````\n```\n  b\n```\n````  ", "````\n```\n  b\n```\n````"),
        ("a\n```\n  b\n  c", "a\n```\nb\nc"),
        ("use ``` here\n  b\n```", "use ``` here\nb\n```"),
        ("```\n```", "```\n```"),
        ("```\n\u200b x\u00a0y\x00\n```", "```\n x y\n```"),
    ],
)
def test_code_is_what_stands_between_two_fences(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


PIECES = [
    "```",
    "````",
    "```py",
    " ```\r",
    "> ",
    "\n",
    "\n\n",
    "a",
    "  b",
    "- ",
    "1. ",
    "`",
    "\u200b",
    "\u2029",
    "\t",
    "a long line in lower case that goes on and on",
    ";",
    "\r",
]


@settings(max_examples=examples(150))
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_cleaning_code_twice_is_cleaning_it_once(raw: str) -> None:
    assert clean(clean(raw)) == clean(raw)


INLINE = ["b", "i", "span", "a", "code", "u"]
BLOCK = ["p", "div", "h3", "section", "blockquote", "li", "ul", "ol", "td", "table", "dl", "dd"]
words = st.text("aB5é中.%$<&> \n", min_size=1, max_size=10).map(html.escape)
pages = st.recursive(
    words,
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        st.sampled_from(INLINE + BLOCK),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)


def letters(text: str) -> str:
    """All but white space and what lists and tables are written with."""
    return "".join(c for c in text if not c.isspace() and c not in "-.|0123456789")


@settings(max_examples=examples(200))
@given(pages)
def test_no_letter_of_a_plain_page_is_lost_or_moved(markup: str) -> None:
    oracle = BeautifulSoup(str(turbohtml.parse_fragment(markup, positions=False).inner_html), "html.parser")
    assert letters(shown(markup)) == letters(oracle.get_text())


@settings(max_examples=examples(100))
@given(pages)
def test_words_of_two_blocks_are_two_words(markup: str) -> None:
    text = shown(f"<p>one</p>{markup}<p>two</p>")
    assert text.startswith("one\n\n")
    assert text.endswith("\n\ntwo")


@settings(max_examples=examples(200))
@given(st.lists(st.text("aB5é<&>\"' \n\t", max_size=8), max_size=6))
def test_code_keeps_its_text(lines: list[str]) -> None:
    code = "\n".join(lines)
    kept = code.split("\n")
    while kept and not kept[0].strip():
        kept.pop(0)
    while kept and not kept[-1].strip():
        kept.pop()
    assert shown(f"<pre>\n{html.escape(code)}</pre>") == ("```\n" + "\n".join(kept) + "\n```" if kept else "")


@settings(max_examples=examples(150))
@given(st.text("<>/&;pbrli amt#38\\u0c3e\n", max_size=40))
def test_no_string_breaks_the_reader(text: str) -> None:
    assert isinstance(clean(text_of_html(text)), str)


DEEP = shorter(1_000_000)
HOSTILE = {
    "nested blocks": "<div>" * DEEP + "x",
    "nested inline elements": "<b>" * 2_000 + "x",
    "nested links and blocks": "<a href=x><div>" * 3_000 + "x",
    "nested lists": "<ul><li>" * shorter(100_000) + "x",
    "nested tables": "<table><tr><td>a<td>" * shorter(20_000) + "x",
    "nested raised text": "<sup>" * shorter(100_000) + "x",
    "nested code": "<pre>" * shorter(100_000) + "x",
    "many line breaks": "a<br>" * shorter(200_000),
    "many cells": "<table><tr>" + "<td>x" * shorter(20_000),
    "many rows": "<table>" + "<tr><td>x<td>y" * shorter(50_000),
    "long text": "x " * shorter(2_000_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_html_is_read_in_time(name: str) -> None:
    nodes = turbohtml.parse(HOSTILE[name], positions=False).children
    start = time.process_time()
    assert text_of(nodes)
    assert time.process_time() - start < shorter(8)
