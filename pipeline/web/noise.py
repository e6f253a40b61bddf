"""What on a page says nothing to a reader: ads, share buttons, hidden text, links to a place, marks of notes."""

from __future__ import annotations

import re
from functools import lru_cache

from turbohtml import Element, Text

from ..text.patterns import pattern

_DROPPED = frozenset(
    "script style noscript template svg iframe object embed video audio canvas button select option datalist textarea"
    " input head link meta title nav map dialog progress meter source track noembed noframes annotation"
    " annotation-xml mat-icon md-icon amp-ad amp-embed amp-sticky-ad amp-consent".split()
)
# Class names of what sits inside answers and says nothing: shares, ads, text for screen readers only, line numbers,
# marks of notes, icons that a font makes of a word.
_NOISE = pattern(
    r"[-_\s](?:ad|ads|advert\w*|adsbygoogle|adthrive\w*|mediavine\w*|sponsor\w*|annonse|annons|anzeige|werbung|reklam[ae]?|mainos"
    r"|publicidade?|pubblicita|publicite|publicitate?|publizitatea?|iragarkia?k?|hirdetes|iklan|reklaam"
    r"|share|sharing|shared\w*|social|addtoany"
    r"|screen-reader-text|sr-only|visually-?hidden|noprint|tooltip-?(?:text|content|inner)|lineno\w*"
    r"|copy-?(?:btn|button)|permalink|anchor-?link|headerlink|footnote-?(?:backref|ref\w*)|note-?ref\w*|editsection"
    r"|material-(?:icons|symbols)|google-symbols)"
    r"[-_\s]"
)
"""In lower case and between blanks, which is faster than to ignore the case and to look for the ends."""
PERMALINKS = frozenset("\u00b6 # \u00a7 \U0001f517 \u2693".split())
_NOTE_MARK = pattern(
    r"\[?(?:(?:note|nb|lower-alpha|upper-alpha) ?)?[\da-z]{1,3}\]?|[*\u2020\u2021\u00a7]{1,3}", re.IGNORECASE
)
_RAISED_NOTE = pattern(r"[\[(]?\d{1,3}(?:,\s?\d{1,3}){0,3}[\])]?")
_SENTENCE_END = pattern(r"[^\W\d_][.,;:!?\u3002][\"'\u201d\u2019\u00bb]?$")
"""A letter before the mark: `9.<sup>99</sup>` is a price."""
_UNIT_END = pattern(r"(?:[\d.]\s?[^\W\d_]{1,2}|(?<!\w)[A-Z][a-z]?)\.$")
"""What ends `Fr.<sup>50</sup>` and `5 sq. ft.<sup>2</sup>`: no sentence."""
_FRACTION_SLASHES = ("/", "\u2044")
GLANCE = 50  # nodes (chosen) that a look ahead takes at most, so that nested elements are not read once per level


def is_noise(node: Element) -> bool:
    """Whether an element says nothing to a reader: code, forms, ads, share buttons, hidden text, permalinks."""
    tag = node.tag
    if tag in _DROPPED:
        return True
    attributes = node.attrs
    if not attributes:
        return tag == "sup" and _is_note_mark(node)
    if attributes.get("hidden", "until-found") != "until-found" or attributes.get("aria-hidden") == "true":
        return True
    classes = attributes.get("class")
    if classes and is_called_noise(classes if isinstance(classes, str) else " ".join(classes)):
        return True
    return (tag == "a" and short_text(node) in PERMALINKS) or _is_note_mark(node)


def _is_note_mark(node: Element) -> bool:
    """Whether an element is the mark of a note elsewhere on the page: a raised link to a place, of a sign or two."""
    if node.attr("role") == "doc-noteref":
        return True
    if node.tag == "sup":
        if _closes_sentence(node):
            return True
        link = node.select_one("a[href]")
    else:
        link = node if node.tag == "a" and node.select_one("sup") is not None else None
    if link is None or "#" not in (link.attr("href") or ""):
        return False
    return _NOTE_MARK.fullmatch(short_text(node) or "") is not None


def _closes_sentence(raised: Element) -> bool:
    """Whether a raised number follows the mark that ends a sentence or a part of one, where no exponent stands."""
    before = raised.previous_sibling
    if not isinstance(before, Text) or not _SENTENCE_END.search(before.data[-3:]) or is_numerator(raised):
        return False
    if _UNIT_END.search(before.data[-6:]):
        return False
    return _RAISED_NOTE.fullmatch(short_text(raised) or "") is not None


@lru_cache(maxsize=16_384)  # a page has a hundred, and an archive has pages of several sites by turns
def is_called_noise(classes: str) -> bool:
    """Whether class names are those of an ad, a share button or words for screen readers."""
    return _NOISE.search(f" {classes.lower()} ") is not None


def short_text(node: Element, most: int = 12) -> str | None:
    """The text of an element, or None where it is longer than a sign or two."""
    text = ""
    for count, inner in enumerate(node.descendants):
        if isinstance(inner, Text):
            text += inner.data.strip()
        if count > GLANCE or len(text) > most:
            return None
    return text


def is_numerator(node: Element) -> bool:
    """Whether a raised number is above a lowered one: 1<sup>1</sup>/<sub>2</sub>."""
    slash = node.next_sibling
    if not isinstance(slash, Text) or slash.data.strip() not in _FRACTION_SLASHES:
        return False
    return isinstance(slash.next_sibling, Element) and slash.next_sibling.tag == "sub"
