"""Pages of any length, each of one shape that asks a reader to do the same again and again; for the law of growth."""

from __future__ import annotations

from collections.abc import Callable

Build = Callable[[int], str]
CITED = "View complete answer on e.example.org\n"
PAIR = "<details><summary>Is it a page?</summary>It is a page.</details>"


def _json(text: str) -> str:
    return f"<script type=application/ld+json>{text}</script>"


def _numbered(template: str) -> Build:
    """The template n times, `#` replaced by a number."""
    return lambda n: "".join(template.replace("#", str(number)) for number in range(n))


def _nested(opening: str, inside: str = "x", closing: str = "") -> Build:
    return lambda n: opening * n + inside + closing * n


def _repeated(before: str, piece: str, after: str = "") -> Build:
    return lambda n: before + piece * n + after


def _around(before: str, build: Build, after: str = "") -> Build:
    return lambda n: before + build(n) + after


QUESTION_JSON = '{"@type":"Question","name":"Is it #?","acceptedAnswer":{"@type":"Answer","text":"It is #."}}'


def _faq(n: int) -> str:
    items = ",".join(QUESTION_JSON.replace("#", str(i)) for i in range(n))
    return _json('{"@type":"FAQPage","mainEntity":[' + items + "]}")


def _graph(n: int) -> str:
    """Questions that name their answers elsewhere in the graph."""
    questions = (
        f'{{"@type":"Question","@id":"#q{i}","name":"Is it {i}?","acceptedAnswer":{{"@id":"#a{i}"}}}}' for i in range(n)
    )
    answers = (f'{{"@type":"Answer","@id":"#a{i}","text":"It is {i}."}}' for i in range(n))
    return _json('{"@graph":[' + ",".join([*questions, *answers]) + "]}")


def _one_answer_for_all(n: int) -> str:
    questions = (f'{{"@type":"Question","name":"Is it {i}?","acceptedAnswer":{{"@id":"#a"}}}}' for i in range(n))
    return _json('{"@graph":[' + ",".join([*questions, '{"@type":"Answer","@id":"#a","text":"It is."}']) + "]}")


def _same_id(n: int) -> str:
    items = (f'{{"@type":"Answer","@id":"#a","text":"It is {i}."}}' for i in range(n))
    return _json(
        '{"@graph":[{"@type":"Question","name":"Is it?","acceptedAnswer":{"@id":"#a"}},' + ",".join(items) + "]}"
    )


def _chain(n: int) -> str:
    items = (f'{{"@id":"#{i}","@type":"Thing","about":{{"@id":"#{i + 1}"}}}}' for i in range(n))
    return _json('{"@graph":[' + ",".join(items) + "," + QUESTION_JSON + "]}")


def _cycle(n: int) -> str:
    items = (
        f'{{"@id":"#{i}","@type":"Question","name":"Is it {i}?","acceptedAnswer":{{"@id":"#{(i + 1) % n}"}}}}'
        for i in range(n)
    )
    return _json('{"@graph":[' + ",".join(items) + "]}")


def _itemref(n: int) -> str:
    ids = " ".join(f"p{i}" for i in range(n))
    parts = "".join(f"<p id=p{i} itemprop=text>It is {i}." for i in range(n))
    return (
        f"<div itemscope itemtype=https://schema.org/Question><h3 itemprop=name>Is it?</h3>"
        f"<div itemprop=acceptedAnswer itemscope itemtype=https://schema.org/Answer itemref='{ids}'></div></div>{parts}"
    )


def _itemrefs_to_one(n: int) -> str:
    items = (
        f"<div itemscope itemtype=https://schema.org/Question itemref=a><h3 itemprop=name>Is it {i}?</h3></div>"
        for i in range(n)
    )
    return "".join(items) + (
        "<div id=a itemprop=acceptedAnswer itemscope itemtype=https://schema.org/Answer><p itemprop=text>It is.</div>"
    )


def _itemref_chain(n: int) -> str:
    items = (
        f"<div id=q{i} itemprop=about itemscope itemtype=https://schema.org/Question itemref=q{(i + 1) % n}></div>"
        for i in range(n)
    )
    return "".join(items)


def _itemref_to_all(n: int) -> str:
    """Each of some items names all the parts: a page of n characters that means n * n."""
    side = max(1, int(n**0.5))
    ids = " ".join(f"p{i}" for i in range(side))
    item = f"<div itemscope itemtype=https://schema.org/Question itemref='{ids}'></div>"
    return item * side + "".join(f"<p id=p{i} itemprop=name>Is it {i}?" for i in range(side))


def _microdata(n: int) -> str:
    item = (
        "<div itemprop=mainEntity itemscope itemtype=https://schema.org/Question><h3 itemprop=name>Is it #?</h3>"
        "<div itemprop=acceptedAnswer itemscope itemtype=https://schema.org/Answer><p itemprop=text>It is.</div></div>"
    )
    return "<div itemscope itemtype=https://schema.org/FAQPage>" + _numbered(item)(n) + "</div>"


def _rdfa(n: int) -> str:
    item = (
        "<div property=mainEntity typeof=Question><h3 property=name>Is it #?</h3>"
        "<div property=acceptedAnswer typeof=Answer><p property=text>It is #.</div></div>"
    )
    return "<div vocab=https://schema.org/ typeof=FAQPage>" + _numbered(item)(n) + "</div>"


def _rdfa_prefixes(n: int) -> str:
    prefixes = " ".join(f"p{i}: https://schema.org/" for i in range(n))
    items = "".join(f"<div typeof=p{i}:Question><p property=p{i}:name>Is it {i}?</div>" for i in range(n))
    return f"<div prefix='{prefixes}'>{items}</div>"


def _rdfa_prefix_each(n: int) -> str:
    items = "".join(f"<div prefix='p{i}: https://schema.org/'><div typeof=p{i}:Question>" for i in range(n))
    return items + "x"


HTML: dict[str, Build] = {
    "headings": _numbered("<h3>Is it number #?</h3><p>It is #.</p>"),
    "headings_without_end": _numbered("<h3>Is it number #?</h3>"),
    "headings_of_other_levels": lambda n: "".join(
        f"<h{1 + i % 6}>Is it {i}?</h{1 + i % 6}><p>It is {i}." for i in range(n)
    ),
    "headings_that_ask_not": _around(
        "<h1>Is it?</h1><h1>Is it so?</h1>", _numbered("<h4>Number #</h4><p>It is #.</p>")
    ),
    "one_heading_many_below": _around(
        "<h2>Is it?</h2><h2>Is it so?</h2>", _numbered("<h4>Is this #</h4><p>It is #.</p>")
    ),
    "headings_each_in_a_div": _numbered("<div><h3>Is it number #?</h3></div><div><p>It is #.</p></div>"),
    "headings_on_cards": _around(
        "<h3>Cards</h3>",
        _numbered("<div class=card><h3>Is it #?</h3><p>It is #.</p><a class=btn href=/#>Go #</a></div>"),
    ),
    "headings_on_nested_cards": _nested("<div><h3>Is it?</h3><p>It is.</p><h3>Card</h3>"),
    "titles_of_many_classes": _numbered("<div><p class=t#><b>Is it #?</b></p>It is.<p class=t#><b>Card</b></p></div>"),
    "headings_growing_levels": _numbered("<h2>What is # for?</h2><h3>Part #</h3><p>One.<h3>Part #</h3><p>Two."),
    "questions_below_headings": _around(
        "<h2>Is it?</h2><h2>Is it so?</h2>", _numbered("<p><b>Is it #?</b><p>It is #.")
    ),
    "buttons_below_headings": _numbered("<h2>Is it #?</h2><button>Is it not #?</button>"),
    "titles": _numbered("<p class=title>Is it number #?<p>It is #."),
    "bold": _numbered("<p><b>Is it number #?</b><p>It is #."),
    "bold_inline": _numbered("<p><b>Is it number #?</b> It is #."),
    "bold_in_one_paragraph": _around("<p>", _numbered("<b>Is it #?</b> It is #. ")),
    "bold_in_one_paragraph_br": _around("<p>", _numbered("<b>Is it #?</b><br>It is #.<br>")),
    "bold_runs": _around("<p>", _numbered("<b>Is it</b><b> #?</b>")),
    "bold_blanks": _around("<p>", _numbered("<b> </b>"), "<b>Is it?</b> It is."),
    "bold_labels": _around("<p>", _numbered("<b>Is it?</b><i> </i>")),
    "bold_after_blanks": _around("<div>", _numbered("<i></i><b>Is it #?</b>")),
    "bold_not_asking": _numbered("<b>It is #</b>"),
    "bold_list": _around("<ul>", _numbered("<li><b>Is it #?</b> It is.")),
    "bold_table": _around("<table>", _numbered("<tr><td><b>Is it #?</b><td>It is #.")),
    "bold_table_rows": _around("<table>", _numbered("<tr><td><b>Is it #?</b><tr><td>It is #.")),
    "bold_in_cells": _around("<table><tr>", _numbered("<td><b>Is it #?</b><td>It is #.")),
    "details": _numbered("<details><summary>Is it #?</summary>It is #.</details>"),
    "details_nested": _nested("<details><summary>Is it?</summary>"),
    "details_nested_closed": _nested("<details><summary>Is it?</summary>It is. ", "x", "</details>"),
    "details_many_summaries": _around("<details>", _numbered("<summary>Is it #?</summary>")),
    "details_alike": _numbered("<p>Is it #?</p><details><summary>Show</summary>It is #.</details>"),
    "details_alike_in_a_line": _numbered("<i>Is it #?</i><details><summary>Show</summary>It is.</details>"),
    "ads_behind_answers": _numbered("<h3>Is it #?</h3><p>It is.<div class=ad><p>Buy # of them</div>"),
    "details_in_divs": _numbered("<div><details><summary>Is it #?</summary><div>It is #.</div></details></div>"),
    "terms": _around("<dl>", _numbered("<dt>Is it #?<dd>It is #.")),
    "terms_one_answer": _around("<dl>", _numbered("<dt>Is it #?"), "<dd>yes</dl>"),
    "terms_no_answer": _around("<dl>", _numbered("<dt>Is it #?")),
    "terms_many_answers": _around("<dl><dt>Is it?", _numbered("<dd>It is #.")),
    "terms_blanks": _around("<dl>", _numbered("<dt>Is it #?<dd> ")),
    "terms_in_divs": _around("<dl>", _numbered("<div><dt>Is it #?<dd>It is #.</div>")),
    "rows": _around("<table>", _numbered("<tr><td>Is it #?<td>It is #.")),
    "row_of_cells": _around("<table><tr>", _numbered("<td>Is it #?")),
    "table_in_answer": _around(
        "<details><summary>Is it?</summary><table>", _numbered("<tr><td>#<td>It is #."), "</table></details>"
    ),
    "row_in_answer": _around("<details><summary>Is it?</summary><table><tr>", _numbered("<td>#"), "</table></details>"),
    "tables_nested": _nested("<table><tr><td>"),
    "tables_nested_in_answer": _around("<details><summary>Is it?</summary>", _nested("<table><tr><td>1<td>")),
    "lists_nested": _around("<details><summary>Is it?</summary>", _nested("<ul><li>It is. ")),
    "list_in_answer": _around("<details><summary>Is it?</summary><ol>", _numbered("<li>It is #.")),
    "lists_reversed": _around("<details><summary>Is it?</summary>", _nested("<ol reversed><li>It is. ")),
    "buttons_one_panel": _repeated(
        "", "<button aria-expanded=false aria-controls=p>Is it?</button>", "<div id=p>It is.</div>"
    ),
    "buttons_one_panel_numbered": _around(
        "", _numbered("<button aria-controls=p>Is it #?</button>"), "<div id=p>It is.</div>"
    ),
    "buttons_no_panel": _repeated("", "<button aria-expanded=false aria-controls=q>Is it?</button>"),
    "buttons_own_panels": _numbered("<button aria-controls=p#>Is it #?</button><div id=p#>It is #.</div>"),
    "buttons_panels_after": lambda n: (
        _numbered("<button aria-controls=p#>Is it #?</button>")(n) + _numbered("<div id=p#>It is #.</div>")(n)
    ),
    "buttons_in_panel": _around("<div id=p>", _numbered("<button aria-controls=p>Is it #?</button>"), "It is.</div>"),
    "buttons_long_panel": lambda n: (
        "<button aria-controls=p>Is it?</button>" * n + "<div id=p>" + "It is. " * n + "</div>"
    ),
    "windows_long_panel": lambda n: (
        "<a data-toggle=modal href='#p'>Is it?</a>" * n + "<div id=p>" + "<p>It is." * n + "</div>"
    ),
    "buttons_only": _numbered("<button>Is it #?</button>"),
    "buttons_then_text": _numbered("<button>Is it #?</button> yes "),
    "buttons_nested_titles": _nested("<div class=accordion>Is it?"),
    "accordion_bars": _numbered(
        "<div class=accordion-item><div class=accordion-header>Is it #?</div><div>It is #.</div></div>"
    ),
    "accordion_siblings": _numbered("<div class=accordion-header>Is it #?</div><p>It is #.</p>"),
    "ama_comments": _around(
        "<title>AMA</title><b class=author>Ana</b>",
        _numbered(
            "<div class=comment><b class=author>Bo</b><p class=comment-text>Is it #?</p>"
            "<div class=comment><b class=author>Ana</b><p class=comment-text>It is #.</p></div></div>"
        ),
    ),
    "ama_comments_nested": _around(
        "<title>AMA</title>", _nested("<div class=comment><p class=comment-text>Is it?</p>")
    ),
    "chat": _numbered(
        "<div class=message><i class=nick>Ana</i><p>Is it #?</p></div>"
        "<div class=message><i class=nick>Ben</i><p>It is #.</p></div>"
    ),
    "talk_with_times": _numbered("<p><b>Ida:</b> <a>[0:05]</a> Is it #?</p><p>Ben (<a>0:15</a>):<br>It is #.</p>"),
    "times_on_a_line": _repeated("<p><b>Ida:</b> ", "<a>[0:05]</a> "),
    "chat_nested": _nested("<div class=message><i class=nick>Ana</i><p>Is it?</p>"),
    "chat_of_kinds": _numbered(
        "<div class=message>"
        + "<i class='nick k#'>Ana</i><p>Is it?</p><i class='nick k#'>Ben</i><p>Yes.</p>" * 3
        + "</div>"
    ),
    "chat_roles": _numbered("<div class='message user'>Is it #?</div><div class='message bot'>It is #.</div>"),
    "chat_roles_nested": _nested("<div class='message user'>Is it?<div class='message bot'>It is."),
    "labels": _numbered("<label for=c#>Is it #?</label><input type=checkbox id=c#><div>It is #.</div>"),
    "labels_one_box": _around(
        "", _numbered("<label for=c>Is it #?</label>"), "<input type=checkbox id=c><div>It is.</div>"
    ),
    "called": _numbered("<div class=faq-question>Is it #?</div><div class=faq-answer>It is #.</div>"),
    "called_no_answer": _numbered("<div class=faq-question>Is it #?</div>"),
    "called_many_blanks": _numbered("<div class=faq-question>Is it #?</div><i></i>"),
    "called_nested": _nested("<div class=question>Is it?"),
    "called_in_one": _around(
        "<div class=faq>",
        _numbered("<div class=faq-item><h4 class=faq-question>Is it #?</h4><div class=faq-answer>It is #.</div></div>"),
    ),
    "called_holding_answers": _nested(
        "<div class=question><p>Is it?</p><div class=answer><b class=author>a</b><p>It is.</p></div>"
    ),
    "signed_answers": _around(
        "<title>Is it?</title><h1>Is it?</h1>",
        _numbered("<div class=an-answer><b class=author>a#</b><h3>It is</h3><p class=a-text>It is #.</div>"),
    ),
    "signed_answers_nested": _around(
        "<title>Is it?</title><h1>Is it?</h1>",
        _nested("<div class=an-answer><b class=author>a</b><h3>Is it?</h3><p class=a-text>It is.</p>"),
    ),
    "signed_answers_of_many_parts": _around(
        "<title>Is it?</title><h1>Is it?</h1><div class=an-answer><b class=author>a</b>",
        _numbered("<p class=a-text></p><p class=answer-text><b class=author>It is #.</b></p>"),
    ),
    "posts": _around(
        "<title>Is it?</title><h1 class=p-title-value>Is it?</h1>",
        _numbered(
            "<div class=message--post data-author=a#><div class=message-body><div class=bbWrapper>"
            "<p>a said:</p><blockquote>It is not #.</blockquote>It is #, as they say in the village.</div></div></div>"
        ),
    ),
    "titles_of_posts": _around(
        "<title>Is it?</title>"
        + "<div class='message--post' data-author=a><div class=message-body><p class=bbWrapper>So.</div></div>" * 2,
        _numbered("<h1 class=p-title-value>Is it #?</h1>"),
    ),
    "signed_blocks": _around(
        "<title>Is it? - Talks</title><h1>Is it? <i>#9</i></h1><div class=thread>",
        _numbered(
            "<div class=comment><a>Comment #</a> <b class=author>a#</b> <i title='3 May 2004'>last year</i>"
            "<div>It is #.<div><a>Reply</a> | <a>Report</a></div></div></div>"
        ),
    ),
    "signed_blocks_nested": _around(
        "<title>Is it?</title><h1>Is it?</h1>",
        _nested("<div class=forum><b class=author>a</b> <i>3 May 2004</i><p>It is.</p>"),
    ),
    "titles_in_spans": _around(
        "<title>Is it so? - Talks</title><div><i>3 May 2004</i><b>a</b>It is.</div>" * 2,
        _numbered("<p><span>Number: is it #? #3</span>"),
    ),
    "lettered": _numbered("<p>Q: Is it #?<p>A: It is #."),
    "lettered_no_answer": _numbered("<p>Q: Is it #?"),
    "lettered_one_answer": _around("<p>Q: Is it?", _numbered("<p>A: It is #.")),
    "saved_page": _numbered(
        "<p>Is it #?<p>It is #.<p><a href=https://e.example.org/#>View complete answer on e.example.org</a>"
    ),
    "backticks_in_pre": _repeated("<details><summary>Is it?</summary><pre>", "`", "</pre></details>"),
    "pre_fences": _around(
        "<details><summary>Is it?</summary><pre>",
        lambda n: "".join("`" * (i % 300) + "\n" for i in range(n // 100)),
        "</pre></details>",
    ),
    "pre_lines": _around("<details><summary>Is it?</summary><pre>", _numbered("line #\n"), "</pre></details>"),
    "pre_blank_lines": _repeated("<details><summary>Is it?</summary><pre>", "\n", "x</pre></details>"),
    "pres": _around("<details><summary>Is it?</summary>", _numbered("<pre>`#`</pre>"), "</details>"),
    "microdata": _microdata,
    "microdata_nested": _nested("<div itemscope itemtype=https://schema.org/Question><p itemprop=name>Is it?</p>"),
    "microdata_props_nested": _nested(
        "<div itemprop=mainEntity itemscope itemtype=https://schema.org/Question><p itemprop=name>Is it?</p>"
    ),
    "microdata_many_names": _around(
        "<div itemscope itemtype=https://schema.org/Question>", _numbered("<p itemprop=name>Is it #?")
    ),
    "microdata_many_answers": _around(
        "<div itemscope itemtype=https://schema.org/Question><p itemprop=name>Is it?</p>",
        _numbered(
            "<div itemprop=suggestedAnswer itemscope itemtype=https://schema.org/Answer><p itemprop=text>It is #.</div>"
        ),
    ),
    "itemref": _itemref,
    "itemrefs_to_one": _itemrefs_to_one,
    "itemref_chain": _itemref_chain,
    "itemref_to_all": _itemref_to_all,
    "rdfa": _rdfa,
    "rdfa_nested": _around(
        "<div vocab=https://schema.org/>", _nested("<div typeof=Question><p property=name>Is it?</p>")
    ),
    "rdfa_prefixes": _rdfa_prefixes,
    "rdfa_prefix_each": _rdfa_prefix_each,
    "rdfa_prefix_flat": _numbered(
        "<div prefix='p#: https://schema.org/'><div typeof=p#:Question><p property=p#:name>Is it?</div></div>"
    ),
    "rdfa_many_types": lambda n: (
        "<div vocab=https://schema.org/ typeof='" + " ".join(f"T{i}" for i in range(n)) + " Question'>Is it?</div>"
    ),
    "json_faq": _faq,
    "json_graph": _graph,
    "json_one_answer": _one_answer_for_all,
    "json_same_id": _same_id,
    "json_chain": _chain,
    "json_cycle": _cycle,
    "json_scripts": _numbered(_json(QUESTION_JSON)),
    "json_empty_scripts": _repeated("", "<script type=application/ld+json></script>", _json(QUESTION_JSON)),
    "json_deep_arrays": lambda n: _json(
        '{"@type":"Question","name":"Is it?","acceptedAnswer":' + "[" * n + "]" * n + "}"
    ),
    "json_deep_objects": lambda n: _json('{"@type":"Question","name":"Is it?","acceptedAnswer":' * n + "1" + "}" * n),
    "json_unclosed_objects": lambda n: _json('{"@type":"Question","name":"Is it?","acceptedAnswer":' * n),
    "json_unclosed_arrays": lambda n: _json('{"@type":"Question","name":"Is it?","acceptedAnswer":' + "[" * n),
    "json_broken_string": lambda n: _json('{"@type":"Question","name":"Is it?","text":"' + 'a "word" ' * n + '"}'),
    "json_line_breaks": lambda n: _json('{"@type":"Question","name":"Is it?","text":"' + "word\n" * n + '"}'),
    "json_no_commas": lambda n: _json('{"@type":"Question" "name":"Is it?" ' + '"a":1 ' * n + "}"),
    "json_comments": lambda n: _json("/*" * n + QUESTION_JSON),
    "json_commas": lambda n: _json('{"@type":"Question","name":"Is it?"' + "," * n + "}"),
    "json_backslashes": lambda n: _json('{"@type":"Question","name":"Is it?","text":"' + "\\" * n + '"}'),
    "json_quotes": lambda n: _json('{"@type":"Question","name":"Is it?","text":' + '"' * n + "}"),
    "json_many_answers": lambda n: _json(
        '{"@type":"Question","name":"Is it?","suggestedAnswer":['
        + ",".join(f'{{"@type":"Answer","text":"It is {i}."}}' for i in range(n))
        + "]}"
    ),
    "json_html_answer": lambda n: _json(
        '{"@type":"Question","name":"Is it?","acceptedAnswer":{"@type":"Answer","text":"' + "<p>It is.</p>" * n + '"}}'
    ),
    "json_escaped_html": lambda n: _json(
        '{"@type":"Question","name":"Is it?","acceptedAnswer":{"@type":"Answer","text":"'
        + "&lt;p&gt;It is.&lt;/p&gt;" * n
        + '"}}'
    ),
    "json_entities": lambda n: _json(
        '{"@type":"Question","name":"Is it?","acceptedAnswer":{"@type":"Answer","text":"' + "&amp;amp;" * n + '"}}'
    ),
    "json_open_tags": lambda n: _json(
        '{"@type":"Question","name":"Is it?","acceptedAnswer":{"@type":"Answer","text":"' + "<b" * n + '<p>x"}}'
    ),
    "json_open_comments": lambda n: _json(
        '{"@type":"Question","name":"Is it?","acceptedAnswer":{"@type":"Answer","text":"' + "<!--" * n + '<p>x"}}'
    ),
    "json_nested_html": lambda n: _json(
        '{"@type":"Question","name":"Is it?","acceptedAnswer":{"@type":"Answer","text":"' + "<div>" * n + 'x"}}'
    ),
    "json_in_cdata": lambda n: _json("//<![CDATA[\n" * n + QUESTION_JSON),
    "divs_nested": _around(PAIR, _nested("<div>")),
    "divs_nested_called_faq": _nested("<div class=faq>", "<h3>Is it?</h3><p>It is."),
    "bold_nested": _around(PAIR, _nested("<b><i>")),
    "spans_nested_in_question": _around("<details><summary>Is it", _nested("<span>"), "?</summary>It is.</details>"),
    "fonts_nested": _around(PAIR, _nested("<font>")),
    "regions_nested": _nested("<nav>", "<h3>Is it?</h3><p>It is."),
    "regions": _numbered("<nav><h3>Is it #?</h3><p>It is #.</nav>"),
    "regions_in_answer": _around(
        "<h3>Is it?</h3><h3>Is it not?</h3>", _numbered("<div><div class=share>x</div>It is #.</div>")
    ),
    "regions_nested_in_answer": _around(
        "<h3>Is it?</h3><h3>Is it not?</h3>", _nested("<div>It is.", "<div class=share>x</div>")
    ),
    "holders_in_answer": _around("<details><summary>Is it?</summary>", _nested("<div><p class=a>It is.</p>")),
    "tail_nested": _around("<details><summary>Is it?</summary><p>It is.</p>", _nested("<div>", "Back to top")),
    "tails": _around("<details><summary>Is it?</summary>", _numbered("<p>Back to top</p>")),
    "classes_alike": _numbered("<div class='box item question-list'>It is #.</div>"),
    "class_long": lambda n: f"<div class='{'a-' * n}'>Is it?</div>{PAIR}",
    "classes_many": lambda n: "<h3 class='" + " ".join(f"c{i}" for i in range(n)) + "'>Is it?</h3><p>It is." + PAIR,
    "class_noise": lambda n: "<details><summary>Is it?</summary><p class='" + "ad" * n + "'>It is.</details>",
    "ids_many": _around("", _numbered("<i id=a#></i>"), PAIR),
    "attributes": lambda n: "<p " + " ".join(f"a{i}=1" for i in range(n)) + f">x</p>{PAIR}",
    "attribute_long": lambda n: f"<p title='{'Is it? ' * n}'>x</p>{PAIR}",
    "style_long": lambda n: f"<p><span style='{'font-weight ' * n}'>Is it?</span> It is." + PAIR,
    "comments": _repeated("", "<!-- Is it? -->", PAIR),
    "comments_opened": _around(PAIR, _repeated("", "<!--")),
    "comment_long": lambda n: "<!--" + "x " * n + "-->" + PAIR,
    "scripts": _repeated("", "<script>var x;</script>", PAIR),
    "scripts_opened": _around(PAIR, _repeated("", "<script>")),
    "styles": _repeated("", "<style>a{}</style>", PAIR),
    "templates": _repeated("", "<template><p>x</template>", PAIR),
    "names_unclosed": _around("", _numbered("<a name=n#>Is it #?")),
    "links_unclosed": _around("", _numbered("<a href=#>Is it #?")),
    "anchors_in_answer": _around("<details><summary>Is it?</summary>", _numbered("<a href=#>#</a>")),
    "links_in_question": _around("<h3>", _numbered("<a href=#>#</a>"), "?</h3><p>It is."),
    "paragraphs": _around("", _numbered("<p>It is #."), PAIR),
    "pre_labels": _around("<pre>", _numbered("Q: Is it #?\nA: It is #.\n\n"), "</pre>"),
    "pre_each": _numbered("<pre>Q: Is it #?\nA: It is #.\n\nQ: Is it so?\nA: It is.\nQ: Why?\nA: Why not.\n</pre>"),
    "pre_nested": _nested("<pre>", "Q: Is it?\nA: It is.\n"),
    "pre_nested_each": _nested("<pre>Q: Is it?\nA: It is.\n"),
    "pre_links": _around("<pre>", _numbered("<a href=#a#>Q</a>: Is it #?\n<b>A</b>: It is #.\n\n"), "</pre>"),
    "paragraphs_that_ask": _numbered("<p>Is it #?"),
    "one_text": lambda n: "<p>" + "word " * n + PAIR,
    "one_word": lambda n: "<h3>" + "x" * n + "?</h3><p>It is." + PAIR,
    "question_marks": lambda n: f"<details><summary>Is it{'?' * n}</summary>It is{'?' * n}</details>",
    "long_answer": lambda n: f"<details><summary>Is it?</summary>{'It is so. ' * n}</details>",
    "long_word_answer": lambda n: f"<details><summary>Is it?</summary>{'x' * n}</details>",
    "long_question": lambda n: f"<details><summary>Is it {'so ' * n}?</summary>It is.</details>",
    "entities": lambda n: f"<details><summary>Is it?</summary>{'&amp;lt;' * n}</details>",
    "entities_open": lambda n: f"<details><summary>Is it?</summary>{'&' * n}</details>",
    "combining_marks": lambda n: "<details><summary>Is it?</summary>a" + "\u0301" * n + "</details>",
    "combining_marks_mixed": lambda n: "<details><summary>Is it?</summary>a" + "\u0301\u0316" * n + "</details>",
    "spaces": lambda n: f"<details><summary>Is it?</summary>It{' ' * n}is.</details>" + " " * n,
    "nbsp": lambda n: f"<details><summary>Is it?</summary>It{chr(160) * n}is.</details>",
    "brs": lambda n: f"<details><summary>Is it?</summary>It{'<br>' * n}is.</details>",
    "zero_width": lambda n: f"<details><summary>Is it?</summary>It{chr(0x200B) * n}is.</details>",
    "dots": lambda n: f"<details><summary>Is it?</summary>It is{'.' * n}</details>",
    "digits": lambda n: f"<details><summary>Is it?</summary>It is {'1' * n}</details>",
    "dates": lambda n: f"<details><summary>Is it?</summary>It is {'12.' * n}</details>",
    "sups": _around("<details><summary>Is it?</summary>", _numbered("1<sup>2</sup>/<sub>3</sub>")),
    "quotes": _around("<details><summary>Is it?</summary>", _nested("<q>")),
    "images": _around("<details><summary>Is it?</summary>", _repeated("", "<img class=emoji alt=x>")),
    "canonicals": _repeated("", "<link rel=canonical href=https://example.org/>", PAIR),
    "metas": _repeated("", "<meta charset=utf-8>", PAIR),
    "tags_unclosed": _around(PAIR, _repeated("", "<p")),
    "less_than": _around(PAIR, _repeated("", "<")),
    "nuls": _around(PAIR, _repeated("", "x\0")),
    "end_tags": _around(PAIR, _repeated("", "</p>")),
    "end_tags_of_nothing": _around(PAIR, _repeated("<div>", "</b>")),
    "forms": _numbered("<form><button>Is it #?</button></form>"),
    "selects": _repeated("", "<select><option>Is it?", PAIR),
    "svgs": _repeated("", "<svg><g>", PAIR),
    "maths": _repeated("", "<math><mi>", PAIR),
    "framed": _repeated("", "<iframe srcdoc='<p>Is it?'></iframe>", PAIR),
    "tables_fostered": _repeated("<table>", "<p>Is it?", PAIR),
    "formatting_reopened": _repeated("", "<p><b><i><u>x", PAIR),
    "formatting_with_attributes": _numbered("<p><b class=c#>x"),
    "misnested": _repeated("", "<b><p></b>x</p>", PAIR),
    "misnested_links": _repeated("", "<a href=x><div>", PAIR),
    "quiz": _numbered("<div class=quiz><h3>Is it #?</h3><p>It is #.</div>"),
    "choices": _repeated("<h3>Is it?</h3><h3>Is it so?</h3>", "<input type=radio>yes"),
    "times": _repeated("<h3>Is it?</h3>", "<time>now</time>", "<h3>Is it so?</h3><p>It is."),
    "same_question": _repeated("", "<details><summary>Is it?</summary>It is.</details>"),
    "same_question_other_answers": _numbered("<details><summary>Is it?</summary>It is #.</details>"),
    "same_question_longer_answers": lambda n: "".join(
        f"<details><summary>Is it?</summary>{'It is so. ' * i}</details>" for i in range(int((n) ** 0.5))
    ),
    "same_question_two_formats": lambda n: (
        _numbered("<details><summary>Is it?</summary>It is #.</details>")(n)
        + _json(
            '{"@type":"Question","name":"Is it?","suggestedAnswer":['
            + ",".join(f'{{"@type":"Answer","text":"It is not {i}."}}' for i in range(n))
            + "]}"
        )
    ),
    "terms_long_answer": lambda n: "<dl>" + _numbered("<dt>Is it #?")(n) + "<dd>" + "It is. " * n + "</dl>",
    "terms_many_nodes": lambda n: "<dl>" + _numbered("<dt>Is it #?")(n) + "<dd>It is." + "<i></i>" * n + "</dl>",
    "summary_nested": _nested("<details><summary>Is it?"),
    "itemrefs_to_long": lambda n: _itemrefs_to_one(n).replace("It is.", "It is. " * n),
    "itemrefs_to_many": lambda n: _itemrefs_to_one(n).replace(
        "<p itemprop=text>It is.", "<i></i>" * n + "<p itemprop=text>It is."
    ),
    "itemrefs_to_many_names": lambda n: _itemrefs_to_one(n) + "<div id=b>" + "<p itemprop=name>x" * n + "</div>",
    "json_one_long_answer": lambda n: _one_answer_for_all(n).replace('"It is."', '"' + "It is. " * n + '"'),
    "rdfa_prefixes_around": lambda n: (
        "<div prefix='"
        + " ".join(f"p{i}: https://schema.org/" for i in range(n))
        + "'>"
        + _numbered("<div prefix='q: https://schema.org/' typeof=q:Question><p property=q:name>Is it #?</div>")(n)
    ),
    "same_answer": _numbered("<details><summary>Is it #?</summary>It is so, and it is so.</details>"),
}

TEXT: dict[str, Build] = {
    "text_chat": _numbered("Ana  10:00 AM\nIs it #?\nBen  10:01 AM\n10:02\nIt is #.\n"),
    "text_chat_columns": _numbered("10:00\tana\tis it #?\n10:01\tben\tit is #\n"),
    "text_chat_alone": _numbered("Ana\nIs it #?\n\nBen\nIt is #.\n\n"),
    "text_subtitles": _numbered(
        "#\n0:00:03.000 --> 0:00:07.000\nAna: Is it #?\n\n#\n0:00:07.000 --> 0:00:08.000\nBen: Yes.\n\n"
    ),
    "text_line_numbers": _numbered("#   Q. Is it?\n"),
    "text_replies": _numbered("> Is it #?\n\nIt is.\n\n"),
    "text_replies_long": _repeated("", "> Is it?\n", "\nIt is.\n\n> Is it?\n\nYes.\n"),
    "text_wrapped": lambda n: (
        "Is it?\n\nIt starts here, and it goes on\n" + "a line of text that is long enough to be wrapped\n" * n + CITED
    ),
    "text_one_line": lambda n: "Is it? yes View complete answer on e.example.org " * n,
    "text_pairs": _numbered(f"Is it #?\n\nIt is #.\n{CITED}\n\n"),
    "text_pairs_takedown": _numbered(f"Is it #?\n\nIt is #.\nTakedown request   |   {CITED}\n\n"),
    "text_paragraphs": lambda n: "Is it?\n\n" + "It is a paragraph of text.\n\n" * n + CITED,
    "text_paragraphs_unattributed": lambda n: "It is a paragraph of text.\n\n" * n,
    "text_questions_only": _numbered("Is it #?\n"),
    "text_questions_gaps": lambda n: "Is it?\n\n\n" * n + "yes\n" + CITED,
    "text_questions_unmarked": lambda n: "How to do it\n\n\n" * n + "yes\n" + CITED,
    "text_labels": lambda n: "A:\n" * n + "Is it?\nA:\nyes\n" + CITED,
    "text_labels_after": lambda n: "Is it?\n" + "A:\n" * n + "yes\n" + CITED,
    "text_attributions": lambda n: CITED * n,
    "text_takedowns": lambda n: "Takedown request | " * n,
    "text_takedowns_lines": lambda n: "Takedown request |\n" * n,
    "text_takedowns_view": lambda n: "Is it?\nyes\n" + "Takedown request " * n + CITED,
    "text_views": lambda n: "View complete answer on " * n,
    "text_view_blanks": lambda n: ("View" + " " * 60 + "complete answer on ") * n,
    "text_view_newlines": lambda n: ("View\n" + " \n" * 60) * n,
    "text_brackets": lambda n: "[View complete answer on " + "[" * n,
    "text_links": lambda n: (
        "Is it?\nyes\n[View complete answer on e.example.org](https://e.example.org/" + "(" * n + ")\n"
    ),
    "text_long_links": lambda n: ("View complete answer on [" + "x" * 2000 + "\n") * (n // 100),
    "text_opening_marks": lambda n: "Is it?\nyes\n" + "[*_|(" * n + CITED,
    "text_bars": lambda n: "Is it?\nyes\n" + "|" * n + CITED,
    "text_spaces": lambda n: "Is it?" + " " * n + "\nyes" + " " * n + "\n" + CITED,
    "text_nbsp": lambda n: "Is it?" + "\xa0" * n + "\nyes" + "\xa0" * n + "\n" + CITED,
    "text_spaces_then_word": lambda n: (" " * 100 + "word ") * (n // 20) + "\n" + CITED,
    "text_newlines": lambda n: "Is it?\n" + "\n" * n + "yes\n" + CITED,
    "text_carriage_returns": lambda n: "Is it?\n" + "\r" * n + "yes\n" + CITED,
    "text_tabs": lambda n: "\t" * n + "Is it?\nyes\n" + CITED,
    "text_question_marks": lambda n: "?" * n + "\nyes\n" + CITED,
    "text_question_marks_spaced": lambda n: "Is it? " * n + "\nyes\n" + CITED,
    "text_long_line_asks": lambda n: "Is it so, " * n + "?\nyes\n" + CITED,
    "text_long_word": lambda n: "x" * n + "?\nyes\n" + CITED,
    "text_quote_marks": lambda n: "> " * n + "Is it?\nyes\n" + CITED,
    "text_quoted": lambda n: "> Is it?\n>\n> yes\n> View complete answer on e.example.org\n" * n,
    "text_quoted_deep": lambda n: "> > > > > Is it?\n> > > > > yes\n" * n + CITED,
    "text_combining": lambda n: "Is it?\na" + "\u0301\u0316" * n + "\n" + CITED,
    "text_asterisks": lambda n: "*" * n + "Is it?" + "*" * n + "\nyes\n" + CITED,
    "text_underscores": lambda n: "**Q: Is it?" + "_" * n + "\nyes\n" + CITED,
    "text_hashes": lambda n: "# " * n + "Is it?\nyes\n" + CITED,
    "text_numbers": lambda n: "1. " * n + "Is it?\nyes\n" + CITED,
    "text_digits": lambda n: "1" * n + "\nIs it?\nyes\n" + CITED,
    "text_pages": _numbered("Page #\n"),
    "text_pages_only_answers": _numbered(f"Is it?\nPage #\n{CITED}"),
    "text_fences": lambda n: "Is it?\n" + "```\ncode\n" * n + CITED,
    "text_backticks": lambda n: "Is it?\n" + "`" * n + "\n" + CITED,
    "text_list": lambda n: "Is it?\n" + "- it is\n" * n + CITED,
    "text_table": lambda n: "Is it?\n" + "a | b\n" * n + CITED,
    "text_dots": lambda n: "Is it?\nyes" + "." * n + "\n" + CITED,
    "text_entities": lambda n: "Is it?\n" + "&amp;" * n + "\n" + CITED,
    "text_tags": lambda n: "Is it?\n" + "<b>" * n + "\n" + CITED,
    "text_bidi": lambda n: "Is it?\n" + "\u200f" * n + "yes\n" + CITED,
    "text_related": lambda n: "Related questions\n" + "Is it?\n" * n + "yes\n" + CITED,
    "text_people_ask": lambda n: "People also ask\n" * n + "Is it?\nyes\n" + CITED,
    "text_answers_with_questions": lambda n: "Is it?\n" + "Why? Because.\n" * n + CITED,
    "text_lower_lines": lambda n: "what is it\n" + "and what\n" * n + CITED,
    "text_titles": _numbered(f"A title #\nIs it #?\nIt is #.\n{CITED}"),
    "text_short_words": lambda n: "a " * n,
    "text_abbreviations": lambda n: "Is it?\n" + "e.g. " * n + "\n" + CITED,
    "text_urls": lambda n: "Is it?\n" + "https://e.example.org/ " * n + "\n" + CITED,
    "text_long_url": lambda n: "Is it?\nhttps://e.example.org/" + "a/" * n + "\n" + CITED,
    "text_surrogates": lambda n: "Is it?\n" + "\udc80" * n + "\n" + CITED,
    "text_other_scripts": lambda n: "Is it?\n" + "\u4f60\u597d\uff1f" * n + "\n" + CITED,
    "text_emoji": lambda n: "Is it?\n" + "\U0001f600" * n + "\n" + CITED,
    "plain_labels": _numbered("Q: Is it #?\nA: It is #.\n\n"),
    "plain_labels_without_answers": lambda n: "Q: Is it?\nA: It is.\n" + "Q: Is it?\n" * n,
    "plain_labels_alone": lambda n: "Q:\nIs it?\nA:\nIt is.\n" * n,
    "plain_labels_on_one_line": lambda n: "Q: Is it? A: It is. " * n,
    "plain_long_answer": lambda n: "Q: Is it?\nA: It is.\n" + "IT IS\n\n" * n + "Q: Is it so?\nA: It is.\n",
    "plain_rules": lambda n: "Q: Is it?\nA: It is.\n" + "-----\n" * n + "Q: Is it so?\nA: It is.\n",
    "plain_answer_labels": lambda n: "Q: Is it?\n" + "A: It is.\n" * n,
    "plain_choices": lambda n: "Q: Is it?\nA. It is.\nB. It is not.\n" * n,
    "plain_numbers": _numbered("#. Is it so?\n\nIt is.\n\n"),
    "plain_numbers_of_steps": lambda n: "1. Is it?\n\n" + "2. Do it.\n\n" * n + "3. Is it so?\n\nIt is.\n\n",
    "plain_contents": lambda n: _numbered("#. Is it #?\n")(n) + "\n" + _numbered("#. Is it #?\n\nIt is.\n\n")(n),
    "plain_contents_of_one": lambda n: "1. Is it?\n" * n + "\nIt is.\n\n" + "2. Is it so?\nIt is.\n",
    "plain_sections": _numbered("#. It\n\n1.1 Is it?\n\nIt is.\n\n"),
    "plain_digest": lambda n: "-----\n\nSubject: Is it?\nFrom: me\n\nIt is.\n\n" * n,
    "plain_headers": lambda n: "Subject: Is it?\n" + "From: me\n" * n + "Subject: Is it so?\nIt is.\n",
    "plain_titles": lambda n: "Is it?\n------\n\nIt is.\n\n" * n,
    "plain_hashes": lambda n: "## Is it?\n\nIt is.\n\n" * n,
    "plain_faq_paragraphs": lambda n: "FAQ\n\n" + "Is it?\n\nIt is.\n\n" * n,
    "plain_turns": lambda n: "[10:00] Ana: Is it?\n[10:00] Ben: It is.\n" * n,
    "plain_turns_of_many": _numbered("A#x: Is it?\nB#x: It is.\n"),
    "plain_turns_that_ask": lambda n: "Ana: Is it?\n" * n + "Ben: It is.\n" * 3,
    "plain_turn_long": lambda n: "Ana: Is it?\nBen: It is.\n" * 3 + "It is.\n\n" * n,
    "plain_times": lambda n: "10:00 " * n + "\n" + "10:00 it\n" * n,
}


def page(name: str, n: int) -> str:
    """Return the page of a shape that has n pieces; the addresses it gives are of no host."""
    return TEXT[name](n) if name in TEXT else "<!doctype html>" + HTML[name](n)
