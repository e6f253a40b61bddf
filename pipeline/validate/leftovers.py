"""Whether a text holds markup that nobody is meant to see: shortcodes, placeholders of templates, entities, escapes."""

from __future__ import annotations

import re

from ..text.clean import FENCE
from ..text.patterns import pattern
from ..text.signs import look_for

# Who explains markup shows it.
_ABOUT_MARKUP = pattern(
    r"\b(?:x?html5?|xml|css|php|bbcode|jsx?|javascript|typescript|jinja2?|twig|django|ansible|latex|mathjax|markdown"
    r"|wikitext|unicode|utf-8|json|yaml|reg(?:ex|exp|ular expressions?)|short-?codes?|placeholders?"
    r"|merge (?:tags?|fields?)|(?:html|opening|closing|liquid|mustache|handlebars) tags?"
    r"|templat(?:es?|ing)|variables|syntax|source code"
    r"|ampersands?|apostrophes?|quotation marks?|(?:less|greater)[- ]than signs?"
    r"|(?:character|named) entit(?:y|ies)|(?:angle|pointed) brackets?|spitzen? klammern?"
    r"|kaufm\u00e4nnisches? und|non-?breaking spaces?|gesch\u00fctzte[ns]? leerzeichen|espaces? ins\u00e9cables?"
    r"|escap(?:e|es|ed|ing) (?:sequences?|characters?|quotes?)|platzhalter\w*|variablen|plantillas?|vorlagen?"
    r"|marcadores|espaces? r\u00e9serv\u00e9s?|segnaposto|\u0448\u0430\u0431\u043b\u043e\u043d\w*)\b"
    r"|\u30b7\u30e7\u30fc\u30c8\u30b3\u30fc\u30c9|\u30c6\u30f3\u30d7\u30ec\u30fc\u30c8|\u5b9f\u4f53\u53c2\u7167"
    r"|\u77ed\u4ee3\u7801|\u6a21\u677f|\u53d8\u91cf",
    re.IGNORECASE,
)
_BRACKETS = ("&lt;", "&gt;")
_TAG = pattern(r"\btags?\b", re.IGNORECASE)
"""Whose signs such entities are meant to be."""
_ENTITY_NAMES = (
    "amp|lt|gt|quot|apos|nbsp|[lr][sd]quo|[bs]dquo|sbquo|[lr]aquo|lsaquo|rsaquo|[nm]dash|hellip|bull|middot|copy|reg|trade"
    "|euro|pound|yen|cent|sect|para|deg|plusmn|times|divide|frac\\d\\d|sup[123]|[aeiouyAEIOUY](?:acute|grave|circ|uml|tilde)"
    "|[nN]tilde|[cC]cedil|szlig|[aA]ring|[aA][eE]lig|[oO]slash|[eE][tT][hH]|thorn|oelig|[szSZ]caron|iexcl|iquest|ord[fm]|shy"
    "|ensp|emsp|thinsp|zwj|zwnj|lrm|rlm|[lrud]arr|check|hearts|star|newline|NewLine|Tab|lpar|rpar|comma|colon|excl|num"
)
_FIELD = r"[a-zA-Z_][\w.-]{0,60}"
_BUILDERS = "vc|et_pb|fusion|su|av|nectar|tatsu|ux|wpv|woocommerce|elementor"
"""What page builders begin the names of their shortcodes with."""
_NAMES = (
    "question|answer|company|company_name|city|state|country|year|price|phone|name|address"
    "|website|product|brand|location"
)
"""What a template has a place for, in braces or brackets."""
_THINGS = "answer|text|name|company|date|link|url|number|price|e-?mail|phone"
FORMS: dict[str, tuple[str, str]] = {
    "shortcode_end": ("[/", r"\[/[a-zA-Z][\w-]{0,40}\]"),
    "shortcode": ("=", r"\[[a-zA-Z][\w-]{0,40}\s[^\[\]]{0,60}?[\w-]=[\"'\u201c\u201d\u2033&][^\[\]]{0,400}\]"),
    "builder": ("[", rf"\[(?:{_BUILDERS})[_-][\w-]{{1,40}}(?:\s[^\[\]]{{0,200}})?\]"),
    "bbcode": ("=", r"\[(?i:url|color|size|font|quote)=[^\[\]]{1,200}\]"),
    # {{ name | filter }}, {{#if name}}
    "braces": (
        "{{",
        rf"\{{\{{[{{\s#/^>!&~<%$-]{{0,4}}{_FIELD}\s{{0,4}}(?:[|(\[?\s][^{{}}\n]{{0,200}})?[\s~-]{{0,4}}\}}\}}",
    ),
    "statement": ("{%", r"\{%-?\s{0,4}[a-z]\w{0,30}[^{}\n]{0,200}%\}"),  # {% if name %}
    "server_tag": ("<%", r"<%[=#-]?[^<>\n]{1,200}%>"),
    "php": ("<?", r"<\?(?:php|=)"),
    "comment": ("<!--", "<!--"),
    "tag_around": ("</", r"\A\s*<(p|div|span|ul|ol|h[1-6])\b[^<>]{0,300}>(?s:.*)</\1\s*>\s*\Z"),
    "modx": ("[[", rf"\[\[[+*$~%!]{{1,2}}{_FIELD}[^\[\]\n]{{0,100}}\]\]"),  # [[+name]]
    "percent_signs": ("%%", r"%%[a-zA-Z][\w-]{1,60}%%"),
    "percent_name": (
        "%",
        r"(?<![\w%])%(?:\w{1,20}_)?(?i:first|last|full|site|company|user|post|page|product|brand|city"
        r"|question|answer|faq|title|text|content|description|heading)"
        r"(?i:[_-]?(?:name|title|url))?%(?!\w)",
    ),
    "dollar": ("${", r"(?<!\w)\$\{[a-z][\w.]{0,60}\}"),  # not ${HOME}
    "smarty": ("{$", r"\{\$[a-zA-Z_]\w{0,60}[^{}\n]{0,60}\}"),
    "message": ("__MSG_", r"__MSG_\w{1,60}__"),
    "at_signs": ("@@", r"@@[a-zA-Z]\w{1,60}@@"),
    "object": ("[object ", r"\[object Object\]"),
    "to_insert": (
        "[",
        r"\[(?:Insert|Enter|Add|Type|INSERT|ENTER|ADD|TYPE) [^\[\]\n]{2,60}\]"
        rf"|\[(?i:insert|enter|type) (?:your |the |an? )?(?:{_THINGS})[^\[\]\n]{{0,40}}\]",
    ),
    "to_fill": ("{", rf"(?<![\w$#{{\\/])\{{(?i:{_NAMES})\}}(?!\}})"),
    "to_fill_in": ("[", rf"\[(?:{_NAMES.title()})\](?!\()"),
    "alone": ("[", r"(?i:\[(?:toc|table-of-contents|ez-toc|gallery|ads?|adsense|social-?share|newsletter)\])"),
    "markdown": ("[", r"\[[^\[\]\n]{1,80}\]\((?:https?:|mailto:|tel:|[/#])[^()\s]{1,300}\)"),
    "to_name": (
        "[",
        r"\[(?:Your|YOUR|Our|Company|COMPANY|Business|BUSINESS|Brand|Product|Store|Shop|Website|Phone|Email|Contact"
        r"|Agency|Firm|Practice) [A-Z][^\[\]\n]{1,40}\]",
    ),
    "entity": ("&", rf"&(?:#\d{{2,7}}|#[xX][0-9a-fA-F]{{2,6}}|{_ENTITY_NAMES});|&nbsp\b"),
    "entity_end": ("p;", r"(?<![&\w])(?:amp|nbsp);"),
    "lost_backslash": (
        "u00",
        r"u003[ceCE]|\bu00(?:2[267]|a0|[c-f][0-9a-f])(?![0-9A-Z])|\b[^\W\d_]+u00[c-f][0-9a-f][^\W\d_]*\b",
    ),
    "lost_backslash_of_sign": ("u20", r"\bu20(?:1[3489cd]|26|ac)\b"),
    "escape": ("\\", r"\\u[0-9a-fA-F]{4}|(?:\\r)?\\n(?:\\r)?\\n|\\r\\n|(?<=[.!?])\\n|:\\/\\/|\\[\"']"),
}
"""What is left of the markup of many programs: by the sign without which there is none, and as it is written."""
_FORMS = {name: (sign, pattern(source)) for name, (sign, source) in FORMS.items()}
SIGNS = "[={%<$@&;\\_"
"""What the sign of each form has, one of these, but for escapes: so most texts are seen at once to hold none."""
_LOOK = look_for(SIGNS)
_ESCAPES = [form for form in _FORMS.values() if {*SIGNS}.isdisjoint(form[0])]
_FORMS_BY_BYTE = {ord(byte): [form for form in _FORMS.values() if byte in form[0]] for byte in SIGNS}


def holds_markup(question: str, answer: str) -> bool:
    """Whether question or answer holds markup that was not rendered; not where they are about markup.

    >>> holds_markup("How long is it?", "[vc_row]Two minutes.[/vc_row]"), holds_markup("Who?", "They [the owners].")
    (True, False)
    """
    if not may_hold_any(f"{question}\n{answer}"):
        return False
    shown = answer if FENCE not in answer else " ".join(answer.split(FENCE)[::2])  # without code
    if not (_is_left_in(question) or _is_left_in(shown)):
        return False
    text = f"{question}\n{shown}"
    words = _without_markup(text)
    names_tag = any(sign in text for sign in _BRACKETS) and _TAG.search(words) is not None
    return not (names_tag or _ABOUT_MARKUP.search(words))


def may_hold_any(text: str) -> bool:
    """Whether a text may hold markup, by a quick look."""
    return bool(_LOOK(text)) or holds_escape(text)


def holds_escape(text: str) -> bool:
    """Whether a text may hold an escape that lost its backslash."""
    return "0" in text and ("u00" in text or "u20" in text)


def _is_left_in(text: str) -> bool:
    forms = [each for byte in {*_LOOK(text)} for each in _FORMS_BY_BYTE[byte]]
    if holds_escape(text):
        forms += _ESCAPES
    return any(sign in text and form.search(text) for sign, form in forms)


def _without_markup(text: str) -> str:
    """The words around the markup: a shortcode named `faq_template` is not about templates."""
    for _, form in _FORMS.values():
        text = form.sub(" ", text)
    return text
