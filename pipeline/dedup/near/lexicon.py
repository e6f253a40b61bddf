"""The words that guards know, those of all languages together; the words themselves are in `text/languages.py`."""

from __future__ import annotations

from ...text.languages import LANGUAGES, all_words, plain_form_of, sides_of

FUNCTION_WORDS = all_words(language.function_words for language in LANGUAGES)
LETTER_NOUNS = all_words(language.letter_nouns for language in LANGUAGES)
DIRECTIONS = all_words(language.directions for language in LANGUAGES)
NO_PLURALS = all_words(language.no_plurals for language in LANGUAGES)
OPPOSITES = all_words(language.opposites for language in LANGUAGES)
INTERCHANGEABLE = all_words(language.interchangeable for language in LANGUAGES)
NUMBER_LETTERS = all_words(language.number_letters for language in LANGUAGES)

DOLLARS = ("aud", "cad", "nzd", "hkd", "sgd", "twd", "brl", "mxn")
# Symbols that every language writes, by their plain form.
_UNIT_SYMBOLS = {
    "mg": "", "mcg": "µg μg", "kg": "", "ml": "", "mm": "", "cm": "", "km": "", "kmh": "", "degree": "°", "kcal": "",
    "kwh": "", "mwh": "", "kw": "kilowatt kilowatts", "mw": "megawatt megawatts", "milliwatt": "milliwatts",
    "hz": "hertz", "khz": "kilohertz", "mhz": "megahertz", "ghz": "gigahertz", "kv": "", "millivolt": "millivolts",
    "kbit": "kilobit kilobits kbps", "mbit": "megabit megabits mbps", "gbit": "gigabit gigabits gbps",
    "kb": "", "mb": "", "gb": "", "tb": "", "%": "", "‰": "",
    **dict.fromkeys(DOLLARS, ""), "$": "usd", "€": "eur", "£": "gbp", "¥": "jpy", "₹": "inr", "cents": "¢",
}  # fmt: skip
_SHORT_UNIT_SYMBOLS = {
    "second": "s", "minute": "min", "hour": "h", "gram": "g", "meter": "m", "litre": "l", "celsius": "c",
    "fahrenheit": "f", "°": "", "bar": "", "watt": "w", "volt": "v", "decibel": "db", "hectare": "ha", "ton": "t",
    "square_meter": "m2", "square_foot": "ft2", "cubic_meter": "m3", "cubic_foot": "ft3",
}  # fmt: skip
# What is left of `m²` and `km/h` in the words of a text.
_LONG_UNIT_SYMBOLS = {
    "square_mm": "mm_^_2", "square_cm": "cm_^_2", "square_meter": "meter_^_2", "square_km": "km_^_2",
    "square_foot": "foot_^_2", "square_inch": "inch_^_2", "cubic_cm": "cm_^_3", "cubic_meter": "meter_^_3",
    "cubic_foot": "foot_^_3", "kmh": "km_hour", "mph": "mile_hour", "m/s": "meter_second", "kbit": "kbit_second",
    "mbit": "mbit_second", "gbit": "gbit_second", "mb/s": "mb_second", "celsius": "degree_celsius",
    "fahrenheit": "degree_fahrenheit",
}  # fmt: skip

SAME = plain_form_of(language.same for language in LANGUAGES)
NUMBERS = plain_form_of(language.numbers for language in LANGUAGES)
_LONG = (_LONG_UNIT_SYMBOLS, *(language.long_units for language in LANGUAGES))
_OF_LONG = (dict.fromkeys(units, "") for units in _LONG)
_LARGE = frozenset({"100", "1000", "1000000", "1000000000"})
SCALES = frozenset({"dozen", *(word for word, form in NUMBERS.items() if word.isalpha() and form in _LARGE)})
"""Words that multiply the number before them."""
UNITS = plain_form_of([_UNIT_SYMBOLS, *_OF_LONG, *(language.units for language in LANGUAGES)])
SHORT_UNITS = plain_form_of([_SHORT_UNIT_SYMBOLS, *(language.short_units for language in LANGUAGES)])
"""Units only right after a number."""
CURRENCIES = frozenset([*"$€£¥₹", *DOLLARS])
Phrase = tuple[str, ...]


def _as_read(phrase: str) -> Phrase:
    """The words of a unit of several, each in the form that it has right after a number."""
    return tuple(UNITS.get(word) or SHORT_UNITS.get(word, word) for word in phrase.split("_"))


def _long_units() -> dict[str, dict[Phrase, str]]:
    """The plain form of each unit of several words, by the first of them; the longest come first."""
    forms = plain_form_of(_LONG)
    units = {_as_read(phrase): form for phrase, form in forms.items() if "_" in phrase}
    found: dict[str, dict[Phrase, str]] = {}
    for phrase in sorted(units, key=len, reverse=True):
        found.setdefault(phrase[0], {})[phrase] = units[phrase]
    return found


LONG_UNITS = _long_units()
NEGATIONS = plain_form_of(language.negations for language in LANGUAGES)
NEGATED = tuple(form for language in LANGUAGES for form in language.negated)
LIMITS = plain_form_of(language.limits for language in LANGUAGES)
MODALS = plain_form_of(language.modals for language in LANGUAGES)
REPLIES = plain_form_of(language.replies for language in LANGUAGES)
OPPOSITE_SIDES = sides_of(language.opposite_sides for language in LANGUAGES)
