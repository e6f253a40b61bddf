"""Pages as sites build them, of our own: what must come out of each, and what must not."""
# ruff: noqa: E501 - a page is written as sites write it

from __future__ import annotations

import pytest
from builders import SHARED

from pipeline.audit.reread import resolve
from pipeline.ingest.documents import make_document
from pipeline.parse.decode import decode
from pipeline.parse.extract import find
from pipeline.parse.formats import FORMATS
from pipeline.parse.page import Page
from pipeline.run.page import parse
from pipeline.schema import Reason

URL = "https://www.example.org/page"
Pairs = list[tuple[str, str]]


def pairs(html: str, url: str = URL) -> Pairs:
    """Return the pairs of a page that are kept, in the order of their questions on the page."""
    triples = parse(html, url=url, media_type="text/html")
    kept = {pair.merge.kept_id for pair in triples.pairs}
    found = {record.id: (record.question, record.answer) for record in triples.records if record.id in kept}
    return list(found.values())


def reasons(html: str) -> set[Reason]:
    return {rejected.reason for rejected in parse(html, url=URL, media_type="text/html").rejected}


# --- pages that hold pairs: name -> (page, pairs) -----------------------------------------------

READ: dict[str, tuple[str, Pairs]] = {
    "Gutenberg headings in an article, with a share row and an author box behind": (
        """<body class="single post-template-default"><header><nav><a href="/">Home</a></nav></header>
        <article class="post type-post category-cookies"><h1 class="entry-title">Oat Cookies</h1><div class="entry-content">
        <p>These are quick.</p><h2 class="wp-block-heading">Can I freeze the dough?</h2><p>Yes, for up to three months.</p>
        <p>Thaw it overnight.</p><h2 class="wp-block-heading">Which oats are best?</h2><ul><li>Rolled oats</li><li>Quick oats</li></ul>
        <h2>Notes</h2><p>Weigh the flour.</p><h2>How long do they keep?</h2><p>Five days in a tin.</p>
        <div class="sharedaddy sd-sharing-enabled"><h3>Share this:</h3><ul><li>Facebook</li></ul></div>
        <div class="author-box"><p>Ann bakes in Leeds.</p></div></div></article>
        <div id="comments"><h2>3 comments</h2><p><strong>Can I use honey?</strong></p><p>I did and it was fine.</p></div></body>""",
        [
            ("Can I freeze the dough?", "Yes, for up to three months.\n\nThaw it overnight."),
            ("Which oats are best?", "- Rolled oats\n- Quick oats"),
            ("How long do they keep?", "Five days in a tin."),
        ],
    ),
    "Yoast FAQ block": (
        """<div class="schema-faq wp-block-yoast-faq-block"><div class="schema-faq-section" id="faq-question-1">
        <strong class="schema-faq-question">Is it gluten free?</strong><p class="schema-faq-answer">It is, with <em>certified</em> oats.</p></div>
        <div class="schema-faq-section" id="faq-question-2"><strong class="schema-faq-question">Can I halve it</strong>
        <p class="schema-faq-answer">Yes.<br/>Use a smaller tin.</p></div></div>""",
        [("Is it gluten free?", "It is, with certified oats."), ("Can I halve it", "Yes.\nUse a smaller tin.")],
    ),
    "Rank Math FAQ block": (
        """<div id="rank-math-faq" class="rank-math-block"><div class="rank-math-list"><div class="rank-math-list-item">
        <h3 class="rank-math-question">How do I renew?</h3><div class="rank-math-answer"><p>Sign in and choose <b>Renew</b>.</p></div></div>
        <div class="rank-math-list-item"><h3 class="rank-math-question">What does it cost?</h3><div class="rank-math-answer"><p>£12.50 a year.</p></div></div>
        </div></div>""",
        [("How do I renew?", "Sign in and choose Renew."), ("What does it cost?", "£12.50 a year.")],
    ),
    "Webflow dropdowns, whose panels are <nav>": (
        '<div class="w-dropdown"><button aria-expanded="false">Is it free?</button><nav>Yes.</nav></div>'
        '<div class="w-dropdown"><button aria-expanded="false">Is it fast?</button><nav>Yes!</nav></div>',
        [("Is it free?", "Yes."), ("Is it fast?", "Yes!")],
    ),
    "Webflow dropdowns called question and answer, with praise between them": (
        """<div class="faq-item"><div class="faq-question" role="button"><div class="faq-q-text">Is the mill open?</div></div>
        <nav class="faq-answer"><div><p>From May on.</p></div></nav></div><div class="praise"><q>Why did we wait so long? Lovely.</q></div>
        <div class="faq-item"><div class="faq-question" role="button"><div class="faq-q-text">What do I bring?</div></div>
        <nav class="faq-answer"><ul><li>A sack.</li><li>Corn.</li></ul></nav></div>""",
        [("Is the mill open?", "From May on."), ("What do I bring?", "- A sack.\n- Corn.")],
    ),
    "Elementor accordion": (
        """<div class="elementor-element elementor-widget elementor-widget-accordion"><div class="elementor-widget-container">
        <div class="elementor-accordion"><div class="elementor-accordion-item"><div id="t1" class="elementor-tab-title" role="button"
        aria-controls="c1" aria-expanded="false"><span class="elementor-accordion-icon"><i class="fas fa-plus"></i></span>
        <a class="elementor-accordion-title" tabindex="0">Do you ship abroad?</a></div>
        <div id="c1" class="elementor-tab-content" role="region" hidden><p>To all of Europe.</p></div></div>
        <div class="elementor-accordion-item"><div id="t2" class="elementor-tab-title" aria-controls="c2" aria-expanded="false">
        <a class="elementor-accordion-title">Can I pay by invoice?</a></div>
        <div id="c2" class="elementor-tab-content" hidden><p>From the second order on.</p></div></div></div></div></div>
        <footer><p>Made in Bath.</p></footer>""",
        [("Do you ship abroad?", "To all of Europe."), ("Can I pay by invoice?", "From the second order on.")],
    ),
    "Divi toggles": (
        """<div class="et_pb_module et_pb_toggle et_pb_toggle_close"><h5 class="et_pb_toggle_title">What should I bring?</h5>
        <div class="et_pb_toggle_content clearfix"><p>A towel and good shoes.</p></div></div>
        <div class="et_pb_module et_pb_toggle et_pb_toggle_close"><h5 class="et_pb_toggle_title">Is there parking?</h5>
        <div class="et_pb_toggle_content clearfix"><p>Yes, behind the hall.</p></div></div>""",
        [("What should I bring?", "A towel and good shoes."), ("Is there parking?", "Yes, behind the hall.")],
    ),
    "Squarespace accordion block, panels hidden by aria-hidden": (
        """<ul class="accordion-items-container"><li class="accordion-item"><h4 class="accordion-item__title-wrapper">
        <button class="accordion-item__click-target" aria-expanded="false" aria-controls="dropdown-1"><span class="accordion-item__title">
        Are dogs welcome?</span><div class="accordion-icon-container"><div class="plus">+</div></div></button></h4>
        <div class="accordion-item__dropdown" role="region" id="dropdown-1" aria-hidden="true"><div class="accordion-item__description">
        <p>On a lead, yes.</p></div></div></li><li class="accordion-item"><h4 class="accordion-item__title-wrapper">
        <button class="accordion-item__click-target" aria-expanded="false" aria-controls="dropdown-2"><span class="accordion-item__title">
        When is check-in?</span></button></h4><div class="accordion-item__dropdown" id="dropdown-2" aria-hidden="true">
        <p>From 3 pm.</p></div></li></ul>""",
        [("Are dogs welcome?", "On a lead, yes."), ("When is check-in?", "From 3 pm.")],
    ),
    "Shopify theme: details with a caret": (
        """<div class="product__accordion accordion"><details id="D1"><summary><div class="summary__title"><h2 class="h4 accordion__title">
        How do I wash it?</h2></div><svg><path d="M0"/></svg></summary><div class="accordion__content rte"><p>By hand, at 30 °C.</p></div></details></div>""",
        [("How do I wash it?", "By hand, at 30 °C.")],
    ),
    "Bootstrap 5 accordion on a grey section": (
        """<section class="bg-secondary text-secondary"><div class="accordion" id="faq"><div class="accordion-item"><h2 class="accordion-header" id="h1">
        <button class="accordion-button collapsed" data-bs-toggle="collapse" data-bs-target="#a1">Is there a free plan?</button></h2>
        <div id="a1" class="accordion-collapse collapse" data-bs-parent="#faq"><div class="accordion-body">Yes, for <b>one</b> user.</div></div></div>
        <div class="accordion-item"><h2 class="accordion-header"><button class="accordion-button collapsed" data-bs-toggle="collapse"
        data-bs-target="#a2">Can I cancel?</button></h2><div id="a2" class="accordion-collapse collapse"><div class="accordion-body">
        At any time.</div></div></div></div></section>""",
        [("Is there a free plan?", "Yes, for one user."), ("Can I cancel?", "At any time.")],
    ),
    "Bootstrap 3 panels: the title is a link to its panel": (
        """<div class="panel-group"><div class="panel panel-default"><div class="panel-heading"><h4 class="panel-title">
        <a data-toggle="collapse" href="#c1">1. Who may apply?</a></h4></div><div id="c1" class="panel-collapse collapse"><div class="panel-body">
        Anyone over 16.</div></div></div><div class="panel panel-default"><div class="panel-heading"><h4 class="panel-title">
        <a data-toggle="collapse" href="#c2">2. Is there a fee?</a></h4></div><div id="c2" class="panel-collapse collapse"><div class="panel-body">
        No.</div></div></div></div>""",
        [("Who may apply?", "Anyone over 16."), ("Is there a fee?", "No.")],
    ),
    "W3-style accordion without aria: button and panel": (
        """<button class="accordion">Do you cater for vegans?</button><div class="panel"><p>Always.</p></div>
        <button class="accordion">Can children come?</button><div class="panel"><p>Until 8 pm.</p></div><p>Imprint</p>""",
        [("Do you cater for vegans?", "Always."), ("Can children come?", "Until 8 pm.")],
    ),
    "accordion by checkbox and label": (
        """<div class="tabs"><div class="tab"><input type="checkbox" id="k1"><label class="tab-label" for="k1">Wie lange dauert der Versand?</label>
        <div class="tab-content">Zwei bis drei Werktage.</div></div><div class="tab"><input type="checkbox" id="k2">
        <label class="tab-label" for="k2">Kann ich umtauschen?</label><div class="tab-content">Ja, 14 Tage lang.</div></div></div>""",
        [("Wie lange dauert der Versand?", "Zwei bis drei Werktage."), ("Kann ich umtauschen?", "Ja, 14 Tage lang.")],
    ),
    "Webflow: divs called faq": (
        """<div class="faq-list"><div class="faq-item"><div class="faq-question"><div class="faq-question-text">What is a sprint?</div>
        <img src="plus.svg"></div><div class="faq-answer"><p class="paragraph">Two weeks of work.</p></div></div>
        <div class="faq-item"><div class="faq-question"><div class="faq-question-text">Who owns the code?</div></div>
        <div class="faq-answer"><p>You do.</p></div></div></div>""",
        [("What is a sprint?", "Two weeks of work."), ("Who owns the code?", "You do.")],
    ),
    "help-centre article: headings, a vote, related articles": (
        """<main><h1>Billing</h1><div class="article-body"><h2 id="h_1">When am I charged?</h2><p>On the 1st.</p><h2 id="h_2">How do I get a receipt?</h2>
        <ol><li>Open <em>Billing</em>.</li><li>Click <em>Receipts</em>.</li></ol></div>
        <div class="article-votes"><span class="article-votes-question">Was this article helpful?</span><button>Yes</button><button>No</button>
        <span>12 out of 15 found this helpful</span></div><section class="related-articles"><h3>Related articles</h3>
        <ul><li><a href="/hc/2">How do I change my plan?</a></li></ul></section></main>""",
        [("When am I charged?", "On the 1st."), ("How do I get a receipt?", "1. Open Billing.\n2. Click Receipts.")],
    ),
    "help-centre article whose title asks, at an address of help": (
        """<link rel="canonical" href="https://help.example.org/hc/en-us/articles/9-How-do-I-reset-my-password"><nav><a href="/">Help</a></nav>
        <article><h1>How do I reset my password?</h1><div class="article-body"><p>Click <b>Forgot password</b>.</p><p>Check your mail.</p></div></article>""",
        [("How do I reset my password?", "Click Forgot password.\n\nCheck your mail.")],
    ),
    "GitHub Markdown: anchors in headings, code in answers": (
        """<article class="markdown-body"><h2 dir="auto">FAQ<a id="faq" class="anchor" aria-label="Permalink: FAQ" href="#faq"><svg></svg></a></h2>
        <div class="markdown-heading"><h3 class="heading-element">Why does <code>make</code> fail?</h3><a id="u" class="anchor" href="#why"><svg></svg></a></div>
        <p>Run this first:</p><pre><code>git submodule update --init
if a &lt; b &amp;&amp; c: pass</code></pre><div class="markdown-heading"><h3>Does it work on ARM?</h3><a class="anchor" href="#arm"></a></div><p>Yes.</p></article>""",
        [
            ("Why does make fail?", "Run this first:\n\n```\ngit submodule update --init\nif a < b && c: pass\n```"),
            ("Does it work on ARM?", "Yes."),
        ],
    ),
    "wiki FAQ: edit links behind the questions, a table of contents before": (
        """<div id="mw-content-text"><div id="toc" class="toc"><h2>Contents</h2><ul><li><a href="#A">Who runs this wiki?</a></li>
        <li><a href="#B">May I copy texts?</a></li></ul></div><h2><span class="mw-headline" id="A">Who runs this wiki?</span><span class="mw-editsection">
        [<a href="/edit?1">edit</a>]</span></h2><p>Volunteers.</p><h2><span id="B">May I copy texts?</span><span class="mw-editsection">[<a href="/e">edit</a>
        | <a href="/es">edit source</a>]</span></h2><p>Yes, under CC BY-SA 4.0.</p><hr><p>This page was last edited in May.</p></div>""",
        [("Who runs this wiki?", "Volunteers."), ("May I copy texts?", "Yes, under CC BY-SA 4.0.")],
    ),
    "public office: dl, two questions in one dt, an unclosed dd": (
        """<dl class="govuk-faq"><dt>Who must register? When?<dd>Everyone, within 14 days.<dt>What if I move?<dd>Tell us.
        <p>Use form <a href="/7b">7b</a>.</p><dt>Is it free?<dd>It is.</dl><p>Contact us by post.</p>""",
        [
            ("Who must register? When?", "Everyone, within 14 days."),
            ("What if I move?", "Tell us.\n\nUse form 7b."),
            ("Is it free?", "It is."),
        ],
    ),
    "old table: question and answer in the cells of a row": (
        """<table width=600><tr><td><font size=2><b>Q: Where are you?</b></font></td><td><font size=2>A: In Ghent.</font></td></tr>
        <tr><td><b>Q: When are you open?</b></td><td>A: From 9 to 5.</td></tr></table>""",
        [("Where are you?", "In Ghent."), ("When are you open?", "From 9 to 5.")],
    ),
    "old table: the answer in the next row": (
        """<table><tr><td><b>Do I need a visa?</b></td></tr><tr><td>Not from the EU.</td></tr><tr><td>&nbsp;</td></tr>
        <tr><td><b>Is the water safe?</b></td></tr><tr><td>Yes, from the tap.</td></tr></table>""",
        [("Do I need a visa?", "Not from the EU."), ("Is the water safe?", "Yes, from the tap.")],
    ),
    "bold question and answer in one paragraph": (
        """<h2>Good to know</h2><p><strong>Is breakfast included?</strong> It is, from 7 am.</p><p><strong>Can I bring a cot?</strong> Yes – tell us first.</p>
        <p><strong>Pets allowed</strong>? Small ones.</p><h2>Rooms</h2><p>All face the sea.</p>""",
        [
            ("Is breakfast included?", "It is, from 7 am."),
            ("Can I bring a cot?", "Yes – tell us first."),
            ("Pets allowed?", "Small ones."),
        ],
    ),
    "bold paragraphs; the last answer does not take the tail of the page": (
        """<div class="entry-content"><p><b>What is a heat pump?</b></p><p>A fridge in reverse.</p><p><b>Is it loud?</b></p><p>No louder than a fridge.</p>
        <p><b>Does it work in frost?</b></p><p>Down to -20 °C.</p><p>Prices as of May.</p><p>© The heat people</p></div>""",
        [
            ("What is a heat pump?", "A fridge in reverse."),
            ("Is it loud?", "No louder than a fridge."),
            ("Does it work in frost?", "Down to -20 °C."),
        ],
    ),
    "bold questions split by line breaks in one paragraph": (
        """<p><b>Q1. Is it safe?</b><br>A1. Yes.<br><br><b>Q2. Is it legal?</b><br>A2. In most states.</p>""",
        [("Is it safe?", "Yes."), ("Is it legal?", "In most states.")],
    ),
    "a sentence that asks by the order of its words but ends in a full stop": (
        """<p><b>Why is it open source?</b></p><p>To be checked.</p><p><b>Why is there no app.</b></p><p>A page is enough.</p>
        <p><b>Who pays for it?</b></p><p>Nobody.</p><p><b>What is next?</b></p><p>Rust.</p><p><b>Is it done?</b></p><p>Never.</p>""",
        [
            ("Why is it open source?", "To be checked."),
            ("Why is there no app.", "A page is enough."),
            ("Who pays for it?", "Nobody."),
            ("What is next?", "Rust."),
            ("Is it done?", "Never."),
        ],
    ),
    "plain paragraphs labelled Q: and A:": (
        """<div><p>Q: Do you print on both sides?</p><p>A: We do.</p><p>Q: And in colour?</p><p>A: Only covers.</p><p>They are glossy.</p></div>""",
        [("Do you print on both sides?", "We do."), ("And in colour?", "Only covers.\n\nThey are glossy.")],
    ),
    "a table of contents repeats the questions": (
        """<ul><li><a href="#q1">What is it made of?</a></li><li><a href="#q2">Is it heavy?</a></li></ul>
        <h3 id="q1"><a href="#q1">What is it made of?</a> <a class="headerlink" href="#q1">¶</a></h3><p>Of ash.</p><p><a href="#top">Back to top</a></p>
        <h3 id="q2"><a href="https://www.example.org/page#q2">Is it heavy?</a></h3><p>4.5 kg.</p><p><a href="#top">Back to top ↑</a></p>""",
        [("What is it made of?", "Of ash."), ("Is it heavy?", "4.5 kg.")],
    ),
    "an emoji before the question and an ad inside the answer": (
        """<h2>🧀 Can I use other cheese?</h2><p>Yes: gouda.</p><div class="adthrive-ad"><script>ads.push({q:"why?"})</script><p>Advertisement</p></div>
        <p>Or feta.</p><h2>🍞 Can I use other bread?</h2><ins class="adsbygoogle"></ins><p>Rye is fine.</p>""",
        [("Can I use other cheese?", "Yes: gouda.\n\nOr feta."), ("Can I use other bread?", "Rye is fine.")],
    ),
    "an interview": (
        """<article><h1>Ten minutes with a baker</h1><p><strong>When do you get up?</strong></p><p>At two. My father did, too.</p>
        <p><strong>And when do you sleep?</strong></p><p>After lunch.</p><p><strong>Never tired?</strong></p><p>Always.</p></article>""",
        [
            ("When do you get up?", "At two. My father did, too."),
            ("And when do you sleep?", "After lunch."),
            ("Never tired?", "Always."),
        ],
    ),
    "one definition under a heading of an article": (
        """<article><h1>Hanger steak</h1><p>Good.</p><h2>What is hanger steak?</h2><p>It is a cut from the plate, prized for its flavor.</p><h2>Method</h2><p>Grill it.</p></article>""",
        [("What is hanger steak?", "It is a cut from the plate, prized for its flavor.")],
    ),
    "real questions that look like offers, where the structure says FAQ": (
        """<details><summary>Forgot your password?</summary><p>Click the link on the sign-in page.</p></details>
        <details><summary>Already have an account?</summary><p>Then sign in first.</p></details>
        <details><summary>No refund possible?</summary><p>Not after 30 days.</p></details>""",
        [
            ("Forgot your password?", "Click the link on the sign-in page."),
            ("Already have an account?", "Then sign in first."),
            ("No refund possible?", "Not after 30 days."),
        ],
    ),
    "real questions that open like tips": (
        """<h1>Delivery FAQ</h1><h3>Your order is late?</h3><p>Write to us.</p><h3>No refund possible?</h3><p>Not after 30 days.</p><h3>Are you a registered charity?</h3><p>Since 1999.</p>""",
        [
            ("Your order is late?", "Write to us."),
            ("No refund possible?", "Not after 30 days."),
            ("Are you a registered charity?", "Since 1999."),
        ],
    ),
    "details without one question mark, on a page that says FAQ": (
        """<h1>Frequently asked questions</h1><details><summary>How do I return an item</summary><p>Use the label.</p></details>
        <details><summary>Where is my parcel</summary><p>See your mail.</p></details><details><summary>Can I change my order</summary><p>Within an hour.</p></details>""",
        [
            ("How do I return an item", "Use the label."),
            ("Where is my parcel", "See your mail."),
            ("Can I change my order", "Within an hour."),
        ],
    ),
    "an answer that ends with a vote inside its panel": (
        """<details><summary>Is it vegan?</summary><div><p>It is.</p><div class="faq-feedback"><p>Was this helpful?</p><a href="#y">Yes</a> <a href="#n">No</a></div></div></details>
        <details><summary>Is it raw?</summary><div><p>No, baked.</p><p>Was this answer helpful? Yes No</p></div></details>""",
        [("Is it vegan?", "It is."), ("Is it raw?", "No, baked.")],
    ),
    "titles copied with the name that is read out, though each opens a panel of its own": (
        """<h1>FAQ</h1><h2><button data-bs-toggle="collapse" data-bs-target="#p1" aria-controls="p1">Do you rent kayaks?</button></h2>
        <div id="p1"><p>By the hour.</p></div><h2><button data-bs-toggle="collapse" data-bs-target="#p2" aria-controls="p1">Is there a slipway?</button></h2>
        <div id="p2"><p>Beside the weir.</p></div><h2><a data-toggle="collapse" href="#p3" aria-controls="p1">May I bring a dog?</a></h2>
        <div id="p3"><p>In a canoe.</p></div>""",
        [
            ("Do you rent kayaks?", "By the hour."),
            ("Is there a slipway?", "Beside the weir."),
            ("May I bring a dog?", "In a canoe."),
        ],
    ),
    "icons by the names of their ligatures": (
        """<div class="faq"><button aria-expanded="false" aria-controls="p1">Is it waterproof? <span class="material-icons">expand_more</span></button>
        <div id="p1"><p>To 10 m.</p></div><button aria-expanded="false" aria-controls="p2">Is it loud? <i class="material-icons">keyboard_arrow_down</i></button>
        <div id="p2"><p>No.</p></div></div>""",
        [("Is it waterproof?", "To 10 m."), ("Is it loud?", "No.")],
    ),
    "ASP.NET: the whole page in a form": (
        """<form id="aspnetForm"><div class="navbar"><a href="/">Start</a></div><div id="page"><h1>FAQ</h1><h3>Do you deliver?</h3><p>Yes, within 20 miles of the shop.</p>
        <h3>Do you fit carpets?</h3><p>We do, on weekdays.</p></div></form>""",
        [("Do you deliver?", "Yes, within 20 miles of the shop."), ("Do you fit carpets?", "We do, on weekdays.")],
    ),
    "French, with the blank before the mark": (
        """<h1>Foire aux questions</h1><h2>Comment annuler ma commande ?</h2><p>Depuis votre compte, sous « Commandes ».</p><h2>Quels sont les délais ?</h2><p>48 h.</p>""",
        [
            ("Comment annuler ma commande ?", "Depuis votre compte, sous « Commandes »."),
            ("Quels sont les délais ?", "48 h."),
        ],
    ),
    "Spanish, numbered": (
        """<h3>1.- ¿Cómo me inscribo?</h3><p>En la web.</p><h3>2.- ¿Hay becas?</h3><p>Sí, 20 plazas.</p><h3>3.- ¿Tienes más preguntas?</h3><p>Llámanos.</p>""",
        [("¿Cómo me inscribo?", "En la web."), ("¿Hay becas?", "Sí, 20 plazas.")],
    ),
    "Japanese definition list": (
        """<dl class="qa"><dt>Q. 駐車場はありますか？</dt><dd>A. はい、20台分あります。</dd><dt>Q. 予約は必要ですか？</dt><dd>A. いいえ。</dd></dl>""",
        [("駐車場はありますか？", "はい、20台分あります。"), ("予約は必要ですか？", "いいえ。")],
    ),
    "German, labelled": (
        """<h4>Frage 1: Was kostet der Kurs?</h4><p>Antwort: 80 Euro.</p><h4>Frage 2: Wann beginnt er?</h4><p>Antwort: Am 3. Mai.</p>""",
        [("Was kostet der Kurs?", "80 Euro."), ("Wann beginnt er?", "Am 3. Mai.")],
    ),
    "Greek, which asks with a semicolon": (
        "<h3>Πού βρίσκεστε;</h3><p>Στην Πάτρα.</p><h3>Πότε ανοίγετε;</h3><p>Στις 9.</p>",
        [("Πού βρίσκεστε;", "Στην Πάτρα."), ("Πότε ανοίγετε;", "Στις 9.")],
    ),
    "Arabic, from right to left": (
        """<div dir="rtl"><h3>ما هي ساعات العمل؟</h3><p>من التاسعة إلى الخامسة.</p><h3>هل التوصيل مجاني؟</h3><p>نعم.</p></div>""",
        [("ما هي ساعات العمل؟", "من التاسعة إلى الخامسة."), ("هل التوصيل مجاني؟", "نعم.")],
    ),
    "Russian accordion": (
        """<div class="faq__item"><div class="faq__question">Как оплатить заказ?</div><div class="faq__answer">Картой.</div></div>
        <div class="faq__item"><div class="faq__question">Есть ли гарантия?</div><div class="faq__answer">Два года.</div></div>""",
        [("Как оплатить заказ?", "Картой."), ("Есть ли гарантия?", "Два года.")],
    ),
    "headings of a smaller rank belong to the answer": (
        """<h2>How do I install it?</h2><h3>On Linux</h3><p>Use apt.</p><h3>On macOS</h3><p>Use brew.</p><h2>How do I remove it?</h2><p>Delete it.</p>""",
        [
            ("How do I install it?", "On Linux\n\nUse apt.\n\nOn macOS\n\nUse brew."),
            ("How do I remove it?", "Delete it."),
        ],
    ),
    "a heading in a wrapper of its own beside a toggle": (
        """<div class="item"><div class="head"><h3>Can I upgrade?</h3><span class="sr-only">Toggle</span><span>+</span></div><div class="body"><p>At any time.</p></div></div>
        <div class="item"><div class="head"><h3>Can I pause?</h3><span>+</span></div><div class="body"><p>For a month.</p></div></div>""",
        [("Can I upgrade?", "At any time."), ("Can I pause?", "For a month.")],
    ),
    "a heading in a wrapper of its own beside a link that only screen readers say": (
        """<div class="head"><h3 id="a">Can I upgrade?</h3><a class="x-anchor-link" href="#a"><span class="sr-only">Link to the section “Can I upgrade?”</span></a></div><p>At any time.</p>
        <div class="head"><h3 id="b">Can I pause?</h3><span class="visually-hidden">Permanent link to the section “Can I pause?”</span></div><p>For a month.</p>""",
        [("Can I upgrade?", "At any time."), ("Can I pause?", "For a month.")],
    ),
    "panels that are hidden by their class": (
        """<div><a href="#a" onclick="show('a')">Can I upgrade?</a><div id="a" class="visually-hidden">At any time, and at no cost, from the settings.</div></div>
        <div><a href="#b" onclick="show('b')">Can I pause?</a><div id="b" class="visually-hidden">For a month; after that the subscription ends by itself.</div></div>""",
        [
            ("Can I upgrade?", "At any time, and at no cost, from the settings."),
            ("Can I pause?", "For a month; after that the subscription ends by itself."),
        ],
    ),
    "bold by style, underlined, and the mark behind the bold": (
        """<p><span style="font-weight:bold">Is it safe?</span></p><p>Yes.</p><p><u>Is it new?</u></p><p>No.</p><p><b>Is it ours</b> ?</p><p>Half.</p>""",
        [("Is it safe?", "Yes."), ("Is it new?", "No."), ("Is it ours?", "Half.")],
    ),
    "a question in two pieces of bold": (
        """<p><strong>Is it </strong><strong>free?</strong></p><p>Yes.</p><p><strong>Is it fast?</strong></p><p>Very.</p>""",
        [("Is it free?", "Yes."), ("Is it fast?", "Very.")],
    ),
    "letters of a language that no table needs to know": (
        """<h1>Preguntas frecuentes</h1><p>P: ¿Cuánto tarda?</p><p>R: Dos días.</p><p>P: ¿Se puede devolver?</p><p>R: Sí.</p><p>Es gratis.</p>""",
        [("¿Cuánto tarda?", "Dos días."), ("¿Se puede devolver?", "Sí.\n\nEs gratis.")],
    ),
    "an interview with the names inside the bold": (
        """<p><b>Herald: Where did it start?</b></p><p><b>Kern:</b> In a shed.</p><p><b>Herald: And who paid?</b></p><p><b>Kern:</b> Nobody.</p>""",
        [("Where did it start?", "In a shed."), ("And who paid?", "Nobody.")],
    ),
    "statements and titles among terms of an FAQ": (
        """<h1>FAQ</h1><dl><dt>Is it free?</dt><dd>Yes.</dd><dt>The lamp blinks red</dt><dd>Charge it.</dd><dt>Refunds</dt><dd>Within a week.</dd>
        <dt>Can I pay by card?</dt><dd>No.</dd></dl>""",
        [
            ("Is it free?", "Yes."),
            ("Can I pay by card?", "No."),
            ("The lamp blinks red", "Charge it."),
            ("Refunds", "Within a week."),
        ],
    ),
    "italic questions, one without its mark": (
        """<h1>FAQ</h1><p><i>Can I pay?</i></p><p>Yes.</p><p><i>The pump knocks badly</i></p><p>Check it.</p><p><i>Is it loud?</i></p><p>No.</p>""",
        [("Can I pay?", "Yes."), ("The pump knocks badly", "Check it."), ("Is it loud?", "No.")],
    ),
    "the last answer goes on behind a list": (
        """<h1>FAQ</h1><h3>Is it far?</h3><p>No.</p><h3>Is it steep?</h3><p>A little.</p><h3>How do I get there?</h3><p>Two ways:</p><ul><li>On foot</li><li>By bus</li></ul>
        <p>The walk takes twenty minutes and is signed.</p>""",
        [
            ("Is it far?", "No."),
            ("Is it steep?", "A little."),
            ("How do I get there?", "Two ways:\n\n- On foot\n- By bus\n\nThe walk takes twenty minutes and is signed."),
        ],
    ),
    "MediaWiki since 2024: the edit link beside the heading": (
        """<div class="mw-heading mw-heading2"><h2>May I copy texts?</h2><span class="mw-editsection">[<a href="/e1">edit</a>]</span></div><p>Yes, with a link.</p>
        <div class="mw-heading mw-heading2"><h2>Who writes it?</h2><span class="mw-editsection">[<a href="/e2">edit</a>]</span></div><p>Volunteers do.</p>""",
        [("May I copy texts?", "Yes, with a link."), ("Who writes it?", "Volunteers do.")],
    ),
    "questions that link back to a table of contents": (
        """<h1>FAQ</h1><h3><a class="toc-backref" href="#id7">Is it heavy?</a></h3><p>No.</p><h3><a class="toc-backref" href="#id8">The lid does not close</a></h3><p>Oil it.</p>
        <h3><a href="FAQ.html#toc1.3">Is it old?</a></h3><p>Yes.</p>""",
        [("Is it heavy?", "No."), ("The lid does not close", "Oil it."), ("Is it old?", "Yes.")],
    ),
    "back to top inside the cell of each answer": (
        """<h1>FAQ</h1><table><tr><td>Is it new?</td><td>No.<p><a href="#top">Back to top</a></p></td></tr><tr><td>Is it safe?</td><td>Yes.<p><a href="#top">Back to top</a></p></td></tr></table>""",
        [("Is it new?", "No."), ("Is it safe?", "Yes.")],
    ),
    "back to top inside the description of each term": (
        """<h1>FAQ</h1><dl><dt>Is it new?</dt><dd><p>No.</p><p><a href="#top">Back to top</a></p></dd><dt>Is it safe?</dt><dd><p>Yes.</p><p><a href="#top">Back to top</a></p></dd></dl>""",
        [("Is it new?", "No."), ("Is it safe?", "Yes.")],
    ),
    "an arrow before each question that leads back up to the contents": (
        """<title>FAQ</title><ol id="top"><li><a href="#q1">Do I need a reel?</a></li><li><a href="#q2">How do I wind it?</a></li></ol>
        <p id="q1"><a href="#top">^</a> <b>1.</b> <i>Do I need a reel?</i></p><p>Any reel will do.</p>
        <p id="q2"><a href="#top">^</a> <b>2.</b> <i>How do I wind it?</i></p><p>By hand.</p>""",
        [("Do I need a reel?", "Any reel will do."), ("How do I wind it?", "By hand.")],
    ),
    "headings in the contents, without links, say again what terms ask": (
        """<title>FAQ</title><ul><li><h3>Is it fast?</h3><li><h3>Is it free?</h3><li><h3>Is it safe?</h3><li><h3>Is it new?</h3><li><h3>It stops at a picture.</h3></ul><h2>Answers</h2>
        <dl><dt><h3>Is it fast?</h3><dd>It is.<dt><h3>Is it free?</h3><dd>Of charge.<dt><h3>Is it safe?</h3><dd>Mostly.<dt><h3>Is it new?</h3><dd>From May.<dt><h3>It stops at a picture.</h3><dd>Go to the options.</dl>""",
        [
            ("Is it fast?", "It is."),
            ("Is it free?", "Of charge."),
            ("Is it safe?", "Mostly."),
            ("Is it new?", "From May."),
            ("It stops at a picture.", "Go to the options."),
        ],
    ),
    "two terms of an FAQ, of which one asks": (
        """<title>FAQ</title><h1>FAQ</h1><dl><dt>Can you mend it?</dt><dd>In a week.</dd><dt>The lid of the tin does not open</dt><dd>Warm it.</dd></dl>""",
        [("Can you mend it?", "In a week."), ("The lid of the tin does not open", "Warm it.")],
    ),
    "code in a paragraph called answer, which ends the paragraph": (
        """<p class="q">Where is the log?</p><p class="a">In the folder.</p><p class="q">How do I read it?</p><p class="a">Type this:<pre>read log</pre>The <b>newest</b> line is the last.</p><p>Good luck.</p>""",
        [
            ("Where is the log?", "In the folder."),
            ("How do I read it?", "Type this:\n\n```\nread log\n```\n\nThe newest line is the last."),
        ],
    ),
    "who answers stands before the label of the answer, which is in bold": (
        """<div class="question"><p><b>Q.</b> Is the sea near?</p></div><div class="answer"><div><i>The house</i> <i>3 May 2024</i></div><p><b>A.</b> A mile away.</p></div>
        <div class="question"><p><b>Q.</b> Is there a bath?</p></div><div class="answer"><div><i>The house</i> <i>4 May 2024</i></div><p><b>A.</b> In all rooms.</p></div>""",
        [("Is the sea near?", "A mile away."), ("Is there a bath?", "In all rooms.")],
    ),
    "titles of numbered sections that look like the questions in them": (
        """<title>FAQ</title><a name=1>1. General</a><p></p><a name=1.1>1.1 Is it free?</a><p>It is.</p><a name=1.2>1.2 Who made it?</a><p>Two of us.</p>
        <a name=2>2. Starting it</a><p></p><a name=2.1>2.1 How does it start?</a><p>By a key.</p><a name=2.2>2.2 Does it stop?</a><p>2. It stops.</p>""",
        [
            ("Is it free?", "It is."),
            ("Who made it?", "Two of us."),
            ("How does it start?", "By a key."),
            ("Does it stop?", "2. It stops."),
        ],
    ),
    "a link in a heading, which closes the anchor that the heading is in": (
        """<title>FAQ</title><a name=1><h3>Q.1. What is a row?</h3></a>A line.<a name=2><h3>Q.2. What may stand in a <a href=/r>row</a> here?</h3></a>Words.""",
        [("What is a row?", "A line."), ("What may stand in a row here?", "Words.")],
    ),
    "numbers with the letter of the answer": (
        """<title>FAQ</title><a name=A1.1></a><a href=#Q1.1><h3>A1.1 What is a plot?</h3></a><p>A graph.<a name=A1.2></a><a href=#Q1.2><h3>A1.2 Can it draw bars?</h3></a><p>Yes.""",
        [("What is a plot?", "A graph."), ("Can it draw bars?", "Yes.")],
    ),
    "a copyright line in spans like the questions": (
        """<title>よくある質問</title><div><div><div><span>©運営スタッフ2020 All Rights Reserved.</span></div></div><div>よくある質問</div></div>
        <div><div><div><span>Q.費用はいくらですか？</span></div><div><span>A.月額三千円です。</span></div></div><div><div><span>Q.駐車場はありますか？</span></div><div><span>A.十台分あります。</span></div></div>
        <div><div><span>Q.予約は必要ですか？</span></div><div><span>A.前日までにどうぞ。</span></div></div></div>""",
        [
            ("費用はいくらですか？", "月額三千円です。"),
            ("駐車場はありますか？", "十台分あります。"),
            ("予約は必要ですか？", "前日までにどうぞ。"),
        ],
    ),
    "a statement in bold that a line break parts, called question like the others": (
        """<title>FAQ</title><p class="question"><b>Is it free?</b></p><p>It is.</p><p class="question"><b>It only says<br>"no console here."</b></p><p>Then start it elsewhere.</p>
        <p class="question"><b>May I sell it?</b></p><p>You may.</p>""",
        [
            ("Is it free?", "It is."),
            ('It only says "no console here."', "Then start it elsewhere."),
            ("May I sell it?", "You may."),
        ],
    ),
    "links up the page at the end of each answer, in words of any language": (
        """<h1>FAQ</h1><dl><dt>Is it new?</dt><dd>No. It is <a href="#old" class="top">old</a></dd><dd><a href="#faqlinks" class="top2">Oben</a></dd></dl>
        <dl><dt>Is it safe?</dt><dd>See the part</dd><dd><a href="#safety" class="link">Safety</a></dd><dd><a href="#faqlinks" class="top2">Oben</a></dd></dl>""",
        [("Is it new?", "No. It is old"), ("Is it safe?", "See the part\nSafety")],
    ),
    "a letter that opens the answers alone": (
        """<h1>Perguntas frequentes</h1><p><b>1 – É novo?</b></p><p>R: Não.</p><p><b>2 – É caro?</b></p><p>R: Sim. V: só à vista.</p><p><b>3 – É alto?</b></p><p>R: Muito.</p>""",
        [("É novo?", "Não."), ("É caro?", "Sim. V: só à vista."), ("É alto?", "Muito.")],
    ),
    "letters of a quiz that open the answers": (
        """<h1>Which capital?</h1><h3>Of Italy?</h3><p>B: Rome.</p><h3>Of Peru?</h3><p>C: Lima.</p><h3>Of Norway?</h3><p>B: Oslo.</p><h3>Of Kenya?</h3><p>C: Nairobi.</p><h3>Of France?</h3><p>B: Paris.</p><h3>Of Cuba?</h3><p>C: Havana.</p>""",
        [
            ("Of Italy?", "B: Rome."),
            ("Of Peru?", "C: Lima."),
            ("Of Norway?", "B: Oslo."),
            ("Of Kenya?", "C: Nairobi."),
            ("Of France?", "B: Paris."),
            ("Of Cuba?", "C: Havana."),
        ],
    ),
    "a letter of a labelled question in an element of its own": (
        """<title>FAQ</title><p>Q: Who needs vitamin <b>A</b> most?</p><p>A: Children do.</p><p>Q: Is hepatitis <i>A</i> a risk here?</p><p>A: It is not.</p>""",
        [("Who needs vitamin A most?", "Children do."), ("Is hepatitis A a risk here?", "It is not.")],
    ),
    "answers in bold below their questions in bold, in blocks with a name": (
        """<title>FAQ</title><p class="row"><b>Is it red?<br>Yes, all of it.</b></p><p class="row"><b>Is it new?<br>No, it is from 1820.</b></p><p class="row"><b>Is it dear?<br>It costs a pound.</b></p>""",
        [
            ("Is it red?", "Yes, all of it."),
            ("Is it new?", "No, it is from 1820."),
            ("Is it dear?", "It costs a pound."),
        ],
    ),
    "text behind a list that follows an answer in no paragraph": (
        """<div class="question">Where is the log?</div><div class="answer">There:</div><ul><li>In the folder.</li></ul>Ann Bee in Help<div class="question">How do I read it?</div><div class="answer">So:</div><ul><li>Open it.</li></ul>Bo Lee in Help""",
        [("Where is the log?", "There:\n\n- In the folder."), ("How do I read it?", "So:\n\n- Open it.")],
    ),
    "a letter that opens lines elsewhere, too": (
        """<h1>Memory</h1><h3>Is it big?</h3><p>V: 3 litres.</p><p>V: 5 with the lid.</p><p>V: 7 with both.</p><h3>Is it heavy?</h3><p>V: 3 kilos.</p>""",
        [("Is it big?", "V: 3 litres.\n\nV: 5 with the lid.\n\nV: 7 with both."), ("Is it heavy?", "V: 3 kilos.")],
    ),
    "cards and titles beside questions in panels, one of which opens like a question": (
        """<title>Foire aux questions</title><h1>Foire aux questions</h1><a href="#a"><h3>Je débute</h3><p>Les ruches.</p></a><a href="#b"><h3>Je suis voisin</h3><p>Les essaims.</p></a>
        <div><h3>Ce que nous ne faisons pas</h3><ul><li>Vendre</li></ul></div><details><summary>Est-ce cher ?</summary><p>Non.</p></details>
        <details><summary>Est-ce loin ?</summary><p>Oui.</p></details><details><summary>Est-ce grand ?</summary><p>Assez.</p></details>""",
        [("Est-ce cher ?", "Non."), ("Est-ce loin ?", "Oui."), ("Est-ce grand ?", "Assez.")],
    ),
    "titles that all open like questions beside questions in panels": (
        """<title>FAQ</title><h1>FAQ</h1><h3>How to order</h3><p>By mail.</p><h3>How to pay</h3><p>In cash.</p><details><summary>Is it far?</summary><p>No.</p></details>
        <details><summary>Is it open?</summary><p>Yes.</p></details><details><summary>Is it warm?</summary><p>Mostly.</p></details>""",
        [
            ("How to order", "By mail."),
            ("How to pay", "In cash."),
            ("Is it far?", "No."),
            ("Is it open?", "Yes."),
            ("Is it warm?", "Mostly."),
        ],
    ),
    "headings like those of panels, of which only those that open like questions are read": (
        """<title>Kilns</title><h1>Kilns</h1><h3>Small kilns</h3><p>In York.</p><h3>Large kilns</h3><p>In York.</p><h3>Our shops</h3><p>In York.</p><h3>Our staff</h3><p>In York.</p><h3>Our town</h3><p>In York.</p><h3>Our prices</h3><p>In York.</p><h3>Our guests</h3><p>In York.</p><h2>FAQ</h2>
        <details><summary><h3>Is it far?</h3></summary><p>No.</p></details><details><summary><h3>Is it open?</h3></summary><p>Yes.</p></details><details><summary><h3>Is it warm?</h3></summary><p>Mostly.</p></details>
        <h3>How do I fire a pot</h3><p>Slowly.</p><h3>Why does glaze run</h3><p>It melts.</p><h3>What is a cone</h3><p>A gauge.</p>""",
        [
            ("How do I fire a pot", "Slowly."),
            ("Why does glaze run", "It melts."),
            ("What is a cone", "A gauge."),
            ("Is it far?", "No."),
            ("Is it open?", "Yes."),
            ("Is it warm?", "Mostly."),
        ],
    ),
    "links that unfold question and answer": (
        """<h1>FAQ</h1><div class="faq-item"><div class="faq-item-question"><div><a href="#">Is it new?</a></div><div><a href="javascript:void(0)" class="btn">Aufklappen</a></div></div>
        <div class="faq-item-answer"><div><p>No.</p></div><a href="javascript:void(0)">Alles lesen</a></div></div>
        <div class="faq-item"><div class="faq-item-question"><button>Is it safe?</button><button>Zeigen</button></div>
        <div class="faq-item-answer"><div>Yes, with <a href="javascript:void(0)">a lid</a></div></div></div>""",
        [("Is it new?", "No."), ("Is it safe?", "Yes, with a lid")],
    ),
    "anchors that nothing closes around all that follows": (
        """<h1>FAQ</h1><h3><a name="q1">Is it new?</h3><p>No.</p><h3><a name="q2">Is it safe?</h3><p>Yes.</p>""",
        [("Is it new?", "No."), ("Is it safe?", "Yes.")],
    ),
    "a set of questions of DocBook, statements among them": (
        """<div class="qandaset"><table><tr class="question"><td><p><b>1.1.</b></p></td><td><p>The lamp is dark.</p></td></tr><tr class="answer"><td></td><td><p>Fill it.</p></td></tr>
        <tr class="question"><td><p><b>1.2.</b></p></td><td><p>Is it safe?</p></td></tr><tr class="answer"><td></td><td><p>Yes.</p></td></tr>
        <tr class="question"><td><p><b>1.3.</b></p></td><td><p>It smells!</p></td></tr><tr class="answer"><td></td><td><p>Air it.</p></td></tr></table></div>""",
        [("The lamp is dark.", "Fill it."), ("Is it safe?", "Yes."), ("It smells!", "Air it.")],
    ),
    "a set of questions of DocBook with letters of another language in cells of their own": (
        """<h1>FAQ</h1><div class="qandaset"><table><tr class="question"><td><p><b>D:</b></p></td><td><p>È nuovo?</p></td></tr>
        <tr class="answer"><td><p><b>R:</b></p></td><td><p>No.</p><p>È usato.</p></td></tr>
        <tr class="question"><td><p><b>D:</b></p></td><td><p>La lampada è spenta.</p></td></tr>
        <tr class="answer"><td><p><b>R:</b></p></td><td><p>Riempila.</p></td></tr></table></div>""",
        [("È nuovo?", "No.\n\nÈ usato."), ("La lampada è spenta.", "Riempila.")],
    ),
    "rows called answer whose first cell says more than a letter": (
        """<h1>FAQ</h1><table><tr class="question"><td>1</td><td>What is it made of?</td></tr>
        <tr class="answer"><td>Oak</td><td>for the frame</td></tr>
        <tr class="question"><td>2</td><td>Is it safe?</td></tr><tr class="answer"><td>Yes</td><td>with a lid</td></tr></table>""",
        [("What is it made of?", "Oak | for the frame"), ("Is it safe?", "Yes | with a lid")],
    ),
    "a component that its name calls a footer": (
        """<h1>FAQ</h1><h2>Is it new?</h2><p>No.</p><h2>Is it safe?</h2><p>Yes.</p><shop-footer><ul><li><a href="/a">All our lamps</a></li>
        <li><a href="/b">All our candles</a></li><li><a href="/c">About the shop</a></li></ul></shop-footer>""",
        [("Is it new?", "No."), ("Is it safe?", "Yes.")],
    ),
    "a component that a footer is only a part of": (
        """<h1>FAQ</h1><page-without-footer><h2>Is it new?</h2><p>No.</p><h2>Is it safe?</h2><p>Yes.</p></page-without-footer>""",
        [("Is it new?", "No."), ("Is it safe?", "Yes.")],
    ),
    "letters in a list of terms that only the series shows to be labels": (
        """<h1>FAQ</h1><dl><dt>P: ¿Es nuevo?</dt><dd>R: No.</dd><dt>P: ¿Es caro?</dt><dd>R: Sí.</dd><dt>P: ¿Es alto?</dt><dd>R: Mucho.</dd></dl>""",
        [("¿Es nuevo?", "No."), ("¿Es caro?", "Sí."), ("¿Es alto?", "Mucho.")],
    ),
    "bold questions and their answers on the lines of one block": (
        """<h1>FAQ</h1><div><b>Is it new?</b> No.<br><br><b>Is it safe?</b> Yes, very.<br><br><b>Is it dear?</b> No.<br><br></div>""",
        [("Is it new?", "No."), ("Is it safe?", "Yes, very."), ("Is it dear?", "No.")],
    ),
    "an interview with times before the names": (
        """<h1>Talk</h1><p>[00:01] Ida: Is it new?</p><p>[00:02] Ole: No.</p><p>[00:03] Ida: Is it safe?</p><p>[00:05] Ole: Yes.</p>""",
        [("Is it new?", "No."), ("Is it safe?", "Yes.")],
    ),
    "labels of question and answer in one paragraph": (
        """<h1>FAQ</h1><p><b>Q.</b> Is it new? <b>A.</b> No.</p><p><b>Q.</b> Is it <i>safe</i>? <b>A.</b> Yes, <i>very</i>.</p>""",
        [("Is it new?", "No."), ("Is it safe?", "Yes, very.")],
    ),
    "labels in a script that writes vowels as signs on letters": (
        """<h1>FAQ</h1><p><b>प्रश्न:</b> दीपक कौन जलाता है?</p><p><b>उत्तर:</b> रखवाला.</p>
        <p><b>प्रश्न:</b> यह कब बना?</p><p><b>उत्तर:</b> 1862.</p>""",
        [("दीपक कौन जलाता है?", "रखवाला."), ("यह कब बना?", "1862.")],
    ),
    "letters of speakers where a semicolon asks": (
        """<h1>FAQ</h1><p><b>Ε:</b> Πότε χτίστηκε;</p><p><b>Α:</b> Το 1862.</p><p><b>Ε:</b> Πού είναι;</p><p><b>Α:</b> Εδώ.</p>""",
        [("Πότε χτίστηκε;", "Το 1862."), ("Πού είναι;", "Εδώ.")],
    ),
    "full-width labels right before a digit": (
        """<h1>FAQ</h1><p>Ｑ．いつですか？</p><p>Ａ．1862年です。</p><p>Ｑ．誰ですか？</p><p>Ａ．灯台守です。</p>""",
        [("いつですか？", "1862年です。"), ("誰ですか？", "灯台守です。")],
    ),
    "ids made of words of the questions that name regions": (
        """<h1>FAQ</h1><h3 id="faq-share-water-2">Can I share the water?</h3><p>Yes.</p><h3 id="gibt-es-ein-menue-fuer-kinder">Gibt es ein Menü für Kinder?</h3><p>Ja.</p>
        <h3 id="rating">Is it safe?</h3><p>Yes.</p>""",
        [("Can I share the water?", "Yes."), ("Gibt es ein Menü für Kinder?", "Ja.")],
    ),
    "the id of a heading that asks in another language names no region": (
        """<h1>FAQ</h1><h2 id="cost">入場料はいくらですか？</h2><p>五百円です。</p><h2 id="related-work">他の温室との違いは？</h2><p>ここには蘭があります。</p>""",
        [("入場料はいくらですか？", "五百円です。"), ("他の温室との違いは？", "ここには蘭があります。")],
    ),
    "sentences that are the terms of an FAQ without any question": (
        """<h2>FAQ</h2><dl><dt>I would like to see the well.</dt><dd>Come on Sunday.</dd><dt>I have an old rope.</dt><dd>We take no ropes.</dd><dt>I want to help.</dt><dd>Write to us.</dd></dl>""",
        [
            ("I would like to see the well.", "Come on Sunday."),
            ("I have an old rope.", "We take no ropes."),
            ("I want to help.", "Write to us."),
        ],
    ),
    "the link to the first page of the site closes the last answer": (
        """<h1>FAQ</h1><p><b>Is it far?</b><br>No.<p><b>Is it cold?</b><br>As <a href="index.html">wells</a> are.<p><a href="index.php">[Accueil]</a></p>""",
        [("Is it far?", "No."), ("Is it cold?", "As wells are.")],
    ),
    "a question at the end of the paragraph that answers another": (
        """<h1>FAQ</h1><p><b>1. Is it far?</b><br>No.<br><br><b>2. Is it cold?</b></p><p>As wells are.</p><p><b>3. Who digs?</b><br>We do.<br><b>4. Why?</b></p><p>For water.</p>""",
        [("Is it far?", "No."), ("Is it cold?", "As wells are."), ("Who digs?", "We do."), ("Why?", "For water.")],
    ),
    "ids of questions about a program for quizzes": (
        """<h1>FAQ</h1><p id="quizgpl"><b>Is it free?</b></p><p>It is.</p><p id="quizlicense"><b>May I sell it?</b></p><p>Yes.</p>""",
        [("Is it free?", "It is."), ("May I sell it?", "Yes.")],
    ),
    "answers in bold whose letter may ask back": (
        """<h1>FAQ</h1><div class=sig>Q. <code>dig</code> なのかい？</div><p><strong>A. そうだよ！</strong><br>土を掘るのさ。</p><div class=sig>Q. <code>pump</code> はどこだ？</div>
        <p><strong>A. 見えないのかい？</strong><br>井戸の横だよ。</p><div class=sig>Q. 深いか？</div><p><strong>A. 深い。</strong><br>十メートルだ。</p>""",
        [
            ("dig なのかい？", "そうだよ！\n土を掘るのさ。"),
            ("pump はどこだ？", "見えないのかい？\n井戸の横だよ。"),
            ("深いか？", "深い。\n十メートルだ。"),
        ],
    ),
    "headings that share one answer": (
        """<h1>FAQ</h1><h3>Why is it wet?</h3><h3>Why is it cold?</h3><p>It is a well.</p><h3>Who digs?</h3><p>We do.</p>""",
        [("Why is it wet?", "It is a well."), ("Why is it cold?", "It is a well."), ("Who digs?", "We do.")],
    ),
    "headings without an answer before others that have one": (
        """<h1>FAQ</h1><h3>How does it look?</h3><p><img src=a.png></p><h3>Is it cold?</h3><p>It is a well.</p><h3>Who digs?</h3><p>We do.</p>""",
        [("Is it cold?", "It is a well."), ("Who digs?", "We do.")],
    ),
    "panels without an answer before others that have one": (
        """<h1>FAQ</h1><div class=e><h3>Is it wet?</h3><div></div></div><div class=e><h3>Is it cold?</h3><div><p>It is a well.</p></div></div>
        <div class=e><h3>Who digs?</h3><div><p>We do.</p></div></div>""",
        [("Is it cold?", "It is a well."), ("Who digs?", "We do.")],
    ),
    "questions with the letters of their order below one with a Q": (
        """<h1>FAQ</h1><p>Q. Is it a well?</p><p>It is.</p><h3>A. How do I dig?</h3><p>Down.</p><h3>B. How do I drink?</h3><p>Slowly.</p>""",
        [("A. How do I dig?", "Down."), ("B. How do I drink?", "Slowly."), ("Is it a well?", "It is.")],
    ),
    "an answer that begins with several bold lines": (
        """<h1>FAQ</h1><p><b>How do I dig?</b><br><b>First the spade<br>then the bucket<br>then the rope</b><br>and rest.</p>
        <p><b>Is it cold?</b><br>Yes.</p><p><b>Is it deep?</b><br>No.</p>""",
        [
            ("How do I dig?", "First the spade\nthen the bucket\nthen the rope\nand rest."),
            ("Is it cold?", "Yes."),
            ("Is it deep?", "No."),
        ],
    ),
    "headings of which more than three come before an answer": (
        """<h1>FAQ</h1><h3>Is it wet?</h3><h3>Is it cold?</h3><h3>Is it deep?</h3><h3>Is it old?</h3><p>It is a well.</p><h3>Who digs?</h3><p>We do.</p>""",
        [("Is it old?", "It is a well."), ("Who digs?", "We do.")],
    ),
    "headings of which one has a picture for an answer": (
        """<h1>FAQ</h1><h3>How does it look?</h3><img src=a.jpg><h3>Is it cold?</h3><p>It is a well.</p><h3>Who digs?</h3><p>We do.</p><h3>Is it far?</h3><p>No, it is near.</p>""",
        [("Is it cold?", "It is a well."), ("Who digs?", "We do."), ("Is it far?", "No, it is near.")],
    ),
    "headings of which one has an answer that is loaded later": (
        """<h1>FAQ</h1><div><h3>Is it wet?</h3><div></div></div><div><h3>Is it cold?</h3><div>It is a well.</div></div><div><h3>Who digs?</h3><div>We do.</div></div><div><h3>Is it far?</h3><div>No, it is near.</div></div>""",
        [("Is it cold?", "It is a well."), ("Who digs?", "We do."), ("Is it far?", "No, it is near.")],
    ),
    "labels of fields above what a form counts": (
        """<h1>FAQ</h1><h3>Who digs?</h3><p>We do.</p><h3>Is it far?</h3><p>No, it is near.</p><h3>Your well</h3><label>How many feet deep?</label><input value=80><label>How many are you?</label><input value=2><output>9 euros a month</output>""",
        [("Who digs?", "We do."), ("Is it far?", "No, it is near."), ("How many are you?", "9 euros a month")],
    ),
    "headings that come again with answers of their own": (
        """<h1>FAQ</h1><h3>Is it wet?</h3><h3>Is it cold?</h3><p>Choose a question.</p><h3>Is it wet?</h3><p>Yes, it is.</p><h3>Is it cold?</h3><p>No, it is not.</p>""",
        [("Is it cold?", "Choose a question."), ("Is it wet?", "Yes, it is."), ("Is it cold?", "No, it is not.")],
    ),
    "headings of a survey, of which no other has an answer": (
        """<h1>FAQ</h1><h3>How old are you?</h3><h3>Where do you live?</h3><h3>How did you hear of us?</h3><p>That is all we ask.</p>""",
        [("How did you hear of us?", "That is all we ask.")],
    ),
    "bold lines of an FAQ, of which two ask": (
        """<h1>FAQ</h1><p><b>The pump knocks</b></p><ul><li>Oil it.</li></ul><p><b>The rope is wet</b></p><ul><li>Dry it.</li></ul><p><b>Is it far?</b></p><ul><li>No.</li></ul>
        <p><b>The lid is stuck</b></p><ul><li>Lift it.</li></ul><p><b>The wheel turns alone</b></p><ul><li>Hold it.</li></ul><p><b>Is it cold?</b></p><ul><li>Yes.</li></ul><p><b>The bucket leaks</b></p><ul><li>Mend it.</li></ul>""",
        [
            ("The pump knocks", "- Oil it."),
            ("The rope is wet", "- Dry it."),
            ("Is it far?", "- No."),
            ("The lid is stuck", "- Lift it."),
            ("The wheel turns alone", "- Hold it."),
            ("Is it cold?", "- Yes."),
            ("The bucket leaks", "- Mend it."),
        ],
    ),
    "bold lines beside headings that ask": (
        """<h1>FAQ</h1><h2>Is it far?</h2><p>No.</p><p><b>The long way round</b></p><p>By boat.</p><p><b>Why by boat?</b></p><p>For fun.</p><p><b>The short way</b></p><p>By foot.</p><p><b>Who rows?</b></p><p>You.</p>
        <p><b>With a dog</b></p><p>In a basket.</p><p><b>With a goat</b></p><p>By land.</p><p><b>With a cat</b></p><p>Never.</p><h2>Is it cold?</h2><p>Yes.</p>""",
        [
            ("Is it far?", "No.\n\nThe long way round\n\nBy boat."),
            ("Is it cold?", "Yes."),
            ("Why by boat?", "For fun.\n\nThe short way\n\nBy foot."),
            ("Who rows?", "You.\n\nWith a dog\n\nIn a basket.\n\nWith a goat\n\nBy land.\n\nWith a cat\n\nNever."),
        ],
    ),
    "terms of an FAQ of which a few ask": (
        """<h2>Frequently asked questions</h2><dl><dt>The pump knocks!</dt><dd>Oil it.</dd><dt>Is it far?</dt><dd>No.</dd><dt>I found a leak</dt><dd>Good, tell us.</dd>
        <dt>Why so cold?</dt><dd>It is a well.</dd><dt>The rope is too short. Awful.</dt><dd>Tie two.</dd></dl><h2>Glossary</h2><dl><dt>Well</dt><dd>A hole.</dd><dt>Pump</dt><dd>A tool.</dd></dl>""",
        [
            ("The pump knocks!", "Oil it."),
            ("Is it far?", "No."),
            ("I found a leak", "Good, tell us."),
            ("Why so cold?", "It is a well."),
            ("The rope is too short. Awful.", "Tie two."),
        ],
    ),
    "numbers that only the series shows to be numbers": (
        """<h1>FAQ</h1><h3>7.1 Is it far?</h3><p>No.</p><h3>7.2 The pump knocks</h3><p>Oil it.</p><h3>7.3 2 litres are missing</h3><p>Look below.</p>
        <h3>7.4 Can I swim?</h3><p>Yes.</p>""",
        [
            ("Is it far?", "No."),
            ("The pump knocks", "Oil it."),
            ("2 litres are missing", "Look below."),
            ("Can I swim?", "Yes."),
        ],
    ),
    "a line about each entry that ends its answer": (
        """<h1>FAQ</h1><div><h3>Is it far?</h3><p>No.</p><p>ID: #7 by admin</p></div><div><h3>Is it steep?</h3><p>Yes.</p><p>ID: #8 by admin</p></div>
        <div><h3>Is it dry?</h3><p>Mostly.</p><p>ID: #12 by admin</p></div>""",
        [("Is it far?", "No."), ("Is it steep?", "Yes."), ("Is it dry?", "Mostly.")],
    ),
    "spans with loose text behind, the first at the start of the element around all": (
        """<title>FAQ</title><div><div class=part><span class=head>Is it old?</span> Yes.<br></div><div class=part><span class=head>Does it creak</span> A little.<br></div>
        <div class=part><span class=head>Is it yours?</span> No.<br></div></div>""",
        [("Is it old?", "Yes."), ("Does it creak", "A little."), ("Is it yours?", "No.")],
    ),
    "labels in bold, questions not": (
        """<p><strong>Q:</strong> Is it safe?</p><p><strong>A:</strong> Yes.</p><p><strong>Q:</strong> Is it new?</p><p><strong>A:</strong> No.</p>""",
        [("Is it safe?", "Yes."), ("Is it new?", "No.")],
    ),
    "list items that all ask": (
        """<ol><li><strong>What is it?</strong><p>A thing.</p></li><li><strong>Is it mine?</strong><br>It is.</li><li><b>Is it big?</b> Yes.</li></ol>""",
        [("What is it?", "A thing."), ("Is it mine?", "It is."), ("Is it big?", "Yes.")],
    ),
    "Tailwind: dt that holds a button": (
        """<dl><div><dt><button type="button" aria-controls="faq-0" aria-expanded="false"><span>What is holy water?</span><span><svg></svg></span></button></dt>
        <dd id="faq-0" hidden><p>Water, mostly.</p></dd></div><div><dt><button aria-controls="faq-1" aria-expanded="false">How is it made?</button></dt>
        <dd id="faq-1" hidden><p>You boil it.</p></dd></div></dl>""",
        [("What is holy water?", "Water, mostly."), ("How is it made?", "You boil it.")],
    ),
    "Material UI: panel three divs deep": (
        """<div class="MuiAccordion-root"><div class="MuiAccordionSummary-root" role="button" aria-expanded="false"><p>Is it free?</p></div>
        <div class="MuiCollapse-root"><div class="MuiCollapse-wrapper"><div role="region"><p>Yes.</p></div></div></div></div>
        <div class="MuiAccordion-root"><div class="MuiAccordionSummary-root" role="button" aria-expanded="false"><p>Is it fast?</p></div>
        <div class="MuiCollapse-root"><p>Very.</p></div></div>""",
        [("Is it free?", "Yes."), ("Is it fast?", "Very.")],
    ),
    "a plugin whose icon is a letter of an icon font": (
        """<div class="ufaq-faq-div"><div class="ufaq-faq-title"><a><div><span>A</span></div><div><h4>Is it free?</h4></div></a></div><div class="ufaq-faq-body"><p>Yes.</p></div></div>
        <div class="ufaq-faq-div"><div class="ufaq-faq-title"><a><div><span>A</span></div><div><h4>Is it fast?</h4></div></a></div><div class="ufaq-faq-body"><p>Very.</p></div></div>""",
        [("Is it free?", "Yes."), ("Is it fast?", "Very.")],
    ),
    "questions left, answers right": (
        """<div class="row"><div class="col-4"><h3>What do we do?</h3></div><div class="col-8"><p>We dig.</p></div></div>
        <div class="row"><div class="col-4"><h3>Where?</h3></div><div class="col-8"><p>Here.</p></div></div>""",
        [("What do we do?", "We dig."), ("Where?", "Here.")],
    ),
    "table with a row for each question": (
        """<table><tr><th>Question</th><th>Answer</th></tr><tr><td>Is it free?</td><td>Yes.</td></tr><tr><td>Is it fast?</td><td>Very.</td></tr></table>""",
        [("Is it free?", "Yes."), ("Is it fast?", "Very.")],
    ),
    "Chinese, numbered and labelled": (
        """<h3>一、如何退货？</h3><p>请联系客服。</p><h3>二、多久发货？</h3><p>两天。</p><p><b>问：在哪里？</b></p><p>答：在上海。</p><p><b>问：几点？</b></p><p>答：九点。</p>""",
        [("如何退货？", "请联系客服。"), ("多久发货？", "两天。"), ("在哪里？", "在上海。"), ("几点？", "九点。")],
    ),
    "Portuguese details, one without its mark": (
        """<details><summary>Qual é o prazo?</summary>5 dias.</details><details><summary>Como cancelar</summary>No site.</details>""",
        [("Qual é o prazo?", "5 dias."), ("Como cancelar", "No site.")],
    ),
    "a recipe card and a call behind the last answer": (
        """<h2>Can I freeze it?</h2><p>Yes, for months.</p><h2>Can I halve it?</h2><p>Yes.</p><div class="wprm-recipe-container"><h3>Pie</h3><p>Flour</p></div>
        <p><strong>Did you make it? Leave a comment!</strong></p><p>Follow me.</p>""",
        [("Can I freeze it?", "Yes, for months."), ("Can I halve it?", "Yes.")],
    ),
    "a paragraph called title": (
        """<h1>Hanger steak</h1><div class="callout"><p class="callout__title">What is hanger steak?</p><p>It is a cut of beef from the plate.</p></div><p>Grill it.</p>""",
        [("What is hanger steak?", "It is a cut of beef from the plate.")],
    ),
    "a carousel of FAQ cards in the footer, numbered, one a statement": (
        """<p>"""
        + "Text. " * 99
        + """</p><footer><div class="faq-carousel"><div class="faq-item"><div class="faq-question"><span>01</span> Is it free?</div>
        <div class="faq-answer">Yes.</div></div><div class="faq-item"><div class="faq-question"><span>02</span> Is it fast?</div><div class="faq-answer">Very.</div></div>
        <div class="faq-item"><div class="faq-question"><span>03</span> I forgot my password!</div><div class="faq-answer">Ask for a new one.</div></div></div></footer>""",
        [("Is it free?", "Yes."), ("Is it fast?", "Very."), ("I forgot my password!", "Ask for a new one.")],
    ),
    "labels in bold letters of their own": (
        """<p><strong>Q. What is this about?</strong></p><p><strong>A</strong>. Mirrors of files.</p><p>&nbsp;</p><p><strong>Q. Is it free?</strong></p><p><strong>A</strong>. Yes.</p>""",
        [("What is this about?", "Mirrors of files."), ("Is it free?", "Yes.")],
    ),
    "an FAQ block behind the text of a heading": (
        """<h2>What kind of apples are best?</h2><p>Firm ones, such as Jonathan and Gala.</p><div class="schema-faq"><div><strong class="schema-faq-question">Can I peel them?</strong>
        <p class="schema-faq-answer">Yes.</p></div></div>""",
        [("What kind of apples are best?", "Firm ones, such as Jonathan and Gala."), ("Can I peel them?", "Yes.")],
    ),
    "answers called so in a box beside the bar of their question, with a link below each": (
        """<h2>Advice from the harbour</h2><div class="schema-faq"><div class="schema-faq-section"><div class="bar">
        <div class="faq-title"><div class="icon">?</div><div class="schema-faq-question">How do I <span>moor</span> alone?</div></div>
        <div class="arrow"></div></div><div class="panel"><p class="schema-faq-answer">Bow first.</p><a href="/g">More</a></div></div>
        <div class="schema-faq-section"><div class="bar"><div class="faq-title"><div class="icon">?</div><div class="schema-faq-question">
        When is high water?</div></div><div class="arrow"></div></div><div class="panel"><p class="schema-faq-answer">At noon.</p>
        <a href="/g">More</a></div></div></div>""",
        [("How do I moor alone?", "Bow first."), ("When is high water?", "At noon.")],
    ),
    "a question mark as an icon above each question": (
        """<h2>FAQ</h2><div class="row"><div class="sign">?</div><div class="ask">Is the ferry free?</div></div><p>For children.</p>
        <div class="row"><div class="sign">?</div><div class="ask">Can I take a bike?</div></div><p>On the lower deck.</p>""",
        [("Is the ferry free?", "For children."), ("Can I take a bike?", "On the lower deck.")],
    ),
    "a link in a button below an answer": (
        """<title>FAQ</title><section><h3>When do you deliver?</h3><p>In two days.</p><button><a href="/contact">Is it late?
        Write to us at once and we look for it!</a></button></section><section><h3>Is it insured?</h3><p>Up to a hundred euros.</p></section>""",
        [("When do you deliver?", "In two days."), ("Is it insured?", "Up to a hundred euros.")],
    ),
    "a question mark as the sign of each question": (
        """<title>FAQ</title><dl><dt><span class="icon">?</span> Van parkol\u00f3?</dt><dd>Igen.</dd><dt><span class="icon">?</span> Hozhatok
        kuty\u00e1t?</dt><dd>Kistest\u0171t.</dd></dl>""",
        [("Van parkol\u00f3?", "Igen."), ("Hozhatok kuty\u00e1t?", "Kistest\u0171t.")],
    ),
    "a call to act that closes the last answer": (
        """<title>FAQ</title><h3>Is it free?</h3><p>For a month.</p><h3>Does it run offline?</h3><p>It does.</p>
        <p class="cta"><a href="/">Keep the lamp on</a></p><h2>Guides</h2>""",
        [("Is it free?", "For a month."), ("Does it run offline?", "It does.")],
    ),
    "related questions that open their answers": (
        "<h1>Soup</h1><p>"
        + "Text. " * 60
        + """</p><div class="related-questions"><h3>People also ask</h3>
        <div><button aria-expanded="false" aria-controls="p1">Can I freeze it?</button><div id="p1" hidden><p>For a month.</p></div></div>
        <div><button aria-expanded="false" aria-controls="p2">Is it hot?</button><div id="p2" hidden><p>Mildly.</p></div></div></div>""",
        [("Can I freeze it?", "For a month."), ("Is it hot?", "Mildly.")],
    ),
    "paragraphs by turns with empty ones between them": (
        """<title>FAQ</title><h1>FAQ</h1><div class="text"><p class="font"><span class="run">How long is the tour?</span></p>
        <p class="font"><span class="run">About two hours.</span></p><p class="font"><span class="guard">&#8203;</span></p>
        <p class="font"><span class="run">Is there a break?</span></p><p class="font"><span class="run">At the lock.</span></p>
        <p class="font"><span class="guard">&#8203;</span></p><p class="font"><span class="run">Does it run in rain?</span></p>
        <p class="font"><span class="run">Only in light rain.</span></p><p class="font"><span class="guard">&#8203;</span></p></div>""",
        [
            ("How long is the tour?", "About two hours."),
            ("Is there a break?", "At the lock."),
            ("Does it run in rain?", "Only in light rain."),
        ],
    ),
    "panels that are hidden until a script opens them, in rows with titles of groups between": (
        """<title>FAQ</title><h1>FAQ</h1><div><h2>Orders</h2><div class="x-item"><div><button class="x-t">Is it gold?</button>
        <div class="x-wrap" aria-hidden="true"><div class="x-body"><p>Fourteen carat.</p></div></div></div></div><h2>Shop</h2>
        <div class="x-item"><div><button class="x-t">Where is it?</button>
        <div class="x-wrap" aria-hidden="true"><div class="x-body"><p>Mill Lane.</p></div></div></div></div></div>""",
        [("Is it gold?", "Fourteen carat."), ("Where is it?", "Mill Lane.")],
    ),
    "a question and an answer by name, which is in a block that is hidden": (
        """<h1>Rings</h1><div><div class="Faq__Question">Is it gold?</div><div class="Faq__Wrap" aria-hidden="true">
        <div class="Faq__Answer"><p>Fourteen carat.</p></div></div></div><h2>Shop</h2>""",
        [("Is it gold?", "Fourteen carat.")],
    ),
    "numbers in Roman letters that count up, also before what no known word opens": (
        """<h1>FAQ</h1><button aria-expanded=false>I. Chi viene?</button><div>Tutti.</div><button aria-expanded=false>II. \u00c8 previsto
        un esame?</button><div>No, alla fine.</div><button aria-expanded=false>III. \u00c8 gratis?</button><div>Per i soci.</div>""",
        [("Chi viene?", "Tutti."), ("\u00c8 previsto un esame?", "No, alla fine."), ("\u00c8 gratis?", "Per i soci.")],
    ),
    "headings with such numbers, of which each section has its own": (
        """<title>FAQ</title><h1>FAQ</h1><h2>A</h2><h3>I) Ez da berandu?</h3><p>Ez.</p><h3>II) Badago lekurik?</h3><p>Bai.</p>
        <h2>B</h2><h3>I) Ez da urrun?</h3><p>Hurbil.</p>""",
        [("Ez da berandu?", "Ez."), ("Badago lekurik?", "Bai."), ("Ez da urrun?", "Hurbil.")],
    ),
    "the number of a king": (
        """<h1>FAQ</h1><h2>II. Rudolf mikor uralkodott?</h2><p>1576-t\u00f3l.</p><h2>III. B\u00e9la ki volt?</h2><p>Kir\u00e1ly.</p>
        <h2>Hol van a v\u00e1r?</h2><p>Pr\u00e1g\u00e1ban.</p>""",
        [
            ("II. Rudolf mikor uralkodott?", "1576-t\u00f3l."),
            ("III. B\u00e9la ki volt?", "Kir\u00e1ly."),
            ("Hol van a v\u00e1r?", "Pr\u00e1g\u00e1ban."),
        ],
    ),
    "letters of readers that a column quotes": (
        """<title>The bee column</title><h1>The bee column</h1><blockquote class="letter"><p>Why do bees hum at night?</p></blockquote>
        <p>They air the hive.</p><blockquote class="letter"><p>May I keep hives on the roof?</p></blockquote><p>Ask your town.</p>
        <blockquote class="letter"><p>Which queen is best?</p></blockquote><p>The one that lays.</p>""",
        [
            ("Why do bees hum at night?", "They air the hive."),
            ("May I keep hives on the roof?", "Ask your town."),
            ("Which queen is best?", "The one that lays."),
        ],
    ),
    "a text that was exported without a title or headings": (
        """<body><p class="title" id="h.x"><span>Mga Madalas Itanong (FAQ)</span></p>
        <p><span class="c3">Magkano ang uniporme?</span></p><p><span class="c0">Walong daang piso.</span></p>
        <p><span class="c3">Saan kukunin ang aklat?</span></p><p><span class="c0">Sa silid-aklatan.</span></p>
        <p><span class="c3">Pwede bang magdala ng baon?</span></p><p><span class="c0">Oo, may mesa.</span></p></body>""",
        [
            ("Magkano ang uniporme?", "Walong daang piso."),
            ("Saan kukunin ang aklat?", "Sa silid-aklatan."),
            ("Pwede bang magdala ng baon?", "Oo, may mesa."),
        ],
    ),
    "titles without a mark in Afrikaans": (
        """<div><h2>Gereelde vrae</h2><h2>Hoe laat begin dit</h2><p>Om sewe-uur.</p><h2>Honde by die mark</h2><p>Aan 'n leiband.</p>
        <h2>Kan ek parkeer</h2><p>Oorkant die straat.</p></div>""",
        [
            ("Hoe laat begin dit", "Om sewe-uur."),
            ("Honde by die mark", "Aan 'n leiband."),
            ("Kan ek parkeer", "Oorkant die straat."),
        ],
    ),
    "panels with the same words on them behind what they answer": (
        """<h1>Geometry</h1><p>1. How many sides has a square?</p><details><summary>Toon</summary><h4>Answer</h4><p>It has four.</p></details>
        <p>2. Is a circle a curve?</p><details><summary>Toon</summary><h4>Answer</h4><p>It is one.</p></details>""",
        [("How many sides has a square?", "It has four."), ("Is a circle a curve?", "It is one.")],
    ),
    "notes for school": (
        """<p><b>Que.1 How many sides has a square?</b></p><p><b>Sol.</b> It has four.</p>
        <p><b>Que.2 Is a circle a curve?</b></p><p><b>Sol.</b> It is one.</p>""",
        [("How many sides has a square?", "It has four."), ("Is a circle a curve?", "It is one.")],
    ),
    "panels with the attribute hidden, in rows with titles of groups between": (
        """<h1>Help</h1><div class="x"><div><a role="button" aria-expanded="false">Is it gold?</a><div hidden><p>Fourteen carat.</p></div></div>
        </div><h2>Shop</h2><div class="x"><div><a role="button" aria-expanded="false">Where is it?</a><div hidden><p>Mill Lane.</p></div></div></div>""",
        [("Is it gold?", "Fourteen carat."), ("Where is it?", "Mill Lane.")],
    ),
    "a hint and an answer in panels behind each question": (
        """<h1>Geometry</h1><p>Has a square four sides?</p><details><summary>Hint</summary><p>Count.</p></details><details><summary>Answer</summary>
        <p>It has.</p></details><p>Is a circle a curve?</p><details><summary>Hint</summary><p>Look.</p></details><details>
        <summary>Answer</summary><p>It is one.</p></details>""",
        [("Has a square four sides?", "It has."), ("Is a circle a curve?", "It is one.")],
    ),
    "a group without marks beside one with marks": (
        """<title>FAQ</title><h1>FAQ</h1><section><h2>Bridge</h2><h3>Is it open?</h3><p>To cars.</p><h3>How high is it?</h3><p>Forty metres.</p>
        <h3>Who built it?</h3><p>A Danish firm.</p></section><section><h2>Ferry</h2><h3>How to book a place</h3><p>At the pier.</p></section>""",
        [
            ("Is it open?", "To cars."),
            ("How high is it?", "Forty metres."),
            ("Who built it?", "A Danish firm."),
            ("How to book a place", "At the pier."),
        ],
    ),
    "an answer that opens with a word that is a label elsewhere": (
        """<title>FAQ</title><h2>\u00bfQu\u00e9 nos da luz?</h2><p>Sol. Sale cada d\u00eda.</p><h2>\u00bfQu\u00e9 flor gira?</h2><p>El girasol.</p>""",
        [("\u00bfQu\u00e9 nos da luz?", "Sol. Sale cada d\u00eda."), ("\u00bfQu\u00e9 flor gira?", "El girasol.")],
    ),
    "an FAQ with a sentence that is a link below an entry without a mark": (
        """<title>FAQ</title><h1>FAQ</h1><h4>Is it fast?</h4><p>It is.</p><h4>Can it print?</h4><p>It can.</p>
        <h4>I want to use it offline!</h4><p>See <a href="https://a.example.com/">Static Loom</a>.</p>
        <h4>Who wrote it?</h4><p>Ann did.</p>""",
        [
            ("Is it fast?", "It is."),
            ("Can it print?", "It can."),
            ("I want to use it offline!", "See Static Loom."),
            ("Who wrote it?", "Ann did."),
        ],
    ),
    "terms and descriptions behind an empty list, before another section": (
        """<title>FAQ</title><article><h1>FAQ</h1><h2>Sites</h2><dl></dl><dt>Q) Can you host it?</dt><dd>A) We can.</dd>
        <dt>Q) Which browsers does it need?</dt><dd>A) Any.</dd><h2>Courses</h2>
        <dl><dt>Q) May beginners come?</dt><dd>A) They may.</dd><dt>Q) Where is it?</dt><dd>A) In the mill.</dd></dl></article>""",
        [
            ("Can you host it?", "We can."),
            ("Which browsers does it need?", "Any."),
            ("May beginners come?", "They may."),
            ("Where is it?", "In the mill."),
        ],
    ),
    "contents in rows of links, that lead to rules above the headings": (
        """<title>FAQ</title><h1>Questions and answers</h1><p><a href="#why">Why swim?</a> &middot; <a href="#where">Where to?</a></p>
        <p><a href="#who">Who may come?</a> &middot; <a href="#what">What do I bring?</a></p>
        <hr id="why"><h4>Why swim?</h4><p>There are good reasons:</p><ul><li>It is fun.</li></ul>
        <hr id="where"><h4>Where to?</h4><p>The pool should</p><ul><li>be warm</li></ul><hr id="who"><h4>Who may come?</h4><p>All.</p>
        <hr id="what"><h4>What do I bring?</h4><p>Here is a list:</p><ul><li>A towel</li></ul>""",
        [
            ("Why swim?", "There are good reasons:\n\n- It is fun."),
            ("Where to?", "The pool should\n\n- be warm"),
            ("Who may come?", "All."),
            ("What do I bring?", "Here is a list:\n\n- A towel"),
        ],
    ),
    "statements on several bold lines, and code in another font, within the font of the page": (
        """<title>FAQ</title><font size=2><b>Is it fast?</b><br>It is.<br><br><b>I get errors such as<br>C20: redefined<br>C40: no type</b><br><br>
        Include it last.<br><br><b>The light flickers.</b><br>It is due to this:<br><br></font><font size=1>on();<br>off();<br></font>
        <font size=2>Leave out one of them.<br><br><b>Can it print?</b><br>It can.<br><br><b>General notes<br>Who wrote it?</b><br>Ann.</font>""",
        [
            ("Is it fast?", "It is."),
            ("I get errors such as C20: redefined C40: no type", "Include it last."),
            ("The light flickers.", "It is due to this:\n\non();\noff();\nLeave out one of them."),
            ("Can it print?", "It can."),
            ("Who wrote it?", "Ann."),
        ],
    ),
    "answers of one class, some of which open like questions": (
        """<html lang=en><title>FAQ</title><h2>FAQ</h2><div class=acc><span class=trigger><a href="#">Is it open?</a></span><div class=box><div
        class=content>How it is depends on the day.</div></div><span class=trigger><a href="#">Where is it?</a></span><div class=box><div
        class=content>Where the mill was.</div></div><span class=trigger><a href="#">Who runs it?</a></span><div class=box><div
        class=content>Ann.</div></div></div>""",
        [
            ("Is it open?", "How it is depends on the day."),
            ("Where is it?", "Where the mill was."),
            ("Who runs it?", "Ann."),
        ],
    ),
    "two lists of terms, of which the first asks once": (
        """<title>FAQ of Loom</title><h1>Loom FAQ</h1><h2>Building</h2><dl><dt><b>Error: is the path set right?</b><dd><p>Set it.</p>
        <dt><b>No such file</b><dd><p>Fetch it.</p><dt><b>It does not link</b><dd><p>Add -lrt.</p><dt><b>Many warnings</b><dd><p>Ignore them.</p>
        <dt><b>Sun: no gettime()</b><dd><p>Take 1.2.</p></dl>
        <h2>Misc</h2><dl><dt><b>Who uses it?</b><dd><p>Weavers.</p><dt><b>It is slow</b><dd><p>Yes.</p></dl>""",
        [
            ("Error: is the path set right?", "Set it."),
            ("No such file", "Fetch it."),
            ("It does not link", "Add -lrt."),
            ("Many warnings", "Ignore them."),
            ("Sun: no gettime()", "Take 1.2."),
            ("Who uses it?", "Weavers."),
            ("It is slow", "Yes."),
        ],
    ),
    "bold sentences at the end of answers, and what a colon announces": (
        """<title>FAQ</title><h1>FAQ</h1><h2>Is it safe?</h2><p>It is.</p><p><strong>But do not share it.</strong></p><h2>Where is it kept?</h2>
        <p>To find it:</p><p><strong>Start, Programs, Loom</strong></p><h2>Who wrote it?</h2><p>Ann.</p>""",
        [
            ("Is it safe?", "It is.\n\nBut do not share it."),
            ("Where is it kept?", "To find it:\n\nStart, Programs, Loom"),
            ("Who wrote it?", "Ann."),
        ],
    ),
    "a file with a title of its own in the answer to a bold question": (
        """<title>FAQ</title><h1>FAQ</h1><p><b>Can I use scripts?</b></p><div><p>Write a file:</p><div><h5>weave.txt</h5><p>row 1</p></div>
        <p>Then run it.</p></div><p><b>Is it free?</b></p><div><p>It is.</p></div><p><b>Who wrote it?</b></p><div><p>Ann.</p></div>""",
        [
            ("Can I use scripts?", "Write a file:\n\nweave.txt\n\nrow 1\n\nThen run it."),
            ("Is it free?", "It is."),
            ("Who wrote it?", "Ann."),
        ],
    ),
}


@pytest.mark.parametrize(("html", "expected"), READ.values(), ids=READ)
def test_a_page_gives_its_pairs_and_their_answers_end(html: str, expected: Pairs) -> None:
    assert sorted(pairs(html)) == sorted(expected)


# --- pages that hold none: name -> (page, why each question is none) -------------------------------

LEFT: dict[str, tuple[str, set[Reason]]] = {
    "news page: headlines that are links": (
        """<main><h3><a href="/a">Will rates fall in May?</a></h3><p>Analysts disagree.</p><h3><a href="/b">Is the bridge safe?</a></h3><p>A report.</p></main>""",
        {Reason.TEASER},
    ),
    "cards in a link": (
        """<a href="/a" class="card"><h3>Is tea healthy?</h3><p>A look at the studies.</p></a><a href="/b" class="card"><h3>Is coffee?</h3><p>Another.</p></a>""",
        {Reason.TEASER},
    ),
    "teasers with Read more": (
        """<div class="grid"><div><h3>Is tea healthy?</h3><p>A look at what the studies say of green tea.</p><a href="/a">Read more »</a></div>
        <div><h3>Should you stretch?</h3><p>Coaches do not agree about the warm-up.</p><a href="/b">Read more »</a></div></div>""",
        {Reason.TEASER},
    ),
    "one teaser that breaks off above its link": (
        """<h1>Notes</h1><h2>What is a sluice?</h2><p>A gate in the water. It holds the level of the mill pond, and …</p><p><a href="/a">Continue reading</a></p>""",
        {Reason.TEASER},
    ),
    "topics of a board, which lead to their posts, and who is there": (
        """<dl><dt><a href="./topic?t=1">Why do my plums split?</a><br>by <a href="./ann">ann</a>, 9:14</dt><dd>4 replies</dd>
        <dt><a href="./topic?t=2">When do I prune them?</a><br>by <a href="./bo">bo</a>, 8:12</dt><dd>2 replies</dd></dl>
        <div class="stat online-list"><h3>Who is online?</h3><p>In this board: nobody, and three guests.</p></div>""",
        {Reason.TEASER},
    ),
    "teasers with no more than a date": (
        """<div><h3>Is tea healthy?</h3><time datetime="2024-05-01">1 May 2024</time></div><div><h3>Should you stretch?</h3><time>2 May 2024</time></div>""",
        {Reason.TEASER},
    ),
    "sidebar and footer": (
        """<main><h1>Soup</h1><p>Simmer it for an hour, then season it and let it rest on the warm stove.</p></main><aside><h3>Who am I?</h3><p>Ann, a cook.</p></aside>
        <footer><h4>Where are we?</h4><p>In Bath.</p></footer>""",
        {Reason.TEASER},
    ),
    "calls to action": (
        """<h2>Ready to get started?</h2><p>Sign up for free today.</p><h2>Still have questions?</h2><p>Write to us, we answer within a day.</p>
        <h2>Did you make this recipe?</h2><p>Tag us and leave a rating below, please.</p>""",
        {Reason.CALL_TO_ACTION},
    ),
    "calls to action in other languages": (
        """<h2>Noch Fragen?</h2><p>Rufen Sie uns an.</p><h2>Besoin d’aide ?</h2><p>Écrivez-nous.</p><h2>¿Tienes dudas?</h2><p>Escríbenos.</p>
        <h2>Heb je nog vragen?</h2><p>Bel ons.</p><h2>Nog steeds vragen?</h2><p>Mail ons.</p><h2>Wie können wir Ihnen helfen?</h2><p>Gern.</p><h2>Har du frågor?</h2><p>Ring oss.</p><h2>Остались вопросы?</h2><p>Позвоните.</p>""",
        {Reason.CALL_TO_ACTION},
    ),
    "votes and feedback": (
        """<details><summary>Was this page helpful?</summary><p>Tell us why.</p></details><details><summary>Did this answer your question?</summary><p>Yes or no.</p></details>""",
        {Reason.CALL_TO_ACTION},
    ),
    "newsletter sign-up": (
        """<div class="newsletter-box"><h3>Would you like our recipes by mail?</h3><p>Enter your address below to get them every week.</p></div><p>"""
        + "Text. " * 60
        + "</p>",
        {Reason.TEASER},
    ),
    "cookie banner": (
        """<p>"""
        + "Text. " * 60
        + """</p><div id="cookie-consent"><details><summary>What are cookies?</summary><p>Small files.</p></details></div>""",
        {Reason.TEASER},
    ),
    "related questions below a button": (
        "<h1>Soup</h1><p>"
        + "Text. " * 60
        + """</p><div class="related-questions"><button aria-expanded="true">More</button>
        <div><h3>Can I freeze soup?</h3><p>Cooks do not agree.</p></div><div><h3>Is broth a soup?</h3><p>A look at the words.</p></div></div>""",
        {Reason.TEASER},
    ),
    "menus that buttons open": (
        '<header><button aria-expanded="false">Who are we?</button><nav><ul><li><a href="/crew">Our crew</a></li></ul></nav>'
        '<button aria-expanded="false">What do we grind?</button><nav><ul><li><a href="/rye">Rye</a></li></ul></nav></header>',
        {Reason.LINK_LIST},
    ),
    "menu with a question": (
        """<nav><ul><li><button aria-expanded="false">Why us?</button><ul><li><a href="/t">Team</a></li></ul></li></ul></nav><p>"""
        + "Text. " * 60
        + "</p>",
        {Reason.TEASER},
    ),
    "one rhetorical bold line": (
        """<article><p><strong>What could go wrong?</strong></p><p>Nothing did, as it turned out that evening in the harbour.</p></article>""",
        {Reason.LONE_QUESTION},
    ),
    "a title that asks above titles of its own": (
        """<section><h2>Why should you sail with us?</h2><div><p><b>Boats</b></p><p>We have forty of them.</p></div><div><p><b>Wind</b></p><p>All year.</p></div></section>""",
        {Reason.LONE_QUESTION},
    ),
    "a title that asks above an article": (
        """<article><h1>Is remote work here to stay?</h1><p>By Ann Lee, 3 May</p><p>The offices are empty again, and nobody is sure why.</p></article>""",
        {Reason.LONE_QUESTION},
    ),
    "related questions as links": (
        """<h2>What should I read now?</h2><ul><li><a href="/1">On tea</a></li><li><a href="/2">On coffee</a></li></ul>""",
        {Reason.LINK_LIST},
    ),
    "a quiz": (
        """<div class="quiz"><h3>Which planet is the largest?</h3><p>Mars</p><p>Jupiter</p></div><div class="quiz"><h3>Who wrote Emma?</h3><p>Austen</p><p>Eliot</p></div>""",
        {Reason.CALL_TO_ACTION},
    ),
    "a poll of radio buttons": (
        """<h3>How often do you cook?</h3><div><input type="radio" id="r1"><label for="r1">Daily</label><input type="radio" id="r2"><label for="r2">Never</label></div>""",
        {Reason.CALL_TO_ACTION},
    ),
    "tips in a list": (
        """<ul><li><b>Chill the dough.</b> It spreads less.</li><li><b>Don't have butter?</b> Use oil.</li><li><b>Use a scale.</b> Cups lie.</li>
        <li><b>No mixer?</b> Use a spoon.</li><li><b>Rest it.</b> An hour is best.</li></ul>""",
        {Reason.CALL_TO_ACTION},
    ),
    "facts of an event": (
        """<dl><dt>Wann?</dt><dd>Am 3. Mai</dd><dt>Wo?</dt><dd>Im Saal</dd></dl>""",
        {Reason.CALL_TO_ACTION},
    ),
    "comments": (
        """<article><h1>Soup</h1><p>"""
        + "Simmer. " * 40
        + """</p></article><ol class="comment-list"><li class="comment"><p><b>Can I use leek?</b></p><p>Yes.</p></li>
        <li class="comment"><p><b>Can I freeze it?</b></p><p>Yes!</p></li></ol>""",
        {Reason.TEASER},
    ),
    "product reviews": (
        """<h1>Kettle</h1><p>"""
        + "Boils. " * 40
        + """</p><div id="reviews"><div><h4>Why so loud?</h4><p>It wakes the cat, sadly, every day.</p><p>Was this helpful? Yes No</p></div>
        <div><h4>Why so slow?</h4><p>Takes ages to boil.</p></div></div>""",
        {Reason.TEASER},
    ),
    "single reviews with the reply of the owner": (
        """<h1>Kettle Inn</h1>"""
        + "".join(
            f"""<div class="review-box"><a href="#"><b>{title}</b></a><p>Rated in May</p><p>{said}</p><div><div>Reply from Ann, owner</div><p>Thank you!</p></div></div>"""
            for title, said in (
                ("Where else?", "A stove in each room."),
                ("Breakfast?", "It was late."),
                ("Quiet", "It is."),
            )
        ),
        {Reason.TEASER},
    ),
    "search suggestions and pagination": (
        """<h2>Did you mean: kettle?</h2><p>Showing 1-10 of 230.</p><h2>Didn't find what you were looking for?</h2><p>Try another word or browse all of our brands.</p>""",
        {Reason.CALL_TO_ACTION},
    ),
    "a form that asks": (
        """<form><label for="e">What is your email?</label><input id="e"><label for="h">How did you hear of us?</label><select id="h"><option>Press</option></select></form><p>"""
        + "Text. " * 40
        + "</p>",
        set(),
    ),
    "questions without answers": (
        """<h2>Who are we?</h2><h2>What do we want?</h2><h2>When do we want it?</h2>""",
        {Reason.NO_ANSWER},
    ),
    "questions in running text": (
        """<p>Why is the sky blue? Nobody asked him.</p><p>But was it true? He thought so.</p><p>He wondered: <em>why?</em> Then he left.</p>""",
        set(),
    ),
    "details of a product": (
        """<details><summary>What's in the box</summary><p>A lamp.</p></details><details><summary>Care</summary><p>Dust it.</p></details>""",
        set(),
    ),
    "a forum thread": (
        """<h1>How do I fix it?</h1><div class="post"><p>My thing broke.</p></div><div class="post"><p>Have you tried turning it off and on?</p></div>""",
        {Reason.LONE_QUESTION},
    ),
    "a list of threads": (
        """<table><tr><td><a href="/t/1">How do I fix it?</a></td><td>5 replies</td></tr><tr><td><a href="/t/2">Is it broken?</a></td><td>2 replies</td></tr></table>""",
        {Reason.TEASER},
    ),
    "dialogue with bold words": (
        """<p>He said: <b>Why?</b></p><p>She left.</p><p>He said: <b>When?</b></p><p>Later.</p>""",
        set(),
    ),
    "a job page": (
        """<h2>Who you are</h2><p>Nice.</p><h2>What you'll do</h2><p>Code.</p><h2>Sound like you?</h2><p>Apply now by sending us your CV.</p>""",
        {Reason.LONE_QUESTION},
    ),
    "testimonials": (
        """<p>"""
        + "Text. " * 99
        + """</p><div class="testimonials"><h3>Would I come back?</h3><p>Any day.</p><h3>Was it good?</h3><p>Yes.</p></div>""",
        {Reason.TEASER},
    ),
    "a quotation that asks": (
        """<blockquote><p><strong>Who am I?</strong></p></blockquote><p>So opens the second act.</p>""",
        {Reason.LONE_QUESTION},
    ),
    "questions to choose from, each a button without a panel": (
        """<main><h1>Chat</h1><input placeholder="Ask"></main><div><h3>FAQ</h3><div><button>What does a joiner do?</button>
        <button>How long is the course?</button><button>Where can I cook?</button></div><div><h3>Advice</h3><p>We are here for you.</p></div></div>""",
        set(),
    ),
    "quotations of which few ask": (
        """<h1>The bee poet</h1><blockquote><p>Where do you hum?</p></blockquote><p>So it begins.</p><blockquote><p>I saw a bee.</p></blockquote>
        <p>Then it slows.</p><blockquote><p>Who are you?</p></blockquote><p>So it goes on.</p><blockquote><p>It left.</p></blockquote><p>A pause.</p>
        <blockquote><p>What is left?</p></blockquote><p>So it ends.</p><blockquote><p>Nothing is.</p></blockquote><p>The end.</p>""",
        set(),
    ),
    "quotations of several lines that end in a question": (
        """<h1>What they wrote</h1>"""
        + "<blockquote><p>I saw it.</p><p>Is it safe?</p></blockquote><p>So wrote Ann.</p>" * 3,
        set(),
    ),
    "panels with the same words on them below a text": (
        """<h1>Ferries</h1><p>We have three of them. Which one is best?</p><p>It depends.</p><details><summary>More</summary><p>The old one is slow.</p></details>
        <p>Each has a bar.</p><details><summary>More</summary><p>It opens at nine.</p></details>""",
        set(),
    ),
    "quotations that ask above the names of who said so": (
        "<h1>Our guests</h1>" + "<blockquote>Why did we not come sooner?</blockquote><p>Ann, Leeds</p>" * 3,
        set(),
    ),
}


@pytest.mark.parametrize(("html", "why"), LEFT.values(), ids=LEFT)
def test_a_page_that_holds_no_pairs_gives_none_and_says_why(html: str, why: set[Reason]) -> None:
    assert pairs(html) == []
    assert reasons(html) >= why


# --- evidence ------------------------------------------------------------------------------------------


def assert_read_again(page: Page) -> None:
    """Fail where a candidate's locator does not give its question and answer."""
    found = [candidate for candidate in find(page).candidates if not FORMATS[candidate.format].is_markup]
    assert [resolve(page, c.locator) for c in found] == [(c.question, c.answer) for c in found]


@pytest.mark.parametrize("html", [html for html, _ in READ.values()], ids=READ)
def test_reading_a_locator_again_gives_the_pair(html: str) -> None:
    page = parse(html, url=URL, media_type="text/html").page
    assert page is not None
    assert_read_again(page)


REAL = sorted((SHARED / "pages").glob("*.html"))


@pytest.mark.skipif(not REAL, reason="The real pages are not here (../shared/pages, seen from the repository).")
def test_reading_a_locator_of_a_real_page_again_gives_the_pair() -> None:
    for file in REAL:
        page = decode(make_document(file.name, file.read_bytes(), URL, media_type="text/html"))
        assert isinstance(page, Page)
        assert_read_again(page)


def test_the_pairs_stand_in_reading_order() -> None:
    html = "<h3>What?</h3><p>This.</p><h3>Is it so?</h3><p>It is.</p><h3>Was it so?</h3><p>It was.</p>"
    assert [question for question, _ in pairs(html)] == ["What?", "Is it so?", "Was it so?"]


# --- what is known to be wrong -----------------------------------------------------------------------

KNOWN: dict[str, tuple[str, Pairs]] = {
    "plain paragraphs: nothing but the mark tells question from answer": (
        "<p>Do you deliver?</p><p>We do.</p><p>Do you fit?</p><p>No.</p><p>Is it free?</p><p>Yes.</p>",
        [("Do you deliver?", "We do."), ("Do you fit?", "No."), ("Is it free?", "Yes.")],
    ),
}


@pytest.mark.parametrize(
    ("html", "expected"),
    [pytest.param(*page, id=name, marks=pytest.mark.xfail(strict=True, reason=name)) for name, page in KNOWN.items()],
)
def test_a_page_that_is_not_yet_read_right(html: str, expected: Pairs) -> None:
    assert sorted(pairs(html)) == sorted(expected)


def test_a_question_whose_line_begins_in_the_answer_before_it_is_read_to_an_end() -> None:
    """Its element is the whole page, which begins before the question before it; reading did not come to an end."""
    html = "Shop<div><p><b>Why now?</b></p>It is late, we say.</div><h2>Is it so?</h2>"
    assert pairs(html) == []


@pytest.mark.parametrize("below", ["", "<div class='faq-list'></div>"])
def test_the_footer_of_a_page_answers_no_title_above_it(below: str) -> None:
    foot = '<footer><form><label>Join our letter by post.</label><input type="email"></form></footer>'
    head = "<main><p>News of the mill and of the people who look after it.</p><h1>Why is the mill shut?</h1>"
    html = f"{head}{below}</main>{foot}"
    assert (pairs(html), reasons(html)) == ([], {Reason.NO_ANSWER})


def test_loose_text_of_a_long_page_asks() -> None:
    """Its element is the whole body: what is compared with the longest question is the text alone."""
    form = "<h3>Well {n}</h3>Is the water of well {n} good to drink?<p>Answer:\nWe dug {n} feet of stone.<hr>"
    page = f"<title>Wells</title><body>{''.join(form.format(n=n) for n in range(200))}</body>"
    found = parse(page, url="https://www.example.org/wells", media_type="text/html").records
    assert len(page) > 15_000
    assert len(found) == 200
    assert {each.answer for each in found} == {f"We dug {n} feet of stone." for n in range(200)}


@pytest.mark.parametrize(
    "line", ["Q: {}<br>A: {}<br><br>", "{}<br><i>{}</i><br><br>", "<h3>An entry</h3>{}<p>Answer: {}<hr>"]
)
def test_a_long_page_of_plain_lines_is_read_like_a_short_one(line: str) -> None:
    said = "It stands on the shelf behind the door, where Ann put it in the year of the flood, and nobody has moved it."
    for many in (20, 200):
        lines = "\n".join(line.format(f"Where is jar number {number}?", f"{number}. {said}") for number in range(many))
        assert len(pairs(f"<title>FAQ</title><body><h1>FAQ</h1>{lines}</body>")) == many
