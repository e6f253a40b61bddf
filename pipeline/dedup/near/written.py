"""What copies write in several ways, in one of them: amounts (`½ cup`, `12"`, `A$5`), `Read more`, footnotes.

Done before the fingerprint, in which capitals and quotation marks are lost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

from ...text.languages import LANGUAGES
from ...text.patterns import pattern
from .lexicon import SHORT_UNITS, UNITS
from .words import answer_fingerprint, has_digits, in_plain_letters

# What such amounts hold: a sign, and what is before it, so that the search can skip to the next.
_SIGNS = {
    "$": pattern(r"\$(?<=[A-Z]\$)"),
    "/": pattern(r"/(?<=[0-9]/)[248]"),
    "'": pattern(r"'(?<=[0-9]')"),
    '"': pattern(r'"(?<=[0-9]")'),
    "A": pattern(r"A(?:(?<=[0-9]A)|(?<=[0-9][ \u00a0]A))"),
    "in": pattern(r"in(?:(?<=[0-9]in)|(?<=[0-9][ \u00a0]in))"),
}
_OTHER_SIGNS = pattern(r"[½¼¾⅛⅜⅝⅞\u2019\u201d](?:(?<=[½¼¾⅛⅜⅝⅞])|(?<=[0-9].))")
_AFTER_AMPERE = r"(?![\w'\u2019&/+-]|\.\w)"
_AFTER_INCHES = r"(?=\. [a-z(]|\.?[,;)]|\.? (?:x|\u00d7|by|of|long|wide|tall|deep|high|thick|across)\b)"
# In ASCII what is after a sign tells more; other texts have digits and marks besides, which count with any sign.
_ASCII_SIGNS = {
    **_SIGNS,
    "'": pattern(r"'(?<=[0-9]')(?![^\W\d]|['\"])"),
    "A": pattern(rf"A(?:(?<=[0-9]A)|(?<=[0-9] A)){_AFTER_AMPERE}"),
    "in": pattern(rf"in{_AFTER_INCHES}(?:(?<=[0-9]in)|(?<=[0-9] in))"),
}
_DOLLARS = {
    "A": "aud", "AU": "aud", "C": "cad", "CA": "cad", "NZ": "nzd", "HK": "hkd", "S": "sgd", "NT": "twd", "R": "brl",
    "MX": "mxn", "US": "usd",
}  # fmt: skip
_DOLLAR = pattern(r"(?<![^\W\d_])(A|AU|CA?|NZ|HK|S|NT|R|MX|US)\$(?=[ \u00a0]?\.?\d)")
_SHARES = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8"}
_FRACTION = pattern(f"[{''.join(_SHARES)}]")
# Of a unit, and such as end as a decimal: `1/2/2024` is a date, `1 in 3` and `1/3` have no other form.
_SHARE = pattern(
    r"(?<![\w/.,$])(?:(\d{1,3})[ \u00a0-]?)?(?:(?<!\d)([1357]/[248])|([½¼¾⅛⅜⅝⅞]))(?=[ \u00a0-]?([^\W\d_]{1,20})\b)"
)
# What is before a digit is looked at after it, so that the search can skip to the next one.
_FIRST_DIGIT = r"\d(?<![\w.,/-]\d)"
_AMOUNT = rf"({_FIRST_DIGIT}\d{{0,2}}(?:[.,]\d{{1,2}})?)"
_AMPERE = pattern(rf"{_AMOUNT}[ \u00a0]?A{_AFTER_AMPERE}")
_INCHES = pattern(rf"{_AMOUNT}[ \u00a0]?in{_AFTER_INCHES}")
_FEET_INCHES = pattern(rf"({_FIRST_DIGIT}\d?)['\u2019\u2032] ?(\d{{1,2}})(?:[\"\u201d\u2033]|''|(?!\w))")
_MARKED = pattern(rf"{_AMOUNT}(['\u2019]|[\"\u201d])(?![\w'\"\u2019\u201d])")
_OPENED = pattern(r"['\"\u2018\u201c\u201e](?<!\w.)")
_MARKED_UNITS = {"'": "foot", "\u2019": "foot", '"': "inch", "\u201d": "inch"}

# And not the index of `a[1]` or, as some languages write it, of `a.[1] is`.
_FOOTNOTE = pattern(
    r"\[(?:(?<=[^\W\d_][,;]\[)|(?<=[^\W\d_][.!?]\[)(?![\d\[\]]{1,45}\s{1,3}[a-z]))"
    r"[1-9]\d{0,2}\](?:\[\d{1,3}\]){0,8}(?=\s|\Z)"
)
_ENTITY = pattern(r"&(?:amp;){0,2}(?:#\d{2,5}|#[xX][0-9a-fA-F]{2,4}|[a-zA-Z]{2,8}\d{0,2});")
_BESIDE = pattern(r"[\w.,;:!?)]")
_DROPPED = "\"'\u00a0"
"""Signs that count as no words: only where one is beside a word it is certain that the entity was left."""
_MISREAD = pattern("[\u00c2-\u00c5\u00d0-\u00d3\u00e2\u00e3][^\x00-\x7f]")
"""How letters of UTF-8 look in Windows-1252: most pairs of other letters do not."""
_TAIL = 40  # characters at the end of an answer in which the call is
# In English the words of the table also open sentences: `More than two are not allowed.`
_CALLS = (
    "(?:read|see|view|show) (?:more|less)|(?:learn|find out) more|(?:continue|keep) reading",
    r"more items|(?:view )?\d{1,3} more rows",  # as search engines end a list or a table
    *(way for language in LANGUAGES if language.tag != "en" for way in language.read_more),
)
_CALL = pattern(
    # after `(3 to 5)` or a quotation a sentence may go on: `see more`
    rf"(?:(?<=[.!?\u2026\u3002\n])|(?<=[.!?\u2026\u3002][\"\u201d)]))[ \t\n]*[\[(]?(?:{'|'.join(_CALLS)})"
    r"[\s\])\u00bb\u203a>\u2192.\u2026]*\Z",
    re.IGNORECASE,
)


def compared_fingerprint(answer: str) -> str:
    """Return the fingerprint of an answer without footnotes, in which amounts that say the same are written alike.

    >>> [compared_fingerprint(text) for text in ("1½ cups", "12\\" wide", "6'2", "A$5", "10 A", "10 a day")]
    ['1.5 cups', '12 inch wide', '6 foot 2 inch', 'aud 5', '10 ampere', '10 a day']
    """
    fingerprint = answer_fingerprint(answer)
    if has_digits(fingerprint) and (rewritten := in_one_way(answer)) != answer:
        return answer_fingerprint(rewritten)
    return fingerprint


def in_one_way(text: str) -> str:
    """Return a text without footnotes and with its amounts written in one way; one without digits needs nothing."""
    return in_plain_amounts(_FOOTNOTE.sub("", text)) if _may_be_rewritten(text) else text


def _may_be_rewritten(text: str) -> bool:
    """Whether a text may hold what is written in several ways; most hold nothing of that."""
    if "[" in text:
        return True
    if text.isascii():
        return _has_one(_ASCII_SIGNS, text)
    return bool(_OTHER_SIGNS.search(text)) or _has_one(_SIGNS, text)


def _has_one(signs: Mapping[str, re.Pattern[str]], text: str) -> bool:
    for sign, with_number in signs.items():  # noqa: SIM110  a generator would take as long as the search
        if sign in text and with_number.search(text):
            return True
    return False


def in_plain_amounts(text: str) -> str:
    """Return a text with its amounts written in one way."""
    if _SIGNS["$"].search(text):
        text = _DOLLAR.sub(lambda found: f"{_DOLLARS[found[1]]} ", text)
    if _SIGNS["/"].search(text) or (not text.isascii() and _FRACTION.search(text)):
        text = _SHARE.sub(_decimal, text)
    if "A" in text:
        text = _AMPERE.sub(r"\1 ampere", text)
    if "in" in text:
        text = _INCHES.sub(r"\1 inch", text)
    if any(mark in text for mark in _MARKED_UNITS) and not _OPENED.search(text):  # else they may close a quotation
        text = _FEET_INCHES.sub(r"\1 foot \2 inch", text)
        text = _MARKED.sub(lambda found: f"{found[1]} {_MARKED_UNITS[found[2]]}", text)
    return text


def _decimal(found: re.Match[str]) -> str:
    """`1½ cups` as `1.5 cups`; what has no unit stays."""
    unit = found[4].lower()
    if unit not in UNITS and unit not in SHORT_UNITS:
        return found[0]
    part, _, parts = (found[2] or _SHARES[found[3]]).partition("/")
    return f"{int(found[1] or 0) + int(part) / int(parts):g}"  # exact: parts are 2, 4 or 8


def as_shown(answer: str) -> str:
    """Return an answer without the link to its other half, with signs for entities and in the plainest letters.

    An entity that was left in it apart from all words may be what the answer speaks of: then it stays, unless its sign
    counts as a word. Text that is UTF-8 and was read as Windows-1252 is read anew.

    >>> as_shown("Open &quot;Mail&quot; &gt; a caf&eacute;. See more"), as_shown("Write &quot; or &nbsp; there.")
    ('Open "Mail" > a café.', 'Write &quot; or &nbsp; there.')
    >>> as_shown("Un œuf")
    'Un oeuf'
    """
    if "&" in answer:
        answer = _ENTITY.sub(_sign_of, answer)
    if not answer.isascii():
        if _MISREAD.search(answer):
            answer = _read_anew(answer)
        answer = in_plain_letters(answer)
    return without_call(answer)


def _sign_of(entity: re.Match[str]) -> str:
    """The sign that an entity names; itself where it names none that shows, or may be meant."""
    sign = unescape(unescape(unescape(entity[0])))  # it may have been escaped again and again
    if sign in _DROPPED:
        text, (start, end) = entity.string, entity.span()
        is_beside = _BESIDE.match(text, start - 1) if start else None
        return sign if is_beside or text[end : end + 1].isalnum() else entity[0]
    return sign if sign.isprintable() else entity[0]


def _read_anew(text: str) -> str:
    try:
        return text.replace("\u00c3 ", "\u00c3\u00a0 ").encode("cp1252").decode()  # the blank of \u00e0 was cleaned
    except UnicodeError:
        return text


def without_call(answer: str) -> str:
    """Return an answer without the link to its other half at its end.

    >>> without_call("It closes at noon. Read more \\u00bb"), without_call("There is much to read: learn more.")
    ('It closes at noon.', 'There is much to read: learn more.')
    """
    first = len(answer) - len(answer.lstrip())
    end = len(answer)
    while answer[end - 1 : end] not in ".!?" or answer.endswith("...", 0, end):  # nearly all end a sentence
        found = _CALL.search(answer, max(0, end - _TAIL), end)
        if not found or found.start() <= first:
            break
        end = found.start()
    return answer[:end]
