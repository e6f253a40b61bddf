"""The words of an answer as they are compared: without date stamps and repeats, and numbers in one form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import compress, pairwise

from ...text.patterns import pattern
from ...text.stamps import STAMP_WORDS, may_hold_stamp, without_stamps
from .lexicon import CURRENCIES, LONG_UNITS, NUMBERS, SCALES, SHORT_UNITS, UNITS
from .truncated import Beginning, find_beginning
from .words import WordCache, has_digits, plain_forms, split_words
from .written import as_shown, compared_fingerprint

PASSAGE = 8  # words (chosen) that a text does not say twice unless it repeats itself
_LOOKED_THROUGH = 500  # words (measured); a longer text is taken apart at once, which takes no square
_DIGITS = frozenset("0123456789")
_DECIMAL = pattern(r"(?!-?[1-9]\d{0,2}\.\d{3}\Z)(-?)(\d*)[.,](\d*?)0*")  # `1.500` may be fifteen hundred
_FACTOR = pattern(r"[1-9]\d{0,8}(?:[.,]\d{1,2})?|0[.,]\d{1,2}")  # `1.500 million` may be fifteen hundred
_FIRST_GROUP = pattern(r"[1-9]\d{0,2}")
_GROUP = 3
_LOOSE_MARKS = frozenset(".,:")
"""What a number may hold and be the same without: `5.0`, `9:00 am`."""
_HALVES = {"a": "am", "p": "pm"}
_NUMBER_WORDS = NUMBERS.keys() | UNITS.keys()


class ComparedAnswer:
    """An answer as it is compared."""

    __slots__ = ("_words", "beginning", "length", "repeated", "text")

    def __init__(
        self, text: str, words: Callable[[], Sequence[str]], length: int, repeated: int, beginning: Beginning | None
    ) -> None:
        self.text = text
        """Its fingerprint, without date stamps and the numbers of list items."""
        self.length = length
        """How many letters and signs its words have, with a blank between."""
        self.repeated = repeated
        """How many words were left out because the answer has said them before."""
        self.beginning = beginning
        """What is left of it if it is truncated, and that is enough."""
        self._words = words

    @property
    def words(self) -> Sequence[str]:
        """Those of the fingerprint, each passage once, with numbers and units in one form."""
        return self._words()


def compare_answer(answer: str) -> ComparedAnswer:
    """Return an answer as it is compared.

    >>> compare_answer("Keep 1,5m away.").words == compare_answer("Keep 1.50 metres away").words
    True
    """
    answer = as_shown(answer)
    text, words = _read(answer)
    once = without_repeats(words) if _may_repeat(words) else words
    said_before = len(words) - len(once)
    return ComparedAnswer(text, lambda: once, len(" ".join(once)), said_before, find_beginning(answer, text))


def compared_text(answer: str) -> str:
    """Return the text of an answer as it is compared, without all that takes longer."""
    return _unstamped(as_shown(answer))[0]


def compared_words(answer: str) -> Sequence[str]:
    """Return the words of an answer as it is compared, without all else that `compare_answer` tells."""
    _, words = _read(as_shown(answer))
    return without_repeats(words) if _may_repeat(words) else words


def unstamped_words(answer: str) -> list[str]:
    """Return the words of an answer's fingerprint without date stamps and list numbers."""
    return _unstamped(answer)[1]


def _read(answer: str) -> tuple[str, list[str]]:
    """The text of an answer as it is compared, and its words with numbers and units in one form."""
    text, words, is_numeric = _unstamped(answer)
    says_numbers = is_numeric or not _NUMBER_WORDS.isdisjoint(words)
    return text, plain_numbers(words) if says_numbers else words


def _unstamped(answer: str) -> tuple[str, list[str], bool]:
    """The text of an answer as it is compared, the words of that, and whether the answer's fingerprint has digits."""
    text = compared_fingerprint(answer)
    words = split_words(text)
    is_numeric = has_digits(text)
    if is_numeric and may_hold_stamp(answer):
        text = compared_fingerprint(without_stamps(answer))
        words = split_words(text)
    return text, words, is_numeric


def plain_numbers(words: Sequence[str]) -> list[str]:
    """Return words with numbers and units in one form.

    >>> plain_numbers("24hrs two hours 1,50 m 9 a m 5 -12 kg m".split())
    ['24', 'hour', '2', 'hour', '1.5', 'meter', '9', 'am', '5', '12', 'kg', 'm']
    >>> plain_numbers("$ 5 or 80 km h 20 square metres 1.5 million 42 500 m".split())
    ['5', '$', 'or', '80', 'kmh', '20', 'square_meter', '1500000', '42500', 'meter']
    """
    forms = list(words)
    for at in [*compress(range(len(words)), map(NUMBER_FORMS.__getitem__, words))][::-1]:
        forms[at : at + 1] = NUMBER_FORMS[words[at]]
        if forms[at][-1] in _DIGITS:
            if at + 1 < len(words) and words[at + 1] in SCALES:
                _multiply(forms, at)
            _read_beside(forms, at)
        elif forms[at] in CURRENCIES:
            _put_after_amount(forms, at)
    return list(filter(None, forms))


def _multiply(forms: list[str], at: int) -> None:
    """Make one number of `10 million`, where that is a whole one."""
    if _FACTOR.fullmatch(forms[at]) and forms[at + 1].isdigit():  # and not the unit of `5mg`
        product = Fraction(forms[at].replace(",", ".")) * Fraction(forms[at + 1])
        if product.denominator == 1:
            forms[at : at + 2] = str(product), ""


def _number_forms(word: str) -> tuple[str, ...]:
    return plain_forms(word) if word in _NUMBER_WORDS or not (word.isalpha() or _DIGITS.isdisjoint(word)) else ()


NUMBER_FORMS = WordCache(_number_forms)
"""A number, a unit or both in plain form, by the word that says it; nothing for any other word."""


class Look:
    """What of a word makes that other words of its text decide how it is compared, or it how they are: bits."""

    ALONE = 1
    """It has more than one form, or one that the words beside it decide."""
    NUMBER = 2
    """It decides about the word after it, if that is one of `AFTER`."""
    AFTER = 4
    DIGIT = 8
    STAMP = 16
    """A text that has it, and a digit, may have a date stamp."""
    OTHER_FORM = 32
    """It is compared in another form, unless other words decide that."""
    BEFORE = 64
    """The word after it decides about it, if that is a `NUMBER`."""
    OPENS = 128
    """Between a `NUMBER` and a word that `GOES_ON` it may be the first word of a unit."""
    GOES_ON = 256


def form_of(word: str) -> str:
    """Return the form in which a word is compared, unless other words decide that."""
    forms = NUMBER_FORMS[word]
    return forms[0] if len(forms) == 1 else word


def _look_of(word: str) -> int:
    """How a word of a fingerprint looks, or what lies between two blanks of it."""
    if word.isascii() and word.isalpha() and word not in _LOOKED_AT:
        return 0
    forms = NUMBER_FORMS[word]
    form = forms[0] if forms else word
    unit = SHORT_UNITS.get(form, form)
    is_number = bool(forms) and form[-1:] in _DIGITS
    is_alone = len(forms) > 1 or split_words(word) != [word] or (is_number and not _LOOSE_MARKS.isdisjoint(form))
    return (
        Look.ALONE * is_alone
        | Look.NUMBER * is_number
        | Look.AFTER * (form[:1] == "-" or word in SCALES or unit != form or _is_group(form))
        | Look.DIGIT * (not word.isalpha() and has_digits(word))
        | Look.STAMP * (word in STAMP_WORDS)
        | Look.OTHER_FORM * (form_of(word) != word)
        | Look.BEFORE * (form in CURRENCIES)
        | Look.OPENS * (form in LONG_UNITS or form in _HALVES)
        | Look.GOES_ON * (unit in _SECOND_WORDS or form == "m")
    )


LOOKS = WordCache(_look_of)


def _read_beside(forms: list[str], at: int) -> None:
    """Read what has its meaning from a number beside it: short units, `a m`, the dash of a range, noughts."""
    after = forms[at + 1] if at + 1 < len(forms) else ""
    if after in _READ_AFTER or after[:1] == "-":
        _read_after(forms, at, after)
    elif _is_group(after):
        _join_groups(forms, at)
    if "." in forms[at] or "," in forms[at]:
        _read_decimal(forms, at)


def _is_group(form: str) -> bool:
    """Whether a form may be the last three digits of a number: `42 500`."""
    return len(form) == _GROUP and form.isdigit()


def _join_groups(forms: list[str], at: int) -> None:
    """Make one number of groups of three digits; not of those in a row of numbers, as of a telephone."""
    end = next((i for i in range(at + 1, len(forms)) if not _is_group(forms[i])), len(forms))
    is_in_row = any(forms[i][:1] in _DIGITS for i in (at - 1, end) if 0 <= i < len(forms) and forms[i])
    if _FIRST_GROUP.fullmatch(forms[at]) and not is_in_row:
        forms[at:end] = "".join(forms[at:end]), *[""] * (end - at - 1)


def _read_after(forms: list[str], at: int, one: str) -> None:
    two = forms[at + 2] if at + 2 < len(forms) else ""
    if one in _HALVES and two == "m":
        one = forms[at + 1] = _HALVES[one]
        forms[at + 2] = ""
    elif one[:1] == "-" and one[-1] in _DIGITS:
        forms[at + 1] = one[1:]
    else:
        one = forms[at + 1] = SHORT_UNITS.get(one, one)
        _read_long_unit(forms, at + 1)
    if one in _HALVES.values():
        forms[at] = forms[at].removesuffix(":00")


_READ_AFTER = SHORT_UNITS.keys() | _HALVES.keys() | LONG_UNITS.keys()
_SECOND_WORDS = frozenset(second for phrases in LONG_UNITS.values() for _, second, *_ in phrases)
_LOOKED_AT = frozenset({"m"}).union(
    _NUMBER_WORDS, SCALES, STAMP_WORDS, CURRENCIES, LONG_UNITS, SHORT_UNITS, _HALVES, _SECOND_WORDS
)
"""The words of letters alone that have a look."""


def _read_long_unit(forms: list[str], at: int) -> None:
    """Put the plain form of a unit of several words in their place."""
    for phrase, unit in LONG_UNITS.get(forms[at], {}).items():
        end = at + len(phrase)
        if tuple(SHORT_UNITS.get(form, form) for form in forms[at:end]) == phrase:
            forms[at:end] = unit, *[""] * (len(phrase) - 1)
            return


def _put_after_amount(forms: list[str], at: int) -> None:
    """Put the sign of a currency after the number that it stands before: `$ 5` is `5 dollars`.

    Not where another number is near, to which it would seem to belong: `$5, 6 each` is not `5, $6 each`.
    """
    number, after, last = (forms[place] if place < len(forms) else "" for place in range(at + 1, at + 4))
    others = (forms[at - 1] if at else "", after, last if after in CURRENCIES else "")
    if number[-1:] in _DIGITS and not any(other[-1:] in _DIGITS for other in others):
        forms[at : at + 2] = number, "" if after == forms[at] else forms[at]


def _read_decimal(forms: list[str], at: int) -> None:
    decimal = _DECIMAL.fullmatch(forms[at])
    if decimal and not _PLAIN_UNITS.isdisjoint(forms[max(at - 1, 0) : at + 2]):
        sign, whole, part = decimal.groups()
        forms[at] = f"{sign}{whole or 0}.{part}" if part else f"{sign}{whole or 0}"


_PLAIN_UNITS = frozenset([*UNITS.values(), *SHORT_UNITS.values()])


def _may_repeat(words: Sequence[str]) -> bool:
    """Whether a text may say a passage twice: every eight words in a row hold three of those that are looked for."""
    if len({*words}) > len(words) - PASSAGE + 1 or len({*pairwise(words)}) > len(words) - PASSAGE:
        return False
    if len(words) > _LOOKED_THROUGH:
        return True
    times = f" {'  '.join(words)} ".count
    return any(
        times(f" {words[at]}  {words[at + 1]}  {words[at + 2]} ") > 1 for at in range(0, len(words) - 2, PASSAGE - 2)
    )


def without_repeats(words: Sequence[str]) -> list[str]:
    """Return the words of a text without the passages of eight words that it has said before.

    >>> " ".join(without_repeats(["so", *"wash your hands with soap and warm water".split() * 2, "now"]))
    'so wash your hands with soap and warm water now'
    """
    seen: set[tuple[str, ...]] = set()
    left_out = 0  # the position up to which words are left out
    kept: list[str] = []
    for at, word in enumerate(words):
        passage = tuple(words[at : at + PASSAGE])
        if len(passage) == PASSAGE:
            if passage in seen:
                left_out = at + PASSAGE
            seen.add(passage)
        if at >= left_out:
            kept.append(word)
    return kept
