"""Fingerprints: the words and signs of a text in one form for comparing. And the ids made of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby, repeat, zip_longest

from .digest import digest, digests, short_sha256
from .patterns import pattern
from .unicode14 import is_newer

try:
    from ._words import pair as _compiled_pair
    from ._words import words as _compiled_words
except ImportError:  # it was installed where there was no compiler

    def _compiled_words(_text: str, _of_word: Mapping[str, str], /) -> str | None:
        return None

    def _compiled_pair(_question: str, _answer: str, _of_word: Mapping[str, str], /) -> bytes | None:
        return None


_KEPT_PUNCTUATION = (
    "#%&@\u2030\u2031\u2032"  # C#, 5 %, R&D, @gmail, 5 per mille, 5 minutes of arc: these tell words apart
)
_APOSTROPHES = "\u2019\u02bc\uff07\u2018"
_MINUS = "\u2212\u2010\u2011\u2012\u2013\u2014\ufe63\uff0d"
_NEWER = "\ufdd0"
"""Takes the place of a character that is newer than Unicode 14.0 while a text is worked on. It is a noncharacter: every
Python leaves it as it is, and no rule looks at it."""

# What NFKC would make equal though it is not (10² and 102, 1½ and 11/2), or would leave different.
_BEFORE_NFKC = {
    **{ord(c): f" {c} " for c in "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞↉"},
    **{ord(c): "'" for c in _APOSTROPHES},
    **{ord(c): "-" for c in _MINUS},
    ord("\u2044"): "/",  # the stroke of ½
    ord("\u066b"): ".",  # the Arabic decimal point
}
_MARKS = pattern(r"[^\w\s\x00-\x7f]{32,}")  # (chosen) no letter has so many
_RAISED = pattern("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+")
_LOWERED = pattern("[₀₁₂₃₄₅₆₇₈₉₊₋]+")
_ON_THE_LINE = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻₀₁₂₃₄₅₆₇₈₉₊₋", "0123456789+-" * 2)

_CURRENCY = "$\u00a2-\u00a5\u058f\u060b\u0e3f\u20a0-\u20cf"
_OWED = pattern(rf"-(?<![\w)\]}}%\u00b0-]-)([{_CURRENCY}])(?=\.?\d)")  # -$5 says what $-5 says

# What code says by punctuation and case alone, and what is written in its place: by a mark without which none of it is
# there. The signs are mathematical ones, which no keyboard has: prose keeps its stars, strokes and dashes for itself.
_OPERATOR_SIGNS = {"*": "\u2217", "/": "\u2215", "-": "\u2296", "|": "\u2228", "~": "\u223c"}
_LEFT, _RIGHT = r"(?<=[\w)\]])", r"(?=[\w(\"'])"
_IS_SHORT = r"(?:(?<=\b\w)|(?<=\d)|(?<=[)\]]))"  # after an operand that is no word of prose: `a`, `x1`, `f(x)`
_TO_SHORT = r"(?=\w\b|\d|\([\w.]{1,20} ?[-+*/])"


def _in_signs(found: re.Match[str]) -> str:
    """Operators as signs."""
    return f" {''.join(_OPERATOR_SIGNS.get(char, char) for char in found[0].strip())} "


def _in_signs_of_formula(found: re.Match[str]) -> str:
    return _OPERATOR.sub(_in_signs, found[0])


_OPERAND = r"[(\[]{0,3}-?[\w$]{1,40}(?:\.[\w$]{1,40}){0,4}(?:\([\w., ]{0,40}\)|\[[\w., ]{0,20}\])?[)\]]{0,3}"
_FORMULA = pattern(  # it ends where no word of prose follows
    rf"(?:\breturn[ \t]|(?<=\w)[ \t]?[-+*/%|&^:]?={{1,3}}[ \t]?){_OPERAND}(?>[ \t]?[-+*/%|]{{1,2}}[ \t]?{_OPERAND})+"
    rf"(?:(?<=\b[^\W_aAiI])|(?<=\d)|(?<=[)\]])|(?![ \t]?[\w'\u2019]))"
)
_OPERATOR = pattern(
    rf"(?<=[\w)\]]) (?:-|/|//|\*|\*\*|\|) (?=[\w(])|{_IS_SHORT}(?:-|//?)(?={_TO_SHORT})(?<!\d[-/])|{_LEFT}\*\*?{_RIGHT}"
)

_Sign = str | Callable[[re.Match[str]], str]
_CODE: dict[str, tuple[tuple[re.Pattern[str], _Sign], ...]] = {
    "!": (
        (pattern("!="), " \u2260 "),
        (pattern(r"(?<![^\s(=&|,])!(?=[a-z_(])"), "\u00ac"),  # if (!ok)
    ),
    "\\": ((pattern(r"\\([A-Z])(?![A-Za-z])"), r" ^\1"),),  # the \D of a regular expression
    "=": (
        (_FORMULA, _in_signs_of_formula),  # area = width * height
        (pattern(rf"{_LEFT}[ \t]?[-*/|]{{1,2}}=(?=[ \t]?[\w(\"'])"), _in_signs),  # n -= 1
    ),
    "&": ((pattern(r"(?<=[^\s&]) && (?=[^\s&])|(?<=[\w)\]])&&(?=[\w(!])"), " \u2227 "),),
    "|": ((pattern(r"(?<=[^\s|]) \|\| (?=[^\s|])|(?<=[\w)\]])\|\|(?=[\w(!])"), " \u2228 "),),
    "~": ((pattern(r"(?<![^\s\"'(=:])~(?=/)|(?<=[=!])~|(?<=[=(&|])~(?=\w)"), _in_signs),),  # ~/bin, =~
    "-": (  # each pattern begins with its mark: so the search can skip to the next
        (pattern(r" -(?<=\w -)([A-Z])(?![\w-])"), r" ^\1"),  # ls -L
        (pattern(r"--(?:(?<=\b[a-z_]--)(?![\w-])|(?<=\w--)(?=[;)\]]))"), _in_signs),  # i--
        (pattern(r"--(?<![^\s(;\[{]--)(?=[a-z_]\b|[a-z_]\w*[;)\]])"), _in_signs),  # --i
    ),
    "*": (
        (pattern(rf"{_IS_SHORT}(?<!\*)\*(?={_TO_SHORT})(?<!\d\*(?=\d))"), _in_signs),  # a*b
        (pattern(rf"{_IS_SHORT}\*\*{_TO_SHORT}"), _in_signs),  # a**b
        (pattern(r"(?:(?<=\b[a-z])|(?<=[\d)])) \* (?=[a-z]\b|[\d(])"), _in_signs),  # a * b
        (pattern(r"(?<=\w\()\*(?=\))"), _in_signs),  # count(*)
    ),
}

# Units that only case tells apart, after a number: `5 mW` and `5 MW`, `10 Mb/s` and `10 MB/s`. One of
# the two is written out.
_CASED_UNIT = pattern(r"([0-9])\s?(?:([MGT]b(?![^\W\d_])|[Kk]b(?=/s))|([kKMGT]B)ps\b|m(Wh|W|Hz|J|V|Pa)(?![^\W\d_]))")
_OF_MILLI = {"W": "watt", "Wh": "watthour", "Hz": "hertz", "J": "joule", "V": "volt", "Pa": "pascal"}
_DIGITS = "0123456789"


def _spell_unit(found: re.Match[str]) -> str:
    """A number with its unit in a form that case does not matter for."""
    number, bits, byte, milli = found.groups()
    return f"{number} {bits}it" if bits else f"{number} {byte}/s" if byte else f"{number} milli{_OF_MILLI[milli]}"


# Punctuation that means something only next to the right neighbours: apostrophes inside words,
# points and commas inside numbers, a point before a name (.NET), strokes, stars and colons between
# digits (1/2, 2*3, 10:30), a minus before a number or after a grade (A-, Rh-). This finds the rest.
# Every branch starts with one literal character and looks back over it: so the search can skip to the next.
_NUMBER_MINUS = r"(?<![^\W_]-)(?<![-)\]}%\u00b0]-)(?<!\w[\"'\u2032]-)(?=\.?\d)"
_GRADE_MINUS = r"(?:(?<=\b[a-z]-)|(?<=\b[a-z]{2}-))(?![\w-])"
_LOOSE = pattern(
    r"'(?![^\W_])|'(?<![^\W_]')"
    r"|,(?!\d)|,(?<!\d,)"
    r"|\.(?![^\W_])|\.(?<=[^\W\d_]\.)|\.(?<=[.)\]}%!?]\.)|\.(?<=\d\.)(?!\d)"
    rf"|-(?!{_NUMBER_MINUS}|{_GRADE_MINUS})"
    r"|/(?!\d)|/(?<!\d/)|\*(?!\d)|\*(?<!\d\*)|:(?!\d)|:(?<!\d:)"
)

_UNSPACED = (
    "\u2e80-\u2fdf\u3005-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"  # Chinese, Japanese
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
)
_UNSPACED_GAP = pattern(f"(?<=[{_UNSPACED}]) (?=[{_UNSPACED}])")
UNSPACED_LETTER = pattern(f"[{_UNSPACED}]")
"""A letter of a script that writes no blanks between words."""


class _NormalTable(dict[int, str]):
    """What becomes of each character before NFKC, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if is_newer(code):
            new = _NEWER
        else:
            is_dress = 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF  # variation selectors
            new = "" if is_dress or unicodedata.category(char) in ("Cf", "Cs") else char
        self[code] = new
        return new


class _FingerprintTable(dict[int, str]):
    """What becomes of each character of a normalized text, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        kind = unicodedata.category(char)[0]
        if kind in "LNM" or char in "'.,-/*:":
            new = char
        elif (kind == "S" and char not in "`|~") or char in _KEPT_PUNCTUATION or char == _NEWER:
            new = f" {char} "
        else:
            new = " "
        self[code] = new
        return new


_NORMAL_TABLE = _NormalTable(_BEFORE_NFKC)
_FINGERPRINT_TABLE = _FingerprintTable()


def fingerprint(text: str) -> str:
    """Return the words and signs of a text, one blank between, without case and punctuation.

    Two texts with one fingerprint say the same. What stays: letters with their marks, digits,
    decimal points, a minus before a number, strokes, stars and colons between digits, the operators
    of code (`a && b`, `i--`, `x = a / b`) as mathematical signs, apostrophes inside words, the minus
    of a grade (`A-`), the point of a name (`.NET`), and every symbol (`+ # % & @ $ = < >` and
    whatever Unicode calls one). Full-width and composed forms become plain ones
    (NFKC, case folding). Blanks between Chinese, Japanese, Thai, Lao, Burmese or Khmer letters are dropped.
    Every Python gives the same: a character that is newer than Unicode 14.0 is kept as it is, a word of its own.

    >>> fingerprint("C++ or C#?"), fingerprint("It isn\\u2019t \\u201c4.5\\u201d!")
    ('c + + or c #', "it isn't 4.5")
    """
    words = _compiled_words(text, _OF_WORD)
    if words is None:
        words = _words(text)
    if not words.isascii():
        if UNSPACED_LETTER.search(words):
            words = unicodedata.normalize("NFKC", _UNSPACED_GAP.sub("", words))
        if _NEWER in words:
            words = _with_newer(words, text)
    return words


def _words(text: str) -> str:
    """The words of a text by all rules but those for scripts without blanks and for newer characters."""
    if any(map(text.__contains__, _CODE)):
        text = _with_signs(text)
    if any(map(text.__contains__, _DIGITS)):
        text = _CASED_UNIT.sub(_spell_unit, text)
    return " ".join(filter(None, map(_OF_WORD.__getitem__, text.split())))


def _with_signs(text: str) -> str:
    """Return a text with signs for the operators of code."""
    for mark, rules in _CODE.items():
        if mark in text:
            for code, sign in rules:
                text = code.sub(sign, text)
    return text


class _OfWord(dict[str, str]):
    """What becomes of each word of a text, blanks around it, worked out when it is first met.

    From here on no rule looks across a blank, and texts say the same words again and again.
    """

    def __missing__(self, word: str) -> str:
        normal = word.lower() if word.isascii() else _normalize(word)
        if "-" in normal:
            normal = _OWED.sub(r"\1-", normal)
        new = " ".join(_LOOSE.sub(" ", normal).translate(_FINGERPRINT_TABLE).split())
        if len(self) >= _MOST_WORDS:
            self.clear()
        if len(word) <= _LONGEST_WORD:
            self[word] = new
        return new


_OF_WORD = _OfWord()
_MOST_WORDS = 100_000  # chosen: some 20 MB
_LONGEST_WORD = 40  # characters (chosen); what is longer hardly comes again


def _normalize(text: str) -> str:
    """Return a text without case, format characters, and differences of form that say nothing."""
    text = text.replace(_NEWER, " ")
    if _RAISED.search(text):
        text = _RAISED.sub(lambda digits: "^" + digits[0].translate(_ON_THE_LINE), text)
    if _LOWERED.search(text):
        text = _LOWERED.sub(lambda digits: "_" + digits[0].translate(_ON_THE_LINE), text)
    text = _MARKS.sub(_in_order, text.translate(_NORMAL_TABLE))
    text = unicodedata.normalize("NFKC", text).translate(_NORMAL_TABLE)
    return unicodedata.normalize("NFKC", text.casefold())


def _in_order(marks: re.Match[str]) -> str:
    """Combining marks in the order that Unicode puts them in: Python takes the square of their number for that."""
    runs = groupby(marks[0], key=lambda char: unicodedata.combining(char) > 0)
    return "".join(char for _, run in runs for char in sorted(run, key=unicodedata.combining))


def _with_newer(words: str, text: str) -> str:
    """Put the characters of a text that are newer than Unicode 14.0 back where they were, in their order."""
    parts = words.split(_NEWER)
    newer = [char for char in text if is_newer(ord(char))]
    return "".join(part for pair in zip_longest(parts, newer, fillvalue="") for part in pair)


def pair_id(question_fingerprint: str, answer_fingerprint: str) -> str:
    """Name a pair by its fingerprints, so that it keeps its name in every release."""
    return digest(question_fingerprint, answer_fingerprint)


def pair_ids(questions: Sequence[str], answers: Sequence[str]) -> list[str]:
    """Return the ids of pairs by their texts: in half the time of `pair_id` where no fingerprint is needed.

    >>> pair_ids(["Why?"], ["No."]) == [pair_id("why", "no")]
    True
    """
    wholes = map(_compiled_pair, questions, answers, repeat(_OF_WORD))
    return [
        pair_id(fingerprint(question), fingerprint(answer)) if whole is None else short_sha256(whole)
        for question, answer, whole in zip(questions, answers, wholes, strict=True)
    ]


def question_id(question_fingerprint: str) -> str:
    """Name a question by its fingerprint: all its answers share the name."""
    return digest(question_fingerprint)


def ids_of(questions: Sequence[str], answers: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the `pair_id` and the `question_id` of each pair by the fingerprints of its texts.

    >>> ids_of(["why"], ["no"]) == ([pair_id("why", "no")], [question_id("why")])
    True
    """
    return digests(questions, answers), digests(questions)
