"""Whether two numbers, or two numbers with their units, say the same amount."""

from __future__ import annotations

from fractions import Fraction

from ..text.patterns import pattern

_THOUSANDS = pattern(r"-?\d{1,3}(?:[.,]\d{3})+")
_NUMBER = pattern(r"(-?)(\d{0,15})(?:[.,:](\d{1,6}))?")
_SHARE = pattern(r"(\d{1,6})/(\d{1,6})")
_ROUNDED_BY = Fraction(1, 50)  # (chosen) of the amount: 1,609 metres are 1.6 km, and 99 are not 100
_LEAST_ROUNDED = 1000  # a smaller whole number is taken as it is

_SIZES = {
    "millisecond": ("time", "0.001"), "second": ("time", "1"), "minute": ("time", "60"), "hour": ("time", "3600"),
    "day": ("time", "86400"), "business_day": ("time", "120960"), "business_hour": ("time", "5040"),
    "week": ("time", "604800"), "month": ("months", "1"), "year": ("months", "12"),
    "decade": ("months", "120"), "century": ("months", "1200"), "mcg": ("mass", "0.000001"), "mg": ("mass", "0.001"),
    "gram": ("mass", "1"), "kg": ("mass", "1000"), "ton": ("mass", "1000000"), "ounce": ("mass", "28.35"),
    "pound": ("mass", "453.6"), "mm": ("length", "0.001"), "cm": ("length", "0.01"), "meter": ("length", "1"),
    "km": ("length", "1000"), "inch": ("length", "0.0254"), "foot": ("length", "0.3048"), "yard": ("length", "0.9144"),
    "mile": ("length", "1609.344"), "square_mm": ("area", "0.000001"), "square_inch": ("area", "0.000645"),
    "square_cm": ("area", "0.0001"), "square_meter": ("area", "1"),
    "square_km": ("area", "1000000"), "square_foot": ("area", "0.0929"), "square_yard": ("area", "0.8361"),
    "acre": ("area", "4047"), "hectare": ("area", "10000"), "square_mile": ("area", "2589988"),
    "ml": ("volume", "0.001"), "litre": ("volume", "1"), "cubic_meter": ("volume", "1000"),
    "cubic_cm": ("volume", "0.001"), "cubic_inch": ("volume", "0.01639"), "cubic_foot": ("volume", "28.32"),
    "cubic_yard": ("volume", "764.6"), "fluid_ounce": ("volume", "0.02957"), "cup": ("volume", "0.2366"),
    "pint": ("volume", "0.4732"), "quart": ("volume", "0.9464"), "gallon": ("volume", "3.785"),
    "teaspoon": ("volume", "0.005"), "tablespoon": ("volume", "0.015"), "kmh": ("speed", "1"),
    "mph": ("speed", "1.609"), "m/s": ("speed", "3.6"), "$": ("dollar", "1"), "cents": ("dollar", "0.01"),
    "watt": ("power", "1"), "kw": ("power", "1000"), "millivolt": ("tension", "0.001"), "volt": ("tension", "1"),
    "kv": ("tension", "1000"), "mw": ("power", "1000000"), "milliwatt": ("power", "0.001"),
    "kwh": ("energy", "1"), "mwh": ("energy", "1000"), "hz": ("frequency", "1"), "khz": ("frequency", "1000"),
    "mhz": ("frequency", "1000000"), "ghz": ("frequency", "1000000000"), "kbit": ("rate", "1"),
    "mbit": ("rate", "1000"), "gbit": ("rate", "1000000"), "kb": ("data", "1"), "mb": ("data", "1012"),
    "gb": ("data", "1024144"), "tb": ("data", "1036433728"),
    "celsius": ("temperature", "1.8"), "fahrenheit": ("temperature", "1"),
}  # fmt: skip
"""What a unit measures, and how much of it one is, by the unit's plain form. Of data a step is 1012 times more: that is
near enough to both 1000 and 1024, which people mean. Five working days are a week."""
_COUNTED_FROM = {"celsius": -40, "fahrenheit": -40}
"""The amount from which others are counted, where that is not nought: on both scales it is as cold."""


def is_same_number(one: str, other: str) -> bool:
    """Whether two numbers are the same in one of the ways they can be read, or one is the other rounded.

    >>> [is_same_number(*pair) for pair in (("1.000", "1,000"), ("9:00", "9"), ("3.14", "3.1416"), ("99", "100"))]
    [True, True, True, False]
    """
    if one == other:
        return True
    return any(a == b or _may_be_thousands(a, b) or _is_rounded(a, b) for a in _readings(one) for b in _readings(other))


def is_same_amount(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two numbers with units are one amount: `24 hour` and `1 day`.

    >>> is_same_amount(("24", "hour"), ("1", "day")), is_same_amount(("24", "hour"), ("2", "day"))
    (True, False)
    """
    sizes = _SIZES.get(one[1]), _SIZES.get(other[1])
    if sizes[0] is None or sizes[1] is None or sizes[0][0] != sizes[1][0]:
        return False
    left, right = (
        [(number - _COUNTED_FROM.get(unit, 0)) * Fraction(size[1]) for number in _readings(amount)]
        for (amount, unit), size in zip((one, other), sizes, strict=True)
        if size
    )
    return any(abs(a - b) <= _ROUNDED_BY * max(abs(a), abs(b)) for a in left for b in right)


def _readings(number: str) -> set[Fraction]:
    """What a number can be: `1.500` is one and a half, or fifteen hundred."""
    found = set()
    if _THOUSANDS.fullmatch(number):
        found.add(Fraction(number.replace(",", "").replace(".", "")))
    if parts := _NUMBER.fullmatch(number):
        sign, whole, part = parts.groups()
        if whole or part:
            found.add(Fraction(f"{sign}{whole or 0}.{part or 0}"))
    if (share := _SHARE.fullmatch(number)) and int(share[2]):
        found.add(Fraction(int(share[1]), int(share[2])))
    return found


def _may_be_thousands(one: Fraction, other: Fraction) -> bool:
    """Whether a mark between digits can be all that differs: `1.500` may have been taken for one and a half."""
    return one != 0 and one in (other * 1000, other / 1000)


def _is_rounded(one: Fraction, other: Fraction) -> bool:
    """Whether the rounder of two numbers is the other one rounded."""
    rough, exact = sorted((one, other), key=_digits)
    if abs(exact - rough) > _ROUNDED_BY * abs(exact) or _digits(rough) == _digits(exact):
        return False
    return any(round(exact, places) == rough for places in _places(rough))


def _places(rough: Fraction) -> range:
    """To how many decimal places a number can have been rounded."""
    text = str(abs(rough.numerator)) if rough.denominator == 1 else ""
    noughts = len(text) - len(text.rstrip("0")) if abs(rough) >= _LEAST_ROUNDED else 0
    return range(-noughts, 7) if rough.denominator == 1 else range(1, 7)


def _digits(number: Fraction) -> int:
    """How many significant digits a number has, at most six of them after the point."""
    return len(str(abs(round(number * 10**6))).strip("0"))
