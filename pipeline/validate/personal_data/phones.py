"""Telephone numbers of somebody, by the numbering plans of all countries: no helplines, no numbers of films."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from ...text.patterns import pattern
from .context import before, is_of_a_thing
from .kinds import Found, Kind

_INTERNATIONAL = pattern(r"(?<![\w.+/=-])\(?\+\(?\d(?:[ .\-/()\u00a0]{0,3}\d){6,15}(?!(?!x\d)\w)")
_WITH_ZEROS = pattern(r"(?<![\w.,+/=-])00[1-9]\d?(?:[ .\-/()]{1,3}\d+){2,6}(?![\w]|[.,]\d)")
_AMERICAN = pattern(
    r"(?<![\w.,+/=-])(?:1[ .-]?)?(?:\([2-9]\d\d\)\s?[2-9]\d\d[ .-]?\d{4}|[2-9]\d\d([ .-])[2-9]\d\d\1\d{4})"
    r"(?!(?!x\d)\w|[.,/-]\d|-\w)"  # an extension may follow: x12
)
_NATIONAL = pattern(r"(?<![\w.,+/=-])\(?0\d(?:[ .\-/()]{0,2}\d){7,11}(?![\w]|[.,]\d|-\w)")
_BARE = pattern(r"(?<![\w.,+/=-])1?[2-9]\d\d[2-9]\d{6}(?![\w]|[.,/-]\d|-\w)")
_SAYS_PHONE = pattern(
    r"(?:\b(?:tel|telephones?|phones?|cell|cellphone|mobile|mob|fax|call|calls|called|calling|ring|dial|text|sms|whatsapp"
    r"|viber|telegram|signal|hotline|landline|contact|telefon|tlf|handy|mobil|anruf\w*|t[e\u00e9]l[e\u00e9]phone"
    r"|t[e\u00e9]l|portable|appele[rz]|tel[e\u00e9]fono|ll[a\u00e1]m\w*|m[o\u00f3]vil|celular|telefono|cellulare|numero"
    r"|telefoon|bel)\b|\u260e|\u260f|\U0001f4de|\U0001f4f1)[^\d\n]{0,25}\Z",
    re.IGNORECASE,
)
"""A word before a number that is written as people do at home, or without any sign between its digits."""
_AT_HOME = ("GB", "DE", "FR", "IT", "ES", "AU", "IN", "NL", "IE", "ZA", "CH", "AT", "BE", "SE", "JP", "NZ", "BR")
"""The countries whose way of writing is tried, where a word says that it is a telephone number."""
_FICTION = pattern(
    r"\+(?:1\d{3}555"
    r"|44(?:207946|7700900|1632960|(?:11[3-8]|121|131|141|151|161)496|191498|28964960|292018|3069990|8081570)"
    r"|61(?:[2378](?:5550|7010)|49157[01])"
    r"|33(?:19900|26191|35301|46571|53649|63998)"
    r"|49(?:3023125|6990009|4066969|2214710|8999998))\d*"
)
"""Numbers that regulators keep free for films and books."""
_STANDS_FOR_ANY = pattern(r".*(?:1234567|2345678|9876543|(\d)\1{5})")


def find(text: str) -> Iterator[Found]:
    """Yield the telephone numbers in a text that are valid and may be those of people."""
    for match in _INTERNATIONAL.finditer(text):
        yield from _shortened(match, None)
    for match in _WITH_ZEROS.finditer(text):
        yield from _number(text, *match.span(), "+" + match[0][2:], None)
    for match in _AMERICAN.finditer(text):
        if not is_of_a_thing(text, match.start()):
            yield from _number(text, *match.span(), match[0], "US")
    for home, regions in ((_NATIONAL, _AT_HOME), (_BARE, ("US",))):
        for match in home.finditer(text):
            if _SAYS_PHONE.search(before(text, match.start())) and not is_of_a_thing(text, match.start()):
                yield from _in_first_of(regions, match)


def _in_first_of(regions: Iterable[str], match: re.Match[str]) -> Iterator[Found]:
    """The number as it is in the first country that has it; none where it is fiction in any."""
    numbers = [number for region in regions if (number := _valid(match[0], region))]
    if not any(_is_fiction(number) for number in numbers):
        yield from islice((_found(match.string, *match.span(), each) for each in numbers if not each.is_service), 1)


def _shortened(match: re.Match[str], region: str | None) -> Iterator[Found]:
    """The number that a run of digits begins with, where another number or a year may follow it."""
    start, end = match.span()
    while end - start >= 8:
        found = [*_number(match.string, start, end, match.string[start:end], region)]
        if found:
            yield from found
            return
        end = max(match.string.rfind(sign, start, end) for sign in " -./(")
        end = start + len(match.string[start : max(end, start)].rstrip(" -./("))


class _Number(NamedTuple):
    value: str
    """Like +12126647665 (E.164)."""
    is_service: bool
    """Whether it is free, dear, or one for a whole company: no line of a person."""


def _number(text: str, start: int, end: int, written: str, region: str | None) -> Iterator[Found]:
    number = _valid(written, region)
    if number and not number.is_service and not _is_fiction(number):
        yield _found(text, start, end, number)


def _valid(written: str, region: str | None) -> _Number | None:
    """A number that there may be in a country's plan; without a region it says its country itself."""
    import phonenumbers  # not before: it takes as long as reading 500 pairs

    try:
        number = phonenumbers.parse(written, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    kinds = phonenumbers.PhoneNumberType
    services = (kinds.TOLL_FREE, kinds.SHARED_COST, kinds.PREMIUM_RATE, kinds.UAN, kinds.VOICEMAIL)
    value = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return _Number(value, phonenumbers.number_type(number) in services)


def _is_fiction(number: _Number) -> bool:
    return _FICTION.fullmatch(number.value) is not None or _STANDS_FOR_ANY.match(number.value) is not None


def _found(text: str, start: int, end: int, number: _Number) -> Found:
    is_opened = text[start] == "(" and ")" not in text[start:end]
    return Found(Kind.PHONE, start + is_opened, end, number.value)
