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

# Symbols that every language writes, by their plain form.
_UNIT_SYMBOLS = {
    "mg": "", "mcg": "µg μg", "kg": "", "ml": "", "mm": "", "cm": "", "km": "", "kmh": "", "degree": "°", "kcal": "",
    "kwh": "", "mwh": "", "kw": "kilowatt kilowatts", "mw": "megawatt megawatts", "milliwatt": "milliwatts",
    "hz": "hertz", "khz": "kilohertz", "mhz": "megahertz", "ghz": "gigahertz", "kv": "", "millivolt": "millivolts",
    "kbit": "kilobit kilobits kbps", "mbit": "megabit megabits mbps", "gbit": "gigabit gigabits gbps",
    "kb": "", "mb": "", "gb": "", "tb": "", "%": "", "‰": "",
    "$": "usd", "€": "eur", "£": "gbp", "¥": "jpy", "₹": "inr", "cents": "¢",
}  # fmt: skip
_SHORT_UNIT_SYMBOLS = {
    "second": "s", "minute": "min", "hour": "h", "gram": "g", "meter": "m", "litre": "l", "celsius": "c",
    "fahrenheit": "f", "°": "", "bar": "",
}  # fmt: skip

SAME = plain_form_of(language.same for language in LANGUAGES)
NUMBERS = plain_form_of(language.numbers for language in LANGUAGES)
UNITS = plain_form_of([_UNIT_SYMBOLS, *(language.units for language in LANGUAGES)])
SHORT_UNITS = plain_form_of([_SHORT_UNIT_SYMBOLS, *(language.short_units for language in LANGUAGES)])
"""Units only right after a number."""
NEGATIONS = plain_form_of(language.negations for language in LANGUAGES)
NEGATED = tuple(form for language in LANGUAGES for form in language.negated)
LIMITS = plain_form_of(language.limits for language in LANGUAGES)
MODALS = plain_form_of(language.modals for language in LANGUAGES)
REPLIES = plain_form_of(language.replies for language in LANGUAGES)
OPPOSITE_SIDES = sides_of(language.opposite_sides for language in LANGUAGES)
