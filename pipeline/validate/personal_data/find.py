"""All personal data in a text; a text without any sign of it is passed over at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain

from ...text.patterns import pattern
from . import accounts, coordinates, emails, ip_addresses, phones
from .kinds import Found, Kind

_FIND: dict[Kind, Callable[[str], Iterator[Found]]] = {
    Kind.EMAIL: emails.find,
    Kind.IP: ip_addresses.find,
    Kind.IBAN: accounts.find_ibans,
    Kind.CARD: accounts.find_cards,
    Kind.SSN: accounts.find_ssns,
    Kind.COORDINATES: coordinates.find,
    Kind.PHONE: phones.find,
}
"""What finds each kind; where two find the same place, the first counts."""
_NUMBERS = (Kind.IP, Kind.IBAN, Kind.CARD, Kind.SSN, Kind.COORDINATES, Kind.PHONE)
_NUMBER = pattern(r"\d(?:(?:[^\w\n]{0,3}\d){6}|\d{0,2}(?:\.\d{1,3}){3}|\.\d{4}|\s?[\u00b0\u00ba])")
"""What each kind of number has somewhere: seven digits with signs between, four times some and a dot, or a fraction."""
_NUMBER_IN_ASCII = pattern(  # what comes next is looked at first: that ends most tries
    r"[0-9](?=[\W\d]{5})(?:(?:[^\w\n]{0,3}\d){6}|\d{0,2}(?:\.\d{1,3}){3}|\.\d{4})", re.ASCII
)
_SHORTEST_NUMBER = b"000000"
"""Of each kind without \u00b0 or \u00ba: so many digits and signs in a row, and no letter of ASCII among them."""
_SHAPES = bytes(ord("a" if chr(code).isalpha() or chr(code) in "_\n" else "0") for code in range(128)) + b"0" * 128
"""What shows such a row: each letter of ASCII as `a`, each other byte of UTF-8 as `0`."""
_PUNCTUATION = b"\xe2\x80"
"""What quotes and dashes begin with in UTF-8, and no digit does: without it they are as short as those of ASCII."""
_GROUPS_OF_V6 = 7  # colons
_ZEROS = (
    *(0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0, 0xF20, 0x1040, 0x17E0),
    *(0x1810, 0xFF10, 0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6),
)
"""The digits 0 of other scripts; the nine others follow each."""
SIGNS = emails.ASCII_SIGNS + "_:"
"""What a text that holds a piece, masked or not, has, one of these; or see `may_hold_any_without_signs`."""
_WESTERN = {0x2013: "-", 0x2014: "-", 0xA0: " "}
_PLAIN = {zero + digit: str(digit) for zero in _ZEROS for digit in range(10)} | _WESTERN
_PLAIN |= dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D), "-")
_PLAIN |= dict.fromkeys((0x2002, 0x2003, 0x2007, 0x2009, 0x200B, 0x202F, 0x3000), " ")
_PLAIN |= {0xFF20: "@", 0xFE6B: "@", 0xFF0E: ".", 0xFF0B: "+", 0xFF08: "(", 0xFF09: ")"}
"""Other ways of writing the signs that the rules name, each one character long as well."""
MASK = pattern(r"\[(EMAIL|IP|IBAN|CARD|SSN|COORDINATES|PHONE)_(\d+)\]")
"""What `masks.py` puts in the place of a piece."""


def find(text: str) -> list[Found]:
    """Return the personal data in a text, in its order; no two pieces overlap.

    >>> [(found.kind, found.value) for found in find("Write to Ana@tea-house.org")]
    [(<Kind.EMAIL: 'email'>, 'ana@tea-house.org')]
    """
    kinds = _kinds_shown(text)
    if not kinds:
        return []
    plain = _plain(text)
    found: list[Found] = []
    for piece in chain.from_iterable(_FIND[kind](plain) for kind in kinds):
        if all(piece.end <= other.start or other.end <= piece.start for other in found):
            found.append(piece)
    return sorted(found, key=lambda piece: piece.start)


def _kinds_shown(text: str) -> list[Kind]:
    """The kinds of which a text may hold something, by a quick look: none in nearly all texts."""
    kinds = [Kind.EMAIL] if emails.may_hold_any(text) else []
    if _may_hold_number(text) and (_NUMBER_IN_ASCII if text.isascii() else _NUMBER).search(text):
        return [*kinds, *_NUMBERS]
    return [*kinds, Kind.IP] if "::" in text or text.count(":") >= _GROUPS_OF_V6 else kinds


def may_hold_any_without_signs(text: str) -> bool:
    """Whether a text that has none of SIGNS may hold a piece, by a quick look."""
    if text.isascii():
        return _SHORTEST_NUMBER in text.encode("ascii").translate(_SHAPES)
    return _may_hold_number(text) or any(sign in text for sign in emails.OTHER_SIGNS)


def _may_hold_number(text: str) -> bool:
    """Whether a text may hold a number of some kind but an address of IPv6."""
    shapes = text.encode("utf-8", "surrogatepass").translate(_SHAPES, _PUNCTUATION)
    return _SHORTEST_NUMBER in shapes or (not text.isascii() and ("\u00b0" in text or "\u00ba" in text))


def _is_western(text: str) -> bool:
    """Whether a text has no signs but Latin letters and their punctuation; asking a codec takes a tenth of a search."""
    if text.isascii():
        return True
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _plain(text: str) -> str:
    """A text of the same length with one way of writing digits, blanks and dashes."""
    if text.isascii():
        return text
    if not _is_western(text):
        return text.translate(_PLAIN)
    for sign, plain in _WESTERN.items():
        text = text.replace(chr(sign), plain)
    return text


def flags_of(*texts: str) -> list[str]:
    """Return the flags of a record with some texts: one for each kind that they hold, masked or not."""
    whole = "\n".join(texts)  # no piece has a line end in it
    found = {found.kind for text in texts for found in find(text)} if _kinds_shown(whole) else set()
    masked = {Kind(name.lower()) for name, _ in MASK.findall(whole)} if "_" in whole else set()
    return [kind.flag for kind in Kind if kind in found | masked] if found or masked else []
