"""Numbers that carry a proof of themselves: bank accounts (IBAN), payment cards, social security numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...text.patterns import pattern
from .context import before, is_of_a_thing
from .kinds import Found, Kind

_IBAN = pattern(
    r"(?:(?<![A-Za-z0-9])|(?<=IBAN))[A-Z]{2}\d{2}(?:[ \n-]?[A-Z0-9]){11,30}(?![a-z])"
    r"|(?<![A-Za-z0-9])[a-z]{2}\d\d(?: ?\d{4}){4,6}(?: ?\d{1,3})?\b"
)
_LENGTHS = {
    code: int(length)
    for length, codes in {
        "15": "NO", "16": "BE", "18": "DK FI FK FO GL NL SD", "19": "MK SI", "20": "AT BA EE KZ LT LU MN XK",
        "21": "CH HR LI LV", "22": "BG BH CR DE GB GE IE ME RS VA", "23": "AE GI IL IQ OM SO TL",
        "24": "AD CZ ES MD PK RO SA SE SK TN VG", "25": "LY PT ST", "26": "IS TR", "27": "BI DJ FR GR IT MC MR SM",
        "28": "AL AZ BY CY DO GT HN HU LB NI PL SV", "29": "BR EG PS QA UA", "30": "JO KW MU YE", "31": "MT SC",
        "32": "LC", "33": "RU",
    }.items()
    for code in codes.split()
}  # fmt: skip
"""How long the IBAN of each country is, by the registry of SWIFT."""
_SHOWN_EVERYWHERE = frozenset(
    "GB29NWBK60161331926819 GB82WEST12345698765432 GB33BUKB20201555555555 DE89370400440532013000 DE75512108001245126199"
    " FR1420041010050500013M02606 FR7630006000011234567890189 CH9300762011623852957 NL91ABNA0417164300 BE68539007547034"
    " ES9121000418450200051332 IT60X0542811101000000123456 AT611904300234573201 PL61109010140000071219812874"
    " SE4550000000058398257466 NO9386011117947 DK5000400440116243 IE29AIBK93115212345678 PT50000201231234567890154"
    " FI2112345600000785 LU280019400644750000 SA0380000000608010167519 4111111111111111 4242424242424242"
    " 4012888888881881 4000056655665556 4000000000000002 4222222222222 5555555555554444 5105105105105100"
    " 5200828282828210 2223003122003222 2223000048400011 378282246310005 371449635398431 378734493671000"
    " 6011111111111117 6011000990139424 3056930009020004 30569309025904 38520000023237 36227206271667 3566002020360505"
    " 3530111333300000 6200000000000005 4917610000000000 4988438843884305".split()
)
"""Accounts and cards that standards, banks and payment services give as examples or for tests."""

_TEST_CARD = pattern(r"4000(?:\d{4}0000|0000\d{4})\d{4}")
"""How payment services make up cards for each case that is to be tried."""
_CARD = pattern(r"(?<![\w.,+/=-])\d(?:[ -]?\d){12,18}(?![\w]|[.,/-]\d|-\w)")
_GROUPS = frozenset({(4, 4, 4, 4), (4, 6, 5), (4, 6, 4), (4, 4, 4, 4, 3)})
"""How the digits stand on cards; the numbers of things are written in other groups."""
_ISSUERS = pattern(
    r"4\d{15}(?:\d{3})?"  # Visa
    r"|(?:5[1-5]\d\d|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}"  # Mastercard
    r"|3[47]\d{13}"  # American Express
    r"|(?:6011|64[4-9]\d|65\d\d)\d{12}"  # Discover
    r"|3(?:0[0-5]|[689]\d)\d{11}"  # Diners Club
    r"|35(?:2[89]|[3-8]\d)\d{12}"  # JCB
    r"|62\d{14}(?:\d{3})?"  # UnionPay
    r"|(?:5018|5020|5038|5893|6304|6759|6761|6762|6763)\d{12}"  # Maestro
)
"""The first digits of issuers, and how long their numbers are."""

_SSN = pattern(r"(?<![\w.,+/=-])(\d{3})([- ])(\d\d)\2(\d{4})(?![\w]|[.,/-]\d|-\w)")
_BARE_SSN = pattern(r"(?<![\w.,+/=-])(\d{3})()(\d\d)(\d{4})(?![\w]|[.,/-]\d|-\w)")
_SAYS_SSN = pattern(r"\b(?:ssn|ss#|social security(?: (?:number|no|nr|#))?)\b[^\d\n]{0,20}\Z", re.IGNORECASE)
_NO_AREAS = ("000", "666")
_KNOWN = frozenset(["078051120", "219099999", "111111111", "111223333", "123121234", "555555555"])
"""Numbers that were printed in advertisements, or stand for any number."""


def find_ibans(text: str) -> Iterator[Found]:
    """Yield the numbers of bank accounts in a text: of a country's length, and with the right check digits."""
    for match in _IBAN.finditer(text):
        length = _LENGTHS.get(match[0][:2].upper())
        end = _end_of(match, length) if length else None
        value = "".join(filter(str.isalnum, match.string[match.start() : end])).upper() if end else ""
        is_whole = end is not None and not text[end : end + 1].isalnum()
        if value and end and is_whole and _is_mod_97(value) and value not in _SHOWN_EVERYWHERE:
            yield Found(Kind.IBAN, match.start(), end, value)


def _end_of(match: re.Match[str], length: int) -> int | None:
    """Where so many letters and digits end; None where there are fewer."""
    left = length
    for at in range(match.start(), match.end()):
        left -= match.string[at].isalnum()
        if not left:
            return at + 1
    return None


def _is_mod_97(iban: str) -> bool:
    return int("".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4])) % 97 == 1


def find_cards(text: str) -> Iterator[Found]:
    """Yield the numbers of payment cards in a text: of an issuer, of its length, and with the right check digit."""
    for match in _CARD.finditer(text):
        digits = match[0].replace(" ", "").replace("-", "")
        groups = tuple(map(len, match[0].replace("-", " ").split(" ")))
        is_written_so = groups in _GROUPS or (len(groups) == 1 and not is_of_a_thing(text, match.start()))
        is_repeated = len(groups) > 1 and len({*re.split("[ -]", match[0])}) < len(groups) - 1
        if not is_written_so or is_repeated or not _ISSUERS.fullmatch(digits) or not _is_luhn(digits):
            continue
        if digits not in _SHOWN_EVERYWHERE and not _TEST_CARD.fullmatch(digits) and len({*digits}) > 2:
            yield Found(Kind.CARD, match.start(), match.end(), digits)


def _is_luhn(digits: str) -> bool:
    doubled = (2 * int(digit) for digit in digits[-2::-2])
    return (sum(map(int, digits[::-2])) + sum(each - 9 * (each > 9) for each in doubled)) % 10 == 0


def find_ssns(text: str) -> Iterator[Found]:
    """Yield the social security numbers of the United States in a text: those of areas that were given out.

    Written otherwise than with hyphens, only where the words before say so.
    """
    for match in (*_SSN.finditer(text), *_BARE_SSN.finditer(text)):
        area, sign, group, serial = match.groups()
        is_said = _SAYS_SSN.search(before(text, match.start())) is not None
        if not is_said and (sign != "-" or is_of_a_thing(text, match.start())):
            continue
        if area in _NO_AREAS or area[0] == "9" or group == "00" or serial == "0000":
            continue
        if area + group != "12345" and area + group + serial not in _KNOWN:
            yield Found(Kind.SSN, match.start(), match.end(), area + group + serial)
